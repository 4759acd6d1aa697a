"""Drones and missiles: which measure each number has, of which weapon, and whose."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING

from analysis.extraction.claims import Claim, Memory
from analysis.extraction.counted import Counted, read_counted
from analysis.extraction.sides import attacker_of, other_side

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from analysis.extraction.document import Document, Item, Sentence

_REACH = 14
_FINER = ("ballistic_missile", "cruise_missile", "guided_missile")


@dataclass(frozen=True, slots=True)
class Verdict:
    """The measure of a number, the rule that gave it and the words it was given by."""

    measure: str
    rule: str
    cue: str = ""
    weak: bool = False


@dataclass(slots=True)
class _Reading:
    """One sentence while its numbers are being read."""

    sentence: Sentence
    counted: list[Counted]
    verdicts: dict[int, Verdict] = field(default_factory=dict)

    @property
    def items(self) -> Sequence[Item]:
        return self.sentence.items


def read_strikes(document: Document, index: int, memory: Memory) -> list[Claim]:
    """The figures of drones, missiles, bombs and rockets in a sentence.

    Args:
        document: the article.
        index: which of its sentences.
        memory: what the sentences before left open; updated.
    """
    sentence = document.sentence(index)
    counted = [c for c in read_counted(sentence) if _can_count(c)]
    if not counted and not any(item.text == "none" for item in sentence.items):
        return []
    reading = _Reading(sentence, counted)
    _find_verdicts(reading, memory)
    claims = list(_claims(reading, memory))
    return [_with_actor(claim, document, index, memory) for claim in claims]


def _can_count(c: Counted) -> bool:
    return c.quantity.unit == "count" and not any("people" in head.tags for head in c.heads)


def weapon_of(heads: Sequence[Item]) -> str | None:
    """The class of a noun phrase's weapons; `any` where drones and missiles share one number."""
    classes = [str(h.tags["weapons"].entry.get("class")) for h in heads if "weapons" in h.tags]
    if not classes:
        return None
    drones = "drone" in classes
    missiles = [c for c in classes if c.endswith("missile")]
    if drones and missiles:
        return "any"
    finer = [c for c in classes if c in _FINER]
    if finer:
        return finer[0]
    exact = [c for c in classes if c not in ("any", "other")]
    return (exact or classes)[0]


def _find_verdicts(reading: _Reading, memory: Memory) -> None:
    """Give each number its measure: by the pair it is in, by a verb, by the list it is in."""
    for n, c in enumerate(reading.counted):
        verdict = _by_total(reading, n) or _by_verb_after(reading, n) or _by_verb_before(reading, n)
        if verdict is not None:
            reading.verdicts[n] = verdict
        if c.total is not None:
            continue
    for n in range(len(reading.counted)):
        if n not in reading.verdicts:
            verdict = _by_list(reading, n)
            if verdict is not None:
                reading.verdicts[n] = verdict


# --- "60 out of 81 drones": the second number is the total -----------------------------------


def _by_total(reading: _Reading, n: int) -> Verdict | None:
    """The M of "N of M", of "out of M drones, ..." at a clause's start: launched."""
    c = reading.counted[n]
    before = [p for p in reading.counted[:n] if p.total == c.at]
    if before and not before[0].all_but:
        return Verdict("launched", "total of N of M", "of")
    if before:
        return Verdict("launched", "total of all but N", "all but")
    start = reading.items[c.first - 1] if c.first > 0 else None
    if start is not None and start.text in ("of", "out of", "from among"):
        opener = reading.items[c.first - 2] if c.first > 1 else None
        if opener is None or opener.is_sign or opener.is_grammar("conjunction", "clause"):
            return Verdict("launched", "total named first", start.text)
        if opener.text in ("none", "any", "neither"):
            return Verdict("launched", "none of M", "none of")
    return None


# --- the verb after the number: "71 were shot down", "two hit a depot" ------------------------


def _by_verb_after(reading: _Reading, n: int) -> Verdict | None:
    c = reading.counted[n]
    items = reading.items
    i = _after_phrase(reading, c)
    aux = relative = negated = False
    for item in items[i : i + _REACH]:
        if item.number is not None or item.text in ";:()\u2013" or item.is_grammar("clause", "conjunction", "modal"):
            return None
        if item.is_sign and item.text == "," and not _relative_follows(items, item):
            return None
        tag = item.tag("strikes")
        if tag is not None:
            return _after_verdict(item, aux=aux, relative=relative, negated=negated)
        if item.tag("casualties") is not None and aux:
            return None
        aux = aux or item.is_grammar("be")
        relative = relative or item.is_grammar("relative")
        negated = negated or item.text in ("not", "never")
    return None


def _after_phrase(reading: _Reading, c: Counted) -> int:
    """Index of the first item behind the phrase, and behind the total's phrase too."""
    if c.total is not None:
        for other in reading.counted:
            if other.at == c.total:
                return other.last + 1
        return c.total + 1
    return c.last + 1


def _relative_follows(items: Sequence[Item], comma: Item) -> bool:
    i = next((k for k, item in enumerate(items) if item is comma), -1)
    return i + 1 < len(items) and items[i + 1].is_grammar("relative")


def _after_verdict(item: Item, *, aux: bool, relative: bool, negated: bool) -> Verdict | None:
    tag = item.tags["strikes"]
    role, measure = tag.entry.get("role"), str(tag.entry.get("measure"))
    if role == "subject":
        return Verdict(measure, "verb of the weapon", item.text)
    if role == "object" and (tag.form in ("past", "word") or relative):
        if negated and measure == "intercepted":
            return Verdict("hit", "not intercepted", item.text)
        return Verdict(measure, "passive verb" if aux else "participle", item.text)
    return None


