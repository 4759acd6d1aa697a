"""Where the noun phrase of a speaker begins and ends, and the nouns that tell who speaks."""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING

from analysis.extraction.lexicon import clause_words, read_lexicon, word_set

if TYPE_CHECKING:
    from collections.abc import Sequence

    from analysis.extraction.document import Document, Item

POSSESSIVES = frozenset(("his", "her", "its", "their"))
"""Pronouns that tell whose something is."""

_OPENERS = POSSESSIVES | {"the", "a", "an"}
_GLUE = frozenset("-'/&")
_ENDS = {"clause", "be", "have", "modal", "negation", "including"}
_ENDS_BEFORE = {*_ENDS, "preposition"}
_LONGEST = 14


@cache
def nouns_of(kind: str) -> frozenset[str]:
    """The words of one entry of lexicon/speakers.toml, singular and plural."""
    words = word_set("speakers", kind)
    singular: list[str] = read_lexicon("speakers")[kind].get("nouns", [])  # type: ignore[assignment]
    plural = (n[:-1] + "ies" if n.endswith("y") else n + "s" for n in singular)
    return frozenset((*words, *singular, *plural))


def is_relative(document: Document, item: Item) -> bool:
    """Whether it is "which", "who", "that"; the WHO is printed in capitals."""
    return item.grammar == "relative" and document.text[item.start : item.end] != "WHO"


def is_dated(document: Document, index: int, item: Item) -> bool:
    """Whether the item is part of a date mention."""
    dates = document.dates(index)
    return bool(dates) and any(m.start < item.end and item.start < m.end for m in dates)


def phrase_before(document: Document, index: int, end: int) -> int:
    """The item at which the noun phrase that ends before item `end` begins."""
    items = document.sentence(index).items
    start = end
    while start > 0 and end - start < _LONGEST:
        item = items[start - 1]
        if not _continues_left(document, index, items, start - 1):
            break
        start -= 1
        if item.text in _OPENERS and not (
            start > 0 and (_links(items, start - 1) or _joins_outlets(items, start - 1))
        ):
            break
    return start


def _joins_outlets(items: Sequence[Item], i: int) -> bool:
    """As in "Mediazona and the BBC"."""
    if items[i].text != "and" or not i:
        return False
    before = items[i - 1].text
    return before in nouns_of("outlet") and before not in nouns_of("common")


def _continues_left(document: Document, index: int, items: Sequence[Item], i: int) -> bool:
    """Whether item i may stand in a speaker's noun phrase, what follows it being in it."""
    item = items[i]
    counts = item.number is not None and not (i and items[i - 1].text == "the")  # "the two regions"
    if counts or ("speech" in item.tags and not _is_noun(item)):
        return False
    if item.is_sign:
        return is_glue(items, i)
    if item.text in clause_words("name_link"):
        return _links(items, i)
    timed = item.text in nouns_of("time") and not is_capital(document, item)
    if timed or item.grammar in _ENDS_BEFORE or is_relative(document, item):
        return False
    if item.grammar == "conjunction":
        return item.text in ("and", "&") and i > 0 and _is_agent_noun(document, items[i - 1])
    acting = item.text.endswith("ing") and not (item.tags or is_capital(document, item))
    acting = acting and i + 1 < len(items) and items[i + 1].text in clause_words("behind_gerund")
    return not (acting or _is_verb(item)) and not is_dated(document, index, item)


def is_glue(items: Sequence[Item], i: int) -> bool:
    """Whether the sign at i stands inside a phrase: a hyphen, the stop of "Gov."."""
    if items[i].text == ".":
        return i > 0 and items[i].start == items[i - 1].end and _is_short(items[i - 1].text)
    return items[i].text in _GLUE and i > 0 and items[i].start == items[i - 1].end


def _is_short(word: str) -> bool:
    return word in nouns_of("title") or len(word) == 1 or word in clause_words("abbreviation")


