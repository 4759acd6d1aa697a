"""Who gives aid, and to whom: the donor of a sum of money, and its recipient."""

from __future__ import annotations

from typing import TYPE_CHECKING

from analysis.extraction.aid_nouns import NEED, RANK, over_aside, rank_before
from analysis.extraction.alliances import group_of_members, is_of_many
from analysis.extraction.donor_bodies import antecedent, body_before, body_behind
from analysis.extraction.donor_names import donor_at, is_named, paired
from analysis.extraction.donors_behind import (
    agent_behind,
    first_doer,
    giver_from,
    is_aside,
    lender_behind,
    meeting_behind,
)
from analysis.extraction.lexicon import clause_words
from analysis.extraction.money import aid_stems, aid_words, own_currency

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from analysis.extraction.aid_nouns import Verdict
    from analysis.extraction.document import Document, Item
    from analysis.extraction.money import Amount

_REACH = 28
_BEHIND = 16
_LONGEST = 4
_PAIR = 2
_OPENERS = ("-", "\u2013", "\u2014", ";", ":")
_SENTENCE = 80
_REGION = 2
_NO_SUBJECT = ("noun of aid", "participle of the aid", "whole of a part")
NOBODY = ""
"""The donor of a sum that many give together, whom the text does not name."""

_FILLING = ("adverb", "determiner", "other")


def find_donor(document: Document, index: int, amount: Amount, verdict: Verdict) -> str | None:
    """The donor that the sentence names for an amount.

    Args:
        document: the article, for a pair of donors as printed.
        index: the sentence.
        amount: the sum.
        verdict: what the sum is, with the word that governs it.
    """
    items = document.sentence(index).items
    asked = _asked(items, amount, verdict)
    if asked is not None:
        return donor_at(items, asked)
    is_active = (
        0 <= verdict.at < amount.at
        and (verdict.strength != "list" or verdict.rule == RANK)
        and verdict.rule not in _NO_SUBJECT
    )
    is_deed = is_active and verdict.cue not in aid_words("blocking")
    named = _own_name(document, index, amount, verdict if is_deed else None)
    if named is not None:
        return named
    if is_active and (is_of_many(items, verdict.at) or _is_of_crowd(items, verdict.at)):
        met = meeting_behind(items, amount, verdict)
        at_meeting = donor_at(items, met) if met is not None else None
        return at_meeting or group_of_members(items, verdict.at) or NOBODY
    if _is_gathered(items, amount, verdict):
        return NOBODY
    i = _giver(items, amount, verdict, is_deed=is_deed)
    return None if i is None else paired(document, items, i, amount)


def _own_name(
    document: Document, index: int, amount: Amount, verdict: Verdict | None
) -> str | None:
    """A donor that no list knows; "US" that looks like part of the dollars: "$2 billion US aid"."""
    items = document.sentence(index).items
    body = body_before(document, index, verdict) if verdict is not None else None
    body = body_behind(document, items, amount) if body is None else body
    if body is not None:
        return body
    return "United States" if _is_american(items, amount) else None


def _is_gathered(items: Sequence[Item], amount: Amount, verdict: Verdict) -> bool:
    """Whether Ukraine gathers a sum from those whom the sentence does not name."""
    if verdict.cue.startswith(aid_stems("getting")) and _is_from_many(items, amount):
        return True
    is_gathering = verdict.cue.startswith(aid_stems("gathering"))
    return is_gathering and _is_got_by_ukraine(items, amount, verdict)


def _giver(items: Sequence[Item], amount: Amount, verdict: Verdict, *, is_deed: bool) -> int | None:
    """The item that names the donor: the first that one of the constructions finds."""
    steps = (
        (
            _owner,
            _antecedent,
            _bracketed,
            giver_from,
            _inside,
            _before,
            agent_behind,
            meeting_behind,
            lender_behind,
        )
        if is_deed
        else (
            _owner,
            _bracketed,
            _source,
            _ahead_of_verb,
            agent_behind,
            _inside,
            _before,
            meeting_behind,
            lender_behind,
        )
    )
    is_gapped = verdict.rule.startswith("list") or _is_dashed(items, amount)
    i = _gapped(items, amount) if is_gapped else None
    if i is None:
        i = next((at for step in steps if (at := step(items, amount, verdict)) is not None), None)
    return i


