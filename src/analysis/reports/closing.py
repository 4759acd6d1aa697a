"""The end of a report: method, limitations, how to cite it, and its data."""

from __future__ import annotations

import tomllib
from collections import Counter
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Any

from analysis.reports import wording
from analysis.reports.downloads import download
from analysis.reports.fragments import Fragment, joined, safe

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from analysis.reports.report import Report

_MOST_QUOTED = 5


@cache
def _sections() -> Sequence[dict[str, Any]]:
    text = (Path(__file__).parent / "method.toml").read_text(encoding="utf-8")
    sections: list[dict[str, Any]] = tomllib.loads(text)["section"]
    return sections


def method(report: Report) -> Fragment:
    """How the figures were found, what they are not, how to cite, and the data to download."""
    parts = [_section(one["title"], one["paragraphs"]) for one in _sections()]
    if report.claims:
        parts += [_section("Who is quoted", [_quoted(report)])]
        parts += [_section("How to cite", [_citation(report)]), _data(report)]
    return joined(parts)


def _section(title: str, paragraphs: Iterable[str], more: str = "") -> Fragment:
    told = list(paragraphs)
    html = "".join(f"<p>{safe(line)}</p>" for line in told)
    return Fragment(f"<h3>{safe(title)}</h3>{html}{more}", "\n".join([title, *told]))


def _quoted(report: Report) -> str:
    tally = Counter(claim.claimant for claim in report.claims)
    top = [f"{wording.capitalised(name)} ({n})" for name, n in tally.most_common(_MOST_QUOTED)]
    return f"Most often in this report: {wording.listed(top)}."


def _citation(report: Report) -> str:
    articles = wording.articles(report.claims)
    scope = report.selection.words()
    subject = f"{report.title} ({scope})" if scope else report.title
    as_of = wording.plain_day(report.as_of)
    return (
        f"{subject}. Figures from {articles} as of {as_of}, read by the package analysis. "
        "Cite a single number by its claimant, its outlet and its day."
    )


def _data(report: Report) -> Fragment:
    from analysis.storage import encode_figures

    figures = wording.count(len(report.claims), "figure")
    told = (
        "One row a figure: its value and bounds, what it counts, who claims it, its sentence "
        "and its place in the article. The file is part of this page."
    )
    name = f"{report.title} figures"
    link = download(
        encode_figures(report.figures, ".csv"), name, f"Download these {figures} as CSV"
    )
    return _section("Data", [told], f"<p>{link}</p>")
