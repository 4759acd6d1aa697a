"""Find the files that hold articles, without reading them, and name each."""

from __future__ import annotations

import glob
import os
import re
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from analysis.errors import ArticleError
from analysis.sources.kinds import kind_of, remedy_for, suffixes

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from analysis.sources.kinds import Kind

MANIFEST = "_manifest.json"
"""The file that tells a folder of figures (`analysis extract CORPUS -o FOLDER/`)."""
_PASSED_OVER, _PASSED_OVER_FROM = ("corrections.csv", "datapackage.json"), (".", "README")
_BEGINS = re.compile(
    rf"^(?:{'|'.join(map(re.escape, (*_PASSED_OVER, *_PASSED_OVER_FROM)))})", re.MULTILINE
)

# As pathlib writes them.
_WEB = ("http:/", "https:/")


@dataclass(frozen=True, slots=True)
class ArticleFiles:
    """The files found.

    Attributes:
        articles: id → file that holds articles, in order. Where a file holds one, it has that id;
            the ids of many may begin with it. A folder that may not be listed is among them: the
            reading of it tells.
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
    paths = list(paths)
    if "" in paths:
        msg = "an empty name names no articles; give a file, a folder (. for this one) or a pattern"
        raise ArticleError(msg)
    real = _Real()
    unlisted: list[Path] = []
    files = {real.path(file): file for path in paths for file in _files(Path(path), unlisted)}
    kinds = {place: kind_of(file.name) for place, file in files.items()}
    known = {place: kind for place, kind in kinds.items() if kind}
    texts = {_bare(place, kind) for place, kind in known.items() if _is_text(kind)}
    originals = {
        place
        for place, kind in known.items()
        if kind.may_be_original and _bare(place, kind) in texts
    }
    return ArticleFiles(
        {
            **_with_ids({p: kind for p, kind in known.items() if p not in originals}, files),
            **{clean_name(str(folder)): folder for folder in unlisted},
        },
        tuple(file for place, file in files.items() if place not in known),
        tuple(files[place] for place in known if place in originals),
    )


class _Real:
    """Real paths, the folders' looked up once: two names of one file are one article."""

    def __init__(self) -> None:
        self._folders: dict[Path, str] = {}

    def path(self, file: Path) -> str:
        # Path.resolve() raises on a loop of links.
        if os.path.islink(file):  # noqa: PTH114 - as is_file
            return os.path.realpath(file)
        folder = self._folders.get(file.parent)
        if folder is None:
            folder = self._folders[file.parent] = os.path.realpath(file.parent)
        return os.path.join(folder, file.name)  # noqa: PTH118 - a tenth of the time


def _is_text(kind: Kind) -> bool:
    return kind.name == "text" and not kind.compression


def _bare(place: str, kind: Kind) -> str:
    """A path without the end that tells the kind."""
    return f"{place.rpartition(os.sep)[0]}{os.sep}{kind.stem}"


def _files(path: Path, unlisted: list[Path]) -> list[Path]:
    if is_folder(path):
        return _files_of_folder(path, unlisted)
    if _may_be_there(path):
        if kind_of(path.name) is None:
            msg = f"{clean_name(str(path))}: {unknown_kind(path.name)}"
            raise ArticleError(msg)
        return [path]
    matches = sorted(glob.glob(str(path), recursive=True))  # noqa: PTH207 - keeps absolute patterns
    if not matches:
        raise ArticleError(_nothing_at(path))
    return [file for match in matches for file in _matched(Path(match), unlisted)]


def is_folder(path: str | os.PathLike[str]) -> bool:
    """Whether a folder stands there; False also where one may not look."""
    return os.path.isdir(path)  # noqa: PTH112 - as is_file


def is_file(path: str | os.PathLike[str]) -> bool:
    """Whether a file stands there; False also where one may not look."""
    return os.path.isfile(path)  # noqa: PTH113 - Path.is_file raises where one may not look


def _may_be_there(path: Path) -> bool:
    """Whether something stands there; True also where one may not look, which its reading tells."""
    try:
        path.stat()
    except PermissionError:
        return True
    except (OSError, ValueError):  # also a name that is too long
        return False
    return True


def _nothing_at(path: Path) -> str:
    if str(path).startswith(_WEB):
        return f"{path}: an address of the web; analysis add fetches it into a folder"
    return f"{clean_name(str(path))}: no such file or folder; check its name"


def unknown_kind(name: str) -> str:
    """What to say of a file of no known kind."""
    return f"of no kind that can be read ({' '.join(suffixes())}); {remedy_for(name)}"


def _matched(path: Path, unlisted: list[Path]) -> list[Path]:
    return _files_of_folder(path, unlisted) if is_folder(path) else [path]


def _files_of_folder(folder: Path, unlisted: list[Path]) -> list[Path]:
    def note(error: OSError) -> None:
        unlisted.append(Path(error.filename))

    files = []
    for place, folders, names in os.walk(folder, onerror=note):
        folders[:] = sorted(name for name in folders if not holds_no_articles(place, name))
        files += [Path(place, name) for name in names if not is_passed_over(name)]
    return sorted(files)


def holds_no_articles(place: str, name: str) -> bool:
    """Whether a folder in a folder is hidden, or holds the figures that a run wrote there."""
    return name.startswith(".") or os.path.exists(os.path.join(place, name, MANIFEST))  # noqa: PTH110, PTH118 - quicker


def is_passed_over(name: str) -> bool:
    """Whether a file of a folder or an archive is none of its articles, whatever its kind."""
    return name.startswith(_PASSED_OVER_FROM) or name in _PASSED_OVER


def may_be_passed_over(names: Iterable[str]) -> bool:
    """Whether any of these files may be one of those: in one step, where there are many."""
    return _BEGINS.search("\n".join(names)) is not None


def _with_ids(kinds: Mapping[str, Kind], files: Mapping[str, Path]) -> dict[str, Path]:
    """Name each file by its stem; files that share one get their folder before it, and so on.

    `a/01.txt` and `b/01.txt` are `a/01` and `b/01`; `a/01.txt` and `a/01.md` keep their suffixes.

    Args:
        kinds: real path → kind.
        files: real path → path as given.
    """
    names = {place: clean_name(kind.stem) for place, kind in kinds.items()}
    by_name: dict[str, list[str]] = {}
    for place, name in names.items():
        by_name.setdefault(name, []).append(place)
    for clash in by_name.values():
        if len(clash) > 1:
            names.update(_distinct_names({place: kinds[place] for place in clash}))
    if len(set(names.values())) < len(names):
        names = {place: clean_name(place) for place in names}
    return {name: files[place] for place, name in names.items()}


def _distinct_names(kinds: Mapping[str, Kind]) -> dict[str, str]:
    bare = {place: _bare(place, kind) for place, kind in kinds.items()}
    for ends in (bare, {place: place for place in kinds}):
        parts = {place: Path(end).parts for place, end in ends.items()}
        if len(set(parts.values())) < len(parts):
            continue
        for depth in range(2, max(map(len, parts.values())) + 1):
            names = {place: clean_name("/".join(part[-depth:])) for place, part in parts.items()}
            if len(set(names.values())) == len(names):
                return names
    return {place: clean_name(place) for place in kinds}


def clean_name(text: str) -> str:
    """A file's name as clean text: names that are no UTF-8 cannot be printed or stored."""
    return os.fsencode(text).decode("utf-8", errors="replace")
