"""Articles and figures in JupyterLab."""

from __future__ import annotations

import re
from datetime import UTC, date, datetime
from typing import TYPE_CHECKING

import pandas as pd
import pytest
from IPython.core.completer import provisionalcompleter
from IPython.core.interactiveshell import InteractiveShell
from matplotlib.figure import Figure
from report_samples import ARTICLE, CLAIMS, FIGURES
from test_safety import ATTRIBUTES_OF_OURS, PAYLOADS, TAGS_OF_OURS, Seen

import analysis
from analysis import charts, jupyter
from analysis.articles import Article, Articles

if TYPE_CHECKING:
    from pathlib import Path
    from types import ModuleType

    from ipywidgets import Widget


def test_an_article_is_shown_with_every_figure_marked() -> None:
    shown = jupyter.show_article(ARTICLE, FIGURES)
    assert all(f'id="{claim.anchor}"' in shown.html for claim in CLAIMS)


def test_an_article_without_figures_is_shown_too() -> None:
    assert "Calm." in jupyter.show_article(Article(id="x", text="Calm.")).html


def test_articles_are_listed_with_their_counts() -> None:
    assert jupyter.show_articles([ARTICLE], FIGURES).text.endswith("12 February 2025 | 3")


def test_no_articles_are_said_to_be_none() -> None:
    assert jupyter.show_articles([]).text == "No articles."


def test_figures_stand_beside_their_marked_sentences() -> None:
    shown = jupyter.show_figures(FIGURES, [ARTICLE])
    assert '<mark class="strikes">123</mark>' in shown.html


def test_no_figures_are_said_to_be_none() -> None:
    assert jupyter.show_figures(FIGURES.head(0)).text == "No figures."


def test_key_numbers_and_sources_are_shown() -> None:
    assert "123" in jupyter.show_key_numbers(FIGURES, "strikes").text
    assert "Drones over Kyiv" in jupyter.show_sources(FIGURES, [ARTICLE]).text


def test_a_fragment_has_plain_text_and_brings_its_style() -> None:
    bundle = jupyter.show_figures(FIGURES)._repr_mimebundle_()
    assert "123 drones" in str(bundle["text/plain"])
    assert "<style>" in str(bundle["text/html"])


def test_hostile_text_is_shown_as_text() -> None:
    article = Article(id="x", text="<script>alert(1)</script>", title="<img src=x onerror=y>")
    shown = jupyter.show_article(article)._repr_html_() + jupyter.show_articles([article]).html
    assert "<script" not in shown
    assert "<img" not in shown


@pytest.mark.parametrize("payload", PAYLOADS)
def test_hostile_text_adds_no_tag_of_its_own(payload: str) -> None:
    article = Article(id=payload, text=f"{payload}\n\nThey shot down 71 drones.", title=payload)
    rows = FIGURES.head(1).assign(
        **dict.fromkeys(("article_id", "title", "outlet", "attribution", "actor", "place"), payload)
    )
    shown = [
        article,
        Articles([article]),
        jupyter.show_article(article, rows),
        jupyter.show_figures(rows, [article]),
        analysis.explain(article),
        jupyter.show_quantities(article.text, analysis.find_quantities(article.text)),
    ]
    seen = Seen("".join(one._repr_html_() for one in shown))
    assert seen.tags <= TAGS_OF_OURS | {"details", "summary"}
    assert seen.attributes <= ATTRIBUTES_OF_OURS
    assert {link[:3] for link in seen.links} <= {"#f-"}
    assert seen.comments == []


@pytest.mark.parametrize("payload", PAYLOADS)
def test_hostile_text_adds_no_tag_to_the_explorer(payload: str) -> None:
    rows = FIGURES.assign(**dict.fromkeys(("title", "outlet", "attribution", "place"), payload))
    box = jupyter.explorer(rows)
    field(box, "Place").value = payload
    field(box, "Chart").value = "strikes_by_night"
    seen = Seen(shown_by(box))
    assert seen.tags <= TAGS_OF_OURS | CHART_TAGS
    assert {link[:1] for link in seen.links} <= {"#"}


@pytest.mark.parametrize("payload", PAYLOADS)
def test_hostile_text_adds_no_tag_to_the_form(payload: str, tmp_path: Path) -> None:
    box = jupyter.paste(tmp_path)
    box.children[0].value = f"{payload}\n\nThey shot down 71 drones."
    field(box, "Outlet").value = field(box, "Published").value = payload
    field(box, "Read").click()
    told = shown_by(box)  # that it is no day
    field(box, "Published").value = ""
    field(box, "Read").click()
    assert "71" in shown_by(box)
    assert Seen(told + shown_by(box)).tags <= TAGS_OF_OURS | {"b"}


def test_the_interactive_table_escapes_its_cells() -> None:
    poison = "</script><img src=x onerror=alert(1)>"
    rows = FIGURES.head(1).assign(attribution=poison, sentence=poison, title=poison)
    assert "<img" not in jupyter.table(rows)._repr_html_()


def test_an_article_shows_itself_with_its_rules() -> None:
    assert "rule: total of N of M" in ARTICLE._repr_html_()
    told = "kyiv · Drones over Kyiv · The Example · 2025-02-12 · 129 characters"
    assert repr(ARTICLE) == f"<Article {told}>"


