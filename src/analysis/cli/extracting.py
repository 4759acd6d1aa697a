"""The command extract: the figures of few articles or many, on the screen or in files."""

from __future__ import annotations

import os
import sys
from typing import TYPE_CHECKING, Any

import click

from analysis.cli.choosing import column_option, columns_of
from analysis.cli.corpora import extract_into_folder, tell_waiting
from analysis.cli.figures import (
    SKIPPED,
    corrected_figures,
    corrections_option,
    read,
    tell_elsewhere,
    tell_foreign,
    tell_left_out,
    tell_none,
)
from analysis.cli.signals import ended_by_signal
from analysis.cli.wording import counted, harmless
from analysis.finding import is_folder

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    import pandas as pd

    from analysis.corpus import Settings, Update
    from analysis.corrections import Correction
    from analysis.extraction.anchors import Anchors

_SUFFIXES = (".parquet", ".csv", ".jsonl", ".xlsx")
_ON_SCREEN = "-"


@click.command()
@click.argument("paths", nargs=-1, required=True)
@click.option(
    "-o",
    "--output",
    "outputs",
    multiple=True,
    metavar="FILE",
    help="Write to FILE: .parquet, .csv, .jsonl or .xlsx; - is CSV on stdout. May be repeated. "
    "FOLDER/ takes a corpus of any size, in parts.",
)
@corrections_option
@column_option
@click.option(
    "--anchors",
    metavar="FILE",
    help="A TOML file of the names without which an article is not read, for another war.",
)
@click.option("--fresh", is_flag=True, help="Read all articles again, also those unchanged.")
@click.option(
    "--workers",
    type=click.IntRange(min=1),
    metavar="N",
    help="With FOLDER/: how many processes. Without it: as many as there are processors.",
)
@click.option(
    "--dask",
    metavar="ADDRESS",
    help="With FOLDER/: a Dask scheduler whose workers do the work, such as tcp://host:8786.",
)
@click.option(
    "--timeout",
    type=click.FloatRange(min=0, min_open=True),
    metavar="SECONDS",
    help="With FOLDER/: how long one article may take. Without it: 60.",
)
def extract(  # noqa: PLR0913 - one argument for each choice of the command line
    paths: tuple[str, ...],
    *,
    outputs: tuple[str, ...],
    corrections: str | None,
    columns: tuple[str, ...],
    anchors: str | None,
    fresh: bool,
    workers: int | None,
    dask: str | None,
    timeout: float | None,
) -> int:
    """Extract the figures of articles: files, folders of them, or patterns.

    Without -o a terminal gets a readable table, and a pipe gets CSV. With -o FILE only articles
    that are new or changed since the last run are read; what it knows of them stands in a hidden
    file beside FILE. With -o FOLDER/ a corpus larger than memory is read in parts by several
    processes; a run that was interrupted goes on where it was. An article that cannot be read, or a
    correction that no longer matches its text, is reported and left out; the exit code is then 3.

    \b
    Examples:
      analysis extract article.txt
      analysis extract data/articles -o figures.parquet -o figures.csv
      analysis extract 'news/2025-*.txt' -o - | head
      analysis extract news.parquet --column text=body -o figures/ --workers 4
    """
    from analysis.corpus import Settings
    from analysis.corrections import corrections_of

    folders = _check_outputs(outputs)
    settings = Settings(columns_of(columns), _anchors(anchors))
    if folders:
        return extract_into_folder(
            paths,
            folders[0],
            settings=settings,
            corrections=corrections_of(paths, corrections),
            workers=workers,
            dask=dask,
            seconds=timeout,
            fresh=fresh,
        )
    if workers or dask or timeout:
        msg = "--workers, --dask and --timeout are for a folder, such as -o figures/"
        raise click.UsageError(msg)
    if not outputs or _ON_SCREEN in outputs:
        return _print(paths, outputs, corrections, settings)
    return _update(paths, outputs, corrections_of(paths, corrections), settings, fresh=fresh)


def _anchors(path: str | None) -> Anchors | None:
    if path is None:
        return None
    from analysis.extraction.anchors import read_anchors

    return read_anchors(path)


