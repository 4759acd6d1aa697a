"""Drones and missiles: which measure each number has, of which weapon, and whose."""

from __future__ import annotations

from typing import TYPE_CHECKING

from analysis.extraction.claims import Claim, Memory
from analysis.extraction.counted import Counted, is_ratio, read_one
from analysis.extraction.elsewhere import tells_elsewhere
from analysis.extraction.lexicon import clause_words, strike_words
from analysis.extraction.named_places import words_of
from analysis.extraction.quantities import Quantity
from analysis.extraction.sides import DEFENCE, SIDES, attacker_of, foreign_actor, other_side
from analysis.extraction.strike_comparisons import (
    by_comparison,
    by_existence,
    by_order,
    by_predicate,
)
from analysis.extraction.strike_context import (
    by_ellipsis,
    by_event,
    by_included,
    by_list,
    by_negation,
    by_number_of,
    by_outcome_noun,
    by_parts,
    by_place,
    by_total,
    by_whole,
)
from analysis.extraction.strike_headings import (
    by_bare_list,
    by_description,
    by_running_total,
    by_those,
)
from analysis.extraction.strike_places import for_each_place
from analysis.extraction.strike_tallies import by_tally
from analysis.extraction.strike_verbs import by_verb_after, by_verb_before, by_weak_verb_after
from analysis.extraction.strike_weapons import MIXED, remember_weapon, weapon_of, weapons_of
from analysis.extraction.values import replace
from analysis.extraction.verdicts import Reading, Verdict

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from analysis.extraction.document import Document, Item, Sentence

_ALL_BUT = "all but N"
_HOURS = 12
_NEAR = 2


# In this order: the first step that finds a number's measure decides.
_STEPS = (
    by_order,
    by_total,
    by_outcome_noun,
    by_number_of,
    by_those,
    by_event,
    by_description,
    by_verb_after,
    by_verb_before,
    by_running_total,
    by_tally,
    by_predicate,
    by_existence,
    by_negation,
    by_ellipsis,
    by_whole,
    by_list,
    by_place,
    by_included,
    by_bare_list,
    by_weak_verb_after,
    by_list,  # of those that a weak verb has told of, too
    by_parts,
    by_comparison,
)


def find_verdicts(reading: Reading) -> None:
    """Give every number that may count weapons its measure."""
    verdicts = reading.verdicts
    left: Sequence[int] = range(len(reading.counted))
    for step in _STEPS:
        for n in left:
            verdict = step(reading, n)
            if verdict is not None:
                verdicts[n] = verdict
        if verdicts:
            left = [n for n in left if n not in verdicts]
            if not left:
                return


def read_strikes(document: Document, index: int, memory: Memory) -> list[Claim]:
    """The figures of drones, missiles, bombs and rockets in a sentence.

    Args:
        document: the article.
        index: which of its sentences.
        memory: what the sentences before left open; updated.
    """
    if not _may_count(document, index, memory):
        return []
    sentence = document.sentence(index)
    counted = [c for c in sentence.counted if _may_be_weapons(sentence.items, c)]
    counted += _articles(sentence, counted)
    if all(map(_counts_others, counted)):
        return []
    memory.weapon = _spoken_of(document, index, counted) or memory.weapon
    if memory.weapon is None and not any("weapons" in item.tags for item in sentence.items):
        return []  # nobody has told of weapons yet
    reading = Reading(sentence, sorted(counted, key=lambda c: c.at), memory.strikes_measure)
    find_verdicts(reading)
    claims = list(_claims(document, reading, memory))
    memory.strikes_index = index if claims else memory.strikes_index
    if _fires_both(claims):
        memory.notes[MIXED] = str(index)
    known: list[Claim] = []
    for claim in claims:
        same = bool(known) and claim.rule == _ALL_BUT  # "of 12 launched by Ukraine, all but one"
        acting = _with_actor(claim, document, index, memory, memory.attacker if same else None)
        known += [] if acting is None else [acting]
    return known


