"""Sentences that only tell whose report the ones around them are: "This was reported by X"."""

from __future__ import annotations

from functools import cache
from itertools import pairwise
from typing import TYPE_CHECKING

from analysis.extraction.lexicon import clause_words
from analysis.extraction.speaker_names import Name, Speaker, name_of
from analysis.extraction.speaker_phrases import nouns_of, phrase_before

if TYPE_CHECKING:
    from collections.abc import Sequence

    from analysis.extraction.document import Document, Item

_SHORTEST = 5
_REACH = 12
_LONGEST_LABEL = 8
_TAIL = 9
_NUMBER = 4  # items behind "has" among which its number stands
_DASHES = frozenset(("-", "\u2013"))


def is_source_line(document: Document, index: int) -> bool:
    """Whether a sentence only tells whose report it is.

    As in "This was reported by X", "According to Y, the statement was made by X", "X, the head of
    the administration, reported this on Telegram".

    Args:
        document: the article.
        index: the sentence.
    """
    if index not in document.source_lines:
        document.source_lines[index] = _may_tell(document, index) and _is_line(document, index)
    return document.source_lines[index]


def _is_line(document: Document, index: int) -> bool:
    if not _opens_line(document, index) and "this" not in document.bare_words(index):
        return False
    sentence = document.sentence(index)
    items = sentence.items
    if sentence.numbers or len(items) < _SHORTEST:
        return False
    if items[0].text.startswith("source") and items[0].tag("speech", "according"):
        return True  # "Source: Mykola Oleshchuk"
    return _is_passive(items, _behind_outlet(items)) or _tells_this(items)


def _may_tell(document: Document, index: int) -> bool:
    """Whether the sentence has "reported by" or "made by", or "this" with a word of speech."""
    words = document.bare_words(index)
    if "by" in words and not nouns_of("made").isdisjoint(words):
        return True
    told = document.may_tell(index, "speech") if "this" in words else False
    return told or document.may_tell(index, "speech", "according")


def _opens_line(document: Document, index: int) -> bool:
    """Whether the first word can open such a sentence: "It was", "Source:", "According to"."""
    first = document.opening(index, 1)[0]
    if (
        first.text in clause_words("source_subject")
        or first.text == "as"
        or first.text.startswith("source")
    ):
        return True
    return first.tag("speech", "according") is not None


def _behind_outlet(items: Sequence[Item]) -> int:
    """The item behind "According to Y," or "As Y writes,"; the first where there is neither."""
    if items[0].tag("speech", "according") is None and items[0].text != "as":
        return 0
    return next((i + 1 for i, item in enumerate(items[:_REACH]) if item.text == ","), 0)


def _is_passive(items: Sequence[Item], start: int) -> bool:
    if start >= len(items) or items[start].text not in clause_words("source_subject"):
        return False
    clause = items[start + 1 : start + 1 + _SHORTEST]
    if any(item.tag("speech", "according") and " was " in item.text for item in clause):
        return True
    be = next((i for i, item in enumerate(clause) if item.grammar == "be"), len(clause))
    named = be > 0 or items[start].text != "the"
    told = be == 0 or clause[min(be, len(clause)) - 1].text in _published()
    return named and told and be + 1 < len(clause) and is_made_by(clause, be + 1)


@cache
def _published() -> frozenset[str]:
    return nouns_of("report") | nouns_of("message") | {"news"}


def is_made_by(items: Sequence[Item], i: int) -> bool:
    """Whether "reported by" or "made by" begins at item i."""
    if items[i].tag("speech", "according") is not None:
        return True
    behind = [item.text for item in items[i + 1 : i + 4]]
    if behind[:1] != ["by"]:  # "announced on Wednesday by"
        return "by" in behind and behind[0] == "on" and "speech" in items[i].tags
    return items[i].text in nouns_of("made")


def _tells_this(items: Sequence[Item]) -> bool:
    """As in "The governor reported this on Telegram", "X told about this at a briefing"."""
    for before, item in pairwise(items):
        told = "speech" in before.tags or before.text == "about"
        if told and item.text == "this":
            return any("speech" in k.tags for k in items[: items.index(item)])
    return False


def draws_on(items: Sequence[Item], noun: int, speaker: int) -> bool:
    """Whether a noun tells what a speaker draws on: ", according to X, which uses maps from Y".

    Args:
        items: the sentence's items.
        noun: the item of the noun.
        speaker: the last item of the speaker before it.
    """
    behind = items[speaker + 1 : noun]
    if "speech" in items[noun].tags or not 0 < len(behind) <= _REACH:
        return False
    return any(item.grammar == "relative" for item in behind[:2])


def signature(document: Document, index: int) -> list[Speaker]:
    """The speaker at the end of a headline: "... - General Staff (22:31)", "...: AFP tally"."""
    items = document.sentence(index).items
    end = len(items)
    bracket = next(
        (i for i in range(end - 1, max(0, end - _TAIL), -1) if items[i].text == "("), end
    )
    for i in range(bracket - 1, max(0, bracket - _LONGEST_LABEL), -1):
        if items[i].number is not None:
            break
        colon = items[i].text == ":"
        if colon or (items[i].text in _DASHES and document.text[items[i].start - 1].isspace()):
            name = name_of(document, index, i + 1, bracket)
            if name is None or name.kind in ("pronoun", "message", "unknown" if colon else ""):
                break
            return [Speaker(name, i, len(items) - 1, ahead=False, behind=True)]
    return []


def title_label(document: Document, index: int) -> Speaker | None:
    """A side or a body that opens a headline: "UN: 232 civilians killed", "Kyiv: 30 downed".

    The capital of "Kyiv: two killed" is where it happened; "KYIV: ..." was sent from there.
    """
    items = document.sentence(index).items[:2] if index == 0 else []
    if [item.text for item in items[1:]] != [":"] or "actors" not in items[0].tags:
        return None
    text = document.words(items[0].start, items[0].end)
    body = text.isupper() and "places" not in items[0].tags
    hurt = document.may_tell(index, "casualties") and not document.may_tell(index, "strikes")
    capital = items[0].tags["actors"].entry.get("role") == "capital"
    if not body and (hurt or not capital or text.isupper()):
        return None
    name = Name(text, "country", items[0].text, (items[0].text,))
    return Speaker(name, 0, 1, ahead=True, behind=False)


def holder_of(document: Document, index: int, noun: int) -> Speaker | None:
    """Whose publication has a number: "DeepState's map, measured later, has 116,995 km²"."""
    items = document.sentence(index).items
    verb = noun + 1
    if items[verb : verb + 1] and items[verb].text == ",":
        verb = next((i + 1 for i in range(verb + 1, len(items)) if items[i].text == ","), noun)
    has = [item.text for item in items[verb : verb + 1]] in (["has"], ["have"], ["had"])
    if not has or not any(item.number is not None for item in items[verb + 1 : verb + _NUMBER]):
        return None
    name = name_of(document, index, phrase_before(document, index, noun + 1), noun + 1)
    return Speaker(name, noun, verb, ahead=True, behind=False) if name is not None else None
