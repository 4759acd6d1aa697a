"""The names, sizes and times of the files that a run would read, without reading them."""

from __future__ import annotations

import glob
import os
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from hashlib import blake2b
from pathlib import Path
from time import time_ns
from typing import TYPE_CHECKING

from analysis.finding import holds_no_articles, is_passed_over

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Iterator

# A file that was saved so shortly ago may be saved again without its time changing: file systems
# count in steps of up to two seconds. Its time is not kept, so that the next run looks into it.
_SETTLED_NS = 2_000_000_000
_SEPARATOR = "\0"


@dataclass(frozen=True, slots=True)
class Listing:
    """Files as they stand on disk.

    Attributes:
        lines: path, size in bytes and time of the last change in nanoseconds of each file, in
            order; a link to nothing has the size -1.
        taken: when the listing was begun, in nanoseconds.
    """

    lines: list[str]
    taken: int

    @property
    def digest(self) -> str:
        """A hash of all of it: two listings of one digest show the same files."""
        return blake2b("\n".join(self.lines).encode("utf-8", "surrogateescape")).hexdigest()

    def files(self) -> dict[str, tuple[int, int]]:
        """Path → size in bytes and time of the last change in nanoseconds."""
        split = (line.rsplit(_SEPARATOR, 2) for line in self.lines)
        return {path: (int(size), int(changed)) for path, size, changed in split}

    def is_settled(self, changed: int) -> bool:
        """Whether a file of this time would show another time if it were saved again now."""
        return is_settled(changed, self.taken)


def is_settled(changed: int, seen: int) -> bool:
    """Whether a file that was saved then, and seen so, would show another time if saved again."""
    return changed < seen - _SETTLED_NS


def list_files(
    paths: Iterable[str | os.PathLike[str]], *, but_not: Collection[int] = ()
) -> Listing:
    """List the files of folders (with the folders in them) and patterns, and files.

    What `analysis.finding.find_articles` passes over is passed over here. What does not exist is
    not listed; that function tells it.

    Args:
        paths: files, folders and patterns such as `news/*.txt`.
        but_not: inodes of files to pass over, such as the tables that a run writes.
    """
    taken = time_ns()
    lines = [line for path in paths for line in _lines_of(Path(path), but_not) if line]
    lines.sort()
    return Listing(lines, taken)


def _lines_of(path: Path, but_not: Collection[int]) -> Iterator[str]:
    if path.is_dir():
        yield from _lines_of_folder(str(path), but_not)
    elif path.exists():
        yield _line(str(path), path.stat(), but_not)
    else:
        for match in glob.glob(str(path), recursive=True):  # noqa: PTH207 - keeps absolute patterns
            yield from _lines_of(Path(match), but_not)


def _lines_of_folder(folder: str, but_not: Collection[int]) -> list[str]:
    lines: list[str] = []
    folders: list[str] = []
    begin = os.path.join(folder, "")  # noqa: PTH118 - a tenth of the time
    with suppress(OSError), _entries(folder) as entries:
        for entry in entries:
            name = entry.name
            if _is_folder(entry):
                passed = entry.is_symlink() or holds_no_articles(folder, name)
                folders += [] if passed else [begin + name]
            elif not is_passed_over(name):
                try:
                    found = entry.stat()
                except OSError:  # a link to nothing
                    lines.append(f"{begin}{name}{_SEPARATOR}-1{_SEPARATOR}0")
                    continue
                if found.st_ino not in but_not:
                    lines.append(f"{begin}{name}\0{found.st_size}\0{found.st_mtime_ns}")
    for inside in folders:
        lines += _lines_of_folder(inside, but_not)
    return lines


def _is_folder(entry: os.DirEntry[str]) -> bool:
    try:
        return entry.is_dir()
    except OSError:  # a loop of links
        return False


@contextmanager
def _entries(folder: str) -> Iterator[Iterator[os.DirEntry[str]]]:
    """The entries of a folder, opened once, so that no file's whole path is looked up."""
    opened = os.open(folder, os.O_RDONLY)
    try:
        with os.scandir(opened) as entries:
            yield entries
    finally:
        os.close(opened)


def _line(path: str, found: os.stat_result, but_not: Collection[int]) -> str:
    if found.st_ino in but_not:
        return ""
    return f"{path}{_SEPARATOR}{found.st_size}{_SEPARATOR}{found.st_mtime_ns}"


def inodes_of(paths: Iterable[str | os.PathLike[str]]) -> set[int]:
    """The inodes of those files that exist."""
    found = set()
    for path in paths:
        with suppress(OSError):
            found.add(Path(path).stat().st_ino)
    return found
