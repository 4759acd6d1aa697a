"""The places that a sentence names, each as stated, and how each stands in it."""

from __future__ import annotations

from dataclasses import dataclass, replace
from functools import cache
from typing import TYPE_CHECKING

from analysis.extraction.attribution import speakers_in
from analysis.extraction.lexicon import read_lexicon
from analysis.extraction.speaker_names import is_dated, nouns_of

if TYPE_CHECKING:
    from collections.abc import Sequence

    from analysis.extraction.document import Document, Item

SIDES = ("Russia", "Ukraine")
_LOCAL = frozenset(
    "in over at on near across into around outside toward towards against above inside within "
    "to off through targeting hitting striking hit struck attacking attacked".split()
)
_NAMED_AFTER = frozenset(("in", "near", "outside"))
_REGIONS = frozenset(("regions", "oblasts", "provinces"))
_DATELINE = 9
_BACK = 7
_SHORTEST = 4
_CHAIN = 4
_CAPITALS = {"Ukraine": "Kyiv", "Russia": "Moscow"}


@dataclass(frozen=True, slots=True)
class NamedPlace:
    """A place in a sentence.

    text is as stated; first and last are its items; kind is city, region, district, area, country,
    nation (one of the two sides), regions (a number of them), directions (all of a country),
    anaphor ("the city") or capital ("the capital"); country is whose
    it is, where known. apart tells that nothing happens there: it speaks, or weapons come from it;
    wider that it only says where another place lies ("Poltava in central Ukraine").
    """

    text: str
    first: int
    last: int
    kind: str
    country: str | None = None
    apart: bool = False
    wider: bool = False


def places_in(document: Document, index: int) -> list[NamedPlace]:
    """The places that a sentence names, in order."""
    if index not in document.places:
        document.places[index] = _read_places(document, index)
    return document.places[index]


def _read_places(document: Document, index: int) -> list[NamedPlace]:
    items = document.sentence(index).items
    found: list[NamedPlace] = []
    i = 0
    while i < len(items):
        place = _place_at(document, index, items, i)
        if place is None:
            i += 1
            continue
        i = place.last + 1
        if found and _is_listed(items, found[-1], place):
            place = _joined(document, items, found.pop(), place)
        found.append(place)
    return [_judged(document, index, items, found, k) for k in range(len(found))]


def _judged(
    document: Document, index: int, items: Sequence[Item], found: Sequence[NamedPlace], k: int
) -> NamedPlace:
    """The place with what its surroundings tell of it."""
    place = found[k]
    apart = _is_apart(document, index, items, place)
    between = [item.text for item in items[found[k - 1].last + 1 : place.first]] if k else []
    lies = 0 < len(between) <= _CHAIN and (between[0] == "in" or between[:2] in ([",", "in"], [",", "outside"], [",", "near"]))
    return replace(place, apart=apart, wider=lies and place.kind not in ("city", "anaphor"))


def _place_at(document: Document, index: int, items: Sequence[Item], i: int) -> NamedPlace | None:
    """The place that begins at item i."""
    item = items[i]
    tag = item.tag("places")
    if tag is not None and not item.is_grammar("outlet"):
        country = tag.entry.get("country")
        kind = str(tag.entry.get("kind"))
        if kind == "country":
            return _country_at(document, items, i, tag.name)
        return _with_area(document, items, i, kind, str(country) if country else None)
    if item.number is not None:
        return _regions_at(document, items, i)
    actor = item.tag("actors")
    if actor is not None and actor.entry.get("role") == "adjective" and actor.entry.get("actor") not in SIDES:
        ground = i + 1 < len(items) and items[i + 1].text in ("airspace", "territory", "soil", "waters")
        return NamedPlace(str(actor.entry.get("actor")), i, i + 1, "country") if ground else None
    if item.text == "country" and i > 0 and items[i - 1].text == "the":
        return NamedPlace("country", i, i, "nation")
    if item.text in ("capital", "peninsula") or item.text in words_of("anaphor"):
        return _anaphor_at(items, i)
    return _unknown_at(document, index, items, i)


def _with_area(document: Document, items: Sequence[Item], i: int, kind: str, country: str | None) -> NamedPlace:
    """A name with the noun behind it: "Kursk region"; with "region of" before it."""
    first, last = i, i
    if i + 1 < len(items) and items[i + 1].is_grammar("area"):
        last = i + 1
        if i + 3 < len(items) and items[i + 2].text == "of" and "places" in items[i + 3].tags:
            last = i + 3
            text = document.words(items[first].start, items[last].end)
            return NamedPlace(text, first, last, "region", country)
        kind = "region" if items[last].text.startswith(("region", "oblast", "provinc", "krai", "republic")) else kind
    elif items[i].text.endswith(" region") and i + 2 < len(items) and items[i + 1].text == "of":
        last = i + 2
    elif i > 1 and items[i - 1].text == "of" and items[i - 2].text in ("region", "oblast", "province"):
        first = i - 2
        kind = "region"
        if first > 0 and items[first - 1].text.endswith("ern"):
            first -= 1
    text = document.words(items[first].start, items[last].end)
    return NamedPlace(text.removesuffix("'s").removesuffix("\u2019s"), first, last, kind, country)


