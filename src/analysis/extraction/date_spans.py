"""What combined dates mean: parts of a period, nights, joined and open periods, the war."""

from __future__ import annotations

from datetime import date
from functools import cache
from typing import TYPE_CHECKING

from analysis.extraction import periods
from analysis.extraction.date_readings import Place, When, capped, name_of
from analysis.extraction.lexicon import read_lexicon

if TYPE_CHECKING:
    from collections.abc import Callable

_EVENING = 17
_NOW = 90  # days
_LISTED = ("month", "year", "quarter", "season")

NEVER = date(9000, 6, 15)
"""Stands for the publication day where it is unknown."""


def _whole(place: Place) -> When | None:
    """The period that a part belongs to: a date, or "the year"."""
    whens = place.whens()
    if whens:
        return whens[-1]
    unit = place.all("week_unit", "month_unit", "quarter_unit", "year_unit", "day_unit")[-1]
    if unit.value:
        return None
    return When(*periods.unit_around(place.today, name_of(unit)), name_of(unit))


def _uncapped(when: When) -> periods.type_period:
    """The whole month or year of a period that was cut at the publication day."""
    if when.kind in ("week", "month", "quarter", "year"):
        return periods.unit_around(when.first, when.kind)
    if when.kind == "season":
        return periods.season_of(when.first.year, when.first.month)
    return when.first, when.last


def part(place: Place) -> When | None:
    """`early 2023`, `mid-July`, `the end of August`, `early on Tuesday`."""
    return _share(place, _third)


def first_units(place: Place) -> When | None:
    """`the first half of 2025`, `the first three months of the year`, `the last day of July`."""
    return _share(place, _half_of if place.pick("half") else _units)


def _share(place: Place, share: Callable[[Place, When], periods.type_period]) -> When | None:
    """The share of a date; of "the month", of the one before where it would be still to come."""
    whole = _whole(place)
    if whole is None or whole.kind in ("day", "night", "relative_day"):
        return whole
    first, last = share(place, whole)
    if first > place.today and not (place.whens() or place.ahead or place.limit):
        before = periods.unit_around(periods.add_days(whole.first, -1), whole.kind)
        first, last = share(place, When(*before, whole.kind))
    return capped(place, first, last, "day" if first == last else "period", whole.anchor)


def _third(place: Place, whole: When) -> periods.type_period:
    """The beginning, middle or end of a period."""
    number, full = place.value("part", "end_part"), _uncapped(whole)
    if whole.kind == "year":
        return periods.months_of(full[0].year, 4 * number - 3, 4)
    return periods.part_of(full, number)


def _half_of(place: Place, whole: When) -> periods.type_period:
    return _half(*_uncapped(whole), place.value("ordinal"))


def _units(place: Place, whole: When) -> periods.type_period:
    """The first, second ... or last days, weeks or months of a period."""
    first, last = _uncapped(whole)
    name, count = name_of(place.unit()), place.count()
    if not place.pick("ordinal"):
        return min(periods.add_days(periods.shifted(last, name, -count), 1), last), last
    begin = periods.shifted(first, name, (place.value("ordinal") - 1) * count)
    return begin, max(begin, periods.add_days(periods.shifted(begin, name, count), -1))


