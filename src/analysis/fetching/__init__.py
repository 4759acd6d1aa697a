"""Articles from the web: pages and the entries of feeds, fetched politely and kept as received.

    >>> import analysis
    >>> analysis.add_articles("https://news.example/2025/02/12/drones")  # doctest: +SKIP
    >>> analysis.add_feed("https://news.example/feed.xml", most=20)  # doctest: +SKIP

The steps: `addresses` says which addresses may be fetched and which two are one page, `network`
connects to checked machines alone, `pages` fetches with `manners`, `feeds` and `reading` read what
was fetched, `holdings` knows what is there, `storing` writes, and `adding` leads.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from analysis.loading import loaded_on_demand

if TYPE_CHECKING:
    from analysis.fetching.adding import Addition, Outcome, add_articles, add_feed
    from analysis.fetching.settings import FetchSettings

__all__ = ["Addition", "FetchSettings", "Outcome", "add_articles", "add_feed"]


_HOMES = {
    "adding": ("Addition", "Outcome", "add_articles", "add_feed"),
    "settings": ("FetchSettings",),
}

__getattr__ = loaded_on_demand(__name__, _HOMES)


def __dir__() -> list[str]:
    return sorted(__all__)
