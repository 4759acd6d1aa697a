"""The grammar of dates: rules over roles of words, tried level by level.

A text is a line of letters, one for each word's role. A rule is a pattern whose words are roles (or
macros, in capitals) and the reading of what it matches. A match becomes one letter, the role of a
date, which the rules of the next levels may use.
"""

from __future__ import annotations

import re
from functools import cache
from typing import TYPE_CHECKING, NamedTuple

from analysis.extraction import date_readings as one
from analysis.extraction import date_spans as span
from analysis.extraction.date_readings import Place, Token, When
from analysis.extraction.lexicon import read_lexicon

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence
    from datetime import date

DATE_ROLES = ("day_date", "night_date", "span_date")
"""Roles of the letters that stand for a date."""

# Letters and digits of Latin-1: none has a meaning in patterns, and sets of them stay quick.
_SYMBOLS = "".join(filter(str.isalnum, map(chr, range(256))))
# Roles that no word of the lexicon has.
_SHAPES = (
    *("other", "sign", "comma", "dash", "hyphen", "open", "close", "stop"),
    *("day", "number", "year", "time"),
)
_LOOK_BACK = 10

# A macro may use those below it.
_MACROS = {
    "BEGAN": "(?:[other the to]{0,3} [in on] DATE)",
    # "The summer offensive", but "over the summer Russia ...".
    "OFFENSIVE": "(?<![in over on during]) the season other",
    "MONTH": "(?:month|name_month stop?+)",
    "UNIT": "[day_unit hour_unit week_unit month_unit quarter_unit year_unit]",
    "PERIODS": "week_unit month_unit quarter_unit",
    "PERIOD": "[week_unit month_unit quarter_unit year_unit]",
    "DASH": "[dash hyphen]",
    "JOIN": "[dash hyphen to until and]",
    # Bounded, so that endless lists stay linear.
    "DAYS": "(?:(?:comma day){1,5})",
    "YEARS": "(?:(?:comma year){1,5})",
    "HALF": "(?:hyphen? and hyphen? article hyphen? half)",
    "DATE": "[day_date span_date night_date]",
    "MANY": "[number day few]",
    "COUNT": "(?:article? few|article? couple of?|number|day|article)",
    "YEAR": "(?:comma? year|of? [last this next previous] year_unit)",
    "FILL": "[other the article of in over on hyphen month_unit year_unit speech ordinal PART]",
    "PART": "part end_part",
    "PART_STARTS": "(?=[the ordinal last later part end_part night since from time time_of_day"
    " week_unit month_unit number day day_date span_date night_date])",
    # Small words and numbers begin one only where a word of time follows.
    "STARTS": "(?=[day_date mail weekday brand MONTHS year season NAMED]"
    "|[day number few POINT].{0,16}[TIMES])",
    "TIMES": "weekday MONTHS named_day season weekend christmas night overnight time_of_day war"
    " quarter_letter day_unit hour_unit week_unit month_unit quarter_unit year_unit year",
    "MONTHS": "month name_month",
    "POINT": "couple article the last past previous same that this next following ordinal new",
    "NAMED": "overnight named_day quarter_letter half_letter christmas",
    "BREAK": "(?=[comma stop dash close sign]|$)",
}

# Before a date that counts as one only after them.
_BEFORE_MONTH = (
    "(?<=[in since from between by last next this part of dash hyphen during for until to than"
    " over])"
)
_BEFORE_YEAR = "(?<=[in since between from until during year_unit fiscal])"

_Rules = tuple[tuple[str, "Callable[[Place], When | None]"], ...]

