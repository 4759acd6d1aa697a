"""Aid that goes on with what the text told before: "this includes", "the $1.8 billion"."""

from __future__ import annotations

from typing import TYPE_CHECKING

from analysis.extraction.aid_measures import deed_measure
from analysis.extraction.aid_nouns import Verdict, role_of
from analysis.extraction.donors import first_donor, names_ukraine
from analysis.extraction.money import aid_words

if TYPE_CHECKING:
    from collections.abc import Sequence

    from analysis.extraction.claims import Claim, Memory
    from analysis.extraction.document import Document, Item
    from analysis.extraction.money import Amount

_OPENING = 8
_BACK = 3
_FAR = 2
_LINES = 12
_BARE_RULES = ("noun of aid", "total", "kind of aid", "sum first")
_BILL = "bill"
_LISTED = "listed under"
AGAIN = "told before"
"""The rule of a sum that the text names again, by its article."""

TAKEN_UP = "taken up"
"""The rule of a sum that says how much the deed of the sentence before came to."""

BEHIND = "told behind"
"""The rule of a sum that is a sentence, and that the next one takes up."""


def measure_taken_up(
    document: Document, index: int, verdict: Verdict, amount: Amount, memory: Memory
) -> str | None:
    """The measure of what "this includes" takes up; None where the sentence stands alone.

    Args:
        document: the article.
        index: the sentence of the sum.
        verdict: on the sum, by its own words; a verb there tells more than what came before.
        amount: the sum; one that was told before keeps its measure.
        memory: what the sentences before left open.
    """
    items = document.sentence(index).items
    if verdict.rule not in _BARE_RULES:
        return None
    known = _measure_known(items, amount, verdict, memory)
    known = known or _measure_of_list(document, index, memory)
    if known is None and index and _names_goods(items) and verdict.rule == "kind of aid":
        return "pledged" if deed_measure(document.sentence(index - 1).items) == "pledged" else None
    if known is not None or not (names_bill(items) or takes_up(items)):
        return known
    if names_bill(items) or (index and has_bill(document.sentence(index - 1).items)):
        told_of_bill = memory.notes.get(_BILL)
        if told_of_bill is not None:
            return told_of_bill
    return _measure_before(document, index, memory)


def _measure_known(
    items: Sequence[Item], amount: Amount, verdict: Verdict, memory: Memory
) -> str | None:
    """The measure of a sum that is part of a request, or that the text told before."""
    if is_of_request(items):
        return "requested"
    noted = memory.notes.get(_key(amount.quantity.value))
    again = items[amount.at - 1].text in aid_words("taking up") and verdict.rule == "noun of aid"
    if noted is None or not (again or verdict.rule == "total"):
        return None
    return noted.split("|")[0]


def _measure_of_list(document: Document, index: int, memory: Memory) -> str | None:
    """The measure that the head of a list gives its lines: "British pledges include:"."""
    for k in range(index - 1, max(-1, index - 1 - _LINES), -1):
        start, end = document.spans[k]
        if document.view[end - 1] == ":":
            items = document.sentence(k).items
            return _measure_of_head(items) or _measure_listed(items, k, memory)
        if document.view[start].isalnum() or not _opens_with_sign(document, k):
            return None
    return None


def _measure_listed(items: Sequence[Item], index: int, memory: Memory) -> str | None:
    """The measure of what was told before a head such as "Key provisions include:"."""
    if all(item.text not in aid_words("contents") for item in items):
        return None
    if memory.aid_index is not None and memory.aid_index <= index:
        memory.notes[_LISTED] = f"{index}|{memory.aid_measure or ''}"
    at, _, measure = memory.notes.get(_LISTED, "").partition("|")
    return measure or None if at == str(index) else None


def _opens_with_sign(document: Document, index: int) -> bool:
    return any(item.is_sign for item in document.opening(index, 1))


def _measure_of_head(items: Sequence[Item]) -> str | None:
    """Pledged where the head of a list names a promise, delivered where it names plain aid."""
    if all(item.text not in aid_words("contents") for item in items):
        return None
    if any(role_of(item) == "hope" for item in items):
        return "requested"
    tags = [tag for item in items if (tag := item.tags.get("aid")) is not None]
    if any(tag.entry.get("measure") == "pledged" and tag.name != "rise" for tag in tags):
        return "pledged"
    is_aid = any(item.text.split()[-1] in aid_words("plain aid") for item in items)
    return "delivered" if is_aid else None


def _measure_before(document: Document, index: int, memory: Memory) -> str | None:
    """The measure of the last sum or deed that the sentences before tell."""
    for k in range(index - 1, max(-1, index - 1 - _BACK), -1):
        if k == memory.aid_index:
            return memory.aid_measure
        told = deed_measure(document.sentence(k).items)
        if told is not None:
            return told
    return None


def is_of_request(items: Sequence[Item]) -> bool:
    """Whether a sentence divides what is asked for: "The largest part of the request is"."""
    return any(
        item.text == "request" and items[i - 1].grammar == "determiner"
        for i, item in enumerate(items[:_OPENING])
        if i
    )


