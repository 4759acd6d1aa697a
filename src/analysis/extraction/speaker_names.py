"""The noun phrase of a speaker: where it begins and ends, and what it names."""

from __future__ import annotations

import re
from dataclasses import replace
from typing import TYPE_CHECKING

from analysis.extraction.lexicon import clause_words
from analysis.extraction.speaker_phrases import (
    POSSESSIVES,
    is_capital,
    is_dated,
    is_glue,
    kinds_of_speakers,
    nouns_of,
)
from analysis.extraction.values import frozen

if TYPE_CHECKING:
    from collections.abc import Sequence

    from analysis.extraction.document import Document, Item

PERSONS = frozenset(("he", "she", "him"))
_OTHERS = frozenset(("it", "they"))
_NO_NAMES = frozenset(("actors", "grammar", "weapons", "people", "speech", "places"))
_LONGEST_NAME = 4
_FULL = 2  # words of a person's name
_INITIALS = re.compile(r"(?<!\w)(?:[A-Z]\.)+[A-Z]$")
_EDGES = re.compile(r"^(?:the|a|an|by)\s+|^[\s\"“”'’,;:-]+|[\s\"“”,;:-]+$|['’]s?$", re.IGNORECASE)


@frozen
class Name:
    """What a speaker's noun phrase names.

    text is the name as printed, without article and titles. kind is person, role (a person by
    title only), office, country, report (something published), message (something said), outlet,
    unknown (a proper name of no known kind) or pronoun. head is the noun that tells the kind;
    words are all the phrase's words in the plain view; possessive tells "his", "its" before it.
    """

    text: str
    kind: str
    head: str
    words: tuple[str, ...]
    possessive: bool = False


@frozen
class Speaker:
    """A speaker named in a sentence.

    first and last are the items that name it and its verb. ahead tells that what follows is its
    statement ("X said that ..."), behind that what precedes is ("..., X said"). announces tells
    that the verb is one of giving or asking ("X pledged $5m").
    """

    name: Name
    first: int
    last: int
    ahead: bool
    behind: bool
    announces: bool = False


@frozen
class _Phrase:
    """A noun phrase: the items from start to end, and all its words, "the" and "its" included."""

    document: Document
    items: Sequence[Item]
    start: int
    end: int
    words: tuple[str, ...]
    possessive: bool = False

    def text(self, first: int, end: int) -> str:
        """The words as printed, without article, quotes and possessive ending."""
        items = self.items
        return _clean(self.document.words(items[first].start, items[end - 1].end))


def name_of(document: Document, index: int, start: int, end: int) -> Name | None:
    """What the items from start to end name, if they name a speaker."""
    items = document.sentence(index).items
    start, end = _trimmed(document, index, start, end)
    words = tuple(item.text for item in items[start:end])
    if len(words) == 1 and (words[0] in PERSONS or words[0] in _OTHERS):
        return Name(words[0], "pronoun", words[0], words)
    if words[:1] and words[0] in nouns_of("self"):
        return None
    possessive = words[:1] and words[0] in POSSESSIVES
    if start + bool(possessive) >= end:
        return None
    phrase = _Phrase(
        document, items, start + bool(possessive), end, words, possessive=bool(possessive)
    )
    return _person(phrase) or _other(phrase)


def _trimmed(document: Document, index: int, start: int, end: int) -> tuple[int, int]:
    """The phrase without articles, adverbs, dates and prepositions at its edges."""
    items = document.sentence(index).items
    while start < end and _is_edge(items[start]):
        start += 1
    while end > start:
        last = items[end - 1]
        loose = last.grammar in {"adverb", "preposition", "of", "by", "determiner"} or last.is_sign
        loose = loose or last.text == "there"
        if not (loose or is_dated(document, index, last)):
            break
        end -= 1
    return start, end