def _owner(items: Sequence[Item], amount: Amount, _: Verdict) -> int | None:
    """As in "the G7's $50 billion loan", "the bank's new €300 million"."""
    i = amount.at - 1
    while i > 0 and (items[i].grammar == "other" or items[i].text in aid_words("new")):
        i -= 1
    return i if i >= 0 and items[i].text.endswith("'s") and donor_at(items, i) else None


def _antecedent(items: Sequence[Item], _: Amount, verdict: Verdict) -> int | None:
    """As in "after the United States, which is contributing more than $9 billion"."""
    return antecedent(items, verdict.at)


def _is_american(items: Sequence[Item], amount: Amount) -> bool:
    """As in "a $2 billion US military package", where "US" looks like part of the dollars."""
    behind = items[amount.at + 1 : amount.at + 2]
    is_aid = any("aid" in item.tags or "weapons" in item.tags for item in behind)
    return is_aid and items[amount.at].text.endswith((" us", " u.s", " u.s."))


def _is_dashed(items: Sequence[Item], amount: Amount) -> bool:
    """As in "Norway – around EUR 120 million": a dash stands for the verb."""
    near = items[max(0, amount.at - _PAIR) : amount.at]
    return any(item.text in _OPENERS[:3] for item in near)


def _gapped(items: Sequence[Item], amount: Amount) -> int | None:
    """The donor of a list that leaves its verb out: "Sweden gives $275m, Norway $146m and ..."."""
    i = amount.at - 1
    while i >= amount.first and (
        items[i].grammar in _FILLING or items[i].text in aid_words("before a sum")
    ):
        i -= 1
    is_owner = items[i].text.endswith("'s")
    if i < max(amount.first, 1) or not (is_named(items[i]) or is_owner):
        return None
    if donor_at(items, i) is None:
        return None
    before = items[i - 1] if items[i - 1].grammar != "determiner" else items[i - 2]
    if is_owner:
        return i  # "to complement the bank's €300 million loan"
    is_next = before.text in (",", ";") or before.grammar in ("conjunction", "adverb", "clause")
    return i if is_next else None


def has_no_giver(verdict: Verdict) -> bool:
    """Whether the word that governs the sum has a receiver as its subject: "needs", "gets"."""
    return verdict.rule == NEED or verdict.cue.startswith(aid_stems("no giver"))


def _asked(items: Sequence[Item], amount: Amount, verdict: Verdict) -> int | None:
    """Whom somebody asks: "had asked Ottawa for $4 billion", "urged the EU to approve"."""
    if verdict.measure != "requested":
        return None
    for i in range(max(amount.first, amount.at - _BEHIND), amount.at - 1):
        if items[i].text in aid_words("ask"):
            return first_doer(items, i + 1, amount.at)
    return None


def _is_from_many(items: Sequence[Item], amount: Amount) -> bool:
    """Whether a sum comes from donors without a name: "secured €1 billion from its partners"."""
    near = [item.text for item in items[amount.at + 1 : amount.at + _LONGEST + 1]]
    return near[:1] in (["from"], ["secured"]) and any(
        text in aid_words("countries") for text in near
    )


def _is_got_by_ukraine(items: Sequence[Item], amount: Amount, verdict: Verdict) -> bool:
    """Whether Ukraine gathered a sum and the sentence tells from nobody: "Kyiv had secured"."""
    before = items[max(0, verdict.at - _LONGEST) : max(0, verdict.at)]
    behind = items[amount.at + 1 : min(amount.last, amount.at + _BEHIND)]
    return any(map(names_ukraine, before)) and not any(map(_is_giver, behind))


def _is_giver(item: Item) -> bool:
    tag = item.tags.get("actors")
    return tag is not None and not names_ukraine(item)


