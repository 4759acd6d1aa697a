"""Sums that no verb governs: a whole, a place among donors, goods with their worth, a need."""

from __future__ import annotations

from typing import TYPE_CHECKING

from analysis.extraction.aid_nouns import (
    BEFORE,
    NEED,
    RANK,
    VERBS,
    WHOLE,
    Verdict,
    rank_before,
    role_of,
    words_before,
)
from analysis.extraction.donors import names_ukraine
from analysis.extraction.money import aid_stems, aid_words, is_frame
from analysis.extraction.values import replace

if TYPE_CHECKING:
    from collections.abc import Sequence

    from analysis.extraction.document import Item
    from analysis.extraction.money import Amount

_WHOLE = 4
_FAR = 2
_SLICE = 3


def by_whole(items: Sequence[Item], amount: Amount, before: Verdict | None) -> Verdict | None:
    """The whole of which the sum before is a part: "paid out 16 of its 50 billion euros"."""
    if _is_sliced(items, amount) or (before is not None and is_frame(items, amount.at)):
        at = max(0, amount.at - _SLICE)
        measure = "requested" if before is not None and before.measure == "requested" else "pledged"
        return Verdict(measure, WHOLE, items[at].text, at, "list")
    if before is None or amount.at - amount.first > _WHOLE:
        return None
    between = items[amount.first : amount.at]
    if not between or between[0].grammar != "of":
        return None
    measure = "pledged" if before.measure == "delivered" else before.measure
    behind = items[amount.at + 1 : amount.at + 2]
    if any(role_of(item) == "hope" for item in behind):
        measure = "requested"  # "$1 billion of the $2.8 billion required"
    return replace(before, measure=measure, rule=WHOLE, strength="list")


def _is_sliced(items: Sequence[Item], amount: Amount) -> bool:
    """Whether a part in words stands before: "a tranche of its €18 billion"."""
    if amount.at - amount.first < _SLICE:
        return False
    if role_of(items[amount.at - 1]) == "total" and _is_from_whole(items, amount):
        return True
    part, of, its = items[amount.at - _SLICE : amount.at]
    return its.grammar == "determiner" and of.text == "of" and part.text in aid_words("slice")


def _is_from_whole(items: Sequence[Item], amount: Amount) -> bool:
    """As in "the second tranche from the US grant totaling $4.5 billion"."""
    near = items[max(amount.first, amount.at - 2 * _WHOLE) : amount.at]
    return any(
        near[i].text in aid_words("slice")
        and near[i + 1].text in ("of", "from")
        and near[i + 2].grammar == "determiner"
        for i in range(len(near) - 2)
    )


