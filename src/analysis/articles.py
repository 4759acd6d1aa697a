"""Read articles from text files: find them, decode them, split off their front matter.

An article is a `.txt` or `.md` file in UTF-8, with or without YAML front matter:

    ---
    title: Air defence stops 111 of 123 drones
    outlet: The Example
    published: 2025-02-12
    url: https://news.example/2025/02/12/drones
    ---
    Ukraine's air force said ...
"""

from __future__ import annotations

import codecs
import glob
import os
from collections import Counter
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING, SupportsIndex, overload

from analysis.errors import ArticleError

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Callable, Iterable, Mapping

    from analysis.frontmatter import FrontMatter

ARTICLE_SUFFIXES = (".md", ".txt")
LARGEST_FILE = 20_000_000
"""Bytes; no article is longer, and a larger file is most likely something else."""
_LONGEST_TITLE = 200
_STRAIGHT_QUOTES = str.maketrans("‘’“”", "''\"\"")
# UTF-32's mark begins with UTF-16's, so it is looked for first.
_MARKS = {
    codecs.BOM_UTF8: "utf-8",
    codecs.BOM_UTF32_LE: "utf-32-le",
    codecs.BOM_UTF32_BE: "utf-32-be",
    codecs.BOM_UTF16_LE: "utf-16-le",
    codecs.BOM_UTF16_BE: "utf-16-be",
}


@dataclass(frozen=True, slots=True)
class Article:
    """One article: its text and what is known about it.

    Attributes:
        id: unique within a run: the file's stem, with its folder where two files share a stem.
        text: the headline, then the body as written. Offsets of figures point into it.
        title: the headline; the first line where the front matter gives none.
        outlet: who published it.
        published: the day it appeared; dates such as "on Wednesday" are resolved against it.
        url: where it can be read.
        path: the file it came from.
        metadata: each further key of the front matter.
    """

    id: str
    text: str
    title: str | None = None
    outlet: str | None = None
    published: dt.date | None = None
    url: str | None = None
    path: Path | None = None
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


@dataclass(frozen=True, slots=True)
class ArticleFiles:
    """The files found: articles by id, in order, and files of other kinds, which stay unread."""

    articles: Mapping[str, Path]
    others: tuple[Path, ...]


def read_articles(
    paths: str | os.PathLike[str] | Iterable[str | os.PathLike[str]],
    *,
    on_error: Callable[[ArticleError], None] | None = None,
) -> Articles:
    """Read the articles of files, folders (with the folders in them) and patterns (`news/*.txt`).

    Args:
        paths: one or more. Of a folder's files only `.txt` and `.md` are read; a README and
            hidden files are passed over.
        on_error: called with the error of each article that cannot be read, which is then
            skipped. Without it the first such error is raised.

    Returns:
        The articles in the order of `paths`, within a folder by name: a list, which shows itself
        in a notebook as a table.

    Raises:
        ArticleError: a path does not exist; or an article cannot be read and `on_error` is None.
    """
    articles = Articles()
    for article_id, path in find_articles(paths).articles.items():
        try:
            articles.append(read_article(path, article_id=article_id))
        except ArticleError as error:
            if on_error is None:
                raise
            on_error(error)
    return articles


def read_article(path: str | os.PathLike[str], *, article_id: str | None = None) -> Article:
    """Read one article.

    Args:
        path: a text file: UTF-8, or UTF-16 and UTF-32 with a byte order mark.
        article_id: the article's id; without it the file's stem.

    Raises:
        ArticleError: the file cannot be read, is not text in a known encoding, is empty, or its
            front matter is malformed. The text names the file, where it can the line, and what
            to do.
    """
    path = Path(path)
    try:
        return parse_article(_read_bytes(path), article_id or _name(path.stem), path)
    except ArticleError as error:
        msg = f"{_name(str(path))}: {error}"
        raise ArticleError(msg) from error


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
    return _article(path, article_id, parse_front_matter(source or ""), body)


def find_articles(
    paths: str | os.PathLike[str] | Iterable[str | os.PathLike[str]],
) -> ArticleFiles:
    """Find the articles' files without reading them; `read_articles` says where it looks.

    Raises:
        ArticleError: a path does not exist, a pattern matches nothing, or a file that is named
            itself is of another kind.
    """
    if isinstance(paths, str | os.PathLike):
        paths = [paths]
    articles: dict[Path, Path] = {}
    others: dict[Path, Path] = {}
    for path in paths:
        for file in _files(Path(path)):
            found = articles if file.suffix.lower() in ARTICLE_SUFFIXES else others
            found.setdefault(file.resolve(), file)
    return ArticleFiles(_with_ids(list(articles.values())), tuple(others.values()))


