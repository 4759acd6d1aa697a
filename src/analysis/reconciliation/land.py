"""Territory month by month: level, gained, lost and net, each claimant by itself."""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING

from analysis.claims import plain_rows, typed
from analysis.contracts import Schema
from analysis.errors import TableError
from analysis.intervals import ENDS, Interval
from analysis.rules import ranked
from analysis.schema import DAY, NUMBER, TEXT
from analysis.tables import TERRITORY, UKRAINE_KM2

if TYPE_CHECKING:
    from collections.abc import Iterable

    import pandas as pd

    from analysis.claims import Row

_NUMBERS = {
    "level": "km2",
    "level_percent": "percent",
    "derived_share": "percent",
    "derived_km2": "km2",
    "gained": "km2",
    "lost": "km2",
    "derived_net": "km2",
}
_MONTHS = {
    "date": DAY,
    "claimant": TEXT,
    "actor": TEXT,
    "scope": TEXT,
    **{f"{name}{end}": NUMBER for name in _NUMBERS for end in ENDS.values()},
    "other_ids": TEXT,
    "figure_ids": TEXT,
}
LAND = Schema(
    "territory_by_month",
    _MONTHS,
    ("date", "claimant", "actor", "scope"),
    _NUMBERS,
    signed=("derived_net",),
)
_KEY = ("claimant", "actor", "scope")
_COLUMN = {
    ("controlled", "km2"): "level",
    ("controlled", "percent"): "level_percent",
    ("gained", "km2"): "gained",
    ("lost", "km2"): "lost",
}


def territory_by_month(claims: pd.DataFrame) -> pd.DataFrame:
    """What each claimant says a side holds, gains and loses, month by month.

    Args:
        claims: the table of `analysis.territory`.

    Key: `date` (the month's first day), `claimant`, `actor`, `scope`. Claimants define control
    differently, so that no row and no line mixes them; a place such as the Kursk region is a
    scope of its own, apart from Ukraine as a whole.

    Columns:
        `level` (km²) and `level_percent` as stated, of the month's last day that is stated;
        `gained` and `lost` (km²) where they are stated of exactly this calendar month. Derived,
        stated by nobody: `derived_share`, the level as percent of Ukraine's 603,628 km²;
        `derived_km2`, the percent in km²; `derived_net`, gained minus lost, where the claimant
        states both. Each has `_low` and `_high`. `other_ids`: numbers of the same claimant and
        month that these replace.

    Raises:
        TableError: `claims` lacks a column.
    """
    missing = [name for name in TERRITORY.columns if name not in claims.columns]
    if missing:
        msg = (
            f"not a table of territory: it lacks {', '.join(missing)}. Use analysis.territory(...)."
        )
        raise TableError(msg)
    months: dict[tuple[object, ...], list[Row]] = defaultdict(list)
    for row in plain_rows(claims):
        if row["date_end"] is not None and _column(row):
            day = row["date_end"].replace(day=1)
            months[(day, *(row[name] for name in _KEY))].append(row)
    rows = [_month(key, group) for key, group in months.items()]
    return typed(sorted(rows, key=lambda row: [str(row[name]) for name in LAND.key]), _MONTHS)


def _column(row: Row) -> str | None:
    """The column of the month that a claim fills; none for the change of another period."""
    level = row["measure"] == "controlled"
    return _COLUMN.get((row["measure"], row["unit"])) if level or row["period"] == "month" else None


def _month(key: tuple[object, ...], group: list[Row]) -> Row:
    numbers, others = {}, []
    for name in _COLUMN.values():
        claims = [row for row in group if _column(row) == name]
        if claims:
            best, *rest = _latest_first(claims)
            numbers[name] = Interval.of(best)
            others += rest
    numbers |= _derived(numbers, national=key[-1] == "national")
    return {
        **dict(zip(LAND.key, key, strict=True)),
        **{
            name + ENDS[bound]: end
            for name, number in numbers.items()
            for bound, end in number.row().items()
        },
        "other_ids": " ".join(row["figure_ids"] for row in others) or None,
        "figure_ids": " ".join(row["figure_ids"] for row in group),
    }


def _latest_first(claims: Iterable[Row]) -> list[Row]:
    """A month's levels by the day they are of, the last first; one day's by the rules."""
    single = [{**row, "numbers": {row["measure"]: Interval.of(row).row()}} for row in claims]
    chosen = ranked(single, "territory")
    return sorted(chosen, key=lambda row: row["date_end"], reverse=True)


def _derived(numbers: dict[str, Interval], *, national: bool) -> dict[str, Interval]:
    derived = {}
    if national and "level" in numbers:
        derived["derived_share"] = _scaled(numbers["level"], 100 / UKRAINE_KM2)
    if national and "level_percent" in numbers:
        derived["derived_km2"] = _scaled(numbers["level_percent"], UKRAINE_KM2 / 100)
    if "gained" in numbers and "lost" in numbers:
        derived["derived_net"] = numbers["gained"] - numbers["lost"]
    return derived


def _scaled(number: Interval, factor: float) -> Interval:
    return Interval(*(None if end is None else end * factor for end in number.row().values()))