def test_a_list_of_articles_shows_itself_as_a_table() -> None:
    several = Articles([ARTICLE, ARTICLE])
    assert several == [ARTICLE, ARTICLE]
    assert several[:1]._repr_html_().count("<tr>") == 2
    assert repr(several).startswith("2 articles\n<Article kyiv")


def test_a_quantity_shows_itself() -> None:
    (found,) = analysis.find_quantities("at least 12 km²")
    assert "at least 12 km²" in found._repr_html_()
    assert repr(found) == "Quantity(12 km2, more_than, low=12.0, high=None, at 9:15)"


def test_an_explanation_marks_figures_and_other_numbers() -> None:
    shown = analysis.explain("Crews shot down 71 of 123 drones in a three-hour raid.")
    html = shown._repr_html_()
    assert html.count('<mark class="strikes"') == 2
    assert "part of a compound word" in html
    assert "71: intercepted" in repr(shown)


def test_the_extension_lets_a_figures_table_show_its_sentences() -> None:
    shell = InteractiveShell()
    jupyter.load_ipython_extension(shell)
    formatter = shell.display_formatter.formatters["text/html"]
    assert "Sentence</th>" in formatter(FIGURES)
    assert "dataframe" in formatter(FIGURES[["measure", "value"]])


def test_the_extension_lets_axes_show_their_chart() -> None:
    shell = InteractiveShell()
    jupyter.load_ipython_extension(shell)
    formatter = shell.display_formatter.formatters["text/html"]
    assert formatter(charts.strikes_by_night(analysis.strikes(FIGURES))).startswith("<svg")
    assert formatter(Figure().subplots()) is None


def test_a_table_is_plain_where_nothing_runs() -> None:
    bundle = jupyter.table(FIGURES, [ARTICLE])._repr_mimebundle_()
    assert "<script" not in str(bundle["application/vnd.analysis.fragment+html"])
    assert "123 drones" in str(bundle["text/plain"])


def test_a_table_names_no_other_host_to_load_from() -> None:
    assert "unpkg" not in _without_bundle(jupyter.table(FIGURES, [ARTICLE])._repr_html_())


def _without_bundle(html: str) -> str:
    return re.sub(r"inject\w+\([^)]*\)", "", html)


def test_a_table_of_no_figures_says_so() -> None:
    assert jupyter.table(FIGURES.head(0)).text == "No figures."


CHART_TAGS = {
    "details",
    "summary",
    "pre",
    "svg",
    "g",
    "path",
    "text",
    "title",
    "desc",
    "defs",
    "clippath",
    "rect",
    "use",
}
NOW = datetime(2025, 2, 12, tzinfo=UTC)


def field(box: Widget, label: str) -> Widget:
    """The widget with a label, wherever it stands in a box."""
    return next(one for one in all_of(box) if getattr(one, "description", None) == label)


def all_of(box: Widget) -> list[Widget]:
    return [box, *(deep for child in getattr(box, "children", ()) for deep in all_of(child))]


def shown_by(box: Widget) -> str:
    return "".join(one.value for one in all_of(box) if type(one).__name__ == "HTML")


def test_the_explorer_follows_each_choice() -> None:
    box = jupyter.explorer(FIGURES, [ARTICLE])
    assert "choice = exploration.Choice()" in shown_by(box)
    field(box, "Measure").value = "launched"
    assert "1 figure<" in shown_by(box)
    field(box, "Topic").value = "casualties"
    assert "casualties_by_claimant" in shown_by(box)
    field(box, "Claimants").value = ("The Example",)
    assert "The Example" in shown_by(box)


def test_the_explorer_shows_more_claims_when_asked() -> None:
    box = jupyter.explorer(pd.concat([FIGURES.query("topic == 'strikes'")] * 40, ignore_index=True))
    assert "50 figures of 80" in shown_by(box)
    field(box, "Show 30 more claims").click()
    assert "80 figures<" in shown_by(box)


def test_the_explorer_says_what_is_wrong() -> None:
    box = jupyter.explorer(FIGURES)
    field(box, "Start").value = date(2025, 3, 1)
    field(box, "End").value = date(2025, 2, 1)
    assert "swap them" in shown_by(box)


def test_the_explorer_of_no_figures_says_so() -> None:
    assert "No figures." in shown_by(jupyter.explorer(FIGURES.head(0)))


def pasted(folder: Path) -> Widget:
    box = jupyter.paste(folder / "articles")
    text = "Night over Odesa\n\nUkraine's air force said it shot down 71 of 123 drones."
    box.children[0].value = text
    field(box, "Published").value = "2025-02-12"
    field(box, "Read").click()
    return box


def test_a_pasted_article_is_shown_before_it_is_saved(tmp_path: Path) -> None:
    box = pasted(tmp_path)
    assert "2 figures; nothing is saved yet." in shown_by(box)
    assert list(tmp_path.iterdir()) == []