def _links(items: Sequence[Item], i: int) -> bool:
    """Whether the preposition at i ties what follows to a speaker: "officials in Ukraine"."""
    if items[i].text not in clause_words("name_link") or i == 0:
        return False
    word = items[i - 1].text.rpartition(" ")[2].removesuffix("'s")
    if items[i].text == "of" and items[i - 1].grammar == "area":
        return True  # "the governor of the southern region of Mykolaiv"
    if items[i].text == "of" and word in nouns_of("outlet") - nouns_of("message"):
        return word == "website"  # not in "an analysis by AFP of daily figures"
    return _is_kind_of_speaker(word)


@cache
def kinds_of_speakers() -> dict[str, str]:
    """Noun → what it names; the first list that holds it decides."""
    kinds = ("message", "report", "outlet", "office", "title")
    return {word: kind for kind in kinds for word in nouns_of(kind)}


def _is_kind_of_speaker(word: str) -> bool:
    return word in kinds_of_speakers()


def _is_agent_noun(document: Document, item: Item) -> bool:
    last = item.text.rpartition(" ")[2]
    return _is_kind_of_speaker(last) or "actors" in item.tags or is_capital(document, item)


def _is_noun(item: Item) -> bool:
    """Whether a word of speech is a noun as well: "estimates", "count"."""
    return bool(item.tags["speech"].entry.get("noun")) and item.tags["speech"].form == "base"


def _is_verb(item: Item) -> bool:
    """Whether it is a finite verb of the domain, and no noun that speaks ("report")."""
    if item.text in kinds_of_speakers() or "people" in item.tags:
        return False
    kinds = ("strikes", "casualties", "aid", "territory")
    return any(item.tags[kind].form == "past" for kind in kinds if kind in item.tags)


def phrase_after(document: Document, index: int, start: int) -> int:
    """The item behind the noun phrase that begins at item `start`."""
    items = document.sentence(index).items
    end, opening = start, True
    while end < len(items) and end - start < _LONGEST:
        opening = opening and (end == start or items[end - 1].grammar == "determiner")
        if end > start and (_begins_anew(document, items, end) or _is_gathered(items, end)):
            break
        if _ends_phrase(document, items, end, opening=opening):
            break
        if is_dated(document, index, items[end]) and not opening:
            break
        end += 1
    return end


def _begins_anew(document: Document, items: Sequence[Item], i: int) -> bool:
    """Whether a name behind a publication begins what it tells: "by its posts Russia launched"."""
    before = items[i - 1].text
    published = before in nouns_of("message") or before in nouns_of("report")
    return published and "actors" in items[i].tags and is_capital(document, items[i])


def _is_gathered(items: Sequence[Item], i: int) -> bool:
    """As in "sources gathered by the institute"."""
    behind = items[i + 1].text if i + 1 < len(items) else ""
    return behind == "by" and items[i].text.endswith("ed")


def _ends_phrase(document: Document, items: Sequence[Item], i: int, *, opening: bool) -> bool:
    """Whether item i stands behind a speaker's noun phrase; opening: only articles precede it."""
    item = items[i]
    if item.number is not None or is_relative(document, item) or item.grammar in _ENDS:
        return True
    if item.text in nouns_of("modified"):
        return not opening
    if item.is_sign:
        return not is_glue(items, i)
    if item.text in clause_words("name_link"):
        return not opening and not _links(items, i)
    if item.grammar == "conjunction":
        return not _continues_right(document, items, i)
    return item.grammar == "preposition" or ("speech" in item.tags and not _is_noun(item))


def _continues_right(document: Document, items: Sequence[Item], i: int) -> bool:
    """Whether "and" at item i ties two speakers, not two clauses."""
    if items[i].text not in ("and", "&") or i + 1 >= len(items) or items[i + 1].number is not None:
        return False
    if _is_agent_noun(document, items[i - 1]) and _is_agent_noun(document, items[i + 1]):
        return True
    kinds = not items[i - 1].tags and items[i + 1].text.isalpha()  # "local and state authorities"
    return kinds and i + 2 < len(items) and _is_agent_noun(document, items[i + 2])


def is_capital(document: Document, item: Item) -> bool:
    """Whether the item is printed with a capital."""
    return document.text[item.start].isupper()
