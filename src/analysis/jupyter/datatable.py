"""An interactive table of figures: sort, search, filter by column, and go to the sentence."""

from __future__ import annotations

import json
import zlib
from typing import TYPE_CHECKING, Any

from analysis.jupyter.showing import Shown, marked_article, show_figures
from analysis.reports import marking, wording
from analysis.reports.claims import Claim, claims_of
from analysis.reports.fragments import FRAGMENT_TYPE, Fragment, safe

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    import pandas as pd

    from analysis.articles import Article

_COLUMNS = (
    "Topic",
    "Measure",
    "Number",
    "value",
    "Whose, where",
    "Date",
    "Claimant",
    "Outlet",
    "Sentence",
)
_NUMBER, _VALUE = _COLUMNS.index("Number"), _COLUMNS.index("value")
_FILTERS = {
    **dict.fromkeys(("Topic", "Measure", "Claimant", "Outlet"), "searchList"),
    "Number": "searchNumber",
    "Date": {"extend": "searchDateTime", "mask": "YYYY-MM-DD"},
}
"""How a column is filtered where it is not by text: few different values are listed."""
_BY_VALUE = f"""function(shown, use, row) {{
  return use === "display" ? shown : Number(row[{_VALUE}]);
}}"""

_DARK = """
<script type="module">
  const name = Object.keys(window).find(key => key.startsWith("_itables_"));
  (await window[name]).set_or_remove_dark_class();
</script>
"""
# A click leads to the sentence within the same output, where another output may hold it too.
_LEAD = """
<script>
(() => {
  const whole = document.getElementById(ID);
  whole.addEventListener("click", event => {
    const link = event.target.closest("a[href^='#f-']");
    if (!link) return;
    event.preventDefault();
    const mark = whole.querySelector(`.articles [id="${link.hash.slice(1)}"]`);
    if (!mark) return;
    const own = mark.closest("details");
    whole.querySelectorAll(".articles details").forEach(one => { one.open = one === own; });
    whole.querySelectorAll("mark.found").forEach(one => one.classList.remove("found"));
    const shown = mark.closest("mark") || mark.nextElementSibling || mark;
    shown.classList.add("found");
    shown.scrollIntoView({block: "center"});
    shown.focus({preventScroll: true});
  });
})();
</script>
"""


class Interactive(Fragment):
    """A table that sorts and filters in JupyterLab; a plain table in a report and a terminal."""

    __slots__ = ("_live",)

    def __init__(self, live: str, still: Fragment) -> None:
        super().__init__(still.html, still.text)
        object.__setattr__(self, "_live", live)

    def _repr_html_(self) -> str:
        live: str = self._live  # type: ignore[attr-defined] # a frozen class's slot
        return live


class Loader:
    """What interactive tables need of the page: the DataTables script, from this machine."""

    def __repr__(self) -> str:
        return "analysis: figures show their sentences, tables sort and search"

    def _repr_mimebundle_(self, **_: object) -> dict[str, object]:
        # A report shows nothing of it: there is no script in a report.
        return {"text/plain": repr(self), "text/html": _script(), FRAGMENT_TYPE: ""}


def loader() -> Loader:
    """The script that interactive tables need, to be displayed once in a notebook."""
    return Loader()


def _script() -> str:
    from itables import options
    from itables.javascript import generate_init_offline_itables_html

    return generate_init_offline_itables_html(options.dt_bundle) + _DARK


def table(figures: pd.DataFrame, articles: Iterable[Article] = (), *, rows: int = 10) -> Fragment:
    """Figures as a table to sort, search and filter by topic, measure, claimant, outlet and day.

    The number of a row leads to its sentence in its article, below the table. In a report, and
    where no script may run, the plain table of `show_figures` stands in its place.

    Args:
        figures: a figures table or some rows of one.
        articles: their articles; without them a number leads to its sentence alone.
        rows: how many rows a page of the table has.

    >>> import analysis
    >>> print(table(analysis.extract("Ukraine shot down 71 of 123 drones.")))
    An article that names no source reported that Ukraine shot down 71 drones
    An article that names no source reported that Russia launched 123 drones
    """
    claims = claims_of(figures)
    still = show_figures(figures, articles)
    if not claims:
        return still
    texts = {article.id: article for article in articles}
    name = f"figures-{zlib.crc32(' '.join(claim.figure_id for claim in claims).encode()):x}"
    live = "".join(
        [
            "" if _is_loaded() else _script(),
            f'<div id="{name}">{_table(claims, f"{name}-table", rows)}',
            f'<div class="articles">{_articles(claims, texts)}</div></div>',
            _LEAD.replace("ID", json.dumps(name)),
        ]
    )
    return Interactive(Shown(live, still.text)._repr_html_(), still)


def _is_loaded() -> bool:
    """Whether `%load_ext analysis.jupyter` brought the script to this notebook."""
    from IPython.core.getipython import get_ipython

    extensions = getattr(get_ipython(), "extension_manager", None)
    return extensions is not None and "analysis.jupyter" in extensions.loaded


def _table(claims: Sequence[Claim], table_id: str, rows: int) -> str:
    import pandas as pd
    from itables import JavascriptFunction, to_html_datatable

    filters: list[dict[str, Any]] = [
        {"targets": i, "columnControl": ["order", [_FILTERS.get(name, "searchText")]]}
        for i, name in enumerate(_COLUMNS)
    ]
    frame = pd.DataFrame([_cells(claim) for claim in claims], columns=list(_COLUMNS))
    html: str = to_html_datatable(
        frame,
        table_id=table_id,
        connected=False,
        allow_html=True,  # every cell is escaped by _cells
        showIndex=False,
        maxBytes=0,
        pageLength=rows,
        order=[],
        ordering={"indicators": False, "handler": False},
        layout={"topStart": "pageLength", "topEnd": "search", "bottomStart": "info",
                "bottomEnd": "paging"},
        columnDefs=[
            *filters,
            {
                "targets": _NUMBER,
                "render": JavascriptFunction(_BY_VALUE),
                "type": "num",
                "className": "dt-right number",
            },
            {"targets": _COLUMNS.index("Date"), "className": "day"},
            {"targets": _VALUE, "visible": False, "searchable": False},
        ],
        autoWidth=False,
        style="width:100%;margin:0",
        classes="display compact",
    )  # fmt: skip
    return html


def _cells(claim: Claim) -> list[str]:
    """A row of the table: HTML, but for the value to sort and filter by."""
    number = f'<a href="#{claim.anchor}">{safe(wording.bounded(claim))}</a>'
    sentence = " ".join(claim.sentence.split())
    texts = [wording.context(claim), claim.day or "", claim.claimant, claim.outlet or "", sentence]
    kinds = [claim.topic, wording.label(claim)]
    return [*map(safe, kinds), number, str(claim.value), *map(safe, texts)]


def _articles(claims: Sequence[Claim], texts: dict[str, Article]) -> str:
    groups: dict[str, list[Claim]] = {}
    for claim in claims:
        groups.setdefault(claim.article_id, []).append(claim)
    return "".join(_article(own, texts.get(article_id)) for article_id, own in groups.items())


def _article(claims: Sequence[Claim], article: Article | None) -> str:
    first = claims[0]
    title = f"{first.title or first.article_id}, {wording.plain_day(first.published)}"
    if article is not None:
        text = marked_article(article, claims)
    else:
        groups = marking.by_sentence(claims, None)
        text = "".join(f"<p>{marking.marked_sentence(own, None)}</p>" for own in groups)
    return f"<details><summary>{safe(title)}</summary>{text}</details>"
