"""Land: who controls, gains or loses how many square kilometres or which share."""

from __future__ import annotations

from typing import TYPE_CHECKING

from analysis.extraction.claims import Claim, Memory
from analysis.extraction.land import (
    LandVerdict,
    aside_behind,
    counts_towns,
    first_item,
    is_fragment,
    is_land,
    is_said_again,
    is_subject,
    may_hold_land,
    quantity_at,
    relative_before,
)
from analysis.extraction.land_sides import (
    held_by,
    side_acting,
    side_carried,
    side_speaking,
)
from analysis.extraction.land_turns import expelled, in_unit_of, signed, turned
from analysis.extraction.named_places import words_of
from analysis.extraction.qualifiers import qualifiers
from analysis.extraction.sides import SIDES, other_side
from analysis.extraction.values import replace

if TYPE_CHECKING:
    from collections.abc import Sequence

    from analysis.extraction.document import Document, Item, Sentence
    from analysis.extraction.quantities import Quantity

_REACH = 22
_SHARE_REACH = 8
_AFTER = 12
_MEMORY = 10
_CLOSE = 3
_COMPARING = ("from", "against", "with", "to", "than")
_EXTREMES = ("peak", "high", "low", "maximum", "record")
_FIGURES = ("figure", "number", "total", "tally")
_TELLING = ("control", "gain", "retake", "liberate", "lose")
_LETTERS = ("all", "the", "these", "those", "both")
_TIES = ("of", "preposition", "by", "conjunction", "adverb", "other", "clause")
_RATES = ("day", "week", "month", "year")


def read_territory(document: Document, index: int, memory: Memory) -> list[Claim]:
    """The areas and shares of land in a sentence that a side holds, takes or loses.

    Args:
        document: the article.
        index: which of its sentences.
        memory: what the sentences before left open; updated.
    """
    near = memory.notes.get("territory_index") == str(index - 1)
    if not (near or may_hold_land(document, index)):
        return []
    sentence = document.sentence(index)
    if not any(is_land(sentence.items, at) for at in sentence.numbers):
        return _bare_numbers(document, sentence, memory)
    claims: list[Claim] = []
    for at in sentence.numbers:
        verdict = _verdict(document, sentence, at, claims, memory)
        if verdict is not None:
            verdict = turned(document, sentence, at, verdict)
            side = side_speaking(document, sentence, at, verdict) or verdict.side
            claims.append(_claim(sentence, at, replace(verdict, side=side), claims, memory))
    return claims


# --- the measure ------------------------------------------------------------------------------


def _verdict(
    document: Document, sentence: Sentence, at: int, claims: Sequence[Claim], memory: Memory
) -> LandVerdict | None:
    items = sentence.items
    land = is_land(items, at)
    if not land and not (_continues_list(items, at) and (claims or _precedes_land(sentence, at))):
        return None
    is_again = bool(claims) and is_said_again(items, at, claims[-1].quantity)
    is_compared = not claims or quantity_at(items, at).unit == "percent"
    if is_again or (is_compared and _is_comparison(items, at)):
        return None
    found = (
        expelled(items, at)
        or signed(items, at)
        or _told_after(items, at)
        or (_told_in_relative(items, at) if _is_of_those(items, at) else None)
        or _told_before(items, at)
        or (_told_in_relative(items, at) if land or _precedes_word(items, at) else None)
    )
    if found is not None and not land and found.rule == "has":
        return None
    if claims and (found is None or _is_level(items, at)):
        found = _in_list(items, claims[-1], at)
    if found is None and _is_listed(document, sentence, at, memory):
        return LandVerdict(memory.notes["territory"], "point of a list", -1)
    if found is None and _is_told_of(document, sentence, at, memory):
        return LandVerdict(memory.notes["territory"], "said before", -1)
    return found


def _is_of_those(items: Sequence[Item], at: int) -> bool:
    """Whether it is the whole of a part: "500 of the 1,300 sq km that Ukraine seized"."""
    before = items[max(0, at - 3) : at]
    texts = [item.text for item in before[1:]]
    return texts == ["of", "the"] and before[0].number is not None


def _in_list(items: Sequence[Item], before: Claim, at: int) -> LandVerdict | None:
    """What a number behind another one tells, where no words of its own do."""
    if _is_level(items, at):
        return LandVerdict("controlled", "level", at - 1)
    return (
        LandVerdict(before.measure, "list", before.cue_at) if _linked(items, before, at) else None
    )


def _is_level(items: Sequence[Item], at: int) -> bool:
    """Whether a share is what the gains add up to: ", bringing the total figure to 19%"."""
    first = first_item(items, at)
    if quantity_at(items, at).unit != "percent" or items[first - 1].text != "to":
        return False
    near = [item.text for item in items[max(0, first - _SHARE_REACH) : first]]
    return any(text in ("bringing", "brings", "brought", "taking") for text in near)


