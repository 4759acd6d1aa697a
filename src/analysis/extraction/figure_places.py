"""Where: the narrowest place that a figure is about, as stated; the country where none is."""

from __future__ import annotations

from itertools import pairwise
from typing import TYPE_CHECKING

from analysis.extraction.counted import is_event
from analysis.extraction.grounds import country_of, land_of
from analysis.extraction.land_places import (
    is_capital,
    is_of_told,
    land_of_side,
    places_of_land,
    whole_of,
)
from analysis.extraction.lexicon import clause_words
from analysis.extraction.named_places import NamedPlace, places_in, words_of
from analysis.extraction.place_lists import (
    NARROW,
    attacked,
    is_of_long_list,
    is_of_part,
    narrow_first,
    nations_last,
    opens_with_number,
)
from analysis.extraction.sides import SIDES, side_of_speaker
from analysis.extraction.speaker_areas import area_of_known_speaker, area_of_speaker
from analysis.extraction.told_places import printed_place

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from analysis.extraction.claims import Claim, Memory
    from analysis.extraction.document import Document, Item

_OPENING = 4
_BACK = 3
_REGION = 34_000  # sq km, as large as the largest region
_BRACKET = 2
_NEAREST = 6
_SINCE = len("since ")
_INVADED = (2022, 2)
_FEW = 3  # more places than these in the lead are no place of a headline
_TOLD = (*NARROW, "capital", "anaphor")


def place_of(document: Document, index: int, at: int, claim: Claim, memory: Memory) -> str | None:
    """The narrowest place that the figure is about, as stated; else the country.

    Args:
        document: the article.
        index: the sentence of the figure.
        at: the item of its number.
        claim: the figure.
        memory: what the figures before left; updated.
    """
    if claim.topic == "aid":
        return claim.recipient or "Ukraine"
    items = document.sentence(index).items
    whole = land_of_side(items, at) if claim.topic == "territory" else None
    found = whole or _own(document, index, at, claim, memory)
    if claim.topic == "territory" and (found is None or found in SIDES):
        texts = [item.text for item in items[at + 1 : at + 4]]
        if is_of_told(texts, claim):
            found = _named(document, index, at) or _before(document, index, claim, memory) or found
    if found is None:
        found = _taken_up(document, index, at, claim, memory)
    text = found or country_of(document, index, at, claim)
    if text is not None and not text.endswith(" Sea"):  # where nobody lives
        memory.notes.update(
            place=text, place_index=str(index), place_at=str(at), place_topic=claim.topic
        )
        held = claim.measure == "controlled" or side_of_speaker(text) == SIDES[0]
        memory.notes["place_side"] = str(claim.actor if held else "")
    return text


def _named(document: Document, index: int, at: int) -> str | None:
    """The place that the sentence names before "of it"."""
    items = document.sentence(index).items
    before = (p for p in places_in(document, index) if p.last < at and p.kind in NARROW)
    named = [p.text for p in before if not is_capital(items[p.first])]
    return named[-1] if named else None


def _own(document: Document, index: int, at: int, claim: Claim, memory: Memory) -> str | None:
    """The place that the sentence itself gives the number."""
    items = document.sentence(index).items
    usable = [p for p in places_in(document, index) if not p.apart and p.kind != "directions"]
    if claim.topic == "territory":
        whole = whole_of(items, at, places_in(document, index))
        if whole is not None:
            return printed_place(document, index, whole, claim, memory)
        usable = places_of_land(document, index, at, claim)
    land = land_of(document, index, at) if claim.topic == "territory" else None
    near = _by_nearness(items, at, usable, claim)
    for place in nations_last(near) if claim.topic == "casualties" else near:
        if land is not None and place.first < at:
            return land
        if claim.topic != "territory" and is_of_long_list(items, usable, place):
            return None
        if claim.topic == "casualties" and place.kind == "region":
            place = _struck_in(items, usable, place) or place  # noqa: PLW2901 - the narrower one
        text = printed_place(document, index, place, claim, memory)
        if text is not None:
            return text
    return land


def _struck_in(
    items: Sequence[Item], places: Sequence[NamedPlace], region: NamedPlace
) -> NamedPlace | None:
    """The town that was hit: "killed in the Sumy region when a missile hit a bus in Bilopillia"."""
    town = next((p for p in places if p.first > region.last and p.kind == "city"), None)
    between = items[region.last + 1 : town.first] if town is not None else ()
    when = next((k for k, item in enumerate(between) if item.text in words_of("when")), None)
    if when is None or any(item.text == ";" or item.number is not None for item in between):
        return None
    return town if any("strikes" in item.tags for item in between[when:]) else None


