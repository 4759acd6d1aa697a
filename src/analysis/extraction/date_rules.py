"""The grammar of dates: rules over roles of words, level by level.

A rule is a pattern whose words are roles (or macros, in capitals) and a function that turns the
tokens matched into a When. What matches becomes one token, which the next level's rules may use.
"""

from __future__ import annotations

import re
import string
from dataclasses import dataclass
from datetime import date
from functools import cache
from typing import TYPE_CHECKING, NamedTuple

from analysis.extraction import periods
from analysis.extraction.lexicon import read_lexicon

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

DATE_ROLES = ("day_date", "span_date", "night_date")
"""Roles of the tokens that stand for a date."""

_SYMBOLS = string.ascii_letters + string.digits + "@%&_,;~/'\"<>=!:"
_SPECIAL_ROLES = ("other", "day", "year", "time", "sign", "comma", "dash", "hyphen", "open", "close")
_UNITS = ("day", "hour", "week", "month", "quarter", "year")
_LOOK_BACK = 8
_EVENING = 17
_TIME_ZONE_DAYS = 1
_FAR_AHEAD = 300


class When(NamedTuple):
    """A resolved date: fixed by its words, yearless (the year was chosen), or relative."""

    first: date
    last: date
    kind: str
    anchor: str = "relative"


class Token(NamedTuple):
    """A word, number or sign by its role, or a stretch that was read as a date."""

    role: str
    start: int
    end: int
    value: int = 0
    when: When | None = None


@dataclass(frozen=True, slots=True)
class Reference:
    """What dates are counted from."""

    published: date
    context: date | None = None


@dataclass(frozen=True, slots=True)
class _Place:
    """Where a rule matched: its tokens, what dates count from there, whether it lies ahead."""

    tokens: Sequence[Token]
    reference: Reference
    ahead: bool

    def pick(self, *roles: str) -> Token | None:
        """The first token with one of the roles."""
        return next((token for token in self.tokens if token.role in roles), None)

    def all(self, *roles: str) -> list[Token]:
        """All tokens with one of the roles."""
        return [token for token in self.tokens if token.role in roles]

    def count(self) -> int:
        """The number stated, 1 where there is none."""
        token = self.pick("number", "day", "couple", "few")
        return token.value if token else 1

    def unit(self) -> Token:
        """The token of the unit of time."""
        return next(token for token in self.tokens if token.role.endswith("_unit"))

    def whens(self) -> list[When]:
        """The dates among the tokens."""
        return [token.when for token in self.tokens if token.when is not None]

    @property
    def today(self) -> date:
        """The publication day."""
        return self.reference.published


def read(tokens: list[Token], reference: Reference) -> list[Token]:
    """The tokens with every date read: each is one token with a date role."""
    for pattern, builds in _levels():
        tokens = _reduce(tokens, pattern, builds, reference)
    return tokens


def _reduce(
    tokens: list[Token],
    pattern: re.Pattern[str],
    builds: Sequence[Callable[[_Place], When | None]],
    reference: Reference,
) -> list[Token]:
    """One level: every match of its rules becomes a token."""
    letters = _letters()
    line = "".join([letters[token.role] for token in tokens])
    reduced: list[Token] = []
    at = 0
    context = reference
    for found in pattern.finditer(line):
        first, last = found.span()
        matched = tokens[first:last]
        place = _Place(matched, context, _lies_ahead(tokens, first))
        when = builds[int(found.lastgroup[1:])](place)  # type: ignore[index]
        if when is None:
            continue
        if when.kind in ("day", "night"):
            context = Reference(reference.published, when.last)
        reduced += tokens[at:first]
        reduced.append(Token(_role(when), matched[0].start, matched[-1].end, 0, when))
        at = last
    return reduced + tokens[at:] if at else tokens


def _role(when: When) -> str:
    if when.kind == "night":
        return "night_date"
    return "day_date" if when.first == when.last and when.kind != "until" else "span_date"


def _lies_ahead(tokens: Sequence[Token], first: int) -> bool:
    """Whether the words before say that the date is to come ("will meet on")."""
    if first and tokens[first - 1].role == "for":
        return True
    for token in reversed(tokens[max(0, first - _LOOK_BACK) : first]):
        if token.role in ("speech", "stop"):
            return False
        if token.role == "future":
            return True
    return False


