"""Date mentions: words of time → first and last day, resolved against the publication date.

Each word of a text has a role (month, weekday, since ...; lexicon/dates.toml), written as one
letter. date_rules.py reads dates from that line of letters: "22 December" becomes a day, "the night
of" a day a night, "since" a day a period.
"""

from __future__ import annotations

import re
from functools import cache
from typing import TYPE_CHECKING, Any, cast

from analysis.extraction.date_readings import Token, When
from analysis.extraction.date_rules import TRIGGERS, Reader, letter_of_role, read, role_of_letter
from analysis.extraction.date_spans import NEVER
from analysis.extraction.lexicon import read_lexicon
from analysis.extraction.periods import day_in
from analysis.extraction.values import frozen
from analysis.extraction.view import plain

if TYPE_CHECKING:
    from collections.abc import Iterator
    from datetime import date

    from analysis.extraction.date_rules import Cell

_MARKS = {
    ",": "comma",
    "-": "hyphen",
    "- ": "dash",
    "–": "dash",
    "(": "open",
    ")": "close",
    ".": "stop",
}
_VERBS = ("may", "march")
_LONGEST_SHORT = 4
_SHAPES = (
    ("day", re.compile(r"(?:0?[1-9]|[12]\d|3[01])(?:st|nd|rd|th)?")),
    ("year", re.compile(r"(?:19|20)\d\d")),
    ("number", re.compile(r"[1-9]\d{0,2}")),
    ("time", re.compile(r"(?:[01]?\d|2[0-4])(?::\d\d|(?::\d\d)? ?[ap]\.?m\.?)")),
    ("day_date", re.compile(r"\d+([-./])\d+\1\d+")),
)
# A year, or a full date; with its first digit apart, most texts are passed over quickly.
_YEAR = re.compile(r"\d(?:(?<=1)9[\d./-]|(?<=2)0[\d./-]|\.\d\d\.\d\d)")
_DIGITS = re.compile(r"\d+")
_LAST_MONTH = 12
_CENTURY, _SHORT_YEAR = 2000, 100


@frozen
class DateMention:
    """A stretch of text that names a day or a period.

    Attributes:
        start, end: Offsets in the text (plus the offset given).
        first, last: The resolved first and last day.
        kind: What the words name: "day"; "night" (where two days are named, the evening's and the
            morning's; else the day named, and the publication day for "overnight"); "week",
            "month", "quarter", "season", "year"; "period" (any other span); "since" (up to the
            publication day); "until" ("by", "until", "as of": both days are the last one); "war"
            (a mention of the war as a time, from its start to the publication day);
            "relative_day" (counted from another date: "the day before").
            Periods that hold the publication day end on it, unless the words look ahead.
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
    view: str | None = None,
) -> list[DateMention]:
    """Date mentions of `text` in order; none overlaps another.

    Args:
        text: A sentence, or any text.
        published: The publication day; without it only dates with a year are found.
        offset: Is added to all offsets: where the text begins in the article.
        context: The day that "the day before" or "a week earlier" count from where the text names
            none before; otherwise the publication day.
        view: The text's plain view, where the caller has it.

    >>> from datetime import date
    >>> [m.first.isoformat() for m in find_dates("It fell on Tuesday.", date(2025, 2, 12))]
    ['2025-02-11']
    """
    view = plain(text) if view is None else view
    tokens = _token_pattern().findall(view)
    line = _without_verbs(_line_of(tokens), tokens, text, view)
    reader = Reader(lambda letter, i: _token(letter, tokens[i]), published or NEVER, context)
    cells = read(line, reader)
    if published is None:
        cells = [cell for cell in cells if cell.when.anchor == "fixed"]
    return list(_mentions(cells, tokens, view, offset)) if cells else []


def may_hold_date(view: str, words: set[str]) -> bool:
    """Whether a plain view, of which these are the bare words, can hold a date; most cannot."""
    return not _triggers().isdisjoint(words) or _YEAR.search(view) is not None


def _mentions(cells: list[Cell], words: list[str], view: str, offset: int) -> Iterator[DateMention]:
    """The cells with the offsets of their words, which follow one another in the view."""
    at = done = 0
    for first, last, when in cells:
        for word in words[done:first]:
            at = view.index(word, at) + len(word)
        start = view.index(words[first], at)
        for word in words[first : last + 1]:
            at = view.index(word, at) + len(word)
        done = last + 1
        end = at - 2 if view.endswith("'s", start, at) else at
        end -= view.endswith(".", start, end)
        yield DateMention(start + offset, end + offset, when.first, when.last, when.kind)


def _without_verbs(line: str, words: list[str], text: str, view: str) -> str:
    """The line, where "may" and "march" in lower case are no months."""
    if "may" not in words and "march" not in words:
        return line
    other = letter_of_role()["other"]
    spans = _token_pattern().finditer(view)
    return "".join(
        other if word in _VERBS and text[found.start()].islower() else letter
        for letter, word, found in zip(line, words, spans, strict=True)
    )


def _token(letter: str, word: str) -> Token:
    """The token of a word with this letter."""
    role = role_of_letter()[letter]
    if word[0].isdigit():
        return _number(role, word)
    word = word.removesuffix("'s")
    if role.endswith("_unit"):
        return Token(role, int(word.endswith("s")))
    return Token(role, _words().get(word, ("", 0))[1])


def _number(role: str, word: str) -> Token:
    if role == "day_date":
        day = _full_date(word)
        return Token(role, 0, When(day, day, "day", "fixed") if day else None)
    digits = _DIGITS.match(word)
    value = int(digits.group()[:4]) if digits else 0
    if role == "time" and "p" in word:
        value = value % 12 + 12
    return Token(role, value)


def _line_of(words: list[str]) -> str:
    """The letters of the words' roles; most words that the lexicon does not list are letters."""
    known, other = _roles(), letter_of_role()["other"]
    return "".join(
        [known.get(word) or (other if word.isalpha() else _by_shape(word)) for word in words]
    )


