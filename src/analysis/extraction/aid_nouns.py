"""What a sum of money is: the noun that it belongs to, or what makes it no aid."""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING

from analysis.extraction.money import aid_stems, aid_words
from analysis.extraction.values import frozen

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from analysis.extraction.document import Item
    from analysis.extraction.money import Amount

VERBS = ("verb", "weak", "hope")
"""The roles in aid.toml of words that tell a deed."""

RANK = "rank"
"""The rule of a sum that is a donor's place among the donors."""

WHOLE = "whole of a part"
"""The rule of a sum of which another one is a part."""

NEED = "need"
"""The rule of a sum that says how much is lacking."""

DIFFERENCE = "no aid: a difference"
"""The rule of a sum that only compares two donors."""

BILL = "no aid: a bill"
"""The rule of a sum that is a whole bill of which aid is a part."""

COLLECTED = "collected"
"""The rule of a sum that was raised from the public."""

BEFORE = 24
"""How many words before a sum may govern it."""

_AFTER = 16
_NOUN = 9
_NEAR = 7
_FIRST = 5


@frozen
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


def role_of(item: Item) -> str:
    """What a word of aid.toml does there; "" for any other word."""
    tag = item.tags.get("aid")
    return str(tag.entry.get("role")) if tag is not None else ""


def verdict_at(items: Sequence[Item], i: int, rule: str, measure: str = "") -> Verdict:
    """The verdict of the deed at item i, by its form where no measure is given."""
    tag = items[i].tags["aid"]
    if not measure:
        present = tag.entry.get("present") if tag.form != "past" else None
        measure = str(present or tag.entry.get("measure"))
    strength = "verb" if role_of(items[i]) == "verb" else "weak"
    return Verdict(measure, rule, items[i].text, i, strength)


# --- the words before and behind, as far as they belong to the sum ----------------------------


def words_before(items: Sequence[Item], amount: Amount) -> Sequence[int]:
    """Indices before the sum, nearest first, to the clause's start or the sum before."""
    if not amount.before:
        amount.before.extend(_find_words_before(items, amount))
    return amount.before


def _find_words_before(items: Sequence[Item], amount: Amount) -> Iterator[int]:
    breaks, first = aid_words("break"), max(amount.first, amount.at - BEFORE)
    i = amount.at - 1
    while i >= first:
        text = items[i].text
        if text == ";" or text in breaks or (text == "there" and items[i + 1].grammar == "be"):
            return
        if text == "as" and _is_break(items, i) and not _is_as_long(items, i):
            return
        if text == ",":
            i = over_aside(items, i, amount.first)
        yield i
        i -= 1


def _is_break(items: Sequence[Item], i: int) -> bool:
    """Whether another clause begins: "while", "but", not the "as" of "as part of"."""
    if items[i].text == "as":
        return i + 1 >= len(items) or items[i + 1].text not in aid_words("behind as")
    return items[i].text in aid_words("break")


def _is_as_long(items: Sequence[Item], i: int) -> bool:
    """As in "for as long as it takes", "as much as $3 billion" opens no clause of its own."""
    around = (items[max(0, i - 1)].text, items[min(len(items) - 1, i + 1)].text)
    return any(text in aid_words("as far") for text in around)


def over_aside(items: Sequence[Item], i: int, first: int) -> int:
    """From a comma back over the ", who won a prize in 1922," that it closes."""
    if items[i].text != ",":
        return i
    for k in range(i - 1, max(first, i - BEFORE), -1):
        if items[k].text == "," and k + 1 < i:
            behind = items[k + 1]
            is_aside = behind.grammar == "relative" or behind.text in aid_words("leads aside")
            is_aside = is_aside or _is_past(behind)  # "the package, announced in June, was"
            return over_aside(items, k, first) if is_aside else i
    return i


def _is_past(item: Item) -> bool:
    tag = item.tags.get("aid")
    return tag is not None and tag.form == "past"


def words_behind(items: Sequence[Item], amount: Amount) -> Iterator[int]:
    """Indices behind the sum, to the clause's end or the next sum."""
    for i in range(amount.at + 1, min(amount.last, amount.at + 1 + _AFTER)):
        if items[i].text == ";" or (
            _is_break(items, i) and (i > amount.at + 1 or items[i].text != "as")
        ):
            return
        yield i


