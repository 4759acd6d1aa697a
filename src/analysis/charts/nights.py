"""Charts of nights: each night's attack, and the largest of them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from analysis.charts import words
from analysis.charts.attacks import key, measure_of, noun, parts, said, selected
from analysis.charts.claimants import says
from analysis.charts.settings import FAINT, edge, ink, points, styled
from analysis.charts.style import (
    SMALL,
    Heading,
    arrow,
    axes,
    colour_of,
    empty,
    grid,
    head,
    height_of,
    link,
    text_on,
    time_axis,
)
from analysis.claims import plain_rows

if TYPE_CHECKING:
    from collections.abc import Sequence

    import pandas as pd
    from matplotlib.axes import Axes

    from analysis.claims import Row

_MOST_ROWS = 31  # more nights than a month's are drawn as columns over time
_WIDE = 0.09  # of the axis; a narrower part has no room for its number
_MOST_PEAKS = 3


@styled("strikes")
def strikes_by_night(
    claims: pd.DataFrame,
    weapon: str = "drone",
    *,
    attacker: str = "Russia",
    ax: Axes | None = None,
) -> Axes:
    """Weapons launched night by night, split into what became of them.

    Args:
        claims: the table of `analysis.strikes`.
        weapon: a class of weapon: drone, missile (all kinds), guided_bomb, rocket, any, other.
            Drones and missiles never share axes.
        attacker: who launched them.
        ax: where to draw; without it a new figure is made.

    >>> import analysis
    >>> text = "Russia launched 123 drones overnight; 71 were shot down, the air force said."
    >>> claims = analysis.strikes(analysis.extract(text, published="2025-02-12"))
    >>> print(strikes_by_night(claims).get_title("left"))
    Russia’s drones, night by night
    """
    rows = selected(claims, weapon, attacker)
    title = f"{attacker}’s {noun(weapon)}, night by night"
    if not rows:
        return empty(axes(ax, SMALL), title)
    subtitle = f"{noun(weapon).capitalize()} launched, by the day that reports the night"
    if len(rows) > _MOST_ROWS:
        return _columns(axes(ax), rows, Heading(title, subtitle, key(rows)))
    ax = axes(ax, height_of(len(rows)))
    return _bars(ax, rows, Heading(title, subtitle, key(rows)), _rivals(claims, rows))


@styled("strikes")
def largest_attacks(
    claims: pd.DataFrame,
    weapon: str = "drone",
    *,
    attacker: str = "Russia",
    most: int = 10,
    ax: Axes | None = None,
) -> Axes:
    """The nights with the most weapons launched, largest first.

    Args:
        claims: the table of `analysis.strikes`.
        weapon: a class of weapon, as in `strikes_by_night`.
        attacker: who launched them.
        most: how many nights to show.
        ax: where to draw; without it a new figure is made.

    >>> import analysis
    >>> text = "Russia launched 123 drones overnight; 71 were shot down, the air force said."
    >>> claims = analysis.strikes(analysis.extract(text, published="2025-02-12"))
    >>> print(largest_attacks(claims).get_title("left"))
    Russia’s largest attack with drones in these
    articles: 123, on 12 Feb 2025, says Ukraine’s air
    force
    """
    known = [row for row in selected(claims, weapon, attacker) if row["launched"]]
    rows = sorted(known, key=lambda row: row["launched"], reverse=True)[:most]
    if not rows:
        return empty(axes(ax, SMALL), f"The largest attacks with {noun(weapon)} by {attacker}")
    largest = words.bounded(*(rows[0][f"launched{end}"] for end in ("", "_low", "_high")))
    title = (
        f"{attacker}’s largest attack with {noun(weapon)} in these articles: "
        f"{largest}, on {words.day(rows[0]['date'])}, {says(rows[0]['claimant'])}"
    )
    subtitle = (
        f"{noun(weapon).capitalize()} launched in a night: the {len(rows)} largest "
        f"of {words.plural(len(known), 'night')} with a number. Diamonds are other claims."
    )
    ax = axes(ax, height_of(len(rows)))
    return _bars(ax, rows, Heading(title, subtitle, key(rows)), _rivals(claims, rows))


def _rivals(claims: pd.DataFrame, rows: Sequence[Row]) -> dict[str, list[Row]]:
    """Rival claims with a launched number, by the ids of the claim chosen for their night."""
    stated = {row["figure_ids"]: row for row in plain_rows(claims) if row["launched"]}
    return {
        row["figure_ids"]: [
            rival for ids, rival in stated.items() if ids in (row["rival_ids"] or "")
        ]
        for row in rows
    }


def _bars(ax: Axes, rows: Sequence[Row], heading: Heading, rivals: dict[str, list[Row]]) -> Axes:
    """One labelled bar a row, the first at the top."""
    longest = max(sum(number for _, number in parts(row)) for row in rows)
    for y, row in enumerate(rows):
        _bar(ax, y, row, longest)
        _row_label(ax, y, row)
        others = rivals[row["figure_ids"]]
        for rival in others:
            _rival(ax, y, rival)
        ends = [sum(number for _, number in parts(row)), *(one["launched"] for one in others)]
        _total(ax, y, row, max(ends))
    ax.set_ylim(len(rows) - 0.5, -0.75)
    ax.set_xlim(0, longest * 1.14)
    ax.set_yticks([])
    grid(ax, "x", words.amount)
    return head(ax, heading)


def _bar(ax: Axes, y: float, row: Row, longest: float) -> None:
    left = 0.0
    for name, number in parts(row):
        colour = colour_of("measures", name)
        (bar,) = ax.barh(y, number, 0.5, left, color=colour, **edge())
        link(bar, row["figure_ids"], said(row, name, number), measure_of(name))
        if number > _WIDE * longest:
            ax.text(
                left + number / 2,
                y,
                f"{number:,.0f}",
                ha="center",
                va="center",
                size=points(8.5),
                color=text_on(colour),
            )
        left += number
    low, high = row["launched_low"], row["launched_high"]
    if row["launched"] and (low is None) != (high is None):
        arrow(ax, (left, y), ink(), "x", up=high is None)


def _total(ax: Axes, y: float, row: Row, end: float) -> None:
    number = row["launched"]
    text = words.bounded(number, row["launched_low"], row["launched_high"]) if number else ""
    open_end = bool(number) and (row["launched_low"] is None) != (row["launched_high"] is None)
    ax.annotate(
        text or "launched: not stated",
        (end, y),
        (20 if open_end else 7, 0),
        textcoords="offset points",
        va="center",
        weight="bold" if text else "normal",
        alpha=1 if text else FAINT,
        annotation_clip=False,
    )


def _row_label(ax: Axes, y: float, row: Row) -> None:
    place = "" if row["scope"] == "national" else f" · {row['scope']} only"
    ax.text(0, y - 0.31, words.day(row["date"]), va="bottom", weight="bold", size=points(9))
    ax.annotate(
        f"{words.named(row['claimant'])}{place}",
        (0, y - 0.31),
        (74, 0),
        textcoords="offset points",
        va="bottom",
        size=points(9),
        alpha=FAINT,
    )


def _rival(ax: Axes, y: float, rival: Row) -> None:
    (diamond,) = ax.plot([rival["launched"]], [y], "D", color=ink(), mfc="none", markersize=6)
    number = words.bounded(rival["launched"], rival["launched_low"], rival["launched_high"])
    said = f"Another claim: {number} launched – {words.named(rival['claimant'])}"
    link(diamond, rival["figure_ids"], said, "launched")


def _columns(ax: Axes, rows: Sequence[Row], heading: Heading) -> Axes:
    """One thin column a night on an axis of time; the three largest carry their number."""
    days = (rows[-1]["date"] - rows[0]["date"]).days + 1
    width = max(0.9, days / 200)
    for row in rows:
        bottom = 0.0
        for name, number in parts(row):
            colour = colour_of("measures", name)
            (column,) = ax.bar(row["date"], number, width, bottom, color=colour)
            link(column, row["figure_ids"], said(row, name, number), measure_of(name))
            bottom += number
    middle = rows[0]["date"] + (rows[-1]["date"] - rows[0]["date"]) / 2
    for row in _peaks(rows, days):
        _peak(ax, row, right=row["date"] < middle)
    time_axis(ax)
    grid(ax, "y", words.amount)
    return head(ax, heading)


def _peaks(rows: Sequence[Row], days: int) -> list[Row]:
    """The largest nights, none so near another that their labels would meet."""
    peaks: list[Row] = []
    for row in sorted(rows, key=lambda row: row["launched"] or 0, reverse=True):
        near = any(abs((row["date"] - peak["date"]).days) < days / 5 for peak in peaks)
        if not near and len(peaks) < _MOST_PEAKS:
            peaks.append(row)
    return peaks


def _peak(ax: Axes, row: Row, *, right: bool) -> None:
    if row["launched"]:
        ax.annotate(
            f"{row['launched']:,.0f} on {words.day(row['date'])}",
            (row["date"], row["launched"]),
            (4 if right else -4, 3),
            textcoords="offset points",
            ha="left" if right else "right",
            size=points(8.5),
        ).set_in_layout(False)