def _country_at(document: Document, items: Sequence[Item], i: int, name: str) -> NamedPlace | None:
    if items[i].text.endswith(("'s", "'")) or (i + 1 < len(items) and "places" in items[i + 1].tags):
        return None
    return NamedPlace(name, i, i, "nation" if name in SIDES else "country", name)


def _regions_at(document: Document, items: Sequence[Item], i: int) -> NamedPlace | None:
    """ "seven Russian regions"."""
    for last in range(i + 1, min(len(items), i + 4)):
        if items[last].text in _REGIONS:
            return NamedPlace(document.words(items[i].start, items[last].end), i, last, "regions")
        if items[last].is_sign or items[last].number is not None or "grammar" in items[last].tags:
            return None
    return None


def _anaphor_at(items: Sequence[Item], i: int) -> NamedPlace | None:
    """ "the capital", "the city", "there": a place named before, or known."""
    text = items[i].text
    if text == "there":
        ends = i + 1 >= len(items) or items[i + 1].is_sign
        return NamedPlace(text, i, i, "anaphor") if ends else None
    near = [item.text for item in items[max(0, i - 4) : i]]
    owned = i > 0 and ("actors" in items[i - 1].tags or items[i - 1].text.endswith("'s"))
    if not ("the" in near or owned) or (i + 1 < len(items) and items[i + 1].text == "of"):
        return None
    adjective = next((t.entry.get("actor") for k in items[max(0, i - 2) : i] if (t := k.tag("actors"))), None)
    if text == "capital":
        return NamedPlace(text, i, i, "capital", str(adjective) if adjective else None)
    if text == "peninsula":
        return NamedPlace("Crimea", i, i, "region", "Ukraine")
    return NamedPlace(text, i, i, "anaphor") if items[i - 1].text == "the" else None


def _unknown_at(document: Document, index: int, items: Sequence[Item], i: int) -> NamedPlace | None:
    """A name that no list holds, behind "in" or "the town of"."""
    if i == 0 or not _is_proper(document, items, i) or (index == 0 and _is_title_case(document, items)):
        return None
    before = items[i - 1].text
    settled = before == "of" and i > 1 and items[i - 2].text in words_of("settlement")
    if not settled and (before not in _NAMED_AFTER or len(items[i].text) < _SHORTEST or is_dated(document, index, items[i])):
        return None
    last = i + 1 if i + 1 < len(items) and _is_proper(document, items, i + 1) else i
    if last + 1 < len(items) and items[last + 1].is_grammar("area"):
        last += 1
    return NamedPlace(document.words(items[i].start, items[last].end), i, last, "city")


def _is_proper(document: Document, items: Sequence[Item], i: int) -> bool:
    item = items[i]
    if item.tags or item.is_sign or item.number is not None or item.text.endswith("'s"):
        return False
    known = any(item.text in nouns_of(kind) for kind in ("title", "office", "outlet", "message", "report"))
    return not known and document.text[item.start].isupper() and item.text.isalpha()


def _is_title_case(document: Document, items: Sequence[Item]) -> bool:
    long = [item for item in items if len(item.text) >= _SHORTEST and item.text[0].isalpha()]
    return sum(document.text[item.start].isupper() for item in long) * 4 > len(long) * 3


def _is_listed(items: Sequence[Item], a: NamedPlace, b: NamedPlace) -> bool:
    """Whether two places are of one list: "Donetsk, Zaporizhzhia and Kherson regions"."""
    between = [item.text for item in items[a.last + 1 : b.first]]
    if {a.kind, b.kind} & {"anaphor", "capital", "nation", "regions"} or not between:
        return False
    if "actors" in items[b.last].tags and between[:2] == [",", "and"]:
        return False
    if _is_direction(a) and _is_direction(b):
        return set(between) <= {",", "and", "the"}
    return set(between) <= {",", "and", "the", "&", "its"} and between[0] in (",", "and", "&") and between != [","] or (
        between == [","] and _list_goes_on(items, b)
    )


def _is_direction(place: NamedPlace) -> bool:
    return place.text.lower().split()[-1] in words_of("direction")


def _list_goes_on(items: Sequence[Item], b: NamedPlace) -> bool:
    """Whether "and" follows the second place of a list with a comma: "A, B and C"."""
    behind = [item.text for item in items[b.last + 1 : b.last + 3]]
    return behind[:1] == ["and"] or behind[:2] == [",", "and"]


