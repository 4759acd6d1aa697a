"""Subjects with an insertion or an office behind them: "X, the governor, said", "X of the SBU"."""

from __future__ import annotations

from typing import TYPE_CHECKING

from analysis.extraction.speaker_names import Name, name_of
from analysis.extraction.speaker_phrases import is_relative, nouns_of, phrase_after, phrase_before
from analysis.extraction.values import replace

if TYPE_CHECKING:
    from collections.abc import Sequence

    from analysis.extraction.document import Document, Item

_LONGEST_APPOSITION = 24
_LONGEST_CLAUSE = 12
_SHORT = 3
_SPEAKING = ("person", "role", "office")
_OF = frozenset(("of", "from", "at", "with"))
_FULL = 2  # words of a person's name


def over_apposition(document: Document, index: int, close: int) -> tuple[Name, int] | None:
    """The subject before an insertion that ends at item `close`: "X, the governor, said".

    Args:
        document: the article.
        index: the sentence.
        close: the item that ends the insertion, a comma, dash or bracket.

    Returns:
        The name and its first item.
    """
    items = document.sentence(index).items
    if close > 0 and items[close - 1].text == ")":  # "X, chairman of the board (Railways), said"
        close = next((i for i in range(close - 1, 0, -1) if items[i].text == "("), close)
    for comma in range(close - 1, max(-1, close - _LONGEST_APPOSITION), -1):
        if items[comma].text in (";", ":") and not items[comma - 1].text.isdigit():
            return None  # but "at 11:30"
        if items[comma].text not in {",", "\u2013", "("}:
            continue
        end = _before_bracket(items, comma)
        start = phrase_before(document, index, end)
        outer = name_of(document, index, start, end)
        named = _named_before(document, index, start, outer)
        if named is not None:
            return named
        if outer is not None and _begins_clause(document, items, start, comma, outer):
            return _inserted_name(document, index, comma, outer) or outer, start
    return None


def _named_before(
    document: Document, index: int, start: int, outer: Name | None
) -> tuple[Name, int] | None:
    """The person before a title that a clause follows: "X, governor of Y, which ..., said"."""
    items = document.sentence(index).items
    if outer is None or outer.kind != "role" or start < _SHORT or items[start - 1].text != ",":
        return None
    first = phrase_before(document, index, start - 1)
    name = name_of(document, index, first, start - 1)
    is_name = name is not None and name.kind in ("person", "unknown") and " " in name.text
    return (replace(name, kind="person"), first) if name is not None and is_name else None


def _before_bracket(items: Sequence[Item], comma: int) -> int:
    """The item that ends the phrase before a comma: the bracket of "the Centre (CSI), ..."."""
    if comma < _SHORT or items[comma - 1].text != ")" or items[comma - _SHORT].text != "(":
        return comma
    return comma - _SHORT


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
    if before and not (before.is_sign or before.grammar in {"conjunction", "clause", "relative"}):
        return False
    if outer.kind == "unknown" and comma == 1:
        after = items[comma + 1]
        return after.grammar == "determiner" or is_relative(document, after)
    return outer.kind != "message" or start == 0


def over_relative(document: Document, index: int, start: int, end: int) -> tuple[Name, int] | None:
    """The subject before a relative clause that no comma closes: "Monitors who map it said".

    Args:
        document: the article.
        index: the sentence.
        start: the first item of the noun phrase right before the verb, inside the clause.
        end: the item behind it.

    Returns:
        The name with its clause, since "the inspectors" alone may be others, and its first item.
    """
    items = document.sentence(index).items
    for who in range(start - 1, max(0, start - _LONGEST_CLAUSE), -1):
        if items[who].is_sign or items[who].grammar in ("clause", "conjunction"):
            return None
        if items[who].text == "who":
            break
    else:
        return None
    name, first = _name_before(document, index, who)
    if name is None or name.kind not in _SPEAKING or not _may_open(items, first):
        return None  # "the army shot people who"
    if who == start - 1 and name_of(document, index, start, end) is not None:
        return None  # "visitors who the police said"
    printed = document.words(items[who].start, items[end - 1].end)
    return replace(name, text=f"{name.text} {printed}"), first


def _may_open(items: Sequence[Item], first: int) -> bool:
    """Whether a subject may begin at an item: nothing of its clause stands before it."""
    before = items[first - 1] if first else None
    return before is None or before.is_sign or before.grammar in ("conjunction", "clause")


