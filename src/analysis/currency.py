"""Amounts in one currency, by the European Central Bank's reference rate of the stated day.

The rates are those that the library CurrencyConverter bundles: nothing is fetched. The original
amount stays beside the converted one, and a missing rate is a missing conversion with its reason.
"""

from __future__ import annotations

import math
from dataclasses import dataclass
from datetime import date, timedelta
from functools import cache
from typing import TYPE_CHECKING

from currency_converter import CurrencyConverter, RateNotFoundError

from analysis.claims import plain_rows, typed
from analysis.errors import TableError
from analysis.intervals import ENDS
from analysis.schema import DAY, NUMBER, TEXT

if TYPE_CHECKING:
    import pandas as pd

_CLOSED = 7  # days; no weekend or holiday keeps the ECB from setting rates for longer
RATES = {
    **{f"converted{end}": NUMBER for end in ENDS.values()},
    "converted_to": TEXT,
    "rate": NUMBER,
    "rate_date": DAY,
    "conversion_gap": TEXT,
}
"""The columns that `converted` adds to a table."""


@dataclass(frozen=True, slots=True)
class Rate:
    """What one unit of a currency was worth; without a rate, `gap` says why there is none."""

    rate: float | None
    day: date | None
    gap: str | None = None


def ecb_rate(currency: str, to: str, day: date | None) -> Rate:
    """The ECB's reference rate of a day, or of the last working day before it.

    Args:
        currency: the currency to convert from, ISO 4217.
        to: the currency to convert to, ISO 4217.
        day: the day the amount was stated for.

    >>> ecb_rate("USD", "EUR", date(2025, 2, 15)).day
    datetime.date(2025, 2, 14)
    """
    if day is None:
        return Rate(None, None, "no date to take a rate of")
    if currency == to:
        return Rate(1.0, day)
    unknown = [name for name in (currency, to) if name not in _rates().currencies]
    if unknown:
        return Rate(None, None, f"the ECB sets no rate for {' and '.join(unknown)}")
    for back in range(_CLOSED + 1):
        rate = _rate_of(currency, to, day - timedelta(days=back))
        if rate is not None:
            return Rate(rate, day - timedelta(days=back))
    return Rate(None, None, f"no ECB rate of {currency} in {to} for {day}")


def converted(table: pd.DataFrame, to: str = "EUR") -> pd.DataFrame:
    """A table of amounts with each amount in one currency beside the one stated.

    Args:
        table: has `amount`, `amount_low`, `amount_high`, `currency`, and `date`, the day whose
            rate is taken: the last day of what the amount is about. Where it is missing, the day
            of publication (`published`) is taken.
        to: the currency wanted, ISO 4217.

    Returns:
        The table with `converted`, `converted_low`, `converted_high`, `converted_to`, `rate`,
        `rate_date` and `conversion_gap`: why an amount has no conversion. The amounts of a long
        period are converted by the rate of its last day, too.

    Raises:
        TableError: a column is missing, or the ECB sets no rate for `to`.
    """
    needed = ["currency", "date", "published", *(f"amount{end}" for end in ENDS.values())]
    missing = [name for name in needed if name not in table.columns]
    if missing:
        msg = f"not a table of amounts: it lacks {', '.join(missing)}. Use analysis.aid(...)."
        raise TableError(msg)
    if to not in _rates().currencies:
        msg = f"the ECB sets no rate for {to!r}; choose one of {', '.join(currencies())}"
        raise TableError(msg)
    rows = [_conversion(row, to) for row in plain_rows(table[needed])]
    columns = typed(rows, RATES).set_axis(table.index)
    return table.assign(**{name: columns[name] for name in RATES})


def currencies() -> list[str]:
    """The currencies that the ECB sets or set rates for, ISO 4217."""
    return sorted(_rates().currencies)


def _conversion(row: dict[str, object], to: str) -> dict[str, object]:
    day = row["date"] or row["published"]
    found = ecb_rate(str(row["currency"]), to, day.date() if hasattr(day, "date") else None)
    amounts = {end: row[f"amount{end}"] for end in ENDS.values()}
    return {
        **{
            f"converted{end}": float(str(amount)) * found.rate
            for end, amount in amounts.items()
            if amount is not None and found.rate is not None
        },
        "converted_to": to,
        "rate": found.rate,
        "rate_date": found.day,
        "conversion_gap": found.gap,
    }


@cache
def _rates() -> CurrencyConverter:
    return CurrencyConverter()


def _rate_of(currency: str, to: str, day: date) -> float | None:
    """The rate of exactly this day; None on days without one and outside the bundled years."""
    try:
        rate = float(_rates().convert(1, currency, to, day))
    except RateNotFoundError:
        return None
    except ValueError:  # the library's word for a day before its first or after its last one
        return None
    return rate if math.isfinite(rate) else None
