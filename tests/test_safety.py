"""Text from articles is shown as text: no tag, attribute, link or control of its own."""

from __future__ import annotations

import html
import re
from html.parser import HTMLParser

import pytest
from report_samples import FIGURES, KILLED

from analysis.articles import Article
from analysis.reports import Selection, headline, key_numbers, method, sources
from analysis.reports.claims import claims_of
from analysis.reports.fragments import Cell, link, safe, table
from analysis.reports.links import Link
from analysis.reports.pages import article_pages, page
from analysis.reports.report import Report

PAYLOADS = [
    "<script>alert(1)</script>",
    "<img src=x onerror=alert(1)>",
    "<svg onload=alert(1)>",
    "<iframe src='javascript:alert(1)'></iframe>",
    "<a href='javascript:alert(1)'>x</a>",
    "<style>*{display:none}</style>",
    "<meta http-equiv=refresh content='0;url=//evil.example'>",
    "<base href='//evil.example'>",
    "</p></main><script>alert(1)</script>",
    '"><script>alert(1)</script>',
    "' onmouseover='alert(1)",
    "<!-- <script>",
    "]]><script>",
    "{{ 7 * 7 }} {% raw %}",
    "[x](javascript:alert(1)) ![x](//evil.example/x.png)",
    "$x$ \\(x\\) $$\\href{javascript:alert(1)}{x}$$",
    "```mermaid\ngraph TD; A-->B\n```",
    "left \u202e gnol \u2066 x",
]
TAGS_OF_OURS = {
    "a", "article", "b", "bdi", "blockquote", "body", "br", "caption", "div", "footer", "h1", "h2",
    "h3", "head", "header", "html", "li", "main", "mark", "meta", "nav", "p", "small", "span",
    "strong", "style", "table", "tbody", "td", "th", "thead", "title", "tr", "ul",
}  # fmt: skip
ATTRIBUTES_OF_OURS = {
    "aria-current", "aria-describedby", "aria-label", "charset", "class", "content", "download",
    "href", "http-equiv", "id", "lang", "name", "rel", "role", "scope", "tabindex",
}  # fmt: skip


class Seen(HTMLParser):
    def __init__(self, text: str) -> None:
        super().__init__()
        self.tags: set[str] = set()
        self.attributes: set[str] = set()
        self.links: set[str] = set()
        self.comments: list[str] = []
        self.feed(text)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.add(tag)
        self.attributes.update(name for name, _ in attrs)
        self.links.update(value or "" for name, value in attrs if name == "href")

    def handle_comment(self, data: str) -> None:
        self.comments.append(data)


@pytest.fixture(scope="module")
def hostile() -> str:
    """A report and the articles' pages whose every text from outside is hostile."""
    text = "\n\n".join([*PAYLOADS, KILLED])
    start = text.index("two")
    poison = " ".join(PAYLOADS)
    article = Article(id=poison, text=text, title=poison, outlet=poison, url="javascript:alert(1)")
    rows = FIGURES.tail(1).assign(
        article_id=poison, title=poison, outlet=poison, attribution=poison, actor=poison,
        place=poison, url="javascript:alert(1)", stated=poison, start=start, end=start + 3,
    )  # fmt: skip
    report = Report(poison, rows, tuple(claims_of(rows)), (article,), Selection(), "articles/")
    parts = [headline(report), key_numbers(report), sources(report), method(report)]
    links = [Link("index.html", "All")]
    whole = page("".join(p.html for p in parts), title=poison, description=poison, links=links)
    return whole + "".join(text for _, text in article_pages([article], rows, links))


def test_article_text_adds_no_element(hostile: str) -> None:
    assert Seen(hostile).tags <= TAGS_OF_OURS


def test_article_text_adds_no_attribute(hostile: str) -> None:
    assert Seen(hostile).attributes <= ATTRIBUTES_OF_OURS


def test_article_text_adds_no_comment(hostile: str) -> None:
    assert Seen(hostile).comments == []


def test_article_text_adds_no_link(hostile: str) -> None:
    ours = re.compile(r"#[\w-]+|(articles/)?[\w.-]+\.html(#[\w-]+)?|data:text/csv;base64,[\w+/=]+")
    assert [one for one in Seen(hostile).links if not ours.fullmatch(one)] == []


@pytest.mark.parametrize("payload", PAYLOADS[:-1])
def test_article_text_is_shown_as_it_is(payload: str, hostile: str) -> None:
    shown = html.unescape(re.sub(r"</p><p>", "\n\n", hostile))
    assert payload in shown


def test_no_bidirectional_control_reaches_a_page(hostile: str) -> None:
    assert not re.search("[\u202a-\u202e\u2066-\u2069]", hostile)


def test_every_page_forbids_scripts_and_requests() -> None:
    shown = page("", title="x", description="x", links=[])
    assert "default-src 'none'; img-src data:; style-src 'unsafe-inline'" in html.unescape(shown)


@pytest.mark.parametrize("url", ["javascript:alert(1)", "data:text/html,x", "//x.example", "x", ""])
def test_only_web_addresses_become_links(url: str) -> None:
    assert link(url, "Original") == "Original"


def test_a_cell_is_escaped() -> None:
    shown = table(["<b>"], [[Cell("<i>", note="<u>")]], caption="<s>", note="<q>").html
    assert Seen(shown).tags.isdisjoint("biusq")


def test_safe_keeps_ordinary_letters() -> None:
    assert safe("Żółć “5–6” é 😀") == "Żółć “5–6” é 😀"
