"""Saving an article that a person has pasted: its text with its front matter, as a file."""

from __future__ import annotations

import re
from pathlib import Path
from typing import TYPE_CHECKING

from analysis.articles import Article, parse_article
from analysis.errors import ArticleError
from analysis.frontmatter import FrontMatter, parse_day, parse_front_matter, split_front_matter

if TYPE_CHECKING:
    import datetime as dt
    import os

_LONGEST_NAME = 60


def write_article(  # noqa: PLR0913 - what is known of an article
    text: str,
    folder: str | os.PathLike[str],
    *,
    published: dt.date | str | None = None,
    title: str | None = None,
    outlet: str | None = None,
    url: str | None = None,
    name: str | None = None,
) -> Article:
    """Save a pasted text as an article, with front matter, and read it back.

    Args:
        text: the text, its headline first; it may bring a front matter of its own.
        folder: the folder of articles, made where it is missing.
        published: the day it appeared; it resolves "on Wednesday".
        title: its headline, where it is not the first line.
        outlet: who published it.
        url: where it can be read. These go before what the text's own front matter says.
        name: the file's name without its ending; None for the day and the first words.

    Returns:
        The article as `read_article` reads it from the new file.

    Raises:
        ArticleError: the text is empty, the day or the name cannot be used, or another article
            has this name already.
    """
    source = article_source(text, published=published, title=title, outlet=outlet, url=url)
    draft = parse_article(source.encode(), "draft")
    stem = _checked_name(name) if name else _name_of(draft)
    target = Path(folder) / f"{stem}.md"
    _write_new(target, source)
    return parse_article(source.encode(), stem, target)


def draft_article(
    text: str,
    *,
    published: dt.date | str | None = None,
    title: str | None = None,
    outlet: str | None = None,
    url: str | None = None,
) -> Article:
    """The article that `write_article` would save, without a file.

    Raises:
        ArticleError: as `write_article`.
    """
    source = article_source(text, published=published, title=title, outlet=outlet, url=url)
    return parse_article(source.encode(), _name_of(parse_article(source.encode(), "draft")))


def article_source(
    text: str,
    *,
    published: dt.date | str | None = None,
    title: str | None = None,
    outlet: str | None = None,
    url: str | None = None,
) -> str:
    """A text with the front matter that says what is known of it.

    Raises:
        ArticleError: `published` is no day, or the text's own front matter cannot be read.
    """
    own, body = split_front_matter(text.replace("\r\n", "\n").replace("\r", "\n"))
    front = parse_front_matter(own or "")
    known = {
        "title": title or front.title,
        "outlet": outlet or front.outlet,
        "published": _day(published, front),
        "url": url or front.url,
        **front.others,
    }
    return f"{_front_matter(known)}{body.strip()}\n"


def _front_matter(known: dict[str, object]) -> str:
    import yaml

    stated = {key: value for key, value in known.items() if value not in (None, "")}
    if not stated:
        return ""
    told = yaml.safe_dump(stated, allow_unicode=True, sort_keys=False, width=1000)
    return f"---\n{told}---\n"


def _day(published: dt.date | str | None, front: FrontMatter) -> dt.date | None:
    if published is None or published == "":
        return front.published
    day = parse_day(str(published))
    if day is None:
        msg = f"published is {published!r}, which is no day; write it as 2025-02-12"
        raise ArticleError(msg)
    return day


def _checked_name(name: str) -> str:
    stem = name.removesuffix(".md").removesuffix(".txt")
    if not re.fullmatch(r"\w[\w. -]*", stem):
        msg = f"{name!r} cannot name a file; use letters, figures and hyphens"
        raise ArticleError(msg)
    return stem


def _name_of(article: Article) -> str:
    """The day and the first words of the title: 2025-02-12-air-defence-stops-71."""
    words = re.sub(r"\W+", "-", (article.title or "").lower()).strip("-")
    short = words[:_LONGEST_NAME].rsplit("-", 1)[0] if len(words) > _LONGEST_NAME else words
    parts = [article.published.isoformat() if article.published else "", short or "article"]
    return "-".join(part for part in parts if part)


def _write_new(target: Path, source: str) -> None:
    """Write a file that is not there yet; the same text again changes nothing.

    Raises:
        ArticleError: another text has the name, or the folder cannot be written.
    """
    try:
        target.parent.mkdir(parents=True, exist_ok=True)
        if target.exists() and target.read_text(encoding="utf-8") == source:
            return
        with target.open("x", encoding="utf-8", newline="\n") as file:
            file.write(source)
    except FileExistsError as error:
        msg = f"{target.name} is there already with another text; give another name"
        raise ArticleError(msg) from error
    except OSError as error:
        msg = f"{target} cannot be written: {error.strerror or error}"
        raise ArticleError(msg) from error
