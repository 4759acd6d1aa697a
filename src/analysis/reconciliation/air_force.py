"""A table of the Ukrainian air force's posts as a figures table, for the same functions.

The table is the public one by Petro Ivaniuk ("Massive Missile Attacks on Ukraine"): a row for each
model of weapon in a post, with the window of time, the number launched, destroyed, and lost on the
way. Only the posts of the national command are read: regional commands count the same weapons.
"""

from __future__ import annotations

import csv
import tomllib
from collections import defaultdict
from datetime import date
from functools import cache
from importlib.resources import files
from pathlib import Path
from typing import TYPE_CHECKING, Any

from analysis.errors import TableError
from analysis.schema import figures_frame

if TYPE_CHECKING:
    import os
    from collections.abc import Iterable

    import pandas as pd

    from analysis.claims import Row

_NUMBERS = {"launched": "launched", "destroyed": "intercepted", "not_reach_goal": "suppressed"}
_NEEDED = ("time_start", "time_end", "model", "source", *_NUMBERS)
_DAYS = {"morning": "time_end", "evening": "time_start"}
CLAIMANT = "Ukraine's air force"


def read_air_force(path: str | os.PathLike[str], *, convention: str = "morning") -> pd.DataFrame:
    """Read the air force's posts as figures: one a day, class of weapon and measure.

    Args:
        path: the CSV file.
        convention: the day that an attack counts for: the `morning` on which its window ends, or
            the `evening` on which it begins.

    Returns:
        A figures table. The posts of one day are added up, since they are about windows of time
        that do not overlap; a number that some of them leave out is a lower bound. `sentence`
        lists the rows that were added, `url` is the first post. Where a row mixes kinds of
        missile, the day also has the total of all its missiles.

    Raises:
        TableError: no such file, a missing column, an unknown model or convention; the text says
            which line.
    """
    if convention not in _DAYS:
        msg = f"no convention {convention!r}; use {' or '.join(_DAYS)}"
        raise TableError(msg)
    days: dict[date, list[Row]] = defaultdict(list)
    for row in _rows(Path(path)):
        days[_day(row, _DAYS[convention])].append(row)
    stem = Path(path).stem
    figures = [figure for day in sorted(days) for figure in _figures(stem, day, days[day])]
    names = dict.fromkeys(name for figure in figures for name in figure)
    return figures_frame({name: [figure[name] for figure in figures] for name in names})


def _rows(path: Path) -> list[Row]:
    """The rows of national posts, each with its class of weapon and its line in the file."""
    try:
        with path.open(encoding="utf-8", newline="") as file:
            rows: list[Row] = [{**row, "line": n} for n, row in enumerate(csv.DictReader(file), 2)]
    except OSError as error:
        msg = f"cannot read {path}: {error.strerror or error}"
        raise TableError(msg) from error
    missing = [name for name in _NEEDED if rows and name not in rows[0]]
    if missing:
        msg = f"{path} is no table of the air force's posts: it lacks {', '.join(missing)}"
        raise TableError(msg)
    posts = [row for row in rows if _holds(row["source"], "national")]
    return [{**row, "weapon": _class_of(row, path)} for row in posts]


def _class_of(row: Row, path: Path) -> str:
    names = row["model"].split(" and ")
    kinds = {_kind(name) for name in names}
    if None in kinds:
        msg = f"{path}, line {row['line']}: unknown weapon {row['model']!r}; add it to models.toml"
        raise TableError(msg)
    if len(kinds) == 1:
        return str(kinds.pop())
    return "missile" if all(str(kind).endswith("missile") for kind in kinds) else "other"


def _kind(model: str) -> str | None:
    return next((kind for kind in _models() if kind != "national" and _holds(model, kind)), None)


def _holds(text: str, kind: str) -> bool:
    return any(word in text.lower() for word in _models()[kind]["words"])


@cache
def _models() -> dict[str, dict[str, Any]]:
    text = files("analysis.reconciliation").joinpath("models.toml").read_text(encoding="utf-8")
    return tomllib.loads(text)


def _day(row: Row, name: str) -> date:
    try:
        return date.fromisoformat(row[name][:10])
    except ValueError as error:
        msg = f"line {row['line']}: {name} is {row[name]!r}, no day such as 2025-02-12"
        raise TableError(msg) from error


def _figures(stem: str, day: date, rows: list[Row]) -> Iterable[Row]:
    """The figures of one day: each class of weapon, and all missiles where kinds are mixed."""
    classes: dict[str, list[Row]] = defaultdict(list)
    for row in rows:
        classes[row["weapon"]].append(row)
    if "missile" in classes:
        classes["missile"] = [row for row in rows if row["weapon"].endswith("missile")]
    article = f"{stem}-{day.isoformat()}"
    for weapon, group in classes.items():
        for column, measure in _NUMBERS.items():
            stated = [float(row[column]) for row in group if row[column]]
            if stated:
                number = _number(sum(stated), whole=len(stated) == len(group))
                yield {**_figure(article, day, weapon, measure, group), **number}


def _number(value: float, *, whole: bool) -> Row:
    high, qualifier = (value, "exact") if whole else (None, "more_than")
    return {"value": value, "low": value, "high": high, "qualifier": qualifier}


def _figure(article: str, day: date, weapon: str, measure: str, group: list[Row]) -> Row:
    return {
        "figure_id": f"{article}:{weapon}:{measure}",
        "article_id": article,
        "published": day,
        "outlet": CLAIMANT,
        "url": group[0]["source"],
        "topic": "strikes",
        "measure": measure,
        "unit": "count",
        "weapon": weapon,
        "actor": "Russia" if measure == "launched" else "Ukraine",
        "place": "Ukraine",
        "date_start": day,
        "date_end": day,
        "attribution": CLAIMANT,
        "sentence": "; ".join(map(_line, group)),
        "start": group[0]["line"],
        "end": group[-1]["line"],
    }


def _line(row: Row) -> str:
    counts = ", ".join(f"{name} {row[name]}" for name in _NUMBERS if row[name])
    return f"{row['time_start']} to {row['time_end']}: {row['model']}, {counts}"
