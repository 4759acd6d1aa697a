"""A corpus of any size into a folder, part by part: the same files however it comes about."""

from __future__ import annotations

import datetime as dt
import json
import os
import shutil
import subprocess
import sys
import time
import tracemalloc
import zipfile
from itertools import pairwise
from multiprocessing import active_children
from pathlib import Path
from typing import Any

import pandas as pd
import pyarrow.parquet as pq
import pytest
from corpora import (
    FILLER,
    NIGHT,
    PART,
    errors,
    records,
    run,
    tree,
    write_jsonl,
    write_parquet,
)

import analysis
from analysis.corpus import Progress, Settings, extract_corpus
from analysis.corpus.folder import Place
from analysis.corpus.listing import list_files
from analysis.corpus.parts import cut_corpus
from analysis.corpus.working import extract_part
from analysis.corrections import Correction
from analysis.finding import find_articles
from analysis.storage import read_figures

COMMAND = [sys.executable, "-m", "analysis", "extract"]


# How a corpus is cut


def test_parts_hold_every_line_once(tmp_path: Path) -> None:
    path = write_jsonl(tmp_path / "dump.jsonl", records(100))
    parts = list(cut_corpus(path, part_bytes=5_000)[0])
    assert len(parts) > 10
    assert [part.begin for part in parts[1:]] == [part.end for part in parts[:-1]]
    assert (parts[0].begin, parts[-1].end) == (0, path.stat().st_size)


def test_parts_of_lines_begin_with_a_line_and_know_its_number(tmp_path: Path) -> None:
    path = write_jsonl(tmp_path / "dump.jsonl", records(100))
    content = path.read_bytes()
    for part in cut_corpus(path, part_bytes=5_000)[0]:
        assert content[: part.begin].count(b"\n") == part.row
        assert content[part.begin : part.begin + 1] == b"{"


def test_parts_hold_every_row_once(tmp_path: Path) -> None:
    path = write_parquet(tmp_path / "table.parquet", records(100), group=10)
    parts = list(cut_corpus(path, part_bytes=5_000)[0])
    assert len(parts) > 3
    assert all(one.end == following.begin for one, following in pairwise(parts))
    assert (parts[0].begin, parts[-1].end) == (0, 10)


def test_a_new_file_alters_one_part_of_many(tmp_path: Path) -> None:
    for number in range(600):
        (tmp_path / f"{number}.txt").write_text("Text.")
    before = {part.key("") for part in cut_corpus(tmp_path)[0]}
    (tmp_path / "000.txt").write_text("Text.")
    after = {part.key("") for part in cut_corpus(tmp_path)[0]}
    assert len(before) > 3
    assert len(after - before) == 1


@pytest.mark.slow
def test_endless_line_is_cut_and_read_in_little_memory(tmp_path: Path) -> None:
    lines = [json.dumps(record) for record in records(8)]
    path = tmp_path / "in" / "dump.jsonl"
    path.parent.mkdir()
    path.write_text("\n".join([*lines[:4], "x" * 100_000_000, *lines[4:]]) + "\n")
    tracemalloc.start()
    done = run(path, tmp_path / "out")
    peak = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()
    assert (done.read, list(errors(tmp_path / "out")["row"])) == (9, [5])
    assert peak < 100_000_000  # an article may have 16 MB, and ids take as much


def test_hashing_of_a_large_file_tells_that_it_goes_on(tmp_path: Path) -> None:
    path = tmp_path / "dump.jsonl"
    path.write_text(json.dumps({"text": FILLER}) + "\n" + " " * 3_000_000)
    (part,) = cut_corpus(path)[0]
    (tmp_path / "out" / "_parts").mkdir(parents=True)
    steps: list[int] = []
    extract_part(part, Settings(), Place(tmp_path / "out", "0"), reach=steps.append)
    assert steps[:4] == [-1, -2, -3, 0]


