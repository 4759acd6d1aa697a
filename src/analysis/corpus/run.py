"""A corpus of any size into a folder of figures: cut, extracted part by part, put together."""

from __future__ import annotations

import os
from contextlib import closing
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING

from analysis.corpus.added import Added, find_added
from analysis.corpus.apart import check_folder
from analysis.corpus.folder import ARTICLES, PARTS, Place, hashes_of, remove_remains
from analysis.corpus.parts import PART_BYTES, cut_corpus
from analysis.corpus.settings import Settings
from analysis.corpus.workers import SECONDS, Job, run_jobs
from analysis.corpus.working import extract_part
from analysis.errors import TableError
from analysis.finding import MANIFEST
from analysis.locking import locked
from analysis.storage import put_in_place

if TYPE_CHECKING:
    from collections.abc import Callable, Generator, Iterable, Sequence

    from analysis.corpus.folder import Result
    from analysis.corpus.parts import Part
    from analysis.corrections import Correction


@dataclass(frozen=True, slots=True)
class Progress:
    """How far a run is.

    Attributes:
        done, total: bytes of the corpus.
        articles: how many articles were read in this run.
    """

    done: int
    total: int
    articles: int


@dataclass(frozen=True, slots=True)
class Summary:
    """What a run did.

    Attributes:
        parts: how many parts the corpus has.
        kept: how many of them were there from an earlier run.
        read: how many articles the corpus holds.
        aside: how many of them were put aside, holding no name of the war.
        articles: how many hold figures.
        figures: how many figures.
        errors: how many articles cannot be read; `_errors.csv` lists them.
        others: files, and members of archives, of kinds that hold no article.
        renamed: how many articles got another id, theirs being that of an earlier article.
        unmatched: each correction that no longer matches its text.
        elsewhere: ids of articles that corrections name and that are not there, or state no figure
            and get none.
        foreign: ids of articles in another script than English is written in: nothing is found in
            them.
    """

    parts: int
    kept: int
    read: int
    aside: int
    articles: int
    figures: int
    errors: int
    others: list[str] = field(default_factory=list)
    renamed: int = 0
    unmatched: list[str] = field(default_factory=list)
    elsewhere: list[str] = field(default_factory=list)
    foreign: list[str] = field(default_factory=list)


def extract_corpus(  # noqa: PLR0913 - one argument for each choice of a run
    paths: str | os.PathLike[str] | Iterable[str | os.PathLike[str]],
    folder: str | os.PathLike[str],
    *,
    settings: Settings | None = None,
    corrections: Sequence[Correction] = (),
    workers: int | None = None,
    dask: str | None = None,
    seconds: float | None = None,
    part_bytes: int = PART_BYTES,
    fresh: bool = False,
    on_progress: Callable[[Progress], None] = lambda _progress: None,
    on_waiting: Callable[[str], None] = lambda _process: None,
) -> Summary:
    """Extract a corpus of any size into a folder.

    The corpus is read in parts, none of which is held as a whole. A part that is done stays done:
    a run that was interrupted goes on where it was, and one over a corpus that grew reads only what
    is new or changed. The files are the same, byte for byte, however often it was interrupted and
    whoever did the work.

    Args:
        paths: files, folders and patterns, as `analysis.read_articles` takes them.
        folder: the folder to write. `figures-*.parquet` are the figures, which
            `analysis.read_figures(folder)` and `pandas.read_parquet(folder)` read as one table;
            `_articles` holds the articles that state them, `_errors.csv` what could not be read,
            `_manifest.json` what was read, by hash, and with which versions; `_parts` is what a
            later run goes on with.
        settings: the choices of the run.
        corrections: what a person corrected.
        workers: how many processes; None for as many as there are processors. 0 does the work in
            this process, which then no article may end or hold.
        dask: the address of a Dask scheduler whose workers do the work instead; they must see the
            same files and the same folder under the same names. "local" starts one here.
        seconds: how long one article may take; None for a minute.
        part_bytes: how large a part is.
        fresh: read all, whatever is there.
        on_progress: called when a part is done.
        on_waiting: called with the process that writes into the folder now, which is waited for.

    Raises:
        ArticleError: a path does not exist.
        TableError: the folder cannot be written, or the articles are in it.
        WorkerError: the processes cannot work.
    """
    out = Path(folder)
    corpus = [paths] if isinstance(paths, str | os.PathLike) else list(paths)
    check_folder(corpus, out)
    try:
        (out / PARTS).mkdir(parents=True, exist_ok=True)
        (out / ARTICLES).mkdir(exist_ok=True)
        with locked(out, on_waiting):
            remove_remains(out)
            _mark(out)
            how = _How(_processors() if workers is None else workers, dask, seconds or SECONDS)
            run = _Run(out, settings or Settings(), how, on_progress)
            others = run.cut(corpus, part_bytes, fresh=fresh)
            run.extract()
            return run.finish(corrections, others)
    except OSError as error:
        msg = f"cannot write {out}: {error.strerror or error}. "
        msg += "Free some space there, or choose a folder that you may write to."
        raise TableError(msg) from error


