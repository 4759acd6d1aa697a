"""What the public tables promise, and the check that they keep it.

`analysis.schema` holds the promise of the figures table; each derived table's promise stands beside
the function that makes it.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from analysis.errors import TableError
from analysis.schema import NUMBER

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    import pandas as pd

_EQUAL = 1e-9  # numbers that differ by less are one number


@dataclass(frozen=True, slots=True)
class Schema:
    """What a public table promises: its columns, its key and the units of its numbers."""

    name: str
    columns: Mapping[str, object]
    """Column → dtype; a tuple holds the allowed terms of a category, in their order."""
    key: tuple[str, ...]
    """No two rows agree in all of these; a missing value counts as one."""
    units: Mapping[str, str]
    """Column → what its numbers count: weapons, km2, share, currency, nights ..."""
    signed: tuple[str, ...] = ()
    """Stems of numbers that may be below zero, such as a difference."""


def check_table(table: pd.DataFrame, schema: Schema) -> pd.DataFrame:
    """Return `table` unchanged if it keeps the promises of `schema`.

    The rules: every column is there with its dtype; terms are allowed ones; no two rows have one
    key; a number lies between its bounds; a share lies between 0 and 1; only differences are
    below zero; a period does not end before it starts.

    Raises:
        TableError: a rule is broken; the text names the table, the row and the rule.
    """
    missing = [name for name in schema.columns if name not in table.columns]
    if missing:
        msg = f"{schema.name}: the column {', '.join(missing)} is missing"
        raise TableError(msg)
    for name, kind in schema.columns.items():
        if not isinstance(kind, tuple) and str(table[name].dtype) != kind:
            msg = f"{schema.name}: {name} is {table[name].dtype}, not {kind}"
            raise TableError(msg)
    for rule, broken in _broken(table, schema):
        if broken.any():
            row = table.index[int(broken.to_numpy().argmax())]
            msg = f"{schema.name}, row {row}: {rule}"
            raise TableError(msg)
    return table


def _broken(table: pd.DataFrame, schema: Schema) -> Iterator[tuple[str, pd.Series[bool]]]:
    """Each rule with the rows that break it."""
    for name, kind in schema.columns.items():
        if isinstance(kind, tuple):
            wrong = table[name].notna() & ~table[name].isin(kind)
            yield f"{name} is not one of {', '.join(kind)}", wrong
    key = list(schema.key)
    yield f"another row has the same {', '.join(key)}", table[key].duplicated()
    for name in (name for name, kind in schema.columns.items() if kind in (NUMBER, "Int64")):
        stem = name.removesuffix("_low").removesuffix("_high")
        if stem not in schema.signed:
            yield f"{name} is below zero", table[name].lt(0).fillna(value=False)
        if schema.units.get(stem) == "share":
            yield f"{name} is above 1", table[name].gt(1).fillna(value=False)
    for low, value, high in _bounds(schema):
        near = _EQUAL * (1 + table[value].abs())
        yield f"{low} is above {value}", table[low] > table[value] + near
        yield f"{value} is above {high}", table[value] > table[high] + near
    if "date_start" in schema.columns:
        yield "it ends before it starts", table["date_end"] < table["date_start"]


def _bounds(schema: Schema) -> Iterator[tuple[str, str, str]]:
    for name in schema.columns:
        if f"{name}_low" in schema.columns:
            yield f"{name}_low", name, f"{name}_high"
    if "low" in schema.columns:
        yield "low", "value", "high"
