"""Nouns that have a number: "the toll rose from three to four", "the bodies of 10 people"."""

from __future__ import annotations

from typing import TYPE_CHECKING

from analysis.extraction.lexicon import clause_words
from analysis.extraction.numerals import word_list
from analysis.extraction.outcomes import (
    REACH,
    Outcome,
    Victims,
    counts_people,
    is_handed_over,
    nearest_before,
    outcome_by,
    role_of,
    words_of,
)
from analysis.extraction.values import replace

if TYPE_CHECKING:
    from collections.abc import Sequence

    from analysis.extraction.counted import Counted
    from analysis.extraction.document import Item

_AHEAD = 2  # "the number of people killed"
_LONGEST = 40  # items from a toll, over what it is of, to the verb of its number


def by_toll(victims: Victims, n: int) -> Outcome | None:
    """As in "a toll of 12", "Russia's dead at 90,000"."""
    c, items = victims.counted[n], victims.items
    link = c.first - 1
    told = _told_otherwise(victims, n)
    if told is not None:
        return told
    leads = link >= 0 and (_is_link(items[link]) or _is_bound(items, c))
    if not (leads and counts_people(items, c)):
        return None
    if items[link].text == "as" and role_of(items[link - 1]) is None and not _refers(items, link):
        return None
    if victims.before is not None and _refers(items, link) and n == 0:
        return Outcome(victims.before, "toll before", items[link - 1].text, link)
    at = _toll_before(items, link)
    return None if at is None else _of_toll(victims, n, at, role_of(items[at]) or "")


def _told_otherwise(victims: Victims, n: int) -> Outcome | None:
    """What an earlier count, a comparison or a noun behind the number tells of it."""
    c, items = victims.counted[n], victims.items
    link = c.first - 1
    if c.first and "toll" in items[link].text.split() and "speech" in items[link].tags:
        return Outcome("killed", "toll", items[link].text, link)  # "police put the toll at 11"
    if n == 0 and victims.before is not None and _is_said_earlier(items, c):
        return Outcome(victims.before, "toll before", items[link].text, link)
    before = nearest_before(victims, n)
    if before is not None and _is_compared(items, c):
        return replace(victims.outcomes[before], rule="compared", whole=before)
    ahead = _toll_ahead(items, c)
    return outcome_by(victims, n, ahead, "toll") if ahead is not None else None


def _is_compared(items: Sequence[Item], c: Counted) -> bool:
    """As in "the second-highest figure after 2024's 430,000"."""
    owner = items[c.first - 1].text.removesuffix("'s") if c.first and c.elided else ""
    period = owner.isdigit() or owner in word_list("months")
    alone = [item.grammar for item in items[c.last + 1 : c.last + 2]] != ["conjunction"]
    return period and alone and items[c.first - 1].text != owner


def _is_said_earlier(items: Sequence[Item], c: Counted) -> bool:
    """As in "He had at first reported six", after what was said of others."""
    if not c.elided or c.first == 0 or "speech" not in items[c.first - 1].tags:
        return False
    ends = c.last + 1 >= len(items) or items[c.last + 1].text in (".", ";")
    told = " ".join(item.text for item in items[: c.first])
    return ends and any(f" {word} " in f" {told} " for word in words_of("earlier"))


def _toll_ahead(items: Sequence[Item], c: Counted) -> int | None:
    """The noun behind its number: "taking to 11 the number of people killed"."""
    leads = (
        c.first > 1 and items[c.first - 1].text == "to" and items[c.first - 2].text[-3:] == "ing"
    )
    behind = items[c.last + 1 : c.last + 3]
    noun = c.elided and len(behind) == _AHEAD and behind[0].grammar == "determiner"
    if not (leads and noun):
        return None
    if behind[1].grammar != "number_of":
        return c.last + _AHEAD if role_of(behind[1]) == "noun" else None
    told = range(c.last + _AHEAD, min(len(items), c.last + REACH))
    return next((i for i in told if role_of(items[i]) in ("object", "state")), None)