def _is_of_crowd(items: Sequence[Item], verb: int) -> bool:
    """Whether the clause of a verb opens with such a group: "Firms and foundations, ..., gave"."""
    first = max((i + 1 for i in range(verb) if items[i].text in _OPENERS), default=0)
    opening = items[first : first + _LONGEST]
    if not any(item.text in aid_words("crowd") for item in opening):
        return False
    named = [i for i in range(first, verb) if donor_at(items, i) and not _is_oblique(items, i)]
    return not named


def _bracketed(items: Sequence[Item], amount: Amount, _: Verdict) -> int | None:
    """As in "Poland ($24.3 billion)", "ahead of Britain at 14.8", with a stray sign between."""
    if amount.at <= 1 or items[amount.at - 1].text not in aid_words("leads to a rank's sum"):
        return None
    rank = rank_before(items, amount)
    is_compared = rank is not None and items[rank].text in aid_words("outranks")
    is_region = items[amount.at - 3].text in aid_words("in a region") and amount.at > _REGION
    is_share = items[amount.at - 3].text.endswith("'s") and items[amount.at - 2].text == ","
    if (
        items[amount.at - 1].text != "("
        and not is_share
        and (
            is_region
            or items[amount.at - 2].is_sign
            or (is_compared and items[amount.at - 1].text == "with")
        )
    ):
        return None
    i = amount.at - 3 if items[amount.at - 2].is_sign else amount.at - 2
    return i if i >= 0 and donor_at(items, i) is not None else None


def _ahead_of_verb(items: Sequence[Item], amount: Amount, verdict: Verdict) -> int | None:
    """The subject behind a sum that opens the sentence: "With €1bn, Sweden has allocated"."""
    comma = amount.at + 1
    if not comma < verdict.at < len(items) or items[comma].text != ",":
        return None
    return first_doer(items, comma + 1, verdict.at)


def _source(items: Sequence[Item], amount: Amount, verdict: Verdict) -> int | None:
    """As in "Aid from Europe rose to €38 billion": right behind the word for aid."""
    at = verdict.at + 1
    if not 0 < at < amount.at or items[at].text not in ("from", "by"):
        return None
    return first_doer(items, at + 1, amount.at)


def _inside(items: Sequence[Item], amount: Amount, _: Verdict) -> int | None:
    """As in "a $60 billion U.S. aid package", "the $2 billion Canada promised"."""
    for i in range(amount.at + 1, min(amount.last, amount.at + 6)):
        item = items[i]
        if item.text == "worth" or (item.text == "of" and not _is_of_their(items, i, amount)):
            return None  # "€500 million worth of US weapons", "a €500 million package of US ..."
        if item.text in (",", ";", ":") or item.grammar in (
            "preposition",
            "by",
            "be",
            "have",
            "modal",
            "clause",
            "conjunction",
        ):
            return None
        if donor_at(items, i) is not None:
            return i
    return None


def _is_with_doer(items: Sequence[Item], verdict: Verdict) -> bool:
    """As in "with Denmark committing €135 million and the US adding"."""
    at = verdict.at
    if at < _PAIR or not verdict.cue.endswith("ing") or donor_at(items, at - 1) is None:
        return False
    lead = at - _PAIR - (items[at - _PAIR].grammar == "determiner")
    return lead >= 0 and items[lead].text in ("with", "and")


def _is_of_their(items: Sequence[Item], i: int, amount: Amount) -> bool:
    """As in "£160m of the British money", unlike "€500 million of US weapons"."""
    return i == amount.at + 1 and items[i + 1].grammar == "determiner"


def _before(items: Sequence[Item], amount: Amount, verdict: Verdict) -> int | None:
    """The nearest donor before the governing word, that stands in no oblique phrase."""
    if has_no_giver(verdict) or verdict.cue in aid_words("blocking"):
        return None
    if _is_with_doer(items, verdict):
        return verdict.at - 1
    start = verdict.at if 0 <= verdict.at < amount.at else amount.at
    rank = rank_before(items, amount)
    if rank is not None and items[rank].text in aid_words("outranks"):
        start = min(start, rank)
    named = [i for i in _back(items, start) if donor_at(items, i) and not is_aside(items, i)]
    free = [i for i in named if not _is_oblique(items, i)]
    if free:
        near = (*items[max(0, amount.at - 2) : amount.at], *items[amount.at : verdict.at])
        own = {item.text for item in near} & clause_words("its")
        return _first_of_clause(items, free) if own else free[0]
    oblique = [i for i in named if i >= amount.first and is_named(items[i])]
    return next(
        (i for i in oblique if _lead(items, i) in ("for", "with") and not _is_partner(items, i)),
        None,
    )


