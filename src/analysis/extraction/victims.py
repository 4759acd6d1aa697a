"""Whose victims: the side that they belong to, and whether they are civilians or soldiers."""

from __future__ import annotations

from typing import TYPE_CHECKING

from analysis.extraction.sides import SIDES

if TYPE_CHECKING:
    from collections.abc import Sequence

    from analysis.extraction.claims import Memory
    from analysis.extraction.counted import Counted
    from analysis.extraction.document import Document, Item
    from analysis.extraction.outcomes import Outcome

_BACK = 3
_NEAR = 3
_REACH = 8
_NAMES = ("name", "adjective", "capital", "side", "government")
_WHERE = frozenset(("in", "on", "into", "across", "over", "inside", "against", "throughout", "for"))
_TURNS = frozenset((";", "while", "whereas", "meanwhile"))
_ATTACKS = frozenset(("strike", "strikes", "war", "invasion"))
_BLAMES = ("accus", "blam")
_ANNEXED = frozenset(("Crimea", "Sevastopol", "Simferopol", "Kerch"))
_SUFFERS = ("suffer", "sustain", "lost", "lose", "losing")


def category_of(items: Sequence[Item], c: Counted, outcome: Outcome) -> str | None:
    """Civilian or military where the words say so, else None."""
    comma = next((i for i in range(c.at, c.last) if items[i].text == ","), c.last)
    own = _category_in(items[c.first : comma + 1]) or _category_in(_predicate(items, c, outcome))
    if own is not None:
        return own
    around = items[max(0, outcome.cue_at - _NEAR) : outcome.cue_at + 1]
    if _is_of_army(items, c, outcome):
        return _category_in(around) or "military"
    return _category_in(around) if outcome.rule in ("toll", "counted noun") else None


def _predicate(items: Sequence[Item], c: Counted, outcome: Outcome) -> Sequence[Item]:
    """What the victims are said to be: "three of the dead were children"."""
    last = max(c.last, outcome.cue_at if outcome.rule in ("counted noun", "state") else 0)
    if last + 1 < len(items) and items[last + 1].is_grammar("be"):
        return items[last + 2 : last + 5]
    return ()


def _is_of_army(items: Sequence[Item], c: Counted, outcome: Outcome) -> bool:
    """Whether an army's losses are told: by the word itself, one before it, or who suffers them."""
    if outcome.losses:
        return True
    for i in range(max(0, c.first - 2 * _REACH), min(len(items), c.last + _REACH)):
        if i < c.first and _tells_losses(items[i]):
            return True
        if _nation(items[i]) and (_suffers(items, i) or _has_dead(items, i)):
            return True
    return False


def _tells_losses(item: Item) -> bool:
    tag = item.tag("casualties")
    return tag is not None and tag.name == "loss"


def _suffers(items: Sequence[Item], i: int) -> bool:
    return any(item.text.startswith(_SUFFERS) for item in items[i + 1 : i + 6])


def _has_dead(items: Sequence[Item], i: int) -> bool:
    """As in "Russia's dead"."""
    return items[i].text.endswith("'s") and i + 1 < len(items) and items[i + 1].text == "dead"


def _category_in(items: Sequence[Item]) -> str | None:
    for item in items:
        tag = item.tag("people")
        if tag is not None and tag.entry.get("category"):
            return str(tag.entry.get("category"))
    return "military" if any(item.text == "military" for item in items) else None


def side_of(  # noqa: PLR0913 - what tells the side stands in all of these
    document: Document,
    index: int,
    c: Counted,
    outcome: Outcome,
    memory: Memory,
    *,
    soldiers: bool,
) -> str:
    """The side that the victims belong to.

    Named with them ("Russian soldiers", "Russia's dead"), by where it happened, by who attacked;
    else as in the sentences before, or the side of the victims told of last.
    """
    items = document.sentence(index).items
    found = nation_of(items, c) or _by_loser(items, c, outcome, memory)
    found = found or _by_clause(items, c, outcome) or (None if soldiers else _speakers_side(items))
    last_told = int(memory.notes.get("casualties", "-1"))
    if found is None and outcome.losses:
        return memory.side or SIDES[0]
    for k in range(index - 1, max(-1, index - _BACK, last_told), -1):
        found = found or _in_stretch(document.sentence(k).items)
    return found or memory.side or SIDES[1]


def names_side(items: Sequence[Item]) -> bool:
    """Whether the stretch names one of the two sides, or a place in their countries."""
    tags = (item.tag("places") for item in items)
    return any(_nation(item) in SIDES for item in items) or any(
        tag is not None and tag.entry.get("country") in SIDES for tag in tags
    )


def nation_of(items: Sequence[Item], c: Counted) -> str | None:
    """The nation in the number's own phrase, as in "45,100 Ukrainian soldiers", "two North Korean soldiers"."""
    if not c.heads:
        return None
    last = c.last
    if last + 1 < len(items) and items[last + 1].text == "of":
        last += _NEAR
    nations = (_nation(item) for item in items[c.at + 1 : last + 1])
    return next((nation for nation in nations if nation), None)


def _nation(item: Item) -> str | None:
    """The country or side that the item names, if it names one and no group or person."""
    tag = item.tag("actors")
    if tag is None or tag.entry.get("role") not in _NAMES:
        return None
    return str(tag.entry.get("actor"))


def _by_loser(items: Sequence[Item], c: Counted, outcome: Outcome, memory: Memory) -> str | None:
    """As in "Russia's dead", "the enemy lost 80 troops", "has suffered 900 casualties"."""
    first, last = _clause(items, c)
    for i in (
        *range(min(c.first, outcome.cue_at + 1) - 1, first - 1, -1),
        *range(c.last + 1, last),
    ):
        nation = _nation(items[i])
        if nation is None or not _is_loser(items, i, outcome):
            continue
        if items[i].tags["actors"].entry.get("role") != "side":
            memory.notes["loser"] = nation
        return memory.notes.get("loser", nation)
    return None


