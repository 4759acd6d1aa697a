"""What single dates mean: a reading for each construction that date_rules.py names.

Each takes the place where its rule matched and gives the date, or None where there is none.
"""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING, NamedTuple

from analysis.extraction import periods
from analysis.extraction.values import frozen

if TYPE_CHECKING:
    from collections.abc import Sequence

_TIME_ZONE_DAYS = 1
_FAR_AHEAD = 300
# What "a few" may stand for.
_FEWEST, _MOST = 2, 6
_SOME = 3
_QUARTERS = 4
_CENTURY = 100


class When(NamedTuple):
    """A resolved date; a tuple because a text makes many of them.

    Attributes:
        first, last: First and last day.
        kind: As DateMention has it.
        anchor: "fixed" by its words, "yearless" (the year was chosen), or "relative".
    """

    first: date
    last: date
    kind: str
    anchor: str = "relative"


class Token(NamedTuple):
    """A word or number by its role, or a stretch that was read as a date."""

    role: str
    value: int = 0
    when: When | None = None


@frozen
class Place:
    """Where a rule matched.

    Attributes:
        tokens: The tokens matched.
        today: The publication day.
        context: The day that "the day before" counts from, where one is known.
        ahead: Whether words before point to the future ("will meet on").
        limit: Whether it is a limit ("by", "until"), past or to come.
        period: The month or year named before, from which "the month before" counts.
    """

    tokens: Sequence[Token]
    today: date
    context: date | None
    ahead: bool
    limit: bool
    period: When | None = None

    def pick(self, *roles: str) -> Token | None:
        """The first token with one of the roles."""
        for token in self.tokens:  # a generator costs more than the few tokens
            if token.role in roles:
                return token
        return None

    def value(self, *roles: str) -> int:
        """The value of the first token with one of the roles, 0 without one."""
        token = self.pick(*roles)
        return token.value if token else 0

    def all(self, *roles: str) -> list[Token]:
        """All tokens with one of the roles."""
        return [token for token in self.tokens if token.role in roles]

    def count(self) -> int:
        """The number stated; without one, 1, or 3 for a plural ("the first months")."""
        stated = self.value("number", "day", "couple", "few")
        plural = any(token.value for token in self.tokens if token.role.endswith("_unit"))
        return stated or (_SOME if plural else 1)

    def has_count(self) -> bool:
        """Whether a number is stated or the noun is singular."""
        return bool(self.pick("number", "day", "couple", "few")) or not self.unit().value

    def unit(self) -> Token:
        """The token of the unit of time."""
        return next(token for token in self.tokens if token.role.endswith("_unit"))

    def whens(self) -> list[When]:
        """The dates among the tokens."""
        return [token.when for token in self.tokens if token.when is not None]


# Days, months and years with their names.


def nothing(_: Place) -> None:
    """A name or a compound that holds words of time."""


def days(place: Place) -> When | None:
    """`Sept. 27, 2024`, `1-7 February`, `Tuesday, 12 August`."""
    month = place.value("month", "name_month")
    named = [token.value for token in place.all("day")]
    year = _given_year(place)
    anchor = "yearless" if year is None else "fixed" if place.pick("year") else "relative"
    for candidate in (year,) if year else _years_to_try(place, month, named[0]):
        first = periods.day_in(candidate, month, named[0])
        last = periods.day_in(candidate, month, named[-1])
        if first and last and first <= last:
            return When(first, last, "day" if first == last else "period", anchor)
    return None


def _given_year(place: Place) -> int | None:
    """The year stated with a month, `2024` or `last year`."""
    year = place.value("year")
    if year:
        return year
    if place.pick("year_unit"):
        before = bool(place.pick("last", "previous"))
        return max(place.today.year - before + bool(place.pick("next")), 1)
    return None


def _years_to_try(place: Place, month: int, day: int) -> Sequence[int]:
    """Years for a day without one, the best first; 29 February needs a few."""
    bound = periods.add_days(place.today, _FAR_AHEAD if place.ahead else _TIME_ZONE_DAYS)
    latest = bound.year if (month, day) <= (bound.month, bound.day) else bound.year - 1
    if place.limit and (month, day) > (place.today.month, place.today.day):
        latest = _nearest_year(place.today, month)
    return range(latest, max(latest - 9, 0), -1)


