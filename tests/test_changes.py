"""What changed between two figures tables; the command that tells it; the part of a report."""

from __future__ import annotations

import json
from dataclasses import replace
from datetime import date
from typing import TYPE_CHECKING, Any

import pytest
from conftest import Ended

import analysis
from analysis.articles import Article
from analysis.changes import changed_events, changes, find_figures, read_changes
from analysis.corrections import Correction
from analysis.errors import TableError
from analysis.reports import Selection, select, since_last
from analysis.reports.claims import claims_of
from analysis.reports.report import Report
from analysis.reports.since import find_last
from analysis.schema import figures_frame
from analysis.storage import read_figures, write_figures

if TYPE_CHECKING:
    from pathlib import Path

    import pandas as pd
    from conftest import Run

TEXT = (
    "Russia launched 805 drones at Ukraine overnight, and 747 were shot down, "
    "Ukraine's air force said.\n\nAt least two people were killed in Kyiv, officials said."
)
NIGHT = Article("night", TEXT, outlet="The Example", published=date(2025, 9, 7))
OLD = analysis.extract(NIGHT)


def after(*edits: tuple[str, str]) -> pd.DataFrame:
    """The figures of the article with its text edited."""
    text = TEXT
    for before, now in edits:
        text = text.replace(before, now)
    return analysis.extract(replace(NIGHT, text=text))


def told(table: pd.DataFrame) -> list[tuple[Any, ...]]:
    return list(zip(table["change"], table["measure"], table["value"], strict=True))


def test_the_sample_is_read_as_these_tests_expect() -> None:
    expected = [("launched", 805), ("intercepted", 747), ("killed", 2)]
    assert list(zip(OLD["measure"], OLD["value"], strict=True)) == expected


def test_the_same_figures_are_no_change() -> None:
    assert changes(OLD, OLD).empty


def test_an_empty_table_has_the_columns_and_types_of_a_full_one() -> None:
    full = changes(OLD, figures_frame({}))
    assert changes(OLD, OLD).dtypes.to_dict() == full.dtypes.to_dict()


@pytest.mark.parametrize(
    "edit",
    [
        ("Russia launched", "A line that was added above.\n\nRussia launched"),
        ("overnight, and", "in the night, and"),
        ("\n\nAt least", "\n\n\n\nAt least"),
    ],
    ids=["moved", "reworded", "spaced"],
)
def test_a_sentence_that_moved_or_was_reworded_is_no_change(edit: tuple[str, str]) -> None:
    assert told(changes(OLD, after(edit))) == []


def test_a_new_number_in_a_sentence_is_a_change() -> None:
    found = changes(OLD, after(("805", "810")))

    assert told(found) == [("changed", "launched", 810)]
    assert found["details"][0] == "value was 805; low was 805; high was 805"


def test_a_new_measure_of_a_number_is_a_change() -> None:
    found = changes(OLD, after(("747 were shot down", "747 were jammed")))

    assert told(found) == [("changed", "suppressed", 747)]
    assert "measure was intercepted" in found["details"][0]


def test_a_new_bound_is_a_change() -> None:
    found = changes(OLD, after(("launched 805", "launched more than 805")))

    assert found["details"].tolist() == ["high was 805; qualifier was exact"]


def test_an_added_sentence_is_a_new_claim() -> None:
    found = changes(OLD, after(("officials said.", "officials said. Another 12 were injured.")))

    assert told(found) == [("new", "injured", 12)]


def test_a_removed_sentence_is_a_withdrawn_claim() -> None:
    found = changes(
        OLD, after(("\n\nAt least two people were killed in Kyiv, officials said.", ""))
    )

    assert told(found) == [("withdrawn", "killed", 2)]
    assert found["sentence"][0] == "At least two people were killed in Kyiv, officials said."


def test_a_new_article_brings_new_claims() -> None:
    both = analysis.extract([NIGHT, replace(NIGHT, id="dawn")])

    assert set(changes(OLD, both)["article_id"]) == {"dawn"}
    assert set(changes(OLD, both)["change"]) == {"new"}


def test_ids_lead_into_both_tables() -> None:
    found = changes(OLD, after(("Russia", "Once more Russia"), ("805", "810")))

    assert found["old_figure_id"].tolist() == ["night:16:launched"]
    assert found["figure_id"].tolist() == ["night:26:launched"]


def test_of_two_equal_claims_the_one_whose_sentence_went_is_withdrawn() -> None:
    first, last = "71 drones were shot down.", "Later, too, 71 drones were shot down over Kharkiv."
    old = analysis.extract(replace(NIGHT, text=f"{first}\n\n{last}"))
    new = analysis.extract(replace(NIGHT, text=last))
    assert list(changes(old.assign(place="Ukraine"), new.assign(place="Ukraine"))["sentence"]) == [
        first
    ]


def test_changes_stand_in_the_order_of_the_new_text() -> None:
    found = changes(OLD, after(("805", "810"), ("747", "751"), ("two people", "three people")))
    assert told(found) == [
        ("changed", "launched", 810),
        ("changed", "intercepted", 751),
        ("changed", "killed", 3),
    ]


def test_equal_claims_are_counted() -> None:
    repeated = after(
        ("officials said.", "officials said. At least two people were killed in Kyiv.")
    )

    assert told(changes(OLD, repeated)) == [("new", "killed", 2)]


def test_changes_have_a_direction() -> None:
    new = after(("805", "810"))

    assert changes(new, OLD)["value"].tolist() == [805]


