"""The places that a sentence names, each as stated, and how each stands in it."""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING

from analysis.extraction.clause_sides import is_time
from analysis.extraction.counted import is_event
from analysis.extraction.lexicon import clause_stems, clause_words, word_set
from analysis.extraction.sides import SIDES
from analysis.extraction.speaker_phrases import is_dated, nouns_of
from analysis.extraction.speakers import speakers_in
from analysis.extraction.values import frozen, replace

if TYPE_CHECKING:
    from collections.abc import Sequence

    from analysis.extraction.document import Document, Item
    from analysis.extraction.lexicon import Entry

_UNLISTED = frozenset(("anaphor", "capital", "nation", "regions"))
_JOINING = frozenset((",", "and", "&"))
_DATELINE = 9
_OPENING = 3
_TITLE_CASE = 0.75
_BACK = 7
_SHORTEST = 4
_CHAIN = 4
_KNOWN = ("capital", "peninsula", "country")
_CAPITALS = {"Ukraine": "Kyiv", "Russia": "Moscow"}


@frozen
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
    reached = 0
    for i in _places_may_begin(items):
        place = _place_at(document, index, items, i) if i >= reached else None
        if place is None:
            continue
        reached = place.last + 1
        if found and _is_listed(items, found[-1], place):
            place = _joined(document, items, found.pop(), place)
        found.append(place)
    judged: list[NamedPlace] = []
    for k in range(len(found)):
        place = _judged(document, index, items, found, k)
        if judged and judged[-1].apart and not place.apart and _goes_on(items, judged[-1], place):
            place = replace(place, apart=True)
        judged.append(place)
    return judged


def _goes_on(items: Sequence[Item], a: NamedPlace, b: NamedPlace) -> bool:
    """Whether a list of places that weapons come from goes on: "from Oryol, Kursk and ..."."""
    if _governor(items, a) != "from":
        return False
    return {item.text for item in items[a.last + 1 : b.first]} <= words_of("between_origins")


def _places_may_begin(items: Sequence[Item]) -> list[int]:
    """The items at which a place may begin; most begin none."""
    words, openers = _grounds(), _openers()
    return [
        i
        for i, item in enumerate(items)
        if ((tags := item.tags) and ("places" in tags or "actors" in tags))
        or item.number is not None
        or item.text in words
        or (not tags and i and items[i - 1].text in openers)
    ]


@cache
def _openers() -> frozenset[str]:
    """Words before a name that the lexicon has not: "city", "of"."""
    return words_of("before_a_name").union(("of",))


@cache
def _grounds() -> frozenset[str]:
    """Words that begin a place without a name: "the city", "several regions"."""
    return words_of("anaphor").union(_KNOWN, words_of("several"))


def _judged(
    document: Document, index: int, items: Sequence[Item], found: Sequence[NamedPlace], k: int
) -> NamedPlace:
    """The place with what its surroundings tell of it."""
    place = found[k]
    apart = _is_apart(document, index, items, place)
    wider = (
        k > 0 and place.kind not in ("city", "anaphor") and _says_where(items, found[k - 1], place)
    )
    if place.kind == "area" and k + 1 < len(found):  # "the central regions of Poltava and Sumy"
        between = [item.text for item in items[place.last + 1 : found[k + 1].first]]
        wider = wider or between in (["of"], ["of", "the"])
    return replace(place, apart=apart, wider=wider) if apart or wider else place


def _says_where(items: Sequence[Item], a: NamedPlace, b: NamedPlace) -> bool:
    """Whether the second place says where the first lies: "Poltava in central Ukraine"."""
    between = [item.text for item in items[a.last + 1 : b.first] if item.text != ","]
    if not between and (a.kind, b.kind) == ("city", "region"):  # "in Smila, Cherkasy Oblast,"
        return [item.text for item in items[b.last + 1 : b.last + 2]] == [","]
    return 0 < len(between) <= _CHAIN and between[0] in words_of("before_a_name")