# Days and months with their names.


def _nothing(_: _Place) -> None:
    """A name or a compound that holds words of time: no date."""


def _given_year(place: _Place) -> int | None:
    """The year stated with a month, "2024" or "last year"."""
    token = place.pick("year")
    if token:
        return token.value
    if place.pick("year_unit"):
        shift = {"last": -1, "previous": -1, "next": 1}
        return place.today.year + next((shift[t.role] for t in place.tokens if t.role in shift), 0)
    return None


def _days(place: _Place) -> When | None:
    """`Sept. 27, 2024`, `1-7 February`, `Tuesday, 12 August`."""
    month = place.pick("month", "name_month")
    days = [token.value for token in place.all("day")]
    year = _given_year(place)
    if month is None:
        return None
    anchor = "yearless" if year is None else "fixed" if place.pick("year") else "relative"
    for candidate in (year,) if year else _years(place, month.value, days[0]):
        first = periods.day_in(candidate, month.value, days[0])
        last = periods.day_in(candidate, month.value, days[-1])
        if first and last and first <= last:
            return When(first, last, "day" if first == last else "period", anchor)
    return None


def _years(place: _Place, month: int, day: int) -> Sequence[int]:
    """Years to try for a day without one: the latest up to now, or the next one ahead."""
    today = place.today
    bound = periods.add_days(today, _FAR_AHEAD if place.ahead else _TIME_ZONE_DAYS)
    latest = bound.year if (month, day) <= (bound.month, bound.day) else bound.year - 1
    # 29 February may need a few years' search.
    return range(latest, max(latest - 9, 0), -1)


def _month(place: _Place) -> When | None:
    """`July`, `July 2024`, `last July`, `October last year`."""
    token = place.pick("month", "name_month")
    if token is None:
        return None
    year = _given_year(place)
    month, today = token.value, place.today
    if year is not None:
        anchor = "fixed" if place.pick("year") else "relative"
        return _capped(place, *periods.month_of(year, month), "month", anchor)
    if place.pick("next") or (place.ahead and not place.pick("last")):
        year = today.year + (month < today.month)
    else:
        year = today.year - (month > today.month or (bool(place.pick("last")) and month == today.month))
    return _capped(place, *periods.month_of(max(year, 1), month), "month", "yearless")


def _capped(place: _Place, first: date, last: date, kind: str, anchor: str = "relative") -> When:
    """The period, up to the publication day if it holds it and nothing points ahead."""
    if first <= place.today < last and not place.ahead:
        last = place.today
    return When(first, last, kind, anchor)


def _year(place: _Place) -> When | None:
    """`2024`, `2024-2025`, `2023-24`, `2014 to 2018`."""
    years = [token.value for token in place.tokens if token.role in ("year", "day")]
    first, last = years[0], years[-1]
    if last < 100:
        last += first // 100 * 100
    if last < first:
        return None
    begin, end = periods.year_of(first)[0], periods.year_of(last)[1]
    if first < last:
        return When(begin, end, "period", "fixed")
    return _capped(place, begin, end, "year", "fixed")


def _season(place: _Place) -> When:
    """`last summer`, `the winter of 2023`, `summer 2024`."""
    month = place.pick("season").value  # type: ignore[union-attr]
    year = _given_year(place)
    if year is not None:
        anchor = "fixed" if place.pick("year") else "relative"
        return _capped(place, *periods.season_of(year, month), "season", anchor)
    first, last = periods.season_of(place.today.year, month)
    if first > place.today and not place.ahead and not place.pick("next"):
        first, last = periods.season_of(place.today.year - 1, month)
    if place.pick("last") and last >= place.today:
        first, last = periods.season_of(first.year - 1, month)
    return _capped(place, first, last, "season")


def _weekday(place: _Place) -> When:
    """`Wednesday`, `next Wednesday`, `Thursday last week`."""
    token = place.pick("weekday")
    weekday, today = token.value, place.today  # type: ignore[union-attr]
    if place.pick("week_unit"):
        monday = periods.week_of(periods.add_days(today, 7 if place.pick("next") else -7))[0]
        day = periods.add_days(monday, weekday)
        return When(day, day, "day")
    day = periods.latest_weekday(weekday, today)
    if place.pick("next") or (place.ahead and day < today):
        day = periods.add_days(day, 7)
    elif place.pick("last") and day == today:
        day = periods.add_days(day, -7)
    return When(day, day, "day")