def _files(path: Path) -> list[Path]:
    if path.is_dir():
        return _files_of_folder(path)
    if path.exists():
        if path.suffix.lower() not in ARTICLE_SUFFIXES:
            msg = f"{_name(str(path))}: not a .txt or .md file; save the article's text as one"
            raise ArticleError(msg)
        return [path]
    matches = sorted(glob.glob(str(path), recursive=True))  # noqa: PTH207 - keeps absolute patterns
    if not matches:
        msg = f"{_name(str(path))}: no such file or folder"
        raise ArticleError(msg)
    return [file for match in matches for file in _matched(Path(match))]


def _matched(path: Path) -> list[Path]:
    return _files_of_folder(path) if path.is_dir() else [path]


def _files_of_folder(folder: Path) -> list[Path]:
    files = []
    for place, folders, names in os.walk(folder):
        folders[:] = sorted(name for name in folders if not name.startswith("."))
        files += [Path(place, name) for name in names if not name.startswith((".", "README"))]
    return sorted(files)


def _with_ids(files: list[Path]) -> dict[str, Path]:
    """Name each file by its stem; files that share one get their folder before it, and so on.

    `a/01.txt` and `b/01.txt` are `a/01` and `b/01`; `a/01.txt` and `a/01.md` keep their suffixes.
    """
    names = {file: _name(file.stem) for file in files}
    for shared in _shared_names(names):
        clash = [file for file in files if names[file] == shared]
        names.update(_distinct_names(clash))
    return {name: file for file, name in names.items()}


def _distinct_names(files: list[Path]) -> dict[Path, str]:
    parts = {file: file.resolve().with_suffix("").parts for file in files}
    for depth in range(2, max(map(len, parts.values())) + 1):
        names = {file: _name("/".join(parts[file][-depth:])) for file in files}
        if not _shared_names(names):
            return names
    return {file: _name("/".join(file.resolve().parts[-2:])) for file in files}


def _shared_names(names: Mapping[Path, str]) -> list[str]:
    return [name for name, count in Counter(names.values()).items() if count > 1]


def _name(text: str) -> str:
    """A file's name as clean text: names that are no UTF-8 cannot be printed or stored."""
    return os.fsencode(text).decode("utf-8", errors="replace")


def _read_bytes(path: Path) -> bytes:
    try:
        if path.exists() and not path.is_file():
            msg = "not a file; name a text file"
            raise ArticleError(msg)
        if (size := path.stat().st_size) > LARGEST_FILE:
            msg = f"{size:,} bytes are too many for an article ({LARGEST_FILE:,} at most); split it"
            raise ArticleError(msg)
        return path.read_bytes()
    except OSError as error:
        msg = f"cannot be read: {error.strerror}"
        raise ArticleError(msg) from error


def decode_text(content: bytes) -> str:
    """A file's content as text with line feeds alone.

    Args:
        content: UTF-8, or UTF-16 and UTF-32 with a byte order mark.

    Raises:
        ArticleError: it is no such text.
    """
    mark = next((mark for mark in _MARKS if content.startswith(mark)), b"")
    encoding = _MARKS.get(mark, "utf-8")
    try:
        text = content[len(mark) :].decode(encoding)
    except UnicodeDecodeError as error:
        raise _undecodable(content, encoding, error.start + len(mark)) from error
    if "\0" in text:
        msg = f"byte 0x00 at position {content.index(0)}: not a text file; save it as UTF-8 text"
        raise ArticleError(msg)
    return text.replace("\r\n", "\n").replace("\r", "\n")


def _undecodable(content: bytes, encoding: str, position: int) -> ArticleError:
    where = f"byte 0x{content[position]:02x} at position {position}"
    if encoding == "utf-8":
        line = content.count(b"\n", 0, position) + 1
        where = f"line {line}: {where}"
    return ArticleError(
        f"{where} is not {encoding.upper()}; save the file as UTF-8, "
        "for example: iconv -f WINDOWS-1252 -t UTF-8 OLD.txt > NEW.txt"
    )


def _article(path: Path | None, article_id: str, front: FrontMatter, body: str) -> Article:
    body = body.strip()
    if not body:
        msg = "it holds no text; delete the file, or put the article into it"
        raise ArticleError(msg)
    first = _headline(body)
    if front.title is None:
        title, text = _shortened(first), body
    else:
        title = front.title
        same = _comparable(title) == _comparable(first)
        text = body if same else f"{title}\n\n{body}"
    return Article(
        id=article_id,
        text=text,
        title=title,
        outlet=front.outlet,
        published=front.published,
        url=front.url,
        path=path,
        metadata=front.others,
    )


def _headline(body: str) -> str:
    """The first line without Markdown's `#` before it."""
    return " ".join(body.split("\n", 1)[0].lstrip("#").split())


def _shortened(line: str) -> str:
    if len(line) <= _LONGEST_TITLE:
        return line
    return line[:_LONGEST_TITLE].rsplit(" ", 1)[0] + " …"


def _comparable(line: str) -> str:
    return line.translate(_STRAIGHT_QUOTES).casefold()
