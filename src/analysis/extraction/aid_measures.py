"""Whether a sum of money is aid, and how far it has come: the words around it decide."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from analysis.extraction.money import aid_words

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from analysis.extraction.document import Item
    from analysis.extraction.lexicon import Tag
    from analysis.extraction.money import Amount

_BEFORE = 24
_AFTER = 16
_NOUN = 9
_NEAR = 7
_TIGHT = 2
_VERBS = ("verb", "weak", "hope")


@dataclass(frozen=True, slots=True)
class Verdict:
    """The measure of a sum, or "" for no aid; the rule, the cue and where the cue stands.

    strength tells how much else is needed before the sum counts as aid: "noun" (a word for aid
    belongs to it), "verb" (a deed that is nearly always aid), "weak" (a deed that may be anything),
    "list" (it goes on with the sum before).
    """

    measure: str
    rule: str
    cue: str
    at: int
    strength: str


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
    refusal = _refusal(items, amount, noun)
    if refusal is not None:
        return refusal
    noun = noun or _noun_before(items, amount)
    found = _measure(items, amount, noun, before) or _total_before(items, amount, context)
    if found is not None and noun is not None and _role(items[noun]) == "noun":
        is_sure = bool(items[noun].tags["aid"].entry.get("strong")) or _is_of_weapons(items, noun)
        return replace(found, strength="noun" if is_sure or found.strength == "verb" else "verb")
    return found


def _measure(
    items: Sequence[Item], amount: Amount, noun: int | None, before: Verdict | None
) -> Verdict | None:
    total = _total_before(items, amount, None)
    if before is not None and amount.at > 0 and items[amount.at - 1].text == "(":
        return _by_list(before)
    return (
        _by_modifier(items, amount, noun)
        or _by_participle(items, amount)
        or _by_verb_before(items, amount)
        or _by_verb_after(items, amount)
        or (_by_list(before) if total else None)
        or _by_noun(items, noun, amount, before)
        or _by_list(before)
        or _by_kind(items, amount)
        or _by_start(items, amount)
    )


def _by_kind(items: Sequence[Item], amount: Amount) -> Verdict | None:
    """What aid can be, with its worth: "artillery ammunition for a total of 36.6 million"."""
    worth = False
    for i in _leading(items, amount):
        role = _role(items[i])
        if worth and (
            role == "kind" or "weapons" in items[i].tags or items[i].text in aid_words("worth")
        ):
            return Verdict("delivered", "kind of aid", items[i].text, i, "weak")
        if role in _VERBS or i < amount.at - _BEFORE // 2:
            return None
        worth = worth or items[i].text == "worth" or role == "total"
    return None


def _by_start(items: Sequence[Item], amount: Amount) -> Verdict | None:
    """A sum that opens a line and says what it is for: "£10 million to the energy fund"."""
    first = next((i for i, item in enumerate(items) if not item.is_sign), 0)
    behind = items[amount.at + 1] if amount.at + 1 < len(items) else None
    if amount.at > first + 2 or behind is None or behind.text not in ("to", "for", "in"):
        return None
    if any(
        item.is_grammar("modal", "have", "clause") for item in items[amount.at + 1 : amount.at + 9]
    ):
        return None
    return Verdict("pledged", "sum first", behind.text, amount.at + 1, "weak")


def _is_of_weapons(items: Sequence[Item], noun: int) -> bool:
    """Whether a word for arms stands before the noun: "missile deal"."""
    before = items[noun - 1] if noun else None
    return before is not None and (
        "weapons" in before.tags or before.tag("aid", "military purpose") is not None
    )


def _role(item: Item) -> str:
    tag = item.tag("aid")
    return str(tag.entry.get("role")) if tag is not None else ""


# --- the words before and behind, as far as they belong to the sum ----------------------------


def _leading(items: Sequence[Item], amount: Amount) -> Iterator[int]:
    """Indices before the sum, nearest first, to the clause's start or the sum before."""
    i = amount.at - 1
    while i >= max(amount.first, amount.at - _BEFORE):
        if items[i].text == ";" or (_is_break(items, i) and not _is_as_long(items, i)):
            return
        i = _over_aside(items, i, amount.first)
        yield i
        i -= 1


def _is_break(items: Sequence[Item], i: int) -> bool:
    """Whether another clause begins: "while", "but", not the "as" of "as part of"."""
    if items[i].text == "as":
        return i + 1 >= len(items) or items[i + 1].text not in ("part", "well")
    return items[i].text in aid_words("break")


def _is_as_long(items: Sequence[Item], i: int) -> bool:
    """ "for as long as it takes" opens no clause of its own."""
    return items[i].text == "as" and "long" in (
        items[max(0, i - 1)].text,
        items[min(len(items) - 1, i + 1)].text,
    )


