"""Amounts are converted by the ECB's rate of their day, and keep what was stated."""

from __future__ import annotations

from datetime import date

import pandas as pd
import pytest

from analysis.currency import RATES, converted, ecb_rate
from analysis.errors import TableError
from analysis.intervals import ENDS


def amounts(**columns: object) -> pd.DataFrame:
    """A table of one amount: 1,000 US dollars of a Wednesday, unless said."""
    row = {"currency": "USD", "date": date(2025, 2, 12), "published": None, "amount": 1000.0}
    row |= {"amount_low": 1000.0, "amount_high": None, **columns}
    return pd.DataFrame([row]).astype({"date": "datetime64[us]", "published": "datetime64[us]"})


def test_an_amount_is_converted_by_the_rate_of_its_day() -> None:
    row = converted(amounts()).iloc[0]

    # The reference rate of 12 February 2025: 1 euro is 1.0370 dollars.
    assert (row["converted"], str(row["rate_date"].date())) == (
        pytest.approx(1000 / 1.0370),
        "2025-02-12",
    )


def test_the_amount_stated_stays() -> None:
    row = converted(amounts()).iloc[0]

    assert (row["amount"], row["currency"], row["converted_to"]) == (1000, "USD", "EUR")


def test_an_open_bound_stays_open() -> None:
    row = converted(amounts()).iloc[0]

    assert row["converted_low"] == pytest.approx(row["converted"])
    assert pd.isna(row["converted_high"])


def test_on_a_weekend_the_last_rate_before_it_is_taken_and_shown() -> None:
    assert ecb_rate("USD", "EUR", date(2025, 2, 16)).day == date(2025, 2, 14)


def test_a_currency_is_worth_itself() -> None:
    assert ecb_rate("EUR", "EUR", date(2025, 2, 16)).rate == 1


def test_two_currencies_other_than_the_euro_are_crossed() -> None:
    dollars, pounds = (ecb_rate(name, "EUR", date(2025, 2, 12)).rate for name in ("USD", "GBP"))

    assert ecb_rate("GBP", "USD", date(2025, 2, 12)).rate == pytest.approx(pounds / dollars)


def test_without_a_date_the_day_of_publication_counts() -> None:
    row = converted(amounts(date=None, published=date(2025, 2, 14))).iloc[0]

    assert str(row["rate_date"].date()) == "2025-02-14"


@pytest.mark.parametrize(
    ("columns", "gap"),
    [
        ({"date": None}, "no date to take a rate of"),
        ({"currency": "UAH"}, "the ECB sets no rate for UAH"),
        ({"currency": "RUB"}, "no ECB rate of RUB in EUR for 2025-02-12"),
        ({"date": date(1990, 1, 1)}, "no ECB rate of USD in EUR for 1990-01-01"),
        ({"date": date(2099, 1, 1)}, "no ECB rate of USD in EUR for 2099-01-01"),
    ],
)
def test_a_missing_rate_is_a_missing_conversion_with_its_reason(
    columns: dict[str, object], gap: str
) -> None:
    row = converted(amounts(**columns)).iloc[0]

    assert (pd.isna(row["converted"]), row["conversion_gap"]) == (True, gap)


def test_no_amounts_give_an_empty_typed_table() -> None:
    empty = converted(amounts().iloc[:0])

    assert empty[list(RATES)].dtypes.to_dict() == converted(amounts())[list(RATES)].dtypes.to_dict()


def test_a_currency_without_rates_is_refused_with_those_known() -> None:
    with pytest.raises(TableError, match="EUR"):
        converted(amounts(), "XXX")


def test_a_table_of_something_else_is_refused() -> None:
    with pytest.raises(TableError, match=f"amount{ENDS['low']}"):
        converted(amounts().drop(columns="amount_low"))