def _is_edge(item: Item) -> bool:
    if item.text in POSSESSIVES:
        return False
    if item.is_sign or item.text in ("that", "what"):
        return True
    loose = ("determiner", "adverb", "conjunction", "clause", "other", "preposition")
    return item.grammar in loose or item.text == "with"


def _person(phrase: _Phrase) -> Name | None:
    """The proper name at the end of the phrase, where it is a person's or stands alone."""
    items, end = phrase.items, phrase.end
    first = end
    while first > phrase.start and _is_name_word(phrase.document, items, first - 1):
        first -= 1
    while first < end and (
        items[first].text == "." or items[first].text in clause_words("name_particle")
    ):
        first += 1
    run = items[first:end]
    count = sum(len(item.text.split()) for item in run if not item.is_sign)
    behind_link = first > phrase.start and items[first - 1].text in clause_words("name_link")
    if not 0 < count <= _LONGEST_NAME or behind_link:
        return None
    head = run[-1].text.rpartition(" ")[2].removesuffix("'s")
    if _is_titled(phrase, first) or any(is_leader(item) for item in run):
        return Name(phrase.text(first, end), "person", head, phrase.words)
    led = first == phrase.start or _is_of_country(phrase, first, count)
    if led and not (count == 1 and head.endswith("ly")):  # "Additionally"
        return Name(phrase.text(first, end), "unknown", head, phrase.words)
    return None


def _is_of_country(phrase: _Phrase, first: int, count: int) -> bool:
    """Whether a title's country stands before the name: "Minister of Defence of Ukraine X Y"."""
    start, items = phrase.start, phrase.items
    if count != _FULL or start == 0 or first != start + 1 or items[start - 1].text != "of":
        return False
    return "actors" in items[start].tags


def _is_titled(phrase: _Phrase, first: int) -> bool:
    """Whether a title stands before the name: "Governor"."""
    before = phrase.items[phrase.start : first]
    return any(item.text.rpartition(" ")[2] in nouns_of("title") for item in before)


def is_leader(item: Item) -> bool:
    """Whether it is the name of the head of a state."""
    tag = item.tags.get("actors")
    return tag is not None and tag.entry.get("role") == "leader"


def _is_name_word(document: Document, items: Sequence[Item], i: int) -> bool:
    """Whether item i may be part of a person's name."""
    item = items[i]
    if item.text in clause_words("name_particle") or (item.text == "." and is_glue(items, i)):
        return True
    if not is_capital(document, item) or item.number is not None:
        return False
    if is_leader(item):
        return True
    if item.is_sign or not _NO_NAMES.isdisjoint(item.tags):
        return False
    return item.text.rpartition(" ")[2] not in kinds_of_speakers()


def _other(phrase: _Phrase) -> Name | None:
    """An office, a country, something published, or a title without a name."""
    items, start, end = phrase.items, phrase.start, phrase.end
    links = clause_words("name_link")
    between = ((i, items[i].text) for i in range(start + 1, end))
    core = next((i for i, word in between if word == "by" or word in links), end)
    head = items[core - 1]
    noun, kind = _kind_of(head)
    if head.grammar == "outlet" or _reports_for(items[start:core]):
        kind = "outlet"
    elif noun in nouns_of("message") and not is_capital(phrase.document, head):
        kind = "message"  # "the post said", but "the Post said"
    elif kind is None and _is_country(head):
        kind = "country"
    elif kind == "title" or (kind is None and _is_force(items[start:core])):
        kind = "office" if noun.endswith("s") else "role"
    if (kind == "report" and phrase.words[0] in nouns_of("vague")) or _is_given(head):
        return None
    name = Name(phrase.text(start, end), kind or "", noun, phrase.words, phrase.possessive)
    author = _author_of(phrase, core, kind, noun)
    if author is not None:
        return author
    if kind == "message":
        return _owner(phrase, core - 1) or name
    return _named(phrase, core, name)


