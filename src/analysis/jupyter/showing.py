"""Articles, figures, numbers and explanations as they show themselves in a notebook."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING

from analysis.reports import marking, parts, wording
from analysis.reports.claims import Claim, anchor, claims_of
from analysis.reports.fragments import Cell, Fragment, joined, paragraph, safe, style, table
from analysis.reports.report import Report
from analysis.reports.selection import Selection
from analysis.schema import COLUMNS, OPTIONAL, check_is_table, figure_stem

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    import pandas as pd
    from matplotlib.axes import Axes

    from analysis.articles import Article
    from analysis.explanation import Explanation, NumberReading
    from analysis.extraction.figures import Figure
    from analysis.extraction.quantities import Quantity

MOST_ROWS = 50
"""How many rows of a figures table are shown, where nobody asks for more."""
_HEAD = (
    '<th scope="col">What is counted</th><th scope="col" class="number">Number</th>'
    '<th scope="col">When</th><th scope="col">Claimant</th><th scope="col">Sentence</th>'
)
# What `marking` writes around the tip of a figure: <span ... id="tip-f-...">...</span></mark>
_TIP = re.compile(r'(id="tip-(?P<anchor>f-[^"]+)">.*?)(?=</span></mark>)', re.DOTALL)
_NEEDED = frozenset(COLUMNS) - set(OPTIONAL)


@dataclass(frozen=True, slots=True, repr=False)
class Shown(Fragment):
    """A fragment in the colours and the font of the notebook around it, light or dark."""

    def _repr_html_(self) -> str:
        return f'<div class="wf lab"><style>{_styles()}</style>{self.html}</div>'


@cache
def _styles() -> str:
    own = Path(__file__).with_name("lab.css").read_text(encoding="utf-8")
    return style("fragments.css") + own


def shown(*fragments: Fragment) -> Shown:
    """Fragments as one that shows itself in the notebook's colours."""
    whole = joined(fragments)
    return Shown(whole.html, whole.text)


def show_article(article: Article, figures: pd.DataFrame | None = None) -> Shown:
    """An article's text with its figures marked, then the figures as a table.

    Hovering, focusing or tapping a mark tells measure, value with bounds, actor, day, claimant,
    and the rule that read it.

    Args:
        article: the article.
        figures: a figures table that holds its figures; None to extract them.

    >>> import analysis
    >>> article = analysis.Article(id="raid", text="Ukraine shot down 71 of 123 drones.")
    >>> print(show_article(article).text.splitlines()[3])
    Ukraine shot down 71 of 123 drones.
    """
    claims = _claims(article, figures)
    text = Fragment(marked_article(article, claims), article.text)
    told = parts.claims_table(claims, caption="Its figures, in the order of the text")
    return shown(_head(article), text, told)


def _head(article: Article) -> Fragment:
    title = article.title or article.id
    day = wording.plain_day(article.published)
    where = " · ".join(filter(None, (article.outlet, day)))
    html = f"<h3><bdi>{safe(title)}</bdi></h3><p>{safe(where)}</p>"
    return Fragment(html, f"{title}\n{day}")


def marked_article(article: Article, claims: Iterable[Claim]) -> str:
    """An article's text as HTML, each figure marked with a tip that also names its rule."""
    rules = _rules(article)
    drawn = parts.article_text(article, claims).html

    def with_rule(found: re.Match[str]) -> str:
        rule = rules.get(found["anchor"], "")
        return found[0] + (f'<span class="rule">rule: {safe(rule)}</span>' if rule else "")

    return _TIP.sub(with_rule, drawn)


def _rules(article: Article) -> dict[str, str]:
    """The rule of each figure by its anchor."""
    from analysis.explanation import explain

    return {
        anchor(figure_stem(article.id, figure.start, figure.measure)): reading.reason
        for reading in explain(article).readings
        for figure in reading.figures
    }


def _claims(article: Article, figures: pd.DataFrame | None) -> list[Claim]:
    if figures is None:
        from analysis.tables import extract

        return claims_of(extract(article))
    return claims_of(figures[figures["article_id"] == article.id])


