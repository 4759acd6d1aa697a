"""Who states a figure: the speaker of its sentence, or of the report that goes on in it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from analysis.extraction.carrying import (
    INSTITUTIONS,
    announced_behind,
    carried_from,
    is_between,
    is_nobody,
    quoted_from,
)
from analysis.extraction.full_names import full_name
from analysis.extraction.lexicon import clause_words
from analysis.extraction.mentions import leader_before, office_before, press_before, titled_person
from analysis.extraction.speaker_names import PERSONS, Speaker, is_leader, name_of
from analysis.extraction.speaker_phrases import nouns_of
from analysis.extraction.speakers import speakers_in

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from analysis.extraction.document import Document, Item
    from analysis.extraction.speaker_names import Name

_BACK = 10
_FULL = 2  # words of a person's name
_HEAD = "head of state"
_PEOPLE = ("person", "role")
_BODY = 5  # words of "Russia's defence ministry"


def attribution_of(document: Document, index: int, at: int) -> str | None:
    """Who states what stands at item `at` of a sentence; None where the article itself does.

    Args:
        document: the article.
        index: the sentence.
        at: the item.
    """
    speaker = speaker_of(document, index, speaker_at(document, index, at))
    return resolved(document, *speaker) if speaker is not None else None


def speaker_of(document: Document, index: int, here: Speaker | None) -> tuple[int, Speaker] | None:
    """The sentence and the speaker of a statement; here is who states it in its own sentence."""
    if here is not None and here.name.kind != "outlet":
        return index, here
    if index not in document.carried:
        document.carried[index] = (
            quoted_from(document, index)
            or carried_from(document, index)
            or announced_behind(document, index)
        )
    carried = document.carried[index]
    if carried is not None or here is None:
        return carried
    return index, here


def speaker_at(document: Document, index: int, at: int) -> Speaker | None:
    """The speaker of the sentence whose statement holds item `at`."""
    speakers = speakers_in(document, index)
    if not speakers:
        return None
    items = document.sentence(index).items
    before = after = None
    for speaker in speakers:
        if speaker.last < at:
            before = before if _is_aside(document, index, speaker, at) else speaker
        elif speaker.first > at:
            is_cited = after is not None and _cites(items, after, speaker)
            after = speaker if after is None or is_cited else after
    if before is not None and after is not None:
        return _nearer(items, at, before, after)
    if after is not None:
        return after if after.behind or not _parted(items[at : after.first]) else None
    if before is None:
        return next((s for s in speakers if s.first <= at <= s.last), None)
    headline = index == 0 and any(item.text == ";" for item in items[before.last : at])
    return None if headline else before


def _cites(items: Sequence[Item], outlet: Speaker, cited: Speaker) -> bool:
    """As in "AFP said, citing X"; what AFP made of "data from X" is its own."""
    is_named = items[cited.first].tag("speech", "according") is not None
    return outlet.name.kind == "outlet" and cited.behind and is_named


def _is_aside(document: Document, index: int, speaker: Speaker, at: int) -> bool:
    """Whether the speaker is that of a relative clause that ends before the item."""
    items = document.sentence(index).items
    if speaker.first == 0 or items[speaker.first - 1].grammar != "relative":
        return False
    inner = not speaker.ahead and is_between(document, index, speaker)
    return inner or any(item.text == "," for item in items[speaker.last : at])


def _nearer(items: Sequence[Item], at: int, before: Speaker, after: Speaker) -> Speaker:
    """Of a speaker before the item and one after it, the one that states it."""
    if not after.behind:
        return before
    if not before.ahead or (before.announces and not after.announces):
        return after
    if before.name.kind == "country" and _says(items, after):
        return after  # "Russia said it had downed 30, according to the ministry"
    if after.name.kind == "outlet":
        return before
    if items[after.first].tag("speech", "according") and _in_relative(items, before.last, at):
        return after  # "He said they fought the army, which took 12 sq km, according to X"
    return after if _parted(items[before.last : at]) else before


def _in_relative(items: Sequence[Item], start: int, at: int) -> bool:
    """Whether a relative clause of its own begins before item `at`: ", which"."""
    return any(
        items[i].grammar == "relative" and items[i - 1].text == "," for i in range(start + 1, at)
    )


def _says(items: Sequence[Item], speaker: Speaker) -> bool:
    """Whether a person or a body is the speaker of a verb of saying, and no country or outlet."""
    ends = (items[speaker.first], items[speaker.last])
    said = any(item.tag("speech", "say", "according") for item in ends)
    return said and speaker.name.kind in ("person", "role", "office")


def _parted(items: Sequence[Item]) -> bool:
    """Whether a new clause begins among the items: "while", "but", ";", ", and"."""
    for i, item in enumerate(items):
        if item.text in clause_words("turn"):
            return True
        if item.text == "and" and i > 0 and items[i - 1].text == ",":
            return True
    return False


def resolved(document: Document, index: int, speaker: Speaker) -> str | None:
    """The speaker's name, a pronoun, a title or a statement taken back to who was named before."""
    name = speaker.name
    if name.kind in ("person", "unknown"):
        return full_name(document, index, name)
    earlier = _antecedent(document, index, speaker)
    if earlier is not None:
        own = name.possessive and name.kind == "office" and name.head not in nouns_of("voice")
        return f"{earlier}'s {name.text}" if own else earlier
    return None if name.kind == "pronoun" or is_nobody(name) else name.text


