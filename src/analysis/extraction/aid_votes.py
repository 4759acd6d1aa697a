"""Aid that others decide on: what a house approves or has yet to, what is wished or planned."""

from __future__ import annotations

from typing import TYPE_CHECKING

from analysis.extraction.aid_moods import is_doubt, mood_before
from analysis.extraction.aid_nouns import (
    BEFORE,
    VERBS,
    Verdict,
    role_of,
    verdict_at,
    words_before,
    words_behind,
)
from analysis.extraction.aid_pending import was_passed
from analysis.extraction.money import aid_stems, aid_words

if TYPE_CHECKING:
    from collections.abc import Sequence

    from analysis.extraction.document import Item
    from analysis.extraction.money import Amount

_OF_THEM = 4
_NEAR = 7


def of_approval(items: Sequence[Item], i: int) -> Verdict | None:
    """As in "gave its approval to", "is expected to pass", "is set to give final approval to".

    What lawmakers unveil waits for their vote.
    """
    if items[i].text.split()[-1] in aid_words("introduced") and by_lawmakers(items, i):
        return verdict_at(items, i, "verb of lawmakers", "requested")
    if items[i].text not in aid_words("approval nouns"):
        is_open = items[i].tags["aid"].form != "past" and _is_pending(items, i)
        return verdict_at(items, i, "approval to come", "requested") if is_open else None
    for k in range(i - 1, max(-1, i - _NEAR), -1):
        if role_of(items[k]) in VERBS:
            is_open = role_of(items[k]) == "hope" or _is_pending(items, k, approves=True)
            is_open = is_open or mood_before(items, k) == "doubt"
            return verdict_at(items, i, "approval", "requested" if is_open else "pledged")
    return verdict_at(items, i, "approval")


def _is_pending(items: Sequence[Item], i: int, *, approves: bool = False) -> bool:
    """Whether a vote is still to come: "the Senate is expected to pass", "set to approve"."""
    approves = approves or items[i].text in aid_words("approval")
    pending = False
    for k in range(i - 1, max(-1, i - BEFORE // 2), -1):
        if items[k].text in (",", ";") or items[k].grammar in ("relative", "clause"):
            return False
        if items[k].text.split()[0] in aid_words("pending"):
            pending = True
        elif items[k].text in aid_words("lawmakers"):
            return pending
        elif role_of(items[k]) in VERBS:
            return False
        if pending and approves and items[k].text != "will":
            return True
    return False


def is_voted_on(items: Sequence[Item], amount: Amount) -> bool:
    """Whether a vote on the sum is still to come: "will vote on Friday on a €90 billion loan"."""
    return by_vote(items, amount) is not None


def by_vote(items: Sequence[Item], amount: Amount) -> Verdict | None:
    """As in "is set to vote this week on $61 billion for Ukraine"."""
    on = next((i for i in words_before(items, amount) if items[i].text in aid_words("vote on")), 0)
    for i in range(on - 1, max(-1, on - 1 - _NEAR), -1):
        if items[i].text in aid_words("votes"):
            return Verdict("requested", "vote to come", items[i].text, i, "verb")
    return None


def is_allotted(items: Sequence[Item], amount: Amount) -> bool:
    """Whether the money is but allotted or promised.

    As in "was funded via $5bn in appropriations", "gave $2bn and $3bn in total commitments".
    """
    if any(items[i].text.startswith("appropriation") for i in words_behind(items, amount)):
        return True
    k = amount.at + 1
    while k < len(items) and (items[k].number is not None or items[k].text in (",", "and")):
        k += 1
    if k == len(items) or items[k].text.partition(" ")[0] != "in":
        return False
    return any(item.text in aid_words("promises made") for item in items[k + 1 : k + _OF_THEM])


def is_of_lawmakers(items: Sequence[Item], amount: Amount, noun: int) -> bool:
    """Whether a house is named before the noun: "a $95 billion House package"."""
    return any(item.text in aid_words("lawmakers") for item in items[amount.at + 1 : noun])


def by_lawmakers(items: Sequence[Item], i: int) -> bool:
    """Whether a parliament gives: it allots money that others will spend, or shows a bill."""
    return any(item.text in aid_words("lawmakers") for item in items[max(0, i - 4) : i])


def is_ukraines(items: Sequence[Item], i: int) -> bool:
    """Whether Ukraine is the subject of the verb at i."""
    tags = (item.tags.get("actors") for item in items[max(0, i - _NEAR) : i])
    return any(tag is not None and tag.entry.get("actor") == "Ukraine" for tag in tags)


def _is_wished(items: Sequence[Item], i: int) -> bool:
    """Whether Ukraine is who wants to get it: "Kyiv aims to secure another $1 billion"."""
    aims = items[i].text in aid_words("taking") and items[i - 1].text.startswith(aid_stems("aims"))
    return aims and is_ukraines(items, i)


def infinitive_measure(items: Sequence[Item], i: int) -> str:
    """What governs "to provide": asked, proposed → requested; planned, promised → pledged."""
    if _is_wished(items, i) or items[max(0, i - 2)].text in aid_words("lawmakers"):
        return "requested"  # "wants Congress to approve"
    for k in range(i - 1, max(-1, i - 14), -1):
        role = role_of(items[k])
        if items[k].text.removesuffix(" to") in aid_words("proposals") or (
            role == "body" and k == i - 2
        ):
            return "pledged" if was_passed(items) else "requested"
        if role == "hope":
            return "pledged" if items[k].text in aid_words("wishes") else "requested"
        if is_doubt(items[k]):
            return "requested"
        if role in VERBS or items[k].text == ";":
            return "pledged"
    return "pledged"
