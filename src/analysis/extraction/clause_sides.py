"""Whose the victims of a clause are: by the places in it, and by who attacks in it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from analysis.extraction.lexicon import clause_words
from analysis.extraction.numerals import word_list
from analysis.extraction.outcomes import words_of
from analysis.extraction.sides import SIDES

if TYPE_CHECKING:
    from collections.abc import Sequence

    from analysis.extraction.counted import Counted
    from analysis.extraction.document import Item
    from analysis.extraction.outcomes import Outcome

_NEAR = 3
_NAMES = {"name", "adjective", "capital", "side", "government"}


def nation_in(item: Item) -> str | None:
    """The country or side that the item names, if it names one and no group or person."""
    tag = item.tags.get("actors")
    if tag is None or tag.entry.get("role") not in _NAMES:
        return None
    return str(tag.entry.get("actor"))


def by_clause(items: Sequence[Item], c: Counted, outcome: Outcome) -> str | None:
    """By the places and attackers of the number's clause: those close behind the number first.

    A verb with its object has the attack before it, other constructions rather behind them.
    """
    first, last = clause_of(items, c)
    near = next((i for i in range(c.last + 1, last) if items[i].is_sign), last)
    before, after = (items[first : c.first], -1), (items[c.last + 1 : last], 1)
    order = [before, after] if outcome.rule == "verb with object" else [after, before]
    stretches = [(items[c.last + 1 : near], 1), *order]
    return next((side for part, step in stretches if (side := in_stretch(part, step))), None)


def clause_of(items: Sequence[Item], c: Counted) -> tuple[int, int]:
    """Where the part of the sentence begins and ends that tells of the number."""
    turns = clause_words("turn_of_side")
    first = next((i + 1 for i in range(c.first - 1, -1, -1) if items[i].text in turns), 0)
    last = next((i for i in range(c.last + 1, len(items)) if items[i].text in turns), len(items))
    return first, last


def in_stretch(items: Sequence[Item], step: int = 1) -> str | None:
    """The victims' side by the nearest place of a stretch, and by who attacks in it."""
    order = range(len(items))[::step]
    attacker = next((nation_in(items[i]) for i in order if attacks(items, i)), None)
    country = next((name for i in order if (name := _country(items, i))), None)
    if attacker == SIDES[1]:
        return SIDES[0]
    return country or (SIDES[1] if attacker else None)


def _country(items: Sequence[Item], i: int) -> str | None:
    """The country of the place at item i, or the country itself where things happen in it."""
    tag = items[i].tags.get("places")
    if (tag is None and "actors" not in items[i].tags) or attacks(items, i):
        return None
    if tag is not None and tag.entry.get("kind") != "country" and nation_in(items[i]) is None:
        in_crimea = tag.name in words_of("crimea")
        return SIDES[0] if in_crimea else str(tag.entry.get("country") or "") or None
    before, after = (items[k].text if 0 <= k < len(items) else "" for k in (i - 1, i + 1))
    is_aside = tag is not None and (before == after == "," or after == ":")
    is_aside = is_aside or (before == "of" and items[i].text.endswith("'s"))
    return nation_in(items[i]) if is_aside or _is_placed(items, i) else None


def attacks(items: Sequence[Item], i: int) -> bool:
    """Whether the side named at item i attacks: "a Ukrainian drone strike", "Russia fired"."""
    if "actors" not in items[i].tags or nation_in(items[i]) not in SIDES:
        return False
    if any(item.text == "by" for item in items[max(0, i - 2) : i]):
        return i + 1 == len(items) or _may_follow_agent(items[i + 1])
    is_blamed = i > 0 and items[i - 1].text.startswith(words_of("blame"))
    return is_blamed or _leads_attack(items, i)


def _leads_attack(items: Sequence[Item], i: int) -> bool:
    """Whether an attack, a weapon or a verb of attacking follows the side named at item i."""
    possessive = items[i].text.endswith("'s")
    if not possessive and items[i].tags["actors"].entry.get("role") == "capital":
        after = items[i + 1] if i + 1 < len(items) else None
        if after is not None and is_attack(after, owns=True):
            return False  # "the Kyiv strike" hit Kyiv
    owns = possessive or items[i].tags["actors"].entry.get("role") == "adjective"
    acts = not (possessive or _is_placed(items, i))
    for k, item in enumerate(items[i + 1 : i + 1 + _NEAR]):
        if (owns or k == 0) and is_attack(item, owns=owns):
            return item.text != "war" or nation_in(items[i]) == SIDES[0]  # no "Ukrainian war"
        if acts and _is_attackers_verb(items, i + 1 + k):
            return True
        if item.is_sign or item.grammar in ("preposition", "conjunction") or "speech" in item.tags:
            return False
    return False


def is_time(item: Item) -> bool:
    """Whether the word is a month, a year or a noun of time, before which a preposition dates."""
    text = item.text
    return text in words_of("periods") or text in word_list("months") or text.isdigit()


def _may_follow_agent(item: Item) -> bool:
    """Whether "by Russian ..." goes on as an attacker does, and not as "by Russian estimates"."""
    return item.is_sign or (
        "speech" not in item.tags and (bool(item.tags) or item.text in words_of("attacks"))
    )


def _is_placed(items: Sequence[Item], i: int) -> bool:
    """Whether "in", "on" or the like stands before item i, an article between them or not."""
    k = i - 1
    while k >= 0 and k > i - _NEAR and (items[k].grammar == "determiner" or not items[k].tags):
        if is_time(items[k]):  # "in June Russia ..."
            return False
        k -= 1
    if k < 0 or items[k].text not in clause_words("place"):
        return False
    return not (k and items[k - 1].text == "from")


def is_attack(item: Item, *, owns: bool) -> bool:
    """Whether the item is a weapon or an attack."""
    tag = item.tags.get("strikes")
    if "weapons" in item.tags or (owns and item.text in words_of("attacks")):
        return True
    return tag is not None and tag.entry.get("role") == "event"


def _is_attackers_verb(items: Sequence[Item], i: int) -> bool:
    """Whether the item is a verb of attacking or killing, with an object."""
    item = items[i]
    tag, killed = item.tags.get("strikes"), item.tags.get("casualties")
    if tag is not None and "speech" not in item.tags:
        return tag.entry.get("measure") in ("launched", "hit") and not tag.entry.get("attacked")
    after = items[i + 1] if i + 1 < len(items) else None
    if killed is None or killed.entry.get("role") != "object" or after is None:
        return False
    return not (after.is_sign or after.grammar in {"preposition", "by", "clause", "adverb", "be"})