_SINGLE: _Rules = (
    ("weekday [publication mail]|mail on weekday|brand named_day", one.nothing),
    ("(?<=other hyphen) (?:year|month)|name_month hyphen article|OFFENSIVE", one.nothing),
    ("(?<=in) MONTH (?!YEAR|day comma? year)", one.month),
    (
        "(?:weekday [comma open]? the?)? MONTH day DAYS? comma? JOIN day (?!UNIT) YEAR?",
        one.days,
    ),
    ("(?:weekday [comma open]? the?)? day DAYS? JOIN day of? MONTH YEAR?", one.days),
    ("(?:weekday [comma open]? the?)? (?:MONTH day|day of? MONTH) YEAR?", one.days),
    ("(?:weekday [comma open]?)? day_date", span.same),
    ("name_month stop?+ (?=JOIN MONTH (?!day))", one.month),
    ("MONTH of? YEAR|[last this next] past? MONTH|month", one.month),
    (f"(?:{_BEFORE_MONTH}|(?<=[month name_month] [to until and comma])) name_month", one.month),
    ("name_month (?=was)", one.month),
    (f"{_BEFORE_YEAR} year (?:YEARS? comma? JOIN year|DASH day)?|year DASH [year day]", one.year),
    (
        "(?<=[of than over by to for]) year (?!other)|(?<=[part end_part half PERIODS] of) year",
        one.year,
    ),
    ("(?:(?<=part)|(?<=part hyphen)) year", one.year),
    ("(?<=open) year (?=close)|year (?=[as was fiscal])", one.year),
    ("season of? year (?:[dash hyphen sign] [day year])?|season YEAR", one.season),
    ("[last this next] past? season", one.season),
    ("(?<=[in over on during until by for from]) the season (?!of)", one.season),
    ("ordinal quarter_unit (?:of? year|(?!of))|quarter_letter day year?", one.quarter),
    ("half_letter day year", span.half),
    (
        "the? [last past] night (?!of)|overnight|(?<=[in over during]) the night (?![of from])",
        one.night,
    ),
    ("the day_unit before named_day", one.named_day),
    ("named_day (?:time_of_day|night)?|this time_of_day", one.named_day),
    ("the? [last this next past] weekend|(?<=[on in over during]) the weekend", one.weekend),
    ("the? same UNIT last year_unit", one.same_last_year),
    ("the [last past previous] COUNT UNIT (?!of)|[last past] MANY UNIT (?!of)", one.past),
    ("the? [last past] MANY night", one.nights),
    ("(?<=during) the? this day_unit", one.named_day),
    ("(?<=[in over during for]) the? [last past] (?:day_unit|hour_unit|PERIOD) (?!of)", one.past),
    ("past (?:day_unit|PERIOD)", one.past),
    ("the? next MANY UNIT", one.coming),
    ("COUNT HALF? UNIT ago", one.ago),
    (
        "COUNT UNIT (?:earlier|before BREAK|later BREAK)|the UNIT (?:earlier|before BREAK)",
        one.relative,
    ),
    (
        "the? [previous same that following] (?:UNIT|night) (?!of [this last year])",
        one.relative,
    ),
    (
        "the next (?:day_unit|night)",
        one.relative,
    ),
    ("[last this next] PERIOD (?!of [the year last MONTHS])", one.unit),
    ("[last this next]? weekday (?:of? [last next] week_unit)?", one.weekday),
    ("new year_unit (?:day_unit|eve)|christmas (?:day_unit|eve)", one.holiday),
    ("(?<=[on since in over until by]) (?:the? new year_unit|christmas) (?!other)", one.holiday),
)

_PARTS: _Rules = (
    ("the? ordinal COUNT? UNIT of FILL{0,4} war", span.war_part),
    (
        "the? ordinal (?:half|quarter_unit|COUNT? UNIT) of (?:span_date|the PERIOD)",
        span.first_units,
    ),
    ("the? [last final] COUNT? UNIT of (?:span_date|the PERIOD)", span.first_units),
    ("the? part hour_unit of DATE", span.same),
    ("part on? DATE (?:night|night_date)", span.night_of),
    ("part (?:on|in|of|hyphen)? the? DATE|the? end_part (?:of the?|hyphen) DATE", span.part),
    ("the? [part end_part] of [the this] (?:day_unit|PERIOD)", span.part),
    ("night_date [on to from of]? the? [day_date span_date]", span.night_of),
    ("the? night [of on from] the? DATE|DATE (?:night|night_date)", span.night_of),
    ("(?:[since from later] time (?:other other?)?|time) on? DATE", span.from_clock),
    ("week_unit [of from] DATE", span.week),
    ("[number day]? [week_unit month_unit] [to until ending] DATE", span.units_to),
    ("the? time_of_day of DATE|DATE time_of_day", span.same),
    ("later span_date", span.later),
)

