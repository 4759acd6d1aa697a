"""Land: who controls, gains or loses how many square kilometres or which share."""

from __future__ import annotations

from typing import TYPE_CHECKING

from analysis.extraction.claims import Claim, Memory
from analysis.extraction.land import (
    LandVerdict,
    counts_towns,
    is_fragment,
    is_land,
    is_said_again,
    is_subject,
    listed_share,
    may_hold_land,
)
from analysis.extraction.land_bare import is_bare, told_of_bare
from analysis.extraction.land_sides import (
    is_of_others,
    side_acting,
    side_carried,
    side_of_pronoun,
    side_speaking,
)
from analysis.extraction.land_sizes import DEEDS, first_item, quantity_at
from analysis.extraction.land_turns import UNTAKEN, expelled, in_unit_of, signed, turned, untaken
from analysis.extraction.land_verbs import (
    told_after,
    told_before,
    told_by_noun,
    told_far_behind,
    told_in_relative,
    told_of_rest,
)
from analysis.extraction.named_places import words_of
from analysis.extraction.qualifiers import qualifiers
from analysis.extraction.sides import SIDES, other_side
from analysis.extraction.values import replace

if TYPE_CHECKING:
    from collections.abc import Sequence

    from analysis.extraction.document import Document, Item, Sentence
    from analysis.extraction.quantities import Quantity

_SHARE_REACH = 8
_MEMORY = 10
_CLOSE = 3
_TIES = ("of", "preposition", "by", "conjunction", "adverb", "other", "clause")


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
            side = side or side_of_pronoun(document, sentence, verdict)
            claims.append(_claim(sentence, at, replace(verdict, side=side), claims, memory))
    return claims


# --- the measure ------------------------------------------------------------------------------


def _verdict(
    document: Document, sentence: Sentence, at: int, claims: Sequence[Claim], memory: Memory
) -> LandVerdict | None:
    """What the sentence, or those before it, tells of the number; None if it is no figure."""
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
        or untaken(items, at)
        or signed(items, at)
        or told_of_rest(items, at)
        or _by_nearest(items, at)
        or (told_in_relative(items, at) if _is_of_those(items, at) else None)
        or told_before(items, at)
        or (told_in_relative(items, at) if land or _precedes_word(items, at) else None)
        or told_far_behind(items, at)
        or told_by_noun(items, at)
    )
    found = found or listed_share(items, at)
    found = None if found is not None and _says_of_what(items, at, found) else found
    if found is not None and (is_of_others(items, found) or (not land and found.rule == "has")):
        return None
    if claims and (found is None or _is_level(items, at) or _is_same(items, at)):
        found = _in_list(items, claims[-1], at)
    if found is None and _is_listed(document, sentence, at, memory):
        return LandVerdict(memory.notes["territory"], "point of a list", -1)
    if found is None and _is_told_of(document, sentence, at, memory):
        return LandVerdict(memory.notes["territory"], "said before", -1)
    return found


def _says_of_what(items: Sequence[Item], at: int, found: LandVerdict) -> bool:
    """Whether the word found only tells of which land it is a share: "64% of what was lost"."""
    return found.at > at and [item.text for item in items[at + 1 : at + 3]] == ["of", "what"]


def _by_nearest(items: Sequence[Item], at: int) -> LandVerdict | None:
    """What is told behind the number, unless it only says which land a verb right before took.

    As in "recaptured half of the territory occupied by Russia".
    """
    found = told_after(items, at)
    if found is None or any(k.grammar == "be" for k in items[at + 1 : found.at]):
        return found
    first = first_item(items, at)
    before = told_before(items, at)
    taken = before is not None and first - before.at <= _CLOSE and before.measure != "controlled"
    return before if taken else found


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


def _is_same(items: Sequence[Item], at: int) -> bool:
    """Whether the number says the one before again in another measure: "amounting to"."""
    first = first_item(items, at)
    near = items[max(0, first - _CLOSE + 1) : first]
    if near and near[-1].text == "or" and not any("territory" in k.tags for k in near):
        return True
    return any(item.text.partition(" ")[0] in words_of("amounting") for item in near)


def _is_level(items: Sequence[Item], at: int) -> bool:
    """Whether a share is what the gains add up to: ", bringing the total figure to 19%"."""
    first = first_item(items, at)
    if quantity_at(items, at).unit != "percent" or items[first - 1].text != "to":
        return False
    near = [item.text for item in items[max(0, first - _SHARE_REACH) : first]]
    return any(text in words_of("bringing") for text in near)


def _is_listed(document: Document, sentence: Sentence, at: int, memory: Memory) -> bool:
    """Whether a line begins with the number, below "Russia has captured:" or another such line."""
    index, notes = sentence.index, memory.notes
    first = first_item(sentence.items, at)
    if index == 0 or (first > 1 and not _is_labelled(sentence.items, at)):
        return False
    lead = document.sentence(index - 1).items
    if notes.get("territory_list") != str(index - 1):
        told = [i for i, item in enumerate(lead) if item.tag("territory", *DEEDS)]
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
    if land and sentence.index - last == 1 and (is_fragment(items, at) or _is_labelled(items, at)):
        return True
    if is_subject(items, at) or items[first_item(items, at) - 1].grammar == "modal":
        return False
    if land and any(item.text in words_of("told_land") for item in items[max(0, at - 8) : at]):
        return True
    said = any("speech" in item.tags for item in items[:at])
    claimed = land and said and sentence.index - last <= 1
    return claimed or bool(document.dates(sentence.index))


