"""Processes that extract a corpus, and may die or hang; and how much memory they take."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
from multiprocessing import active_children
from typing import TYPE_CHECKING

import pytest
from conftest import PEAK
from corpora import NIGHT, errors, let_die, records, run, tree, write_jsonl, write_parquet

from analysis.corpus.folder import Place
from analysis.corpus.parts import FILES, InputFile, Part
from analysis.corpus.workers import Job, WorkerError
from analysis.storage import read_figures

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from analysis.corpus import Progress


@pytest.mark.slow
def test_two_processes_write_what_one_does(corpus: Path, whole: Path, tmp_path: Path) -> None:
    run(corpus, tmp_path / "out", workers=2)
    assert tree(tmp_path / "out") == tree(whole)


@pytest.mark.slow
@pytest.mark.parametrize("workers", [1, 2])
def test_killed_process_is_replaced(
    corpus: Path, whole: Path, tmp_path: Path, workers: int
) -> None:
    killed: list[int] = []

    def kill(_progress: Progress) -> None:
        for process in active_children():
            if len(killed) < 3 and process.pid:
                os.kill(process.pid, signal.SIGKILL)
                killed.append(process.pid)

    run(corpus, tmp_path / "out", workers=workers, on_progress=kill)
    assert len(killed) == 3
    assert tree(tmp_path / "out") == tree(whole)


@pytest.mark.slow
@pytest.mark.parametrize(
    ("words", "cause"),
    [
        ("Kill me", "its process was ended by SIGKILL"),
        ("Hold me", "it takes longer than an article may"),
        ("Fail me", "ZeroDivisionError: division by zero"),
    ],
)
def test_article_that_ends_processes_is_recorded_and_left_out(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, words: str, cause: str
) -> None:
    rows = records(40)
    rows[20]["body"] += f" {words}."
    path = write_jsonl(tmp_path / "dump.jsonl", rows)
    let_die(tmp_path / "patch", monkeypatch)
    done = run(path, tmp_path / "out", seconds=3, workers=1)
    found = errors(tmp_path / "out")
    assert done.errors == 1
    assert found[["article_id", "row", "cause"]].to_numpy().tolist() == [["r20", 21, cause]]
    names = set(read_figures(tmp_path / "out")["article_id"])
    assert names == {f"r{number}" for number in range(0, 40, 4)} - {"r20"}


@pytest.mark.slow
def test_file_that_ends_processes_is_recorded_and_left_out(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "in").mkdir()
    for number in range(5):
        (tmp_path / f"in/{number}.txt").write_text(NIGHT.format(number + 10, 3))
    (tmp_path / "in/2.txt").write_text(NIGHT.format(12, 3) + " Kill me.")
    let_die(tmp_path / "patch", monkeypatch)
    run(tmp_path / "in", tmp_path / "out", workers=2)
    assert errors(tmp_path / "out")["article_id"].to_list() == [2]
    assert set(read_figures(tmp_path / "out")["article_id"]) == {"0", "1", "3", "4"}


# Memory

MEMORY = f"""{PEAK}
import resource, sys
from analysis.corpus import extract_corpus
if __name__ == "__main__":
    extract_corpus(sys.argv[1], sys.argv[2], part_bytes=500_000, workers=1)
    print(max(peak(), resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss))
"""


@pytest.mark.slow
@pytest.mark.parametrize("write", [write_jsonl, write_parquet])
def test_memory_does_not_grow_with_the_corpus(tmp_path: Path, write: Callable[..., Path]) -> None:
    script = tmp_path / "memory.py"
    script.write_text(MEMORY)
    suffix = "jsonl" if write is write_jsonl else "parquet"

    def peak(count: int) -> int:
        corpus = write(tmp_path / f"{count}.{suffix}", records(count))
        command = [sys.executable, script, corpus, tmp_path / f"out-{count}"]
        done = subprocess.run(command, check=True, capture_output=True, text=True)
        return int(done.stdout)

    assert peak(12_000) < 1.1 * peak(3_000)


def test_exception_that_leaving_the_article_out_does_not_end_ends_the_run(tmp_path: Path) -> None:
    part = Part(FILES, (InputFile("night.txt", "night", 1, 1),))
    job = Job(part, Place(tmp_path, "key"))
    for _ in range(2):
        job.blame(0, "UnicodeEncodeError", 1)
    with pytest.raises(WorkerError, match=r"night\.txt: UnicodeEncodeError, also without"):
        job.blame(0, "UnicodeEncodeError", 1)
