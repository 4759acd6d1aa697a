"""Extracted figures against annotated ones."""

from __future__ import annotations

import json
from importlib import import_module
from typing import TYPE_CHECKING

import pytest

from analysis.errors import AnalysisError
from analysis.evaluation import (
    Comparison,
    Evaluation,
    Score,
    compare,
    judge,
    load_evaluation,
    save_evaluation,
)
from analysis.gold import GoldArticle, agrees, read_gold, same_figure
from analysis.schema import figures_frame

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from analysis.claims import Row

    Write = Callable[[str, str | bytes], Path]

# The package's name `evaluate` is the function, so that the module is asked for by its path.
evaluate = import_module("analysis.evaluation").evaluate

TEXT = "Russia launched 123 drones. Ukraine shot down 71 of them."
GOLD = {
    "topic": "strikes",
    "measure": "launched",
    "value": 123.0,
    "low": 123.0,
    "high": 123.0,
    "qualifier": "exact",
    "unit": "count",
    "stated": None,
    "weapon": "drone",
    "weapon_also": None,
    "actor": "Russia",
    "place": "Ukraine",
    "category": None,
    "date": "2025-02-12",
    "attribution": "Ukraine’s air force",
    "quote": "123 drones",
}
FOUND = {
    **{name: value for name, value in GOLD.items() if name not in ("date", "quote")},
    "article_id": "a",
    "date_start": "2025-02-12",
    "date_end": "2025-02-12",
    "sentence": "Russia launched 123 drones.",
    "start": 16,
    "end": 26,
}
DOWNED = {"measure": "intercepted", "value": 71.0, "low": 71.0, "high": 71.0, "actor": "Ukraine"}


def judged(gold: list[Row], found: list[Row]) -> Evaluation:
    article = GoldArticle("a", TEXT, "2025-02-12", "AP", None, None, tuple(gold))
    names = [name for name in FOUND if name != "weapon_also"]
    return judge([article], figures_frame({name: [row[name] for row in found] for name in names}))


def test_a_figure_that_agrees_is_right() -> None:
    evaluation = judged([GOLD], [FOUND])

    assert (evaluation.core, evaluation.full) == (Score(1, 0, 0), Score(1, 0, 0))


def test_a_figure_that_nobody_annotated_is_invented() -> None:
    assert judged([GOLD], [FOUND, {**FOUND, **DOWNED}]).core == Score(1, 1, 0)


def test_a_figure_that_was_not_extracted_is_missed() -> None:
    assert judged([GOLD, {**GOLD, **DOWNED}], [FOUND]).core == Score(1, 0, 1)


def test_a_wrong_actor_counts_against_the_full_score_only() -> None:
    evaluation = judged([GOLD], [{**FOUND, "actor": "Ukraine"}])

    assert (evaluation.core, evaluation.full) == (Score(1, 0, 0), Score(0, 1, 1))


def test_one_extracted_figure_answers_one_annotated_one() -> None:
    assert judged([GOLD, GOLD], [FOUND]).core == Score(1, 0, 1)


def test_of_two_equal_numbers_the_one_in_the_annotated_words_is_taken() -> None:
    elsewhere = {**FOUND, "start": 40, "end": 43, "place": "Kyiv"}

    verdicts = judged([GOLD], [elsewhere, FOUND]).verdicts

    assert [(one.outcome, one.wrong) for one in verdicts] == [("right", {}), ("invented", {})]


def test_scores_follow_from_the_counts() -> None:
    score = Score(right=6, invented=2, missed=4)

    assert (score.precision, score.recall, score.f1) == (0.75, 0.6, pytest.approx(2 / 3))


def test_scores_of_nothing_are_zero() -> None:
    score = Score(right=0, invented=0, missed=0)

    assert (score.precision, score.recall, score.f1) == (0, 0, 0)


def test_scores_come_by_topic_and_measure() -> None:
    evaluation = judged([GOLD, {**GOLD, **DOWNED}], [FOUND])

    assert evaluation.by("topic", "measure") == {
        "strikes intercepted": Score(0, 0, 1),
        "strikes launched": Score(1, 0, 0),
    }


def test_accuracy_counts_only_what_the_annotation_gives() -> None:
    evaluation = judged([{**GOLD, "place": None}], [{**FOUND, "actor": "Ukraine"}])

    attributes = evaluation.attributes()
    assert (attributes["actor"], attributes["place"]) == ((0, 1), (0, 0))


def test_an_error_says_where_what_and_why() -> None:
    (error,) = judged([GOLD], [{**FOUND, "actor": "Ukraine"}]).errors()

    where, sentence = str(error).split("  ")
    assert where == "right: a: strikes launched 123 count; actor Ukraine, not Russia"
    assert sentence == "«Russia launched 123 drones.»"


def test_a_missed_figure_has_its_sentence() -> None:
    missed = {**GOLD, **DOWNED, "quote": "71 of them"}

    assert [one.sentence for one in judged([missed], []).errors()] == [
        "Ukraine shot down 71 of them."
    ]


SAME = [
    ({}, {}, True),
    ({"unit": "km2"}, {}, False),
    ({"measure": "hit"}, {}, False),
    ({"value": 124.0}, {}, False),
    ({"stated": "23 square miles", "value": 59.57}, {"value": 59.6}, True),
    ({"value": None, "low": 100.0, "high": 200.0}, {"value": 150.0, "low": 100, "high": 200}, True),
    ({"value": None, "low": 100.0, "high": 200.0}, {"value": 150.0, "low": 90, "high": 200}, False),
]


