"""What changed between two figures tables: claims that are new, changed or withdrawn.

Claims are matched by their article, what they count and the words around them, so that a sentence
that moved, or was reworded around its number, is no change.
"""

from __future__ import annotations

from collections import defaultdict
from difflib import SequenceMatcher
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypeAlias

import pandas as pd

from analysis.claims import differences, plain_rows, shown, typed
from analysis.contracts import Schema, check_table
from analysis.corrections.values import CHANGEABLE
from analysis.errors import TableError
from analysis.schema import COLUMNS, DAY, NUMBER, TEXT, check_figures, with_all_columns
from analysis.storage import read_figures

if TYPE_CHECKING:
    import os
    from collections.abc import Iterable, Sequence

    from analysis.claims import Row

NEW, CHANGED, WITHDRAWN = "new", "changed", "withdrawn"
KINDS = (NEW, CHANGED, WITHDRAWN)
FILE_NAMES = ("figures.parquet", "figures.csv", "figures.jsonl", "figures.xlsx")

COMPARED = (*CHANGEABLE, "same_event")
"""The columns that make a claim; in all others two tables may differ without a change."""

_COLUMNS = {
    "change": KINDS,
    "article_id": TEXT,
    "published": DAY,
    "outlet": TEXT,
    "topic": COLUMNS["topic"],
    "measure": COLUMNS["measure"],
    "value": NUMBER,
    "unit": TEXT,
    "attribution": TEXT,
    "details": TEXT,
    "sentence": TEXT,
    "figure_id": TEXT,
    "old_figure_id": TEXT,
}
CHANGES = Schema("changes", _COLUMNS, ("change", "figure_id", "old_figure_id"), {"value": "unit"})

_LIKE = 0.6  # two sentences that share less are about different things
_IDENTITY = ("topic", "measure", "unit", "weapon", "actor", "place", "category")
_FEW = 40  # sentences of an article that are compared letter by letter; the rest word by word

Pair: TypeAlias = "tuple[Row, Row]"


def changes(old: pd.DataFrame, new: pd.DataFrame) -> pd.DataFrame:
    """The claims that are new, changed or withdrawn.

    Args:
        old: a figures table.
        new: a later one.

    Returns:
        One row a change, in the order of `new`, and withdrawn claims after those of their
        article. `change` is new, changed or withdrawn; the columns of the figures table are those
        of the new claim, of the old one where it is withdrawn; `details` tells what a changed one
        was: "value was 805; qualifier was approx". `figure_id` leads into `new` and
        `old_figure_id` into `old`. Key: these three. Empty where nothing changed.

    Raises:
        TableError: one of them is no figures table.
    """
    before, after = _by_article(old), _by_article(new)
    rows = [
        row
        for name in dict.fromkeys([*after, *before])
        for row in _of_article(before.get(name, []), after.get(name, []))
    ]
    return check_table(typed(rows, _COLUMNS), CHANGES)


def changed_events(old: pd.DataFrame, new: pd.DataFrame) -> pd.DataFrame:
    """The events that are new, changed or withdrawn.

    Args:
        old: a figures table.
        new: a later one.

    Returns:
        One row a change: `change`, `event_id`, `topic`, `date`, `scope` and `details`, which tells
        what became of the numbers chosen: "launched 805 → 810". Key: `event_id`.

    Raises:
        TableError: one of them is no figures table.
    """
    from analysis.reconciliation import reconcile

    before = {row["event_id"]: row for row in plain_rows(reconcile(old).events)}
    after = {row["event_id"]: row for row in plain_rows(reconcile(new).events)}
    rows = []
    for name in dict.fromkeys([*after, *before]):
        was, now = before.get(name), after.get(name)
        kind = NEW if was is None else WITHDRAWN if now is None else CHANGED
        details = _numbers_changed(was or {}, now or {})
        if kind != CHANGED or details:
            rows.append({**(now or was or {}), "change": kind, "details": details})
    return check_table(typed(rows, _EVENT_COLUMNS), CHANGED_EVENTS)


_EVENT_COLUMNS = {
    "change": KINDS,
    "event_id": TEXT,
    "topic": COLUMNS["topic"],
    "date": DAY,
    "scope": TEXT,
    "details": TEXT,
}
CHANGED_EVENTS = Schema("changed events", _EVENT_COLUMNS, ("event_id",), {})


def _numbers_changed(was: Row, now: Row) -> str:
    names = [name for name in COLUMNS["measure"] if was.get(name) != now.get(name)]
    parts = [f"{name} {shown(was.get(name))} → {shown(now.get(name))}" for name in names]
    return "; ".join(parts)


def find_figures(path: str | os.PathLike[str]) -> Path:
    """The figures file that a path names: the file itself, or the one in a run's folder.

    The folder that `extract CORPUS -o FOLDER/` wrote is taken as a whole.

    Raises:
        TableError: there is none.
    """
    place = Path(path)
    if not place.is_dir():
        return place
    for name in FILE_NAMES:
        if (place / name).is_file():
            return place / name
    if any(place.glob("figures-*.parquet")):  # of a corpus
        return place
    msg = f"{place} holds no figures file: neither figures-*.parquet nor {', '.join(FILE_NAMES)}"
    raise TableError(msg)


