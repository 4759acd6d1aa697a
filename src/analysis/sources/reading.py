"""Read one file of any kind: open it, let its reader find raw articles, make articles of them."""

from __future__ import annotations

import datetime as dt
import lzma
import struct
import zlib
from contextlib import contextmanager
from importlib import import_module
from pathlib import Path
from typing import TYPE_CHECKING

from analysis.articles import Article, make_article, parse_article
from analysis.errors import ArticleError
from analysis.finding import clean_name, unknown_kind
from analysis.sources.bounded import unpacked, whole
from analysis.sources.columns import check_columns
from analysis.sources.ids import Ids
from analysis.sources.kinds import kind_of
from analysis.sources.limits import Limits
from analysis.sources.raw import Raw, Source, Wishes

if TYPE_CHECKING:
    import os
    from collections.abc import Callable, Iterator, Mapping
    from typing import Any

    from analysis.sources.kinds import Kind
    from analysis.sources.raw import Reader

_READERS = {
    "json": ("analysis.sources.records", "read_json"),
    "jsonl": ("analysis.sources.records", "read_jsonl"),
    "csv": ("analysis.sources.tables", "read_csv"),
    "parquet": ("analysis.sources.tables", "read_parquet"),
}
BROKEN = (
    ArithmeticError,
    AssertionError,
    AttributeError,
    EOFError,
    LookupError,
    NotImplementedError,
    OSError,
    RecursionError,
    TypeError,
    ValueError,
    lzma.LZMAError,
    struct.error,
    zlib.error,
)
"""What libraries raise on content that is broken, as it comes from outside."""
_FIRST_DAY, _LAST_DAY, _MILLISECONDS = 1900_01_01, 2100_12_31, 100_000_000_000
_NAMES = ("name", "title", "@id")


def read_file(  # noqa: PLR0913 - one argument for each choice
    path: str | os.PathLike[str],
    *,
    article_id: str | None = None,
    columns: Mapping[str, str] | None = None,
    on_error: Callable[[ArticleError], None] | None = None,
    on_left_out: Callable[[str], None] | None = None,
    limits: Limits | None = None,
    ids: Ids | None = None,
) -> Iterator[Article]:
    """The articles of one file, as they are read; nothing is held.

    Args:
        path: a file of a kind that kinds.toml lists; its name tells which.
        article_id: the id of its article, or what the ids of its articles begin with; without it
            the file's stem.
        columns: field of an article (text, title, outlet, published, url, id) → the column of a
            table, or the key of a record, that holds it. Others are guessed from common names.
        on_error: called with the error of each article that cannot be read, which is then skipped.
            Without it the first such error is raised.
        on_left_out: called with the name of each member of an archive that is of no known kind.
        limits: how much is read.
        ids: the ids given in this run, so that files with the same ones do not clash. Without it
            ids are unique within the file alone.

    Yields:
        Articles. One that is alone in its file has the file's stem as id. Of many, each has the
        value of the column of ids, or `stem#17` by its row, from 1, where there is no such column
        or the value was given before.

    Raises:
        ArticleError: an article cannot be read and `on_error` is None, or `columns` is wrong.
    """
    path = Path(path)
    wishes = Wishes(check_columns(columns), limits or Limits(), on_left_out or (lambda _: None))
    for found in _of_file(path, article_id, wishes, ids):
        if isinstance(found, Article):
            yield found
        elif on_error is None:
            raise found
        else:
            on_error(found)


def _of_file(
    path: Path, article_id: str | None, wishes: Wishes, ids: Ids | None
) -> Iterator[Article | ArticleError]:
    name = clean_name(str(path))
    try:
        size = _size(path)
        kind = _kind(path, size, wishes.limits)
        with path.open("rb") as file:
            stream = unpacked(file, kind.compression, size, wishes.limits)
            stem = article_id or clean_name(kind.stem)
            source = Source(name, kind, stem, stream, path, not kind.compression)
            yield from _of_source(source, wishes, ids)
    except ArticleError as error:
        yield _named(name, error)
    except OSError as error:
        yield ArticleError(f"{name}: cannot be read: {error.strerror or error}")


def _size(path: Path) -> int:
    """The file's size; what is no file, such as a pipe, could be waited for without end."""
    if path.exists() and not path.is_file():
        msg = "not a file; name a file that holds articles"
        raise ArticleError(msg)
    return path.stat().st_size


