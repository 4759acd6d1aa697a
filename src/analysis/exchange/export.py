"""A folder of published tables: the same figures give the same bytes."""

from __future__ import annotations

import io
import json
from pathlib import Path
from typing import TYPE_CHECKING

from analysis.errors import TableError, unwritable
from analysis.exchange.descriptor import descriptor
from analysis.exchange.publication import publication_of
from analysis.exchange.workbook import encode_workbook
from analysis.schema import TEXT
from analysis.storage import put_in_place, without_formulas

if TYPE_CHECKING:
    import os

    import pandas as pd

    from analysis.exchange.publication import Publication

WORKBOOK = "tables.xlsx"
DESCRIPTOR = "datapackage.json"


def export_tables(figures: pd.DataFrame, folder: str | os.PathLike[str]) -> list[Path]:
    """Write the figures and the tables derived from them into a folder, ready to be published.

    Args:
        figures: a figures table.
        folder: made where it is missing; files of these names are replaced, others stay.

    Returns:
        The files: NAME.csv and NAME.parquet for each table, `tables.xlsx` with a sheet for each
        and a data dictionary, and `datapackage.json`, which describes them.

    Raises:
        TableError: not a figures table, a table breaks its promise, or a file cannot be written.
    """
    target = Path(folder)
    tables = publication_of(figures)
    files: dict[str, bytes] = {}
    for one in tables:
        files[f"{one.name}.csv"] = _to_csv(one)
        files[f"{one.name}.parquet"] = _to_parquet(one.table)
    files[WORKBOOK] = encode_workbook(tables)
    described = descriptor(tables, files)
    files[DESCRIPTOR] = (json.dumps(described, ensure_ascii=False, indent=2) + "\n").encode()
    try:
        target.mkdir(parents=True, exist_ok=True)
        for name, content in files.items():
            put_in_place(target / name, content)
    except OSError as error:
        raise TableError(unwritable(target, error)) from error
    return [target / name for name in files]


def _to_csv(publication: Publication) -> bytes:
    plain = publication.table.copy()
    for column in publication.columns:
        values = plain[column.name]
        if column.type == "date":
            plain[column.name] = values.dt.strftime("%Y-%m-%d")
        elif column.type == "boolean":
            plain[column.name] = values.map({True: "true", False: "false"})
        elif values.dtype == TEXT:
            plain[column.name] = without_formulas(values)
    return plain.to_csv(index=False, lineterminator="\n").encode()


def _to_parquet(table: pd.DataFrame) -> bytes:
    file = io.BytesIO()
    table.reset_index(drop=True).to_parquet(file, compression="zstd", index=False)
    return file.getvalue()