def show_articles(articles: Sequence[Article], figures: pd.DataFrame | None = None) -> Shown:
    """Articles as a table, with how many figures each states where `figures` is given.

    >>> import analysis
    >>> print(show_articles([analysis.Article(id="raid", text="Ukraine shot down 71 drones.")]))
    1 article
    Article | Id | Outlet | Published
    raid | raid |  | no date
    """
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
        return shown(paragraph("No articles."))
    return shown(table(columns, rows, caption=wording.count(len(rows), "article")))


def show_figures(
    figures: pd.DataFrame, articles: Iterable[Article] = (), *, rows: int = MOST_ROWS
) -> Shown:
    """Figures as a table, each with its claimant and its sentence.

    Args:
        figures: a figures table or some rows of one.
        articles: their articles, so that the number is marked in its sentence.
        rows: at most so many are shown, the first ones; the caption says of how many.

    >>> import analysis
    >>> print(show_figures(analysis.extract("Ukraine shot down 71 of 123 drones.")))
    An article that names no source reported that Ukraine shot down 71 drones
    An article that names no source reported that Russia launched 123 drones
    """
    check_is_table(figures)
    claims = claims_of(figures.head(rows))
    if not claims:
        return shown(paragraph("No figures."))
    texts = {article.id: article.text for article in articles}
    body = "".join(f"<tr>{_figure_row(claim, texts)}</tr>" for claim in claims)
    left = len(figures) - len(claims)
    caption = wording.count(len(claims), "figure") + (f" of {len(figures):,}" if left else "")
    html = (
        f'<div class="scroll"><table><caption><span>{caption}</span></caption>'
        f"<thead><tr>{_HEAD}</tr></thead><tbody>{body}</tbody></table></div>"
    )
    return shown(Fragment(html, "\n".join(wording.said(claim) for claim in claims)))


def _figure_row(claim: Claim, texts: dict[str, str]) -> str:
    sentence = marking.marked_sentence([claim], texts.get(claim.article_id), with_anchors=False)
    whose = f"<small>{safe(wording.context(claim))}</small>"
    cells = (
        f'<th scope="row">{safe(wording.label(claim))}{whose}',
        f'<td class="number">{safe(wording.bounded(claim))}',
        f"<td>{safe(wording.short_period(claim.date_start, claim.date_end))}",
        f"<td>{safe(wording.speaker(claim))}",
        f'<td class="sentence">{sentence}',
    )
    return "".join(cells)


def figures_html(frame: pd.DataFrame) -> str | None:
    """A data frame as HTML: a figures table with its sentences, another one as pandas shows it."""
    if set(frame.columns) >= _NEEDED:
        return show_figures(frame)._repr_html_()
    html: str | None = frame._repr_html_()  # type: ignore[operator] # the stubs lack it
    return html


def chart_html(axes: Axes) -> str | None:
    """Axes that a chart made for itself as that chart; other axes as matplotlib shows them."""
    from analysis.charts.style import ChartFigure

    figure = axes.get_figure(root=True)
    return figure._repr_html_() if isinstance(figure, ChartFigure) else None


def show_quantities(text: str, quantities: Iterable[Quantity]) -> Shown:
    """A text with its numbers marked; each tip tells value, bounds, qualifier and unit.

    Args:
        text: the text.
        quantities: what `analysis.find_quantities` found in it.

    >>> import analysis
    >>> text = "Ukraine shot down 71 of 123 drones."
    >>> print(show_quantities(text, analysis.find_quantities(text)))
    Ukraine shot down 71 of 123 drones.
    """
    marks = [
        _Mark(one.start, one.end, "none", (f"<b>{safe(_amount(one))}</b>", safe(_open_ends(one))))
        for one in quantities
    ]
    return shown(Fragment(_marked(text, marks), text))


def quantity_html(quantity: Quantity) -> str:
    """One number in a line: value with bounds, unit, and where it stands."""
    where = f"characters {quantity.start}–{quantity.end}"
    line = f"<p><b>{safe(_amount(quantity))}</b> <small>{safe(where)}</small></p>"
    return Shown(line, _amount(quantity))._repr_html_()


def _amount(quantity: Quantity) -> str:
    bound = wording.words()["qualifiers"][quantity.qualifier]
    known = quantity.unit in wording.words()["units"]
    number = (
        wording.amount(quantity.value, quantity.unit)
        if known
        else f"{wording.number(quantity.value)} {quantity.unit}"
    )
    return f"{bound} {number}".strip()


