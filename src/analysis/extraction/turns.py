"""Whose words a whole text or a stretch of it is: the labels of a transcript, "Remarks by X"."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections import Counter
from typing import TYPE_CHECKING

from analysis.extraction.full_names import full_name, printed_name
from analysis.extraction.lexicon import clause_words
from analysis.extraction.speaker_names import name_of
from analysis.extraction.speaker_phrases import nouns_of, phrase_after
from analysis.extraction.values import frozen

if TYPE_CHECKING:
    from collections.abc import Sequence

    from analysis.extraction.document import Document
    from analysis.extraction.speaker_names import Name

# As in "MR. SINGH:", "THE PRESIDENT (through an interpreter):", "Taylor Wilson:", and in "Q "...
_LABEL = re.compile(
    r"\n[ \t\xa0*]*+(?:(?P<asker>Q)(?=[\s:.]\s*\S)|(?P<name>[A-Z][\w.'\u2019 -]{0,50}+)"
    r"(?:, [\w .'\u2019-]{1,40}+)?(?:\((?P<bracket>[^()\n]{1,50}+)\) ?){0,2}[ *]{0,3}+:)"
)
_WORD = re.compile(r"[\w'\u2019-]+")
_QUOTATION = re.compile(r'"[^"\n]*"')
_OWN = re.compile(r"\b(?:we|our|my|i'm|i've|i am|i have|i will)\b")
_NAME = r"\s+((?:[A-Z][\w'\u2019-]+\.?\s?){1,3})"
_LONGEST = 8
_OPENING = 6
_OFTEN = 3
_TWO = 2


@frozen
class Turn:
    """A stretch of a text that one person says, from an offset on; no name for who only asks."""

    start: int
    name: str | None


@frozen
class _Label:
    start: int
    words: tuple[str, ...]
    is_capital: bool

    @property
    def last(self) -> str:
        """The surname, where it is a name: "ANNA LIND" speaks on as "LIND"."""
        return self.words[-1]

    @property
    def is_asker(self) -> bool:
        """Whether it is who asks or leads: "Q", "MODERATOR"."""
        return self.words[-1].lower() in nouns_of("asker")

    @property
    def is_titled(self) -> bool:
        """Whether a title stands in it: "MR. SINGH", "The Prime Minister"."""
        return any(word.lower() in nouns_of("title") for word in self.words)


def turn_of(document: Document, index: int) -> Turn | None:
    """The turn that a sentence belongs to; None where the text is no speech of anyone.

    Args:
        document: the article.
        index: the sentence.
    """
    if document.turns is None:
        document.turns = _turns(document)
    turns = document.turns
    at = bisect_right([turn.start for turn in turns], document.spans[index][0]) if turns else 0
    return turns[at - 1] if at else None


def _turns(document: Document) -> list[Turn]:
    labels = _labels(document)
    whole = _whole(document)
    often = Counter(label.last for label in labels)
    if not _is_transcript(document, labels, often):
        return whole
    kept = [k for k in labels if k.is_asker or k.is_titled or often[k.last] > 1]
    return whole + [Turn(k.start, _named(document, k)) for k in kept]


def _labels(document: Document) -> list[_Label]:
    """What looks like a label at a line's start, in order."""
    found = []
    for match in _LABEL.finditer(document.text):
        text = match["name"] or match["asker"]
        words = tuple(_WORD.findall(text))
        if 0 < len(words) <= _LONGEST and _is_label(words):
            start = match.start("name") if match["name"] else match.start("asker")
            found.append(_Label(start, _holder(match, words), is_capital=text.isupper()))
    return found


def _holder(match: re.Match[str], words: tuple[str, ...]) -> tuple[str, ...]:
    """The words, or the name in brackets: "The Secretary of State for Defence (Ann Vale):"."""
    named = match["bracket"] or ""
    held = named.istitle() and named.count(" ") == 1 and words[-2:-1] in (("for",), ("of",))
    return tuple(named.split()) if held else words


def _is_label(words: Sequence[str]) -> bool:
    """Whether the words may name who speaks: all with capitals, none of a heading's."""
    loose = {*clause_words("name_particle"), "of", "the", "for", "and"}
    if not all(word[0].isupper() or word in loose for word in words):
        return False
    headings = nouns_of("label") | nouns_of("caption")
    return headings.isdisjoint(word.lower() for word in words)


def _is_transcript(document: Document, labels: Sequence[_Label], often: Counter[str]) -> bool:
    """Whether a text with these labels is one: by "THE PRESIDENT:", "Q", by two who take turns."""
    sure = sum(k.is_asker or (k.is_capital and k.is_titled) for k in labels)
    if sure > 1 or (sure and _opens_with_speech(document)):
        return True
    if sum(count > 1 for count in often.values()) < _TWO:
        return False
    taking = {k.last for k in labels if often[k.last] > 1 and not _is_place(document, k)}
    return len(taking) >= _TWO


def _is_place(document: Document, label: _Label) -> bool:
    """Whether a label is a country's or a place's: "Kyiv: ..."."""
    index = bisect_right(document.spans, (label.start, len(document.text))) - 1
    items = document.opening(max(0, index), len(label.words))
    return any("actors" in item.tags or "places" in item.tags for item in items)


def _named(document: Document, label: _Label) -> str | None:
    """The full name behind a label, as the text gives it; the office where there is no name."""
    if label.is_asker:
        return None
    known = nouns_of("title") | nouns_of("office") | {"the", "of"}
    last = max((i for i, word in enumerate(label.words) if word.lower() in known), default=-1)
    surname = " ".join(label.words[last + 1 :])
    if surname:
        return printed_name(document, surname)
    title = " ".join(word.lower() for word in label.words if word.lower() != "the")
    heading = document.text[: document.spans[0][1]]
    holder = re.search(rf"(?<!Vice )\b(?i:{re.escape(title)}){_NAME}", heading)
    return printed_name(document, holder[1].strip()) if holder else title


def _opens_with_speech(document: Document) -> bool:
    """Whether the first words call the text remarks, a statement or a briefing."""
    items = document.opening(0, _OPENING) if document.spans else ()
    return any(item.text in nouns_of("speech") for item in items)


def _may_hold_forth(name: Name) -> bool:
    """Whether a speech may be its: a person's or an office's, by more than one unknown word."""
    return name.kind != "country" and (name.kind != "unknown" or " " in name.text)


def _whole(document: Document) -> list[Turn]:
    """The one who says or writes the whole text: "Statement from President Biden on ..."."""
    if not _opens_with_speech(document):
        return []
    items = document.sentence(0).items
    noun = next(i for i, item in enumerate(items) if item.text in nouns_of("speech"))
    start, end = noun + 2, noun
    if [k.text for k in items[noun + 1 : noun + 2]] in (["by"], ["from"], ["of"]):
        end = phrase_after(document, 0, start)
        end = next(
            (i for i in range(start, end) if items[i].text in clause_words("opens_subject")), end
        )
    elif noun and items[noun - 1].text.endswith(("'s", "s'")):
        start, end = 0, noun
    if end <= start or any(item.grammar == "conjunction" for item in items[start:end]):
        return []
    name = name_of(document, 0, start, end)
    owns = len(_OWN.findall(_QUOTATION.sub("", document.view)))
    if name is None or not _may_hold_forth(name) or owns < (_OFTEN if start == 0 else 1):
        return []
    return [Turn(0, full_name(document, len(document.spans) - 1, name))]
