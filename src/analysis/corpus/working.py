"""The figures of one part: read, extracted, and written aside until all of it is there."""

from __future__ import annotations

import json
import re
from contextlib import ExitStack
from dataclasses import asdict, replace
from functools import cache
from itertools import count, islice
from time import time_ns
from typing import TYPE_CHECKING, Any, Self

import pyarrow as pa
import pyarrow.parquet as pq

from analysis.cleaning import is_foreign
from analysis.corpus.folder import Place, Result, hashes_of
from analysis.corpus.listing import UNKNOWN
from analysis.corpus.parts import FILES
from analysis.corpus.rawreading import Read, read_part
from analysis.errors import TableError
from analysis.extraction.anchors import Anchors
from analysis.finding import clean_name
from analysis.fingerprints import is_settled
from analysis.schema import figures_frame
from analysis.sources.ids import Ids
from analysis.storage import stacked, written_aside

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping

    import pandas as pd

    from analysis.articles import Article
    from analysis.corpus.parts import Part
    from analysis.corpus.settings import Settings

# Articles whose figures become one table at a time, and figures that are written at a time.
_TOGETHER, _HELD = 500, 10_000
# Anchors that every article has.
_ALL = Anchors(((b"", float("inf")),))
BEFORE_ARTICLES = -1
"""The step of a part before its articles are read, and each one below it."""
SIGNATURE = ("exact", "phrases", "numbers")
"""Columns of an article by which copies of its story are found (`analysis.duplicates`)."""

_WHERE = re.compile(r"^(?:line|row|record) (\d+): ")
_OF_ARTICLES = pa.schema(
    [
        *((name, pa.string()) for name in ("id", "wished", "otherwise", "title", "outlet")),
        ("published", pa.date32()),
        ("url", pa.string()),
        ("path", pa.string()),
        ("row", pa.int64()),
        ("text", pa.large_string()),
        ("exact", pa.int64()),
        ("phrases", pa.binary()),
        ("numbers", pa.binary()),
    ]
)


def extract_part(
    part: Part,
    settings: Settings,
    place: Place,
    *,
    reach: Callable[[int], None] = lambda _step: None,
    blamed: Mapping[int, str] | None = None,
) -> Result:
    """Extract a part, and write what comes of it.

    Args:
        part: what to read.
        settings: the choices of the run.
        place: where the result is kept; it appears there whole or not at all.
        reach: called with each step before it is taken: 2 n for the reading of the n-th place of
            the part, 2 n + 1 for its extraction; from -1 downwards before the first.
        blamed: steps that ended the process before, which are not taken → their cause.

    Raises:
        TableError: the result cannot be written.
    """
    hashing = count(BEFORE_ARTICLES, -1)
    now, contents = time_ns(), hashes_of(part, lambda: reach(next(hashing)))
    times = [
        changed if content and is_settled(changed, now) else UNKNOWN
        for changed, content in zip(part.times, contents, strict=True)
    ]
    result = Result(times, contents)
    try:
        with ExitStack() as stack:
            figures, articles = (
                stack.enter_context(written_aside(path)) for path in (place.figures, place.articles)
            )
            work = _Work(part, settings, reach, blamed or {})
            with _Writers(figures, articles) as writers:
                for table, holding in work.wanted() if part.wanted else work.tables():
                    writers.take(table, holding)
            result = replace(
                result,
                sizes=[path.stat().st_size for path in (figures, articles)],
                articles=writers.articles,
                figures=writers.figures,
                **work.counts(),
            )
        with written_aside(place.result) as beside:
            beside.write_text(json.dumps(asdict(result)), encoding="ascii")
    except OSError as error:
        msg = f"cannot write {place.folder}: {error.strerror or error}. Free some space there."
        raise TableError(msg) from error
    return result


