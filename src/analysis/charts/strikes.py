"""Charts of attacks: nights, months, the largest, and the share stopped."""

from __future__ import annotations

from itertools import pairwise
from typing import TYPE_CHECKING, Any

from analysis import nights as attack_nights
from analysis.charts import words
from analysis.charts.claimants import OTHERS, by_claimant, colours_of
from analysis.charts.style import (
    FAINT,
    INK,
    SMALL,
    Heading,
    arrow,
    axes,
    colour_of,
    empty,
    end_labels,
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

_WEAPONS = {"any": "drones and missiles", "other": "other weapons"}
_PARTS = {
    "intercepted": "shot down",
    "suppressed": "jammed or lost",
    "hit": "got through",
    "unaccounted": "not accounted for",
    "launched": "outcome not stated",
}
_SAID = {"launched": "launched, outcome not stated"}
_MOST_ROWS = 31  # more nights than a month's are drawn as columns over time
_WIDE = 0.09  # of the axis; a narrower part has no room for its number
_NEXT_MONTH = 31  # days
_MOST_PEAKS = 3
_FEW = 30  # weapons; a share of fewer says little


def _noun(weapon: str) -> str:
    return _WEAPONS.get(weapon, f"{weapon.replace('_', ' ')}s")


def _parts(row: Row) -> list[tuple[str, float]]:
    """The parts of one bar: the outcomes stated, and what they leave of the launched number."""
    parts = [(name, row[name]) for name in ("intercepted", "suppressed", "hit") if row[name]]
    total = row["launched"]
    if total is None:
        return parts
    rest = max(0.0, total - sum(number for _, number in parts))
    known = row["unaccounted"] is not None
    return parts + ([("unaccounted" if known else "launched", rest)] if rest else [])


def _selected(claims: pd.DataFrame, weapon: str, attacker: str) -> list[Row]:
    table = attack_nights.nights(claims)
    chosen = (table["weapon_class"] == weapon) & (table["attacker"] == attacker)
    return plain_rows(table[chosen.fillna(value=False)])


@styled
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
    """
    rows = _selected(claims, weapon, attacker)
    title = f"{attacker}’s {_noun(weapon)}, night by night"
    if not rows:
        return empty(axes(ax, SMALL), title)
    subtitle = f"{_noun(weapon).capitalize()} launched, by the day that reports the night"
    if len(rows) > _MOST_ROWS:
        return _columns(axes(ax), rows, Heading(title, subtitle, _key(rows)))
    ax = axes(ax, height_of(len(rows)))
    return _bars(ax, rows, Heading(title, subtitle, _key(rows)), _rivals(claims, rows))


@styled
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
    """
    known = [row for row in _selected(claims, weapon, attacker) if row["launched"]]
    rows = sorted(known, key=lambda row: row["launched"], reverse=True)[:most]
    title = f"The largest attacks with {_noun(weapon)} by {attacker}"
    if not rows:
        return empty(axes(ax, SMALL), title)
    subtitle = (
        f"{_noun(weapon).capitalize()} launched in a night, of {len(known):,} nights reported"
    )
    ax = axes(ax, height_of(len(rows)))
    return _bars(ax, rows, Heading(title, subtitle, _key(rows)), _rivals(claims, rows))


def _key(rows: Sequence[Row]) -> dict[str, str]:
    shown = {name for row in rows for name, _ in _parts(row)}
    return {text: colour_of("measures", name) for name, text in _PARTS.items() if name in shown}


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
    longest = max(sum(number for _, number in _parts(row)) for row in rows)
    for y, row in enumerate(rows):
        _bar(ax, y, row, longest)
        _row_label(ax, y, row)
        others = rivals[row["figure_ids"]]
        for rival in others:
            _rival(ax, y, rival)
        ends = [sum(number for _, number in _parts(row)), *(one["launched"] for one in others)]
        _total(ax, y, row, max(ends))
    ax.set_ylim(len(rows) - 0.5, -0.75)
    ax.set_xlim(0, longest * 1.14)
    ax.set_yticks([])
    grid(ax, "x", words.amount)
    return head(ax, heading)


def _bar(ax: Axes, y: float, row: Row, longest: float) -> None:
    left = 0.0
    for name, number in _parts(row):
        colour = colour_of("measures", name)
        (bar,) = ax.barh(y, number, 0.5, left, color=colour)
        link(bar, row["figure_ids"], _said(row, name, number), _measure(name))
        if number > _WIDE * longest:
            light = name in ("suppressed", "launched")
            ax.text(
                left + number / 2,
                y,
                f"{number:,.0f}",
                ha="center",
                va="center",
                size=8.5,
                color="#10151a" if light else "#ffffff",
            )
        left += number
    low, high = row["launched_low"], row["launched_high"]
    if row["launched"] and (low is None) != (high is None):
        arrow(ax, (left, y), INK, "x", up=high is None)


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


def _measure(part: str) -> str:
    return "launched" if part == "unaccounted" else part


def _said(row: Row, part: str, number: float) -> str:
    derived = " (launched minus the outcomes stated)" if part == "unaccounted" else ""
    who = f" – {row['claimant']}" if row["claimant"] else ""
    return f"{words.day(row['date'])}: {number:,.0f} {_SAID.get(part, _PARTS[part])}{derived}{who}"


def _row_label(ax: Axes, y: float, row: Row) -> None:
    place = "" if row["scope"] == "national" else f" · {row['scope']} only"
    ax.text(0, y - 0.31, words.day(row["date"]), va="bottom", weight="bold", size=9)
    ax.annotate(
        f"{words.named(row['claimant'])}{place}",
        (0, y - 0.31),
        (74, 0),
        textcoords="offset points",
        va="bottom",
        size=9,
        alpha=FAINT,
    )


def _rival(ax: Axes, y: float, rival: Row) -> None:
    (diamond,) = ax.plot([rival["launched"]], [y], "D", color=INK, mfc="none", markersize=6)
    number = words.bounded(rival["launched"], rival["launched_low"], rival["launched_high"])
    said = f"Another claim: {number} launched – {words.named(rival['claimant'])}"
    link(diamond, rival["figure_ids"], said, "launched")


def _columns(ax: Axes, rows: Sequence[Row], heading: Heading) -> Axes:
    """One thin column a night on an axis of time; the three largest carry their number."""
    days = (rows[-1]["date"] - rows[0]["date"]).days + 1
    width = max(0.9, days / 200)
    for row in rows:
        bottom = 0.0
        for name, number in _parts(row):
            colour = colour_of("measures", name)
            (column,) = ax.bar(row["date"], number, width, bottom, color=colour)
            link(column, row["figure_ids"], _said(row, name, number), _measure(name))
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
            size=8.5,
        ).set_in_layout(False)


