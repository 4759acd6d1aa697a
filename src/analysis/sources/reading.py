"""Read one file of any kind: open it, let its reader find raw articles, make articles of them."""

from __future__ import annotations

import datetime as dt
import os
import stat
from contextlib import contextmanager
from dataclasses import replace
from importlib import import_module
from pathlib import Path
from typing import TYPE_CHECKING

from analysis.articles import Article, make_article, parse_article
from analysis.errors import ArticleError
from analysis.finding import clean_name, unknown_kind
from analysis.sources.bounded import Budget, OversizeError, unpacked, whole
from analysis.sources.columns import check_columns
from analysis.sources.faults import BROKEN, reason_of
from analysis.sources.ids import Ids
from analysis.sources.kinds import kind_of
from analysis.sources.limits import Limits
from analysis.sources.raw import Raw, Source, Wishes

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping
    from typing import Any

    from analysis.sources.kinds import Kind
    from analysis.sources.raw import Found, Reader

_READERS = {
    "json": ("analysis.sources.records", "read_json"),
    "jsonl": ("analysis.sources.records", "read_jsonl"),
    "csv": ("analysis.sources.tables", "read_csv"),
    "parquet": ("analysis.sources.tables", "read_parquet"),
    "page": ("analysis.sources.pages", "read_page"),
    "mail": ("analysis.sources.mail", "read_mail"),
    "docx": ("analysis.sources.documents", "read_docx"),
    "pdf": ("analysis.sources.documents", "read_pdf"),
    "warc": ("analysis.sources.webarchives", "read_warc"),
}
_FIRST_DAY, _LAST_DAY, _MILLISECONDS = 1900_01_01, 2100_12_31, 100_000_000_000
_MOST_FAULTS = 100
_EMPTY = "it holds no article; delete the file, or save it again"
_DUMPS = ("json", "jsonl", "csv", "parquet")
_OF_PAGE = ("title", "outlet", "published", "url")
Result = Article | ArticleError
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
    wants: Callable[[Raw], bool] | None = None,
    wants_page: Callable[[str], bool] | None = None,
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
        wants: told each raw article, whether to make one of it; not asked for text files.
        wants_page: the same for a page of a web archive, by its HTML, before it is parsed.

    Yields:
        Articles. One that is alone in its file has the file's stem as id. Of many, each has the
        value of the column of ids, or `stem#17` by its row, from 1, where there is no such column
        or the value was given before.

    Raises:
        ArticleError: an article cannot be read and `on_error` is None, or `columns` is wrong.
    """
    path = Path(path)
    wishes = Wishes(
        check_columns(columns),
        limits or Limits(),
        on_left_out or (lambda _: None),
        wants or (lambda _: True),
        wants_page or (lambda _: True),
    )
    for found in _of_file(path, article_id, wishes, ids):
        if isinstance(found, Article):
            yield found
        elif on_error is None:
            raise found
        else:
            on_error(found)


def _of_file(
    path: Path, article_id: str | None, wishes: Wishes, ids: Ids | None
) -> Iterator[Result]:
    name = clean_name(str(path))
    try:
        size = _size(path)
        kind = _kind(path, size, wishes.limits)
        with path.open("rb") as file:
            budget = Budget(size, wishes.limits)
            stem = article_id or clean_name(kind.stem)
            stream = unpacked(file, kind.compression, budget)
            source = Source(name, kind, stem, stream, path, budget)
            yield from _of_source(source, wishes, ids)
    except ArticleError as error:
        yield _named(name, error)
    except OSError as error:
        reason = error.strerror or error
        yield ArticleError(
            f"{name}: cannot be read ({reason}); check its name, and that you may read it"
        )


def _size(path: Path) -> int:
    """The file's size; what is no file, such as a pipe, could be waited for without end."""
    found = path.stat()
    if stat.S_ISDIR(found.st_mode):
        os.scandir(path).close()  # the reason why it is no folder of articles
    if not stat.S_ISREG(found.st_mode):
        msg = "not a file; name a file that holds articles"
        raise ArticleError(msg)
    return found.st_size


def _kind(path: Path, size: int, limits: Limits) -> Kind:
    kind = kind_of(path.name)
    if kind is None:
        raise ArticleError(unknown_kind(path.name))
    if kind.is_single and size > limits.article:
        msg = f"{size:,} bytes are too many for an article ({limits.article:,} at most); split it"
        raise ArticleError(msg)
    return kind


