"""The verb that governs a sum of money: the one before it, or the one that it is subject of."""

from __future__ import annotations

from itertools import pairwise
from typing import TYPE_CHECKING

from analysis.extraction.aid_deeds import is_apposition, is_no_deed
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
from analysis.extraction.aid_votes import (
    by_lawmakers,
    infinitive_measure,
    is_ukraines,
    of_approval,
)
from analysis.extraction.money import aid_words
from analysis.extraction.values import replace

if TYPE_CHECKING:
    from collections.abc import Sequence

    from analysis.extraction.document import Item
    from analysis.extraction.money import Amount

_NEAR = 7
_PRESENT = ("is", "are")


def by_verb_before(items: Sequence[Item], amount: Amount) -> Verdict | None:
    """The verb that governs the sum: "pledged $54 billion", "plans to provide $300 million"."""
    stop = False
    for i in words_before(items, amount):
        if role_of(items[i]) == "total" and items[i].text not in aid_words("no sum yet"):
            stop = True
        if stop and items[i].text == "," and not is_apposition(items, i):
            return None
        if role_of(items[i]) not in VERBS:
            continue
        is_attribute = stop and items[i].text == "given" and role_of(items[i - 1]) == "kind"
        if not (is_attribute or is_no_deed(items, i, amount)):
            return (
                _of_level(items, i)
                or _of_promise_made(items, i, amount)
                or _so_far(items, i, amount)
                or governing(items, i)
            )
    return None


def _of_level(items: Sequence[Item], i: int) -> Verdict | None:
    """A total that moved: "its aid went from 49 billion euros to 84 billion"."""
    moved = items[i].text in aid_words("moved") and items[i + 1].text == "from"
    return Verdict("delivered", "total", items[i].text, i, "list") if moved else None


def _of_promise_made(items: Sequence[Item], i: int, amount: Amount) -> Verdict | None:
    """What is made before a sum: "made new pledges of just under 12 billion"."""
    if items[i].text != "made":
        return None
    for k in range(i + 1, amount.at):
        if items[k].text in aid_words("promised"):
            return Verdict("pledged", "noun of aid", items[k].text, k, "noun")
    return None


def _so_far(items: Sequence[Item], i: int, amount: Amount) -> Verdict | None:
    """A deed that goes on and is summed up: "sending 195 billion euros to date"."""
    item = items[i]
    if not item.text.endswith("ing") or item.tag("aid", "deliver", "disburse", "spend") is None:
        return None
    if mood_before(items, i) or _is_proposed(items, i):
        return None
    behind = [other.text for other in items[amount.at + 1 : min(amount.last, amount.at + _NEAR)]]
    is_summed = any(text in aid_words("until now") for text in behind)
    pairs = (" ".join(pair) for pair in pairwise(behind))
    if not is_summed and not any(pair in aid_words("until now") for pair in pairs):
        return None
    return verdict_at(items, i, "verb before", str(item.tags["aid"].entry.get("measure")))


def governing(items: Sequence[Item], i: int) -> Verdict:
    """The verdict of the verb at i, by what stands before it: a modal, a negation, a wish."""
    tag = items[i].tags["aid"]
    mood = mood_before(items, i)
    asks = role_of(items[i]) == "hope"
    if mood == "doubt" and not asks:
        return verdict_at(items, i, "verb in doubt", "requested")
    told = _begun(items, i) or of_approval(items, i)
    if told is not None:
        return told
    if mood == "to" and tag.form != "past":
        measure = "requested" if asks else infinitive_measure(items, i)
        return verdict_at(items, i, "infinitive", measure)
    if mood == "will":
        return verdict_at(items, i, "verb to come", "requested" if asks else "pledged")
    if mood == "" and tag.name in ("deliver", "disburse") and by_lawmakers(items, i):
        measure = "pledged" if tag.name == "deliver" else "requested"
        return verdict_at(items, i, "verb of lawmakers", measure)
    is_got = items[i].text in aid_words("receives") and is_ukraines(items, i)
    return _of_gerund(items, i) or verdict_at(
        items, i, "verb before", "delivered" if is_got else ""
    )


def _begun(items: Sequence[Item], i: int) -> Verdict | None:
    """As in "has started to disburse $9.9 billion"."""
    if items[i - 1].text != "to" or items[max(0, i - 2)].text not in aid_words("begun"):
        return None
    return verdict_at(items, i, "verb before", str(items[i].tags["aid"].entry.get("measure")))


def _of_gerund(items: Sequence[Item], i: int) -> Verdict | None:
    """What a gerund tells: "proposed raising aid by", "after supplying"."""
    if not items[i].text.endswith("ing"):
        return None
    if _is_proposed(items, i):
        return verdict_at(items, i, "verb proposed", "requested")
    if items[i - 1].text in aid_words("once done") or _is_done_by(items, i):
        return verdict_at(items, i, "verb before", str(items[i].tags["aid"].entry.get("measure")))
    return None


def _is_done_by(items: Sequence[Item], i: int) -> bool:
    """As in "it was the biggest giver, providing $607m"; not in "was announced, providing".

    Also behind what somebody did that is no deed with aid: "Britain responded quickly, sending".
    """
    if i < 1 or items[i - 1].text not in aid_words("before a gerund"):
        return False
    for k in range(i - 2, -1, -1):
        if items[k].text in aid_words("did"):
            return not any(role_of(item) in VERBS for item in items[k + 1 : k + 3])
        if role_of(items[k]) in VERBS or items[k].text == ";":
            return False
        if items[k].text.endswith("ed") and _has_doer(items, k):
            return True
    return False