def _is_loser(items: Sequence[Item], i: int, outcome: Outcome) -> bool:
    """Whether the side at item i has the victims: it stands by the noun, or suffers the losses."""
    if _suffers(items, i):
        return True
    if outcome.losses and i < outcome.cue_at:
        return outcome.cue_at - i <= _NEAR
    return outcome.rule in ("toll", "counted noun") and 0 < outcome.cue_at - i <= _NEAR - 1


def _by_clause(items: Sequence[Item], c: Counted, outcome: Outcome) -> str | None:
    """By the places and attackers of the number's clause: those close behind the number first.

    A verb with its object has the attack before it, other constructions rather behind them.
    """
    first, last = _clause(items, c)
    near = next((i for i in range(c.last + 1, last) if items[i].is_sign), last)
    before, after = (items[first : c.first], -1), (items[c.last + 1 : last], 1)
    order = [before, after] if outcome.rule == "verb with object" else [after, before]
    stretches = [(items[c.last + 1 : near], 1), *order]
    return next((side for part, step in stretches if (side := _in_stretch(part, step))), None)


def _speakers_side(items: Sequence[Item]) -> str | None:
    """The side of the officials who tell of the victims, where nothing else does."""
    for i, item in enumerate(items):
        if _nation(item) in SIDES and any("speech" in k.tags for k in items[i + 1 : i + _REACH]):
            return _nation(item)
    return None


def _clause(items: Sequence[Item], c: Counted) -> tuple[int, int]:
    """Where the part of the sentence begins and ends that tells of the number."""
    first = next((i + 1 for i in range(c.first - 1, -1, -1) if items[i].text in _TURNS), 0)
    last = next((i for i in range(c.last + 1, len(items)) if items[i].text in _TURNS), len(items))
    return first, last


def _in_stretch(items: Sequence[Item], step: int = 1) -> str | None:
    """The victims' side by the nearest place of a stretch, and by who attacks in it."""
    order = range(len(items))[::step]
    attacker = next((_nation(items[i]) for i in order if _attacks(items, i)), None)
    country = next((name for i in order if (name := _country(items, i))), None)
    if attacker == SIDES[1]:
        return SIDES[0]
    return country or (SIDES[1] if attacker else None)


def _country(items: Sequence[Item], i: int) -> str | None:
    """The country of the place at item i, or the country itself where things happen in it."""
    tag = items[i].tag("places")
    if (tag is None and "actors" not in items[i].tags) or _attacks(items, i):
        return None
    if tag is not None and tag.entry.get("kind") != "country" and _nation(items[i]) is None:
        return SIDES[0] if tag.name in _ANNEXED else str(tag.entry.get("country") or "") or None
    before, after = (items[k].text if 0 <= k < len(items) else "" for k in (i - 1, i + 1))
    is_aside = tag is not None and (before == after == "," or after == ":")
    is_aside = is_aside or (before == "of" and items[i].text.endswith("'s"))
    return _nation(items[i]) if is_aside or _is_placed(items, i) else None


def _attacks(items: Sequence[Item], i: int) -> bool:
    """Whether the side named at item i attacks: "a Ukrainian drone strike", "Russia fired"."""
    if _nation(items[i]) not in SIDES:
        return False
    if any(item.text == "by" for item in items[max(0, i - 2) : i]):
        return i + 1 == len(items) or _may_follow_agent(items[i + 1])
    is_blamed = i > 0 and items[i - 1].text.startswith(_BLAMES)
    return is_blamed or _leads_attack(items, i)


def _leads_attack(items: Sequence[Item], i: int) -> bool:
    """Whether an attack, a weapon or a verb of attacking follows the side named at item i."""
    possessive = items[i].text.endswith("'s")
    owns = possessive or items[i].tags["actors"].entry.get("role") == "adjective"
    acts = not (possessive or _is_placed(items, i))
    for k, item in enumerate(items[i + 1 : i + 1 + _NEAR]):
        if (owns or k == 0) and _is_attack(item, owns=owns):
            return True
        if acts and _is_attackers_verb(item):
            return True
        if item.is_sign or item.is_grammar("preposition", "conjunction") or "speech" in item.tags:
            return False
    return False


def _may_follow_agent(item: Item) -> bool:
    """Whether "by Russian ..." goes on as an attacker does, and not as "by Russian estimates"."""
    return item.is_sign or (
        "speech" not in item.tags and (bool(item.tags) or item.text in _ATTACKS)
    )


def _is_placed(items: Sequence[Item], i: int) -> bool:
    """Whether "in", "on" or the like stands before item i, an article between them or not."""
    k = i - 1
    while k >= 0 and k > i - _NEAR and (items[k].is_grammar("determiner") or not items[k].tags):
        k -= 1
    return k >= 0 and items[k].text in _WHERE and not (k and items[k - 1].text == "from")


def _is_attack(item: Item, *, owns: bool) -> bool:
    """Whether the item is a weapon or an attack."""
    tag = item.tag("strikes")
    if "weapons" in item.tags or (owns and item.text in _ATTACKS):
        return True
    return tag is not None and tag.entry.get("role") == "event"


def _is_attackers_verb(item: Item) -> bool:
    """Whether the item is a verb of attacking or killing."""
    tag, killed = item.tag("strikes"), item.tag("casualties")
    if tag is not None and "speech" not in item.tags:
        return tag.entry.get("measure") in ("launched", "hit")
    return killed is not None and killed.entry.get("role") == "object"
