"""Measure the making of reports against papermill and nbconvert by hand, in one run.

The unit U is one empty notebook run by the papermill command. Three reports are rendered cold,
again with nothing changed, and by three pairs of papermill and nbconvert commands; each is given in
seconds and in U. Runs alternate, so that a busy moment of the machine meets all of them.

    make reports && .venv/bin/python benchmarks/reports.py [ROUNDS [THREE REPORTS]]
"""

from __future__ import annotations

import os
import statistics
import subprocess
import sys
import tempfile
import time
from pathlib import Path
from typing import TYPE_CHECKING

import nbformat

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

ROOT = Path(__file__).resolve().parents[1]
BIN = Path(sys.executable).parent
FIGURES = ROOT / "data/figures.parquet"
REPORTS = ["territory", "aid", "casualties"]
UNIT, COLD, SAME, PAIRS = (
    "an empty notebook, papermill (U)",
    "three reports, analysis report --force",
    "three reports, nothing changed",
    "three pairs of papermill and nbconvert commands",
)


def main() -> int:
    """Print the median and the least time of each way, in seconds and in U."""
    if not FIGURES.exists():
        print("data/figures.parquet is missing: run make reports first", file=sys.stderr)
        return 1
    rounds = int(sys.argv[1]) if len(sys.argv) > 1 else 5
    with tempfile.TemporaryDirectory() as folder:
        times = _measured(_ways(Path(folder), sys.argv[2:] or REPORTS), rounds)
    unit = statistics.median(times[UNIT])
    print(f"load {os.getloadavg()[0]:.1f}, medians of {rounds} rounds\n")
    print("| way | seconds | U | the least |\n|---|---|---|---|")
    for way, seconds in times.items():
        middle = statistics.median(seconds)
        print(f"| {way} | {middle:.2f} | {middle / unit:.2f} | {min(seconds):.2f} |")
    return 0


def _ways(folder: Path, reports: Sequence[str]) -> dict[str, Callable[[], None]]:
    empty = folder / "empty.ipynb"
    nbformat.write(nbformat.v4.new_notebook(), empty)
    ours = [BIN / "analysis", "report", *reports, "--figures", FIGURES, "--output", folder / "ours"]
    return {
        UNIT: lambda: _run([BIN / "papermill", "-k", "python3", empty, folder / "out.ipynb"]),
        COLD: lambda: _run([*ours, "--force"]),
        SAME: lambda: _run(ours),
        PAIRS: lambda: _pairs(folder, reports),
    }


def _pairs(folder: Path, reports: Sequence[str]) -> None:
    for name in reports:
        source, target = ROOT / f"notebooks/{name}.ipynb", folder / f"{name}.ipynb"
        _run([BIN / "papermill", source, target, "-p", "figures", FIGURES])
        _run([BIN / "jupyter", "nbconvert", "--to", "html", "--no-input", target])


def _run(command: Sequence[str | Path]) -> None:
    subprocess.run(  # noqa: S603 - the commands above
        command, cwd=ROOT, check=True, capture_output=True
    )


def _measured(ways: dict[str, Callable[[], None]], rounds: int) -> dict[str, list[float]]:
    times: dict[str, list[float]] = {way: [] for way in ways}
    for _ in range(rounds):
        for way, run in ways.items():
            start = time.perf_counter()
            run()
            times[way].append(time.perf_counter() - start)
    return times


if __name__ == "__main__":
    sys.exit(main())