def _toll_before(items: Sequence[Item], link: int) -> int | None:
    """The word before the link that has the number; a verb of growing reaches far for it."""
    grows = _grows(items, link) or items[link + 1].text in words_of("bounds")
    start = link if role_of(items[link]) else link - 1
    for i in range(start, max(-1, link - (_LONGEST if grows else REACH)), -1):
        role = role_of(items[i])
        if role is not None and _has_number(items, i, role, link):
            return i
        if role in ("object", "subject") and not (grows and items[i - 1].tag("people")):
            return None
        passes = items[i].text == "\u2013" and items[i + 1].text == "from"  # "... - from 4 to 5"
        if _ends_toll(items, i) and not (passes or (grows and items[i].text == ",")):
            return None
    return None


def _grows(items: Sequence[Item], link: int) -> bool:
    """Whether a verb of growing leads to the number, whatever stands before it: "rose to"."""
    by = link > 1 and items[link - 1].number is not None and items[link - 2].text == "by"
    start = link - 3 if by else link - 1  # "climbed by two to 37"
    near = " ".join(item.text for item in items[max(0, start) : link + 1])
    return not set(words_of("grows")).isdisjoint(near.split())


def _is_bound(items: Sequence[Item], c: Counted) -> bool:
    """Whether a verb that bounds the number leads to it from a toll: "its war dead tops 7,000"."""
    return items[c.first].text in words_of("bounds")


def _refers(items: Sequence[Item], link: int) -> bool:
    """Whether a pronoun stands for the toll of the sentence before: "put them at", "it was"."""
    before = items[link - 1] if link else None
    if before is None or before.text not in clause_words("toll_pronoun"):
        return False
    return items[link].text in clause_words("toll_put_at") or items[link].grammar == "be"


def _is_link(item: Item) -> bool:
    """Whether the word may lead from a toll to its number: "to", "at", "is", "reached"."""
    if item.text.rpartition(" ")[2] in clause_words("toll_link") or item.grammar == "be":
        return True
    if item.text in words_of("grows"):
        return True
    return not (item.tags or item.is_sign)


def _has_number(items: Sequence[Item], i: int, role: str, link: int) -> bool:
    """Whether the word at i is a noun that has a number: a toll, "its dead"."""
    if role == "toll" and items[i + 1].text == "of":
        return False
    if role in ("noun", "toll"):
        counted = items[link - 1].text in clause_words("toll_count")
        return items[link].text != "of" or link == i + 1 or counted
    if role not in {"state", "object", "subject"}:
        return False
    if items[link].text == "of" and link == i + 1:
        return bool(i) and items[i - 1].text == "the"  # "the murders of 300 civilians"
    if _is_noun_here(items, i, role):
        return True
    return any(
        item.grammar == "number_of" or "number" in item.text.split()
        for item in items[max(0, i - 6) : i]
    )


def _is_noun_here(items: Sequence[Item], i: int, role: str) -> bool:
    """Whether an adjective or participle stands for people: "Russia's dead", "its wounded"."""
    before = items[i - 1] if i else None
    if before is None or items[i].tags["casualties"].form not in ("past", "word"):
        return False
    if role == "state" and "actors" in before.tags:
        return True
    return before.grammar == "determiner" or before.text == "own" or before.text.endswith("'s")


def _ends_toll(items: Sequence[Item], i: int) -> bool:
    item = items[i]
    if item.text == "," and items[i - 1].text.isdigit() and items[i + 1].text.isdigit():
        return False  # a date: "since February 24, 2022"
    if item.number is not None:
        return not (i and items[i - 1].text in ("from", "by"))  # "rose by two to 37"
    return item.text in (*_BREAKS, "not") or item.grammar in {
        "clause",
        "relative",
        "modal",
        "negation",
    }


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