def person_of_office(document: Document, index: int, start: int) -> tuple[Name, int] | None:
    """The person before "of" and the office that begins at item `start`: "Ivan Koval of the SBU".

    Args:
        document: the article.
        index: the sentence.
        start: the first item of the office.

    Returns:
        The person's name and its first item.
    """
    items = document.sentence(index).items
    first = start - 1 - _FULL
    if first < 0 or items[start - 1].text not in _OF:
        return None
    if first > 0 and not (items[first - 1].is_sign or items[first - 1].grammar):
        return None
    words = items[first : start - 1]
    if any(item.tags or not document.text[item.start].isupper() for item in words):
        return None
    name = name_of(document, index, first, start - 1)
    return (
        (replace(name, kind="person"), first)
        if name and name.kind in ("person", "unknown")
        else None
    )


def _name_before(document: Document, index: int, end: int) -> tuple[Name | None, int]:
    """What the noun phrase before item `end` names, if anything, and the phrase's first item."""
    first = phrase_before(document, index, end)
    return name_of(document, index, first, end), first


def before_title(
    document: Document, index: int, start: int, name: Name | None
) -> tuple[Name, int] | None:
    """The person before a title that no comma closes: "Ivan Koval, head of the SBU said".

    Args:
        document: the article.
        index: the sentence.
        start: the first item of the title.
        name: what stands there, a title in general.
    """
    items = document.sentence(index).items
    if name is None or name.kind != "role" or start <= 1 or items[start - 1].text != ",":
        return None
    person, first = _name_before(document, index, start - 1)
    if person is None or first > 0 or person.kind not in ("person", "unknown"):
        return None
    full = len(person.text.split()) >= _FULL
    return (replace(person, kind="person"), first) if full else None


def before_short_name(
    document: Document, index: int, start: int, name: Name
) -> tuple[Name, int] | None:
    """The office before its short name: "The Institute for Maps (IFM) think tank said".

    Args:
        document: the article.
        index: the sentence.
        start: the first item behind the bracket.
        name: what stands there, an office in general.
    """
    items = document.sentence(index).items
    if name.kind != "office" or start < _SHORT or items[start - 1].text != ")":
        return None
    if items[start - _SHORT].text != "(":
        return None
    outer, first = _name_before(document, index, start - _SHORT)
    return (outer, first) if outer is not None and outer.kind == "office" else None


def quoted_name(document: Document, index: int, end: int, name: Name) -> tuple[Name, int] | None:
    """The name in quotes behind what it is: 'the military portal "Militarnyi"'."""
    items = document.sentence(index).items
    closes = next((i for i in range(end + 2, min(len(items), end + 5)) if items[i].text == '"'), 0)
    if name.kind != "office" or not closes or items[end].text != '"':
        return None
    text = document.words(items[end + 1].start, items[closes - 1].end)
    return replace(name, text=text), closes


def released_by(items: Sequence[Item], end: int) -> int:
    """The "by" of "data released on May 2 by the institute"; 0 where there is none."""
    if end >= len(items) or items[end].text not in nouns_of("issued"):
        return 0
    return next((i for i in range(end + 1, min(len(items), end + 7)) if items[i].text == "by"), 0)


def informed_before(document: Document, index: int, end: int) -> tuple[Name, int] | None:
    """Those of whom a phrase before the verb tells how they know: "two people briefed on it".

    Args:
        document: the article.
        index: the sentence.
        end: the item behind the phrase.

    Returns:
        The name and its first item.
    """
    items = document.sentence(index).items
    for i in range(end - 1, max(0, end - _LONGEST_CLAUSE), -1):
        if items[i].is_sign or items[i].number is not None:
            return None
        if items[i].text in nouns_of("modified"):
            start = phrase_before(document, index, i)
            name = informed(document, index, start, i)
            return (name, start) if name is not None else None
    return None


def informed(document: Document, index: int, start: int, end: int) -> Name | None:
    """The name of those whose knowledge a word at item `end` tells of: "people", "sources"."""
    items = document.sentence(index).items
    name = name_of(document, index, start, end)
    if name is not None and name.kind in ("office", "role"):
        return name
    word = items[end - 1].text
    if word not in nouns_of("anyone"):
        return None
    text = document.words(items[end - 1].start, items[end].end)
    return Name(text, "office" if word == "people" else "role", word, (word,))


def sender_of(document: Document, index: int, verb: int) -> tuple[Name, int] | None:
    """Whose letter states something: "The firm sent a letter to the ministry claiming that ..."."""
    items = document.sentence(index).items
    if verb == 0 or not items[verb].text.endswith("ing") or items[verb - 1].text == ",":
        return None
    near = range(verb - 1, max(0, verb - _LONGEST_CLAUSE), -1)
    noun = next((i for i in near if items[i].text in nouns_of("message")), 0)
    sent = next((i for i in range(noun - 1, 0, -1) if items[i].text in nouns_of("issued")), 0)
    if not sent or any(item.is_sign for item in items[sent:verb]):
        return None
    start = phrase_before(document, index, sent)
    name = name_of(document, index, start, sent)
    return (name, start) if name is not None and name.kind != "pronoun" else None
