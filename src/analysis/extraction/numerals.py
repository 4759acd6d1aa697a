"""Numbers in digits and in words, with their values: the first half of the number layer."""

from __future__ import annotations

import re
import unicodedata
from functools import cache
from typing import TYPE_CHECKING, Any

from analysis.errors import LexiconError
from analysis.extraction.lexicon import read_tables
from analysis.extraction.values import frozen, replace

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

# Blanks inside a phrase: a few spaces, or one line break; never a paragraph break.
GAP = r"(?:\ {1,3}|\ {0,2}\r?\n\ {0,8})"
_GAP = re.compile(f"(?:{GAP}|-)?")

# Longer runs of digits are codes, and float() of a long one is slow.
_MOST_DIGITS = 24
# What may stand before a number word; the blanks one by one, as `\s` takes twice as long.
_LEADING = re.escape(
    " \"'([{/,;:$\u20ac\u00a3\u2013-" + "".join(filter(str.isspace, map(chr, range(0x2030))))
)
_SEPARATORS = str.maketrans("", "", ", '")
_TEN, _HUNDRED = 10, 100


@frozen
class Numeral:
    """A number as written, without unit: `text[start:end]`.

    Attributes:
        value: the number; a share in percent (a fifth is 20).
        base: the value before its magnitude ("2 billion": 2).
        spelled: written in words, as far as it is no magnitude behind digits.
        share: a fraction, "two-thirds".
        letter: the magnitude's single letter ("100k").
        halved: "half a", which needs a magnitude or a unit to be a number.
    """

    value: float
    base: float
    start: int
    end: int
    spelled: bool = False
    share: bool = False
    halved: bool = False
    letter: str = ""

    @property
    def scaled(self) -> bool:
        """Whether a magnitude belongs to it."""
        return self.value != self.base


@cache
def read_words(file: str) -> dict[str, dict[str, Any]]:
    """Tables of a file of number words, by name.

    Raises:
        LexiconError: the file is no TOML, or a table holds something else than words and values.
    """
    tables = read_tables(file)
    for name, table in tables.items():
        check_words(f"lexicon/{file}.toml: [{name}]", table)
    return tables


def check_words(where: str, table: object) -> None:
    """Check one table: lists hold texts, values and factors are numbers.

    Raises:
        LexiconError: naming the file, the table and the key.
    """
    if not isinstance(table, dict):
        msg = f"{where} must be a table"
        raise LexiconError(msg)
    for key, entry in table.items():
        is_texts = isinstance(entry, list) and all(isinstance(t, str) and t for t in entry)
        is_values = isinstance(entry, dict) and all(map(_is_plain, entry.values()))
        if not (is_texts or is_values or _is_plain(entry)):
            msg = f"{where} {key} must be a text, a number, a list of texts or a table of them"
            raise LexiconError(msg)


def _is_plain(value: object) -> bool:
    return isinstance(value, int | float | str) and not isinstance(value, bool)


@cache
def word_list(table: str) -> frozenset[str]:
    """The words of a table of numbers.toml."""
    return frozenset(read_words("numbers")[table]["words"])


def _values(table: str) -> Mapping[str, float]:
    values: Mapping[str, float] = read_words("numbers")[table]["values"]
    return values


def trie(words: Iterable[str]) -> str:
    """A pattern that matches the longest of the words, branching letter by letter.

    >>> trie(["two", "twelve", "ten"])
    't(?:en|w(?:elve|o))'
    """
    heads: dict[str, set[str]] = {}
    for word in words:
        heads.setdefault(word[:1], set()).add(word[1:])
    ends = "" in heads
    branches = [_escape(head) + trie(tails) for head, tails in sorted(heads.items()) if head]
    if not branches:
        return ""
    inner = branches[0] if len(branches) == 1 and not ends else f"(?:{'|'.join(branches)})"
    return f"{inner}?" if ends else inner


def _escape(letter: str) -> str:
    return GAP if letter == " " else re.escape(letter)


