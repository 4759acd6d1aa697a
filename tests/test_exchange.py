"""Published tables: the same in every form, described by a valid data package, same bytes."""

from __future__ import annotations

import csv
import io
import json
import re
from datetime import date
from hashlib import sha256
from typing import TYPE_CHECKING, Any

import openpyxl
import pandas as pd
import pytest
from conftest import ROOT

import analysis
from analysis.articles import Article
from analysis.corrections import Correction
from analysis.errors import TableError
from analysis.exchange import export_tables, publication_of
from analysis.schema import figures_frame

if TYPE_CHECKING:
    from pathlib import Path

    from analysis.exchange.publication import Publication

TABLES = ["figures", "strikes", "territory", "aid", "casualties", "events", "claims"]
# The types and constraints of Table Schema that this package uses.
TYPES = {"string", "date", "number", "integer", "boolean"}
CONSTRAINTS = {"required": bool, "unique": bool, "enum": list, "minimum": int, "maximum": int}
RISKY = Article(
    "risky",
    "=1+1 says Russia launched 123 drones, of which 71 were shot down.",
    title="=HYPERLINK(1)",
    outlet="The Example",
    published=date(2025, 2, 12),
)
SAMPLES = analysis.read_articles(ROOT / "data" / "articles")[::10]
FIGURES = analysis.extract([*SAMPLES, RISKY])


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    out = tmp_path_factory.mktemp("out") / "new"
    export_tables(FIGURES, out)
    return out


@pytest.fixture(scope="module")
def package(folder: Path) -> dict[str, Any]:
    content: dict[str, Any] = json.loads((folder / "datapackage.json").read_text())
    return content


@pytest.fixture(scope="module")
def publications() -> dict[str, Publication]:
    return {one.name: one for one in publication_of(FIGURES)}


@pytest.fixture(scope="module")
def book(folder: Path) -> openpyxl.Workbook:
    return openpyxl.load_workbook(folder / "tables.xlsx")


def tabular(package: dict[str, Any]) -> dict[str, dict[str, Any]]:
    """Resources with a schema, by name."""
    return {one["name"]: one for one in package["resources"] if "schema" in one}


def rows_of(folder: Path, name: str) -> list[dict[str, str]]:
    text = (folder / f"{name}.csv").read_text(encoding="utf-8")
    return list(csv.DictReader(io.StringIO(text, newline="")))


# Files


def test_each_table_is_there_in_each_form(folder: Path) -> None:
    expected = [f"{name}.{suffix}" for name in TABLES for suffix in ("csv", "parquet")]
    found = sorted(path.name for path in folder.iterdir())
    assert found == sorted([*expected, "datapackage.json", "tables.xlsx"])


def test_same_figures_give_the_same_bytes(folder: Path, tmp_path: Path) -> None:
    again = {path.name: path.read_bytes() for path in export_tables(FIGURES, tmp_path)}
    assert again == {path.name: path.read_bytes() for path in folder.iterdir()}


def test_the_workbook_holds_no_time_of_making(book: openpyxl.Workbook) -> None:
    assert f"{book.properties.created:%Y} {book.properties.modified:%Y}" == "1980 1980"


@pytest.mark.parametrize("name", TABLES)
def test_parquet_keeps_the_types(
    folder: Path, publications: dict[str, Publication], name: str
) -> None:
    found = pd.read_parquet(folder / f"{name}.parquet")
    pd.testing.assert_frame_equal(found, publications[name].table.reset_index(drop=True))


@pytest.mark.parametrize("name", TABLES)
def test_the_workbook_holds_the_rows(folder: Path, book: openpyxl.Workbook, name: str) -> None:
    found = [[cell.value for cell in row] for row in book[name].iter_rows()]
    rows = rows_of(folder, name)
    assert (found[0], len(found) - 1) == (list(rows[0]), len(rows))


def test_the_workbook_has_days_and_numbers(book: openpyxl.Workbook) -> None:
    sheet = book["figures"]
    header = [cell.value for cell in sheet[1]]
    kinds = {name: sheet.cell(2, header.index(name) + 1) for name in ("published", "value")}
    assert (kinds["published"].is_date, kinds["value"].data_type) == (True, "n")


def test_text_that_looks_like_a_formula_stays_text(folder: Path, book: openpyxl.Workbook) -> None:
    sheet = book["figures"]
    kinds = {cell.data_type for row in sheet for cell in row if cell.value == "=HYPERLINK(1)"}
    assert kinds == {"s"}
    assert rows_of(folder, "figures")[-1]["title"] == "'=HYPERLINK(1)"


def test_the_dictionary_describes_every_column(
    book: openpyxl.Workbook, publications: dict[str, Publication]
) -> None:
    _, *lines = ([cell.value for cell in row] for row in book["dictionary"].iter_rows())
    expected = [(one.name, column.name) for one in publications.values() for column in one.columns]
    assert [(line[0], line[1]) for line in lines] == expected
    assert [line for line in lines if not line[-1]] == []


def test_figures_without_rows_are_published_too(tmp_path: Path) -> None:
    export_tables(figures_frame({}), tmp_path)
    assert {name: rows_of(tmp_path, name) for name in TABLES} == {name: [] for name in TABLES}


def test_corrections_are_published(tmp_path: Path) -> None:
    drop = Correction(
        "risky", "71", "change", "Jane", date(2025, 3, 1), "jammed",
        columns={"measure": "suppressed"},
    )  # fmt: skip
    export_tables(analysis.extract(RISKY, corrections=[drop]), tmp_path)
    assert "Jane, 2025-03-01: jammed" in rows_of(tmp_path, "figures")[1]["corrected"]


