"""What is given to be read, as texts: a text, an article, a path, or several of them."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from os import PathLike
from typing import TYPE_CHECKING, cast

from analysis.errors import ArticleError, TableError
from analysis.finding import is_file, is_folder
from analysis.sources.kinds import kind_of

if TYPE_CHECKING:
    from analysis.articles import Article

_LONGEST = 300
"""Characters; no longer text is taken for a file's name."""


def texts_of(source: object) -> Iterable[tuple[str, str, Article | None]]:
    """Each text with its article's id; texts without an article are text, text-2, text-3 ...

    Args:
        source: a text, an article, a `Path` of articles, or several of them.

    Raises:
        TableError: it is none of these.
        ArticleError: a path does not exist, an article cannot be read, or a text is a file's name.
    """
    is_table = isinstance(source, bytes | Mapping) or hasattr(source, "columns")
    alone = isinstance(source, str | PathLike) or hasattr(source, "text")
    if is_table or not (alone or isinstance(source, Iterable)):
        raise TableError(_no_article(source))
    several = cast("Iterable[object]", [source] if alone else source)
    plain = 0
    for one in several:
        if isinstance(one, str):
            check_is_text(one)
            plain += 1
            yield ("text" if plain == 1 else f"text-{plain}"), one, None
        else:
            for article in articles_of(one):
                yield article.id, article.text, article


def articles_of(source: object) -> Iterable[Article]:
    """The articles of a path, or the article itself.

    Raises:
        TableError: it is neither.
        ArticleError: the path does not exist, or an article cannot be read.
    """
    if isinstance(source, PathLike):
        from analysis.articles import stream_articles

        return stream_articles(source)
    if not hasattr(source, "text"):
        raise TableError(_no_article(source))
    return [cast("Article", source)]


def check_is_text(text: str) -> None:
    """Refuse a text that is the name of a file or a folder: its words would hold no figures.

    Raises:
        ArticleError: it is such a name; the text says how to read the file.
    """
    if len(text) <= _LONGEST and "\n" not in text and _is_name(text.strip()):
        msg = f"{text!r} is a file's name, not a text; give it as pathlib.Path({text!r})"
        raise ArticleError(msg)


def _is_name(text: str) -> bool:
    if "\0" in text or not any(map(str.isalpha, text)):
        return False
    return is_file(text) or is_folder(text) or (" " not in text and kind_of(text) is not None)


def _no_article(source: object) -> str:
    kind = type(source).__name__
    return f"{kind} is nothing that can be read; give a text, an article, a Path, or several"
