"""Figures of files kept up to date: only what is new or changed is read again."""

from __future__ import annotations

from contextlib import ExitStack, contextmanager, suppress
from dataclasses import asdict, dataclass, field, replace
from pathlib import Path
from typing import TYPE_CHECKING, Any

from analysis.corpus.apart import check_tables
from analysis.corpus.listing import UNKNOWN, inodes_of, list_files
from analysis.corpus.settings import Settings, hash_of_code, stamp_of_code
from analysis.corpus.state import (
    Body,
    Head,
    Record,
    StateError,
    place_of_state,
    read_body,
    read_head,
    write_state,
)
from analysis.errors import TableError, unwritable
from analysis.finding import is_file
from analysis.fingerprints import hash_of, hash_of_file
from analysis.locking import locked

if TYPE_CHECKING:
    import os
    from collections.abc import Callable, Iterable, Iterator, Sequence

    import pandas as pd

    from analysis.articles import Article
    from analysis.corpus.listing import Listing
    from analysis.corpus.reading import RunIds
    from analysis.corrections import Correction


@dataclass(frozen=True, slots=True)
class Update:
    """What a run did, for a person.

    Attributes:
        figures: how many figures the tables hold.
        articles: of how many articles.
        files: from how many files.
        read: how many of those were read, being new, changed or not yet known.
        skipped: the error of each article that cannot be read.
        others: files of kinds that hold no article.
        unmatched: each correction that no longer matches its text.
        elsewhere: ids of articles that corrections name and that are not there.
        foreign: ids of articles in another script than English is written in: nothing is found in
            them.
        problem: why the last run's state could not be used; None where it could.
    """

    figures: int
    articles: int
    files: int
    read: int
    skipped: list[str] = field(default_factory=list)
    others: list[str] = field(default_factory=list)
    unmatched: list[str] = field(default_factory=list)
    elsewhere: list[str] = field(default_factory=list)
    foreign: list[str] = field(default_factory=list)
    problem: str | None = None

    @property
    def kept(self) -> int:
        """How many files were known from the last run."""
        return self.files - self.read


def update_figures(  # noqa: PLR0913 - one argument for each choice of a run
    paths: str | os.PathLike[str] | Iterable[str | os.PathLike[str]],
    outputs: Sequence[str | os.PathLike[str]],
    *,
    corrections: Sequence[Correction] = (),
    settings: Settings | None = None,
    fresh: bool = False,
    track: Callable[[Sequence[Any]], Iterable[Any]] = iter,
    on_waiting: Callable[[str], None] = lambda _process: None,
) -> Update:
    """Write the figures of files into tables; only files that are new or changed are read.

    The tables hold what a run from nothing would write, byte for byte. What is needed for that
    stands in one hidden file beside the first of them (`.figures.parquet.state`), which may be
    deleted at any time. A file whose name, size and time are as before is not opened; one whose
    content is as before is not read as an article. Where the code, the words of the rules, the
    libraries that read, or `settings` changed, all is read again.

    Args:
        paths: files, folders and patterns.
        outputs: one file or more; their suffixes choose the form (`analysis.write_figures`).
        corrections: what a person corrected; applied anew on each run.
        settings: the choices of the run.
        fresh: read all files, whatever the last run knew.
        track: wraps the files to read, to follow how far the run is.
        on_waiting: called with the process that writes the first of the tables now, which is waited
            for.

    Raises:
        ArticleError: a path does not exist.
        TableError: an output has an unknown suffix or cannot be written.
    """
    run = _Run(
        [paths] if isinstance(paths, str) or hasattr(paths, "__fspath__") else list(paths),  # type: ignore[list-item]
        [str(output) for output in outputs],
        list(corrections),
        settings or Settings(),
        track,
        on_waiting,
    )
    return run.update(fresh=fresh)


@dataclass(frozen=True, slots=True)
class _Found:
    """A file that holds articles: its place, the name it is read under, and its record before."""

    path: str
    name: str
    size: int
    changed: int
    before: Record | None = None