def _holiday(place: _Place) -> When:
    """`New Year's Day`, `Christmas Eve`."""
    month, day = (12, 25) if place.pick("christmas") else (1, 1)
    found = date(place.today.year, month, day)
    if place.pick("eve"):
        found = periods.add_days(found, -1)
    if found > place.today:
        found = periods.same_in_year(found, max(found.year - 1, 1))
    return When(found, found, "day", "yearless")


# Words that count from the publication day or from another date.


def _named_day(place: _Place) -> When:
    """`yesterday evening`, `this morning`."""
    token = place.pick("named_day")
    day = periods.add_days(place.today, token.value if token else 0)
    if place.pick("day_unit"):
        day = periods.add_days(day, -1)
    return When(day, day, "day")


def _night(place: _Place) -> When:
    """`overnight`, `last night`."""
    return When(place.today, place.today, "night")


def _quarter(place: _Place) -> When:
    """`the second quarter`, `the second quarter of 2025`."""
    number = place.pick("ordinal").value  # type: ignore[union-attr]
    year = place.pick("year")
    if year:
        return _capped(place, *periods.quarter_of(year.value, number), "quarter", "fixed")
    first, last = periods.quarter_of(place.today.year, number)
    if first > place.today and not place.ahead:
        first, last = periods.quarter_of(max(place.today.year - 1, 1), number)
    return _capped(place, first, last, "quarter")


def _name(unit: Token) -> str:
    return unit.role.removesuffix("_unit")


def _past(place: _Place) -> When:
    """`the past three years`, `the last 24 hours`."""
    unit, count = _name(place.unit()), place.count()
    if unit == "hour" or (unit == "day" and count == 1):
        return When(place.today, place.today, "day")
    # Seven days are counted with the last of them, weeks and months from date to date.
    first = periods.shifted(place.today, unit, 1 - count if unit == "day" else -count)
    return When(first, place.today, unit if count == 1 else "period")


def _coming(place: _Place) -> When:
    """`the next three months`."""
    last = periods.shifted(place.today, _name(place.unit()), place.count())
    return When(place.today, last, "period")


def _unit(place: _Place) -> When | None:
    """`last month`, `this year`, `next week`."""
    unit = place.unit()
    if unit.value or unit.role == "hour_unit":
        return None
    name = _name(unit)
    if place.pick("this"):
        return _capped(place, *periods.unit_around(place.today, name), name)
    count = 1 if place.pick("next") else -1
    day = periods.shifted(place.today, name, count)
    return When(*periods.unit_around(day, name), name)


def _weekend(place: _Place) -> When:
    """`over the weekend`, `last weekend`."""
    first, last = periods.weekend_before(place.today)
    if place.pick("next") or (place.ahead and last < place.today):
        first, last = periods.add_days(first, 7), periods.add_days(last, 7)
    elif place.pick("last") and first <= place.today <= last:
        first, last = periods.add_days(first, -7), periods.add_days(last, -7)
    return _capped(place, first, last, "period")


def _ago(place: _Place) -> When:
    """`two weeks ago`: the unit that lies so far back."""
    unit, count = _name(place.unit()), place.count()
    if unit == "hour":
        return When(place.today, place.today, "day")
    if place.pick("few"):
        first = periods.shifted(place.today, unit, -count - 2)
        return When(first, periods.shifted(place.today, unit, 2 - count), "period")
    day = periods.shifted(place.today, unit, -count)
    return When(*periods.unit_around(day, unit), unit)


def _relative(place: _Place) -> When | None:
    """`a week earlier`, `the day before`, `the previous night`, `the same day`."""
    base = place.reference.context or place.today
    unit = place.pick(*(f"{name}_unit" for name in _UNITS), "night")
    if unit is None or unit.role == "hour_unit":
        return None
    name = "day" if unit.role == "night" else _name(unit)
    later = place.pick("following", "next", "later")
    if later and place.reference.context is None:
        return None
    count = 0 if place.pick("same") else place.count() * (1 if later else -1)
    day = periods.shifted(base, name, count)
    if unit.role == "night":
        return When(day, day, "night")
    if name in ("day", "week"):
        return When(day, day, "relative_day")
    return When(*periods.unit_around(day, name), name)


