"""Lines that belong to a web page and not to its article; the words stand in boilerplate.toml."""

from __future__ import annotations

import re
import tomllib
from collections import defaultdict
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Mapping

_LONGEST = 300
_KEY = 4  # letters; most lines of an article can be told from boilerplate by their first ones
_OPENING = " \t*_#>[(|•·►▶→»-–—"
_CLOSING = " \t*_])|»→>←…"
_STOPS = '.!?…"”'
_SENTENCE = re.compile(r"[.!?…][\"'”’»)\]*_]*$")
_TIMES = re.compile(
    r"""
      \b (?:jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec) [a-z]* \.? \s \d{1,2} \b  # Dec. 29
      (?: ,? \s \d{4} \b )?
    | \b \d{1,2} \s (?:jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec) [a-z]* \b      # 29 Dec
    | \b \d{4}-\d\d-\d\d \b
    | (?<![\d.,]) (?:19|20) \d\d (?! [\d%] | [.,]\d )
    | \b \d{1,2} : \d\d \b
    """,
    re.VERBOSE | re.IGNORECASE,
)
_WORD = re.compile(r"[a-z]+")


@dataclass(frozen=True, slots=True)
class _Pattern:
    """A pattern for lines, tried where the text holds one of its triggers."""

    triggers: tuple[str, ...]
    search: re.Pattern[str]
    numbers_stay: bool


@dataclass(frozen=True, slots=True)
class _Boilerplate:
    """The words of boilerplate.toml.

    Attributes:
        lines: whole lines, in lower case.
        begins: the first letters of beginnings → the beginnings, each with its `numbers_stay`.
        openers: the first letters of whole lines and beginnings.
        patterns: patterns for parts of lines.
    """

    lines: frozenset[str]
    begins: Mapping[str, tuple[tuple[str, bool], ...]]
    openers: frozenset[str]
    patterns: tuple[_Pattern, ...]


def drop_boilerplate(text: str) -> str:
    r"""The text without the lines that belong to its page, and without the gaps that they leave.

    A sentence that holds a number stays, and so does a caption that does, dates and times aside.
    So does a line of a wrapped paragraph: one that goes on in lower case in the next, or that
    begins so right below another; and so does a text of nothing else.

    Args:
        text: its lines ended by line feeds.

    Returns:
        The text, the same object where there is no such line.

    >>> drop_boilerplate("Two maps\n\nAdvertisement\n\nShare post:\n\nIt fell.")
    'Two maps\n\nIt fell.'
    """
    lines = text.split("\n")
    openers = _boilerplate().openers
    suspects = [
        at
        for at, line in enumerate(lines)
        if line
        and (line[-1] not in _STOPS or line[:_KEY].lower() in openers or line[0] in _OPENING)
    ]
    dropped = {at for at in suspects if not _is_wrapped(lines, at) and is_boilerplate(lines[at])}
    left = _without(lines, dropped) if dropped else text
    return left if left.strip() else text


def is_boilerplate(line: str) -> bool:
    """Whether a line, taken alone, belongs to the page.

    >>> is_boilerplate("Read more"), is_boilerplate("Read more than 12 reports.")
    (True, False)
    """
    if len(line) > _LONGEST:
        return False
    plain = line.lstrip(_OPENING).rstrip(_CLOSING).lower()
    if plain in _boilerplate().lines:
        return True
    numbers_stay = _numbers_stay(line, plain)
    if numbers_stay is None:
        return False
    stays = numbers_stay or _SENTENCE.search(line.rstrip())
    return not (stays and _holds_number(plain))


def _numbers_stay(line: str, plain: str) -> bool | None:
    """Whether any number keeps a line, or (False) only a sentence; None: it is of the article."""
    words = _boilerplate()
    for beginning, numbers_stay in words.begins.get(plain[:_KEY], ()):
        if plain.startswith(beginning):
            return numbers_stay
    for pattern in words.patterns:
        if any(map(plain.__contains__, pattern.triggers)) and pattern.search.search(line.strip()):
            return pattern.numbers_stay
    return None


def _holds_number(plain: str) -> bool:
    """Whether a line in lower case holds a number that is no date, year or time."""
    rest = _TIMES.sub(" ", plain)
    return any(map(str.isdigit, rest)) or not _number_words().isdisjoint(_WORD.findall(rest))


def _is_wrapped(lines: list[str], at: int) -> bool:
    """Whether a line is a part of a paragraph that is broken into lines."""
    if at + 1 < len(lines) and lines[at + 1][:1].islower():
        return True
    return at > 0 and lines[at][:1].islower() and bool(lines[at - 1].strip())


def _without(lines: list[str], dropped: set[int]) -> str:
    """The lines that are left; of the blank lines around a dropped one, one stays."""
    kept: list[str] = []
    gap = False
    for at, line in enumerate(lines):
        if at in dropped:
            gap = True
            continue
        if gap and not line.strip() and kept and not kept[-1].strip():
            continue
        gap = gap and not line.strip()
        kept.append(line)
    return "\n".join(kept)


@cache
def _boilerplate() -> _Boilerplate:
    tables = read_boilerplate().values()
    lines = {str(line) for table in tables for line in table.get("lines", ())}
    begins: dict[str, list[tuple[str, bool]]] = defaultdict(list)
    for table in tables:
        for beginning in table.get("begins", ()):
            begins[beginning[:_KEY]].append((beginning, _stay(table)))
    patterns = tuple(
        _Pattern(tuple(table["triggers"]), _either(table["patterns"]), _stay(table))
        for table in tables
        if "patterns" in table
    )
    return _Boilerplate(
        frozenset(lines),
        {key: tuple(found) for key, found in begins.items()},
        frozenset({line[:_KEY] for line in lines} | begins.keys()),
        patterns,
    )


def _either(patterns: list[str]) -> re.Pattern[str]:
    return re.compile("|".join(f"(?:{one})" for one in patterns), re.IGNORECASE)


def _stay(table: Mapping[str, Any]) -> bool:
    return bool(table.get("numbers") == "stay")


@cache
def read_boilerplate() -> dict[str, dict[str, Any]]:
    """The entries of boilerplate.toml by name; the file's head tells their keys."""
    path = files("analysis").joinpath("boilerplate.toml")
    return tomllib.loads(path.read_text(encoding="utf-8"))


@cache
def _number_words() -> frozenset[str]:
    from analysis.extraction.numerals import read_words

    tables = read_words("numbers").values()
    return frozenset(word for table in tables for word in table.get("values", ()) if len(word) > 2)  # noqa: PLR2004 - "k", "bn" stand behind digits