def _joined(document: Document, items: Sequence[Item], a: NamedPlace, b: NamedPlace) -> NamedPlace:
    text = document.words(items[a.first].start, items[b.last].end)
    kind = "directions" if _is_direction(b) and "," in text else b.kind
    return NamedPlace(text, a.first, b.last, kind, b.country if a.country == b.country else None)


def _is_apart(document: Document, index: int, items: Sequence[Item], place: NamedPlace) -> bool:
    """Whether the place only speaks, lies near by, gives its name, or is where weapons come from."""
    if any(s.first <= place.first <= s.last for s in speakers_in(document, index)):
        return True
    if _is_dateline(document, index, items, place) or _names_another(items, place):
        return True
    prepositions = _governing(items, place)
    if prepositions and prepositions[0] in ("from", "by"):
        return True
    if place.kind in ("country", "nation") and place.first == place.last:
        behind = items[place.last + 1 : place.last + 2]
        compound = any({"weapons", "strikes", "people"} & item.tags.keys() for item in behind)
        return compound or not (prepositions and prepositions[0] in _LOCAL - {"to"})
    tag = items[place.last].tag("actors") or items[place.first].tag("actors")
    if tag is not None and tag.entry.get("role") == "capital" and place.first == place.last:
        local = bool(prepositions) and prepositions[0] in _LOCAL - {"to"}
        return items[place.last].text.endswith("'s") or not (local or _is_struck(items, place))
    return False


def _governing(items: Sequence[Item], place: NamedPlace) -> list[str]:
    """The preposition, or the verb of hitting, that the place hangs on."""
    for i in range(place.first - 1, max(-1, place.first - _BACK), -1):
        item = items[i]
        if item.text in ("of", "out of"):
            head = items[i - 1].text if i else ""
            if head in words_of("direction") or head in ("directions", "direction", "border", "borders"):
                return ["from"]
            continue
        if item.text == "by" or (item.text == "over" and items[i - 1].text == "airspace" and items[i - 2].text == "from"):
            return ["by"]
        if item.text == "with":
            return ["from"] if items[i - 1].text.startswith("border") else ["with"]
        if item.is_grammar("preposition") or item.text in _LOCAL:
            return ["from"] if item.text in ("in", "over") and _is_from(items, i) else [item.text]
        tag = item.tag("strikes")
        if tag is not None and tag.entry.get("role") != "event":
            return ["at"]
        if item.is_sign and item.text not in "-'" or item.number is not None or item.is_grammar("be", "clause", "relative"):
            return []
    return []


def _is_from(items: Sequence[Item], i: int) -> bool:
    """Whether the preposition at i hangs on "from": "from a submarine in the Black Sea"."""
    for item in reversed(items[max(0, i - _CHAIN) : i]):
        if item.text == "from":
            return True
        if item.is_sign or item.number is not None or "strikes" in item.tags:
            return False
    return False


def _is_struck(items: Sequence[Item], place: NamedPlace) -> bool:
    """Whether the place is a subject that something is done to, or named as "the capital, Kyiv"."""
    near = [item.text for item in items[max(0, place.first - 2) : place.first]]
    behind = items[place.last + 1 : place.last + 4]
    if "capital" in near:
        return True
    return any(item.is_grammar("be") for item in behind[:1]) and any("strikes" in item.tags for item in behind)


def _is_dateline(document: Document, index: int, items: Sequence[Item], place: NamedPlace) -> bool:
    """Whether it opens the text as the place of writing: "KYIV, Aug 6 -"."""
    if place.first > 2 or not document.text[items[place.first].start : items[place.first].end].isupper():
        return False
    behind = items[place.last + 1 : place.last + _DATELINE]
    return any(item.text in ("-", "\u2013", ".", "(", "/") for item in behind)


def _names_another(items: Sequence[Item], place: NamedPlace) -> bool:
    """Whether the name belongs to what follows it: "Black Sea fleet", "Kharkiv officials"."""
    if place.last + 1 >= len(items):
        return False
    behind = items[place.last + 1].text
    owned = items[place.last].text.endswith("'s")
    if _is_direction(place) and behind == "," and items[place.last + 2 : place.last + 3]:
        return items[place.last + 2].text in words_of("direction")
    named = behind in nouns_of("title") or behind in nouns_of("office") or behind in ("fleet", "regional")
    return named or (owned and "places" in items[place.last + 1].tags)


@cache
def words_of(kind: str) -> frozenset[str]:
    """The words of one entry of lexicon/background.toml."""
    words: list[str] = read_lexicon("background")[kind]["words"]  # type: ignore[assignment]
    return frozenset(words)


def capital_of(country: str | None) -> str | None:
    """The capital of a side."""
    return _CAPITALS.get(country or "")
