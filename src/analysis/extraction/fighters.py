"""Soldiers without a side of their own: foreigners who fight for one, the dead a side owns to."""

from __future__ import annotations

from typing import TYPE_CHECKING

from analysis.extraction.attribution import attribution_of
from analysis.extraction.clause_sides import attacks, nation_in
from analysis.extraction.lexicon import clause_words, word_set
from analysis.extraction.outcomes import words_of
from analysis.extraction.sides import SIDES, country_of, other_side, side_of_speaker

if TYPE_CHECKING:
    from collections.abc import Sequence

    from analysis.extraction.claims import Memory
    from analysis.extraction.counted import Counted
    from analysis.extraction.document import Document, Item
    from analysis.extraction.outcomes import Outcome

_NEAR = 4
_COUNT = "count by name"
_ARMIES = ("North Korea",)


def side_fought_for(
    items: Sequence[Item], c: Counted, outcome: Outcome, nation: str, *, soldiers: bool
) -> str:
    """The side that foreigners fight on, where they do: "Two Britons died fighting for Ukraine".

    Args:
        items: the sentence.
        c: the number of the victims.
        outcome: what happened to them.
        nation: theirs, as named.
        soldiers: whether they are told to be soldiers.

    Returns:
        The nation itself for civilians, for the two sides, and for an army sent by its own state.
    """
    if nation in SIDES or nation in _ARMIES:
        return nation
    volunteers = any(head.tag("people", "victim", "irregular") for head in c.heads)
    if not (soldiers or volunteers or outcome.measure == "captured"):
        return nation
    return _joined(items) or _captor(items, outcome) or SIDES[1]


def _joined(items: Sequence[Item]) -> str | None:
    """The side of "fighting for Russia", "serving in the Ukrainian army"."""
    for i, item in enumerate(items):
        side = nation_in(item)
        if side not in SIDES:
            continue
        before = items[max(0, i - _NEAR) : i]
        texts = {k.text for k in before}
        army = item.tags["actors"].entry.get("role") == "adjective"
        linked = not texts.isdisjoint(words_of("fights_for")) or (army and "in" in texts)
        fights = not texts.isdisjoint((*words_of("battle"), *words_of("serves")))
        if (linked and fights) or not texts.isdisjoint(words_of("recruits")):
            return side
    return None


def _captor(items: Sequence[Item], outcome: Outcome) -> str | None:
    """The opponent of the side that took them prisoner."""
    if outcome.measure != "captured":
        return None
    captors = (i for i in range(len(items)) if attacks(items, i))
    return next((other_side(str(nation_in(items[i]))) for i in captors), None)


def owned_by_speaker(document: Document, index: int, c: Counted, outcome: Outcome) -> str | None:
    """The side whose military tells how many soldiers "were killed", and by nobody: its own.

    An enemy's dead are "eliminated", or called mercenaries and occupiers, or named with their
    nation; and not where the clause names who attacked, or a place on the other side's ground.
    """
    passive = outcome.rule in ("passive verb", "verb of the victims", "participle", "list")
    if outcome.losses or not passive or outcome.measure not in ("killed", "injured"):
        return None
    items = document.sentence(index).items
    if not any("speech" in item.tags for item in items):
        return None
    side = side_of_speaker(attribution_of(document, index, c.at))
    if side not in SIDES:
        return None
    if any(head.tag("people", "irregular", "enemy") for head in c.heads):
        return other_side(side)
    told = any(attacks(items, i) for i in range(len(items)))
    ground = (item for item in items[c.last + 1 :] if _is_narrow(item))
    return None if told or any(country_of(k) == other_side(side) for k in ground) else side


def counts_by_name(document: Document, memory: Memory) -> bool:
    """Whether the article is about the count of Russia's dead that is kept by their names."""
    if _COUNT not in memory.notes:
        words = (*words_of("russian_counts"), "obituaries")
        counted = any(word in document.view for word in words)
        named = counted and any(word in document.view for word in words_of("by_name"))
        memory.notes[_COUNT] = "names" if named else ""
    return bool(memory.notes[_COUNT])


def names_ground(items: Sequence[Item]) -> bool:
    """Whether the sentence names a place in one of the two countries, or who attacks there."""
    return any(_is_narrow(item) and country_of(item) in SIDES for item in items) or any(
        attacks(items, i) for i in range(len(items))
    )


def _is_narrow(item: Item) -> bool:
    tag = item.tags.get("places")
    return tag is not None and tag.entry.get("kind") != "country"


def abroad(items: Sequence[Item], at: int) -> str | None:
    """The neighbour on whose ground the victims of number `at` were hit: "a Polish village"."""
    for i, item in enumerate(items[:-1]):
        if not item.tags:
            continue
        tag = item.tags.get("places") or item.tags.get("actors")
        name = (tag.entry.get("country") or tag.entry.get("actor")) if tag is not None else None
        if name is None or name in SIDES or name not in words_of("neighbours"):
            continue
        between = items[min(i, at) + 1 : max(i, at)]
        if not any("speech" in k.tags for k in between) and (_is_in(items, i) or _owns(items, i)):
            ours = any(_is_narrow(k) and country_of(k) in SIDES for k in items)
            return None if ours else str(name)
    return None


def _is_in(items: Sequence[Item], i: int) -> bool:
    """As in "in Poland", "in eastern Poland"."""
    before = [item.text for item in items[max(0, i - 2) : i]]
    return any(text in clause_words("place") for text in before) and "places" in items[i].tags


def _owns(items: Sequence[Item], i: int) -> bool:
    """As in "a Polish border town"."""
    grounds = word_set("background", "ground")
    return any(item.text in grounds for item in items[i + 1 : i + 3])