def _nearest_year(today: date, month: int) -> int:
    """The year in which this month is nearest."""
    ahead = (month - today.month) % periods.MONTHS
    year = today.year + (today.month + ahead > periods.MONTHS)
    return year if ahead <= periods.MONTHS // 2 else max(year - 1, 1)


def month(place: Place) -> When | None:
    """`July`, `July 2024`, `last July`, `October last year`."""
    number, today = place.value("month", "name_month"), place.today
    year = _given_year(place)
    if year is not None:
        anchor = "fixed" if place.pick("year") else "relative"
        return capped(place, *periods.month_of(year, number), "month", anchor)
    if place.pick("next") or (place.ahead and not place.pick("last")):
        year = today.year + (number < today.month)
    elif place.limit or place.pick("this"):
        year = _nearest_year(today, number)
    else:
        before = number > today.month or (number == today.month and bool(place.pick("last")))
        year = max(today.year - before, 1)
    return capped(place, *periods.month_of(year, number), "month", "yearless")


def capped(place: Place, first: date, last: date, kind: str, anchor: str = "relative") -> When:
    """The period, cut at the publication day if it holds it and nothing points ahead."""
    if first <= place.today < last and not place.ahead and not place.limit:
        last = place.today
    return When(first, last, kind, anchor)


def year(place: Place) -> When | None:
    """`2024`, `2024-2025`, `2023-24`, `2014 to 2018`."""
    named = [token.value for token in place.tokens if token.role in ("year", "day")]
    first, last = named[0], named[-1]
    if last < _CENTURY:
        last += first // _CENTURY * _CENTURY
    if last < first:
        return None
    begin, end = periods.year_of(first)[0], periods.year_of(last)[1]
    if first < last:
        return When(begin, end, "period", "fixed")
    return capped(place, begin, end, "year", "fixed")


def season(place: Place) -> When:
    """`last summer`, `the winter of 2023`, `summer 2024`."""
    number, today = place.value("season"), place.today
    year = _given_year(place)
    if year is not None:
        anchor = "fixed" if place.pick("year") else "relative"
        return capped(place, *periods.season_of(year, number), "season", anchor)
    first, last = periods.season_of(_nearest_year(today, number), number)
    now = place.pick("this", "next") and not place.pick("past")
    if first > today and not place.ahead and not now:
        first, last = periods.season_of(max(first.year - 1, 1), number)
    if place.pick("last") and last >= today:
        first, last = periods.season_of(max(first.year - 1, 1), number)
    elif place.pick("next") and first <= today:
        first, last = periods.season_of(first.year + 1, number)
    return capped(place, first, last, "season")


def quarter(place: Place) -> When | None:
    """`the second quarter`, `Q2 2025`."""
    number = place.value("ordinal") or place.value("day")
    if number > _QUARTERS:
        return None
    year = place.value("year")
    if year:
        return capped(place, *periods.quarter_of(year, number), "quarter", "fixed")
    first, last = periods.quarter_of(place.today.year, number)
    if first > place.today and not place.ahead:
        first, last = periods.quarter_of(max(place.today.year - 1, 1), number)
    return capped(place, first, last, "quarter")


def weekday(place: Place) -> When:
    """`Wednesday`, `next Wednesday`, `Thursday last week`."""
    number, today = place.value("weekday"), place.today
    if place.pick("week_unit"):
        monday = periods.week_of(periods.add_days(today, 7 if place.pick("next") else -7))[0]
        return _one_day(periods.add_days(monday, number))
    day = periods.latest_weekday(number, today)
    if place.pick("next") or (place.ahead and day < today):
        day = periods.add_days(day, 7)
    elif place.pick("last") and day == today:
        day = periods.add_days(day, -7)
    return _one_day(day)


def _one_day(day: date) -> When:
    return When(day, day, "day")


