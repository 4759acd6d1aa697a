"""Hashes of values, files and code, by which a run knows what it need not do again."""

from __future__ import annotations

import json
import os
import re
import sys
from hashlib import file_digest, sha256
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable

_PACKAGE = Path(__file__).parent
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
    return hash_of(*((name, _hash_of_file(path)) for name, path in files))


def _hash_of_file(path: Path) -> str:
    with path.open("rb") as file:
        return file_digest(file, "sha256").hexdigest()


def hash_of_package(but_not: Iterable[str] = ()) -> str:
    """One hash of this package's code, words and templates.

    Args:
        but_not: subpackages that do not matter.
    """
    named = [(path.relative_to(_PACKAGE).as_posix(), path) for path in _sources(set(but_not))]
    return hash_of_files(named)


def _sources(but_not: set[str]) -> list[Path]:
    found = []
    for place, folders, names in os.walk(_PACKAGE):
        if Path(place) == _PACKAGE:
            folders[:] = [name for name in folders if name not in but_not]
        found += [Path(place, name) for name in names if name.endswith(_SOURCE_SUFFIXES)]
    return sorted(found)


def installed(names: Iterable[str]) -> dict[str, str]:
    """The installed versions of packages by name, without loading them; "" for one that is missing.

    A tenth of the time of `importlib.metadata.version`, which opens a file for each.
    """
    wanted = {_normal(name): name for name in names}
    found = dict.fromkeys(wanted.values(), "")
    for folder in reversed(sys.path):
        for file in Path(folder or ".").glob("*.dist-info"):
            name, _, version = file.stem.partition("-")
            if _normal(name) in wanted:
                found[wanted[_normal(name)]] = version
    return found


def _normal(name: str) -> str:
    """A package's name as all its spellings give it: `Python_Docx` → `python-docx`."""
    return re.sub(r"[-_.]+", "-", name).lower()