class _Run:
    def __init__(  # noqa: PLR0913, PLR0917 - the choices of a run
        self,
        paths: list[str | os.PathLike[str]],
        outputs: list[str],
        corrections: list[Correction],
        settings: Settings,
        track: Callable[[Sequence[Any]], Iterable[Any]],
        on_waiting: Callable[[str], None],
    ) -> None:
        self._paths, self._outputs, self._settings = paths, outputs, settings
        self._corrections, self._track, self._tell_waiting = corrections, track, on_waiting
        self._state = place_of_state(outputs[0])
        self._code, self._key = ("", ""), ""
        self._hash_of_corrections = hash_of([_plain(one) for one in corrections])

    def update(self, *, fresh: bool) -> Update:
        known = self._known(fresh=fresh)
        if isinstance(known, Update):
            return known
        with self._alone():
            known = self._known(fresh=fresh)  # another run may have done the same meanwhile
            if isinstance(known, Update):
                return known
            check_tables(self._paths, self._outputs, known[1].outputs if known[1] else ())
            self._remove_unfinished()
            return self._renew(*known)

    def _known(self, *, fresh: bool) -> Update | tuple[Listing, Head | None, str | None]:
        """What the last run told, where nothing changed; else what there is to go on with."""
        own = inodes_of([*self._outputs, self._state])
        listing = list_files(self._paths, but_not=own)
        head, problem = None, None
        try:
            head = None if fresh else read_head(self._state)
        except StateError as error:
            problem = str(error)
        self._look_at_code(head)
        if head and self._is_unchanged(head, listing):
            return replace(Update(**head.told), read=0)
        return listing, head, problem

    @contextmanager
    def _alone(self) -> Iterator[None]:
        """Hold the first output for this run alone."""
        name = self._state.with_suffix(".lock").name
        with ExitStack() as stack:
            try:
                self._state.parent.mkdir(parents=True, exist_ok=True)
                stack.enter_context(locked(self._state.parent, self._tell_waiting, name))
            except OSError as error:
                raise TableError(unwritable(self._outputs[0], error)) from error
            yield

    def _remove_unfinished(self) -> None:
        from analysis.storage import remove_unfinished

        for target in [*map(Path, self._outputs), self._state]:
            remove_unfinished(target)

    def _look_at_code(self, head: Head | None) -> None:
        stamp = stamp_of_code()
        known = head.code if head else ("", "")
        is_known = stamp and known[0] == stamp
        self._code = (stamp, known[1] if is_known else hash_of_code())
        self._key = self._settings.key_with(self._code[1])

    def _is_unchanged(self, head: Head, listing: Listing) -> bool:
        seen = (head.key, head.listing, head.corrections)
        now = (self._key, listing.digest, self._hash_of_corrections)
        return seen == now and head.outputs == _stamps(self._outputs) and all(head.outputs.values())

    def _renew(self, listing: Listing, head: Head | None, problem: str | None) -> Update:
        from analysis.corpus.stories import Stories

        known = None
        try:
            known = read_body(self._state) if head and head.key == self._key else None
        except StateError as error:
            problem = str(error)
        found, others = self._found(listing, known.records if known else {})
        stories = Stories(known.signatures if known else None)
        reading = _Reading(found, listing, self._settings)
        new = reading.figures(self._track, stories.take)
        records = reading.records
        figures, signed = stories.settle(
            reading.together(known.figures if known else None, new),
            lambda names: {one.id: one.text for one in self._articles(records, names)},
        )
        update = Update(
            figures=0,
            articles=sum(len(record.articles) for record in records.values()),
            files=len(found),
            read=len(reading.read),
            skipped=[text for record in records.values() for text in record.errors],
            others=others + [name for record in records.values() for name in record.left_out],
            foreign=[name for record in records.values() for name in record.foreign],
            problem=problem,
        )
        return self._write(listing, Body(records, figures, signed), update)

    def _found(self, listing: Listing, known: dict[str, Record]) -> tuple[list[_Found], list[str]]:
        from analysis.articles import find_articles

        files, there = find_articles(self._paths), listing.files()
        before = _Known(known)
        found = []
        for name, path in files.articles.items():
            if str(path) in there:  # else it is one of the tables that this run writes
                one = _Found(str(path), name, *there[str(path)])
                found.append(replace(one, before=before.record_of(one, listing)))
        return found, [str(path) for path in files.others if str(path) in there]

    def _write(self, listing: Listing, body: Body, update: Update) -> Update:
        from analysis.storage import write_figures

        figures, unmatched = self._corrected(body)
        for output in self._outputs:
            write_figures(figures, output)
        records = body.records.values()
        there = {name for record in records for name in record.articles}
        named = dict.fromkeys(one.article_id for one in self._corrections)
        elsewhere = [name for name in named if name not in there]
        done = replace(update, figures=len(figures), unmatched=unmatched, elsewhere=elsewhere)
        head = Head(
            self._key,
            self._code,
            listing.digest if all(record.changed != UNKNOWN for record in records) else "",
            self._hash_of_corrections,
            _stamps(self._outputs),
            asdict(replace(done, problem=None)),
        )
        try:
            write_state(self._state, head, body)
        except OSError as error:
            raise TableError(unwritable(self._state, error)) from error
        return done

    def _corrected(self, body: Body) -> tuple[pd.DataFrame, list[str]]:
        if not self._corrections:
            return body.figures, []
        from analysis.articles import Article
        from analysis.corrections import apply_corrections

        named = {one.article_id for one in self._corrections}
        read = {one.id: one for one in self._articles(body.records, named)}
        order = [name for record in body.records.values() for name in record.articles]
        articles = [read.get(name) or Article(name, "") for name in order]
        unmatched: list[str] = []
        figures = apply_corrections(
            body.figures,
            self._corrections,
            articles,
            on_problem=lambda one: unmatched.append(str(one)),
        )
        return figures, unmatched

    def _articles(self, records: dict[str, Record], names: set[str]) -> Iterator[Article]:
        """Those articles of the files that have one of these ids, read again."""
        from analysis.corpus import reading

        for path, record in records.items():
            if names.isdisjoint(record.articles):
                continue
            read = reading.articles_of(Path(path), record.name, self._settings, reading.Told())
            for name, article in zip(record.articles, read, strict=False):
                if name in names:
                    yield replace(article, id=name)


