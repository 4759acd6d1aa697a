"""Add articles of the web to a folder: fetch, read, store; never the same one twice."""

from __future__ import annotations

from contextlib import ExitStack, closing, contextmanager
from dataclasses import dataclass, field
from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING

from analysis.errors import ArticleError, FetchError, unwritable
from analysis.fetching.addresses import checked_address, web_words
from analysis.fetching.feeds import Entry, read_feed
from analysis.fetching.holdings import Holdings
from analysis.fetching.pages import Fetcher
from analysis.fetching.reading import read_page
from analysis.fetching.settings import FetchSettings
from analysis.fetching.storing import content_of, replace_stored, store, text_of
from analysis.locking import locked

if TYPE_CHECKING:
    import os
    from collections.abc import Callable, Generator, Iterable, Iterator

    from analysis.articles import Article
    from analysis.fetching.pages import Page

FOLDER = "data/articles"
MOST = 100
"""New entries of a feed that one run adds, unless told otherwise."""


class Outcome(StrEnum):
    """What came of an address."""

    ADDED = "added"
    KNOWN = "already there"
    UPDATED = "updated"
    UNCHANGED = "unchanged"
    LEFT = "left for the next run"


@dataclass(frozen=True, slots=True)
class Addition:
    """What came of an address.

    Attributes:
        address: as it was given, or as the feed gives it.
        outcome: whether it was added, was there already, ...
        path: the article's file; None where the entry was left for the next run.
        feed: the feed that named it; None where it was named itself.
    """

    address: str
    outcome: Outcome
    path: Path | None
    feed: str | None = None


@dataclass(frozen=True, slots=True)
class Wishes:
    """How articles are to be added.

    Attributes:
        folder: where they go.
        most: new entries to take of a feed.
        update: whether to fetch again what is there, and put newer texts in its place.
        settings: the limits of a fetch.
        on_waiting: called with the process that adds to the same folder and is waited for.
    """

    folder: Path = Path(FOLDER)
    most: int = MOST
    update: bool = False
    settings: FetchSettings = field(default_factory=FetchSettings)
    on_waiting: Callable[[str], None] = lambda _process: None


def add_articles(
    urls: str | Iterable[str],
    *,
    folder: str | os.PathLike[str] = FOLDER,
    update: bool = False,
    settings: FetchSettings | None = None,
    on_error: Callable[[ArticleError], None] | None = None,
) -> list[Addition]:
    r"""Fetch pages and store each as an article, with the page as received.

    Args:
        urls: one address or several, of http or https.
        folder: the folder of articles, made where it is missing.
        update: fetch again what is there; a newer text takes its place, and the text before is
            kept in the folder `.pages`. Without it what is there is not fetched.
        settings: the limits of a fetch.
        on_error: called with the error of each page that cannot be had, which is then skipped.
            Without it the first such error is raised.

    Returns:
        What came of each address, in their order; the article's file is its `path`.

    Raises:
        ArticleError: the folder cannot be written; or a page cannot be had and `on_error` is None.

    What is there already is not asked of the site:

    >>> import tempfile
    >>> with tempfile.TemporaryDirectory() as folder:
    ...     _ = Path(folder, "a.md").write_text("---\nurl: https://news.example/a\n---\nA night.")
    ...     [found] = add_articles("http://www.news.example/a/?utm_source=feed", folder=folder)
    >>> found.outcome, found.path.name
    (<Outcome.KNOWN: 'already there'>, 'a.md')
    """
    entries = [Entry(url) for url in ([urls] if isinstance(urls, str) else urls)]
    wishes = Wishes(Path(folder), update=update, settings=settings or FetchSettings())
    return _gathered(added(entries, [], wishes), on_error)


