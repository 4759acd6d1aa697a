"""Corrections applied to a figures table, and what became of each."""

from __future__ import annotations

import warnings
from dataclasses import dataclass
from os import PathLike
from typing import TYPE_CHECKING, Any

from analysis.claims import differences, plain_rows, typed
from analysis.contracts import Schema, check_table
from analysis.corrections.matching import locate, meant
from analysis.corrections.records import ACTIONS, Correction, read_corrections
from analysis.corrections.values import changed
from analysis.errors import CorrectionError
from analysis.schema import COLUMNS, DAY, figure_stem, figures_frame, with_all_columns

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping, Sequence
    from typing import TypeAlias

    import pandas as pd

    from analysis.articles import Article

    Row: TypeAlias = dict[str, Any]
    Corrections: TypeAlias = str | PathLike[str] | Iterable[Correction]

APPLIED, UNNEEDED, UNMATCHED, ELSEWHERE = "applied", "unneeded", "unmatched", "elsewhere"
STATES = (APPLIED, UNNEEDED, UNMATCHED, ELSEWHERE)
_OF_OUTCOMES = {
    "number": "int64",
    "row": "int64",
    "article_id": "string",
    "words": "string",
    "action": ACTIONS,
    "state": STATES,
    "detail": "string",
    "who": "string",
    "when": "datetime64[us]",
    "why": "string",
}
OUTCOMES = Schema("outcomes of corrections", _OF_OUTCOMES, ("number",), {})


class CorrectionWarning(UserWarning):
    """A correction no longer matches its text, so that it was not applied."""


@dataclass(frozen=True, slots=True)
class Outcome:
    """What became of a correction.

    Attributes:
        correction: as it was read.
        state: `applied`; `unneeded` (the machine now reads it so); `unmatched` (it no longer fits
            its text); `elsewhere` (its article is not among those read).
        detail: what was changed, or why it could not be.
        before: the figure as the machine read it; None where it read none.
        after: the figure as corrected; None for a figure dropped.
    """

    correction: Correction
    state: str
    detail: str
    before: Mapping[str, Any] | None = None
    after: Mapping[str, Any] | None = None

    def __str__(self) -> str:
        """The outcome as one line: which correction, what became of it, why."""
        return f"correction, {self.correction}: {self.detail}"


def apply_corrections(
    figures: pd.DataFrame,
    corrections: Corrections,
    articles: Iterable[Article],
    *,
    on_problem: Callable[[Outcome], None] | None = None,
) -> pd.DataFrame:
    """Put right in a figures table what a person corrected.

    Args:
        figures: a figures table. Corrections that it already holds are not applied twice.
        corrections: a file of corrections, or corrections.
        articles: the articles that the figures were read from.
        on_problem: called with each outcome that is `unmatched`; without it each is a
            `CorrectionWarning`. Corrections of other articles are passed over.

    Returns:
        A figures table in the same order. `corrected` tells what was put right, by whom, when and
        why, and stays missing where the machine's reading stands; `same_event` holds the marks.

    Raises:
        CorrectionError: the file cannot be read, or a row of it breaks a rule.
    """
    table, outcomes = apply(figures, corrections, articles)
    tell = on_problem or warn
    for outcome in outcomes:
        if outcome.state == UNMATCHED:
            tell(outcome)
    return table


def check_corrections(
    figures: pd.DataFrame, corrections: Corrections, articles: Iterable[Article]
) -> pd.DataFrame:
    """What became of each correction, one a row, in the order of the file.

    Args:
        figures: a figures table.
        corrections: a file of corrections, or corrections.
        articles: the articles that the figures were read from.

    Returns:
        Columns: `number` (1, 2, ...; the key), `row` (line of the file, 0 for none),
        `article_id`, `words`, `action`, `state` (as in `Outcome`), `detail`, `who`, `when`, `why`.
    """
    _, outcomes = apply(figures, corrections, articles)
    rows = [{**_told(one), "number": number} for number, one in enumerate(outcomes, start=1)]
    return check_table(typed(rows, _OF_OUTCOMES), OUTCOMES)


