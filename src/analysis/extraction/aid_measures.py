"""Whether a sum of money is aid, and how far it has come: the words around it decide."""

from __future__ import annotations

from typing import TYPE_CHECKING

from analysis.extraction.aid_collections import by_collection
from analysis.extraction.aid_nouns import (
    BEFORE,
    COLLECTED,
    VERBS,
    Verdict,
    goes_on,
    noun_before,
    own_noun,
    refusal,
    role_of,
    role_of_next,
    verdict_at,
    words_before,
    words_behind,
)
from analysis.extraction.aid_parts import (
    by_kind,
    by_need,
    by_rank,
    by_request,
    by_start,
    by_whole,
    by_worth,
    is_of_bonds,
    is_to_rebuild,
)
from analysis.extraction.aid_verbs import (
    by_list,
    by_verb_after,
    by_verb_before,
    governing,
    is_participle,
)
from analysis.extraction.aid_votes import (
    by_lawmakers,
    by_vote,
    is_allotted,
    is_of_lawmakers,
    is_voted_on,
)
from analysis.extraction.money import aid_stems, aid_words
from analysis.extraction.values import replace

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from analysis.extraction.document import Item
    from analysis.extraction.money import Amount

_TIGHT = 2
_TOTAL = 9


def judge(
    items: Sequence[Item], amount: Amount, before: Verdict | None, context: str | None
) -> Verdict | None:
    """What the sentence's words make of a sum; None where they say nothing.

    Args:
        items: the sentence's items.
        amount: the sum.
        before: the verdict on the sum before it in the sentence.
        context: the measure that the sentences before leave open.
    """
    noun = own_noun(items, amount)
    refused = refusal(items, amount, noun)
    if refused is not None:
        return refused
    noun = noun or noun_before(items, amount)
    found = _measure(items, amount, noun, before, context) or _total_before(items, amount, context)
    if found is not None and found.measure == "delivered" and is_allotted(items, amount):
        found = replace(found, measure="pledged")
    if found is not None and (
        is_to_rebuild(items, amount, found)
        or (found.rule != COLLECTED and is_of_bonds(items, amount, found))
    ):
        return replace(found, measure="", rule="no aid: what it is of")
    if found is not None and noun is not None and role_of(items[noun]) == "noun":
        is_sure = bool(items[noun].tags["aid"].entry.get("strong")) or _is_of_weapons(items, noun)
        return replace(found, strength="noun" if is_sure or found.strength == "verb" else "verb")
    return found


def _measure(
    items: Sequence[Item],
    amount: Amount,
    noun: int | None,
    before: Verdict | None,
    context: str | None,
) -> Verdict | None:
    total = _total_before(items, amount, None)
    if before is not None and amount.at > 0 and items[amount.at - 1].text == "(":
        return by_list(before)
    return (
        _by_receipt(items, amount)
        or by_whole(items, amount, before)
        or by_worth(items, amount, before)
        or by_request(items, amount)
        or by_collection(items, amount)
        or _by_modifier(items, amount, noun)
        or _by_participle(items, amount, before, context)
        or by_need(items, amount)
        or by_verb_before(items, amount)
        or _by_handing_over(items, amount)
        or by_verb_after(items, amount, before)
        or (_by_sum(items, amount, before) if total else None)
        or by_rank(items, amount, noun, context)
        or _by_noun(items, noun, amount, before)
        or by_list(before)
        or by_kind(items, amount)
        or by_vote(items, amount)
        or by_start(items, amount)
    )


def _is_of_weapons(items: Sequence[Item], noun: int) -> bool:
    """Whether a word for arms stands before the noun: "missile deal"."""
    before = items[noun - 1] if noun else None
    return before is not None and (
        "weapons" in before.tags or before.tag("aid", "military purpose") is not None
    )


def deed_measure(items: Sequence[Item]) -> str | None:
    """The measure of the first deed with aid in a sentence without a sum; None without one."""
    for i, item in enumerate(items[:-1]):
        announced = item.text in aid_words("announced")
        is_deed = announced or role_of(item) in ("verb", "hope")
        if not is_deed or item.text in aid_words("noun or verb"):
            continue
        is_going_on = item.text.endswith("ing") and i > 0 and items[i - 1].grammar == "be"
        if is_going_on and item.tag("aid", "deliver", "disburse"):
            return "delivered"
        return governing(items, i).measure
    return None


# --- the measure ------------------------------------------------------------------------------


def _by_modifier(items: Sequence[Item], amount: Amount, noun: int | None) -> Verdict | None:
    """A participle inside the phrase: "$9 billion in approved aid", "proposed €50bn facility"."""
    end = noun if noun is not None and noun > amount.at else amount.at
    for i in range(amount.at + 1, end):
        if is_participle(items[i]):
            granted = "pledged" if items[i].text == "granted" else ""  # as Congress grants
            return verdict_at(items, i, "participle of the aid", granted)
    for i in range(amount.at - 1, max(amount.first, amount.at - 1 - _TIGHT), -1):
        if items[i].text == "necessary" and _is_adjective(items, i):
            return Verdict("requested", "participle of the aid", items[i].text, i, "verb")
        if is_participle(items[i]):
            is_its = _is_adjective(items, i)
            return verdict_at(items, i, "participle of the aid") if is_its else None
        if not ("aid" in items[i].tags or items[i].grammar in ("other", "determiner", "adverb")):
            return None
    return None


