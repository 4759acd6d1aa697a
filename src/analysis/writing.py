"""Saving an article that a person has pasted: its text with its front matter, as a file."""

from __future__ import annotations

import re
import unicodedata
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

from analysis.articles import Article, parse_article
from analysis.errors import ArticleError, unwritable
from analysis.frontmatter import FrontMatter, parse_day, parse_front_matter, split_front_matter

if TYPE_CHECKING:
    import datetime as dt
    import os
    from collections.abc import Mapping

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
    r"""Save a pasted text as an article, with front matter, and read it back.

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

    >>> import tempfile
    >>> with tempfile.TemporaryDirectory() as folder:
    ...     written = write_article("Night over Odesa\n\nCalm.", folder, published="2025-02-12")
    >>> written.id
    '2025-02-12-night-over-odesa'
    """
    source = article_source(text, published=published, title=title, outlet=outlet, url=url)
    draft = parse_article(source.encode(), "draft")
    stem = _checked_name(name) if name else name_article(draft.published, draft.title)
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
    draft = parse_article(source.encode(), "draft")
    return replace(draft, id=name_article(draft.published, draft.title))


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
    return encode_article(known, body)


def encode_article(known: Mapping[str, object], body: str) -> str:
    """The content of an article's file: what is known of it as front matter, then its text.

    Args:
        known: key of the front matter → value; a value of None or "" is left out. Without any the
            text stands alone, and may then be taken for a front matter where it looks like one.
        body: the text.
    """
    return f"{_front_matter(known)}{body.strip()}\n"


def name_article(published: dt.date | None, *titles: str | None) -> str:
    """A name for an article's file, without its ending: the day, then the first words of a title.

    The name is at home on every file system: short, in lower case, without signs.

    Args:
        published: the day; None where it is not known.
        titles: the first that holds a letter or a figure is taken.

    >>> name_article(None, "?", "71 of 123 drones: air defence")
    '71-of-123-drones-air-defence'
    """
    slugs = (_slug(title or "") for title in titles)
    slug = next(filter(None, slugs), "article")
    return f"{published.isoformat()}-{slug}" if published else slug


def _slug(title: str) -> str:
    words = re.sub(r"[\W_]+", "-", unicodedata.normalize("NFKC", title).lower()).strip("-")
    short = words[:_LONGEST_NAME]
    if len(words) > _LONGEST_NAME and "-" in short:
        short = short.rsplit("-", 1)[0]
    # Windows takes these for machines, with any ending.
    return f"{short}-article" if re.fullmatch(r"con|prn|aux|nul|com\d|lpt\d", short) else short


def _front_matter(known: Mapping[str, object]) -> str:
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


def _write_new(target: Path, source: str) -> None:
    """Write a file that is not there yet; the same text again changes nothing.

    Raises:
        ArticleError: another text has the name, or the folder cannot be written.
    """
    from analysis.storage import put_in_place

    try:
        target.parent.mkdir(parents=True, exist_ok=True)
        if not target.exists():
            put_in_place(target, source.encode())
        elif target.read_text(encoding="utf-8") != source:
            msg = f"{target.name} is there already with another text; give another name"
            raise ArticleError(msg)
    except OSError as error:
        raise ArticleError(unwritable(target, error)) from error
