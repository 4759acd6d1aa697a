"""How the tests of land read a text."""

from __future__ import annotations

import datetime as dt

from analysis.extraction.figures import read_figures

Row = tuple[str, float, str, str | None]
"""Measure, value, unit and side of a figure."""


def land_in(text: str) -> list[Row]:
    """The figures of a text of 5 March 2025, which tells of land alone."""
    found = read_figures(text, dt.date(2025, 3, 5))
    return [(f.measure, round(f.value, 2), f.unit, f.actor) for f in found]
