"""Web pages: the article's text out of the markup, with title, outlet, day and address."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

from analysis.errors import ArticleError
from analysis.sources.bounded import whole
from analysis.sources.charsets import decode_leniently
from analysis.sources.faults import quiet
from analysis.sources.markup import check_tags, parse_markup
from analysis.sources.raw import Raw

if TYPE_CHECKING:
    from collections.abc import Iterator

    from analysis.sources.limits import Limits
    from analysis.sources.raw import Found, Source, Wishes

_HEAD = 2048
# Matches: <meta charset="utf-8">, <meta ... content="text/html; charset=windows-1251">,
# <?xml version="1.0" encoding="koi8-r"?>.
_CHARSET = re.compile(rb"""<(?:meta\b[^>]{0,500}?\bcharset|\?xml\b[^>]{0,200}?\bencoding)
    \s*=\s*["']?\s*([\w.:-]{1,40})""", re.IGNORECASE | re.VERBOSE)  # fmt: skip


def read_page(source: Source, wishes: Wishes) -> Iterator[Found]:
    """The article of a saved web page.

    Raises:
        ArticleError: no text stands out as an article, or the markup goes beyond the limits.
    """
    content = whole(source.stream, wishes.limits.article)
    yield article_of_page(decode_page(content), wishes.limits)


def decode_page(content: bytes, declared: str | None = None) -> str:
    """A page as text, in the encoding that its mark, its server or its head tells, if it fits.

    Args:
        content: the page.
        declared: the encoding that the server named.
    """
    named = _CHARSET.search(content, 0, _HEAD)
    return decode_leniently(content, declared or (named[1].decode() if named else None))


def article_of_page(page: str, limits: Limits) -> Raw:
    """The article of a page by trafilatura, which asks nothing of any network.

    Raises:
        ArticleError: as `read_page`.
    """
    import trafilatura

    check_tags(page)
    tree = parse_markup(page, limits)
    with quiet("trafilatura", "htmldate"):
        found: Any = trafilatura.bare_extraction(
            tree,
            with_metadata=True,
            include_comments=False,
            include_tables=False,
            # Without it any date of the page would do, such as one of its copyright.
            date_extraction_params={"original_date": True, "extensive_search": False},
        )
    if not found or not found.text:
        msg = "no text stands out as an article; save the article's text as .txt"
        raise ArticleError(msg)
    text = found.text.replace("\n", "\n\n")
    return Raw(text, found.title, found.sitename, found.date, found.url)
