"""Writing a correction: find what it means, show what it will change, and put it into the file."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import UTC, date, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any

from analysis.corrections.applying import APPLIED, apply
from analysis.corrections.matching import at, in_context, places_of
from analysis.corrections.records import (
    Correction,
    add_corrections,
    checked,
    place_for_corrections,
    read_corrections,
)
from analysis.corrections.values import cell_of, checked_values
from analysis.errors import CorrectionError

if TYPE_CHECKING:
    import os
    from collections.abc import Mapping, Sequence

    from analysis.articles import Article
    from analysis.corrections.applying import Outcome, Row
    from analysis.corrections.matching import Span

    Source = Article | str | os.PathLike[str]

_SHOWN = ("measure", "value", "unit", "qualifier", "weapon", "actor", "place", "category")


@dataclass(frozen=True, slots=True)
class Written:
    """A correction that was written, or would be.

    Attributes:
        file: the file of corrections.
        outcomes: what it does; several where claims of several places become one event.
        is_kept: whether it was written; False for a dry run.
    """

    file: Path
    outcomes: tuple[Outcome, ...]
    is_kept: bool

    def __repr__(self) -> str:
        return str(self)

    def __str__(self) -> str:
        """What it changes, and where it was written."""
        return f"{self.told}\n{'written to' if self.is_kept else 'not written to'} {self.file}"

    @property
    def told(self) -> str:
        """What it changes, a line a figure."""
        return "\n".join(line for outcome in self.outcomes for line in _lines(outcome))


def correct(  # noqa: PLR0913 - one argument for each thing that a correction says
    article: Source,
    at: str,
    *,
    who: str,
    why: str,
    change: Mapping[str, object] | None = None,
    add: Mapping[str, object] | None = None,
    drop: bool = False,
    same_event: tuple[Source, str] | None = None,
    of: str | None = None,
    when: date | None = None,
    corrections: str | os.PathLike[str] | None = None,
    pending: Sequence[Correction] = (),
    dry_run: bool = False,
) -> Written:
    """Write one correction of an article; say exactly one of change, add, drop and same_event.

    Args:
        article: an article, or its file.
        at: the words of its text that hold the number, such as "71" or "shot down 71".
        who: who says so.
        why: for what reason.
        change: column → its right value; None makes it missing.
        add: column → value of a figure that the machine missed; `measure` and `value` at least.
        drop: the number is no figure.
        same_event: another article and its words, whose claim is about the same event.
        of: the measure of the figure meant, where the words state several.
        when: the day of the correction; None for today.
        corrections: the file; None for `corrections.csv` with the articles or beside their folder.
        pending: corrections made before this one that are in no file yet.
        dry_run: only tell what it would change; `write_corrections` writes it later.

    Returns:
        What it changes; prints as such.

    Raises:
        CorrectionError: the words are not there or mean several figures (the text lists them), or
            a value is none of the table's terms.
        ArticleError: the article cannot be read.

    >>> import tempfile
    >>> import analysis
    >>> with tempfile.TemporaryDirectory() as folder:
    ...     own = analysis.write_article("Ukraine shot down 71 drones.", f"{folder}/articles")
    ...     done = correct(own, "71", change={"value": 72}, who="Jane Doe", why="an example")
    ...     read = analysis.extract(own, corrections=f"{folder}/corrections.csv")
    >>> print(done.told.splitlines()[1].strip(), list(read["value"]))
    value: 71 → 72 [72.0]
    """
    first = _opened(article)
    file = Path(corrections) if corrections else _place(first)
    before = [*_written_in(file), *pending]
    frame = _Writer(before, who, when or datetime.now(UTC).date(), why)
    new = frame.new(first, at, of, change=change, add=add, drop=drop, same_event=same_event)
    outcomes = frame.outcomes(new)
    if not dry_run:
        add_corrections(file, new)
    return Written(file, outcomes, is_kept=not dry_run)


def write_corrections(
    article: Article,
    corrections: Sequence[Correction],
    file: str | os.PathLike[str] | None = None,
) -> Written:
    """Write corrections that were drafted (`correct(..., dry_run=True)`) before it was saved.

    Args:
        article: the article as it was saved, its text that of the draft.
        corrections: of the draft, whatever its id was.
        file: as in `correct`.

    Raises:
        CorrectionError: one of them cannot be applied to the article; then none is written.
    """
    target = Path(file) if file else _place(article)
    new = [replace(one, article_id=article.id) for one in corrections]
    outcomes = _outcomes(_written_in(target), new, [article])
    add_corrections(target, new)
    return Written(target, outcomes, is_kept=True)


def _written_in(file: Path) -> list[Correction]:
    return read_corrections(file) if file.exists() else []


def _opened(source: Source) -> Article:
    from analysis.articles import Article, read_article

    return source if isinstance(source, Article) else read_article(source)


def _place(article: Article) -> Path:
    path = article.path or Path("data") / "articles" / article.id
    return place_for_corrections(path)


class _Writer:
    """What a new correction is checked against: those before it, and the articles it names."""

    def __init__(self, before: Sequence[Correction], who: str, when: date, why: str) -> None:
        self._before, self._who, self._when, self._why = before, who, when, why
        self._articles: dict[str, Article] = {}

    def new(  # noqa: PLR0913 - the four kinds of correction
        self,
        article: Article,
        words: str,
        of: str | None,
        *,
        change: Mapping[str, object] | None,
        add: Mapping[str, object] | None,
        drop: bool,
        same_event: tuple[Source, str] | None,
    ) -> list[Correction]:
        """The rows of the correction: two for one event, else one."""
        if sum((change is not None, add is not None, drop, same_event is not None)) != 1:
            msg = "say exactly one of: change (--set), add, drop, same event"
            raise CorrectionError(msg)
        if same_event is not None:
            return self._pair((article, words, of), (_opened(same_event[0]), same_event[1], None))
        if add is not None:
            return [self._added(article, words, add)]
        span, figure = self._figure(article, words, of)
        if drop:
            # Without a measure the number is no figure, whatever later rules read into it.
            return [self._row(article, span, "drop", of=of)]
        columns = checked_values(change or {})
        return [self._row(article, span, "change", of=figure["measure"], columns=columns)]

    def _pair(self, *claims: tuple[Article, str, str | None]) -> list[Correction]:
        found = [(article, *self._figure(article, words, of)) for article, words, of in claims]
        marks = {figure["same_event"] for _, _, figure in found} - {None}
        if len(marks) > 1:
            msg = f"they are marked as two events already: {' and '.join(sorted(marks))}"
            raise CorrectionError(msg)
        if found[0][2] == found[1][2]:
            msg = "both name the same claim; name another one"
            raise CorrectionError(msg)
        mark = marks.pop() if marks else found[0][2]["figure_id"]
        return [
            self._row(article, span, "same_event", of=figure["measure"], mark=mark)
            for article, span, figure in found
            if figure["same_event"] is None
        ]

    def _added(self, article: Article, words: str, add: Mapping[str, object]) -> Correction:
        places = places_of(words, article.text)
        if len(places) != 1:
            raise CorrectionError(_unclear(words, article, places))
        return self._row(article, places[0], "add", columns=checked_values(add))

    def _row(  # noqa: PLR0913 - the fields of a correction
        self,
        article: Article,
        span: Span,
        action: str,
        *,
        of: str | None = None,
        columns: Mapping[str, Any] | None = None,
        mark: str | None = None,
    ) -> Correction:
        self._articles[article.id] = article
        words = article.text[slice(*span)]
        return checked(
            Correction(
                article.id,
                words,
                action,
                who=_said("who", self._who),
                when=self._when,
                why=_said("why", self._why),
                start=span[0],
                of=of,
                columns=columns or {},
                same_event=mark,
            )
        )

    def _figure(self, article: Article, words: str, of: str | None) -> tuple[Span, Row]:
        """The one figure that words mean, and their place.

        Raises:
            CorrectionError: they mean none, or several.
        """
        figures = self._figures(article)
        places = places_of(words, article.text)
        found = [
            (span, figures[i])
            for span in places
            for i in at(figures, span)
            if of in (None, figures[i]["measure"])
        ]
        if len(found) == 1:
            return found[0]
        if found:
            raise CorrectionError(_ambiguous(words, article.text, found))
        if places and not of:
            msg = (
                f"no figure is read in {in_context(article.text, places[0])}; "
                "to add one, use --add measure=... value=... (in Python: add={...})"
            )
            raise CorrectionError(msg)
        raise CorrectionError(_unclear(words, article, places, of))

    def _figures(self, article: Article) -> list[Row]:
        """An article's figures as they stand after the corrections before."""
        from analysis.claims import plain_rows
        from analysis.tables import extract

        own = [one for one in self._before if one.article_id == article.id]
        return plain_rows(apply(extract(article), own, [article])[0])

    def outcomes(self, new: Sequence[Correction]) -> tuple[Outcome, ...]:
        """What the new rows do, after those before them.

        Raises:
            CorrectionError: a new row could not be applied, so that it must not be written.
        """
        return _outcomes(self._before, new, list(self._articles.values()))


