"""Whose victims: the side that they belong to."""

from __future__ import annotations

from functools import cache
from itertools import pairwise
from typing import TYPE_CHECKING

from analysis.extraction.attribution import attribution_of
from analysis.extraction.clause_sides import (
    by_clause,
    clause_of,
    in_stretch,
    is_attack,
    nation_in,
)
from analysis.extraction.counted import is_event
from analysis.extraction.fighters import abroad, counts_by_name, names_ground, owned_by_speaker
from analysis.extraction.lexicon import clause_words, read_lexicon
from analysis.extraction.outcomes import words_of
from analysis.extraction.sides import SIDES, other_side, side_of_speaker

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from analysis.extraction.claims import Memory
    from analysis.extraction.counted import Counted
    from analysis.extraction.document import Document, Item
    from analysis.extraction.outcomes import Outcome

_BACK = 3
_GOES_ON = ("toll before", "running total", "part of the victims before")
_NEAR = 3
_REACH = 8


def side_of(  # noqa: PLR0913 - what tells the side stands in all of these
    document: Document,
    index: int,
    c: Counted,
    outcome: Outcome,
    memory: Memory,
    *,
    soldiers: bool,
    whole: str | None = None,
) -> str:
    """The side that the victims belong to.

    Named with them ("Russian soldiers", "Russia's dead"), by where it happened, by who attacked;
    else as in the sentences before, or the side of the victims told of last. whole is the side of
    the soldiers that this number is a part or a sequel of.
    """
    items = document.sentence(index).items
    named = _naming(items, c, outcome)
    if named is not None:
        return _resolved(named, document, index, c, memory)
    found = (
        whole
        or _by_own(document, index, c)
        or (_by_captor(document, index, c, outcome) if soldiers else None)
    )
    if outcome.losses and outcome.rule == "verb with object" and found is None:
        own = _own_losses(document, index, outcome)
        found = own or _losers_before(document, index, memory) or memory.side
    if found is None and any(k.text in words_of("russian_counts") for k in items):
        found = SIDES[0]
    if found is None:
        found = _by_ground(document, index, c, outcome, memory, soldiers=soldiers)
    if found is None and outcome.losses:
        return memory.side or SIDES[0]
    if found is None and soldiers and outcome.rule in _GOES_ON:
        found = _losers_before(document, index, memory) or memory.side
    return found or _told_before(document, index, memory, soldiers=soldiers)


def _by_ground(  # noqa: PLR0913 - what tells the side stands in all of these
    document: Document,
    index: int,
    c: Counted,
    outcome: Outcome,
    memory: Memory,
    *,
    soldiers: bool,
) -> str | None:
    """By where it happened and who attacked, or by whose military owns to the dead."""
    items = document.sentence(index).items
    neighbour = None if soldiers else abroad(items, c.at)
    if neighbour is not None:
        return neighbour
    own = owned_by_speaker(document, index, c, outcome) if soldiers else None
    if own is not None and _losers_before(document, index, memory) is None:
        return own
    if counts_by_name(document, memory) and not names_ground(items):
        return SIDES[0]
    return by_clause(items, c, outcome) or (None if soldiers else _speakers_side(items))


def _naming(items: Sequence[Item], c: Counted, outcome: Outcome) -> Item | None:
    """The item that names the victims' nation, in their own phrase or as the loser."""
    beside: Sequence[Item] = ()
    if outcome.rule == "counted noun":
        beside = items[c.at + 1 : outcome.cue_at]
    elif outcome.rule == "toll":  # "the number of dead Russians at 25,000"
        word, link = items[outcome.cue_at : outcome.cue_at + 2]
        of_whom = (
            word.text in words_of("losses") and link.text == "of"
        )  # "the losses of the Ukrainian army"
        beside = items[outcome.cue_at + 1 : outcome.cue_at + (4 if of_whom else 2)]
    named = next((item for item in beside if nation_in(item) in _peoples()), None)
    named = named or _nation_item(items, c) or _out_of(items, c)
    named = named or _owner(items, c)
    return named or (None if outcome.rule == "list" else _loser(items, c, outcome))


def _owner(items: Sequence[Item], c: Counted) -> Item | None:
    """As in "Ukraine's are put at 500,000", "Russia's at 1.2 million": the noun was said before."""
    for i in range(c.first - 1, max(-1, c.first - 2 * _REACH), -1):
        if "actors" in items[i].tags and nation_in(items[i]) in SIDES:
            elided = items[i].text.endswith("'s") and items[i + 1].grammar in ("be", "preposition")
            return items[i] if elided else None
        if items[i].text in clause_words("turn_of_side"):
            return None
    return None


def _out_of(items: Sequence[Item], c: Counted) -> Item | None:
    """As in "Of 12,000 North Koreans sent there, 4,000 ...", "285 occupiers, 130 of them ..."."""
    if c.part and not c.heads:
        before = (k for k in reversed(items[: c.first]) if "people" in k.tags and nation_in(k))
        return next(before, None)
    if c.heads or items[0].grammar != "of":
        return None
    end = next((i for i in range(c.first) if items[i].text == ","), c.first)
    return next((item for item in items[1:end] if nation_in(item)), None)


