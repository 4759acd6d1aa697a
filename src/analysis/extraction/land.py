"""Numbers that measure land: areas, and shares of land or of a place."""

from __future__ import annotations

import re
from itertools import pairwise
from typing import TYPE_CHECKING

from analysis.extraction.land_sizes import (
    DEEDS,
    clause_behind,
    first_item,
    is_size,
    is_whole,
    quantity_at,
)
from analysis.extraction.named_places import words_of
from analysis.extraction.values import frozen

if TYPE_CHECKING:
    from collections.abc import Sequence

    from analysis.extraction.document import Document, Item
    from analysis.extraction.quantities import Quantity

_OF = re.compile(r"\s*(?:(?:control|occupation)\s+)?(?:of|the|its)\b")
_SHARE_REACH = 8
_AFTER = 12
_CLOSE = 3
_NEAR = 6
_LARGEST = 650_000  # sq km, a little more than Ukraine
_ROUNDED, _NEARLY = 0.03, 0.15
_HELD = ("control", "under_control")
_RETAKEN = 12


@frozen
class LandVerdict:
    """The measure of an area or share, the item that tells it, the side if it is the speaker's."""

    measure: str
    rule: str
    at: int
    side: str | None = None


def may_hold_land(document: Document, index: int) -> bool:
    """Whether a number of the sentence is an area, or a percentage that may be a share of land."""
    named = not words_of("holdings").isdisjoint(document.bare_words(index))
    return any(
        number.unit == "km2"
        or (named and number.unit == "percentage point")
        or (
            number.unit == "percent"
            and (named or _OF.match(document.view, max(number.end, number.qualifier_end)))
        )
        for number in document.numbers_in(index)
    )


def is_land(items: Sequence[Item], at: int) -> bool:
    """Whether the number at item `at` measures land: an area, or a share of land or of a place."""
    quantity = quantity_at(items, at)
    if quantity.unit == "km2":
        return quantity.value <= _LARGEST and not is_size(items, at)
    if quantity.unit == "percentage point":
        return _is_share_told(items, at)
    if quantity.unit == "count":
        return not quantity.age and _is_part_of_area(items, at)
    if quantity.share and items[first_item(items, at) - 1].text == "by":
        return False  # "shrank by half"
    return quantity.unit == "percent" and (
        _share_of(items, at) is not None
        or _is_share_told(items, at)
        or _is_share_held(items, at)
        or _is_share_taken(items, at)
        or _is_held_part(items, at)
        or _is_part_of_area(items, at)
        or listed_share(items, at) is not None
    )


def relative_before(items: Sequence[Item], first: int) -> range:
    """The items of the relative clause that a comma closes right before item `first`.

    As in "controls Crimea, which it annexed in 2014, about 80% of the Donbas".
    """
    closes = first - 2 if first > 1 and items[first - 1].grammar == "conjunction" else first - 1
    if closes < 1 or items[closes].text != ",":
        return range(0)
    opens = next((k for k in range(closes - 1, 0, -1) if items[k].text == ","), 0)
    is_relative = opens > 0 and items[opens + 1].grammar == "relative"
    return range(opens, closes + 1) if is_relative else range(0)


def is_said_again(items: Sequence[Item], at: int, before: Quantity) -> bool:
    """Whether a bracket says the area before in another unit: "160 sq mi of land (414 sq km)"."""
    quantity = quantity_at(items, at)
    bracketed = items[first_item(items, at) - 1].text == "("
    if not bracketed or quantity.unit != before.unit:
        return False
    if quantity.unit == "percent":  # "almost half of this area (47%)"
        return before.share and abs(quantity.value - before.value) <= _NEARLY * before.value
    is_other_unit = before.stated is not None or quantity.stated is not None
    return is_other_unit and abs(quantity.value - before.value) <= _ROUNDED * before.value


