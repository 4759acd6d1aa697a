"""Aid that is not decided yet: a condition, a vote to come, a bill that is only proposed."""

from __future__ import annotations

from typing import TYPE_CHECKING

from analysis.extraction.aid_moods import mood_before
from analysis.extraction.aid_nouns import BEFORE, role_of
from analysis.extraction.money import aid_words

if TYPE_CHECKING:
    from collections.abc import Sequence

    from analysis.extraction.aid_nouns import Verdict
    from analysis.extraction.document import Item
    from analysis.extraction.money import Amount

_OPENING = 8
_FAR = 2
_HOUSE = 5
_BARE = ("noun of aid", "total", "verb before")


def would_go(items: Sequence[Item], amount: Amount) -> bool:
    """Whether "would" follows a sum: "another $3 billion would go to humanitarian aid"."""
    behind = items[amount.at + 1 : min(amount.last, amount.at + _FAR + 1)]
    return any(item.text == "would" for item in behind)


def unreal_measure(items: Sequence[Item], amount: Amount, verdict: Verdict) -> str | None:
    """Of a sum under a condition: "requested" if it waits for a vote, "" for what never came.

    As in "if approved, this brings the total to", "had it met them, it would have received".
    None where nothing is conditional.
    """
    before = [item.text for item in items[max(0, verdict.at - 2) : max(0, verdict.at)]]
    is_told = before[-1:] in (["has"], ["have"]) and verdict.strength != "list"
    if not is_told and _waits(items, amount):
        return "requested"
    if verdict.measure and (waits_for_vote(items, amount) or is_proposed(items, verdict)):
        return "requested"
    if verdict.measure not in ("pledged", "delivered") or not 0 < verdict.at < amount.at:
        return None
    is_unreal = not aid_words("unreal").isdisjoint((before[-1], " ".join(before)))
    opens = any(item.text in ("if", "had") for item in items[:2])
    return "" if is_unreal and opens else None


def _waits(items: Sequence[Item], amount: Amount) -> bool:
    """Whether a clause says that the sum is still to be approved: "If approved, ..."."""
    awaiting = aid_words("awaiting")
    return any(
        (item.text in aid_words("conditional") or (i > amount.at and item.text in awaiting))
        and any(other.text in aid_words("conditions") for other in items[i + 1 : i + _OPENING])
        for i, item in enumerate(items[: amount.last])
    )


def waits_for_vote(items: Sequence[Item], amount: Amount) -> bool:
    """Whether lawmakers have still to decide: "which the House has yet to take up"."""
    if not _names_house(items):
        return False
    return any(
        _has_yet(items, i)
        or _is_to_pass(items, i)
        or (items[i].text in aid_words("relying") and _names_house(items[i + 1 : i + _HOUSE]))
        for i in range(amount.at + 1, min(amount.last, amount.at + BEFORE))
    ) or any(_is_to_pass(items, i) for i in range(amount.first, amount.at))


def _has_yet(items: Sequence[Item], i: int) -> bool:
    """As in "the House has yet to", "still has to get through Congress", "not yet approved"."""
    near = items[max(0, i - _HOUSE) : i + _OPENING]
    if items[i].text == "yet":
        around = (items[i - 1].grammar in ("have", "be"), items[i - 1].text == "not")
        return any(around) and _names_house(near)
    if items[i].text in aid_words("declining"):
        return _names_house(items[max(0, i - _HOUSE) : i])
    is_still = items[i].text == "still" and i + 1 < len(items)
    return is_still and items[i + 1].text in aid_words("still to") and _names_house(near)


def _is_to_pass(items: Sequence[Item], i: int) -> bool:
    """As in "wants Congress to approve", "the House must pass", "for lawmakers to back"."""
    if items[i].text not in aid_words("approval") or i < _FAR:
        return False
    lead, house = items[i - 1], items[i - _FAR]
    is_asked = lead.text in aid_words("to or must")
    return is_asked and house.text in aid_words("lawmakers")


def _names_house(items: Sequence[Item]) -> bool:
    return any(item.text in aid_words("lawmakers") for item in items)


def is_proposed(items: Sequence[Item], verdict: Verdict) -> bool:
    """Whether a sum is in a paper that is only proposed: "the proposal foresees €50 billion"."""
    if verdict.rule.removeprefix("list: ") not in _BARE or verdict.at < 1:
        return False
    for i in range(verdict.at - 1, max(-1, verdict.at - _OPENING), -1):
        if items[i].text in aid_words("proposals"):
            return not was_passed(items)
        if role_of(items[i]) == "body":
            return _is_brought_in(items, i) and not was_passed(items)
    return False


def _is_brought_in(items: Sequence[Item], bill: int) -> bool:
    """As in "plan to introduce a spending bill that", "the Senate-passed bill"."""
    before = items[max(0, bill - _OPENING) : bill]
    return any(
        item.text in aid_words("drafting") or item.text.endswith("-passed") for item in before
    )


def was_passed(items: Sequence[Item]) -> bool:
    """Whether a sentence tells that a bill was passed, approved or signed."""
    return any(
        item.text in aid_words("passed") and mood_before(items, i) == ""
        for i, item in enumerate(items)
    )
