"""Runs of `render_reports` on a small project: what is refused, and what is made anew, and why."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from report_projects import SHOW, files_of, left_behind, notebook, render
from report_samples import TEXT

from analysis.errors import ParameterError, ReportError
from analysis.reports import render_reports
from analysis.reports.fragments import style
from analysis.reports.links import Link
from analysis.reports.pages import page
from analysis.reports.plan import choose

if TYPE_CHECKING:
    from pathlib import Path

# Refused before any kernel starts


@pytest.mark.parametrize(
    ("config", "said"),
    [
        ("[[report]]\nname = 'small'\nname = 'x'", "reports.toml"),
        ("[[report]]\nname = 'no-such'", "there is no notebook"),
        ("[[report]]\nname = '../x'", "no name for a report"),
        ("[[report]]\nname = 'index'", "no name for a report"),
        ("[[report]]\nname = 'small'\n[[report]]\nname = 'small'", "two reports have the name"),
        ("[[report]]\nname = 'small'\nnotbook = 'x'", "has the key notbook"),
    ],
)
def test_a_wrong_entry_says_what_is_wrong(project: Path, config: str, said: str) -> None:
    path = project / "reports" / "reports.toml"
    path.write_text(config)
    with pytest.raises(ReportError, match=said):
        choose(path)


def test_an_unknown_report_names_the_near_one(project: Path) -> None:
    with pytest.raises(ReportError, match="Did you mean small"):
        render(project, "smal")


def test_an_unknown_parameter_names_the_near_one(project: Path) -> None:
    with pytest.raises(ParameterError, match="Did you mean start"):
        render(project, parameters={"strat": "2025-01-01"})


def test_without_reports_toml_the_error_says_where_to_run(tmp_path: Path) -> None:
    with pytest.raises(ReportError, match="run this in the project's folder"):
        render(tmp_path)


def test_a_place_without_articles_is_told_and_nothing_is_written(project: Path) -> None:
    (project / "empty").mkdir()
    before = files_of(project)
    with pytest.raises(ReportError, match=r"empty: no articles found.*put .txt, .md or other"):
        render_reports(
            articles=project / "empty",
            output=project / "reports",
            config=project / "reports" / "reports.toml",
        )
    assert files_of(project) == before


@pytest.mark.slow
def test_articles_of_which_none_can_be_read_do_not_replace_a_report(rendered: Path) -> None:
    (rendered / "articles" / "kyiv.txt").write_text("")
    before = files_of(rendered)
    with pytest.raises(ReportError, match=r"no article can be read.*kyiv\.txt: it holds no text"):
        render_reports(
            articles=rendered / "articles",
            output=rendered / "reports",
            config=rendered / "reports" / "reports.toml",
        )
    assert files_of(rendered) == before
    assert left_behind(rendered) == []


# Runs; each starts a kernel


@pytest.mark.slow
def test_a_report_is_made_once_and_is_the_same_bytes_when_forced(project: Path) -> None:
    first, made = render(project), files_of(project)
    second, third = render(project), render(project, force=True)
    assert (first.rendered, second.unchanged, third.rendered) == (("small",),) * 3
    assert made == files_of(project)
    assert "<h2>Start , most 5</h2>" in made["small.html"].decode().replace(
        ' id="start-most-5"', ""
    )
    assert {"index.html", "articles/kyiv.html", "articles/index.html", "manifest.json"} <= set(made)
    assert left_behind(project) == []


@pytest.mark.slow
def test_a_changed_article_or_parameter_makes_a_report_anew(rendered: Path) -> None:
    (rendered / "articles" / "kyiv.txt").write_text(TEXT + "\n\nMore.")
    assert render(rendered).rendered == ("small",)
    assert render(rendered, parameters={"start": "2025-01-01"}).rendered == ("small",)
    assert b"Start 2025-01-01" in files_of(rendered)["small.html"]


@pytest.mark.slow
def test_a_mended_report_is_made_again_and_its_failure_is_gone(project: Path) -> None:
    (project / "notebooks" / "small.ipynb").write_text(notebook("1 / 0"))
    render(project)
    (project / "notebooks" / "small.ipynb").write_text(notebook(SHOW))
    assert render(project).exit_code == 0
    assert "failed/small.ipynb" not in files_of(project)
    assert b"The latest run failed" not in files_of(project)["index.html"]


@pytest.mark.slow
def test_a_run_says_why_it_made_a_report(project: Path) -> None:
    reasons = [render(project).reasons["small"]]
    (project / "articles" / "kyiv.txt").write_text(TEXT + "\n\nMore.")
    reasons.append(render(project).reasons["small"])
    (project / "notebooks" / "small.ipynb").write_text(notebook(SHOW, "1"))
    reasons.append(render(project).reasons["small"])
    (project / "reports" / "small.html").write_text("edited")
    reasons.append(render(project).reasons["small"])
    reasons.append(render(project, parameters={"most": "7"}).reasons["small"])
    reasons.append(render(project, force=True, parameters={"most": "7"}).reasons["small"])
    assert reasons == [
        "it was not there",
        "articles or figures changed",
        "its notebook changed",
        "its page was changed by hand",
        "its parameters changed",
        "all were asked for",
    ]


@pytest.mark.slow
def test_a_report_on_request_is_made_when_it_is_named_and_stays_on_the_index(project: Path) -> None:
    with (project / "reports" / "reports.toml").open("a") as file:
        file.write(
            '[[report]]\nname = "once"\nnotebook = "small"\ntitle = "Once"\non_request = true\n'
        )
    assert render(project).rendered == ("small",)
    assert render(project, "once").rendered == ("once",)
    assert render(project, force=True).rendered == ("small",)
    assert b'href="once.html"' in files_of(project)["index.html"]
    assert b"<title>Once</title>" in files_of(project)["once.html"]


@pytest.mark.slow
def test_only_the_pages_of_changed_articles_are_written_again(project: Path) -> None:
    (project / "articles" / "quiet.txt").write_text("A quiet day\n\nNothing was counted.")
    render(project)
    pages = project / "reports" / "articles"
    before = {path.name: path.stat().st_ino for path in pages.iterdir()}
    (project / "articles" / "quiet.txt").write_text("A quiet day\n\nNothing at all.")
    render(project)
    after = {path.name: path.stat().st_ino for path in pages.iterdir()}
    assert (before["kyiv.html"], "Nothing at all" in (pages / "quiet.html").read_text()) == (
        after["kyiv.html"],
        True,
    )


@pytest.mark.slow
def test_the_page_of_an_article_that_is_gone_is_removed(project: Path) -> None:
    (project / "articles" / "quiet.txt").write_text("A quiet day\n\nNothing was counted.")
    render(project)
    (project / "articles" / "quiet.txt").unlink()
    render(project)
    assert "articles/quiet.html" not in files_of(project)


@pytest.mark.slow
def test_a_chart_of_pyplot_is_shown_as_in_jupyter(project: Path) -> None:
    code = "import matplotlib.pyplot as plt\nplt.plot([1, 2])\nNone"
    (project / "notebooks" / "small.ipynb").write_text(notebook(code))
    assert render(project).failed == ()
    assert b"data:image/png;base64" in files_of(project)["small.html"]


def test_the_shell_of_a_page_is_small() -> None:
    shell = page("", title="x", description="x", links=[Link("x.html", "x")] * 7)
    styles = style("fragments.css") + style("page.css")
    assert len(shell.encode()) - len(styles.encode()) <= 5_000
