"""Whose count it is, where headlines, lists and publications name it; sentences of our own."""

from __future__ import annotations

import datetime as dt

import pytest

from analysis.extraction.figures import read_figures

_CLAIMANTS = {
    "body before a colon": ("UN: 52 civilians killed in Sumy in June", "UN"),
    "capital before a colon": ("Moscow: 31 drones shot down overnight", "Moscow"),
    "capital where people died": ("Kyiv: 3 killed overnight", None),
    "publication that has a number": (
        "Ukraine's map, drawn a day later, has 9,100 square kilometres as occupied by Russia.",
        "Ukraine's map",
    ),
    "officials of two places": (
        "Drones hurt four people in Sumy, officials in the two regions said.",
        "officials in the two regions",
    ),
    "date behind by": (
        "Russia took 478 square kilometres of Ukraine. By June 27 the number was higher.",
        None,
    ),
    "count at a clause's end": (
        "Kyiv was promised 14 billion euros in aid, of which 7 came, in Berlin's count.",
        "Berlin's count",
    ),
    "it behind a side's troops": (
        "Russia took 634 square kilometres of Ukraine, the UN said. Its troops took 713, it said.",
        "UN",
    ),
    "nobody's count": ("Russia launched 52 drones by one count.", None),
}


@pytest.mark.parametrize(("text", "claimant"), _CLAIMANTS.values(), ids=_CLAIMANTS)
def test_claimant(text: str, claimant: str | None) -> None:
    """Who states the text's last figure."""
    assert read_figures(text, dt.date(2025, 7, 5))[-1].attribution == claimant
