"""Subjects that an insertion follows: "Petro Bondar, the governor, said"."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from analysis.extraction.speaker_names import (
    Name,
    is_relative,
    name_of,
    phrase_after,
    phrase_before,
)

if TYPE_CHECKING:
    from collections.abc import Sequence

    from analysis.extraction.document import Document, Item

_LONGEST_APPOSITION = 24


def over_apposition(document: Document, index: int, close: int) -> tuple[Name, int] | None:
    """The subject before an insertion that ends at item `close`: "X, the governor, said"."""
    items = document.sentence(index).items
    for comma in range(close - 1, max(-1, close - _LONGEST_APPOSITION), -1):
        if items[comma].text in (";", ":"):
            return None
        if items[comma].text not in (",", "\u2013", "("):
            continue
        start = phrase_before(document, index, comma)
        outer = name_of(document, index, start, comma)
        if outer is not None and _begins_clause(document, items, start, comma, outer):
            return _inserted_name(document, index, comma, outer) or outer, start
    return None


def _inserted_name(document: Document, index: int, comma: int, outer: Name) -> Name | None:
    """The name inserted behind a title: "The governor of Moscow, Andrei Vorobyov, said"."""
    if outer.kind not in ("role", "office"):
        return None
    inner = name_of(document, index, comma + 1, phrase_after(document, index, comma + 1))
    if outer.kind == "office":
        short = inner is not None and inner.text.isupper() and outer.text.endswith(outer.head)
        return inner if short else None
    if inner is None or inner.kind not in ("person", "unknown"):
        return None
    return replace(inner, kind="person", words=(*outer.words, *inner.words))


def _begins_clause(
    document: Document, items: Sequence[Item], start: int, comma: int, outer: Name
) -> bool:
    """Whether the phrase before the comma may be a subject: it begins the clause."""
    before = items[start - 1] if start else None
    if before and not (before.is_sign or before.grammar in ("conjunction", "clause", "relative")):
        return False
    if outer.kind == "unknown" and comma == 1:
        after = items[comma + 1]
        return after.grammar == "determiner" or is_relative(document, after)
    return outer.kind != "message" or start == 0