def _by_shape(word: str) -> str:
    """The letter of a number or sign that the lexicon does not list."""
    letters = letter_of_role()
    if word[0].isdigit():
        return letters[_role_of_number(word)]
    return letters["other" if word[0].isalnum() or word[0] == "_" else "sign"]


def _role_of_number(word: str) -> str:
    if not word.isascii():
        return "other"
    for role, shape in _SHAPES:
        if shape.fullmatch(word):
            return role if role != "day_date" or _full_date(word) else "other"
    return "other"


def _full_date(word: str) -> date | None:
    """`2025-02-12`, `12.02.2025`; `12/02/2025` only where no other order gives a day."""
    numbers = [int(part) for part in re.split("[-./]", word)]
    if word[4:5] == "-":
        return day_in(*numbers)
    day, month, year = numbers
    year += _CENTURY if year < _SHORT_YEAR else 0
    if "." not in word and month > _LAST_MONTH:
        day, month = month, day
    elif "." not in word and day <= _LAST_MONTH and day != month:
        return None
    return day_in(year, month, day)


@cache
def _words() -> dict[str, tuple[str, int]]:
    """Word → its role and value; short months may be names ("Jan")."""
    found: dict[str, tuple[str, int]] = {}
    for table in cast("dict[str, dict[str, Any]]", read_lexicon("dates")).values():
        words: list[str] = table["words"]
        values = table.get("values") or [table.get("value", 0)] * len(words)
        for word, value in zip(words, values, strict=True):
            short = table["role"] == "month" and _is_short(word)
            found[word] = ("name_month" if short else table["role"], value)
    return found


def _is_short(month: str) -> bool:
    return len(month) <= _LONGEST_SHORT and month not in ("may", "june", "july")


@cache
def _roles() -> dict[str, str]:
    """Word → its role's letter."""
    letters = letter_of_role()
    listed = {word: letters[role] for word, (role, _) in _words().items()}
    owned = {word + "'s": letter for word, letter in listed.items()}
    marks = {mark: letters[role] for mark, role in _MARKS.items()}
    return {**owned, **listed, **marks}


@cache
def _triggers() -> frozenset[str]:
    """The words of which a text with a date holds one, or else a year."""
    return frozenset(word for word, (role, _) in _words().items() if role in TRIGGERS)


@cache
def _token_pattern() -> re.Pattern[str]:
    """Words, numbers, times, full dates and single signs; groups would slow findall."""
    return re.compile(
        r"[^\W\d_]++(?:'s\b)?|- |[^\s\w\u200b-\u200f\u2060\ufeff]|(?=\d)(?:"
        r"\d{4}-\d{2}-\d{2}(?![\d-])"  # 2025-02-12
        r"|\d{1,2}/\d{1,2}/(?:20|19)\d{2}(?![\d/])"  # 12/02/2025
        r"|\d{2}-\d{2}-(?:20|19)\d{2}(?![\d-])"
        r"|\d{1,2}\.\d{1,2}\.(?:20|19)\d{2}(?![\d.])|\d{2}\.\d{2}\.\d{2}(?![\d.])"  # 12.02.2025
        r"|\d{1,2}(?::\d{2})? ?[ap]\.?m\b\.?|\d{1,2}:\d{2}(?!\d)"  # 7:30 p.m., 19:00
        r"|\d++(?:[.,]\d++)*+(?:(?:st|nd|rd|th)\b)?(?!\w)"
        r")|\w++"
    )