@pytest.mark.parametrize(("gold", "found", "expected"), SAME)
def test_figures_are_the_same_by_their_number(gold: Row, found: Row, *, expected: bool) -> None:
    assert same_figure({**GOLD, **gold}, {**FOUND, **found}) is expected


AGREE = [
    ("actor", {"actor": "U.S."}, {"actor": "United States"}, True),
    ("actor", {"actor": "the United Kingdom"}, {"actor": "UK"}, True),
    ("actor", {"actor": "Ukraine"}, {"actor": "Russia"}, False),
    ("actor", {"actor": None, "topic": "casualties"}, {"actor": "Ukraine"}, True),
    ("place", {"place": "Ukraine"}, {"place": None}, True),
    ("place", {"place": "Kyiv"}, {"place": None}, False),
    ("place", {"place": "northern region of Chernihiv"}, {"place": "Chernihiv"}, True),
    ("attribution", {"attribution": "Ukraine’s air force"}, {"attribution": "the Air Force"}, True),
    ("attribution", {"attribution": None}, {"attribution": "officials"}, False),
    ("date", {"date": "2025-02"}, {}, True),
    ("date", {"date": "2022-02/2025-02-12"}, {}, True),
    ("date", {"date": "2024"}, {}, False),
    ("date", {"date": None}, {}, False),
    ("weapon", {"weapon": "missile"}, {"weapon": "cruise_missile"}, False),
    (
        "weapon",
        {"weapon": "missile", "quote": "26 Kalibr missiles"},
        {"weapon": "cruise_missile"},
        True,
    ),
    (
        "weapon",
        {"weapon": "missile", "weapon_also": "cruise_missile"},
        {"weapon": "cruise_missile"},
        True,
    ),
]


@pytest.mark.parametrize(("attribute", "gold", "found", "expected"), AGREE)
def test_attributes_agree_by_what_they_mean(
    attribute: str, gold: Row, found: Row, *, expected: bool
) -> None:
    assert agrees(attribute, {**GOLD, **gold}, {**FOUND, **found}) is expected


def test_an_evaluation_comes_back_from_its_file(tmp_path: Path) -> None:
    evaluation = judged([GOLD], [{**FOUND, "actor": "Ukraine"}])

    assert load_evaluation(save_evaluation(evaluation, tmp_path / "old.json")) == evaluation


def test_a_change_is_told_as_what_it_gained_and_lost() -> None:
    old = judged([GOLD, {**GOLD, **DOWNED}], [FOUND])
    new = judged([GOLD, {**GOLD, **DOWNED}], [{**FOUND, **DOWNED}])

    comparison = compare(old, new)

    assert (comparison.gained, comparison.lost) == (
        ("gained: missed: a: strikes intercepted 71 count  «Russia launched 123 drones.»",),
        ("lost: missed: a: strikes launched 123 count  «Russia launched 123 drones.»",),
    )


def test_articles_of_one_evaluation_only_are_neither_gained_nor_lost() -> None:
    missed, nothing = judged([GOLD], []), Evaluation(0, ())

    assert (compare(missed, nothing), compare(nothing, missed)) == (Comparison((), ()),) * 2


def test_nothing_is_gained_or_lost_without_a_change() -> None:
    evaluation = judged([GOLD], [FOUND, {**FOUND, **DOWNED}])

    assert compare(evaluation, evaluation).gained == compare(evaluation, evaluation).lost == ()


def test_annotated_articles_are_read_from_folders_below(write: Write) -> None:
    write("b/one.json", json.dumps({"figures": [GOLD], "published": "2025-02-12"}))
    folder = write("b/one.txt", TEXT).parents[1]

    articles = read_gold(folder)

    assert [(one.id, one.text, len(one.figures)) for one in articles] == [("b/one", TEXT, 1)]


def test_annotated_articles_are_extracted_and_judged(write: Write) -> None:
    write("one.json", json.dumps({"figures": [GOLD], "published": "2025-02-12"}))
    folder = write("one.txt", TEXT).parent

    assert evaluate(folder).core == Score(1, 1, 0)


def test_a_folder_without_annotations_is_refused(tmp_path: Path) -> None:
    with pytest.raises(AnalysisError, match=r"pairs NAME\.txt and NAME\.json"):
        evaluate(tmp_path)


@pytest.mark.parametrize("content", ["{", "[]", '{"figures": [{}]}', '{"figures": [3]}'])
def test_a_broken_annotation_is_named(write: Write, content: str) -> None:
    write("one.txt", TEXT)
    folder = write("one.json", content).parent

    with pytest.raises(AnalysisError, match=r"one\.json is no annotation"):
        read_gold(folder)


@pytest.mark.parametrize("content", ["{", "[]", '{"verdicts": [{}]}'])
def test_a_file_that_is_no_evaluation_is_refused(write: Write, content: str) -> None:
    with pytest.raises(AnalysisError, match=r"old\.json is no evaluation"):
        load_evaluation(write("old.json", content))


def test_a_missing_evaluation_is_reported(tmp_path: Path) -> None:
    with pytest.raises(AnalysisError, match="No such file"):
        load_evaluation(tmp_path / "old.json")