def _of_source(source: Source, wishes: Wishes, ids: Ids | None) -> Iterator[Result]:
    if source.kind.name == "text":
        yield from _of_text(source, wishes, ids)
        return
    ids = ids or Ids()
    try:
        if source.kind.name in ("zip", "tar"):
            yield from _of_archive(source, wishes, ids)
        else:
            yield from _of_raws(source, wishes, ids)
    except ArticleError as error:
        yield _named(source.name, error)


def _of_text(source: Source, wishes: Wishes, ids: Ids | None) -> Iterator[Result]:
    try:
        with _told():
            content = whole(source.stream, wishes.limits.article)
        article_id = ids.take(source.id, *source.other_ids) if source.nesting and ids else source.id
        yield parse_article(content, article_id, source.path)
    except ArticleError as error:
        yield _named(source.name, error)


def _of_archive(source: Source, wishes: Wishes, ids: Ids) -> Iterator[Result]:
    """The articles of an archive's members, until it is found to be a bomb."""
    from analysis.sources.archives import members

    member = None
    for member in members(source, wishes):
        if isinstance(member, ArticleError):
            yield _named(source.name, member)
            continue
        for found in _of_source(member, wishes, ids):
            yield found
            if isinstance(found, OversizeError):
                return
    if member is None:
        raise ArticleError(_EMPTY)


def _of_raws(source: Source, wishes: Wishes, ids: Ids) -> Iterator[Result]:
    module, name = _READERS[source.kind.name]
    reader: Reader = getattr(import_module(module), name)
    raws = reader(source, wishes)
    found: Found | None = None
    faults = 0
    while faults < _MOST_FAULTS:
        before = found
        with _told():
            found = next(raws, None)
        if found is None and before is None:
            raise ArticleError(_EMPTY)
        if found is None:
            return
        if isinstance(found, ArticleError):
            faults += 1
            yield _named(source.name, found)
        else:
            faults = 0
            if wishes.wants(found):
                yield article_of(found, source, ids, wishes.limits)
    msg = f"{faults} in a row cannot be read; the rest is left unread"
    raise ArticleError(msg)


@contextmanager
def _told() -> Iterator[None]:
    """Tell what a library makes of broken content."""
    try:
        yield
    except BROKEN as error:
        msg = f"broken, or not what its name says ({reason_of(error)}); save it again"
        raise ArticleError(msg) from error


def _named(name: str, error: ArticleError) -> ArticleError:
    """The error with its file's name before it."""
    return type(error)(f"{name}: {error}")


def article_of(raw: Raw, source: Source, ids: Ids, limits: Limits | None = None) -> Result:
    """The article that a raw one makes, or what is wrong with it.

    Args:
        raw: as a reader found it.
        source: the file it comes from; its stream is not read.
        ids: the ids given so far.
        limits: how much of its markup is read, where it is written in HTML.
    """
    try:
        if source.kind.name in _DUMPS:
            raw = _without_markup(raw, limits or Limits())
        return article_from(raw, _id(raw, source, ids), source.path)
    except ArticleError as error:
        where = f"{raw.where}: " if raw.where else ""
        return ArticleError(f"{source.name}: {where}{error}")


def article_from(raw: Raw, article_id: str, path: Path | None = None) -> Article:
    """The article that a raw one makes.

    Args:
        raw: as a reader found it.
        article_id: its id.
        path: the file it comes from.

    Raises:
        ArticleError: it holds no text.
    """
    return make_article(
        article_id,
        _text(raw.text),
        title=_line(raw.title),
        outlet=_line(raw.outlet),
        published=_day(raw.published),
        published_from="metadata",
        url=_line(raw.url),
        path=path,
    )


def _without_markup(raw: Raw, limits: Limits) -> Raw:
    """The record with the text of its HTML, where it holds such."""
    from analysis.sources import markup

    if not isinstance(raw.text, str) or not markup.is_markup(raw.text):
        return raw
    if not markup.is_page(raw.text):
        return replace(raw, text=markup.text_of_markup(raw.text, limits))
    from analysis.sources.pages import article_of_page

    page = article_of_page(raw.text, limits)
    known = {name: getattr(raw, name) or getattr(page, name) for name in _OF_PAGE}
    return replace(raw, text=page.text, **known)


def _id(raw: Raw, source: Source, ids: Ids) -> str:
    if not raw.row:  # the only article of its file
        return ids.take(source.id, *source.other_ids) if source.nesting else source.id
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
