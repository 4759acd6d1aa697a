"""What stands before a deed with aid: a modal, a negation, "to", or nothing."""

from __future__ import annotations

from typing import TYPE_CHECKING

from analysis.extraction.aid_nouns import role_of
from analysis.extraction.money import aid_words

if TYPE_CHECKING:
    from collections.abc import Sequence

    from analysis.extraction.document import Item


_FAR = 14


def mood_before(items: Sequence[Item], i: int) -> str:
    """What stands before the verb: "doubt", "will", "to", or "" for a plain statement."""
    for k in range(i - 1, max(-1, i - 5), -1):
        mood = _mood_of(items, k)
        if mood is not None:
            return mood
    return ""


def _mood_of(items: Sequence[Item], k: int) -> str | None:
    """The mood that the word at k gives; None where it may stand between, as adverbs do."""
    item = items[k]
    if is_doubt(item) or item.text in aid_words("need to"):
        return "doubt"
    if item.text in ("would", "would have"):
        is_proposed = any(role_of(other) == "body" for other in items[max(0, k - _FAR) : k])
        return "doubt" if is_proposed or _is_of_plan(items, k) else "will"
    leads = item.grammar == "modal" or role_of(item) == "hope"  # "expected to", "a proposal to"
    if item.text == "to" or (leads and item.text.endswith(" to")):
        return "to"
    if item.text == "to be" or item.grammar == "modal":
        return "doubt" if _is_proposed(items, k) else "will"
    if item.grammar in ("adverb", "have", "be", "conjunction") or item.text.endswith("ly"):
        return None
    return ""


def _is_proposed(items: Sequence[Item], k: int) -> bool:
    """As in "is proposed to be expanded to"."""
    return items[k].text == "to be" and k > 0 and role_of(items[k - 1]) == "hope"


def _is_of_plan(items: Sequence[Item], would: int) -> bool:
    """Whether a plan is what "would": "the deal would set aside", no deal that was announced."""
    k = would - 1
    while k > 0 and (items[k].grammar == "relative" or items[k].text == ","):
        k -= 1
    if k < 0 or items[k].tag("aid", "scheme", "package") is None:
        return False
    return all(item.tag("aid", "announce", "pledge") is None for item in items[:k])


def is_doubt(item: Item) -> bool:
    """Whether a word denies or doubts: "not", "could", "refused to"."""
    is_denied = item.grammar == "negation" or item.text in aid_words("denial")
    return is_denied or item.text in aid_words("doubt")
