"""The commands on what was made of the figures: report and evaluate."""

from __future__ import annotations

import sys
import warnings
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from analysis.cli.choosing import column_option, columns_of
from analysis.cli.figures import corrections_option, tell_left_out
from analysis.cli.progress import told
from analysis.cli.signals import ended_by_signal
from analysis.cli.wording import harmless
from analysis.errors import AnalysisError

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence


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
@column_option
@click.option("--output", default="reports", show_default=True, help="The folder of the reports.")
@click.option(
    "--timeout",
    type=click.IntRange(min=1),
    metavar="SECONDS",
    help="How long a cell may take. Without it: what reports.toml says.",
)
@click.option("--force", is_flag=True, help="Render also what is up to date.")
@click.option("--pdf", is_flag=True, help="Print each report as PDF too; needs Chromium or Chrome.")
@click.option("--watch", is_flag=True, help="Render again when an article is saved, until Ctrl-C.")
@click.option("--list", "listed", is_flag=True, help="List the reports, and render nothing.")
def report(  # noqa: PLR0913 - one argument for each choice of the command line
    names: tuple[str, ...],
    *,
    parameters: tuple[tuple[str, str], ...],
    articles: str,
    figures: str | None,
    corrections: str | None,
    columns: tuple[str, ...],
    output: str,
    timeout: int | None,
    force: bool,
    pdf: bool,
    watch: bool,
    listed: bool,
) -> int:
    """Render reports as HTML: all that reports/reports.toml lists, or those named.

    What is up to date is left as it is. A report that fails leaves its last good page in place.

    \b
    Examples:
      analysis report
      analysis report strikes -p start 2025-01-01 -p end 2025-06-30
      analysis report article -p article 2024-07-10-first-jamming
      analysis report briefing --articles ~/articles --output ~/reports
      analysis report --watch
    """
    if listed:
        return _list_reports()
    if pdf:
        from analysis.reports.printing import find_browser

        find_browser()  # told before anything is rendered

    def render(*, is_forced: bool) -> int:
        return _render(
            names,
            is_printed=pdf,
            parameters=dict(parameters),
            articles=articles,
            figures=figures,
            corrections=corrections,
            columns=columns_of(columns),
            output=output,
            timeout=timeout,
            force=is_forced,
        )

    with ended_by_signal():
        if not watch:
            return render(is_forced=force)
        inputs = (articles, figures or "", corrections or "")
        with suppress(KeyboardInterrupt):  # that is how watching ends
            _watch(inputs, output, render, is_forced=force)
    return 0


def _render(
    names: Sequence[str],
    *,
    is_printed: bool,
    output: str,
    **wishes: Any,  # noqa: ANN401 - those of render_reports
) -> int:
    from analysis import render_reports

    with told() as tell:
        summary = render_reports(names, output=output, progress=tell, **wishes)
    _tell_others(str(wishes["parameters"].get("articles", wishes["articles"])))
    for problem in summary.problems:
        click.echo(f"skipped {harmless(problem)}", err=True)
    click.echo(harmless(str(summary)), err=bool(summary.failed))
    if is_printed:
        _print([*summary.rendered, *summary.unchanged], output)
    return summary.exit_code


def _tell_others(articles: str) -> None:
    """Tell the files that are no articles, as `extract` does."""
    from analysis.articles import find_articles

    if articles:
        tell_left_out(find_articles(articles).others)


def _print(names: Sequence[str], output: str) -> None:
    from analysis.reports.printing import print_reports

    with told() as tell:
        printed = print_reports(names, Path(output), tell)
    click.echo(f"PDF: {len(printed)} printed, {len(names) - len(printed)} unchanged")


def _watch(
    inputs: Sequence[str], output: str, render: Callable[..., int], *, is_forced: bool
) -> None:
    """Render, and again at each change; a mistake in a file is told, and the next one awaited."""
    from analysis.reports.plan import CONFIG
    from analysis.reports.watching import saved

    for files in saved(inputs, CONFIG, Path(output)):
        if files:
            click.echo(f"Saved: {harmless(', '.join(files))}", err=True)
        try:
            render(is_forced=is_forced and not files)
        except AnalysisError as error:
            click.echo(f"analysis: {harmless(str(error))}", err=True)
        click.echo("Watching articles and notebooks; Ctrl-C ends this.", err=True)


def _list_reports() -> int:
    from analysis.reports.plan import CONFIG, read_plans

    for plan in read_plans(CONFIG):
        given = [f"{name} {value}" for name, value in plan.parameters.items() if name != "title"]
        notes = [", ".join(given), "on request" if plan.on_request else ""]
        told_notes = f"  ({'; '.join(filter(None, notes))})" if any(notes) else ""
        click.echo(harmless(f"{plan.name:<20} {plan.title}{told_notes}"))
    return 0


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
