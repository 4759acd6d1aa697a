"""Where land lies: the places of a sentence that a number of land can be about."""

from __future__ import annotations

from typing import TYPE_CHECKING

from analysis.extraction.named_places import places_in, words_of
from analysis.extraction.place_lists import NARROW
from analysis.extraction.sides import SIDES, actor_name

if TYPE_CHECKING:
    from collections.abc import Sequence

    from analysis.extraction.claims import Claim
    from analysis.extraction.document import Document, Item
    from analysis.extraction.named_places import NamedPlace

_REACH = 8
_TITLE = 5
_NEXT = 4


def places_of_land(document: Document, index: int, at: int, claim: Claim) -> list[NamedPlace]:
    """The places of a sentence in which land may be held or taken.

    Args:
        document: the article.
        index: the sentence of the figure.
        at: the item of its number.
        claim: the figure.
    """
    items = document.sentence(index).items
    return [
        place
        for place in places_in(document, index)
        if (not place.apart or (place.kind in NARROW and _is_towards(items, place)))
        and place.kind not in ("directions", "regions")
        and not _is_counted_in(items, place)
        and (not _may_act(items, place) or _is_ground(items, place, claim))
        and not _is_of_later_clause(items, at, place)
        and not _is_aside(items, at, place)
    ]


def whole_of(items: Sequence[Item], at: int, places: Sequence[NamedPlace]) -> NamedPlace | None:
    """The place of which a number is a share: "20 percent of Ukraine"."""
    number = items[at].number
    if number is None or number.unit != "percent" or at + 2 >= len(items):
        return None
    if items[at + 1].text != "of":
        return None
    first = at + 3 if items[at + 2].grammar == "determiner" else at + 2
    return next((p for p in places if p.first == first), None)


def land_of_side(items: Sequence[Item], at: int) -> str | None:
    """The country of which a number is a share: "20% of Ukraine's territory"."""
    number = items[at].number
    if number is None or number.unit != "percent" or at + 3 >= len(items):
        return None
    name = actor_name(items[at + 2])
    is_land = items[at + 1].text == "of" and items[at + 3].tag("territory", "land")
    is_part = items[at + 3].text in words_of("regions")
    return name if is_land and name in SIDES and not is_part else None


def is_of_told(texts: Sequence[str], claim: Claim) -> bool:
    """Whether it is land of a place told before: "20% of it", "99% of its territory is held"."""
    whole = " ".join(texts)
    if whole.startswith(tuple(words_of("of_the_region"))):
        return True
    return whole.startswith("of it ") or (
        whole.startswith("of its ") and claim.measure == "controlled"
    )


def is_capital(item: Item) -> bool:
    """Whether the name may stand for a government: "Kyiv officials"."""
    tag = item.tags.get("actors")
    return tag is not None and tag.entry.get("role") == "capital"


def _may_act(items: Sequence[Item], place: NamedPlace) -> bool:
    """Whether the name may stand for a side: a country's, or its capital's."""
    return place.kind == "nation" or is_capital(items[place.first])


def _is_ground(items: Sequence[Item], nation: NamedPlace, claim: Claim) -> bool:
    """Whether land may lie in the country: it does nothing here, as in "pushed Russia out"."""
    before = items[max(0, nation.first - 2) : nation.first]
    before = [item for item in before if item.grammar != "determiner"]
    is_in = bool(before) and before[-1].grammar in ("preposition", "of")
    return is_in and (nation.country != claim.actor or nation.kind != "nation")


def _is_towards(items: Sequence[Item], place: NamedPlace) -> bool:
    """As in "7 sq km in the direction of Bakhmut"."""
    if items[place.first].text.endswith("'s"):
        return False
    near = [item.text for item in items[max(0, place.first - 4) : place.first]]
    if near[-2:] in (["direction", "of"], ["area", "of"], ["border", "with"]):
        return True
    heads = [text for text in near if text != "the" and text not in words_of("settlement")]
    return "of" in heads[-1:] and heads[-2] in words_of("direction") if len(heads) > 1 else False


def _is_counted_in(items: Sequence[Item], place: NamedPlace) -> bool:
    """Whether it only tells what a number of land holds: "Crimea and the Donbas included"."""
    if place.first and items[place.first - 1].text in words_of("counted_with"):
        return True
    for item in reversed(items[max(0, place.first - _REACH) : place.first]):
        if item.text in words_of("counted_apart"):  # "including Crimea and parts of the Donbas"
            return True
        if item.is_sign or item.number is not None:
            break
    for item in items[place.last + 1 :]:
        if item.text in words_of("counted_in"):
            return True
        if item.is_sign or item.number is not None:
            return False
    return False


def _is_aside(items: Sequence[Item], at: int, place: NamedPlace) -> bool:
    """Whether the place belongs to something beside the number."""
    before = [item.text for item in items[max(0, place.first - _TITLE) : place.first]]
    if before[-1:] == ["of"] and not {"area", "size"}.isdisjoint(before) and "in" not in before:
        return True  # "about the area of Warsaw"
    if place.first > at:
        return _is_content(items, at, place) or _is_of_next(items, at, place)
    opens = next((k for k in range(place.first, 0, -1) if items[k].is_sign), 0)
    closes = any(items[k].text == "," for k in range(place.last, at))
    return opens > 0 and items[opens + 1].text in ("where", "which") and closes


def _is_content(items: Sequence[Item], at: int, place: NamedPlace) -> bool:
    """As in "seven percent -- Crimea and parts of the Donbas", "mainly in the Donetsk region"."""
    number = items[at].number
    between = [item.text for item in items[at + 1 : place.first]]
    if number is not None and number.unit == "percent" and between[:1] and "of" not in between[:1]:
        dashed = between[0] in ("-", "\u2013", "\u2014", "(")
        if dashed or not words_of("made_up").isdisjoint(between):
            return True
    return not words_of("mainly").isdisjoint(between[-_NEXT:])


def _is_of_next(items: Sequence[Item], at: int, place: NamedPlace) -> bool:
    """As in "took 64 sq km there and in Kharkiv by 31"."""
    links = [k for k in range(at + 1, place.first) if items[k].grammar == "conjunction"]
    if not links or items[links[-1] + 1].grammar != "preposition":
        return False
    for item in items[place.last + 1 : place.last + _TITLE]:
        if item.number is not None:
            return True
        if item.is_sign or "territory" in item.tags or item.grammar in ("be", "clause"):
            return False
    return False


def _is_of_later_clause(items: Sequence[Item], at: int, place: NamedPlace) -> bool:
    """Whether ", when" stands between: "took 505 in May, when the defence of Pokrovsk fell"."""
    return any(
        items[i].text == "when" and items[i - 1].text == "," for i in range(at + 1, place.first)
    )
