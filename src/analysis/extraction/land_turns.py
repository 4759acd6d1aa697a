"""What turns a word of holding or taking: a growth by so much, a side driven out, another unit."""

from __future__ import annotations

from typing import TYPE_CHECKING

from analysis.extraction.land import LandVerdict
from analysis.extraction.land_sizes import DEEDS, first_item, quantity_at
from analysis.extraction.named_places import words_of
from analysis.extraction.numerals import find_numerals
from analysis.extraction.sides import SIDES, actor_name, other_side
from analysis.extraction.values import replace
from analysis.extraction.view import plain

if TYPE_CHECKING:
    from collections.abc import Sequence

    from analysis.extraction.dates import DateMention
    from analysis.extraction.document import Document, Item, Sentence
    from analysis.extraction.quantities import Quantity

_REACH = 10
_WHOLE = 50_000  # sq km; "occupied 163,000 sq km in March" is what was held then
_LARGE = 5  # percent; less may be what a month brings
_NEAR = 6
_SIGNED = 2
_UNTAKEN = 12
_SIGNS = {"+": "gained", "-": "lost", "\u2212": "lost", "\u2013": "lost"}
_PERIODS = ("month", "year", "week", "season", "quarter", "period", "since")


UNTAKEN = "not taken"
"""The rule of land that a side has yet to take."""


def turned(document: Document, sentence: Sentence, at: int, verdict: LandVerdict) -> LandVerdict:
    """The verdict, where what is held is only what was taken or lost: in a period, or "by"."""
    if verdict.measure != "controlled":
        return verdict
    items = sentence.items
    first = first_item(items, at)
    if first and items[first - 1].grammar == "by":
        return _as_growth(items, first, verdict)
    return _as_change(document, sentence, at, verdict)


def _as_growth(items: Sequence[Item], first: int, verdict: LandVerdict) -> LandVerdict:
    """As in "increased the area under their control by 60 sq km"."""
    near = {item.text for item in items[max(0, first - _REACH) : first]}
    for kind, measure in (("growing", "gained"), ("shrinking", "lost")):
        if not words_of(kind).isdisjoint(near):
            return replace(verdict, measure=measure, rule=f"{kind}: {verdict.rule}")
    return verdict


def _as_change(
    document: Document, sentence: Sentence, at: int, verdict: LandVerdict
) -> LandVerdict:
    """As in "occupied 133 sq km in March" tells what was taken in a period, not what is held."""
    taking = verdict.rule in ("verb before", "participle", "relative clause")
    if not taking or sentence.items[verdict.at].text not in words_of("occupying"):
        return verdict
    quantity = quantity_at(sentence.items, at)
    if quantity.unit == "percent" and quantity.value >= _LARGE:
        return verdict  # "occupied 40% of the region in January 2024"
    behind = sentence.items[max(at, verdict.at) + 1 :]
    verbs = (item.start for item in behind if item.tag("territory", *DEEDS))
    told = next(verbs, sentence.end)
    for mention in document.dates(sentence.index):
        if mention.start > told:  # it dates another deed
            break
        whole = quantity.value >= _WHOLE and mention.kind in ("month", "week")
        if not whole and _is_period(document, mention):
            return replace(verdict, measure="gained", rule="verb of a period before")
    return verdict


def _is_period(document: Document, mention: DateMention) -> bool:
    """Whether it is a time in which land may be taken: no "before 2022", no "1991 borders"."""
    view = document.view
    before, borders = tuple(words_of("before_a_time")), tuple(words_of("of_borders"))
    if view.endswith(before, 0, mention.start) or view.startswith(borders, mention.end):
        return False
    last_day = tuple(words_of("last_day"))
    return mention.kind in _PERIODS or view.endswith(last_day, mention.start, mention.end)


def expelled(items: Sequence[Item], at: int) -> LandVerdict | None:
    """As in "pushing Russian troops out of 213 sq km": the pusher gains it."""
    first = first_item(items, at)
    if not first or items[first - 1].text not in words_of("driven_from"):
        return None
    for i in range(first - 2, max(0, first - _NEAR), -1):
        if items[i].text in words_of("expelling"):
            names = (actor_name(item) for item in items[i + 1 : first - 1])
            driven = next((name for name in names if name), None)
            side = other_side(driven) if driven in SIDES else None
            return LandVerdict("gained", "driven out", i, side) if driven else None
    return None


def untaken(items: Sequence[Item], at: int) -> LandVerdict | None:
    """Land that a side has not taken is held by the other one.

    As in "the fifth that Russia doesn't control", "60 sq km remained to be taken".
    """
    for i in range(at + 1, min(len(items), at + _UNTAKEN)):
        item = items[i]
        if item.text in (";", ",") or item.number is not None:
            return None
        tag = item.tag("territory", "control", *DEEDS)
        if tag is None:
            continue
        before = items[i - 1]
        side = actor_name(items[i - 2])
        if side in SIDES and (before.text.endswith("n't") or before.text.endswith(" not")):
            return LandVerdict("controlled", UNTAKEN, i, other_side(side))
        return left_to_take(items, at, i - 1) if before.text == "to be" else None
    return None


def left_to_take(items: Sequence[Item], at: int, to_be: int) -> LandVerdict | None:
    """As in "60 sq km remained to be taken"."""
    taken = items[to_be + 1]
    near = [k.text for k in items[max(at, to_be - 2) : to_be]]
    if taken.tag("territory", *DEEDS) is None or words_of("remaining").isdisjoint(near):
        return None
    freed = taken.text.startswith(tuple(words_of("freeing")))
    return LandVerdict("controlled", UNTAKEN, to_be + 1, SIDES[not freed])


def signed(items: Sequence[Item], at: int) -> LandVerdict | None:
    """As in a table's "Russia +16 square miles"."""
    first = first_item(items, at)
    if first < _SIGNED or items[first - 1].text not in _SIGNS or not actor_name(items[first - 2]):
        return None
    return LandVerdict(_SIGNS[items[first - 1].text], "sign before", first - 2)


def in_unit_of(quantity: Quantity, area: Quantity | None) -> Quantity:
    """A bare number as an area in the unit of the one beside it: "152 square miles, from 274"."""
    factor = _factor(area) if area is not None else 1.0
    if factor == 1:
        return replace(quantity, unit="km2")
    low, high = (None if end is None else end * factor for end in (quantity.low, quantity.high))
    stated = f"{quantity.value:,.12g}"
    return replace(
        quantity, unit="km2", value=quantity.value * factor, low=low, high=high, stated=stated
    )


def _factor(area: Quantity) -> float:
    """How many square kilometres the unit of an area has, by its number as printed."""
    if area.stated is None or area.unit != "km2":
        return 1.0
    printed = next(iter(find_numerals(plain(area.stated))), None)
    value = area.low if area.qualifier == "range" and area.low else area.value
    return value / printed.value if printed is not None and printed.value else 1.0
