"""Corrections: read, matched, applied, written, counted as gold; and what is told of each."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

import pandas as pd
import pytest
from conftest import ROOT

import analysis
from analysis.articles import Article, read_article
from analysis.corrections import (
    Correction,
    CorrectionWarning,
    add_corrections,
    corrected_gold,
    corrections_of,
    find_corrections,
    read_corrections,
)
from analysis.corrections.matching import places_of
from analysis.corrections.records import FILE_COLUMNS
from analysis.corrections.values import CHANGEABLE
from analysis.errors import CorrectionError
from analysis.evaluation import judge
from analysis.reports import sources
from analysis.reports.claims import claims_of
from analysis.reports.report import Report
from analysis.reports.selection import Selection
from analysis.schema import COLUMNS, OF_CORRECTIONS

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    Write = Callable[[str, str | bytes], Path]

TEXT = (
    "Night over Kyiv\n\n"
    "Russia launched 123 drones overnight, and 71 were shot down, Ukraine's air force said. "
    "All 14 missiles were intercepted. Some 20 balloons came down by themselves."
)
NIGHT = Article("night", TEXT, "Night over Kyiv", "The Example", date(2025, 2, 12))
DAY = date(2025, 3, 1)
REQUIRED = ("article_id", "words", "action", "who", "when", "why")


def correction(action: str, words: str, **fields: object) -> Correction:
    settings = {"who": "Jane", "when": DAY, "why": "I read it", **fields}
    return Correction("night", words, action, **settings)  # type: ignore[arg-type]


JAMMED = correction("change", "71", of="intercepted", columns={"measure": "suppressed"})
TWICE = correction("drop", "14", of="launched")
MISSED = correction(
    "add", "20 balloons came down", columns={"measure": "hit", "value": 20.0, "weapon": "other"}
)


def numbers(figures: pd.DataFrame) -> list[tuple[str, float]]:
    return list(zip(figures["measure"], figures["value"], strict=True))


MACHINE = analysis.extract(NIGHT)


def test_the_sample_is_read_as_these_tests_expect() -> None:
    expected = [("launched", 123), ("intercepted", 71), ("intercepted", 14), ("launched", 14)]
    assert numbers(MACHINE) == expected


# Applying


def test_a_column_is_changed() -> None:
    figures = analysis.extract(NIGHT, corrections=[JAMMED])

    assert numbers(figures)[1] == ("suppressed", 71)


def test_a_figure_is_dropped() -> None:
    figures = analysis.extract(NIGHT, corrections=[TWICE])

    assert numbers(figures) == [("launched", 123), ("intercepted", 71), ("intercepted", 14)]


def test_a_figure_is_added_with_its_place_and_sentence() -> None:
    added = analysis.extract(NIGHT, corrections=[MISSED]).iloc[-1]

    assert TEXT[added["start"] : added["end"]] == "20"
    assert added["sentence"] == "Some 20 balloons came down by themselves."
    assert (added["topic"], added["unit"], added["qualifier"]) == ("strikes", "count", "exact")
    assert (added["low"], added["high"], added["outlet"]) == (20, 20, "The Example")


def test_an_added_figure_of_an_article_without_figures_stands_at_its_place() -> None:
    empty = Article("empty", "Some 20 balloons came down.")
    last = Article("zz", TEXT)
    added = Correction(
        "empty", "20", "add", "Jane", DAY, "x", columns={"measure": "hit", "value": 20.0}
    )

    figures = analysis.extract([NIGHT, empty, last], corrections=[added])

    assert list(dict.fromkeys(figures["article_id"])) == ["night", "empty", "zz"]


def test_the_table_tells_what_was_corrected_by_whom_when_and_why() -> None:
    figures = analysis.extract(NIGHT, corrections=[JAMMED])

    expected = "measure was intercepted (Jane, 2025-03-01: I read it)"
    assert figures["corrected"].dropna().tolist() == [expected]


def test_the_machines_reading_stays_without_a_mark() -> None:
    assert MACHINE["corrected"].isna().all()


def test_the_id_is_that_of_a_right_reading() -> None:
    figures = analysis.extract(NIGHT, corrections=[JAMMED])

    assert figures["figure_id"][1] == f"night:{TEXT.index('71')}:suppressed"


def test_ids_stay_unique() -> None:
    same = correction("change", "14", of="intercepted", columns={"measure": "launched"})

    assert analysis.extract(NIGHT, corrections=[same])["figure_id"].is_unique


@pytest.mark.parametrize(
    ("columns", "bounds"),
    [
        ({"value": 70.0}, (70, 70)),
        ({"qualifier": "more_than"}, (71, None)),
        ({"qualifier": "less_than"}, (None, 71)),
        ({"qualifier": "approx"}, (None, None)),
        ({"qualifier": "range", "low": 70.0, "high": 72.0}, (70, 72)),
    ],
    ids=str,
)
def test_the_bounds_follow(
    columns: dict[str, object], bounds: tuple[float | None, float | None]
) -> None:
    change = correction("change", "71", columns=columns)

    row = analysis.extract(NIGHT, corrections=[change]).iloc[1]

    assert tuple(None if pd.isna(row[name]) else row[name] for name in ("low", "high")) == bounds


def test_a_column_is_made_missing() -> None:
    change = correction("change", "71", columns={"attribution": None})

    assert pd.isna(analysis.extract(NIGHT, corrections=[change])["attribution"][1])


def test_a_days_change_is_a_day() -> None:
    change = correction("change", "71", columns={"date_end": date(2025, 2, 11)})

    assert analysis.extract(NIGHT, corrections=[change])["date_end"][1] == pd.Timestamp(2025, 2, 11)


def test_claims_of_one_event_share_a_mark() -> None:
    marks = [correction("same_event", words, same_event="the night") for words in ("123", "71")]

    assert analysis.extract(NIGHT, corrections=marks)["same_event"].tolist()[:2] == 2 * [
        "the night"
    ]


def test_corrections_follow_one_another() -> None:
    then = correction("change", "71", of="suppressed", columns={"value": 70.0})

    figures = analysis.extract(NIGHT, corrections=[JAMMED, then])

    assert numbers(figures)[1] == ("suppressed", 70)
    assert figures["corrected"][1].count("Jane") == 2


def test_applying_twice_is_applying_once() -> None:
    then = correction("change", "71", of="suppressed", columns={"measure": "hit"}, why="no, hit")
    every = [JAMMED, then, TWICE, MISSED, correction("same_event", "123", same_event="a")]
    once = analysis.extract(NIGHT, corrections=every)

    pd.testing.assert_frame_equal(analysis.apply_corrections(once, every, [NIGHT]), once)


def test_types_are_those_of_every_figures_table() -> None:
    figures = analysis.extract(NIGHT, corrections=[JAMMED, TWICE, MISSED])

    assert figures.dtypes.astype(str).to_dict() == MACHINE.dtypes.astype(str).to_dict()


def test_derived_tables_hold_the_corrected_number() -> None:
    figures = analysis.extract(NIGHT, corrections=[JAMMED])

    drones = analysis.strikes(figures).query("weapon == 'drone'")
    assert drones["suppressed"].tolist() == [71]


# Matching


def test_whole_words_are_found() -> None:
    assert places_of("71", "In 1971, 7.71 and 71,000 of 71.") == [(28, 30)]


def test_words_are_found_across_line_ends() -> None:
    assert places_of("71 drones", "71\ndrones") == [(0, 9)]


def test_words_with_signs_are_found() -> None:
    assert places_of("$5", "It costs US$5.") == [(11, 13)]


@pytest.mark.parametrize("before", ["", "A line that was added above.\n\n"])
def test_a_text_that_moved_still_matches(before: str) -> None:
    moved = Article("night", before + TEXT)
    change = correction("change", "71", start=TEXT.index("71"), columns={"measure": "suppressed"})

    assert ("suppressed", 71) in numbers(analysis.extract(moved, corrections=[change]))


def state_of(one: Correction, article: Article = NIGHT) -> str:
    checked = analysis.check_corrections(analysis.extract(article), [one], [article])
    return str(checked["state"][0])


@pytest.mark.parametrize(
    ("one", "state"),
    [
        (JAMMED, "applied"),
        (TWICE, "applied"),
        (MISSED, "applied"),
        (correction("change", "71", columns={"measure": "intercepted"}), "unneeded"),
        (correction("drop", "20"), "unneeded"),
        (correction("add", "71", columns={"measure": "intercepted", "value": 71.0}), "unneeded"),
        (correction("drop", "72"), "unmatched"),
        (correction("drop", "14"), "unmatched"),
        (correction("change", "20", columns={"value": 2.0}), "unmatched"),
        (correction("drop", "71", of="hit"), "unneeded"),
        (correction("change", "71", of="hit", columns={"value": 2.0}), "unmatched"),
        (Correction("dawn", "71", "drop", "Jane", DAY, "x"), "elsewhere"),
    ],
    ids=str,
)
def test_each_correction_has_a_state(one: Correction, state: str) -> None:
    assert state_of(one) == state


def test_no_corrections_have_no_states() -> None:
    full = analysis.check_corrections(MACHINE, [JAMMED], [NIGHT])
    empty = analysis.check_corrections(MACHINE, [], [NIGHT])
    assert (len(empty), empty.dtypes.to_dict()) == (0, full.dtypes.to_dict())


def test_words_that_stand_twice_near_by_match_nothing() -> None:
    twice = Article("night", f"It was 71 of 72.\n\n{TEXT}")

    assert state_of(correction("drop", "71", start=TEXT.index("71")), twice) == "unmatched"


def test_an_unmatched_correction_is_a_warning() -> None:
    with pytest.warns(CorrectionWarning) as warned:
        analysis.extract(NIGHT, corrections=[correction("drop", "72")])
    (told,) = map(str, (one.message for one in warned))
    assert told.startswith("correction, drop night «72»: the words «72» no longer stand")


def test_an_unmatched_correction_changes_nothing() -> None:
    told: list[object] = []
    figures = analysis.extract(
        NIGHT, corrections=[correction("drop", "72")], on_problem=told.append
    )

    pd.testing.assert_frame_equal(figures, MACHINE)
    assert len(told) == 1


# The file


def test_the_projects_file_can_be_read() -> None:
    figures = analysis.extract(
        analysis.read_articles(ROOT / "data" / "articles"),
        corrections=ROOT / "data" / "corrections.csv",
    )
    assert list(figures.columns) == list(COLUMNS)


def test_what_is_written_is_read_again(tmp_path: Path) -> None:
    risky = correction(
        "change", "71", start=60, of="hit", columns={"place": None}, why='=1+"2",\n3'
    )
    added = [JAMMED, TWICE, MISSED, risky, correction("same_event", "123", same_event="a")]

    add_corrections(tmp_path / "c.csv", added[:2])
    add_corrections(tmp_path / "c.csv", added[2:])

    assert read_corrections(tmp_path / "c.csv") == added


def test_a_spreadsheet_runs_no_cell(tmp_path: Path) -> None:
    file = add_corrections(tmp_path / "c.csv", [correction("drop", "71", why="=HYPERLINK(1)")])

    assert ",'=HYPERLINK(1)" in file.read_text()


def test_rows_there_are_kept_as_they_are(write: Write) -> None:
    file = write("c.csv", f"{','.join(FILE_COLUMNS)}\n\n")
    before = file.read_bytes()

    assert add_corrections(file, [TWICE]).read_bytes().startswith(before)


GOOD = {
    "article_id": "night",
    "words": "71",
    "action": "change",
    "measure": "suppressed",
    "who": "Jane",
    "when": "2025-03-01",
    "why": "jammed",
}


def file_of(write: Write, row: dict[str, str]) -> Path:
    return write("c.csv", f"{','.join(row)}\n{','.join(row.values())}\n")


def test_columns_that_no_row_needs_may_be_left_out(write: Write) -> None:
    assert read_corrections(file_of(write, GOOD))[0].columns == {"measure": "suppressed"}


@pytest.mark.parametrize(
    ("wrong", "problem"),
    [
        ({"measure": "jammed"}, "line 2: measure is 'jammed', not one of launched"),
        ({"action": "fix"}, "line 2: action is 'fix', not one of change, drop"),
        ({"who": ""}, "line 2: who is empty"),
        ({"why": " "}, "line 2: why is empty"),
        ({"when": "1 March"}, "line 2: when is '1 March'; write the day as 2025-02-12"),
        ({"measure": ""}, "line 2: change: it changes nothing"),
        ({"measure": "none"}, "line 2: measure can never be missing"),
        ({"value": "many"}, "line 2: value is 'many'; give a number in figures"),
        ({"value": "-3"}, "line 2: value is '-3'; give a number of 0 or more"),
        ({"unit": "miles"}, "line 2: unit is 'miles', not one of count"),
        ({"date_end": "2025-02-30"}, "line 2: date_end is '2025-02-30'"),
        ({"action": "drop"}, "line 2: drop: it takes no measure"),
        ({"action": "add"}, "line 2: add: an added figure needs a value"),
        ({"same_event": "a"}, "line 2: change: same_event holds the mark"),
        ({"start": "x"}, "line 2: start is 'x'"),
        ({"start": "1", "end": "9"}, "start 1 and end 9 are 8 characters apart"),
        ({"sentence": "x"}, "its first line has the unknown column 'sentence'"),
    ],
    ids=str,
)
def test_a_bad_row_is_named_with_its_rule(
    write: Write, wrong: dict[str, str], problem: str
) -> None:
    with pytest.raises(CorrectionError, match=problem):
        read_corrections(file_of(write, {**GOOD, **wrong}))


def test_a_missing_column_is_named(write: Write) -> None:
    with pytest.raises(CorrectionError, match="its first line lacks 'why'"):
        read_corrections(write("c.csv", "article_id,words,action,who,when\n"))


def test_a_missing_file_is_named(tmp_path: Path) -> None:
    with pytest.raises(CorrectionError, match=r"cannot read .*c.csv: No such file"):
        read_corrections(tmp_path / "c.csv")


def test_a_file_that_is_no_utf_8_is_named_with_its_line(write: Write) -> None:
    file = write("c.csv", f"{','.join(FILE_COLUMNS)}\nnight,71,Ночь\n".encode("cp1251"))
    with pytest.raises(CorrectionError, match=r"c\.csv: line 2 is not UTF-8; save it as CSV in"):
        read_corrections(file)
    with pytest.raises(CorrectionError, match=r"c\.csv: line 2 is not UTF-8; save it as CSV in"):
        add_corrections(file, [TWICE])


def test_a_file_that_cannot_be_written_is_named_with_the_remedy(write: Write) -> None:
    folder = write("file", "") / "c.csv"
    with pytest.raises(CorrectionError, match=r"cannot write .*c\.csv: .*choose a folder"):
        add_corrections(folder, [TWICE])


def test_what_a_spreadsheet_wrote_is_read_and_stays_as_it_is(write: Write) -> None:
    before = "\ufeffarticle_id;words;action;who;when;why;" + ";".join(
        name for name in FILE_COLUMNS if name not in REQUIRED
    )
    before += '\r\nnight;71;drop;Jane;2025-03-01;"I read it; twice"\r\n'
    file = write("c.csv", before.encode())

    add_corrections(file, [TWICE])

    assert [one.words for one in read_corrections(file)] == ["71", "14"]
    assert file.read_bytes().startswith(before.encode())
    assert file.read_bytes().count(b"\r\n") == file.read_bytes().count(b"\n") == 3


def test_a_measure_of_another_topic_is_refused() -> None:
    change = correction("change", "71", columns={"topic": "aid", "measure": "hit"})

    assert state_of(change) == "unmatched"


def test_the_columns_that_may_change_are_those_of_the_figures() -> None:
    about = ("figure_id", "article_id", "published", "outlet", "title", "url", "story", "sentence")
    others = {*about, "start", "end", *OF_CORRECTIONS}
    assert [name for name in COLUMNS if name not in others] == list(CHANGEABLE)


@pytest.mark.parametrize("articles", ["data/articles", "data/articles/a.txt", "data/articles/*.t*"])
def test_corrections_stand_beside_the_articles_folder(write: Write, articles: str) -> None:
    article = write("data/articles/a.txt", TEXT)
    file = write("data/corrections.csv", "")

    assert find_corrections(article.parents[2] / articles) == file


def test_no_corrections_are_asked_for_by_name(write: Write) -> None:
    article = write("data/articles/a.txt", TEXT)
    write("data/corrections.csv", "broken")

    assert corrections_of([article], "none") == []


# Writing


@pytest.fixture
def article(write: Write) -> Path:
    return write("data/articles/night.md", f"---\npublished: 2025-02-12\n---\n{TEXT}\n")


def write_one(article: Path, at: str, **settings: object) -> str:
    return str(analysis.correct(article, at, who="Jane", why="x", when=DAY, **settings))  # type: ignore[arg-type]


def test_correct_tells_what_changes_and_where_it_is_kept(article: Path) -> None:
    told = write_one(article, "71", change={"measure": "suppressed"}).splitlines()

    file = article.parents[1] / "corrections.csv"
    assert told[0].startswith("night «71»: change measure intercepted, value 71")
    assert told[1:] == ["  measure: intercepted → suppressed", f"written to {file}"]


def test_what_correct_wrote_is_applied(article: Path) -> None:
    write_one(article, "71", change={"measure": "suppressed"})
    write_one(article, "20 balloons", add={"measure": "hit", "value": 20})
    write_one(article, "14", drop=True, of="launched")
    write_one(article, "123", same_event=(article, "71"))

    figures = analysis.extract(read_article(article), corrections=find_corrections(article.parent))

    expected = [("launched", 123), ("suppressed", 71), ("intercepted", 14), ("hit", 20)]
    assert numbers(figures) == expected
    assert figures["same_event"].count() == 2


def test_a_dry_run_writes_nothing(article: Path) -> None:
    assert "not written to" in write_one(article, "71", drop=True, dry_run=True)
    assert find_corrections(article) is None


@pytest.mark.parametrize(
    ("at", "settings", "problem"),
    [
        ("14", {"drop": True}, r"«14» could mean 2 figures(.|\n)*intercepted: (.|\n)*launched: "),
        ("99", {"drop": True}, "night does not hold the words «99»; copy them"),
        ("20", {"drop": True}, "no figure is read in .*«20» balloons"),
        ("71", {"drop": True, "of": "hit"}, "no figure of the measure hit is read in «71»"),
        ("71", {"change": {"measure": "jammed"}}, "measure is 'jammed', not one of"),
        ("71", {"change": {"measure": "intercepted"}}, "the machine now reads it so"),
        ("71", {}, "say exactly one of"),
        ("71", {"drop": True, "add": {"measure": "hit", "value": 1}}, "say exactly one of"),
        ("were", {"add": {"measure": "hit", "value": 1}}, "«were» stands 2 times"),
        ("20", {"add": {"measure": "pledged", "value": 1}}, "needs its unit"),
        ("71", {"same_event": ("data", "71")}, "data: not a file"),
    ],
    ids=str,
)
def test_correct_refuses_and_writes_nothing(
    article: Path,
    at: str,
    settings: dict[str, object],
    problem: str,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.chdir(article.parents[2])
    with pytest.raises(analysis.AnalysisError, match=problem):
        write_one(article, at, **settings)
    assert find_corrections(article) is None


def test_two_events_are_not_made_one_by_mistake(article: Path) -> None:
    write_one(article, "123", same_event=(article, "71"))
    other = article.with_name("dawn.md")
    other.write_text(TEXT)
    write_one(other, "123", same_event=(other, "71"))

    with pytest.raises(CorrectionError, match="marked as two events already"):
        write_one(article, "123", same_event=(other, "123"))


# Gold


def test_corrected_figures_count_as_annotated() -> None:
    every = [JAMMED, TWICE, MISSED]

    verdicts = judge(*corrected_gold(MACHINE, every, [NIGHT])).verdicts

    found = sorted((one.outcome, one.measure, one.number) for one in verdicts)
    assert found == [
        ("invented", "intercepted", "71 count"),
        ("invented", "launched", "14 count"),
        ("missed", "hit", "20 count"),
        ("missed", "suppressed", "71 count"),
    ]


def test_a_machine_that_reads_right_is_told_so() -> None:
    corrected = analysis.extract(NIGHT, corrections=[JAMMED, TWICE, MISSED])
    right = corrected.drop(columns=["corrected", "same_event"])

    result = judge(*corrected_gold(right, [JAMMED, TWICE, MISSED], [NIGHT]))

    assert (result.core.right, result.core.f1) == (2, 1.0)


def test_evaluate_takes_corrections(article: Path) -> None:
    write_one(article, "71", change={"measure": "suppressed"})
    gold = ROOT / "data" / "gold"

    plain = analysis.evaluate(gold)
    both = analysis.evaluate(gold, corrections=article.parents[1] / "corrections.csv")

    assert both.articles == plain.articles + 1
    assert [one.outcome for one in both.verdicts[len(plain.verdicts) :]] == ["missed", "invented"]


def test_evaluate_warns_of_corrections_without_an_article(article: Path) -> None:
    file = add_corrections(
        article.parents[1] / "corrections.csv",
        [Correction("dawn", "71", "drop", "Jane", DAY, "x")],
    )
    with pytest.warns(CorrectionWarning) as warned:
        analysis.evaluate(ROOT / "data" / "gold", corrections=file)
    (told,) = map(str, (one.message for one in warned))
    assert told.startswith(
        "correction, line 2: drop dawn «71»: its article is not among those read"
    )


# Reports


def test_a_report_prints_the_correction_beside_the_sentence() -> None:
    figures = analysis.extract(NIGHT, corrections=[correction("drop", "14", of="launched"), JAMMED])
    report = Report("Nights", figures, tuple(claims_of(figures)), (NIGHT,), Selection())

    printed = sources(report).html

    assert "corrected: measure was intercepted (Jane, 2025-03-01: I read it)" in printed