def holiday(place: Place) -> When:
    """`New Year's Day`, `Christmas Eve`."""
    christmas = place.pick("christmas")
    found = date(place.today.year, 12, 25) if christmas else date(place.today.year, 1, 1)
    if place.pick("eve"):
        found = periods.add_days(found, -1)
    if found > place.today:
        found = periods.same_in_year(found, max(found.year - 1, 1))
    return When(found, found, "day", "yearless")


# Words that count from the publication day or from another date.


def named_day(place: Place) -> When:
    """`yesterday evening`, `this morning`, `the day before yesterday`."""
    before = bool(place.pick("before"))
    return _one_day(periods.add_days(place.today, place.value("named_day") - before))


def night(place: Place) -> When:
    """`overnight`, `last night`."""
    return When(place.today, place.today, "night")


def name_of(unit: Token) -> str:
    """The unit of time: day, week ..."""
    return unit.role.removesuffix("_unit")


def past(place: Place) -> When | None:
    """`the past three years`, `the last 24 hours`."""
    unit, count = name_of(place.unit()), place.count()
    if not place.has_count():
        return None
    if unit == "hour" or (unit == "day" and count == 1):
        return _one_day(place.today)
    # Seven days are counted with the last of them, weeks and months from date to date.
    first = periods.shifted(place.today, unit, 1 - count if unit == "day" else -count)
    return When(first, place.today, unit if count == 1 else "period")


def nights(place: Place) -> When:
    """`the past two nights`."""
    return When(periods.add_days(place.today, 1 - place.count()), place.today, "period")


def coming(place: Place) -> When | None:
    """`the next three months`."""
    last = periods.shifted(place.today, name_of(place.unit()), place.count())
    return When(place.today, last, "period") if last > place.today else None


def unit(place: Place) -> When | None:
    """`last month`, `this year`, `next week`."""
    if place.unit().value:
        return None
    name = name_of(place.unit())
    if place.pick("this"):
        return capped(place, *periods.unit_around(place.today, name), name)
    day = periods.shifted(place.today, name, 1 if place.pick("next") else -1)
    return When(*periods.unit_around(day, name), name)


def weekend(place: Place) -> When:
    """`over the weekend`, `last weekend`."""
    first, last = periods.weekend_before(place.today)
    if place.pick("next") or (place.ahead and last < place.today):
        first, last = periods.add_days(first, 7), periods.add_days(last, 7)
    elif place.pick("last") and first <= place.today <= last:
        first, last = periods.add_days(first, -7), periods.add_days(last, -7)
    return capped(place, first, last, "period")


def ago(place: Place) -> When:
    """`two weeks ago`: the unit that lies so far back."""
    unit = name_of(place.unit())
    if unit == "hour":
        return _one_day(place.today)
    if place.pick("few"):
        first = periods.shifted(place.today, unit, -_MOST)
        return When(first, periods.shifted(place.today, unit, -_FEWEST), "period")
    day = periods.shifted(place.today, unit, -place.count())
    return When(*periods.unit_around(day, unit), unit)


def relative(place: Place) -> When | None:
    """`a week earlier`, `the day before`, `the previous night`, `the same day`, `that night`."""
    later = place.pick("following", "next", "later")
    if (later or place.pick("that")) and place.context is None and place.period is None:
        return None
    base = place.context or place.today
    if place.pick("night"):
        day = periods.add_days(base, bool(later) - bool(place.pick("previous")))
        return When(day, day, "night")
    if not place.has_count() or place.unit().role == "hour_unit":
        return None
    name = name_of(place.unit())
    if place.period is not None and place.period.kind == name and not place.pick("same"):
        base = place.period.first
    day = periods.shifted(base, name, _steps(place))
    if name == "day" or (name == "week" and not place.pick("same", "that")):
        return When(day, day, "relative_day")
    return When(*periods.unit_around(day, name), name)


def _steps(place: Place) -> int:
    """How many units later, negative where earlier."""
    if place.pick("same", "that"):
        return 0
    return place.count() * (1 if place.pick("following", "next", "later") else -1)


def same_last_year(place: Place) -> When:
    """`the same day last year`."""
    name = name_of(place.unit())
    day = periods.add_months(place.context or place.today, -12)
    return When(*periods.unit_around(day, name), name)
