"""Choosing figures, the chart of a choice, and the code that draws it."""

from __future__ import annotations

import pytest
from report_samples import FIGURES

import analysis
from analysis import exploration
from analysis.errors import ParameterError
from analysis.exploration import Choice

TEXT = (
    "Russia launched 123 drones and 10 Kalibr missiles overnight, and 71 drones were shot down, "
    "Ukraine's air force said. In Kursk region Ukraine holds 1,300 square kilometres. "
    "Germany pledged 2 billion euros in military aid. At least two civilians were killed in Kyiv."
)
READ = analysis.extract(TEXT, published="2025-02-12")


@pytest.mark.parametrize(
    ("choice", "expected"),
    [
        (Choice("strikes"), [71.0, 123.0]),
        (Choice("strikes", measure="launched"), [123.0]),
        (Choice("strikes", actor="Russia"), [71.0, 123.0]),
        (Choice("strikes", actor="Ukraine"), []),
        (Choice("strikes", weapon="missile"), []),
        (Choice("casualties", scope="local"), [2.0]),
        (Choice("casualties", scope="national"), []),
        (Choice("casualties", claimants=("The Example",)), [2.0]),
        (Choice("", start="2025-02-13"), []),
        (Choice("", place="kyiv"), [2.0]),
    ],
    ids=str,
)
def test_a_choice_keeps_what_it_asks_for(choice: Choice, expected: list[float]) -> None:
    assert expected == list(exploration.choose(FIGURES, choice)["value"])


def test_missile_stands_for_every_kind_of_missile() -> None:
    chosen = exploration.choose(READ, Choice("strikes", weapon="missile"))
    assert list(chosen["weapon"]) == ["cruise_missile"]


@pytest.mark.parametrize(
    "choice",
    [Choice("weather"), Choice("aid", measure="hit"), Choice(start="soon"), Choice(scope="all")],
    ids=str,
)
def test_an_unknown_term_is_an_error(choice: Choice) -> None:
    with pytest.raises(ParameterError):
        exploration.choose(FIGURES, choice)


def test_options_are_those_that_the_figures_have() -> None:
    offered = exploration.options_of(FIGURES, "strikes")
    assert offered["measure"] == ["launched", "intercepted"]
    assert offered["weapon"] == ["drone"]
    assert offered["actor"] == ["Russia"]
    assert offered["claimants"] == ["Ukraine's air force"]


CHARTS = [
    Choice(topic, chart=chart)
    for topic in ("strikes", "territory", "aid", "casualties")
    for chart in exploration.chart_names(topic).values()
]


@pytest.mark.parametrize("choice", CHARTS, ids=lambda choice: choice.chart)
def test_the_code_draws_the_same_chart(choice: Choice) -> None:
    axes = exploration.draw(READ, choice)
    names: dict[str, object] = {"figures": READ}
    *lines, last = exploration.code_of(choice).strip().split("\n")
    exec("\n".join(lines), names)  # noqa: S102 - the code that we show
    drawn = eval(last, names).axes[0]  # noqa: S307
    assert axes.get_title(loc="left") == drawn.get_title(loc="left")


def test_the_code_names_what_was_chosen() -> None:
    code = exploration.code_of(
        Choice("strikes", weapon="drone", actor="Russia", start="2025-01-01")
    )
    assert "weapon='drone'" in code
    assert "start='2025-01-01'" in code
    assert "attacker='Russia'" in code


def test_a_chart_of_another_topic_is_an_error() -> None:
    with pytest.raises(ParameterError, match="no chart 'aid_by_donor'"):
        exploration.draw(FIGURES, Choice("strikes", chart="aid_by_donor"))
