"""Nouns that have a number: "the toll rose from three to four", "the bodies of 10 people"."""

from __future__ import annotations

from typing import TYPE_CHECKING

from analysis.extraction.outcomes import (
    REACH,
    Outcome,
    Victims,
    counts_people,
    is_handed_over,
    nearest_before,
    outcome_by,
    role_of,
)

if TYPE_CHECKING:
    from collections.abc import Sequence

    from analysis.extraction.document import Item

_LINKS = frozenset(("to", "at", "from", "of", ":", "beyond", "past"))


def by_toll(victims: Victims, n: int) -> Outcome | None:
    """As in "a toll of 12", "Russia's dead at 90,000"."""
    c, items = victims.counted[n], victims.items
    link = c.first - 1
    if link < 0 or not _is_link(items[link]) or not counts_people(items, c):
        return None
    for i in range(link if role_of(items[link]) else link - 1, max(-1, link - REACH), -1):
        role = role_of(items[i])
        if role is not None and _has_number(items, i, role, link):
            return _of_toll(victims, n, i, role)
        if role in ("object", "subject") or _ends_toll(items, i):
            return None
    return None


def _is_link(item: Item) -> bool:
    """Whether the word may lead from a toll to its number: "to", "at", "is", "reached"."""
    if item.text.rpartition(" ")[2] in _LINKS or item.is_grammar("be"):
        return True
    return not (item.tags or item.is_sign)


def _has_number(items: Sequence[Item], i: int, role: str, link: int) -> bool:
    """Whether the word at i is a noun that has a number: a toll, "its dead"."""
    if role in ("noun", "toll"):
        return items[link].text != "of" or link == i + 1
    if role not in ("state", "object"):
        return False
    before = items[i - 1] if i else None
    if (
        role == "state"
        and before is not None
        and ("actors" in before.tags or before.is_grammar("determiner"))
    ):
        return True
    return any(
        item.is_grammar("number_of") or item.text.endswith("number")
        for item in items[max(0, i - 6) : i]
    )


def _ends_toll(items: Sequence[Item], i: int) -> bool:
    item = items[i]
    if item.number is not None:
        return not (i and items[i - 1].text == "from")
    return item.text in (*_BREAKS, "not") or item.is_grammar(
        "clause", "relative", "modal", "negation"
    )


_BREAKS = (";", ":", "(", ")", "\u2013", ",")


def _of_toll(victims: Victims, n: int, i: int, role: str) -> Outcome | None:
    if is_handed_over(victims, n):
        return None
    if role != "toll":
        return outcome_by(victims, n, i, "toll")
    whole = nearest_before(victims, n)
    measure = victims.outcomes[whole].measure if whole is not None else victims.before
    if measure is None:
        return None
    losses = whole is not None and victims.outcomes[whole].losses
    return Outcome(measure, "running total", victims.items[i].text, i, losses=losses, whole=whole)
