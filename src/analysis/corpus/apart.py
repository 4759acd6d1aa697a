"""What a run writes lies apart from what it reads: no article is overwritten, none passed over."""

from __future__ import annotations

import glob
import os
from pathlib import Path
from typing import TYPE_CHECKING

from analysis.errors import TableError
from analysis.finding import clean_name, is_file, is_folder

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable

    Paths = Iterable[str | os.PathLike[str]]


def check_folder(paths: Paths, folder: Path) -> None:
    """Let no folder of figures hold the articles: what lies in it is passed over.

    Raises:
        TableError: it does, or its name cannot be written into a table.
    """
    if clean_name(str(folder)) != str(folder):
        msg = f"{clean_name(str(folder))}: the folder's name is no UTF-8; name another one"
        raise TableError(msg)
    own = Path(os.path.realpath(folder))
    for path in paths:
        named = Path(os.path.realpath(path))
        if own == named or own in named.parents:
            msg = f"{folder}: the articles are in it ({path}); name another folder for the figures"
            raise TableError(msg)


def check_tables(paths: Paths, tables: Iterable[str], known: Collection[str]) -> None:
    """Let no table of figures be written over an article.

    Args:
        paths: files, folders and patterns that are read.
        tables: the files to write.
        known: those of them that an earlier run wrote.

    Raises:
        TableError: an article would be lost.
    """
    for table in tables:
        for path in paths if is_file(table) else ():
            is_lost = _is_same(path, table) or (
                table not in known and _is_among(path, table) and not _holds_figures(table)
            )
            if is_lost:
                msg = f"{table}: it is one of the articles ({path}) and would be written over; "
                msg += "name another file for the figures"
                raise TableError(msg)


def _is_same(path: str | os.PathLike[str], table: str) -> bool:
    return is_file(path) and Path(path).samefile(table)


def _is_among(path: str | os.PathLike[str], table: str) -> bool:
    """Whether a folder or a pattern holds the file."""
    real = os.path.realpath(table)
    if is_folder(path):
        return Path(os.path.realpath(path)) in Path(real).parents
    matches = glob.glob(str(path), recursive=True)  # noqa: PTH207 - keeps absolute patterns
    return real in map(os.path.realpath, matches)


def _holds_figures(table: str) -> bool:
    from analysis.storage import read_figures

    try:
        read_figures(table)
    except TableError:
        return False
    return True
