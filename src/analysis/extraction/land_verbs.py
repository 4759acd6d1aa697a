"""The words that tell what becomes of land: before its number, behind it, or in a clause of it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from analysis.extraction.land import (
    LandVerdict,
    aside_behind,
    first_item,
    quantity_at,
    relative_before,
)
from analysis.extraction.land_sides import held_by
from analysis.extraction.named_places import words_of

if TYPE_CHECKING:
    from collections.abc import Sequence

    from analysis.extraction.document import Item

_REACH = 22
_AFTER = 12


def told_after(items: Sequence[Item], at: int) -> LandVerdict | None:
    """As in "is held by Ukrainian forces", "is under Russian occupation", "changed hands"."""
    if [item.text for item in items[at + 1 : at + 3]] == ["of", "what"]:
        return None  # "about 50% of what was seized" is told of by the verb before
    passive, aside = False, aside_behind(items, at)
    for i in range(at + 1, min(len(items), at + _AFTER + len(aside))):
        item = items[i]
        if i in aside:
            continue
        if _ends(item):
            return None
        passive = passive or item.grammar == "be"
        held = held_by(items, i)
        if held is not None and passive:
            return LandVerdict("controlled", "state of the land", i, held)
        tag = item.tags.get("territory")
        if tag is None or tag.entry.get("role") in ("land", "noun"):
            continue
        if tag.entry.get("role") == "state" or any(
            k.text == "under" for k in items[max(at, i - 4) : i]
        ):
            return LandVerdict(str(tag.entry.get("measure")), "state of the land", i)
        return (
            LandVerdict(str(tag.entry.get("measure")), "passive verb", i)
            if passive and tag.form == "past"
            else None
        )
    return None


def told_in_relative(items: Sequence[Item], at: int) -> LandVerdict | None:
    """As in "the 20% of Ukrainian territory it occupies", "40 square miles seized since May"."""
    is_opened = at + 1 < len(items) and items[at + 1].grammar == "relative"
    for i in range(at + 1, min(len(items), at + _AFTER)):
        item = items[i]
        if _ends(item) and not (is_opened and item.text == ","):  # "that the general, X, says"
            return None
        tag = item.tags.get("territory")
        if tag is None or tag.entry.get("role") != "verb":
            continue
        if any(
            k.grammar in ("relative", "pronoun") or "actors" in k.tags
            for k in items[max(at + 1, i - 3) : i]
        ):
            return LandVerdict(str(tag.entry.get("measure")), "relative clause", i)
        area = quantity_at(items, at).unit == "km2"
        return (
            LandVerdict(str(tag.entry.get("measure")), "participle", i)
            if area and tag.form == "past"
            else None
        )
    return None


def _ends(item: Item) -> bool:
    if item.text == "as":  # "assessed as under Russian control"
        return False
    return (
        item.text in (";", ":", "(", "\u2013", ",")
        or item.number is not None
        or item.grammar in ("clause", "conjunction")
    )


def told_before(items: Sequence[Item], at: int) -> LandVerdict | None:
    """The nearest word of holding, taking or losing before the number in its clause."""
    first = first_item(items, at)
    aside = relative_before(items, first)
    for i in range(first - 1, max(-1, first - _REACH), -1):
        item = items[i]
        if item.text == "leaving":
            return None
        if i in aside:
            continue
        tag = item.tags.get("territory")
        if tag is not None and tag.entry.get("role") != "land":
            if any(_is_unreal(items, k) for k in range(max(0, i - 2), i)):
                return None
            return LandVerdict(str(tag.entry.get("measure")), f"{tag.entry.get('role')} before", i)
        held = held_by(items, i)
        if held is not None and not (i and items[i - 1].grammar in ("preposition", "of")):
            return LandVerdict("controlled", "held land before", i, held)
        if item.text == ";" or item.grammar == "clause" or _is_area(item):
            return None
    owns = any(item.text in ("has", "have", "had") for item in items[max(0, first - 2) : first])
    return (
        LandVerdict("controlled", "has", first - 1)
        if owns and quantity_at(items, at).unit == "km2"
        else None
    )


def _is_unreal(items: Sequence[Item], k: int) -> bool:
    """Whether a word before the verb tells that it did not happen: "may", but not "was able to"."""
    if items[k].text in ("able to", "capable of"):
        return k == 0 or items[k - 1].text not in ("was", "were", "been")
    if items[k].text in words_of("unreal"):
        return items[k + 1].text == "to"
    return items[k].grammar in ("modal", "negation") or items[k].text == "not"


def _is_area(item: Item) -> bool:
    return item.number is not None and item.number.unit in ("km2", "percent")
