"""Charts of aid: by donor and over time, one currency at a time, nothing converted or added."""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING

from analysis.charts import words
from analysis.charts.labels import end_labels
from analysis.charts.style import (
    FAINT,
    SMALL,
    Heading,
    axes,
    colour_of,
    empty,
    grid,
    head,
    height_of,
    link,
    mark,
    styled,
    time_axis,
)
from analysis.claims import plain_rows

if TYPE_CHECKING:
    from collections.abc import Sequence

    import pandas as pd
    from matplotlib.axes import Axes

    from analysis.claims import Row

_MOST_LABELS = 6
_MEASURES = ("pledged", "delivered", "requested")


def _selected(claims: pd.DataFrame, currency: str | None) -> tuple[str, list[Row]]:
    """The currency to show (the one most often stated, if none is given) and its claims."""
    counts = claims["currency"].value_counts()
    chosen = currency or (str(counts.sort_index().idxmax()) if len(counts) else "USD")
    known = (claims["currency"] == chosen) & claims["donor"].notna()
    return chosen, plain_rows(claims[known.fillna(value=False)])


def _number(row: Row) -> Row:
    return {"low": row["amount_low"], "high": row["amount_high"]}


def _bounded(row: Row) -> str:
    return words.bounded(row["amount"], row["amount_low"], row["amount_high"], row["currency"])


def _said(row: Row) -> str:
    kind = f" {row['category']}" if row["category"] else ""
    since = f" since {words.month(row['date_start'])}" if row["cumulative"] else ""
    who = f" – {row['claimant']}" if row["claimant"] else ""
    what = f"{row['donor']}: {_bounded(row)}{kind} {row['measure']}{since}"
    return f"{what}, {words.day(row['date'])}{who}"


@styled
def aid_by_donor(
    claims: pd.DataFrame,
    *,
    currency: str | None = None,
    most: int = 12,
    ax: Axes | None = None,
) -> Axes:
    """Every amount stated for each donor, the donor with the largest first.

    Running totals and single announcements stand on one line but are never added: a total holds
    the announcements before it.

    Args:
        claims: the table of `analysis.aid`.
        currency: an ISO 4217 code; without it the currency most often stated.
        most: how many donors to show.
        ax: where to draw; without it a new figure is made.
    """
    chosen, rows = _selected(claims, currency)
    title = f"Aid to Ukraine by donor, amounts stated in {chosen}"
    if not rows:
        return empty(axes(ax, SMALL), title)
    largest: dict[str, Row] = {}
    for row in sorted(rows, key=lambda row: (row["amount"], row["figure_ids"])):
        largest[row["donor"]] = row
    donors = sorted(largest, key=lambda donor: (-largest[donor]["amount"], donor))[:most]
    ax = axes(ax, height_of(len(donors)))
    for row in rows:
        if row["donor"] in donors:
            _amount_mark(ax, (row["amount"], float(donors.index(row["donor"]))), row, "x")
    for y, donor in enumerate(donors):
        _donor_label(ax, y, largest[donor])
    ax.set_xscale("log")
    ax.set_ylim(len(donors) - 0.5, -0.75)
    ax.set_yticks([])
    ax.minorticks_off()
    grid(ax, "x", lambda value: words.amount(value, chosen))
    subtitle = "Each mark is one amount as stated, on a tenfold scale; nothing is added up"
    return head(ax, Heading(title, subtitle, _key(rows)))


def _key(rows: Sequence[Row]) -> dict[str, str]:
    stated = {row["measure"] for row in rows}
    return {name: colour_of("measures", name) for name in _MEASURES if name in stated}


def _amount_mark(ax: Axes, at: tuple[object, float], row: Row, along: str) -> None:
    for artist in mark(ax, at, _number(row), colour_of("measures", row["measure"]), along):
        link(artist, row["figure_ids"], _said(row))
        if row["cumulative"]:
            artist.set_markersize(artist.get_markersize() * 1.45)


def _donor_label(ax: Axes, y: float, row: Row) -> None:
    kind = f" {row['category']}" if row["category"] else ""
    since = (
        f"since {words.month(row['date_start'])}" if row["cumulative"] else words.day(row["date"])
    )
    transform = ax.get_yaxis_transform()
    ax.text(0, y - 0.24, row["donor"], va="bottom", weight="bold", size=9, transform=transform)
    ax.annotate(
        f"largest: {_bounded(row)}{kind} {row['measure']}, {since}",
        (1, y - 0.24),
        xycoords=transform,
        va="bottom",
        ha="right",
        size=9,
        alpha=FAINT,
    )
    ax.axhline(y, color="#9aa3ad", linewidth=0.6, alpha=0.5, zorder=0)


@styled
def aid_over_time(
    claims: pd.DataFrame,
    *,
    currency: str | None = None,
    donor: str | None = None,
    ax: Axes | None = None,
) -> Axes:
    """Amounts over time: announcements as stems, running totals as large dots.

    Args:
        claims: the table of `analysis.aid`.
        currency: an ISO 4217 code; without it the currency most often stated.
        donor: one donor; without it all of them.
        ax: where to draw; without it a new figure is made.
    """
    chosen, rows = _selected(claims, currency)
    rows = [row for row in rows if row["date"] and donor in (None, row["donor"])]
    title = (
        f"Aid {f'from {donor} ' if donor else ''}to Ukraine over time, amounts stated in {chosen}"
    )
    if not rows:
        return empty(axes(ax, SMALL), title)
    ax = axes(ax)
    for row in rows:
        _amount_mark(ax, (row["date"], row["amount"]), row, "y")
    ends = _totals(ax, [row for row in rows if row["cumulative"]])
    ax.set_yscale("log")
    ax.minorticks_off()
    time_axis(ax)
    grid(ax, "y", lambda value: words.amount(value, chosen))
    end_labels(ax, ends or _largest(rows))
    subtitle = "Small dots are announcements, large ones running totals, which hold those before"
    return head(ax, Heading(title, subtitle, _key(rows)))


def _totals(ax: Axes, rows: Sequence[Row]) -> dict[str, tuple[object, float, str]]:
    """Join the totals that one claimant counts from one day on; the ends, to be labelled."""
    lines: dict[tuple[object, ...], list[Row]] = defaultdict(list)
    for row in sorted(rows, key=lambda row: (row["date"], row["figure_ids"])):
        names = ("measure", "donor", "category", "claimant", "date_start")
        lines[tuple(row[name] for name in names)].append(row)
    for (measure, *_), line in lines.items():
        days, amounts = [row["date"] for row in line], [row["amount"] for row in line]
        ax.plot(days, amounts, "-", color=colour_of("measures", str(measure)), alpha=0.4)
    return _largest([line[-1] for line in lines.values()])


def _largest(rows: Sequence[Row]) -> dict[str, tuple[object, float, str]]:
    """The largest amounts with their labels, as `end_labels` takes them."""
    largest = sorted(rows, key=lambda row: (-row["amount"], row["figure_ids"]))[:_MOST_LABELS]
    return {
        f"{row['donor']} {_bounded(row)}": (
            row["date"],
            row["amount"],
            colour_of("measures", row["measure"]),
        )
        for row in largest
    }
