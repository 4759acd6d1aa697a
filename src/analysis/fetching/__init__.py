"""Articles from the web: pages and the entries of feeds, fetched politely and kept as received.

    >>> import analysis
    >>> analysis.add_articles("https://news.example/2025/02/12/drones")  # doctest: +SKIP
    >>> analysis.add_feed("https://news.example/feed.xml", most=20)  # doctest: +SKIP

The steps: `addresses` says which addresses may be fetched and which two are one page, `network`
connects to checked machines alone, `pages` fetches with `manners`, `feeds` and `reading` read what
was fetched, `holdings` knows what is there, `storing` writes, and `adding` leads.
"""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from analysis.fetching.adding import Addition, Outcome, add_articles, add_feed
    from analysis.fetching.settings import FetchSettings

__all__ = ["Addition", "FetchSettings", "Outcome", "add_articles", "add_feed"]


def __getattr__(name: str) -> object:
    if name in __all__:
        home = "settings" if name == "FetchSettings" else "adding"
        return getattr(import_module(f"analysis.fetching.{home}"), name)
    msg = f"module 'analysis.fetching' has no attribute {name!r}"
    raise AttributeError(msg)
