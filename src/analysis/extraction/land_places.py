"""Where land lies: the places of a sentence that a number of land can be about."""

from __future__ import annotations

from typing import TYPE_CHECKING

from analysis.extraction.named_places import places_in, words_of
from analysis.extraction.place_lists import NARROW

if TYPE_CHECKING:
    from collections.abc import Sequence

    from analysis.extraction.claims import Claim
    from analysis.extraction.document import Document, Item
    from analysis.extraction.named_places import NamedPlace

_REACH = 8


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
    near = [item.text for item in items[max(0, place.first - 2) : place.first]]
    return near in (["direction", "of"], ["area", "of"])


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


def _is_of_later_clause(items: Sequence[Item], at: int, place: NamedPlace) -> bool:
    """Whether ", when" stands between: "took 505 in May, when the defence of Pokrovsk fell"."""
    return any(
        items[i].text == "when" and items[i - 1].text == "," for i in range(at + 1, place.first)
    )
