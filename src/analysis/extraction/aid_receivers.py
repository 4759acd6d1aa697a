"""Who receives a sum: Ukraine, another country, or a donor's own people."""

from __future__ import annotations

from typing import TYPE_CHECKING

from analysis.extraction.aid_nouns import Verdict, role_of, words_behind
from analysis.extraction.donors import names_ukraine, other_country
from analysis.extraction.donors_behind import is_attributed
from analysis.extraction.money import Amount, aid_words

if TYPE_CHECKING:
    from collections.abc import Sequence

    from analysis.extraction.document import Document, Item

_STRETCH = 8
_SECTION = 4
_RECEIVE = ("receiv",)
_REARMING = 12
_OWNER = 5


def is_own_spending(items: Sequence[Item], verdict: Verdict) -> bool:
    """Whether Ukraine spends a sum itself: "the country spent $18 billion on its army"."""
    if verdict.at < 1 or verdict.cue not in aid_words("spending") or verdict.strength == "list":
        return False
    k = verdict.at - 1
    while k > 0 and (items[k].grammar in ("have", "adverb", "modal") or items[k].text == "already"):
        k -= 1
    return names_ukraine(items[k]) or [i.text for i in items[k - 1 : k + 1]] == ["the", "country"]


def goes_elsewhere(items: Sequence[Item], amount: Amount, verdict: Verdict) -> bool:
    """Whether another country receives it: "$26.3bn for Israel", "gave Egypt $500 million"."""
    if receives(items, verdict, ukraine=False) or _is_russias(items, amount, verdict):
        return True
    if verdict.cue in aid_words("gets") and other_country(items[verdict.at - 1]):
        return True
    stretch = [items[i] for i in words_behind(items, amount) if i <= amount.at + _STRETCH]
    if any(names_ukraine(item) for item in stretch) or is_attributed(items, amount):
        return False
    if _is_led_to_other(stretch) or _is_to_help_other(items, amount):
        return True
    between = items[verdict.at + 1 : amount.at] if verdict.strength != "list" else ()
    if verdict.at < 0 or not any(map(other_country, between)):
        return False
    is_source = any(item.text in aid_words("source") for item in between)
    return not is_source and not any(map(names_ukraine, between))


def _is_led_to_other(stretch: Sequence[Item]) -> bool:
    """As in "for Israel", "to Moldova"; "in Syria" right behind the sum."""
    for k, item in enumerate(stretch):
        is_led = item.text in ("for", "to") or (item.text == "in" and k == 0)
        if is_led and any(map(_is_receiver, stretch[k + 1 : k + 3])):
            return True
    return False


def _is_to_help_other(items: Sequence[Item], amount: Amount) -> bool:
    """As in "grants over the next five years to help Taiwan", with nothing for Ukraine before."""
    for i in words_behind(items, amount):
        if names_ukraine(items[i]) or i + 2 >= len(items):
            return False
        is_help = items[i].text == "to" and items[i + 1].text in aid_words("arming")
        if is_help and items[i + 2].text.removesuffix("'s") in aid_words("other receivers"):
            return True
    return False


def is_turned_to_other(document: Document, index: int) -> bool:
    """Whether the sentence before tells of another receiver, and neither names Ukraine."""
    others = aid_words("other receivers")
    if index == 0 or others.isdisjoint(document.bare_words(index - 1)):
        return False
    items, before = document.sentence(index).items, document.sentence(index - 1).items
    if any(map(names_ukraine, (*items, *before))):
        return False
    return any(item.text.removesuffix("'s") in others for item in before)


def is_spent_at_home(items: Sequence[Item], amount: Amount) -> bool:
    """Whether money is for other ends: "the bill includes $1 billion for health".

    So is what a "request for" such an end amounts to.
    """
    before = [item.text for item in items[amount.first : amount.at]]
    if "request for" in before:
        asked = before[before.index("request for") :]
        return not aid_words("home affairs").isdisjoint(asked)
    if not any(role_of(item) == "body" for item in items[: amount.at]):
        return False
    return any(items[i].text in aid_words("home affairs") for i in words_behind(items, amount))


def is_for_home(items: Sequence[Item], amount: Amount) -> bool:
    """As in "asked for $22.5 billion in coronavirus relief": named before Ukraine is."""
    for i in words_behind(items, amount):
        if items[i].text in aid_words("surely home"):
            return True
        if names_ukraine(items[i]) or items[i].text in (",", ";", "."):
            return False
    return False


