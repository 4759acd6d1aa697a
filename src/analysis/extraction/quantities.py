"""Quantities: every number of a text with its unit and its bound, whatever it counts."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from functools import cache
from typing import TYPE_CHECKING

from analysis.extraction.amounts import COUNT, read_amounts
from analysis.extraction.numerals import GAP, read_words, trie, word_list
from analysis.extraction.view import plain

if TYPE_CHECKING:
    from collections.abc import Mapping

    from analysis.extraction.amounts import Amount, Unit

_OPENERS = "([{\"'\u2013-"

# What may stand between an amount and its conversion, besides a qualifier.
_REACH = 40
_LEAD = re.compile(r"\s*(?P<sign>\(|or\b|\u2013|,\s*or\b|[;,/]|and\b|=)\s*(?P<words>[^()]*?)\s*")
_CLOSING = re.compile(r"[^()\n]{0,25}\)")


@dataclass(frozen=True, slots=True)
class Quantity:
    """A number with unit and bound.

    Attributes:
        value: the number in `unit`; the midpoint of a range.
        low: the lower bound that the words commit to, or None.
        high: the upper bound, or None.
        qualifier: exact, approx, more_than, less_than or range.
        unit: count, percent, km2, an ISO 4217 code, or a unit's English name in the singular.
        start: offset of the number phrase (without qualifier) in code points.
        end: its end; `text[start:end]` is the phrase.
        stated: the phrase where its unit was converted or a second unit follows, else None.
        qualifier_start: where the qualifier's words begin; `start` where there are none before it.
        bare_dollar: the money sign is a dollar that names no country.
        spelled: written in words ("one" may be a pronoun).
        share: a fraction in words ("a fifth", "half"), given in percent.
        age: somebody's age.
    """

    value: float
    low: float | None
    high: float | None
    qualifier: str
    unit: str
    start: int
    end: int
    stated: str | None = None
    qualifier_start: int = -1
    bare_dollar: bool = False
    spelled: bool = False
    share: bool = False
    age: bool = False


@cache
def _qualifiers(side: str) -> Mapping[str, str]:
    """Phrase → qualifier, as written before a number or after it."""
    return {
        phrase: name
        for name, table in read_words("qualifiers").items()
        for phrase in table.get(side, ())
    }


@cache
def _longest_qualifier() -> int:
    return max(phrase.count(" ") + 1 for phrase in _qualifiers("before"))


@cache
def _qualifier_after() -> re.Pattern[str]:
    return re.compile(rf"(?:{GAP}|-)?({trie(_qualifiers('after'))})(?!\w)")


def find_quantities(text: str, view: str | None = None) -> list[Quantity]:
    """Every number of the text that is no date, year, clock time or name, in order.

    Args:
        text: any text.
        view: its plain view (`analysis.extraction.view.plain`) where the caller has it.

    >>> [(q.value, q.qualifier, q.unit) for q in find_quantities("at least two of 12 km²")]
    [(2.0, 'more_than', 'count'), (12.0, 'exact', 'km2')]
    """
    view = plain(text) if view is None else view
    amounts = read_amounts(text, view)
    found: list[Quantity] = []
    i = 0
    while i < len(amounts):
        reach = found[-1].end if found else 0
        quantity, i = _read_quantity(text, view, amounts, i, reach)
        if quantity is not None:
            found.append(quantity)
    return found


def _read_quantity(
    text: str, view: str, amounts: list[Amount], i: int, reach: int
) -> tuple[Quantity | None, int]:
    """The quantity that begins with amount i, and the index behind what it uses."""
    first = amounts[i]
    second = amounts[i + 1] if i + 1 < len(amounts) else None
    joint = _joint(view, first, second) if second else ""
    if second and joint:
        if _is_void(view, first, second, joint):
            return None, i + 2
        if _is_range(first, second, joint):
            first, second = _share_unit(first, second)
            quantity = _of_range(first, second)
            return _finish(text, view, amounts, i + 2, quantity, first, reach)
    if first.rejected or first.joined:
        return None, i + 1
    return _finish(text, view, amounts, i + 1, _of_one(first), first, reach)


def _joint(view: str, first: Amount, second: Amount) -> str:
    """The word or sign between two amounts, where it may join them to a range."""
    if second.start - first.end > _REACH:
        return ""
    joint, _, words = view[first.end : second.start].strip().partition(" ")
    if joint == "up" and words == "to" and first.before[-1:] == ("from",):
        joint, words = "to", ""
    is_from = joint == "to" and first.before[-1:] == ("from",)
    is_open = not words or (is_from and words in _qualifiers("before"))
    return joint if is_open and joint in ("-", "\u2013", "to", "or", "and") else ""


def _is_void(view: str, first: Amount, second: Amount, joint: str) -> bool:
    """Two numbers joined that are no amounts: a score, days of a month, years, a code."""
    if joint in ("or", "and"):
        return False
    if first.age and second.age and joint in ("to", "-"):
        return not first.before[-1:] == ("of",)
    if first.unit or second.unit or first.numeral.scaled or second.numeral.scaled:
        return False
    if joint == "to":
        return second.rejected and first.numeral.value <= 31 and not second.numeral.spelled
    if first.rejected or second.rejected:
        return True
    is_score = not word_list("score_cues").isdisjoint(first.before[-4:])
    return first.numeral.value >= second.numeral.value or is_score


def _is_range(first: Amount, second: Amount, joint: str) -> bool:
    """Whether two joined amounts are the ends of one range."""
    if first.rejected or second.rejected:
        return False
    if first.unit and second.unit and first.unit.name != second.unit.name:
        return False
    if first.unit and not second.unit and first.unit.kind != "money" and not first.age:
        return False
    low, high = _value(first), _value(second)
    if _lacks_magnitude(first, second):
        low *= second.numeral.value / second.numeral.base
    if not low < high:
        return False
    return _joins(first, joint, low, high)


def _joins(first: Amount, joint: str, low: float, high: float) -> bool:
    opener = first.before[-1] if first.before else ""
    if joint == "and":
        return opener == "between"
    if joint == "or":
        return low > 0 and high <= 2.5 * low
    if opener == "from":
        return word_list("change_cues").isdisjoint(first.before[-7:-1])
    return True


def _lacks_magnitude(first: Amount, second: Amount) -> bool:
    """ "2 to 3 billion": the first shares the second's magnitude."""
    return (
        second.numeral.scaled
        and not first.numeral.scaled
        and first.numeral.base < second.numeral.base
    )


