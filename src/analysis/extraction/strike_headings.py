"""Numbers of weapons without a verb of their own: bare lists, headings, "those", running totals."""

from __future__ import annotations

from typing import TYPE_CHECKING

from analysis.extraction.counted import is_event
from analysis.extraction.lexicon import strike_words
from analysis.extraction.values import replace
from analysis.extraction.verdicts import Verdict, cue_at, role_of

if TYPE_CHECKING:
    from collections.abc import Sequence

    from analysis.extraction.document import Item
    from analysis.extraction.verdicts import Reading

_BULLETS = ("-", "\u2013", "\u2022", "*")
_DESCRIBED = 5  # the number, and "of the downed drones"
_LONGEST = 14  # items of "the total since the start of the year to"


# --- "Zelensky: 550 glide bombs, more than 20 missiles in seven days" -------------------------


def by_bare_list(reading: Reading, n: int) -> Verdict | None:
    """A sentence's bare list of weapons, with no verb at all or behind a colon: launched."""
    c = reading.counted[n]
    items = reading.items
    if not c.heads or not any("weapons" in head.tags for head in c.heads):
        return None
    listed = reading.verdicts.get(n - 1)
    if listed is not None and listed.rule == "bare list":
        return listed
    bullet = c.first > 0 and all(item.text in _BULLETS for item in items[: c.first])
    if bullet and not any("strikes" in item.tags and not is_event(item) for item in items):
        return Verdict(reading.before, "bare list") if reading.before else None
    headline = c.first == 0 and items[-1].text != "."
    opened = headline or (c.first > 0 and items[c.first - 1].text == ":")
    heading = _heading(items[: c.first - 1]) if opened and c.first > 1 else None
    told = any(
        item.grammar in ("be", "have", "modal") or _is_verb(item) for item in items[c.first :]
    )
    if not opened or told:
        return None
    if heading is not None:
        return cue_at(items, heading, "bare list")
    return Verdict("launched", "bare list")


def _is_verb(item: Item) -> bool:
    """Whether it tells what became of weapons, and is no "decoys included"."""
    tag = item.tags.get("strikes")
    return tag is not None and not is_event(item) and not tag.entry.get("weak")


def _heading(items: Sequence[Item]) -> int | None:
    """The word of "Shot down: ...", "Those stopped remain the same: ...", "Hits: ..."."""
    for i, item in enumerate(items[:4]):
        if is_done(item):
            return i if i == 0 or items[i - 1].text in strike_words("those") else None
    return 0 if len(items) == 1 and items[0].text.endswith("s") and _is_outcome(items[0]) else None


def _is_outcome(item: Item) -> bool:
    tag = item.tags.get("strikes")
    return tag is not None and tag.entry.get("measure") != "launched"


# --- "those shot down numbered 211 and those lost 225" -----------------------------------------


def by_those(reading: Reading, n: int) -> Verdict | None:
    """The number of those to whom something was done."""
    c, items = reading.counted[n], reading.items
    if c.heads or not c.elided:
        return None
    for i in range(c.first - 1, max(0, c.first - 4), -1):
        if items[i].grammar == "be" or tallies(items[i]):
            continue
        those = is_done(items[i]) and items[i - 1].text in strike_words("those")
        return cue_at(items, i, "those done") if those else None
    return None


def tallies(item: Item) -> bool:
    """Whether the word only gives a number: "counted", "numbered", "at"."""
    return role_of(item) == "tally" or item.text in strike_words("tallies")


def is_done(item: Item) -> bool:
    """Whether it is a participle of what is done to weapons: "shot down", "lost"."""
    tag = item.tags.get("strikes")
    return tag is not None and tag.entry.get("role") == "object" and tag.form in ("past", "word")


# --- "accounted for 61 of the downed drones" ---------------------------------------------------


def by_description(reading: Reading, n: int) -> Verdict | None:
    """As in "61 of the downed drones", of which nothing else is told."""
    c, items = reading.counted[n], reading.items
    behind = items[c.at + 1 : c.at + _DESCRIBED]
    if not c.part or c.heads or len(behind) < _DESCRIBED - 1:
        return None
    described = behind[1].grammar == "determiner" and is_done(behind[2])
    tells = described and "weapons" in behind[3].tags
    return cue_at(items, c.at + 3, "description") if tells else None


# --- "216 were destroyed, bringing the total since January to 4,300 UAVs" ----------------------


def by_running_total(reading: Reading, n: int) -> Verdict | None:
    """What the number before counts, taken up to a sum: "bringing the total to 4,300"."""
    before, items = reading.verdicts.get(n - 1), reading.items
    link = reading.counted[n].first - 1
    if before is None or link < 1 or items[link].text != "to":
        return None
    for i in range(link - 1, max(1, link - _LONGEST), -1):
        if items[i].text.endswith(tuple(strike_words("sums"))):
            brings = any(item.text.endswith("ing") for item in items[i - 2 : i])
            return replace(before, rule="running total", cue=items[i].text) if brings else None
        if items[i].number is not None or items[i].is_sign:
            return None
    return None