@cache
def _digits() -> re.Pattern[str]:
    """Digits with separators and what is glued to them: "1,000", "1 000", "3.8", "60.8bn"."""
    letters = "|".join(_values("letters"))
    return re.compile(
        rf"""
        (?P<number>[0-9](?:
            [0-9]{{0,2}}(?:(?:,[0-9]{{2,3}}){{1,6}}+(?<=,[0-9]{{3}})|(?:[\ '][0-9]{{3}}){{1,6}}+)
            (?![0-9]|[\ -]?mm\b|[\ -]?millim)
            | [0-9]*+
        )(?:\.[0-9]++)?)(?P<part>[\u00bc\u00bd\u00be\u2150-\u215e])?
        (?:[/\u2044](?P<under>[1-9][0-9]{{0,2}})(?={GAP}of\b(?P<of_a>{GAP}an?\b)?))?
        (?:(?:{GAP}|-)?(?P<word>{trie(_values("abbreviations"))})\b|(?P<letter>{letters})\b)?
        """,
        re.VERBOSE,
    )


@cache
def _words() -> re.Pattern[str]:
    """A run of number words: "two hundred and six", "half a million", "two-thirds"."""
    table = _table()
    word = rf"{trie(table)}\b"
    return re.compile(
        rf"""
        [{_LEADING}]
        ({word}(?:(?:-|{GAP}(?:and{GAP})?){word})*+)
        (?P<half>(?:{GAP}|-)and(?:{GAP}|-)a(?:{GAP}|-)half\b(?:{GAP}(?P<scale>{trie(_values("scales"))})\b)?)?
        """,
        re.VERBOSE,
    )


@cache
def _table() -> dict[str, tuple[str, float]]:
    """Number word → its kind and its value."""
    table = {word: ("cardinal", float(value)) for word, value in _values("cardinals").items()}
    table |= {word: ("scale", float(value)) for word, value in _values("scales").items()}
    table |= {word: ("fraction", float(value)) for word, value in _values("fractions").items()}
    parts = {"half a": 0.5, "half an": 0.5, "quarter of a": 0.25, "quarter of an": 0.25}
    return table | {word: ("halved", value) for word, value in parts.items()}


@cache
def _token() -> re.Pattern[str]:
    return re.compile(rf"{trie(_table())}\b")


def find_numerals(view: str) -> list[Numeral]:
    """Every number in digits or words, in order, from a text's plain view.

    Dates, names and codes are still among them; what surrounds a number decides later.
    """
    spelled = list(_spelled(view))
    found: list[Numeral] = []
    i = 0
    for match in _digits().finditer(view):
        while i < len(spelled) and spelled[i].start < match.start():
            _append(found, spelled[i], view)
            i += 1
        numeral = _from_digits(match)
        if numeral is not None:
            found.append(numeral)
    for numeral in spelled[i:]:
        _append(found, numeral, view)
    return found


def _from_digits(match: re.Match[str]) -> Numeral | None:
    number, part, under, _, word, letter = match.groups()
    if len(number) > _MOST_DIGITS:
        return None
    base = float(number if number.isdigit() else number.translate(_SEPARATORS))
    if part:
        base += unicodedata.numeric(part)
    if under:
        return _fraction(match, base)
    value = base
    if word or letter:
        scale = _values("abbreviations")[word] if word else _values("letters")[letter]
        value = _product(base, scale)
    return Numeral(value, base, match.start(), match.end(), letter=letter or "")


def _product(number: float, scale: float) -> float:
    """64.6 times a billion without the noise of binary fractions."""
    return float(f"{number * scale:.12g}")


def _fraction(match: re.Match[str], over: float) -> Numeral:
    """A share (1/5 of Ukraine is 20 per cent) or a part of one unit (1/16 of a mile)."""
    value = over / float(match["under"])
    is_share = not match["of_a"]
    value = 100 * value if is_share else value
    return Numeral(value, value, match.start(), match.end("under"), share=is_share)


def _append(found: list[Numeral], numeral: Numeral, view: str) -> None:
    """Add a spelled number, or multiply the digits before it by it: "3.8 thousand"."""
    if _multiplies(numeral, view) and found and not found[-1].spelled:
        digits = found[-1]
        if _GAP.fullmatch(view, digits.end, numeral.start):
            value = _product(digits.value, numeral.value)
            found[-1] = replace(digits, value=value, end=numeral.end)
            return
    found.append(numeral)


def _multiplies(numeral: Numeral, view: str) -> bool:
    return (
        numeral.base == 1 and numeral.scaled and not view.startswith(("a ", "one"), numeral.start)
    )


