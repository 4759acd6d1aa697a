"""Arithmetic on stated numbers: sums, differences and shares that keep their bounds.

A stated number has a value and the two bounds that its words commit to; a missing bound is open.
"More than 100 of 123" is a share of at least 100/123 whose upper end stays open.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

ENDS = {"value": "", "low": "_low", "high": "_high"}
"""Bound of a number → ending of its column: launched, launched_low, launched_high."""


@dataclass(frozen=True, slots=True)
class Interval:
    """A number as stated: `value`, and the bounds `low` and `high`; None is missing or open."""

    value: float | None
    low: float | None
    high: float | None

    @classmethod
    def exact(cls, value: float) -> Interval:
        """The interval of one number stated exactly."""
        return cls(value, value, value)

    @classmethod
    def of(cls, number: Mapping[str, float | None]) -> Interval:
        """The interval of a row with `value`, `low` and `high`."""
        return cls(number["value"], number["low"], number["high"])

    def row(self) -> dict[str, float | None]:
        """The interval as `value`, `low` and `high`."""
        return {name: getattr(self, name) for name in ENDS}

    def __add__(self, other: Interval) -> Interval:
        return Interval(
            _sum(self.value, other.value), _sum(self.low, other.low), _sum(self.high, other.high)
        )

    def __sub__(self, other: Interval) -> Interval:
        return Interval(
            _difference(self.value, other.value),
            _difference(self.low, other.high),
            _difference(self.high, other.low),
        )

    def within(self, low: float, high: float | None = None) -> Interval:
        """The interval cut to what is possible: a count is never below 0, a share never above 1.

        An open end stays open, since nobody stated it.
        """
        return Interval(*(_cut(end, low, high) for end in (self.value, self.low, self.high)))

    def may_be_at_most(self, other: Interval) -> bool:
        """Whether the bounds allow that this number is no larger than `other`.

        >>> Interval.exact(130).may_be_at_most(Interval.exact(123))
        False
        >>> Interval.exact(130).may_be_at_most(Interval(123, 123, None))
        True
        """
        return self.low is None or other.high is None or self.low <= other.high


ZERO = Interval.exact(0)


def total(numbers: Iterable[Interval]) -> Interval:
    """The sum of numbers, bound by bound; one open bound leaves the sum's bound open.

    >>> total([Interval.exact(2), Interval(13, 13, None)])
    Interval(value=15, low=15, high=None)
    """
    return sum(numbers, ZERO)


def share(part: Interval, whole: Interval) -> Interval:
    """The part of a whole, 0 to 1; nothing follows from a whole of 0 or of unknown size.

    >>> share(Interval(100, 100, None), Interval.exact(125))
    Interval(value=0.8, low=0.8, high=None)
    """
    return Interval(
        _ratio(part.value, whole.value),
        _ratio(part.low, whole.high),
        _ratio(part.high, whole.low),
    ).within(0, 1)


def _sum(a: float | None, b: float | None) -> float | None:
    return None if a is None or b is None else a + b


def _difference(a: float | None, b: float | None) -> float | None:
    return None if a is None or b is None else a - b


def _ratio(a: float | None, b: float | None) -> float | None:
    return None if a is None or not b else a / b


def _cut(end: float | None, low: float, high: float | None) -> float | None:
    if end is None:
        return None
    return max(low, end) if high is None else min(high, max(low, end))
