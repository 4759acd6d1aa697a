"""What the tests of adding articles from the web share."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import analysis
from analysis.fetching import Addition, FetchSettings

if TYPE_CHECKING:
    from pathlib import Path

    from web_site import Site

SETTINGS = FetchSettings(pause=0, allow_private=True)
DAY = '<meta property="article:published_time" content="2025-02-12T08:00:00+02:00">'
NAME = "2025-02-12-air-defence-stops-71-of-123-drones"
FEED = {"Content-Type": "application/rss+xml"}
OTHER = """The governor of the region said in the evening that 14 people had been injured when a
missile hit a market, and that doctors were treating nine of them. The building was damaged, and
firemen put out the blaze within two hours. No one was missing by nightfall, he added, and the
market was to open again on Friday, when the rubble had been cleared and the power restored."""


def add(site: Site, folder: Path, *paths: str, **wishes: Any) -> list[Addition]:  # noqa: ANN401
    addresses = [site.address(path) for path in paths or ("/story",)]
    return analysis.add_articles(addresses, folder=folder, settings=SETTINGS, **wishes)


def add_feed(site: Site, folder: Path, **wishes: Any) -> list[Addition]:  # noqa: ANN401
    address = site.address("/feed")
    return analysis.add_feed(address, folder=folder, settings=SETTINGS, **wishes)


def outcomes(additions: list[Addition]) -> list[str]:
    return [str(one.outcome) for one in additions]


def files(folder: Path) -> list[str]:
    paths = folder.rglob("*")
    return sorted(path.relative_to(folder).as_posix() for path in paths if path.is_file())
