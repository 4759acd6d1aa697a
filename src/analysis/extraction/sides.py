"""Which side attacks: by the weapon's owner, the verb's subject, the place, or who speaks."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Sequence

    from analysis.extraction.claims import Claim, Memory
    from analysis.extraction.document import Document, Item

SIDES = ("Russia", "Ukraine")
_REACH = 16


def other_side(side: str) -> str:
    """The opponent: Ukraine for Russia, Russia for Ukraine."""
    return SIDES[1] if side == SIDES[0] else SIDES[0]


def actor_name(item: Item) -> str | None:
    """The canonical name of the actor that an item names, if it names one."""
    tag = item.tag("actors")
    return str(tag.entry.get("actor")) if tag is not None else None


def side_in(items: Sequence[Item]) -> str | None:
    """The first of the two sides that a stretch names."""
    return next((name for item in items if (name := actor_name(item)) in SIDES), None)


def side_of_speaker(text: str | None, document: Document) -> str | None:
    """The side that a speaker belongs to, by the words of its name."""
    if not text:
        return None
    low = text.lower()
    for side, marks in (("Russia", ("russia", "moscow", "kremlin")), ("Ukraine", ("ukrain", "kyiv", "kiev"))):
        if any(mark in low for mark in marks):
            return side
    return None


def attacker_of(claim: Claim, document: Document, index: int, memory: Memory) -> str:
    """The side that fires the weapons of a claim of strikes."""
    items = document.sentence(index).items
    at = next(i for i, item in enumerate(items) if item.start >= claim.quantity.start)
    return (
        _by_noun_phrase(items, at)
        or _by_subject(items, at, claim)
        or _by_agent(items, at, claim)
        or _by_place(items, at, claim)
        or _by_clause_place(items)
        or memory.attacker
        or SIDES[0]
    )


def _by_noun_phrase(items: Sequence[Item], at: int) -> str | None:
    """"two Ukrainian drones", "39 Shahed drones", "enemy missiles"."""
    for item in items[at + 1 : at + 8]:
        if item.is_grammar("be", "by", "preposition", "relative", "clause") or item.number is not None:
            return None
        tag = item.tag("actors")
        if tag is not None and tag.entry.get("actor") in SIDES:
            return str(tag.entry.get("actor"))
        weapon = item.tag("weapons")
        if weapon is not None and weapon.entry.get("origin"):
            return str(weapon.entry.get("origin"))
    return None


def _by_subject(items: Sequence[Item], at: int, claim: Claim) -> str | None:
    """The nearest side named before the verb: who fires, or who shoots down."""
    passive = claim.rule.endswith(("passive verb", "participle", "verb of the weapon"))
    if passive:
        return None
    defends = claim.measure in ("intercepted", "suppressed")
    for i in range(at - 1, max(-1, at - _REACH), -1):
        if items[i].text in ";" or items[i].is_grammar("clause"):
            return None
        name = actor_name(items[i])
        if name in SIDES and not (i > 0 and items[i - 1].text in ("on", "at", "against", "of", "over", "into", "across")):
            return other_side(name) if defends else name
    return None


def _by_agent(items: Sequence[Item], at: int, claim: Claim) -> str | None:
    """"... were shot down by Russian air defence", "launched by Russia"."""
    defends = claim.measure in ("intercepted", "suppressed")
    for i in range(at + 1, min(len(items), at + _REACH)):
        if items[i].text == "by":
            side = side_in(items[i + 1 : i + 5])
            launched = any("strikes" in k.tags and k.tags["strikes"].entry.get("measure") == "launched" for k in items[i - 1 : i])
            if side:
                return side if launched or not defends else other_side(side)
    return None


def _by_place(items: Sequence[Item], at: int, claim: Claim) -> str | None:
    """The country of the place right behind: weapons over Belgorod are Ukraine's."""
    for i in range(at + 1, min(len(items) - 1, at + _REACH)):
        if items[i].number is not None or items[i].text in ";":
            return None
        tag = items[i].tag("places")
        if tag is not None and tag.entry.get("country") in SIDES and not _is_origin(items, i):
            return other_side(str(tag.entry.get("country")))
    return None


def _by_clause_place(items: Sequence[Item]) -> str | None:
    for i, item in enumerate(items):
        tag = item.tag("places")
        if tag is not None and tag.entry.get("country") in SIDES and "actors" not in item.tags and not _is_origin(items, i):
            return other_side(str(tag.entry.get("country")))
    return None


def _is_origin(items: Sequence[Item], i: int) -> bool:
    """Whether "from" stands before the place: where weapons come from is not where they fall."""
    return any(item.text == "from" for item in items[max(0, i - 3) : i])
