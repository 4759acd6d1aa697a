"""The articles of a part, those that cannot hold a figure put aside before they are made."""

from __future__ import annotations

import io
import re
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING, Any, BinaryIO

from analysis.articles import Article
from analysis.corpus.parts import FILES, LINES, ROWS
from analysis.errors import ArticleError
from analysis.sources.bounded import stretch
from analysis.sources.columns import check_columns, find_columns, raw_of
from analysis.sources.faults import BROKEN, reason_of
from analysis.sources.kinds import kind_of
from analysis.sources.limits import Limits
from analysis.sources.raw import Raw, Source, Wishes
from analysis.sources.reading import article_of, read_file
from analysis.sources.records import read_jsonl
from analysis.sources.tables import values_of

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from analysis.corpus.parts import InputFile, Part
    from analysis.corpus.settings import Settings
    from analysis.sources.ids import Ids

_ROWS = 1024
_LINE = re.compile(r"^line (\d+)")


@dataclass(frozen=True, slots=True)
class Read:
    """One place of a part that was read.

    Attributes:
        article: None for what was put aside, or cannot be read.
        error: why it cannot be read.
        row: the line or row in its file, from 1; None where it is a file's only article.
        count: how many articles were read with it; more than one where rows are put aside together.
    """

    article: Article | None = None
    error: str | None = None
    row: int | None = None
    count: int = 1


def read_part(
    part: Part, settings: Settings, ids: Ids, leave_out: Callable[[str], None] = lambda _name: None
) -> Iterator[Read]:
    """The articles of a part, in order.

    Args:
        part: it.
        settings: the choices of the run.
        ids: the ids given in the part.
        leave_out: is told the name of each member of an archive that is of no known kind.
    """
    if part.kind == LINES:
        return _of_lines(part, settings, ids)
    if part.kind == ROWS:
        return _of_rows(part, settings, ids)
    return _of_files(part, settings, ids, _Gate(settings, leave_out))


def _of_files(part: Part, settings: Settings, ids: Ids, gate: _Gate) -> Iterator[Read]:
    is_alone = part.kind == FILES
    for file in part.files:
        row = 0
        for found in _of_file(file, settings, ids, gate):
            aside = gate.counted()
            row += aside + 1
            if aside:
                yield Read(count=aside)
            yield _read(found, None if is_alone else row)
    if aside := gate.counted():
        yield Read(count=aside)


class _Gate:
    """Tells what may hold figures, and counts the rest."""

    def __init__(
        self, settings: Settings, leave_out: Callable[[str], None] = lambda _name: None
    ) -> None:
        self._anchors, self._aside = settings.anchors, 0
        self.leave_out = leave_out

    def wants(self, raw: Raw) -> bool:
        from analysis.corpus.gate import may_hold_figures_in

        text, title = raw.text, raw.title or ""
        if not isinstance(text, str) or not isinstance(title, str):
            return True
        return self._judged(wanted=may_hold_figures_in(text, title, self._anchors))

    def wants_page(self, page: str) -> bool:
        from analysis.corpus.gate import page_may_hold_figures

        return self._judged(wanted=page_may_hold_figures(page, self._anchors))

    def counted(self) -> int:
        """How many were put aside since this was asked last."""
        aside, self._aside = self._aside, 0
        return aside

    def _judged(self, *, wanted: bool) -> bool:
        self._aside += not wanted
        return wanted


def _of_file(
    file: InputFile, settings: Settings, ids: Ids, gate: _Gate
) -> Iterator[Article | ArticleError]:
    errors: list[ArticleError] = []
    articles = read_file(
        file.path,
        article_id=file.name,
        columns=settings.columns,
        on_error=errors.append,
        on_left_out=gate.leave_out,
        ids=ids,
        wants=gate.wants,
        wants_page=gate.wants_page,
    )
    for article in articles:
        yield from errors
        errors.clear()
        yield article
    yield from errors


def _read(found: Article | ArticleError, row: int | None) -> Read:
    if isinstance(found, Article):
        return Read(found, row=row)
    return Read(error=str(found), row=row)


