"""Victims as the object of a verb before them: "killed 13", "killing a woman and two children"."""

from __future__ import annotations

from typing import TYPE_CHECKING

from analysis.extraction.counted import is_event
from analysis.extraction.outcomes import (
    REACH,
    Outcome,
    counts_people,
    is_told_otherwise,
    names_people,
    of_lives,
    outcome_by,
    role_of,
    words_of,
)

if TYPE_CHECKING:
    from collections.abc import Sequence

    from analysis.extraction.counted import Counted
    from analysis.extraction.document import Item
    from analysis.extraction.outcomes import Victims


def by_verb_right_before(victims: Victims, n: int) -> Outcome | None:
    """As in "killed 13"."""
    c, items = victims.counted[n], victims.items
    i = c.first - 1
    if i >= 0 and _takes_prisoners(items, i, c):
        return Outcome("captured", "taken prisoner", items[i].text, i)
    if i < 0 or role_of(items[i]) not in ("object", "life") or not _is_active(victims, i):
        return None
    if role_of(items[i]) == "life":
        return of_lives(items, i, i)
    return outcome_by(victims, n, i, "verb with object")


def takes_prisoners(items: Sequence[Item]) -> bool:
    """Whether the sentence may tell of prisoners taken, by a verb before and a noun behind."""
    verbs = (*words_of("takes"), *words_of("holds"))
    return any(item.text.endswith(verbs) for item in items) and any(
        item.text in words_of("prisoner") for item in items
    )


def _takes_prisoners(items: Sequence[Item], i: int, c: Counted) -> bool:
    """As in "took two soldiers prisoner", "taken 12 prisoners"."""
    holds = items[i].text in words_of("holds")
    if not (holds or items[i].text.endswith(words_of("takes"))):
        return False
    alone = c.last + 1 < len(items) and items[c.last + 1].text in words_of("prisoner")
    if not (c.heads or alone):
        return False
    captive_as = [item.text for item in items[c.last + 1 : c.last + 2]] == ["as"]
    behind = items[c.last + 1 if holds else c.last : c.last + 2 + captive_as]
    return any(item.text in words_of("prisoner") and item.text != "hostage" for item in behind)


def _is_active(victims: Victims, i: int) -> bool:
    """Whether the verb at item i takes an object: no passive, no wish, no denial."""
    items = victims.items
    tag = items[i].tags["casualties"]
    before = items[i - 1] if i else None
    if before is not None and tag.form == "base" and before.text == "to":
        return False
    if any(_is_unreal(item) for item in items[max(0, i - 3) : i]):
        return False
    if tag.form == "past" and before is not None:
        return not (_is_passive(items, i) or _ends_count(victims, i - 1))
    return True


def _ends_count(victims: Victims, i: int) -> bool:
    """Whether a counted phrase ends at item i, as in "11 killed 13 wounded"."""
    c = next((c for c in victims.counted if c.last == i), None)
    return c is not None and not (
        c.first and victims.items[c.first - 1].grammar in ("preposition", "by")
    )


def _is_unreal(item: Item) -> bool:
    return item.grammar in ("modal", "negation") or item.text in ("not", "if")


def _is_passive(items: Sequence[Item], i: int) -> bool:
    """Whether a form of be stands before the verb at i, over adverbs."""
    k = i - 1
    while k >= 0 and items[k].grammar in ("adverb", "other"):
        k -= 1
    return k >= 0 and items[k].grammar == "be"


def by_verb_before(victims: Victims, n: int) -> Outcome | None:
    """As in "killing a woman and two children"."""
    c, items = victims.counted[n], victims.items
    if not counts_people(items, c):
        return None
    joined = c.first > 0 and items[c.first - 1].grammar == "conjunction"
    joined = joined and names_people(c) and not is_told_otherwise(items, c)
    start = c.first - 1
    if start > 0 and items[start].text == "of" and items[start - 1].text in words_of("groups"):
        start -= 2
        start -= start > 0 and is_event(items[start])
    for i in range(start, max(-1, start - REACH), -1):
        role = role_of(items[i])
        if role == "object":
            return outcome_by(victims, n, i, "verb with object") if _is_active(victims, i) else None
        if role is not None or not (
            _may_stand_before(items[i])
            or _is_in_age(items, i)
            or (joined and _tells_where(items[i]))
        ):
            return None
    return None


def _tells_where(item: Item) -> bool:
    return item.grammar in ("preposition", "of") or "places" in item.tags


def _is_in_age(items: Sequence[Item], i: int) -> bool:
    """Whether the sign at i is inside "a 14-year-old"."""
    number = items[i - 1].number if items[i].text == "-" else None
    return number is not None and number.age


def _may_stand_before(item: Item) -> bool:
    """Whether the word may be part of a list of victims that begins before the number."""
    if item.number is not None:
        return item.number.age
    if item.text == "of":
        return False
    if item.text in {",", "'", '"'} or item.grammar in {
        "determiner",
        "conjunction",
        "adverb",
        "other",
        "pronoun",
    }:
        return True
    return "people" in item.tags or not (item.tags or item.is_sign)
