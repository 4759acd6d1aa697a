"""Offices and heads of state that sentences before tell of, without letting them speak."""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING

from analysis.extraction.lexicon import clause_words
from analysis.extraction.speaker_names import Name, is_leader, name_of
from analysis.extraction.speaker_phrases import is_capital, nouns_of, phrase_after, phrase_before

if TYPE_CHECKING:
    from collections.abc import Iterator

    from analysis.extraction.document import Document, Item
    from analysis.extraction.speaker_names import Speaker

_BACK = 10
_NEAR = 2
_FAR = 40
_LEADERS = ("president", "leader")
_INDEFINITE = ("a", "an", "another", "one")
_FULL = 3  # blanks that a person's name has less of


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


def titled_person(document: Document, index: int, speaker: Speaker) -> tuple[int, Name] | None:
    """The person whose title speaks alone: "Spain's prime minister", named elsewhere with it.

    Args:
        document: the article.
        index: the sentence.
        speaker: who speaks there, by a title.
    """
    items, head = document.sentence(index).items, speaker.name.head
    if items[speaker.first].text in _INDEFINITE or head not in _title_heads():
        return None
    heads = (i for i in range(speaker.first, speaker.last + 1) if _is_title(items[i], head))
    own = _title_at(document, index, next(heads, speaker.first))
    behind = range(index + 1, min(len(document.spans), index + _NEAR + 1)) if index else ()
    apart: dict[str, tuple[int, Name]] = {}  # those whose country is not told
    far = _FAR if own[0] else _BACK
    for k in (*range(index, max(-1, index - far), -1), *behind):
        if head.partition("-")[0] not in document.bare_words(k):
            continue
        span = (speaker.first, speaker.last) if k == index else None
        for named, other in _title_holders(document, k, head, span):
            if not _is_same_title(own, other):
                continue
            if not own[0] or other[0] or abs(index - k) <= _NEAR:
                return k, named
            apart[named.head] = k, named
    if len(apart) == 1:
        return next(iter(apart.values()))
    return _head_of_state(document, index, own[0]) if head in _LEADERS else None


def _head_of_state(document: Document, index: int, countries: set[str]) -> tuple[int, Name] | None:
    """The head of a state named before without a title: "the Ukrainian president"."""
    for k in range(index, max(-1, index - _BACK - 1), -1):
        for i, item in enumerate(document.sentence(k).items):
            if is_leader(item) and item.tags["actors"].entry.get("actor") in countries:
                named = name_of(document, k, i, i + 1)
                if named is not None:
                    return k, named
    return None


@cache
def _title_heads() -> frozenset[str]:
    return nouns_of("officeholder") | nouns_of("commander")


def _is_title(item: Item, head: str) -> bool:
    return item.text.rpartition(" ")[2] == head


def _title_at(document: Document, index: int, title: int) -> tuple[set[str], set[str]]:
    """The countries and places of a title, in one spelling, and its other words."""
    items = document.sentence(index).items
    start, end = phrase_before(document, index, title + 1), title + 1
    if [item.text for item in items[end : end + 1]] == ["of"]:
        end = phrase_after(document, index, end + 1)
    countries, words = set(), set()
    for item in items[start:end]:
        tag = item.tags.get("actors") or item.tags.get("places")
        if tag is not None:
            countries.add(str(tag.entry.get("actor") or tag.name))
        elif item.grammar != "determiner" and not item.is_sign:
            words.update(item.text.removesuffix("'s").split())
    return countries, words


def _title_holders(
    document: Document, index: int, head: str, span: tuple[int, int] | None
) -> Iterator[tuple[Name, tuple[set[str], set[str]]]]:
    """Persons named with a title in a sentence, last first, with the title's words."""
    items = document.sentence(index).items
    for i in range(len(items) - 1, -1, -1):
        if not _is_title(items[i], head) or (span and span[0] <= i <= span[1]):
            continue
        start = phrase_before(document, index, i + 1)
        named = _name_behind(document, index, i) or _name_ahead(document, index, start)
        if named is not None:
            yield named, _title_at(document, index, i)


def _name_behind(document: Document, index: int, title: int) -> Name | None:
    """The name behind a title: "Prime Minister Ann Vale", "the prime minister, Ann Vale,"."""
    items = document.sentence(index).items
    comma = [item.text for item in items[title + 1 : title + 2]] == [","]
    start = title + 2 if comma else title
    end = phrase_after(document, index, start)
    ends = (j for j in range(title + 1 + comma, end) if not _may_be_name(document, items[j]))
    name = name_of(document, index, start, next(ends, end))
    if name is None:
        return None
    return name if (_is_full(name) if comma else name.kind == "person") else None


def _may_be_name(document: Document, item: Item) -> bool:
    """Whether it is a word of a name: "Petro Vale met donors" ends at "met"."""
    return is_capital(document, item) or item.is_sign or item.text in clause_words("name_particle")


def _name_ahead(document: Document, index: int, start: int) -> Name | None:
    """The name before a title: "Ann Vale, the prime minister,"."""
    items = document.sentence(index).items
    if start < _NEAR or items[start - 1].text != ",":
        return None
    name = name_of(document, index, phrase_before(document, index, start - 1), start - 1)
    return name if name is not None and _is_full(name) else None


def _is_full(name: Name) -> bool:
    return name.kind in ("person", "unknown") and 0 < name.text.count(" ") < _FULL


def _is_same_title(own: tuple[set[str], set[str]], other: tuple[set[str], set[str]]) -> bool:
    """Whether a title alone may be the one before a name."""
    if own[0] and other[0] and not own[0] & other[0]:
        return False
    ranks = nouns_of("rank")
    extra = own[1] - other[1]
    return own[1] & ranks == other[1] & ranks and extra.isdisjoint(nouns_of("department"))


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
