"""The words that tell what becomes of land: before its number, behind it, or in a clause of it."""

from __future__ import annotations

from itertools import takewhile
from typing import TYPE_CHECKING

from analysis.extraction.land import LandVerdict, aside_behind, relative_before
from analysis.extraction.land_sides import held_by
from analysis.extraction.land_sizes import DEEDS, first_item, quantity_at
from analysis.extraction.land_turns import left_to_take
from analysis.extraction.named_places import words_of
from analysis.extraction.sides import SIDES, actor_name

if TYPE_CHECKING:
    from collections.abc import Sequence

    from analysis.extraction.document import Item

_REACH = 22
_AFTER = 12
_INSERTED = 6  # items of "as it was in 2013"
_FAR = 30
_NEXT = 4
_ASIDE = 8
_BREAKS = ("clause", "relative", "conjunction")
_SIGNS = (",", "-", "\u2013", "\u2014")


def told_after(items: Sequence[Item], at: int) -> LandVerdict | None:
    """As in "is held by Ukrainian forces", "is under Russian occupation", "changed hands"."""
    if [item.text for item in items[at + 1 : at + 3]] == ["of", "what"]:
        return None  # "about 50% of what was seized" is told of by the verb before
    passive, aside = False, aside_behind(items, at)
    inserted = any(_is_inserted(items, i) for i in range(at + 1, at + _AFTER))
    reach = _AFTER + len(aside) + (_INSERTED if inserted else 0)
    for i in range(at + 1, min(len(items), at + reach)):
        item = items[i]
        if i in aside:
            continue
        if _ends(item) and not _is_inserted(items, i):
            return None
        passive = passive or item.grammar == "be"
        held = held_by(items, i)
        if held is not None and passive:
            return LandVerdict("controlled", "held land", i, held)
        tag = item.tags.get("territory")
        if tag is not None and tag.entry.get("role") not in ("land", "noun"):
            if not passive and _is_of_whole(items, i):
                continue
            return _told_by(items, at, i, passive=passive)
    return None


def _is_of_whole(items: Sequence[Item], i: int) -> bool:
    """Whether the participle at i only says which land: "half of that seized by X was retaken"."""
    land = i > 0 and items[i - 1].tag("territory", "land") is not None
    behind = items[i + 1 : i + _AFTER]
    return land and any(
        (tag := item.tag("territory", *DEEDS)) and tag.form == "past" for item in behind
    )


def _told_by(items: Sequence[Item], at: int, i: int, *, passive: bool) -> LandVerdict | None:
    """What the word of holding or taking at item i tells of the number before it."""
    tag = items[i].tags["territory"]
    measure = str(tag.entry.get("measure"))
    if tag.entry.get("role") == "fate":  # not in "the haul fell to 200 sq km"
        near = takewhile(lambda item: not item.is_sign, items[i + 1 : i + _NEXT])
        changed = any(item.number is not None for item in near)
        return None if changed else LandVerdict(measure, "state of the land", i)
    if tag.entry.get("role") == "state" or _is_placed(items[max(at, i - 4) : i]):
        is_theirs = not _is_of_others(items, i)
        return LandVerdict(measure, "state of the land", i) if is_theirs else None
    is_passive = passive and tag.form == "past"
    return LandVerdict(measure, "passive verb", i) if is_passive else None


def _is_placed(before: Sequence[Item]) -> bool:
    """As in "under occupation", "outside Russian control"."""
    texts = [item.text for item in before]
    return "under" in texts or (
        not words_of("beyond").isdisjoint(texts) and any("actors" in item.tags for item in before)
    )


def _is_of_others(items: Sequence[Item], i: int) -> bool:
    """Whether neither side holds it: "half the country is under rebel control"."""
    near = items[max(0, i - 2) : i + 4]
    others = any(item.text in words_of("other_holders") for item in near)
    return others and not any(actor_name(item) in SIDES for item in near)


