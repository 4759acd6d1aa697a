"""The article that a fetched page holds."""

from __future__ import annotations

import io
from contextlib import suppress
from pathlib import Path
from typing import TYPE_CHECKING
from urllib.parse import urljoin, urlsplit

from analysis.articles import Article, decode_text, make_article
from analysis.errors import ArticleError, FetchError
from analysis.fetching.addresses import (
    checked_address,
    is_same_site,
    plain_address,
    site_of,
    web_words,
)
from analysis.sources.documents import read_pdf
from analysis.sources.faults import BROKEN, reason_of
from analysis.sources.ids import Ids
from analysis.sources.kinds import kind_of
from analysis.sources.limits import Limits
from analysis.sources.pages import article_of_page, decode_page
from analysis.sources.raw import Found, Raw, Source, Wishes
from analysis.sources.reading import article_of

if TYPE_CHECKING:
    import datetime as dt

    from analysis.fetching.pages import Page

_LONGEST_TITLE = 300
_LONGEST_OUTLET = 100


def read_page(page: Page, fed: dt.date | None = None) -> Article:
    """The article of a page: its text, and what the page says of itself.

    Its url is where the page says it belongs, if that is on the same site, else where it was found.

    Args:
        page: a page as received.
        fed: the day that its feed gives it, which counts where the page itself tells none.

    Raises:
        FetchError: the page holds no text that can be read.
    """
    try:
        found = _article(page)
        own = found.published if found.published_from == "metadata" else None
        return make_article(
            found.id,
            found.text,
            title=_shortened(found.title, _LONGEST_TITLE),
            outlet=_shortened(found.outlet, _LONGEST_OUTLET) or site_of(page.address),
            published=own or fed,
            published_from="metadata" if own else "feed",
            url=_home(found.url, page.address),
        )
    except ArticleError as error:
        msg = f"no article can be read from it: {error}"
        raise FetchError(msg) from error


def _article(page: Page) -> Article:
    if page.kind == "text/plain":
        # Not as a file of articles: what looks like a front matter is the site's, and no word of it
        # is believed.
        return make_article("page", decode_text(page.content, page.charset))
    kind = kind_of(f"page{suffix_of(page)}")
    if kind is None:
        msg = f"no article is read from {page.kind}"
        raise ArticleError(msg)
    source = Source("page", kind, "page", io.BytesIO(page.content), Path("page"))
    try:
        raw = _raw(page, source)
    except BROKEN as error:
        msg = f"broken: {reason_of(error)}"
        raise ArticleError(msg) from error
    found = article_of(raw, source, Ids()) if isinstance(raw, Raw) else raw
    if isinstance(found, ArticleError):
        raise found
    return found


def _raw(page: Page, source: Source) -> Found:
    if page.kind == "application/pdf":
        return next(read_pdf(source, Wishes()))
    return article_of_page(decode_page(page.content, page.charset), Limits())


def suffix_of(page: Page) -> str:
    """How the file of a page ends; a page whose site tells no kind is taken for HTML."""
    return str(web_words()["pages"].get(page.kind, ".html"))


def _home(told: str | None, found: str) -> str:
    """Where the page says that it belongs, where that can be true.

    Another site's address is not believed, nor is a front page that every article names.
    """
    with suppress(FetchError, ValueError):
        home = str(checked_address(urljoin(found, told or "")))
        is_front = urlsplit(home).path in ("", "/") and not urlsplit(home).query
        if is_same_site(home, found) and not is_front:
            return plain_address(home)
    return plain_address(found)


def _shortened(text: str | None, longest: int) -> str | None:
    return text if not text or len(text) <= longest else text[:longest].rstrip() + " …"
