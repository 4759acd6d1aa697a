"""What decides, besides the articles, which figures a run finds."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from analysis.fingerprints import hash_of, hash_of_package, installed, stamp_of_package

if TYPE_CHECKING:
    from collections.abc import Mapping

    from analysis.extraction.anchors import Anchors

# They show figures and find none: a change in them reads no article again.
_WITHOUT_INFLUENCE = (
    "charts",
    "cli",
    "exchange",
    "jupyter",
    "reconciliation",
    "reports",
    "template",
)
# Other versions of these may read a file otherwise, or write a table in other bytes.
_LIBRARIES = (
    "charset-normalizer",
    "datasketch",
    "fastwarc",
    "ftfy",
    "pandas",
    "pyarrow",
    "pypdf",
    "python-docx",
    "PyYAML",
    "resiliparse",
    "trafilatura",
)


@dataclass(frozen=True, slots=True)
class Settings:
    """The choices of a run.

    Attributes:
        columns: field of an article → the column of a table that holds it: {"text": "body"}.
        anchors: the names without which an article is not read; None for those shipped.
        stories: find the copies of a story (`analysis.duplicates`); a corpus without them, or one
            too large to hold a signature of each article that states figures, needs not.
    """

    columns: Mapping[str, str] = field(default_factory=dict, hash=False)
    anchors: Anchors | None = None
    stories: bool = True

    @property
    def key(self) -> str:
        """A hash of the choices, of the code and words, and of the libraries that read."""
        return self.key_with(hash_of_code())

    def key_with(self, code: str) -> str:
        """The same, where the hash of the code is known."""
        names = [] if self.anchors is None else [str(name) for name in self.anchors.names]
        return hash_of(dict(self.columns), names, self.stories, code, versions())


def hash_of_code() -> str:
    """A hash of all code and words that decide which figures a run finds."""
    return hash_of_package(_WITHOUT_INFLUENCE)


def stamp_of_code() -> str:
    """What changes when the code does, told without reading it; "" where nothing tells."""
    return stamp_of_package(_WITHOUT_INFLUENCE)


def versions() -> dict[str, str]:
    """The versions of the libraries that read and write; "" for one that is not installed."""
    return installed(_LIBRARIES)
