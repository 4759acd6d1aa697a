"""What decides, besides the articles, which figures a run finds."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from analysis.fingerprints import hash_of, hash_of_package, installed

if TYPE_CHECKING:
    from collections.abc import Mapping

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
        columns: what a column of a table of articles holds, such as {"text": "body"}.
    """

    columns: Mapping[str, str] = field(default_factory=dict, hash=False)

    @property
    def key(self) -> str:
        """A hash of the choices, of the code and words, and of the libraries that read."""
        return hash_of(
            dict(self.columns), hash_of_package(_WITHOUT_INFLUENCE), installed(_LIBRARIES)
        )