def add_feed(  # noqa: PLR0913 - one argument for each choice
    url: str,
    *,
    folder: str | os.PathLike[str] = FOLDER,
    most: int = MOST,
    update: bool = False,
    settings: FetchSettings | None = None,
    on_error: Callable[[ArticleError], None] | None = None,
) -> list[Addition]:
    """Add the new entries of an RSS or Atom feed, as `add_articles` adds pages.

    Args:
        url: the feed's address.
        most: how many new entries are taken, in the feed's order; the others are left.
        folder: as in `add_articles`, like those that follow.
        update: fetch again what is there.
        settings: the limits of a fetch.
        on_error: called with the error of each page that cannot be had.

    Raises:
        ArticleError: as `add_articles`; or it is no feed and `on_error` is None.
    """
    wishes = Wishes(Path(folder), most, update, settings or FetchSettings())
    return _gathered(added([], [url], wishes), on_error)


def _gathered(
    found: Generator[Addition | FetchError, None, None],
    on_error: Callable[[ArticleError], None] | None,
) -> list[Addition]:
    additions = []
    with closing(found):  # an error raised here must not keep the folder held
        for one in found:
            if isinstance(one, Addition):
                additions.append(one)
            elif on_error is None:
                raise one
            else:
                on_error(one)
    return additions


def added(
    entries: Iterable[Entry], feeds: Iterable[str], wishes: Wishes
) -> Generator[Addition | FetchError, None, None]:
    """Add pages and the entries of feeds, and tell what came of each as it is done.

    Raises:
        ArticleError: the folder cannot be written.
    """
    with _held(wishes):
        adder = _Adder(wishes)
        for entry in entries:
            yield adder.result(entry)
        for feed in feeds:
            yield from adder.results(feed)


@contextmanager
def _held(wishes: Wishes) -> Iterator[None]:
    """Hold the folder alone: two runs could store one page twice."""
    with ExitStack() as stack:
        try:
            wishes.folder.mkdir(parents=True, exist_ok=True)
            stack.enter_context(locked(wishes.folder, wishes.on_waiting))
        except OSError as error:
            raise ArticleError(unwritable(wishes.folder, error)) from error
        yield


class _Adder:
    def __init__(self, wishes: Wishes) -> None:
        self._wishes = wishes
        self._fetcher = Fetcher(wishes.settings)
        self._holdings = Holdings(wishes.folder)

    def results(self, feed: str) -> Iterator[Addition | FetchError]:
        """What comes of each entry of a feed."""
        try:
            page = self._fetcher.fetch(feed, web_words()["feeds"]["types"])
            entries = read_feed(page, feed)
        except FetchError as error:
            yield FetchError(f"{feed}: {error}")
            return
        left = self._wishes.most
        for entry in entries:
            is_new = self._wishes.update or self._holdings.at(entry.address) is None
            if is_new and left <= 0:
                yield Addition(entry.address, Outcome.LEFT, None, feed)
                continue
            left -= is_new
            yield self.result(entry)

    def result(self, entry: Entry) -> Addition | FetchError:
        """What comes of one page."""
        try:
            outcome, path = self._added(entry)
        except FetchError as error:
            return FetchError(f"{entry.address}: {error}")
        return Addition(entry.address, outcome, path, entry.feed)

    def _added(self, entry: Entry) -> tuple[Outcome, Path]:
        checked_address(entry.address)
        held = self._holdings.at(entry.address)
        if held and not self._wishes.update:
            return Outcome.KNOWN, held.path
        page = self._fetcher.fetch(entry.address, web_words()["pages"])
        article = read_page(page, entry.published)
        held = held or self._holdings.find(article, page.address, page.content)
        if held and not self._wishes.update:
            return Outcome.KNOWN, held.path
        if held:
            return self._updated(held.path, page, article, entry)
        path = store(self._wishes.folder, page, article, entry.address)
        return Outcome.ADDED, self._noted(path)

    def _updated(
        self, path: Path, page: Page, article: Article, entry: Entry
    ) -> tuple[Outcome, Path]:
        if self._holdings.has_page(page.content) or text_of(path) == article.text:
            return Outcome.UNCHANGED, path
        new = replace_stored(path, self._wishes.folder, page, article, entry.address)
        return Outcome.UPDATED, self._noted(new)

    def _noted(self, path: Path) -> Path:
        self._holdings.add(path, content_of(path))
        return path
