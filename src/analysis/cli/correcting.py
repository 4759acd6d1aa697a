"""The command on what the machine got wrong: correct."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING, Any

import click

from analysis.cli.choosing import article_option, chosen_article, column_option
from analysis.cli.wording import harmless

if TYPE_CHECKING:
    from collections.abc import Sequence

_NONE = "none"


@click.command()
@click.argument("file", metavar="ARTICLE")
@click.argument("more", nargs=-1, metavar="[COLUMN=VALUE]...")
@article_option
@column_option
@click.option("--at", "words", metavar="WORDS", help="The words of the text that hold the number.")
@click.option("--of", metavar="MEASURE", help="Which figure, where the words state several.")
@click.option("--set", "settings", multiple=True, metavar="COLUMN=VALUE", help="Change a column.")
@click.option("--drop", is_flag=True, help="The number is no figure.")
@click.option("--add", "added", multiple=True, metavar="COLUMN=VALUE", help="Add a missed figure.")
@click.option(
    "--same-event",
    nargs=2,
    metavar="ARTICLE WORDS",
    help="The claim of another place that is about the same event.",
)
@click.option("--who", envvar="ANALYSIS_WHO", required=True, help="Your name, or $ANALYSIS_WHO.")
@click.option("--why", required=True, help="The reason, in a few words.")
@click.option("--when", metavar="DAY", help="The day, such as 2025-02-12; without it today.")
@click.option(
    "--corrections",
    metavar="FILE",
    help="The file to write to. Without it: corrections.csv with the article or beside its folder.",
)
@click.option("--dry-run", is_flag=True, help="Only show what it would change.")
def correct(  # noqa: PLR0913 - one argument for each choice of the command line
    file: str,
    *,
    more: tuple[str, ...],
    article_id: str | None,
    columns: tuple[str, ...],
    words: str | None,
    of: str | None,
    settings: tuple[str, ...],
    drop: bool,
    added: tuple[str, ...],
    same_event: tuple[str, str] | None,
    who: str,
    why: str,
    when: str | None,
    corrections: str | None,
    dry_run: bool,
) -> None:
    """Correct what the machine got wrong in an article; extract and report then apply it.

    \b
    Examples:
      analysis correct night.md --at 71 --set measure=suppressed --who Jane --why "jammed"
      analysis correct night.md --at "All 14" --of launched --drop --who Jane --why "twice"
      analysis correct night.md --add measure=hit value=12 quote="12 got through" \\
                       --who Jane --why "missed"
      analysis correct night.md --at 805 --same-event morning.md 810 --who Jane --why "revised"
    """
    from analysis.corrections import correct as write_correction

    change = _columns([*settings, *(more if settings else ())])
    add = _columns([*added, *(() if settings else more)])
    at = add.pop("quote", None) or words
    if not at:
        msg = "say which number: --at WORDS (for --add also quote=WORDS)"
        raise click.UsageError(msg)
    if corrections == _NONE:
        msg = "none applies no corrections; name the file to write to"
        raise click.BadParameter(msg, param_hint="--corrections")
    written = write_correction(
        chosen_article(file, article_id, columns),
        at,
        who=who,
        why=why,
        change=change or None,
        add=add or None,
        drop=drop,
        same_event=same_event,
        of=of,
        when=_day(when),
        corrections=corrections,
        dry_run=dry_run,
    )
    click.echo(harmless(str(written)))


def _columns(settings: Sequence[str]) -> dict[str, Any]:
    columns = {}
    for setting in settings:
        name, sign, value = setting.partition("=")
        if not sign:
            msg = f"{setting!r} is no COLUMN=VALUE, such as measure=suppressed"
            raise click.UsageError(msg)
        columns[name.strip()] = value
    return columns


def _day(when: str | None) -> date | None:
    try:
        return date.fromisoformat(when) if when else None
    except ValueError as error:
        msg = f"{when!r} is no day; write it as 2025-02-12"
        raise click.BadParameter(msg, param_hint="--when") from error