def _over_aside(items: Sequence[Item], i: int, first: int) -> int:
    """From a comma back over the ", who won a prize in 1922," that it closes."""
    if items[i].text != ",":
        return i
    for k in range(i - 1, max(first, i - _BEFORE), -1):
        if items[k].text == "," and k + 1 < i:
            return k if items[k + 1].is_grammar("relative") else i
    return i


def _following(items: Sequence[Item], amount: Amount) -> Iterator[int]:
    """Indices behind the sum, to the clause's end or the next sum."""
    for i in range(amount.at + 1, min(amount.last, amount.at + 1 + _AFTER)):
        if items[i].text == ";" or (_is_break(items, i) and i > amount.at + 1):
            return
        yield i


def own_noun(items: Sequence[Item], amount: Amount) -> int | None:
    """The first word behind the sum that tells what it is: "a $60 billion aid package"."""
    for i in _following(items, amount):
        if i > amount.at + _NOUN:
            return None
        role = _role(items[i])
        if role in ("noun", "veto", "kind"):
            return _head(items, i, amount) if role == "kind" else i
        is_end = items[i].is_sign and items[i].text not in "-\"'.()/"
        if (is_end and not _goes_on(items, i)) or _ends_phrase(items, i, amount):
            return None
    return None


def _ends_phrase(items: Sequence[Item], i: int, amount: Amount) -> bool:
    item = items[i]
    if item.is_grammar("be", "have", "modal", "relative", "negation"):
        return True
    if "speech" in item.tags and "aid" not in item.tags:
        return True
    return item.text in ("by", "from") or (
        item.text in ("to", "for", "on", "into") and i <= amount.at + 2
    )


def _head(items: Sequence[Item], kind: int, amount: Amount) -> int:
    """The noun behind adjectives that tell a kind: "military, financial and humanitarian aid"."""
    for i in range(kind + 1, min(amount.last, kind + _NEAR)):
        item = items[i]
        if _role(item) in ("noun", "veto"):
            return i
        if not (
            _role(item) == "kind"
            or item.text in (",", "-", "/", '"')
            or item.is_grammar("conjunction")
        ):
            return kind
    return kind


def _noun_before(items: Sequence[Item], amount: Amount) -> int | None:
    """The word for aid that the sum belongs to: "a package worth ...", "a loan of ..."."""
    linked = False
    for i in _leading(items, amount):
        if i < amount.at - _NEAR - 5:
            return None
        role = _role(items[i])
        if role == "noun":
            return i if linked or i == amount.at - 1 else None
        if role in ("veto", *_VERBS) and not (linked and role == "weak"):
            return None
        linked = (
            linked
            or items[i].text in aid_words("link")
            or role == "total"
            or items[i].is_grammar("be")
        )
        if items[i].is_sign and items[i].text not in "-\"'.(":
            return None
    return None


# --- what is no aid ---------------------------------------------------------------------------


def _refusal(items: Sequence[Item], amount: Amount, noun: int | None) -> Verdict | None:
    """A price, a budget, damage, trade: the nearest word that tells decides."""
    if noun is not None:
        if _role(items[noun]) == "veto":
            return Verdict("", "no aid: what it is", items[noun].text, noun, "")
        return None
    for i in _leading(items, amount):
        role = _role(items[i])
        if role == "veto":
            return Verdict("", "no aid: what it is of", items[i].text, i, "")
        if items[i].text == "worth" and not _is_aid_worth(items, i):
            return Verdict("", "no aid: what is worth it", items[max(0, i - 1)].text, i, "")
        if role in ("noun", "kind", *_VERBS):
            return None
    return _refusal_behind(items, amount)


def _is_aid_worth(items: Sequence[Item], worth: int) -> bool:
    """Whether what is "worth" the sum is aid or can be: "a package worth", "tanks worth"."""
    near = items[max(0, worth - _NEAR) : worth]
    return any(
        _role(item) in ("noun", "kind") or "weapons" in item.tags or item.text in aid_words("worth")
        for item in near
    )


def _refusal_behind(items: Sequence[Item], amount: Amount) -> Verdict | None:
    """ "$300 billion in funds that have been frozen", "€16 billion was stolen"."""
    for i in _following(items, amount):
        role = _role(items[i])
        if role == "veto":
            return Verdict("", "no aid: what became of it", items[i].text, i, "")
        if role in ("noun", "kind", *_VERBS) or items[i].text in ",:" or i > amount.at + _NOUN:
            return None
    return None


# --- the measure ------------------------------------------------------------------------------


