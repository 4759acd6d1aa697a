"""Parts put together: one id for one article, corrections applied, errors and inputs listed."""

from __future__ import annotations

import json
import os
import shutil
import sys
from contextlib import suppress
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING, Any

import pandas as pd
import pyarrow as pa
import pyarrow.compute as pc
import pyarrow.parquet as pq

from analysis import __version__
from analysis.corpus.folder import ARTICLES, ERRORS, OWN, PARTS, Place, published
from analysis.corpus.settings import versions
from analysis.corpus.working import SIGNATURE, figures_table
from analysis.errors import TableError
from analysis.finding import MANIFEST
from analysis.sources.ids import Ids
from analysis.storage import without_formulas, written_aside

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator, Sequence
    from pathlib import Path

    from analysis.corpus.added import Added, AddedTo
    from analysis.corpus.folder import Result
    from analysis.corpus.parts import Part
    from analysis.corrections import Correction

_OF_ERRORS = ("article_id", "path", "row", "cause", "remedy")
_NAMES = ("id", "wished", "otherwise")


def publish(  # noqa: PLR0913, PLR0917 - all that is known of a corpus
    folder: Path,
    parts: Sequence[tuple[Part, Place]],
    names: Names,
    corrections: Sequence[Correction],
    added: Added,
    key: str,
) -> dict[str, Any]:
    """Write what a reader of the folder sees, from the results of its parts.

    Args:
        folder: the folder.
        parts: each with the place of its result, in the order of the corpus.
        names: the ids of the articles in them.
        corrections: what a person corrected.
        added: the articles without figures that a person adds figures to.
        key: hash of code and settings.

    Returns:
        Counts and texts for `Summary`.

    Raises:
        OSError: the folder cannot be written.
        TableError: the result of a part is not there.
    """
    totals = _Totals()
    stories = _stories([place for _, place in parts], names.renamed)
    with (
        written_aside(folder / ERRORS) as errors,
        written_aside(folder / MANIFEST) as manifest,
        manifest.open("w", encoding="utf-8") as inputs,
    ):
        _errors([]).to_csv(errors, index=False, lineterminator="\n")
        inputs.write(_head(key))
        for number, (part, place) in enumerate(parts):
            result = place.read()
            if result is None:
                msg = f"{place.result}: not there any more; run the command again"
                raise TableError(msg)
            change = _Change(names.renamed[number], stories, corrections, added.found.get(number))
            result = _publish_part(published(folder, number), place, result, change, totals)
            totals.renamed += len(names.renamed[number])
            _errors(result.errors).to_csv(
                errors, mode="a", header=False, index=False, lineterminator="\n"
            )
            inputs.write(f"{',' if number else ''}\n{_about(number, part, result)}")
            totals.add(result)
            renamed = names.renamed[number]
            totals.left_out += result.left_out
            totals.foreign += [renamed.get(name, name) for name in result.foreign]
        inputs.write(f"\n],\n{json.dumps('totals')}: {json.dumps(totals.counts)}}}\n")
    _remove_others(folder, parts, added)
    named = dict.fromkeys(one.article_id for one in corrections)
    elsewhere = [name for name in named if name not in totals.met]
    told = {"unmatched": totals.unmatched, "elsewhere": elsewhere, "foreign": totals.foreign}
    return {
        **totals.counts,
        "renamed": totals.renamed,
        "others": totals.left_out,
        **told,
    }


@dataclass(slots=True)
class _Totals:
    """Counts over all parts."""

    counts: dict[str, int] = field(
        default_factory=lambda: dict.fromkeys(("read", "aside", "articles", "figures", "errors"), 0)
    )
    renamed: int = 0
    foreign: list[str] = field(default_factory=list)
    left_out: list[str] = field(default_factory=list)
    unmatched: list[str] = field(default_factory=list)
    met: set[str] = field(default_factory=set)

    def add(self, result: Result) -> None:
        for name in self.counts:
            found = getattr(result, name)
            self.counts[name] += len(found) if name == "errors" else found


