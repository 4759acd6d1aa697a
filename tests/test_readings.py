"""Readings that one topic's rules would spoil for another; sentences of our own."""

from __future__ import annotations

import datetime as dt

import pytest

from analysis.extraction.figures import read_figures

_READINGS = {
    "control put at a share": (
        "Russia took 30 square kilometres of Ukraine. Kyiv puts Moscow's control at 19% of it.",
        [("gained", 30.0), ("controlled", 19.0)],
    ),
    "posts controlled at a place": (
        "Russia's troops control posts at 20% of Ukraine's border.",
        [],
    ),
    "land yet to be taken": (
        "Some 60 square kilometres of the Luhansk region of Ukraine remained to be taken.",
        [("controlled", 60.0)],
    ),
    "land that a side does not control": (
        "Ukraine keeps the remaining one-fifth of the Donetsk region that Russia doesn't control.",
        [("controlled", 20.0)],
    ),
    "share as the country was": (
        "All told, 18% of Ukraine as it was in 2013 is under Russian control.",
        [("controlled", 18.0)],
    ),
    "share of people": (
        "Russia holds 19 percent of Ukraine. Now 54 percent of surveyed Ukrainians reject that.",
        [("controlled", 19.0)],
    ),
    "months with their areas": (
        "Russia took 78 square kilometres of Ukraine in June, less than May's 93 and April's 84.",
        [("gained", 78.0), ("gained", 93.0), ("gained", 84.0)],
    ),
    "giver of a year past": (
        "The United States was the biggest giver to Ukraine, providing $607m in 2024.",
        [("delivered", 607e6)],
    ),
    "people who can be reached": (
        "The UN asks for $2.6bn for Ukraine: 12 million people need aid and 6 million can get it.",
        [("requested", 2.6e9)],
    ),
    "instalment that came": (
        "The first tranche of $2.7 billion was received by Ukraine from the IMF.",
        [("delivered", 2.7e9)],
    ),
    "instalments of the past": (
        "Ukraine's second tranche amounted to $890 million (June 2023), the third to $900 million.",
        [("delivered", 890e6), ("delivered", 900e6)],
    ),
    "after receiving": (
        "After receiving a tranche from the IMF amounting to $2.2 billion, Ukraine owed it more.",
        [("delivered", 2.2e9)],
    ),
    "started to disburse": (
        "Washington has started to disburse $9.9 billion in budget support to Ukraine.",
        [("delivered", 9.9e9)],
    ),
    "disbursement of": (
        "The EU helps Ukraine with the disbursement of the remaining €600 million in assistance.",
        [("delivered", 600e6)],
    ),
    "price of a drone": ("A Patriot interceptor costs Ukraine some 4 million dollars.", []),
    "weapons priced at": ("Ukraine used to need missiles priced at $400,000 or more.", []),
}


@pytest.mark.parametrize(("text", "expected"), _READINGS.values(), ids=_READINGS)
def test_reading(text: str, expected: list[tuple[str, float]]) -> None:
    """The measures and values of the text's figures."""
    found = read_figures(text, dt.date(2025, 3, 5))
    assert [(f.measure, f.value) for f in found] == expected


def test_sum_of_all_kinds_is_of_no_single_one() -> None:
    """A sum behind "all kinds of aid" does not take the kind of the sum before."""
    text = (
        "Europe gave Ukraine 42 billion euros for weapons. In all kinds of aid together it has "
        "promised more: 144 billion euros."
    )
    found = read_figures(text, dt.date(2025, 3, 5))
    assert [f.category for f in found] == ["military", "total"]
