"""Sums that those who track aid count for a donor: "they have 114 billion for the US"."""

from __future__ import annotations

from typing import TYPE_CHECKING

from analysis.extraction.aid_nouns import Verdict
from analysis.extraction.donor_names import donor_at
from analysis.extraction.donors import names_ukraine
from analysis.extraction.money import aid_words

if TYPE_CHECKING:
    from collections.abc import Sequence

    from analysis.extraction.document import Document, Item
    from analysis.extraction.money import Amount

COUNTED = "counted for"
"""The rule of a sum that a tracker counts for a donor."""

_PHRASE = 4
_NOTE = "tracker"


def is_tracked(document: Document, notes: dict[str, str], by: int | None = None) -> bool:
    """Whether a text reports on who tracks aid.

    Args:
        document: the article.
        notes: keeps the answer for the article.
        by: the offset by which it must name them; anywhere without one.
    """
    if _NOTE not in notes:
        places = (document.view.find(word) for word in aid_words("trackers"))
        notes[_NOTE] = str(min((at for at in places if at >= 0), default=""))
    first = notes[_NOTE]
    return bool(first) and (by is None or int(first) < by)


def counted_for(items: Sequence[Item], amount: Amount) -> Verdict | None:
    """The verdict on a sum that is counted for a donor; None where none is named behind "for"."""
    counting = any(
        item.grammar == "have" or item.tag("speech", "count", "put", "report") is not None
        for item in items[: amount.at]
    )
    if not counting or donor_counted(items, amount) is None:
        return None
    return Verdict("pledged", COUNTED, items[amount.at + 1].text, amount.at + 1, "list")


def reckoned(items: Sequence[Item], amount: Amount) -> Verdict | None:
    """The verdict on a sum that the writers take as aid: "we report NOK 7.1 billion here"."""
    for i in range(amount.at - 1, max(0, amount.at - _PHRASE), -1):
        near = items[max(0, i - _PHRASE) : i]
        if items[i].text in aid_words("reckoning"):
            is_ours = any(item.text == "we" for item in near)
            is_told = is_ours and not any(item.grammar == "negation" for item in near)
            is_told = is_told and all(item.text != "not" for item in near)
            return Verdict("pledged", "reckoned", items[i].text, i, "list") if is_told else None
    return None


def is_counted(verdict: Verdict) -> bool:
    """Whether a sum is counted for a donor, by itself or as the one before it."""
    return verdict.rule.endswith(COUNTED)


def donor_counted(items: Sequence[Item], amount: Amount) -> str | None:
    """The donor behind "for" and a sum."""
    behind = range(amount.at + 2, min(amount.last, amount.at + 2 + _PHRASE))
    if amount.at + 1 >= len(items) or items[amount.at + 1].text != "for":
        return None
    if any(names_ukraine(items[i]) for i in behind):
        return None
    return next((donor for i in behind if (donor := donor_at(items, i)) is not None), None)
