"""Who states a figure: the speaker of its sentence, or of the report that goes on in it."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Sequence

    from analysis.extraction.document import Document, Item, Sentence

_PERSONS = frozenset(("he", "she", "him", "her"))
_OTHERS = frozenset(("it", "they", "them"))
_BACK = 6
_LONGEST = 14
_NAME = r"(?:[A-ZÀ-ÝА-Я][\w’'-]+ )+"
_DROP = re.compile(r"^(?:the|a|an|and|but|that|while|also|later|meanwhile|whereas)\s+|[,;:.\s]+$", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Speaker:
    """A speaker as printed, and the stretch of items that names it and its verb."""

    text: str
    pronoun: bool
    first: int
    last: int
    tail: bool


def attribution_of(document: Document, index: int, at: int) -> str | None:
    """Who states the number at item `at` of a sentence; None where the article itself does."""
    here = speakers_in(document, index)
    chosen = _covering(here, at)
    if chosen is None:
        return _carried(document, index)
    return _resolved(document, index, chosen)


def speakers_in(document: Document, index: int) -> list[Speaker]:
    """The speakers that a sentence names, in order."""
    sentence = document.sentence(index)
    found = []
    for i, item in enumerate(sentence.items):
        tag = item.tag("speech")
        if tag is not None:
            speaker = _after(document, sentence, i) if tag.entry.get("role") == "to" else _of_verb(document, sentence, i)
            if speaker is not None:
                found.append(speaker)
    return found or _of_headline(document, sentence)


def _covering(speakers: Sequence[Speaker], at: int) -> Speaker | None:
    """The speaker whose report holds item `at`: one that follows it at the end, else before it."""
    after = next((s for s in speakers if s.first > at), None)
    before = next((s for s in reversed(speakers) if s.last < at), None)
    if after is not None and (after.tail or before is None):
        return after
    return before or after


def _of_verb(document: Document, sentence: Sentence, verb: int) -> Speaker | None:
    """Subject of the reporting verb: before it, or behind it (`", said Pavlo Kyrylenko`)."""
    items = sentence.items
    end = verb
    while end > 0 and items[end - 1].is_grammar("be", "have", "adverb", "modal", "negation"):
        end -= 1
    if end > 0 and items[end - 1].is_grammar("relative") and end > 1:
        end -= 2 if items[end - 2].text == "," else 1
    start = _subject_start(items, end)
    if start < end and _names_someone(document, items[start:end]):
        tail = start > 0 and (items[start - 1].is_sign or _closes(items, verb))
        return _speaker(document, items, start, end, max(verb, end - 1), tail=tail and _closes(items, verb))
    return _after(document, sentence, verb)


def _closes(items: Sequence[Item], verb: int) -> bool:
    """Whether nothing that could be said follows the verb in its clause: "..., he said on Monday."."""
    for item in items[verb + 1 : verb + 9]:
        if item.text in (",", ".", ";", '"') or item.is_grammar("clause"):
            return True
        if item.number is not None or item.text == "that" or item.text == ":":
            return False
        if any(kind in item.tags for kind in ("strikes", "casualties", "weapons", "aid", "territory")):
            return False
    return True


def _subject_start(items: Sequence[Item], end: int) -> int:
    """Where the noun phrase that ends before `end` begins, over an apposition between commas."""
    start = end
    if start > 0 and items[start - 1].text == ",":
        comma = next((k for k in range(start - 2, max(-1, start - 2 - _LONGEST), -1) if items[k].text == ","), None)
        if comma is None:
            return 0 if start <= _LONGEST else end
        return _plain_start(items, comma)
    return _plain_start(items, start)


def _plain_start(items: Sequence[Item], end: int) -> int:
    start = end
    while start > 0 and end - start < _LONGEST:
        before = items[start - 1]
        if before.text in (",", ";", ":", '"', "\u2013", "(", ")", ".", "-") or before.number is not None:
            break
        if before.is_grammar("clause", "relative", "be", "have", "modal") or before.text == "that":
            break
        if before.is_grammar("conjunction") and (start < 2 or items[start - 2].text == ","):
            break
        if "speech" in before.tags or ("strikes" in before.tags and before.tags["strikes"].form in ("past", "ing")):
            break
        start -= 1
    return start


def _after(document: Document, sentence: Sentence, verb: int) -> Speaker | None:
    """The noun phrase behind "according to" or behind an inverted verb."""
    items = sentence.items
    end = verb + 1
    while end < len(items) and end - verb <= _LONGEST:
        item = items[end]
        if item.text in (",", ";", '"', "\u2013", "(", ")") or item.number is not None:
            break
        if item.text == "." or item.is_grammar("clause", "relative", "be", "have", "modal") or "speech" in item.tags:
            break
        end += 1
    if end == verb + 1 or not _names_someone(document, items[verb + 1 : end]):
        return None
    return _speaker(document, items, verb + 1, end, end - 1, tail=verb > 0)


def _names_someone(document: Document, items: Sequence[Item]) -> bool:
    """Whether a stretch holds a pronoun, a known actor, a capital or a speaker's noun."""
    return any(
        item.text in _PERSONS | _OTHERS
        or "actors" in item.tags
        or document.text[item.start].isupper()
        or item.text.endswith(("officials", "official", "ministry", "authorities", "force", "military", "police"))
        or item.text.endswith(("governor", "mayor", "service", "rescuers", "office", "government", "staff", "media"))
        for item in items
    )


