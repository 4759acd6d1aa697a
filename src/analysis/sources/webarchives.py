"""Web archives (WARC): the pages that a crawler or a browser stored."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from analysis.errors import ArticleError
from analysis.sources.bounded import seekable
from analysis.sources.faults import BROKEN, reason_of
from analysis.sources.markup import check_tags, markup_words, parse_markup
from analysis.sources.pages import decode_page
from analysis.sources.raw import Raw

if TYPE_CHECKING:
    from collections.abc import Iterator

    from analysis.sources.limits import Limits
    from analysis.sources.raw import Found, Source, Wishes

_PAGES = ("text/html", "application/xhtml+xml")
_LONG, _MANY = 100_000, 5_000
_UNPACKED = ("", ".gz")  # by the library


def read_warc(source: Source, wishes: Wishes) -> Iterator[Found]:
    """The articles of the HTML pages in a web archive; what is no page is passed over.

    Raises:
        ArticleError: the libraries of the extra [scale] are missing.
    """
    row = 0
    for record in _records(source, wishes.limits.nested):
        if record.http_content_type not in _PAGES or not _is_found(record):
            continue
        row += 1
        where = f"page {row}"
        try:
            page = _page(record, row, where, wishes)
            if page is not None:
                yield page
        except (ArticleError, *BROKEN) as error:
            yield ArticleError(f"{where} ({record.headers.get('WARC-Target-URI')}): "
                f"{reason_of(error)}")  # fmt: skip


def _records(source: Source, largest: int) -> Any:  # noqa: ANN401 - no types without the extra
    try:
        from fastwarc.warc import ArchiveIterator, WarcRecordType
    except ImportError as error:
        msg = (
            "web archives need FastWARC and Resiliparse: pip install 'analysis-war-figures[scale]'"
        )
        raise ArticleError(msg) from error
    # From its own file it reads many times as fast as through Python.
    is_own = not source.nesting and source.kind.compression in _UNPACKED
    place = str(source.path) if is_own else seekable(source, largest)
    return ArchiveIterator(
        place, record_types=WarcRecordType.response, auto_decode="all", fsspec_args=False
    )


def _is_found(record: Any) -> bool:  # noqa: ANN401
    return record.http_headers is not None and record.http_headers.status_code == 200  # noqa: PLR2004


def _page(record: Any, row: int, where: str, wishes: Wishes) -> Raw | None:  # noqa: ANN401
    """The article of a page; None for a page that nobody wants, which costs little to tell."""
    from resiliparse.extract.html2text import extract_plain_text
    from resiliparse.parse.html import HTMLTree

    limits = wishes.limits
    content = record.reader.read(limits.article + 1)
    if len(content) > limits.article:
        msg = f"it holds more than {limits.article:,} bytes, too many for an article"
        raise ArticleError(msg)
    if len(content) < record.content_length and not _is_packed(record):
        msg = "the file is cut off within it; fetch the file again"
        raise ArticleError(msg)
    page = decode_page(content, record.http_charset)
    if not wishes.wants_page(page):
        return None
    _check(page, limits)
    tree = HTMLTree.parse(page)
    text = extract_plain_text(
        tree, main_content=True, preserve_formatting=True, list_bullets=False, alt_texts=False
    )
    head = _Head(tree)
    return Raw(
        text,
        head.of('meta[property="og:title"]') or tree.title,
        head.of('meta[property="og:site_name"]'),
        next(filter(None, map(head.of, markup_words()["days"])), None),
        record.headers.get("WARC-Target-URI"),
        None,
        row,
        where,
    )


def _is_packed(record: Any) -> bool:  # noqa: ANN401
    return any(record.http_headers.get(name) for name in ("Content-Encoding", "Transfer-Encoding"))


def _check(page: str, limits: Limits) -> None:
    """Refuse what its parser takes hours for; the check costs more than reading most pages."""
    if len(page) > _LONG:
        check_tags(page)
    if page.count("<") > _MANY:
        parse_markup(page, limits)


class _Head:
    """What the head of a page tells."""

    def __init__(self, tree: Any) -> None:  # noqa: ANN401
        self._head = tree.head

    def of(self, selector: str) -> str | None:
        """The content of the first such tag."""
        found = self._head.query_selector(selector) if self._head else None
        return (found.getattr("content") or None) if found else None
