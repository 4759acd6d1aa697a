"""Store a page as it was received beside the article read from it, both or neither."""

from __future__ import annotations

import datetime as dt
from contextlib import contextmanager, suppress
from typing import TYPE_CHECKING

from analysis.articles import Article, decode_text, parse_article
from analysis.errors import ArticleError, FetchError, unwritable
from analysis.fetching.addresses import page_key
from analysis.fetching.holdings import sum_of
from analysis.fetching.reading import suffix_of
from analysis.storage import put_in_place
from analysis.writing import encode_article, name_article

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping
    from pathlib import Path

    from analysis.fetching.pages import Page

PAGES = ".pages"
"""The folder of the pages. Hidden folders are passed over, so that no page is read as a second
article."""


def store(folder: Path, page: Page, article: Article, requested: str) -> Path:
    """Store a page and its article under a new name.

    Args:
        folder: the folder of the articles.
        page: the page as received.
        article: the article read from it.
        requested: the address that was asked for.

    Returns:
        The article's file.

    Raises:
        FetchError: the article could not be read again.
        ArticleError: the folder cannot be written.
    """
    stem = _free_name(folder, article, page)
    kept = f"{PAGES}/{stem}{suffix_of(page)}"
    content = _content(article, page, requested, kept)
    return _write(folder, {kept: page.content, f"{stem}.md": content})


def replace_stored(path: Path, folder: Path, page: Page, article: Article, requested: str) -> Path:
    """Put a newer text in the place of an article; the text before is kept with the pages.

    The article keeps its name, and so its id, its corrections and its place in reports.

    Args:
        path: the article's file.
        folder: the folder of the articles, somewhere in which `path` lies.
        page: the page as received.
        article: the article read from it.
        requested: the address that was asked for.

    Raises:
        FetchError: the article could not be read again.
        ArticleError: the folder cannot be written.
    """
    number = 2
    while list((folder / PAGES).glob(f"{path.stem}.{number}.*")):
        number += 1
    version = f"{PAGES}/{path.stem}.{number}"
    kept = f"{version}{suffix_of(page)}"
    content = _content(article, page, requested, kept)
    target = path.relative_to(folder).as_posix()
    before = {f"{version}.before{path.suffix}": path.read_bytes()}
    return _write(folder, {kept: page.content, **before, target: content})


def text_of(path: Path) -> str:
    """The text of a stored article.

    Raises:
        ArticleError: it cannot be read.
    """
    return parse_article(path.read_bytes(), path.stem).text


def content_of(path: Path) -> str:
    """The content of a stored article's file."""
    return decode_text(path.read_bytes())


def _write(folder: Path, contents: Mapping[str, bytes]) -> Path:
    """Write all files or none; the last is the article's, which may replace one."""
    *pages, last = ((folder / name, content) for name, content in contents.items())
    with _told(folder), _all_or_none([path for path, _ in pages]):
        (folder / PAGES).mkdir(parents=True, exist_ok=True)
        for path, content in (*pages, last):
            put_in_place(path, content)
    return last[0]


@contextmanager
def _all_or_none(paths: list[Path]) -> Iterator[None]:
    try:
        yield
    except BaseException:  # also on Ctrl-C no page stays without its article
        for path in paths:
            with suppress(OSError):
                path.unlink()
        with suppress(OSError):
            paths[0].parent.rmdir()
        raise


@contextmanager
def _told(folder: Path) -> Iterator[None]:
    try:
        yield
    except OSError as error:
        raise ArticleError(unwritable(folder, error)) from error


def _content(article: Article, page: Page, requested: str, kept: str) -> bytes:
    now = dt.datetime.now(dt.UTC).isoformat(timespec="seconds").replace("+00:00", "Z")
    charset = f"; charset={page.charset}" if page.charset else ""
    led_elsewhere = page_key(requested) != page_key(article.url or "")
    front = {
        "title": article.title,
        "outlet": article.outlet,
        "published": article.published,
        "published_from": article.published_from,
        **article.metadata,
        "url": article.url,
        "requested": requested if led_elsewhere else None,
        "fetched": now,
        "page": kept,
        "page_type": f"{page.kind}{charset}",
        "page_sha256": sum_of(page.content),
    }
    content = encode_article(front, article.text).encode()
    try:
        parse_article(content, "page")
    except ArticleError as error:
        msg = f"its article could not be read again once stored: {error}"
        raise FetchError(msg) from error
    return content


def _free_name(folder: Path, article: Article, page: Page) -> str:
    last = page.address.split("?", 1)[0].rstrip("/").rsplit("/", 1)[-1]
    name = name_article(article.published, article.title, last)
    stem, number = name, 1
    while any((folder / f"{stem}{suffix}").exists() for suffix in (".md", ".txt")):
        number += 1
        stem = f"{name}-{number}"
    return stem
