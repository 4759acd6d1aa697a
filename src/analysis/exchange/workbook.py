"""An Excel file with a sheet for each table and a data dictionary: same tables, same bytes."""

from __future__ import annotations

import io
import re
import zipfile
from datetime import UTC, date, datetime
from typing import TYPE_CHECKING, Any

import openpyxl
from openpyxl.cell import WriteOnlyCell
from openpyxl.styles import Font

from analysis.claims import plain_rows
from analysis.errors import TableError

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from openpyxl.workbook import Workbook
    from openpyxl.worksheet._write_only import WriteOnlyWorksheet

    from analysis.exchange.publication import Column, Publication

_MOST_ROWS = 1_048_575  # and the header
_LONGEST_CELL = 32_767
_UNPRINTABLE = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff]")
_LONG_AGO = (1980, 1, 1, 0, 0, 0)  # the first moment that a zip file can name
_MODIFIED = re.compile(rb"(<dcterms:(?:created|modified)[^>]*>)[^<]*")
_DICTIONARY = ("table", "column", "type", "unit", "required", "key", "allowed values", "meaning")
_WIDTH, _WIDE, _TEXT_OF_WIDE = 14, 60, ("sentence", "meaning", "corrected", "rivals")


def encode_workbook(tables: Sequence[Publication]) -> bytes:
    """The tables as the bytes of an .xlsx file: a sheet for each, then `dictionary`.

    Days are dates, numbers are numbers, and text is text even where it begins with a sign of a
    formula. Excel's limits hold: a longer text is cut and ends in "…", controls become "�".

    Raises:
        TableError: a table has more rows than a sheet.
    """
    book = openpyxl.Workbook(write_only=True)
    for one in tables:
        if len(one.table) > _MOST_ROWS:
            msg = f"{one.name} has {len(one.table):,} rows, more than an Excel sheet holds"
            raise TableError(msg)
        sheet = _sheet(book, one.name, [column.name for column in one.columns])
        for row in plain_rows(one.table):
            sheet.append([_cell(sheet, row[column.name]) for column in one.columns])
    sheet = _sheet(book, "dictionary", _DICTIONARY)
    for one in tables:
        for column in one.columns:
            sheet.append([_cell(sheet, text) for text in _described(one, column)])
    file = io.BytesIO()
    book.save(file)
    return _undated(file.getvalue())


def _sheet(book: Workbook, name: str, header: Sequence[str]) -> WriteOnlyWorksheet:
    sheet = book.create_sheet(name)
    sheet.freeze_panes = "A2"
    for number, title in enumerate(header, start=1):
        letter = openpyxl.utils.get_column_letter(number)
        sheet.column_dimensions[letter].width = _WIDE if title in _TEXT_OF_WIDE else _WIDTH
    cells = [_cell(sheet, title) for title in header]
    for cell in cells:
        cell.font = Font(bold=True)
    sheet.append(cells)
    return sheet


def _described(publication: Publication, column: Column) -> Iterable[str]:
    required = "yes" if column.is_required else "no"
    key = "yes" if column.is_key else ""
    terms = ", ".join(column.terms)
    yield from (publication.name, column.name, column.type, column.unit, required, key, terms)
    yield column.description


def _cell(sheet: WriteOnlyWorksheet, value: Any) -> Any:  # noqa: ANN401 - a value of any column
    if isinstance(value, date):
        cell = WriteOnlyCell(sheet, value=value.date() if isinstance(value, datetime) else value)
        cell.number_format = "yyyy-mm-dd"
        return cell
    if not isinstance(value, str):
        return WriteOnlyCell(sheet, value=value)
    cell = WriteOnlyCell(sheet, value=_printable(value))
    cell.data_type = "s"  # openpyxl takes what begins with = for a formula
    return cell


def _printable(text: str) -> str:
    plain = _UNPRINTABLE.sub("\ufffd", text)
    return plain if len(plain) <= _LONGEST_CELL else f"{plain[: _LONGEST_CELL - 1]}…"


def _undated(content: bytes) -> bytes:
    """The same file without the time at which it was made."""
    out = io.BytesIO()
    epoch = f"{datetime(*_LONG_AGO, tzinfo=UTC):%Y-%m-%dT%H:%M:%SZ}".encode()
    with (
        zipfile.ZipFile(io.BytesIO(content)) as source,
        zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as target,
    ):
        for name in source.namelist():
            part = source.read(name)
            if name == "docProps/core.xml":
                part = _MODIFIED.sub(rb"\g<1>" + epoch, part)
            entry = zipfile.ZipInfo(name, _LONG_AGO)
            entry.compress_type = zipfile.ZIP_DEFLATED
            entry.external_attr = 0o600 << 16
            target.writestr(entry, part)
    return out.getvalue()
