"""Why: for each number of a text the rule and the words that made it a figure, or made it none."""

from __future__ import annotations

import os
import tomllib
from bisect import bisect_left, bisect_right, insort
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import TYPE_CHECKING

from analysis.articles import Article, read_article
from analysis.extraction.amounts import read_amounts
from analysis.extraction.figures import Figure, read_figures
from analysis.extraction.quantities import read_quantities
from analysis.extraction.sentences import find_sentences
from analysis.extraction.view import plain
from analysis.publication import day_of
from analysis.texts import articles_of, check_is_text
from analysis.wording import in_full

if TYPE_CHECKING:
    from datetime import date

    from analysis.extraction.quantities import Quantity

_MONEY_CODE = 3


@dataclass(frozen=True, slots=True)
class NumberReading:
    """One number of a text: the figures that it became, or why it became none.

    start and end are offsets in the text; reason is a rule's name with the words that decided
    where there are figures, else a phrase for a reader.
    """

    start: int
    end: int
    stated: str
    sentence: str
    figures: tuple[Figure, ...]
    reason: str


@dataclass(frozen=True, slots=True)
class Explanation:
    """The numbers of a text, in order, each with its reading; prints as a list."""

    text: str
    readings: tuple[NumberReading, ...]

    def __str__(self) -> str:
        """One block a sentence that holds numbers, one line a number."""
        lines: list[str] = []
        sentence = None
        for reading in self.readings:
            if reading.sentence != sentence:
                sentence = reading.sentence
                lines += ["", " ".join(sentence.split())]
            lines += [f"  {line}" for line in _lines(reading)]
        return "\n".join(lines).strip()

    def __repr__(self) -> str:
        return str(self)

    def _repr_html_(self) -> str:
        """The text with each number marked, for a notebook."""
        from analysis.jupyter.showing import show_explanation

        return show_explanation(self)._repr_html_()

    def __len__(self) -> int:
        """How many numbers the text holds."""
        return len(self.readings)


def explain(
    source: str | Article | os.PathLike[str], *, published: date | str | None = None
) -> Explanation:
    """Tell for each number of a text what it became, by which rule and which words.

    Args:
        source: a text, an article, or the `Path` of one. A `str` is always a text.
        published: the day it appeared, a date or YYYY-MM-DD; an article brings its own.

    Raises:
        ArticleError: a path cannot be read as one article, or a text is the name of a file.
        TableError: it is none of these, or `published` is no day.

    >>> print(explain("Crews shot down 71 of 123 drones in a three-hour raid on 12 May."))
    Crews shot down 71 of 123 drones in a three-hour raid on 12 May.
      71: intercepted 71 drone, by Ukraine (verb with object: "shot down")
      123: launched 123 drone, by Russia (total of N of M: "of")
      three-hour: no figure: part of a compound word
      12: no figure: part of a date
    """
    article = _article(source)
    text, day = article.text, day_of(published) or article.published
    figures = read_figures(text, day)
    spans = find_sentences(text)
    readings = [*_figure_readings(figures), *_other_readings(text, figures)]
    readings.sort(key=lambda found: found[:2])
    return Explanation(
        text,
        tuple(
            NumberReading(start, end, text[start:end], _sentence(text, spans, start), made, reason)
            for start, end, made, reason in readings
        ),
    )


def _article(source: object) -> Article:
    if isinstance(source, os.PathLike):
        return read_article(source)
    if isinstance(source, str):
        check_is_text(source)
        return Article("text", source)
    (article,) = articles_of(source)
    return article


_Found = tuple[int, int, tuple[Figure, ...], str]


def _figure_readings(figures: list[Figure]) -> list[_Found]:
    by_start: dict[int, list[Figure]] = {}
    for figure in figures:
        by_start.setdefault(figure.start, []).append(figure)
    return [
        (
            start,
            made[0].end,
            tuple(made),
            f'{made[0].rule}: "{made[0].cue}"' if made[0].cue else made[0].rule,
        )
        for start, made in by_start.items()
    ]


def _other_readings(text: str, figures: list[Figure]) -> list[_Found]:
    """The numbers that became none: no amount at all, or one that no topic took."""
    view = plain(text)
    taken = sorted((figure.start, figure.end) for figure in figures)
    found: list[_Found] = []
    for quantity in read_quantities(text, view):
        if not _overlaps(quantity.start, quantity.end, taken):
            found.append((quantity.start, quantity.end, (), _why(quantity)))
            insort(taken, (quantity.start, quantity.end))
    for amount in read_amounts(text, view):
        if amount.rejected and not _overlaps(amount.start, amount.end, taken):
            reason = _reasons()["numeral"][amount.rejected]
            found.append((amount.start, amount.end, (), reason))
    return found


def _overlaps(start: int, end: int, spans: list[tuple[int, int]]) -> bool:
    """Whether the stretch shares a character with one of the spans, which are in order."""
    before = bisect_left(spans, (end, end)) - 1
    return before >= 0 and spans[before][1] > start


def _why(quantity: Quantity) -> str:
    reasons = _reasons()["quantity"]
    if quantity.age:
        return reasons["age"]
    if quantity.unit in reasons:
        return reasons[quantity.unit]
    if len(quantity.unit) == _MONEY_CODE and quantity.unit.isupper():
        return reasons["money"]
    return reasons["measure"].format(unit=quantity.unit)


@cache
def _reasons() -> dict[str, dict[str, str]]:
    path = files("analysis.extraction") / "lexicon" / "reasons.toml"
    return tomllib.loads(path.read_text(encoding="utf-8"))


def _sentence(text: str, spans: list[tuple[int, int]], at: int) -> str:
    found = bisect_right(spans, at, key=lambda span: span[0]) - 1
    inside = found >= 0 and at < spans[found][1]
    return text[slice(*spans[found])] if inside else ""


def _lines(reading: NumberReading) -> list[str]:
    stated = " ".join(reading.stated.split())
    if not reading.figures:
        return [f"{stated}: no figure: {reading.reason}"]
    return [f"{stated}: {_figure_words(figure)} ({reading.reason})" for figure in reading.figures]


def _figure_words(figure: Figure) -> str:
    unit = figure.weapon or figure.category or (figure.unit if figure.unit != "count" else "people")
    ends = (figure.low, figure.high) if figure.qualifier == "range" else (figure.value,)
    value = " to ".join(in_full(end) for end in ends if end is not None)
    bound = (
        "" if figure.qualifier in ("exact", "range") else figure.qualifier.replace("_", " ") + " "
    )
    actor = (
        f", by {figure.actor}"
        if figure.topic == "strikes"
        else f", {figure.actor}"
        if figure.actor
        else ""
    )
    claimant = f"; says {figure.attribution}" if figure.attribution else ""
    return f"{figure.measure} {bound}{value} {unit}{actor}{claimant}"
