"""The speakers that a sentence names, and which stretch of it each of them states."""

from __future__ import annotations

import re
from functools import cache
from typing import TYPE_CHECKING

from analysis.extraction.appositions import (
    before_short_name,
    before_title,
    informed_before,
    over_apposition,
    over_relative,
    person_of_office,
    sender_of,
)
from analysis.extraction.lexicon import Signals, clause_stems, clause_words, signals_of
from analysis.extraction.source_lines import draws_on, signature, title_label
from analysis.extraction.speaker_names import Name, Speaker, name_of
from analysis.extraction.speaker_phrases import (
    is_capital,
    is_dated,
    is_relative,
    nouns_of,
    phrase_after,
    phrase_before,
)
from analysis.extraction.speech_nouns import AUTHORS, is_object, named_after, of_noun
from analysis.extraction.speech_verbs import closes, is_noun_here, may_say
from analysis.extraction.values import replace

if TYPE_CHECKING:
    from collections.abc import Sequence

    from analysis.extraction.document import Document, Item

_LONGEST_LABEL = 8
_TAIL = 9
_QUOTED = 12
_WHERE_STATED = (" on", " in")  # "stated on June 6 that"
_BEFORE_INVERTED = frozenset(",\"'\u2013?!")
_LABEL_SIGN = re.compile(r"[:\u2013]|\s-")
_ANNOUNCING = ("pledge", "announce", "request")


def read_speakers(document: Document, index: int, *, sure: bool = False) -> list[Speaker]:
    """The speakers that a sentence names, in order.

    Args:
        document: the article.
        index: which of its sentences.
        sure: leave out the label of an unknown name, which the sentences behind have to confirm.
    """
    if not _may_speak(document, index):
        return []
    items = document.sentence(index).items
    found: list[Speaker] = []
    published = _published()
    telling = [
        i
        for i, item in enumerate(items)
        if ((tags := item.tags) and ("speech" in tags or "aid" in tags)) or item.text in published
    ]
    for i in telling:
        item = items[i]
        if found and i <= found[-1].last:
            continue
        speaker = _at_word(document, index, i, item, found)
        if speaker is not None and not (found and draws_on(items, i, found[-1].last)):
            while found and speaker.first <= found[-1].first:
                found.pop()  # "an AFP analysis of data from the army shows": no claimant of its own
            found.append(speaker)
    label = title_label(document, index) or _label(document, index, sure=sure)
    if label is not None:
        found.insert(0, label)
    return found or signature(document, index)


def speakers_in(document: Document, index: int) -> list[Speaker]:
    """The speakers that a sentence names, in order."""
    if index not in document.speakers:
        document.speakers[index] = read_speakers(document, index)
    return document.speakers[index]


def authors_in(document: Document, index: int) -> list[Speaker]:
    """The speakers of a sentence but for outlets, which only tell what others state."""
    return [s for s in speakers_in(document, index) if s.name.kind != "outlet"]


def _may_speak(document: Document, index: int) -> bool:
    """Whether the sentence has a word of speech or of a publication, or a label's sign."""
    if _published_signals().are_in(document.bare_words(index)):
        return True
    if document.may_tell(index, "speech") or document.may_tell(index, "aid", *_ANNOUNCING):
        return True
    return _LABEL_SIGN.search(document.view, *document.spans[index]) is not None


@cache
def _published_signals() -> Signals:
    return signals_of(_published())


@cache
def _published() -> frozenset[str]:
    """Nouns of what is published or said: "report", "statement"."""
    return nouns_of("report") | nouns_of("message")


def _at_word(
    document: Document, index: int, i: int, item: Item, found: list[Speaker]
) -> Speaker | None:
    """The speaker of the word of speech at item i, if it is one."""
    tag = item.tags.get("speech")
    if tag is not None and tag.entry.get("role") == "to":
        named = _behind_word(document, index, i)
        active = named is None and item.text.endswith(_WHERE_STATED)
        return _of_verb(document, index, i, found) if active else named
    if item.text == "saying" and i and document.sentence(index).items[i - 1].text == "as":
        return _quoted_as(document, index, i)
    if tag is not None:
        return _of_verb(document, index, i, found)
    if item.text in _published():
        return of_noun(document, index, i)
    return _giver(document, index, i, found) if item.tag("aid", *_ANNOUNCING) else None