_JOINS: _Rules = (
    ("(?:from|between)? DATE and? (?:to|until) the? same day_unit (?:of|in)? DATE", span.same_day),
    ("the? night (?:of|from|between) DATE (?:and? [to until]|and|DASH) DATE", span.night_joined),
    ("(?:from|between)? DATE and? (?:to|until|DASH) DATE|between DATE and DATE", span.join),
    ("DATE and DATE", span.pair),
)

_OPEN: _Rules = (
    (
        "since FILL{0,8} (?:year FILL{0,3}|span_date (?:other hyphen)? other?)? war BEGAN?",
        span.since_war,
    ),
    (
        "[in over during] COUNT HALF? UNIT of FILL{0,3} war|war so far|so far in FILL{0,3} war",
        span.war,
    ),
    ("[in over during] the? COUNT hyphen UNIT (?:hyphen old)? other{0,2} war", span.war),
    ("during FILL{0,4} war", span.war),
    ("COUNT [month_unit year_unit] to FILL{0,4} war", span.into_war),
    ("(?:before|prior to) FILL{0,6} war BEGAN?", span.before_war),
    (
        "since (?:[other the article of to hyphen in PART]{1,10} [in on]|other{1,5}|the)? DATE",
        span.since,
    ),
    ("[by until] the? DATE|as of the? DATE", span.until),
)


TRIGGERS = frozenset(
    {
        *("weekday", "month", "name_month", "named_day", "season", "weekend", "christmas"),
        *("night", "overnight", "time_of_day", "war", "quarter_letter", "day_unit", "hour_unit"),
        *("week_unit", "month_unit", "quarter_unit", "year_unit"),
    }
)
"""A text without a word of these roles, without a year and without a full date holds no date."""

# With each level's rules: sets of roles, of each of which a text must hold one, and what every
# match begins with.
_LEVELS: tuple[tuple[_Rules, tuple[frozenset[str], ...], str], ...] = (
    (_SINGLE, (TRIGGERS | {"year", "day_date"},), "STARTS"),
    (
        _PARTS,
        (
            frozenset({"part", "end_part", "night", "night_date", "time", "time_of_day"})
            | {"week_unit", "month_unit", "ordinal", "last", "final", "later"},
        ),
        "PART_STARTS",
    ),
    (_JOINS, (frozenset({"to", "until", "dash", "hyphen", "and"}), frozenset(DATE_ROLES)), ""),
    (
        _OPEN,
        (
            frozenset({"since", "war", "by", "until", "as"}),
            frozenset({"war", *DATE_ROLES}),
        ),
        "",
    ),
)


class Cell(NamedTuple):
    """A stretch of words that was read as a date: indices of its first and last word."""

    first: int
    last: int
    when: When


class Reader(NamedTuple):
    """How to read a text.

    Attributes:
        token_of: Gives the token of a role letter and the index of a word.
        today: The publication day.
        context: The day that relative words count from, where one is known.
    """

    token_of: Callable[[str, int], Token]
    today: date
    context: date | None


class _Level(NamedTuple):
    """Rules that are tried together: one pattern, whose groups count their readings."""

    pattern: re.Pattern[str]
    readings: Sequence[Callable[[Place], When | None]]
    needs: Sequence[re.Pattern[str]]

    def may_match(self, line: str) -> bool:
        """Whether a line may hold a match."""
        for needed in self.needs:  # noqa: SIM110 - `all` costs more than a search
            if needed.search(line) is None:
                return False
        return True


def read(line: str, reader: Reader) -> list[Cell]:
    """The dates of a line of letters, in order."""
    cells: Sequence[int | Cell] = range(len(line))
    for level in _levels():
        if level.may_match(line):
            line, cells = _reduced(line, cells, level, reader)
    if isinstance(cells, range):
        return []
    return [cell for cell in cells if isinstance(cell, Cell)]


