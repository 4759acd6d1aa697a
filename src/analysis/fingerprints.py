"""Hashes of values, files and code, by which a run knows what it need not do again."""

from __future__ import annotations

import json
import os
import re
import sys
from contextlib import suppress
from hashlib import file_digest, sha256
from pathlib import Path
from time import time_ns
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

_PACKAGE = Path(__file__).parent
_INSTALLED = ".dist-info"
# A file that was saved so shortly ago may be saved again without its time changing: file systems
# count in steps of up to two seconds. Its time is not kept, so that the next run looks into it.
_SETTLED_NS = 2_000_000_000
_SOURCE_SUFFIXES = (".py", ".toml", ".css", ".j2", ".json", ".csv", ".mplstyle")


def hash_of(*parts: object) -> str:
    """One hash of values that JSON can hold."""
    text = json.dumps(parts, ensure_ascii=False, sort_keys=True)
    return sha256(text.encode("utf-8", "surrogatepass")).hexdigest()


def hash_of_files(files: Iterable[tuple[str, Path]]) -> str:
    """One hash of files' names and contents.

    Raises:
        OSError: a file cannot be read.
    """
    return hash_of(*((name, hash_of_file(path)) for name, path in files))


def hash_of_file(path: str | Path) -> str:
    """A hash of a file's content.

    Raises:
        OSError: it cannot be read.
    """
    with Path(path).open("rb") as file:
        return file_digest(file, "sha256").hexdigest()


def hash_of_package(but_not: Iterable[str] = ()) -> str:
    """One hash of this package's code, words and templates.

    Args:
        but_not: subpackages that do not matter.
    """
    named = [(path.relative_to(_PACKAGE).as_posix(), path) for path in _sources(but_not)]
    return hash_of_files(named)


def stamp_of_package(but_not: Iterable[str] = ()) -> str:
    """One hash of the sizes and times of this package's files, none of which is opened.

    Where it is as it was, so is `hash_of_package`: the time at which a file came to its place, or
    was written to, cannot be set by hand.

    Args:
        but_not: subpackages that do not matter.

    Returns:
        The hash; "" where a file was saved so shortly ago that it may change unseen.
    """
    now, stamps, newest = time_ns(), [], 0
    for entry in _entries(_PACKAGE, but_not):
        found = entry.stat()
        newest = max(newest, found.st_ctime_ns, found.st_mtime_ns)
        stamps.append((entry.path, found.st_size, found.st_mtime_ns, found.st_ctime_ns))
    return hash_of(sorted(stamps)) if is_settled(newest, now) else ""


def _sources(but_not: Iterable[str]) -> list[Path]:
    return sorted(Path(entry.path) for entry in _entries(_PACKAGE, but_not))


def _entries(folder: str | Path, but_not: Iterable[str]) -> Iterator[os.DirEntry[str]]:
    with os.scandir(folder) as entries:
        for entry in entries:
            if entry.name.endswith(_SOURCE_SUFFIXES):
                yield entry
            elif entry.is_dir() and entry.name not in but_not:
                yield from _entries(entry.path, ())


def is_settled(changed: int, seen: int) -> bool:
    """Whether a file that was saved then would show another time if it were saved again now.

    Args:
        changed: when it was saved, in nanoseconds.
        seen: when it was seen so.
    """
    return changed < seen - _SETTLED_NS


def installed(names: Iterable[str]) -> dict[str, str]:
    """The installed versions of packages by name, without loading them; "" for one that is missing.

    A tenth of the time of `importlib.metadata.version`, which opens a file for each.
    """
    wanted = {_normal(name): name for name in names}
    found = dict.fromkeys(wanted.values(), "")
    for folder in reversed(sys.path):
        for file in _names_in(folder or "."):
            if not file.endswith(_INSTALLED):
                continue
            name, _, version = file.removesuffix(_INSTALLED).partition("-")
            if _normal(name) in wanted:
                found[wanted[_normal(name)]] = version
    return found


def _names_in(folder: str) -> list[str]:
    with suppress(OSError):  # the library of Python may be one .zip, or not there
        return os.listdir(folder)  # noqa: PTH208 - many names, none of which is to be a Path
    return []


def _normal(name: str) -> str:
    """A package's name as all its spellings give it: `Python_Docx` → `python-docx`."""
    return re.sub(r"[-_.]+", "-", name).lower()