def _open_ends(quantity: Quantity) -> str:
    low, high = (
        "open" if end is None else wording.number(end) for end in (quantity.low, quantity.high)
    )
    return f"{quantity.qualifier.replace('_', ' ')}; from {low} to {high}"


def show_explanation(explanation: Explanation) -> Shown:
    """A text with each number marked: what it became and by which rule, or why it became none.

    >>> import analysis
    >>> print(show_explanation(analysis.explain("Ukraine shot down 71 drones.")))
    Ukraine shot down 71 drones.
      71: intercepted 71 drone, by Ukraine (verb with object: "shot down")
    """
    marks = [_explained(reading) for reading in explanation.readings]
    lines = [f"<li>{safe(line.strip())}</li>" for line in str(explanation).split("\n") if line]
    listed = f"<details><summary>The same as a list</summary><ul>{''.join(lines)}</ul></details>"
    return shown(Fragment(_marked(explanation.text, marks) + listed, str(explanation)))


@dataclass(frozen=True, slots=True)
class _Mark:
    """A stretch of text, how it is coloured, and the lines of its tip as HTML."""

    start: int
    end: int
    kind: str
    lines: tuple[str, ...]


def _explained(reading: NumberReading) -> _Mark:
    rule = f'<span class="rule">{safe(reading.reason)}</span>'
    if not reading.figures:
        return _Mark(reading.start, reading.end, "none", ("no figure", rule))
    told = [line for figure in reading.figures for line in _told(figure)]
    return _Mark(reading.start, reading.end, reading.figures[0].topic, (*told, rule))


def _told(figure: Figure) -> list[str]:
    claim = _claim_of(figure)
    lines = [
        f"<b>{safe(wording.bounded(claim))}</b> {safe(wording.label(claim))}",
        safe(wording.context(claim)),
        safe(wording.period(claim.date_start, claim.date_end)),
        safe(f"claimed by {claim.attribution}" if claim.attribution else "no claimant named"),
        safe(wording.bounds(claim)),
    ]
    return [line for line in lines if line]


def _claim_of(figure: Figure) -> Claim:
    own = {name: getattr(figure, name) for name in COLUMNS if hasattr(figure, name)}
    unknown = dict.fromkeys(("published", "outlet", "title", "url"))
    return Claim(**{"figure_id": "", "article_id": "", **unknown, **own})


def _marked(text: str, marks: Sequence[_Mark]) -> str:
    """A text as paragraphs with marks that tell on hover, focus or tap; overlaps are left out."""
    pieces, position = [], 0
    for mark in sorted(marks, key=lambda mark: (mark.start, -mark.end)):
        if mark.start >= position:
            pieces += [safe(text[position : mark.start]), _telling(text, mark)]
            position = mark.end
    whole = "".join([*pieces, safe(text[position:])])
    kept = [line for line in re.split(r"\n\s*\n", whole) if line.strip()]
    return f'<div class="text">{"".join(f"<p>{line}</p>" for line in kept)}</div>'


def _telling(text: str, mark: _Mark) -> str:
    phrase, tip = safe(text[mark.start : mark.end]), "<br>".join(mark.lines)
    return (
        f'<mark class="{mark.kind}" tabindex="0">{phrase}'
        f'<span class="tip" role="tooltip">{tip}</span></mark>'
    )


def show_key_numbers(figures: pd.DataFrame, topic: str = "") -> Shown:
    """The largest and latest claims as tiles, each with its bounds, claimant and day.

    Args:
        figures: a figures table.
        topic: strikes, territory, aid or casualties; empty for all.

    >>> import analysis
    >>> text = "Russia launched 123 drones overnight, AFP said."
    >>> print(show_key_numbers(analysis.extract(text, published="2025-02-12"), "strikes"))
    Largest attack with drones: AFP said that Russia launched 123 drones on 12 February 2025
    """
    return shown(parts.key_numbers(_report(figures, (), topic)))


def show_sources(figures: pd.DataFrame, articles: Iterable[Article] = ()) -> Shown:
    """The articles of a figures table with the sentences that state its numbers, marked."""
    return shown(parts.sources(_report(figures, articles, "")))


def _report(figures: pd.DataFrame, articles: Iterable[Article], topic: str) -> Report:
    return Report(
        title="Figures",
        figures=figures,
        claims=tuple(claims_of(figures)),
        articles=tuple(articles),
        selection=Selection(topic=topic),
    )
