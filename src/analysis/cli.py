"""The command `analysis`: figures from articles, reports from figures.

Exit codes: 0 done; 1 a problem, told in one message, or silently where the reader of a pipe went
away; 2 the command was called wrongly; 3 done, but some articles were skipped; 130 interrupted.
"""

from __future__ import annotations

import os
import sys
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

import click

from analysis import __version__
from analysis.errors import AnalysisError

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Sequence

    import pandas as pd
    from rich.progress import TaskID

    from analysis.articles import Article, ArticleFiles
    from analysis.errors import ArticleError

PROBLEM, SKIPPED, INTERRUPTED = 1, 3, 130
_SUFFIXES = (".parquet", ".csv", ".jsonl", ".xlsx")
_MOST_NAMED = 5


def main(arguments: Sequence[str] | None = None) -> None:
    """Run the command and leave Python with its exit code.

    Args:
        arguments: the words after `analysis`; without them those of the command line.
    """
    sys.exit(_exit_code(arguments))


def _exit_code(arguments: Sequence[str] | None) -> int:
    try:
        code = analysis.main(arguments, prog_name="analysis", standalone_mode=False)
        sys.stdout.flush()
    except click.ClickException as error:
        error.show()
        return error.exit_code
    except AnalysisError as error:
        click.echo(f"analysis: {_harmless(str(error))}", err=True)
        return PROBLEM
    except (click.Abort, KeyboardInterrupt):
        return INTERRUPTED
    except BrokenPipeError:
        # Python flushes stdout once more at its end, which would complain.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return PROBLEM
    return code if isinstance(code, int) else 0


@click.group(
    context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 100},
    epilog="Exit codes: 0 done, 1 a problem, 2 called wrongly, 3 some articles were skipped.",
)
@click.version_option(__version__, prog_name="analysis")
def analysis() -> None:
    """Read figures on the war in Ukraine out of news articles, each with who says so.

    \b
    Start with an article saved as a text file:
      analysis show article.txt                    the article with its figures marked
      analysis extract article.txt                 its figures as a table
      analysis extract data/articles -o out.xlsx   those of a folder, in a file
      analysis report                              reports/index.html from data/articles
    """


@analysis.command()
@click.argument("paths", nargs=-1, required=True)
@click.option(
    "-o",
    "--output",
    "outputs",
    multiple=True,
    metavar="FILE",
    help="Write to FILE: .parquet, .csv, .jsonl or .xlsx; - is CSV on stdout. May be repeated.",
)
def extract(paths: tuple[str, ...], outputs: tuple[str, ...]) -> int:
    """Extract the figures of articles: text files, folders of them, or patterns.

    Without -o a terminal gets a readable table, and a pipe gets CSV. An article that cannot be
    read is reported and skipped; the exit code is then 3.

    \b
    Examples:
      analysis extract article.txt
      analysis extract data/articles -o figures.parquet -o figures.csv
      analysis extract 'news/2025-*.txt' -o - | head
    """
    _check_outputs(outputs)
    articles, skipped = _read(paths)
    figures = _figures(articles)
    if outputs:
        _write(figures, outputs)
    elif sys.stdout.isatty():
        _print_table(figures)
    else:
        _write(figures, ["-"])
    files = [output for output in outputs if output != "-"]
    if files or skipped:
        counted = f"{_counted(len(figures), 'figure')} from {_counted(len(articles), 'article')}"
        where = f" in {', '.join(files)}" if files else ""
        left = f"; {skipped} skipped" if skipped else ""
        click.echo(f"{counted}{where}{left}", err=True)
    return SKIPPED if skipped else 0


@analysis.command()
@click.argument("file")
def show(file: str) -> None:
    """Show an article with its figures marked, then the figures as a table.

    Colours tell the topics apart: strikes red, territory green, aid blue, casualties magenta.
    Where there is no colour (a pipe, NO_COLOR) the figures stand in [brackets].

    \b
    Example:
      analysis show data/articles/2025-02-12-kyiv-strike.md
    """
    from analysis import extract as extract_figures
    from analysis import read_article
    from analysis.terminal import article_text, console, figures_table

    article = read_article(file)
    figures = extract_figures(article)
    screen = console(sys.stdout)
    colour = screen.is_terminal and not screen.no_color
    # A terminal gets lines wrapped between words, a pipe the lines as they are.
    text = article_text(article, figures, colour=colour)
    screen.print(text, soft_wrap=not screen.is_terminal)
    screen.print()
    screen.print(figures_table(figures))


