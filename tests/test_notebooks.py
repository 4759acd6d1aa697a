"""The notebooks: thin, clean, and good on the sample figures and on none."""

from __future__ import annotations

import ast
import json
import re
import subprocess
import sys
from itertools import pairwise
from pathlib import Path
from typing import Any

import pytest
from report_samples import FIGURES, TEXT

from analysis.reports import render_reports
from analysis.reports.freshness import made_from
from analysis.reports.plan import choose
from analysis.reports.specification import read_specification
from analysis.storage import write_figures

ROOT = Path(__file__).parents[1]
NOTEBOOKS = sorted((ROOT / "notebooks").glob("*.ipynb"))
NAMES = [path.stem for path in NOTEBOOKS]
# They speak of articles and figures; accuracy speaks of annotated articles.
OF_FIGURES = [name for name in NAMES if name != "accuracy"]

GOLD_FIGURE = {
    "topic": "strikes",
    "measure": "launched",
    "value": 5.0,
    "low": 5.0,
    "high": 5.0,
    "qualifier": "exact",
    "unit": "count",
    "stated": None,
    "weapon": "drone",
    "actor": "Russia",
    "place": None,
    "category": None,
    "date": None,
    "attribution": None,
}


@pytest.fixture(params=NOTEBOOKS, ids=NAMES)
def notebook(request: pytest.FixtureRequest) -> dict[str, Any]:
    content: dict[str, Any] = json.loads(request.param.read_text(encoding="utf-8"))
    return content


def code_of(notebook: dict[str, Any]) -> str:
    """Its code, without the lines that are IPython's own."""
    cells = [cell for cell in notebook["cells"] if cell["cell_type"] == "code"]
    lines = "\n".join("".join(cell["source"]) for cell in cells).splitlines()
    return "\n".join(line for line in lines if line.strip() and not line.startswith("%"))


def test_all_are_there() -> None:
    expected = [
        "accuracy",
        "aid",
        "article",
        "briefing",
        "casualties",
        "explore",
        "strikes",
        "territory",
    ]
    assert expected == NAMES


def test_it_is_thin(notebook: dict[str, Any]) -> None:
    tree = ast.parse(code_of(notebook))
    defined = (ast.FunctionDef, ast.AsyncFunctionDef, ast.ClassDef, ast.Lambda)
    assert len(code_of(notebook).splitlines()) <= 60
    assert not [node for node in ast.walk(tree) if isinstance(node, defined)]


def test_it_stores_no_output(notebook: dict[str, Any]) -> None:
    cells = [cell for cell in notebook["cells"] if cell["cell_type"] == "code"]
    assert [(cell["outputs"], cell["execution_count"]) for cell in cells] == [([], None)] * len(
        cells
    )


def test_its_cell_ids_are_its_own_and_unique(notebook: dict[str, Any]) -> None:
    ids = [cell["id"] for cell in notebook["cells"]]
    assert len(set(ids)) == len(ids)
    assert all(re.fullmatch(r"[a-z]+-\d\d", one) for one in ids)


def test_every_parameter_has_a_default_and_an_explanation(notebook: dict[str, Any]) -> None:
    specification = read_specification(notebook, "notebook")
    assert "title" in specification
    assert all(parameter.help for parameter in specification.values())


@pytest.mark.parametrize("name", OF_FIGURES)
def test_it_takes_articles_or_figures(name: str) -> None:
    content = json.loads((ROOT / "notebooks" / f"{name}.ipynb").read_text(encoding="utf-8"))
    assert {"articles", "figures"} <= set(read_specification(content, name))


def render(folder: Path, **parameters: object) -> dict[str, str]:
    summary = render_reports(
        NAMES,
        parameters=parameters,
        articles=folder / "articles",
        figures=folder / "figures.parquet",
        output=folder / "reports",
        config=ROOT / "reports" / "reports.toml",
    )
    assert summary.failed == ()
    pages = (folder / "reports").rglob("*.html")
    return {path.relative_to(folder / "reports").as_posix(): path.read_text() for path in pages}


@pytest.fixture(scope="module")
def pages(tmp_path_factory: pytest.TempPathFactory) -> dict[str, str]:
    """Every page that all notebooks make of one article, and of an article without figures."""
    folder = tmp_path_factory.mktemp("project")
    (folder / "articles").mkdir()
    (folder / "articles" / "kyiv.txt").write_text(TEXT)
    (folder / "articles" / "quiet.txt").write_text("A quiet day\n\nNothing was counted.")
    write_figures(FIGURES, folder / "figures.parquet")
    return render(folder)


@pytest.mark.slow
def test_every_notebook_makes_a_report(pages: dict[str, str]) -> None:
    assert {f"{name}.html" for name in NAMES} <= set(pages)


@pytest.mark.slow
def test_every_link_within_the_reports_leads_somewhere(pages: dict[str, str]) -> None:
    broken = [
        (name, href)
        for name, text in pages.items()
        for href in re.findall(r'(?:href)="([^"]+)"', text)
        if not href.startswith(("http", "data:")) and not leads_somewhere(name, href, pages)
    ]
    assert broken == []