class _Work:
    """A part on its way through reading and extraction."""

    def __init__(
        self,
        part: Part,
        settings: Settings,
        reach: Callable[[int], None],
        blamed: Mapping[int, str],
    ) -> None:
        if part.wanted:
            settings = replace(settings, anchors=_ALL, stories=False)
        self._part, self._settings, self._reach, self._blamed = part, settings, reach, blamed
        self._ids = _PartIds()
        self._read = self._aside = 0
        self._errors: list[list[Any]] = []
        self._foreign: list[str] = []
        self._left_out: list[str] = []

    def counts(self) -> dict[str, Any]:
        return {
            "read": self._read,
            "aside": self._aside,
            "errors": self._errors,
            "foreign": self._foreign,
            "left_out": self._left_out,
        }

    def tables(self) -> Iterator[tuple[pd.DataFrame, list[dict[str, Any]]]]:
        """Figures, some articles' at a time, with the articles that hold them."""
        from analysis.tables import figures_of

        held: dict[str, dict[str, Any]] = {}
        articles = self._articles(held)
        while True:
            held.clear()
            holding: list[tuple[str, str]] = []
            figures = figures_of(
                islice(articles, _TOGETHER),
                self._settings.anchors,
                lambda *one, holding=holding: holding.append(one),
            )
            if not held:
                return
            yield figures, self._signed([held[name] for name, _ in holding], holding)

    def wanted(self) -> Iterator[tuple[pd.DataFrame, list[dict[str, Any]]]]:
        """The articles that are wanted, with no figures."""
        held: dict[str, dict[str, Any]] = {}
        for article in self._articles(held):
            row = held.pop(article.id)
            if article.id in self._part.wanted:
                yield figures_frame({}), [row]

    def _signed(
        self, rows: list[dict[str, Any]], texts: list[tuple[str, str]]
    ) -> list[dict[str, Any]]:
        """The rows of articles with what tells copies of their stories."""
        if not self._settings.stories or not rows:
            return rows
        from analysis.duplicates import signatures

        signed = signatures(texts)
        for name in SIGNATURE:
            for row, value in zip(rows, signed[name].to_list(), strict=True):
                row[name] = value
        return rows

    def _articles(self, held: dict[str, dict[str, Any]]) -> Iterator[Article]:
        for number, read in self._reads():
            self._read += read.count
            if read.error is not None:
                self._fail(number, read, read.error)
            elif read.article is None:
                self._aside += read.count
            elif 2 * number + 1 in self._blamed:
                self._fail(number, read, self._blamed[2 * number + 1])
            else:
                held[read.article.id] = self._row(read.article, read.row)
                self._foreign += [read.article.id] if is_foreign(read.article.text) else []
                self._reach(2 * number + 1)
                yield read.article

    def _reads(self) -> Iterator[tuple[int, Read]]:
        """What is read, each with the number of its place in the part."""
        if self._part.kind != FILES:
            yield from self._reads_of_file()
            return
        for number, file in enumerate(self._part.files):
            self._reach(2 * number)
            if 2 * number in self._blamed:
                yield number, Read(error=self._blamed[2 * number])
                continue
            alone = replace(self._part, files=(file,))
            for read in read_part(alone, self._settings, self._ids, self._left_out.append):
                yield number, read

    def _reads_of_file(self) -> Iterator[tuple[int, Read]]:
        reads = read_part(self._part, self._settings, self._ids, self._left_out.append)
        for number in count():
            self._reach(2 * number)
            if 2 * number in self._blamed:
                cause, _, remedy = self._blamed[2 * number].partition("; ")
                yield number, Read(error=f"{cause}, the rest of it is not read; {remedy}")
                return
            read = next(reads, None)
            if read is None:
                return
            yield number, read

    def _fail(self, number: int, read: Read, text: str) -> None:
        file = self._part.files[number if self._part.kind == FILES else 0]
        path = clean_name(file.path)
        text = text.removeprefix(f"{path}: ")
        where = _WHERE.match(text)
        row = int(where[1]) if where else read.row
        name = read.article.id if read.article else file.name
        cause, _, remedy = text.partition("; ")
        self._errors.append([name, path, row, cause, remedy])

    def _row(self, article: Article, row: int | None) -> dict[str, Any]:
        wished, otherwise = self._ids.wishes.pop(article.id, (None, None))
        return {
            "id": article.id,
            "wished": wished,
            "otherwise": otherwise,
            "title": article.title,
            "outlet": article.outlet,
            "published": article.published,
            "url": article.url,
            "path": clean_name(str(article.path)) if article.path else None,
            "row": row,
            "text": article.text,
        }


class _PartIds(Ids):
    """Ids of one part; it remembers which each article wished for, since parts do not know others.

    Attributes:
        wishes: id given → the one wished for, and the one to have instead.
    """

    def __init__(self) -> None:
        super().__init__()
        self.wishes: dict[str, tuple[str, str]] = {}

    def take(self, *wanted: str) -> str:
        name = super().take(*wanted)
        self.wishes[name] = (wanted[0], wanted[-1])
        return name


class _Writers:
    """The two tables of a part as they grow."""

    def __init__(self, figures: Any, articles: Any) -> None:  # noqa: ANN401 - paths
        self._figures = pq.ParquetWriter(figures, figures_schema(), compression="zstd")
        self._articles = pq.ParquetWriter(articles, _OF_ARTICLES, compression="zstd")
        self._tables: list[pd.DataFrame] = []
        self._rows: list[dict[str, Any]] = []
        self.figures = self.articles = 0

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self._flush()
        self._figures.close()
        self._articles.close()

    def take(self, figures: pd.DataFrame, articles: list[dict[str, Any]]) -> None:
        self._tables.append(figures)
        self._rows += articles
        self.figures += len(figures)
        self.articles += len(articles)
        if sum(map(len, self._tables)) >= _HELD:
            self._flush()

    def _flush(self) -> None:
        if self._rows:
            self._figures.write_table(figures_table(stacked(self._tables)))
            self._articles.write_table(pa.Table.from_pylist(self._rows, _OF_ARTICLES))
        self._tables, self._rows = [], []


@cache
def figures_schema() -> pa.Schema:
    """The schema of figures in Parquet, the same for every part."""
    schema = pa.Schema.from_pandas(figures_frame({}), preserve_index=False)
    at = schema.get_field_index("unit")
    return schema.set(at, pa.field("unit", pa.dictionary(pa.int16(), pa.large_string())))


def figures_table(figures: pd.DataFrame) -> pa.Table:
    """A figures table as it is written into a part."""
    return pa.Table.from_pandas(figures, figures_schema(), preserve_index=False)
