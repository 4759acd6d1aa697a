"""A small project with one report, for the tests of runs."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

from report_samples import FIGURES, TEXT

from analysis.reports import render_reports
from analysis.storage import write_figures

if TYPE_CHECKING:
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


def make_project(folder: Path) -> Path:
    for name in ("notebooks", "reports", "articles"):
        (folder / name).mkdir(parents=True)
    (folder / "notebooks" / "small.ipynb").write_text(notebook(SHOW))
    entry = '[[report]]\nname = "small"\nparameters = { most = 5 }\n'
    (folder / "reports" / "reports.toml").write_text(entry)
    (folder / "articles" / "kyiv.txt").write_text(TEXT)
    write_figures(FIGURES, folder / "figures.parquet")
    return folder


def render(project: Path, *names: str, **options: object) -> Summary:
    return render_reports(
        names,
        articles=project / "articles",
        figures=project / "figures.parquet",
        output=options.pop("output", project / "reports"),
        config=project / "reports" / "reports.toml",
        **options,  # type: ignore[arg-type]
    )


def files_of(project: Path) -> dict[str, bytes]:
    folder = project / "reports"
    found = sorted(path for path in folder.rglob("*") if path.is_file())
    return {path.relative_to(folder).as_posix(): path.read_bytes() for path in found}


def left_behind(project: Path) -> list[str]:
    return [path.name for path in project.rglob("*") if path.name.startswith(".")]