def told_far_behind(items: Sequence[Item], at: int) -> LandVerdict | None:
    """What is told behind an aside, or of several numbers together.

    As in "6,600 sq km, less than 15 percent, are in Ukrainian hands", "210 sq km in Sumy region
    and 79% of Donetsk were taken".
    """
    first = first_item(items, at)
    is_aside = first > 0 and items[first - 1].text in _SIGNS
    if is_aside and [item.text for item in items[at + 1 : at + 3]] == ["of", "it"]:
        return None  # "40 percent of the capacity, a third of it nuclear, is under"
    i, end = at + 1, min(len(items), at + _FAR)
    while i < end:
        item = items[i]
        if item.grammar == "be" or item.text in words_of("staying"):
            return None if _is_subject_anew(items, i) else _predicate(items, at, i)
        tag = item.tags.get("territory")
        if item.grammar in ("clause", "relative") or (tag and tag.entry.get("role") == "verb"):
            return None
        if item.is_sign:
            i, is_aside = _behind_sign(items, i, end, is_aside=is_aside), True
        else:
            i += 1
    return None


def _behind_sign(items: Sequence[Item], i: int, end: int, *, is_aside: bool) -> int:
    """The item from which the sentence goes on behind a sign that opens or closes an aside."""
    while i + 1 < end and items[i + 1].text == items[i].text:  # "--"
        i += 1
    if items[i].text not in _SIGNS or i + 1 >= end:
        return end
    if is_aside and (items[i + 1].grammar == "be" or items[i + 1].text in words_of("staying")):
        return i + 1
    if any(_is_area(item) for item in items[i + 1 : i + 4]):
        return i + 1
    closes = (k for k in range(i + 1, min(end, i + _ASIDE)) if items[k].text == items[i].text)
    return next(closes, end)


def _is_subject_anew(items: Sequence[Item], i: int) -> bool:
    """Whether a side before the verb at i is its subject: ", and Russia is"."""
    joins = items[i - 2]
    return "actors" in items[i - 1].tags and (joins.is_sign or joins.grammar == "conjunction")


def _predicate(items: Sequence[Item], at: int, i: int) -> LandVerdict | None:
    """What the words from "were" or "remained" at item i on tell of the number at `at`."""
    if items[i + 1].text == "to be":
        return left_to_take(items, at, i + 1)
    for k in range(i + 1, min(len(items), i + _ASIDE)):
        held = held_by(items, k)
        if held is not None:
            return LandVerdict("controlled", "held land", k, held)
        if _ends(items[k]):
            return None
        tag = items[k].tags.get("territory")
        if tag is not None and tag.entry.get("role") not in ("land", "noun"):
            return _told_by(items, at, k, passive=True)
    return None


def told_by_noun(items: Sequence[Item], at: int) -> LandVerdict | None:
    """As in "a 1,200 sq km bridgehead", "losses of land: 30 sq km"."""
    behind = items[at + 1 : at + 3]
    for k, item in enumerate(behind, at + 1):
        if item.tag("territory", "foothold") is not None:
            return LandVerdict("controlled", "noun behind", k)
    if quantity_at(items, at).unit != "km2":
        return None
    for i in range(at - 1, max(-1, at - _AFTER), -1):
        if items[i].grammar == "clause" or items[i].is_sign or items[i].number is not None:
            return None
        if items[i].text in ("loss", "losses"):
            return LandVerdict("lost", "noun before", i)
    return None


def told_of_rest(items: Sequence[Item], at: int) -> LandVerdict | None:
    """What is held of land that is demanded: "cede the 20% of Donetsk that it still holds"."""
    first = first_item(items, at)
    if not first or items[first - 1].grammar != "determiner":
        return None
    found = told_in_relative(items, at)
    is_held = found is not None and (found.measure, found.rule) == ("controlled", "relative clause")
    return found if is_held else None


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


def _is_inserted(items: Sequence[Item], i: int) -> bool:
    """As in "18% of the country as it was in 2013 is under Russian control"."""
    return i + 1 < len(items) and items[i].text == "as" and items[i + 1].text == "it"


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
    if first > 1 and items[first - 1].text in words_of("has") and _may_own(items, first - 2):
        return LandVerdict("controlled", "has", first - 1)
    aside = relative_before(items, first)
    subject = _is_subject(items, at)
    for i in range(first - 1, max(-1, first - _REACH), -1):
        if i in aside:
            continue
        found = _told_at(items, i, first)
        if found is not None:
            is_other = subject and found.rule == "verb before" and _is_past(items[found.at])
            return found if found.measure and not is_other else None
        if (
            items[i].text in words_of("turns_from_land")
            or items[i].grammar == "clause"
            or _is_area(items[i])
        ):
            return None
    owns = any(item.text in words_of("has") for item in items[max(0, first - 2) : first])
    return (
        LandVerdict("controlled", "has", first - 1)
        if owns and quantity_at(items, at).unit == "km2"
        else None
    )


