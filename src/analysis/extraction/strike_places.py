"""Places that stand with single numbers: "Bryansk (38)", "three apiece over A and B"."""

from __future__ import annotations

from typing import TYPE_CHECKING

from analysis.extraction.values import replace

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from analysis.extraction.claims import Claim
    from analysis.extraction.counted import Counted
    from analysis.extraction.document import Item


def for_each_place(items: Sequence[Item], c: Counted, claim: Claim) -> Iterator[Claim]:
    """One claim; one for each place where the number is said of each ("three apiece over ...")."""
    behind = items[c.at + 1 : c.at + 4]
    if not any(item.text in {"each", "apiece"} for item in behind):
        place = _place_of_bracket(items, c)
        yield claim if place is None else replace(claim, place=place)
        return
    places = _places_listed(items, c)
    for place in places:
        yield replace(claim, place=place)
    if not places:
        yield claim


def _place_of_bracket(items: Sequence[Item], c: Counted) -> str | None:
    """The place that a number in brackets belongs to: "Bryansk (38)"."""
    if c.first < 2 or items[c.first - 1].text != "(":  # noqa: PLR2004 - a bracket and a place
        return None
    tag = items[c.first - 2].tags.get("places")
    return tag.name if tag is not None else None


def _places_listed(items: Sequence[Item], c: Counted) -> list[str]:
    """The places of "six apiece over A and B" or, with brackets, "A and B (six each)"."""
    bracket = c.first > 0 and items[c.first - 1].text == "("
    stretch = reversed(items[: c.first - 1]) if bracket else iter(items[c.at + 1 :])
    places: list[str] = []
    for item in stretch:
        if item.number is not None or item.text in (";", ".", ")", "rest"):
            break
        tag = item.tags.get("places")
        if tag is not None and tag.entry.get("kind") != "country":
            places.append(tag.name)
    return places
