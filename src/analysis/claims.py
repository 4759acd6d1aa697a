"""What the derived tables share: rows of a topic, their period, and the merging of repeats.

A claim is what one party states, in one article, about one attack, area, gift or loss.
"""

from __future__ import annotations

import math
import re
from collections import defaultdict
from datetime import date, timedelta
from typing import TYPE_CHECKING, Any, TypeAlias

import pandas as pd

from analysis.errors import TableError
from analysis.schema import check_is_table

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

Row: TypeAlias = dict[str, Any]
"""One row of a table, column → value; what is missing is None."""

COUNTRIES = ("Ukraine", "Russia")
PERIODS = ("day", "month", "year", "period")


def rows_of(figures: pd.DataFrame, topic: str, columns: Iterable[str]) -> list[Row]:
    """The figures of one topic as plain rows, in the order of the articles and of their text.

    Args:
        figures: the figures table, or a part of its columns.
        topic: `strikes`, `territory`, `aid` or `casualties`.
        columns: the columns wanted, besides `topic`, `figure_id`, `article_id`, `start` and
            `story`, which is the article's own id where the table has none.

    Raises:
        TableError: a column is missing; the text names it.
    """
    check_is_table(figures)
    wanted = list(dict.fromkeys(["topic", "figure_id", "article_id", "start", *columns]))
    missing = [name for name in wanted if name not in figures.columns]
    if missing:
        msg = (
            f"the table of {topic} needs the column {', '.join(missing)}, which these figures "
            "lack. Make figures with analysis.extract(...) or analysis.read_figures(...)."
        )
        raise TableError(msg)
    names = [*wanted, "story"] if "story" in figures.columns else wanted
    rows = plain_rows(figures.loc[figures["topic"] == topic, names])
    return [{**row, "story": row.get("story") or row["article_id"]} for row in rows]


def plain_rows(table: pd.DataFrame) -> list[Row]:
    """The rows of a table as plain values; what is missing is None."""
    plain = table.astype(object).where(table.notna(), None)
    return [{str(name): value for name, value in row.items()} for row in plain.to_dict("records")]


def differences(before: Mapping[str, Any], after: Mapping[str, Any], names: Iterable[str]) -> str:
    """What two rows differ in, of the columns `names`.

    >>> differences({"value": 805.0}, {"value": 810.0}, ["value", "unit"])
    'value was 805'
    """
    changed = [name for name in names if before.get(name) != after.get(name)]
    return "; ".join(f"{name} was {shown(before.get(name))}" for name in changed)


def shown(value: object) -> str:
    """A row's value for a person: numbers with their thousands, days without a time."""
    if value is None:
        return "missing"
    if isinstance(value, float):
        return f"{value:,.15g}"
    return str(value)[:10] if isinstance(value, date) else str(value)


def typed(rows: Sequence[Row], columns: Mapping[str, Any]) -> pd.DataFrame:
    """A table of `rows` with exactly `columns`, also when there are no rows.

    Args:
        rows: the rows; what they lack is missing.
        columns: column → dtype; a tuple holds the allowed terms of a category.
    """
    return pd.DataFrame(
        {
            name: pd.Series(
                [row.get(name) for row in rows],
                dtype=pd.CategoricalDtype(list(kind)) if isinstance(kind, tuple) else kind,
            )
            for name, kind in columns.items()
        }
    )


def period_of(start: date | None, end: date | None) -> str | None:
    """How long a figure's time is: `day`, `month`, `year` (calendar ones), or `period`.

    A night belongs to two days and counts as a day; without dates nothing is known.

    >>> period_of(date(2025, 2, 11), date(2025, 2, 12))
    'day'
    >>> period_of(date(2024, 2, 1), date(2024, 2, 29))
    'month'
    >>> period_of(date(2022, 2, 24), date(2025, 2, 12))
    'period'
    """
    if start is None or end is None:
        return None
    if (end - start).days <= 1:
        return "day"
    whole = start.day == 1 and (end + timedelta(days=1)).day == 1
    if whole and (start.year, start.month) == (end.year, end.month):
        return "month"
    if whole and start.year == end.year and (start.month, end.month) == (1, 12):
        return "year"
    return "period"


