"""The commands on what was made of the figures: report and evaluate."""

from __future__ import annotations

import sys
import warnings
from contextlib import contextmanager
from typing import TYPE_CHECKING

import click

from analysis.cli.figures import corrections_option
from analysis.cli.wording import harmless

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from rich.progress import TaskID


@click.command()
@click.argument("names", nargs=-1)
@click.option(
    "-p",
    "--parameter",
    "parameters",
    nargs=2,
    multiple=True,
    metavar="KEY VALUE",
    help="Set a parameter of the notebook, such as: -p start 2025-01-01. May be repeated.",
)
@click.option(
    "--articles", default="data/articles", show_default=True, help="File, folder or pattern."
)
@click.option("--figures", help="A figures file, instead of extracting the articles.")
@corrections_option
@click.option("--output", default="reports", show_default=True, help="The folder of the reports.")
@click.option("--force", is_flag=True, help="Render also what is up to date.")
def report(  # noqa: PLR0913 - one argument for each choice of the command line
    names: tuple[str, ...],
    *,
    parameters: tuple[tuple[str, str], ...],
    articles: str,
    figures: str | None,
    corrections: str | None,
    output: str,
    force: bool,
) -> int:
    """Render reports as HTML: all that reports/reports.toml lists, or those named.

    What is up to date is left as it is. A report that fails leaves its last good page in place.

    \b
    Examples:
      analysis report
      analysis report strikes -p start 2025-01-01 -p end 2025-06-30
      analysis report article -p article 2024-07-10-first-jamming
      analysis report briefing --articles ~/articles --output ~/reports
    """
    from analysis import render_reports

    with _told() as tell:
        summary = render_reports(
            names,
            parameters=dict(parameters),
            articles=articles,
            figures=figures,
            corrections=corrections,
            output=output,
            force=force,
            progress=tell,
        )
    for problem in summary.problems:
        click.echo(f"skipped {harmless(problem)}", err=True)
    click.echo(harmless(str(summary)), err=bool(summary.failed))
    return summary.exit_code


@click.command()
@click.argument("gold")
@click.option("--against", metavar="OLD.json", help="Tell what was gained and lost since OLD.json.")
@click.option("--save", metavar="NEW.json", help="Keep the result, to compare a later one with it.")
@click.option(
    "--with-corrections",
    "corrections",
    metavar="FILE",
    help="Count what a person corrected as annotated, such as data/corrections.csv.",
)
@click.option("--articles", help="Where the corrected articles are; articles beside that file.")
def evaluate(
    gold: str,
    *,
    against: str | None,
    save: str | None,
    corrections: str | None,
    articles: str | None,
) -> None:
    """Compare extracted figures with annotated articles: pairs of files NAME.txt and NAME.json.

    Core asks for topic, measure, unit and number; full for qualifier, weapon and actor as well.

    \b
    Examples:
      analysis evaluate data/gold
      analysis evaluate data/gold --save before.json
      analysis evaluate data/gold --against before.json
      analysis evaluate data/gold --with-corrections data/corrections.csv
    """
    from analysis.evaluation import compare, load_evaluation, save_evaluation
    from analysis.evaluation import evaluate as evaluate_gold
    from analysis.terminal import console, print_comparison, print_evaluation

    screen = console(sys.stdout)
    with _told_warnings():
        result = evaluate_gold(gold, corrections=corrections, articles=articles)
    if save:
        save_evaluation(result, save)
    print_evaluation(screen, result)
    if against:
        print_comparison(screen, compare(load_evaluation(against), result))


@contextmanager
def _told_warnings() -> Iterator[None]:
    """Tell corrections that count for nothing as lines on stderr."""
    from analysis.corrections import CorrectionWarning

    with warnings.catch_warnings(record=True) as caught:
        warnings.simplefilter("always", CorrectionWarning)
        yield
    for warning in caught:
        click.echo(f"not counted: {harmless(str(warning.message))}", err=True)


@contextmanager
def _told() -> Iterator[Callable[[str, str], None]]:
    """What to call with a report's name and state, so that a terminal shows the latest."""
    from rich.console import Console
    from rich.progress import Progress, SpinnerColumn, TextColumn, TimeElapsedColumn

    screen = Console(stderr=True)
    columns = (SpinnerColumn(), TextColumn("{task.description}"), TimeElapsedColumn())
    with Progress(*columns, console=screen, disable=not screen.is_terminal) as progress:
        tasks: dict[str, TaskID] = {}

        def tell(name: str, state: str) -> None:
            if name not in tasks:
                tasks[name] = progress.add_task(name, total=1)
            ended = state != "running"
            progress.update(tasks[name], description=f"{name}: {state}", completed=int(ended))

        yield tell
