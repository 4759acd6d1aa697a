"""Areas that nobody holds or takes: the size of something, a whole, land that is mined."""

from __future__ import annotations

from itertools import pairwise
from typing import TYPE_CHECKING

from analysis.extraction.named_places import words_of

if TYPE_CHECKING:
    from collections.abc import Sequence

    from analysis.extraction.document import Item
    from analysis.extraction.quantities import Quantity

_SHARE_REACH = 8
_AFTER = 12
_CLOSE = 3
_NEAR = 6
_COUNTRY = 200_000  # sq km; no part of Ukraine that changes hands is as large
DEEDS = ("control", "gain", "retake", "liberate", "lose")


def is_size(items: Sequence[Item], at: int) -> bool:
    """Whether the area is the size of something: "a country of 230,000 sq miles"."""
    near = items[max(0, at - _SHARE_REACH) : at]
    if any(item.text in words_of("contested") for item in near):
        return True
    spans = at > 1 and items[first_item(items, at) - 1].text in words_of("measuring")
    if spans or any(item.text in words_of("covering") for item in near):
        return not any(_is_position(item) for item in near)
    if is_whole(items, at) or _is_of_mines(items, at):
        return True
    if at > _CLOSE and items[at - 1].text == "(" and _is_likened(items, at):
        return True
    if at < _CLOSE or items[at - 1].text != "of" or not items[at - 2].tag("territory", "land"):
        return False
    deeds = (item.tag("territory", *DEEDS) for item in items[max(0, at - _NEAR) : at - 2])
    told = items[at - 2].text == "area" and any(k.grammar == "be" for k in clause_behind(items, at))
    return not any(deeds) and not told  # "seized an area of 400 sq km"


def _is_position(item: Item) -> bool:
    """Whether it is ground that troops hold: "the bridgehead covers 200 sq km"."""
    tag = item.tag("territory", "foothold")
    return tag is not None


def is_whole(items: Sequence[Item], at: int) -> bool:
    """Whether it is the whole area of a place: "21,000 of the region's 26,500 sq km"."""
    first = first_item(items, at)
    if not first or not items[first - 1].text.endswith("'s"):
        return False
    owner = items[first - 1]
    if owner.tag("territory", "land") is not None or owner.grammar == "area":
        return True
    if "places" not in owner.tags:
        return False
    return "actors" not in owner.tags or quantity_at(items, at).value > _COUNTRY


def _is_of_mines(items: Sequence[Item], at: int) -> bool:
    """Whether it is land that was mined, burnt or tilled: "cleared 35,000 sq km of mines"."""
    behind = [item.text for item in items[at + 1 : at + _SHARE_REACH]]
    mined = any(a == "of" and b in words_of("other_ground") for a, b in pairwise(behind))
    near = "of" in behind[:1] and not words_of("other_ground").isdisjoint(behind[:_CLOSE])
    before = (item.text for item in items[max(0, at - _SHARE_REACH) : at])
    return mined or near or not words_of("deminers").isdisjoint(before)


def _is_likened(items: Sequence[Item], at: int) -> bool:
    """Whether a bracket says how large something else is: "the size of Massachusetts (10,238)"."""
    near = [item.text for item in items[max(0, at - _SHARE_REACH) : at]]
    return any(a == "size" and b == "of" for a, b in pairwise(near))


def quantity_at(items: Sequence[Item], at: int) -> Quantity:
    """The number at item `at`."""
    quantity = items[at].number
    if quantity is None:  # never for the indices of a sentence's numbers
        msg = f"item {at} is no number"
        raise ValueError(msg)
    return quantity


def first_item(items: Sequence[Item], at: int) -> int:
    """Index of the first item of the number's qualifier ("as much as 1,000")."""
    begin = quantity_at(items, at).qualifier_start
    first = at
    while first > 0 and items[first - 1].start >= begin:
        first -= 1
    return first


def clause_behind(items: Sequence[Item], at: int) -> Sequence[Item]:
    """The items behind the number up to a sign, another number, or another clause."""
    end = at + 1
    while end < min(len(items), at + _AFTER) and not (
        items[end].is_sign
        or items[end].number is not None
        or items[end].grammar in ("clause", "relative")
    ):
        end += 1
    return items[at + 1 : end]