def _told(outcome: Outcome) -> Row:
    names = ("row", "article_id", "words", "action", "who", "when", "why")
    own = {name: getattr(outcome.correction, name) for name in names}
    return {**own, "state": outcome.state, "detail": outcome.detail}


def warn(outcome: Outcome) -> None:
    """Warn of a correction that was not applied."""
    warnings.warn(str(outcome), CorrectionWarning, stacklevel=3)


def apply(
    figures: pd.DataFrame, corrections: Corrections, articles: Iterable[Article]
) -> tuple[pd.DataFrame, list[Outcome]]:
    """The corrected table, and what became of each correction in the order given."""
    wanted = _read(corrections)
    known = {article.id: article for article in articles}
    concerned = [one for one in wanted if one.article_id in known]
    if not concerned:
        return with_all_columns(figures), [_elsewhere(one) for one in wanted]
    groups: dict[str, list[Row]] = {}
    for row in plain_rows(with_all_columns(figures)):
        groups.setdefault(row["article_id"], []).append(row)
    order = _order(list(groups), list(known), {one.article_id for one in concerned})
    steps = {name: _Steps(known[name], groups.get(name, [])) for name in _names(concerned)}
    outcomes = [
        steps[one.article_id].take(one) if one.article_id in known else _elsewhere(one)
        for one in wanted
    ]
    groups |= {name: done.rows() for name, done in steps.items()}
    rows = [row for name in order for row in _with_story(groups[name])]
    return figures_frame({name: [row[name] for row in rows] for name in COLUMNS}), outcomes


def _with_story(rows: list[Row]) -> list[Row]:
    """The rows of one article, those that a person added with the story of the others."""
    story = next((row["story"] for row in rows if row["story"]), None)
    return [{**row, "story": story or row["article_id"]} for row in rows]


def _order(present: list[str], known: list[str], concerned: set[str]) -> list[str]:
    """The articles in the table's order, those without figures until now behind their neighbour."""
    order, there = list(present), set(present)
    earlier = None
    for name in known:
        if name in there:
            earlier = name
        elif name in concerned:
            order.insert(order.index(earlier) + 1 if earlier else 0, name)
            earlier = name
    return order


def _read(corrections: Corrections) -> list[Correction]:
    if isinstance(corrections, str | PathLike):
        return read_corrections(corrections)
    return list(corrections)


def _names(corrections: Iterable[Correction]) -> list[str]:
    return list(dict.fromkeys(one.article_id for one in corrections))


def _elsewhere(correction: Correction) -> Outcome:
    return Outcome(correction, ELSEWHERE, "its article is not among those read")