def _may_count(document: Document, index: int, memory: Memory) -> bool:
    """Whether a number, or "a single", can count weapons that were told of up to this sentence."""
    if index not in document.counting and strike_words("single").isdisjoint(
        document.bare_words(index)
    ):
        return False
    if document.may_tell(index, "weapons"):
        return True
    told = memory.weapon is not None or document.may_tell(max(index - 1, 0), "weapons")
    return told and (index - memory.strikes_index <= _NEAR or document.may_tell(index, "strikes"))


def _may_be_weapons(items: Sequence[Item], c: Counted) -> bool:
    """Whether the number counts something, and is no pronoun, time or ratio."""
    if c.quantity.unit != "count" or not c.quantity.value or _is_pronoun(items, c):
        return False
    return not (
        _is_aside(items, c) or _is_hour(items, c) or _is_of_model(items, c) or is_ratio(items, c)
    )


def _counts_others(c: Counted) -> bool:
    """Whether the number has a noun of its own, which names people: "injured two people"."""
    named = bool(c.heads) and not (c.part or c.elided or c.total is not None)
    return named and not any("weapons" in head.tags for head in c.heads)


def _fires_both(claims: Sequence[Claim]) -> bool:
    """Whether drones and missiles are told of as fired together."""
    fired = {claim.weapon or "" for claim in claims if claim.measure == "launched"}
    missiles = any(weapon.endswith("missile") for weapon in fired)
    return "any" in fired or ("drone" in fired and missiles)


def _is_pronoun(items: Sequence[Item], c: Counted) -> bool:
    """Whether "one" stands for a noun and counts nothing: "as surely as one that is shot"."""
    if not (c.quantity.spelled and c.quantity.value == 1 and c.last + 1 < len(items)):
        return False
    if c.at > 0 and items[c.at - 1].text in words_of("pronoun_one") and not c.heads:
        return True
    if not c.elided:
        return False
    listed = c.first > 0 and items[c.first - 1].grammar in ("including", "conjunction")
    return items[c.last + 1].grammar == "relative" and not listed


def _is_aside(items: Sequence[Item], c: Counted) -> bool:
    """Whether something else is told of it: "debris from one", "a gate in one of two"."""
    before = items[c.first - 1].text if c.first else ""
    if before in ("from", "of") and c.first > 1:
        return items[c.first - 2].text in words_of("wreckage")
    if before in strike_words("falls_at") and _falls(items, c.first - 1):
        return True
    return c.part and c.quantity.value == 1 and before in strike_words("before_place")


def _is_of_model(items: Sequence[Item], c: Counted) -> bool:
    """Whether it counts a model that is no weapon here: "one lost F-16"."""
    behind = items[c.last + 1 : c.last + 3]
    if not c.elided or len(behind) < 2 or "strikes" not in behind[0].tags:  # noqa: PLR2004 - both
        return False
    model = behind[1]
    return "-" in model.text and model.text[-1].isdigit() and "weapons" not in model.tags


