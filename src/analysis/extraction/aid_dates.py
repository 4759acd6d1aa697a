"""The period that a text counts aid over: its sums without a date belong to it.

A report of all aid of a year, or of the war up to a day, names that period once.
"""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

from analysis.extraction.aid_counts import is_tracked
from analysis.extraction.date_spans import war_start
from analysis.extraction.money import aid_words

if TYPE_CHECKING:
    from collections.abc import Sequence

    from analysis.extraction.claims import Claim, Memory
    from analysis.extraction.date_choice import ToldDate
    from analysis.extraction.document import Document, Item

Days = tuple[date, date]

_LEAD = 6
_LONG = 27
_OPENING = 3
_BESIDE = 3
_NEAR = 4
_POINTS = ("-", "\u2013", "\u2014", "\u2022")
_COUNTED, _COVERED = "aid counted over", "aid covered"


def counted_period(document: Document, index: int, claim: Claim, memory: Memory) -> Days | None:
    """The period of a sum without a date, in a text that counts aid; None elsewhere.

    Args:
        document: the article.
        index: the sentence of the figure.
        claim: the figure.
        memory: what the figures before left, the period of the last one among it.
    """
    if claim.topic != "aid" or claim.measure == "requested":
        return None
    if not is_tracked(document, memory.notes, document.spans[index][1]):
        return None
    if index == 0 or claim.cue in aid_words("announcing"):
        return None
    noted = memory.notes.get(_COUNTED) or _covered(document, memory)
    return _days(noted) if noted else None


def note_period(document: Document, index: int, claim: Claim, days: Days, memory: Memory) -> None:
    """Keep the period of a figure of aid: a past one of a month or more, or the war up to a day."""
    today = document.published
    if claim.topic != "aid" or today is None or days[1] > today:
        return
    if any(m.kind == "until" and m.last == days[1] for m in document.dates(index)):
        days = (war_start(), days[1])
    if (days[1] - days[0]).days >= _LONG:
        memory.notes[_COUNTED] = f"{days[0]}/{days[1]}"


def _covered(document: Document, memory: Memory) -> str:
    """The war up to the end of what a report covers: "covers the period to the end of 2024"."""
    if _COVERED not in memory.notes:
        ends = (_end_covered(document, k) for k in range(min(_LEAD, len(document.spans))))
        end = next((day for day in ends if day is not None), None)
        memory.notes[_COVERED] = f"{war_start()}/{end}" if end else ""
    return memory.notes[_COVERED]


def _end_covered(document: Document, index: int) -> date | None:
    """The last day of a period that a sentence says is covered."""
    items = document.sentence(index).items
    for mention in document.dates(index):
        before = [item for item in items if item.end <= mention.start][-_NEAR:]
        if _leads_to_end(before, is_limit=mention.kind == "until"):
            return mention.last
    return None


def _leads_to_end(before: Sequence[Item], *, is_limit: bool) -> bool:
    texts = [item.text for item in before]
    is_end = is_limit or (bool(texts) and texts[-1] in aid_words("ends"))
    return is_end and not aid_words("covered").isdisjoint(texts)


def _days(noted: str) -> Days:
    first, last = noted.split("/")
    return date.fromisoformat(first), date.fromisoformat(last)


# --- mentions of a sentence that date its aid, or something else --------------------------------


def dates_of_aid(
    items: Sequence[Item], at: int, dates: Sequence[ToldDate], today: date | None
) -> list[ToldDate]:
    """The mentions that may date a sum of aid.

    Not what it is for ("In May, it agreed on a loan for 2027"), nor what dates another sum or
    another deed ("... in March, and Norway said last week it would spend").
    """
    own = [d for d in dates if _is_of_participle(items, at, d)]
    if own:
        return own
    opens = any(d.first <= _OPENING and not _starts_ahead(d, today) for d in dates)
    said = [d.first for d in dates if d.spoken and d.first < at]
    return [
        d
        for d in dates
        if not (opens and (_is_purpose(items, d) or _is_ahead(d, today)))
        and not _is_of_another_sum(items, at, d, today)
        and not _is_of_sum_before(items, at, d)
        and not (opens and _is_of_next_sum(items, at, d))
        and (d.spoken or not any(d.last < first for first in said))
    ]


