"""docs/tutorial.ipynb runs from top to bottom, stores nothing, and stays without definitions."""

from __future__ import annotations

import ast
import json
import shutil
import subprocess
import sys
from typing import TYPE_CHECKING, Any

import pytest
from conftest import ROOT

if TYPE_CHECKING:
    from pathlib import Path

TUTORIAL = ROOT / "docs" / "tutorial.ipynb"
CELLS = json.loads(TUTORIAL.read_text(encoding="utf-8"))["cells"]
CODE = [cell for cell in CELLS if cell["cell_type"] == "code"]


def test_it_stores_no_output() -> None:
    assert [cell["outputs"] for cell in CODE] == [[]] * len(CODE)


def test_it_defines_nothing() -> None:
    code = "\n".join("".join(cell["source"]) for cell in CODE).replace("%load_ext", "# ")
    defined = (ast.FunctionDef, ast.AsyncFunctionDef, ast.ClassDef)
    assert [node for node in ast.walk(ast.parse(code)) if isinstance(node, defined)] == []


@pytest.mark.slow
def test_it_runs_and_corrects_and_reports(tmp_path: Path) -> None:
    for name in ("docs", "notebooks", "data/articles"):
        shutil.copytree(ROOT / name, tmp_path / name)
    (tmp_path / "reports").mkdir()
    shutil.copy(ROOT / "reports" / "reports.toml", tmp_path / "reports")
    command = [sys.executable, "-m", "papermill", "tutorial.ipynb", "out.ipynb"]
    subprocess.run(command, cwd=tmp_path / "docs", check=True, capture_output=True)
    ran = json.loads((tmp_path / "docs" / "out.ipynb").read_text())
    printed = "\n".join(_plain(cell) for cell in ran["cells"])
    assert "value: 71 → 72" in printed
    assert "('strikes',)" in printed


def _plain(cell: dict[str, Any]) -> str:
    shown = [one.get("data", {}).get("text/plain", "") for one in cell.get("outputs", [])]
    return "".join("".join(text) for text in shown)
