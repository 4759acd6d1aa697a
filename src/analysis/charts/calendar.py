"""The calendar of nights: how many weapons were launched on each day, as a heat map."""

from __future__ import annotations

import calendar
from datetime import date
from itertools import pairwise
from typing import TYPE_CHECKING

from matplotlib.patches import Rectangle

from analysis.charts import words
from analysis.charts.attacks import noun, selected
from analysis.charts.claimants import says
from analysis.charts.settings import FAINT, ink, points, styled
from analysis.charts.style import SMALL, Heading, axes, colour_of, empty, head, link

if TYPE_CHECKING:
    from collections.abc import Sequence

    import pandas as pd
    from matplotlib.axes import Axes

    from analysis.claims import Row

_WEEK, _WEEKS = 7, 53
_GAP = 2.2  # cells between two years
_MOST_IN_SHADES = 0.8  # of the largest number; the last shade is open above
_SHADES = ("50", "88", "c0", "ff")  # opacity, from the fewest to the most


@styled("strikes")
def nights_calendar(
    claims: pd.DataFrame,
    weapon: str = "drone",
    *,
    attacker: str = "Russia",
    ax: Axes | None = None,
) -> Axes:
    """A calendar, a column a week and a row a weekday: the darker, the more weapons launched.

    Days without a number in the articles stay empty: that is no word about what happened.

    Args:
        claims: the table of `analysis.strikes`.
        weapon: a class of weapon, as in `strikes_by_night`.
        attacker: who launched them.
        ax: where to draw; without it a new figure is made.

    >>> import analysis
    >>> text = "Russia launched 123 drones overnight; 71 were shot down, the air force said."
    >>> claims = analysis.strikes(analysis.extract(text, published="2025-02-12"))
    >>> print(nights_calendar(claims).get_title("left"))
    1 night of Russia’s drones in these articles; the
    most, 123, on 12 Feb 2025, says Ukraine’s air force
    """
    rows = [row for row in selected(claims, weapon, attacker) if row["launched"]]
    if not rows:
        return empty(axes(ax, SMALL), f"Nights of {attacker}’s {noun(weapon)} as a calendar")
    years = list(range(rows[0]["date"].year, rows[-1]["date"].year + 1))
    ax = axes(ax, 1.0 + 0.9 * len(years))
    edges = _edges([row["launched"] for row in rows])
    for place, year in enumerate(years):
        _year(ax, place, year)
    for row in rows:
        _night(ax, row["date"].year - years[0], row, edges)
    ax.set_aspect("equal")
    ax.set_xlim(-3.6, _WEEKS + 0.4)
    ax.set_ylim(len(years) * (_WEEK + _GAP) - 1, -1.4)
    ax.set_xticks([])
    ax.set_yticks([])
    ax.spines["bottom"].set_visible(False)
    record = max(rows, key=lambda row: row["launched"])
    most = words.bounded(*(record[f"launched{end}"] for end in ("", "_low", "_high")))
    title = (
        f"{words.plural(len(rows), 'night')} of {attacker}’s {noun(weapon)} in these articles; "
        f"the most, {most}, on {words.day(record['date'])}, {says(record['claimant'])}"
    )
    subtitle = f"{noun(weapon).capitalize()} launched, by the morning that reports the night"
    return head(ax, Heading(title, subtitle, _key(edges)))


def _edges(numbers: Sequence[float]) -> list[float]:
    """Round numbers that part the shades."""
    top = max(numbers)
    step = next(
        size * 10**power
        for power in range(7)
        for size in (1, 2, 5)
        if len(_SHADES) * size * 10**power >= _MOST_IN_SHADES * top
    )
    return [step * turn for turn in range(1, len(_SHADES))]


def _shade(number: float, edges: Sequence[float]) -> str:
    shade = _SHADES[sum(number >= edge for edge in edges)]
    return colour_of("measures", "heat") + shade


def _key(edges: Sequence[float]) -> dict[str, str]:
    names = [f"under {edges[0]:,.0f}"]
    names += [f"{low:,.0f}–{high - 1:,.0f}" for low, high in pairwise(edges)]
    names.append(f"{edges[-1]:,.0f} and more")
    return {name: _shade(number, edges) for name, number in zip(names, [0, *edges], strict=True)}


def _cell(day: date, place: int) -> tuple[float, float]:
    """The left upper corner of a day: its week across, its weekday down."""
    first = date(day.year, 1, 1)
    week = ((day - first).days + first.weekday()) // _WEEK
    return float(week), place * (_WEEK + _GAP) + day.weekday()


def _year(ax: Axes, place: int, year: int) -> None:
    """The empty days of a year, its months marked off, its name at the left."""
    for month in range(1, 13):
        first = date(year, month, 1)
        last = date(year, month, calendar.monthrange(year, month)[1])
        _month(ax, place, first, last)
        x, _ = _cell(first, place)
        label = f"{first:%b}"
        ax.text(
            x + 0.6,
            place * (_WEEK + _GAP) - 0.25,
            label,
            size=points(7.5),
            alpha=FAINT,
            va="bottom",
        )
    middle = place * (_WEEK + _GAP) + _WEEK / 2
    ax.text(-0.6, middle, str(year), size=points(9), weight="bold", ha="right", va="center")


def _month(ax: Axes, place: int, first: date, last: date) -> None:
    """One outline around the days of a month."""
    (x, y), (end_x, end_y) = _cell(first, place), _cell(last, place)
    top = place * (_WEEK + _GAP)
    corners = [(x + 1, top), (end_x + 1, top), (end_x + 1, end_y + 1), (end_x, end_y + 1)]
    corners += [(end_x, top + _WEEK), (x, top + _WEEK), (x, y), (x + 1, y)]
    ax.fill(*zip(*corners, strict=True), color=ink(), alpha=0.05, linewidth=0)
    ax.plot(*zip(*[*corners, corners[0]], strict=True), color=ink(), alpha=0.3, linewidth=0.6)


def _night(ax: Axes, place: int, row: Row, edges: Sequence[float]) -> None:
    day = row["date"]
    x, y = _cell(day.date() if hasattr(day, "date") else day, place)
    cell = Rectangle((x + 0.08, y + 0.08), 0.84, 0.84, linewidth=0)
    cell.set_facecolor(_shade(row["launched"], edges))
    ax.add_patch(cell)
    number = words.bounded(row["launched"], row["launched_low"], row["launched_high"])
    said = f"{words.day(day)}: {number} launched – {words.named(row['claimant'])}"
    link(cell, row["figure_ids"], said, "launched")
