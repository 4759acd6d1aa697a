"""Numbers, days and names as the charts write them."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from datetime import date

_SIGNS = {"USD": "$", "EUR": "€", "GBP": "£"}
_STEPS = ((1e12, "tn"), (1e9, "bn"), (1e6, "m"))


def amount(value: float, unit: str = "count") -> str:
    """A number with its unit, short.

    >>> amount(65e9, "USD"), amount(8.5e10, "NOK"), amount(112000, "km2"), amount(19.8, "percent")
    ('$65bn', 'NOK 85bn', '112,000 km²', '19.8%')
    """
    if unit == "percent":
        return f"{value:,.4g}%"
    if unit == "km2":
        return f"{_plain(value)} km²"
    if unit == "count":
        return _plain(value)
    sign = _SIGNS.get(unit, f"{unit} ")
    for step, word in _STEPS:
        if abs(value) >= step:
            return f"{sign}{value / step:,.4g}{word}"
    return f"{sign}{value:,.0f}"


def derived(value: float, unit: str) -> str:
    """A number that nobody stated, such as a conversion or a sum, to three digits.

    >>> derived(44014081000.0, "EUR")
    '€44bn'
    """
    return amount(float(f"{value:.3g}"), unit)


def _plain(value: float) -> str:
    return f"{value:,.0f}" if value == round(value) or abs(value) >= 1000 else f"{value:,.4g}"  # noqa: PLR2004


def bounded(value: float, low: float | None, high: float | None, unit: str = "count") -> str:
    """A number as its words commit to it: exact, open on one side, a range, or approximate.

    >>> bounded(7, 7, 7), bounded(112000, 112000, None, "km2"), bounded(20, None, 20, "percent")
    ('7', '112,000+ km²', 'up to 20%')
    >>> bounded(150, 100, 200), bounded(450, None, None, "km2")
    ('100–200', '~450 km²')
    """
    if low is None and high is None:
        return f"~{amount(value, unit)}"
    if high is None:
        number, space, name = amount(value, unit).partition(" ")
        return f"{number}+{space}{name}" if unit == "km2" else f"{amount(value, unit)}+"
    if low is None:
        return f"up to {amount(high, unit)}"
    if low == high:
        return amount(value, unit)
    return f"{amount(low, unit).removesuffix(' km²').removesuffix('%')}–{amount(high, unit)}"


def day(when: date | None) -> str:
    """A day, such as 12 Feb 2025; "undated" where it is missing."""
    return f"{when.day} {when:%b %Y}" if when is not None else "undated"


def month(when: date) -> str:
    """A month, such as Feb 2025."""
    return f"{when:%b %Y}"


def plural(count: int, noun: str) -> str:
    """A count with its noun.

    >>> plural(1, "night"), plural(12, "night")
    ('1 night', '12 nights')
    """
    return f"{count:,} {noun}" + ("" if count == 1 else "s")


def shortened(text: str, letters: int = 44) -> str:
    """A name cut at a word so that it fits beside a mark."""
    if len(text) <= letters:
        return text
    return text[: letters - 1].rsplit(" ", 1)[0].rstrip(",;") + "…"


def named(claimant: str | None, letters: int = 44) -> str:
    """A claimant as a label; an article's own voice has none."""
    return shortened(claimant, letters) if claimant else "no claimant named"


def first_capital(text: str) -> str:
    """A text with a capital at its start; the rest stays as it is."""
    return text[:1].upper() + text[1:]
