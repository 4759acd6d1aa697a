"""The documents keep their word: their examples print what is shown, their links lead somewhere."""

from __future__ import annotations

import re

import pytest
from examples import BLOCK, DOCUMENTS, ROOT, run_block

from analysis.cli import analysis

TEXTS = {str(path.relative_to(ROOT)): path.read_text(encoding="utf-8") for path in DOCUMENTS}
BLOCKS = [
    pytest.param(
        block,
        id=f"{name}:{text.count(chr(10), 0, block.start()) + 1}",
        # Each command of a console block starts Python anew.
        marks=[pytest.mark.slow] if block["kind"] == "console" else [],
    )
    for name, text in TEXTS.items()
    for block in BLOCK.finditer(text)
]
LINK = re.compile(r"\]\((?!\w+:|#)([^)#]+)")


@pytest.mark.parametrize("block", BLOCKS)
def test_examples_print_what_the_document_shows(block: re.Match[str]) -> None:
    assert run_block(block) == block[0]


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


def test_readme_has_examples_of_both_kinds() -> None:
    kinds = {block["kind"] for block in BLOCK.finditer(TEXTS["README.md"])}
    assert kinds == {"pycon", "console"}