def _behind_dashes(items: Sequence[Item], at: int) -> int:
    """The last item of an aside between dashes right behind the number, else the number."""
    if at + 1 >= len(items) or items[at + 1].text not in ("-", "\u2013", "\u2014"):
        return at
    dash = items[at + 1].text
    closes = [k for k in range(at + _CLOSE, min(len(items), at + _AFTER)) if items[k].text == dash]
    return closes[-1] if closes else at


def _is_part_of_area(items: Sequence[Item], at: int) -> bool:
    """As in "21,000 of the region's 26,500 sq km", "of Donetsk's 26,500 sq km, 5,000 remain"."""
    if at + 1 < len(items) and items[at + 1].text == "of":
        near = range(at + 2, min(len(items), at + _SHARE_REACH))
        return any(_is_area(items[k]) and is_whole(items, k) for k in near)
    if items[0].text not in ("of", "out of"):
        return False
    whole = next((k for k in range(first_item(items, at)) if items[k].number is not None), None)
    ends = at + 1 == len(items) or not items[at + 1].tags or bool(items[at + 1].grammar)
    return whole is not None and _is_area(items[whole]) and items[whole + 1].text == "," and ends


def _is_area(item: Item) -> bool:
    return item.number is not None and item.number.unit == "km2"


def _is_held_part(items: Sequence[Item], at: int) -> bool:
    """Whether it is told in whose hands a part is: "that 20% occupied by Russia"."""
    behind = clause_behind(items, _behind_dashes(items, at))
    near = behind[:1]
    if near and (near[0].grammar == "be" or near[0].text in words_of("staying")):
        sided = any("actors" in item.tags for item in behind)
        return sided and any(item.tag("territory", *_HELD) for item in behind[:_NEAR])
    return bool(near) and near[0].tag("territory", "under_control") is not None


def _is_share_told(items: Sequence[Item], at: int) -> bool:
    """Whether the share itself is named before: "puts the occupied share at 19.04%"."""
    first = first_item(items, at)
    near = items[max(0, first - _SHARE_REACH) : first]
    named = [k for k, item in enumerate(near) if "share" in item.text.split()]
    if named and any("territory" in i.tags or "places" in i.tags for i in near[named[-1] :]):
        return True
    leads = bool(near) and near[-1].text.rpartition(" ")[2] in words_of("share_link")
    held = [k for k, item in enumerate(near) if item.tag("territory", "control")]
    if leads and held and any(item.tag("territory", "land") for item in near[held[-1] :]):
        return True  # "controls less territory, down from about 27%"
    return any(
        tag.name == "holdings" or (leads and item.text.startswith("control "))
        for item in near
        if (tag := item.tags.get("territory"))
    )


def listed_share(items: Sequence[Item], at: int) -> LandVerdict | None:
    """As in "the share under occupation: Luhansk 99.6%, Donetsk 78.1%"."""
    if at < _CLOSE or not ("places" in items[at - 1].tags or items[at - 1].grammar == "area"):
        return None
    colon = next((k for k in range(at - 1, 0, -1) if items[k].text == ":"), 0)
    share = next((k for k in range(colon) if items[k].text in ("share", "shares")), 0)
    if not share or not any(item.tag("territory", *_HELD) for item in items[share:colon]):
        return None
    return LandVerdict("controlled", "share before", share)


def _is_share_held(items: Sequence[Item], at: int) -> bool:
    """As in "In the Kharkiv region Russia holds 3.4%, in Sumy 1%"."""
    first = first_item(items, at)
    if first < _CLOSE:
        return False
    has = items[first - 1].text in words_of("has")
    if not has and items[first - 1].tag("territory", "control") is None:
        return False
    ends = at + 1 == len(items) or items[at + 1].is_sign
    is_side = "actors" in items[first - 2].tags
    return ends and is_side and any("places" in item.tags for item in items[: first - 2])


def _is_share_taken(items: Sequence[Item], at: int) -> bool:
    """As in "nearly half has been retaken", of land told before."""
    behind = items[at + 1 : at + 4]
    if not quantity_at(items, at).share or not behind or behind[0].grammar not in ("be", "have"):
        return False
    return any((tag := item.tag("territory", *DEEDS)) and tag.form == "past" for item in behind)


