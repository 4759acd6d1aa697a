"""Places in lists of numbers: whose each is, and those that only tell what is counted in."""

from __future__ import annotations

from typing import TYPE_CHECKING

from analysis.extraction.named_places import words_of

if TYPE_CHECKING:
    from collections.abc import Sequence

    from analysis.extraction.document import Item
    from analysis.extraction.named_places import NamedPlace


def opens_with_number(items: Sequence[Item], place: NamedPlace) -> bool:
    """Whether a number follows the place that opens its clause: "..., over Belgorod 25"."""
    if place.last + 1 >= len(items) or items[place.last + 1].number is None:
        return False
    i = place.first - 1
    while i >= 0 and items[i].grammar == "determiner":
        i -= 1
    if i < 0 or items[i].grammar != "preposition":
        return False
    return i == 0 or items[i - 1].is_sign or items[i - 1].grammar == "conjunction"


def is_of_part(items: Sequence[Item], at: int, place: NamedPlace) -> bool:
    """Whether it is of a part of the number: "31 downed, four of those over Kyiv, two in Lviv"."""
    for i in range(at + 1, place.first):
        if items[i].number is not None:
            behind = [item.text for item in items[i + 1 : i + 3]]
            if behind[:1] == ["of which"] or (behind[:1] == ["of"] and behind[1:] != ["the"]):
                return True
    return False


def is_counted_in(items: Sequence[Item], place: NamedPlace) -> bool:
    """Whether it only tells what a number of land holds: "Crimea and the Donbas included"."""
    if place.first and items[place.first - 1].text in words_of("counted_with"):
        return True
    for item in items[place.last + 1 :]:
        if item.text in words_of("counted_in"):
            return True
        if item.is_sign or item.number is not None:
            return False
    return False
