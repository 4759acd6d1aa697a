"""Numbers that tell how old people are, which count nobody."""

from __future__ import annotations

from typing import TYPE_CHECKING

from analysis.extraction.lexicon import clause_words

if TYPE_CHECKING:
    from collections.abc import Sequence

    from analysis.extraction.document import Item

_OLDEST = 110


def is_age(items: Sequence[Item], at: int) -> bool:
    """Whether the digits tell in an aside how old people are: "one man, 72, was killed"."""
    first, last = _run(items, at, spelled=True)
    if first and _opens(items, first - 1):  # "four children aged two, 5, 9 and 16"
        return not (last == at and any(item.tag("people") for item in items[at + 1 : at + 2]))
    first, last = _run(items, at, spelled=False)
    if first == 0 or items[first].text != "," or items[first - 1].tag("people") is None:
        return False
    behind = items[last + 1].text if last + 1 < len(items) else "."
    return items[last].text == "," or behind in ("old", ".")


def _run(items: Sequence[Item], at: int, *, spelled: bool) -> tuple[int, int]:
    """The first and last item of the ages listed around a number."""
    first, last = at, at
    while first > 0 and _is_of_ages(items[first - 1], spelled=spelled):
        first -= 1
    while last + 1 < len(items) and _is_of_ages(items[last + 1], spelled=spelled):
        last += 1
    return first, last - (items[last].text == "and")


def _opens(items: Sequence[Item], i: int) -> bool:
    """Whether "aged" or "the ages of" ends at item i."""
    return items[i].text in clause_words("aged") or (
        items[i].text == "of" and items[i - 1].text == "ages"
    )


def _is_of_ages(item: Item, *, spelled: bool) -> bool:
    if item.number is None:
        return item.text in (",", "and")
    digits = item.number.unit == "count" and (spelled or item.text.isdigit())
    return (digits or item.number.age) and item.number.value <= _OLDEST
