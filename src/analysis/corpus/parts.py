"""A corpus cut into parts, each of which one process reads: the same cut for the same files."""

from __future__ import annotations

import os
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING, BinaryIO
from zlib import crc32

from analysis.decoding import marked_encoding
from analysis.finding import find_articles
from analysis.fingerprints import hash_of
from analysis.sources.kinds import kind_of

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

PART_BYTES = 8_000_000
"""Of lines, or of rows as they are in memory; a part is cut where it has come to so many."""

FILES, LINES, ROWS, WHOLE = "files", "lines", "rows", "whole"
_MOST_FILES = 500
# One file in so many ends a part, by its name: a new file then alters one part and not all others.
_FILES = 100
_BLOCK = 1 << 20


@dataclass(frozen=True, slots=True)
class InputFile:
    """A file of the corpus: path, the id that its articles have or begin with, size and time."""

    path: str
    name: str
    size: int
    changed: int


@dataclass(frozen=True, slots=True)
class Part:
    """What is read together, and gives one file of figures.

    Attributes:
        kind: "files", each with one article; "lines" of a file; "rows" of a Parquet file; or a
            "whole" file of many articles.
        files: the files; one, but for the kind "files".
        begin, end: the bytes of lines, or the row groups of rows.
        row: how many lines or rows stand before them.
        size: in bytes, to tell how far a run is.
        wanted: ids of articles whose texts alone are wanted; none for the figures of all articles.
    """

    kind: str
    files: tuple[InputFile, ...]
    begin: int = 0
    end: int = 0
    row: int = 0
    size: int = 0
    wanted: tuple[str, ...] = ()

    def key(self, settings: str) -> str:
        """What its result is kept under: where it is read, and by what."""
        files = [(file.path, file.name, file.size) for file in self.files]
        place = (self.kind, files, self.begin, self.end, self.row)
        return hash_of(*place, settings, *self.wanted)[:32]

    @property
    def times(self) -> list[int]:
        """When each of its files was saved, in nanoseconds."""
        return [file.changed for file in self.files]

    def __str__(self) -> str:
        """The files and the place in them, for a person."""
        first = self.files[0].path
        if self.kind == FILES:
            return first if len(self.files) == 1 else f"{first} to {self.files[-1].path}"
        if self.kind == WHOLE:
            return first
        return f"{first}, {self.kind} from {self.row + 1:,}"


def cut_corpus(
    paths: str | os.PathLike[str] | Iterable[str | os.PathLike[str]],
    *,
    part_bytes: int = PART_BYTES,
    but_not: Path | None = None,
) -> tuple[Iterator[Part], list[str]]:
    """Cut a corpus into parts.

    Args:
        paths: files, folders and patterns, as `analysis.read_articles` takes them.
        part_bytes: how large a part is.
        but_not: a folder that is no part of the corpus: that of the output.

    Returns:
        The parts, in the order of the articles, and the files of kinds that hold none.

    Raises:
        ArticleError: a path does not exist.
    """
    found = find_articles(paths)
    own = Path(os.path.realpath(but_not)) if but_not else None
    files = [
        _input(name, path) for name, path in found.articles.items() if not _is_below(path, own)
    ]
    others = [str(path) for path in found.others if not _is_below(path, own)]
    return _cut(files, part_bytes), others


def _is_below(path: Path, folder: Path | None) -> bool:
    # Path.resolve() raises on a loop of links.
    return folder is not None and folder in Path(os.path.realpath(path)).parents


def _input(name: str, path: Path) -> InputFile:
    try:
        found = path.stat()
    except OSError:  # reading it will tell
        return InputFile(str(path), name, -1, 0)
    return InputFile(str(path), name, found.st_size, found.st_mtime_ns)


def _cut(files: Iterable[InputFile], part_bytes: int) -> Iterator[Part]:
    batch: list[InputFile] = []
    for file in files:
        kind = kind_of(file.path)
        if kind and kind.is_single:
            batch.append(file)
            if _ends(batch, part_bytes):
                yield _batch(batch)
                batch = []
            continue
        if batch:
            yield _batch(batch)
            batch = []
        yield from _cut_file(file, kind.name if kind and not kind.compression else "", part_bytes)
    if batch:
        yield _batch(batch)


def _ends(batch: list[InputFile], part_bytes: int) -> bool:
    if sum(file.size for file in batch) >= part_bytes or len(batch) >= _MOST_FILES:
        return True
    return crc32(batch[-1].name.encode("utf-8", "surrogateescape")) % _FILES == 0


def _batch(files: list[InputFile]) -> Part:
    return Part(FILES, tuple(files), size=sum(max(file.size, 0) for file in files))


def _cut_file(file: InputFile, kind: str, part_bytes: int) -> Iterator[Part]:
    whole = Part(WHOLE, (file,), size=max(file.size, 0))
    parts = None
    if file.size > 0 and kind == "jsonl":
        parts = _cut_lines(file, part_bytes)
    elif file.size > 0 and kind == "parquet":
        parts = _cut_rows(file, part_bytes)
    yield from parts or [whole]


def _cut_lines(file: InputFile, part_bytes: int) -> list[Part] | None:
    """Parts of whole lines; None where its lines cannot be told without decoding them."""
    parts: list[Part] = []
    begin = row = lines = 0
    try:
        with Path(file.path).open("rb") as stream:
            if (marked_encoding(stream.read(4)) or "utf-8-sig") != "utf-8-sig":
                return None
            stream.seek(0)
            while block := stream.read(min(_BLOCK, part_bytes)):
                lines += block.count(b"\n")
                if stream.tell() - begin >= part_bytes:
                    lines += _read_to_end_of_line(stream)
                    cut = stream.tell()
                    parts.append(Part(LINES, (file,), begin, cut, row, cut - begin))
                    begin, row, lines = cut, row + lines, 0
    except OSError:
        return None
    if begin < file.size:
        parts.append(Part(LINES, (file,), begin, file.size, row, file.size - begin))
    return parts


def _read_to_end_of_line(stream: BinaryIO) -> int:
    """Read on to the end of the line, and tell how many ends were met: none in the last line."""
    while piece := stream.readline(_BLOCK):
        if piece.endswith(b"\n"):
            return 1
    return 0


def _cut_rows(file: InputFile, part_bytes: int) -> list[Part] | None:
    """Parts of whole row groups; None where there are no rows, or no table, which reading tells."""
    import pyarrow as pa
    import pyarrow.parquet as pq

    try:
        metadata = pq.ParquetFile(file.path).metadata
    except (OSError, pa.ArrowException):
        return None
    if metadata.num_rows == 0:
        return None
    parts: list[Part] = []
    now = Part(ROWS, (file,))
    rows = 0
    for group in range(metadata.num_row_groups):
        about = metadata.row_group(group)
        rows += about.num_rows
        now = replace(now, end=group + 1, size=now.size + about.total_byte_size)
        if now.size >= part_bytes or group + 1 == metadata.num_row_groups:
            parts.append(now)
            now = Part(ROWS, (file,), group + 1, group + 1, rows)
    return parts or None
