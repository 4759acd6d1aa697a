"""The chart of the share of weapons stopped."""

from __future__ import annotations

from typing import TYPE_CHECKING

from analysis import nights as attack_nights
from analysis.charts import words
from analysis.charts.attacks import noun
from analysis.charts.settings import ink, points, styled
from analysis.charts.style import (
    SMALL,
    Heading,
    axes,
    colour_of,
    empty,
    grid,
    head,
    height_of,
    link,
)
from analysis.claims import plain_rows

if TYPE_CHECKING:
    from collections.abc import Sequence

    import pandas as pd
    from matplotlib.axes import Axes

    from analysis.claims import Row

_FEW = 30  # weapons; a share of fewer says little


@styled("strikes")
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

    >>> import analysis
    >>> text = "Russia launched 123 drones overnight; 71 were shot down, the air force said."
    >>> claims = analysis.strikes(analysis.extract(text, published="2025-02-12"))
    >>> print(stopped_share(claims).get_title("left"))
    Stopped, of those whose outcome is stated: 58% of
    Russia’s drones
    """
    table = attack_nights.nights(claims, apart=True)
    chosen = (table["attacker"] == attacker) & (table["scope"] == "national")
    known = table[chosen.fillna(value=False) & table["stopped_share"].notna()]
    if known.empty:
        return empty(axes(ax, SMALL), f"How much of what {attacker} launched was stopped")
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
    enough = [(kind, rows) for kind, rows in kinds if _launched(rows) >= fewest]
    return head(ax, Heading(_title(enough, attacker), subtitle))


def _title(kinds: Sequence[tuple[str, Sequence[Row]]], attacker: str) -> str:
    """The title: the kinds that were stopped most and least, of those with enough weapons."""
    shares = [f"{_pooled(rows):.0%} of {{whose}} {noun(kind)}" for kind, rows in kinds]
    if not shares:
        return f"How much of what {attacker} launched was stopped"
    first = shares[0].format(whose=f"{attacker}’s")
    last = f", {shares[-1].format(whose='its')}" if len(shares) > 1 else ""
    return f"Stopped, of those whose outcome is stated: {first}{last}"


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
        (dot,) = ax.plot([row["stopped_share"]], [y + 0.27], "o", color=ink(), ms=3, alpha=0.45)
        said = f"{words.day(row['date'])}: {row['stopped_share']:.0%} of {row['launched']:,.0f}"
        link(dot, row["figure_ids"], said, "launched")
    n = f"{share:.0%} of {launched:,.0f} in {words.plural(len(rows), 'night')}"
    ax.text(0, y - 0.24, noun(kind).capitalize(), va="bottom", weight="bold", size=points(9))
    ax.annotate(
        n + (" – too few to compare" if few else ""),
        (0, y - 0.24),
        (112, 0),
        textcoords="offset points",
        va="bottom",
        size=points(9),
    )