def _reduced(
    line: str, cells: Sequence[int | Cell], level: _Level, reader: Reader
) -> tuple[str, Sequence[int | Cell]]:
    """The line and its cells, with each match of the level's rules made one."""
    letters = letter_of_role()
    reduced: list[str] = []
    kept: list[int | Cell] = []
    at, context, period = 0, reader.context, None
    for found in level.pattern.finditer(line):
        first, last = found.span()
        tokens = [_token(line[i], cells[i], reader) for i in range(first, last)]
        place = Place(tokens, reader.today, context, *_outlook(line, first), period)
        when = level.readings[(found.lastindex or 1) - 1](place)
        if when is None:
            continue
        context = when.last if when.kind in ("day", "night") else context
        period = when if when.kind in ("month", "year") else period
        reduced += (line[at:first], letters[_role(when)])
        kept += cells[at:first]
        kept.append(Cell(_first(cells[first]), _last(cells[last - 1]), when))
        at = last
    return ("".join(reduced) + line[at:], [*kept, *cells[at:]]) if at else (line, cells)


def _token(letter: str, cell: int | Cell, reader: Reader) -> Token:
    if isinstance(cell, int):
        return reader.token_of(letter, cell)
    return Token(role_of_letter()[letter], 0, cell.when)


def _first(cell: int | Cell) -> int:
    return cell if isinstance(cell, int) else cell.first


def _last(cell: int | Cell) -> int:
    return cell if isinstance(cell, int) else cell.last


def _role(when: When) -> str:
    if when.kind == "night":
        return "night_date"
    return "day_date" if when.first == when.last and when.kind != "until" else "span_date"


def _outlook(line: str, first: int) -> tuple[bool, bool]:
    """Whether the words before a date say that it is to come, and whether it is a limit."""
    letters, leading = letter_of_role(), _leading()
    i = first - 1
    while i >= 0 and line[i] in leading:
        i -= 1
    before = line[i] if i >= 0 else ""
    window = line[max(0, first - _LOOK_BACK) : first]
    barrier = max(window.rfind(letters["speech"]), window.rfind(letters["stop"]))
    ahead = before == letters["for"] or window.rfind(letters["future"]) > barrier
    return ahead, before in (letters["by"], letters["until"], letters["before"])


@cache
def _leading() -> frozenset[str]:
    """Letters that may stand between "by" and its date ("by the end of August")."""
    letters = letter_of_role()
    roles = (
        "the",
        "of",
        "on",
        "in",
        "hyphen",
        "year_unit",
        "fiscal",
        "part",
        "end_part",
        "ordinal",
        "half",
    )
    return frozenset(letters[role] for role in roles)


@cache
def letter_of_role() -> dict[str, str]:
    """Role → its letter in lines and patterns."""
    named = {str(table["role"]) for table in read_lexicon("dates").values()}
    roles = sorted({*named, *_SHAPES, *DATE_ROLES})
    return dict(zip(roles, _SYMBOLS[: len(roles)], strict=True))


@cache
def role_of_letter() -> dict[str, str]:
    """The letters' roles."""
    return {letter: role for role, letter in letter_of_role().items()}


@cache
def _levels() -> tuple[_Level, ...]:
    letters = letter_of_role()
    return tuple(
        _Level(
            re.compile(
                _compiled(before)
                + "(?:"
                + "|".join(f"({_compiled(rule)})" for rule, _ in rules)
                + ")"
            ),
            [reading for _, reading in rules],
            [re.compile(f"[{''.join(letters[role] for role in roles)}]") for roles in needs],
        )
        for rules, needs, before in _LEVELS
    )


def _compiled(rule: str) -> str:
    """A rule as a pattern over letters."""
    for macro, meaning in _MACROS.items():
        rule = re.sub(rf"\b{macro}\b", meaning, rule)
    letters = letter_of_role()
    rule = re.sub(r"[a-z_]{2,}", lambda found: re.escape(letters[found.group()]), rule)
    return rule.replace(" ", "")