def test_foreign_files_in_the_folder_stay(corpus: Path, whole: Path, tmp_path: Path) -> None:
    out = shutil.copytree(whole, tmp_path / "out")
    foreign = [out / "figures-2024.parquet", out / "_parts" / "notes.txt", out / "_articles" / "a"]
    for path in foreign:
        path.write_text("mine")
    run(corpus, out)
    assert [path.read_text() for path in foreign] == ["mine"] * 3


def test_unfinished_folder_holds_no_articles(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    write_jsonl(tmp_path / "dump.jsonl", records(8))
    monkeypatch.setattr("analysis.corpus.run._Run.finish", interrupted)
    with pytest.raises(KeyboardInterrupt):
        run(tmp_path, tmp_path / "out")
    assert list(find_articles(tmp_path).articles) == ["dump"]


def interrupted(*_: object) -> None:
    raise KeyboardInterrupt


def test_dump_that_vanishes_is_an_error_among_others(
    corpus: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    own = shutil.copytree(corpus, tmp_path / "in")

    def vanish(*_: object) -> bool:
        (own / "dump.jsonl").unlink(missing_ok=True)
        return False

    monkeypatch.setattr("analysis.corpus.run._is_done", vanish)
    run(own, tmp_path / "out")
    assert "dump" in set(errors(tmp_path / "out")["article_id"])


def test_file_that_may_be_read_again_is_read(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = write_jsonl(tmp_path / "in" / "dump.jsonl", records(8))
    os.utime(path, (1_000_000_000, 1_000_000_000))
    opened = Path.open

    def refuse(self: Path, *rest: Any, **choices: Any) -> Any:  # noqa: ANN401
        if self == path and working:
            raise PermissionError(13, "Permission denied")
        return opened(self, *rest, **choices)

    def work(*rest: Any, **choices: Any) -> Any:  # noqa: ANN401
        working.append(1)
        return extract_part(*rest, **choices)

    working: list[int] = []
    monkeypatch.setattr(Path, "open", refuse)
    monkeypatch.setattr("analysis.corpus.run.extract_part", work)
    refused = run(path, tmp_path / "out")
    monkeypatch.undo()
    assert (refused.errors, run(path, tmp_path / "out").errors) == (1, 0)


def test_utf_16_and_compressed_lines_are_one_part(tmp_path: Path) -> None:
    lines = write_jsonl(tmp_path / "dump.jsonl", records(20)).read_text()
    (tmp_path / "wide.jsonl").write_text(lines, encoding="utf-16")
    shutil.make_archive(str(tmp_path / "packed"), "zip", tmp_path, "dump.jsonl")
    parts = cut_corpus([tmp_path / "wide.jsonl"], part_bytes=1_000)[0]
    assert [part.kind for part in parts] == ["whole"]


# What a run writes


def test_figures_are_those_of_one_read(corpus: Path, whole: Path) -> None:
    alone = analysis.extract(analysis.read_articles(corpus, on_error=lambda _: None))
    pd.testing.assert_frame_equal(read_figures(whole), alone)


def test_pandas_reads_the_folder_as_one_table(whole: Path) -> None:
    assert len(pd.read_parquet(whole)) == len(read_figures(whole))


def test_each_part_has_its_files(corpus: Path, whole: Path) -> None:
    parts = list(cut_corpus(corpus, part_bytes=PART)[0])
    assert len(parts) > 5
    assert len(list(whole.glob("figures-*.parquet"))) == len(parts)
    stating = [one for one in whole.glob("figures-*.parquet") if len(pd.read_parquet(one))]
    assert len(list((whole / "_articles").glob("articles-*.parquet"))) == len(stating)


def test_articles_with_figures_can_be_read_again(whole: Path) -> None:
    articles = analysis.read_articles(whole / "_articles", on_error=lambda _: None)
    figures = read_figures(whole)
    assert [article.id for article in articles] == list(dict.fromkeys(figures["article_id"]))
    at = {article.id: article.text for article in articles}
    rows = figures[["article_id", "start", "end", "value"]].to_dict("records")
    assert all(
        at[row["article_id"]][row["start"] : row["end"]] == f"{row['value']:g}" for row in rows
    )


def test_bad_article_is_recorded_with_cause_and_remedy(corpus: Path, whole: Path) -> None:
    row = errors(whole).loc[0]
    assert (row["article_id"], row["path"]) == ("bad", str(corpus / "bad.txt"))
    assert row["cause"].startswith("line 2: ")
    assert row["remedy"]


def test_bad_line_is_recorded_with_its_number(tmp_path: Path) -> None:
    path = write_jsonl(tmp_path / "dump.jsonl", records(100))
    lines = path.read_text().splitlines(keepends=True)
    path.write_text("".join([*lines[:70], "{broken\n", *lines[70:]]))
    done = run(path, tmp_path / "out")
    assert (done.errors, errors(tmp_path / "out")["row"].to_list()) == (1, [71])


def test_rows_have_the_ids_of_their_place_in_the_file(tmp_path: Path) -> None:
    rows = [{k: v for k, v in row.items() if k != "id"} for row in records(120)]
    run(write_parquet(tmp_path / "t.parquet", rows), tmp_path / "a")
    run(write_jsonl(tmp_path / "t.jsonl", rows), tmp_path / "b")
    expected = [f"t#{number + 1}" for number in range(0, 120, 4)]
    assert list(dict.fromkeys(read_figures(tmp_path / "a")["article_id"])) == expected
    assert list(dict.fromkeys(read_figures(tmp_path / "b")["article_id"])) == expected


def test_id_of_two_articles_stays_with_the_first(tmp_path: Path) -> None:
    write_jsonl(tmp_path / "in/a.jsonl", records(80))
    write_jsonl(tmp_path / "in/b.jsonl", records(4))
    done = run(tmp_path / "in", tmp_path / "out")
    figures = read_figures(tmp_path / "out")
    assert done.renamed == 1
    assert list(dict.fromkeys(figures["article_id"]))[-1] == "b#1"
    assert not figures["figure_id"].duplicated().any()
    assert figures["figure_id"].iloc[-1].startswith("b#1:")


def test_manifest_tells_what_was_read_and_by_what(corpus: Path, whole: Path) -> None:
    manifest = json.loads((whole / "_manifest.json").read_text())
    assert manifest["analysis"] == analysis.__version__
    assert manifest["versions"]["pandas"] == pd.__version__
    assert manifest["totals"]["errors"] == 1
    hashes = [file["sha256"] for part in manifest["parts"] for file in part["files"]]
    assert all(len(one) == 64 for one in hashes)


def test_empty_corpus_gives_an_empty_folder(tmp_path: Path) -> None:
    (tmp_path / "in").mkdir()
    assert run(tmp_path / "in", tmp_path / "out").parts == 0


def test_files_of_other_kinds_are_told(corpus: Path, tmp_path: Path, whole: Path) -> None:
    shutil.copytree(whole, tmp_path / "out")
    assert run(corpus, tmp_path / "out").others == [str(corpus / "picture.png")]


def test_output_within_the_corpus_is_no_part_of_it(tmp_path: Path) -> None:
    write_jsonl(tmp_path / "dump.jsonl", records(8))
    first = run(tmp_path, tmp_path / "out")
    again = run(tmp_path, tmp_path / "out")
    assert (again.read, again.others) == (first.read, [])


def test_figures_of_another_run_are_no_articles(tmp_path: Path) -> None:
    write_jsonl(tmp_path / "in" / "dump.jsonl", records(8))
    run(tmp_path / "in", tmp_path / "in" / "figures")
    read = [*find_articles(tmp_path).articles], list_files([tmp_path]).files()
    assert (read[0], len(read[1])) == (["dump"], 1)


def test_corrections_are_applied_and_taken_back(corpus: Path, whole: Path, tmp_path: Path) -> None:
    out = shutil.copytree(whole, tmp_path / "out")
    day = pd.Timestamp("2025-02-12").date()
    change = {"columns": {"measure": "suppressed"}, "who": "Jane", "when": day, "why": "jammed"}
    correction = Correction("note-3", "3", "change", of="intercepted", **change)  # type: ignore[arg-type]
    elsewhere = Correction("nowhere", "3", "drop", who="Jane", when=day, why="twice")
    done = run(corpus, out, corrections=[correction, elsewhere])
    assert "suppressed" in set(read_figures(out)["measure"])
    assert (done.elsewhere, done.figures) == (["nowhere"], len(read_figures(out)))
    run(corpus, out)
    assert tree(out) == tree(whole)


QUIET = "Nothing was told of the night."
ADDED = {"action": "add", "who": "Jane", "when": dt.date(2025, 2, 12), "why": "overlooked"}
FIGURE = {"measure": "launched", "value": 7.0, "unit": "item"}


@pytest.fixture
def quiet(tmp_path: Path) -> Path:
    """A corpus of several parts; articles r41, r42, r43 and some others state no figure."""
    rows = [{**row, "body": row["body"] + QUIET} for row in records(120, first=1)]
    return write_jsonl(tmp_path / "in" / "dump.jsonl", rows).parent


def adding(article_id: str, words: str = QUIET) -> Correction:
    return Correction(article_id, words, columns=FIGURE, **ADDED)  # type: ignore[arg-type]


def test_figure_is_added_to_an_article_without_figures(quiet: Path, tmp_path: Path) -> None:
    done = run(quiet, tmp_path / "out", corrections=[adding("r42")])
    figures = read_figures(tmp_path / "out")
    (row,) = figures.index[figures["article_id"] == "r42"]
    assert (done.elsewhere, done.unmatched, done.figures) == ([], [], len(figures))
    assert list(figures["article_id"][row - 1 : row + 2]) == ["r40", "r42", "r44"]
    assert figures["sentence"][row] == QUIET


def test_article_with_an_added_figure_can_be_read_again(quiet: Path, tmp_path: Path) -> None:
    run(quiet, tmp_path / "out", corrections=[adding("r42")])
    texts = {one.id: one.text for one in analysis.read_articles(tmp_path / "out" / "_articles")}
    assert texts["r42"].endswith(FILLER + QUIET)


def test_figure_that_is_added_no_more_leaves_nothing(quiet: Path, tmp_path: Path) -> None:
    run(quiet, tmp_path / "out", corrections=[adding("r42"), adding("r44")])
    run(quiet, tmp_path / "out")
    run(quiet, tmp_path / "other")
    assert tree(tmp_path / "out") == tree(tmp_path / "other")


def test_article_to_add_to_is_looked_for_once(
    quiet: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    corrections = [adding("r42"), adding("nowhere")]
    run(quiet, tmp_path / "out", corrections=corrections)
    before = tree(tmp_path / "out")
    monkeypatch.setattr("analysis.corpus.run.extract_part", pytest.fail)
    assert run(quiet, tmp_path / "out", corrections=corrections).elsewhere == ["nowhere"]
    assert tree(tmp_path / "out") == before


def test_words_to_add_that_are_not_there_are_told(quiet: Path, tmp_path: Path) -> None:
    done = run(quiet, tmp_path / "out", corrections=[adding("r42", "the old bridge")])
    assert ["the old bridge" in text for text in done.unmatched] == [True]
    assert "r42" not in set(pd.read_parquet(tmp_path / "out" / "_articles")["id"])


def test_folder_with_parts_that_state_nothing_can_be_read(tmp_path: Path) -> None:
    rows = [{**row, "body": FILLER} for row in records(60)] + records(60, first=60)
    run(write_jsonl(tmp_path / "in" / "dump.jsonl", rows), tmp_path / "out")
    assert len(list(analysis.read_articles(tmp_path / "out" / "_articles"))) == 15


def test_row_of_a_dump_is_counted_with_those_put_aside(tmp_path: Path) -> None:
    rows = records(9)
    pd.DataFrame(rows).to_csv(tmp_path / "dump.csv", index=False)
    for row in rows[1:]:
        row["body"] += FILLER * 4
    pd.DataFrame(rows).to_csv(tmp_path / "dump.csv", index=False)
    run(tmp_path / "dump.csv", tmp_path / "out")
    kept = pd.read_parquet(tmp_path / "out" / "_articles")
    assert list(zip(kept["id"], kept["row"], strict=True)) == [("r0", 1), ("r4", 5), ("r8", 9)]


def test_page_of_a_web_archive_is_put_aside_before_it_is_parsed(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    pytest.importorskip("fastwarc")
    from source_samples import warc

    paragraph = "<p>" + FILLER + "</p>"
    pages = [
        f"<html><body><article>{paragraph}<p>{NIGHT.format(50, 20)}</p></article></body></html>",
        *[f"<html><body><article>{paragraph}</article></body></html>"] * 3,
    ]
    (tmp_path / "crawl.warc").write_bytes(warc(*pages))
    checked: list[int] = []
    monkeypatch.setattr(
        "analysis.sources.webarchives._check", lambda page, _limits: checked.append(len(page))
    )
    done = run(tmp_path / "crawl.warc", tmp_path / "out")
    assert (done.read, done.aside, done.articles) == (4, 3, 1)
    assert len(checked) == 1


def test_copies_of_a_story_are_found_over_parts(tmp_path: Path) -> None:
    rows = records(200)
    rows[196] = {**rows[4], "id": "copy"}
    run(write_parquet(tmp_path / "t.parquet", rows), tmp_path / "out")
    stories = read_figures(tmp_path / "out").set_index("article_id")["story"]
    assert (stories["copy"].iloc[0], stories["r4"].iloc[0]) == ("r4", "r4")


def test_stories_can_be_left_out(tmp_path: Path) -> None:
    path = write_jsonl(tmp_path / "dump.jsonl", records(8))
    run(path, tmp_path / "out", settings=Settings(stories=False))
    figures = read_figures(tmp_path / "out")
    assert figures["story"].to_list() == figures["article_id"].to_list()


# A run again, and after an interruption


def test_second_run_reads_nothing(
    corpus: Path, whole: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    out = shutil.copytree(whole, tmp_path / "out")
    monkeypatch.setattr("analysis.corpus.working.extract_part", pytest.fail)
    done = run(corpus, out)
    assert done.kept == done.parts
    assert tree(out) == tree(whole)


@pytest.fixture
def own(corpus: Path, whole: Path, tmp_path: Path) -> tuple[Path, Path]:
    """A copy of the corpus that may be changed, and the folder of a run over it."""
    copy = shutil.copytree(corpus, tmp_path / "mixed")
    out = tmp_path / "out"
    run(copy, out)
    return copy, out


def from_nothing(copy: Path) -> dict[str, str]:
    out = copy.parent / "from nothing"
    run(copy, out)
    return tree(out)


def test_only_parts_that_changed_are_read(own: tuple[Path, Path]) -> None:
    copy, out = own
    write_parquet(copy / "table.parquet", records(90, first=2000))
    done = run(copy, out)
    assert 0 < done.kept < done.parts
    assert tree(out) == from_nothing(copy)


def test_touched_files_are_not_read_again(own: tuple[Path, Path]) -> None:
    copy, out = own
    for path in copy.iterdir():
        os.utime(path, (1, 1))
    done = run(copy, out)
    assert done.kept == done.parts


def test_deleted_file_takes_its_figures_along(own: tuple[Path, Path]) -> None:
    copy, out = own
    (copy / "dump.jsonl").unlink()
    run(copy, out)
    assert tree(out) == from_nothing(copy)


def test_damaged_part_is_read_again(corpus: Path, whole: Path, tmp_path: Path) -> None:
    out = shutil.copytree(whole, tmp_path / "out")
    for path in list((out / "_parts").glob("*.json"))[:2]:
        path.write_text("{")
    figures = next((out / "_parts").glob("*.figures.parquet"))
    figures.write_bytes(b"")
    run(corpus, out)
    assert tree(out) == tree(whole)


@pytest.mark.slow
def test_ctrl_c_leaves_a_run_that_goes_on(corpus: Path, whole: Path, tmp_path: Path) -> None:
    def interrupt(progress: Progress) -> None:
        if progress.done:
            raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        run(corpus, tmp_path / "out", on_progress=interrupt, workers=1)
    assert active_children() == []
    assert not list((tmp_path / "out").glob("figures-*"))
    assert run(corpus, tmp_path / "out").kept >= 1
    assert tree(tmp_path / "out") == tree(whole)


@pytest.mark.slow
def test_killed_run_goes_on_where_it_was(tmp_path: Path) -> None:
    corpus = tmp_path / "in"
    for number in range(12):
        write_jsonl(corpus / f"{number}.jsonl", records(400, first=1000 * number))
    command = [*COMMAND, corpus, "-o", f"{tmp_path / 'out'}/", "--workers", "1"]
    with subprocess.Popen(command, stderr=subprocess.DEVNULL) as process:
        while not list((tmp_path / "out" / "_parts").glob("*.json")):
            time.sleep(0.01)
        process.kill()
    done = extract_corpus(corpus, tmp_path / "out")
    assert 0 < done.kept < done.parts
    extract_corpus(corpus, tmp_path / "whole", workers=1)
    assert tree(tmp_path / "out") == tree(tmp_path / "whole")


# The command


@pytest.mark.slow
def test_command_tells_what_it_did(
    corpus: Path, whole: Path, tmp_path: Path, capfd: pytest.CaptureFixture[str]
) -> None:
    from analysis.cli import main

    out = tmp_path / "out"
    with pytest.raises(SystemExit) as ended:
        main(["extract", str(corpus), "-o", f"{out}/", "--workers", "1"])
    told = capfd.readouterr().err
    assert ended.value.code == 3
    assert "left out, being of no known kind: " in told
    assert f"; 1 not read, see {out / '_errors.csv'}" in told
    assert "Reading figures" not in told  # a pipe gets no bar


@pytest.mark.slow
def test_terminal_shows_how_far_a_run_is(corpus: Path, tmp_path: Path) -> None:
    from test_cli import in_terminal

    printed = in_terminal("extract", corpus, "-o", f"{tmp_path / 'out'}/", "--workers", "1")
    assert "Reading figures" in printed
    assert "%" in printed


@pytest.mark.parametrize(
    ("words", "problem"),
    [
        (["-o", "x.csv", "--workers", "2"], "are for a folder"),
        (["-o", "x/", "-o", "y.csv"], "a folder takes all"),
        (["--column", "text"], "is no FIELD=NAME"),
    ],
    ids=str,
)
def test_command_called_wrongly(
    capfd: pytest.CaptureFixture[str], words: list[str], problem: str
) -> None:
    from analysis.cli import main

    with pytest.raises(SystemExit) as ended:
        main(["extract", "in", *words])
    assert ended.value.code == 2
    assert problem in capfd.readouterr().err


def test_column_and_anchors_are_settings(tmp_path: Path) -> None:
    rows = [{"words": FILLER + "Atlantis shot down 20 drones.", "text": "Nothing."}]
    path = write_jsonl(tmp_path / "dump.jsonl", rows)
    from analysis.extraction.anchors import Anchors

    settings = Settings({"text": "words"}, Anchors(((b"atlantis", float("inf")),)))
    assert run(path, tmp_path / "a").figures == 0
    assert run(path, tmp_path / "b", settings=settings).figures == 1


def test_unwritable_folder_is_told(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("")
    with pytest.raises(analysis.AnalysisError, match="cannot write"):
        run(tmp_path, tmp_path / "file" / "out")


@pytest.mark.parametrize("inside", [".", "night.txt", "*.txt"])
def test_a_folder_that_holds_the_articles_takes_no_figures(tmp_path: Path, inside: str) -> None:
    (tmp_path / "night.txt").write_text("Russia launched 123 drones.")
    with pytest.raises(analysis.AnalysisError, match="the articles are in it"):
        run(tmp_path / inside, tmp_path)
    assert [path.name for path in tmp_path.iterdir()] == ["night.txt"]


def test_an_interrupted_command_tells_how_to_go_on(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path, capfd: pytest.CaptureFixture[str]
) -> None:
    from analysis.cli import main

    def interrupted(*_words: object, **_choices: object) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr("analysis.corpus.run.extract_corpus", interrupted)
    with pytest.raises(SystemExit) as ended:
        main(["extract", "in", "-o", f"{tmp_path / 'out'}/"])
    told = capfd.readouterr().err.strip()
    assert (ended.value.code, told) == (130, "interrupted; run the same command again to go on")


def test_articles_put_aside_are_counted(tmp_path: Path) -> None:
    path = write_parquet(tmp_path / "t.parquet", records(100))
    done = run(path, tmp_path / "out")
    assert (done.read, done.aside, done.articles) == (100, 75, 25)
    assert pq.read_table(tmp_path / "out" / "_articles").num_rows == 25


@pytest.mark.slow
def test_names_that_are_no_utf_8_are_read_and_told(tmp_path: Path) -> None:
    folder = tmp_path / "news"
    folder.mkdir()
    for name, text in ((b"caf\xe9.txt", NIGHT.format(123, 71)), (b"leer\xe9.txt", "")):
        (folder / os.fsdecode(name)).write_text(text)
    done = run(folder, tmp_path / "out", workers=1)
    assert (done.figures, done.errors) == (2, 1)
    assert errors(tmp_path / "out")["path"].to_list() == [f"{folder}/leer\ufffd.txt"]


def test_articles_in_another_script_are_told_by_name(tmp_path: Path) -> None:
    (tmp_path / "news").mkdir()
    (tmp_path / "news" / "cyrillic.txt").write_text("Росія запустила 123 дрони.")
    (tmp_path / "news" / "english.txt").write_text(NIGHT.format(123, 71))
    done = run(tmp_path / "news", tmp_path / "out")
    assert done.foreign == ["cyrillic"]


@pytest.mark.slow
def test_command_counts_no_article_that_cannot_be_read(
    tmp_path: Path, capfd: pytest.CaptureFixture[str]
) -> None:
    from analysis.cli import main

    (tmp_path / "news").mkdir()
    (tmp_path / "news" / "cyrillic.txt").write_text("Росія запустила 123 дрони.")
    (tmp_path / "news" / "empty.txt").write_text("")
    with pytest.raises(SystemExit):
        main(["extract", str(tmp_path / "news"), "-o", f"{tmp_path / 'out'}/", "--workers", "1"])
    told = capfd.readouterr().err
    assert "not in Latin letters: cyrillic; only English is read\n0 figures from 1 article" in told


def test_folder_whose_name_is_no_utf_8_is_refused(tmp_path: Path) -> None:
    (tmp_path / "night.txt").write_text(NIGHT.format(123, 71))
    with pytest.raises(analysis.AnalysisError, match="name is no UTF-8; name another one"):
        run(tmp_path / "night.txt", tmp_path / os.fsdecode(b"caf\xe9"))


def test_members_of_other_kinds_are_told_by_each_run(tmp_path: Path) -> None:
    with zipfile.ZipFile(tmp_path / "news.zip", "w") as archive:
        archive.writestr("night.txt", NIGHT.format(123, 71))
        archive.writestr("map.png", "PNG")
    told = [run(tmp_path / "news.zip", tmp_path / "out").others for _ in range(2)]
    assert told == [[f"{tmp_path}/news.zip/map.png"]] * 2
