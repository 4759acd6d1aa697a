"""The command that brings articles in from the web: add."""

from __future__ import annotations

from collections import Counter
from pathlib import Path
from typing import TYPE_CHECKING

import click

from analysis.cli.figures import SKIPPED
from analysis.cli.wording import harmless

if TYPE_CHECKING:
    from collections.abc import Iterable

    from analysis.errors import FetchError
    from analysis.fetching import Addition

_SHORTEST_PAUSE = 0.2


@click.command()
@click.argument("urls", nargs=-1, metavar="URL...")
@click.option(
    "--feed",
    "feeds",
    multiple=True,
    metavar="URL",
    help="Add the new entries of this RSS or Atom feed. May be repeated.",
)
@click.option(
    "--folder",
    default="data/articles",
    show_default=True,
    metavar="FOLDER",
    help="The folder of the articles; made where it is missing.",
)
@click.option(
    "--most",
    default=100,
    show_default=True,
    type=click.IntRange(min=1),
    metavar="N",
    help="New entries to take of a feed.",
)
@click.option(
    "--update",
    is_flag=True,
    help="Fetch again what is there, and put a newer text in its place; the text before is kept.",
)
@click.option(
    "--pause",
    default=1.0,
    show_default=True,
    type=click.FloatRange(min=_SHORTEST_PAUSE),
    metavar="SECONDS",
    help="Between two pages of one host.",
)
@click.option(
    "--allow-private",
    is_flag=True,
    help="Fetch also from this machine and from private networks.",
)
def add(  # noqa: PLR0913 - one argument for each choice of the command line
    urls: tuple[str, ...],
    *,
    feeds: tuple[str, ...],
    folder: str,
    most: int,
    update: bool,
    pause: float,
    allow_private: bool,
) -> int:
    """Add articles from the web: pages, or the new entries of feeds.

    Each page is fetched as its site allows (robots.txt), and stored as received beside the article
    read from it. What is there already is not fetched again. A page that cannot be had is reported
    and left out; the exit code is then 3.

    \b
    Examples:
      analysis add https://news.example/2025/02/12/drones
      analysis add --feed https://news.example/feed.xml --most 20
      analysis add --update https://news.example/live --folder data/articles
    """
    if not urls and not feeds:
        msg = "name a page, or a feed by --feed"
        raise click.UsageError(msg)
    from analysis.fetching.adding import Wishes, added
    from analysis.fetching.feeds import Entry
    from analysis.fetching.settings import FetchSettings

    settings = FetchSettings(pause=pause, allow_private=allow_private)
    wishes = Wishes(Path(folder), most, update, settings, _tell_waiting)
    return _told(added([Entry(url) for url in urls], feeds, wishes))


def _told(found: Iterable[Addition | FetchError]) -> int:
    """Tell what comes of each address as it is done, then how many came of all."""
    counts: Counter[str] = Counter()
    for one in found:
        if isinstance(one, Exception):
            click.echo(f"skipped {harmless(str(one))}", err=True)
            counts["skipped"] += 1
            continue
        counts[one.outcome] += 1
        if one.path and (one.feed is None or one.outcome in ("added", "updated")):
            click.echo(harmless(f"{one.outcome}: {one.path}"))
    told = "; ".join(f"{count:,} {outcome}" for outcome, count in counts.items())
    click.echo(told or "the feed has no entries", err=True)
    return SKIPPED if counts["skipped"] else 0


def _tell_waiting(holder: str) -> None:
    click.echo(f"waiting for {holder}, which adds to the same folder", err=True)
