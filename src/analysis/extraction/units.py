"""The unit beside a number: currencies before and after it, areas, shares, other measures."""

from __future__ import annotations

import re
from functools import cache
from typing import TYPE_CHECKING

from analysis.extraction.numerals import GAP, read_words, trie, word_list
from analysis.extraction.values import frozen, replace

if TYPE_CHECKING:
    from collections.abc import Mapping

    from analysis.extraction.numerals import Numeral

# The longest currency before a number ("new zealand $") and the blank behind it.
_SIGN_REACH = 12
_LONGEST_CODE = 3
# "5 won" are games, "3 million won" are money.
_LEAST_MONEY = 1e6
# How far before a crown the country whose it is may be named.
_CONTEXT = 2000
_NEXT_WORD = re.compile(rf"(?:{GAP}|-)?([^\W\d_][\w.'\u2044]*)")
# "$52 a barrel", "5% per year", but not "72 percent a year earlier".
_RATE = re.compile(
    r"(?:[ -](?:an?|per)[ -]|/)(\w+(?: (?:foot|feet|metre|meter|hour)\b)?)"
    r"(?! (?:earlier|ago|before|later|after)\b)"
)


@frozen
class Unit:
    """A unit as written.

    Attributes:
        name: its name in the figures table.
        kind: units of one kind measure the same thing.
        factor: one of it in the named unit.
        needs_magnitude: a unit only behind "million" or the like.
        bare_dollar: a dollar that names no country.
        per: what a price or a rate is for: "$52 a barrel".
        near: countries' stems and the currency that it is where one of them is named before.
    """

    name: str
    kind: str
    factor: float = 1.0
    needs_magnitude: bool = False
    bare_dollar: bool = False
    per: str = ""
    near: tuple[tuple[str, str], ...] = ()


COUNT = Unit("count", "count")
PERCENT = Unit("percent", "share")
YEAR = Unit("year", "time")
_METRE = Unit("metre", "length")
_TONNE = Unit("tonne", "weight")
_POUND = Unit("pound", "weight")


@cache
def _units(side: str) -> Mapping[str, Unit]:
    """Word or phrase → unit, as written on one side of a number."""
    units: dict[str, Unit] = {}
    for name, table in read_words("units").items():
        unit = Unit(
            name=table["unit"],
            kind=table["kind"],
            factor=float(table.get("factor", 1)),
            bare_dollar=name == "dollar",
            near=tuple(table.get("near", {}).items()),
        )
        if side == "after":
            late = replace(unit, needs_magnitude=True)
            units |= dict.fromkeys(table.get("after_magnitude", ()), late)
        units |= {word: unit for word in table.get(side, ()) if word not in units}
    return units


@cache
def _after() -> re.Pattern[str]:
    return re.compile(rf"(?:{GAP}|-)?({trie(_units('after'))})(?!\w)")


@cache
def _between() -> re.Pattern[str]:
    """What may stand before the unit: "two more square kilometres", "400-plus sq km"."""
    return re.compile(rf"(?:{GAP}(?:more|further|additional|extra|or so|or more)|-(?:plus|odd)|\+)")


@cache
def _before() -> re.Pattern[str]:
    return re.compile(rf"(?<![\w$])({trie(_units('before'))})\ ?\Z")


@cache
def _before_words() -> frozenset[str]:
    """The last words of what is written before a number."""
    return frozenset(phrase.split()[-1] for phrase in _units("before"))


@cache
def _before_ends() -> frozenset[str]:
    """The last letters of what is written before a number."""
    return frozenset(word[-1] for word in _units("before"))


def read_measure(text: str, view: str, numeral: Numeral) -> tuple[Numeral, int, int, Unit | None]:
    """The number with the unit that is written before or after it.

    Returns:
        The number as the unit makes it read, where the phrase begins and ends, and the unit.
    """
    start, unit = _read_before(text, view, numeral.start)
    if unit is None:
        end, unit, numeral = _read_after(text, view, numeral)
    else:
        end, unit, numeral = _read_behind_sign(text, view, numeral, unit)
    if unit is not None and unit.kind in ("money", "share"):
        unit = _with_rate(view, end, unit, scaled=numeral.scaled)
    return numeral, start, end, unit


def unit_at(view: str, end: int) -> tuple[int, Unit]:
    """The unit behind a phrase that ends at `end`, "of" between or not, and where it ends."""
    of = end + 3 if view.startswith(" of ", end) else end
    match = _after().match(view, of)
    return (match.end(), _units("after")[_folded(match[1])]) if match else (end, COUNT)


@cache
def currency_called(word: str) -> str | None:
    """The currency that a word names by itself: "euros"; None for any other word."""
    unit = _units("after").get(word)
    return unit.name if unit is not None and unit.kind == "money" else None


def next_word(view: str, end: int) -> str:
    """The word right behind an offset, "" where there is none."""
    match = _NEXT_WORD.match(view, end)
    return match[1] if match else ""


def _folded(phrase: str) -> str:
    return " ".join(phrase.split())


