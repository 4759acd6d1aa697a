"""Extraction of a corpus into a folder, as the command line shows it."""

from __future__ import annotations

import sys
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from analysis.cli.figures import SKIPPED, tell_elsewhere, tell_foreign, tell_left_out, tell_none
from analysis.cli.signals import ended_by_signal
from analysis.cli.wording import counted, harmless

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence

    from analysis.corpus import Progress, Summary


def extract_into_folder(paths: Sequence[str], folder: str, **choices: Any) -> int:  # noqa: ANN401
    """Extract a corpus into a folder, and tell how it goes.

    Args:
        paths: files, folders and patterns.
        folder: the folder to write.
        choices: those of `analysis.corpus.extract_corpus`.

    Returns:
        The exit code.
    """
    from analysis.corpus import extract_corpus

    try:
        with ended_by_signal(), _told() as tell:
            done = extract_corpus(
                paths, folder, on_progress=tell, on_waiting=tell_waiting, **choices
            )
    except KeyboardInterrupt:
        click.echo("interrupted; run the same command again to go on", err=True)
        raise
    tell_left_out(done.others)
    if not done.parts:
        tell_none(paths)
    tell_foreign(done.foreign)
    for text in done.unmatched:
        click.echo(f"not applied: {harmless(text)}", err=True)
    tell_elsewhere(done.elsewhere)
    click.echo(_summed_up(done, folder), err=True)
    return SKIPPED if done.errors or done.unmatched else 0


def _summed_up(done: Summary, folder: str) -> str:
    from analysis.corpus.folder import ERRORS

    read = done.read - done.errors
    told = f"{counted(done.figures, 'figure')} from {counted(read, 'article')} in {folder}"
    kept = f"; {done.kept:,} of {counted(done.parts, 'part')} were there" if done.kept else ""
    aside = f"; {done.aside:,} put aside, naming nothing of the war" if done.aside else ""
    again = f"; {done.renamed:,} with the id of another" if done.renamed else ""
    lost = f"; {done.errors:,} not read, see {Path(folder, ERRORS)}" if done.errors else ""
    return f"{told}{kept}{aside}{again}{lost}"


def tell_waiting(process: str) -> None:
    """Tell that another run is waited for."""
    click.echo(f"waiting for {process}, which is writing the same figures", err=True)


@contextmanager
def _told() -> Iterator[Callable[[Progress], None]]:
    """What to call with the progress of a run; a terminal shows it, a pipe does not."""
    if not sys.stderr.isatty():
        yield lambda _progress: None
        return
    from rich.console import Console
    from rich.progress import BarColumn, TaskProgressColumn, TextColumn, TimeRemainingColumn
    from rich.progress import Progress as Bar

    columns = (
        TextColumn("Reading figures"),
        BarColumn(),
        TaskProgressColumn(),
        TextColumn("{task.fields[rate]}"),
        TimeRemainingColumn(compact=True),
    )
    with Bar(*columns, console=Console(stderr=True), transient=True) as bar:
        task = bar.add_task("", total=None, rate="")
        already: list[int] = []

        def tell(progress: Progress) -> None:
            already.append(progress.done)  # what an earlier run did says nothing of the speed
            seconds = bar.tasks[0].elapsed or 0
            rate = f"{progress.articles / seconds:,.0f} articles/s" if progress.articles else ""
            bar.update(
                task,
                completed=progress.done - already[0],
                total=progress.total - already[0],
                rate=rate,
            )

        yield tell
