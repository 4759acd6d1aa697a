"""Small corpora of every kind, and articles at which a process ends."""

from __future__ import annotations

import hashlib
import json
import os
import time
from typing import TYPE_CHECKING, Any

import pandas as pd
import pyarrow as pa
import pyarrow.parquet as pq

from analysis.corpus import Summary, extract_corpus

if TYPE_CHECKING:
    from pathlib import Path

    import pytest

FILLER = "The council met in the town hall and spoke about the new bridge. " * 12
NIGHT = "Russia launched {} drones at Ukraine overnight, and {} were shot down."


def records(count: int, *, first: int = 0) -> list[dict[str, str]]:
    """Articles of which every fourth is about the war."""
    return [
        {
            "id": f"r{number}",
            "headline": f"News of day {number}",
            "body": FILLER + (NIGHT.format(number + 100, number) if number % 4 == 0 else ""),
            "date": "2025-02-12",
        }
        for number in range(first, first + count)
    ]


def write_jsonl(path: Path, rows: list[dict[str, str]]) -> Path:
    path.parent.mkdir(parents=True, exist_ok=True)
    lines = [json.dumps(row, ensure_ascii=False) + "\n" for row in rows]
    path.write_text("".join(lines), encoding="utf-8")
    return path


def write_parquet(path: Path, rows: list[dict[str, str]], *, group: int = 50) -> Path:
    path.parent.mkdir(parents=True, exist_ok=True)
    pq.write_table(pa.Table.from_pylist(rows), path, row_group_size=group)
    return path


def mixed(folder: Path) -> Path:
    """A folder with files of several kinds, one of them bad, settled a minute ago."""
    write_jsonl(folder / "dump.jsonl", records(120))
    write_parquet(folder / "table.parquet", records(100, first=1000))
    for number in range(6):
        (folder / f"note-{number}.txt").write_text(NIGHT.format(number + 10, number) + "\n")
    (folder / "bad.txt").write_text("---\ntitle: a: b\n---\nText.")
    (folder / "picture.png").write_bytes(b"PNG")
    then = time.time() - 60
    for path in folder.iterdir():
        os.utime(path, (then, then))
    return folder


def tree(folder: Path) -> dict[str, str]:
    """Every file that a reader sees of a run → a hash of it."""
    files = [p for p in sorted(folder.rglob("*")) if p.is_file() and p.name != ".lock"]
    files = [p for p in files if p.parent.name != "_parts"]  # they tell what was saved just before
    return {
        str(path.relative_to(folder)): hashlib.sha256(path.read_bytes()).hexdigest()
        for path in files
    }


DEADLY = """
import os, signal, time
from analysis.extraction import figures

read = figures.read_figures

def read_or_die(text, *rest, **choices):
    if "Kill me" in text:
        os.kill(os.getpid(), signal.SIGKILL)
    if "Hold me" in text:
        time.sleep(1000)
    if "Fail me" in text:
        raise ZeroDivisionError("division by zero")
    return read(text, *rest, **choices)

figures.read_figures = read_or_die
"""


def let_die(folder: Path, patch: pytest.MonkeyPatch) -> None:
    """Let processes begun from now on end at articles with certain words."""
    folder.mkdir()
    (folder / "sitecustomize.py").write_text(DEADLY)
    patch.setenv("PYTHONPATH", f"{folder}{os.pathsep}{os.environ.get('PYTHONPATH', '')}")


PART = 30_000
"""Bytes: the mixed folder has a dozen such parts."""


def run(corpus: Path, out: Path, **choices: Any) -> Summary:  # noqa: ANN401
    """Extract a corpus in small parts, in this process where nothing else is asked for."""
    return extract_corpus(corpus, out, part_bytes=PART, **{"workers": 0, **choices})


def errors(out: Path) -> pd.DataFrame:
    """What could not be read."""
    return pd.read_csv(out / "_errors.csv")