def _is_given(head: Item) -> bool:
    """Whether it is what is given, which says nothing: "a military aid package"."""
    noun = head.text.rpartition(" ")[2]
    return noun in ("package", "packages") or head.tag("aid", "aid", "package") is not None


def _named(phrase: _Phrase, core: int, name: Name) -> Name | None:
    """The name, if it is one of a known kind or a proper one; a toll is nobody's by itself."""
    if name.head in nouns_of("toll"):
        return None
    return name if name.kind else _proper(phrase, core, name.text)


def _reports_for(items: Sequence[Item]) -> bool:
    """As in "an Ukrinform correspondent"."""
    if not items or items[-1].text not in clause_words("reporter"):
        return False
    return any(item.text in nouns_of("outlet") for item in items[:-1])


def _author_of(phrase: _Phrase, core: int, kind: str | None, noun: str) -> Name | None:
    """Whose report, message or website it is; a count that an outlet made is its own."""
    links = {"message": ("from", "by", "of"), "report": ("from", "by"), "outlet": ("of",)}
    if core >= phrase.end or phrase.items[core].text not in links.get(kind or "", ()):
        return None
    author = _author(phrase, core + 1)
    if author is not None and author.kind == "outlet" and noun in nouns_of("counts"):
        return replace(author, kind="office")
    return author


def _is_force(items: Sequence[Item]) -> bool:
    """Whether it is a nation's people under arms: "Ukrainian paratroopers"."""
    nation = any("actors" in item.tags for item in items)
    return nation and "people" in items[-1].tags and items[-1].text.endswith("s")


def _owner(phrase: _Phrase, head: int) -> Name | None:
    """Whose message it is: "the air force's posts", "a UN statement"."""
    end = head
    while end > phrase.start and phrase.items[end - 1].grammar in ("adverb", "other"):
        end -= 1
    if end <= phrase.start:
        return None
    owner = _other(_Phrase(phrase.document, phrase.items, phrase.start, end, phrase.words))
    if owner is None or owner.head in nouns_of("kinds"):
        return None
    if phrase.items[end - 1].text.endswith("'s"):
        return owner if owner.kind in ("office", "role") else None
    body = owner.kind == "office" or (owner.kind == "country" and owner.text.isupper())
    named = body and owner.text[0].isupper()  # not "the ministry statement", which refers back
    return owner if named else None


def _author(phrase: _Phrase, start: int) -> Name | None:
    """The name of the author behind "from" or "by"."""
    while start < phrase.end and phrase.items[start].grammar == "determiner":
        start += 1
    if start >= phrase.end:
        return None
    author = _Phrase(phrase.document, phrase.items, start, phrase.end, phrase.words)
    return _person(author) or _other(author)


def _proper(phrase: _Phrase, core: int, text: str) -> Name | None:
    """A proper name of no known kind: "Ukraine's Naftogaz"."""
    head = phrase.items[core - 1]
    known = "places" in head.tags or "weapons" in head.tags or head.number is not None
    if known or not is_capital(phrase.document, head) or not head.text[0].isalpha():
        return None
    return Name(text, "unknown", head.text, phrase.words)


def _kind_of(head: Item) -> tuple[str, str | None]:
    """The noun of an item that tells what it names, and what that is: "ministry of defence"."""
    words = head.text.removesuffix("'s").split()
    known = next((word for word in (words[-1], words[0]) if word in kinds_of_speakers()), words[-1])
    return known, kinds_of_speakers().get(known)


def _is_country(item: Item) -> bool:
    tag = item.tags.get("actors")
    if tag is None or tag.entry.get("role") in {"holder", "maker", "side"}:
        return False
    return tag.entry.get("role") != "adjective" or item.text.endswith("s")


def _clean(text: str) -> str:
    """The text without article, quotes and possessive ending at its edges."""
    previous = None
    while previous != text:
        previous, text = text, _EDGES.sub("", text)
    return f"{text}." if _INITIALS.search(text) else text