def _resolved(named: Item, document: Document, index: int, c: Counted, memory: Memory) -> str:
    """The nation that an item names; "the enemy" is the speaker's, or the one that lost before."""
    nation = str(nation_in(named))
    if named.tags["actors"].entry.get("role") != "side":
        memory.notes["loser"] = nation
        return nation
    speaker = side_of_speaker(attribution_of(document, index, c.at)) or _dateline_side(document)
    return other_side(speaker) if speaker else memory.notes.get("loser", nation)


def _dateline_side(document: Document) -> str | None:
    """The side in whose capital the report was filed: "MOSCOW, December 11"."""
    for k in range(min(_BACK, len(document.spans))):
        first = next(iter(document.opening(k, 1)), None)
        tag = first.tags.get("actors") if first is not None else None
        if first and tag and document.text[first.start : first.end].isupper():
            return str(tag.entry.get("actor")) if tag.entry.get("role") == "capital" else None
    return None


def _by_own(document: Document, index: int, c: Counted) -> str | None:
    """The speaker's side, where the victims are among the speaker's own: "among his troops"."""
    items = document.sentence(index).items
    behind = [item.text for item in items[c.at + 1 : c.at + 3]]
    if behind[:1] == ["of"] and behind[1:] != [] and behind[1] in clause_words("own"):
        before = (nation_in(item) for item in reversed(items[: c.first]))  # "6,000 of its troops"
        owner = next((nation for nation in before if nation in SIDES), None)
        return owner or side_of_speaker(attribution_of(document, index, c.at))
    for i in range(c.last + 1, min(len(items) - 2, c.last + _REACH)):
        own = items[i].text == "among" and items[i + 1].text in clause_words("own")
        if own and any(k.tag("people", "soldier", "service_member") for k in items[i + 2 : i + 4]):
            return side_of_speaker(attribution_of(document, index, c.at))
    return None


def _own_losses(document: Document, index: int, outcome: Outcome) -> str | None:
    """The speaker's side in "We lose 50 soldiers a day"."""
    items = document.sentence(index).items
    if not any(item.text == "we" for item in items[max(0, outcome.cue_at - 3) : outcome.cue_at]):
        return None
    sides = (nation_in(item) for item in items)
    speaker = side_of_speaker(attribution_of(document, index, outcome.cue_at))
    return speaker or next((side for side in sides if side in SIDES), None)


def _by_captor(document: Document, index: int, c: Counted, outcome: Outcome) -> str | None:
    """The speaker's opponent, where the speaker's own troops killed or captured: "his troops"."""
    items = document.sentence(index).items
    first, _ = clause_of(items, c)
    if outcome.measure == "captured":  # "Ukrainian officers said 102 soldiers surrendered"
        captor = side_of_speaker(attribution_of(document, index, c.at))
        return other_side(captor) if captor else None
    if outcome.rule != "verb with object" or outcome.losses:
        return None
    if not any(item.text in clause_words("own") for item in items[first : outcome.cue_at]):
        return None
    speaker = side_of_speaker(attribution_of(document, index, c.at))
    return other_side(speaker) if speaker else None


def _told_before(document: Document, index: int, memory: Memory, *, soldiers: bool) -> str:
    """The side by the sentences before, back to the one that told of victims last."""
    own = any("weapons" in item.tags for item in document.sentence(index).items)
    for items in _stretches_before(document, index, memory):
        found = (_losers(items) if soldiers else None) or in_stretch(items)
        if found is not None and (found in SIDES or not own):
            return found
    return memory.side or SIDES[1]


def _losers_before(document: Document, index: int, memory: Memory) -> str | None:
    """The side whose losses the sentences before speak of, wherever its soldiers fell."""
    stretches = _stretches_before(document, index, memory)
    return next((side for items in stretches if (side := _losers(items))), None)


def _stretches_before(document: Document, index: int, memory: Memory) -> Iterator[Sequence[Item]]:
    last_told = int(memory.notes.get("casualties", "-1"))
    for k in range(index - 1, max(-1, index - _BACK, last_told), -1):
        yield document.sentence(k).items


def _losers(items: Sequence[Item]) -> str | None:
    found = (nation_in(items[i]) for i in range(len(items)) if has_losses(items, i))
    return next(found, None)


def names_side(items: Sequence[Item]) -> bool:
    """Whether the stretch names one of the two sides, or a place in their countries."""
    tags = (item.tags.get("places") for item in items)
    return any("actors" in item.tags and nation_in(item) in SIDES for item in items) or any(
        tag is not None and tag.entry.get("country") in SIDES for tag in tags
    )