def _read_before(text: str, view: str, start: int) -> tuple[int, Unit | None]:
    """The currency before a number, and where the phrase begins."""
    word = view[max(0, start - _SIGN_REACH) : start].rstrip(" ").rpartition(" ")[2]
    if word.isalpha() and word not in _before_words():
        return start, None  # most numbers, quickly
    last = view[start - 1 : start] if start else ""
    if last == " ":
        last = view[start - 2 : start - 1]
    if not last or last not in _before_ends():
        return start, None
    match = _before().search(view, max(0, start - _SIGN_REACH), start)
    if match and _is_code(text[match.start(1) : match.end(1)]):
        return match.start(), _units("before")[match[1]]
    sign = _units("before").get(last)
    return (view.rindex(last, 0, start), sign) if sign else (start, None)


def _is_code(word: str) -> bool:
    """Whether a currency's letters are written so: US$ and Nkr, not "gave us $5"."""
    is_glued = not word.isalpha() and " " not in word
    is_long = word.isalpha() and len(word) > _LONGEST_CODE
    return is_glued or is_long or word[0].isupper()


def _read_after(text: str, view: str, numeral: Numeral) -> tuple[int, Unit | None, Numeral]:
    """The unit behind a number, where the phrase ends, and the number read by that unit."""
    match = _after().match(view, numeral.end)
    if match is None and (between := _between().match(view, numeral.end)):
        match = _after().match(view, between.end())
    if match is None:
        return _read_letter(text, view, numeral)
    unit = _units("after")[_folded(match[1])]
    if unit.needs_magnitude and numeral.value < _LEAST_MONEY:
        # "134,000 pounds of flour" weigh; "3 won" are games.
        is_weight = match[1] == "pounds"
        return (match.end(), _POUND, numeral) if is_weight else (numeral.end, None, numeral)
    if not _is_unit_word(text[match.start(1) : match.end(1)], unit, match.start(1) - numeral.end):
        return numeral.end, None, numeral
    return match.end(), _by_context(view, unit, match.start()) if unit.near else unit, numeral


def _is_unit_word(word: str, unit: Unit, gap: int) -> bool:
    """Whether a short word is a unit: "5g" and "5 EUR", not "5G", "5 g" or "5 Sek"."""
    if word in word_list("no_units") or (gap and len(word) == 1 and word.isalpha()):
        return False
    is_code = unit.kind == "money" and word.lower() == unit.name.lower()
    return not is_code or word.isupper()


def _by_context(view: str, unit: Unit, at: int) -> Unit:
    """Crowns and kroner are of the country named last before them."""
    low = max(0, at - _CONTEXT)
    named = ((view.rfind(stem, low, at), code) for stem, code in unit.near)
    place, code = max(named, default=(-1, ""))
    return replace(unit, name=code) if place >= 0 else unit


def _read_letter(text: str, view: str, numeral: Numeral) -> tuple[int, Unit | None, Numeral]:
    """A letter behind a number that is no unit of its own: "20m high", "5t", "8 B people"."""
    if text.startswith(" B ", numeral.end) and not numeral.spelled and not numeral.scaled:
        billions = replace(numeral, value=numeral.base * 1e9, end=numeral.end + 2)
        return billions.end, None, billions
    if numeral.letter == "t":
        return numeral.end, _TONNE, replace(numeral, value=numeral.base)
    if numeral.letter == "m" and next_word(view, numeral.end) in word_list("metre_cues"):
        return numeral.end, _METRE, replace(numeral, value=numeral.base)
    return numeral.end, None, numeral


def _read_behind_sign(
    text: str, view: str, numeral: Numeral, unit: Unit
) -> tuple[int, Unit, Numeral]:
    """What follows a number with a currency before it: "$65 billion US", "$5 m"."""
    match = _NEXT_WORD.match(view, numeral.end)
    letters = read_words("numbers")["letters"]["values"]
    if match and match[1] in letters and not numeral.scaled:
        value = numeral.base * letters[match[1]]
        numeral = replace(numeral, value=value, end=match.end())
        match = _NEXT_WORD.match(view, numeral.end)
    if match is None:
        return numeral.end, unit, numeral
    word = match[1].rstrip(".")
    if unit.bare_dollar and text[match.start(1)].isupper() and word in _units("behind_sign"):
        return match.start(1) + len(word), _units("behind_sign")[word], numeral
    again = _units("after").get(word)
    if again and again.kind == "money" and _is_unit_word(word, again, 1):
        return match.end(), unit if again.bare_dollar else again, numeral
    return numeral.end, unit, numeral


def _with_rate(view: str, end: int, unit: Unit, *, scaled: bool) -> Unit:
    """The unit of a price or a wage: "$52 a barrel"; "€1.65bn a month" stays a sum."""
    match = _RATE.match(view, end)
    per = _units("after").get(match[1]) if match else None
    if per is None or per.kind == "money" or (scaled and per.kind == "time"):
        return unit
    return replace(unit, per=per.name)