def _is_labelled(items: Sequence[Item], at: int) -> bool:
    """Whether the number stands behind a label that opens the line: "Donetsk region: 33 sq km"."""
    first = first_item(items, at)
    label = items[: first - 1] if first and items[first - 1].text == "+" else items[:first]
    named = bool(label) and ("places" in items[0].tags or "actors" in items[0].tags)
    return 1 < len(label) <= _CLOSE and named and label[-1].text == ":"


def _continues_list(items: Sequence[Item], at: int) -> bool:
    """Whether a bare number or percentage goes on a list: "507 in May", "up from 61 percent"."""
    quantity = quantity_at(items, at)
    if quantity.unit not in ("count", "percent") or quantity.age:
        return False
    if counts_towns(items, at) or _is_one_of(quantity, items, at) or _is_year(items[at]):
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
        return (compared in words_of("comparing") and not quantity.share) or _is_rate(items, at)
    if behind.grammar == "relative":
        if _is_of_those(items, at):
            return True
        is_extreme = compared == "of" and items[at - 2].text in words_of("extreme")
        is_held = at + 2 < len(items) and items[at + 2].grammar == "be"
        return is_extreme or (quantity.unit == "percent" and is_held)
    ties = _TIES if quantity.unit == "count" else _TIES[1:]  # not in "a fifth of its economy"
    return behind.grammar in ties


def _is_year(item: Item) -> bool:
    """As in a list's "2023: 530 sq km"."""
    return len(item.text) == len("2023") and item.text.isdigit() and item.text[:2] in ("19", "20")


def _is_one_of(quantity: Quantity, items: Sequence[Item], at: int) -> bool:
    """Whether it is no number of its own: "one of its biggest gains"."""
    return (
        quantity.spelled
        and quantity.value == 1
        and at + 1 < len(items)
        and items[at + 1].text == "of"
    )


def _is_fall(items: Sequence[Item], at: int) -> bool:
    """Whether it is how much something fell: "the pace fell by 18"."""
    return at > 1 and items[at - 1].text == "by" and items[at - 2].text in words_of("falling")


def _is_rate(items: Sequence[Item], at: int) -> bool:
    """Whether it is so much a day: "about 14 a day"."""
    return (
        at + 2 < len(items)
        and items[at + 1].text == "a"
        and items[at + 2].text in words_of("rates")
    )


def _is_comparison(items: Sequence[Item], at: int) -> bool:
    """Whether the number only compares: "44% less than the month before"."""
    if at + 1 >= len(items) or items[at + 1].text not in words_of("compared"):
        return False
    ends = at + 2 == len(items) or items[at + 2].is_sign
    return not ends or quantity_at(items, at).unit == "percent"  # "took 600 sq km more"


def _linked(items: Sequence[Item], before: Claim, at: int) -> bool:
    """Whether only a list's words stand between the claim before and the number."""
    start = next((i for i, item in enumerate(items) if item.start >= before.quantity.end), at)
    if any(item.text in words_of("stays") for item in items[at + 1 : at + 3]):
        return False
    return not any(
        item.text == "leaving"
        or (item.text == ";" and not _is_elliptic(items, i, at))
        or (item.grammar in ("modal", "clause") and "much" not in _around(items, i))
        for i, item in enumerate(items[start:at], start)
    )


def _is_elliptic(items: Sequence[Item], i: int, at: int) -> bool:
    """Whether only a place or time stands between: "...; in the south, 12.6 sq km"."""
    return all(
        item.is_sign
        or item.grammar in ("preposition", "determiner", "area")
        or "places" in item.tags
        for item in items[i + 1 : first_item(items, at)]
    )


def _around(items: Sequence[Item], i: int) -> tuple[str, str]:
    """The words on both sides: those of "as much as before" begin no clause."""
    return items[i - 1].text, items[i + 1].text


def _bare_numbers(document: Document, sentence: Sentence, memory: Memory) -> list[Claim]:
    """Numbers whose unit the sentence before gave: "... said his troops held around 500"."""
    items = sentence.items
    claims: list[Claim] = []
    near = memory.notes.get("territory_index") == str(sentence.index - 1)
    for at in sentence.numbers if near else ():
        quantity = quantity_at(items, at)
        found = told_of_bare(items, at, memory.notes.get("territory", "gained"))
        if found is None or not is_bare(items, at, found):
            continue
        area = quantity if quantity.unit == "percent" else replace(quantity, unit="km2")
        changed = turned(document, sentence, at, found)
        claim = _claim(sentence, at, changed, claims, memory)
        claims.append(replace(claim, quantity=area, rule=f"unit said before: {found.rule}"))
    return claims


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
        (verdict.side if verdict.rule == UNTAKEN else None)
        or side_acting(items, at, verdict)
        or verdict.side
        or side_carried(items, at, verdict, claims, memory)
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