def _may_own(items: Sequence[Item], i: int) -> bool:
    """Whether a side, or "it" that stands for one, is the item at i: "it also has 4% of"."""
    if i > 0 and items[i].grammar == "adverb":
        i -= 1
    return actor_name(items[i]) in SIDES or items[i].text in words_of("side_pronouns")


def _is_subject(items: Sequence[Item], at: int) -> bool:
    """Whether something else happened to it: "... surrendered nearly half of the city was hit"."""
    for i in range(at + 1, min(len(items), at + _AFTER)):
        item = items[i]
        if item.is_sign or item.number is not None or item.grammar in _BREAKS:
            return False
        if item.text == "what" or ("territory" in item.tags and not item.tag("territory", "land")):
            return False
        if item.grammar == "be":
            return True
    return False


def _is_past(item: Item) -> bool:
    tag = item.tags.get("territory")
    return tag is not None and tag.form == "past"


def _told_at(items: Sequence[Item], i: int, first: int) -> LandVerdict | None:
    """What item i tells of the number behind it; a verdict without measure says: nothing."""
    item = items[i]
    if item.text in words_of("leaves"):
        return _left(items, i, first)
    tag = item.tags.get("territory")
    if tag is not None and tag.entry.get("role") not in ("land", "fate"):
        if _is_beside(items, i, first) or _did_not_happen(items, i):
            return LandVerdict("", "unreal", i)
        return LandVerdict(str(tag.entry.get("measure")), f"{tag.entry.get('role')} before", i)
    held = held_by(items, i)
    if held is not None and not (i and items[i - 1].grammar in ("preposition", "of")):
        return LandVerdict("controlled", "held land", i, held)
    if item.text == "share" and items[i + 1].text == "of":
        return LandVerdict("controlled", "share before", i)
    return None


def _left(items: Sequence[Item], i: int, first: int) -> LandVerdict:
    """As in "leaving Kyiv with 400": what a side still holds."""
    side = actor_name(items[i + 1])
    is_held = side in SIDES and any(item.text == "with" for item in items[i + 2 : first])
    return LandVerdict("controlled" if is_held else "", "left with", i, side)


def _is_beside(items: Sequence[Item], i: int, first: int) -> bool:
    """Whether a word of holding has another object: "held drills on 40 sq km"."""
    is_held = items[i].tag("territory", "control") is not None
    if i and i + 2 == first and items[first - 1].text == "at" and _owns(items[i - 1]):
        return False  # "puts Moscow's control at 99% of the region"
    return is_held and i + 1 < first and items[first - 1].text in words_of("held_within")


def _owns(item: Item) -> bool:
    """Whether it tells whose control it is: "Moscow's", "its", "Russian"."""
    return item.text.endswith("'s") or item.grammar == "determiner" or "actors" in item.tags


def _did_not_happen(items: Sequence[Item], i: int) -> bool:
    """Whether the verb at item i tells of what did not happen, or only would."""
    if any(_is_unreal(items, k) for k in range(max(0, i - 2), i)):
        return True
    before = items[max(0, i - _ASIDE) : i]
    opens = next((k for k, item in enumerate(before) if item.text in words_of("conditions")), None)
    if opens is not None and not any(item.is_sign for item in before[opens:]):
        return True
    if i == 0 or items[i - 1].text != "to":
        return False
    span = items[i - 2].number if i > 1 else None  # "it would take 80 years to occupy"
    return span is not None and span.unit in ("year", "month", "week", "day")


def _is_unreal(items: Sequence[Item], k: int) -> bool:
    """Whether a word before the verb tells that it did not happen: "may", but not "was able to"."""
    if items[k].text in words_of("able"):
        return k == 0 or not items[k - 1].text.endswith(("was", "were", "been"))
    if items[k].text in words_of("unreal"):
        return items[k + 1].text == "to"
    return items[k].grammar in ("modal", "negation") or items[k].text == "not"


def _is_area(item: Item) -> bool:
    return item.number is not None and item.number.unit in ("km2", "percent")
