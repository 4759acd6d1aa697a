"""Whose victims: the side that they belong to, and whether they are civilians or soldiers."""

from __future__ import annotations

from typing import TYPE_CHECKING

from analysis.extraction.sides import SIDES, actor_name, other_side

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from analysis.extraction.claims import Memory
    from analysis.extraction.counted import Counted
    from analysis.extraction.document import Document, Item
    from analysis.extraction.outcomes import Outcome

_BACK = 3
_NEAR = 3
_NAMES = ("name", "adjective", "capital", "side", "government")
_WHERE = frozenset(("in", "on", "into", "across", "over", "inside", "against", "at", "hits", "hit"))


def category_of(items: Sequence[Item], c: Counted, outcome: Outcome) -> str | None:
    """Civilian or military where the words say so, else None."""
    last = c.last
    if last + 2 < len(items) and items[last + 1].is_grammar("be", "including"):
        last += 4
    own = _category_in(items[c.first : last + 1])
    if own is not None:
        return own
    around = items[max(0, outcome.cue_at - _NEAR) : outcome.cue_at + 2]
    if outcome.losses:
        return _category_in(around) or "military"
    return _category_in(around) if outcome.rule in ("toll", "counted noun") else None


def _category_in(items: Sequence[Item]) -> str | None:
    for item in items:
        tag = item.tag("people")
        if tag is not None and tag.entry.get("category"):
            return str(tag.entry.get("category"))
    return "military" if any(item.text == "military" for item in items) else None


def side_of(document: Document, index: int, c: Counted, outcome: Outcome, memory: Memory) -> str:
    """The side that the victims belong to.

    Named with them ("Russian soldiers", "Russia's dead"), by where it happened, by who attacked;
    else as in the sentences before, or the side of the victims told of last.
    """
    items = document.sentence(index).items
    found = _by_noun_phrase(items, c) or _by_loser(items, c, outcome) or _by_clause(items, c)
    for k in range(index - 1, max(-1, index - _BACK), -1):
        found = found or _in_stretch(document.sentence(k).items)
    return found or memory.side or SIDES[1]


def _by_noun_phrase(items: Sequence[Item], c: Counted) -> str | None:
    """ "45,100 Ukrainian soldiers", "two North Korean soldiers"."""
    end = c.last + 1
    names = (actor_name(item) for item in items[c.at + 1 : end + 1])
    return next((name for name in names if name), None) if c.heads else None


def _by_loser(items: Sequence[Item], c: Counted, outcome: Outcome) -> str | None:
    """ "Russia's dead", "the enemy lost 80 troops", "Russia has suffered 236,000 casualties"."""
    if not outcome.losses and outcome.rule not in ("toll", "counted noun", "running total"):
        return None
    for i in range(min(c.first, outcome.cue_at) - 1, max(-1, outcome.cue_at - 12), -1):
        if items[i].text in ";" or "speech" in items[i].tags:
            return None
        if _is_loser(items, i, outcome):
            return actor_name(items[i])
    return None


def _is_loser(items: Sequence[Item], i: int, outcome: Outcome) -> bool:
    tag = items[i].tag("actors")
    if tag is None or tag.entry.get("role") not in _NAMES or _attacks(items, i):
        return False
    return outcome.losses or outcome.cue_at - i <= _NEAR or items[i + 1].is_grammar("have")


def _by_clause(items: Sequence[Item], c: Counted) -> str | None:
    """By the places and attackers of the number's clause, those behind the number first."""
    first, last = _clause(items, c)
    return _in_stretch(items[c.last + 1 : last]) or _in_stretch(
        items[first : c.first], backwards=True
    )


def _clause(items: Sequence[Item], c: Counted) -> tuple[int, int]:
    first = next(
        (i for i in range(c.first - 1, -1, -1) if items[i].text in (";", "while", "whereas")), -1
    )
    last = next((i for i in range(c.last + 1, len(items)) if _ends(items, i)), len(items))
    return first + 1, last


def _ends(items: Sequence[Item], i: int) -> bool:
    return items[i].text in (";", "while", "whereas", "meanwhile")


def _in_stretch(items: Sequence[Item], *, backwards: bool = False) -> str | None:
    """The victims' side by the nearest place of a stretch, and by who attacks in it."""
    attacker = next(
        (actor_name(items[i]) for i in _order(items, backwards) if _attacks(items, i)), None
    )
    country = next((name for i in _order(items, backwards) if (name := _country(items, i))), None)
    if attacker == SIDES[1]:
        return SIDES[0]
    if country is not None:
        return country
    return other_side(attacker) if attacker else None


def _order(items: Sequence[Item], backwards: bool) -> Iterator[int]:  # noqa: FBT001 - internal
    return iter(range(len(items) - 1, -1, -1) if backwards else range(len(items)))


def _country(items: Sequence[Item], i: int) -> str | None:
    """The country of the place at item i, or the country itself where things happen in it."""
    tag = items[i].tag("places")
    if tag is not None and tag.entry.get("country") and tag.entry.get("kind") != "country":
        speaks = i + 1 < len(items) and "speech" in items[i + 1].tags
        return (
            None
            if speaks or items[i].tag("actors") and _attacks(items, i)
            else str(tag.entry.get("country"))
        )
    if i and any(item.text in _WHERE for item in items[max(0, i - 2) : i]):
        return actor_name(items[i])
    return None


def _attacks(items: Sequence[Item], i: int) -> bool:
    """Whether the side named at item i attacks: "a Ukrainian drone strike", "Russia fired"."""
    if actor_name(items[i]) not in SIDES:
        return False
    if any(item.text in _WHERE for item in items[max(0, i - 1) : i]):
        return False
    return any(
        "weapons" in item.tags
        or (
            "strikes" in item.tags
            and item.tags["strikes"].entry.get("measure") in ("launched", "hit")
        )
        for item in items[i + 1 : i + 1 + _NEAR]
    )