def goes_on(items: Sequence[Item], comma: int) -> bool:
    """Whether a relative clause or another kind of aid follows a comma."""
    after = items[comma + 1 : comma + 3]
    is_kind = any(role_of(item) in ("kind", "noun") for item in after)
    return is_kind or any(item.grammar == "relative" for item in after[:1])


def own_noun(items: Sequence[Item], amount: Amount) -> int | None:
    """The first word behind the sum that tells what it is: "a $60 billion aid package"."""
    bracketed = amount.at > 0 and items[amount.at - 1].text == "("
    is_level = amount.at > 0 and role_of(items[amount.at - 1]) == "total"
    for i in words_behind(items, amount):
        if bracketed and items[i].text == ")":
            return None
        if i > amount.at + _NOUN:
            return None
        role = role_of(items[i])
        if role in ("noun", "veto", "kind", "body"):
            return _last_of_compound(items, _head(items, i, amount) if role == "kind" else i)
        is_end = items[i].is_sign and items[i].text not in "-\"'.()/"
        if is_end and (is_level or not goes_on(items, i)):
            return None
        if _ends_phrase(items, i, amount):
            return None
    return None


def _last_of_compound(items: Sequence[Item], noun: int) -> int:
    """The last of nouns that make up one: "support loan package"."""
    while role_of(items[noun]) == "noun" and role_of_next(items, noun) == "noun":
        noun += 1
    return noun


def role_of_next(items: Sequence[Item], i: int) -> str:
    """What the word behind item i does there; "" at the sentence's end."""
    return role_of(items[i + 1]) if i + 1 < len(items) else ""


def _ends_phrase(items: Sequence[Item], i: int, amount: Amount) -> bool:
    item = items[i]
    if item.text in aid_words("contents") and items[i - 1].grammar == "conjunction":
        return True  # "€2.2 billion and includes 20 packages"
    if item.grammar in ("be", "have", "modal", "relative", "negation"):
        return True
    if "speech" in item.tags and "aid" not in item.tags:
        return True
    return item.text in aid_words("leads to a giver") or (
        item.text in aid_words("leads to a use") and i <= amount.at + 2
    )


def _head(items: Sequence[Item], kind: int, amount: Amount) -> int:
    """The noun behind adjectives that tell a kind: "military, financial and humanitarian aid"."""
    for i in range(kind + 1, min(amount.last, kind + _NEAR)):
        item = items[i]
        if role_of(item) in ("noun", "veto"):
            return i
        if not (
            role_of(item) == "kind"
            or item.text in (",", "-", "/", '"')
            or item.grammar == "conjunction"
        ):
            return kind
    return kind


def noun_before(items: Sequence[Item], amount: Amount) -> int | None:
    """The word for aid that the sum belongs to: "a package worth ...", "a loan of ..."."""
    linked = False
    last, reach = amount.at, amount.at - _NEAR - _FIRST
    for i in words_before(items, amount):
        is_over = last - i > 1  # an aside, as in "the loan, agreed in May, is worth"
        reach -= last - i - 1
        last = i
        if i < reach:
            return None
        role = role_of(items[i])
        if role == "noun":
            return _whole_noun(items, i) if linked or i == amount.at - 1 else None
        is_verb = role in VERBS and items[i].text not in aid_words("right before")
        if role == "veto" or (is_verb and not (linked and role == "weak")):
            return None
        is_colon = items[i].text in ":," and _is_right_before(items, i, amount)
        if is_colon and items[i - 1].tag("aid", "given") is not None:
            return None  # "two payments, €3 billion, are due"
        linked = linked or is_colon or _links(items[i])
        if not (is_over or is_colon) and _is_stop(items, i):
            return None
    return None


def _whole_noun(items: Sequence[Item], noun: int) -> int:
    """The package that is of aid: "a package of security assistance, which is valued at"."""
    is_of = noun > 1 and items[noun - 1].text == "of"
    return noun - 2 if is_of and items[noun - 2].tag("aid", "package") is not None else noun


def _links(item: Item) -> bool:
    """Whether a word ties a sum to the noun before it: "of", "worth", "amounts to", "is"."""
    return item.text in aid_words("link") or role_of(item) == "total" or item.grammar == "be"


