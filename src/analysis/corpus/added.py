"""Articles without figures to which a person adds some: parts do not keep them, the corpus does."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING

import pyarrow as pa
import pyarrow.compute as pc
import pyarrow.parquet as pq

from analysis.corpus.folder import Place
from analysis.corpus.workers import Job

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence

    from analysis.corpus.parts import Part

    Parts = Sequence[tuple[Part, Place]]


@dataclass(frozen=True, slots=True)
class AddedTo:
    """Articles of one part, as rows of the table of its articles."""

    part: Part
    rows: pa.Table

    def put_into(self, articles: pa.Table) -> pa.Table:
        """The articles of the part with these among them, each in its place."""
        whole = pa.concat_tables([articles, self.rows])
        places = {file.path: at for at, file in enumerate(self.part.files)}
        paths, rows = (whole.column(name).to_pylist() for name in ("path", "row"))
        keys = [(places.get(path, 0), row or 0) for path, row in zip(paths, rows, strict=True)]
        return whole.take(sorted(range(len(keys)), key=keys.__getitem__))


@dataclass(frozen=True, slots=True)
class Added:
    """What was found of the articles wanted.

    Attributes:
        found: number of a part → the articles in it.
        places: where they are kept, for the next run.
    """

    found: dict[int, AddedTo] = field(default_factory=dict)
    places: list[Place] = field(default_factory=list)


def find_added(
    parts: Parts, names: set[str], key: str, extract: Callable[[Sequence[Job]], None]
) -> Added:
    """Find articles by their ids, reading the files again that may hold them.

    Args:
        parts: each with the place of its result.
        names: ids of articles without figures.
        key: hash of code and settings.
        extract: does jobs that are not done yet.
    """
    added, left = Added(), set(names)
    for numbers in _likely_first(parts, names):
        if not left:
            break
        jobs = {at: _job(*parts[at], left, key) for at in numbers}
        extract(list(jobs.values()))
        for at, job in jobs.items():
            added.places.append(job.place)
            rows = pq.read_table(job.place.articles)
            rows = rows.filter(pc.is_in(rows.column("id"), pa.array(sorted(left), pa.string())))
            if len(rows):
                added.found[at] = AddedTo(job.part, rows)
                left -= set(rows.column("id").to_pylist())
    return added


def _likely_first(parts: Parts, names: set[str]) -> Iterator[list[int]]:
    """The numbers of the parts with files by which these articles may be named, then the others."""
    ends = {name[:end] for name in names for end in range(1, len(name) + 1)}
    likely = [at for at, (part, _) in enumerate(parts) if _names_of(part) & ends]
    yield likely
    yield sorted(set(range(len(parts))) - set(likely))


def _names_of(part: Part) -> set[str]:
    return {file.name for file in part.files}


def _job(part: Part, place: Place, wanted: set[str], key: str) -> Job:
    alone = replace(part, wanted=tuple(sorted(wanted)))
    return Job(alone, Place(place.folder, alone.key(key)))
