"""Figures and helpers that the tests of the charts share."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

from analysis import charts, reconcile, tables
from analysis.reconciliation.donors import aid_events
from analysis.schema import figures_frame

if TYPE_CHECKING:
    from collections.abc import Callable

    import pandas as pd
    from matplotlib.axes import Axes

    from analysis.claims import Row

    Derive = Callable[[pd.DataFrame], pd.DataFrame]
    Draw = Callable[..., Axes]

NIGHT = date(2025, 2, 12)
OPEN = {"high": None, "qualifier": "more_than"}
ABOUT = {"low": None, "high": None, "qualifier": "approx"}


def figure(topic: str, measure: str, value: float, **columns: object) -> Row:
    return {
        "article_id": "a",
        "published": NIGHT,
        "topic": topic,
        "measure": measure,
        "value": value,
        "low": value,
        "high": value,
        "qualifier": "exact",
        "unit": {"strikes": "count", "casualties": "count", "territory": "km2"}.get(topic, "USD"),
        "weapon": "drone" if topic == "strikes" else None,
        "actor": "Ukraine" if measure in ("intercepted", "suppressed", "killed") else "Russia",
        "place": "Ukraine",
        "date_start": NIGHT,
        "date_end": NIGHT,
        "attribution": "air force",
        "start": 0,
        "end": 1,
        **columns,
    }


def frame(*rows: Row) -> pd.DataFrame:
    for number, row in enumerate(rows):
        row["figure_id"] = f"{row['article_id']}:{number}:{row['measure']}"
    names = {name for row in rows for name in row}
    return figures_frame({name: [row.get(name) for row in rows] for name in names})


TALLY = frame(
    figure("strikes", "launched", 123),
    figure("strikes", "intercepted", 71),
    figure("strikes", "suppressed", 40),
)
MONTH = {"date_start": date(2025, 1, 1), "date_end": date(2025, 1, 31)}
GAINS = frame(
    figure("territory", "gained", 325, attribution="DeepState", **MONTH),
    figure("territory", "gained", 430, attribution="AFP", **MONTH),
    figure("territory", "lost", 20, attribution="AFP", **MONTH),
)
HELD = frame(
    figure("territory", "controlled", 112_000, attribution="open-source maps", **OPEN),
    figure("territory", "controlled", 116_093, attribution="ISW"),
)
AID = frame(
    figure("aid", "delivered", 65e9, actor="United States", date_start=date(2022, 2, 1), **ABOUT),
    figure("aid", "pledged", 4e8, actor="United States"),
    figure("aid", "pledged", 8.5e10, actor="Norway", unit="NOK"),
)
DEAD = frame(
    figure("casualties", "killed", 286, attribution="UN"),
    figure("casualties", "killed", 1200, actor="Russia", attribution="ministry", **ABOUT),
)


def gifts(figures: pd.DataFrame) -> pd.DataFrame:
    return aid_events(reconcile(figures))


EVERY = [
    (charts.strikes_by_night, tables.strikes, TALLY),
    (charts.largest_attacks, tables.strikes, TALLY),
    (charts.strikes_by_month, tables.strikes, TALLY),
    (charts.nights_calendar, tables.strikes, TALLY),
    (charts.stopped_share, tables.strikes, TALLY),
    (charts.territory_over_time, tables.territory, HELD),
    (charts.territory_changes, tables.territory, GAINS),
    (charts.aid_by_donor, tables.aid, AID),
    (charts.aid_by_category, tables.aid, AID),
    (charts.aid_over_time, tables.aid, AID),
    (charts.aid_cumulative, gifts, AID),
    (charts.casualties_by_claimant, tables.casualties, DEAD),
]


def texts(ax: Axes) -> list[str]:
    return [text.get_text() for text in ax.texts]


def title(ax: Axes) -> str:
    return ax.get_title(loc="left")


def urls(ax: Axes) -> set[str]:
    return {artist.get_url() for artist in ax.findobj() if artist.get_url()}


def svg(ax: Axes, prefix: str = "chart") -> str:
    return charts.svg(ax, title="A title", description="A sentence.", prefix=prefix)
