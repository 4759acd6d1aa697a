"""datapackage.json: published tables described by the Data Package standard."""

from __future__ import annotations

from hashlib import sha256
from typing import TYPE_CHECKING, Any

from analysis.exchange.publication import package_words

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    import pandas as pd

    from analysis.exchange.publication import Column, Publication

_MEDIA_TYPES = {
    "csv": "text/csv",
    "parquet": "application/vnd.apache.parquet",
    "xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
}


def descriptor(tables: Sequence[Publication], files: Mapping[str, bytes]) -> dict[str, Any]:
    """The descriptor of a data package.

    Args:
        tables: what is published; the first is the figures table.
        files: name → bytes of every file that the package holds, apart from the descriptor.

    Returns:
        The descriptor as JSON values. The CSV files carry the schemas; the Parquet files and the
        workbook hold the same tables.
    """
    words = package_words()
    figures = tables[0].table
    described = {
        "profile": "data-package",
        "name": words["name"],
        "title": words["title"],
        "description": words["description"],
        "as_of": _day(figures["published"].max()),
        "sources": [{"title": name} for name in sorted(figures["outlet"].dropna().unique())],
        "resources": [
            *(_tabular(one, files[f"{one.name}.csv"]) for one in tables),
            *(_plain(f"{one.name}.parquet", one, files) for one in tables),
            *(_plain(name, None, files) for name in files if name.endswith(".xlsx")),
        ],
    }
    return {name: value for name, value in described.items() if value not in (None, [])}


def _day(day: pd.Timestamp) -> str | None:
    return None if day != day else f"{day:%Y-%m-%d}"  # noqa: PLR0124 - NaT


def _tabular(publication: Publication, content: bytes) -> dict[str, Any]:
    return {
        "profile": "tabular-data-resource",
        "type": "table",
        "name": publication.name,
        "title": publication.title,
        "description": publication.description,
        **_file(f"{publication.name}.csv", content),
        "encoding": "utf-8",
        "dialect": {
            "delimiter": ",",
            "lineTerminator": "\n",
            "quoteChar": '"',
            "doubleQuote": True,
            "header": True,
        },
        "schema": _schema(publication),
    }


def _plain(
    name: str, publication: Publication | None, files: Mapping[str, bytes]
) -> dict[str, Any]:
    stem, _, suffix = name.rpartition(".")
    return {
        "profile": "data-resource",
        "type": "file",
        "name": f"{stem}-{suffix}",
        "title": publication.title if publication else "All tables",
        "description": publication.description if publication else package_words()["workbook"],
        **_file(name, files[name]),
    }


def _file(name: str, content: bytes) -> dict[str, Any]:
    suffix = name.rpartition(".")[2]
    return {
        "path": name,
        "format": suffix,
        "mediatype": _MEDIA_TYPES[suffix],
        "bytes": len(content),
        "hash": f"sha256:{sha256(content).hexdigest()}",
    }


def _schema(publication: Publication) -> dict[str, Any]:
    schema: dict[str, Any] = {
        "fields": [_field(column) for column in publication.columns],
        "missingValues": [""],
        "primaryKey": [column.name for column in publication.columns if column.is_key],
    }
    if publication.references:
        schema["foreignKeys"] = [
            {"fields": [name], "reference": {"resource": table, "fields": [column]}}
            for name, (table, column) in publication.references.items()
        ]
    return schema


def _field(column: Column) -> dict[str, Any]:
    constraints = {
        "required": column.is_required or None,
        "unique": column.is_key or None,
        "enum": list(column.terms) or None,
        "minimum": column.minimum,
        "maximum": column.maximum,
    }
    stated = {name: value for name, value in constraints.items() if value is not None}
    field: dict[str, Any] = {
        "name": column.name,
        "type": column.type,
        "description": column.description,
    }
    if column.unit:
        field["unit"] = column.unit
    return {**field, "constraints": stated} if stated else field
