"""Charts of territory: what is held over time, and what is gained and lost by month."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING, Any

import pandas as pd

from analysis.charts import words
from analysis.charts.claimants import (
    GREY,
    OTHERS,
    UNNAMED,
    by_claimant,
    colours_of,
    says,
)
from analysis.charts.labels import near_labels
from analysis.charts.settings import ink, styled
from analysis.charts.style import (
    SMALL,
    Heading,
    arrow,
    axes,
    empty,
    grid,
    head,
    link,
    mark,
    time_axis,
)
from analysis.claims import plain_rows

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from matplotlib.artist import Artist
    from matplotlib.axes import Axes

    from analysis.charts.labels import Point
    from analysis.claims import Row

_UNITS = {"km2": "square kilometres", "percent": "percent"}
_CLOSE = 0.6  # of the largest; where all numbers are above, the axis need not start at 0


@styled("territory")
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

    >>> import analysis
    >>> text = "Russia holds 112,000 square kilometres of Ukraine, DeepState said."
    >>> claims = analysis.territory(analysis.extract(text, published="2025-02-12"))
    >>> print(territory_over_time(claims).get_title("left"))
    What Russia holds of Ukraine: 112,000 km² on 12 Feb
    2025, says DeepState
    """
    where = claims["place"] == place if place else claims["place"].fillna("Ukraine") == "Ukraine"
    chosen = where & (claims["measure"] == "controlled") & (claims["unit"] == unit)
    dated = chosen & (claims["actor"] == actor) & claims["date"].notna()
    rows = plain_rows(claims[dated.fillna(value=False)])
    subject = f"What {actor} holds of {place or 'Ukraine'}, in {_UNITS[unit]}"
    if not rows:
        return empty(axes(ax, SMALL), subject)
    ax = axes(ax, 4.0)
    groups = by_claimant(rows)
    colours = colours_of(groups)
    for name, group in groups.items():
        _level_line(ax, group, name, colours[name])
    floor = _levels_scale(ax, rows, unit)
    cut = f"; the axis starts at {words.amount(floor, unit)}" if floor else ""
    subtitle = f"In {_UNITS[unit]}, as each claimant states it; definitions differ{cut}"
    head(ax, Heading(_latest(rows, subject), subtitle, _unnamed(groups)))
    near_labels(ax, _ends(groups), [(row["date"], row["value"]) for row in rows])
    return ax


def _latest(rows: Sequence[Row], subject: str) -> str:
    """The title: the latest number of a claimant that is named, if there is one."""
    named = [row for row in rows if row["claimant"]]
    if not named:
        return subject
    last = max(named, key=lambda row: (row["date"], row["figure_ids"]))
    number = words.bounded(last["value"], last["low"], last["high"], last["unit"])
    what = subject.rsplit(", in ", 1)[0]
    return f"{what}: {number} on {words.day(last['date'])}, {says(last['claimant'])}"


def _unnamed(groups: Mapping[str, object]) -> dict[str, str]:
    return {name: GREY for name in (UNNAMED, OTHERS) if name in groups}


def _ends(groups: Mapping[str, Sequence[Row]]) -> dict[str, list[Point]]:
    """Where each named claimant's line may be labelled: at its last point, else at its first."""
    return {
        name: [(row["date"], row["value"]) for row in (group[-1], group[0])]
        for name, group in groups.items()
        if name not in (OTHERS, UNNAMED)
    }


def _level_line(ax: Axes, group: Sequence[Row], name: str, colour: str) -> None:
    if name not in (OTHERS, UNNAMED):
        days, values = [row["date"] for row in group], [row["value"] for row in group]
        ax.plot(days, values, "-", color=colour, alpha=0.4)
    for row in group:
        number = words.bounded(row["value"], row["low"], row["high"], row["unit"])
        said = f"{words.day(row['date'])}: {number} – {words.named(row['claimant'])}"
        for artist in mark(ax, (row["date"], row["value"]), row, colour):
            link(artist, row["figure_ids"], said)


def _levels_scale(ax: Axes, rows: Sequence[Row], unit: str) -> float:
    """Scale the axes; the lowest value shown, above 0 where all numbers lie close together."""
    top = max(row["high"] or row["value"] for row in rows)
    lowest = min(row["low"] or row["value"] for row in rows)
    step = 10.0 ** math.floor(math.log10(top / 4)) if top else 1.0
    floor = step * math.floor(lowest * 0.95 / step) if lowest > _CLOSE * top else 0.0
    ax.set_ylim(floor, top + 0.15 * (top - floor))
    time_axis(ax)
    grid(ax, "y", lambda value: words.amount(value, "percent" if unit == "percent" else "count"))
    return floor