def has_bill(items: Sequence[Item]) -> bool:
    """Whether a sentence speaks of a bill or a measure."""
    return any(role_of(item) == "body" for item in items)


def names_bill(items: Sequence[Item]) -> bool:
    """Whether a sentence tells what is in a bill: "The legislation includes"."""
    for i in range(min(_FAR + 1, len(items) - 1)):
        if role_of(items[i]) == "body":
            return any(item.text in aid_words("takes up") for item in items[i + 1 : i + 1 + _FAR])
    return False


def _names_goods(items: Sequence[Item]) -> bool:
    """Whether a sentence goes on with goods: "The weapons, worth up to $250 million, include"."""
    led = items[0].text in ("the", "these") and len(items) > 1
    return led and ("weapons" in items[1].tags or role_of(items[1]) == "kind")


def _is_known_sum(items: Sequence[Item], i: int) -> bool:
    """As in "the financing consists of", "additional funding comprises"."""
    led = i > 0 and (items[i - 1].text == "the" or items[i - 1].grammar == "other")
    return led and items[i].tag("aid", "scheme") is not None


def takes_up(items: Sequence[Item]) -> bool:
    """Whether a pronoun at the beginning says what is in it: "it also includes", "that is"."""
    for i, item in enumerate(items[:_OPENING]):
        near = items[i + 1 : i + 1 + _FAR]
        if item.text in aid_words("pronouns") or _is_known_sum(items, i):
            return any(other.text in aid_words("takes up") for other in near)
    return False


def sums_up_other(document: Document, index: int, verdict: Verdict, memory: Memory) -> bool:
    """Whether a bare total is of money that is no aid: "reserves are held. The total is put at"."""
    items = document.sentence(index).items
    is_first = index == 0 or memory.aid_index == index - 1
    if verdict.rule != "total" or is_first or any(role_of(item) == "noun" for item in items):
        return False
    if not document.may_tell(index - 1, "aid", "economy"):
        return False
    before = document.sentence(index - 1).items
    return any(item.tag("aid", "economy") for item in before) and not any(
        role_of(item) == "noun" for item in before
    )


def note_sum(items: Sequence[Item], claim: Claim, memory: Memory) -> None:
    """Keep the measure and the donor of a sum, for where the text names it or its bill again."""
    memory.notes.setdefault(_key(claim.quantity.value), f"{claim.measure}|{claim.actor or ''}")
    if has_bill(items) or claim.cue.startswith(tuple(aid_words("approval"))):
        memory.notes.setdefault(_BILL, claim.measure)


def is_known(amount: Amount, memory: Memory) -> bool:
    """Whether the text has told of aid of the very same size."""
    return _key(amount.quantity.value) in memory.notes


def told_again(items: Sequence[Item], amount: Amount, memory: Memory) -> Verdict | None:
    """The verdict on a sum with its article, told before: "a lot of the $1.8 billion"."""
    before = items[amount.at - 1].text if amount.at else ""
    noted = memory.notes.get(_key(amount.quantity.value))
    if noted is None or before not in aid_words("taking up"):
        return None
    return Verdict(noted.split("|")[0], AGAIN, before, amount.at - 1, "list")


def told_before(document: Document, index: int, amount: Amount, memory: Memory) -> Verdict | None:
    """The verdict on a sum that "that was" takes up: "It paid Ukraine. In 2024 that was €4bn"."""
    items = document.sentence(index).items
    if index == 0 or amount.at == 0 or items[amount.at - 1].grammar != "be":
        return None
    before = document.sentence(index - 1).items
    led = amount.at > 1 and items[amount.at - _FAR].text in aid_words("pronouns")
    if not led or not any(map(names_ukraine, before)):
        return None
    told = memory.aid_measure if memory.aid_index == index - 1 else _deed_told(before)
    return (
        Verdict(told, TAKEN_UP, items[amount.at - 1].text, amount.at - 1, "noun") if told else None
    )


def _deed_told(items: Sequence[Item]) -> str | None:
    """The measure of the deed of a sentence: what was paid, or a deed with aid."""
    paid = any(item.tag("aid", "spend") and item.tags["aid"].form == "past" for item in items)
    return deed_measure(items) or ("delivered" if paid else None)


def told_behind(document: Document, index: int, amount: Amount) -> Verdict | None:
    """The verdict on a sum that is a whole sentence: "€165 billion. That is what Europe gave"."""
    items = document.sentence(index).items
    words = [item for item in items if not item.is_sign]
    if len(words) > _FAR or index + 1 >= len(document.spans):
        return None
    behind = document.sentence(index + 1).items
    is_told = takes_up(behind[:_FAR]) and any(map(names_ukraine, behind))
    told = deed_measure(behind) if is_told else None
    return Verdict(told, BEHIND, behind[0].text, amount.at, "noun") if told else None


def donor_behind(document: Document, index: int) -> str | None:
    """The donor that the next sentence names first."""
    return first_donor(document.sentence(index + 1).items)


def donor_told(amount: Amount, memory: Memory) -> str | None:
    """The donor of a sum that the text names again."""
    return memory.notes[_key(amount.quantity.value)].split("|")[1] or None


def _key(value: float) -> str:
    return f"sum {value:.0f}"
