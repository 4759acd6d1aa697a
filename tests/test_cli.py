"""The command line: what it prints, what it writes, and with which code it ends."""

from __future__ import annotations

import os
import pty
import re
import subprocess
import sys
import zipfile
from typing import TYPE_CHECKING

import pandas as pd
import pytest
from conftest import ROOT, Ended

from analysis.storage import read_figures

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from conftest import Run

    Write = Callable[[str, str | bytes], Path]

NIGHT = """Six of seven missiles downed

Russia launched 123 drones at Ukraine overnight, and 71 were shot down, Ukraine's air force said.
"""
COMMAND = [sys.executable, "-m", "analysis"]


def in_terminal(*words: object, **environment: str) -> str:
    """What the command prints when its output is a terminal."""
    ours, theirs = pty.openpty()
    # An empty NO_COLOR counts as none.
    settings = {**os.environ, "TERM": "xterm-256color", "NO_COLOR": "", **environment}
    process = subprocess.Popen(
        [*COMMAND, *map(str, words)], stdout=theirs, stderr=theirs, stdin=theirs, env=settings
    )
    os.close(theirs)
    parts = []
    while part := _read(ours):
        parts.append(part)
    process.wait()
    os.close(ours)
    return b"".join(parts).decode()


def _read(descriptor: int) -> bytes:
    try:
        return os.read(descriptor, 65536)
    except OSError:  # Linux tells so that the other end of a terminal is closed.
        return b""


def test_help_teaches_with_examples(run: Run) -> None:
    ended = run("--help")
    assert ended.code == 0
    assert "analysis extract data/articles -o out.xlsx" in ended.out


@pytest.mark.parametrize("command", ["extract", "show", "explain", "report", "evaluate"])
def test_help_of_each_command_has_an_example(run: Run, command: str) -> None:
    assert "Example" in run(command, "--help").out


@pytest.mark.parametrize("command", ["extract", "show", "explain", "evaluate", "correct", "export"])
def test_files_that_the_help_names_are_there(run: Run, command: str) -> None:
    named = re.findall(r" (data/[^ ]+\.(?:md|csv))\b", run(command, "--help").out)
    assert [one for one in named if not (ROOT / one).exists() and "figures." not in one] == []


def test_version(run: Run) -> None:
    assert run("--version") == Ended(0, "analysis, version 0.1.0\n", "")


@pytest.mark.parametrize(
    ("words", "problem"),
    [
        (["extract"], "Missing argument 'PATHS...'"),
        (["extract", "a.txt", "-o", "a.doc"], "a.doc: the name must end in one of .parquet"),
        (["exract"], "No such command 'exract'"),
        (["show", "--colour"], "No such option"),
    ],
    ids=str,
)
def test_wrong_call_ends_with_2(run: Run, words: list[str], problem: str) -> None:
    ended = run(*words)
    assert (ended.code, ended.out) == (2, "")
    assert problem in ended.err


@pytest.mark.parametrize("command", ["extract", "show", "explain"])
def test_problem_is_one_message_and_ends_with_1(run: Run, command: str) -> None:
    ended = run(command, "missing.txt")
    assert (ended.code, ended.out) == (1, "")
    assert ended.err.startswith("analysis: missing.txt: ")
    assert ended.err.count("\n") == 1


def test_extract_prints_csv_into_a_pipe(run: Run, write: Write) -> None:
    ended = run("extract", write("night.txt", NIGHT))
    assert (ended.code, ended.err) == (0, "")
    assert ended.out.startswith("figure_id,article_id,published,")
    assert ",launched,123" in ended.out


@pytest.mark.parametrize("suffix", [".parquet", ".csv", ".jsonl", ".xlsx"])
def test_extract_writes_the_same_table_in_each_form(
    run: Run, write: Write, tmp_path: Path, suffix: str
) -> None:
    article = write("night.txt", NIGHT)
    ended = run("extract", article, "-o", tmp_path / f"a{suffix}", "-o", tmp_path / "b.parquet")
    assert (ended.code, ended.out) == (0, "")
    pd.testing.assert_frame_equal(
        read_figures(tmp_path / f"a{suffix}"), read_figures(tmp_path / "b.parquet")
    )