def leads_somewhere(name: str, href: str, pages: dict[str, str]) -> bool:
    path, _, anchor = href.partition("#")
    folder = Path(name).parent
    target = (folder / path).as_posix().replace("articles/../", "") if path else name
    return target in pages and (not anchor or f'id="{anchor}"' in pages[target])


@pytest.mark.slow
def test_no_id_is_used_twice_on_a_page(pages: dict[str, str]) -> None:
    ids = {name: re.findall(r'\sid="([^"]+)"', text) for name, text in pages.items()}
    assert {n: sorted({i for i in found if found.count(i) > 1}) for n, found in ids.items()} == {
        name: [] for name in pages
    }


@pytest.mark.slow
def test_every_page_has_one_h1_and_headings_in_order(pages: dict[str, str]) -> None:
    levels = {n: [int(i) for i in re.findall(r"<h([1-6])", t)] for n, t in pages.items()}
    assert {name: found.count(1) for name, found in levels.items()} == dict.fromkeys(pages, 1)
    steps = {n: [b - a for a, b in pairwise(f)] for n, f in levels.items()}
    assert [name for name, found in steps.items() if max(found, default=0) > 1] == []


@pytest.mark.slow
def test_no_page_asks_for_anything_outside_itself(pages: dict[str, str]) -> None:
    asking = re.compile(r"<(?:script|link|img|iframe|object|embed|source)\b|@import|url\((?!#)")
    assert [name for name, text in pages.items() if asking.search(text)] == []


@pytest.mark.slow
def test_nothing_of_the_run_is_on_a_page(pages: dict[str, str]) -> None:
    of_the_run = re.compile(r"figures\.parquet|project0|papermill|Traceback")
    assert [name for name, text in pages.items() if of_the_run.search(text)] == []


@pytest.mark.slow
def test_an_empty_selection_gives_reports_that_say_so(tmp_path: Path) -> None:
    (tmp_path / "articles").mkdir()
    (tmp_path / "articles" / "quiet.txt").write_text("A quiet day\n\nNothing was counted.")
    write_figures(FIGURES.head(0), tmp_path / "figures.parquet")
    made = render(tmp_path)
    silent = [name for name in OF_FIGURES if "No figures" not in made[f"{name}.html"]]
    assert silent == []


@pytest.mark.slow
def test_columns_named_once_are_those_of_figures_pages_and_notebooks(tmp_path: Path) -> None:
    row = "17,2025-02-12,Nothing.,Air defence downed 71 of 123 drones.\n"
    (tmp_path / "dump.csv").write_text(f"id,day_printed,text,words\n{row}")
    summary = render_reports(
        ["article"],
        articles=tmp_path / "dump.csv",
        columns={"text": "words", "published": "day_printed"},
        output=tmp_path / "reports",
        config=ROOT / "reports" / "reports.toml",
    )
    pages = [
        (tmp_path / "reports" / name).read_text() for name in ("article.html", "articles/17.html")
    ]
    assert (summary.failed, summary.problems) == ((), ())
    assert [">71<" in page and "12 February 2025" in page for page in pages] == [True, True]


@pytest.mark.slow
def test_plain_papermill_runs_a_notebook_from_any_folder(tmp_path: Path) -> None:
    write_figures(FIGURES, tmp_path / "figures.parquet")
    (tmp_path / "kyiv.txt").write_text(TEXT)
    given = ["-p", "articles", "kyiv.txt", "-p", "figures", "figures.parquet"]
    command = [sys.executable, "-m", "papermill", str(ROOT / "notebooks" / "strikes.ipynb")]
    subprocess.run([*command, "out.ipynb", *given], cwd=tmp_path, check=True, capture_output=True)
    assert "Russia launched 123 drones" in (tmp_path / "out.ipynb").read_text()


@pytest.mark.slow
def test_accuracy_shows_each_error_with_its_sentence_as_text(tmp_path: Path) -> None:
    (tmp_path / "gold").mkdir()
    figure = {**GOLD_FIGURE, "quote": "no number <b>"}
    (tmp_path / "gold" / "a.txt").write_text("Kyiv said no number <b> of drones was launched.")
    (tmp_path / "gold" / "a.json").write_text(json.dumps({"figures": [figure]}))
    summary = render_reports(
        ["accuracy"],
        parameters={"gold": str(tmp_path / "gold")},
        articles=ROOT / "data" / "articles",
        output=tmp_path / "reports",
        config=ROOT / "reports" / "reports.toml",
    )
    assert summary.failed == ()
    page = (tmp_path / "reports" / "accuracy.html").read_text()
    assert "Kyiv said <mark>no number &lt;b&gt;</mark> of drones was launched." in page


def test_accuracy_is_due_when_an_annotation_changes(tmp_path: Path) -> None:
    (tmp_path / "a.json").write_text("{}")
    named = {"gold": str(tmp_path)}
    (plan,) = choose(ROOT / "reports" / "reports.toml", ["accuracy"], named)[1]
    before = made_from(plan, "", "", [])
    (tmp_path / "a.json").write_text("[]")
    assert made_from(plan, "", "", [])["parameters"] != before["parameters"]


def test_make_lab_opens_a_notebook_that_is_there() -> None:
    (opened,) = re.findall(r"default_url=/lab/tree/(\S+)", (ROOT / "Makefile").read_text())
    assert (ROOT / opened).is_file()