def test_a_correction_is_a_change() -> None:
    jammed = analysis.extract(
        NIGHT,
        corrections=[
            Correction(
                "night", "747", "change", "Jane", date(2025, 9, 8), "jammed",
                columns={"measure": "suppressed"},
            )
        ],
    )  # fmt: skip
    assert told(changes(OLD, jammed)) == [("changed", "suppressed", 747)]


def test_something_else_is_refused() -> None:
    with pytest.raises(TableError, match="not a figures table"):
        changes(OLD, OLD.drop(columns="sentence"))


def test_events_change_with_their_numbers() -> None:
    found = changed_events(OLD, after(("805", "810")))

    assert found["change"].tolist() == ["changed"]
    assert found["details"].tolist() == ["launched 805 → 810"]


# The command


@pytest.fixture
def old(tmp_path: Path) -> Path:
    return write_figures(OLD, tmp_path / "old" / "figures.parquet").parent


@pytest.fixture
def new(tmp_path: Path) -> Path:
    return write_figures(after(("805", "810")), tmp_path / "new" / "figures.csv").parent


@pytest.mark.parametrize("command", ["correct", "export", "diff"])
def test_help_of_each_command_has_an_example(run: Run, command: str) -> None:
    assert "Example" in run(command, "--help").out


def test_no_change_ends_with_0(run: Run, old: Path) -> None:
    assert run("diff", old, old) == Ended(0, "No changes.\n", "")


def test_a_change_is_told_with_its_sentence_and_ends_with_1(run: Run, old: Path, new: Path) -> None:
    ended = run("diff", old, new / "figures.csv")

    assert (ended.code, ended.err) == (1, "")
    assert ended.out.startswith("Claims: 0 new, 1 changed, 0 withdrawn\n")
    assert "changed: night: launched 810 count, Ukraine's air force\n    value was 805" in ended.out
    assert "«Russia launched 810 drones at Ukraine" in ended.out


def test_changes_as_json(run: Run, old: Path, new: Path) -> None:
    ended = run("diff", old, new, "--json")

    found = json.loads(ended.out)
    assert ended.code == 1
    assert [one["value"] for one in found["claims"]["changed"]] == [810]
    assert found["claims"]["changed"][0]["published"] == "2025-09-07"
    assert (found["claims"]["new"], len(found["events"]["changed"])) == ([], 1)


@pytest.mark.parametrize("missing", ["nothing.parquet", "."])
def test_a_problem_ends_with_2(run: Run, old: Path, tmp_path: Path, missing: str) -> None:
    ended = run("diff", old, tmp_path / missing)

    assert (ended.code, ended.out) == (2, "")
    assert str(tmp_path) in ended.err


def test_the_figures_of_a_run_are_found_in_its_folder(old: Path) -> None:
    assert find_figures(old) == old / "figures.parquet"


# Reports


def report_of(figures: pd.DataFrame, topic: str = "") -> Report:
    selection = Selection(topic=topic)
    chosen = select(figures, selection)
    return Report("Nights", chosen, tuple(claims_of(chosen)), (NIGHT,), selection)


def test_a_report_leads_from_each_change_to_its_sentence(old: Path) -> None:
    report = report_of(after(("805", "810"), ("At least two", "At least three")))

    shown = since_last(report, str(old / "figures.parquet"))

    assert "Since the last report: 2 changed" in shown.text
    assert '<a href="#f-night-16-launched">810</a>' in shown.html
    assert "value was 805" in shown.html


def test_a_report_shows_a_withdrawn_claim_with_its_sentence(old: Path) -> None:
    report = report_of(OLD[OLD["measure"] != "killed"])

    shown = since_last(report, str(old / "figures.parquet"))

    assert "1 withdrawn" in shown.text
    assert "At least two people were killed in Kyiv, officials said." in shown.html


def test_a_report_compares_its_selection_only(old: Path) -> None:
    shown = since_last(report_of(OLD, "casualties"), str(old / "figures.parquet"))

    assert (
        shown.text
        == "No claim of this selection is new, changed or withdrawn since the last report."
    )


def test_the_first_report_says_so() -> None:
    assert since_last(report_of(OLD)).text == "There is no earlier report to compare with."


def test_text_of_articles_is_escaped(old: Path) -> None:
    bad = OLD.assign(sentence="<script>alert(1)</script>")

    shown = since_last(report_of(bad[:0]), str(write_figures(bad, old / "bad.parquet")))

    assert "<script>" not in shown.html


def test_the_last_report_is_that_whose_claims_differ(tmp_path: Path) -> None:
    current, before = tmp_path / "figures.parquet", tmp_path / "before.parquet"
    new = after(("805", "810"))

    states = [find_last(OLD, current, before)]
    write_figures(OLD, current)
    states += [find_last(OLD, current, before), find_last(new, current, before)]
    write_figures(OLD, before)
    write_figures(new, current)
    states += [find_last(new, current, before)]

    assert states == [None, None, current, before]


def test_a_damaged_file_is_nothing_to_compare_with(tmp_path: Path) -> None:
    (tmp_path / "figures.parquet").write_text("broken")

    assert find_last(OLD, tmp_path / "figures.parquet", tmp_path / "before.parquet") is None


def test_the_parts_of_a_corpus_are_compared_as_one_table(old: Path, tmp_path: Path) -> None:
    (tmp_path / "corpus").mkdir()
    figures = read_figures(find_figures(old))
    for number, part in enumerate((figures.head(1), figures.iloc[1:])):
        write_figures(part, tmp_path / "corpus" / f"figures-{number:05}.parquet")
    claims, events = read_changes(old, tmp_path / "corpus")
    assert (len(claims), len(events)) == (0, 0)