def _falls(items: Sequence[Item], end: int) -> bool:
    """Whether wreckage is what came down before item `end`: "debris came down at three more"."""
    for i in range(end - 1, max(-1, end - _HOURS // 2), -1):
        if items[i].is_sign or items[i].number is not None:
            return False
        if items[i].text in words_of("wreckage"):
            return True
    return False


def _spoken_of(document: Document, index: int, counted: Sequence[Counted]) -> str | None:
    """What bare numbers go on to count: "Missiles are another story. Some 203 were launched."."""
    here = document.sentence(index)
    bare = next((c.first for c in counted if c.elided and not c.heads), -1)
    if index == 0 or bare < 0 or any("weapons" in item.tags for item in here.items[:bare]):
        return None
    if not document.may_tell(index - 1, "weapons"):
        return None
    before = document.sentence(index - 1)
    if before.numbers or "\n" in document.text[before.end : here.start]:
        return None
    return next((weapon_of([item]) for item in before.items if "weapons" in item.tags), None)


def _is_hour(items: Sequence[Item], c: Counted) -> bool:
    """Whether it is a time of day: "five in the morning", the nine of "nine and six in the ..."."""
    if not c.elided or c.quantity.value > _HOURS:
        return False
    behind = [item.text for item in items[c.last + 1 : c.last + 6]]
    if behind[:1] == ["and"] and c.first > 0 and items[c.first - 1].text in clause_words("time"):
        behind = behind[2:]
    return behind[:2] == ["in", "the"] and not words_of("hours").isdisjoint(behind[2:3])


def _articles(sentence: Sentence, counted: Sequence[Counted]) -> list[Counted]:
    """Single weapons: "19 drones and a cruise missile", "a single ballistic missile"."""
    items = sentence.items
    tally = any("weapons" in head.tags for c in counted for head in c.heads)
    found = []
    for i, item in enumerate(items):
        if item.text not in {"a", "an"}:
            continue
        single = i + 1 < len(items) and items[i + 1].text in strike_words("single")
        if single or (tally and i > 0 and (_joins(items[i - 1]) or items[i - 1].text == ",")):
            one = Quantity(
                1.0, 1.0, 1.0, "exact", "count", item.start, item.end, qualifier_start=item.start
            )
            c = read_one(items, i, one)
            listed = (
                single or _joins(items[i - 1]) or _joins(items[min(c.last + 1, len(items) - 1)])
            )
            if weapon_of(c.heads) and not c.heads[-1].text.endswith("s") and listed:
                found.append(c)
    return found


def _joins(item: Item) -> bool:
    return item.grammar == "conjunction"


def _claims(document: Document, reading: Reading, memory: Memory) -> Iterator[Claim]:
    weapons = weapons_of(reading, memory)
    for n, c in enumerate(reading.counted):
        verdict, weapon = reading.verdicts.get(n), weapons[n]
        memory.weapon = weapon_of(c.heads) or memory.weapon
        if verdict is None or weapon is None:
            continue
        if _only_targets(c) and verdict.measure not in DEFENCE:
            continue
        if n > 0 and _left(reading.items, verdict):
            continue
        memory.strikes_measure = verdict.measure
        remember_weapon(c, weapon, memory)
        if weapon == "other" and c.heads and c.heads[-1].text in words_of("bombs"):
            guided = any(word in document.view for word in words_of("guided"))
            weapon = "guided_bomb" if guided else weapon
        claim = _claim(reading, c, verdict, weapon)
        yield from for_each_place(document, reading, n, claim)
        yield from _said_of_all(reading, c, claim)


def _left(items: Sequence[Item], verdict: Verdict) -> bool:
    """Whether these only flew on to a third country, as part of those told before."""
    if verdict.measure != "launched" or not verdict.rule.endswith("verb of the weapon"):
        return False
    near = (item.tags.get("actors") for item in items[verdict.at + 1 : verdict.at + 4])
    return any(tag is not None and tag.entry.get("actor") not in SIDES for tag in near)


def _claim(reading: Reading, c: Counted, verdict: Verdict, weapon: str) -> Claim:
    """The claim of one number; "all but one" and "not one of" turn its measure or its value."""
    rule, cue, at = verdict.rule, verdict.cue, verdict.at
    claim = Claim("strikes", verdict.measure, c.quantity, rule, cue, at, weapon=weapon)
    if c.all_but:
        measure = "intercepted" if verdict.measure == "hit" else "hit"
        return replace(claim, measure=measure, rule=_ALL_BUT)
    denied = _denial(reading.items, c) if c.total is not None else None
    if denied is not None:
        return replace(claim, quantity=_zero(c.quantity, denied.start, c.quantity.end))
    return claim


def _denial(items: Sequence[Item], c: Counted) -> Item | None:
    """The word "not" of "not one of the six", "not a single one of the six"."""
    i = c.at - 1
    while i > 0 and (
        items[i].text in strike_words("single") or items[i].grammar in ("determiner", "adverb")
    ):
        if items[i].text == "not":
            break
        i -= 1
    return items[i] if i >= 0 and items[i].text == "not" else None


def _zero(quantity: Quantity, start: int, end: int) -> Quantity:
    return replace(quantity, value=0.0, low=0.0, high=0.0, qualifier="exact", start=start, end=end)


def _said_of_all(reading: Reading, c: Counted, claim: Claim) -> Iterator[Claim]:
    """What the words say of the same weapons besides: "all 14", "none of the five"."""
    if claim.rule == "total of none":
        none = reading.items[c.first - 2]
        zero = _zero(claim.quantity, none.start, none.end)
        measure = _fate_of_none(reading, c)
        yield replace(claim, measure=measure, quantity=zero, rule="none of M")
    if c.everyone and claim.measure != "launched":
        yield replace(claim, measure="launched", rule="all N")
    none_behind = _none_behind(reading, c, claim)
    if none_behind is not None:
        yield replace(claim, measure="intercepted", quantity=none_behind, rule="none of which")
    fate = _fate_of_all(reading, c) if claim.measure == "launched" else None
    if fate is not None:
        yield replace(claim, measure=fate.measure, rule=fate.rule, cue=fate.cue, cue_at=fate.at)


def _fate_of_none(reading: Reading, c: Counted) -> str:
    """What none of them did: hit anything ("none of the six reached the port"), or was stopped."""
    for item in reading.items[c.last + 1 : c.last + _HOURS]:
        tag = item.tags.get("strikes")
        hits = tag is not None and tag.entry.get("measure") == "hit"
        if hits or item.text in words_of("arrives"):
            return "hit"
    return "intercepted"


def _fate_of_all(reading: Reading, c: Counted) -> Verdict | None:
    """What is said of all of them at once: "32 drones, all of which were shot down"."""
    items = reading.items
    i = c.last + 1
    while i < min(len(items), c.last + _HOURS) and not _opens_all(items, i):
        if items[i].number is not None or items[i].grammar == "clause":
            return None
        i += 1
    if not _opens_all(items, i):
        return None
    for k in range(i + 2, min(len(items), i + 12)):
        if items[k].number is not None or items[k].grammar == "clause":
            return None
        tag = items[k].tags.get("strikes")
        if tag is not None and tag.form == "past" and tag.entry.get("measure") in DEFENCE:
            return Verdict(str(tag.entry.get("measure")), "all of which", items[k].text, k)
    return None


def _opens_all(items: Sequence[Item], i: int) -> bool:
    """Whether ", all of which" or "; all of them" begins at item i."""
    if i + 2 >= len(items) or items[i].text not in (",", ";") or items[i + 1].grammar != "all":
        return False
    return items[i + 2].grammar in {"pronoun", "relative", "be"} or items[i + 1].text == "all of"


def _none_behind(reading: Reading, c: Counted, claim: Claim) -> Quantity | None:
    """The zero of "five Kinzhals, none of which was intercepted"."""
    behind = reading.items[c.last + 1 : c.last + 12]
    at = next((i for i, item in enumerate(behind[:6]) if item.text == "none"), None)
    if at == 1 and claim.cue == "none":  # "three Kinzhals, none."
        return _zero(c.quantity, behind[at].start, behind[at].end)
    if at is None or at + 1 >= len(behind) or not behind[at + 1].text.startswith("of"):
        return None
    if any(item.number is not None for item in behind[:at]):
        return None
    verb = next((item.tags["strikes"] for item in behind[at:] if "strikes" in item.tags), None)
    if verb is None or verb.entry.get("measure") != "intercepted":
        return None
    return _zero(c.quantity, behind[at].start, behind[at].end)


def _only_targets(c: Counted) -> bool:
    """As in "36 targets": weapons only where air defence is said to have dealt with them."""
    return bool(c.heads) and all(head.text in strike_words("targets") for head in c.heads)


def _with_actor(
    claim: Claim, document: Document, index: int, memory: Memory, attacker: str | None
) -> Claim | None:
    """The claim with who acts, the attacker where known; None where others fire at each other."""
    items = document.sentence(index).items
    if tells_elsewhere(items):
        return None
    other = foreign_actor(items, claim)
    if other is not None:
        return replace(claim, actor=other) if claim.measure in DEFENCE else None
    attacker = attacker or attacker_of(claim, document, index, memory)
    memory.attacker = attacker
    return replace(claim, actor=other_side(attacker) if claim.measure in DEFENCE else attacker)
