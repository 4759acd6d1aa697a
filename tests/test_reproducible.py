"""The same input gives the same bytes: on another day, in another folder, with other hash seeds."""

from __future__ import annotations

import ast
import json
import os
import re
import subprocess
import sys
from typing import TYPE_CHECKING

import pytest
from conftest import ROOT
from report_projects import files_of, make_project

if TYPE_CHECKING:
    from pathlib import Path

NOTEBOOKS = ("briefing", "strikes")
# A module of this name is loaded by every Python that starts: the run and its kernels.
CLOCK = """
import time
now, local = time.time, time.localtime
time.time = lambda: now() + {days} * 86400
time.localtime = lambda seconds=None: local(time.time() if seconds is None else seconds)
"""
ASKS_THE_CLOCK = {"today", "now", "utcnow", "time", "time_ns", "localtime", "gmtime"}


def made_in(folder: Path, *, seed: str, days: int, zone: str) -> dict[str, bytes]:
    project = make_project(folder / "project")
    for name in NOTEBOOKS:
        notebook = (ROOT / "notebooks" / f"{name}.ipynb").read_text()
        (project / "notebooks" / f"{name}.ipynb").write_text(notebook)
    entries = "".join(f'[[report]]\nname = "{name}"\n' for name in NOTEBOOKS)
    (project / "reports" / "reports.toml").write_text(entries)
    (folder / "sitecustomize.py").write_text(CLOCK.format(days=days))
    paths = [str(folder), *os.environ.get("PYTHONPATH", "").split(os.pathsep)]
    environment = {"PYTHONPATH": os.pathsep.join(paths), "PYTHONHASHSEED": seed, "TZ": zone}
    command = [sys.executable, "-m", "analysis", "report", "--articles", "articles"]
    subprocess.run(
        [*command, "--figures", "figures.parquet"],
        cwd=project,
        env={**os.environ, **environment},
        check=True,
    )
    return files_of(project)


@pytest.fixture(scope="module")
def twice(tmp_path_factory: pytest.TempPathFactory) -> list[dict[str, bytes]]:
    here, there = (tmp_path_factory.mktemp(name) for name in ("a", "another-and-longer-name"))
    return [
        made_in(here, seed="1", days=0, zone="UTC"),
        made_in(there, seed="2", days=400, zone="Asia/Tokyo"),
    ]


@pytest.mark.slow
def test_every_file_has_the_same_bytes(twice: list[dict[str, bytes]]) -> None:
    first, second = twice
    assert sorted(first) == sorted(second)
    assert [name for name in first if first[name] != second[name]] == []


@pytest.mark.slow
def test_no_file_knows_where_it_was_made(twice: list[dict[str, bytes]]) -> None:
    knows = [name for name, content in twice[0].items() if re.search(rb"/tmp/|project", content)]
    assert knows == []


@pytest.mark.slow
def test_the_manifest_says_what_each_report_was_made_from(twice: list[dict[str, bytes]]) -> None:
    manifest = json.loads(twice[0]["manifest.json"])
    entry = manifest["reports"]["strikes"]
    assert set(entry["made_from"]) == {"notebook", "parameters", "inputs", "code", "links"}
    assert entry["notebook"] == "strikes.ipynb"
    assert {"pandas", "matplotlib", "papermill"} <= set(manifest["versions"])


def test_nothing_that_makes_reports_asks_the_clock() -> None:
    package = ROOT / "src" / "analysis"
    files = [*(package / "reports").glob("*.py"), *(package / "charts").glob("*.py")]
    asking = [
        f"{path.name}: {ast.unparse(node)}"
        for path in files
        for node in ast.walk(ast.parse(path.read_text()))
        if isinstance(node, ast.Attribute) and node.attr in ASKS_THE_CLOCK
    ]
    assert asking == []
