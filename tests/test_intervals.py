"""Sums, differences and shares of stated numbers keep what is known and leave open what is not."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from analysis.intervals import Interval, share, total

MORE_THAN_100 = Interval(100, 100, None)
UP_TO_20 = Interval(20, None, 20)
ABOUT_50 = Interval(50, None, None)
BETWEEN = Interval(150, 100, 200)

counts = st.integers(0, 1000)


def test_a_sum_of_exact_numbers_is_exact() -> None:
    assert total([Interval.exact(71), Interval.exact(40)]) == Interval.exact(111)


def test_a_sum_of_nothing_is_zero() -> None:
    assert total([]) == Interval.exact(0)


@pytest.mark.parametrize(
    ("number", "expected"),
    [
        (MORE_THAN_100, Interval(110, 110, None)),
        (UP_TO_20, Interval(30, None, 30)),
        (ABOUT_50, Interval(60, None, None)),
        (BETWEEN, Interval(160, 110, 210)),
    ],
)
def test_an_open_bound_stays_open_in_a_sum(number: Interval, expected: Interval) -> None:
    assert number + Interval.exact(10) == expected


def test_a_difference_turns_the_bounds_round() -> None:
    assert Interval.exact(123) - MORE_THAN_100 == Interval(23, None, 23)


def test_a_difference_of_ranges_has_the_widest_bounds() -> None:
    assert BETWEEN - Interval(60, 50, 70) == Interval(90, 30, 150)


def test_more_than_100_of_123_is_a_share_with_an_open_end() -> None:
    assert share(MORE_THAN_100, Interval.exact(123)) == Interval(100 / 123, 100 / 123, None)


def test_a_share_of_more_than_100_has_no_lower_bound() -> None:
    assert share(Interval.exact(71), MORE_THAN_100) == Interval(0.71, None, 0.71)


def test_a_share_is_never_above_one() -> None:
    assert share(Interval.exact(130), Interval.exact(123)) == Interval.exact(1)


def test_nothing_follows_from_a_whole_of_nothing() -> None:
    assert share(Interval.exact(0), Interval.exact(0)) == Interval(None, None, None)


def test_a_remainder_is_never_below_zero() -> None:
    assert (Interval.exact(5) - Interval.exact(7)).within(0) == Interval.exact(0)


def test_an_interval_comes_back_from_its_row() -> None:
    assert Interval.of(MORE_THAN_100.row()) == MORE_THAN_100


@given(counts, counts, counts, counts)
def test_bounds_hold_whatever_the_true_numbers_are(a: int, b: int, more: int, less: int) -> None:
    stated = Interval(a, a - less, a + more) - Interval(b, b - more, b + less)

    assert stated.low <= (a - less) - (b + less) <= stated.high
    assert stated.low <= (a + more) - (b - more) <= stated.high


@given(counts, counts)
def test_a_number_that_fits_may_be_at_most_the_whole(part: int, rest: int) -> None:
    assert Interval.exact(part).may_be_at_most(Interval.exact(part + rest))
