"""Whether a sum of money is aid, and how far it has come: the words around it decide."""

from __future__ import annotations

from itertools import pairwise
from typing import TYPE_CHECKING

from analysis.extraction.aid_deeds import is_apposition, is_no_deed
from analysis.extraction.aid_moods import is_doubt, mood_before
from analysis.extraction.aid_nouns import (
    BEFORE,
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
from analysis.extraction.aid_votes import (
    by_lawmakers,
    infinitive_measure,
    is_allotted,
    is_of_lawmakers,
    is_ukraines,
    is_voted_on,
    of_approval,
)
from analysis.extraction.money import aid_words
from analysis.extraction.values import replace

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from analysis.extraction.document import Item
    from analysis.extraction.money import Amount

_NEAR = 7
_TIGHT = 2
_TOTAL = 9
_PRESENT = ("is", "are")


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
        is_to_rebuild(items, amount, found) or is_of_bonds(items, amount, found)
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
        return _by_list(before)
    return (
        by_whole(items, amount, before)
        or by_worth(items, amount, before)
        or by_request(items, amount)
        or _by_modifier(items, amount, noun)
        or _by_participle(items, amount, before, context)
        or by_need(items, amount)
        or _by_verb_before(items, amount)
        or _by_verb_after(items, amount, before)
        or (_by_sum(items, amount, before) if total else None)
        or by_rank(items, amount, noun, context)
        or _by_noun(items, noun, amount, before)
        or _by_list(before)
        or by_kind(items, amount)
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
        return _governing(items, i).measure
    return None


# --- the measure ------------------------------------------------------------------------------


def _by_modifier(items: Sequence[Item], amount: Amount, noun: int | None) -> Verdict | None:
    """A participle inside the phrase: "$9 billion in approved aid", "proposed €50bn facility"."""
    end = noun if noun is not None and noun > amount.at else amount.at
    for i in range(amount.at + 1, end):
        if _is_participle(items[i]):
            granted = "pledged" if items[i].text == "granted" else ""  # as Congress grants
            return verdict_at(items, i, "participle of the aid", granted)
    for i in range(amount.at - 1, max(amount.first, amount.at - 1 - _TIGHT), -1):
        if items[i].text == "necessary" and _is_adjective(items, i):
            return Verdict("requested", "participle of the aid", items[i].text, i, "verb")
        if _is_participle(items[i]):
            is_its = _is_adjective(items, i)
            return verdict_at(items, i, "participle of the aid") if is_its else None
        if not ("aid" in items[i].tags or items[i].grammar in ("other", "determiner", "adverb")):
            return None
    return None


def _is_participle(item: Item) -> bool:
    tag = item.tags.get("aid")
    return tag is not None and role_of(item) in VERBS and tag.form == "past"


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
        if item.text.endswith(("appeal", "appeals")):
            return Verdict("requested", "noun of aid", item.text, i, "noun")
        if item.text in aid_words("purpose") and role_of(item) in VERBS:
            found = _by_verb_before(items, amount) or _by_list(before)
            return found or verdict_at(items, i, "participle behind", context or "")
        if role_of(item) in VERBS and not item.tag("aid", "spend"):
            if _is_participle(item) or item.text in aid_words("participle"):
                is_allotted = bool(item.tag("aid", "deliver")) and by_lawmakers(items, i)
                return verdict_at(items, i, "participle behind", "pledged" if is_allotted else "")
            if not relative:
                is_noun = item.text in aid_words("deed nouns")
                return verdict_at(items, i, "noun of aid") if is_noun else None
        relative = relative or item.grammar in ("relative", "pronoun")
        if _ends_relative(items, i, relative=relative):
            return None
    return None


def _words_of_sum(items: Sequence[Item], amount: Amount) -> Iterator[int]:
    """The words behind a sum, to another sum or a comma where the sum is a level.

    As in "to $9.8 billion out of the $15.5 billion approved", "reaches $9 billion, funds raised".
    """
    before = items[amount.at - 1] if amount.at else None
    is_level = before is not None and before.text in ("to", "at")
    is_total = before is not None and role_of(before) == "total"
    for i in words_behind(items, amount):
        if (is_level and items[i].number is not None) or (is_total and items[i].text == ","):
            return
        yield i


def _ends_relative(items: Sequence[Item], i: int, *, relative: bool) -> bool:
    """Whether another predicate or a new part of the sentence begins at i."""
    item = items[i]
    if item.grammar in ("be", "modal", "negation") or (item.grammar == "have" and not relative):
        return True
    return item.text in (",", ":", "\u2013", "(") and not goes_on(items, i)


def _by_verb_before(items: Sequence[Item], amount: Amount) -> Verdict | None:
    """The verb that governs the sum: "pledged $54 billion", "plans to provide $300 million"."""
    stop = False
    for i in words_before(items, amount):
        if role_of(items[i]) == "total" and items[i].text not in ("worth", "including", "total"):
            stop = True
        if stop and items[i].text == "," and not is_apposition(items, i):
            return None
        if role_of(items[i]) not in VERBS:
            continue
        is_attribute = stop and items[i].text == "given" and role_of(items[i - 1]) == "kind"
        if not (is_attribute or is_no_deed(items, i, amount)):
            return (
                _of_promise_made(items, i, amount)
                or _so_far(items, i, amount)
                or _governing(items, i)
            )
    return None


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
    is_summed = any(text in ("so far", "to date", "since") for text in behind)
    pairs = (" ".join(pair) for pair in pairwise(behind))
    if not is_summed and not any(pair in ("so far", "to date") for pair in pairs):
        return None
    return verdict_at(items, i, "verb before", str(item.tags["aid"].entry.get("measure")))


def _governing(items: Sequence[Item], i: int) -> Verdict:
    """The verdict of the verb at i, by what stands before it: a modal, a negation, a wish."""
    tag = items[i].tags["aid"]
    mood = mood_before(items, i)
    asks = role_of(items[i]) == "hope"
    if mood == "doubt" and not asks:
        return verdict_at(items, i, "verb in doubt", "requested")
    approved = of_approval(items, i)
    if approved is not None:
        return approved
    if mood == "to" and tag.form != "past":
        measure = "requested" if asks else infinitive_measure(items, i)
        return verdict_at(items, i, "infinitive", measure)
    if mood == "will":
        return verdict_at(items, i, "verb to come", "requested" if asks else "pledged")
    if mood == "" and tag.name in ("deliver", "disburse") and by_lawmakers(items, i):
        measure = "pledged" if tag.name == "deliver" else "requested"
        return verdict_at(items, i, "verb of lawmakers", measure)
    is_got = items[i].text in ("receives", "gets") and is_ukraines(items, i)
    return _of_gerund(items, i) or verdict_at(
        items, i, "verb before", "delivered" if is_got else ""
    )


def _of_gerund(items: Sequence[Item], i: int) -> Verdict | None:
    """What a gerund tells: "proposed raising aid by", "after supplying"."""
    if not items[i].text.endswith("ing"):
        return None
    if _is_proposed(items, i):
        return verdict_at(items, i, "verb proposed", "requested")
    if items[i - 1].text in aid_words("once done"):
        return verdict_at(items, i, "verb before", str(items[i].tags["aid"].entry.get("measure")))
    return None


def _is_proposed(items: Sequence[Item], i: int) -> bool:
    """Whether a gerund is what is proposed: "has proposed raising aid by ... and giving ..."."""
    joined = items[i - 1].grammar == "conjunction"
    for k in range(i - 1, max(-1, i - BEFORE), -1):
        if role_of(items[k]) == "hope" and items[k + 1].text.endswith("ing"):
            return True
        if items[k].text == ";" or not (joined or items[k].grammar == "adverb"):
            return False
    return False


def _by_verb_after(items: Sequence[Item], amount: Amount, before: Verdict | None) -> Verdict | None:
    """What became of it, or where it goes: "has been promised", "is stalled", "will come from"."""
    seen = ""
    for i in words_behind(items, amount):
        if role_of(items[i]) in VERBS and _is_of_owner(items, i):
            return None
        if role_of(items[i]) in VERBS:
            is_part = before is not None and items[i - 1].text in _PRESENT
            return _by_list(before) if is_part else _verdict_behind(items, i, seen)
        purpose = _purpose_behind(items, i, seen)
        if purpose is not None:
            return purpose
        seen = _auxiliary(items, i, seen)
        if items[i].text == "," and _is_end(items, i, amount):
            return None
        if items[i].grammar == "relative" and not _is_that_is(items, i):
            return None
    return None


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
    return _is_participle(items[i]) and items[k].text.endswith("'s")


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
    if seen == "doubt":
        return verdict_at(items, i, "verb behind, in doubt", "requested")
    if seen or items[i].tag("aid", "spend"):
        return verdict_at(items, i, "verb behind", "pledged" if seen == "will" else "")
    return None


def _is_that_is(items: Sequence[Item], i: int) -> bool:
    """As in "that is, $500 million US": no relative clause."""
    return i + 1 < len(items) and items[i + 1].grammar == "be"


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
    if measure == "delivered" and before is not None and _is_joined(items, amount):
        return _by_list(before)
    if not measure:
        if before is not None:
            return _by_list(before)
        near = items[max(0, amount.at - 3) : max(amount.at, noun)]
        is_new = any(item.text in aid_words("new") for item in near)
        is_given = items[noun].text.split()[-1] in aid_words("plain aid") and not is_new
        is_given = is_given and not _is_to_come(items, noun, amount)
        measure = "delivered" if is_given and not _promised_near(items, amount) else "pledged"
    strength = "noun" if tag.entry.get("strong") else "weak"
    if role_of_next(items, noun) == "body":
        return Verdict("requested", "bill of aid", items[noun + 1].text, noun, strength)
    return Verdict(measure, "noun of aid", items[noun].text, noun, strength)


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
        if tag is None or role_of(items[i]) != "total" or items[i].text in ("worth", "including"):
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
    found = _by_list(before)
    near = items[max(amount.first, amount.at - _TOTAL) : amount.at]
    if found is None or all(item.text not in aid_words("promised") for item in near):
        return found
    return replace(found, measure="pledged") if found.measure == "delivered" else found


def _by_list(before: Verdict | None) -> Verdict | None:
    """The measure of the sum before, which the sentence goes on with."""
    if before is None:
        return None
    rule = before.rule if before.rule.startswith("list: ") else f"list: {before.rule}"
    return replace(before, rule=rule, strength="list")