def nation_of(items: Sequence[Item], c: Counted) -> str | None:
    """The nation in the number's own phrase, as in "two North Korean soldiers"."""
    item = _nation_item(items, c)
    return nation_in(item) if item is not None else None


def _nation_item(items: Sequence[Item], c: Counted) -> Item | None:
    if not c.heads:
        return None
    last = c.last
    if last + 1 < len(items) and items[last + 1].text == "of":
        last += _NEAR
    phrase: Sequence[Item] = items[c.at + 1 : last + 1]
    return next((item for item in phrase if nation_in(item) in _peoples()), None)


@cache
def _peoples() -> frozenset[str]:
    """The actors that people can belong to: those with an adjective, and no organisations."""
    entries = read_lexicon("actors").values()
    return frozenset(str(e["actor"]) for e in entries if e["role"] in ("adjective", "side"))


def _loser(items: Sequence[Item], c: Counted, outcome: Outcome) -> Item | None:
    """As in "Russia's dead", "the enemy lost 80 troops", "has suffered 900 casualties"."""
    first, last = clause_of(items, c)
    before = range(min(c.first, outcome.cue_at + 1) - 1, first - 1, -1)
    order = (*before, *range(c.last + 1, last))
    losers = (
        i
        for i in order
        if "actors" in items[i].tags and nation_in(items[i]) and _is_loser(items, i, outcome)
    )
    at = next(losers, None)
    return items[at] if at is not None else None


def _is_loser(items: Sequence[Item], i: int, outcome: Outcome) -> bool:
    """Whether the side at item i has the victims: it stands by the noun, or suffers the losses."""
    if any(item.text.startswith(words_of("admit")) for item in items[i + 1 : outcome.cue_at][:6]):
        return True
    if suffers(items, i) or has_losses(items, i) or has_had(items, i, outcome):
        return True
    tag = items[outcome.cue_at].tags.get("casualties") if outcome.losses else None
    if tag is not None and tag.name == "eliminate":  # whose subject is the killer
        return False
    if outcome.losses and i < outcome.cue_at:
        return outcome.cue_at - i <= _NEAR
    return outcome.rule in ("toll", "counted noun") and 0 < outcome.cue_at - i <= _NEAR - 1


def suffers(items: Sequence[Item], i: int) -> bool:
    """Whether a verb of suffering losses, and no attack, follows item i: also "cost Russia ..."."""
    if any(item.text in words_of("costs") for item in items[max(0, i - 2) : i]):
        return True
    verbs = (k for k in range(i + 1, min(len(items), i + 6)))
    at = next((k for k in verbs if items[k].text.startswith(words_of("suffer"))), None)
    if at is None:
        return False
    behind = items[at + 1 : at + _REACH]
    told = next((item for item in behind if "casualties" in item.tags or is_event(item)), None)
    return told is None or "casualties" in told.tags


def has_had(items: Sequence[Item], i: int, outcome: Outcome) -> bool:
    """As in "Russia has had 70,000 casualties"."""
    behind = items[i + 1 : i + 1 + _REACH]
    number = next((k for k, item in enumerate(behind) if item.number is not None), len(behind) - 2)
    behind = behind[: number + 2]
    have = next((k for k, item in enumerate(behind) if item.grammar == "have"), None)
    attack = have is not None and any(is_attack(k, owns=True) for k in behind[:have])
    if have is None or attack or (outcome.cue != "casualties" and not _counts(behind[have + 1 :])):
        return False
    return not any("speech" in item.tags for item in behind[have:])


def _counts(items: Sequence[Item]) -> bool:
    """Whether a number stands right behind "had", a bound before it or not: "had over 700 dead"."""
    for k, item in enumerate(items[: _BACK + 1]):
        if item.number is not None:
            return not any("people" in behind.tags for behind in items[k + 1 : k + 2])
        if "casualties" in item.tags or "strikes" in item.tags:
            return False
    return False


def has_losses(items: Sequence[Item], i: int) -> bool:
    """As in "Russia's dead", "Ukrainian casualties", "speaks of its own losses"."""
    if nation_in(items[i]) is None:
        return False
    if items[i].text.endswith("'s") or items[i].tags["actors"].entry.get("role") == "adjective":
        k = i + 1
        while k < len(items) and items[k].text in clause_words("own_losses"):
            k += 1
        if k < len(items) and items[k].text in words_of("losses"):
            return True
    behind = items[i + 1 : i + _REACH]
    return any(
        a.text in ("own", "its") and b.text in words_of("losses") for a, b in pairwise(behind)
    )


def _speakers_side(items: Sequence[Item]) -> str | None:
    """The side of the officials who tell of the victims, where nothing else does."""
    for i, item in enumerate(items):
        dates = i > 0 and items[i - 1].text in words_of("dates_by")  # "since Russia invaded"
        told = any("speech" in k.tags for k in items[i + 1 : i + _REACH])
        if nation_in(item) in SIDES and told and not dates:
            return nation_in(item)
    return None
