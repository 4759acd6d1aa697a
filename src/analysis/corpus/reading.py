"""Articles out of one file, for a run that knows from the last one which ids files gave."""

from __future__ import annotations

from dataclasses import dataclass, field
from itertools import chain, count
from typing import TYPE_CHECKING

from analysis.sources.ids import Ids
from analysis.sources.reading import read_file

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from pathlib import Path

    from analysis.articles import Article
    from analysis.corpus.settings import Settings


@dataclass(frozen=True, slots=True)
class Told:
    """What the reading of a file tells besides articles, as lines for a person.

    Attributes:
        errors: of each article that cannot be read.
        left_out: the members of an archive that are of no known kind.
    """

    errors: list[str] = field(default_factory=list)
    left_out: list[str] = field(default_factory=list)


class RunIds(Ids):
    """Gives ids as `Ids` does, for a run that knows some of them from the last one.

    Attributes:
        has_clashed: whether an article of the file begun last wished for an id of another file.
    """

    def __init__(self, names_of_files: Iterable[str]) -> None:
        self._elsewhere, self._here = set(names_of_files), set[str]()
        self.has_clashed = False

    def begin_file(self) -> None:
        """Take what was given since the last call for ids of another file."""
        self._elsewhere |= self._here
        self._here.clear()
        self.has_clashed = False

    def are_free(self, names: Iterable[str]) -> bool:
        """Whether no other file has one of these ids."""
        return self._elsewhere.isdisjoint(names)

    def keep(self, names: Iterable[str]) -> None:
        """Give ids that were given in the last run."""
        self._here.update(names)

    def take(self, *wanted: str) -> str:
        """The first of the wanted ids that is not given yet; else the last with a number."""
        self.has_clashed |= not self.are_free(wanted)
        numbered = (f"{wanted[-1]}#{number}" for number in count(2))
        free = (name for name in chain(wanted, numbered) if self._is_new(name))
        return next(free)

    def _is_new(self, name: str) -> bool:
        if name in self._here or name in self._elsewhere:
            return False
        self._here.add(name)
        return True


def articles_of(
    path: Path, name: str, settings: Settings, told: Told, ids: Ids | None = None
) -> Iterator[Article]:
    """The articles of a file, one after the other.

    Args:
        path: the file.
        name: the article's id, or what the ids of its articles begin with.
        settings: the choices of the run.
        told: takes what cannot be read or is left out.
        ids: the ids given in the run.
    """
    return read_file(
        path,
        article_id=name,
        columns=settings.columns,
        on_error=lambda error: told.errors.append(str(error)),
        on_left_out=told.left_out.append,
        ids=ids,
    )
