"""Every tag of a sentence announces itself by one of its kind's signals."""

import pytest

from analysis.extraction.document import Document
from analysis.extraction.lexicon import KINDS, read_lexicon

_TOLD = [kind for kind in KINDS if kind != "grammar"]  # which has signs


def _examples(kind: str) -> list[str]:
    tables = read_lexicon(kind).values()
    return [str(text) for table in tables for text in table.get("examples", [])]  # type: ignore[attr-defined]


def _kinds_missed(text: str) -> set[str]:
    document = Document(text, None)
    indices = range(len(document.spans))
    tagged = {(k, kind) for k in indices for i in document.sentence(k).items for kind in i.tags}
    return {kind for k, kind in tagged if kind in _TOLD and not document.may_tell(k, kind)}


@pytest.mark.parametrize("kind", _TOLD)
def test_no_tag_stands_in_a_sentence_without_a_signal_of_its_kind(kind: str) -> None:
    assert [text for text in _examples(kind) if _kinds_missed(text)] == []


@pytest.mark.parametrize(
    "text",
    [
        "It hit 20Kh-101 missiles.",
        "Russia’s Kh-101s’ engines, S-300s and “Shahed-136”/131 drones…",
        "30drones were shot down(12killed).",
        "A U.S.-made F-16's pilot was killed-in-action.",
    ],
)
def test_signals_are_found_beside_signs_and_numbers_without_a_blank(text: str) -> None:
    assert _kinds_missed(text) == set()


def test_a_sentence_without_a_word_of_victims_need_not_be_looked_at_for_them() -> None:
    assert not Document("The council met on 12 matters.", None).may_tell(0, "casualties")