def _share_of(items: Sequence[Item], at: int) -> int | None:
    """Index of what the share at `at` is a share of: land, a place or "it"; else None."""
    if at + 1 < len(items) and items[at + 1].text == "of which":
        return at + 1 if _follows_land(items, at) else None
    if at + 2 >= len(items) or not _has_part(items, at):
        return None
    if items[at + 2].text in words_of("whole_told"):
        return at + 2
    unknown = 0
    for i in range(at + 2, min(len(items), at + 2 + _SHARE_REACH)):
        item = items[i]
        if item.tag("territory", "land") or "places" in item.tags or _is_occupied(item):
            is_part = not _is_taken(items, i) or _is_object(items, at) or _is_retaken(items, i)
            other = _is_anothers(items, i) or item.text in words_of("peoples")
            return i if is_part and not other else None
        unknown += not item.tags
        if (
            unknown > 1
            or item.is_sign
            or item.number is not None
            or item.text in words_of("peoples")
            or item.grammar in ("be", "have", "conjunction", "clause")
        ):
            return None
    return None


def _is_occupied(item: Item) -> bool:
    """As in "half of the occupied territory"."""
    return item.tag("territory", "under_control") is not None and "territor" in item.text


def _has_part(items: Sequence[Item], at: int) -> bool:
    """Whether the word behind the share at `at` leads to its whole: "half of", "half the"."""
    behind = items[at + 1]
    if behind.text in ('"', "'") and at + 3 < len(items):  # “about 70 percent” of Bakhmut
        behind = items[at + 2]
    is_half = quantity_at(items, at).share and behind.grammar == "determiner"
    is_half = is_half and items[at + 2].text != "size"  # "a third the size of Manhattan"
    return behind.text == "of" or is_half or _is_hold(behind)


def _is_hold(item: Item) -> bool:
    """As in "control of", "occupation of"."""
    return item.text.endswith(" of") and item.tag("territory", "under_control") is not None


def _follows_land(items: Sequence[Item], at: int) -> bool:
    """Whether what "of which" takes up is land: not in "reached $3.9 billion, 64% of which"."""
    for item in reversed(items[max(0, at - _SHARE_REACH) : at]):
        if item.number is not None:
            return item.number.unit == "km2"
        if "places" in item.tags or item.tag("territory", "land") is not None:
            return True
    return False


def _is_retaken(items: Sequence[Item], i: int) -> bool:
    """Whether it is told what became of it since: "of the land taken by X had been retaken"."""
    return any(
        before.grammar == "be" and (tag := item.tag("territory", *DEEDS)) and tag.form == "past"
        for before, item in pairwise(items[i : i + _RETAKEN])
    )


def _is_anothers(items: Sequence[Item], i: int) -> bool:
    """Whether the place at i only owns what is shared: "40% of Moscow's budget"."""
    if not items[i].text.endswith("'s") or items[i + 1].is_sign:
        return False
    behind = items[i + 1 : i + 5]
    return not any(item.tag("territory", "land") or "places" in item.tags for item in behind)


def _is_object(items: Sequence[Item], at: int) -> bool:
    """Whether a word of taking or losing stands right before the number: "recaptured 64% of"."""
    first = first_item(items, at)
    return first > 0 and items[first - 1].tag("territory", *DEEDS) is not None


def _is_taken(items: Sequence[Item], i: int) -> bool:
    """Whether the land at i is itself what was taken: "half of the ground captured in May"."""
    tag = items[i + 1].tags.get("territory") if i + 1 < len(items) else None
    if tag is None or tag.form not in ("past", "word") or tag.entry.get("role") != "verb":
        return False
    return tag.entry.get("measure") != "controlled"


