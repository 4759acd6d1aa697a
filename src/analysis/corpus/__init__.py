"""Articles in any number: only what changed is read, in parts, by several processes."""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING

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


def __getattr__(name: str) -> object:
    for module, names in _HOMES.items():
        if name in names:
            return getattr(import_module(f"analysis.corpus.{module}"), name)
    msg = f"module 'analysis.corpus' has no attribute {name!r}"
    raise AttributeError(msg)


def __dir__() -> list[str]:
    return sorted(__all__)