def test_extract_says_what_it_wrote(run: Run, write: Write, tmp_path: Path) -> None:
    target = tmp_path / "a.csv"
    ended = run("extract", write("empty.txt", "Nothing to count."), "-o", target)
    assert ended.err == f"0 figures from 1 article in {target}\n"


def test_skipped_articles_are_told_and_end_with_3(run: Run, write: Write, tmp_path: Path) -> None:
    write("in/night.txt", NIGHT)
    bad = write("in/bad.txt", "---\ntitle: a: b\n---\nText.")
    ended = run("extract", tmp_path / "in", "-o", tmp_path / "a.csv")
    assert ended.code == 3
    assert ended.err.startswith(f"skipped {bad}: line 2: ")
    assert ended.err.endswith("; 1 skipped\n")


def test_files_of_other_kinds_are_named(run: Run, write: Write, tmp_path: Path) -> None:
    write("in/night.txt", NIGHT)
    picture = write("in/a.png", "")
    ended = run("extract", tmp_path / "in")
    assert (ended.code, ended.err) == (0, f"left out, being of no known kind: {picture}\n")


def test_a_folder_without_articles_gives_an_empty_table(run: Run, tmp_path: Path) -> None:
    ended = run("extract", tmp_path)
    told = f"no articles found in {tmp_path}: put .txt, .md or other files of articles there\n"
    assert (ended.code, ended.err, ended.out.count("\n")) == (0, told, 1)


@pytest.mark.parametrize("output", ["figures.csv", "figures/"])
def test_a_folder_without_articles_is_told_where_figures_go_to_a_file(
    run: Run, tmp_path: Path, output: str
) -> None:
    (tmp_path / "empty").mkdir()
    ended = run("extract", tmp_path / "empty", "-o", f"{tmp_path}/{output}")
    assert ended.err.startswith(f"no articles found in {tmp_path}/empty: put .txt, .md or other")


def test_show_puts_figures_in_brackets_in_a_pipe(run: Run, write: Write) -> None:
    ended = run("show", write("night.txt", NIGHT))
    assert "Russia launched [123" in ended.out
    assert "\x1b" not in ended.out


def test_show_keeps_the_lines_of_the_article(run: Run, write: Write) -> None:
    line = "word " * 60 + "end."
    assert line in run("show", write("long.txt", line)).out


@pytest.mark.slow
def test_show_marks_figures_in_colour_in_a_terminal(write: Write) -> None:
    assert "\x1b[1;31m123" in in_terminal("show", write("night.txt", NIGHT))


@pytest.mark.slow
def test_show_respects_no_color(write: Write) -> None:
    printed = in_terminal("show", write("night.txt", NIGHT), NO_COLOR="1")
    assert "launched [123" in printed
    assert "\x1b[1;31m" not in printed


@pytest.mark.slow
def test_show_prints_no_control_characters(write: Write) -> None:
    article = write("bad.txt", "Title\n\n\x1b]0;owned\x07\x1b[2J 71 drones \u202egnp.exe \x9b31m")
    printed = in_terminal("show", article)
    assert "]0;owned[2J 71 drones gnp.exe ›31m" in printed
    obeyed = ("\x1b]0", "\x1b[2J", "\x07", "\u202e", "\x9b")
    assert [sign for sign in obeyed if sign in printed] == []


@pytest.mark.slow
def test_extract_shows_a_table_in_a_terminal(write: Write) -> None:
    printed = in_terminal("extract", write("night.txt", NIGHT))
    assert "Measure" in printed
    assert "figure_id," not in printed


def test_explain_tells_the_rule_of_each_number(run: Run, write: Write) -> None:
    ended = run("explain", write("night.txt", NIGHT))
    assert ended.code == 0
    assert "launched" in ended.out


