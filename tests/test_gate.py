"""Columns of articles put aside together: what is lost by it, and what is not."""

from __future__ import annotations

import json
from pathlib import Path

import pyarrow as pa
import pytest
from corpora import FILLER

from analysis.articles import read_articles
from analysis.corpus.gate import may_hold_figures, may_hold_figures_in
from analysis.errors import LexiconError
from analysis.extraction.anchors import Anchors, has_anchor, read_anchors
from analysis.extraction.figures import read_figures

ROOT = Path(__file__).resolve().parents[1]
SHARED = ROOT.parent / "shared"
ATLANTIS = Anchors(((b"atlantis", float("inf")), (b"trident", 2000)))


def kept(texts: list[str | None], titles: list[str | None] | None = None) -> list[int]:
    column = None if titles is None else pa.array(titles, pa.string())
    return [int(at) for at in may_hold_figures(pa.array(texts, pa.string()), column)]


def lost(texts: list[str]) -> list[str]:
    """The beginnings of texts that hold figures and are put aside."""
    there = set(kept([*texts]))
    return [t[:80] for at, t in enumerate(texts) if at not in there and read_figures(t)]


def test_no_figure_of_the_annotated_articles_is_lost() -> None:
    texts = [
        path.read_text(encoding="utf-8") for path in sorted((ROOT / "data/gold").glob("*.txt"))
    ]
    assert len(texts) > 10
    assert lost(texts) == []


def test_no_figure_of_the_sample_articles_is_lost() -> None:
    assert lost([article.text for article in read_articles(ROOT / "data/articles")]) == []


@pytest.mark.skipif(not (SHARED / "gold").is_dir(), reason="no ../shared/gold")
def test_no_figure_of_further_annotated_articles_is_lost() -> None:
    texts = [path.read_text(encoding="utf-8") for path in sorted((SHARED / "gold").rglob("*.txt"))]
    assert lost(texts) == []


@pytest.mark.skipif(not (SHARED / "reference").is_dir(), reason="no ../shared/reference")
@pytest.mark.parametrize("name", ["articles_dev.jsonl", "leads_dev.jsonl"])
def test_no_real_article_is_put_aside(name: str) -> None:
    lines = (SHARED / "reference" / name).read_text(encoding="utf-8").splitlines()
    texts = [json.loads(line)["text"] for line in lines]
    assert kept([*texts]) == list(range(len(texts)))


@pytest.mark.parametrize("words", ["UKRAINE's army", "in Kyiv", "a Drone", "Russian", "MOSCOW"])
def test_row_with_a_name_is_kept(words: str) -> None:
    assert kept([FILLER, FILLER + words, FILLER]) == [1]
    assert may_hold_figures_in(FILLER + words)


def test_row_without_a_name_is_put_aside() -> None:
    assert kept([FILLER, FILLER * 3]) == []
    assert not may_hold_figures_in(FILLER)


def test_name_of_short_articles_keeps_no_long_one() -> None:
    assert kept([FILLER * 5 + "A drone show.", FILLER + "A drone show."]) == [1]


def test_row_whose_title_has_a_name_is_kept() -> None:
    assert kept([FILLER, FILLER], ["The bridge", "Ukraine"]) == [1]


@pytest.mark.parametrize("word", ["Ukra\u00adine", "Rus\u200bsia", "Ukra&shy;ine", "Ukra&#173;ine"])
def test_row_in_which_a_sign_hides_a_name_is_kept(word: str) -> None:
    assert kept([FILLER + word]) == [0]
    assert may_hold_figures_in(FILLER + word)


def test_short_and_missing_texts_are_kept() -> None:
    assert kept(["Twelve people were killed.", None, ""], [None, None, None]) == [0, 1, 2]


def test_name_of_two_rows_together_is_no_name() -> None:
    assert kept([FILLER + "ukr", "aine" + FILLER]) == []


def test_column_and_single_texts_agree() -> None:
    texts = [FILLER + word for word in ("", "Russia", "Kiev", "missile", "café", "\ud83d\ude80")]
    texts = [text.encode("utf-16", "surrogatepass").decode("utf-16") for text in texts]
    assert kept([*texts]) == [at for at, text in enumerate(texts) if may_hold_figures_in(text)]


def test_what_is_put_aside_has_no_anchor() -> None:
    texts = [
        FILLER * times + end for times in (1, 3, 9) for end in ("", "Kyiv", "Ukraine", "drone")
    ]
    there = set(kept([*texts]))
    assert [at for at, text in enumerate(texts) if has_anchor(text) and at not in there] == []


def test_names_of_another_war_decide() -> None:
    rows = pa.array([FILLER + "Ukraine", FILLER + "Atlantis", FILLER + "trident"])
    assert list(may_hold_figures(rows, None, ATLANTIS)) == [1, 2]


def test_slice_of_a_column_keeps_its_places() -> None:
    rows = pa.array([FILLER + "Ukraine", FILLER, FILLER + "Ukraine", FILLER])
    assert list(may_hold_figures(rows.slice(1, 3))) == [1]


# Files of names


def test_names_are_read_from_a_file(tmp_path: Path) -> None:
    path = tmp_path / "anchors.toml"
    path.write_text('[all]\nwords = ["Atlantis"]\n[short]\nwords = ["Trident"]\nup_to = 2000\n')
    assert read_anchors(path) == ATLANTIS


@pytest.mark.parametrize(
    ("content", "problem"),
    [
        ("[all]\nwords = []", r"\[all\] has no words"),
        ("[all]\nwords = ['Київ']", "is not ASCII"),
        ("[all]\nwords = ['a']\nup_to = 'far'", "up_to must be a number"),
        ("words = ", "no TOML"),
        ("", "no names"),
    ],
)
def test_file_of_names_that_cannot_be_used_is_told(
    tmp_path: Path, content: str, problem: str
) -> None:
    path = tmp_path / "anchors.toml"
    path.write_text(content, encoding="utf-8")
    with pytest.raises(LexiconError, match=problem):
        read_anchors(path)


def test_missing_file_of_names_is_told(tmp_path: Path) -> None:
    with pytest.raises(LexiconError, match="cannot read"):
        read_anchors(tmp_path / "none.toml")
