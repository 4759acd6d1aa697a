"""How far the rendering of reports has come, on a terminal; a pipe gets nothing of it."""

from __future__ import annotations

import sys
from contextlib import contextmanager
from typing import TYPE_CHECKING

import click

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from rich.progress import Progress

WAITED_FOR = "waited for"
_BEGUN = ("running", "printing")


@contextmanager
def told() -> Iterator[Callable[[str, str], None]]:
    """What to call with a report's name and its state.

    Yields:
        A function that a terminal shows as one bar: which reports are being made, and how many of
        those due are done.
    """
    if not sys.stderr.isatty():
        yield _tell_waiting
        return
    from rich.console import Console
    from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeElapsedColumn

    columns = (
        TextColumn("{task.description}"),
        BarColumn(),
        MofNCompleteColumn(),
        TimeElapsedColumn(),
    )
    with Progress(*columns, console=Console(stderr=True), transient=True) as progress:
        yield _Bar(progress).tell


def _tell_waiting(name: str, state: str) -> None:
    if state == WAITED_FOR:
        click.echo(f"waiting for {name}, which is rendering into the same folder", err=True)


class _Bar:
    def __init__(self, progress: Progress) -> None:
        self._progress = progress
        self._task = progress.add_task("Reading", total=None)
        self._states: dict[str, str] = {}

    def tell(self, name: str, state: str) -> None:
        if state == WAITED_FOR:
            self._progress.console.print(f"waiting for {name}, rendering into the same folder")
            return
        self._states[name] = state
        begun = [one for one, how in self._states.items() if how in _BEGUN]
        done = [how for how in self._states.values() if how not in {*_BEGUN, "due"}]
        self._progress.update(
            self._task,
            description=f"Making {', '.join(begun)}" if begun else "Reading",
            total=len(self._states),
            completed=len(done),
        )
