"""Articles as the rows of a table: CSV and Parquet."""

from __future__ import annotations

import csv
import itertools
from typing import TYPE_CHECKING, Any, BinaryIO

from analysis.errors import ArticleError
from analysis.sources.bounded import seekable
from analysis.sources.charsets import text_lines
from analysis.sources.columns import find_columns, raw_of

if TYPE_CHECKING:
    from collections.abc import Iterator

    from analysis.sources.raw import Found, Source, Wishes

_DELIMITERS = ",;\t|"
_SEPARATOR = "sep="  # spreadsheets tell the delimiter in a first line of its own
_SAMPLE = 20
_BATCH = 256
# Put behind the last line: in the last row it tells that quotes were never closed.
_END = "\ue000the end\ue000"


def read_csv(source: Source, wishes: Wishes) -> Iterator[Found]:
    """The rows of a CSV file, one at a time; the first line names the columns.

    Raises:
        ArticleError: no column holds text.
    """
    # One setting for the whole process; the default cuts off at 131,072 characters.
    csv.field_size_limit(max(csv.field_size_limit(), wishes.limits.article))
    lines = _Lines(source.stream, wishes.limits.article)
    head = list(itertools.islice(lines, _SAMPLE))
    rows = csv.reader(itertools.chain(head, lines, [_END]), delimiter=_delimiter(head))
    names = _header(rows)
    if not names:
        return
    columns = find_columns(names, wishes.columns)
    row = 0
    for values, where in _values(rows):
        while lines.too_long:
            yield ArticleError(f"line {lines.too_long.pop(0)}: too long for an article; split it")
        if values != []:  # an empty line
            row += 1
            yield (
                values
                if isinstance(values, ArticleError)
                else _row(names, values, columns, row, where)
            )


class _Lines:
    """The lines of a file as text, and the numbers of those that are too long."""

    def __init__(self, stream: BinaryIO, largest: int) -> None:
        self._lines = text_lines(stream, largest)
        self.too_long: list[int] = []

    def __iter__(self) -> Iterator[str]:
        return self

    def __next__(self) -> str:
        number, line = next(self._lines)
        if line is None:
            self.too_long.append(number)
        return line or "\n"


def _values(rows: Any) -> Iterator[tuple[list[str] | ArticleError, str]]:  # noqa: ANN401 - csv's own
    """The values of each row, and where it begins; none at the end."""
    while True:
        where = f"line {rows.line_num + 1}"
        try:
            values = next(rows, [_END])
            if values == [_END]:
                yield [], where
                return
            yield (_never_closed(where) if values and values[-1].endswith(_END) else values), where
        except csv.Error as error:
            told = f"{where}: no row of a CSV file ({error}); quote or mend it"
            yield ArticleError(told), where


def _never_closed(where: str) -> ArticleError:
    msg = f"{where}: its quotes are never closed, so that it takes in all that follows; close them"
    return ArticleError(msg)


def _header(rows: Iterator[list[str]]) -> list[str]:
    first = "line 1"
    try:
        names = next(row for row in rows if row and row[0] != _SEPARATOR)
    except csv.Error as error:
        msg = f"{first}: no header of a CSV file ({error}); save it again as CSV in UTF-8"
        raise ArticleError(msg) from error
    if names == [_END]:
        return []
    if names[-1].endswith(_END):
        raise _never_closed(first)
    return [name.strip() for name in names]


def _row(
    names: list[str], values: list[str], columns: dict[str, str], row: int, where: str
) -> Found:
    if len(values) != len(names):
        return ArticleError(
            f"{where}: {len(values)} values for {len(names)} columns; quote what holds the "
            "delimiter"
        )
    return raw_of(dict(zip(names, values, strict=True)), columns, row, where)


def _delimiter(head: list[str]) -> str:
    """The sign that splits the first line into most columns, or that it names."""
    first = next(filter(str.strip, head), "")
    named = first.strip().removeprefix(_SEPARATOR)
    return named if named and named in _DELIMITERS else max(_DELIMITERS, key=first.count)


def read_parquet(source: Source, wishes: Wishes) -> Iterator[Found]:
    """The rows of a Parquet file, some at a time; of its columns only those that are needed.

    Raises:
        ArticleError: no column holds text.
    """
    import pyarrow.parquet as pq

    file = pq.ParquetFile(seekable(source, wishes.limits.nested), pre_buffer=False)
    columns = find_columns(file.schema_arrow.names, wishes.columns)
    row = 0
    for batch in file.iter_batches(_BATCH, columns=list(dict.fromkeys(columns.values()))):
        for record in _records(batch):
            row += 1
            yield raw_of(record, columns, row, f"row {row}")


def _records(batch: Any) -> Iterator[dict[str, object]]:  # noqa: ANN401 - pyarrow has no types
    for record in zip(*map(values_of, batch.columns), strict=True):
        yield dict(zip(batch.schema.names, record, strict=True))


def values_of(column: Any) -> list[Any]:  # noqa: ANN401 - pyarrow has no types
    """The values of a column of a Parquet file, times as days."""
    import pyarrow as pa

    days = column.cast(pa.date32()) if pa.types.is_timestamp(column.type) else column
    values: list[Any] = days.to_pylist()
    return values