def _share_unit(first: Amount, second: Amount) -> tuple[Amount, Amount]:
    """The ends of a range with the unit and the magnitude that one of them states."""
    unit = second.unit or first.unit
    if _lacks_magnitude(first, second):
        factor = second.numeral.value / second.numeral.base
        first = replace(first, numeral=replace(first.numeral, value=first.numeral.base * factor))
    if first.unit and second.unit and first.unit.bare_dollar:
        unit = second.unit
    return replace(first, unit=unit), replace(second, unit=unit)


def _value(amount: Amount) -> float:
    value = amount.numeral.value * (amount.unit.factor if amount.unit else 1.0)
    return -value if amount.negative else value


def _name(unit: Unit) -> str:
    return f"{unit.name} per {unit.per}" if unit.per else unit.name


def _of_one(amount: Amount) -> Quantity:
    unit = amount.unit or COUNT
    value = _value(amount)
    return Quantity(
        value,
        value,
        value,
        "exact",
        _name(unit),
        amount.start,
        amount.end,
        qualifier_start=amount.start,
        bare_dollar=unit.bare_dollar,
        spelled=amount.numeral.spelled,
        share=amount.numeral.share,
        age=amount.age,
    )


def _of_range(first: Amount, second: Amount) -> Quantity:
    low, high = _value(first), _value(second)
    quantity = replace(_of_one(second), value=(low + high) / 2, low=low, high=high)
    return replace(quantity, qualifier="range", start=first.start, qualifier_start=first.start)


