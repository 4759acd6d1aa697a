"""Charts of territory: what is held over time, and what is gained and lost by month."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING

import pandas as pd

from analysis.charts import words
from analysis.charts.claimants import OTHERS, UNNAMED, by_claimant, colours_of
from analysis.charts.style import (
    INK,
    SMALL,
    Heading,
    arrow,
    axes,
    empty,
    end_labels,
    grid,
    head,
    link,
    mark,
    styled,
    time_axis,
)
from analysis.claims import plain_rows

if TYPE_CHECKING:
    from collections.abc import Sequence

    from matplotlib.artist import Artist
    from matplotlib.axes import Axes

    from analysis.claims import Row

_UNITS = {"km2": "square kilometres", "percent": "percent"}


@styled
def territory_over_time(
    claims: pd.DataFrame,
    *,
    actor: str = "Russia",
    unit: str = "km2",
    place: str | None = None,
    ax: Axes | None = None,
) -> Axes:
    """Territory held, by the day it is stated for, each claimant by itself.

    Args:
        claims: the table of `analysis.territory`.
        actor: who holds it.
        unit: km2 or percent.
        place: a place as stated, such as "Kursk region"; without it Ukraine as a whole.
        ax: where to draw; without it a new figure is made.
    """
    where = claims["place"] == place if place else claims["place"].fillna("Ukraine") == "Ukraine"
    chosen = where & (claims["measure"] == "controlled") & (claims["unit"] == unit)
    dated = chosen & (claims["actor"] == actor) & claims["date"].notna()
    rows = plain_rows(claims[dated.fillna(value=False)])
    title = f"What {actor} holds of {place or 'Ukraine'}"
    if not rows:
        return empty(axes(ax, SMALL), title)
    ax = axes(ax)
    groups = by_claimant(rows)
    colours = colours_of(groups)
    ends = {}
    for name, group in groups.items():
        _level_line(ax, group, name, colours[name])
        ends[name] = (group[-1]["date"], group[-1]["value"], colours[name])
    _levels_scale(ax, rows, unit)
    end_labels(ax, ends)
    subtitle = f"In {_UNITS[unit]}, as each claimant states it; definitions differ"
    return head(ax, Heading(title, subtitle))


def _level_line(ax: Axes, group: Sequence[Row], name: str, colour: str) -> None:
    if name not in (OTHERS, UNNAMED):
        days, values = [row["date"] for row in group], [row["value"] for row in group]
        ax.plot(days, values, "-", color=colour, alpha=0.4)
    for row in group:
        number = words.bounded(row["value"], row["low"], row["high"], row["unit"])
        said = f"{words.day(row['date'])}: {number} – {words.named(row['claimant'])}"
        for artist in mark(ax, (row["date"], row["value"]), row, colour):
            link(artist, row["figure_ids"], said)


def _levels_scale(ax: Axes, rows: Sequence[Row], unit: str) -> None:
    top = max(row["high"] or row["value"] for row in rows)
    ax.set_ylim(0, top * 1.15)
    time_axis(ax)
    grid(ax, "y", lambda value: words.amount(value, "percent" if unit == "percent" else "count"))


@styled
def territory_changes(
    claims: pd.DataFrame, *, actor: str = "Russia", ax: Axes | None = None
) -> Axes:
    """Square kilometres gained and lost in each calendar month, claimants side by side.

    Args:
        claims: the table of `analysis.territory`.
        actor: who gains or loses.
        ax: where to draw; without it a new figure is made.
    """
    national = claims["place"].fillna("Ukraine") == "Ukraine"
    monthly = (claims["period"] == "month") & (claims["unit"] == "km2") & national
    chosen = monthly & (claims["actor"] == actor) & claims["measure"].isin(["gained", "lost"])
    rows = plain_rows(claims[chosen.fillna(value=False)])
    title = f"Ground that {actor} gained and lost, month by month"
    if not rows:
        return empty(axes(ax, SMALL), title)
    ax = axes(ax)
    groups = by_claimant(rows)
    colours = colours_of(groups)
    first = min(row["date_start"] for row in rows)
    last = max(row["date_start"] for row in rows)
    months = [day.to_timestamp() for day in pd.period_range(first, last, freq="M")]
    for turn, (name, group) in enumerate(groups.items()):
        for row in group:
            x = months.index(row["date_start"]) + (turn + 0.5) / len(groups) * 0.84 - 0.42
            bar = _change(ax, (x, 0.78 / len(groups)), row, colours[name])
            number = words.bounded(row["value"], row["low"], row["high"], "km2")
            said = f"{words.month(row['date_start'])}: {number} {row['measure']}"
            said = f"{said} – {words.named(row['claimant'])}"
            link(bar, row["figure_ids"], said)
    ax.axhline(0, color=INK, linewidth=0.8)
    ax.set_xticks(range(len(months)), [_month_label(months, place) for place in range(len(months))])
    grid(ax, "y", lambda value: words.amount(abs(value)))
    ax.spines["bottom"].set_visible(False)
    subtitle = "Square kilometres of Ukraine in calendar months; gained upwards, lost downwards"
    return head(ax, Heading(title, subtitle, colours))


def _month_label(months: Sequence[object], place: int) -> str:
    """The month's name, with its year at the first and in January; some stay out where crowded."""
    month = months[place]
    step = 1 + len(months) // 13
    if place % step:
        return ""
    new_year = place < step or month.year != months[place - step].year  # type: ignore[attr-defined]
    return f"{month:%b}\n{month:%Y}" if new_year else f"{month:%b}"


def _change(ax: Axes, place: tuple[float, float], row: Row, colour: str) -> Artist:
    """One column at `place` (x and width); hollow where about, an arrow where it is open."""
    value = row["value"] if row["measure"] == "gained" else -row["value"]
    low, high = row["low"], row["high"]
    vague = low is None and high is None
    face = "none" if vague else colour
    bar: Artist = ax.bar(place[0], value, place[1], color=face, edgecolor=colour)[0]
    if (low is None) != (high is None):
        outwards = high is None
        arrow(ax, (place[0], value), INK, "y", up=outwards == (value > 0))
    elif low is not None and low != high:
        ax.plot([place[0]] * 2, [math.copysign(end, value) for end in (low, high)], color=INK)
    return bar
