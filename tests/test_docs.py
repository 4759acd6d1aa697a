"""The documents keep their word: their examples are run, their links and commands exist.

A `pycon` block is a doctest. In a `console` block each line after `$ ` is run by bash in the
project's folder, and the lines below it must be what it prints; a line of three dots stands for any
number of lines. An `sh` block is shown only: `.ci/run` runs make, and JupyterLab opens a window.
"""

from __future__ import annotations

import doctest
import os
import re
import subprocess
import sys
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from conftest import ROOT

from analysis.cli import analysis

if TYPE_CHECKING:
    from collections.abc import Iterator

DOCUMENTS = [ROOT / "README.md", ROOT / "CONTRIBUTING.md", *sorted(ROOT.glob("docs/*.md"))]
TEXTS = {str(path.relative_to(ROOT)): path.read_text(encoding="utf-8") for path in DOCUMENTS}
BLOCK = re.compile(r"^```(\w+)\n(.*?)^```$", re.MULTILINE | re.DOTALL)
LINK = re.compile(r"\]\((?!\w+:|#)([^)#]+)")
ENVIRONMENT = {
    **os.environ,
    "PATH": os.pathsep.join([str(Path(sys.executable).parent), os.environ["PATH"]]),
    "COLUMNS": "100",
    "NO_COLOR": "1",
}


def blocks(kind: str) -> Iterator[tuple[str, str]]:
    """Each block of a kind with the name and line of its place."""
    for name, text in TEXTS.items():
        for block in BLOCK.finditer(text):
            if block[1] == kind:
                yield f"{name}:{text.count(chr(10), 0, block.start()) + 1}", block[2]


def commands() -> Iterator[tuple[str, str, str]]:
    """Each command of the console blocks with its place and the output that the document shows."""
    for place, body in blocks("console"):
        for part in re.split(r"^\$ ", body, flags=re.MULTILINE)[1:]:
            command, _, output = part.partition("\n")
            yield f"{place} {command}", command, output


def pattern_of(output: str) -> str:
    lines = [
        ".*" if line.strip() == "..." else re.escape(line.rstrip()) for line in output.split("\n")
    ]
    return "\n".join(lines).rstrip("\n")


@pytest.mark.parametrize(("place", "source"), list(blocks("pycon")))
def test_python_example_prints_what_the_document_shows(
    place: str, source: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(ROOT)
    test = doctest.DocTestParser().get_doctest(source, {}, place, place, 0)
    problems: list[str] = []
    doctest.DocTestRunner(optionflags=doctest.ELLIPSIS).run(test, out=problems.append)
    assert "".join(problems) == ""


@pytest.mark.parametrize(("place", "command", "output"), list(commands()))
def test_command_prints_what_the_document_shows(place: str, command: str, output: str) -> None:
    run = subprocess.run(
        ["bash", "-c", command],
        cwd=ROOT,
        env=ENVIRONMENT,
        check=False,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
    )
    printed = "\n".join(line.rstrip() for line in run.stdout.rstrip().split("\n"))
    assert re.fullmatch(pattern_of(output), printed, re.DOTALL), printed


@pytest.mark.parametrize("name", list(TEXTS))
def test_links_lead_to_files(name: str) -> None:
    folder = (ROOT / name).parent
    assert [link for link in LINK.findall(TEXTS[name]) if not (folder / link).exists()] == []


@pytest.mark.parametrize("name", list(TEXTS))
def test_named_make_targets_exist(name: str) -> None:
    makefile = (ROOT / "Makefile").read_text(encoding="utf-8")
    named = re.findall(r"(?:`|^)make ([a-z]+)", TEXTS[name], re.MULTILINE)
    assert [target for target in named if f"\n{target}:" not in makefile] == []


@pytest.mark.parametrize("name", list(TEXTS))
def test_named_subcommands_exist(name: str) -> None:
    named = re.findall(r"(?:`|\$ |bin/)analysis ([a-z]+)", TEXTS[name])
    assert set(named) - set(analysis.commands) == set()


def test_changelog_tells_of_the_version_or_of_what_comes() -> None:
    assert "## [Unreleased]" in (ROOT / "CHANGELOG.md").read_text(encoding="utf-8")
