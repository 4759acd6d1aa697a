"""The donor behind a sum: "from the UK", "approved by the IMF", "at the NATO summit"."""

from __future__ import annotations

from typing import TYPE_CHECKING

from analysis.extraction.donor_names import donor_at, is_named
from analysis.extraction.money import aid_stems, aid_words

if TYPE_CHECKING:
    from collections.abc import Sequence

    from analysis.extraction.aid_nouns import Verdict
    from analysis.extraction.document import Item
    from analysis.extraction.money import Amount

_BEHIND = 16
_LONGEST = 4


def giver_from(items: Sequence[Item], amount: Amount, _: Verdict) -> int | None:
    """As in "compared to 64.6 billion from the United States", right behind the sum."""
    at = amount.at + 1
    if at < amount.last and items[at].text == "in":  # "£4 billion in military aid from the UK"
        at += 1
        while at < amount.last and "aid" in items[at].tags and at < amount.at + _LONGEST:
            at += 1
    if at >= amount.last or items[at].text != "from":
        return None
    giver = first_doer(items, at + 1, amount.last)
    return None if giver is None or is_aside(items, giver) else _last_joined(items, giver)


def agent_behind(items: Sequence[Item], amount: Amount, _: Verdict) -> int | None:
    """As in "... approved by the International Monetary Fund", "will come from the UK"."""
    for i in range(amount.at + 1, min(amount.last, amount.at + _BEHIND)):
        if items[i].text == ";" or items[i].grammar in ("clause", "which"):
            return None
        if items[i].grammar == "conjunction" and items[min(i + 1, amount.last - 1)].text == "with":
            return None
        if _leads_agent(items, i, amount):
            agent = first_doer(items, i + 1, amount.last)
            if agent is not None:
                return _last_joined(items, agent)
    return None


def lender_behind(items: Sequence[Item], amount: Amount, _: Verdict) -> int | None:
    """The lender "through" which a sum comes: "will get $1 billion through the World Bank"."""
    for i in range(amount.at + 1, min(amount.last, amount.at + _BEHIND)):
        if items[i].text in aid_words("through"):
            giver = first_doer(items, i + 1, amount.last)
            is_lender = giver is not None and donor_at(items, giver) in aid_words("lenders")
            return giver if is_lender else None
    return None


def meeting_behind(items: Sequence[Item], amount: Amount, verdict: Verdict) -> int | None:
    """The alliance that agreed on aid at its meeting: "agreed at the NATO summit"."""
    if not verdict.cue.startswith(aid_stems("agreed")):
        return None
    for i in range(amount.at + 1, min(amount.last, amount.at + _BEHIND) - 1):
        name = donor_at(items, i)
        is_met = items[i + 1].text in aid_words("meetings")
        if is_met and name is not None and name.lower() in aid_words("alliances"):
            return i
    return None


def _leads_agent(items: Sequence[Item], i: int, amount: Amount) -> bool:
    """Whether the word at i leads a giver: "approved by", "which we attribute to Norway"."""
    item = items[i]
    if item.text == "to":
        return is_attributed(items, amount)
    if item.text in ("among", "between"):
        return items[i - 1].text in aid_words("shared out")
    return item.text in ("by", "from") or item.text.endswith(" by")


def is_attributed(items: Sequence[Item], amount: Amount) -> bool:
    """Whether what "to" leads behind the sum gave it: "we attribute another €5m to Norway"."""
    attributing = aid_words("attributing")
    return any(item.text in attributing for item in items[amount.first : amount.at])


def _last_joined(items: Sequence[Item], first: int) -> int:
    """The last of the names that "and" joins to the first: "from Japan and the UK"."""
    last, at = first, first
    while at + 2 < len(items) and items[at + 1].text in ("and", ","):
        following = at + 2 + (items[at + 2].grammar == "determiner")
        if following >= len(items) or not is_named(items[following]):
            break
        if donor_at(items, following) is None:
            break
        last = following if items[at + 1].text == "and" else last
        at = following
    return last


def first_doer(items: Sequence[Item], first: int, end: int) -> int | None:
    """The first donor behind a leading word, over titles and the like."""
    for i in range(first, min(end, first + 6)):
        if donor_at(items, i) is not None:
            return i
        if (
            items[i].text not in aid_words("filler")
            and not _opens_group(items, i)
            and items[i].tags
            and items[i].grammar not in ("adverb", "other")
        ):
            return None
    return None


def _opens_group(items: Sequence[Item], i: int) -> bool:
    """As in "the Group of Seven", which its last word names."""
    return items[i].text == "group" or (items[i].text == "of" and items[i - 1].text == "group")


def is_aside(items: Sequence[Item], i: int) -> bool:
    """Whether a name gives nothing: "NATO summit", "the United Kingdom included"."""
    after = items[i + 1] if i + 1 < len(items) else None
    if after is None:
        return False
    if after.text in aid_words("event") or (items[i].text == "european" and not after.tags):
        return True
    led = [item.text for item in items[max(0, i - _LONGEST) : i]]
    is_met = "of" in led and not aid_words("meetings").isdisjoint(led[: led.index("of")])
    return is_met or any(item.text in aid_words("missions") for item in items[i + 1 : i + 4])