@styled
def strikes_by_month(
    claims: pd.DataFrame,
    weapon: str = "drone",
    *,
    attacker: str = "Russia",
    ax: Axes | None = None,
) -> Axes:
    """Weapons launched month by month: totals as stated, and sums of the nights known.

    Args:
        claims: the table of `analysis.strikes`.
        weapon: a class of weapon, as in `strikes_by_night`.
        attacker: who launched them.
        ax: where to draw; without it a new figure is made.
    """
    table = attack_nights.strikes_by_month(claims)
    chosen = (table["weapon_class"] == weapon) & (table["attacker"] == attacker)
    rows = [row for row in plain_rows(table[chosen.fillna(value=False)]) if row["launched"]]
    title = f"{_noun(weapon).capitalize()} launched by {attacker}, month by month"
    if not rows:
        return empty(axes(ax, SMALL), title)
    ax = axes(ax)
    summed = [row for row in rows if row["basis"] == "nights"]
    for row in summed:
        _month_column(ax, row)
    time_axis(ax)
    grid(ax, "y", words.amount)
    ax.set_ylim(0, 1.1 * max(row["launched"] for row in rows))
    _stated_months(ax, [row for row in rows if row["basis"] == "stated"])
    key = {"the nights in these articles, added up": colour_of("measures", "launched")}
    subtitle = "A month’s total as a claimant states it (dots), and what is known night by night"
    return head(ax, Heading(title, subtitle, key if summed else None))


def _month_column(ax: Axes, row: Row) -> None:
    (column,) = ax.bar(
        row["date"], row["launched"], 24, color=colour_of("measures", "launched"), align="edge"
    )
    nights = words.plural(row["nights"], "night")
    said = f"{words.month(row['date'])}: {row['launched']:,.0f} in {nights} reported"
    link(column, row["figure_ids"], said, "launched")


