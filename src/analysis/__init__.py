"""Figures on the war in Ukraine, read from news articles, each with its sentence and claimant.

    >>> import analysis
    >>> articles = analysis.read_articles("data/articles")  # doctest: +SKIP
    >>> figures = analysis.extract(articles)  # doctest: +SKIP
    >>> analysis.strikes(figures)  # doctest: +SKIP

A public name is loaded when it is first asked for, so that `import analysis` costs no pandas.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from analysis.loading import loaded_on_demand

if TYPE_CHECKING:
    from analysis import charts as charts
    from analysis import exploration as exploration
    from analysis import jupyter as jupyter
    from analysis import reports as reports
    from analysis.articles import Article, read_article, read_articles, stream_articles
    from analysis.corrections import apply_corrections, check_corrections, correct
    from analysis.duplicates import find_duplicates
    from analysis.errors import AnalysisError, ArticleError, CorrectionError
    from analysis.evaluation import evaluate
    from analysis.explanation import explain
    from analysis.extraction.quantities import find_quantities
    from analysis.fetching import add_articles, add_feed
    from analysis.provenance import sentences_of
    from analysis.reconciliation import reconcile
    from analysis.reports import render_reports
    from analysis.tables import (
        aid,
        casualties,
        extract,
        read_figures,
        strikes,
        territory,
        write_figures,
    )
    from analysis.writing import write_article

__version__ = "0.1.0"

__all__ = [
    "AnalysisError",
    "Article",
    "ArticleError",
    "CorrectionError",
    "__version__",
    "add_articles",
    "add_feed",
    "aid",
    "apply_corrections",
    "casualties",
    "check_corrections",
    "correct",
    "evaluate",
    "explain",
    "extract",
    "find_duplicates",
    "find_quantities",
    "read_article",
    "read_articles",
    "read_figures",
    "reconcile",
    "render_reports",
    "sentences_of",
    "stream_articles",
    "strikes",
    "territory",
    "write_article",
    "write_figures",
]

_HOMES = {
    "articles": ("Article", "read_article", "read_articles", "stream_articles"),
    "charts": (),
    "corrections": ("apply_corrections", "check_corrections", "correct"),
    "duplicates": ("find_duplicates",),
    "errors": ("AnalysisError", "ArticleError", "CorrectionError"),
    "evaluation": ("evaluate",),
    "explanation": ("explain",),
    "exploration": (),
    "extraction.quantities": ("find_quantities",),
    "fetching": ("add_articles", "add_feed"),
    "jupyter": (),
    "provenance": ("sentences_of",),
    "reconciliation": ("reconcile",),
    "reports": ("render_reports",),
    "tables": (
        "aid",
        "casualties",
        "extract",
        "read_figures",
        "strikes",
        "territory",
        "write_figures",
    ),
    "writing": ("write_article",),
}

# What `analysis.<tab>` offers: what an analyst starts with. All of __all__ can be asked for.
_OFFERED = (
    "add_articles",
    "aid",
    "casualties",
    "charts",
    "correct",
    "explain",
    "extract",
    "jupyter",
    "read_articles",
    "reconcile",
    "render_reports",
    "sentences_of",
    "strikes",
    "territory",
)

__getattr__ = loaded_on_demand(__name__, _HOMES)


def __dir__() -> list[str]:
    return list(_OFFERED)
