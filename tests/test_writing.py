"""Saving a pasted article: what is written is read back, and nothing is written over."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest

import analysis
from analysis.errors import ArticleError
from analysis.jupyter.pasting import words_around
from analysis.writing import draft_article

if TYPE_CHECKING:
    from pathlib import Path

TEXT = "Night over Odesa\r\n\r\nUkraine's air force said it shot down 71 of 123 drones."


def test_what_is_written_is_read_back(tmp_path: Path) -> None:
    known: dict[str, Any] = {"published": "12 February 2025", "outlet": "NO", "url": "x: #1"}
    written = analysis.write_article(TEXT, tmp_path / "new", **known)
    assert written.path == tmp_path / "new" / "2025-02-12-night-over-odesa.md"
    assert analysis.read_article(written.path) == written
    assert written.outlet == "NO"


def test_the_draft_is_what_will_be_written(tmp_path: Path) -> None:
    draft = draft_article(TEXT, title="Another title")
    written = analysis.write_article(TEXT, tmp_path, title="Another title")
    assert (written.id, written.text) == (draft.id, draft.text)


def test_a_front_matter_of_its_own_is_kept_but_for_what_is_given(tmp_path: Path) -> None:
    text = "---\noutlet: Old\npublished: 2025-02-12\ntags: [a, b]\n---\nCalm."
    written = analysis.write_article(text, tmp_path, outlet="New")
    assert (written.outlet, str(written.published)) == ("New", "2025-02-12")
    assert written.metadata == {"tags": ["a", "b"]}


def test_the_same_article_may_be_saved_twice_but_no_other_in_its_place(tmp_path: Path) -> None:
    first = analysis.write_article("Calm.", tmp_path, name="a")
    assert analysis.write_article("Calm.", tmp_path, name="a") == first
    with pytest.raises(ArticleError, match="is there already"):
        analysis.write_article("War.", tmp_path, name="a")
    assert analysis.read_article(tmp_path / "a.md").text == "Calm."


@pytest.mark.parametrize(
    ("text", "known"),
    [
        ("  ", {}),
        ("Calm.", {"published": "soon"}),
        ("Calm.", {"name": "../up"}),
        ("Calm.", {"name": ".hidden"}),
        ("A\0B", {}),
    ],
)
def test_what_cannot_be_saved_is_an_error(text: str, known: dict[str, str], tmp_path: Path) -> None:
    with pytest.raises(ArticleError):
        analysis.write_article(text, tmp_path, **known)  # type: ignore[arg-type]
    assert list(tmp_path.iterdir()) == []


def test_words_are_taken_around_a_number_until_they_stand_once() -> None:
    text = "Three were lost. Of four missiles, three were lost, and three burned."
    start = text.index("three burned")
    assert words_around(text, start, start + 5) == "three burned."
    assert words_around(text, text.index("four"), text.index("four") + 4) == "four"