def by_worth(items: Sequence[Item], amount: Amount, before: Verdict | None) -> Verdict | None:
    """The size of a package that the sum before is part of: "paid €1bn of a package worth €9bn"."""
    worth = amount.at - 1
    while worth > amount.first and _is_before_sum(items[worth]):
        worth -= 1
    if items[worth].text != "worth":
        return None
    for i in range(worth - 1, max(amount.first, worth - BEFORE // 2) - 1, -1):
        if items[i].tag("aid", "package", "scheme", "financial") is not None:
            measure = "requested" if before and before.measure == "requested" else "pledged"
            is_part = before is not None or _is_part_of(items, i)
            return Verdict(measure, WHOLE, items[i].text, i, "noun") if is_part else None
        if role_of(items[i]) in VERBS:
            return None
    return None


def _is_part_of(items: Sequence[Item], noun: int) -> bool:
    """Whether what was told before is a part of it: "the financing is part of the package"."""
    return any(item.text in aid_words("slice") for item in items[max(0, noun - 2 * _WHOLE) : noun])


def _is_before_sum(item: Item) -> bool:
    """Whether a word may stand between "worth" and a sum: "worth a total of up to"."""
    is_total = role_of(item) == "total" and item.text != "worth"
    is_bound = item.text in aid_words("bounds") or item.text in ("up", "to")
    return is_total or is_bound or item.grammar == "determiner"


def by_request(items: Sequence[Item], amount: Amount) -> Verdict | None:
    """What a request is for, with its addressee between: "a request to Congress for $1 billion"."""
    lead = amount.at - 1
    while lead > amount.first and items[lead].text in aid_words("bounds"):
        lead -= 1
    if lead < 1 or items[lead].text != "for":
        return None
    for i in range(lead - 1, max(amount.first, lead - 2 * _WHOLE) - 1, -1):
        if items[i].text in aid_words("requests"):
            return Verdict("requested", "verb before", items[i].text, i, "weak")
        if items[i].text in (",", ";") or items[i].number is not None:
            return None
    return None


def by_need(items: Sequence[Item], amount: Amount) -> Verdict | None:
    """What is lacking, with its size: "puts the needs of the country at $136 billion"."""
    behind = _need_behind(items, amount)
    if behind is not None:
        return Verdict("requested", NEED, items[behind].text, behind, "verb")
    levels = any(map(_levels, _beside(items, amount)))
    if not levels and all(item.text != "of" for item in _beside(items, amount)):
        return None
    for i in words_before(items, amount):
        if items[i].text in aid_words("needs"):
            is_sized = levels or items[i + 1].text == "of"
            return Verdict("requested", NEED, items[i].text, i, "verb") if is_sized else None
        if role_of(items[i]) == "noun" or items[i].text == ",":
            return _need_for(items, i)
    return None


def _need_behind(items: Sequence[Item], amount: Amount) -> int | None:
    """The word for a lack that a sum is the size of: "a $5 billion a month budget shortfall"."""
    for i in range(amount.at + 1, min(amount.last, amount.at + 2 + _WHOLE)):
        item = items[i]
        is_ukraines = names_ukraine(items[i - 1]) and not items[i - 1].text.endswith("'s")
        if item.text in aid_words("lacks") or (is_ukraines and item.text in aid_words("needing")):
            return i
        is_own = item.text in aid_words("clock") or item.text in ("a", "per")
        is_own = is_own or item.tag("aid", "scheme") is not None or item.grammar == "relative"
        if not is_own and (item.is_sign or item.grammar or role_of(item) in ("noun", *VERBS)):
            return None
    return None


def is_to_rebuild(items: Sequence[Item], amount: Amount, verdict: Verdict) -> bool:
    """Whether a need is that of rebuilding: "the funds needed for reconstruction are put at"."""
    if not verdict.cue.startswith("need") or not 0 <= verdict.at < amount.at:
        return False
    return any(item.text in aid_words("rebuilding") for item in items[verdict.at : amount.at])


def is_of_bonds(items: Sequence[Item], amount: Amount, verdict: Verdict) -> bool:
    """Whether a sum is borrowed: "the issue of bonds made it possible to attract $1.4 billion"."""
    if not verdict.cue.startswith(aid_stems("borrowing")) or not 0 <= verdict.at < amount.at:
        return False
    before = items[max(amount.first, verdict.at - BEFORE // 2) : verdict.at]
    return any(item.tag("aid", "economy") is not None for item in before)


def _levels(item: Item) -> bool:
    """Whether a word leads to how much something is: "amounts to", "at", "is"."""
    return role_of(item) == "total" or item.text == "at" or item.grammar == "be"


def _need_for(items: Sequence[Item], noun: int) -> Verdict | None:
    """As in "the need for such external financing will amount to"."""
    for i in range(noun - 1, max(-1, noun - _WHOLE - 1), -1):
        if items[i].text in aid_words("needs") and items[i + 1].text == "for":
            return Verdict("requested", NEED, items[i].text, i, "verb")
    return None


def _beside(items: Sequence[Item], amount: Amount) -> Sequence[Item]:
    return items[max(amount.first, amount.at - _WHOLE) : amount.at]


def by_rank(
    items: Sequence[Item], amount: Amount, noun: int | None, context: str | None
) -> Verdict | None:
    """A place among the donors: "Germany follows the United States with €17.3 billion"."""
    at = rank_before(items, amount)
    if at is None:
        at = _rank_behind(items, amount)
    if at is None:
        return None
    is_aid = noun is not None and items[noun].text.split()[-1] in aid_words("plain aid")
    measure = "delivered" if is_aid or context in (None, "requested") else str(context)
    return Verdict(measure, RANK, items[at].text, at, "list")


def _rank_behind(items: Sequence[Item], amount: Amount) -> int | None:
    """As in "Germany, with 28 billion euros, is Europe's top donor to Ukraine"."""
    if amount.at == 0 or items[amount.at - 1].text not in aid_words("leads to a rank"):
        return None
    behind = range(amount.at + 1, min(amount.last, amount.at + 2 * _WHOLE))
    return next((i for i in behind if items[i].text in aid_words("top donors")), None)


def by_kind(items: Sequence[Item], amount: Amount) -> Verdict | None:
    """What aid can be, with its worth: "artillery ammunition for a total of 36.6 million"."""
    worth = False
    first = amount.at - 2
    if 0 <= first <= _FAR and items[first + 1].text == ":" and role_of(items[first]) == "kind":
        return Verdict("delivered", "kind of aid", items[first].text, first, "weak")  # a line
    for i in words_before(items, amount):
        role = role_of(items[i])
        if worth and (
            role == "kind" or "weapons" in items[i].tags or items[i].text in aid_words("worth")
        ):
            return Verdict("delivered", "kind of aid", items[i].text, i, "weak")
        if role in VERBS or i < amount.at - BEFORE // 2:
            return None
        worth = worth or (role == "total" and items[i].text.startswith(aid_stems("worth leads")))
    return None


def by_start(items: Sequence[Item], amount: Amount) -> Verdict | None:
    """A sum that opens a line and says what it is for: "£10 million to the energy fund"."""
    first = next((i for i, item in enumerate(items) if not item.is_sign), 0)
    behind = items[amount.at + 1] if amount.at + 1 < len(items) else None
    if amount.at > first + 2 or behind is None or behind.text not in aid_words("opening sum for"):
        return None
    for item in items[amount.at + 1 : amount.at + 9]:
        if item.grammar in ("modal", "have", "clause"):
            return None
        if item.grammar == "relative":
            break
    return Verdict("pledged", "sum first", behind.text, amount.at + 1, "weak")
