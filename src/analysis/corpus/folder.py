"""The folder that a run over a corpus writes: where each thing stands, and writing it safely."""

from __future__ import annotations

import json
import re
from contextlib import suppress
from dataclasses import dataclass, field
from hashlib import sha256
from pathlib import Path
from typing import TYPE_CHECKING, Any

from analysis.finding import is_file

if TYPE_CHECKING:
    from collections.abc import Callable

    from analysis.corpus.parts import Part

PARTS, ARTICLES, ERRORS = "_parts", "_articles", "_errors.csv"
OWN = re.compile(
    r"(?:figures|articles)-\d{5,}\.parquet|[0-9a-f]{32}\.(?:json|(?:figures|articles)\.parquet)"
)
"""The names of what a run writes for a part."""
_PIECE = 1 << 20


@dataclass(frozen=True, slots=True)
class Result:
    """What was made of a part; written last, so that a part with it is whole.

    Attributes:
        times: when each of its files was saved, in nanoseconds, as it was read; or `UNKNOWN`.
        contents: a hash of what was read of each of its files.
        sizes: bytes of the figures and of the articles.
        read: how many articles were read.
        aside: how many of them were put aside unread, holding no name of the war.
        articles: how many hold figures.
        figures: how many figures.
        errors: for each article that cannot be read its id, file, row, cause and remedy.
        foreign: ids of articles in another script than English is written in.
        left_out: members of archives that are of no known kind.
    """

    times: list[int]
    contents: list[str]
    sizes: list[int] = field(default_factory=list)
    read: int = 0
    aside: int = 0
    articles: int = 0
    figures: int = 0
    errors: list[list[Any]] = field(default_factory=list)
    foreign: list[str] = field(default_factory=list)
    left_out: list[str] = field(default_factory=list)


@dataclass(frozen=True, slots=True)
class Place:
    """Where the result of a part is kept."""

    folder: Path
    key: str

    @property
    def figures(self) -> Path:
        """Its figures, uncorrected and with the ids that they have in the part."""
        return self.folder / PARTS / f"{self.key}.figures.parquet"

    @property
    def articles(self) -> Path:
        """The articles that hold them."""
        return self.folder / PARTS / f"{self.key}.articles.parquet"

    @property
    def result(self) -> Path:
        """What was made of it, in numbers."""
        return self.folder / PARTS / f"{self.key}.json"

    def read(self) -> Result | None:
        """The result; None where there is none, or one that is not whole."""
        try:
            result = Result(**json.loads(self.result.read_bytes()))
            sizes = [path.stat().st_size for path in (self.figures, self.articles)]
        except (OSError, ValueError, TypeError):
            return None
        return result if sizes == result.sizes else None


def published(folder: Path, number: int) -> tuple[Path, Path]:
    """What a reader sees of a part: its figures, and the articles that state them."""
    articles = folder / ARTICLES / f"articles-{number:05}.parquet"
    return folder / f"figures-{number:05}.parquet", articles


def remove_remains(folder: Path) -> None:
    """Remove what a run that was killed has left half-written."""
    for place in (folder, folder / PARTS, folder / ARTICLES):
        for path in place.glob(".*.part"):
            with suppress(OSError):
                path.unlink()


def hashes_of(part: Part, follow: Callable[[], None] = lambda: None) -> list[str]:
    """A hash of what a part reads of each of its files; "" where it cannot be read.

    Args:
        part: it.
        follow: called with each megabyte, since a large file takes its time.
    """
    return [_hash(file.path, part, follow) for file in part.files]


def _hash(path: str, part: Part, follow: Callable[[], None]) -> str:
    if not is_file(path):  # a pipe would be waited for without end
        return ""
    try:
        begin, end = _range(path, part)
        digest = sha256()
        with Path(path).open("rb") as file:
            file.seek(begin)
            while begin < end and (piece := file.read(min(_PIECE, end - begin))):
                digest.update(piece)
                follow()
                begin += len(piece)
        return digest.hexdigest()
    except (OSError, ValueError):  # a Parquet file's head may be broken
        return ""


def _range(path: str, part: Part) -> tuple[int, int]:
    """The first byte that a part reads of a file, and the first one behind it."""
    if part.kind == "lines":
        return part.begin, part.end
    if part.kind != "rows":
        return 0, Path(path).stat().st_size
    import pyarrow.parquet as pq

    metadata = pq.ParquetFile(path).metadata
    groups = [metadata.row_group(at) for at in range(part.begin, part.end)]
    chunks = [group.column(at) for group in groups for at in range(group.num_columns)]
    begins = [chunk.dictionary_page_offset or chunk.data_page_offset for chunk in chunks]
    ends = [at + c.total_compressed_size for at, c in zip(begins, chunks, strict=True)]
    return min(begins, default=0), max(ends, default=0)
