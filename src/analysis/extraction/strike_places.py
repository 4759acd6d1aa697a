"""Places that stand with single numbers: "Bryansk (38)", "three apiece over A and B"."""

from __future__ import annotations

from typing import TYPE_CHECKING

from analysis.extraction.lexicon import clause_words, strike_words
from analysis.extraction.values import replace

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from analysis.extraction.claims import Claim
    from analysis.extraction.counted import Counted
    from analysis.extraction.document import Document, Item
    from analysis.extraction.verdicts import Reading


def for_each_place(document: Document, reading: Reading, n: int, claim: Claim) -> Iterator[Claim]:
    """One claim; one for each place where the number is said of each ("three apiece over ...").

    Args:
        document: the article.
        reading: the sentence.
        n: the number's position.
        claim: what the number claims.
    """
    items, c = reading.items, reading.counted[n]
    behind = items[c.at + 1 : c.at + 4]
    if not any(item.text in clause_words("each") for item in behind):
        place = _place_of_bracket(items, c)
        yield claim if place is None else replace(claim, place=_printed(document, place))
        return
    places = _places_listed(items, c)
    for place in places:
        yield replace(claim, place=_printed(document, place))
    if not places:
        yield claim


def _printed(document: Document, place: Item) -> str:
    """The place as stated."""
    return document.words(place.start, place.end).removesuffix("'s").removesuffix("\u2019s")


def _place_of_bracket(items: Sequence[Item], c: Counted) -> Item | None:
    """The place that a number in brackets belongs to: "Bryansk (38)"."""
    if c.first < 2 or items[c.first - 1].text != "(":  # noqa: PLR2004 - a bracket and a place
        return None
    tag = items[c.first - 2].tags.get("places")
    return items[c.first - 2] if tag is not None else None


def _places_listed(items: Sequence[Item], c: Counted) -> list[Item]:
    """The places of "six apiece over A and B" or, with brackets, "A and B (six each)"."""
    bracket = c.first > 0 and items[c.first - 1].text == "("
    stretch = reversed(items[: c.first - 1]) if bracket else iter(items[c.at + 1 :])
    places: list[Item] = []
    for item in stretch:
        if item.number is not None or item.text in strike_words("ends_places"):
            break
        tag = item.tags.get("places")
        if tag is not None and tag.entry.get("kind") != "country":
            places.append(item)
    return places
