"""What a hurried user does wrong: one clear sentence each time, with the remedy."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import pytest
from report_samples import FIGURES

import analysis
from analysis import charts, jupyter
from analysis.errors import AnalysisError, ArticleError, ParameterError, TableError, unwritable
from analysis.finding import unknown_kind

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    import pandas as pd
    from conftest import Run

NIGHT = "Russia launched 123 drones overnight, 71 were shot down."
STRIKES = analysis.strikes(FIGURES)


# Reading


@pytest.mark.parametrize(
    "read", [analysis.extract, analysis.explain, lambda name: analysis.extract([name])]
)
@pytest.mark.parametrize("name", ["news/night.md", "news", "not-there.html", "dump.jsonl.gz"])
def test_the_name_of_a_file_is_no_text(
    read: Callable[[str], object], name: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    (tmp_path / "news").mkdir()
    (tmp_path / "news" / "night.md").write_text(NIGHT)
    with pytest.raises(ArticleError, match=re.escape(f"give it as pathlib.Path({name!r})")):
        read(name)


@pytest.mark.parametrize(
    "text", ["", ".", "/", "..", "a\0b", "They saved it as night.md", "Calm.", "x" * 5000]
)
def test_a_text_that_is_no_name_is_read(text: str) -> None:
    assert len(analysis.extract(text)) == 0


@pytest.mark.parametrize("source", [None, 71, b"71 drones", {"text": NIGHT}, FIGURES, [71], [None]])
def test_what_cannot_be_read_is_named_by_its_type(source: object) -> None:
    kind = type(source[0] if isinstance(source, list) else source).__name__
    with pytest.raises(TableError, match=f"{kind} is nothing that can be read; give a text"):
        analysis.extract(source)  # type: ignore[arg-type]


def test_explain_takes_a_path(tmp_path: Path) -> None:
    path = tmp_path / "night.txt"
    path.write_text(NIGHT)
    assert [one.stated for one in analysis.explain(path).readings] == ["123", "71"]


def test_explain_takes_no_other_thing() -> None:
    with pytest.raises(TableError, match="NoneType is nothing that can be read"):
        analysis.explain(None)  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("name", "remedy"),
    [
        ("news.xlsx", "save the sheet as .csv"),
        ("Inbox.MBOX", "save its mails as .eml, or the one that matters as .txt"),
        ("report.doc", "save it as .docx"),
        ("picture.png", "save the article's text as .txt"),
    ],
)
def test_a_file_of_another_kind_is_told_with_what_to_do(name: str, remedy: str) -> None:
    assert unknown_kind(name).endswith(f"); {remedy}")


# Tables and charts


@pytest.mark.parametrize(
    "make",
    [
        analysis.strikes,
        analysis.aid,
        analysis.reconcile,
        jupyter.table,
        jupyter.explorer,
        jupyter.show_figures,
    ],
)
def test_articles_are_no_figures(make: Callable[[object], object]) -> None:
    with pytest.raises(TableError, match=r"but of type list\. Make one with analysis\.extract"):
        make([NIGHT])


@pytest.mark.parametrize(
    ("draw", "made"),
    [
        (charts.strikes_by_night, "analysis.strikes(figures)"),
        (charts.strikes_by_month, "analysis.strikes(figures)"),
        (charts.largest_attacks, "analysis.strikes(figures)"),
        (charts.nights_calendar, "analysis.strikes(figures)"),
        (charts.stopped_share, "analysis.strikes(figures)"),
        (charts.territory_over_time, "analysis.territory(figures)"),
        (charts.territory_changes, "analysis.territory(figures)"),
        (charts.aid_by_donor, "analysis.aid(figures)"),
        (charts.aid_by_category, "analysis.aid(figures)"),
        (charts.aid_over_time, "analysis.aid(figures)"),
        (charts.aid_cumulative, "donors.aid_events(analysis.reconcile(figures))"),
        (charts.casualties_by_claimant, "analysis.casualties(figures)"),
    ],
)
@pytest.mark.parametrize("given", [FIGURES, NIGHT], ids=["figures", "text"])
def test_a_chart_says_which_table_it_takes(
    draw: Callable[[object], object], made: str, given: object
) -> None:
    with pytest.raises(TableError, match=re.escape(made)):
        draw(given)


@pytest.mark.parametrize(
    "draw",
    [
        charts.strikes_by_night,
        charts.strikes_by_month,
        charts.largest_attacks,
        charts.nights_calendar,
    ],
)
def test_a_chart_names_the_weapons_there_are(draw: Callable[[pd.DataFrame, str], object]) -> None:
    with pytest.raises(ParameterError, match="weapon is 'drones', not one of drone, missile, "):
        draw(STRIKES, "drones")


def test_a_chart_names_the_measures_there_are() -> None:
    with pytest.raises(ParameterError, match="measure is 'dead', not one of killed, injured, "):
        charts.casualties_by_claimant(analysis.casualties(FIGURES), "dead")


# At the command line


def test_evaluating_what_is_not_there_tells_that(run: Run, tmp_path: Path) -> None:
    ended = run("evaluate", tmp_path / "gold")
    assert ended.code == 1
    assert ended.err.startswith(f"analysis: {tmp_path}/gold: no such folder; name one with annot")


def test_evaluating_another_folder_tells_what_it_needs(tmp_path: Path) -> None:
    with pytest.raises(AnalysisError, match=r"no annotated articles below .*NAME\.txt and NAME"):
        analysis.evaluate(tmp_path)


@pytest.mark.parametrize("error", [FileExistsError(17, "It exists"), NotADirectoryError(20, "No")])
def test_a_file_where_a_folder_is_needed_is_told(error: OSError) -> None:
    assert "A file stands where a folder is needed; choose" in unwritable("out.csv", error)


def test_any_other_place_that_cannot_be_written_is_told_with_what_to_do() -> None:
    assert "Free some space there, or choose" in unwritable("a", OSError(28, "No space left"))
