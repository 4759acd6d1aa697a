"""A speaker's surname with the first name that the text gives before it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from analysis.extraction.lexicon import clause_words
from analysis.extraction.speaker_phrases import nouns_of

if TYPE_CHECKING:
    from analysis.extraction.document import Document
    from analysis.extraction.speaker_names import Name

_LONGEST_FIRST = 40


def full_name(document: Document, index: int, name: Name) -> str:
    """A surname with the first name that the text gives before it."""
    if " " in name.text:
        return name.text
    if name.text not in document.full_names:
        document.full_names[name.text] = _name_before(document, document.spans[index][1], name.text)
    return document.full_names[name.text]


def _name_before(document: Document, end: int, surname: str) -> str:
    """The surname with the capital words before its first mention that are no title."""
    text = document.text
    at = text.find(surname)
    while 0 <= at < end:
        words = text[max(0, at - _LONGEST_FIRST) : at].split()
        first = words[-1] if words and text[at - 1] == " " else ""
        plain = first.lower().strip(".")
        if first[:1].isupper() and first.isalpha() and not _is_no_first_name(plain):
            return f"{first} {surname}"
        at = text.find(surname, at + 1)
    return surname


def _is_no_first_name(word: str) -> bool:
    if word in clause_words("no_first_name"):
        return True
    return any(word in nouns_of(kind) for kind in ("title", "office", "outlet", "break"))


def printed_name(document: Document, label: str) -> str:
    """The full name of a label: "SINGH" is "Daleep Singh", as the text prints it elsewhere."""
    plain, at = label.lower(), -1
    while (at := document.view.find(plain, at + 1)) >= 0:
        found = document.text[at : at + len(plain)]
        if not found.isupper():
            break
    surname = found if at >= 0 else label.title()
    return surname if " " in surname else _name_before(document, len(document.text), surname)
