"""The tables that are published, each with what it promises and what its columns mean."""

from __future__ import annotations

import tomllib
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import TYPE_CHECKING, Any

from analysis.attacks import SCHEMA as STRIKES
from analysis.attacks import strikes
from analysis.contracts import Schema, check_table
from analysis.errors import TableError
from analysis.reconciliation.events import EVENTS, reconcile
from analysis.reconciliation.links import CLAIMS
from analysis.schema import COLUMNS, DAY, NUMBER, TEXT, check_figures, with_all_columns
from analysis.tables import AID, CASUALTIES, TERRITORY, aid, casualties, territory

if TYPE_CHECKING:
    from collections.abc import Mapping

    import pandas as pd

FIGURES = Schema(
    "figures",
    COLUMNS,
    ("figure_id",),
    {"value": "unit", "low": "unit", "high": "unit", "start": "characters", "end": "characters"},
)
_TYPES = {TEXT: "string", "category": "string", DAY: "date", NUMBER: "number", "bool": "boolean"}
_ENDS = {"_low": "lower", "_high": "upper"}


@dataclass(frozen=True, slots=True)
class Column:
    """One column of a published table.

    Attributes:
        name: as in the table.
        type: `string`, `date`, `number`, `integer` or `boolean`, the types of Table Schema.
        description: what it holds.
        unit: what a number counts; empty for other columns.
        terms: the allowed values; empty where any is.
        is_required: whether it is never missing.
        is_key: whether no two rows may have the same value.
        minimum: the least value of a number; None where there is none.
        maximum: the largest.
    """

    name: str
    type: str
    description: str
    unit: str
    terms: tuple[str, ...]
    is_required: bool
    is_key: bool
    minimum: int | None
    maximum: int | None


@dataclass(frozen=True, slots=True, eq=False)
class Publication:
    """A table ready to be published.

    Attributes:
        name: its files' name without the ending.
        title: the table in a few words.
        description: what one row is, and what must not be done with it.
        columns: in the order of the table.
        references: column → (table, column) that its values stand in.
        table: the rows.
    """

    name: str
    title: str
    description: str
    columns: tuple[Column, ...]
    references: Mapping[str, tuple[str, str]]
    table: pd.DataFrame


def publication_of(figures: pd.DataFrame) -> list[Publication]:
    """The figures and the tables derived from them, each checked against what it promises.

    Args:
        figures: a figures table.

    Returns:
        figures, strikes, territory, aid, casualties, events, and claims (which event each figure
        belongs to), in this order.

    Raises:
        TableError: not a figures table, or a table breaks its promise; the text names row and rule.
    """
    whole = with_all_columns(check_figures(figures))[list(COLUMNS)]
    events = reconcile(whole)
    return [
        _publication(whole, FIGURES),
        _publication(strikes(whole), STRIKES),
        _publication(territory(whole), TERRITORY),
        _publication(aid(whole), AID),
        _publication(casualties(whole), CASUALTIES),
        _publication(events.events, EVENTS),
        _publication(events.claims, CLAIMS),
    ]


def _publication(table: pd.DataFrame, schema: Schema) -> Publication:
    words = _words()["tables"][schema.name]
    columns = tuple(_column(name, schema) for name in schema.columns)
    check_table(table, schema)
    for column in columns:
        if column.is_required and table[column.name].isna().any():
            row = table.index[int(table[column.name].isna().to_numpy().argmax())]
            msg = f"{schema.name}, row {row}: {column.name} is missing"
            raise TableError(msg)
    return Publication(
        name=schema.name,
        title=words["title"],
        description=" ".join(words["description"].split()),
        columns=columns,
        references={name: (to[0], to[1]) for name, to in words.get("references", {}).items()},
        table=table[list(schema.columns)],
    )


def _column(name: str, schema: Schema) -> Column:
    kind = schema.columns[name]
    stem = name.removesuffix("_low").removesuffix("_high")
    unit = schema.units.get(name) or schema.units.get(stem) or ""
    if name in ("low", "high"):
        unit = schema.units.get("value", "")
    is_number = kind == NUMBER
    is_key = schema.key == (name,)
    return Column(
        name=name,
        type=_TYPES.get(kind, "integer") if isinstance(kind, str) else "string",
        description=_description(name, schema),
        unit=_words()["units"].get(unit, unit),
        terms=tuple(str(term) for term in kind) if isinstance(kind, tuple) else (),
        is_required=is_key or kind == "bool" or name in _words()["tables"][schema.name]["required"],
        is_key=is_key,
        minimum=0 if is_number and stem not in schema.signed else None,
        maximum=1 if is_number and unit == "share" else None,
    )


def _description(name: str, schema: Schema) -> str:
    own = _words()["tables"][schema.name].get("columns", {})
    shared = _words()["columns"]
    if name in own or name in shared:
        return str(own.get(name) or shared[name])
    for ending, side in _ENDS.items():
        if name.endswith(ending) and name.removesuffix(ending) in schema.columns:
            stem = name.removesuffix(ending)
            return f"The {side} bound of {stem}; missing where the words leave it open."
    msg = f"exchange/words.toml: the column {name} of {schema.name} has no description"
    raise TableError(msg)


def package_words() -> dict[str, str]:
    """What the package as a whole says of itself: name, title, description, workbook."""
    return {name: " ".join(text.split()) for name, text in _words()["package"].items()}


@cache
def _words() -> dict[str, Any]:
    path = files("analysis.exchange") / "words.toml"
    return tomllib.loads(path.read_text(encoding="utf-8"))