class _Steps:
    """The corrections of one article, applied one after the other."""

    def __init__(self, article: Article, rows: Sequence[Row]) -> None:
        self._article = article
        self._rows = [_with_days(row) for row in rows]
        self._before = [(row["start"], row["end"], row["corrected"]) for row in rows]

    def rows(self) -> list[Row]:
        """The figures, in the order of the text, each with an id of its own."""
        return _with_ids(sorted(self._rows, key=lambda row: (row["start"], row["end"])))

    def take(self, correction: Correction) -> Outcome:
        try:
            span = locate(correction, self._article.text)
            if self._holds(correction, span):
                return Outcome(correction, APPLIED, "applied before")
            if correction.action == "add":
                return self._add(correction, span)
            return self._alter(correction, meant(correction, self._rows, span))
        except CorrectionError as error:
            return Outcome(correction, UNMATCHED, str(error))

    def _holds(self, correction: Correction, span: tuple[int, int]) -> bool:
        """Whether the table came with this correction: it was read from a corrected file."""
        return any(
            start < span[1] and span[0] < end and correction.said in (mark or "")
            for start, end, mark in self._before
        )

    def _alter(self, correction: Correction, place: int | None) -> Outcome:
        if correction.action == "drop":
            return self._drop(correction, place)
        if place is None:
            msg = "the machine reads no figure in these words; use the action add"
            raise CorrectionError(msg)
        before = self._rows[place]
        after = (
            {**before, "same_event": correction.same_event}
            if correction.action == "same_event"
            else changed(before, correction.columns)
        )
        detail = differences(before, after, COLUMNS)
        if correction.action == "same_event":
            detail = f"marked as one event, {correction.same_event}" if detail else ""
        if not detail:
            return Outcome(correction, UNNEEDED, "the machine now reads it so", before, before)
        self._rows[place] = after | {"corrected": _marked(before, correction, detail)}
        return Outcome(correction, APPLIED, detail, before, self._rows[place])

    def _drop(self, correction: Correction, place: int | None) -> Outcome:
        if place is None:
            return Outcome(correction, UNNEEDED, "the machine reads no figure there")
        dropped = self._rows.pop(place)
        return Outcome(correction, APPLIED, f"dropped {dropped['measure']}", dropped)

    def _add(self, correction: Correction, span: tuple[int, int]) -> Outcome:
        value = correction.columns["value"]
        figure = changed(
            self._blank(_number_phrase(self._article.text, span, value)), correction.columns
        )
        for row in self._rows:
            touches = row["start"] < span[1] and span[0] < row["end"]
            if touches and all(row[name] == figure[name] for name in ("measure", "value", "unit")):
                return Outcome(correction, UNNEEDED, "the machine now reads it so", row, row)
        detail = f"added {figure['measure']}"
        figure["corrected"] = _marked(figure, correction, detail)
        self._rows.append(figure)
        return Outcome(correction, APPLIED, detail, None, figure)

    def _blank(self, span: tuple[int, int]) -> Row:
        from analysis.extraction.sentences import find_sentences

        article, (start, end) = self._article, span
        sentences = find_sentences(article.text)
        first, last = next((s for s in sentences if s[0] <= start < s[1]), span)
        own = {name: getattr(article, name) for name in ("published", "outlet", "title", "url")}
        return {
            **dict.fromkeys(COLUMNS),
            **own,
            "article_id": article.id,
            "sentence": article.text[first:last],
            "start": start,
            "end": end,
        }


def _number_phrase(text: str, span: tuple[int, int], value: float) -> tuple[int, int]:
    """Where the number itself stands among the words; the words where it is not read."""
    from analysis.extraction.quantities import find_quantities

    start, end = span
    found = [one for one in find_quantities(text[start:end]) if one.value == value]
    return (start + found[0].start, start + found[0].end) if found else span


def _marked(row: Mapping[str, Any], correction: Correction, detail: str) -> str:
    mark = f"{detail} ({correction.said})"
    return f"{row['corrected']} | {mark}" if row["corrected"] else mark


def _with_ids(rows: list[Row]) -> list[Row]:
    """Give corrected figures the id that the machine would have given them."""
    taken = {row["figure_id"] for row in rows if row["figure_id"] and not _needs_id(row)}
    for row in rows:
        if not _needs_id(row):
            continue
        stem = figure_stem(row["article_id"], row["start"], row["measure"])
        number, name = 1, stem
        while name in taken:
            number += 1
            name = f"{stem}:{number}"
        row["figure_id"] = name
        taken.add(name)
    return rows


def _needs_id(row: Row) -> bool:
    stem = figure_stem(row["article_id"], row["start"], row["measure"])
    return row["corrected"] is not None and not f"{row['figure_id'] or ''}:".startswith(f"{stem}:")


def _with_days(row: Row) -> Row:
    """A row whose days are plain dates, as corrections have them."""
    days = [name for name, kind in COLUMNS.items() if kind == DAY and row[name] is not None]
    return {**row, **{name: row[name].date() for name in days}}
