"""The article that a fetched page holds."""

from __future__ import annotations

import codecs
from contextlib import suppress
from typing import TYPE_CHECKING
from urllib.parse import urljoin, urlsplit

from analysis.articles import Article, decode_text, make_article
from analysis.errors import ArticleError, FetchError
from analysis.fetching.addresses import checked_address, is_same_site, plain_address, site_of
from analysis.frontmatter import parse_day

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
        msg = (
            f"no article can be read from it ({error}); where it shows its text in a browser "
            "alone, save it from there"
        )
        raise FetchError(msg) from error


def _article(page: Page) -> Article:
    if page.kind == "text/plain":
        # Not as a file of articles: what looks like a front matter is the site's, and no word of it
        # is believed.
        return make_article("page", decode_text(page.content, page.charset))
    return _article_of_html(page)


def _article_of_html(page: Page) -> Article:
    import trafilatura

    found = trafilatura.bare_extraction(_in_utf8(page), with_metadata=True, include_comments=False)
    told = found if found is None or isinstance(found, dict) else found.as_dict()
    if not told or not told.get("text"):
        msg = "it holds no text"
        raise ArticleError(msg)
    return make_article(
        "page",
        str(told["text"]),
        title=told["title"],
        outlet=told["sitename"],
        published=parse_day(told["date"] or ""),
        published_from="metadata",
        url=told["url"],
    )


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