PAGE = """<html><head><title>Night over Odesa</title>
<meta property="article:published_time" content="2025-02-12"></head><body><article>
<h1>Night over Odesa</h1><p>Ukraine's air force said it shot down 71 of 123 drones.</p>
</article></body></html>"""


def load(box: Widget, name: str, content: str) -> None:
    upload = next(one for one in all_of(box) if type(one).__name__ == "FileUpload")
    known = {"name": name, "type": "", "size": len(content), "last_modified": NOW}
    upload.value = ({**known, "content": memoryview(content.encode())},)


def test_a_web_page_is_loaded_with_what_it_says_of_itself(tmp_path: Path) -> None:
    box = jupyter.paste(tmp_path / "articles")
    load(box, "odesa.html", PAGE)
    assert field(box, "Published").value == "2025-02-12"
    field(box, "Read").click()
    assert "2 figures; nothing is saved yet." in shown_by(box)


def test_a_text_file_is_loaded_with_its_front_matter(tmp_path: Path) -> None:
    box = jupyter.paste(tmp_path / "articles")
    load(box, "odesa.md", "---\npublished: 2025-02-12\n---\nUkraine shot down 71 drones.")
    field(box, "Read").click()
    field(box, "Save").click()
    (article,) = analysis.read_articles(tmp_path / "articles")
    assert article.published == date(2025, 2, 12)


def test_a_file_that_cannot_be_read_is_told(tmp_path: Path) -> None:
    box = jupyter.paste(tmp_path / "articles")
    load(box, "odesa.pdf", "no PDF")
    assert "odesa.pdf" in shown_by(box)


CORRECTED = [
    ("change", {"Value": "72"}, [72.0, 123.0]),
    ("drop", {}, [123.0]),
    ("add", {"Words": "Night", "Measure": "hit", "Value": "5"}, [5.0, 71.0, 123.0]),
]


def put_right(box: Widget, does: str, fields: dict[str, str]) -> None:
    field(box, "Do").value = does
    said = {"Who": "Jane Doe", "Why": "an example", **fields}
    for label, value in said.items():
        field(box, label).value = value
    field(box, "Correct").click()


def values_saved(folder: Path) -> list[float]:
    (article,) = analysis.read_articles(folder / "articles")
    return sorted(analysis.extract(article, corrections=folder / "corrections.csv")["value"])


@pytest.mark.parametrize(("does", "fields", "expected"), CORRECTED)
def test_a_saved_article_is_corrected(
    does: str, fields: dict[str, str], expected: list[float], tmp_path: Path
) -> None:
    box = pasted(tmp_path)
    field(box, "Save").click()
    put_right(box, does, fields)
    assert "written to" in shown_by(box)
    assert values_saved(tmp_path) == expected


@pytest.mark.parametrize(("does", "fields", "expected"), CORRECTED)
def test_a_correction_made_before_saving_is_saved_with_the_article(
    does: str, fields: dict[str, str], expected: list[float], tmp_path: Path
) -> None:
    box = pasted(tmp_path)
    put_right(box, does, fields)
    assert "after 1 correction; Save writes them" in shown_by(box)
    assert list(tmp_path.iterdir()) == []
    field(box, "Name").value = "another-name"
    field(box, "Save").click()
    assert values_saved(tmp_path) == expected


def test_corrections_before_saving_build_on_each_other(tmp_path: Path) -> None:
    box = pasted(tmp_path)
    put_right(box, "change", {"Value": "72"})
    put_right(box, "change", {"Value": "73"})
    put_right(box, "add", {"Words": "Night", "Measure": "hit", "Value": "5"})
    field(box, "Save").click()
    assert values_saved(tmp_path) == [5.0, 73.0, 123.0]


def test_a_correction_before_saving_can_be_taken_back(tmp_path: Path) -> None:
    box = pasted(tmp_path)
    put_right(box, "drop", {})
    field(box, "Take back").click()
    assert "2 figures; nothing is saved yet." in shown_by(box)
    field(box, "Save").click()
    assert not (tmp_path / "corrections.csv").exists()


def test_a_corrected_text_is_not_saved_in_other_words(tmp_path: Path) -> None:
    box = pasted(tmp_path)
    put_right(box, "drop", {})
    box.children[0].value = "Something else."
    field(box, "Save").click()
    assert "the text was changed since it was read" in shown_by(box)
    assert list(tmp_path.iterdir()) == []


def test_a_form_says_what_is_missing(tmp_path: Path) -> None:
    box = pasted(tmp_path)
    field(box, "Save").click()
    field(box, "Correct").click()
    assert "who is empty" in shown_by(box)
    box.children[0].value = ""
    field(box, "Read").click()
    assert "holds no text" in shown_by(box)


def test_completion_shows_what_there_is() -> None:
    assert {"table", "explorer", "paste", "show_article"} <= set(dir(jupyter))


@pytest.mark.parametrize("module", [analysis, charts, jupyter, analysis.reports])
def test_completion_in_a_notebook_shows_public_names_alone(module: ModuleType) -> None:
    shell = InteractiveShell(user_ns={"module": module})
    with provisionalcompleter():
        offered = {one.text.lstrip(".") for one in shell.Completer.completions("module.", 7)}
    assert offered == set(dir(module))
