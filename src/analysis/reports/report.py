"""What a report speaks of: its figures, selected, and the articles they stand in."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, replace
from difflib import get_close_matches
from hashlib import sha256
from typing import TYPE_CHECKING
from urllib.parse import quote

from analysis.errors import ParameterError
from analysis.reports.claims import Claim, claims_of
from analysis.reports.selection import Selection, Sources, find_path, read_sources, select
from analysis.sources.kinds import kind_of

if TYPE_CHECKING:
    from datetime import date

    import pandas as pd

    from analysis.articles import Article

_SET_ASIDE = ("superseded", "other count", "rival")


@dataclass(frozen=True, slots=True)
class Report:
    """What a report speaks of.

    Attributes:
        title: its subject in a few words.
        figures: the figures table, selected.
        claims: the same rows as plain values.
        articles: every article read, with or without figures.
        selection: what was asked for.
        pages: the folder of the articles' pages, as seen from the report; empty for none.
        problems: what was wrong with articles and corrections that were left out.
        set_aside: ids of the figures that the rules of choice set aside for another claim about
            the same event; they stand in tables and charts, but are no key number.
    """

    title: str
    figures: pd.DataFrame
    claims: tuple[Claim, ...]
    articles: tuple[Article, ...]
    selection: Selection
    pages: str = ""
    problems: tuple[str, ...] = ()
    set_aside: frozenset[str] = frozenset()

    @property
    def standing(self) -> list[Claim]:
        """The claims that no other claim about the same event takes the place of."""
        return [claim for claim in self.claims if claim.figure_id not in self.set_aside]

    @property
    def as_of(self) -> date | None:
        """The day on which the latest of its figures was published."""
        return max((c.published for c in self.claims if c.published), default=None)

    def text_of(self, article_id: str) -> str | None:
        """An article's text; None where only its figures are known."""
        return next((a.text for a in self.articles if a.id == article_id), None)

    def page_of(self, article_id: str) -> str:
        """The link to an article's own page; empty where there are no such pages."""
        return f"{self.pages}{quote(page_name(article_id))}" if self.pages else ""


def page_name(article_id: str) -> str:
    """The file of an article's page: its id, with a folder's slash and other signs made plain.

    Two ids never share a page: an id that had to be changed carries a mark of the original.

    >>> page_name("2025-02-12-kyiv")
    '2025-02-12-kyiv.html'
    """
    plain = re.sub(r"[^0-9A-Za-z._-]+", "-", article_id).strip(".-")[:100]
    if plain == article_id:
        return f"{plain}.html"
    return f"{plain}-{sha256(article_id.encode()).hexdigest()[:8]}.html"


def open_report(
    articles: str = "",
    figures: str = "",
    *,
    title: str,
    pages: str = "",
    columns: Mapping[str, str] | None = None,
    **selection: str,
) -> Report:
    """Read what a report speaks of; the arguments are a notebook's parameters.

    Args:
        articles: file, folder or pattern of articles; they give the sentences their place.
        figures: a figures file; empty to extract the articles.
        title: the report's subject in a few words.
        pages: the folder of the articles' pages, as seen from the report.
        columns: as `analysis.read_articles`.
        **selection: topic, start, end, place, outlet as in `Selection`.

    Raises:
        ParameterError: a path does not exist, or the selection cannot be read.
    """
    _check_types(selection, columns)
    wanted = Selection(**selection)
    sources = read_sources(articles, figures, columns=columns)
    report = _report(title, sources, select(sources.figures, wanted), wanted, pages)
    return replace(report, set_aside=_set_aside(report.figures))


def _check_types(selection: Mapping[str, object], columns: object) -> None:
    """Tell what papermill takes for a number, or for a text, before pandas stumbles over it."""
    for name, value in selection.items():
        if not isinstance(value, str):
            msg = f"{name} is {value!r}, which is no text; put it in quotes (papermill: -r {name})"
            raise ParameterError(msg)
    if columns is not None and not isinstance(columns, Mapping):
        msg = f'columns is {columns!r}; give a table such as {{"text": "body"}} '
        msg += "(papermill: -y 'columns: {text: body}')"
        raise ParameterError(msg)


def _set_aside(figures: pd.DataFrame) -> frozenset[str]:
    """The figures that another claim about the same event takes the place of."""
    from analysis.reconciliation import reconcile

    claims = reconcile(figures).claims
    return frozenset(claims.loc[claims["role"].isin(_SET_ASIDE), "figure_id"])


def open_article(  # noqa: PLR0913 - the parameters of a notebook
    article: str,
    articles: str = "",
    figures: str = "",
    *,
    title: str = "",
    pages: str = "",
    columns: Mapping[str, str] | None = None,
) -> Report:
    """Read one article and its figures.

    Args:
        article: its id, or its file; empty for the first.
        articles: where articles are looked for by id.
        figures: a figures file; empty to extract the article.
        title: the report's subject; empty for the article's own title.
        pages: the folder of the articles' pages, as seen from the report.
        columns: as `analysis.read_articles`.

    Raises:
        ParameterError: there is no such article; the error names near ones.
    """
    is_file = _is_file(article)
    sources = read_sources(article if is_file else articles, figures, columns=columns)
    read, table = sources.articles, sources.figures
    chosen = [a for a in read if is_file or a.id == article or not article][:1]
    if not chosen:
        near = get_close_matches(article, [a.id for a in read], n=3, cutoff=0.3)
        hint = f"; did you mean {' or '.join(near)}?" if near else ""
        msg = f"no article {article!r} among the {len(read)} of {articles!r}{hint}"
        raise ParameterError(msg)
    own = table[table["article_id"] == chosen[0].id]
    only = replace(sources, articles=tuple(chosen))
    return _report(title or chosen[0].title or chosen[0].id, only, own, Selection(), pages)


def _is_file(article: str) -> bool:
    """Whether it names a file; an id may end as a file's name does."""
    if kind_of(article) is None:
        return False
    try:
        return find_path(article).is_file()
    except ParameterError:
        return article.endswith((".md", ".txt"))


def _report(
    title: str, sources: Sources, figures: pd.DataFrame, selection: Selection, pages: str
) -> Report:
    return Report(
        title=title,
        figures=figures,
        claims=tuple(claims_of(figures)),
        articles=sources.articles,
        selection=selection,
        pages=pages,
        problems=sources.problems,
    )
