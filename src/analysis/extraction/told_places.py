"""Places that stand for others: "the capital", "the city", "the region" taken back to names."""

from __future__ import annotations

from typing import TYPE_CHECKING

from analysis.extraction.grounds import ground_of
from analysis.extraction.land_places import is_capital
from analysis.extraction.named_places import NamedPlace, capital_of, places_in, words_of
from analysis.extraction.place_lists import NARROW
from analysis.extraction.sides import SIDES

if TYPE_CHECKING:
    from collections.abc import Sequence

    from analysis.extraction.claims import Claim, Memory
    from analysis.extraction.document import Document, Item

_BACK = 3


def printed_place(
    document: Document, index: int, place: NamedPlace, claim: Claim, memory: Memory
) -> str | None:
    """The place as stated, "the capital" and "the city" taken back to their names."""
    if place.kind == "nation":
        return place.country or ("Ukraine" if claim.topic == "territory" else ground_of(claim))
    if place.kind == "capital":
        return capital_of(place.country or ground_of(claim))
    if place.kind == "anaphor":
        return _named_before(document, index, place, memory)
    return place.text


def _named_before(document: Document, index: int, place: NamedPlace, memory: Memory) -> str | None:
    """The last place named before "the city" or "there"; for "the region" the last region."""
    nearest = None
    for k in range(index, max(-1, index - 2 * _BACK), -1):
        named = [p for p in places_in(document, k) if p.kind in NARROW]
        named = [p for p in named if k < index or p.last < place.first]
        named = [p for p in named if not _is_owner(document.sentence(k).items[p.first])]
        regions = [p for p in named if p.kind == "region"]
        if place.text in words_of("regions") and regions:
            return _seat(place, _here(regions))
        if place.text in words_of("towns"):
            named = [p for p in named if p.kind == "city"] or named
        nearest = nearest or (_here(named) if named else None)
        if nearest is not None and place.text not in words_of("regions"):
            return nearest
    return nearest or (
        memory.notes.get("place") if memory.notes.get("place") not in SIDES else None
    )


def _is_owner(item: Item) -> bool:
    """Whether a capital's name stands for its side: "Kyiv's forces"."""
    return item.text.endswith("'s") and is_capital(item)


def _here(named: Sequence[NamedPlace]) -> str:
    """The last of them where something happened, else the last."""
    return ([p for p in named if not p.apart] or list(named))[-1].text


def _seat(place: NamedPlace, region: str) -> str:
    """The region; its city for "the regional capital"."""
    is_seat = place.text == "regional capital"
    return region.rpartition(" ")[0] if is_seat and " " in region else region