def _is_partner(items: Sequence[Item], i: int) -> bool:
    """As in "in cooperation with Norway": it is whom the giver works with."""
    near = items[max(0, i - _LONGEST) : i]
    return any(item.text in aid_words("working with") for item in near)


def _first_of_clause(items: Sequence[Item], named: Sequence[int]) -> int:
    """The first donor of the last clause: whose "its" is."""
    for n, i in enumerate(named[:-1]):
        joint = [item.grammar == "conjunction" for item in items[named[n + 1] : i]]
        if any(
            is_and and items[named[n + 1] + k - 1].text == "," for k, is_and in enumerate(joint)
        ):
            return i
    return named[-1]


def _back(items: Sequence[Item], start: int) -> Iterator[int]:
    """Indices before `start`, nearest first, to the clause's start."""
    i = start - 1
    while i > max(-1, start - _REACH):
        if items[i].text == ";":
            return
        i = over_aside(items, i, 0)
        yield i
        i -= 1


def _lead(items: Sequence[Item], i: int) -> str:
    """The word that leads the noun phrase of item i, over its article and adjectives."""
    k = i - 1
    while k >= 0 and (
        items[k].grammar in ("determiner", "other")
        or items[k].text in aid_words("filler")
        or not items[k].tags
    ):
        if items[k].is_sign or i - k > _LONGEST or items[k].text in aid_words("times"):
            return ""
        k -= 1
        if items[k + 1].grammar == "determiner":
            break
    return items[k].text if k >= 0 else ""


def _is_oblique(items: Sequence[Item], i: int) -> bool:
    """Whether a name stands in a phrase that makes it a place, a partner or a receiver."""
    lead = _lead(items, i)
    return lead in aid_words("oblique") and not (lead == "with" and _is_lender(items, i))


def _is_lender(items: Sequence[Item], i: int) -> bool:
    """Whether an institution lends by what was settled with it: "a deal with the World Bank"."""
    near = (item.text for item in items[max(0, i - _LONGEST) : i])
    return donor_at(items, i) in aid_words("lenders") and not aid_words("settled").isdisjoint(near)


def first_donor(items: Sequence[Item]) -> str | None:
    """The first donor that a sentence names, rather one that is no place or partner."""
    reach = min(len(items), _SENTENCE)
    named = [i for i in range(reach) if _is_likely(donor_at(items, i), items[i])]
    free = [i for i in named if not _is_oblique(items, i) and not is_aside(items, i)]
    return donor_at(items, free[0]) if free else None


def donor_of_lawmakers(items: Sequence[Item]) -> str | None:
    """Whose lawmakers hold up aid that their own country would give."""
    houses = (i for i, item in enumerate(items) if item.text in aid_words("lawmakers"))
    return next((donor for i in houses if (donor := donor_at(items, i)) is not None), None)


def _is_likely(donor: str | None, item: Item) -> bool:
    """Whether a name can be a donor where no deed tells: a group, or a country known to give."""
    return donor is not None and (own_currency(donor) is not None or other_country(item) is None)


def names_ukraine(item: Item) -> bool:
    """Whether an item names Ukraine, its people, its capital or its leaders."""
    tag = item.tags.get("actors")
    if tag is not None and tag.entry.get("actor") == "Ukraine":
        return True
    place = item.tags.get("places")
    return place is not None and place.entry.get("country") == "Ukraine"


def other_country(item: Item) -> str | None:
    """The country, not Ukraine, that an item names by its own name."""
    place = item.tags.get("places")
    if place is not None and place.entry.get("kind") == "country" and place.name != "Ukraine":
        return place.name
    name = item.text.removesuffix("'s")
    return name if name in aid_words("receiver") else None
