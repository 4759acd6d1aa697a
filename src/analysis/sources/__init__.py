"""Articles out of files of every kind: pages, records, mail, documents, web archives, archives.

One module reads one kind. Each gives raw articles, and `analysis.articles.make_article` makes
articles of them, so that all are cleaned and dated alike. The libraries that a kind needs are
loaded when a file of that kind is read.
"""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from analysis.sources.limits import Limits
    from analysis.sources.reading import read_file

__all__ = ["Limits", "read_file"]

_HOMES = {"Limits": "analysis.sources.limits", "read_file": "analysis.sources.reading"}


def __getattr__(name: str) -> object:
    if name in _HOMES:
        return getattr(import_module(_HOMES[name]), name)
    msg = f"module 'analysis.sources' has no attribute {name!r}"
    raise AttributeError(msg)
