"""Articles out of files of every kind: pages, records, mail, documents, web archives, archives.

One module reads one kind. Each gives raw articles, and `analysis.articles.make_article` makes
articles of them, so that all are cleaned and dated alike. The libraries that a kind needs are
loaded when a file of that kind is read.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from analysis.loading import loaded_on_demand

if TYPE_CHECKING:
    from analysis.sources.limits import Limits
    from analysis.sources.reading import read_file

__all__ = ["Limits", "read_file"]

__getattr__ = loaded_on_demand(__name__, {"limits": ("Limits",), "reading": ("read_file",)})