def _speaker(document: Document, items: Sequence[Item], start: int, end: int, last: int, *, tail: bool) -> Speaker | None:
    words = [item.text for item in items[start:end]]
    text = _cleaned(document.words(items[start].start, items[end - 1].end))
    pronoun = len(words) <= 2 and words[-1] in _PERSONS | _OTHERS
    return Speaker(words[-1] if pronoun else text, pronoun, min(start, last), max(end - 1, last), tail)


def _cleaned(text: str) -> str:
    previous = None
    while previous != text:
        previous, text = text, _DROP.sub("", text)
    return text


def _of_headline(document: Document, sentence: Sentence) -> list[Speaker]:
    """"Air Force: 61 of 82 drones ..." and "... - Air Force" in a headline."""
    items = sentence.items
    for i, item in enumerate(items[:7]):
        if item.text == ":" and 0 < i and not any(k.number for k in items[:i]) and _names_someone(document, items[:i]):
            speaker = _speaker(document, items, 0, i, i, tail=False)
            return [speaker] if speaker else []
    for i in range(len(items) - 1, max(0, len(items) - 8), -1):
        if items[i].text in ("-", "\u2013") and i + 1 < len(items) and not any(k.number for k in items[i:]):
            speaker = _speaker(document, items, i + 1, len(items), len(items) - 1, tail=True)
            return [speaker] if speaker and _names_someone(document, items[i + 1 :]) else []
    return []


def _resolved(document: Document, index: int, speaker: Speaker) -> str | None:
    """The speaker's name: a pronoun's last speaker, a surname with the first name given before."""
    if not speaker.pronoun:
        return _full_name(document, index, speaker.text)
    for k in range(index, max(-1, index - _BACK), -1):
        for other in reversed(speakers_in(document, k)):
            if not other.pronoun and (k < index or other.last < speaker.first):
                return _full_name(document, k, other.text)
    return None


def _full_name(document: Document, index: int, text: str) -> str:
    if " " in text or not text[:1].isupper():
        return text
    end = document.spans[index][1]
    found = re.search(_NAME + re.escape(text) + r"\b", document.text[:end])
    return found.group() if found else text


def _carried(document: Document, index: int) -> str | None:
    """The speaker of the sentence before, while the paragraph goes on."""
    for k in range(index - 1, max(-1, index - _BACK), -1):
        gap = document.text[document.spans[k][1] : document.spans[k + 1][0]]
        if "\n" in gap:
            return None
        speakers = speakers_in(document, k)
        if speakers:
            return _resolved(document, k, speakers[-1])
    return None
