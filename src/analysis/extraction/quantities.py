"""Quantities: every number of a text with its unit and its bound, whatever it counts."""

from __future__ import annotations

import re
from functools import cache
from typing import TYPE_CHECKING

from analysis.extraction.amounts import read_amounts
from analysis.extraction.numerals import GAP, read_words, trie, word_list
from analysis.extraction.qualifiers import RANGE, bound_after, bound_before, qualifiers
from analysis.extraction.units import COUNT, unit_at
from analysis.extraction.values import frozen, replace
from analysis.extraction.view import plain

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from analysis.extraction.amounts import Amount
    from analysis.extraction.units import Unit

# What may stand between two numbers of one range or of a conversion.
_REACH = 40
_HYPHENS = ("-", "\u2013")
# " (about ", " or ", " – ", and inside the bracket "; ", " to ".
_LEAD = re.compile(
    r"\s*(?P<sign>\(|or\b|\u2013|,\s*or\b|=|(?P<inner>[;,/-]|and\b|to\b))\s*(?P<words>[^()]*?)\s*"
)
_CLOSING = re.compile(r"[^()\n]{0,25}\)")
# Bounds between a number and its unit: "400-plus square kilometres".
_INSIDE = ("+", "-plus", "-odd", " or so", " or more")
_WIDEST_OR = 2.5
_LAST_DAY = 31
_LEAST_BESIDE_YEAR = 100
_THOUSAND = 1000.0