def _place_at(document: Document, index: int, items: Sequence[Item], i: int) -> NamedPlace | None:
    """The place that begins at item i."""
    item = items[i]
    tag = item.tags.get("places")
    if tag is not None and item.grammar != "outlet":
        if tag.entry.get("kind") == "country":
            return _country_at(items, i, tag.name)
        return _with_area(document, items, i, tag.entry)
    if item.number is not None or item.text in words_of("several"):
        return _regions_at(document, items, i)
    if "actors" in item.tags:
        return _foreign_ground(items, i)
    if item.text in _grounds():
        return _anaphor_at(items, i)
    return _unknown_at(document, index, items, i)


def _with_area(document: Document, items: Sequence[Item], i: int, entry: Entry) -> NamedPlace:
    """A name with what makes it a region: "Kursk region", "northern region of Chernihiv"."""
    country, kind = entry.get("country"), str(entry.get("kind"))
    first = last = i
    if items[i].text.endswith(" region") and _is_of_place(items, i + 1):
        last = i + 2
    elif i + 1 < len(items) and items[i + 1].grammar == "area" and items[i].text[-2:] != "'s":
        last = i + 3 if _is_of_place(items, i + 2) else i + 1
        kind = "region" if items[i + 1].text.startswith(clause_stems("region")) else kind
    elif i > 1 and items[i - 1].text == "of" and items[i - 2].text in clause_words("region"):
        first = i - 3 if i > _CHAIN and items[i - 3].text.endswith("ern") else i - 2
        kind = "region"
    text = _unowned(document.words(items[first].start, items[last].end))
    return NamedPlace(text, first, last, kind, str(country) if country else None)


def _is_of_place(items: Sequence[Item], i: int) -> bool:
    """Whether "of" and a place stand at item i."""
    return i + 1 < len(items) and items[i].text == "of" and "places" in items[i + 1].tags


def _unowned(text: str) -> str:
    return text.removesuffix("'s").removesuffix("\u2019s")


def _country_at(items: Sequence[Item], i: int, name: str) -> NamedPlace | None:
    """A country, where it does not only say whose another place is: "Ukraine's Kharkiv"."""
    if items[i].text.endswith(("'s", "'")):
        return None
    if i + 1 < len(items) and "places" in items[i + 1].tags:
        return None
    return NamedPlace(name, i, i, "nation" if name in SIDES else "country", name)


def _foreign_ground(items: Sequence[Item], i: int) -> NamedPlace | None:
    """A third country's ground: "Polish airspace"."""
    tag = items[i].tags["actors"]
    name = str(tag.entry.get("actor"))
    grounds = words_of("ground")
    ground = next((k for k in (i + 1, i + 2) if k < len(items) and items[k].text in grounds), None)
    if tag.entry.get("role") != "adjective" or name in SIDES or ground is None:
        return None
    if ground + 1 < len(items) and items[ground + 1].text == "of":  # "the Polish village of ..."
        return None
    return NamedPlace(name, i, ground, "country", name)


def _regions_at(document: Document, items: Sequence[Item], i: int) -> NamedPlace | None:
    """A number of regions: "seven Russian regions", "several regions"."""
    for last in range(i + 1, min(len(items), i + _CHAIN)):
        if items[last].text in words_of("counted_regions"):
            return NamedPlace(document.words(items[i].start, items[last].end), i, last, "regions")
        if items[last].is_sign or items[last].number is not None or "grammar" in items[last].tags:
            return None
    return None


def _anaphor_at(items: Sequence[Item], i: int) -> NamedPlace | None:
    """A place that is known, or was named before: "the capital", "the city", "there"."""
    text, before = items[i].text, items[max(0, i - _CHAIN) : i]
    behind = items[i + 1 : i + 2]
    if text == "there":
        ends = not behind or behind[0].is_sign
        return NamedPlace(text, i, i, "anaphor") if ends else None
    if not before or (behind and behind[0].text == "of"):
        return None
    if text == "capital" and before[-1].text in clause_words("regional"):
        text = "regional capital"
    if text == "regional capital" or (
        before[-1].text in ("the", "this") and text not in ("capital", "peninsula")
    ):
        return NamedPlace(text, i, i, "nation" if text == "country" else "anaphor")
    owner = next((tag for item in before[-2:] if (tag := item.tags.get("actors"))), None)
    if text not in ("capital", "peninsula") or not (owner or any(k.text == "the" for k in before)):
        return None
    if text == "peninsula":
        return NamedPlace("Crimea", i, i, "region", "Ukraine")
    return NamedPlace(text, i, i, "capital", str(owner.entry.get("actor")) if owner else None)


