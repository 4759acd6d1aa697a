"""The words that say what kind of claim a number is: each entry's examples and rejects hold."""

from __future__ import annotations

import tomllib

import pytest
from conftest import ROOT

from analysis.reconciliation.air_force import _kind
from analysis.wording import COMMITMENTS, commitment_of, is_part, says, status_of

FOLDER = ROOT / "src/analysis"
ENTRIES = tomllib.loads((FOLDER / "wording.toml").read_text(encoding="utf-8"))
MODELS = tomllib.loads((FOLDER / "reconciliation/models.toml").read_text(encoding="utf-8"))


def cases(key: str) -> list[tuple[str, str]]:
    """Each entry's name with each of its texts."""
    return [(name, text) for name, entry in ENTRIES.items() for text in entry[key]]


@pytest.mark.parametrize(("name", "text"), cases("examples"))
def test_an_entrys_examples_hold_one_of_its_words(name: str, text: str) -> None:
    assert says(name, text)


@pytest.mark.parametrize(("name", "text"), cases("rejects"))
def test_an_entrys_rejects_hold_none_of_its_words(name: str, text: str) -> None:
    assert not says(name, text)


@pytest.mark.parametrize(
    ("kind", "model"), [(kind, model) for kind in MODELS for model in MODELS[kind]["examples"]]
)
def test_a_model_has_its_class(kind: str, model: str) -> None:
    assert kind == "national" or _kind(model) == kind


def test_every_commitment_has_an_entry() -> None:
    assert set(COMMITMENTS) <= set(ENTRIES)


@pytest.mark.parametrize(
    ("sentence", "value", "status"),
    [
        ("First 805, which has been corrected to 810.", 810, "revised"),
        ("First 805, which has been corrected to 810.", 805, None),
        ("Record of 805 drones becomes 810", 810, "revised"),
        ("Initially 39 people were injured.", 39, "first"),
        ("Russia launched 123 drones.", 123, None),
        (None, None, None),
    ],
)
def test_a_correction_is_about_the_number_behind_it(
    sentence: str | None, value: float | None, status: str | None
) -> None:
    assert status_of(sentence, value) == status


def test_the_nearest_verb_of_the_measure_counts() -> None:
    sentence = "Germany pledged €5 billion, of which €2.5 billion has been allocated."

    assert commitment_of(sentence, 2.5e9, "pledged")[0] == "allocated"


def test_a_number_before_the_word_is_no_part() -> None:
    sentence = "€900 million, including €400 million for air defence"

    assert [is_part(sentence, value) for value in (9e8, 4e8)] == [False, True]


def test_letters_that_grow_in_lower_case_keep_their_offsets() -> None:
    assert commitment_of("İİİ pledged €5 billion", 5e9, "pledged")[1] == "pledged"