def _kind(path: Path, size: int, limits: Limits) -> Kind:
    kind = kind_of(path.name)
    if kind is None:
        raise ArticleError(unknown_kind())
    if kind.is_single and size > limits.article:
        msg = f"{size:,} bytes are too many for an article ({limits.article:,} at most); split it"
        raise ArticleError(msg)
    return kind


def _of_source(source: Source, wishes: Wishes, ids: Ids | None) -> Iterator[Article | ArticleError]:
    if source.kind.name == "text":
        with _named_errors(source.name):
            content = whole(source.stream, wishes.limits.article)
            article = parse_article(content, source.id, source.path)
        yield article
        return
    results = _reader(source.kind.name)(source, wishes)
    ids = ids or Ids()
    while True:
        try:
            with _named_errors(source.name):
                found = next(results, None)
        except ArticleError as error:
            yield error
            return
        if found is None:
            return
        yield _article(found, source, ids) if isinstance(found, Raw) else _named(source.name, found)


@contextmanager
def _named_errors(name: str) -> Iterator[None]:
    """Name the file in each error, and tell what a library makes of broken content."""
    try:
        yield
    except ArticleError as error:
        raise _named(name, error) from error
    except BROKEN as error:
        msg = f"{name}: broken, or not what its name says ({_reason(error)}); save it again"
        raise ArticleError(msg) from error


def _named(name: str, error: ArticleError) -> ArticleError:
    return error if str(error).startswith(name) else ArticleError(f"{name}: {error}")


def _reason(error: Exception) -> str:
    told = " ".join(str(error).split())[:200]
    return told or type(error).__name__


def _reader(kind: str) -> Reader:
    module, name = _READERS[kind]
    reader: Reader = getattr(import_module(module), name)
    return reader


def _article(raw: Raw, source: Source, ids: Ids) -> Article | ArticleError:
    try:
        return make_article(
            _id(raw, source, ids) if raw.row else source.id,
            _text(raw.text),
            title=_line(raw.title),
            outlet=_line(raw.outlet),
            published=_day(raw.published),
            published_from="metadata",
            url=_line(raw.url),
            path=source.path,
        )
    except ArticleError as error:
        where = f"{raw.where}: " if raw.where else ""
        return ArticleError(f"{source.name}: {where}{error}")


def _id(raw: Raw, source: Source, ids: Ids) -> str:
    key = raw.key if isinstance(raw.key, str | int) and raw.key != "" else None
    by_row = f"{source.id}#{raw.row}"
    return ids.take(by_row) if key is None else ids.take(_line(key) or by_row, by_row)


def _text(value: object) -> str:
    if isinstance(value, list) and all(isinstance(part, str) for part in value):
        return _text("\n\n".join(value))
    if value is None:
        return ""
    if not isinstance(value, str):
        msg = f"its text is no text but {type(value).__name__}; name the column, as in "
        msg += "--column text=NAME"
        raise ArticleError(msg)
    # Half a character can be neither printed nor stored.
    whole_text = value.encode("utf-8", errors="replace").decode("utf-8")
    return whole_text.replace("\0", "").replace("\r\n", "\n").replace("\r", "\n")


def _line(value: Any) -> str | None:  # noqa: ANN401 - whatever a dump holds
    """One line of text; of an object, such as a publisher, its name."""
    if isinstance(value, dict):
        value = next((value[name] for name in _NAMES if value.get(name)), None)
    if not isinstance(value, str | int | float) or value != value:  # noqa: PLR0124 - NaN
        return None
    whole_text = str(value).encode("utf-8", errors="replace").decode("utf-8")
    return " ".join(whole_text.split()) or None


def _day(value: object) -> dt.date | None:
    """The day that a dump tells: as a day, a time, seconds or milliseconds since 1970, a text."""
    from analysis.frontmatter import parse_day

    if isinstance(value, dt.datetime):
        return value.date()
    if isinstance(value, dt.date):
        return value
    if isinstance(value, int | float) and not isinstance(value, bool):
        return _day_of_number(value)
    return parse_day(value) if isinstance(value, str) else None


def _day_of_number(number: float) -> dt.date | None:
    from analysis.frontmatter import parse_day

    if _FIRST_DAY <= number <= _LAST_DAY:  # 20250212
        return parse_day(str(int(number)))
    seconds = number / 1000 if number >= _MILLISECONDS else number
    try:
        return dt.datetime.fromtimestamp(seconds, dt.UTC).date() if seconds > _LAST_DAY else None
    except (ValueError, OverflowError, OSError):
        return None