def _is_of_participle(items: Sequence[Item], at: int, told: ToldDate) -> bool:
    """As in "a $6 billion package announced in late April": it dates that sum."""
    for i in range(told.first - 1, max(at, told.first - _BESIDE - 1), -1):
        tag = items[i].tags.get("aid")
        if tag is not None and tag.form == "past" and items[i].text in aid_words("announced"):
            is_finite = items[i - 1].grammar in ("have", "be", "relative") or items[i - 1].is_sign
            between = items[at + 1 : i]
            return not is_finite and all(k.number is None and k.text != "," for k in between)
    return False


def without_terms(
    document: Document, index: int, at: int, dates: Sequence[ToldDate]
) -> list[ToldDate]:
    """The mentions that tell when a sum was promised, not how long it will be paid."""
    items, today = document.sentence(index).items, document.published
    return [d for d in dates if not (d.first > at and _is_ahead(d, today) and _is_term(items, d))]


def _is_term(items: Sequence[Item], told: ToldDate) -> bool:
    """Whether a mention says how long aid will take: "over the next year", "by the end of 2027"."""
    near = items[max(0, told.first - 2) : told.last + 1]
    return any(item.text in aid_words("terms") for item in near)


def _is_purpose(items: Sequence[Item], told: ToldDate) -> bool:
    return told.first > _OPENING and items[told.first - 1].text == "for"


def _is_ahead(told: ToldDate, today: date | None) -> bool:
    """Whether a mention in the sentence is of days to come: "for 2026", "until 2030"."""
    return told.first > _OPENING and today is not None and told.mention.last > today


def _starts_ahead(told: ToldDate, today: date | None) -> bool:
    return today is not None and told.mention.first > today


def _is_of_another_sum(items: Sequence[Item], at: int, told: ToldDate, today: date | None) -> bool:
    """As in "will seek $230 million on top of the $250 million announced on Tuesday"."""
    between = [i for i in range(at + 1, told.first) if items[i].number is not None]
    if not between:
        return False
    last = between[-1]
    is_the = items[last - 1].text == "the" and told.first - last <= _BESIDE
    return is_the or (today is not None and told.mention.first > today)


def _is_of_next_sum(items: Sequence[Item], at: int, told: ToldDate) -> bool:
    """As in "In June it announced $500m, and last month it gave $300m"."""
    parted = any(
        items[k].text == "," and items[k + 1].grammar == "conjunction"
        for k in range(at + 1, told.first)
    )
    return parted and any(item.number is not None for item in items[told.last + 1 :])


def _is_of_sum_before(items: Sequence[Item], at: int, told: ToldDate) -> bool:
    """As in "On top of the £2bn announced on Saturday, it gave another £1bn"."""
    numbers = [i for i in range(told.first) if items[i].number is not None]
    if not numbers or told.last >= at or items[told.last + 1].text != ",":
        return False
    between = (item.tags.get("aid") for item in items[numbers[-1] + 1 : told.first])
    return any(tag is not None and tag.form == "past" for tag in between)


def is_of_today(document: Document, index: int) -> bool:
    """Whether a sentence begins with "now": it asks or announces on the day of the text."""
    opening = document.sentence(index).items[:_OPENING]
    return any(item.text in aid_words("now") for item in opening)


def is_new_point(document: Document, index: int) -> bool:
    """Whether a sentence stands in a point of a list, on a matter of its own."""
    start = document.spans[index][0]
    return document.text[document.paragraph(index) : start + 1].lstrip()[:1] in _POINTS