def _by_modifier(items: Sequence[Item], amount: Amount, noun: int | None) -> Verdict | None:
    """A participle inside the phrase: "$9 billion in approved aid", "proposed €50bn facility"."""
    end = noun if noun is not None and noun > amount.at else amount.at
    for i in (
        *range(amount.at + 1, end),
        *range(amount.at - 1, max(amount.first, amount.at - 3), -1),
    ):
        tag = items[i].tag("aid")
        if tag is not None and _role(items[i]) in _VERBS and tag.form == "past":
            if i > amount.at or _is_adjective(items, i):
                return _verdict(items, i, "participle of the aid")
        if i < amount.at and not (
            tag is not None or items[i].is_grammar("other", "determiner", "adverb")
        ):
            break
    return None


def _is_adjective(items: Sequence[Item], i: int) -> bool:
    """Whether an article stands right before a participle: "its proposed 50 billion"."""
    return i > 0 and (items[i - 1].is_grammar("determiner") or items[i - 1].text.endswith("'s"))


def _by_participle(items: Sequence[Item], amount: Amount) -> Verdict | None:
    """A participle or relative clause behind: "deal unveiled by", "that parliament approved"."""
    relative = False
    for i in _following(items, amount):
        item = items[i]
        tag = item.tag("aid")
        if tag is not None and _role(item) in _VERBS and tag.entry.name != "spend":
            is_past = tag.form == "past" or item.text in (
                "set aside",
                "available",
                "backed",
                "passed",
                "sent",
                "vowed",
                "meant",
            )
            if is_past and not (
                relative and tag.entry.name == "announce" and item.text.endswith("ed to")
            ):
                return _verdict(items, i, "participle behind")
            if not relative:
                return None
        if item.is_grammar("relative") or item.is_grammar("pronoun"):
            relative = True
        elif item.is_grammar("be", "modal", "negation") or (
            item.is_grammar("have") and not relative
        ):
            return None
        elif item.text in (",", ":", "\u2013", "(") and not _goes_on(items, i):
            return None
    return None


def _goes_on(items: Sequence[Item], comma: int) -> bool:
    """Whether a relative clause or another kind of aid follows a comma."""
    after = items[comma + 1 : comma + 3]
    return any(item.is_grammar("relative") for item in after[:1]) or any(
        _role(item) in ("kind", "noun") for item in after
    )


def _by_verb_before(items: Sequence[Item], amount: Amount) -> Verdict | None:
    """The verb that governs the sum: "pledged $54 billion", "plans to provide $300 million"."""
    stop = False
    for i in _leading(items, amount):
        if _role(items[i]) == "total" and items[i].text not in ("worth", "including", "total"):
            stop = True
        if stop and items[i].text == ",":
            return None
        is_attribute = stop and items[i].text == "given" and _role(items[i - 1]) == "kind"
        if _role(items[i]) in _VERBS and not (is_attribute or _is_no_deed(items, i, amount)):
            return _governing(items, i, amount)
    return None


def _is_no_deed(items: Sequence[Item], i: int, amount: Amount) -> bool:
    """ "given the risks", "the needs of the country": the word is no verb here."""
    after, before = items[i + 1], items[i - 1] if i else None
    if items[i].text == "given":
        return after.is_grammar("determiner", "relative")
    if items[i].text not in aid_words("noun or verb") or amount.at - i <= _TIGHT:
        return False
    if before is None:
        return False
    is_subject = "actors" in before.tags or before.text == "to"
    return not (is_subject or before.is_grammar("pronoun", "modal", "adverb", "relative"))


def _governing(items: Sequence[Item], i: int, amount: Amount) -> Verdict:
    """The verdict of the verb at i, by what stands before it: a modal, a negation, a wish."""
    tag = items[i].tags["aid"]
    mood = _mood(items, i, amount)
    if mood == "doubt" and _role(items[i]) != "hope":
        return _verdict(items, i, "verb in doubt", "requested")
    if mood == "to" and tag.form != "past":
        return _verdict(items, i, "infinitive", _infinitive_measure(items, i, amount))
    if tag.name == "deliver" and mood == "" and _by_lawmakers(items, i):
        return _verdict(items, i, "lawmakers give", "pledged")
    if tag.name == "disburse" and mood == "" and _by_lawmakers(items, i):
        return _verdict(items, i, "lawmakers publish", "requested")
    if mood == "will":
        return _verdict(
            items, i, "verb to come", "pledged" if _role(items[i]) != "hope" else "requested"
        )
    return _verdict(items, i, "verb before")


def _mood(items: Sequence[Item], i: int, amount: Amount) -> str:
    """What stands before the verb: "doubt", "will", "to", or "" for a plain statement."""
    for k in range(i - 1, max(-1, i - 5), -1):
        item = items[k]
        if (
            item.text in aid_words("doubt")
            or item.is_grammar("negation")
            or item.text in aid_words("denial")
        ):
            return "doubt"
        if item.text in ("would", "would have"):
            return "doubt" if _is_proposed(items, k, amount) else "will"
        if item.text == "to be":
            return "will"
        if item.is_grammar("modal"):
            return "to" if item.text.endswith(" to") else "will"
        if item.text == "to":
            return "to"
        is_adverb = item.is_grammar("adverb") or item.text.endswith("ly")
        if not (is_adverb or item.is_grammar("have", "be", "conjunction")):
            return ""
    return ""


