"""The chart of months: the nights known, added up by outcome, and the totals as stated."""

from __future__ import annotations

from itertools import pairwise
from typing import TYPE_CHECKING, Any

import pandas as pd
from matplotlib.patches import Rectangle

from analysis import nights as attack_nights
from analysis.charts import words
from analysis.charts.attacks import key, measure_of, noun, part_words, parts
from analysis.charts.claimants import GREY, OTHERS, by_claimant, colours_of, says
from analysis.charts.labels import near_labels
from analysis.charts.settings import edge, ink, points, styled
from analysis.charts.style import (
    SMALL,
    Heading,
    axes,
    colour_of,
    empty,
    grid,
    head,
    link,
    mark,
    time_axis,
)
from analysis.claims import plain_rows
from analysis.schema import WEAPONS, check_term

if TYPE_CHECKING:
    from collections.abc import Sequence

    from matplotlib.axes import Axes

    from analysis.charts.labels import Point
    from analysis.claims import Row

_NEXT_MONTH = 31  # days
_MOST_CLAIMANTS = 4


@styled("strikes")
def strikes_by_month(
    claims: pd.DataFrame,
    weapon: str = "drone",
    *,
    attacker: str = "Russia",
    ax: Axes | None = None,
) -> Axes:
    """Weapons launched by month: totals as claimants state them, and the nights known, added up.

    The nights are split into what became of the weapons. The month in which the latest article
    appeared is unfinished, drawn with a broken outline.

    Args:
        claims: the table of `analysis.strikes`.
        weapon: a class of weapon, as in `strikes_by_night`.
        attacker: who launched them.
        ax: where to draw; without it a new figure is made.

    >>> import analysis
    >>> text = "Russia launched 123 drones overnight; 71 were shot down, the air force said."
    >>> claims = analysis.strikes(analysis.extract(text, published="2025-02-12"))
    >>> print(strikes_by_month(claims).get_title("left"))
    Drones launched by Russia, month by month
    """
    check_term("weapon", weapon, WEAPONS)
    table = attack_nights.strikes_by_month(claims)
    chosen = (table["weapon_class"] == weapon) & (table["attacker"] == attacker)
    rows = [row for row in plain_rows(table[chosen.fillna(value=False)]) if row["launched"]]
    title = f"{noun(weapon).capitalize()} launched by {attacker}, month by month"
    if not rows:
        return empty(axes(ax, SMALL), title)
    ax = axes(ax, 4.0)
    summed = [row for row in rows if row["basis"] == "nights"]
    stated = [row for row in rows if row["basis"] == "stated"]
    for row in summed:
        _column(ax, row)
    _unfinished(ax, summed, claims["published"].max())
    time_axis(ax)
    grid(ax, "y", words.amount)
    ax.set_ylim(0, 1.12 * max(row["launched"] for row in rows))
    return _with_totals(
        ax, Heading(_found(rows, title), _subtitle(summed, stated), key(summed)), stated
    )


def _found(rows: Sequence[Row], title: str) -> str:
    """The title, with the highest total of a month that a named claimant states, if one does."""
    stated = [row for row in rows if row["basis"] == "stated" and row["claimant"]]
    if not stated:
        return title
    most = max(stated, key=lambda row: (row["launched"], row["figure_ids"]))
    when = words.month(most["date"])
    return f"{title}: the most, {_total(most)}, in {when}, {says(most['claimant'])}"


def _total(row: Row) -> str:
    return words.bounded(*(row[f"launched{end}"] for end in ("", "_low", "_high")))


def _subtitle(summed: Sequence[Row], stated: Sequence[Row]) -> str:
    columns = "Columns: the nights in these articles added up, a lower bound of the month. "
    dots = "Dots: a month’s total as a claimant states it."
    return (columns if summed else "") + (dots if stated else "")


def _column(ax: Axes, row: Row) -> None:
    bottom = 0.0
    nights = words.plural(row["nights"], "night")
    for name, number in parts(row):
        (column,) = ax.bar(
            row["date"],
            number,
            24,
            bottom,
            color=colour_of("measures", name),
            align="edge",
            **edge(),
        )
        said = f"{words.month(row['date'])}: {part_words(name, number)}, in {nights} reported"
        link(column, row["figure_ids"], said, measure_of(name))
        bottom += number


def _unfinished(ax: Axes, rows: Sequence[Row], latest: object) -> None:
    """A broken outline around the column of the month that the latest article appeared in."""
    if not rows or pd.isna(latest):  # type: ignore[call-overload]
        return
    day, last = pd.Timestamp(str(latest)), rows[-1]
    if (last["date"].year, last["date"].month) != (day.year, day.month) or day.is_month_end:
        return
    outline: dict[str, Any] = {
        "color": "none",
        "edgecolor": ink(),
        "linestyle": (0, (2, 1.5)),
        "linewidth": 1,
    }
    ax.bar(last["date"], last["launched"], 24, align="edge", **outline)
    ax.annotate(
        f"to {words.day(day)}",
        (last["date"] + pd.Timedelta(days=12), last["launched"]),
        (0, 3),
        textcoords="offset points",
        ha="center",
        size=points(8),
    ).set_in_layout(False)


def _with_totals(ax: Axes, heading: Heading, rows: list[Row]) -> Axes:
    """The stated totals as dots, their claimants named beside the latest, under the heading."""
    groups = by_claimant(rows, _MOST_CLAIMANTS)
    colours = colours_of(groups)
    ends: dict[str, list[Point]] = {}
    places: list[Point] = []
    for name, group in groups.items():
        middles = [row["date"].replace(day=13) for row in group]
        if name != OTHERS:
            _line(ax, middles, group, colours[name])
            ends[name] = [
                (day, row["launched"]) for day, row in reversed([*zip(middles, group, strict=True)])
            ]
        for middle, row in zip(middles, group, strict=True):
            number = {"low": row["launched_low"], "high": row["launched_high"]}
            said = f"{words.month(row['date'])}: {_total(row)} – {words.named(row['claimant'])}"
            for artist in mark(ax, (middle, row["launched"]), number, colours[name]):
                link(artist, row["figure_ids"], said)
            places.append((middle, row["launched"]))
    more = {"a total of another claimant": GREY} if OTHERS in groups else {}
    head(ax, Heading(heading.title, heading.subtitle, {**(heading.key or {}), **more}))
    near_labels(ax, ends, [*places, *_inside(ax)])
    return ax


def _inside(ax: Axes) -> list[Point]:
    """Points in the columns, which labels keep free."""
    shares = (0.25, 0.75, 1.0)
    return [
        (bar.get_x() + bar.get_width() / 2, bar.get_y() + share * bar.get_height())
        for bar in ax.patches
        if isinstance(bar, Rectangle)
        for share in shares
    ]


def _line(ax: Axes, middles: Sequence[Any], group: Sequence[Row], colour: str) -> None:
    for (day, row), (after, other) in pairwise(zip(middles, group, strict=True)):
        if (after - day).days <= _NEXT_MONTH:  # no line over months that nobody states
            ax.plot([day, after], [row["launched"], other["launched"]], color=colour, alpha=0.4)
