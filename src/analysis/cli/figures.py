"""The commands on articles and their figures: extract, show and explain."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import TYPE_CHECKING

import click

from analysis.cli.wording import counted, harmless

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    import pandas as pd

    from analysis.articles import Article, ArticleFiles
    from analysis.corrections import Correction, Outcome
    from analysis.errors import ArticleError

SKIPPED = 3
_SUFFIXES = (".parquet", ".csv", ".jsonl", ".xlsx")
_MOST_NAMED = 5

corrections_option = click.option(
    "--corrections",
    metavar="FILE",
    help="Corrections to apply, none for none. Without it: corrections.csv with the articles, or "
    "beside their folder.",
)


@click.command()
@click.argument("paths", nargs=-1, required=True)
@click.option(
    "-o",
    "--output",
    "outputs",
    multiple=True,
    metavar="FILE",
    help="Write to FILE: .parquet, .csv, .jsonl or .xlsx; - is CSV on stdout. May be repeated.",
)
@corrections_option
def extract(paths: tuple[str, ...], outputs: tuple[str, ...], corrections: str | None) -> int:
    """Extract the figures of articles: text files, folders of them, or patterns.

    Without -o a terminal gets a readable table, and a pipe gets CSV. An article that cannot be
    read, or a correction that no longer matches its text, is reported and left out; the exit code
    is then 3.

    \b
    Examples:
      analysis extract article.txt
      analysis extract data/articles -o figures.parquet -o figures.csv
      analysis extract 'news/2025-*.txt' -o - | head
    """
    from analysis.corrections import corrections_of

    _check_outputs(outputs)
    articles, skipped = read(paths)
    figures, unmatched = corrected_figures(articles, corrections_of(paths, corrections))
    if outputs:
        _write(figures, outputs)
    elif sys.stdout.isatty():
        _print_table(figures)
    else:
        _write(figures, ["-"])
    files = [output for output in outputs if output != "-"]
    if files or skipped:
        told = f"{counted(len(figures), 'figure')} from {counted(len(articles), 'article')}"
        where = f" in {', '.join(files)}" if files else ""
        left = f"; {skipped} skipped" if skipped else ""
        click.echo(f"{told}{where}{left}", err=True)
    return SKIPPED if skipped or unmatched else 0


@click.command()
@click.argument("file")
@corrections_option
def show(file: str, corrections: str | None) -> None:
    """Show an article with its figures marked, then the figures as a table.

    Colours tell the topics apart: strikes red, territory green, aid blue, casualties magenta.
    Where there is no colour (a pipe, NO_COLOR) the figures stand in [brackets].

    \b
    Example:
      analysis show data/articles/2025-02-12-kyiv-strike.md
    """
    from analysis import read_article
    from analysis.corrections import corrections_of
    from analysis.terminal import article_text, console, figures_table

    article = read_article(file)
    figures, _ = corrected_figures([article], corrections_of([file], corrections))
    screen = console(sys.stdout)
    colour = screen.is_terminal and not screen.no_color
    # A terminal gets lines wrapped between words, a pipe the lines as they are.
    text = article_text(article, figures, colour=colour)
    screen.print(text, soft_wrap=not screen.is_terminal)
    screen.print()
    screen.print(figures_table(figures))


@click.command()
@click.argument("file")
def explain(file: str) -> None:
    """Explain an article: for each number the rule and the words that made it a figure, or none.

    \b
    Example:
      analysis explain data/articles/2024-07-10-first-jamming.md
    """
    from analysis import explain as explain_article
    from analysis import read_article

    click.echo(harmless(str(explain_article(read_article(file)))))


def _check_outputs(outputs: Iterable[str]) -> None:
    for output in outputs:
        if output != "-" and Path(output).suffix.lower() not in _SUFFIXES:
            known = ", ".join(_SUFFIXES)
            msg = f"{output}: the name must end in one of {known}, or be - for CSV on stdout"
            raise click.BadParameter(msg, param_hint="-o")


def read(paths: Iterable[str]) -> tuple[list[Article], int]:
    """The articles, and how many were skipped; each skipped one is reported on stderr."""
    from analysis.articles import find_articles, read_articles

    errors: list[ArticleError] = []

    def report(error: ArticleError) -> None:
        errors.append(error)
        click.echo(f"skipped {harmless(str(error))}", err=True)

    _tell_what_is_left_out(find_articles(paths))
    return read_articles(paths, on_error=report), len(errors)


def _tell_what_is_left_out(files: ArticleFiles) -> None:
    if files.others:
        names = [str(path) for path in files.others[:_MOST_NAMED]]
        more = [f"and {len(files.others) - len(names)} more"] if files.others[_MOST_NAMED:] else []
        listed = harmless(", ".join(names + more))
        click.echo(f"left out, being of no known kind: {listed}", err=True)
    if not files.articles:
        click.echo("no articles found: put .txt, .md or other files of articles there", err=True)


def corrected_figures(
    articles: Sequence[Article], corrections: Sequence[Correction]
) -> tuple[pd.DataFrame, int]:
    """The corrected figures, and how many corrections no longer match; each is told on stderr."""
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
    unmatched: list[Outcome] = []
    figures = extract_figures(
        followed, corrections=corrections or None, on_problem=unmatched.append
    )
    for outcome in unmatched:
        click.echo(f"not applied: {harmless(str(outcome))}", err=True)
    if len(articles) > 1:
        _tell_corrections_elsewhere(articles, corrections)
    return figures, len(unmatched)


def _tell_corrections_elsewhere(
    articles: Sequence[Article], corrections: Sequence[Correction]
) -> None:
    here = {article.id for article in articles}
    names = dict.fromkeys(one.article_id for one in corrections if one.article_id not in here)
    if names:
        listed = harmless(", ".join([*names][:_MOST_NAMED]))
        more = ", ..." if len(names) > _MOST_NAMED else ""
        click.echo(f"corrections of articles that were not read: {listed}{more}", err=True)


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
