"""The chart of aid added up: each donor's single packages over time, each counted once."""

from __future__ import annotations

from itertools import accumulate
from typing import TYPE_CHECKING, Any

from analysis.charts import words
from analysis.charts.claimants import colours_of
from analysis.charts.labels import right_labels
from analysis.charts.settings import styled
from analysis.charts.style import SMALL, Heading, axes, empty, grid, head, link, time_axis
from analysis.claims import plain_rows

if TYPE_CHECKING:
    from collections.abc import Sequence

    import pandas as pd
    from matplotlib.axes import Axes

    from analysis.claims import Row


@styled("aid_events")
def aid_cumulative(
    gifts: pd.DataFrame,
    commitment: str = "pledged",
    *,
    most: int = 6,
    ax: Axes | None = None,
) -> Axes:
    """Packages of aid added up over time, a line a donor; each package is counted once.

    Parts of other sums, running totals and sums for all kinds of aid together are left out, since
    they hold other packages; so is what has no conversion. What is pledged, allocated and
    delivered is never added.

    Args:
        gifts: the table of `analysis.reconciliation.donors.aid_events`.
        commitment: how far the aid has come: pledged, approved, allocated, delivered ...
        most: how many donors to show: those with the largest sums.
        ax: where to draw; without it a new figure is made.

    >>> import analysis
    >>> from analysis.reconciliation.donors import aid_events
    >>> text = "Germany pledged 2 billion euros in military aid, the ministry said."
    >>> gifts = aid_events(analysis.reconcile(analysis.extract(text, published="2025-02-12")))
    >>> print(aid_cumulative(gifts).get_title("left"))
    Packages pledged in these articles, added up:
    Germany €2bn, the most
    """
    groups = _packages(gifts, commitment)
    largest = sorted(groups, key=lambda donor: (-_sum(groups[donor]), donor))[:most]
    if not largest:
        return empty(axes(ax, SMALL), f"Aid {commitment}, added up by donor")
    ax = axes(ax, 4.0)
    colours = colours_of(largest)
    last = max(row["date"] for donor in largest for row in groups[donor])
    for donor in largest:
        _steps(ax, donor, groups[donor], colours[donor], last)
    unit = str(groups[largest[0]][0]["converted_to"])
    ax.set_ylim(0, 1.12 * _sum(groups[largest[0]]))
    time_axis(ax)
    ax.set_xlim(right=ax.get_xlim()[1] + 0.46 * (ax.get_xlim()[1] - ax.get_xlim()[0]))
    grid(ax, "y", lambda value: words.amount(value, unit))
    head(ax, _heading(commitment, groups, largest[0], unit))
    ends = {
        f"{donor} {words.derived(_sum(groups[donor]), unit)}": (last, _sum(groups[donor]))
        for donor in largest
    }
    right_labels(ax, ends)
    return ax


def _packages(gifts: pd.DataFrame, commitment: str) -> dict[str, list[Row]]:
    """The packages that may be added, by donor, in order of time."""
    groups: dict[str, list[Row]] = {}
    known = gifts[gifts["converted"].notna() & gifts["donor"].notna() & gifts["date"].notna()]
    for row in sorted(plain_rows(known), key=lambda row: (row["date"], row["event_id"])):
        single = row["left_out"] is None and not row["cumulative"] and row["category"] != "total"
        if single and row["commitment"] == commitment:
            groups.setdefault(row["donor"], []).append(row)
    return groups


def _sum(rows: Sequence[Row]) -> float:
    return float(sum(row["converted"] for row in rows))


def _heading(commitment: str, groups: dict[str, list[Row]], first: str, unit: str) -> Heading:
    total, count = (
        words.derived(_sum(groups[first]), unit),
        words.plural(len(groups[first]), "package"),
    )
    title = f"Packages {commitment} in these articles, added up: {first} {total}, the most"
    subtitle = (
        f"Single packages in {unit} at the ECB rate of their day, each counted once; running "
        f"totals are left out. A lower bound: {first} has {count} here"
    )
    return Heading(title, subtitle)


def _steps(ax: Axes, donor: str, rows: Sequence[Row], colour: str, last: Any) -> None:  # noqa: ANN401 - a day
    days = [row["date"] for row in rows]
    sums = list(accumulate(float(row["converted"]) for row in rows))
    ax.plot([*days, last], [*sums, sums[-1]], color=colour, drawstyle="steps-post", linewidth=1.8)
    for day, total, row in zip(days, sums, rows, strict=True):
        (dot,) = ax.plot([day], [total], "o", color=colour, markersize=5)
        stated = words.bounded(
            row["amount"], row["amount_low"], row["amount_high"], row["currency"]
        )
        kind = f" {row['category']}" if row["category"] else ""
        said = f"{donor}, {words.day(day)}: {stated}{kind} – {words.named(row['claimant'])}"
        link(dot, row["figure_ids"], said)