def _check_outputs(outputs: Sequence[str]) -> list[str]:
    """The outputs that are folders: none or one."""
    folders = [output for output in outputs if output.endswith(("/", os.sep)) or _is_folder(output)]
    if folders and len(outputs) > 1:
        msg = "a folder takes all: give it alone"
        raise click.BadParameter(msg, param_hint="-o")
    for output in outputs:
        if output not in (_ON_SCREEN, *folders) and not output.lower().endswith(_SUFFIXES):
            known = ", ".join(_SUFFIXES)
            msg = f"{output}: the name must end in one of {known}, or be - for CSV on stdout, or "
            msg += "end in / for a folder"
            raise click.BadParameter(msg, param_hint="-o")
    return folders


def _is_folder(output: str) -> bool:
    return output != _ON_SCREEN and is_folder(output)


def _print(
    paths: Sequence[str], outputs: Sequence[str], corrections: str | None, settings: Settings
) -> int:
    """Read all articles, and print their figures."""
    from analysis.corrections import corrections_of

    articles, skipped = read(paths, settings.columns)
    figures, unmatched = corrected_figures(
        articles, corrections_of(paths, corrections), settings.anchors
    )
    if outputs or not sys.stdout.isatty():
        _write(figures, outputs or [_ON_SCREEN])
    else:
        _print_table(figures)
    files = [output for output in outputs if output != _ON_SCREEN]
    if files or skipped:
        _tell_done(len(figures), len(articles), files, f"; {skipped} skipped" if skipped else "")
    return SKIPPED if skipped or unmatched else 0


def _update(
    paths: Sequence[str],
    outputs: Sequence[str],
    corrections: Sequence[Correction],
    settings: Settings,
    *,
    fresh: bool,
) -> int:
    """Bring the files up to date, reading only what is new or changed."""
    from analysis.corpus import update_figures

    with ended_by_signal():
        done = update_figures(
            paths,
            outputs,
            corrections=corrections,
            settings=settings,
            fresh=fresh,
            track=_followed,
            on_waiting=tell_waiting,
        )
    _tell_problems(done)
    if not done.files:
        tell_none(paths)
    again = f"; {done.read:,} of {counted(done.files, 'file')} read" if done.kept else ""
    left = f"; {len(done.skipped)} skipped" if done.skipped else ""
    _tell_done(done.figures, done.articles, outputs, again + left)
    return SKIPPED if done.skipped or done.unmatched else 0


def _followed(files: Sequence[Any]) -> Iterable[Any]:
    """The files, with a bar that tells how far a terminal's run is."""
    if not files or not sys.stderr.isatty():
        return files
    from rich.console import Console
    from rich.progress import track

    screen = Console(stderr=True)
    return track(files, description="Reading figures", console=screen, transient=True)


def _tell_problems(done: Update) -> None:
    if done.problem:
        click.echo(harmless(done.problem), err=True)
    tell_left_out(done.others)
    tell_foreign(done.foreign)
    for text in done.skipped:
        click.echo(f"skipped {harmless(text)}", err=True)
    for text in done.unmatched:
        click.echo(f"not applied: {harmless(text)}", err=True)
    if done.articles > 1:
        tell_elsewhere(done.elsewhere)


def _tell_done(figures: int, articles: int, files: Sequence[str], rest: str) -> None:
    told = f"{counted(figures, 'figure')} from {counted(articles, 'article')}"
    where = f" in {', '.join(files)}" if files else ""
    click.echo(f"{told}{where}{rest}", err=True)


def _write(figures: pd.DataFrame, outputs: Iterable[str]) -> None:
    from analysis.storage import encode_figures, write_figures

    for output in outputs:
        if output == "-":
            sys.stdout.buffer.write(encode_figures(figures, ".csv"))
        else:
            write_figures(figures, output)


def _print_table(figures: pd.DataFrame) -> None:
    from analysis.terminal import console, figures_table, rest_of

    screen = console(sys.stdout)
    screen.print(figures_table(figures, with_article=True))
    if rest := rest_of(figures):
        screen.print(rest)