def _is_adjective(items: Sequence[Item], i: int) -> bool:
    """Whether an article stands right before a participle: "its proposed 50 billion"."""
    k = i - 1
    while k > 0 and (items[k].grammar == "adverb" or items[k].text.endswith("ly")):
        k -= 1
    return k >= 0 and (items[k].grammar == "determiner" or items[k].text.endswith("'s"))


def _by_participle(
    items: Sequence[Item], amount: Amount, before: Verdict | None, context: str | None
) -> Verdict | None:
    """A participle or relative clause behind: "deal unveiled by", "that parliament approved"."""
    relative = False
    for i in _words_of_sum(items, amount):
        item = items[i]
        if item.text.removesuffix(" for").endswith(aid_stems("appeals")) and not _is_given_to(
            items, amount, i
        ):
            return Verdict("requested", "noun of aid", item.text, i, "noun")
        if item.text in aid_words("purpose") and role_of(item) in VERBS:
            found = by_verb_before(items, amount) or by_list(before)
            return found or verdict_at(items, i, "participle behind", context or "")
        if role_of(item) in VERBS and not item.tag("aid", "spend"):
            if is_participle(item) or item.text in aid_words("participle"):
                is_allotted = bool(item.tag("aid", "deliver")) and by_lawmakers(items, i)
                return verdict_at(items, i, "participle behind", "pledged" if is_allotted else "")
            if not relative:
                is_noun = item.text.removesuffix(" for") in aid_words("deed nouns")
                return verdict_at(items, i, "noun of aid") if is_noun else None
        relative = relative or item.grammar in ("relative", "pronoun")
        if _ends_relative(items, i, relative=relative):
            return None
    return None


def _is_given_to(items: Sequence[Item], amount: Amount, appeal: int) -> bool:
    """Whether a sum went to an appeal: "gave £500,000 to the Ukraine appeal"."""
    return any(item.text == "to" for item in items[amount.at + 1 : appeal])


def _words_of_sum(items: Sequence[Item], amount: Amount) -> Iterator[int]:
    """The words behind a sum, to another sum or a comma where the sum is a level.

    As in "to $9.8 billion out of the $15.5 billion approved", "reaches $9 billion, funds raised".
    """
    before = items[amount.at - 1] if amount.at else None
    is_level = before is not None and before.text in ("to", "at")
    is_level = is_level or any(k.grammar == "of" for k in items[amount.at + 1 : amount.at + 2])
    is_total = before is not None and role_of(before) == "total"
    for i in words_behind(items, amount):
        if (is_level and items[i].number is not None) or (is_total and items[i].text == ","):
            return
        yield i


def _ends_relative(items: Sequence[Item], i: int, *, relative: bool) -> bool:
    """Whether another predicate or a new part of the sentence begins at i."""
    item = items[i]
    if item.grammar == "conjunction" and not relative and i + 1 < len(items):
        return is_participle(items[i + 1])  # "approved $40 billion and sent the bill on"
    if item.grammar in ("be", "modal", "negation") or (item.grammar == "have" and not relative):
        return True
    return item.text in (",", ":", "\u2013", "(") and not goes_on(items, i)


def _by_receipt(items: Sequence[Item], amount: Amount) -> Verdict | None:
    """As in "after receiving the fifth tranche, amounting to $2.2 billion"."""
    for i in range(amount.at - 1, max(amount.first, amount.at - BEFORE), -1):
        if items[i].text == "receiving" and items[i - 1].text in aid_words("once done"):
            return Verdict("delivered", "verb before", items[i].text, i, "verb")
        if role_of(items[i]) in VERBS or items[i].number is not None:
            return None
    return None


def _by_handing_over(items: Sequence[Item], amount: Amount) -> Verdict | None:
    """As in "with the disbursement of the remaining €600 million"."""
    for i in range(amount.at - 1, max(amount.first, amount.at - _TIGHT - 1), -1):
        if items[i].tag("aid", "given") is not None:
            led = items[i + 1].text == "of" and items[max(0, i - 2)].text in ("with", "by")
            return Verdict("delivered", "noun of aid", items[i].text, i, "noun") if led else None
        if items[i].text != "of" and items[i].grammar not in ("determiner", "other"):
            return None
    return None


def _was(items: Sequence[Item]) -> bool:
    """Whether it is told of as past: "the second tranche amounted to"."""
    return any(item.text in aid_words("amounted") for item in items)