# Parts and combinations of dates.


def _whole(place: _Place) -> When | None:
    """The period that a part belongs to: a date, or "the year"."""
    whens = place.whens()
    if whens:
        return whens[-1]
    units = [token for token in place.tokens if token.role.endswith("_unit") and not token.value]
    if not units:
        return None
    name = _name(units[-1])
    return When(*periods.unit_around(place.today, name), name)


def _part(place: _Place) -> When | None:
    """`early 2023`, `mid-July`, `the end of August`, `early on Tuesday`."""
    whole = _whole(place)
    if whole is None:
        return None
    if whole.kind in ("day", "night", "relative_day"):
        return whole
    part = place.pick("part").value  # type: ignore[union-attr]
    full = _uncapped(whole)
    if whole.kind == "year":
        thirds = periods.months_of(full[0].year, 4 * part - 3, 4)
        return _capped(place, *thirds, "period", whole.anchor)
    return _capped(place, *periods.part_of(full, part), "period", whole.anchor)


def _uncapped(when: When) -> periods.type_period:
    """The whole month or year of a period that was capped at the publication day."""
    if when.kind in ("week", "month", "quarter", "year"):
        return periods.unit_around(when.first, when.kind)
    if when.kind == "season":
        return periods.season_of(when.first.year, when.first.month)
    return when.first, when.last


