"""Which weapon each number counts: its own noun's, its total's, that of its list or of before."""

from __future__ import annotations

from typing import TYPE_CHECKING

from analysis.extraction.strike_comparisons import respective
from analysis.extraction.strike_context import number_of
from analysis.extraction.verdicts import linked

if TYPE_CHECKING:
    from collections.abc import Sequence

    from analysis.extraction.claims import Memory
    from analysis.extraction.counted import Counted
    from analysis.extraction.document import Item
    from analysis.extraction.verdicts import Reading

MIXED = "mixed_at"
"""The note that tells in which sentence drones and missiles were fired together."""

_MISSILES = "missiles"
_FINER = ("ballistic_missile", "cruise_missile", "guided_missile")
_SMALL = 12  # lesser numbers come again by chance


def weapon_of(heads: Sequence[Item]) -> str | None:
    """The class of a noun phrase's weapons; `any` where drones and missiles share one number."""
    classes = [str(h.tags["weapons"].entry.get("class")) for h in heads if "weapons" in h.tags]
    if not classes:
        return None
    if "drone" in classes and any(c.endswith("missile") for c in classes):
        return "any"
    finer = [c for c in classes if c in _FINER]
    stated = {h.tags["weapons"].name for h in heads if "weapons" in h.tags}
    if {"cruise_missile", "ballistic_missile"} <= stated:
        return "missile"  # "48 cruise and ballistic missiles"
    exact = [c for c in classes if c not in ("any", "other")]
    return (finer or exact or classes)[0]


def weapons_of(reading: Reading, memory: Memory) -> list[str | None]:
    """The weapon that each number counts, by position; None where it counts something else."""
    found: list[str | None] = []
    for n, c in enumerate(reading.counted):
        weapon = _own_weapon(reading, n, memory)
        if (
            weapon is None
            and (c.elided or _has_bare_total(reading, c))
            and not c.heads
            and not (_counts_people(reading, c) or _is_of_others(reading, n, found))
        ):
            weapon = _weapon_before(reading, n, found, memory) or _same_before(c, memory)
        found.append(weapon)
    return found


def _has_bare_total(reading: Reading, c: Counted) -> bool:
    """Whether the M of "N of M" counts nothing else: not in "10 of the country's 24 regions"."""
    total = next((other for other in reading.counted if other.at == c.total), None)
    return c.total is not None and (total is None or total.elided or bool(total.heads))


def _is_part_of_other(before: Sequence[Item]) -> bool:
    """Whether the number is a part of something named first: "of the plants, 20 were destroyed"."""
    for i in range(len(before) - 1, max(-1, len(before) - 10), -1):
        item = before[i]
        if item.text in {"of", "out of"}:
            if i + 1 < len(before) and before[i + 1].grammar == "pronoun":  # "of these, 249 ..."
                return False
            opens = i == 0 or before[i - 1].is_sign or before[i - 1].grammar == "relative"
            return opens and i < len(before) - 2
        if "weapons" in item.tags or item.number is not None or item.grammar in ("be", "clause"):
            return False
    return False


def _counts_people(reading: Reading, c: Counted) -> bool:
    """Whether a word of casualties follows the number: "two deaths", "11 injuries"."""
    behind = reading.items[c.last + 1 : c.last + 2]
    return any("casualties" in item.tags and "strikes" not in item.tags for item in behind)


def _own_weapon(reading: Reading, n: int, memory: Memory) -> str | None:
    """The weapon named with the number, or with its total."""
    c = reading.counted[n]
    verdict = reading.verdicts.get(n)
    if verdict is not None and verdict.rule in {"counted outcome", "predicate", "description"}:
        near = reading.items[c.at + 1 : c.at + 9]
        end = next((i for i, item in enumerate(near) if item.number is not None), len(near))
        return weapon_of(near[:end]) or memory.weapon
    if verdict is not None and verdict.rule == "number of":
        return weapon_of(number_of(reading, c)) or memory.weapon
    own = weapon_of(c.heads or respective(reading, n) or ())
    if own is None and c.total is not None:
        total = next((o for o in reading.counted if o.at == c.total), None)
        own = _counted_before(reading, total, memory) if total is not None else None
    own = own or (_counted_before(reading, c, memory) if c.elided else None)
    if own == "missile" and _takes_up(reading.items, c):
        return _missiles_before(reading, n, memory) or own
    return memory.weapon if own == "other" and memory.weapon == "guided_bomb" else own