@frozen
class Quantity:
    """A number with unit and bound.

    Attributes:
        value: the number in `unit`; the midpoint of a range.
        low: the lower bound that the words commit to, or None.
        high: the upper bound, or None.
        qualifier: exact, approx, more_than, less_than or range.
        unit: count, percent, km2, an ISO 4217 code, or a unit's English name in the singular;
            a price or a wage names what it is for ("USD per barrel").
        start: offset of the number phrase (without qualifier) in code points.
        end: its end; `text[start:end]` is the phrase.
        stated: the phrase where its unit was converted or a second unit follows, else None.
        qualifier_start: where the qualifier's words begin; `start` where there are none before it.
        qualifier_end: where those right behind it end ("20 or more"); `end` where there are none.
        bare_dollar: the money sign is a dollar that names no country.
        spelled: written in words ("one" may be a pronoun).
        share: a fraction in words ("a fifth", "half"), given in percent.
        age: somebody's age.
        vague: an order of magnitude that nobody counted, "dozens", "tens of thousands".
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
    qualifier_end: int = -1
    bare_dollar: bool = False
    spelled: bool = False
    share: bool = False
    age: bool = False
    vague: bool = False

    def __repr__(self) -> str:
        ends = f"low={self.low}, high={self.high}"
        return (
            f"Quantity({self.value:,.12g} {self.unit}, {self.qualifier}, {ends}, "
            f"at {self.start}:{self.end})"
        )

    def _repr_html_(self) -> str:
        """The number with its bounds, for a notebook."""
        from analysis.jupyter.showing import quantity_html

        return quantity_html(self)


@frozen
class _Source:
    """A text with its amounts; `every` keeps conversions apart."""

    text: str
    view: str
    amounts: Sequence[Amount]
    every: bool


def find_quantities(text: str) -> list[Quantity]:
    """Every number of the text that is no date, year, clock time or name, in order.

    A conversion ("€20 billion ($21.6 billion)") and an order of magnitude ("dozens") are quantities
    of their own here; reading figures takes the one as part of its number and drops the other.

    Args:
        text: any text.

    >>> [(q.value, q.qualifier, q.unit) for q in find_quantities("at least two of 12 km²")]
    [(2.0, 'more_than', 'count'), (12.0, 'exact', 'km2')]
    """
    return read_quantities(text, every=True)


def read_quantities(text: str, view: str | None = None, *, every: bool = False) -> list[Quantity]:
    """The quantities that can be figures; with `every`, all that `find_quantities` finds.

    Args:
        text: any text.
        view: its plain view (`analysis.extraction.view.plain`) where the caller has it.
        every: give conversions and orders of magnitude as quantities of their own, too.
    """
    view = plain(text) if view is None else view
    source = _Source(text, view, read_amounts(text, view), every)
    found: list[Quantity] = []
    i = 0
    while i < len(source.amounts):
        reach = found[-1].end if found else 0
        quantity, i = _read_quantity(source, i, reach)
        if quantity is not None:
            found.append(quantity)
    if every:
        found = sorted([*found, *_vague_quantities(view)], key=lambda quantity: quantity.start)
    return found


def _read_quantity(source: _Source, i: int, reach: int) -> tuple[Quantity | None, int]:
    """The quantity that begins with amount i, and the index behind what it uses."""
    first, amounts = source.amounts[i], source.amounts
    if i + 1 < len(amounts) and amounts[i + 1].start - first.end <= _REACH:
        second = amounts[i + 1]
        joint = _joint(source.view, first, second)
        if joint:
            first, second = _as_pair(first, second, joint)
        if joint and _is_void(source.view, first, second, joint):
            return None, i + 2
        if joint and _is_range(first, second, joint):
            return _build(source, i + 2, *_share_unit(first, second), reach)
        if joint == "to" and first.unit is None and _is_change(first, wide=False):
            first, _ = _share_unit(first, second)
    if first.rejected or first.joined or first.start < reach:
        return None, i + 1
    return _build(source, i + 1, first, first, reach)


def _joint(view: str, first: Amount, second: Amount) -> str:
    """The word or sign between two amounts, where it may join them to a range."""
    joint, _, words = view[first.end : second.start].strip().partition(" ")
    joint = joint.rstrip("-") or joint
    if words and "from" in first.before[-1:]:
        if (joint, words) == ("up", "to"):
            return "to"
        words = "" if joint == "to" and words in qualifiers("before") else words
    return joint if not words and joint in (*_HYPHENS, "to", "or", "and") else ""


def _as_pair(first: Amount, second: Amount, joint: str) -> tuple[Amount, Amount]:
    """Years come in pairs: in "about 2000-2500 shells" neither number is one."""
    is_mixed = {first.rejected, second.rejected} == {"", "year"}
    if not is_mixed or joint not in (*_HYPHENS, "to") or second.numeral.scaled:
        return first, second
    is_year = joint == "to" and (second.unit or first.last_word in word_list("year_cues"))
    if is_year or min(first.numeral.value, second.numeral.value) < _LEAST_BESIDE_YEAR:
        return first, second
    return replace(first, rejected=""), replace(second, rejected="")


def _is_void(view: str, first: Amount, second: Amount, joint: str) -> bool:
    """Two joined numbers that are no amounts: a score, days of a month, years, a code, ages."""
    if first.age and not second.unit:
        return True
    if first.unit or second.unit or first.numeral.scaled or second.numeral.scaled:
        return False
    if joint not in _HYPHENS:
        return _are_days(view, first, second)
    if first.rejected or second.rejected:
        return True
    is_score = not word_list("score_cues").isdisjoint(first.before[-4:])
    return first.numeral.value >= second.numeral.value or is_score


def _are_days(view: str, first: Amount, second: Amount) -> bool:
    """Two days of a month: "5 and 6 March", "September 1 and 2, ..."."""
    days = (first.numeral, second.numeral)
    if any(day.spelled or day.value > _LAST_DAY for day in days):
        return False
    is_closed = view[second.end : second.end + 1] in (",", ".", "")
    return second.rejected == "date" or (first.rejected == "date" and is_closed)


def _is_range(first: Amount, second: Amount, joint: str) -> bool:
    """Whether two joined amounts are the ends of one range."""
    if first.rejected or second.rejected or not _units_fit(first, second, joint):
        return False
    low, high = _value(first) * _shared_magnitude(first, second), _value(second)
    if not low < high:
        return False
    if joint == "and":
        return "between" in first.before[-2:]
    if joint == "or":
        is_bare = first.unit is None and not first.numeral.scaled
        return is_bare and low > 0 and high <= _WIDEST_OR * low
    return joint in _HYPHENS or not _is_change(first, wide=high > _WIDEST_OR * low)


def _is_change(first: Amount, *, wide: bool) -> bool:
    """Whether it tells of a change: "rose from 20 to 30", "rose by two to 37" are two numbers."""
    link = first.before[-1:]
    changes = link == ("from",) or (link == ("by",) and wide and first.unit is None)
    return changes and not word_list("change_cues").isdisjoint(first.before[-7:-1])


def _units_fit(first: Amount, second: Amount, joint: str) -> bool:
    """Whether two amounts may share a unit: "$2 to $3", "2 to 3%", "$2-3 million"."""
    if first.unit is None:
        return True
    if second.unit is None:
        is_money = first.unit.kind == "money"
        return is_money and (second.numeral.scaled or joint in (*_HYPHENS, "and"))
    return first.unit.name == second.unit.name


def _shared_magnitude(first: Amount, second: Amount) -> float:
    """What the first takes of the second's magnitude: "2 to 3 billion", "70 to 80,000"."""
    a, b = first.numeral, second.numeral
    if b.scaled and not a.scaled and a.base < b.base:
        return b.value / b.base
    is_thousands = not a.scaled and b.value % _THOUSAND == 0
    return _THOUSAND if is_thousands and b.value / 10 <= a.value * _THOUSAND < b.value else 1.0


def _share_unit(first: Amount, second: Amount) -> tuple[Amount, Amount]:
    """The ends of a range with the unit and the magnitude that one of them states."""
    unit = second.unit or first.unit
    value = first.numeral.value * _shared_magnitude(first, second)
    numeral = replace(first.numeral, value=value)
    return replace(first, unit=unit, numeral=numeral), replace(second, unit=unit)