@styled("territory")
def territory_changes(
    claims: pd.DataFrame, *, actor: str = "Russia", ax: Axes | None = None
) -> Axes:
    """Square kilometres gained and lost in each calendar month, claimants side by side.

    Where a claimant states both for a month, a line across its columns shows the net change.

    Args:
        claims: the table of `analysis.territory`.
        actor: who gains or loses.
        ax: where to draw; without it a new figure is made.

    >>> import analysis
    >>> text = "Russia gained 325 square kilometres in January, DeepState said."
    >>> claims = analysis.territory(analysis.extract(text, published="2025-02-12"))
    >>> print(territory_changes(claims).get_title("left"))
    Ground that Russia gained and lost, month by month:
    the most, 325 km², in Jan 2025, says DeepState
    """
    national = claims["place"].fillna("Ukraine") == "Ukraine"
    monthly = (claims["period"] == "month") & (claims["unit"] == "km2") & national
    chosen = monthly & (claims["actor"] == actor) & claims["measure"].isin(["gained", "lost"])
    rows = plain_rows(claims[chosen.fillna(value=False)])
    title = f"Ground that {actor} gained and lost, month by month"
    if not rows:
        return empty(axes(ax, SMALL), title)
    ax = axes(ax, 4.0)
    months = _months(rows)
    groups = by_claimant(rows)
    colours = colours_of(groups)
    for month in months:
        stated = {
            name: [row for row in group if row["date_start"] == month]
            for name, group in groups.items()
        }
        _month_columns(ax, months.index(month), {k: v for k, v in stated.items() if v}, colours)
    ax.axhline(0, color=ink(), linewidth=0.8)
    ax.set_xlim(-0.6, len(months) - 0.4)
    ax.set_xticks(range(len(months)), [_month_label(months, place) for place in range(len(months))])
    grid(ax, "y", lambda value: words.amount(abs(value)))
    ax.spines["bottom"].set_visible(False)
    subtitle = "Square kilometres of Ukraine in calendar months; gained upwards, lost downwards"
    return head(ax, Heading(_most_gained(rows, title), subtitle, colours))


def _most_gained(rows: Sequence[Row], title: str) -> str:
    """The title with the largest gain that a named claimant states, if one does."""
    named = [row for row in rows if row["claimant"] and row["measure"] == "gained"]
    if not named:
        return title
    most = max(named, key=lambda row: (row["value"], row["figure_ids"]))
    number = words.bounded(most["value"], most["low"], most["high"], "km2")
    when = words.month(most["date_start"])
    return f"{title}: the most, {number}, in {when}, {says(most['claimant'])}"


def _months(rows: Sequence[Row]) -> list[Any]:
    first = min(row["date_start"] for row in rows)
    last = max(row["date_start"] for row in rows)
    return [day.to_timestamp() for day in pd.period_range(first, last, freq="M")]


def _month_columns(
    ax: Axes, place: int, stated: Mapping[str, Sequence[Row]], colours: Mapping[str, str]
) -> None:
    """The columns of one month, each claimant that speaks of it with the same room."""
    width = 0.84 / max(len(stated), 2)
    for turn, (name, rows) in enumerate(stated.items()):
        x = place + (turn - (len(stated) - 1) / 2) * width
        for row in rows:
            bar = _change(ax, (x, 0.92 * width), row, colours[name])
            number = words.bounded(row["value"], row["low"], row["high"], "km2")
            said = f"{words.month(row['date_start'])}: {number} {row['measure']}"
            link(bar, row["figure_ids"], f"{said} – {words.named(row['claimant'])}")
        by_measure = {row["measure"]: row["value"] for row in rows}
        if len(by_measure) == 2 and len(rows) == 2:  # noqa: PLR2004  one gained, one lost
            net = by_measure["gained"] - by_measure["lost"]
            ax.plot([x - width / 2, x + width / 2], [net] * 2, color=ink(), linewidth=2)


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
        arrow(ax, (place[0], value), ink(), "y", up=outwards == (value > 0))
    elif low is not None and low != high:
        ax.plot([place[0]] * 2, [math.copysign(end, value) for end in (low, high)], color=ink())
    return bar
