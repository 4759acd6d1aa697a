"""Runs of `render_reports` on a small project: what is made anew, and what a failure leaves."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

import pytest
from report_samples import FIGURES, TEXT

from analysis.errors import ParameterError, ReportError
from analysis.reports import render_reports
from analysis.reports.plan import choose
from analysis.storage import write_figures

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from analysis.reports import Summary

PARAMETERS = 'start = ""  # the first day\nmost = 3\ntitle = "Small"'
SHOW = "from IPython.display import HTML\nHTML(f'<h2>Start {start}, most {most}</h2>')"


def notebook(*sources: str) -> str:
    cells = [
        {
            "cell_type": "code",
            "id": f"cell-{number}",
            "metadata": {"tags": ["parameters"]} if number == 0 else {},
            "source": source,
            "execution_count": None,
            "outputs": [],
        }
        for number, source in enumerate([PARAMETERS, *sources])
    ]
    kernel = {"name": "python3", "display_name": "Python 3", "language": "python"}
    return json.dumps(
        {"cells": cells, "metadata": {"kernelspec": kernel}, "nbformat": 4, "nbformat_minor": 5}
    )


@pytest.fixture
def project(
    tmp_path: Path,
    write: Callable[[str, str | bytes], Path],
    monkeypatch: pytest.MonkeyPatch,
) -> Path:
    # What is up to date must not hang on a developer who saves a module meanwhile.
    monkeypatch.setattr("analysis.reports.rendering.hash_of_code", lambda: "fixed")
    write("notebooks/small.ipynb", notebook(SHOW))
    write("reports/reports.toml", '[[report]]\nname = "small"\nparameters = { most = 5 }\n')
    write("articles/kyiv.txt", TEXT)
    write_figures(FIGURES, tmp_path / "figures.parquet")
    return tmp_path


def render(project: Path, *names: str, **options: object) -> Summary:
    return render_reports(
        names,
        articles=project / "articles",
        figures=project / "figures.parquet",
        output=project / "reports",
        config=project / "reports" / "reports.toml",
        **options,  # type: ignore[arg-type]
    )


def files_of(project: Path) -> dict[str, bytes]:
    folder = project / "reports"
    found = sorted(path for path in folder.rglob("*") if path.is_file())
    return {path.relative_to(folder).as_posix(): path.read_bytes() for path in found}


def left_behind(project: Path) -> list[str]:
    return [path.name for path in project.rglob("*") if path.name.startswith(".")]


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
def test_a_changed_article_or_parameter_makes_a_report_anew(project: Path) -> None:
    render(project)
    (project / "articles" / "kyiv.txt").write_text(TEXT + "\n\nMore.")
    assert render(project).rendered == ("small",)
    assert render(project, parameters={"start": "2025-01-01"}).rendered == ("small",)
    assert b"Start 2025-01-01" in files_of(project)["small.html"]


@pytest.mark.slow
@pytest.mark.parametrize(
    ("source", "said"),
    [
        ("1 / 0", "cell 2: ZeroDivisionError: division by zero"),
        ("import sys\nsys.exit(0)", "cell 2: SystemExit: 0"),
        ("import os, signal\nos.kill(os.getpid(), signal.SIGKILL)", "cell 2: the kernel died"),
    ],
)
def test_a_failure_keeps_the_last_good_report(project: Path, source: str, said: str) -> None:
    render(project)
    good = files_of(project)["small.html"]
    (project / "notebooks" / "small.ipynb").write_text(notebook(source, SHOW))
    summary = render(project)
    after = files_of(project)
    assert (summary.exit_code, good) == (1, after["small.html"])
    assert said in str(summary)
    assert "failed/small.ipynb" in after
    assert b"The latest run failed" in after["index.html"]
    assert left_behind(project) == []


@pytest.mark.slow
def test_a_mended_report_is_made_again_and_its_failure_is_gone(project: Path) -> None:
    (project / "notebooks" / "small.ipynb").write_text(notebook("1 / 0"))
    render(project)
    (project / "notebooks" / "small.ipynb").write_text(notebook(SHOW))
    assert render(project).exit_code == 0
    assert "failed/small.ipynb" not in files_of(project)
    assert b"The latest run failed" not in files_of(project)["index.html"]


@pytest.mark.slow
def test_breaking_off_leaves_no_temporary_folder(project: Path) -> None:
    (project / "notebooks" / "small.ipynb").write_text(
        notebook("import time\ntime.sleep(60)", SHOW)
    )

    def break_off(name: str, state: str) -> None:
        raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        render(project, progress=break_off)
    assert left_behind(project) == []