def _is_listed(document: Document, sentence: Sentence, at: int, memory: Memory) -> bool:
    """Whether a line begins with the number, below "Russia has captured:" or another such line."""
    index, notes = sentence.index, memory.notes
    if index == 0 or first_item(sentence.items, at) > 1:
        return False
    lead = document.sentence(index - 1).items
    if notes.get("territory_list") != str(index - 1):
        told = [i for i, item in enumerate(lead) if item.tag("territory", *_TELLING)]
        if not told or lead[-1].text != ":":
            return False
        measure = str(lead[told[-1]].tags["territory"].entry.get("measure"))
        side = side_acting(lead, told[-1], LandVerdict(measure, "verb before", told[-1]))
        notes.update({"territory": measure, f"territory_{measure}": side or SIDES[0]})
    notes["territory_list"] = str(index)
    return True


def _precedes_word(items: Sequence[Item], at: int) -> bool:
    """Whether a word of taking follows at once: "1,100 retaken"."""
    return at + 1 < len(items) and "territory" in items[at + 1].tags


def _precedes_land(sentence: Sentence, at: int) -> bool:
    """Whether a later number of the list names the unit: "507 in May and 240 sq km in March"."""
    items = sentence.items
    if quantity_at(items, at).unit == "percent":
        held = items[first_item(items, at) - 1].tags.get("territory")
        return held is not None and any(k > at and is_land(items, k) for k in sentence.numbers)
    return any(k > at and quantity_at(items, k).unit == "km2" for k in sentence.numbers)


def _is_told_of(document: Document, sentence: Sentence, at: int, memory: Memory) -> bool:
    """Whether the sentence gives another number for the land that was told of before."""
    last = int(memory.notes.get("territory_index", "-99"))
    if sentence.index - last > _MEMORY:
        return False
    items = sentence.items
    land = is_land(items, at)
    if land and sentence.index - last == 1 and is_fragment(items, at):
        return True
    if is_subject(items, at):
        return False
    if land and any(
        item.text in ("this", "that", "it", "figure", "figures")
        for item in items[max(0, at - 8) : at]
    ):
        return True
    said = any("speech" in item.tags for item in items[:at])
    claimed = land and said and sentence.index - last <= 1
    return claimed or bool(document.dates(sentence.index))


def _continues_list(items: Sequence[Item], at: int) -> bool:
    """Whether a bare number or percentage goes on a list: "507 in May", "up from 61 percent"."""
    quantity = quantity_at(items, at)
    if quantity.unit not in ("count", "percent") or quantity.age:
        return False
    if counts_towns(items, at) or _is_one_of(quantity, items, at):
        return False
    behind = items[at + 1] if at + 1 < len(items) else None
    if behind is None or behind.is_sign:
        return not _is_fall(items, at)
    if "territory" in behind.tags:  # "1,100 retaken", not "two regions"
        return behind.tag("territory", "land") is None
    return _ties_on(items, at, behind, quantity)


def _ties_on(items: Sequence[Item], at: int, behind: Item, quantity: Quantity) -> bool:
    """Whether the word behind a number can go on with a list: "507 in May", "14 a day"."""
    compared = items[at - 1].text if at else ""
    if behind.grammar == "determiner":
        return compared in _COMPARING or _is_rate(items, at)
    if behind.grammar == "relative":
        is_extreme = compared == "of" and items[at - 2].text in _EXTREMES
        is_held = at + 2 < len(items) and items[at + 2].grammar == "be"
        return is_extreme or (quantity.unit == "percent" and is_held)
    ties = _TIES if quantity.unit == "count" else _TIES[1:]  # not in "a fifth of its economy"
    return behind.grammar in ties


def _is_one_of(quantity: Quantity, items: Sequence[Item], at: int) -> bool:
    """Whether it is no number of its own: "one of its biggest gains"."""
    return (
        quantity.spelled
        and quantity.value == 1
        and items[at + 1 : at + 2] != []
        and (items[at + 1].text == "of")
    )


def _is_fall(items: Sequence[Item], at: int) -> bool:
    """Whether it is how much something fell: "the pace fell by 18"."""
    return at > 1 and items[at - 1].text == "by" and items[at - 2].text in words_of("falling")


def _is_rate(items: Sequence[Item], at: int) -> bool:
    """Whether it is so much a day: "about 14 a day"."""
    return at + 2 < len(items) and items[at + 1].text == "a" and items[at + 2].text in _RATES


def _is_comparison(items: Sequence[Item], at: int) -> bool:
    """Whether the number only compares: "44% less than the month before"."""
    return at + 1 < len(items) and items[at + 1].text in words_of("compared")


def _told_after(items: Sequence[Item], at: int) -> LandVerdict | None:
    """As in "is held by Ukrainian forces", "is under Russian occupation", "changed hands"."""
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


def _told_in_relative(items: Sequence[Item], at: int) -> LandVerdict | None:
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


def _told_before(items: Sequence[Item], at: int) -> LandVerdict | None:
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


