"""Numbers of weapons that a word only gives: "it counted 21", "missiles numbered 182"."""

from __future__ import annotations

from typing import TYPE_CHECKING

from analysis.extraction.lexicon import strike_words
from analysis.extraction.strike_headings import tallies
from analysis.extraction.verdicts import Verdict, role_of

if TYPE_CHECKING:
    from collections.abc import Sequence

    from analysis.extraction.document import Item
    from analysis.extraction.verdicts import Reading

_PARTS = 5

# --- "it counted 21 drones": the measure is that of the sentence before -----------------------


def by_tally(reading: Reading, n: int) -> Verdict | None:
    """A word that only gives a number: what it is of was said before, or it is of an attack."""
    c = reading.counted[n]
    for i in range(c.first - 1, max(-1, c.first - 9), -1):
        item = reading.items[i]
        role = role_of(item)
        if i == c.first - 1 and tallies(item) and _is_subject(reading, n, i):
            return Verdict("launched", "amount", item.text, i)
        if role == "record":
            beside = i == c.first - 1 and bool(c.heads)
            near = beside or (i == c.first - 2 and reading.items[i + 1].text == "of")
            return Verdict("launched", "record", item.text, i) if near else None
        if role == "tally":
            if _is_denied(reading.items, i):
                return None
            tag = item.tags["strikes"]
            measure = (
                tag.entry.get("measure") or reading.before or ("launched" if c.heads else None)
            )
            if c.heads and _parts_follow(reading, n):
                measure = "launched"
            told = c.heads or c.part or tag.entry.get("bare")
            return Verdict(str(measure), "tally", item.text, i) if measure and told else None
        if (
            item.number is not None
            or (item.is_sign and item.text != ",")
            or (item.grammar == "clause" and item.text != "as")
        ):
            return None
    return None


def _is_subject(reading: Reading, n: int, i: int) -> bool:
    """Whether weapons without a number stand before the verb at i: "missiles numbered 182"."""
    if i == 0 or reading.counted[n].heads or "weapons" not in reading.items[i - 1].tags:
        return False
    return n == 0 or reading.counted[n - 1].last < i - 1


def _is_denied(items: Sequence[Item], i: int) -> bool:
    """As in "it had not counted more than 200 before"."""
    return any(item.text in strike_words("not") for item in items[max(0, i - 2) : i])


def _parts_follow(reading: Reading, n: int) -> bool:
    """Whether what became of parts follows: "59 drones, of which 58 were destroyed"."""
    first = reading.counted[n].last + 1
    stop = reading.counted[n + 1].first if n + 1 < len(reading.counted) else first + _PARTS
    behind = [item.text for item in reading.items[first : max(stop, first + _PARTS)]]
    openers = tuple(strike_words("opens_parts"))
    comma = behind.index(",") if "," in behind else len(behind)
    return any(word.startswith(openers) for word in behind[comma + 1 : comma + _PARTS])