def _half(first: date, last: date, number: int) -> periods.type_period:
    middle = periods.add_days(first, ((last - first).days + 1) // 2)
    if (first.month, last.month) == (1, 12):
        middle = date(first.year, 7, 1)
    return (first, max(first, periods.add_days(middle, -1))) if number == 1 else (middle, last)


def half(place: Place) -> When | None:
    """`H1 2025`."""
    year, number = place.value("year"), place.value("day")
    if number not in (1, 2):
        return None
    return capped(place, *_half(*periods.year_of(year), number), "period", "fixed")


def same(place: Place) -> When:
    """`Tuesday morning`: the day."""
    return place.whens()[0]


def night_of(place: Place) -> When | None:
    """`the night of August 25`, `Sunday night`, `overnight into Sunday`."""
    named = place.all("day_date", "span_date") or place.all("night_date")
    when = named[0].when
    if when is None or (when.last - when.first).days > 1:
        return None
    return when._replace(kind="night")


def from_clock(place: Place) -> When:
    """`since 19:00 on Wednesday`: the night that begins then; other hours leave the day."""
    when = place.whens()[0]
    if place.tokens[0].role == "time" or place.value("time") < _EVENING:
        return when
    last = min(periods.add_days(when.first, 1), max(place.today, when.first))
    return When(when.first, last, "night", when.anchor)


def week(place: Place) -> When:
    """`the week of November 4`."""
    when = place.whens()[0]
    return When(when.first, periods.add_days(when.first, 6), "week", when.anchor)


def units_to(place: Place) -> When:
    """`the week to November 10`, `the three months ending in June`."""
    when = place.whens()[0]
    last = _uncapped(when)[1] if when.kind in _LISTED else when.last
    name, count = name_of(place.unit()), place.count()
    first = periods.shifted(periods.add_days(last, 1), name, -count)
    return When(first, last, name if count == 1 else "period", when.anchor)


def later(place: Place) -> When | None:
    """`later this month`: what is left of it."""
    when = place.whens()[0]
    last = _uncapped(when)[1]
    return When(place.today, last, "period", when.anchor) if last > place.today else when


# Joined periods.


def join(place: Place) -> When | None:
    """`from May to July`, `Thursday and into Friday`, `between January and June`."""
    left, right = place.whens()
    if left.anchor == "yearless" and right.anchor != "relative":
        left = _before(left, right)
    elif right.anchor == "yearless" and right.first < left.first:
        right = _moved(right, left.first.year)
        right = right if right.last >= left.first else _moved(right, left.first.year + 1)
    elif right.last < left.first and (left.first - right.last).days < periods.DAYS:
        left = left._replace(first=periods.add_days(left.first, -7))
    if right.last < left.first:
        return None
    kind = "night" if left.kind == "night" and (right.last - left.first).days <= 1 else "period"
    return When(left.first, right.last, kind, right.anchor)


def same_day(place: Place) -> When | None:
    """`from 24 February 2022 to the same day of this year`."""
    left, right = place.whens()
    last = periods.same_in_year(left.first, right.first.year)
    if (left.kind, right.kind) != ("day", "year") or last < left.first:
        return None
    return When(left.first, last, "period", right.anchor)


def _before(left: When, right: When) -> When:
    """`left` in the latest year in which it begins before `right`."""
    moved = _moved(left, right.first.year)
    if moved.first > right.first:
        moved = _moved(left, max(right.first.year - 1, 1))
    return moved._replace(anchor=right.anchor)


def _moved(when: When, year: int) -> When:
    last = min(max(when.last.year + year - when.first.year, 1), 9999)
    return when._replace(
        first=periods.same_in_year(when.first, min(year, 9999)),
        last=periods.same_in_year(when.last, last),
    )


def pair(place: Place) -> When | None:
    """`July and August`, `Saturday and Sunday`: named periods of one kind, side by side."""
    left, right = place.whens()
    if left.kind == right.kind == "day" and (right.first - left.first).days in (1, -6):
        return join(place)
    return join(place) if left.kind == right.kind and left.kind in _LISTED else None


def night_joined(place: Place) -> When | None:
    """`the night from Friday to Saturday`."""
    found = join(place)
    if found is None or (found.last - found.first).days > 1:
        return found
    return found._replace(kind="night")


# Open periods and the war.


def since(place: Place) -> When:
    """`since January 1`, `since the beginning of the year`."""
    when = place.whens()[-1]
    last = when.last if place.today == NEVER else max(place.today, when.first)
    return When(when.first, last, "since", when.anchor)


def until(place: Place) -> When:
    """`by the end of August`, `as of Friday`."""
    when = place.whens()[0]
    last = _uncapped(when)[1] if when.kind in _LISTED else when.last
    return When(last, last, "until", when.anchor)


def since_war(place: Place) -> When:
    """`since Russia invaded`; where a year is stated beside it, another war may be meant."""
    start = war_start()
    fixed = [when.first.year for when in place.whens() if when.anchor == "fixed"]
    years = [*(token.value for token in place.all("year")), *fixed]
    other = next((year for year in years if year != start.year), None)
    first = date(other, 1, 1) if other else start
    return When(first, max(place.today, first), "since")


def war(place: Place) -> When:
    """`in three years of war`, `in the war so far`, `during the invasion`."""
    return When(war_start(), max(place.today, war_start()), "war")


def into_war(place: Place) -> When | None:
    """`a month into the war`: the month in which it had lasted so long, unless that is now."""
    day = periods.shifted(war_start(), name_of(place.unit()), place.count())
    if not place.value("to") or (place.today - day).days < _NOW:
        return None
    return When(*periods.unit_around(day, "month"), "month", "fixed")


def before_war(_: Place) -> When:
    """`before the invasion`: the last day."""
    day = periods.add_days(war_start(), -1)
    return When(day, day, "until", "fixed")


def war_part(place: Place) -> When:
    """`the first three months of the full-scale invasion`."""
    name, count = name_of(place.unit()), place.count()
    first = periods.shifted(war_start(), name, (place.value("ordinal") - 1) * count)
    last = periods.add_days(periods.shifted(first, name, count), -1)
    return When(first, max(first, last), "day" if first >= last else "period", "fixed")


@cache
def war_start() -> date:
    """The first day of the war that the lexicon speaks of."""
    start = read_lexicon("dates")["war"]["start"]
    return start if isinstance(start, date) else date.max