def _giver(document: Document, index: int, i: int, found: list[Speaker]) -> Speaker | None:
    """The person who pledges, or the office that asks, at the verb of aid at item i."""
    verb = document.sentence(index).items[i].text
    asks = verb.startswith(clause_stems("asking"))
    if not (asks or verb.startswith(clause_stems("giving"))):
        return None  # to sign or approve a sum is a deed and no word
    speaker = _of_verb(document, index, i, found)
    if speaker is None:
        return None
    told = _may_give(speaker.name, asks=asks) or _is_described(document, index, speaker, i)
    return replace(speaker, announces=True) if told else None


def _may_give(name: Name, *, asks: bool) -> bool:
    """Whether a promise or a request is told as the word of who makes it."""
    if name.kind == "person" or (asks and (name.kind == "office" or _is_asker(name))):
        return True
    return name.kind == "role" and name.head in nouns_of("officeholder")


def _is_described(document: Document, index: int, speaker: Speaker, verb: int) -> bool:
    """Whether a name is a person's, as "who" tells: "Petro Vale, who met donors, promised"."""
    near = document.sentence(index).items[speaker.first : verb]
    return speaker.name.kind == "unknown" and any(item.text == "who" for item in near)


def _is_asker(name: Name) -> bool:
    """Whether it is a body that asks others for aid: "the United Nations"."""
    return name.text.lower() in nouns_of("askers")


def _behind_word(document: Document, index: int, i: int) -> Speaker | None:
    """The speaker behind "according to"; not in "those claimed by Moscow's army"."""
    items = document.sentence(index).items
    before = items[i - 1] if i and items[i].text == "claimed by" else None
    if before is not None and (before.text == "those" or "territory" in before.tags):
        return None
    start = i + 1
    while start < len(items) and items[start].text in {"to", ":", '"'}:
        start += 1
    found = named_after(document, index, start)
    if found is None:
        return None
    name, last = found
    opens = i == 0 or all(
        k.is_sign or k.grammar in {"conjunction", "clause", "adverb"} for k in items[:i]
    )
    return Speaker(name, i, last, ahead=opens, behind=not opens)


def _of_verb(document: Document, index: int, verb: int, found: list[Speaker]) -> Speaker | None:
    """The speaker of a verb: its subject, the noun phrase behind it, or who spoke before it."""
    items = document.sentence(index).items
    if verb > 0 and (items[verb - 1].text == "to" or _is_no_verb(items, verb)):
        return None
    end, passive = _subject_end(document, index, verb)
    described = verb > 0 and items[verb - 1].grammar in ("of", "preposition") and end == verb
    if passive or is_noun_here(items, verb, end) or (described and _is_past(items[verb])):
        return of_noun(document, index, verb)
    if (
        found
        and found[-1].last == verb - 2
        and _goes_on(items, verb)
        and items[verb - 1].text == ","
    ):
        return _going_on(document, index, verb, found)  # "..., the ministry said, adding"
    subject = (
        _publication(document, index, end, found)
        or sender_of(document, index, verb)
        or _subject(document, index, end)
    )
    if subject is not None and may_say(items, verb, subject[0]):
        behind = closes(document, index, verb)
        return Speaker(subject[0], subject[1], verb, ahead=not behind, behind=behind)
    if verb > 0 and items[verb - 1].text in _BEFORE_INVERTED and _may_invert(items[verb]):
        after = named_after(document, index, verb + 1)
        if after is not None and after[0].kind != "message":
            return Speaker(after[0], verb, after[1], ahead=False, behind=True)
    return _going_on(document, index, verb, found)