def _linked(items: Sequence[Item], before: Claim, at: int) -> bool:
    """Whether only a list's words stand between the claim before and the number."""
    start = next((i for i, item in enumerate(items) if item.start >= before.quantity.end), at)
    if any(item.text in ("remain", "remains") for item in items[at + 1 : at + 3]):
        return False
    return not any(
        item.text in (";", "leaving") or item.grammar in ("modal", "clause")
        for item in items[start:at]
    )


def _bare_numbers(document: Document, sentence: Sentence, memory: Memory) -> list[Claim]:
    """Numbers whose unit the sentence before gave: "... said his troops held around 500"."""
    items = sentence.items
    claims: list[Claim] = []
    near = memory.notes.get("territory_index") == str(sentence.index - 1)
    for at in sentence.numbers if near else ():
        quantity = quantity_at(items, at)
        found = (
            _told_before(items, at)
            or _by_bracket(items, at, memory)
            or _by_figure(items, at, memory)
        )
        behind = items[at + 1] if at + 1 < len(items) else None
        bare = (
            behind is None
            or behind.text in (".", ",", ")")
            or (behind.grammar == "preposition" and found is not None)
        )
        if (
            quantity.unit != "count"
            or (at > 0 and items[at - 1].text in _LETTERS)
            or not bare
            or found is None
            or (found.at >= 0 and first_item(items, at) - found.at > _CLOSE)
        ):
            continue
        area = replace(quantity, unit="km2")
        changed = turned(document, sentence, at, found)
        claim = _claim(sentence, at, changed, claims, memory)
        claims.append(replace(claim, quantity=area, rule=f"unit said before: {found.rule}"))
    return claims


def _by_bracket(items: Sequence[Item], at: int, memory: Memory) -> LandVerdict | None:
    """As in "only last October (610) and November (725) were worse"."""
    inside = 0 < at < len(items) - 1 and items[at - 1].text == "(" and items[at + 1].text == ")"
    return LandVerdict(memory.notes.get("territory", "gained"), "bracket", -1) if inside else None


def _by_figure(items: Sequence[Item], at: int, memory: Memory) -> LandVerdict | None:
    """As in "In December the figure was 445"."""
    first = first_item(items, at)
    if first < _CLOSE - 1 or not (
        items[first - 1].grammar == "be" or items[first - 1].text == "at"
    ):
        return None
    if not items[first - 2].text.endswith(_FIGURES):
        return None
    return LandVerdict(memory.notes.get("territory", "gained"), "figure", -1)


# --- whose ------------------------------------------------------------------------------------


def _claim(
    sentence: Sentence, at: int, verdict: LandVerdict, claims: Sequence[Claim], memory: Memory
) -> Claim:
    items = sentence.items
    quantity = _unbound(quantity_at(items, at), items, verdict.at, at)
    if quantity.unit == "percentage point":
        quantity = replace(quantity, unit="percent")
    if quantity.unit == "count":
        quantity = in_unit_of(quantity, _area_beside(sentence, at, claims))
    actor = (
        side_acting(items, at, verdict)
        or verdict.side
        or side_carried(items, verdict, claims, memory)
    )
    first = first_item(items, at)
    if first and items[first - 1].grammar == "allbut":  # the others hold what it did not take
        verdict, actor = replace(verdict, measure="controlled"), other_side(actor)
    memory.notes["territory"] = verdict.measure
    memory.notes["territory_index"] = str(sentence.index)
    memory.notes.setdefault(f"territory_{verdict.measure}", actor)
    cue = items[verdict.at].text if verdict.at >= 0 else ""
    return Claim("territory", verdict.measure, quantity, verdict.rule, cue, verdict.at, actor=actor)


def _area_beside(sentence: Sentence, at: int, claims: Sequence[Claim]) -> Quantity | None:
    """The area of a list whose unit a bare number of it shares: the last one, else the next."""
    if claims:
        return claims[-1].quantity
    later = (quantity_at(sentence.items, k) for k in sentence.numbers if k > at)
    return next((quantity for quantity in later if quantity.unit == "km2"), None)


def _unbound(quantity: Quantity, items: Sequence[Item], cue: int, at: int) -> Quantity:
    """The number without the bound "over" where that belongs to "regained control over"."""
    if cue < 0 or quantity.qualifier != "more_than" or not items[cue].text.endswith(" over"):
        return quantity
    if not items[cue].start < quantity.qualifier_start < items[cue].end:
        return quantity
    inner = qualifiers("before").get(" ".join(item.text for item in items[cue + 1 : at]))
    if inner is not None:  # "taken over about 55 percent"
        low = quantity.value if inner == "more_than" else None
        high = quantity.value if inner == "less_than" else None
        return replace(quantity, qualifier=inner, low=low, high=high)
    if cue + 1 != at:
        return quantity
    return replace(quantity, qualifier="exact", low=quantity.value, high=quantity.value)