def _outcomes(
    before: Sequence[Correction], new: Sequence[Correction], articles: Sequence[Article]
) -> tuple[Outcome, ...]:
    from analysis.tables import extract

    ids = {article.id for article in articles}
    every = [one for one in before if one.article_id in ids]
    _, outcomes = apply(extract(articles), [*every, *new], articles)
    own = outcomes[len(every) :]
    for outcome in own:
        if outcome.state != APPLIED:
            msg = f"nothing was written: {outcome.detail}"
            raise CorrectionError(msg)
    return tuple(own)


def _said(name: str, text: str) -> str:
    plain = " ".join(text.split())
    if not plain:
        msg = f"{name} is empty; a correction says who made it and why"
        raise CorrectionError(msg)
    return plain


def _unclear(words: str, article: Article, places: Sequence[Span], of: str | None = None) -> str:
    name, text = article.id, article.text
    if not places:
        return f"{name} does not hold the words «{words}»; copy them out of the article's text"
    if of:
        return f"no figure of the measure {of} is read in «{words}» of {name}; give another measure"
    listed = "\n".join(f"  {in_context(text, span)}" for span in places)
    return f"«{words}» stands {len(places)} times; give more of the words around it:\n{listed}"


def _ambiguous(words: str, text: str, found: Sequence[tuple[Span, Row]]) -> str:
    lines = [f"  {figure['measure']}: {in_context(text, span)}" for span, figure in found]
    listed = "\n".join(lines)
    return (
        f"«{words}» could mean {len(found)} figures; give more of the words around the number, "
        f"or the measure (--of, in Python of=...):\n{listed}"
    )


def _lines(outcome: Outcome) -> list[str]:
    correction = outcome.correction
    words = " ".join(correction.words.split())
    head = f"{correction.article_id} «{words}»"
    before, after = outcome.before, outcome.after
    if correction.action == "same_event":
        return [f"{head}: one event, {correction.same_event}"]
    if after is None:
        return [f"{head}: drop {_summary(before or {})}"]
    if before is None:
        return [f"{head}: add {_summary(after)}"]
    changes = [
        f"  {name}: {cell_of(before[name])} → {cell_of(after[name])}"
        for name in before
        if before[name] != after[name] and name not in ("figure_id", "corrected")
    ]
    return [f"{head}: change {_summary(before)}", *changes]


def _summary(figure: Mapping[str, Any]) -> str:
    return ", ".join(f"{name} {cell_of(figure[name])}" for name in _SHOWN if figure.get(name))
