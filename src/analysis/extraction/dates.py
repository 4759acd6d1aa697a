"""Date mentions: words of time → first and last day, resolved against the publication date.

The words of a text become roles (month, weekday, since ...; lexicon/dates.toml), one letter each.
Rules are patterns over roles, tried level by level: "22 December" becomes a day, "the night of" a
day becomes a night, "since" a day becomes a period. date_rules.py holds the rules.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date
from functools import cache

from analysis.extraction.date_rules import Reference, Token, When, read
from analysis.extraction.lexicon import read_lexicon
from analysis.extraction.periods import day_in
from analysis.extraction.view import plain

_TOKEN = re.compile(
    r"(?P<iso>\d{4}-\d{2}-\d{2})(?![\d-])"  # 2025-02-12
    r"|(?P<numeric>\d{1,2}(?P<sign>[./])\d{1,2}(?P=sign)(?:20|19)?\d{2})(?![\d./])"  # 12.02.2025
    r"|(?P<time>\d{1,2}:\d{2})(?!\d)"  # 19:00
    r"|(?P<number>\d++(?:[.,]\d++)*+)(?:(?:st|nd|rd|th)?(?!\w))"
    r"|(?P<word>[ap]\.m\.?|[^\W\d_]++)(?:'s(?!\w))?"
    r"|(?P<mark>[^\s\w])"
    r"|\w++"
)
_MARKS = {",": "comma", "-": "hyphen", "–": "dash", "(": "open", ")": "close", ".": "stop"}
# A text without a word of these roles, and without a year, holds no date.
_TRIGGERS = frozenset(
    "weekday month name_month named_day season weekend night overnight war christmas time_of_day "
    "day_unit hour_unit week_unit month_unit quarter_unit year_unit".split()
)
_LONGEST_SHORT = 4
_SHORT_MONTHS = ("may", "june", "july")
_YEARS = range(1900, 2100)
_NEVER = date(9000, 6, 15)


@dataclass(frozen=True, slots=True)
class DateMention:
    """A stretch of text that names a day or a period.

    Attributes:
        start, end: Offsets in the text (plus the offset given).
        first, last: The resolved first and last day.
        kind: What the words name: "day"; "night" (`last` is the morning where two days are named,
            or the one day named); "week", "month", "quarter", "season", "year"; "period" (any other
            span); "since" (up to the publication day); "until" ("by", "until", "as of": both days
            are the last one); "relative_day" (counted from another date: "the day before").
    """

    start: int
    end: int
    first: date
    last: date
    kind: str


def find_dates(
    text: str,
    published: date | None,
    *,
    offset: int = 0,
    context: date | None = None,
) -> list[DateMention]:
    """Date mentions of `text` in order; none overlaps another.

    Args:
        text: A sentence, or any text.
        published: The publication day; without it only dates with a year are found.
        offset: Is added to all offsets: where the text begins in the article.
        context: The day that "the day before" or "a week earlier" count from where the text names
            none before; otherwise the publication day.

    >>> from datetime import date
    >>> [m.first.isoformat() for m in find_dates("It fell on Tuesday.", date(2025, 2, 12))]
    ['2025-02-11']
    """
    view = plain(text)
    if not _trigger().search(view):
        return []
    reference = Reference(published or _NEVER, context)
    return [
        DateMention(token.start + offset, token.end + offset, when.first, when.last, when.kind)
        for token in read(_tokens(text, view), reference)
        if (when := token.when) is not None and (published or when.anchor == "fixed")
    ]


def _tokens(text: str, view: str) -> list[Token]:
    """The text as tokens, each with its role."""
    words = _words()
    tokens: list[Token] = []
    for found in _TOKEN.finditer(view):
        kind = found.lastgroup
        if kind == "word":
            tokens.append(_word_token(text, found, words))
        elif kind == "mark":
            if found.group() == "." and _is_shortened(tokens, found.start(), view):
                continue
            tokens.append(Token(_MARKS.get(found.group(), "sign"), found.start(), found.end()))
        else:
            tokens.append(_number_token(found, kind))
    return tokens


def _word_token(text: str, found: re.Match[str], words: dict[str, tuple[str, int]]) -> Token:
    word = found["word"]
    role, value = words.get(word, ("other", 0))
    # The verbs "may" and "march" are no months.
    if role == "name_month" and not text[found.start()].isupper():
        role = "other"
    elif role == "month" and _is_short(word):
        role = "name_month"
    elif role.endswith("_unit"):
        value = word.endswith("s")
    return Token(role, found.start(), found.end("word"), value)


def _is_shortened(tokens: list[Token], stop: int, view: str) -> bool:
    """Whether the stop belongs to a shortened month ("Sept.")."""
    if not tokens or tokens[-1].end != stop or tokens[-1].role not in ("month", "name_month"):
        return False
    return _is_short(view[tokens[-1].start : stop])


def _is_short(month: str) -> bool:
    return len(month) <= _LONGEST_SHORT and month not in _SHORT_MONTHS


def _number_token(found: re.Match[str], kind: str | None) -> Token:
    """A number as a day of the month, a year, a time, a full date, or none of these."""
    start, end, text = found.start(), found.end(), found.group()
    role, value, when = "other", 0, None
    if kind == "time":
        role, value = "time", int(text.partition(":")[0])
    elif kind in ("iso", "numeric"):
        day = _full_date(text)
        if day:
            role, when = "day_date", When(day, day, "day", "fixed")
    elif kind == "number" and found["number"].isascii() and found["number"].isdigit():
        role, value = _role_of_number(found["number"])
    return Token(role, start, end, value, when)


def _role_of_number(digits: str) -> tuple[str, int]:
    value = int(digits) if len(digits) <= 4 else 0
    if len(digits) <= 2 and 1 <= value <= 31:
        return "day", value
    if value in _YEARS and len(digits) == 4:
        return "year", value
    return ("number", value) if 0 < value < 1000 else ("other", 0)


def _full_date(text: str) -> date | None:
    """`2025-02-12`, `12.02.2025`; `12/02/2025` only where it is the same in both orders."""
    parts = re.split("[-./]", text)
    if not text.isascii():
        return None
    if "-" in text:
        return day_in(int(parts[0]), int(parts[1]), int(parts[2]))
    day, month, year = map(int, parts)
    year += 2000 if year < 100 else 0
    if "/" in text and month > 12:
        day, month = month, day
    elif "/" in text and day <= 12 and day != month:
        return None
    if "." in text and len(parts[2]) == 2 and len(text) < 8:
        return None
    return day_in(year, month, day)


@cache
def _words() -> dict[str, tuple[str, int]]:
    """Word → its role and value."""
    found: dict[str, tuple[str, int]] = {}
    for table in read_lexicon("dates").values():
        values = table.get("values") or [table.get("value", 0)] * len(table["words"])
        for word, value in zip(table["words"], values, strict=True):
            found[word] = (str(table["role"]), value)
    return found


@cache
def _trigger() -> re.Pattern[str]:
    """Matches a text that may hold a date."""
    words = [word for word, (role, _) in _words().items() if role in _TRIGGERS]
    return re.compile(r"\b(?:" + "|".join(map(re.escape, words)) + r")\b|(?<!\d)(?:19|20)\d\d(?!\d)")