# --- the verb before the number: "shot down 71", "an attack with 40 drones" -------------------


def _by_verb_before(reading: _Reading, n: int) -> Verdict | None:
    c = reading.counted[n]
    items = reading.items
    stop = max((p.last for p in reading.counted[:n]), default=-1)
    by = ""
    for i in range(c.first - 1, max(stop, c.first - 1 - _REACH), -1):
        item = items[i]
        tag = item.tag("strikes")
        if tag is not None:
            verdict = _before_verdict(items, i, by, direct=c.first - 1 - i <= 1)
            if verdict is not None:
                return verdict
        if item.text in ";:()\u2013,\"" or item.is_grammar("clause", "relative") or item.number is not None:
            return None
        if item.is_grammar("by") or item.text in ("of", "in"):
            by = item.text
        elif item.is_grammar("be", "modal"):
            return None
    return None


def _before_verdict(items: Sequence[Item], i: int, by: str, *, direct: bool) -> Verdict | None:
    item = items[i]
    tag = item.tags["strikes"]
    role, measure = tag.entry.get("role"), str(tag.entry.get("measure"))
    if i > 0 and items[i - 1].is_grammar("modal"):
        return None
    if role == "object":
        if by == "by" or (tag.form == "past" and _is_passive(items, i) and not by):
            return None
        return Verdict(measure, "verb with object", item.text, weak=bool(tag.entry.get("weak")))
    if role in ("with", "event") and by:
        return Verdict(measure, f"{role} {by}", item.text)
    if role == "subject" and by in ("with", "using"):
        return Verdict("launched", "struck with", item.text)
    if role == "noun" or (role == "subject" and by == "by"):
        return Verdict(measure, "noun of the outcome", item.text)
    return None


def _is_passive(items: Sequence[Item], i: int) -> bool:
    """Whether a form of be stands before the verb at i, over adverbs."""
    k = i - 1
    while k >= 0 and items[k].is_grammar("adverb", "other"):
        k -= 1
    return k >= 0 and items[k].is_grammar("be") and not items[k].text.endswith(("has", "have", "had"))


# --- lists: "55 in all, 27 over Rostov, eight over Bryansk" -----------------------------------


def _by_list(reading: _Reading, n: int) -> Verdict | None:
    """The measure of a neighbour in the same list: the one before, else the one after."""
    if n > 0 and n - 1 in reading.verdicts and _linked(reading, n - 1, n):
        verdict = reading.verdicts[_owner(reading, n - 1)]
        return replace(verdict, rule=f"list: {verdict.rule.removeprefix('list: ')}")
    for k in range(n + 1, len(reading.counted)):
        if not _linked(reading, k - 1, k):
            return None
        if k in reading.verdicts and reading.verdicts[k].rule in ("passive verb", "participle", "verb of the weapon"):
            verdict = reading.verdicts[k]
            return replace(verdict, rule=f"list: {verdict.rule}")
    return None


def _owner(reading: _Reading, n: int) -> int:
    """For the M of "N of M", the N, whose measure goes on in a list."""
    for k, p in enumerate(reading.counted[:n]):
        if p.total == reading.counted[n].at and k in reading.verdicts:
            return k
    return n


def _linked(reading: _Reading, a: int, b: int) -> bool:
    """Whether the numbers a and b stand in one list: no verb or clause word between them."""
    between = reading.items[reading.counted[a].last + 1 : reading.counted[b].first]
    if len(between) > _REACH + 6:
        return False
    for item in between:
        if item.is_grammar("clause", "modal") or item.text in ";":
            return item.text == ";"
        if item.is_grammar("be") or "casualties" in item.tags or "speech" in item.tags:
            return False
    return True


# --- from verdicts to claims -------------------------------------------------------------------


def _claims(reading: _Reading, memory: Memory) -> Iterator[Claim]:
    for n, c in enumerate(reading.counted):
        verdict = reading.verdicts.get(n)
        weapon = _weapon(reading, n, memory)
        if verdict is None or weapon is None:
            continue
        memory.weapon = weapon
        claim = Claim("strikes", verdict.measure, c.quantity, verdict.rule, verdict.cue, weapon=weapon)
        if c.all_but:
            claim = replace(claim, measure="hit", rule="all but N")
        yield claim
        if c.everyone and verdict.measure in ("intercepted", "suppressed"):
            yield replace(claim, measure="launched", rule="all N")


def _weapon(reading: _Reading, n: int, memory: Memory) -> str | None:
    """The weapon counted: by its own noun, the total's, the list's, or the sentence before."""
    c = reading.counted[n]
    own = weapon_of(c.heads)
    if own is not None:
        return own
    for other in reading.counted:
        if c.total == other.at and weapon_of(other.heads):
            return weapon_of(other.heads)
    for k in range(n - 1, -1, -1):
        weapon = weapon_of(reading.counted[k].heads)
        if weapon is not None:
            return weapon
    return _weapon_named_before(reading, c) or memory.weapon


def _weapon_named_before(reading: _Reading, c: Counted) -> str | None:
    """The nearest weapon named in the sentence before the number, without a number of its own."""
    for item in reversed(reading.items[: c.first]):
        if "weapons" in item.tags:
            return weapon_of([item])
    return None


def _with_actor(claim: Claim, document: Document, index: int, memory: Memory) -> Claim:
    attacker = attacker_of(claim, document, index, memory)
    memory.attacker = attacker
    defends = claim.measure in ("intercepted", "suppressed")
    return replace(claim, actor=other_side(attacker) if defends else attacker)
