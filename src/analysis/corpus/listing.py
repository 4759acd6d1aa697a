"""The names, sizes and times of the files that a run would read, without reading them."""

from __future__ import annotations

import glob
import os
from array import array
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from hashlib import sha256
from pathlib import Path
from time import time_ns
from typing import TYPE_CHECKING

from analysis.finding import holds_no_articles, is_folder, is_passed_over, may_be_passed_over
from analysis.fingerprints import is_settled

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Iterator

UNKNOWN = -1
"""The time of a file that may change without another time, or that could not be read."""


@dataclass(frozen=True, slots=True)
class FolderFiles:
    """The files of one folder, in the order in which the system tells them.

    Attributes:
        begin: what their paths begin with.
        names: their names.
        sizes: their sizes in bytes; -1 for a link to nothing.
        times: when each was saved, in nanoseconds.
    """

    begin: str
    names: list[str] = field(default_factory=list)
    sizes: list[int] = field(default_factory=list)
    times: list[int] = field(default_factory=list)

    def without_passed_over(self) -> FolderFiles:
        """Those that may hold articles."""
        rows = zip(self.names, self.sizes, self.times, strict=True)
        kept = [row for row in rows if not is_passed_over(row[0])]
        return FolderFiles(self.begin, *(list(column) for column in zip(*kept, strict=True)))


@dataclass(frozen=True, slots=True)
class Listing:
    """Files as they stand on disk.

    Attributes:
        folders: the files of each folder.
        taken: when the listing was begun, in nanoseconds.
    """

    folders: list[FolderFiles]
    taken: int

    @property
    def digest(self) -> str:
        """A hash of all of it: two listings of one digest show the same files."""
        digest = sha256()
        for folder in self.folders:
            names = "\n".join((folder.begin, str(len(folder.names)), *folder.names, ""))
            digest.update(names.encode("utf-8", "surrogateescape"))
            digest.update(_as_bytes(folder.sizes))
            digest.update(_as_bytes(folder.times))
        return digest.hexdigest()

    def files(self) -> dict[str, tuple[int, int]]:
        """Path → size in bytes and time of the last change in nanoseconds."""
        return {
            folder.begin + name: (size, changed)
            for folder in self.folders
            for name, size, changed in zip(folder.names, folder.sizes, folder.times, strict=True)
        }

    def is_settled(self, changed: int) -> bool:
        """Whether a file of this time would show another time if it were saved again now."""
        return is_settled(changed, self.taken)


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
    found = [one for path in paths for one in _found(Path(path), but_not)]
    return Listing([one for one in found if one.names], taken)


def _found(path: Path, but_not: Collection[int]) -> Iterator[FolderFiles]:
    if is_folder(path):
        yield from _files_of_folder(str(path), but_not)
        return
    try:
        found = path.stat()
    except PermissionError:
        yield FolderFiles("", [str(path)], [-1], [0])
    except (OSError, ValueError):
        for match in glob.glob(str(path), recursive=True):  # noqa: PTH207 - keeps absolute patterns
            yield from _found(Path(match), but_not)
    else:
        if found.st_ino not in but_not:
            yield FolderFiles("", [str(path)], [found.st_size], [found.st_mtime_ns])


def _files_of_folder(folder: str, but_not: Collection[int]) -> Iterator[FolderFiles]:
    # A path of `pathlib` does not begin with "./".
    begin = "" if folder == os.curdir else os.path.join(folder, "")  # noqa: PTH118 - a tenth of the time
    files, folders = FolderFiles(begin), list[str]()
    try:
        with _entries(folder) as entries:
            _look_at(entries, files, folders, but_not)
    except OSError:  # it may not be listed, which its reading tells
        yield FolderFiles("", [folder], [-1], [0])
        return
    yield files.without_passed_over() if may_be_passed_over(files.names) else files
    for name in folders:
        if not holds_no_articles(folder, name):
            yield from _files_of_folder(files.begin + name, but_not)


def _look_at(
    entries: Iterable[os.DirEntry[str]],
    files: FolderFiles,
    folders: list[str],
    but_not: Collection[int],
) -> None:
    """Note the files and the folders of a folder."""
    # What is done for each file is kept short: it is what a run takes that finds all as it was.
    add_name, add_size, add_time = files.names.append, files.sizes.append, files.times.append
    for entry in entries:
        try:
            if entry.is_dir():
                folders += [] if entry.is_symlink() else [entry.name]
                continue
            found = entry.stat()
        except OSError:  # a link to nothing, or a loop of links
            size, changed = -1, 0
        else:
            if found.st_ino in but_not:
                continue
            size, changed = found.st_size, found.st_mtime_ns
        add_name(entry.name)
        add_size(size)
        add_time(changed)


@contextmanager
def _entries(folder: str) -> Iterator[Iterator[os.DirEntry[str]]]:
    """The entries of a folder, opened once, so that no file's whole path is looked up."""
    opened = os.open(folder, os.O_RDONLY)
    try:
        with os.scandir(opened) as entries:
            yield entries
    finally:
        os.close(opened)


def _as_bytes(numbers: list[int]) -> bytes:
    try:
        return array("q", numbers).tobytes()
    except OverflowError:  # a file that was saved after the year 2262
        return repr(numbers).encode()


def inodes_of(paths: Iterable[str | os.PathLike[str]]) -> set[int]:
    """The inodes of those files that exist."""
    found = set()
    for path in paths:
        with suppress(OSError):
            found.add(Path(path).stat().st_ino)
    return found