class Names:
    """The ids of the articles with figures in a whole corpus.

    An article whose id an earlier one has gets that of its row, as in one run over all of them.

    Attributes:
        renamed: for each part, the id of an article in it → its id in the corpus, where that is
            another.
        there: those of the ids asked for that an article has.
    """

    def __init__(self, parts: Sequence[tuple[Part, Place]], asked_for: Collection[str]) -> None:
        self._ids = Ids()
        for part, _ in parts:
            for file in part.files:
                self._ids.take(file.name)
        self._asked_for = set(asked_for)
        self.there: set[str] = set()
        self.renamed = [self._of_part(place) for _, place in parts]

    def _of_part(self, place: Place) -> dict[str, str]:
        table = pq.read_table(place.articles, columns=list(_NAMES)).to_pydict()
        renamed = {}
        for name, wished, otherwise in zip(*(table[column] for column in _NAMES), strict=True):
            taken = name if wished is None else self._ids.take(wished, otherwise)
            if taken != name:
                renamed[name] = taken
            if taken in self._asked_for:
                self.there.add(taken)
        return renamed


def _stories(places: Sequence[Place], renamed: Sequence[dict[str, str]]) -> dict[str, str]:
    """The ids of the articles that are copies → the ids of their stories, over all parts."""
    from analysis.duplicates import group_parts

    def signed() -> Iterator[pd.DataFrame]:
        for place, names in zip(places, renamed, strict=True):
            table = pq.read_table(place.articles, columns=["id", *SIGNATURE])
            if table.num_rows and not table["exact"].null_count:
                rows = table.to_pandas()
                yield rows.assign(article_id=[names.get(one, one) for one in rows.pop("id")])

    count = sum(pq.read_metadata(place.articles).num_rows for place in places)
    found = group_parts(signed(), count)
    copies = found[found["story"] != found["article_id"]]
    return dict(zip(copies["article_id"], copies["story"], strict=True))


@dataclass(frozen=True, slots=True)
class _Change:
    """What the figures of a part are to have changed, known when all parts are."""

    renamed: dict[str, str]
    stories: dict[str, str]
    corrections: Sequence[Correction]
    added: AddedTo | None = None

    def concerns(self, place: Place) -> bool:
        """Whether anything of the part changes."""
        if self.added is not None:
            return True
        if self.renamed or not (self.stories or self.corrections):
            return bool(self.renamed)
        there = set(pq.read_table(place.articles, columns=["id"]).column("id").to_pylist())
        named = {one.article_id for one in self.corrections}
        return not there.isdisjoint(named) or not there.isdisjoint(self.stories)

    def corrections_of(self, there: set[str]) -> list[Correction]:
        """The corrections of some articles."""
        return [one for one in self.corrections if one.article_id in there]

    def applied(
        self, figures: pd.DataFrame, articles: list[dict[str, Any]]
    ) -> tuple[pd.DataFrame, list[str]]:
        """The figures as they are to be, and the corrections that no longer match."""
        figures = _with_ids(figures, self.renamed) if self.renamed else figures
        own = figures["article_id"]
        figures = figures.assign(story=own.map(self.stories).astype("string").fillna(own))
        here = self.corrections_of({row["id"] for row in articles})
        return _corrected(figures, articles, here) if here else (figures, [])


def _publish_part(
    target: tuple[Path, Path], place: Place, result: Result, change: _Change, totals: _Totals
) -> Result:
    """Publish a part, and tell what it then holds."""
    of_figures, of_articles = target
    if not change.concerns(place):
        _link(place.figures, of_figures)
        if result.articles:
            _link(place.articles, of_articles)
        else:  # a table of no article is no table of articles
            of_articles.unlink(missing_ok=True)
        return result
    articles = pq.read_table(place.articles)
    at = articles.schema.get_field_index("id")
    ids = [change.renamed.get(name, name) for name in articles.column("id").to_pylist()]
    articles = articles.set_column(at, articles.schema.field(at), [ids])
    if change.added is not None:
        articles = change.added.put_into(articles)
    there = set(articles.column("id").to_pylist())
    totals.met |= {one.article_id for one in change.corrections_of(there)}
    figures, unmatched = change.applied(pd.read_parquet(place.figures), articles.to_pylist())
    totals.unmatched += unmatched
    stating = pa.array([*ids, *figures["article_id"].unique()], pa.string())
    articles = articles.filter(pc.is_in(articles.column("id"), stating))
    with written_aside(of_figures) as beside:
        pq.write_table(figures_table(figures), beside, compression="zstd")
    with written_aside(of_articles) as beside:
        pq.write_table(articles, beside, compression="zstd")
    return replace(result, figures=len(figures), articles=len(articles))