def read_changes(
    old: str | os.PathLike[str], new: str | os.PathLike[str]
) -> tuple[pd.DataFrame, pd.DataFrame]:
    """The changed claims and events between two figures files, or the folders of two runs.

    Raises:
        TableError: a file is missing, or holds no figures table.
    """
    before, after = read_figures(find_figures(old)), read_figures(find_figures(new))
    return changes(before, after), changed_events(before, after)


def _by_article(figures: pd.DataFrame) -> dict[str, list[Row]]:
    groups: dict[str, list[Row]] = defaultdict(list)
    for row in plain_rows(with_all_columns(check_figures(figures))):
        groups[row["article_id"]].append(row)
    return groups


def _of_article(old: list[Row], new: list[Row]) -> Iterable[Row]:
    before, after = _without_same(old, new)
    pairs = _pairs(before, after)
    found = {id(now): was for was, now in pairs}
    for row in after:
        was = found.get(id(row))
        if was is None:
            yield _told(NEW, row, figure_id=row["figure_id"])
        else:
            yield _told(
                CHANGED, row, differences(was, row, COMPARED),
                figure_id=row["figure_id"], old_figure_id=was["figure_id"],
            )  # fmt: skip
    matched = {id(was) for was, _ in pairs}
    for row in before:
        if id(row) not in matched:
            yield _told(WITHDRAWN, row, old_figure_id=row["figure_id"])


def _told(change: str, row: Row, details: str | None = None, **ids: str) -> Row:
    blank = {"figure_id": None, "old_figure_id": None}
    return {**row, **blank, **ids, "change": change, "details": details}


def _without_same(old: list[Row], new: list[Row]) -> tuple[list[Row], list[Row]]:
    """What is left on both sides when claims of the same content are taken away in pairs.

    Claims of the same sentence go first, so that of two equal claims the right one stays.
    """
    for names in (("sentence",), ()):
        there: dict[tuple[object, ...], list[Row]] = defaultdict(list)
        for row in old:
            there[_content(row, names)].append(row)
        kept = []
        for row in new:
            same = there[_content(row, names)]
            if same:
                same.pop(0)
            else:
                kept.append(row)
        left = {id(row) for rows in there.values() for row in rows}
        old, new = [row for row in old if id(row) in left], kept
    return old, new


def _content(row: Row, more: Sequence[str]) -> tuple[object, ...]:
    words = tuple(" ".join(str(row[name]).split()) for name in more)
    return (*(row[name] for name in COMPARED), *words)


def _pairs(old: list[Row], new: list[Row]) -> list[Pair]:
    """An old and a new claim that are one claim changed, the most alike first."""
    likeness = _Likeness(len(old) * len(new) <= _FEW * _FEW)
    ranked = sorted(
        (-points, i, j)
        for i, was in enumerate(old)
        for j, now in enumerate(new)
        if (points := _points(was, now, likeness)) > 0
    )
    pairs, used_old, used_new = [], set(), set()
    for _, i, j in ranked:
        if i not in used_old and j not in used_new:
            pairs.append((old[i], new[j]))
            used_old.add(i)
            used_new.add(j)
    return pairs


def _points(was: Row, now: Row, likeness: _Likeness) -> float:
    """How likely two claims are one: 0 unless their sentences are alike and they share something.

    In one sentence the same number counts most, then what is counted, then its place.
    """
    alike = likeness.of(str(was["sentence"] or ""), str(now["sentence"] or ""))
    same_number = was["value"] == now["value"] and was["unit"] == now["unit"]
    same_kind = all(was[name] == now[name] for name in _IDENTITY)
    if alike < _LIKE or not (same_number or same_kind or was["measure"] == now["measure"]):
        return 0.0
    near: float = 1 / (1 + abs(int(was["start"]) - int(now["start"])))
    same_measure = int(was["measure"] == now["measure"])
    points: float = 4 * alike + 4 * same_number + 2 * same_kind + same_measure + near
    return points


class _Likeness:
    """How much two sentences share, 0 to 1, each pair compared once.

    Args:
        closely: compare letter by letter; word by word where there are many.
    """

    def __init__(self, closely: bool) -> None:  # noqa: FBT001 - its only argument
        self._closely = closely
        self._known: dict[tuple[str, str], float] = {}

    def of(self, one: str, other: str) -> float:
        if one == other:
            return 1.0
        if (one, other) not in self._known:
            self._known[one, other] = self._compared(one, other)
        return self._known[one, other]

    def _compared(self, one: str, other: str) -> float:
        if not self._closely:
            a, b = set(one.split()), set(other.split())
            return 2 * len(a & b) / (len(a) + len(b) or 1)
        return SequenceMatcher(None, one, other, autojunk=False).ratio()


def as_json(claims: pd.DataFrame, events: pd.DataFrame) -> dict[str, Any]:
    """Changes as JSON values: claims and events, each by kind."""
    return {
        name: {kind: _plain(table[table["change"] == kind]) for kind in KINDS}
        for name, table in (("claims", claims), ("events", events))
    }


def _plain(table: pd.DataFrame) -> list[Row]:
    return [
        {
            name: f"{value:%Y-%m-%d}" if isinstance(value, pd.Timestamp) else value
            for name, value in row.items()
            if name != "change"
        }
        for row in plain_rows(table)
    ]
