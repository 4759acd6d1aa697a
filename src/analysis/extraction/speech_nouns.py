"""Speakers behind a word or a noun: "according to X", "Moscow's claim that", "a count by AFP"."""

from __future__ import annotations

from typing import TYPE_CHECKING

from analysis.extraction.appositions import informed, quoted_name, released_by
from analysis.extraction.lexicon import clause_words
from analysis.extraction.source_lines import holder_of, is_made_by
from analysis.extraction.speaker_names import Name, Speaker, name_of
from analysis.extraction.speaker_phrases import is_dated, nouns_of, phrase_after, phrase_before
from analysis.extraction.values import replace

if TYPE_CHECKING:
    from collections.abc import Sequence

    from analysis.extraction.document import Document, Item

AUTHORS = ("country", "office", "person", "role")
"""Kinds of speakers whose claims and counts are their own."""

_TAIL = 9


def named_after(document: Document, index: int, start: int) -> tuple[Name, int] | None:
    """The noun phrase from item `start`, with the name that follows a title: "the governor, X"."""
    items = document.sentence(index).items
    start += _counts_people(items, start)
    end = phrase_after(document, index, start)
    knows = end < len(items) and items[end].text in nouns_of("modified")
    named = informed if knows and end > start else name_of
    name = named(document, index, start, end)
    if name is None:
        return None
    quoted = quoted_name(document, index, end, name)
    if quoted is not None:
        return quoted
    published = name.kind in ("report", "message")
    released = released_by(items, end) if published else 0
    if released:
        end = released
    if published and end < len(items) and items[end].text in nouns_of("compiled"):
        further = phrase_after(document, index, end + 1)
        author = name_of(document, index, end + 1, further)
        return (author, further - 1) if author is not None else (name, end - 1)
    if name.kind == "role" and end < len(items) and items[end].text == ",":
        further = phrase_after(document, index, end + 1)
        person = name_of(document, index, end + 1, further)
        if person is not None and person.kind in ("person", "unknown") and further - end <= _TAIL:
            words = (*name.words, *person.words)
            return replace(person, kind="person", words=words), further - 1
    return name, end - 1


def _counts_people(items: Sequence[Item], start: int) -> bool:
    """Whether a number begins the phrase: "according to three senior officials"."""
    if start + 1 >= len(items):
        return False
    number, after = items[start].number, items[start + 1]
    return number is not None and number.unit == "count" and not after.is_sign


def of_noun(document: Document, index: int, noun: int) -> Speaker | None:
    """Whose statement or publication a noun is: "Moscow's claim that ...", "a count by AFP"."""
    items = document.sentence(index).items
    behind = [item.text for item in items[noun + 1 : noun + 5]]
    by = _by(items, noun)
    if by:
        found = named_after(document, index, by + 1)
        if found is not None and found[0].kind not in {"report", "message", "pronoun"}:
            author = found[0]
            if author.kind == "outlet" and items[noun].text in nouns_of("counts"):
                author = replace(author, kind="office")
            return Speaker(author, noun, found[1], ahead=by == noun + 1, behind=True)
    if noun > 1 and items[noun].text in nouns_of("counts") and behind[:1] in (["was"], ["is"]):
        counting = _counts_as(document, index, noun)
        if counting is not None:
            return counting
    if noun > 1 and _is_said_of(items, document, index, noun):
        name = name_of(document, index, phrase_before(document, index, noun), noun)
        if name is not None and name.kind in AUTHORS:
            return Speaker(name, noun, noun, ahead=True, behind=True)
    reckoned = _reckoned(document, index, noun)
    reckoned = reckoned or holder_of(document, index, noun)
    return reckoned or _of_claim(document, index, noun, behind)


def _counts_as(document: Document, index: int, noun: int) -> Speaker | None:
    """As in "The air force's final count was 458 drones"."""
    items = document.sentence(index).items
    owner = next((i for i in range(noun - 1, max(-1, noun - 4), -1) if _is_owner(items[i])), None)
    told = any(item.number is not None for item in items[noun + 2 : noun + 5])
    if owner is None or not told:
        return None
    start = phrase_before(document, index, owner + 1)
    name = name_of(document, index, start, owner + 1)
    if name is None or name.kind not in AUTHORS:
        return None
    return Speaker(name, start, noun, ahead=True, behind=False)


