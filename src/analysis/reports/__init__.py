"""Reports: figures with their sentences and claimants, as pages that a reader enjoys.

In a notebook, `open_report` reads what the report speaks of, and the functions beside it show
its parts. `render_reports` makes the HTML of all of them.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from analysis.loading import loaded_on_demand

if TYPE_CHECKING:
    from analysis.reports.closing import method
    from analysis.reports.exhibits import chart, tidy_table
    from analysis.reports.parts import (
        article,
        claims_table,
        headline,
        key_numbers,
        sources,
    )
    from analysis.reports.rendering import render_reports
    from analysis.reports.report import Report, open_article, open_report
    from analysis.reports.selection import Selection, find_path, select
    from analysis.reports.since import since_last
    from analysis.reports.summary import Failure, Summary

__all__ = [
    "Failure",
    "Report",
    "Selection",
    "Summary",
    "article",
    "chart",
    "claims_table",
    "find_path",
    "headline",
    "key_numbers",
    "method",
    "open_article",
    "open_report",
    "render_reports",
    "select",
    "since_last",
    "sources",
    "tidy_table",
]

_HOMES = {
    "closing": ("method",),
    "exhibits": ("chart", "tidy_table"),
    "parts": ("article", "claims_table", "headline", "key_numbers", "sources"),
    "rendering": ("render_reports",),
    "summary": ("Failure", "Summary"),
    "report": ("Report", "open_article", "open_report"),
    "selection": ("Selection", "find_path", "select"),
    "since": ("since_last",),
}

__getattr__ = loaded_on_demand(__name__, _HOMES)


def __dir__() -> list[str]:
    return sorted(__all__)
