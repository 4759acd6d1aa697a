"""Which of a sentence's dates tells when a number in it was so."""

from __future__ import annotations

import re
from calendar import monthrange
from dataclasses import replace
from itertools import pairwise
from typing import TYPE_CHECKING

from analysis.extraction.dates import find_dates
from analysis.extraction.lexicon import clause_stems, clause_words
from analysis.extraction.values import frozen

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import date

    from analysis.extraction.dates import DateMention
    from analysis.extraction.document import Document, Item

_NEAR = 5
_SAME = 4
_NEAR_RELATIVE = 3
_OPENING = 3
_LINKS = re.compile(r",? and |, ")


@frozen
class ToldDate:
    """A date mention with its first and last item; spoken tells that it dates the saying."""

    mention: DateMention
    first: int
    last: int
    spoken: bool


def in_year_told(view: str, mentions: Sequence[DateMention]) -> Sequence[DateMention]:
    """The mentions of a sentence, a bare month in the year that "two years earlier" tells.

    Args:
        view: the article's text.
        mentions: of one sentence, in order.
    """
    for year, month in pairwise(mentions):
        told = view[year.start : year.end]
        bare = month.kind == "month" and not any(map(str.isdigit, view[month.start : month.end]))
        if year.kind != "year" or not bare or not told.endswith(clause_stems("earlier")):
            continue
        first = month.first.replace(year=year.first.year)
        last = first.replace(day=monthrange(first.year, first.month)[1])
        moved = replace(month, first=first, last=last)
        return [moved if mention is month else mention for mention in mentions]
    return mentions


def nearest_date(
    items: Sequence[Item], at: int, dates: Sequence[ToldDate], *, cause: bool
) -> DateMention | None:
    """The mention that dates the number: in brackets, behind it, before it, at the beginning."""
    if at > 1 and items[at - 1].text == "(":
        bracketed = next((d.mention for d in dates if d.last == at - 2), None)
        if bracketed is not None:
            return bracketed
    later = next((d for d in dates if d.first > at), None)
    behind = later if later and not _is_cut_off(items, at, later.first, cause=cause) else None
    behind = None if behind and _is_of_next(items, at, behind) else behind
    before = next((d for d in reversed(dates) if d.last < at), None)
    if before and before.last == at - 1 and items[at - 1].text.endswith("'s"):
        return before.mention  # "August's 477 and September's 459"
    near = before if before and not _turns(items, before.last, at) else None
    if behind and not _crosses_number(items, at, behind.first):
        return _same_span(items, behind, dates) or behind.mention
    opening = next((d for d in dates if d.last < at and d.first <= _OPENING), None)
    around = next((d for d in dates if d.first <= at <= d.last), None)
    chosen = near or opening or behind or around
    if chosen is None:
        return None
    return _same_span(items, chosen, dates) or chosen.mention


def _same_span(
    items: Sequence[Item], told: ToldDate, dates: Sequence[ToldDate]
) -> DateMention | None:
    """The span named before, in the year told: "against 4,381 in the same months of 2024"."""
    start = max(0, told.first - _SAME)
    before = next((d.mention for d in reversed(dates) if d.last < told.first), None)
    if before is None or not any(item.text == "same" for item in items[start : told.last + 1]):
        return None
    behind = next((d for d in dates if d.first == told.last + 1), None)
    year = behind if behind and behind.mention.kind == "year" else told
    named = year.mention.kind == "year" or items[year.last].text == "year"
    years = year.mention.first.year - before.last.year if named else 0
    first, last = (_years_later(day, years) for day in (before.first, before.last))
    return replace(told.mention, first=first, last=last, kind=before.kind)


def _years_later(day: date, years: int) -> date:
    """The same day in another year; the 29th of February becomes the 28th."""
    leap = (day.month, day.day) == (2, 29)
    return day.replace(year=day.year + years, day=28 if leap else day.day)


def date_of_pair(document: Document, index: int, at: int, chosen: DateMention) -> DateMention:
    """The number's own part of "in May and June", where the sentence says "respectively"."""
    numbers = document.sentence(index).numbers
    parts = _LINKS.split(document.text[chosen.start : chosen.end])
    if len(parts) != len(numbers):
        return chosen
    found = find_dates(f"in {parts[numbers.index(at)]}", document.published)
    return found[0] if found else chosen


def _is_of_next(items: Sequence[Item], at: int, told: ToldDate) -> bool:
    """Whether it opens a clause with a number of its own: "1,000, on August 20 it was 1,263"."""
    if told.first < _OPENING or items[told.first - 1].text not in ("on", "in"):
        return False
    opener = items[told.first - 2]
    if not (opener.text == "," or opener.grammar == "conjunction") or told.first - 2 == at:
        return False
    behind = items[told.last + 1 : told.last + 1 + _NEAR]
    if behind and behind[0].text == ",":  # "and in December, 244"
        behind = behind[1:]
    if behind and behind[0].number is not None:  # "477 square kilometres, and in September 459"
        return True
    return any(item.grammar == "be" for item in behind) and any(
        item.number is not None for item in behind
    )


def _turns(items: Sequence[Item], start: int, end: int) -> bool:
    return any(item.text in clause_words("turn") for item in items[start:end])


def _crosses_number(items: Sequence[Item], start: int, end: int) -> bool:
    return any(item.number is not None for item in items[start + 1 : end])


def _is_cut_off(items: Sequence[Item], at: int, mention: int, *, cause: bool) -> bool:
    """Whether another clause or comparison begins between the number and the mention behind it.

    cause tells that "when" and "after" begin what caused it: "hurt when a drone fell on Friday".
    """
    cuts = clause_words("turn") | clause_words("parts_told" if cause else "opens_clause")
    for i in range(at + 1, mention):
        item = items[i]
        if item.text in cuts or _compares(items, i):
            return True
        if item.grammar == "relative" and (items[i - 1].text == "," or i - at > _NEAR_RELATIVE):
            return True
    return False


def _compares(items: Sequence[Item], i: int) -> bool:
    """Whether a comparison begins at item i: "up from", "more than 14 times", ", against"."""
    text, behind = items[i].text, items[i + 1] if i + 1 < len(items) else items[i]
    if text in clause_words("compared") or (text == "against" and items[i - 1].text == ","):
        return True
    if text in clause_words("changed"):
        return behind.text in ("from", "on")
    return text == "times" or (text == "than" and behind.number is None)
