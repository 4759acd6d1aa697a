"""Articles in any number: only what changed is read, in parts, by several processes."""

from __future__ import annotations

from typing import TYPE_CHECKING

from analysis.loading import loaded_on_demand

if TYPE_CHECKING:
    from analysis.corpus.cluster import extract_dataframe
    from analysis.corpus.incremental import Update, update_figures
    from analysis.corpus.run import Progress, Summary, extract_corpus
    from analysis.corpus.settings import Settings

__all__ = [
    "Progress",
    "Settings",
    "Summary",
    "Update",
    "extract_corpus",
    "extract_dataframe",
    "update_figures",
]

_HOMES = {
    "cluster": ("extract_dataframe",),
    "incremental": ("Update", "update_figures"),
    "run": ("Progress", "Summary", "extract_corpus"),
    "settings": ("Settings",),
}

__getattr__ = loaded_on_demand(__name__, _HOMES)


def __dir__() -> list[str]:
    return sorted(__all__)