def _takes_up(items: Sequence[Item], c: Counted) -> bool:
    """Whether it counts missiles told of before: "seven of the missiles", "the two missiles"."""
    phrase = [item.text for item in items[max(0, c.first - 1) : c.last + 1]]
    return "missiles" in phrase and "the" in phrase


def _missiles_before(reading: Reading, n: int, memory: Memory) -> str | None:
    """The one class of the missiles told of before; None where there are several."""
    told = {weapon_of(c.heads) or "" for c in reading.counted[:n]}
    told = {weapon for weapon in told if weapon.endswith("missile")}
    if not told:
        return memory.notes.get(_MISSILES)
    return told.pop() if len(told) == 1 else None


def _counted_before(reading: Reading, c: Counted, memory: Memory) -> str | None:
    """The weapon of a total: its noun's, else that of the same number told before.

    Where the sentence has named weapons before the number, it may be the same by chance.
    """
    if weapon := weapon_of(c.heads):
        return weapon
    named = any("weapons" in item.tags for item in reading.items[: c.first])
    return None if named else _same_before(c, memory)


def _same_before(c: Counted, memory: Memory) -> str | None:
    return memory.notes.get(f"weapon of {c.quantity.value:g}")


def _is_of_others(reading: Reading, n: int, found: list[str | None]) -> bool:
    """Whether "of which" goes back to no weapons: "369 schools were hit, 57 of which burnt"."""
    of_which = reading.items[reading.counted[n].last].text == "of which"
    if not of_which or n == 0 or found[n - 1] is not None:
        return False
    return not (reading.counted[n - 1].elided or reading.counted[n - 1].heads)


def _weapon_before(reading: Reading, n: int, found: list[str | None], memory: Memory) -> str | None:
    """The weapon of a number without a noun: that of its list, else the last one named."""
    own_verb = n in reading.verdicts and reading.verdicts[n].rule == "verb with object"
    before = reading.items[: reading.counted[n].first]
    rest = [item.text for item in reading.items[reading.counted[n].first :][:2]]
    if rest == ["the", "other"] and "any" in found:  # "211 were drones and 38 missiles; the other"
        return "any"
    if reading.counted[n].part and any(found):  # "48 of them"
        return next(weapon for weapon in reversed(found) if weapon)
    if (
        n > 0
        and linked(reading, n - 1, n)
        and n - 1 in reading.verdicts
        and (found[n - 1] or (reading.counted[n - 1].elided and not own_verb))
    ):
        between = before[reading.counted[n - 1].last + 1 :]
        own = weapon_of(
            [
                item
                for item in between
                if "weapons" in item.tags and item.tags["weapons"].name != "any"
            ]
        )
        including = before[-1].grammar == "including"  # "111 over six regions, including eight"
        if found[n - 1] or not including:
            return own if own and found[n - 1] else found[n - 1]
    if _is_part_of_other(before):
        return None
    last = next((i for i in range(len(before) - 1, -1, -1) if "weapons" in before[i].tags), None)
    if last is None:
        mixed = memory.notes.get(MIXED) == str(reading.sentence.index - 1)
        of_these = len(before) > 1 and before[0].text == "of" and before[1].grammar == "pronoun"
        return "any" if mixed and of_these else memory.weapon
    both = last > 1 and before[last - 1].text == "and" and "weapons" in before[last - 2].tags
    return weapon_of(before[last - 2 : last + 1] if both else [before[last]])


def remember_weapon(c: Counted, weapon: str, memory: Memory) -> None:
    """Note what a number counts, so that "475 of the 537" goes back to the 537 told before."""
    memory.weapon = weapon
    if weapon.endswith("missile"):  # one class of missiles, or "" for several
        told = memory.notes.get(_MISSILES, weapon)
        memory.notes[_MISSILES] = weapon if told == weapon != "missile" else ""
    if c.quantity.value > _SMALL:
        memory.notes[f"weapon of {c.quantity.value:g}"] = weapon
