"""What saves work leaves what is read as it is: signals, openings of sentences, changed values."""

import pytest

from analysis.extraction.claims import Claim
from analysis.extraction.document import Document
from analysis.extraction.lexicon import KINDS, read_lexicon
from analysis.extraction.quantities import find_quantities
from analysis.extraction.values import replace

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


def test_a_phrase_announces_itself_only_where_all_of_its_words_stand() -> None:
    told = [
        Document(text, None).may_tell(0, "strikes") for text in ("It let loose.", "It is loose.")
    ]
    assert told == [True, False]


@pytest.mark.parametrize(
    "text",
    ["The United States has held it", "Ukraine’s armed forces held it", "“We held it,” he said"],
)
def test_the_opening_of_a_sentence_is_that_of_its_items(text: str) -> None:
    long = f"{text}, along a river on which nobody had looked since the winter before the last one."
    whole = Document(long, None).sentence(0).items
    assert Document(long, None).opening(0, 3) == whole[:3]


def test_a_changed_value_keeps_its_other_fields() -> None:
    one = Claim("strikes", "hit", find_quantities("12 drones")[0], "rule", weapon="drone")
    assert replace(one, measure="launched") == Claim(
        "strikes", "launched", one.quantity, "rule", weapon="drone"
    )
