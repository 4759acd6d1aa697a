"""Articles: what is known of one, reading them, and making them of what files hold.

A text file (`.txt` or `.md`) has its article with or without YAML front matter:

    ---
    title: Air defence stops 111 of 123 drones
    outlet: The Example
    published: 2025-02-12
    url: https://news.example/2025/02/12/drones
    ---
    Ukraine's air force said ...

`analysis.sources` reads the other kinds of files.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from itertools import islice
from typing import TYPE_CHECKING, SupportsIndex, overload

from analysis.errors import ArticleError
from analysis.finding import ArticleFiles, find_articles

if TYPE_CHECKING:
    import datetime as dt
    import os
    from collections.abc import Callable, Iterable, Iterator, Mapping
    from pathlib import Path

    from analysis.publication import Publication

__all__ = [
    "LARGEST_FILE",
    "Article",
    "ArticleFiles",
    "Articles",
    "decode_text",
    "find_articles",
    "make_article",
    "parse_article",
    "read_article",
    "read_articles",
    "stream_articles",
]

LARGEST_FILE = 20_000_000
"""Bytes; no article is longer, and a larger file is most likely something else."""
_LONGEST_TITLE = 200
_LONGEST_HEADLINE = 2000  # some texts are one long line
_STRAIGHT_QUOTES = str.maketrans("‘’“”", "''\"\"")


@dataclass(frozen=True, slots=True)
class Article:
    """One article: its text and what is known about it.

    Attributes:
        id: unique within a run: the file's stem, with its folder where two files share a stem.
        text: the headline, then the body, cleaned of what is not the article's. Offsets of
            figures point into it.
        title: the headline; the first line where the front matter gives none.
        outlet: who published it.
        published: the day it appeared; dates such as "on Wednesday" are resolved against it.
        url: where it can be read.
        path: the file it came from, or lies in.
        published_from: what tells the day: "front matter", "metadata", "url" or "dateline".
        metadata: each further key of the front matter, and `published_set_aside`, a day that the
            metadata give and that was not believed.
    """

    id: str
    text: str
    title: str | None = None
    outlet: str | None = None
    published: dt.date | None = None
    url: str | None = None
    path: Path | None = None
    published_from: str | None = None
    metadata: Mapping[str, object] = field(default_factory=dict, hash=False)

    def __repr__(self) -> str:
        told = [self.id, self.title, self.outlet, self.published and self.published.isoformat()]
        letters = f"{len(self.text):,} characters"
        return f"<Article {' · '.join([*(part for part in told if part), letters])}>"

    def _repr_html_(self) -> str:
        """The text with its figures marked, for a notebook."""
        from analysis.jupyter.showing import show_article

        return show_article(self)._repr_html_()


class Articles(list[Article]):
    """A list of articles that shows itself in a notebook as a table."""

    @overload
    def __getitem__(self, at: SupportsIndex) -> Article: ...
    @overload
    def __getitem__(self, at: slice) -> Articles: ...
    def __getitem__(self, at: SupportsIndex | slice) -> Article | Articles:
        return (
            Articles(super().__getitem__(at)) if isinstance(at, slice) else super().__getitem__(at)
        )

    def __repr__(self) -> str:
        lines = [f"{len(self):,} article{'' if len(self) == 1 else 's'}", *map(repr, self[:20])]
        rest = len(self) - 20
        return "\n".join([*lines, *([f"... and {rest:,} more"] if rest > 0 else [])])

    def _repr_html_(self) -> str:
        """A table with title, outlet and day of each, for a notebook."""
        from analysis.jupyter.showing import show_articles

        return show_articles(self)._repr_html_()


def read_articles(
    paths: str | os.PathLike[str] | Iterable[str | os.PathLike[str]],
    *,
    columns: Mapping[str, str] | None = None,
    on_error: Callable[[ArticleError], None] | None = None,
    on_left_out: Callable[[str], None] | None = None,
) -> Articles:
    """Read the articles of files, folders (with the folders in them) and patterns (`news/*.txt`).

    Args:
        paths: one or more. Of a folder's files those of a known kind are read; a README, hidden
            files and a `corrections.csv` are passed over.
        columns: field of an article (text, title, outlet, published, url, id) → the column of a
            table, or the key of a record, that holds it. Others are guessed from common names.
        on_error: called with the error of each article that cannot be read, which is then
            skipped. Without it the first such error is raised.
        on_left_out: called with the name of each member of an archive that is of no known kind.

    Returns:
        The articles in the order of `paths`, within a folder by name: a list, which shows itself
        in a notebook as a table.

    Raises:
        ArticleError: a path does not exist; or an article cannot be read and `on_error` is None.
    """
    return Articles(
        stream_articles(paths, columns=columns, on_error=on_error, on_left_out=on_left_out)
    )


def stream_articles(
    paths: str | os.PathLike[str] | Iterable[str | os.PathLike[str]],
    *,
    columns: Mapping[str, str] | None = None,
    on_error: Callable[[ArticleError], None] | None = None,
    on_left_out: Callable[[str], None] | None = None,
) -> Iterator[Article]:
    """The same articles one at a time, for more than memory holds.

    Args, errors: as `read_articles`.

    Yields:
        Articles, each with an id that no other of the run has.
    """
    from analysis.sources.ids import Ids
    from analysis.sources.kinds import kind_of
    from analysis.sources.reading import read_file

    files = find_articles(paths).articles
    ids = None
    if not all(kind and kind.is_single for kind in (kind_of(p.name) for p in files.values())):
        ids = Ids()
        for article_id in files:
            ids.take(article_id)
    for article_id, path in files.items():
        yield from read_file(
            path,
            article_id=article_id,
            columns=columns,
            on_error=on_error,
            on_left_out=on_left_out,
            ids=ids,
        )


def read_article(
    path: str | os.PathLike[str],
    *,
    article_id: str | None = None,
    columns: Mapping[str, str] | None = None,
) -> Article:
    r"""Read the one article of a file.

    Args:
        path: a file of a known kind.
        article_id: the article's id; without it the file's stem.
        columns: as `read_articles`.

    Raises:
        ArticleError: the file cannot be read, holds no article or several, is not text in a known
            encoding, or its front matter is malformed. The text names the file, where it can the
            line, and what to do.

    >>> import pathlib, tempfile
    >>> with tempfile.TemporaryDirectory() as folder:
    ...     path = pathlib.Path(folder, "night.md")
    ...     _ = path.write_text("---\npublished: 2025-02-12\n---\nA night\n\n71 drones fell.")
    ...     read_article(path)
    <Article night · A night · 2025-02-12 · 24 characters>
    """
    from analysis.finding import clean_name
    from analysis.sources.reading import read_file

    errors: list[ArticleError] = []
    read = read_file(path, article_id=article_id, columns=columns, on_error=errors.append)
    found = list(islice(read, 2))
    if errors and len(found) < 2:  # noqa: PLR2004 - else several articles are what is wrong
        raise errors[0]
    if len(found) == 1:
        return found[0]
    ids = " and ".join(article.id for article in found)
    asked = f"several articles, such as {ids}; say which one is meant (--article ID)"
    msg = f"{clean_name(str(path))}: it holds {asked if found else 'no article'}"
    raise ArticleError(msg)


def parse_article(content: bytes, article_id: str, path: Path | None = None) -> Article:
    """An article from a file's content, the front matter with its text.

    Args:
        content: what the file holds, in an encoding of `read_article`.
        article_id: the article's id.
        path: the file, where there is one.

    Raises:
        ArticleError: as `read_article`, without the file's name.
    """
    from analysis.frontmatter import parse_front_matter, split_front_matter

    source, body = split_front_matter(decode_text(content))
    front = parse_front_matter(source or "")
    return make_article(
        article_id,
        body,
        title=front.title,
        outlet=front.outlet,
        published=front.published,
        published_from="front matter",
        url=front.url,
        path=path,
        metadata=front.others,
    )


def decode_text(content: bytes, declared: str | None = None) -> str:
    """A file's content as text with line feeds alone.

    Args:
        content: text in UTF-8, in UTF-16 or UTF-32, or in another charset that can be told for
            certain (`analysis.decoding`).
        declared: the charset that a header or a page names.

    Raises:
        ArticleError: it is no such text.
    """
    from analysis.decoding import decode

    return decode(content, declared).replace("\r\n", "\n").replace("\r", "\n")


def make_article(  # noqa: PLR0913 - what is known of an article
    article_id: str,
    body: str,
    *,
    title: str | None = None,
    outlet: str | None = None,
    published: dt.date | None = None,
    published_from: str | None = None,
    url: str | None = None,
    path: Path | None = None,
    metadata: Mapping[str, object] | None = None,
) -> Article:
    """Make an article of what a file holds; every article read comes through here.

    Its title and text are cleaned (`analysis.cleaning`), and its day is settled
    (`analysis.publication`).

    Args:
        article_id: its id.
        body: its text.
        title: its headline; None for the first line of the body.
        outlet: who published it.
        published: the day it appeared, where the file tells it.
        published_from: what tells that day: "front matter" or "metadata".
        url: where it can be read.
        path: the file it came from.
        metadata: what else is known.

    Raises:
        ArticleError: it holds no text, or its front matter's day cannot be.
    """
    from analysis.cleaning import clean_text
    from analysis.publication import publication_day

    body = clean_text(body).strip()
    title = " ".join(clean_text(title).split()) if title else None
    if not body:
        msg = "it holds no text; delete the file, or put the article into it"
        raise ArticleError(msg)
    first = _headline(body)
    if not title:
        title, text = _shortened(first), body
    else:
        text = body if _are_alike(_headline(title), first) else f"{title}\n\n{body}"
    appeared = publication_day(published, published_from, url, body)
    return Article(
        id=article_id,
        text=text,
        title=title,
        outlet=outlet,
        published=appeared.day,
        published_from=appeared.origin,
        url=url,
        path=path,
        metadata=_with_set_aside(metadata or {}, appeared),
    )


def _with_set_aside(metadata: Mapping[str, object], appeared: Publication) -> Mapping[str, object]:
    """The metadata, with the day in them that was not believed."""
    if appeared.set_aside is None:
        return metadata
    return {**metadata, "published_set_aside": appeared.set_aside}


def _headline(body: str) -> str:
    """The first line without Markdown's `#` before it."""
    return " ".join(body[:_LONGEST_HEADLINE].split("\n", 1)[0].lstrip("#").split())


def _shortened(line: str) -> str:
    if len(line) <= _LONGEST_TITLE:
        return line
    return line[:_LONGEST_TITLE].rsplit(" ", 1)[0] + " …"


def _are_alike(title: str, line: str) -> bool:
    return len(line) <= 2 * len(title) and _comparable(title) == _comparable(line)


def _comparable(line: str) -> str:
    return line.translate(_STRAIGHT_QUOTES).casefold()