def is_national(place: str | None) -> bool:
    """Whether a figure is about a whole country: no narrower place is stated."""
    return place is None or place in COUNTRIES


def same_number(a: Row, b: Row) -> bool:
    """Whether two figures state the same number with the same bounds."""
    return all(_equal(a[name], b[name]) for name in ("value", "low", "high"))


def _equal(a: float | None, b: float | None) -> bool:
    if a is None or b is None:
        return a is b
    return math.isclose(a, b, rel_tol=1e-9)


def compatible(a: Row, b: Row, keys: Iterable[str]) -> bool:
    """Whether nothing in `keys` tells two rows apart: each is equal, or one says less."""
    return all(
        a[key] == b[key] or _says_less(key, a[key], b[key]) or _says_less(key, b[key], a[key])
        for key in keys
    )


def _says_less(key: str, value: Any, other: Any) -> bool:  # noqa: ANN401 - a key of any type
    """Whether `value` names the same as `other` with less detail.

    >>> _says_less("weapon", "missile", "cruise_missile")
    True
    >>> _says_less("attribution", "Zelenskyy", "President Volodymyr Zelenskyy")
    True
    """
    if value is None or other is None:
        return value is None and other is not None
    if key == "weapon":
        return bool(value == "missile" and other.endswith("_missile"))
    return key == "attribution" and _words(value) < _words(other)


def same_speaker(a: str | None, b: str | None) -> bool:
    """Whether two names of claimants are of one, as far as their words tell.

    >>> same_speaker("the air force", "Ukraine’s air force"), same_speaker(None, "air force")
    (True, False)
    """
    if a is None or b is None:
        return False
    return _words(a) <= _words(b) or _words(b) <= _words(a)


def _words(name: str) -> set[str]:
    plain = re.sub(r"['’]s\b", "", name.lower())
    return set(re.findall(r"\w+", plain)) - {"the"}


def combined(a: Row, b: Row, keys: Iterable[str]) -> Row:
    """Row `a` with each of `keys` as the more specific of the two rows states it."""
    more = {key: b[key] for key in keys if _says_less(key, a[key], b[key])}
    return {**a, **more, "figure_ids": (*a["figure_ids"], *b["figure_ids"])}


def scope_of(place: str | None, countries: Iterable[str] = COUNTRIES) -> str:
    """What a number is about: `national`, or the place. A region's number is part of the nation's.

    >>> scope_of("Ukraine"), scope_of("the Kursk Oblast")
    ('national', 'Kursk region')
    """
    if place is None or place in countries:
        return "national"
    return re.sub(r"\boblast\b", "region", re.sub(r"^the ", "", place), flags=re.IGNORECASE)


SAID = ("status", "commitment", "verb")
"""What the words of a figure say; of two mentions of one figure, the first that says something."""


def merge_repeats(rows: Iterable[Row], keys: Sequence[str]) -> list[Row]:
    """One row for a figure that an article states more than once (say, in title and body).

    Rows merge only where the number, its bounds and its measure are the same and no key tells
    them apart; the merged row keeps the most specific keys, and in `figure_ids` all ids.
    """
    kept: dict[int, Row] = {}
    places: dict[tuple[object, ...], list[int]] = defaultdict(list)
    for number, row in enumerate(rows):
        fresh = {**row, "figure_ids": (row["figure_id"],)}
        same = (row["article_id"], row["measure"], row["unit"], row["value"])
        for place in places[same]:
            if same_number(kept[place], fresh) and compatible(kept[place], fresh, keys):
                said = {name: kept[place].get(name) or fresh.get(name) for name in SAID}
                kept[place] = {**combined(kept[place], fresh, keys), **said}
                break
        else:
            kept[number] = fresh
            places[same].append(number)
    return [{**row, "figure_ids": " ".join(row["figure_ids"])} for row in kept.values()]