def _by_nearness(
    items: Sequence[Item], at: int, places: Sequence[NamedPlace], claim: Claim
) -> Iterator[NamedPlace]:
    """The places that may be the number's, the likeliest first.

    In brackets with it, behind it, before it, over other numbers, at the sentence's beginning.
    """
    if not places:
        return
    bracketed = [p for p in places if p.last == at - _BRACKET and items[at - 1].text == "("]
    if claim.topic == "casualties":  # "in Sumy 13, in Kharkiv five"
        bracketed += [p for p in places if p.last == at - 1 and items[p.first - 1].text == "in"]
    behind = [p for p in places if p.first > at and not _belongs_to_next(items, p)][:_NEAREST]
    before = [p for p in reversed(places) if p.last < at]
    before = before[:_NEAREST] + before[_NEAREST:][-1:]  # and the sentence's first
    if claim.topic == "strikes":
        behind = [p for p in behind if not _is_of_sequel(items, at, p.first)]
        before = [p for p in before if opens_with_number(items, p) or not _is_taken(items, p)]
    yield from narrow_first(bracketed)
    yield from _where(items, at, places, behind)
    yield from narrow_first([p for p in behind if not _is_cut(items, at, p.first)])
    yield from narrow_first([p for p in before if not _is_cut(items, p.last, at)])
    over = [p for p in behind if not (_turns(items, at, p.first) or is_of_part(items, at, p))]
    yield from narrow_first(over)
    over = [p for p in before if not (_turns(items, p.last, at) or _is_said(items, p.last, at))]
    yield from narrow_first(over)
    opening = [p for p in before if _opens(items, p) and not _turns(items, p.last, at, only=";")]
    yield from narrow_first(opening)
    if claim.topic == "casualties":
        yield from attacked(items, at, places)


def _where(
    items: Sequence[Item], at: int, places: Sequence[NamedPlace], behind: Sequence[NamedPlace]
) -> list[NamedPlace]:
    """The place that ", where" goes on from: "in Sumy, where it counted 11 wounded, and ..."."""
    for i in range(at - 1, 1, -1):
        if items[i].number is not None or items[i].text == ";":
            return []
        if items[i].text == "where":
            near = behind and behind[0].kind != "nation" and not _joins(items, at, behind[0].first)
            before = i - 1 - (items[i - 1].text == ",")
            return [] if near else [p for p in places if p.last == before]
    return []


def _joins(items: Sequence[Item], start: int, end: int) -> bool:
    """Whether ", and" parts the stretch."""
    texts = [item.text for item in items[start:end]]
    return any(pair == (",", "and") for pair in pairwise(texts))


def _opens(items: Sequence[Item], place: NamedPlace) -> bool:
    """Whether the place stands at the sentence's beginning: "In the city of Kherson, ..."."""
    if place.first <= _OPENING:
        return True
    before = items[: place.first]
    return not any(
        i.number or "speech" in i.tags or ("strikes" in i.tags and not is_event(i)) for i in before
    )


def _is_of_sequel(items: Sequence[Item], at: int, place: int) -> bool:
    """Whether another event lies between: "29 missiles, killing four in Kyiv"."""
    comma = next((i for i in range(at + 1, place) if items[i].text == ","), None)
    if comma is not None and _attacks_anew(items, comma, place):
        return True
    if comma is None or items[comma + 1].grammar == "relative" or _counts_part(items, comma + 1):
        return False
    if items[comma + 1].text.endswith("ing") and "strikes" not in items[comma + 1].tags:
        return True
    verbs = (tag for item in items[comma + 1 : place] if (tag := item.tags.get("strikes")))
    told = ("past", "base", "word")
    return any(tag.form in told and tag.entry.get("role") in ("object", "subject") for tag in verbs)


def _attacks_anew(items: Sequence[Item], start: int, place: int) -> bool:
    """Whether ", and" goes on with another attack: "..., and later attacks on Sumy killed two"."""
    joint = next(
        (i for i in range(start, place - 1) if (items[i].text, items[i + 1].text) == (",", "and")),
        None,
    )
    return joint is not None and any("strikes" in item.tags for item in items[joint:place])


def _is_taken(items: Sequence[Item], place: NamedPlace) -> bool:
    """Whether the place stands behind a number of its own, in the number's clause."""
    for i in range(place.first - 1, -1, -1):
        if items[i].number is not None:
            return items[i + 1].text != "of" or items[i].text != "one"
        if (
            items[i].is_sign
            or items[i].grammar == "clause"
            or items[i].text in clause_words("turn_of_place")
        ):
            return False
    return False