def _is_stop(items: Sequence[Item], i: int) -> bool:
    """Whether a sign ends the phrase of a noun before a sum."""
    after = items[i + 1]
    leads_on = after.text in aid_words("leads to a level") or after.grammar == "relative"
    return items[i].is_sign and items[i].text not in "-\"'.(" and not leads_on


def _is_right_before(items: Sequence[Item], i: int, amount: Amount) -> bool:
    """Whether only a bound stands between item i and a sum: "so far: more than $113 billion".

    As in "the second tranche, 1.9 billion euros, reached Kyiv".
    """
    bounds = aid_words("bounds")
    return all(item.text in bounds or item.grammar == "other" for item in items[i + 1 : amount.at])


def rank_before(items: Sequence[Item], amount: Amount) -> int | None:
    """The word for a donor's place before a sum: "leads all with", "comes first, with"."""
    lead = amount.at - 1
    while lead > amount.first and items[lead].text in aid_words("bounds"):
        lead -= 1
    if lead < 0 or items[lead].text not in aid_words("leads to a rank"):
        return None
    for i in range(lead - 1, max(amount.first - 1, amount.at - BEFORE // 2), -1):
        if items[i].text in aid_words("rank"):
            return i
        if role_of(items[i]) in VERBS or items[i].grammar == "modal":
            return None
    return None


# --- what is no aid ---------------------------------------------------------------------------


def refusal(items: Sequence[Item], amount: Amount, noun: int | None) -> Verdict | None:
    """A price, a budget, damage, trade: the nearest word that tells decides."""
    beside = _refused_beside(items, amount)
    if beside is not None:
        return beside
    if noun is not None:
        if _is_put_to_use(items, amount, noun):
            return None
        if role_of(items[noun]) == "veto" or _is_russian(items, noun, amount):
            return Verdict("", "no aid: what it is", items[noun].text, noun, "")
        return None
    return None if _is_announced(items, amount) else _refused_around(items, amount)


def _refused_beside(items: Sequence[Item], amount: Amount) -> Verdict | None:
    """What a sum is by the words right beside it: a number, a bill, a price, a difference."""
    behind = items[amount.at + 1 : amount.at + 2]
    if any(item.text in aid_words("number nouns") for item in behind):
        return Verdict("", "no aid: a number", behind[0].text, amount.at + 1, "")
    whole = _whole_bill(items, amount)
    if whole is not None:
        return Verdict("", BILL, items[whole].text, whole, "")
    priced = _priced(items, amount)
    if priced is not None:
        return Verdict("", "no aid: a price", items[priced].text, priced, "")
    if items[amount.at - 1].text in aid_words("making") and amount.at > amount.first:
        return Verdict("", "no aid: what is made", items[amount.at - 1].text, amount.at - 1, "")
    if _is_difference(items, amount):
        return Verdict("", DIFFERENCE, behind[0].text, amount.at + 1, "")
    return None


def _is_put_to_use(items: Sequence[Item], amount: Amount, noun: int) -> bool:
    """As in "a proposal to use up to €140bn in frozen Russian assets to prop up Ukraine"."""
    if items[noun].text not in aid_words("frozen funds"):
        return False
    near = items[max(amount.first, amount.at - _NEAR) : amount.at]
    used = any(item.text.startswith(aid_stems("put to use")) for item in near)
    return used and any(map(_names_ukraine, items[noun : amount.last]))


def _names_ukraine(item: Item) -> bool:
    tag = item.tags.get("actors")
    return tag is not None and tag.entry.get("actor") == "Ukraine"


def _whole_bill(items: Sequence[Item], amount: Amount) -> int | None:
    """The bill for a donor's own spending that a sum is the size of: "a $858 billion defense bill".

    None where a word between tells that it is for aid.
    """
    for i in range(amount.at + 1, min(amount.last, amount.at + _NEAR)):
        if items[i].text.startswith(_bill_heads()) and _is_whole_bill(items, i):
            return i
        is_ukraines = "actors" in items[i].tags and items[i].text.startswith("ukrain")
        if is_ukraines or items[i].grammar or role_of(items[i]) == "noun":
            return None
    return None


def _is_whole_bill(items: Sequence[Item], i: int) -> bool:
    return " ".join(item.text for item in items[i : i + 3]).startswith(aid_stems("whole bills"))


@cache
def _bill_heads() -> tuple[str, ...]:
    """The first words of the names of such bills."""
    return tuple({name.split()[0] for name in aid_words("whole bills")})


def _priced(items: Sequence[Item], amount: Amount) -> int | None:
    """The verb of "a drone costs some $2,000", "missiles priced at $400,000"."""
    for i in range(amount.at - 1, max(0, amount.at - _NEAR), -1):
        if items[i].text in aid_words("priced"):
            sold = items[i].text not in aid_words("costs")
            return i if sold or any("weapons" in item.tags for item in items[i - 2 : i]) else None
        if items[i].is_sign or items[i].number is not None or role_of(items[i]) in ("noun", *VERBS):
            return None
    return None


def _is_difference(items: Sequence[Item], amount: Amount) -> bool:
    """Whether a sum only compares: "€23 billion more than", "the gap between them is"."""
    behind = [item.text for item in items[amount.at + 1 : amount.at + 4]]
    if behind and behind[0] in aid_words("more or less"):
        return "than" in " ".join(behind[:2]).split()
    differences = aid_words("difference")
    for i in words_before(items, amount):
        if items[i].grammar == "relative":
            return False  # "the difference between the two is that one has"
        if items[i].text in differences:
            return True
    return False


def _is_russian(items: Sequence[Item], noun: int, amount: Amount) -> bool:
    """As in "€185 billion of Moscow's money", "$300 billion in Russian funds"."""
    if items[noun].tag("aid", "scheme") is None:
        return False
    return any(
        (tag := item.tags.get("actors")) is not None and tag.entry.get("actor") == "Russia"
        for item in items[amount.at + 1 : noun]
    )


def _refused_around(items: Sequence[Item], amount: Amount) -> Verdict | None:
    """As in "the price of", "goods worth"; else by what is said behind."""
    summed = False
    for i in words_before(items, amount):
        role = role_of(items[i])
        if role == "veto":
            return Verdict("", "no aid: what it is of", items[i].text, i, "")
        if items[i].text == "worth" and not _is_aid_worth(items, i):
            return Verdict("", "no aid: what is worth it", items[max(0, i - 1)].text, i, "")
        summed = summed or (role == "total" and items[i].text not in aid_words("no total"))
        if role in ("noun", "kind") or (role in VERBS and not summed):
            return None
    return _refused_total(items, amount) or _refused_behind(items, amount)


def _is_announced(items: Sequence[Item], amount: Amount) -> bool:
    """Whether a participle of promise stands right behind: "on top of the $250 million pledged"."""
    after = items[amount.at + 1] if amount.at + 1 < len(items) else None
    tag = after.tag("aid", "pledge", "announce") if after is not None else None
    is_the = amount.at > 0 and items[amount.at - 1].grammar == "determiner"
    return is_the and tag is not None and tag.form == "past"


def _refused_total(items: Sequence[Item], amount: Amount) -> Verdict | None:
    """As in "the cost of rebuilding it after the war goes up, and is estimated at $750 billion"."""
    if not any(role_of(items[i]) == "total" for i in words_before(items, amount)):
        return None
    for i in range(amount.at - 1, amount.first - 1, -1):
        if role_of(items[i]) == "veto":
            return Verdict("", "no aid: what it sums up", items[i].text, i, "")
        if role_of(items[i]) == "noun":
            return None
    return None


def _is_aid_worth(items: Sequence[Item], worth: int) -> bool:
    """Whether what is "worth" the sum is aid or can be: "a package worth", "tanks worth"."""
    is_told = items[worth - 1].grammar == "be"  # its subject may stand far before
    near = items[max(0, worth - (BEFORE if is_told else _NEAR)) : worth]
    return any(
        role_of(item) in ("noun", "kind")
        or "weapons" in item.tags
        or item.text in aid_words("worth")
        or item.text in aid_words("proforms")
        for item in near
    )


def _refused_behind(items: Sequence[Item], amount: Amount) -> Verdict | None:
    """As in "$300 billion in funds that have been frozen", "€16 billion was stolen"."""
    for i in words_behind(items, amount):
        role = role_of(items[i])
        if role == "veto":
            return Verdict("", "no aid: what became of it", items[i].text, i, "")
        if role in ("noun", "kind", *VERBS) or items[i].text in ",:" or i > amount.at + _NOUN:
            return None
    return None
