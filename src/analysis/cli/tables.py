"""The commands on whole tables: export and diff."""

from __future__ import annotations

import json
import sys
from pathlib import Path
from typing import TYPE_CHECKING

import click

from analysis.cli.choosing import column_option, columns_of
from analysis.cli.figures import SKIPPED, corrected_figures, corrections_option, read
from analysis.cli.wording import counted, harmless
from analysis.errors import AnalysisError, ArticleError

if TYPE_CHECKING:
    from collections.abc import Mapping

    import pandas as pd

CHANGED = 1


@click.command()
@click.argument("outdir")
@click.option("--figures", metavar="FILE", help="A figures file, instead of reading the articles.")
@click.option(
    "--articles", default="data/articles", show_default=True, help="File, folder or pattern."
)
@corrections_option
@column_option
def export(
    outdir: str,
    *,
    figures: str | None,
    articles: str,
    corrections: str | None,
    columns: tuple[str, ...],
) -> int:
    """Write the tables into a folder, ready to be published.

    Each table as .csv and .parquet, all of them in tables.xlsx with a data dictionary, and
    datapackage.json, which describes them by the Data Package standard (Frictionless Data).

    \b
    Examples:
      analysis export published
      analysis export published --figures data/figures.parquet
    """
    from analysis.exchange import export_tables

    if figures and (corrections or columns):
        msg = "--corrections and --column are for articles; a figures file is taken as it is"
        raise click.UsageError(msg)
    table, is_whole = _figures(figures, articles, corrections, columns_of(columns))
    files = export_tables(table, outdir)
    told = f"{counted(len(table), 'figure')}, {counted(len(files), 'file')} in {outdir}"
    click.echo(harmless(told), err=True)
    return 0 if is_whole else SKIPPED


@click.command()
@click.argument("old")
@click.argument("new")
@click.option("--json", "as_json", is_flag=True, help="Print the changes as JSON.")
def diff(old: str, new: str, *, as_json: bool) -> int:
    """Tell what changed between two figures files, or the folders of two runs.

    New, changed and withdrawn claims and events. A sentence that moved, or was reworded around its
    number, is no change. The exit code is 0 where nothing changed, 1 where something did, and 2
    where a file cannot be read.

    \b
    Examples:
      analysis diff last-week/figures.parquet data/figures.parquet
      analysis diff published/may published/june --json
    """
    from analysis import changes
    from analysis.terminal import console, print_changes

    try:
        claims, events = changes.read_changes(old, new)
    except AnalysisError as error:
        raise click.UsageError(harmless(str(error))) from error
    if as_json:
        told = json.dumps(changes.as_json(claims, events), ensure_ascii=False, indent=2)
        click.echo(told)
    else:
        print_changes(console(sys.stdout), claims, events)
    return 0 if claims.empty and events.empty else CHANGED


def _figures(
    figures: str | None, articles: str, corrections: str | None, columns: Mapping[str, str]
) -> tuple[pd.DataFrame, bool]:
    """The figures, and whether nothing was left out."""
    from analysis.corrections import corrections_of
    from analysis.storage import read_figures

    if figures:
        return read_figures(Path(figures)), True
    found, skipped = read([articles], columns)
    if not found:
        msg = f"{articles}: no article can be read, so there is nothing to export; name another "
        msg += "place by --articles, or a figures file by --figures"
        raise ArticleError(msg)
    table, unmatched = corrected_figures(found, corrections_of([articles], corrections))
    return table, not skipped and not unmatched