def _by_lawmakers(items: Sequence[Item], i: int) -> bool:
    """Whether a parliament gives: it allots money that others will spend."""
    return any(item.text in aid_words("lawmakers") for item in items[max(0, i - 4) : i])


def _is_proposed(items: Sequence[Item], k: int, amount: Amount) -> bool:
    return any(_role(item) == "body" for item in items[max(0, k - 8) : k])


def _infinitive_measure(items: Sequence[Item], i: int, amount: Amount) -> str:
    """What governs "to provide": asked, proposed → requested; planned, promised → pledged."""
    for k in range(i - 1, max(-1, i - 14), -1):
        role = _role(items[k])
        if role == "hope":
            return "pledged" if items[k].text in ("prepared", "hopes", "wants") else "requested"
        if items[k].text in aid_words("denial") or items[k].is_grammar("negation"):
            return "requested"
        if role in ("verb", "weak") or items[k].text == ";":
            return "pledged"
        if items[k].text in aid_words("doubt"):
            return "requested"
    return "pledged"


def _by_verb_after(items: Sequence[Item], amount: Amount) -> Verdict | None:
    """What became of it, or where it goes: "has been promised", "is stalled", "will come from"."""
    seen = ""
    for i in _following(items, amount):
        item = items[i]
        tag = item.tag("aid")
        if item.is_grammar("modal") or item.text in aid_words("doubt"):
            seen = "doubt" if item.text in aid_words("doubt") else "will"
        elif item.is_grammar("negation") or item.text == "not":
            seen = "doubt"
        elif item.is_grammar("be", "have"):
            seen = seen or "be"
        elif tag is not None and _role(item) in _VERBS:
            if not seen and tag.name != "spend":
                return None
            if seen == "doubt":
                return _verdict(items, i, "verb behind, in doubt", "requested")
            return _verdict(items, i, "verb behind", "pledged" if seen == "will" else "")
        elif item.text == ",":
            if i > amount.at + 1:
                return None
        elif item.is_grammar("relative") and not (
            i + 1 < len(items) and items[i + 1].is_grammar("be")
        ):
            return None
    return None


def _by_noun(
    items: Sequence[Item], noun: int | None, amount: Amount, before: Verdict | None
) -> Verdict | None:
    """No verb tells: a package or a loan is promised, plain aid is given."""
    if noun is None or _role(items[noun]) not in ("noun", "kind"):
        return None
    tag = items[noun].tags["aid"]
    measure = str(tag.entry.get("measure") or "")
    if not measure:
        if before is not None:
            return _by_list(before)
        is_given = items[noun].text.split()[-1] in aid_words("plain aid")
        measure = "delivered" if is_given and not _promised_near(items, amount) else "pledged"
    strength = "noun" if tag.entry.get("strong") else "weak"
    return Verdict(measure, "noun of aid", items[noun].text, noun, strength)


def _promised_near(items: Sequence[Item], amount: Amount) -> bool:
    """Whether the clause speaks of pledges: "U.S. commitment to ... to about $24.9 billion"."""
    return any(
        (tag := items[i].tag("aid")) is not None and tag.entry.get("measure") == "pledged"
        for i in _leading(items, amount)
    )


def _total_before(items: Sequence[Item], amount: Amount, context: str | None) -> Verdict | None:
    """A sum that is said to be a total, with nothing that tells of what."""
    for i in _leading(items, amount):
        tag = items[i].tag("aid")
        if tag is None or _role(items[i]) != "total" or items[i].text in ("worth", "including"):
            continue
        if i < amount.at - _NEAR and tag.name != "rise":
            return None
        measure = context or str(tag.entry.get("measure") or "delivered")
        return Verdict(measure, "total", items[i].text, i, "list")
    return None


def _by_list(before: Verdict | None) -> Verdict | None:
    """The measure of the sum before, which the sentence goes on with."""
    if before is None:
        return None
    rule = before.rule if before.rule.startswith("list: ") else f"list: {before.rule}"
    return replace(before, rule=rule, strength="list")


def _verdict(items: Sequence[Item], i: int, rule: str, measure: str = "") -> Verdict:
    tag: Tag = items[i].tags["aid"]
    if not measure:
        present = tag.entry.get("present") if tag.form != "past" else None
        measure = str(present or tag.entry.get("measure"))
    strength = "verb" if _role(items[i]) == "verb" else "weak"
    return Verdict(measure, rule, items[i].text, i, strength)
