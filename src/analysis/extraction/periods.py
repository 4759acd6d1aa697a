"""Arithmetic of days and periods, each a pair of its first and last day."""

from __future__ import annotations

from calendar import monthrange
from datetime import MAXYEAR, MINYEAR, date, timedelta

type_period = tuple[date, date]

MONTHS = 12
"""Months of a year."""

DAYS = 7
"""Days of a week."""

_SEASON_MONTHS = 3
_QUARTER_MONTHS = 3
_THIRDS = 3


def _known(year: int) -> int:
    """The year, or the nearest one that the calendar has."""
    return min(max(year, MINYEAR), MAXYEAR)


def add_days(day: date, days: int) -> date:
    """The day so many days later, at most the calendar's first or last day."""
    return date.fromordinal(min(max(day.toordinal() + days, 1), date.max.toordinal()))


def add_months(day: date, months: int) -> date:
    """The same day so many months later, or the last of that month."""
    year, month = divmod(day.year * 12 + day.month - 1 + months, 12)
    if not MINYEAR <= year <= MAXYEAR:
        return date.min if months < 0 else date.max
    return date(year, month + 1, min(day.day, monthrange(year, month + 1)[1]))


def month_of(year: int, month: int) -> type_period:
    """The month's first and last day."""
    first = date(_known(year), month, 1)
    return first, first.replace(day=monthrange(first.year, month)[1])


def months_of(year: int, month: int, count: int) -> type_period:
    """So many months from this one on."""
    first = date(_known(year), month, 1)
    return first, max(first, add_days(add_months(first, count), -1))


def year_of(year: int) -> type_period:
    """The year's first and last day."""
    return date(_known(year), 1, 1), date(_known(year), 12, 31)


def week_of(day: date) -> type_period:
    """The week, Monday to Sunday, that holds the day."""
    monday = add_days(day, -day.weekday())
    return monday, add_days(monday, 6)


def weekend_before(day: date) -> type_period:
    """The latest Saturday and Sunday that have begun on this day."""
    saturday = latest_weekday(5, day)
    return saturday, add_days(saturday, 1)


def season_of(year: int, month: int) -> type_period:
    """The season that begins in this month of the year (the winter of 2024 begins in December)."""
    return months_of(year, month, _SEASON_MONTHS)


def quarter_of(year: int, number: int) -> type_period:
    """The year's quarter, 1 to 4."""
    return months_of(year, number * _QUARTER_MONTHS - 2, _QUARTER_MONTHS)


def latest_weekday(weekday: int, day: date) -> date:
    """The latest such weekday (0 is Monday) up to and with this day."""
    return add_days(day, -((day.weekday() - weekday) % 7))


def day_in(year: int, month: int, day: int) -> date | None:
    """The date, or None where the calendar has none (30 February)."""
    try:
        return date(year, month, day)
    except ValueError:
        return None


def same_in_year(day: date, year: int) -> date:
    """The day with another year; 29 February becomes the 28th where there is none."""
    year = _known(year)
    return day_in(year, day.month, day.day) or date(year, day.month, day.day - 1)


def part_of(period: type_period, part: int) -> type_period:
    """The first, middle or last third (1, 2, 3) of a period; of a week, month, season or year."""
    first, last = period
    third = max(((last - first).days + 1) // _THIRDS, 1)
    if part == 1:
        return first, add_days(first, third - 1)
    if part < _THIRDS and first + timedelta(1) < last:
        return add_days(first, third), add_days(last, -third)
    return add_days(last, 1 - third), last


def unit_around(day: date, unit: str) -> type_period:
    """The day, week, month, quarter or year that holds the day."""
    if unit == "week":
        return week_of(day)
    if unit == "month":
        return month_of(day.year, day.month)
    if unit == "quarter":
        return quarter_of(day.year, (day.month + 2) // 3)
    if unit == "year":
        return year_of(day.year)
    return day, day


def shifted(day: date, unit: str, count: int) -> date:
    """The day so many days, weeks, months, quarters or years later (earlier where negative)."""
    if unit in ("month", "quarter", "year"):
        return add_months(day, count * {"month": 1, "quarter": 3, "year": 12}[unit])
    return add_days(day, count * (7 if unit == "week" else 1 if unit == "day" else 0))