def aside_behind(items: Sequence[Item], at: int) -> range:
    """The items behind the number at item `at` that only name its source, or say it again."""
    return (
        _aside(items, at) or _source(items, at) or _bracket(items, at) or _towns_behind(items, at)
    )


def is_fragment(items: Sequence[Item], at: int) -> bool:
    """Whether the sentence is the number alone: "Almost 125 thousand square kilometers."."""
    if first_item(items, at) != 0:
        return False
    behind = items[at + 1 : -1] if items[-1].text == "." else items[at + 1 :]
    return all(
        item.grammar in ("of", "determiner", "area") or "places" in item.tags for item in behind
    )


def is_subject(items: Sequence[Item], at: int) -> bool:
    """Whether something else is told of the number: "300 sq km of soil is littered with mines"."""
    for item in items[at + 1 : at + _AFTER]:
        if item.is_sign or item.number is not None or item.grammar in ("clause", "relative"):
            return False
        if item.grammar == "be":
            return True
    return False


def _towns_behind(items: Sequence[Item], at: int) -> range:
    """The places beside an area: "2,434 sq km of land and 96 settlements have been liberated"."""
    opens = closes = 0
    for i in range(at + 1, min(len(items) - 2, at + _AFTER)):
        if items[i].grammar == "conjunction" or items[i].text == ",":
            if not _counts_places(items, i + 1):
                break
            opens, closes = opens or i, i + 3
    return range(opens, closes)


def _counts_places(items: Sequence[Item], i: int) -> bool:
    """Whether a number of places or people stands at i."""
    if items[i].number is None:
        return False
    noun = items[i + 1].text
    return noun in words_of("settlements") or noun in words_of("people_counted")


def counts_towns(items: Sequence[Item], at: int) -> bool:
    """Whether a number is part of a count of places: "29 settlements, including six in Luhansk"."""
    for i in range(at - 1, 0, -1):
        if items[i].number is not None:
            return items[i + 1].text in words_of("settlements")
    return False


def _source(items: Sequence[Item], at: int) -> range:
    """The bracket behind the number that names whose it is: "116,203 (DeepState)"."""
    opens = next(
        (i for i in range(at + 1, min(len(items), at + _CLOSE)) if items[i].text == "("), 0
    )
    closes = next((i for i in range(opens, len(items)) if items[i].text == ")"), 0)
    if not opens or any(item.number is not None for item in items[opens:closes]):
        return range(0)
    joined = [item.text for item in items[closes + 1 : closes + 2]] == ["and"]
    if joined and closes + _CLOSE < len(items) and items[closes + 2].number is not None:
        return range(opens, max((closes + 2, *_source(items, closes + 2))) + 1)
    return range(opens, closes + 1)


def _bracket(items: Sequence[Item], at: int) -> range:
    """A bracket behind the number: "the Republic (DNR)", "20% of it (some 125,000 sq km)"."""
    near = range(at + 1, min(len(items), at + _AFTER))
    opens = next((i for i in near if items[i].text == "("), 0)
    closes = next(
        (i for i in range(opens, min(len(items), opens + _AFTER)) if items[i].text == ")"), 0
    )
    told = any("territory" in item.tags for item in items[opens:closes])
    return range(opens, closes + 1) if opens and closes and not told else range(0)


def _aside(items: Sequence[Item], at: int) -> range:
    """The items of the aside that says the number in another unit, from the number on.

    As in "116,000 sq km, or 19 percent of the country, were occupied", said of both numbers.
    """
    opens = next(
        (i for i in range(at + 1, min(len(items), at + _SHARE_REACH)) if items[i].text == ","), None
    )
    if opens is None or opens + 1 >= len(items):
        return range(0)
    first = first_item(items, at)
    if first > 1 and items[first - 1].text == "or" and items[first - 2].text == ",":
        return range(opens, opens + 1)
    if items[opens + 1].text != "or":
        return range(0)
    closes = (i for i in range(opens + 2, len(items)) if items[i].text in (",", ";"))
    return range(opens, next(closes, opens - 1) + 1)