def _mark(folder: Path) -> None:
    """Let the folder be known for one of figures, also to a run over the folder that it lies in."""
    manifest = folder / MANIFEST
    if not manifest.exists():
        put_in_place(manifest, b'{"parts": []}\n')


def _processors() -> int:
    if hasattr(os, "sched_getaffinity"):
        return len(os.sched_getaffinity(0))
    return os.cpu_count() or 1


@dataclass(frozen=True, slots=True)
class _How:
    """Who does the work, and how long one article may take."""

    workers: int
    dask: str | None
    seconds: float


class _Run:
    def __init__(
        self,
        folder: Path,
        settings: Settings,
        how: _How,
        on_progress: Callable[[Progress], None],
    ) -> None:
        self._folder, self._settings, self._how, self._tell = folder, settings, how, on_progress
        self._key = settings.key
        self._parts: list[tuple[Part, Place]] = []
        self._todo: list[tuple[Part, Place]] = []
        self._done = self._articles = 0

    def cut(
        self, paths: Sequence[str | os.PathLike[str]], part_bytes: int, *, fresh: bool
    ) -> list[str]:
        """Cut the corpus, see what is done already, and tell the files of other kinds."""
        parts, others = cut_corpus(paths, part_bytes=part_bytes, but_not=self._folder)
        self._parts = [(part, Place(self._folder, part.key(self._key))) for part in parts]
        self._todo = [(p, place) for p, place in self._parts if fresh or not _is_done(p, place)]
        return others

    def extract(self) -> None:
        """Extract what is not done."""
        todo = sum(part.size for part, _ in self._todo)
        self._done = sum(part.size for part, _ in self._parts) - todo
        self._work([Job(part, place) for part, place in self._todo])

    def _work(self, jobs: list[Job]) -> None:
        total = self._done + sum(job.part.size for job in jobs)
        self._tell(Progress(self._done, total, self._articles))
        if not jobs:
            return
        jobs.sort(
            key=lambda job: -job.part.size
        )  # so that none is left with a large one at the end
        with closing(self._results(jobs)) as results:
            for job, result in results:
                self._done += job.part.size
                self._articles += result.read
                self._tell(Progress(self._done, total, self._articles))

    def _results(self, jobs: list[Job]) -> Generator[tuple[Job, Result]]:
        workers = self._how.workers
        if self._how.dask is not None:
            from analysis.corpus.cluster import run_on_cluster

            return run_on_cluster(jobs, self._settings, self._how.dask, workers)
        if workers == 0:
            return _alone(jobs, self._settings)
        seconds = self._how.seconds
        return run_jobs(jobs, self._settings, min(workers, len(jobs)), seconds=seconds)

    def finish(self, corrections: Sequence[Correction], others: list[str]) -> Summary:
        """Put the parts together."""
        from analysis.corpus.publishing import Names, publish

        adding = {one.article_id for one in corrections if one.action == "add"}
        names = Names(self._parts, adding)
        added = self._added(adding - names.there)
        told = publish(self._folder, self._parts, names, corrections, added, self._key)
        told["others"] = others + told["others"]
        return Summary(len(self._parts), len(self._parts) - len(self._todo), **told)

    def _added(self, names: set[str]) -> Added:
        """The articles without figures that corrections add figures to."""

        def extract(jobs: Sequence[Job]) -> None:
            self._work([job for job in jobs if not _is_done(job.part, job.place)])

        return find_added(self._parts, names, self._key, extract)


def _alone(jobs: list[Job], settings: Settings) -> Generator[tuple[Job, Result]]:
    for job in jobs:
        yield job, extract_part(job.part, settings, job.place)


def _is_done(part: Part, place: Place) -> bool:
    result = place.read()
    if result is None:
        return False
    if result.times == part.times:
        return True
    hashes = hashes_of(part)  # a file that was only touched is as it was
    return result.contents == hashes and "" not in hashes
