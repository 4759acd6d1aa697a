"""Bounds: the words around a number that say "more than", "about", "up to"."""

from __future__ import annotations

import re
from functools import cache
from typing import TYPE_CHECKING

from analysis.extraction.numerals import GAP, read_words, trie

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

RANGE = "range"

_OPENERS = "([{\"'\u2013-"
# No qualifier is longer; a text may put many blanks between its words.
_REACH = 80
# How far behind a number phrase the noun may end, and what begins the bounds that are mere bounds.
_LATE = 48
_APART = ("or", "-", "+", "plus ")


@cache
def qualifiers(side: str) -> Mapping[str, str]:
    """Phrase → qualifier, as written `before` a number, `after` it, or `late`: behind the noun."""
    return {
        phrase: name
        for name, table in read_words("qualifiers").items()
        for phrase in table.get(side, ())
    }


@cache
def _last_words() -> Mapping[str, tuple[int, ...]]:
    """Last word of a qualifier → how many words the qualifiers that end so have, longest first."""
    lengths: dict[str, set[int]] = {}
    for phrase in qualifiers("before"):
        words = phrase.split()
        lengths.setdefault(words[-1], set()).add(len(words))
    return {word: tuple(sorted(counts, reverse=True)) for word, counts in lengths.items()}


@cache
def _after() -> re.Pattern[str]:
    """What bounds a number from behind: "20 or more", "20-plus", "20+"."""
    return re.compile(rf"(?:{GAP}|-)?({trie(qualifiers('after'))})(?!\w)")


@cache
def _late() -> re.Pattern[str]:
    """The same behind the noun: "20 people or more", "$65 billion in aid and counting"."""
    return re.compile(rf"(?:{GAP}[a-z-]+){{1,4}}?{GAP}({trie(qualifiers('late'))})(?![\w-]| than)")


def bound_before(view: str, start: int, before: Sequence[str]) -> tuple[str, int]:
    """The qualifier that ends right before a number, and where its words begin.

    Args:
        view: the plain view of the text.
        start: where the number phrase begins.
        before: the words before it, nearest last.

    Returns:
        The qualifier's name, "" where there is none; then the offset is `start`. Of two
        qualifiers ("at least about 20") the outer one counts.
    """
    if not before or before[-1].lstrip(_OPENERS) not in _last_words():
        return "", start  # most numbers, quickly
    found, used = "", 0
    while used < len(before):
        name, count = _last_qualifier(before, len(before) - used)
        if not name or (found and name in (RANGE, "approx")):
            break
        found, used = name, used + count
    return found, _start_of_words(view, start, used) if used else start


def bound_after(view: str, end: int) -> tuple[str, int]:
    """The qualifier that begins behind a number phrase, and where words that only bound it end.

    The qualifier is "" where there is none. Words behind the noun ("20 people or more") stay, and
    the offset is then `end`.
    """
    match = _after().match(view, end)
    if match is not None:
        name = qualifiers("after")[" ".join(match[1].split())]
        return name, match.end() if match[1].startswith(_APART) else end
    for opener in ("or ", "and counting"):  # to look for them is quicker than to match
        if view.find(opener, end, end + _LATE) >= 0:
            match = _late().match(view, end)
            return (qualifiers("late")[" ".join(match[1].split())] if match else ""), end
    return "", end


def _last_qualifier(before: Sequence[str], end: int) -> tuple[str, int]:
    """The longest qualifier in which the words up to `end` end, and its number of words."""
    known = qualifiers("before")
    for count in _last_words().get(before[end - 1].lstrip(_OPENERS), ()):
        phrase = " ".join(before[max(0, end - count) : end]).lstrip(_OPENERS)
        if phrase in known and not (phrase == "up to" and _moves(before[: end - count])):
            return known[phrase], count
    return "", 0


def _moves(before: Sequence[str]) -> bool:
    """Whether "up" belongs to the verb before it: "the toll went up to 12"."""
    return bool(before) and before[-1] in read_words("qualifiers")["more_than"]["moving"]


def _start_of_words(view: str, end: int, count: int) -> int:
    """Where the last `count` words before `end` begin."""
    stretch = view[max(0, end - _REACH) : end].rstrip()
    parts = stretch.rsplit(maxsplit=count)
    words = stretch[len(parts[0]) :] if len(parts) > count else stretch
    words = words.lstrip().lstrip(_OPENERS)
    return max(0, end - _REACH) + len(stretch) - len(words)
