"""An article's text to its figures: the topics' steps in turn, then place, date and claimant."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from analysis.extraction.aid import read_aid
from analysis.extraction.anchors import shipped_anchors
from analysis.extraction.casualties import read_casualties
from analysis.extraction.claimants import claimant_of
from analysis.extraction.claims import Claim, Memory
from analysis.extraction.document import Document
from analysis.extraction.figure_dates import date_of
from analysis.extraction.figure_places import place_of
from analysis.extraction.invisible import WholeWords, whole_words
from analysis.extraction.strikes import read_strikes
from analysis.extraction.territory import read_territory
from analysis.extraction.values import frozen

if TYPE_CHECKING:
    from datetime import date

    from analysis.extraction.anchors import Anchors

_READERS = (read_strikes, read_casualties, read_territory, read_aid)


@frozen
class Figure:
    """One figure as an article states it; the fields are the figures table's columns.

    rule and cue tell which step decided, and by which words.
    """

    topic: str
    measure: str
    value: float
    low: float | None
    high: float | None
    qualifier: str
    unit: str
    stated: str | None
    weapon: str | None
    actor: str | None
    recipient: str | None
    place: str | None
    category: str | None
    date_start: date | None
    date_end: date | None
    attribution: str | None
    sentence: str
    start: int
    end: int
    rule: str
    cue: str


def read_figures(
    text: str, published: date | None = None, *, anchors: Anchors | None = None
) -> list[Figure]:
    """Every figure of an article, in the order of the text.

    Args:
        text: the article, its title as the first line. Invisible characters within its words and
            numbers are read through.
        published: the day it appeared; without it relative dates stay missing.
        anchors: the names without which it is not read; None for those of lexicon/anchors.toml.
    """
    names = anchors or shipped_anchors()
    if whole := whole_words(text):
        return [_as_given(figure, whole) for figure in _read(whole.text, published, names)]
    return _read(text, published, names)


def _read(text: str, published: date | None, anchors: Anchors) -> list[Figure]:
    if not anchors.are_in(text):
        return []
    document = Document(text, published)
    memory = Memory()
    figures: list[Figure] = []
    for index in document.with_numbers():
        claims = _read_sentence(document, index, memory)
        figures.extend(_figure(document, index, claim, memory) for claim in claims)
    return sorted(_with_headline_days(figures, document), key=lambda one: (one.start, one.end))


def _with_headline_days(figures: list[Figure], document: Document) -> list[Figure]:
    """The figures, a toll of the headline dated as the text dates the same number.

    "UN: 12,654 civilians killed" tells of no single day where the text says since when.
    """
    end = document.spans[0][1] if document.spans else 0
    tolls = [figure for figure in figures if figure.topic == "casualties"]
    spans = {
        _count_of(toll): toll for toll in reversed(tolls) if toll.start >= end and _lasts(toll)
    }
    return [
        replace(figure, date_start=told.date_start, date_end=told.date_end)
        if figure.start < end and not _lasts(figure) and (told := spans.get(_count_of(figure)))
        else figure
        for figure in figures
    ]


def _count_of(figure: Figure) -> tuple[str, str, float, str | None, str | None]:
    return figure.topic, figure.measure, figure.value, figure.actor, figure.category


def _lasts(figure: Figure) -> bool:
    return figure.date_start != figure.date_end


def _as_given(figure: Figure, whole: WholeWords) -> Figure:
    """The figure with its offsets and its sentence as they stand in the original text."""
    start, end = whole.span(figure.start, figure.end)
    length = len(figure.sentence)
    at = whole.text.rfind(figure.sentence, 0, figure.start + length)
    first, last = whole.span(at, at + length)
    return replace(figure, start=start, end=end, sentence=whole.original[first:last])


def _read_sentence(document: Document, index: int, memory: Memory) -> list[Claim]:
    """The claims of all topics; a number belongs to the first topic that takes it."""
    claims: list[Claim] = []
    for reader in _READERS:
        found = reader(document, index, memory)
        if claims and found:
            taken = {claim.quantity.start for claim in claims}
            found = [claim for claim in found if claim.quantity.start not in taken]
        claims += found
    return claims


def _figure(document: Document, index: int, claim: Claim, memory: Memory) -> Figure:
    sentence = document.sentence(index)
    quantity = claim.quantity
    at = next((i for i in sentence.numbers if sentence.items[i].start >= quantity.start), 0)
    first, last = date_of(document, index, at, claim, memory)
    return Figure(
        topic=claim.topic,
        measure=claim.measure,
        value=quantity.value,
        low=quantity.low,
        high=quantity.high,
        qualifier=quantity.qualifier,
        unit=quantity.unit,
        stated=quantity.stated,
        weapon=claim.weapon,
        actor=claim.actor,
        recipient=claim.recipient,
        place=claim.place or place_of(document, index, at, claim, memory),
        category=claim.category,
        date_start=first,
        date_end=last,
        attribution=claimant_of(document, index, at, claim, memory),
        sentence=document.text[sentence.start : sentence.end],
        start=quantity.start,
        end=quantity.end,
        rule=claim.rule,
        cue=claim.cue,
    )
