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