def is_for_own_forces(document: Document, index: int, amount: Amount) -> bool:
    """Whether a donor's own defence is told of: "plus €53.3 billion in the regular budget".

    The sentence, or one before it back to the last that names Ukraine, speaks of a budget for the
    donor's own forces; where the sentence names Ukraine, it does so before that budget, and names
    no aid behind it.
    """
    items = document.sentence(index).items
    if _rearms(items, amount) or _is_for_own_army(items, amount):
        return True
    places = [i for i, item in enumerate(items) if names_ukraine(item)]
    if places:
        own = [i for i in range(places[-1] + 2, amount.at) if _has_own_budget(items[i : i + 1])]
        return bool(own) and not any(map(is_aid, items[own[-1] : amount.last]))
    if any(map(is_aid, items)):
        return False
    for k in range(index, max(-1, index - _SECTION), -1):
        told = document.sentence(k).items
        if any(map(names_ukraine, told)):
            return False
        if _has_own_budget(told):
            return True
    return False


def _rearms(items: Sequence[Item], amount: Amount) -> bool:
    """Whether a sum is to make a donor's own army fit: "a fund to bring the military up to ..."."""
    behind = items[amount.at + 1 : min(amount.last, amount.at + _REARMING)]
    return any(
        a.text == "to"
        and verb.text in aid_words("rearming")
        and own.grammar == "determiner"
        and army.text in aid_words("own forces")
        for a, verb, own, army in zip(behind, behind[1:], behind[2:], behind[3:], strict=False)
    )


def _is_for_own_army(items: Sequence[Item], amount: Amount) -> bool:
    """Whether a sum goes to a donor's own forces: "$3 billion for the U.S. military's command"."""
    behind = items[amount.at + 1 : min(amount.last, amount.at + _REARMING)]
    lead = next((k for k, item in enumerate(behind) if item.text == "for"), None)
    owner = behind[lead + 1 :][:_OWNER] if lead is not None else ()
    for k, item in enumerate(owner):
        tag = item.tags.get("actors")
        if k and item.text == "own" and owner[k - 1].grammar == "determiner":
            return any(other.text in aid_words("own forces") for other in owner[k + 1 :])
        if tag is not None and tag.entry.get("actor") != "Ukraine":
            near = (other.text.removesuffix("'s") for other in owner[k + 1 :])
            return any(text in aid_words("own forces") for text in near)
    return False


def _has_own_budget(items: Sequence[Item]) -> bool:
    return any(item.tag("aid", "own budget") is not None for item in items)


def is_aid(item: Item) -> bool:
    """Whether a word needs no other to make a sum beside it aid: "assistance"."""
    tag = item.tags.get("aid")
    return tag is not None and bool(tag.entry.get("strong"))


def _is_receiver(item: Item) -> bool:
    """Whether another country may receive: not in "in response to Russia's war"."""
    return other_country(item) is not None and item.text != "russia's"


def _is_russias(items: Sequence[Item], amount: Amount, verdict: Verdict) -> bool:
    """Whether Russia is the subject of the verb: "Moscow, which has spent $82 billion"."""
    if not 0 < verdict.at < amount.at or verdict.strength == "list":
        return False
    for i in range(verdict.at - 1, max(-1, verdict.at - _STRETCH), -1):
        tag = items[i].tags.get("actors")
        if items[i].is_sign and items[i].text != ",":
            return False
        if tag is not None:
            is_owner = items[i].text.endswith("'s") or tag.entry.get("role") == "adjective"
            is_led = i > 0 and items[i - 1].grammar in ("preposition", "by", "of", "clause")
            return tag.entry.get("actor") == "Russia" and not is_owner and not is_led
    return False


def receives(items: Sequence[Item], verdict: Verdict, *, ukraine: bool) -> bool:
    """Whether Ukraine, or else somebody else, is the one that receives."""
    if not verdict.cue.startswith(_RECEIVE):
        return False
    before = items[max(0, verdict.at - 6) : verdict.at]
    if before and before[-1].text in aid_words("cumulative"):
        return ukraine  # "takes the total received to"
    behind = items[verdict.at + 1 : verdict.at + 4]
    if behind and behind[0].text == "by":  # "was received by Ukraine"
        before = behind
    elif verdict.cue == "receiving":  # "after receiving the tranche, Ukraine ..."
        before = items
    is_ukraine = any(names_ukraine(item) or item.grammar == "pronoun" for item in before)
    return is_ukraine == ukraine