def _unknown_at(document: Document, index: int, items: Sequence[Item], i: int) -> NamedPlace | None:
    """A name that no list holds, behind "in" or "the town of"."""
    before = items[i - 1].text if i else ""
    settled = before == "of" and items[i - 2].text in words_of("settlement")
    named = before in words_of("before_a_name") and len(items[i].text) >= _SHORTEST
    if not ((settled or named) and _is_proper(document, items, i)):
        return None
    if not settled and is_dated(document, index, items[i]):
        return None
    if index == 0 and _is_title_case(document, items):
        return None
    last = i + 1 if i + 1 < len(items) and _is_proper(document, items, i + 1) else i
    if last + 1 < len(items) and items[last + 1].grammar == "area":
        last += 1
    return NamedPlace(document.words(items[i].start, items[last].end), i, last, "city")


def _is_proper(document: Document, items: Sequence[Item], i: int) -> bool:
    item = items[i]
    if item.tags or item.is_sign or item.number is not None or item.text.endswith("'s"):
        return False
    known = any(
        item.text in nouns_of(kind) for kind in ("title", "office", "outlet", "message", "report")
    )
    return not known and document.text[item.start].isupper() and item.text.isalpha()


def _is_title_case(document: Document, items: Sequence[Item]) -> bool:
    long = [item for item in items if len(item.text) >= _SHORTEST and item.text[0].isalpha()]
    capitals = sum(document.text[item.start].isupper() for item in long)
    return capitals > len(long) * _TITLE_CASE


def _is_listed(items: Sequence[Item], a: NamedPlace, b: NamedPlace) -> bool:
    """Whether two places are of one list: "Donetsk, Zaporizhzhia and Kherson regions"."""
    between = [item.text for item in items[a.last + 1 : b.first]]
    if not between or not {a.kind, b.kind}.isdisjoint(_UNLISTED):
        return False
    if _is_direction(a) and _is_direction(b):
        return set(between) <= {",", "and", "the"}
    if between == [","]:
        return _list_goes_on(items, b)
    if "actors" in items[b.last].tags and between[:2] == [",", "and"]:
        return False
    return between[0] in _JOINING and set(between) <= _JOINING | {"the", "its"}


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
    """Whether the place only speaks, lies near by, names another, or is where weapons come from."""
    if any(s.first <= place.first <= s.last for s in speakers_in(document, index)):
        return True
    if _is_dateline(document, items, place) or _names_another(items, place):
        return True
    governor = _governor(items, place)
    told = governor == "in" and _is_where_told(items, place)
    if told or (governor in ("from", "by") and not _has_number(items, place)):
        return True
    if place.first != place.last or not _may_act(items[place.first]):
        return False
    if place.kind not in ("country", "nation") and _is_struck(items, place):
        return False
    return governor not in words_of("locative") or governor == "to" or _is_compound(items, place)


def _is_where_told(items: Sequence[Item], place: NamedPlace) -> bool:
    """Whether a statement was made there: "..., he said in Davos", "told reporters in Munich"."""
    i = place.first - 2  # over "in"
    if i < 1 or items[i + 1].text != "in" or items[i].text not in words_of("told_in"):
        return False
    return items[i - 1].grammar != "be"


def _has_number(items: Sequence[Item], place: NamedPlace) -> bool:
    """As in "most deaths were reported from Tula (560)"."""
    behind = items[place.last + 1 : place.last + 3]
    return len(behind) > 1 and behind[0].text == "(" and behind[1].number is not None


def _may_act(item: Item) -> bool:
    """Whether the name may stand for a government: "Ukraine", "Kyiv"."""
    tag = item.tags.get("actors")
    return tag is not None and tag.entry.get("role") in ("name", "capital")