@analysis.command()
@click.argument("file")
def explain(file: str) -> None:
    """Explain an article: for each number the rule and the words that made it a figure, or none.

    \b
    Example:
      analysis explain data/articles/2024-07-10-first-jamming.md
    """
    from analysis import explain as explain_article
    from analysis import read_article

    click.echo(_harmless(str(explain_article(read_article(file)))))


@analysis.command()
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
@click.option("--output", default="reports", show_default=True, help="The folder of the reports.")
@click.option("--force", is_flag=True, help="Render also what is up to date.")
def report(  # noqa: PLR0913 - one argument for each choice of the command line
    names: tuple[str, ...],
    *,
    parameters: tuple[tuple[str, str], ...],
    articles: str,
    figures: str | None,
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
            output=output,
            force=force,
            progress=tell,
        )
    for problem in summary.problems:
        click.echo(f"skipped {_harmless(problem)}", err=True)
    click.echo(_harmless(str(summary)), err=bool(summary.failed))
    return summary.exit_code


@analysis.command()
@click.argument("gold")
@click.option("--against", metavar="OLD.json", help="Tell what was gained and lost since OLD.json.")
@click.option("--save", metavar="NEW.json", help="Keep the result, to compare a later one with it.")
def evaluate(gold: str, against: str | None, save: str | None) -> None:
    """Compare extracted figures with annotated articles: pairs of files NAME.txt and NAME.json.

    Core asks for topic, measure, unit and number; full for qualifier, weapon and actor as well.

    \b
    Examples:
      analysis evaluate data/gold
      analysis evaluate data/gold --save before.json
      analysis evaluate data/gold --against before.json
    """
    from analysis.evaluation import compare, load_evaluation, save_evaluation
    from analysis.evaluation import evaluate as evaluate_gold
    from analysis.terminal import console, print_comparison, print_evaluation

    screen = console(sys.stdout)
    result = evaluate_gold(gold)
    if save:
        save_evaluation(result, save)
    print_evaluation(screen, result)
    if against:
        print_comparison(screen, compare(load_evaluation(against), result))


def _check_outputs(outputs: Iterable[str]) -> None:
    for output in outputs:
        if output != "-" and Path(output).suffix.lower() not in _SUFFIXES:
            known = ", ".join(_SUFFIXES)
            msg = f"{output}: the name must end in one of {known}, or be - for CSV on stdout"
            raise click.BadParameter(msg, param_hint="-o")


def _read(paths: Iterable[str]) -> tuple[list[Article], int]:
    """The articles, and how many were skipped; each skipped one is reported on stderr."""
    from analysis.articles import find_articles, read_articles

    errors: list[ArticleError] = []

    def report(error: ArticleError) -> None:
        errors.append(error)
        click.echo(f"skipped {_harmless(str(error))}", err=True)

    _tell_what_is_left_out(find_articles(paths))
    return read_articles(paths, on_error=report), len(errors)


def _tell_what_is_left_out(files: ArticleFiles) -> None:
    if files.others:
        names = [str(path) for path in files.others[:_MOST_NAMED]]
        more = [f"and {len(files.others) - len(names)} more"] if files.others[_MOST_NAMED:] else []
        listed = _harmless(", ".join(names + more))
        click.echo(f"left out, being neither .txt nor .md: {listed}", err=True)
    if not files.articles:
        click.echo("no articles found: put .txt or .md files there", err=True)


def _figures(articles: Sequence[Article]) -> pd.DataFrame:
    from rich.console import Console
    from rich.progress import track

    from analysis import extract as extract_figures

    screen = Console(stderr=True)
    followed = track(
        articles,
        description="Reading figures",
        console=screen,
        transient=True,
        disable=not screen.is_terminal,
    )
    return extract_figures(followed)


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


def _counted(number: int, noun: str) -> str:
    return f"{number:,} {noun}{'' if number == 1 else 's'}"


def _harmless(text: str) -> str:
    from analysis.terminal import harmless

    return harmless(text)
