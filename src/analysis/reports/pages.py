"""Whole pages: the shell around a report's body, each article's page, and the index."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache
from html import unescape
from typing import TYPE_CHECKING

from analysis.reports import parts, wording
from analysis.reports.claims import claims_of
from analysis.reports.fragments import TEMPLATE_FOLDER, link, safe, style
from analysis.reports.report import page_name

if TYPE_CHECKING:
    from collections.abc import Container, Iterable, Iterator, Mapping, Sequence

    import jinja2
    import pandas as pd

    from analysis.articles import Article
    from analysis.reports.claims import Claim
    from analysis.reports.links import Link

FOOTER = (
    "Figures are claims by the parties named, not verified. "
    "Each number leads to the sentence that states it."
)
_HEADING = re.compile(r'<h2 id="([^"]+)">(.*?)</h2>')
_TAG = re.compile(r"<[^>]+>")


def page(body: str, *, title: str, description: str, links: Sequence[Link], here: str = "") -> str:
    """A whole page around a body that is safe HTML.

    Args:
        body: what stands in its main part; its h2 with ids become the list of contents.
        title: plain text, for the browser's tab.
        description: plain text, for search engines and previews.
        links: those of the head.
        here: the href of the link that is this page.
    """
    contents = [(unescape(i), unescape(_TAG.sub("", t))) for i, t in _HEADING.findall(body)]
    shown = {
        "title": title.translate(_SAFE),
        "description": description.translate(_SAFE),
        "links": [(one.href, one.text, one.href == here) for one in links],
        "contents": contents if len(contents) > 1 else [],
        "footer": FOOTER,
    }
    styles = style("fragments.css") + style("page.css")
    return _environment().get_template("page.html.j2").render(page=shown, body=body, style=styles)


_SAFE = dict.fromkeys([0x200E, 0x200F, 0x061C, *range(0x202A, 0x202F), *range(0x2066, 0x206A)])


@cache
def _environment() -> jinja2.Environment:
    import jinja2

    # body and style are safe HTML of ours; everything else is escaped.
    return jinja2.Environment(
        loader=jinja2.FileSystemLoader(TEMPLATE_FOLDER),
        autoescape=True,
        undefined=jinja2.StrictUndefined,
        keep_trailing_newline=True,
    )


def article_pages(
    articles: Iterable[Article],
    figures: pd.DataFrame,
    links: Sequence[Link],
    fresh: Container[str] = (),
) -> Iterator[tuple[str, str]]:
    """File name and HTML of each article's page, and of the index of articles.

    Args:
        articles: all of them, with or without figures.
        figures: the figures table.
        links: the head's, as seen from the folder of these pages.
        fresh: file names of articles' pages that are up to date and left out.
    """
    listed = sorted(articles, key=lambda article: article.id)
    by_article: dict[str, list[Claim]] = {}
    for claim in claims_of(figures):
        by_article.setdefault(claim.article_id, []).append(claim)
    for article in listed:
        name = page_name(article.id)
        if name not in fresh:
            yield name, _article_page(article, by_article.get(article.id, []), links)
    yield "index.html", _articles_index(listed, by_article, links)


def _article_page(article: Article, claims: Sequence[Claim], links: Sequence[Link]) -> str:
    title = article.title or article.id
    body = _article_head(article, len(claims)) + parts.article_text(article, claims).html
    if claims:
        caption = "Each figure in the order of the text; a number leads back to its place"
        body += '<h2 id="figures">Its figures</h2>'
        body += parts.claims_table(claims, caption=caption).html
    return page(body, title=title, description=f"{title}: its figures, marked", links=links)


def _article_head(article: Article, count: int) -> str:
    noun = "figure" if count == 1 else "figures"
    byline = [
        safe(article.outlet or "outlet not stated"),
        safe(wording.plain_day(article.published)),
        f"{count} {noun}, marked in the text" if count else "no figure found",
        link(article.url, "Original") if article.url else "",
    ]
    written = " · ".join(part for part in byline if part)
    return (
        '<header class="lead"><p class="eyebrow">Article</p>'
        f"<h1><bdi>{safe(article.title or article.id)}</bdi></h1>"
        f'<p class="standfirst">{written}</p></header>'
    )


def _articles_index(
    articles: Sequence[Article], claims: Mapping[str, Sequence[Claim]], links: Sequence[Link]
) -> str:
    from analysis.reports.fragments import Cell, table

    rows = [
        [
            Cell(article.title or article.id, page_name(article.id)),
            Cell(article.outlet or "not stated"),
            Cell(wording.short_period(article.published, article.published)),
            Cell(str(len(claims.get(article.id, ()))), is_number=True),
        ]
        for article in sorted(articles, key=_latest_first)
    ]
    listed = table(
        ["Article", "Outlet", "Published", "Figures"], rows, caption="Articles, the latest first"
    )
    head = (
        '<header class="lead"><p class="eyebrow">Sources</p><h1>Every article read</h1>'
        '<p class="standfirst">Each leads to its text with all its figures marked.</p></header>'
    )
    return page(
        head + listed.html,
        title="Articles",
        description="Every article read, with its figures marked",
        links=links,
        here="index.html",
    )


def _latest_first(article: Article) -> tuple[int, str]:
    return (-article.published.toordinal() if article.published else 1, article.id)


@dataclass(frozen=True, slots=True)
class Entry:
    """A report on the index.

    Attributes:
        href: its file.
        facts: title, headline, summary and anchor as text; tiles as safe HTML.
        is_stale: whether its latest run failed, so that an earlier one is shown.
    """

    href: str
    facts: Mapping[str, str]
    is_stale: bool = False


def index_page(entries: Iterable[Entry], links: Sequence[Link]) -> str:
    """The page that lists the reports, each with its headline and one line."""
    head = (
        '<header class="lead"><p class="eyebrow">Figures on the war in Ukraine, read from news '
        "articles</p><h1>Who states which number, and in which sentence</h1>"
        '<p class="standfirst">Open a report and follow any number, in a tile, a chart or a '
        "table, to the sentence that states it.</p></header>"
    )
    listed = "".join(f"<li>{_entry(entry)}</li>" for entry in entries)
    return page(
        f'{head}<ul class="reports">{listed}</ul>',
        title="Figures on the war in Ukraine",
        description="Reports on air attacks, territory, aid and casualties, with every source",
        links=links,
        here="index.html",
    )


def _entry(entry: Entry) -> str:
    facts, href = entry.facts, safe(entry.href)
    stale = "The latest run failed; this is the last good report." if entry.is_stale else ""
    anchor = facts.get("anchor", "")
    sentence = f' <a href="{href}#{safe(anchor)}">Read the sentence</a>' if anchor else ""
    return (
        f'<h2><a href="{href}">{safe(facts.get("title", entry.href))}</a></h2>'
        + (f'<p class="stale">{stale}</p>' if stale else "")
        + f'<p class="headline">{safe(facts.get("headline", ""))}.{sentence}</p>'
        f"<p><small>{safe(facts.get('summary', ''))}</small></p>"
        + facts.get("tiles", "").replace('href="#', f'href="{href}#')
    )
