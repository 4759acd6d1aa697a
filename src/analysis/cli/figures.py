"""The commands on a single article, show and explain, and what those on many share."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING

import click

from analysis.cli.choosing import article_option, chosen_article, column_option
from analysis.cli.wording import harmless

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    import pandas as pd

    from analysis.articles import Article
    from analysis.corrections import Correction, Outcome
    from analysis.errors import ArticleError
    from analysis.extraction.anchors import Anchors

SKIPPED = 3
_MOST_NAMED, _MOST_TOLD = 5, 200

corrections_option = click.option(
    "--corrections",
    metavar="FILE",
    help="Corrections to apply, none for none. Without it: corrections.csv with the articles, or "
    "beside their folder.",
)


@click.command()
@click.argument("file")
@article_option
@column_option
@corrections_option
def show(
    file: str, article_id: str | None, columns: tuple[str, ...], corrections: str | None
) -> None:
    """Show an article with its figures marked, then the figures as a table.

    Colours tell the topics apart: strikes red, territory green, aid blue, casualties magenta.
    Where there is no colour (a pipe, NO_COLOR) the figures stand in [brackets].

    \b
    Examples:
      analysis show data/articles/2024-07-10-first-jamming.md
      analysis show dump.jsonl --article dump#17 --column text=body
    """
    from analysis.corrections import corrections_of
    from analysis.terminal import article_text, console, figures_table

    article = chosen_article(file, article_id, columns)
    tell_foreign(_foreign([article]))
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
@article_option
@column_option
def explain(file: str, article_id: str | None, columns: tuple[str, ...]) -> None:
    """Explain an article: for each number the rule and the words that made it a figure, or none.

    \b
    Example:
      analysis explain data/articles/2024-07-10-first-jamming.md
    """
    from analysis import explain as explain_article

    article = chosen_article(file, article_id, columns)
    tell_foreign(_foreign([article]))
    click.echo(harmless(str(explain_article(article))))


def read(
    paths: Iterable[str], columns: Mapping[str, str] | None = None
) -> tuple[list[Article], int]:
    """The articles, and how many were skipped; each skipped one is reported on stderr."""
    from analysis.articles import find_articles, read_articles

    errors: list[ArticleError] = []

    def report(error: ArticleError) -> None:
        errors.append(error)
        if len(errors) <= _MOST_TOLD:
            click.echo(f"skipped {harmless(str(error))}", err=True)

    found = find_articles(paths)
    tell_left_out(found.others)
    if not found.articles:
        tell_none(paths)
    members: list[str] = []
    articles = read_articles(paths, columns=columns, on_error=report, on_left_out=members.append)
    if len(errors) > _MOST_TOLD:
        click.echo(f"skipped {len(errors) - _MOST_TOLD:,} more", err=True)
    if members:
        tell_left_out(members)
    tell_foreign(_foreign(articles))
    return articles, len(errors)


def _foreign(articles: Iterable[Article]) -> list[str]:
    """The ids of articles in another script than English is written in."""
    from analysis.cleaning import is_foreign

    return [article.id for article in articles if is_foreign(article.text)]


def tell_foreign(foreign: Sequence[str]) -> None:
    """Tell the ids of articles in another script than English is written in."""
    if foreign:
        more = f" and {len(foreign) - _MOST_NAMED} more" if foreign[_MOST_NAMED:] else ""
        named = harmless(", ".join(foreign[:_MOST_NAMED]))
        click.echo(f"not in Latin letters: {named}{more}; only English is read", err=True)


def tell_left_out(others: Sequence[object]) -> None:
    """Tell files of other kinds."""
    if others:
        names = [str(path) for path in others[:_MOST_NAMED]]
        more = [f"and {len(others) - len(names)} more"] if others[_MOST_NAMED:] else []
        listed = harmless(", ".join(names + more))
        click.echo(f"left out, being of no known kind: {listed}", err=True)


def tell_none(paths: Iterable[str]) -> None:
    """Tell that there are no articles where they were looked for."""
    places = harmless(", ".join(paths))
    told = f"no articles found in {places}: put .txt, .md or other files of articles there"
    click.echo(told, err=True)


def corrected_figures(
    articles: Sequence[Article],
    corrections: Sequence[Correction],
    anchors: Anchors | None = None,
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
        followed,
        corrections=corrections or None,
        on_problem=unmatched.append,
        anchors=anchors,
    )
    for outcome in unmatched:
        click.echo(f"not applied: {harmless(str(outcome))}", err=True)
    if len(articles) > 1:
        here = {article.id for article in articles}
        named = dict.fromkeys(one.article_id for one in corrections)
        tell_elsewhere([name for name in named if name not in here])
    return figures, len(unmatched)


def tell_elsewhere(names: Sequence[str]) -> None:
    """Tell the articles that corrections name and that were not read."""
    if names:
        listed = harmless(", ".join(names[:_MOST_NAMED]))
        more = ", ..." if len(names) > _MOST_NAMED else ""
        click.echo(f"corrections of articles that were not read: {listed}{more}", err=True)
