"""What a folder of articles holds already: by address, by page and by text."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from typing import TYPE_CHECKING

from analysis.articles import decode_text, find_articles
from analysis.errors import ArticleError
from analysis.fetching.addresses import page_key, site_of
from analysis.frontmatter import parse_front_matter, split_front_matter

if TYPE_CHECKING:
    from pathlib import Path

    from analysis.articles import Article

_SUFFIXES = (".md", ".txt")


@dataclass(frozen=True, slots=True)
class Held:
    """An article of the folder.

    Attributes:
        path: its file.
        title: its headline, if known.
        site: the host it came from; "" where that is not known.
    """

    path: Path
    title: str | None
    site: str


class Holdings:
    """The articles of a folder, read once and kept up with what is added.

    Args:
        folder: the folder; articles of the folders in it count too.
    """

    def __init__(self, folder: Path) -> None:
        self._by_address: dict[str, Held] = {}
        self._by_page: dict[str, Held] = {}
        self._by_text: dict[str, list[Held]] = {}
        for path in find_articles(folder).articles.values() if folder.is_dir() else ():
            if path.suffix.lower() in _SUFFIXES:
                self._read(path)

    def at(self, address: str) -> Held | None:
        """The article that was found at an address, or belongs to it."""
        return self._by_address.get(page_key(address))

    def has_page(self, page: bytes) -> bool:
        """Whether an article was read from these very bytes."""
        return sum_of(page) in self._by_page

    def find(self, article: Article, found: str, page: bytes) -> Held | None:
        """The article that a page just fetched is again.

        The same text at another site is another article: that many printed it is worth knowing.

        Args:
            article: what was read from the page.
            found: where it was found; `article.url` is where it says it belongs.
            page: the page as received.
        """
        if held := self.at(found) or self._by_page.get(sum_of(page)):
            return held
        named = self.at(article.url or found)
        if named and named.title == article.title:
            return named
        told = self._by_text.get(_text_key(article.title, article.text), ())
        return next((one for one in told if one.site in ("", site_of(found))), None)

    def add(self, path: Path, content: str) -> None:
        """Take note of an article's file.

        Raises:
            ArticleError: its front matter cannot be read.
        """
        source, body = split_front_matter(content)
        front = parse_front_matter(source or "")
        held = Held(path, front.title, site_of(front.url or ""))
        for address in filter(None, (front.url, front.others.get("requested"))):
            self._by_address.setdefault(page_key(str(address)), held)
        if page := front.others.get("page_sha256"):
            self._by_page.setdefault(str(page), held)
        self._by_text.setdefault(_text_key(front.title, body), []).append(held)

    def _read(self, path: Path) -> None:
        try:
            self.add(path, decode_text(path.read_bytes()))
        except (ArticleError, OSError):
            return  # `analysis extract` tells of it; what cannot be read is no article here


def sum_of(content: bytes) -> str:
    """The SHA-256 of a page's bytes."""
    return hashlib.sha256(content).hexdigest()


def _text_key(title: str | None, text: str) -> str:
    """What two copies of a text have in common: their words, with or without the headline."""
    words = " ".join(text.split())
    headline = " ".join((title or "").split())
    return sum_of(words.removeprefix(headline).strip().encode())
