"""The entries of an RSS or Atom feed, out of bytes that were fetched here."""

from __future__ import annotations

import datetime as dt
import json
import subprocess
import sys
from contextlib import suppress
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any
from urllib.parse import urljoin

from analysis.errors import ArticleError, FetchError
from analysis.frontmatter import parse_day
from analysis.sources.faults import BROKEN
from analysis.sources.limits import Limits
from analysis.sources.markup import check_tags, parse_markup
from analysis.sources.pages import decode_page

if TYPE_CHECKING:
    from analysis.fetching.pages import Page

LONGEST_SECONDS = 30
"""How long a feed may take to parse; one of 10,000 entries takes two seconds."""
_FEEDS = ("application/rss+xml", "application/atom+xml")


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
        FetchError: it is no feed, one without links, or one that takes too long to parse.
    """
    parsed = _parsed(page)
    if parsed is None:
        named = _named(page)
        hint = (
            f"give the one that it names: --feed {named}"
            if named
            else "look for the feed's own address on the site"
        )
        msg = f"it is no RSS or Atom feed; {hint}"
        raise FetchError(msg)
    entries: dict[str, Entry] = {}
    for link, told, understood in parsed:
        if link:
            entries.setdefault(link, Entry(link, _day(told, understood), feed))
    if parsed and not entries:
        msg = "no entry of the feed has a link; add its pages themselves"
        raise FetchError(msg)
    return list(entries.values())


def _parsed(page: Page) -> list[Any] | None:
    charset = f"; charset={page.charset}" if page.charset else ""
    kind = f"{page.kind}{charset}" if page.kind else ""
    command = [sys.executable, "-m", "analysis.fetching.feed_parsing", page.address, kind]
    try:
        run = subprocess.run(  # noqa: S603 - this package's own module
            command, input=page.content, capture_output=True, timeout=LONGEST_SECONDS, check=True
        )
    except subprocess.TimeoutExpired as error:
        msg = f"the feed takes more than {LONGEST_SECONDS:g} s to read; add its pages themselves"
        raise FetchError(msg) from error
    except subprocess.CalledProcessError as error:
        last = error.stderr.decode(errors="replace").strip().rsplit("\n", 1)[-1]
        msg = f"the feed is broken ({last}); add its pages themselves"
        raise FetchError(msg) from error
    entries: list[Any] | None = json.loads(run.stdout)
    return entries


def _named(page: Page) -> str | None:
    """The feed that a page of HTML names in its head."""
    with suppress(ArticleError, *BROKEN):
        text = decode_page(page.content, page.charset)
        check_tags(text)
        links = parse_markup(text, Limits()).xpath("//link[@rel='alternate'][@href]")
        feeds = [link.get("href") for link in links if link.get("type") in _FEEDS]
        return urljoin(page.address, feeds[0]) if feeds else None
    return None


def _day(told: list[str], understood: list[int] | None) -> dt.date | None:
    """The day at the site, as the feed writes it; else as the parser understands it, in UTC."""
    written = next(filter(None, map(parse_day, told)), None)
    return written or (dt.date(*understood) if understood else None)
