"""A small article with three figures, for the tests of reports and of JupyterLab's display."""

from __future__ import annotations

from datetime import date

from analysis.articles import Article
from analysis.reports import Selection, select
from analysis.reports.claims import claims_of
from analysis.reports.report import Report
from analysis.schema import figures_frame

TEXT = (
    "Drones over Kyiv\n\n"
    "Ukraine's air force said it shot down 71 of 123 drones. It costs $5, then $6.\n\n"
    "At least two people were killed."
)
SENTENCE = "Ukraine's air force said it shot down 71 of 123 drones."
KILLED = "At least two people were killed."
ARTICLE = Article(
    id="kyiv",
    text=TEXT,
    title="Drones over Kyiv",
    outlet="The Example",
    published=date(2025, 2, 12),
)


def row(phrase: str, sentence: str, **columns: object) -> dict[str, object]:
    start = TEXT.index(phrase)
    measure = columns["measure"]
    return {
        "figure_id": f"kyiv:{start}:{measure}",
        "article_id": "kyiv",
        "published": date(2025, 2, 12),
        "outlet": "The Example",
        "title": "Drones over Kyiv",
        "qualifier": "exact",
        "unit": "count",
        "place": "Ukraine",
        "date_start": date(2025, 2, 12),
        "date_end": date(2025, 2, 12),
        "sentence": sentence,
        "start": start,
        "end": start + len(phrase),
        **columns,
    }


ROWS = [
    row(
        "71", SENTENCE, topic="strikes", measure="intercepted", value=71.0, low=71.0, high=71.0,
        weapon="drone", actor="Ukraine", attribution="Ukraine's air force",
    ),
    row(
        "123", SENTENCE, topic="strikes", measure="launched", value=123.0, low=123.0, high=123.0,
        weapon="drone", actor="Russia", attribution="Ukraine's air force",
    ),
    row(
        "two", KILLED, topic="casualties", measure="killed", value=2.0, low=2.0,
        qualifier="more_than", category="civilian", actor="Ukraine", place="Kyiv",
    ),
]  # fmt: skip
FIGURES = figures_frame(
    {name: [one.get(name) for one in ROWS] for name in {key for one in ROWS for key in one}}
)
CLAIMS = claims_of(FIGURES)
SHOT_DOWN, LAUNCHED, DEAD = CLAIMS


def report_of(figures: object = FIGURES, *, topic: str = "", pages: str = "") -> Report:
    chosen = select(figures, Selection(topic=topic))  # type: ignore[arg-type]
    return Report("Air attacks", chosen, tuple(claims_of(chosen)), (ARTICLE,),
                  Selection(topic=topic), pages)  # fmt: skip