def _antecedent(document: Document, index: int, speaker: Speaker) -> str | None:
    """The speaker named before that a pronoun, a bare title or "the statement" stands for."""
    name = speaker.name
    if _is_press(name):
        return press_before(document, index, speaker)
    if not (_refers_back(name) if name.possessive else _stands_alone(name)):
        return _holder(document, index, speaker) if name.kind == "role" else None
    if name.head in nouns_of("scholars") and not _is_definite(document, index, speaker):
        return None  # "Analysts say" are new ones
    earlier = _earlier_speaker(document, index, speaker)
    if earlier is not None:
        return resolved(document, *earlier)
    if (name.kind == "pronoun" and name.head in PERSONS) or (
        name.kind == "role" and not name.possessive
    ):
        return _holder(document, index, speaker)
    return office_before(document, index, speaker)


def _holder(document: Document, index: int, speaker: Speaker) -> str | None:
    """The person that "he" or a title stands for, told of elsewhere without speaking."""
    before = document.sentence(index).items[max(0, speaker.first - 1) : speaker.first]
    if [item.text for item in before] == ["whose"]:
        return None  # "the region, whose governor said"
    leads = speaker.name.kind == "pronoun" or speaker.name.text == _HEAD
    find = leader_before if leads else titled_person
    told = find(document, index, speaker)
    return full_name(document, *told) if told is not None else None


def _is_press(name: Name) -> bool:
    """Whether it is an outlet by its kind alone, or its count: "the publication's calculations"."""
    owner = name.words[0].removesuffix("'s") if name.kind == "report" else name.text.lower()
    return owner in nouns_of("press")


def _is_definite(document: Document, index: int, speaker: Speaker) -> bool:
    """Whether "the" or "these" stands in a speaker's phrase."""
    items = document.sentence(index).items[speaker.first : speaker.last + 1]
    return any(item.grammar == "determiner" for item in items)


def _earlier_speaker(
    document: Document, index: int, speaker: Speaker
) -> tuple[int, Speaker] | None:
    """The nearest one before who fits; for "she", a person rather than "the spokesperson"."""
    role: tuple[int, Speaker] | None = None
    for k, other in _earlier(document, index, speaker):
        if role is not None and role[0] - k > 1:
            break
        if not _stands_for(document, k, speaker.name, other.name):
            continue
        if other.name.kind != "role" or speaker.name.kind != "pronoun":
            return k, other
        role = role or (k, other)
    return role


def _refers_back(name: Name) -> bool:
    """Whether "its" or "his" is a speaker's: "his numbers", but not "its governor"."""
    if name.kind in ("report", "message") or name.head in nouns_of("voice"):
        return True
    return name.kind == "office" and " " in name.text


def _stands_alone(name: Name) -> bool:
    """Whether no words tell which person, office or report it is: "he", "the ministry"."""
    if name.kind in ("pronoun", "message") or name.text == _HEAD or _is_same(name):
        return True
    if name.kind not in {"role", "office", "report"} or name.text.isupper():
        return False
    if name.kind == "report" and nouns_of("bare").issuperset(name.words[:-1]):
        return True
    return " " not in name.text or (name.kind == "role" and name.text.count(" ") == 1)


def _is_same(name: Name) -> bool:
    """Whether it is named as the one before: "the same source"."""
    return "same" in name.words[:2]


