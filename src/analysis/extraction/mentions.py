"""Offices and heads of state that sentences before tell of, without letting them speak."""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING

from analysis.extraction.lexicon import clause_words
from analysis.extraction.speaker_names import Name, is_leader, name_of
from analysis.extraction.speaker_phrases import nouns_of, phrase_after, phrase_before

if TYPE_CHECKING:
    from analysis.extraction.document import Document
    from analysis.extraction.speaker_names import Speaker

_BACK = 10
_NEAR = 2


def office_before(document: Document, index: int, speaker: Speaker) -> str | None:
    """The fuller name of "the force", "its spokesman", "it", where it was only told of before.

    Args:
        document: the article.
        index: the sentence.
        speaker: who speaks there, by a noun or a pronoun alone.
    """
    name = speaker.name
    loose = name.head == "it" or (name.possessive and name.head in nouns_of("voice"))
    if not loose and (name.kind != "office" or name.text != name.head or name.head.endswith("s")):
        return None
    heads = nouns_of("office") if loose else frozenset((name.head,))
    for k in range(index, max(-1, index - (_NEAR if loose else _BACK)), -1):
        items = document.sentence(k).items
        if loose and items and items[0].text in nouns_of("outlet"):
            return None  # "ABC News has analysed the force's reports. It found ..."
        end = speaker.first if k == index else len(items)
        found = _office_in(document, k, end, heads)
        if found is not None:
            return found
    return None


def _office_in(document: Document, index: int, end: int, heads: frozenset[str]) -> str | None:
    """The last office with one of these nouns, and more of a name, before item `end`."""
    items = document.sentence(index).items
    for i in range(end - 1, 0, -1):
        word = items[i].text.removesuffix("'s").rpartition(" ")[2]
        if word not in heads or word in clause_words("published"):
            continue
        start = phrase_before(document, index, i + 1)
        behind = (
            j + 1 for j in range(i - 1, start, -1) if items[j - 1].text in clause_words("published")
        )
        named = name_of(document, index, next(behind, start), i + 1)
        if named is not None and named.kind == "office" and " " in named.text:
            return named.text
    return None


def titled_before(document: Document, index: int, speaker: Speaker) -> tuple[int, Name] | None:
    """The person who was told of with the title that speaks here alone: "the minister said".

    Args:
        document: the article.
        index: the sentence.
        speaker: who speaks there, by a title.
    """
    head, own = speaker.name.head, set(speaker.name.text.lower().split())
    for k in range(index, max(-1, index - _BACK), -1):
        items = document.sentence(k).items
        end = speaker.first if k == index else len(items)
        for i in range(end - 2, -1, -1):
            if items[i].text.rpartition(" ")[2] != head:
                continue
            after = phrase_after(document, k, i)
            after = next((j for j in range(i, after) if items[j].grammar == "conjunction"), after)
            named = name_of(document, k, i, after)
            if named is not None and named.kind == "person" and own <= _words(named):
                return k, named
    return None


def press_before(document: Document, index: int, speaker: Speaker) -> str | None:
    """The newspaper or agency named before that "the newspaper" stands for.

    Args:
        document: the article.
        index: the sentence.
        speaker: who speaks there, as "the newspaper".
    """
    for k in range(index, max(-1, index - _BACK), -1):
        items = document.sentence(k).items
        end = speaker.first if k == index else len(items)
        for i in range(end - 1, -1, -1):
            name = items[i].text.removesuffix("'s")
            capital = document.text[items[i].start].isupper()
            if capital and (items[i].grammar == "outlet" or name in _outlets()):
                return document.words(items[i].start, items[i].start + len(name))
    return None


@cache
def _outlets() -> frozenset[str]:
    """Names of newspapers and agencies, but no words that name other things as well."""
    return nouns_of("outlet") - nouns_of("press") - nouns_of("common")


def _words(name: Name) -> set[str]:
    return {word for text in name.words for word in text.removesuffix("'s").split()}


def leader_before(document: Document, index: int, speaker: Speaker) -> tuple[int, Name] | None:
    """The head of a state who was told of in the sentences before "he said", with the sentence.

    Args:
        document: the article.
        index: the sentence.
        speaker: who speaks there, by a pronoun.
    """
    if speaker.name.head == "she":
        return None
    for k in range(index, max(-1, index - _NEAR - 1), -1):
        items = document.sentence(k).items
        end = speaker.first if k == index else len(items)
        for i in range(end - 1, -1, -1):
            named = name_of(document, k, i, i + 1) if is_leader(items[i]) else None
            if named is not None:
                return k, named
    return None
