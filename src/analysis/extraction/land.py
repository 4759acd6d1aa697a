"""Numbers that measure land: areas, and shares of land or of a place."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Sequence

    from analysis.extraction.document import Item
    from analysis.extraction.quantities import Quantity

_SHARE_REACH = 8


def quantity_at(items: Sequence[Item], at: int) -> Quantity:
    """The number at item `at`."""
    quantity = items[at].number
    if quantity is None:  # never for the indices of a sentence's numbers
        msg = f"item {at} is no number"
        raise ValueError(msg)
    return quantity


def is_land(items: Sequence[Item], at: int) -> bool:
    """Whether the number at item `at` measures land: an area, or a share of land or of a place."""
    quantity = quantity_at(items, at)
    if quantity.unit == "km2":
        return not _is_size(items, at)
    return quantity.unit == "percent" and (
        _share_of(items, at) is not None or _is_share_told(items, at)
    )


def _is_size(items: Sequence[Item], at: int) -> bool:
    """Whether the area is the size of something: "a country of 230,000 sq miles"."""
    if at > 1 and items[at - 1].text in ("measure", "measures"):
        return True
    return (
        at > 1 and items[at - 1].text == "of" and items[at - 2].tag("territory", "land") is not None
    )


def _is_share_told(items: Sequence[Item], at: int) -> bool:
    """Whether the share itself is named before: "puts the occupied share at 19.04%"."""
    near = items[max(0, at - _SHARE_REACH) : at]
    named = any("share" in item.text.split() for item in near)
    return named and any("territory" in item.tags for item in near)


def _share_of(items: Sequence[Item], at: int) -> int | None:
    """Index of what the share at `at` is a share of: land, a place or "it"; else None."""
    if at + 1 < len(items) and items[at + 1].text == "of which":
        return at + 1
    if at + 2 >= len(items) or items[at + 1].text != "of":
        return None
    if items[at + 2].text in ("it", "this", "that", "what", "which"):
        return at + 2
    unknown = 0
    for i in range(at + 2, min(len(items), at + 2 + _SHARE_REACH)):
        item = items[i]
        if item.tag("territory", "land") or "places" in item.tags:
            return None if _is_taken(items, i) else i
        unknown += not item.tags
        if (
            unknown > 1
            or item.is_sign
            or item.number is not None
            or item.grammar in ("be", "have", "conjunction", "clause")
        ):
            return None
    return None


def _is_taken(items: Sequence[Item], i: int) -> bool:
    """Whether the land at i is itself what was taken: "half of the ground captured in May"."""
    tag = items[i + 1].tags.get("territory") if i + 1 < len(items) else None
    if tag is None or tag.form not in ("past", "word") or tag.entry.get("role") != "verb":
        return False
    return tag.entry.get("measure") != "controlled"
