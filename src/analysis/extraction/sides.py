"""Which side attacks: by the weapon's owner, the verb's subject, the place, or who speaks."""

from __future__ import annotations

from typing import TYPE_CHECKING

from analysis.extraction.attribution import attribution_of
from analysis.extraction.lexicon import phrases

if TYPE_CHECKING:
    from collections.abc import Sequence

    from analysis.extraction.claims import Claim, Memory
    from analysis.extraction.document import Document, Item

SIDES = ("Russia", "Ukraine")
_REACH = 16
_CLAUSE = 40
_INTO = frozenset(("on", "at", "against", "of", "over", "into", "across", "in", "to", "toward", "towards", "near", "from", "around", "for"))
_PRONOUNS = frozenset(("it", "they", "its", "their"))
_NO_DOERS = ("holder", "maker")


def other_side(side: str) -> str:
    """The opponent: Ukraine for Russia, Russia for Ukraine."""
    return SIDES[1] if side == SIDES[0] else SIDES[0]


def actor_name(item: Item) -> str | None:
    """The canonical name of the actor that an item names as a doer, if it names one."""
    tag = item.tag("actors")
    if tag is None or tag.entry.get("role") in _NO_DOERS:
        return None
    return str(tag.entry.get("actor"))


def country_of(item: Item) -> str | None:
    """The side whose ground a place is: who holds it, else whose country it is in."""
    tag = item.tag("places")
    if tag is None:
        return None
    country = tag.entry.get("held") or tag.entry.get("country")
    return str(country) if country in SIDES else None


def side_of_speaker(text: str | None) -> str | None:
    """The side that a speaker belongs to, by the words of its name."""
    for word in (text or "").lower().replace("’", "'").split():
        for phrase, tags in phrases().get(word.removesuffix("'s").strip(",.'"), ()):
            if len(phrase) == 1:
                tag, place = tags.get("actors"), tags.get("places")
                if tag is not None and tag.entry.get("actor") in SIDES and tag.entry.get("role") not in _NO_DOERS:
                    return str(tag.entry.get("actor"))
                if place is not None and place.entry.get("country") in SIDES:
                    return str(place.entry.get("held") or place.entry.get("country"))
    return None


def attacker_of(claim: Claim, document: Document, index: int, memory: Memory) -> str:
    """The side that fires the weapons of a claim of strikes."""
    items = document.sentence(index).items
    at = next(i for i, item in enumerate(items) if item.start >= claim.quantity.start)
    speaker = side_of_speaker(attribution_of(document, index, at))
    return (
        _by_noun_phrase(items, at, speaker)
        or _by_agent(items, at, claim)
        or _by_subject(items, at, claim, speaker)
        or _by_event(items)
        or _by_place(items, at)
        or (other_side(speaker) if speaker else None)
        or memory.attacker
        or SIDES[0]
    )


def _defends(claim: Claim) -> bool:
    """Whether the clause tells what the defender did: also for the M of "shot down N of M"."""
    return claim.measure in ("intercepted", "suppressed") or claim.rule.startswith(("total", "all"))


def _by_noun_phrase(items: Sequence[Item], at: int, speaker: str | None) -> str | None:
    """"two Ukrainian drones", "39 Shahed drones", "enemy missiles"."""
    for item in items[at + 1 : at + 8]:
        if item.is_grammar("be", "have", "by", "preposition", "relative", "clause") or item.number is not None:
            return None
        tag = item.tag("actors")
        if tag is not None and actor_name(item) in SIDES:
            if tag.entry.get("role") == "side" and speaker is not None:
                return other_side(speaker)
            return actor_name(item)
        weapon = item.tag("weapons")
        if weapon is not None and weapon.entry.get("origin"):
            return str(weapon.entry.get("origin"))
    return None


def _by_agent(items: Sequence[Item], at: int, claim: Claim) -> str | None:
    """"... were shot down by Russian air defence", "launched by Russia", "which Russia fired"."""
    for i in range(at + 1, min(len(items), at + _REACH)):
        if items[i].text in (",", ";") and not items[min(i + 1, len(items) - 1)].is_grammar("relative"):
            return None
        name = actor_name(items[i])
        if name not in SIDES:
            continue
        before = items[i - 1]
        if before.text in ("by", "the") and any(k.text == "by" for k in items[i - 2 : i]):
            verb = next((k for k in reversed(items[at:i]) if "strikes" in k.tags), None)
            launched = verb is not None and verb.tags["strikes"].entry.get("measure") == "launched"
            return name if launched or not _defends(claim) else other_side(name)
        follows = items[i + 1 : i + 4]
        if before.is_grammar("relative") or "weapons" in before.tags or before.text in ("that", "which"):
            verb = next((k for k in follows if "strikes" in k.tags), None)
            if verb is not None:
                launched = verb.tags["strikes"].entry.get("measure") == "launched"
                return name if launched else other_side(name)
    return None


def _by_subject(items: Sequence[Item], at: int, claim: Claim, speaker: str | None) -> str | None:
    """The first side named in the clause before the verb: who fires, or who shoots down."""
    if claim.rule.endswith(("passive verb", "participle", "verb of the weapon", "told of", "verb by")):
        return None
    start = next((i + 1 for i in range(at - 1, max(-1, at - _CLAUSE), -1) if _opens_clause(items, i)), 0)
    for i in range(start, at):
        name = actor_name(items[i])
        if name is None and items[i].text in _PRONOUNS and i - start < 2:
            name = speaker
        if name in SIDES and not (i > 0 and (items[i - 1].text in _INTO or "strikes" in items[i - 1].tags)):
            return other_side(name) if _defends(claim) else name
    return None


def _opens_clause(items: Sequence[Item], i: int) -> bool:
    item = items[i]
    return item.text in (";", ":") or item.is_grammar("clause") or ("speech" in item.tags)


def _by_event(items: Sequence[Item]) -> str | None:
    """"a Russian attack", "Ukraine's drone strike"."""
    for i, item in enumerate(items):
        name = actor_name(item)
        if name in SIDES and any(
            "strikes" in k.tags and (k.tags["strikes"].entry.get("role") == "event" or k.text.startswith("strike"))
            for k in items[i + 1 : i + 4]
        ):
            return name
    return None


def _by_place(items: Sequence[Item], at: int) -> str | None:
    """The ground that the weapons fly over or fall on: over Belgorod they are Ukraine's."""
    behind = range(at + 1, min(len(items), at + _REACH))
    for i in (*behind, *range(at - 1, -1, -1)):
        side = country_of(items[i])
        if side is not None and _is_target(items, i):
            return other_side(side)
    return None


def _is_target(items: Sequence[Item], i: int) -> bool:
    """Whether a preposition of place, not "from", governs the place at i."""
    for item in reversed(items[max(0, i - 4) : i]):
        if item.text in _INTO:
            return item.text not in ("from", "of", "for")
        if item.number is not None or "speech" in item.tags:
            return False
    return i == 0 or items[i - 1].tag("strikes") is not None
