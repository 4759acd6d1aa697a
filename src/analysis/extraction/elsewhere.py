"""Victims of something else: other wars, crimes and accidents, told of beside this war."""

from __future__ import annotations

from typing import TYPE_CHECKING

from analysis.extraction.outcomes import role_of
from analysis.extraction.victims import names_side

if TYPE_CHECKING:
    from collections.abc import Sequence

    from analysis.extraction.document import Document, Item

_FIRST_YEAR = 2014
_SECTION = 12
_HEADING = 14
_OPENING = 2
_OTHER = {"elsewhere", "news"}


def is_elsewhere(document: Document, index: int) -> bool:
    """Whether the victims of a sentence are none of this war's.

    It names another war or cause, or only days before this war; or it names neither side, and
    tells of a crime or stands in a section of a digest that names neither.
    """
    items = document.sentence(index).items
    roles = _roles(items)
    if "elsewhere" in roles or _is_long_ago(document, index):
        return True
    if names_side(items):
        return False
    return "news" in roles or _is_section_elsewhere(document, index)


def tells_elsewhere(items: Sequence[Item]) -> bool:
    """Whether the sentence names another war, and neither side of this one."""
    return "elsewhere" in _roles(items) and not names_side(items)


def _roles(items: Sequence[Item]) -> set[str | None]:
    return {role_of(item) for item in items if "casualties" in item.tags}


def _is_long_ago(document: Document, index: int) -> bool:
    items = document.sentence(index).items
    if "born" in document.bare_words(index) and any(item.text == "born" for item in items):
        return False
    years = [mention.last.year for mention in document.dates(index)]
    return bool(years) and max(years) < _FIRST_YEAR


def _is_section_elsewhere(document: Document, index: int) -> bool:
    """Whether the sentences before, up to the section's heading, name another war or no side."""
    for k in range(index - 1, max(-1, index - _SECTION), -1):
        items = document.sentence(k).items
        roles = _roles(items)
        if names_side(items):
            return False
        if roles & _OTHER:
            return True
        if k > 1 and _is_heading(document, k):
            return _is_digest(document)
    return False


def _is_heading(document: Document, index: int) -> bool:
    """Whether the sentence is a short paragraph of its own without a stop."""
    start, end = document.spans[index]
    alone = (
        document.text[max(0, start - 1) : start] == "\n" and document.text[end : end + 1] == "\n"
    )
    return (
        alone
        and document.text[end - 1].isalnum()
        and len(document.sentence(index).items) <= _HEADING
    )


def _is_digest(document: Document) -> bool:
    """Whether the article's title and first sentence name neither side."""
    opening = range(min(_OPENING, len(document.spans)))
    return not any(names_side(document.sentence(k).items) for k in opening)