def test_report_refuses_a_parameter_that_its_notebook_does_not_take(
    run: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(ROOT)
    ended = run("report", "strikes", "-p", "strt", "2025-01-01", "--output", tmp_path)
    assert (ended.code, list(tmp_path.iterdir())) == (1, [])
    assert "Did you mean start?" in ended.err


def test_report_needs_the_project(
    run: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    ended = run("report")
    assert (ended.code, ended.out) == (1, "")
    assert "run this in the project's folder" in ended.err


def test_evaluate_tells_scores_and_what_changed(run: Run, tmp_path: Path) -> None:
    kept = tmp_path / "old.json"
    first = run("evaluate", ROOT / "data" / "gold", "--save", kept)
    second = run("evaluate", ROOT / "data" / "gold", "--against", kept)
    assert (first.code, second.code) == (0, 0)
    assert "precision" in first.out
    assert second.out == f"{first.out}\n0 gained, 0 lost\n"


def test_evaluate_without_gold_is_a_problem(run: Run, tmp_path: Path) -> None:
    assert run("evaluate", tmp_path).code == 1


def test_module_is_the_same_command() -> None:
    run = subprocess.run([*COMMAND, "--version"], capture_output=True, text=True, check=True)
    assert run.stdout == "analysis, version 0.1.0\n"


@pytest.mark.slow
@pytest.mark.parametrize("articles", [1, 300], ids=["at the end", "midway"])
def test_broken_pipe_is_silent(write: Write, tmp_path: Path, articles: int) -> None:
    for number in range(articles):
        write(f"in/{number}.txt", NIGHT)
    with subprocess.Popen(
        [*COMMAND, "extract", tmp_path / "in"], stdout=subprocess.PIPE, stderr=subprocess.PIPE
    ) as process:
        assert process.stdout is not None
        assert process.stderr is not None
        process.stdout.close()
        assert (process.stderr.read(), process.wait()) == (b"", 1)


def test_interrupt_ends_quietly_with_130() -> None:
    script = (
        "import signal, time, analysis.articles as articles\n"
        "from analysis.cli import main\n"
        "interrupt = lambda *_, **__: (signal.raise_signal(signal.SIGINT), time.sleep(60))\n"
        "articles.read_articles = interrupt\n"
        f"main(['extract', {str(ROOT / 'data' / 'articles')!r}])\n"
    )
    run = subprocess.run([sys.executable, "-c", script], capture_output=True, check=False)
    assert (run.returncode, run.stdout, run.stderr) == (130, b"", b"\n")


def test_one_of_many_articles_is_shown(run: Run, write: Write) -> None:
    path = write("a.csv", "key,story\n1,Six drones fell.\n2,Russia launched 123 drones.\n")
    ended = run("show", path, "--article", "a#2", "--column", "text=story")
    assert "launched [123]" in ended.out


def test_one_of_many_articles_is_explained(run: Run, write: Write) -> None:
    path = write("a.jsonl", '{"text": "Six drones fell."}\n{"text": "Russia launched 123 drones."}')
    assert "123: launched" in run("explain", path, "--article", "a#2").out


@pytest.mark.parametrize(
    ("arguments", "problem"),
    [
        ([], "several articles, such as a#1 and a#2; say which one is meant"),
        (["--article", "b"], "it holds no article 'b', but a#1, a#2"),
        (["--column", "text"], "'text' is no FIELD=NAME, such as text=body"),
    ],
    ids=["none", "missing", "no column"],
)
def test_an_article_that_is_not_clear_is_asked_for(
    run: Run, write: Write, arguments: list[str], problem: str
) -> None:
    path = write("a.jsonl", '{"text": "One."}\n{"text": "Two."}')
    assert problem in run("show", path, *arguments).err


def test_one_of_many_articles_is_corrected(run: Run, write: Write) -> None:
    path = write("a.jsonl", '{"text": "Six drones fell."}\n{"text": "Russia launched 123 drones."}')
    why = ["--who", "Jane Doe", "--why", "an example"]
    written = run("correct", path, "--article", "a#2", "--at", 123, "--set", "value=124", *why)
    assert "value: 123 → 124" in written.out
    assert "launched,124.0" in run("extract", path).out


@pytest.mark.parametrize("command", ["show", "explain", "extract"])
def test_articles_in_another_script_are_named(run: Run, write: Write, command: str) -> None:
    path = write("nich.txt", "Росія запустила 123 дрони, повідомили Повітряні сили.")
    assert "not in Latin letters: nich; only English is read" in run(command, path).err


def test_names_in_another_script_are_no_other_language(run: Run, write: Write) -> None:
    path = write("night.txt", "Russia (Росія) launched 123 drones (дронів).")
    assert run("extract", path).err == ""


def test_a_figures_file_that_is_not_there_is_told(run: Run) -> None:
    assert "cannot read old: No such file" in run("diff", "old", "new").err


def test_members_of_other_kinds_are_named(run: Run, tmp_path: Path) -> None:
    path = tmp_path / "a.zip"
    with zipfile.ZipFile(path, "w") as archive:
        archive.writestr("night.txt", NIGHT)
        archive.writestr("a.png", b"")
    assert run("extract", path).err == f"left out, being of no known kind: {path}/a.png\n"


def test_one_of_several_articles_is_asked_for(run: Run, write: Write) -> None:
    path = write("dump.json", '[{"text": "a"}, {"text": null}, {"text": "b"}]')
    assert "several articles, such as dump#1 and dump#3; say which" in run("show", path).err


def test_a_column_of_nothing_that_an_article_has_is_a_wrong_call(run: Run) -> None:
    ended = run("extract", "a.csv", "--column", "body=x")
    assert (ended.code, "name one of: text, title" in ended.err) == (2, True)


def test_no_corrections_are_no_place_to_write_to(run: Run, write: Write) -> None:
    words = ("--at", "123", "--drop", "--who", "Jane", "--why", "x", "--corrections", "none")
    ended = run("correct", write("night.txt", NIGHT), *words)
    assert (ended.code, "name the file to write to" in ended.err) == (2, True)


def test_words_that_an_article_does_not_hold_are_told_with_its_name(run: Run, write: Write) -> None:
    ended = run(
        "correct", write("night.txt", NIGHT), "--at", "9", "--drop", "--who", "J", "--why", "x"
    )
    assert ended.err.startswith("analysis: night does not hold the words «9»; copy them")


def test_export_of_nothing_writes_nothing(run: Run, tmp_path: Path) -> None:
    (tmp_path / "empty").mkdir()
    ended = run("export", tmp_path / "out", "--articles", tmp_path / "empty")
    assert (ended.code, (tmp_path / "out").exists()) == (1, False)
    assert "empty: no article can be read, so there is nothing to export" in ended.err


def test_export_of_figures_takes_no_corrections(run: Run) -> None:
    ended = run("export", "out", "--figures", "figures.csv", "--corrections", "c.csv")
    assert (ended.code, "a figures file is taken as it is" in ended.err) == (2, True)


def test_export_takes_columns(run: Run, write: Write, tmp_path: Path) -> None:
    dump = write("dump.csv", "words,text\nRussia launched 123 drones.,Nothing.\n")
    run("export", tmp_path / "out", "--articles", dump, "--column", "text=words")
    assert read_figures(tmp_path / "out" / "figures.csv")["value"].to_list() == [123]


def test_a_table_of_another_kind_is_told_by_its_name(run: Run, write: Write) -> None:
    ended = run("export", "out", "--figures", write("other.csv", "a,b\n1,2\n"))
    assert "other.csv: not a figures table: it lacks" in ended.err


@pytest.mark.parametrize("command", ["extract", "show"])
@pytest.mark.parametrize(
    ("name", "said"),
    [
        ("", "an empty name names no articles"),
        ("https://news.example/a", "an address of the web; analysis add fetches it"),
        ("nosuch.txt", "no such file or folder; check its name"),
    ],
)
def test_what_is_no_file_is_told(run: Run, command: str, name: str, said: str) -> None:
    ended = run(command, name)
    assert (ended.code, said in ended.err) == (1, True)


@pytest.mark.slow
def test_letters_that_a_terminal_does_not_know_are_question_marks(write: Write) -> None:
    path = write("night.txt", "Ніч\n\nUkraine shot down 71 drones over Kyiv, Russia's side said.")
    ended = subprocess.run(
        [*COMMAND, "show", str(path)],
        env={**os.environ, "PYTHONIOENCODING": "latin-1"},
        capture_output=True,
        check=True,
    )
    assert ended.stdout.startswith(b"???\n\nUkraine shot down [71] drones")
