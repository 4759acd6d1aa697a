"""The names of donors: a country, a group, several that "and" joins."""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING

from analysis.extraction.money import aid_words, is_money
from analysis.extraction.sides import SIDES

if TYPE_CHECKING:
    from collections.abc import Sequence

    from analysis.extraction.document import Document, Item
    from analysis.extraction.money import Amount

_LONGEST = 4
_PAIR = 2
_CALLED = {"bloc": "European Union", "alliance": "NATO"}
_NO_DOER = ("holder", "maker", "side")
_NAMES = ("name", "group", "adjective")


def donor_at(items: Sequence[Item], i: int) -> str | None:
    """The canonical name of the donor that item i names, if it names one."""
    tag = items[i].tags.get("actors")
    if tag is not None:
        name = str(tag.entry.get("actor"))
        is_seat = items[i].text.endswith("-based")  # "the Luxembourg-based bank"
        return None if name in SIDES or is_seat or tag.entry.get("role") in _NO_DOER else name
    return _group_at(items, i)


def _group_at(items: Sequence[Item], i: int) -> str | None:
    """As in "the Group of Seven", "eight countries", "the rest of the world"."""
    item = items[i]
    text = item.text.removesuffix("'s")
    if text not in _group_words():
        return None
    if item.text in ("seven", "7") and [k.text for k in items[max(0, i - 2) : i]] == [
        "group",
        "of",
    ]:
        return "G7"
    first = i - 1
    while i - first < _LONGEST and first > 0 and _is_region(items[first]):
        first -= 1
    rest = first > 0 and items[first - 1].grammar == "other"  # "the other 40 members"
    number = items[first].number if i > 0 and not rest else None
    if item.text in aid_words("countries") and number is not None and number.unit == "count":
        return " ".join(k.text for k in items[first : i + 1])
    if text in _CALLED and i > 0 and items[i - 1].text == "the":
        return _CALLED[text]
    if item.text == "world" and [k.text for k in items[max(0, i - 3) : i]] == ["rest", "of", "the"]:
        return "rest of the world"
    return None


@cache
def _group_words() -> frozenset[str]:
    """The last words of what names a group."""
    return aid_words("countries").union(_CALLED, ("seven", "7", "world"))


def _is_region(item: Item) -> bool:
    """As in "three Scandinavian countries", "five EU members"."""
    return item.number is None and item.grammar == "" and not item.is_sign


def is_named(item: Item) -> bool:
    """Whether an item is a donor's own name or that of a group, no leader or place of it."""
    tag = item.tags.get("actors")
    return tag is not None and tag.entry.get("role") in _NAMES


def with_capitals(document: Document, donor: str | None) -> str | None:
    """The donor; a group as the text writes it in a sentence: "three Scandinavian countries"."""
    if donor is None or not donor.islower():
        return donor
    at = document.view.rfind(donor)
    return donor if at < 0 else donor[0] + document.text[at + 1 : at + len(donor)]


def paired(document: Document, items: Sequence[Item], i: int, amount: Amount) -> str | None:
    """The donor at i; those that "and" joins to it, all named, as printed.

    Args:
        document: the article.
        items: the sentence's items.
        i: the last of the names.
        amount: the sum; with "respectively" each of several has one of the names.
    """
    named = _joined_names(items, i) if is_named(items[i]) else [i]
    first = named[0]
    if first == i or donor_at(items, first) == donor_at(items, i):
        name = donor_at(items, i)
        return name and _with_companions(document, items, i, name)
    own = _respective(items, named, amount)
    return document.words(items[first].start, items[i].end) if own is None else own


def _with_companions(document: Document, items: Sequence[Item], i: int, name: str) -> str:
    """The donor at i with those who give together with it: "the UK, alongside Norway, gave"."""
    leads = aid_words("together with")
    behind = next((k for k in range(i + 1, min(i + 3, len(items))) if items[k].text in leads), None)
    first = 0 if behind is None and items[0].text in leads else behind
    if first is None:
        return name
    end = next((k for k in range(first + 1, len(items)) if items[k].text == ","), first)
    named = [k for k in range(first + 1, end) if is_named(items[k]) and donor_at(items, k)]
    if not named or end - named[-1] != 1 or (behind is None and not end < i < end + _PAIR + 1):
        return name
    others = document.words(items[named[0]].start, items[named[-1]].end)
    return f"{name}, {others}" if " and " in others else f"{name} and {others}"


def _respective(items: Sequence[Item], named: Sequence[int], amount: Amount) -> str | None:
    """The donor of one sum of as many: "A and B gave €17 billion and €6 billion"."""
    sums = [k for k in range(named[-1], len(items)) if _is_sum(items[k])]
    if len(sums) != len(named) or amount.at not in sums:
        return None
    is_said = any(item.text == "respectively" for item in items[amount.at :])
    if not is_said and [item.text for item in items[sums[-2] + 1 : sums[-1]]] != ["and"]:
        return None
    return donor_at(items, named[sums.index(amount.at)])


def _is_sum(item: Item) -> bool:
    return item.number is not None and is_money(item.number.unit)


def _joined_names(items: Sequence[Item], last: int) -> list[int]:
    """The names that a list with "and" before the last one holds, in their order.

    A comma before "and" belongs to a list of three or more; behind one name it ends a clause.
    """
    named, joined, is_ended = [last], False, False
    while True:
        first = named[0]
        k = first - 1
        if k > 0 and (items[k].grammar == "determiner" or items[k].number is not None):
            k -= 1
        if k > 0 and items[k].text in ("and", "&"):
            k, joined = k - 1, True
            is_comma = k > 0 and items[k].text == ","
            k -= is_comma
            is_ended = is_ended or is_comma
        elif joined and k > 0 and items[k].text == ",":
            k -= 1
        else:
            break
        if k < 0 or not is_named(items[k]) or donor_at(items, k) is None:
            break
        named.insert(0, k)
    return [last] if is_ended and len(named) == _PAIR else named
