"""Who states a figure: the speaker there, or the one whose report goes on over paragraphs."""

from __future__ import annotations

from typing import TYPE_CHECKING

from analysis.extraction.attribution import resolved, speaker_at, speaker_of
from analysis.extraction.carrying import INSTITUTIONS, breaks_off, is_nobody, quoted_from
from analysis.extraction.lexicon import clause_words
from analysis.extraction.money import aid_words
from analysis.extraction.source_lines import is_source_line
from analysis.extraction.speaker_names import name_of
from analysis.extraction.speaker_phrases import nouns_of, phrase_after
from analysis.extraction.speakers import speakers_in
from analysis.extraction.turns import turn_of

if TYPE_CHECKING:
    from analysis.extraction.claims import Claim, Memory
    from analysis.extraction.document import Document, Item
    from analysis.extraction.speaker_names import Name, Speaker
    from analysis.extraction.turns import Turn

_COUNTS = (
    "total",
    "all N",
    "number of",
    "tally",
    "predicate",
    "bare list",
    "existence",
)  # launched, as a count tells and no event
_NAMED_BEHIND = ("territory", "aid")
_OPENING = 12
_PASSING = ("outlet", "message", "pronoun")  # none that a speaker cites by name
_GIVER = 9  # items at a sentence's start among which its subject stands
_HEADS = 4  # sentences at the head of a text
_RECENT = 4
_REPORT = 5


def claimant_of(
    document: Document, index: int, at: int, claim: Claim, memory: Memory
) -> str | None:
    """Who states a figure, also where a report goes on over the ends of its paragraphs.

    Args:
        document: the article.
        index: the sentence of the figure.
        at: the item of its number.
        claim: the figure.
        memory: what the figures before left; updated.
    """
    bracketed = _in_bracket(document, index, at) if claim.topic in _NAMED_BEHIND else None
    if bracketed is not None:
        return bracketed
    own = speaker_at(document, index, at)
    turn = turn_of(document, index)
    if turn is not None:
        return _in_turn(document, index, own, turn)
    if own is None and _looks_back(document, index, claim):
        return None
    speaker = _reporting(document, index, claim, own)
    if speaker is None or (speaker[0] > index and memory.notes.get("claimant_kind") == "report"):
        going_on = _going_on(document, index, claim, memory) or _headed(document, index)
        if going_on is not None or speaker is None:
            return going_on
    text = resolved(document, *speaker)
    kind = speaker[1].name.kind
    if text is not None and kind not in ("country", "outlet"):
        last = memory.notes.get("claimant")
        memory.notes.update(claimant=text, claimant_topic=claim.topic, claimant_index=str(index))
        kind = memory.notes.get("claimant_kind", "office") if kind == "pronoun" else kind
        whole = speaker[0] != index and is_source_line(document, speaker[0])
        memory.notes["claimant_kind"] = "report" if whole else kind
        if last not in (None, text):
            memory.notes["claimants"] = "many"
    return text


def _reporting(
    document: Document, index: int, claim: Claim, own: Speaker | None
) -> tuple[int, Speaker] | None:
    """The speaker of the sentence or of one before, unless it tells of another giver's aid."""
    speaker = speaker_of(document, index, own)
    if speaker is None or speaker[0] >= index or quoted_from(document, index) is not None:
        return speaker
    if not _lasts(speaker[1].name, index - speaker[0]):
        return None
    if claim.topic != "aid":
        return speaker
    counts = document.sentence(speaker[0]).items[speaker[1].first].tag("speech", "according")
    if counts is not None and speaker[1].name.kind in INSTITUTIONS:
        return speaker
    source = resolved(document, *speaker) or speaker[1].name.text
    return None if _is_new_gift(document, index, source) else speaker


def _lasts(name: Name, sentences: int) -> bool:
    """Whether a report goes on that many sentences: a country's ends, an office's is longest."""
    body = not nouns_of("office").isdisjoint(name.text.lower().split())  # "Moscow's ministry"
    if name.kind == "country" and not body:
        return False
    return sentences == 1 or name.kind in INSTITUTIONS


def _is_new_gift(document: Document, index: int, source: str) -> bool:
    """Whether a sentence tells of another giver than the report before: "In May Oslo gave ...".

    What an institute counts goes on from giver to giver.
    """
    named = source.lower()
    if any(word in named for word in aid_words("trackers")):
        return False
    items = document.opening(index, _GIVER)
    sums = (i for i, k in enumerate(items) if k.number is not None and k.number.unit.isupper())
    items = items[: next(sums, _GIVER)]
    if not set(named.split()).isdisjoint(word for item in items for word in item.text.split()):
        return False
    return any(
        _gives(item) and (i == 0 or items[i - 1].grammar != "preposition")
        for i, item in enumerate(items)
    )


def _gives(item: Item) -> bool:
    """Whether it names a country or a body that may give aid."""
    tag = item.tags.get("actors")
    return tag is not None and tag.entry.get("role") != "adjective" and tag.name != "Ukraine"