def _with_ids(figures: pd.DataFrame, renamed: dict[str, str]) -> pd.DataFrame:
    """The figures under other ids of their articles."""
    from analysis.schema import figure_stem

    rows = figures["article_id"].isin(renamed)
    figure_ids, article_ids = figures["figure_id"].to_list(), figures["article_id"].to_list()
    for at in rows.to_numpy().nonzero()[0]:
        old, new = article_ids[at], renamed[article_ids[at]]
        rest = figure_ids[at].removeprefix(figure_stem(old, 0, "").removesuffix("0:"))
        figure_ids[at] = figure_stem(new, 0, "").removesuffix("0:") + rest
        article_ids[at] = new
    new_ids = {"figure_id": figure_ids, "article_id": article_ids}
    return figures.assign(**{n: pd.Series(v, dtype="string") for n, v in new_ids.items()})


def _corrected(
    figures: pd.DataFrame, rows: list[dict[str, Any]], corrections: Sequence[Correction]
) -> tuple[pd.DataFrame, list[str]]:
    from analysis.articles import Article
    from analysis.corrections import apply_corrections

    names = ("id", "text", "title", "outlet", "published", "url")
    articles = [Article(**{name: row[name] for name in names}) for row in rows]
    unmatched: list[str] = []
    corrected = apply_corrections(
        figures, corrections, articles, on_problem=lambda one: unmatched.append(str(one))
    )
    return corrected, unmatched


def _link(kept: Path, target: Path) -> None:
    """Let a file stand under a second name, which costs no space; or copy it."""
    if target.exists() and target.samefile(kept):
        return
    with written_aside(target) as beside:
        try:
            os.link(kept, beside)
        except OSError:  # not every file system can
            shutil.copyfile(kept, beside)


def _errors(rows: list[list[Any]]) -> pd.DataFrame:
    table = pd.DataFrame(rows, columns=list(_OF_ERRORS), dtype=object)
    table = table.astype(dict.fromkeys(_OF_ERRORS, "string"))
    return table.assign(**{name: without_formulas(table[name]) for name in _OF_ERRORS})


def _head(key: str) -> str:
    about = {
        "analysis": __version__,
        "python": ".".join(map(str, sys.version_info[:3])),
        "versions": versions(),
        "settings_and_code": key,
    }
    return f"{json.dumps(about)[:-1]}, {json.dumps('parts')}: ["


def _about(number: int, part: Part, result: Result) -> str:
    files = [
        {"path": file.path, "size": file.size, "sha256": content}
        for file, content in zip(part.files, result.contents, strict=True)
    ]
    place = {"kind": part.kind, "begin": part.begin, "end": part.end, "row": part.row}
    counts = {name: getattr(result, name) for name in ("read", "aside", "articles", "figures")}
    about = {"number": number, **place, **counts, "errors": len(result.errors), "files": files}
    return json.dumps(about)


def _remove_others(folder: Path, parts: Sequence[tuple[Part, Place]], added: Added) -> None:
    """Remove what belongs to no part any more."""
    kept = {path for number in range(len(parts)) for path in published(folder, number)}
    places = [*(place for _, place in parts), *added.places]
    kept |= {path for place in places for path in (place.figures, place.articles, place.result)}
    for path in _written(folder):
        if path not in kept:
            with suppress(OSError):
                path.unlink()


def _written(folder: Path) -> Iterator[Path]:
    """What runs wrote into the folder, by its names: a person may keep other files there."""
    for place in (folder, folder / ARTICLES, folder / PARTS):
        yield from (path for path in place.iterdir() if OWN.fullmatch(path.name))