def _value(amount: Amount) -> float:
    value = amount.numeral.value * (amount.unit.factor if amount.unit else 1.0)
    return -value if amount.negative else value


def _build(
    source: _Source, i: int, first: Amount, last: Amount, reach: int
) -> tuple[Quantity, int]:
    """The quantity of one amount or of a range's two, and the index behind its conversion."""
    unit = last.unit or COUNT
    bound, qualifier_start, qualifier_end = _bound(source.view, first, last, reach)
    low, high = _value(first), _value(last)
    end, i = _read_conversions(source, i, last.end, unit)
    is_stated = end > last.end or unit.factor != 1
    quantity = Quantity(
        value=(low + high) / 2,
        low=None if bound in ("approx", "less_than") else low,
        high=None if bound in ("approx", "more_than") else high,
        qualifier=bound,
        unit=f"{unit.name} per {unit.per}" if unit.per else unit.name,
        start=first.start,
        end=end,
        stated=source.text[first.start : end] if is_stated else None,
        qualifier_start=qualifier_start,
        qualifier_end=qualifier_end,
        bare_dollar=unit.bare_dollar,
        spelled=last.numeral.spelled,
        share=last.numeral.share,
        age=first.age,
    )
    return quantity, i


def _bound(view: str, first: Amount, last: Amount, reach: int) -> tuple[str, int, int]:
    """The qualifier of a quantity, where its words begin, and where those behind it end."""
    bound, start = bound_before(view, first.start, first.before)
    if start < reach:
        bound, start = "", first.start
    if first is not last:
        return RANGE, start, last.end
    behind, end = bound_after(view, last.end)
    if not behind and last.unit and view.startswith(_INSIDE, last.numeral.end):
        behind, _ = bound_after(view, last.numeral.end)
    if bound == RANGE:
        return "exact", first.start, last.end
    return bound or behind or "exact", start, max(end, last.end)


def _read_conversions(source: _Source, i: int, end: int, unit: Unit) -> tuple[int, int]:
    """Where the conversions behind an amount end: "(39 square miles)", "or about $2 billion"."""
    if source.every or unit.kind not in word_list("converted_kinds"):
        return end, i
    amounts, at, last = source.amounts, end, i
    opened = False
    while last < len(amounts) and _converts(amounts[last], unit, opened=opened):
        between = source.view[at : amounts[last].start]
        if len(between) > _REACH or not _leads(between, opened=opened):
            break
        opened = opened or "(" in between
        at, last = amounts[last].end, last + 1
        if not opened:
            return at, last
    return _close(source, i, end, at, last) if opened else (end, i)


def _close(source: _Source, i: int, end: int, at: int, last: int) -> tuple[int, int]:
    """The end of the bracket that holds a conversion, if it holds no other amount."""
    closing = _CLOSING.match(source.view, at)
    if closing is None:
        return end, i
    while last < len(source.amounts) and source.amounts[last].start < closing.end():
        if not source.amounts[last].rejected:
            return end, i
        last += 1
    return closing.end(), last


def _converts(amount: Amount, unit: Unit, *, opened: bool) -> bool:
    """Whether an amount may be a conversion: the same kind of unit, but another one."""
    other = amount.unit
    if amount.rejected or other is None:
        return opened and not amount.rejected
    is_same = (other.name, other.factor) == (unit.name, unit.factor)
    # "$680 million (US$490 million)": the bare sign is another country's dollar.
    is_same = is_same and other.bare_dollar == unit.bare_dollar
    return other.kind == unit.kind and not is_same


def _leads(between: str, *, opened: bool) -> bool:
    """Whether the words between two amounts lead to a conversion: " (about ", " or "."""
    match = _LEAD.fullmatch(between)
    if match is None or (match["inner"] and not opened) or (match["sign"] == "(" and opened):
        return False
    words = match["words"]
    return not words or words in qualifiers("before") or words in ("or", "and")


@cache
def _vague() -> re.Pattern[str]:
    """A pattern for "dozens", "hundreds of millions", "tens of thousands" (of dollars)."""
    word = trie(read_words("numbers")["orders"]["values"])
    return re.compile(rf"\b({word})(?:{GAP}of{GAP}({word}))?\b")


def _vague_quantities(view: str) -> Iterator[Quantity]:
    """Orders of magnitude as ranges up to ten times as much."""
    values = read_words("numbers")["orders"]["values"]
    for match in _vague().finditer(view):
        low = float(values[match[1]] * (values[match[2]] if match[2] else 1))
        end, unit = unit_at(view, match.end())
        yield Quantity(
            low * 5.5,
            low,
            low * 10,
            RANGE,
            unit.name,
            match.start(),
            end,
            qualifier_start=match.start(),
            spelled=True,
            vague=True,
        )
