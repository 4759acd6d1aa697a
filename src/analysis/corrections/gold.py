"""Corrections as annotations: what a person put right is what the machine should have read."""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING, Any

from analysis.corrections.applying import ELSEWHERE, UNMATCHED, apply, warn
from analysis.corrections.matching import at, locate
from analysis.gold import GoldArticle
from analysis.schema import figures_frame

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

    import pandas as pd

    from analysis.articles import Article
    from analysis.corrections.applying import Corrections, Outcome, Row

PREFIX = "corrections/"
"""Stands before the ids of corrected articles, which may be annotated as a whole elsewhere."""


def corrected_gold(
    figures: pd.DataFrame,
    corrections: Corrections,
    articles: Iterable[Article],
    *,
    on_problem: Callable[[Outcome], None] | None = None,
) -> tuple[list[GoldArticle], pd.DataFrame]:
    """The corrected figures as annotations, and the machine's figures that they are about.

    Args:
        figures: what the machine reads in the articles, uncorrected.
        corrections: a file of corrections, or corrections.
        articles: the articles.
        on_problem: called with the outcome of each correction that matches no text or whose
            article is not among them; without it each is a `CorrectionWarning`.

    Returns:
        Annotated articles, whose figures are the corrected ones only, and a figures table of what
        the machine reads at their words; `analysis.evaluation.judge` takes both. A figure that
        was dropped is in the second only. Corrections that match no text are in neither.

    Raises:
        CorrectionError: the file cannot be read, or a row of it breaks a rule.
    """
    known = {article.id: article for article in articles}
    _, outcomes = apply(figures, corrections, known.values())
    groups: dict[str, list[Outcome]] = defaultdict(list)
    for outcome in outcomes:
        if outcome.state in (ELSEWHERE, UNMATCHED):
            (on_problem or warn)(outcome)
        elif outcome.correction.action != "same_event":
            groups[outcome.correction.article_id].append(outcome)
    gold = [_annotated(known[name], groups[name]) for name in known if name in groups]
    return gold, _found(figures, known, groups)


def _annotated(article: Article, outcomes: list[Outcome]) -> GoldArticle:
    """The last reading of each figure; one corrected twice is one figure."""
    last: dict[tuple[object, ...], Row] = {}
    for outcome in outcomes:
        if outcome.before is not None:
            last.pop(_key(outcome.before), None)
        if outcome.after is not None:
            last[_key(outcome.after)] = dict(outcome.after)
    day = article.published.isoformat() if article.published else None
    return GoldArticle(
        id=f"{PREFIX}{article.id}",
        text=article.text,
        published=day,
        outlet=article.outlet,
        title=article.title,
        url=article.url,
        figures=tuple(_as_gold(row, article.text) for row in last.values()),
    )


def _key(row: Any) -> tuple[object, ...]:  # noqa: ANN401 - a row of the table
    return row["start"], row["end"], row["measure"], row["value"]


def _as_gold(row: Row, text: str) -> Row:
    days = [str(row[name])[:10] for name in ("date_start", "date_end") if row[name] is not None]
    names = ("topic", "measure", "unit", "value", "low", "high", "qualifier", "stated")
    attributes = ("weapon", "actor", "category", "place", "attribution")
    return {
        **{name: row[name] for name in (*names, *attributes)},
        "date": "/".join(dict.fromkeys(days)) or None,
        "quote": text[row["start"] : row["end"]],
        "weapon_also": None,
    }


def _found(
    figures: pd.DataFrame, known: dict[str, Article], groups: dict[str, list[Outcome]]
) -> pd.DataFrame:
    """The machine's figures at the corrected words, under the ids of the annotations."""
    from analysis.claims import plain_rows

    chosen: list[Row] = []
    rows = [row for row in plain_rows(figures) if row["article_id"] in groups]
    for name, outcomes in groups.items():
        own = [row for row in rows if row["article_id"] == name]
        places = sorted({place for one in outcomes for place in _places(one, own, known[name])})
        chosen += [{**own[place], "article_id": f"{PREFIX}{name}"} for place in places]
    columns = {column: [row[column] for row in chosen] for column in figures.columns}
    return figures_frame(columns)


def _places(outcome: Outcome, rows: list[Row], article: Article) -> list[int]:
    """Where the figures stand that a correction speaks of, as the machine reads them."""
    correction = outcome.correction
    touching = at(rows, locate(correction, article.text))
    measures = {correction.of, correction.columns.get("measure")} - {None}
    named = [place for place in touching if rows[place]["measure"] in measures]
    is_whatever_is_there = correction.of is None and correction.action != "add"
    return touching if is_whatever_is_there else named
