"""Options that choose: which column holds what, and which article of a file is meant."""

from __future__ import annotations

from difflib import get_close_matches
from typing import TYPE_CHECKING

import click

from analysis.errors import ArticleError

if TYPE_CHECKING:
    from collections.abc import Sequence

    from analysis.articles import Article

_MOST_NAMED, _MOST_COMPARED = 5, 10_000

column_option = click.option(
    "--column",
    "columns",
    multiple=True,
    metavar="FIELD=NAME",
    help="The column of a table that holds text, title, outlet, published, url or id, such as "
    "text=body. May be repeated.",
)
article_option = click.option(
    "--article", "article_id", metavar="ID", help="Which article, where the file holds several."
)


def columns_of(settings: Sequence[str]) -> dict[str, str]:
    """Field → column, of what `--column` was given.

    Raises:
        click.BadParameter: a setting is no FIELD=NAME.
    """
    from analysis.sources.columns import check_columns

    columns = {}
    for setting in settings:
        field, sign, name = setting.partition("=")
        if not sign or not name:
            msg = f"{setting!r} is no FIELD=NAME, such as text=body"
            raise click.BadParameter(msg, param_hint="--column")
        columns[field.strip()] = name
    try:
        return check_columns(columns)
    except ArticleError as error:
        raise click.BadParameter(str(error), param_hint="--column") from error


def chosen_article(file: str, article_id: str | None, settings: Sequence[str]) -> Article:
    """The article of a file, or the one that has the id.

    Raises:
        ArticleError: it cannot be read, or there is none or more than one.
    """
    from analysis.articles import find_articles, read_article, stream_articles

    columns = columns_of(settings)
    find_articles(file)  # it tells more of what is no file than reading it does
    if article_id is None:
        return read_article(file, columns=columns)
    ids: list[str] = []
    for article in stream_articles(file, columns=columns, on_error=lambda _error: None):
        if article.id == article_id:
            return article
        ids.append(article.id)
    near = get_close_matches(article_id, ids[:_MOST_COMPARED], _MOST_NAMED) or ids[:_MOST_NAMED]
    msg = f"{file}: it holds no article {article_id!r}, but {', '.join(near) or 'none'}"
    raise ArticleError(msg if len(ids) <= _MOST_NAMED else f"{msg} and others")