def _by_noun(
    items: Sequence[Item], noun: int | None, amount: Amount, before: Verdict | None
) -> Verdict | None:
    """No verb tells: a package or a loan is promised, plain aid is given."""
    if noun is None or role_of(items[noun]) not in ("noun", "kind"):
        return None
    tag = items[noun].tags["aid"]
    if is_voted_on(items, amount) or is_of_lawmakers(items, amount, noun):
        return Verdict("requested", "vote to come", items[noun].text, noun, "verb")
    measure = str(tag.entry.get("measure") or "")
    is_paid = items[noun].text in aid_words("instalments") and _was(items[noun + 1 : amount.at])
    measure = "delivered" if is_paid else measure
    if measure == "delivered" and before is not None and _is_joined(items, amount):
        return by_list(before)
    if not measure:
        if before is not None:
            return by_list(before)
        near = items[max(0, amount.at - 3) : max(amount.at, noun)]
        is_new = any(item.text in aid_words("new") for item in near)
        is_given = items[noun].text.split()[-1] in aid_words("plain aid") and not is_new
        is_given = is_given and not _is_to_come(items, noun, amount)
        is_given = is_given and not _is_voted_for(items, amount)
        measure = "delivered" if is_given and not _promised_near(items, amount) else "pledged"
        measure = "requested" if _is_frozen(items, amount) else measure
    strength = "noun" if is_paid or tag.entry.get("strong") else "weak"
    if role_of_next(items, noun) == "body":
        return Verdict("requested", "bill of aid", items[noun + 1].text, noun, strength)
    return Verdict(measure, "noun of aid", items[noun].text, noun, strength)


def _is_frozen(items: Sequence[Item], amount: Amount) -> bool:
    """As in "Trump froze $400 million in aid"."""
    near = items[max(amount.first, amount.at - _TIGHT) : amount.at]
    return any(item.text in aid_words("frozen") for item in near)


def _is_voted_for(items: Sequence[Item], amount: Amount) -> bool:
    """As in "the Senate voted 70-29 for $61 billion in aid"."""
    near = items[max(amount.first, amount.at - _TOTAL) : amount.at]
    return any(item.text in aid_words("voted") for item in near)


def _is_joined(items: Sequence[Item], amount: Amount) -> bool:
    """Whether "and" joins a sum to the one before: "a €1bn loan and over €3bn disbursement"."""
    between = items[amount.first : amount.at]
    is_joined = any(item.grammar == "conjunction" for item in between)
    return is_joined and not any(role_of(item) in VERBS for item in between)


def _is_to_come(items: Sequence[Item], noun: int, amount: Amount) -> bool:
    """As in "is to support Ukraine with €5m", "its support will amount to €5m"."""
    between = [item.text for item in items[noun : amount.at]]
    led = noun > 0 and (items[noun - 1].text == "to" or items[noun - 1].grammar == "modal")
    return (led and "with" in between) or "will" in between


def _promised_near(items: Sequence[Item], amount: Amount) -> bool:
    """Whether the clause speaks of pledges: "U.S. commitment to ... to about $24.9 billion"."""
    for i in words_before(items, amount):
        tag = items[i].tags.get("aid")
        if tag is not None and tag.entry.get("measure") == "pledged":
            return True
        if items[i].text == "," and items[0].grammar == "including":
            return False  # "Including the latest package, its aid now totals"
    return False


def _total_before(items: Sequence[Item], amount: Amount, context: str | None) -> Verdict | None:
    """A sum that is said to be a total, with nothing that tells of what."""
    for i in words_before(items, amount):
        tag = items[i].tags.get("aid")
        if tag is None or role_of(items[i]) != "total" or items[i].text in aid_words("no total"):
            continue
        if i < amount.at - _TOTAL and tag.name != "rise":
            return None
        is_own = context == "requested" and _is_of_aid(items, i)
        told = None if is_own or items[i - 1].text == "already" else context
        measure = (
            told or _of_total(items, i, amount) or str(tag.entry.get("measure") or "delivered")
        )
        return Verdict(measure, "total", items[i].text, i, "list")
    return None


def _of_total(items: Sequence[Item], rise: int, amount: Amount) -> str | None:
    """What a participle says of a total that rises: "takes the total received to"."""
    for i in range(rise + 1, amount.at - 1):
        if items[i].text in aid_words("cumulative") and items[i + 1].tag(
            "aid", "disburse", "spend"
        ):
            return "delivered"
    return None


def _is_of_aid(items: Sequence[Item], total: int) -> bool:
    """Whether a total has a subject of its own: "U.S. aid to Ukraine totaled"."""
    before = items[max(0, total - BEFORE) : total]
    return any(item.text.split()[-1] in aid_words("plain aid") for item in before)


def _by_sum(items: Sequence[Item], amount: Amount, before: Verdict | None) -> Verdict | None:
    """The measure of the sum before, of which this is a total; a total of promises is pledged."""
    found = by_list(before)
    near = items[max(amount.first, amount.at - _TOTAL) : amount.at]
    if found is None or all(item.text not in aid_words("promised") for item in near):
        return found
    return replace(found, measure="pledged") if found.measure == "delivered" else found