def _is_compound(items: Sequence[Item], place: NamedPlace) -> bool:
    """Whether it tells whose what follows is: "Kyiv's", "Ukraine drone strikes"."""
    if items[place.last].text.endswith("'s"):
        return True
    behind = items[place.last + 1 : place.last + 2]
    kinds = {"weapons", "strikes", "people"}
    return place.kind != "city" and any(not kinds.isdisjoint(item.tags) for item in behind)


def _governor(items: Sequence[Item], place: NamedPlace) -> str:
    """The preposition that the place hangs on; "from" where it is not where things happen.

    "at" stands for a verb of hitting.
    """
    for i in range(place.first - 1, max(-1, place.first - _BACK), -1):
        if is_time(items[i]) and "places" not in items[i].tags:
            return ""  # "over the past day Russia ..."
        found = _governs(items, i)
        if found is not None:
            return found
    return ""


def _governs(items: Sequence[Item], i: int) -> str | None:
    """What item i says of the place behind it; None where the phrase goes on before it."""
    item, before = items[i], items[i - 1].text if i else ""
    if item.text in ("of", "out of"):
        return "from" if before in words_of("direction") or before in words_of("beside") else None
    if item.text == "with":
        return "from" if before in words_of("beside") else "with"
    if item.text in ("in", "over") and _is_from(items, i):
        return "from"
    if item.text in words_of("locative") or item.text == "by" or item.grammar == "preposition":
        return item.text
    tag = item.tags.get("strikes")
    if tag is not None and tag.entry.get("role") != "event":
        return "at"
    ends = item.number is not None or item.grammar in {"be", "clause", "relative"}
    ends = ends or "speech" in item.tags
    return "" if ends or (item.is_sign and item.text not in "-'") else None


def _is_from(items: Sequence[Item], i: int) -> bool:
    """Whether the preposition at i hangs on "from": "from a submarine in the Black Sea"."""
    for item in reversed(items[max(0, i - _CHAIN) : i]):
        if item.text == "from":
            return True
        if item.is_sign or item.number is not None or "strikes" in item.tags:
            return False
    return False


def _is_struck(items: Sequence[Item], place: NamedPlace) -> bool:
    """Whether something is done to the place: "Kyiv was hit"; or it is "the capital Kyiv"."""
    if any(item.text == "capital" for item in items[max(0, place.first - 2) : place.first]):
        return True
    behind = items[place.last + 1 : place.last + 4]
    passive = bool(behind) and behind[0].grammar == "be"
    verbs = [item for item in behind if "strikes" in item.tags]
    if passive and any(not item.text.endswith("ing") for item in verbs):
        return True
    suffers = any(item.text in words_of("suffers") for item in behind[:2])
    return suffers and any(map(is_event, items[place.last + 1 : place.last + _DATELINE]))


def _is_dateline(document: Document, items: Sequence[Item], place: NamedPlace) -> bool:
    """Whether it opens the text as the place of writing: "KYIV, Aug 6 -"."""
    printed = document.text[items[place.first].start : items[place.first].end]
    if place.first >= _OPENING or not printed.isupper():
        return False
    behind = items[place.last + 1 : place.last + _DATELINE]
    return any(item.text in {"-", "\u2013", ".", "(", "/"} for item in behind)


def _names_another(items: Sequence[Item], place: NamedPlace) -> bool:
    """Whether the name belongs to what follows it: "Black Sea fleet", "Kharkiv officials"."""
    behind = items[place.last + 1 : place.last + 3]
    if not behind:
        return False
    if _is_direction(place) and behind[0].text == ",":
        return behind[-1].text in words_of("direction")
    if items[place.last].text.endswith("'s") and "places" in behind[0].tags:
        return True
    word = behind[0].text
    by_sea = place.kind == "area" and word in words_of("settlement")
    return (
        by_sea
        or word in nouns_of("title")
        or word in nouns_of("office")
        or word in clause_words("formation")
    )


@cache
def words_of(kind: str) -> frozenset[str]:
    """The words of one entry of lexicon/background.toml."""
    return word_set("background", kind)


def capital_of(country: str | None) -> str | None:
    """The capital of a side."""
    return _CAPITALS.get(country or "")
