"""Doing something again whenever an article, a notebook or reports.toml is saved."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from watchfiles import Change

_SUFFIXES = (".md", ".txt", ".csv", ".ipynb")
_MILLISECONDS = 200
_PATTERN_SIGNS = frozenset("*?[")


def saved(inputs: Iterable[str], config: Path, output: Path) -> Iterator[list[str]]:
    """Wait for what reports are made from to be saved, after a first moment without waiting.

    Args:
        inputs: files, folders or patterns: articles, figures, corrections.
        config: reports.toml; the notebooks beside its folder are watched too.
        output: the folder of the reports; what is written there counts for nothing.

    Yields:
        No names, once it watches, so that nothing saved during the first rendering is missed; then
        the names of the files saved, those of one moment together. Ends on Ctrl-C.
    """
    from watchfiles import watch

    settings, written = config.resolve(), output.resolve()

    def counts(_: Change, name: str) -> bool:
        path = Path(name).resolve()
        if path == settings:
            return True
        return path.suffix in _SUFFIXES and not path.is_relative_to(written)

    is_first = True
    for changes in watch(
        *_folders(inputs, settings),
        watch_filter=counts,
        raise_interrupt=False,
        rust_timeout=_MILLISECONDS,
        yield_on_timeout=True,
    ):
        if changes or is_first:
            yield sorted({Path(name).name for _, name in changes})
        is_first = False


def _folders(inputs: Iterable[str], config: Path) -> list[Path]:
    """The folders to watch: an editor replaces a file, so that watching the file is not enough."""
    near = [_folder_of(one) for one in inputs if one]
    folders = [*near, config.parent, config.parent.parent / "notebooks"]
    return [folder for folder in dict.fromkeys(folders) if folder.is_dir()]


def _folder_of(wanted: str) -> Path:
    path = Path(wanted).expanduser()
    while _PATTERN_SIGNS & set(str(path)):
        path = path.parent
    return (path if path.is_dir() else path.parent).resolve()
