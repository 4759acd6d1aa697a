"""Find the files that hold articles, without reading them, and name each."""

from __future__ import annotations

import glob
import os
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from analysis.errors import ArticleError
from analysis.sources.kinds import kind_of, suffixes

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from analysis.sources.kinds import Kind

_TEXTS = (".md", ".txt")
_ORIGINALS = ("page", "json", "mail", "docx", "pdf")
_PASSED_OVER = ("corrections.csv", "datapackage.json")


@dataclass(frozen=True, slots=True)
class ArticleFiles:
    """The files found.

    Attributes:
        articles: id → file that holds articles, in order. Where a file holds one, it has that id;
            the ids of many may begin with it.
        others: files of other kinds, which stay unread.
        originals: files that stay unread because the text beside them, of the same name, is their
            article: `raid.html` beside `raid.md`.
    """

    articles: Mapping[str, Path]
    others: tuple[Path, ...]
    originals: tuple[Path, ...] = ()


def find_articles(
    paths: str | os.PathLike[str] | Iterable[str | os.PathLike[str]],
) -> ArticleFiles:
    """Find the articles' files without reading them; `read_articles` says where it looks.

    Raises:
        ArticleError: a path does not exist, a pattern matches nothing, or a file that is named
            itself is of another kind.
    """
    if isinstance(paths, str | os.PathLike):
        paths = [paths]
    real = _Real()
    files = {real.path(file): file for path in paths for file in _files(Path(path))}
    articles = {place: file for place, file in files.items() if kind_of(file.name)}
    texts = {_bare(place) for place, file in articles.items() if file.suffix.lower() in _TEXTS}
    originals = {
        place: file
        for place, file in articles.items()
        if _is_original(file) and _bare(place) in texts
    }
    return ArticleFiles(
        _with_ids({file: place for place, file in articles.items() if place not in originals}),
        tuple(file for place, file in files.items() if place not in articles),
        tuple(originals.values()),
    )


class _Real:
    """Real paths, the folders' looked up once: two names of one file are one article."""

    def __init__(self) -> None:
        self._folders: dict[Path, str] = {}

    def path(self, file: Path) -> str:
        # Path.resolve() raises on a loop of links.
        if file.is_symlink():
            return os.path.realpath(file)
        folder = self._folders.get(file.parent)
        if folder is None:
            folder = self._folders[file.parent] = os.path.realpath(file.parent)
        return os.path.join(folder, file.name)  # noqa: PTH118 - a tenth of the time


def _kind(file: Path) -> Kind:
    kind = kind_of(file.name)
    assert kind is not None  # noqa: S101 - only such files come here
    return kind


def _is_original(file: Path) -> bool:
    kind = _kind(file)
    return kind.name in _ORIGINALS and not kind.compression


def _bare(place: str) -> str:
    """A path without the end that tells the kind."""
    folder, name = os.path.split(place)
    kind = kind_of(name)
    return f"{folder}/{kind.stem if kind else name}"


def _files(path: Path) -> list[Path]:
    if path.is_dir():
        return _files_of_folder(path)
    if path.exists():
        if kind_of(path.name) is None:
            msg = f"{clean_name(str(path))}: {unknown_kind()}"
            raise ArticleError(msg)
        return [path]
    matches = sorted(glob.glob(str(path), recursive=True))  # noqa: PTH207 - keeps absolute patterns
    if not matches:
        msg = f"{clean_name(str(path))}: no such file or folder"
        raise ArticleError(msg)
    return [file for match in matches for file in _matched(Path(match))]


def unknown_kind() -> str:
    """What to say of a file of no known kind."""
    return f"of no kind that can be read ({' '.join(suffixes())}); save the article's text as .txt"


def _matched(path: Path) -> list[Path]:
    return _files_of_folder(path) if path.is_dir() else [path]


def _files_of_folder(folder: Path) -> list[Path]:
    files = []
    for place, folders, names in os.walk(folder):
        folders[:] = sorted(name for name in folders if not name.startswith("."))
        files += [Path(place, name) for name in names if not is_passed_over(name)]
    return sorted(files)


def is_passed_over(name: str) -> bool:
    """Whether a file of a folder or an archive is none of its articles, whatever its kind."""
    return name.startswith((".", "README")) or name in _PASSED_OVER


def _with_ids(files: Mapping[Path, str]) -> dict[str, Path]:
    """Name each file by its stem; files that share one get their folder before it, and so on.

    `a/01.txt` and `b/01.txt` are `a/01` and `b/01`; `a/01.txt` and `a/01.md` keep their suffixes.

    Args:
        files: file → real path.
    """
    names = {file: clean_name(_kind(file).stem) for file in files}
    by_name: dict[str, list[Path]] = {}
    for file, name in names.items():
        by_name.setdefault(name, []).append(file)
    for clash in by_name.values():
        if len(clash) > 1:
            names.update(_distinct_names({file: files[file] for file in clash}))
    if len(set(names.values())) < len(names):
        names = {file: clean_name(place) for file, place in files.items()}
    return {name: file for file, name in names.items()}


def _distinct_names(files: Mapping[Path, str]) -> dict[Path, str]:
    for without_end in (True, False):
        bare = {file: _bare(place) if without_end else place for file, place in files.items()}
        parts = {file: Path(place).parts for file, place in bare.items()}
        for depth in range(2, max(map(len, parts.values())) + 1):
            names = {file: clean_name("/".join(part[-depth:])) for file, part in parts.items()}
            if len(set(names.values())) == len(names):
                return names
            if len({tuple(part) for part in parts.values()}) < len(parts):
                break
    return {file: clean_name(place) for file, place in files.items()}


def clean_name(text: str) -> str:
    """A file's name as clean text: names that are no UTF-8 cannot be printed or stored."""
    return os.fsencode(text).decode("utf-8", errors="replace")
