"""The gate before reading: an article that names nothing of the war is put aside."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from analysis.extraction.anchors import has_anchor
from analysis.extraction.figures import read_figures
from analysis.extraction.lexicon import read_lexicon

ROOT = Path(__file__).resolve().parents[1]
SHARED = ROOT.parent / "shared"
PADDING = "The council met in the town hall. " * 20
LONG_PADDING = PADDING * 4
LONG_ONES = "countries"


def _words(name: str) -> list[str]:
    words = read_lexicon("anchors")[name]["words"]
    assert isinstance(words, list)
    return words


WORDS = [word for name in read_lexicon("anchors") for word in _words(name)]


def _refused(folder: Path) -> list[str]:
    texts = sorted(path for path in folder.rglob("*") if path.suffix in (".txt", ".md"))
    return [path.name for path in texts if not has_anchor(path.read_text(encoding="utf-8"))]


@pytest.mark.parametrize("text", ["", "At least two people were killed.", PADDING[:499]])
def test_short_text_is_always_read(text: str) -> None:
    assert has_anchor(text)


@pytest.mark.parametrize("text", [PADDING, LONG_PADDING, "§’" * 1000, "\ud800" * 1000])
def test_article_on_something_else_is_put_aside(text: str) -> None:
    assert not has_anchor(text)


@pytest.mark.parametrize(
    "word", [word for name in read_lexicon("anchors") for word in _words(name)]
)
def test_each_word_opens_the_gate_in_any_case(word: str) -> None:
    assert has_anchor(PADDING + word)
    assert has_anchor(PADDING + word.upper())


@pytest.mark.parametrize("word", _words(LONG_ONES))
def test_a_country_opens_it_for_long_articles(word: str) -> None:
    assert has_anchor(LONG_PADDING + word)


@pytest.mark.parametrize(
    "word", [word for name in read_lexicon("anchors") for word in _words(name)]
)
def test_words_are_ascii(word: str) -> None:
    assert word.isascii()


def test_article_that_is_put_aside_has_no_figures() -> None:
    assert read_figures(PADDING + "At least two people were killed in the fire.") == []


@pytest.mark.parametrize("folder", ["data/articles", "data/gold"])
def test_no_shipped_article_is_put_aside(folder: str) -> None:
    assert _refused(ROOT / folder) == []


@pytest.mark.skipif(not (SHARED / "gold").is_dir(), reason="no ../shared/gold")
def test_no_annotated_article_is_put_aside() -> None:
    assert _refused(SHARED / "gold") == []


@pytest.mark.skipif(not (SHARED / "reference").is_dir(), reason="no ../shared/reference")
@pytest.mark.parametrize("name", ["articles_dev.jsonl", "leads_dev.jsonl"])
def test_no_real_article_is_put_aside(name: str) -> None:
    lines = (SHARED / "reference" / name).read_text(encoding="utf-8").splitlines()
    assert [row["id"] for row in map(json.loads, lines) if not has_anchor(row["text"])] == []