def _is_cut(items: Sequence[Item], start: int, end: int) -> bool:
    """Whether between a number and a place another number or clause stands."""
    if items[start].number is None and _speaks(items, start, end):
        return True
    aside = _aside(items, start, end)
    for i in range(start + 1, end):
        if items[i].number is not None and i not in aside and not _counts_towns(items, i):
            return _turns(items, start, end) or not _is_one_of(items, i)
    return _turns(items, start, end)


def _counts_towns(items: Sequence[Item], i: int) -> bool:
    """As in "1,294 sq km and 100 settlements of the Kursk region"."""
    return i + 1 < len(items) and items[i + 1].text in words_of("settlements")


def _is_one_of(items: Sequence[Item], i: int) -> bool:
    """Whether the number is that of "one of its largest attacks"."""
    return items[i].text == "one" and items[i + 1].text == "of"


def _aside(items: Sequence[Item], start: int, end: int) -> range:
    """The items of ", including a teenager," in a stretch that goes on behind the comma.

    Or of ", three of them children,".
    """
    for i in range(start + 1, end):
        if items[i].text in words_of("part") or _counts_part(items, i):
            return range(i, next((k for k in range(i, end) if items[k].text == ","), i))
    return range(0)


def _counts_part(items: Sequence[Item], i: int) -> bool:
    """Whether ", three of them" or ", three of whom" stands at the number of item i."""
    if items[i].number is None or items[i - 1].text != ",":
        return False
    behind = [item.text for item in items[i + 1 : i + 3]]
    return behind[:1] == ["of whom"] or behind == ["of", "them"]


def _turns(items: Sequence[Item], start: int, end: int, *, only: str = "") -> bool:
    """Whether the stretch turns to something else, or to a part of what was counted."""
    texts = [item.text for item in items[start + 1 : end]]
    if only:
        return only in texts
    if not clause_words("turn_of_place").isdisjoint(texts):
        return True
    parts = [i for i, text in enumerate(texts) if _opens_part(texts, i, text)]
    if not parts or "," in texts[parts[0] :]:
        return False  # "17 people including a child were killed in ..." goes on as well
    return not any(item.grammar == "be" for item in items[start + 1 + parts[0] : end])


def _opens_part(texts: Sequence[str], i: int, text: str) -> bool:
    """Whether the word turns to a part: "including", or ", most of them"."""
    if text in words_of("part"):
        return True
    behind = texts[i + 1] if i + 1 < len(texts) else ""
    beside = texts[i - 1 : i] == [","] and behind in words_of("behind_most")
    return beside and text in words_of("most")


def _speaks(items: Sequence[Item], start: int, end: int) -> bool:
    """Whether a clause or somebody's statement begins in the stretch."""
    clauses = (item for item in items[start + 1 : end] if item.grammar == "clause")
    return _is_said(items, start, end) or any(
        k.text not in words_of("same_clause") for k in clauses
    )


def _is_said(items: Sequence[Item], start: int, end: int) -> bool:
    return any("speech" in item.tags for item in items[start + 1 : end])


def _belongs_to_next(items: Sequence[Item], place: NamedPlace) -> bool:
    """Whether it has a number of its own: "Belgorod (25)", "the Moscow region for 91"."""
    behind = items[place.last + 1 : place.last + 3]
    if opens_with_number(items, place):
        return True
    if behind and behind[0].text == "with":  # "attacked the region with four drones"
        verbs = (
            item.tags.get("strikes") for item in items[max(0, place.first - _NEAREST) : place.first]
        )
        if any(tag is not None and tag.entry.get("role") == "with" for tag in verbs):
            return False
    return bool(behind) and behind[0].text in words_of("owning") and behind[-1].number is not None


def _taken_up(document: Document, index: int, at: int, claim: Claim, memory: Memory) -> str | None:
    """The place of what was told before: in the same sentence, paragraph, attack, or toll."""
    parts = claim.topic != "strikes" or _is_of_them(document, index, at)
    same = parts and _is_same_sentence(index, at, claim, memory)
    if same or (claim.topic == "casualties" and _is_of_war(document, index)):
        return _narrow(memory) if same else None
    texts = [item.text for item in document.sentence(index).items]
    if claim.topic == "territory":
        same = memory.notes.get("place_topic") == claim.topic
        small = claim.quantity.unit != "km2" or claim.quantity.value <= _REGION
        going = (
            same and small and (_is_held_abroad(claim, memory) or _goes_on(document, index, memory))
        )
        return memory.notes["place"] if going else None
    local = area_of_speaker(document, index, at)
    if local is not None or index == 0:
        return local or _of_lead(document, claim)
    people = claim.topic == "casualties"
    follows = people and claim.category != "military" and _goes_on(document, index, memory)
    if follows or _is_definite(texts):
        found = _before(document, index, claim, memory)
    elif not people or claim.category == "military":
        return None
    else:
        toll = _is_of_toll(texts, memory)
        found = _narrow(memory) if toll else _of_headline(document, memory)
    return found or area_of_known_speaker(document, index, at)


