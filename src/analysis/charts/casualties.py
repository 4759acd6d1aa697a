"""The chart of casualties: what each claimant states, side by side."""

from __future__ import annotations

from typing import TYPE_CHECKING

from analysis.charts import words
from analysis.charts.claimants import UNNAMED, claimant_of
from analysis.charts.settings import FAINT, points, styled
from analysis.charts.style import (
    SMALL,
    Heading,
    axes,
    colour_of,
    empty,
    grid,
    head,
    height_of,
    letters,
    link,
    mark,
)
from analysis.claims import plain_rows
from analysis.schema import MEASURES, check_term

if TYPE_CHECKING:
    from collections.abc import Sequence

    import pandas as pd
    from matplotlib.axes import Axes

    from analysis.claims import Row

_NAMES = {"casualties": "killed or wounded"}
_VICTIMS = {"civilian": "civilians", "military": "soldiers"}
_HEADER = 0.8  # rows that the name of a group takes up
_UNNAMED_SHARE = 1 / 3  # claims that name no claimant never crowd out those that do
_SPREAD = 50  # the largest over the smallest, from which on the scale is logarithmic


@styled("casualties")
def casualties_by_claimant(
    claims: pd.DataFrame,
    measure: str = "killed",
    *,
    side: str | None = None,
    most: int = 15,
    ax: Axes | None = None,
) -> Axes:
    """The largest numbers of people that claimants state, with their bounds.

    Args:
        claims: the table of `analysis.casualties`.
        measure: killed, injured, missing, captured, or casualties (killed and wounded as one).
        side: the side the victims belong to; without it all sides.
        most: how many claims to show; of one claimant about one side and kind, the latest.
        ax: where to draw; without it a new figure is made.

    >>> import analysis
    >>> text = "At least two civilians were killed in Kyiv, police said."
    >>> claims = analysis.casualties(analysis.extract(text, published="2025-02-12"))
    >>> print(casualties_by_claimant(claims).get_title("left"))
    People said to be killed
    """
    check_term("measure", measure, MEASURES["casualties"])
    chosen = (claims["measure"] == measure) & claims["value"].notna()
    if side:
        chosen &= claims["side"] == side
    rows = _latest(plain_rows(claims[chosen.fillna(value=False)]), most)
    name = _NAMES.get(measure, measure)
    title = f"People said to be {name}" + (f" on the side of {side}" if side else "")
    if not rows:
        return empty(axes(ax, SMALL), title)
    groups = _groups(rows)
    ax = axes(ax, height_of(len(rows)) + 0.3 * len(groups))
    y = 0.0
    for victims, group in groups.items():
        _group_name(ax, y, victims)
        y += _HEADER
        for row in group:
            _claim(ax, y, row, name)
            y += 1
    _scale(ax, rows, y)
    sides = sorted({row["side"] for row in rows if row["side"]})
    key = {name: colour_of("sides", name) for name in sides}
    subtitle = "Each number as its claimant states it; claims by a party, not verified"
    return head(ax, Heading(title, subtitle, key))


def _groups(rows: Sequence[Row]) -> dict[str, list[Row]]:
    """The claims by whom they are about: "Ukraine: civilians"; the largest number's group first."""
    groups: dict[str, list[Row]] = {}
    for row in rows:
        who = _VICTIMS.get(row["category"] or "", "soldiers or civilians, not said")
        groups.setdefault(f"{row['side'] or 'Side not said'}: {who}", []).append(row)
    return groups


def _group_name(ax: Axes, y: float, victims: str) -> None:
    transform = ax.get_yaxis_transform()
    ax.text(0, y - 0.2, victims, va="bottom", size=points(9.5), weight="bold", transform=transform)


def _latest(rows: Sequence[Row], most: int) -> list[Row]:
    """The latest claim of each claimant about one side, kind, place and length of time.

    Where there are too many, the largest stay, of them only some of those without a claimant.
    """
    latest: dict[tuple[object, ...], Row] = {}
    for row in sorted(rows, key=lambda row: (str(row["date"] or ""), row["figure_ids"])):
        who = claimant_of(row["claimant"])
        who = row["article_id"] if who == UNNAMED else who
        names = ("side", "category", "place", "period")
        latest[who, *(row[name] for name in names)] = row
    largest = sorted(latest.values(), key=lambda row: (-row["value"], row["figure_ids"]))
    unnamed = [row for row in largest if row["claimant"] is None]
    crowding = unnamed[round(most * _UNNAMED_SHARE) :] if len(largest) > most else []
    return [row for row in largest if row not in crowding][:most]


def _claim(ax: Axes, y: float, row: Row, name: str) -> None:
    number = words.bounded(row["value"], row["low"], row["high"])
    colour = colour_of("sides", row["side"] or "")
    place = row["place"] if row["place"] != row["side"] else None
    about = ", ".join(filter(None, (place, _time(row))))
    said = f"{number} {name} ({about}) – {words.named(row['claimant'])}"
    for artist in mark(ax, (row["value"], float(y)), row, colour, "x"):
        link(artist, row["figure_ids"], said)
    transform = ax.get_yaxis_transform()
    room = letters(ax)
    about = words.shortened(about, room // 2 + 1)
    label = f"{words.named(row['claimant'], max(8, room - 2 - len(about) - len(number)))}: {number}"
    ax.text(0, y - 0.24, label, va="bottom", size=points(9), transform=transform)
    ax.text(
        1,
        y - 0.24,
        about,
        va="bottom",
        ha="right",
        size=points(9),
        transform=transform,
        alpha=FAINT,
    )
    ax.axhline(y, color="#9aa3ad", linewidth=0.6, alpha=0.5, zorder=0)


def _time(row: Row) -> str:
    if row["date"] is None:
        return "undated"
    if row["period"] == "day":
        return words.day(row["date"])
    if row["period"] == "month":
        return words.month(row["date"])
    if row["period"] == "year":
        return f"{row['date']:%Y}"
    start, end = row["date_start"], row["date"]
    if words.month(start) == words.month(end):
        return f"{start.day}–{words.day(end)}"
    return f"{words.month(start)} to {words.month(end)}"


def _scale(ax: Axes, rows: Sequence[Row], end: float) -> None:
    values = [row["value"] for row in rows if row["value"]]
    if values and max(values) > _SPREAD * min(values):
        ax.set_xscale("log")
        ax.minorticks_off()
    else:
        ax.set_xlim(0, max(values, default=1) * 1.12)
    ax.set_ylim(end - 0.5, -0.75)
    ax.set_yticks([])
    grid(ax, "x", words.amount)
