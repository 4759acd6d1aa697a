"""Counts that go on: "1,900 drones so far", "43,000 soldiers have been killed"."""

from __future__ import annotations

from typing import TYPE_CHECKING

from analysis.extraction.named_places import words_of

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import date

    from analysis.extraction.claims import Claim
    from analysis.extraction.document import Document, Item

_LEAD = 6
_NEAR = 5
_SO_FAR = 7
_A_WARS = 1000  # dead of a war, not of an event


def days_so_far(document: Document, index: int, at: int, claim: Claim) -> tuple[date, date] | None:
    """The days of "1,900 drones so far": since the day that a sentence beside it names."""
    if claim.topic != "strikes" or not _is_so_far(document.sentence(index).items, at):
        return None
    for k in range(max(0, index - _NEAR), min(len(document.spans), index + _LEAD)):
        for mention in document.dates(k):
            since = mention.kind == "war" or "since" in document.view[mention.start : mention.end]
            if since and mention.first < mention.last:
                return mention.first, mention.last
    return None


def _is_so_far(items: Sequence[Item], at: int) -> bool:
    """Whether "so far" is said of the number, and of no record: "the most so far"."""
    near = [item.text for item in items[at + 1 : at + 1 + _SO_FAR]]
    said = " ".join(near)
    end = min((said.find(w) for w in words_of("so_far") if w in said), default=-1)
    return end >= 0 and words_of("superlative").isdisjoint(said[:end].split())


def is_running(document: Document, index: int, claim: Claim) -> bool:
    """Whether it states a war's victims so far: "43,000 soldiers have been killed"."""
    if claim.quantity.value < _A_WARS:
        return False
    return any(
        item.text.startswith(("has", "have")) or ("speech" in item.tags and item.text.endswith("s"))
        for item in document.sentence(index).items
    )
