"""The article that a fetched page holds."""

from __future__ import annotations

import codecs
from contextlib import suppress
from dataclasses import replace
from typing import TYPE_CHECKING
from urllib.parse import urljoin, urlsplit

from analysis.articles import Article, parse_article
from analysis.errors import ArticleError, FetchError
from analysis.fetching.addresses import checked_address, is_same_site, plain_address, site_of
from analysis.writing import encode_article

if TYPE_CHECKING:
    from analysis.fetching.pages import Page

_LONGEST_TITLE = 300
_LONGEST_OUTLET = 100


def read_page(page: Page) -> Article:
    """The article of a page: its text, and what the page says of itself.

    Its url is where the page says it belongs, if that is on the same site, else where it was found.

    Raises:
        FetchError: the page holds no text that can be read.
    """
    try:
        article = _article(page)
    except ArticleError as error:
        msg = (
            f"no article can be read from it ({error}); where it shows its text in a browser "
            "alone, save it from there"
        )
        raise FetchError(msg) from error
    return replace(
        article,
        title=_shortened(article.title, _LONGEST_TITLE),
        outlet=_shortened(article.outlet, _LONGEST_OUTLET) or site_of(page.address),
        url=_home(article.url, page.address),
    )


def _article(page: Page) -> Article:
    if page.kind == "text/plain":
        text = _in_utf8(page).decode("utf-8-sig", errors="replace")
        # With a front matter of ours, the text's own is none.
        return parse_article(encode_article({"url": page.address}, text).encode(), "page")
    return _article_of_html(page)


def _article_of_html(page: Page) -> Article:
    import trafilatura

    found = trafilatura.bare_extraction(
        _in_utf8(page), url=page.address, with_metadata=True, include_comments=False
    )
    told = found if found is None or isinstance(found, dict) else found.as_dict()
    if not told or not told.get("text"):
        msg = "it holds no text"
        raise ArticleError(msg)
    known = {
        "title": told["title"],
        "outlet": told["sitename"],
        "published": told["date"],
        "url": told["url"],
    }
    return parse_article(encode_article(known, str(told["text"])).encode(), "page")


def _in_utf8(page: Page) -> bytes:
    """The page in UTF-8 where the site names its charset rightly; a mark tells readers so."""
    if page.charset and not page.content.startswith(codecs.BOM_UTF8):
        with suppress(UnicodeError, LookupError):
            return codecs.BOM_UTF8 + page.content.decode(page.charset).encode()
    return page.content


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
