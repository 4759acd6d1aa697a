"""Looking at articles and figures in JupyterLab.

    %load_ext analysis.jupyter

makes an `Article` show itself with its figures marked. The functions here show the same by name,
and work in any notebook. All text from articles is escaped.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from analysis.reports import marking, parts, wording
from analysis.reports.claims import Claim, claims_of
from analysis.reports.fragments import Cell, Fragment, joined, paragraph, safe, table
from analysis.reports.report import Report
from analysis.reports.selection import Selection

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    import pandas as pd
    from IPython.core.interactiveshell import InteractiveShell

    from analysis.articles import Article

__all__ = [
    "load_ipython_extension",
    "show_article",
    "show_articles",
    "show_figures",
    "show_key_numbers",
    "show_sources",
]

_MOST_ROWS = 50


def load_ipython_extension(shell: InteractiveShell) -> None:
    """Let articles show themselves with their figures marked: `%load_ext analysis.jupyter`."""
    from analysis.articles import Article

    if (formatter := shell.display_formatter) is not None:
        formatter.formatters["text/html"].for_type(Article, _article_html)


def _article_html(article: Article) -> str:
    return show_article(article)._repr_html_()


def show_article(article: Article, figures: pd.DataFrame | None = None) -> Fragment:
    """An article's text with its figures marked, then the figures as a table.

    Hovering, focusing or tapping a mark tells measure, value with bounds, actor, day, claimant.

    Args:
        article: the article.
        figures: a figures table that holds its figures; None to extract them.
    """
    claims = _claims(article, figures)
    title = article.title or article.id
    day = wording.plain_day(article.published)
    head = f"<h3><bdi>{safe(title)}</bdi></h3><p>{safe(article.outlet or '')} · {safe(day)}</p>"
    told = parts.claims_table(claims, caption="Its figures, in the order of the text")
    return joined([Fragment(head, f"{title}\n{day}"), parts.article_text(article, claims), told])


def _claims(article: Article, figures: pd.DataFrame | None) -> list[Claim]:
    if figures is None:
        from analysis.tables import extract

        return claims_of(extract(article))
    return claims_of(figures[figures["article_id"] == article.id])


def show_articles(articles: Sequence[Article], figures: pd.DataFrame | None = None) -> Fragment:
    """Articles as a table, with how many figures each states where `figures` is given."""
    counts = {} if figures is None else figures["article_id"].value_counts().to_dict()
    columns = ["Article", "Id", "Outlet", "Published"] + (["Figures"] if counts else [])
    rows = [
        [
            Cell(article.title or article.id),
            Cell(article.id),
            Cell(article.outlet or ""),
            Cell(wording.plain_day(article.published)),
            *([Cell(str(counts.get(article.id, 0)), is_number=True)] if counts else []),
        ]
        for article in articles
    ]
    if not rows:
        return paragraph("No articles.")
    return table(columns, rows, caption=f"{len(rows):,} articles")


def show_figures(figures: pd.DataFrame, articles: Iterable[Article] = ()) -> Fragment:
    """Figures as a table, each with its claimant and its sentence.

    Args:
        figures: a figures table or some rows of one; at most the first 50 are shown.
        articles: their articles, so that the number is marked in its sentence.
    """
    claims = claims_of(figures.head(_MOST_ROWS))
    if not claims:
        return paragraph("No figures.")
    texts = {article.id: article.text for article in articles}
    body = "".join(f"<tr>{_figure_row(claim, texts)}</tr>" for claim in claims)
    head = "".join(
        f'<th scope="col">{name}</th>'
        for name in ("What is counted", "Number", "When", "Claimant", "Sentence")
    )
    left = len(figures) - len(claims)
    caption = f"{len(claims):,} figures" + (f" of {len(figures):,}" if left else "")
    html = (
        f'<div class="scroll"><table><caption><span>{caption}</span></caption>'
        f"<thead><tr>{head}</tr></thead><tbody>{body}</tbody></table></div>"
    )
    return Fragment(html, "\n".join(wording.said(claim) for claim in claims))


def _figure_row(claim: Claim, texts: dict[str, str]) -> str:
    sentence = marking.marked_sentence([claim], texts.get(claim.article_id), with_anchors=False)
    whose = f"<small>{safe(wording.context(claim))}</small>"
    cells = (
        f'<th scope="row">{safe(wording.label(claim))}{whose}',
        f'<td class="number">{safe(wording.bounded(claim))}',
        f"<td>{safe(wording.short_period(claim.date_start, claim.date_end))}",
        f"<td>{safe(wording.speaker(claim))}",
        f"<td>{sentence}",
    )
    return "".join(cells)


def show_key_numbers(figures: pd.DataFrame, topic: str = "") -> Fragment:
    """The largest and latest claims as tiles, each with its bounds, claimant and day.

    Args:
        figures: a figures table.
        topic: strikes, territory, aid or casualties; empty for all.
    """
    return parts.key_numbers(_report(figures, (), topic))


def show_sources(figures: pd.DataFrame, articles: Iterable[Article] = ()) -> Fragment:
    """The articles of a figures table with the sentences that state its numbers, marked."""
    return parts.sources(_report(figures, articles, ""))


def _report(figures: pd.DataFrame, articles: Iterable[Article], topic: str) -> Report:
    return Report(
        title="Figures",
        figures=figures,
        claims=tuple(claims_of(figures)),
        articles=tuple(articles),
        selection=Selection(topic=topic),
    )
