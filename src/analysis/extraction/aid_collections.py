"""Money that people and charities give: what was raised, and the goal that it was to reach."""

from __future__ import annotations

from typing import TYPE_CHECKING

from analysis.extraction.aid_nouns import COLLECTED, Verdict, role_of
from analysis.extraction.donors import names_ukraine
from analysis.extraction.money import aid_stems, aid_words

if TYPE_CHECKING:
    from collections.abc import Sequence

    from analysis.extraction.document import Item
    from analysis.extraction.money import Amount

_BETWEEN = 5
_SUBJECT = 14
_MOOD = 5
_GOAL = 6


def by_collection(items: Sequence[Item], amount: Amount) -> Verdict | None:
    """A sum raised from the public: "the charity has raised $5 million", "a goal of £100,000"."""
    goal = _goal_of(items, amount)
    if goal is not None:
        near = items[goal : goal + _BETWEEN]
        is_told = _tells_of_charity(items) or any(map(_collects, near))
        return Verdict("requested", COLLECTED, items[goal].text, goal, "verb") if is_told else None
    verb = _verb_before(items, amount)
    if verb is None:
        verb = _participle_behind(items, amount)
    if verb is None:
        return None
    return _raised(items, amount, verb)


def _raised(items: Sequence[Item], amount: Amount, verb: int) -> Verdict | None:
    """The verdict of a verb that collects, unless a state, a firm or a market is told of."""
    measure = "requested" if verb < amount.at and _is_to_come(items, verb) else "delivered"
    if _tells_of_charity(items):
        return Verdict(measure, COLLECTED, items[verb].text, verb, "verb")
    if any(map(_is_capital, items)):
        return Verdict("", "no aid: capital", items[verb].text, verb, "")
    if _is_of_meeting(items, verb):
        return Verdict("pledged", COLLECTED, items[verb].text, verb, "weak")
    if _is_of_states(items, verb):
        return None
    return Verdict(measure, COLLECTED, items[verb].text, verb, "weak")


def _verb_before(items: Sequence[Item], amount: Amount) -> int | None:
    """The verb right before a sum, of which it is the object: "raised more than"."""
    for i in range(amount.at - 1, max(amount.first, amount.at - _BETWEEN) - 1, -1):
        item = items[i]
        if _collects(item):
            return i
        is_between = item.text in aid_words("bounds") or role_of(item) == "total"
        if item.text in aid_words("surpassing"):
            opening = items[max(amount.first, i - _BETWEEN) : i]
            return i if any(map(_is_charity, opening)) else None
        if not is_between and item.grammar not in ("adverb", "determiner", "other"):
            return None
    return None


def _participle_behind(items: Sequence[Item], amount: Amount) -> int | None:
    """As in "more than $12,000 has been raised", "the £5 million raised so far"."""
    for i in range(amount.at + 1, min(amount.last, amount.at + _BETWEEN)):
        item = items[i]
        if _collects(item):
            return i if item.text.endswith("ed") else None
        if item.grammar not in ("be", "have", "adverb", "relative"):
            return None
    return None


def _is_to_come(items: Sequence[Item], verb: int) -> bool:
    """Whether it is an aim: "to raise", "hope to collect", "is raising", "a target of raising"."""
    text = items[verb].text
    if text in aid_words("aims to raise"):
        return True
    if text.endswith("ed") or text in aid_words("brought"):
        return False
    for i in range(verb - 1, max(-1, verb - 1 - _MOOD), -1):
        before = items[i]
        if before.text == "to" or before.grammar == "modal" or before.text.endswith(" to"):
            return items[max(0, i - 1)].text not in aid_words("helping")
        if before.grammar != "adverb":
            is_going_on = text.endswith("ing") and before.text not in aid_words("begun")
            return is_going_on and before.grammar in ("be", "of")
    return False


def _goal_of(items: Sequence[Item], amount: Amount) -> int | None:
    """The word for a goal that a sum is: "its goal of $5 million", "a $250,000 target"."""
    behind = items[amount.at + 1 : min(amount.last, amount.at + 3)]
    for k, item in enumerate(behind):
        if item.text in aid_words("goals"):
            return amount.at + 1 + k
    linked = False
    for i in range(amount.at - 1, max(amount.first, amount.at - _GOAL) - 1, -1):
        item = items[i]
        if item.text in aid_words("goals"):
            return i if linked else None
        linked = linked or item.grammar in ("of", "be", "preposition") or item.text == "to"
        is_between = item.text in aid_words("bounds") or _collects(item)
        if not (is_between or linked or item.grammar in ("adverb", "determiner", "other")):
            return None
    return None


def _collects(item: Item) -> bool:
    """Whether a word, or the last one of a phrase ("has collected"), collects."""
    stems = aid_stems("collecting")
    return item.text.startswith(stems) or item.text.split()[-1].startswith(stems)


def _is_charity(item: Item) -> bool:
    return item.text.removesuffix("'s") in aid_words("charity")


def _tells_of_charity(items: Sequence[Item]) -> bool:
    return any(map(_is_charity, items))


def _is_capital(item: Item) -> bool:
    """Whether a word tells that money is borrowed, earned or invested."""
    if item.text in aid_words("capital"):
        return True
    return item.tag("aid", "economy") is not None and item.text not in aid_words("proceeds")


def _is_of_meeting(items: Sequence[Item], verb: int) -> bool:
    """As in "the donors' conference in Warsaw raised $6.5 billion": it was promised there."""
    return any(item.text in aid_words("meetings") for item in items[max(0, verb - _SUBJECT) : verb])


def _is_of_states(items: Sequence[Item], verb: int) -> bool:
    """Whether a state or an alliance raises it, or Ukraine itself."""
    for i in range(verb - 1, max(-1, verb - _SUBJECT), -1):
        item = items[i]
        if item.text in (",", ";") or item.grammar == "clause":
            return False
        is_led = items[max(0, i - 1)].text in aid_words("leads")
        is_many = item.text in aid_words("countries") or item.text in aid_words("funds")
        if is_many or (not is_led and ("actors" in item.tags or names_ukraine(item))):
            return True
    return False