def _of_lines(part: Part, settings: Settings, ids: Ids) -> Iterator[Read]:
    file, gate = part.files[0], _Gate(settings)
    wishes = Wishes(check_columns(settings.columns), Limits())
    try:
        stream = Path(file.path).open("rb")  # noqa: SIM115 - closed below
    except OSError as error:
        yield Read(error=f"cannot be read: {error.strerror or error}; look whether it is there")
        return
    with stream:
        source = _source(file, stretch(stream, part.begin, part.end))
        for found in _carefully(read_jsonl(source, wishes), file.path):
            if isinstance(found, ArticleError):
                yield Read(error=_told(found, file.path, part.row))
            elif gate.wants(found):
                row = (found.row or 0) + part.row
                raw = replace(found, row=row, where=_line(found.where, part.row))
                yield _read(article_of(raw, source, ids), row)
            else:
                yield Read()


def _source(file: InputFile, content: BinaryIO) -> Source:
    kind = kind_of(file.path)
    assert kind is not None  # noqa: S101 - parts are cut of files of known kinds
    return Source(file.path, kind, file.name, content, Path(file.path))


def _carefully(found: Iterator[Any], path: str) -> Iterator[Any]:
    """The same, and an error where the content is broken."""
    try:
        yield from found
    except ArticleError as error:
        yield error
    except BROKEN as error:
        msg = f"{path}: broken, or not what its name says ({reason_of(error)}); save it again"
        yield ArticleError(msg)


def _told(error: ArticleError, path: str, rows_before: int) -> str:
    text = _line(str(error), rows_before)
    return text if text.startswith(path) else f"{path}: {text}"


def _line(text: str, before: int) -> str:
    """The text with the line's number in the file, not in the part: "line 17: ..."."""
    return _LINE.sub(lambda found: f"line {int(found[1]) + before}", text)


def _of_rows(part: Part, settings: Settings, ids: Ids) -> Iterator[Read]:
    file = part.files[0]
    source = _source(file, io.BytesIO())
    for found in _carefully(_rows(part, settings), file.path):
        if isinstance(found, int):
            yield Read(count=found)
        elif isinstance(found, ArticleError):
            yield Read(error=_told(found, file.path, 0))
        else:
            yield _read(article_of(found, source, ids), found.row)


def _rows(part: Part, settings: Settings) -> Iterator[Raw | int]:
    """The raw articles of rows that may hold figures, and how many others stand before them."""
    import pyarrow.parquet as pq

    with pq.ParquetFile(part.files[0].path, pre_buffer=False) as file:
        columns = find_columns(file.schema_arrow.names, check_columns(settings.columns))
        wanted = list(dict.fromkeys(columns.values()))
        groups = list(range(part.begin, part.end))
        row = part.row
        for batch in file.iter_batches(_ROWS, row_groups=groups, columns=wanted):
            kept = _kept(batch, columns, settings)
            if len(kept) < batch.num_rows:
                yield batch.num_rows - len(kept)
            for at, record in zip(kept, _records(batch, kept), strict=True):
                number = row + at + 1
                yield raw_of(record, columns, number, f"row {number}")
            row += batch.num_rows


def _kept(batch: Any, columns: dict[str, str], settings: Settings) -> list[int]:  # noqa: ANN401
    """The places of a batch's rows that may hold figures."""
    import pyarrow as pa

    from analysis.corpus.gate import may_hold_figures

    texts = [batch.column(columns[name]) for name in ("text", "title") if name in columns]
    if not all(pa.types.is_string(t.type) or pa.types.is_large_string(t.type) for t in texts):
        return list(range(batch.num_rows))
    titles = texts[1] if len(texts) > 1 else None
    return [int(at) for at in may_hold_figures(texts[0], titles, settings.anchors)]


def _records(batch: Any, rows: list[int]) -> list[dict[str, object]]:  # noqa: ANN401
    """Rows of a batch, times as days."""
    import pyarrow as pa

    wanted = pa.array(rows, pa.int64())
    values = {
        name: values_of(column.take(wanted))
        for name, column in zip(batch.schema.names, batch.columns, strict=True)
    }
    return [{name: column[at] for name, column in values.items()} for at in range(len(rows))]