def _stated_months(ax: Axes, rows: list[Row]) -> None:
    groups = by_claimant(rows)
    colours = colours_of(groups)
    ends = {}
    for name, group in groups.items():
        middles = [row["date"].replace(day=13) for row in group]
        if name != OTHERS:
            _month_line(ax, middles, group, colours[name])
        for middle, row in zip(middles, group, strict=True):
            number = {"low": row["launched_low"], "high": row["launched_high"]}
            said = words.bounded(row["launched"], **number)
            said = f"{words.month(row['date'])}: {said} – {words.named(row['claimant'])}"
            for artist in mark(ax, (middle, row["launched"]), number, colours[name]):
                link(artist, row["figure_ids"], said)
        ends[name] = (middles[-1], group[-1]["launched"], colours[name])
    end_labels(ax, ends)


def _month_line(ax: Axes, middles: Sequence[Any], group: Sequence[Row], colour: str) -> None:
    for (day, row), (after, other) in pairwise(zip(middles, group, strict=True)):
        if (after - day).days <= _NEXT_MONTH:  # no line over months that nobody states
            ax.plot([day, after], [row["launched"], other["launched"]], color=colour, alpha=0.4)


@styled
def stopped_share(
    claims: pd.DataFrame,
    *,
    attacker: str = "Russia",
    fewest: int = _FEW,
    ax: Axes | None = None,
) -> Axes:
    """The share of weapons shot down or suppressed, by kind of weapon.

    It is pooled over the nights whose launched number and outcomes are known: all stopped of all
    launched. Only the sum of shot down and suppressed compares over the years.

    Args:
        claims: the table of `analysis.strikes`.
        attacker: who launched them.
        fewest: kinds with fewer weapons than this are drawn hollow and said to be few.
        ax: where to draw; without it a new figure is made.
    """
    table = attack_nights.nights(claims, apart=True)
    chosen = (table["attacker"] == attacker) & (table["scope"] == "national")
    known = table[chosen.fillna(value=False) & table["stopped_share"].notna()]
    title = f"How much of what {attacker} launched was stopped"
    if known.empty:
        return empty(axes(ax, SMALL), title)
    kinds = [
        (str(kind), plain_rows(group))
        for kind, group in known.groupby("weapon_class", observed=True)
    ]
    kinds.sort(key=lambda kind: -_pooled(kind[1]))
    ax = axes(ax, height_of(len(kinds)))
    for y, (kind, rows) in enumerate(kinds):
        _share_row(ax, y, kind, rows, fewest)
    ax.set_ylim(len(kinds) - 0.5, -0.75)
    ax.set_xlim(0, 1.02)
    ax.set_yticks([])
    grid(ax, "x", "{:.0%}".format)
    subtitle = (
        "Shot down or suppressed, of all launched in the nights whose outcome is known. "
        "Small dots are single nights."
    )
    return head(ax, Heading(title, subtitle))


def _launched(rows: Sequence[Row]) -> float:
    return float(sum(row["launched"] for row in rows))


def _pooled(rows: Sequence[Row]) -> float:
    return float(sum(row["stopped_share"] * row["launched"] for row in rows)) / _launched(rows)


def _share_row(ax: Axes, y: float, kind: str, rows: Sequence[Row], fewest: int) -> None:
    share, launched = _pooled(rows), _launched(rows)
    colour = colour_of("measures", "intercepted")
    few = launched < fewest
    ax.barh(y, share, 0.34, color="none" if few else colour, edgecolor=colour)
    for row in rows:
        (dot,) = ax.plot([row["stopped_share"]], [y + 0.27], "o", color=INK, ms=3, alpha=0.45)
        said = f"{words.day(row['date'])}: {row['stopped_share']:.0%} of {row['launched']:,.0f}"
        link(dot, row["figure_ids"], said, "launched")
    n = f"{share:.0%} of {launched:,.0f} in {words.plural(len(rows), 'night')}"
    ax.text(0, y - 0.24, _noun(kind).capitalize(), va="bottom", weight="bold", size=9)
    ax.annotate(
        n + (" – too few to compare" if few else ""),
        (0, y - 0.24),
        (112, 0),
        textcoords="offset points",
        va="bottom",
        size=9,
    )