def _earlier(document: Document, index: int, speaker: Speaker) -> Iterator[tuple[int, Speaker]]:
    """The speakers named before, nearest first, with their sentences; persons who act, too."""
    for k in range(index, max(-1, index - _BACK), -1):
        for other in reversed(speakers_in(document, k)):
            if k < index or other.last < speaker.first:
                yield k, other
        # Where nobody else speaks: not in "Russia took 634, AFP said".
        before = index - k == 1 and not speakers_in(document, k)
        opens = speaker.first > 0 if k == index else before
        if opens and speaker.name.head == "it":
            yield from _opening_body(document, k)
        led = speaker.name.head == "she" and any(map(is_leader, document.opening(k, 2)))
        if k < index and speaker.name.kind in ("pronoun", "role") and not led:
            name = _opening_person(document, k)
            if name is not None:
                yield k, Speaker(name, 0, 0, ahead=False, behind=False)


def _opening_body(document: Document, index: int) -> Iterator[tuple[int, Speaker]]:
    """The office or country that a sentence begins with: "Russia is yet to comment, but it ..."."""
    for i, item in enumerate(document.sentence(index).items[1:_BODY], 1):
        if item.is_sign:
            break
        if item.text.rpartition(" ")[2] in nouns_of("office"):
            body = name_of(document, index, 0, i + 1)
            if body is not None and body.kind == "office" and not _is_people(body):
                yield index, Speaker(body, 0, i, ahead=False, behind=False)
                return
    items = document.sentence(index).items
    if items[0].text.endswith(("'s", "s'")):
        return  # "Moscow's troops took 713, it said": not Moscow
    name = name_of(document, index, 0, 1)
    if name is not None and name.kind == "country" and len(items) > 1:
        yield index, Speaker(name, 0, 0, ahead=False, behind=False)


def _opening_person(document: Document, index: int) -> Name | None:
    """The person that a sentence begins with: "President Volodymyr Zelensky used ..."."""
    items = document.sentence(index).items
    end = 0
    while end < len(items) and document.text[items[end].start].isupper():
        end += 1
    name = name_of(document, index, 0, end) if end else None
    return name if name is not None and name.kind == "person" else None


def _stands_for(document: Document, index: int, name: Name, other: Name) -> bool:
    """Whether `name` may refer to `other`, which the sentence `index` before it names."""
    if other.kind in {"pronoun", "message", "outlet"}:
        return False
    if other.possessive and other.kind == "report":
        return False
    if _is_same(name) or (name.possessive and name.head in nouns_of("voice")):
        return other.kind in INSTITUTIONS or (_is_same(name) and other.kind in _PEOPLE)
    if name.kind == "pronoun" or name.possessive:
        return _fits_pronoun(document, index, name.words[0], other)
    if name.kind == "message":
        return other.kind != "report"
    return _fits_noun(name, other)


def _fits_noun(name: Name, other: Name) -> bool:
    """Whether "the institute", "the military" or "the governor" may stand for the speaker."""
    if name.head in nouns_of("generic") and other.kind in {"office", "unknown", "report"}:
        if name.head in nouns_of("office") and _is_people(other):
            return False
        return len(other.words) > 1 or other.kind == "unknown"
    if name.kind == "report":
        return False
    armies = clause_words("armed_forces")
    if name.head in armies and not armies.isdisjoint(other.words):
        return True
    own = {word for text in name.words for word in text.split()} - {"the", "a", "an"}
    others = {word for text in other.words for word in text.split()}
    return own < others and (others - own).isdisjoint(nouns_of("rank"))


def _is_people(name: Name) -> bool:
    """Whether it names people and no institution: "local officials", a first name and surname."""
    return name.head in nouns_of("people") or (name.kind == "unknown" and len(name.words) == _FULL)


def _fits_pronoun(document: Document, index: int, word: str, other: Name) -> bool:
    """Whether "he", "it" or "they" may stand for the speaker."""
    if word in PERSONS or word in ("his", "her"):
        named = other.kind == "unknown" and " " in full_name(document, index, other)
        return named or other.kind in _PEOPLE or _is_surname(other)
    if word in ("they", "their"):
        return other.kind in INSTITUTIONS
    one = other.text.isupper() or other.text.startswith("United") or other.head[-1] != "s"
    return other.kind in INSTITUTIONS and one


def _is_surname(name: Name) -> bool:
    """Whether it is one word in small letters: "Anand said", not "DTEK said"."""
    return name.kind == "unknown" and len(name.words) == 1 and not name.text.isupper()
