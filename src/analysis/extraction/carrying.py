"""Reports that go on over the ends of sentences: in a paragraph, in a quotation, from behind."""

from __future__ import annotations

from typing import TYPE_CHECKING

from analysis.extraction.lexicon import clause_words
from analysis.extraction.source_lines import is_source_line
from analysis.extraction.speaker_phrases import nouns_of
from analysis.extraction.speakers import authors_in, speakers_in

if TYPE_CHECKING:
    from analysis.extraction.document import Document
    from analysis.extraction.speaker_names import Name, Speaker

INSTITUTIONS = ("office", "country", "report", "unknown", "outlet")
"""Kinds of speakers that are no persons."""

_CARRY = 3
_PAIR = 2  # marks of a quotation
_LONGEST_QUOTE = 6


def carried_from(document: Document, index: int) -> tuple[int, Speaker] | None:
    """The speaker of a sentence before, while its paragraph goes on; the headline's in the lead."""
    if breaks_off(document, index):
        return None
    for k in range(index - 1, max(-1, index - 1 - _CARRY), -1):
        heads = is_source_line(document, k) or (k == 0 and _opens_with_heading(document))
        heads = heads or document.view[document.spans[k][1] - 1] == ":"
        if _new_paragraph(document, k) and not heads:
            return None
        speakers = [
            s
            for s in authors_in(document, k)
            if not (is_nobody(s.name) or is_between(document, k, s))
        ]
        if speakers:
            aside = len(speakers) > 1 and _is_beside(document, k, speakers[-1])
            told = speakers[0 if is_source_line(document, k) else -1 - aside]
            return k, told
        if _turns(document, k):
            return None
    return None


def _is_beside(document: Document, index: int, speaker: Speaker) -> bool:
    """Whether a speaker is told of beside the report: "..., as Russia claims its forces won"."""
    before = document.sentence(index).items[max(0, speaker.first - 1) : speaker.first]
    return speaker.ahead and [item.text for item in before] in (["as"], ["while"])


def is_between(document: Document, index: int, speaker: Speaker) -> bool:
    """Whether a speaker stands inside another clause: "areas that Kyiv says are held"."""
    items = document.sentence(index).items
    behind = items[speaker.last + 1 : speaker.last + 2]
    according = items[speaker.first].tag("speech", "according") is not None
    inner = according and speaker.first > 0 and items[speaker.first - 1].grammar == "relative"
    return (speaker.ahead or inner) and any(item.grammar == "be" for item in behind)


def is_nobody(name: Name) -> bool:
    """Whether it names no author: "a study"."""
    return name.kind in ("report", "message") and len(name.text.split()) == 1


def _opens_with_heading(document: Document) -> bool:
    """Whether the first line is a heading: one sentence, with no stop at its end."""
    end = document.spans[0][1]
    return document.view[end - 1] not in '.!?"'


def quoted_from(document: Document, index: int) -> tuple[int, Speaker] | None:
    """The speaker of a quotation that the sentence stands in: named behind it, or before it."""
    if _is_quotation(document, index):
        return _before_quotation(document, index)
    if not _in_quotes(document, index):
        return None
    for k in range(index + 1, min(len(document.spans), index + _CARRY)):
        if not _in_quotes(document, k):
            break
        closing = [s for s in authors_in(document, k) if s.behind or _follows_quote(document, k, s)]
        if closing:
            return k, closing[0]
    for k in range(index - 1, max(-1, index - 1 - _LONGEST_QUOTE), -1):
        speakers = authors_in(document, k)
        if speakers:
            return k, speakers[-1]
    return None


def _follows_quote(document: Document, index: int, speaker: Speaker) -> bool:
    """As in '..., he said in an interview which was translated'."""
    before = document.sentence(index).items[max(0, speaker.first - 1) : speaker.first]
    return [item.text for item in before] == ['"']


def _is_quotation(document: Document, index: int) -> bool:
    """Whether the sentence is a paragraph of its own, and all of it a quotation."""
    start, end = document.spans[index]
    text = document.view[start:end]
    if not (text.startswith('"') and text.endswith('"') and text.count('"') == _PAIR):
        return False
    return index > 0 and _new_paragraph(document, index - 1) and _new_paragraph(document, index)


def _before_quotation(document: Document, index: int) -> tuple[int, Speaker] | None:
    """The last speaker of the paragraph before."""
    for k in range(index - 1, max(-1, index - 1 - _CARRY), -1):
        speakers = authors_in(document, k)
        if speakers:
            return k, speakers[-1]
        if k and _new_paragraph(document, k - 1):
            return None
    return None


def _new_paragraph(document: Document, index: int) -> bool:
    """Whether a new paragraph begins behind the sentence."""
    if index + 1 >= len(document.spans):
        return True
    return "\n" in document.text[document.spans[index][1] : document.spans[index + 1][0]]


def breaks_off(document: Document, index: int) -> bool:
    """Whether the sentence leaves the report before it: "Meanwhile, ...", not "However, ..."."""
    return _turns(document, index) and document.sentence(index).items[0].text not in clause_words(
        "contrast"
    )


def _turns(document: Document, index: int) -> bool:
    """Whether the sentence turns to something else, if only for a contrast: "However, ..."."""
    if not document.view.startswith(tuple(nouns_of("break")), document.spans[index][0]):
        return False
    items = document.sentence(index).items
    return bool(items) and items[0].text in nouns_of("break")


def _in_quotes(document: Document, index: int) -> bool:
    """Whether the sentence stands inside a quotation that opens in its paragraph."""
    start, end = document.spans[index]
    paragraph = document.paragraph(index)
    return (
        document.view.count('"', paragraph, end) % 2 == 1
        or document.view.count('"', paragraph, start) % 2 == 1
    )


def announced_behind(document: Document, index: int) -> tuple[int, Speaker] | None:
    """The speaker of the next sentence where it ends the same paragraph: "..., rescuers said."."""
    if index + 1 >= len(document.spans):
        return None
    if _new_paragraph(document, index) and not is_source_line(document, index + 1):
        return None
    ahead = _source_ahead(document, index)
    if ahead is not None:
        return ahead
    if _opens_quote(document, index + 1) and not _in_quotes(document, index):
        return None
    following = authors_in(document, index + 1)
    if following and following[0].behind and following[0].name.kind not in ("pronoun", "message"):
        return index + 1, following[0]
    return None


def _source_ahead(document: Document, index: int) -> tuple[int, Speaker] | None:
    """The speaker of a line behind, in the same paragraph, that only names the source."""
    for k in range(index + 1, min(len(document.spans), index + 1 + _CARRY)):
        if is_source_line(document, k):
            named = authors_in(document, k)
            return (k, named[0]) if named else None
        parted = k > index + 1 and _new_paragraph(document, k - 1)
        if parted or speakers_in(document, k):
            return None
    return None


def _opens_quote(document: Document, index: int) -> bool:
    """Whether the sentence begins with a quotation."""
    return document.view.startswith('"', document.spans[index][0])