class _Known:
    """The records of the last run, by path and by content."""

    def __init__(self, records: dict[str, Record]) -> None:
        self._by_path = records
        self._by_content = {
            (record.content, record.name, Path(path).suffix): record
            for path, record in records.items()
        }

    def record_of(self, found: _Found, listing: Listing) -> Record | None:
        """The file's record where it need not be read again."""
        if not self._by_path:
            return None
        record = self._by_path.get(found.path)
        stamp = (found.size, found.changed, found.name)
        if record and (record.size, record.changed, record.name) == stamp:
            return record
        content = _hash_of_file(found.path)
        same = self._by_content.get((content, found.name, Path(found.path).suffix))
        if same is None:
            return None
        return replace(same, size=found.size, changed=_settled(found.changed, listing))


class _Reading:
    """The files of a run, read where they are new or changed.

    Attributes:
        records: path → record, of all files, in order.
        read: the paths of those that were read.
    """

    def __init__(self, files: Sequence[_Found], listing: Listing, settings: Settings) -> None:
        self._files, self._listing, self._settings = files, listing, settings
        self.records: dict[str, Record] = {}
        self.read: set[str] = set()

    def figures(
        self,
        track: Callable[[Sequence[Any]], Iterable[Any]],
        take: Callable[[str, str], None],
    ) -> pd.DataFrame:
        """The figures of what is read; `take` is told each article that holds some."""
        from analysis.tables import figures_of

        return figures_of(self._articles(track), self._settings.anchors, take)

    def _articles(self, track: Callable[[Sequence[Any]], Iterable[Any]]) -> Iterator[Article]:
        from analysis.cleaning import is_foreign
        from analysis.corpus import reading

        ids = reading.RunIds(file.name for file in self._files)
        for file in track(self._files):
            ids.begin_file()
            if file.before and _keeps_ids(file, file.before, ids):
                ids.keep(file.before.articles)
                self.records[file.path] = file.before
                continue
            told, names, foreign = reading.Told(), list[str](), list[str]()
            content = _hash_of_file(file.path)
            for article in reading.articles_of(
                Path(file.path), file.name, self._settings, told, ids
            ):
                names.append(article.id)
                foreign += [article.id] if is_foreign(article.text) else []
                yield article
            changed = _settled(file.changed, self._listing) if content else UNKNOWN
            self.read.add(file.path)
            self.records[file.path] = Record(
                file.size,
                changed,
                content,
                file.name,
                names,
                told.errors,
                told.left_out,
                ids.has_clashed,
                foreign,
            )

    def together(self, kept: pd.DataFrame | None, figures: pd.DataFrame) -> pd.DataFrame:
        """The figures of all files, in their order.

        Args:
            kept: those of the last run.
            figures: those of what was read.
        """
        from analysis.corpus.gathering import gather

        if kept is not None:
            read = {name for path in self.read for name in self.records[path].articles}
            kept = kept[~kept["article_id"].isin(read)]
        order = [name for record in self.records.values() for name in record.articles]
        return gather([figures] if kept is None else [kept, figures], order)


def _keeps_ids(file: _Found, before: Record, ids: RunIds) -> bool:
    """Whether the articles of a file would get the ids that they have."""
    if before.articles == [file.name]:
        return True
    return not before.has_clashed and ids.are_free(before.articles)


def _settled(changed: int, listing: Listing) -> int:
    return changed if listing.is_settled(changed) else UNKNOWN


def _hash_of_file(path: str) -> str:
    """A hash of the file's content; "" where it cannot be read."""
    if not is_file(path):  # a pipe would be waited for without end
        return ""
    try:
        return hash_of_file(path)
    except OSError:
        return ""


def _stamps(outputs: Iterable[str]) -> dict[str, list[int]]:
    """Size and time of each file; nothing for one that is not there."""
    stamps: dict[str, list[int]] = {output: [] for output in outputs}
    for output in outputs:
        with suppress(OSError):
            found = Path(output).stat()
            stamps[output] = [found.st_size, found.st_mtime_ns]
    return stamps


def _plain(correction: Correction) -> dict[str, Any]:
    return {name: str(value) for name, value in asdict(correction).items()}