def _first_units(place: _Place) -> When | None:
    """`the first half of 2025`, `the first three months of the year`, `the last day of July`."""
    whole = _whole(place)
    if whole is None:
        return None
    first, last = _uncapped(whole)
    if place.pick("half_unit"):
        second = place.pick("ordinal").value > 1  # type: ignore[union-attr]
        half = periods.add_days(first, ((last - first).days + 1) // 2)
        if whole.kind == "year":
            half = date(first.year, 7, 1)
        found = (half, last) if second else (first, periods.add_days(half, -1))
        return _capped(place, *found, "period", whole.anchor)
    name, count = _name(place.unit()), place.count()
    ordinal = place.pick("ordinal")
    if ordinal is None:
        begin = periods.add_days(periods.shifted(last, name, -count), 1)
        return When(begin, last, "day" if begin == last else "period", whole.anchor)
    begin = periods.shifted(first, name, (ordinal.value - 1) * count)
    end = periods.add_days(periods.shifted(begin, name, count), -1)
    return _capped(place, begin, end, "day" if begin == end else "period", whole.anchor)


def _same(place: _Place) -> When:
    """`Tuesday morning`: the day."""
    return place.whens()[0]


def _night_of(place: _Place) -> When | None:
    """`the night of August 25`, `Sunday night`, `overnight into Sunday`."""
    named = place.all("day_date", "span_date") or place.all("night_date")
    when = named[0].when
    if when is None:
        return None
    return when._replace(kind="night") if (when.last - when.first).days <= 1 else None


def _from_clock(place: _Place) -> When:
    """`since 19:00 on Wednesday`: the night that begins then; other hours leave the day."""
    when = place.whens()[0]
    time, clock = place.pick("time"), place.pick("clock")
    hour = time.value if time else place.pick("day").value % 12 + (clock.value if clock else 0)  # type: ignore[union-attr]
    if place.tokens[0].role in ("time", "day") or hour < _EVENING:
        return when
    last = periods.add_days(when.first, 1)
    return When(when.first, max(when.first, min(last, place.today)), "night", when.anchor)


def _week(place: _Place) -> When:
    """`the week to November 10`, `the week of November 4`."""
    when = place.whens()[0]
    if place.pick("of", "from"):
        return When(when.first, periods.add_days(when.first, 6), "week", when.anchor)
    return When(periods.add_days(when.last, -6), when.last, "week", when.anchor)


def _join(place: _Place) -> When | None:
    """`from May to July`, `Thursday and into Friday`, `between January and June`."""
    left, right = place.whens()
    if left.anchor == "yearless" and right.anchor != "relative":
        left = _before(left, right)
    elif right.anchor == "yearless" and right.first < left.first:
        right = _moved(right, left.first.year + (right.last < left.first.replace(year=right.last.year)))
    elif right.last < left.first and left.anchor == "relative" and (left.first - right.last).days < 7:
        left = left._replace(first=periods.add_days(left.first, -7))
    if right.last < left.first:
        return None
    kind = "night" if left.kind == "night" else "period"
    return When(left.first, right.last, kind, right.anchor)


def _before(left: When, right: When) -> When:
    """`left` in the latest year in which it begins before `right`."""
    moved = _moved(left, right.first.year)
    return moved if moved.first <= right.first else _moved(left, max(right.first.year - 1, 1))


def _moved(when: When, year: int) -> When:
    shift = year - when.first.year
    last = min(max(when.last.year + shift, 1), 9999)
    return when._replace(
        first=periods.same_in_year(when.first, year), last=periods.same_in_year(when.last, last)
    )


def _pair(place: _Place) -> When | None:
    """`July and August`: both named periods of one kind."""
    left, right = place.whens()
    if left.kind != right.kind or left.kind not in ("month", "year", "quarter", "season"):
        return None
    return _join(place)


# Open periods and the war.


def _since(place: _Place) -> When | None:
    """`since January 1`, `since the beginning of the year`."""
    when = place.whens()[-1]
    return _until_today(place, when.first, when)


def _until_today(place: _Place, first: date, when: When) -> When | None:
    last = max(place.today, first) if place.today < _UNKNOWN else when.last
    return When(first, last, "since", when.anchor)


_UNKNOWN = date(9000, 1, 1)


def _until(place: _Place) -> When:
    """`by the end of August`, `as of Friday`."""
    when = place.whens()[0]
    last = _uncapped(when)[1] if when.kind in ("month", "year") else when.last
    return When(last, last, "until", when.anchor)


def _war(place: _Place) -> When | None:
    """`since Russia invaded`, `in three years of war`, `in war so far`."""
    start = _war_start()
    whens = [when for when in place.whens() if when.anchor == "fixed"]
    years = [date(t.value, 1, 1) for t in place.all("year")] + [when.first for when in whens]
    other = next((day for day in years if day.year != start.year), None)
    first = other or start
    return When(first, max(place.today, first), "since")


def _war_part(place: _Place) -> When:
    """`the first three months of the full-scale invasion`."""
    name, count = _name(place.unit()), place.count()
    first = periods.shifted(_war_start(), name, (place.pick("ordinal").value - 1) * count)  # type: ignore[union-attr]
    last = periods.add_days(periods.shifted(first, name, count), -1)
    return When(first, last, "day" if first == last else "period", "fixed")


@cache
def _war_start() -> date:
    start = read_lexicon("dates")["war"]["start"]
    return start if isinstance(start, date) else date.max


_MACROS = {
    "MONTH": "[month name_month]",
    "UNIT": "[day_unit hour_unit week_unit month_unit quarter_unit year_unit]",
    "DASH": "[dash hyphen]",
    "DATE": "[day_date span_date night_date]",
    "COUNT": "(?:article? few|article? couple of?|number|day|article)",
    "YEAR": "(?:comma? year|of? [last this next previous] year_unit)",
    "TIME": "(?:time|day clock)",
    "FILL": "[other the article of in part hyphen month_unit year_unit speech on ordinal]",
    "BREAK": "(?=[comma stop dash close sign]|$)",
}

_LEVELS = (
    (
        ("weekday publication|brand named_day|other hyphen (?:year|month)", _nothing),
        ("(?<=in) MONTH (?!comma? year|of? [last this next] year_unit|day comma year)", _month),
        ("(?:weekday [comma open]? the?)? MONTH day (?:DASH|to|and) day (?!UNIT) YEAR?", _days),
        ("(?:weekday [comma open]? the?)? day (?:DASH|to|and) day of? MONTH YEAR?", _days),
        ("(?:weekday [comma open]? the?)? (?:MONTH day|day of? MONTH) YEAR?", _days),
        ("MONTH of? YEAR", _month),
        ("[last this next] past? MONTH", _month),
        ("month", _month),
        ("(?<=[in since from between and to by part of on for as dash hyphen during]) name_month", _month),
        ("(?<=[in since from between to by for during year_unit]) year (?:(?:DASH|to|and) year|DASH day)?", _year),
        ("year DASH (?:year|day)", _year),
        ("(?<=of) year (?!other)|(?:(?<=[part half_unit] of)|(?<=part)|(?<=part hyphen)) year", _year),
        ("(?<=open) year (?=close)", _year),
        ("season of? year (?:DASH day)?|[last this next past] season|season YEAR", _season),
        ("(?<=[in on during]) the season (?!of)", _season),
        ("ordinal quarter_unit (?:of? year|(?!of))", _quarter),
        ("the? last night|overnight|(?<=[in during]) the night (?!of)", _night),
        ("the? day_unit before named_day", _named_day),
        ("named_day (?:time_of_day|night)?|this time_of_day", _named_day),
        ("the? [last this next past] weekend|(?<=[on in during]) the weekend", _weekend),
        ("the? same UNIT [last previous] year_unit", _relative),
        ("the [last past] COUNT? UNIT (?!of)|[last past] [number day few] UNIT (?!of)", _past),
        ("past [day_unit week_unit month_unit year_unit]", _past),
        ("the? next [number day few] UNIT", _coming),
        ("COUNT UNIT ago", _ago),
        ("COUNT UNIT (?:earlier|before BREAK)|the UNIT (?:earlier|before BREAK)", _relative),
        ("the? [previous same following] (?:UNIT|night)|the next (?:day_unit|night)", _relative),
        ("COUNT UNIT later BREAK", _relative),
        ("[last this next] [week_unit month_unit quarter_unit year_unit]", _unit),
        ("[last this next]? weekday (?:of? [last next] week_unit)?", _weekday),
        ("new year_unit (?:day_unit|eve)?|christmas (?:day_unit|eve)?", _holiday),
    ),
    (
        ("ordinal COUNT? UNIT of FILL{0,4} war", _war_part),
        ("ordinal (?:half_unit|quarter_unit|COUNT? UNIT) of (?:span_date|the UNIT)", _first_units),
        ("last COUNT? UNIT of (?:span_date|the UNIT)", _first_units),
        ("part hour_unit of DATE", _same),
        ("part (?:on|in|of|hyphen)? the? DATE", _part),
        ("part of the UNIT", _part),
        ("night_date [on to from of]? DATE|the? night of the? DATE|DATE (?:night|night_date)", _night_of),
        ("(?:[since from later] TIME (?:other other?)?|TIME) on? DATE", _from_clock),
        ("week_unit [to ending of from] DATE", _week),
        ("the? time_of_day of DATE|DATE time_of_day", _same),
    ),
    (
        ("(?:from|between)? DATE and? (?:to|DASH) DATE|between DATE and DATE", _join),
        ("DATE and DATE", _pair),
    ),
    (
        ("since FILL{0,8} (?:year FILL{0,3})? war (?:[other the to]{0,3} [in on] DATE)?", _war),
        ("[in on during] COUNT UNIT of FILL{0,3} war|war so far|so far in FILL{0,3} war", _war),
        ("[in on during] the? COUNT hyphen UNIT (?:hyphen old)? FILL{0,3} war", _war),
        ("during FILL{0,4} war", _war),
        ("since (?:other{1,5} [in on]?|the)? DATE", _since),
        ("[by to] the? DATE|as of the? DATE", _until),
    ),
)


@cache
def _letters() -> dict[str, str]:
    """Role → its letter in patterns."""
    named = {str(table["role"]) for table in read_lexicon("dates").values()}
    roles = sorted({*named, *_SPECIAL_ROLES, "stop", "number", *DATE_ROLES})
    return dict(zip(roles, _SYMBOLS, strict=False))


@cache
def _levels() -> tuple[tuple[re.Pattern[str], list[Callable[[_Place], When | None]]], ...]:
    """Each level's rules as one pattern, whose group names count the rules."""
    return tuple(
        (
            re.compile("|".join(f"(?P<r{i}>{_compiled(rule)})" for i, (rule, _) in enumerate(level))),
            [build for _, build in level],
        )
        for level in _LEVELS
    )


def _compiled(rule: str) -> str:
    """A rule as a pattern over letters."""
    for macro, meaning in _MACROS.items():
        rule = re.sub(rf"\b{macro}\b", meaning, rule)
    letters = _letters()
    rule = re.sub(r"[a-z_]{2,}", lambda found: re.escape(letters[found.group()]), rule)
    return rule.replace(" ", "")