def _counts_in(items: Sequence[Item], i: int) -> bool:
    """As in "77 billion had been allocated, in Kiel's count"."""
    behind_comma = i > 0 and items[i - 1].text == "," and items[i].text in ("in", "on")
    return behind_comma and _is_owner(items[i + 1])


def _is_owner(item: Item) -> bool:
    return item.text.endswith(("'s", "s'"))


def _by(items: Sequence[Item], noun: int) -> int:
    """The "by" of "a count by X", "the statement was made by X"; 0 where there is none."""
    behind = [item.text for item in items[noun + 1 : noun + 5]]
    if behind[:1] in (["by"], ["from"]):
        return noun + 1
    by = next((k for k, text in enumerate(behind) if text == "by"), 0)
    if by and items[noun].tag("speech") is not None and items[noun - 1].grammar == "be":
        return noun + 1 + by  # "announced on Wednesday by"
    if behind[:1] in (["was"], ["is"]) and noun + 2 < len(items) and is_made_by(items, noun + 2):
        return noun + 2 + (items[noun + 2].tag("speech", "according") is None)
    return 0


def _of_claim(document: Document, index: int, noun: int, behind: list[str]) -> Speaker | None:
    """Whose claim goes before what is claimed: "Moscow's claim that"; behind: the next words."""
    items = document.sentence(index).items
    if noun == 0 or not ("that" in behind or clause_words("claim_subject").issuperset(behind[:1])):
        return None
    if items[noun - 1].grammar in ("preposition", "by"):
        return None  # "told the president in a video that ..."
    owner = next((i for i in range(noun - 1, max(-1, noun - 4), -1) if _owns(items[i])), noun - 1)
    start = phrase_before(document, index, owner + 1)
    name = name_of(document, index, start, owner + 1)
    if name is None or name.kind not in AUTHORS:
        return None
    return Speaker(name, start, noun, ahead=True, behind=False)


def _owns(item: Item) -> bool:
    """Whether it is a possessive: "Moscow's widely disputed claims that"."""
    return item.text.endswith("'s") and "actors" in item.tags


def _reckoned(document: Document, index: int, noun: int) -> Speaker | None:
    """Whose count a noun names: "by Ukrainian estimates", "Kyiv's own estimate of the need"."""
    items = document.sentence(index).items
    end = noun - 1 if items[noun - 1].text == "own" else noun
    if items[end - 1].text.endswith("'s") and [k.text for k in items[noun + 1 : noun + 2]] == [
        "of"
    ]:
        start = phrase_before(document, index, end)
        name = name_of(document, index, start, end)
        if name is not None and name.kind in AUTHORS and not is_object(items, start):
            return Speaker(name, start, noun, ahead=True, behind=False)
    near = range(noun - 1, max(-1, noun - 5), -1)
    by = next((i for i in near if items[i].text == "by" or _counts_in(items, i)), noun)
    reckons = by < noun and not is_dated(document, index, items[by + 1])  # "by May 1 the count"
    name = name_of(document, index, by + 1, noun + 1) if reckons else None
    if name is None or name.kind != "report":
        return None
    return Speaker(name, by, noun, ahead=by == 0, behind=by > 0)


def _is_said_of(items: Sequence[Item], document: Document, index: int, noun: int) -> bool:
    """Whether a noun tells whose count something is: "That is the air force's count"."""
    start = phrase_before(document, index, noun)
    told = items[noun - 1].text.endswith("'s") and start > 1 and items[start - 1].grammar == "be"
    return told and items[start - 2].text in {"that", "this", "these", "those"}


def is_object(items: Sequence[Item], start: int) -> bool:
    """Whether the phrase at `start` hangs on a preposition inside the clause: "under Trump"."""
    while start > 1 and (items[start - 1].number is not None or items[start - 1].text == "-"):
        start -= 1  # "in a 17-page report published"
    if start > 1 and items[start - 1].grammar == "determiner":
        start -= 1
    if start <= 1 or items[start - 1].grammar not in ("preposition", "by"):
        return False
    return not (items[start - 2].is_sign or items[start - 2].grammar in ("conjunction", "clause"))
