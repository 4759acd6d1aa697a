"""The entries of an RSS or Atom feed, out of bytes that were fetched here."""

from __future__ import annotations

import datetime as dt
import io
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any
from urllib.parse import urljoin

from analysis.errors import FetchError
from analysis.frontmatter import parse_day

if TYPE_CHECKING:
    from analysis.fetching.pages import Page


@dataclass(frozen=True, slots=True)
class Entry:
    """A page that is to be added.

    Attributes:
        address: where it is.
        published: the day that a feed gives it; None where it gives none.
        feed: the feed that names it; None where a person did.
    """

    address: str
    published: dt.date | None = None
    feed: str | None = None


def read_feed(page: Page, feed: str) -> list[Entry]:
    """The entries of a feed, in its order, each page once; their links are made whole.

    Args:
        page: the feed as it was fetched.
        feed: its address as it was given.

    Raises:
        FetchError: it is no feed, or one without links.
    """
    import feedparser

    # A stream: of a text feedparser would fetch what looks like an address, or open a file.
    parsed = feedparser.parse(
        io.BytesIO(page.content),
        response_headers={"content-location": page.address, **_content_type(page)},
        resolve_relative_uris=False,
        sanitize_html=False,  # only links and days are used
    )
    if not parsed.version and not parsed.entries:
        msg = "it is no RSS or Atom feed; look for the feed's own address on the site"
        raise FetchError(msg)
    links = {_link(entry, page): _day(entry) for entry in reversed(parsed.entries)}
    links.pop("", None)
    if parsed.entries and not links:
        msg = "no entry of the feed has a link"
        raise FetchError(msg)
    return [Entry(link, day, feed) for link, day in reversed(links.items())]


def _content_type(page: Page) -> dict[str, str]:
    if not page.kind:
        return {}
    charset = f"; charset={page.charset}" if page.charset else ""
    return {"content-type": f"{page.kind}{charset}"}


def _link(entry: Any, page: Page) -> str:  # noqa: ANN401 - feedparser has no types
    link = str(entry.get("link") or "").strip()
    try:
        return urljoin(page.address, link) if link else ""
    except ValueError:
        return link


def _day(entry: Any) -> dt.date | None:  # noqa: ANN401 - feedparser has no types
    """The day at the site, as the feed writes it; else as feedparser reads it, in UTC."""
    for key in ("published", "updated"):
        if day := parse_day(str(entry.get(key) or "")):
            return day
        if parts := entry.get(f"{key}_parsed"):
            return dt.date(*parts[:3])
    return None