def _finish(
    text: str,
    view: str,
    amounts: list[Amount],
    i: int,
    quantity: Quantity,
    first: Amount,
    reach: int,
) -> tuple[Quantity, int]:
    """The quantity with its conversion, its qualifier and what was stated."""
    unit = amounts[i - 1].unit or first.unit or COUNT
    end, i = _read_conversions(view, amounts, i, quantity.end, unit)
    quantity = _qualified(view, quantity, first.before, reach)
    if end > quantity.end or unit.factor != 1:
        end = max(end, quantity.end)
        quantity = replace(quantity, end=end, stated=text[quantity.start : end])
    return quantity, i


def _read_conversions(
    view: str, amounts: list[Amount], i: int, end: int, unit: Unit
) -> tuple[int, int]:
    """Where the conversions behind an amount end: "(39 square miles)", "or about $2 billion"."""
    opened = False
    at, last = end, i
    while last < len(amounts) and _converts(amounts[last], unit):
        between = view[at : amounts[last].start]
        if len(between) > _REACH or not _leads(between, opened=opened):
            break
        opened = opened or "(" in between
        at = amounts[last].end
        last += 1
        if not opened:
            return at, last
    closing = _CLOSING.match(view, at) if opened and last > i else None
    return (closing.end(), last) if closing else (end, i)


def _converts(amount: Amount, unit: Unit) -> bool:
    other = amount.unit
    return (
        not amount.rejected
        and other is not None
        and other.kind == unit.kind
        and (other.name, other.factor) != (unit.name, unit.factor)
        and unit.kind in ("money", "area")
    )


def _leads(between: str, *, opened: bool) -> bool:
    """Whether the words between two amounts lead to a conversion: " (about ", " or "."""
    match = _LEAD.fullmatch(between)
    if match is None:
        return False
    if not opened and match["sign"] in (";", ",", "/", "and"):
        return False
    words = match["words"]
    return not words or words in _qualifiers("before") or words in ("or", "and")


def _qualified(view: str, quantity: Quantity, before: tuple[str, ...], reach: int) -> Quantity:
    """The quantity with the bound that the words around it give."""
    name, count = _qualifier_before(before)
    start = _start_of_words(view, quantity.start, count)
    if start < reach:
        name, start = "", quantity.start
    if name == "range":
        return (
            replace(quantity, qualifier_start=start) if quantity.qualifier == "range" else quantity
        )
    if not name and quantity.qualifier != "range":
        match = _qualifier_after().match(view, quantity.end)
        if match:
            name = _qualifiers("after")[" ".join(match[1].split())]
            quantity = replace(quantity, end=quantity.end)
    return _bounded(quantity, name, start)


def _bounded(quantity: Quantity, name: str, start: int) -> Quantity:
    if not name:
        return quantity
    if quantity.qualifier == "range":
        return replace(quantity, qualifier_start=start)
    low = quantity.value if name == "more_than" else None
    high = quantity.value if name == "less_than" else None
    return replace(quantity, qualifier=name, low=low, high=high, qualifier_start=start)


def _qualifier_before(before: tuple[str, ...]) -> tuple[str, int]:
    """The qualifier that the words before an amount end with, and how many words it has.

    Of two ("at least about 20") the outer one counts.
    """
    found, used = "", 0
    while True:
        name, count = _last_qualifier(before[: len(before) - used])
        if not name or (found and name == "range"):
            return found, used
        found, used = name, used + count


def _last_qualifier(before: tuple[str, ...]) -> tuple[str, int]:
    known = _qualifiers("before")
    for count in range(min(_longest_qualifier(), len(before)), 0, -1):
        phrase = " ".join(before[-count:]).lstrip(_OPENERS)
        if phrase in known:
            return known[phrase], count
    return "", 0


def _start_of_words(view: str, end: int, count: int) -> int:
    """Where the last `count` words before `end` begin."""
    if not count:
        return end
    low = max(0, end - 2 * _REACH)
    stretch = view[low:end].rstrip()
    head = stretch.rsplit(maxsplit=count)
    words = stretch[len(head[0]) :] if len(head) > count else stretch
    words = words.lstrip().lstrip(_OPENERS)
    return low + len(stretch) - len(words)