def _of_headline(document: Document, memory: Memory) -> str | None:
    """The one place of a headline that tells of victims there, where no other was told of since."""
    named = [p.text for p in places_in(document, 0) if not p.apart and p.kind in NARROW]
    last = memory.notes.get("place", "")
    if not document.may_tell(0, "casualties") or len(named) != 1:
        return None
    if last.startswith(f"{named[0]} "):  # "Odesa" and "Odesa region"
        return last
    return named[0] if last in (*SIDES, named[0]) else None


def _is_of_war(document: Document, index: int) -> bool:
    """Whether the sentence tells of victims since the war began, in the whole country."""
    if "there" in document.bare_words(index):
        return False
    for mention in document.dates(index):
        since = "since" in document.view[max(0, mention.start - _SINCE) : mention.end]
        if mention.kind == "war" and since:
            return True
        if since and (mention.first.year, mention.first.month) == _INVADED:
            return True
    return False


def _is_of_them(document: Document, index: int, at: int) -> bool:
    """Whether the number is a part of those told of before it: "four of them hit the port"."""
    behind = [item.text for item in document.sentence(index).items[at + 1 : at + 3]]
    return behind == ["of", "them"] or behind[:1] == ["of which"]


def _is_held_abroad(claim: Claim, memory: Memory) -> bool:
    """Whether Ukraine holds it, and the place before was one that Ukraine took in Russia."""
    if (claim.actor, claim.measure) != (SIDES[1], "controlled"):
        return False
    return memory.notes.get("place_side") == SIDES[1] and memory.notes["place"] not in SIDES


def _is_same_sentence(index: int, at: int, claim: Claim, memory: Memory) -> bool:
    """Whether the last figure is of the same topic, and stands before it in the sentence."""
    notes = memory.notes
    if notes.get("place_topic") != claim.topic or notes.get("place_index") != str(index):
        return False
    return int(notes["place_at"]) <= at


def _narrow(memory: Memory) -> str | None:
    """The place of the figure before, if it is no country."""
    return memory.notes["place"] if memory.notes["place"] not in SIDES else None


def _is_of_toll(texts: Sequence[str], memory: Memory) -> bool:
    """Whether the victims are those told of before: "the dead", "the toll"."""
    told = memory.notes.get("place_topic") == "casualties"
    words = {word for text in texts for word in text.split()}
    return told and "the" in words and not words_of("toll").isdisjoint(words)


def _is_definite(texts: Sequence[str]) -> bool:
    """Whether the sentence takes up an attack told before: "in the attack", "that strike"."""
    return any(
        a in {"the", "that", "this", "these"} and b.rpartition(" ")[2] in words_of("event")
        for a, b in pairwise(texts)
    )


def _goes_on(document: Document, index: int, memory: Memory) -> bool:
    """Whether no paragraph ends between the last figure's sentence, or the one before, and this."""
    k = max(int(memory.notes.get("place_index", index - 1)), index - 1)
    return index > 0 and "\n" not in document.text[document.spans[k][1] : document.spans[index][0]]


def _before(document: Document, index: int, claim: Claim, memory: Memory) -> str | None:
    """The place of the sentences before: of their figure, else the first that they name."""
    noted = int(memory.notes.get("place_index", -1))
    for k in range(index - 1, max(-1, index - 1 - _BACK), -1):
        if k == noted:
            return _narrow(memory)
        told = (p for p in places_in(document, k) if not p.apart and _may_be_told(p))
        printed = (printed_place(document, k, place, claim, memory) for place in told)
        found = next((text for text in printed if text is not None), None)
        if found is not None:
            return found
    people = claim.topic == memory.notes.get("place_topic") == "casualties"
    return _narrow(memory) if people else None


def _may_be_told(place: NamedPlace) -> bool:
    """Whether it may be where the sentences behind it are set: no "western regions"."""
    return place.kind in _TOLD and place.text.rpartition(" ")[2] not in words_of("plural_areas")


def _of_lead(document: Document, claim: Claim) -> str | None:
    """A headline's place from the sentence behind it, where the headline names no country."""
    items = document.sentence(0).items
    named = any(
        "places" in item.tags and before.grammar == "preposition"
        for before, item in pairwise(items)
    )
    if claim.topic != "casualties" or named or len(document.spans) == 1:
        return None
    told = [p.text for p in places_in(document, 1) if not p.apart and p.kind in NARROW]
    return told[0] if told and len(told) <= _FEW else None