def _has_doer(items: Sequence[Item], i: int) -> bool:
    """Whether a name or pronoun stands right before a verb, an adverb aside."""
    before = items[max(0, i - 2) : i]
    return any("actors" in item.tags or item.grammar == "pronoun" for item in before)


def _is_proposed(items: Sequence[Item], i: int) -> bool:
    """Whether a gerund is what is proposed: "has proposed raising aid by ... and giving ..."."""
    joined = items[i - 1].grammar == "conjunction"
    for k in range(i - 1, max(-1, i - BEFORE), -1):
        if role_of(items[k]) == "hope" and items[k + 1].text.endswith("ing"):
            return True
        if items[k].text == ";" or not (joined or items[k].grammar == "adverb"):
            return False
    return False


def by_verb_after(items: Sequence[Item], amount: Amount, before: Verdict | None) -> Verdict | None:
    """What became of it, or where it goes: "has been promised", "is stalled", "will come from"."""
    seen = ""
    for i in words_behind(items, amount):
        if seen == "" and _is_of_whole(items, i, amount):
            continue
        if role_of(items[i]) in VERBS and _is_of_owner(items, i):
            return None
        if role_of(items[i]) in VERBS:
            is_part = before is not None and items[i - 1].text in _PRESENT
            return by_list(before) if is_part else _verdict_behind(items, i, seen)
        purpose = _purpose_behind(items, i, seen)
        if purpose is not None:
            return purpose
        seen = _auxiliary(items, i, seen)
        if items[i].text == "," and _is_end(items, i, amount):
            return None
        if items[i].grammar == "relative" and not _is_that_is(items, i):
            return None
    return None


def _is_of_whole(items: Sequence[Item], i: int, amount: Amount) -> bool:
    """Whether a participle tells of the whole: "6 million of the 10 million promised has come"."""
    is_part = items[amount.at + 1].grammar == "of" and is_participle(items[i])
    return is_part and any(item.number is not None for item in items[amount.at + 2 : i])


def _purpose_behind(items: Sequence[Item], i: int, seen: str) -> Verdict | None:
    """What a sum is to do: "€150 million will fund missiles", "borrow €90 billion to give"."""
    if seen == "will" and items[i].text in aid_words("paying"):
        return Verdict("pledged", "verb behind", items[i].text, i, "weak")
    if seen == "" and _is_to_give(items, i):
        return verdict_at(items, i + 1, "infinitive behind", "pledged")
    return None


def _is_to_give(items: Sequence[Item], i: int) -> bool:
    """As in "voted to borrow €90 billion to give to Ukraine"."""
    behind = items[i + 1] if i + 1 < len(items) else None
    return items[i].text == "to" and behind is not None and behind.tag("aid", "deliver") is not None


def _is_of_owner(items: Sequence[Item], i: int) -> bool:
    """Whether a participle belongs to another sum: "down from NATO's originally proposed fund"."""
    k = i - 1
    while k > 0 and (items[k].grammar == "adverb" or items[k].text.endswith("ly")):
        k -= 1
    return is_participle(items[i]) and items[k].text.endswith("'s")


def _is_end(items: Sequence[Item], comma: int, amount: Amount) -> bool:
    """Whether a comma ends the clause of the sum before it: "£2 billion, and Denmark is ..."."""
    if comma == amount.at + 1:
        return any(item.grammar == "conjunction" for item in items[comma + 1 : comma + 2])
    return items[comma - 1].grammar != "be"


def _auxiliary(items: Sequence[Item], i: int, seen: str) -> str:
    """What the auxiliaries so far say of the verb behind them: "doubt", "will", "be"."""
    item = items[i]
    if is_doubt(item):
        return "doubt"
    is_to_come = item.text in ("to", "to be") and (
        seen == "be" or items[i - 1].text in aid_words("ahead")
    )
    if item.grammar == "modal" or is_to_come or item.text.endswith("being"):
        return "will" if seen != "doubt" else seen
    return seen or ("be" if item.grammar in ("be", "have") else "")


def _verdict_behind(items: Sequence[Item], i: int, seen: str) -> Verdict | None:
    received = [item.text for item in items[i : i + 3]]
    if seen == "be" and received[:2] == ["received", "by"] and is_ukraines(items, i + 2):
        return Verdict("delivered", "verb behind", "received", i, "verb")
    share = items[i - 1].number
    if seen == "doubt" or (share is not None and share.unit == "percent"):  # "is 10% funded"
        return verdict_at(items, i, "verb behind, in doubt", "requested")
    if seen or items[i].tag("aid", "spend"):
        return verdict_at(items, i, "verb behind", "pledged" if seen == "will" else "")
    return None


def _is_that_is(items: Sequence[Item], i: int) -> bool:
    """As in "that is, $500 million US": no relative clause."""
    return i + 1 < len(items) and items[i + 1].grammar == "be"


def is_participle(item: Item) -> bool:
    """Whether a word is a past form of a verb of aid: "approved", "unveiled"."""
    tag = item.tags.get("aid")
    return tag is not None and role_of(item) in VERBS and tag.form == "past"


def by_list(before: Verdict | None) -> Verdict | None:
    """The measure of the sum before, which the sentence goes on with."""
    if before is None:
        return None
    rule = before.rule if before.rule.startswith("list: ") else f"list: {before.rule}"
    return replace(before, rule=rule, strength="list")