# The data package


def test_the_package_has_what_the_standard_asks_for(package: dict[str, Any]) -> None:
    assert re.fullmatch(r"[a-z0-9._/-]+", package["name"])
    assert package["profile"] == "data-package"
    names = [one["name"] for one in package["resources"]]
    assert len(set(names)) == len(names)
    assert [name for name in names if not re.fullmatch(r"[a-z0-9._-]+", name)] == []


def test_the_package_describes_every_file(folder: Path, package: dict[str, Any]) -> None:
    paths = {one["path"] for one in package["resources"]} | {"datapackage.json"}
    assert paths == {path.name for path in folder.iterdir()}


def test_bytes_and_hashes_are_right(folder: Path, package: dict[str, Any]) -> None:
    stated = {one["path"]: (one["bytes"], one["hash"]) for one in package["resources"]}
    contents = {path: (folder / path).read_bytes() for path in stated}
    assert stated == {
        path: (len(content), f"sha256:{sha256(content).hexdigest()}")
        for path, content in contents.items()
    }


def test_only_csv_files_claim_to_be_tabular(package: dict[str, Any]) -> None:
    kinds = {(one["profile"], one["type"], one["format"]) for one in package["resources"]}
    assert kinds == {
        ("tabular-data-resource", "table", "csv"),
        ("data-resource", "file", "parquet"),
        ("data-resource", "file", "xlsx"),
    }


@pytest.mark.parametrize("name", TABLES)
def test_fields_are_valid_in_table_schema(package: dict[str, Any], name: str) -> None:
    fields = tabular(package)[name]["schema"]["fields"]
    assert {one["type"] for one in fields} <= TYPES
    assert [one["name"] for one in fields if len(one["description"]) < 8] == []
    stated = [pair for one in fields for pair in one.get("constraints", {}).items()]
    assert [(key, value) for key, value in stated if type(value) is not CONSTRAINTS[key]] == []


@pytest.mark.parametrize("name", TABLES)
def test_the_header_is_that_of_the_schema(folder: Path, package: dict[str, Any], name: str) -> None:
    header = list(rows_of(folder, name)[0])
    assert header == [one["name"] for one in tabular(package)[name]["schema"]["fields"]]


@pytest.mark.parametrize("name", TABLES)
def test_every_cell_keeps_its_fields_promise(
    folder: Path, package: dict[str, Any], name: str
) -> None:
    schema = tabular(package)[name]["schema"]
    rows = rows_of(folder, name)
    wrong = [
        (number, field["name"], row[field["name"]])
        for number, row in enumerate(rows)
        for field in schema["fields"]
        if not is_valid(row[field["name"]], field)
    ]
    assert wrong == []


@pytest.mark.parametrize("name", TABLES)
def test_the_primary_key_is_unique(folder: Path, package: dict[str, Any], name: str) -> None:
    key = tabular(package)[name]["schema"]["primaryKey"]
    values = [tuple(row[column] for column in key) for row in rows_of(folder, name)]
    assert (len(key), len(set(values))) == (1, len(values))


def test_foreign_keys_lead_to_rows(folder: Path, package: dict[str, Any]) -> None:
    keys = tabular(package)["claims"]["schema"]["foreignKeys"]
    missing = {}
    for key in keys:
        (own,), (other,) = key["fields"], key["reference"]["fields"]
        there = {row[other] for row in rows_of(folder, key["reference"]["resource"])}
        missing[own] = {row[own] for row in rows_of(folder, "claims")} - there - {""}
    assert missing == {"figure_id": set(), "event_id": set()}


READERS = {
    "string": str,
    "date": date.fromisoformat,
    "number": float,
    "integer": int,
    "boolean": {"true": True, "false": False}.__getitem__,
}


def is_valid(cell: str, field: dict[str, Any]) -> bool:
    constraints = field.get("constraints", {})
    if cell == "":
        return not constraints.get("required")
    value: Any = READERS[field["type"]](cell)  # type: ignore[operator]
    return (
        value in constraints.get("enum", [value])
        and value >= constraints.get("minimum", value)
        and value <= constraints.get("maximum", value)
    )


def test_numbers_have_units(package: dict[str, Any]) -> None:
    fields = [(name, one) for name, t in tabular(package).items() for one in t["schema"]["fields"]]
    bare = [
        (name, one["name"]) for name, one in fields if one["type"] == "number" and "unit" not in one
    ]
    assert bare == []


def test_a_table_that_breaks_its_promise_is_not_published(tmp_path: Path) -> None:
    wrong = FIGURES.assign(low=FIGURES["value"] + 1)
    with pytest.raises(TableError, match=r"figures, row \d+: low is above value"):
        export_tables(wrong, tmp_path)
    assert list(tmp_path.iterdir()) == []


def test_a_missing_value_that_must_be_there_is_named(tmp_path: Path) -> None:
    with pytest.raises(TableError, match="figures, row 0: sentence is missing"):
        export_tables(FIGURES.assign(sentence=pd.Series(pd.NA, dtype="string")), tmp_path)


def test_a_folder_that_cannot_be_made_is_named_with_the_remedy(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("")
    with pytest.raises(TableError, match=r"cannot write .*/out: Not a dir.*choose a folder"):
        export_tables(FIGURES, tmp_path / "file" / "out")