def _spelled(view: str) -> Iterator[Numeral]:
    table = _table()
    # The pattern begins with the sign before a word, which the text's first word lacks.
    for match in _words().finditer("\n" + view):
        start, end = match.start(1) - 1, match.end(1) - 1
        kind, value = table.get(match[1], ("run", 0.0))
        if kind == "cardinal" and not match["half"]:
            yield Numeral(value, value, start, end, spelled=True)
            continue
        numerals = list(_read_run(view, start, end))
        if match["half"] and numerals and not numerals[-1].share:
            numerals[-1] = _with_half(numerals[-1], match["scale"], match.end("half") - 1)
        yield from numerals


def _with_half(numeral: Numeral, scale: str | None, end: int) -> Numeral:
    """The numeral with "and a half" and a magnitude behind that: "two and a half million"."""
    step = numeral.value / numeral.base if numeral.base else 1.0
    value = numeral.value + step / 2
    factor = _values("scales")[scale] if scale else 1.0
    return replace(numeral, value=value * factor, base=value / step, end=end)


def _read_run(view: str, start: int, end: int) -> Iterator[Numeral]:
    """The numbers of a run of number words: "five six thousand" are two."""
    table = _table()
    reader = _Reader(view)
    for match in _token().finditer(view, start, end):
        word = (*table[" ".join(match.group().split())], match.start(), match.end())
        if not reader.take(*word):
            yield from reader.finish()
            reader = _Reader(view)
            reader.take(*word)
    yield from reader.finish()


class _Reader:
    """Reads one number from number words; a word that does not fit begins the next one."""

    def __init__(self, view: str) -> None:
        self._view = view
        self._total = 0.0
        self._current = 0.0
        self._scale = float("inf")
        self._base: float | None = None
        self._start = -1
        self._end = -1
        self._share = False
        self._halved = False

    def take(self, kind: str, value: float, start: int, end: int) -> bool:
        """Add a word; False where it does not belong to this number."""
        fresh = self._start < 0
        joined = not fresh and "and" in self._view[self._end : start]
        step = {
            "cardinal": self._take_cardinal,
            "scale": self._take_scale,
            "fraction": self._take_fraction,
            "halved": self._take_half,
        }[kind]
        if self._share or not step(value, fresh=fresh, joined=joined):
            return False
        if fresh:
            self._start = self._with_article(start) if kind != "cardinal" else start
        self._end = end
        return True

    def finish(self) -> Iterator[Numeral]:
        """The number read, if any."""
        if self._start < 0:
            return
        value = self._total + self._current
        base = value if self._base is None else self._base
        yield Numeral(
            value,
            base,
            self._start,
            self._end,
            spelled=True,
            share=self._share,
            halved=self._halved,
        )

    def _with_article(self, start: int) -> int:
        """Where "a million" or "a fifth" begins: at the article."""
        before = self._view[max(0, start - 4) : start].rstrip()
        if before.endswith((" a", "\na", "(a", '"a', "-a")) or before == "a":
            return self._view.rindex("a", 0, start)
        return start

    def _take_cardinal(self, value: float, *, fresh: bool, joined: bool) -> bool:
        if self._halved:
            return False
        rest = self._current % _HUNDRED
        after_hundreds = rest == 0 and value > 0
        after_tens = rest > _TEN and rest % _TEN == 0 and 0 < value < _TEN and not joined
        if not (fresh or after_hundreds or after_tens):
            return False
        self._current += value
        return True

    def _take_scale(self, value: float, *, fresh: bool, joined: bool) -> bool:
        if joined or (not fresh and value >= self._scale):
            return False
        if value <= _HUNDRED:
            return self._take_small_scale(value, fresh=fresh)
        amount = self._current or (1.0 if fresh else 0.0)
        if not amount:
            return False
        if self._base != 1:
            self._base = amount if not self._total else None
        self._total += amount * value
        self._current, self._scale = 0.0, value
        self._halved = False
        return True

    def _take_small_scale(self, value: float, *, fresh: bool) -> bool:
        if not fresh and (not self._current or self._current >= _HUNDRED):
            return False
        amount = self._current or 1.0
        if fresh:
            self._base = 1.0
        self._current = amount * value
        self._halved = False
        return True

    def _take_fraction(self, value: float, *, fresh: bool, joined: bool) -> bool:
        count = self._current or (1.0 if fresh else 0.0)
        if joined or self._total or not 0 < count < value:
            return False
        self._current = _HUNDRED * count / value
        self._share = True
        return True

    def _take_half(self, value: float, *, fresh: bool, joined: bool) -> bool:
        if not fresh or joined:
            return False
        self._current = value
        self._halved = True
        return True