def _may_invert(verb: Item) -> bool:
    """Whether the speaker may follow: ", said the mayor", but not ", gave Ukraine"."""
    tag = verb.tags.get("speech")
    return tag is None or not (tag.entry.get("needs") or tag.entry.get("weak"))


def _is_no_verb(items: Sequence[Item], i: int) -> bool:
    """As in "counting military aid", and in "European Union states have given"."""
    if items[i].text != "states":
        return items[i].text == "counting"
    inner = ("conjunction", "of", "have", "be", "modal", "preposition")
    behind = items[i + 1 : i + 2]
    if any(item.is_sign for item in behind):  # "member states,", but "the ministry states."
        before = items[i - 1] if i else items[i]
        return "actors" in before.tags or before.text in clause_words("kinds_of_states")
    return any(item.grammar in inner for item in behind)


def _quoted_as(document: Document, index: int, verb: int) -> Speaker | None:
    """The speaker of "prosecutors were quoted by AFP as saying that ..."."""
    items = document.sentence(index).items
    for i in range(verb - 2, max(0, verb - _QUOTED), -1):
        if items[i].text in clause_words("was_quoted") and items[i - 1].grammar == "be":
            found = _subject(document, index, i - 1)
            if found is None:
                return None
            return Speaker(found[0], found[1], verb, ahead=True, behind=False)
        if items[i].text in clause_words("quotes"):  # "AFP quoted him as saying"
            name = name_of(document, index, i + 1, verb - 1)
            return None if name is None else Speaker(name, i, verb, ahead=True, behind=False)
        if items[i].is_sign or items[i].number is not None:
            return None
    return None


def _subject_end(document: Document, index: int, verb: int) -> tuple[int, bool]:
    """The item behind the subject of the verb, and whether the verb is passive."""
    items = document.sentence(index).items
    end, passive = verb, False
    while end > 0:
        item = items[end - 1]
        if item.text == "part" and [k.text for k in items[max(0, end - 3) : end - 2]] == ["for"]:
            end -= 3  # "the ministry for its part said"
            continue
        dated = is_dated(document, index, item)
        if item.text in ("on", "in"):
            dated = is_dated(document, index, items[end])
        able = item.text in clause_words("before_saying") or (
            item.text.endswith("ly") and not item.tags
        )
        if not (dated or able or item.grammar in {"be", "have", "adverb"}):
            break
        passive = passive or (item.grammar == "be" and _is_past(items[verb]))
        end -= 1
    return end, passive


def _is_past(item: Item) -> bool:
    tag = item.tags.get("speech") or item.tags.get("aid")
    return tag is not None and tag.form == "past"


def _subject(document: Document, index: int, end: int) -> tuple[Name, int] | None:
    """The subject that ends before item `end`, over a relative clause or an apposition."""
    items = document.sentence(index).items
    relative = end > 0 and is_relative(document, items[end - 1])
    if relative:
        end -= 1
        if end > 0 and items[end - 1].text == ",":
            end -= 1
    if end > 0 and items[end - 1].text in {",", "\u2013", ")"}:
        return over_apposition(document, index, end - 1)
    start = phrase_before(document, index, end)
    described = informed_before(document, index, end) or over_relative(document, index, start, end)
    if described is not None:
        return described
    if start > 1 and items[start - 1].text == "by" and items[start - 2].text in nouns_of("asked"):
        end = start - 2  # "Experts consulted by the newspaper believe"
        start = phrase_before(document, index, end)
    name = name_of(document, index, start, end)
    person = person_of_office(document, index, start) or before_title(document, index, start, name)
    if person is not None:
        return person
    speaks = name is not None and (relative or not is_object(items, start))
    if name is None or not speaks:
        return None
    return before_short_name(document, index, start, name) or (name, start)


