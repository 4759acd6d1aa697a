"""Numbers that tell how old people are, which count nobody."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Sequence

    from analysis.extraction.document import Item

_OLDEST = 110


def is_age(items: Sequence[Item], at: int) -> bool:
    """Whether the digits tell in an aside how old people are: "one man, 72, was killed"."""
    first, last = at, at
    while first > 0 and _is_of_ages(items[first - 1]):
        first -= 1
    while last + 1 < len(items) and _is_of_ages(items[last + 1]):
        last += 1
    last -= items[last].text == "and"
    if first > 1 and items[first - 1].text in (
        "aged",
        "ages",
    ):  # "three women, aged 51, 18 and 69,"
        first -= 2
    if first == 0 or items[first].text != "," or items[first - 1].tag("people") is None:
        return False
    behind = items[last + 1].text if last + 1 < len(items) else "."
    return items[last].text == "," or behind in ("old", ".")


def _is_of_ages(item: Item) -> bool:
    if item.number is None:
        return item.text in (",", "and")
    digits = item.number.unit == "count" and item.text.isdigit()
    return (digits or item.number.age) and item.number.value <= _OLDEST
