"""Articles and figures in JupyterLab."""

from __future__ import annotations

from IPython.core.interactiveshell import InteractiveShell
from report_samples import ARTICLE, CLAIMS, FIGURES

from analysis import jupyter
from analysis.articles import Article


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


def test_the_extension_lets_an_article_show_itself() -> None:
    shell = InteractiveShell()
    jupyter.load_ipython_extension(shell)
    formatter = shell.display_formatter.formatters["text/html"]
    assert "<mark" in formatter(ARTICLE)
