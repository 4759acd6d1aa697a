"""The figures table as a contract: its columns, their types and their terms.

docs/data-dictionary.md says the same in prose.
"""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING, Any

from analysis.errors import ParameterError, TableError

if TYPE_CHECKING:
    from collections.abc import Iterable

    import pandas as pd

TOPICS = ("strikes", "territory", "aid", "casualties")
MEASURES = {
    "strikes": ("launched", "intercepted", "suppressed", "hit"),
    "territory": ("controlled", "gained", "lost"),
    "aid": ("pledged", "delivered", "requested"),
    "casualties": ("killed", "injured", "missing", "captured", "casualties"),
}
QUALIFIERS = ("exact", "approx", "more_than", "less_than", "range")
WEAPONS = (
    "drone",
    "missile",
    "ballistic_missile",
    "cruise_missile",
    "guided_missile",
    "guided_bomb",
    "rocket",
    "any",
    "other",
)
CATEGORIES = ("military", "financial", "humanitarian", "total", "civilian")

TEXT, DAY, NUMBER, OFFSET = "string", "datetime64[us]", "float64", "int64"
COLUMNS = {
    "figure_id": TEXT,
    "article_id": TEXT,
    "published": DAY,
    "outlet": TEXT,
    "title": TEXT,
    "url": TEXT,
    "story": TEXT,
    "topic": TOPICS,
    "measure": tuple(dict.fromkeys(m for measures in MEASURES.values() for m in measures)),
    "value": NUMBER,
    "low": NUMBER,
    "high": NUMBER,
    "qualifier": QUALIFIERS,
    "unit": "category",
    "stated": TEXT,
    "weapon": WEAPONS,
    "actor": TEXT,
    "recipient": TEXT,
    "place": TEXT,
    "category": CATEGORIES,
    "date_start": DAY,
    "date_end": DAY,
    "attribution": TEXT,
    "sentence": TEXT,
    "start": OFFSET,
    "end": OFFSET,
    "corrected": TEXT,
    "same_event": TEXT,
}
"""Column → dtype; a tuple holds the allowed values of a category, in their order."""

OF_CORRECTIONS = ("corrected", "same_event")
"""Columns that only a person's corrections fill; a table without them counts as uncorrected."""

OPTIONAL = (*OF_CORRECTIONS, "story")
"""Columns that an older table may lack; without `story` no article counts as a copy of another."""


@cache
def dtype_of(column: str) -> Any:  # noqa: ANN401 - what pandas takes as a dtype has no one type
    """The pandas dtype of a column of the figures table.

    Args:
        column: a key of `COLUMNS`.

    Raises:
        KeyError: the table has no such column.
    """
    import pandas as pd

    kind = COLUMNS[column]
    if isinstance(kind, tuple):
        return pd.CategoricalDtype(list(kind))
    return pd.api.types.pandas_dtype(kind)


def figures_frame(columns: dict[str, list[object]]) -> pd.DataFrame:
    """Build a figures table from lists, one a column; a missing column is all missing.

    Without `story` each article is its own.

    Args:
        columns: column → values, all of one length.

    Returns:
        A frame with exactly the columns of `COLUMNS`, in order and typed, also when empty.

    Raises:
        TableError: a column is not one of the table's.
    """
    import pandas as pd

    unknown = sorted(set(columns) - set(COLUMNS))
    if unknown:
        msg = f"the figures table has no column {', '.join(unknown)}; it has {', '.join(COLUMNS)}"
        raise TableError(msg)
    if "article_id" in columns:
        columns = {"story": columns["article_id"], **columns}
    length = max((len(values) for values in columns.values()), default=0)
    # Arrays under one index: a Series for each would be aligned to it, at twice the cost.
    arrays = {
        name: pd.array(columns.get(name, [None] * length), dtype=dtype_of(name)) for name in COLUMNS
    }
    return pd.DataFrame(arrays, index=pd.RangeIndex(length), copy=False)


def figure_stem(article_id: str, start: int, measure: str) -> str:
    """What names a figure: article, offset, measure. Two of one stem are told apart by a number.

    It holds no space, so that tables can list several ids in one text.

    >>> figure_stem("a night", 12, "launched")
    'a_night:12:launched'
    """
    return f"{'_'.join(article_id.split())}:{start}:{measure}"


def with_all_columns(figures: pd.DataFrame) -> pd.DataFrame:
    """The table with the optional columns: no corrections, and each article its own story."""
    import pandas as pd

    if "story" not in figures.columns or figures["story"].isna().any():
        own = figures["article_id"].astype("string")
        known = figures["story"].fillna(own) if "story" in figures.columns else own
        figures = figures.assign(story=known)
    lacking = [name for name in OF_CORRECTIONS if name not in figures.columns]
    empty = pd.Series(pd.NA, index=figures.index, dtype=TEXT)
    return figures.assign(**dict.fromkeys(lacking, empty)) if lacking else figures


def check_figures(figures: pd.DataFrame) -> pd.DataFrame:
    """Return `figures` unchanged if it is a figures table.

    Raises:
        TableError: a column is missing, or a value is not an allowed term; the text names both.
    """
    check_is_table(figures)
    needed = [name for name in COLUMNS if name not in OPTIONAL]
    missing = [name for name in needed if name not in figures.columns]
    if missing:
        msg = (
            f"not a figures table: it lacks the column {', '.join(missing)}. "
            "Make one with analysis.extract(...) or read data/figures.parquet."
        )
        raise TableError(msg)
    for name, kind in COLUMNS.items():
        if isinstance(kind, tuple):
            _check_terms(figures, name, kind)
    return figures


def check_is_table(value: object) -> None:
    """Refuse what is no table at all, such as articles where figures are meant.

    Raises:
        TableError: it has no columns; the text names what it is.
    """
    if not hasattr(value, "columns"):
        msg = (
            f"not a table of figures, but of type {type(value).__name__}. Make one with "
            "analysis.extract(...) or analysis.read_figures(...)."
        )
        raise TableError(msg)


def check_term(name: str, value: str, terms: Iterable[str]) -> None:
    """Refuse a value that is none of a choice's terms.

    Raises:
        ParameterError: the text names the terms.
    """
    known = list(terms)
    if value not in known:
        msg = f"{name} is {value!r}, not one of {', '.join(known)}"
        raise ParameterError(msg)


def _check_terms(figures: pd.DataFrame, name: str, terms: tuple[str, ...]) -> None:
    wrong = figures[name].notna() & ~figures[name].isin(terms)
    if wrong.any():
        at = int(wrong.to_numpy().argmax())
        value = figures[name].iloc[at]
        msg = f"row {figures.index[at]}: {name} is {value!r}, not one of {', '.join(terms)}"
        raise TableError(msg)
