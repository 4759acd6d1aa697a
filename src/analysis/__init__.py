"""Figures on the war in Ukraine, read from news articles, each with its sentence and claimant.

    >>> import analysis
    >>> articles = analysis.read_articles("data/articles")  # doctest: +SKIP
    >>> figures = analysis.extract(articles)  # doctest: +SKIP
    >>> analysis.strikes(figures)  # doctest: +SKIP

A public name is loaded when it is first asked for, so that `import analysis` costs no pandas.
"""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from analysis.articles import Article, read_article, read_articles
    from analysis.corrections import apply_corrections, check_corrections, correct
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
    "find_quantities",
    "read_article",
    "read_articles",
    "read_figures",
    "reconcile",
    "render_reports",
    "sentences_of",
    "strikes",
    "territory",
    "write_article",
    "write_figures",
]

_HOMES = {
    "analysis.articles": ("Article", "read_article", "read_articles"),
    "analysis.corrections": ("apply_corrections", "check_corrections", "correct"),
    "analysis.errors": ("AnalysisError", "ArticleError", "CorrectionError"),
    "analysis.evaluation": ("evaluate",),
    "analysis.explanation": ("explain",),
    "analysis.extraction.quantities": ("find_quantities",),
    "analysis.fetching": ("add_articles", "add_feed"),
    "analysis.provenance": ("sentences_of",),
    "analysis.reconciliation": ("reconcile",),
    "analysis.reports": ("render_reports",),
    "analysis.tables": (
        "aid",
        "casualties",
        "extract",
        "read_figures",
        "strikes",
        "territory",
        "write_figures",
    ),
    "analysis.writing": ("write_article",),
}


def __getattr__(name: str) -> object:
    for module, names in _HOMES.items():
        if name in names:
            return getattr(import_module(module), name)
    msg = f"module 'analysis' has no attribute {name!r}"
    raise AttributeError(msg)


def __dir__() -> list[str]:
    return sorted(__all__)