def _in_turn(document: Document, index: int, own: Speaker | None, turn: Turn) -> str | None:
    """Who states a figure in a speech or a transcript: another one whom the speaker cites, or he.

    "As Andriy mentioned, we announced" is still the speaker's own word.
    """
    labels = own is not None and own.first == 0 and document.spans[index][0] <= turn.start
    if own is None or labels or own.name.kind in _PASSING:
        return turn.name
    items = document.sentence(index).items
    if own.first > 0 and items[own.first - 1].text == "as":
        return turn.name
    return resolved(document, index, own) or turn.name


def _headed(document: Document, index: int) -> str | None:
    """Whom a line at the head gives the whole text to: "The following is attributed to X:"."""
    for k in range(min(index, _HEADS)):
        start, end = document.spans[k]
        if "attribut" not in document.view[start:end] or document.view[end - 1] != ":":
            continue
        items = document.sentence(k).items
        told = (
            i for i, item in enumerate(items) if item.text.split()[0] in clause_words("attributed")
        )
        first = next(told, len(items)) + 1
        if first > 1 and clause_words("words_told").isdisjoint(item.text for item in items[:first]):
            return None  # "The losses attributed to the army:"
        first += first < len(items) and items[first].text == "to"
        name = name_of(document, k, first, phrase_after(document, k, first))
        return name.text if name is not None else None
    return None


def _in_bracket(document: Document, index: int, at: int) -> str | None:
    """The source named in brackets right behind a number: "120,473 square kilometres (ISW)"."""
    items = document.sentence(index).items
    opens = at + 1
    if opens >= len(items) or items[opens].text != "(":
        return None
    near = range(opens + 1, min(len(items), opens + _REPORT))
    closes = next((i for i in near if items[i].text == ")"), 0)
    name = name_of(document, index, opens + 1, closes) if closes else None
    return name.text if name is not None and name.kind in ("office", "report") else None


def _looks_back(document: Document, index: int, claim: Claim) -> bool:
    """Whether the sentence turns to an earlier attack: "On September 4, ..."."""
    if claim.topic not in ("strikes", "casualties") or document.published is None:
        return False
    start = document.spans[index][0]
    first = next(iter(document.dates(index)), None)
    if (
        first is None
        or first.start - start > _OPENING
        or first.kind in ("since", "war", "year", "month")
    ):
        return False
    return (document.published - first.last).days > _RECENT


def _going_on(document: Document, index: int, claim: Claim, memory: Memory) -> str | None:
    """The claimant of the figures before, where their report goes on in a new paragraph."""
    notes = memory.notes
    if claim.topic == "aid" and "claimant" not in notes:
        return _tracker(document, index, memory)
    if claim.topic == "territory" and "claimant" not in notes:
        return _source_before(document, index, memory)
    if notes.get("claimant_topic") != claim.topic or breaks_off(document, index):
        return None
    ended = index - int(notes["claimant_index"]) > _REPORT
    ended = ended or (claim.topic == "aid" and _is_new_gift(document, index, notes["claimant"]))
    if ended or not _may_go_on(claim, notes):
        return None
    notes["claimant_index"] = str(index)
    return notes["claimant"]


def _may_go_on(claim: Claim, notes: dict[str, str]) -> bool:
    """Whether a figure may be of a report that a paragraph before began."""
    kind = notes["claimant_kind"]
    if kind == "report" or claim.topic not in ("strikes", "casualties"):
        return True
    if claim.topic == "casualties":
        return kind in INSTITUTIONS and "claimants" not in notes
    counted = claim.measure != "launched" or claim.cue in clause_words("noticed")
    counted = counted or claim.rule.removeprefix("list: ").startswith(_COUNTS)
    return kind in INSTITUTIONS and counted


def _tracker(document: Document, index: int, memory: Memory) -> str | None:
    """The institute that counts aid, where the sentences before named it as their source."""
    for k in range(index - 1, max(-1, index - 1 - _REPORT), -1):
        start, end = document.spans[k]
        if not any(word in document.view[start:end] for word in aid_words("trackers")):
            continue
        for speaker in speakers_in(document, k):
            if speaker.name.kind in ("office", "report"):
                text = resolved(document, k, speaker)
                if text is not None:
                    memory.notes.update(claimant=text, claimant_topic="aid")
                    memory.notes.update(claimant_index=str(index), claimant_kind="report")
                return text
    return None


def _source_before(document: Document, index: int, memory: Memory) -> str | None:
    """The institute or report that the sentence before draws on, over a paragraph's end."""
    if index == 0 or breaks_off(document, index):
        return None
    for speaker in speakers_in(document, index - 1):
        if speaker.name.kind in ("office", "report") and not is_nobody(speaker.name):
            text = resolved(document, index - 1, speaker)
            if text is not None:
                memory.notes.update(claimant=text, claimant_topic="territory")
                memory.notes.update(claimant_index=str(index), claimant_kind="report")
            return text
    return None