def _publication(
    document: Document, index: int, end: int, found: list[Speaker]
) -> tuple[Name, int] | None:
    """What is published as a subject, not its source: "a count of figures published by X"."""
    items = document.sentence(index).items
    if not found or found[-1].last != end - 1:
        return None
    source, stop = items[found[-1].first].text, found[-1].first
    if source == "based on" and len(found) > 1 and found[-2].last == stop - 1:
        found.pop()  # "an analysis by X based on data from Y shows"
        maker = found.pop()
        return maker.name, maker.first
    if not source.endswith(" by") and source != "based on":
        return None
    while stop > 0 and items[stop - 1].grammar == "adverb":
        stop -= 1
    start = phrase_before(document, index, stop)
    name = name_of(document, index, start, stop)
    if name is None or name.kind != "report":
        return None
    found.pop()
    return name, start


def _going_on(document: Document, index: int, verb: int, found: list[Speaker]) -> Speaker | None:
    """The speaker who goes on with "..., adding that" or "and said": named, or the subject."""
    items = document.sentence(index).items
    if verb == 0 or not _goes_on(items, verb):
        return None
    if found:
        return Speaker(found[-1].name, verb, verb, ahead=True, behind=False)
    end = phrase_after(document, index, 0)
    issued = nouns_of("issued")  # "the ministry issued a statement, claiming"
    ends = (i for i in range(1, end) if _is_finite(items[i]) or items[i].text in issued)
    end = next(ends, next((i for i in range(1, end) if _is_past_form(document, items[i])), end))
    name = name_of(document, index, 0, end)
    if name is None or name.kind not in AUTHORS or not may_say(items, verb, name):
        return None
    return Speaker(name, verb, verb, ahead=True, behind=False)


def _is_finite(item: Item) -> bool:
    """Whether it is a verb in the past, by which a subject ends: "Zelenskyy provided"."""
    return any(tag.form == "past" for tag in item.tags.values()) and "people" not in item.tags


def _is_past_form(document: Document, item: Item) -> bool:
    """Whether an unknown word looks like a verb in the past: "Zelenskyy reacted", "he met"."""
    past = item.text.endswith("ed") or item.text in nouns_of("past")
    return past and not item.tags and not is_capital(document, item)


def _goes_on(items: Sequence[Item], verb: int) -> bool:
    participle = items[verb].text.split()[0].endswith("ing") and items[verb - 1].text == ","
    return participle or items[verb - 1].grammar == "conjunction"


def _label(document: Document, index: int, *, sure: bool) -> Speaker | None:
    """The speaker before a colon: "Air Force: 61 of 82 drones shot down"."""
    items = document.sentence(index).items
    colon = next((i for i, item in enumerate(items[:_LONGEST_LABEL]) if item.text == ":"), 0)
    if not colon or not _may_be_label(items[:colon]):
        return None
    name = name_of(document, index, 0, colon)
    if colon + 1 >= len(items):  # "Russian Ministry of Defence:", but not "Donetsk region:"
        heads = name is not None and not nouns_of("office").isdisjoint(name.text.lower().split())
        return Speaker(name, 0, colon, ahead=True, behind=False) if name and heads else None
    if name is None or name.kind in {"country", "report", "message", "pronoun"}:
        return None
    if name.kind == "unknown" and (sure or not _speaks_later(document, index, name)):
        return None
    return Speaker(name, 0, colon, ahead=True, behind=False)


def _may_be_label(items: Sequence[Item]) -> bool:
    """Whether the words before a colon are no heading: "Ukraine war", "Attack on Odesa"."""
    words = {word for item in items for word in item.text.split()}
    if items[0].text == "by":  # "By a staff reporter:"
        return False
    if "places" in items[-1].tags or not words.isdisjoint(nouns_of("label")):
        return False
    return not any(item.number is not None or "speech" in item.tags for item in items)


def _speaks_later(document: Document, index: int, name: Name) -> bool:
    """Whether a name of unknown kind is a speaker's in the sentences that follow."""
    head = name.head
    for k in range(index + 1, min(len(document.spans), index + _TAIL)):
        start, end = document.spans[k]
        if head in document.view[start:end] and any(
            head in s.name.words for s in read_speakers(document, k, sure=True)
        ):
            return True
    return False
