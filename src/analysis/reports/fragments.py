"""Pieces of a page as safe HTML: each escapes what it is given and can stand alone.

A fragment shows itself in JupyterLab with its own style, and is taken over by the report's
template without it.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from functools import cache
from html import escape
from pathlib import Path
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

FRAGMENT_TYPE = "application/vnd.analysis.fragment+html"
FACTS_TYPE = "application/vnd.analysis.facts+json"
TEMPLATE_FOLDER = Path(__file__).parents[1] / "template"
_SVG = re.compile(r"<svg\b.*?</svg>", re.DOTALL)
# Bidirectional controls can make a sentence read as another one; other controls are no text.
_CONTROLS = dict.fromkeys(
    [
        *(*range(9), 11, 12, *range(14, 32), *range(127, 160)),
        *(0x061C, 0x200E, 0x200F, *range(0x202A, 0x202F), *range(0x2066, 0x206A)),
    ],
    "\N{REPLACEMENT CHARACTER}",
)


@dataclass(frozen=True, slots=True)
class Fragment:
    """A piece of HTML that is safe to show, with its plain text.

    Attributes:
        html: markup whose outside text is escaped.
        text: the same in plain words, for terminals and plain notebooks.
        facts: what the index of the reports says of it, such as the headline.
    """

    html: str
    text: str
    facts: Mapping[str, str] = field(default_factory=dict)

    def __repr__(self) -> str:
        return self.text

    def _repr_html_(self) -> str:
        html = for_notebooks(self.html)
        return f'<div class="wf"><style>{style("fragments.css")}</style>{html}</div>'

    def _repr_mimebundle_(self, **_: object) -> dict[str, object]:
        bundle: dict[str, object] = {
            "text/plain": self.text,
            "text/html": self._repr_html_(),
            FRAGMENT_TYPE: self.html,
        }
        return bundle | ({FACTS_TYPE: dict(self.facts)} if self.facts else {})


@dataclass(frozen=True, slots=True)
class Cell:
    """One cell of a table: its text, where it leads, and whether it is a number.

    Attributes:
        text: what is printed.
        href: the link, empty for none.
        note: small print under the text.
        is_number: numbers stand flush right.
    """

    text: str
    href: str = ""
    note: str = ""
    is_number: bool = False


def for_notebooks(html: str) -> str:
    """HTML as JupyterLab takes it: it shows no SVG whose links are written as those of HTML are.

    >>> for_notebooks('<a href="#f-a">1</a><svg><a href="#f-a"></a></svg>')
    '<a href="#f-a">1</a><svg><a xlink:href="#f-a"></a></svg>'
    """
    return _SVG.sub(lambda found: found[0].replace(' href="#', ' xlink:href="#'), html)


@cache
def style(name: str) -> str:
    """The text of one of the template's stylesheets."""
    return (TEMPLATE_FOLDER / name).read_text(encoding="utf-8")


def safe(text: object) -> str:
    """Text from outside as HTML text or attribute: escaped, without control characters.

    >>> safe('<b onclick="x">$5</b>')
    '&lt;b onclick=&quot;x&quot;&gt;$5&lt;/b&gt;'
    """
    return escape(str(text).translate(_CONTROLS), quote=True)


def link(url: str | None, text: str) -> str:
    """A link to a web page, or the text alone where the address is no http(s) address."""
    if url and _is_web_address(url):
        return f'<a href="{safe(url)}" rel="noreferrer nofollow">{safe(text)}</a>'
    return safe(text)


def _is_web_address(url: str) -> bool:
    try:
        parts = urlsplit(url.strip())
    except ValueError:
        return False
    return parts.scheme in {"http", "https"} and bool(parts.netloc)


def table(
    columns: Sequence[str],
    rows: Iterable[Sequence[Cell]],
    *,
    caption: str,
    note: str = "",
) -> Fragment:
    """A table with a caption, column headers and a header cell in each row.

    Args:
        columns: the headers, one a column.
        rows: cells in the columns' order; the first heads its row.
        caption: says what the rows are.
        note: source and limits, printed under the table.
    """
    rows = list(rows)
    numeric = [any(row[i].is_number for row in rows) for i in range(len(columns))]
    head = "".join(
        f'<th scope="col"{_number_class(is_number)}>{safe(name)}</th>'
        for name, is_number in zip(columns, numeric, strict=True)
    )
    body = "".join(f"<tr>{_row(row)}</tr>" for row in rows)
    foot = f'<p class="note">{safe(note)}</p>' if note else ""
    html = (
        f'<div class="scroll" role="group" tabindex="0" aria-label="{safe(caption)}">'
        f"<table><caption><span>{safe(caption)}</span></caption><thead><tr>{head}</tr></thead>"
        f"<tbody>{body}</tbody></table></div>{foot}"
    )
    lines = [" | ".join(cell.text for cell in row) for row in rows]
    return Fragment(html, "\n".join([caption, " | ".join(columns), *lines]))


def _row(cells: Sequence[Cell]) -> str:
    first, *rest = cells
    return f'<th scope="row">{_content(first)}</th>' + "".join(
        f"<td{_number_class(cell.is_number)}>{_content(cell)}</td>" for cell in rest
    )


def _content(cell: Cell) -> str:
    text = safe(cell.text)
    shown = f'<a href="{safe(cell.href)}">{text}</a>' if cell.href else text
    return shown + (f"<small>{safe(cell.note)}</small>" if cell.note else "")


def _number_class(is_number: object) -> str:
    return ' class="number"' if is_number else ""


def paragraph(text: str) -> Fragment:
    """A paragraph of plain text."""
    return Fragment(f"<p>{safe(text)}</p>", text)


def joined(fragments: Iterable[Fragment]) -> Fragment:
    """Several fragments as one, in their order."""
    parts = list(fragments)
    return Fragment("".join(p.html for p in parts), "\n\n".join(p.text for p in parts))
