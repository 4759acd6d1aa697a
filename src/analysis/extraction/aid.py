"""Aid for Ukraine: which sums of money were pledged, delivered or asked for, by whom, for what."""

from __future__ import annotations

from itertools import pairwise
from typing import TYPE_CHECKING

from analysis.extraction.aid_context import (
    AGAIN,
    BEHIND,
    donor_behind,
    donor_told,
    is_of_request,
    measure_taken_up,
    note_sum,
    sums_up_other,
    takes_up,
    told_again,
    told_before,
    told_behind,
)
from analysis.extraction.aid_counts import (
    counted_for,
    donor_counted,
    is_counted,
    is_tracked,
    reckoned,
)
from analysis.extraction.aid_kinds import (
    first_kind,
    kind_named_before,
    kind_of,
    kind_of_title,
    kind_told_later,
)
from analysis.extraction.aid_measures import judge
from analysis.extraction.aid_nouns import BILL, COLLECTED, DIFFERENCE, WHOLE, Verdict, role_of
from analysis.extraction.aid_pending import unreal_measure, would_go
from analysis.extraction.aid_receivers import goes_elsewhere, is_for_home
from analysis.extraction.aid_scene import Scene, is_for_ukraine
from analysis.extraction.aid_verbs import by_verb_before
from analysis.extraction.alliances import alliance_before, alliance_of_members, tells_of_members
from analysis.extraction.claims import Claim, Memory
from analysis.extraction.donor_bodies import gives_relief
from analysis.extraction.donor_names import donor_at, with_capitals
from analysis.extraction.donors import (
    NOBODY,
    donor_of_lawmakers,
    find_donor,
    first_donor,
    has_no_giver,
    names_ukraine,
    other_country,
)
from analysis.extraction.money import (
    Amount,
    aid_stems,
    aid_words,
    donor_of_currency,
    find_amounts,
    in_dollars_of,
    is_money,
    may_hold_money,
    with_currency,
)
from analysis.extraction.values import replace

if TYPE_CHECKING:
    from collections.abc import Sequence

    from analysis.extraction.document import Document, Item

_CLOSE = 3
_REMEMBERED = 8
_REFUSED = "no aid in"
_STRETCH = 8
_APART = 2
_TOTAL_RULES = ("noun of aid", "total", "rank")
_WAITING = ("vote to come", "bill of aid", "approval to come", "verb of lawmakers", "sum first")


def read_aid(document: Document, index: int, memory: Memory) -> list[Claim]:
    """The figures of aid in a sentence.

    Args:
        document: the article.
        index: which of its sentences.
        memory: what the sentences before left open; updated.
    """
    if not may_hold_money(document, index):
        return []
    amounts = find_amounts(document.sentence(index), memory.currency)
    if not amounts:
        return []
    scene = Scene(document, index, memory)
    claims: list[Claim] = []
    if _goes_on_with_own(scene):
        return []
    before: Verdict | None = None
    for amount in amounts:
        verdict = judge(scene.items, amount, before, memory.aid_measure if scene.near else None)
        _note_own(scene, amount, verdict)
        verdict = _as_told(scene, amount, _as_tracked(scene, verdict))
        if (
            verdict is not None
            and verdict.measure
            and is_for_ukraine(scene, amount, verdict, is_told=bool(claims))
        ):
            claims.append(_claim(scene, amount, verdict, claims))
            before = verdict if verdict.rule != WHOLE or before is None else before
            note_sum(scene.items, claims[-1], memory)
        elif verdict is not None or not scene.near:
            before = _listed(scene.items, amount, verdict)
        else:
            found = _going_on(scene, amount)
            claims += found
    claims = [claim for claim in claims if is_money(claim.quantity.unit)]
    if claims:
        memory.aid_index, memory.currency = index, claims[-1].quantity.unit
    return claims


def _listed(items: Sequence[Item], amount: Amount, verdict: Verdict | None) -> Verdict | None:
    """The verdict with which a list goes on for Ukraine, behind what others get or a whole bill.

    As in "$26 billion for Israel and $61 billion for Ukraine", "an $858 billion defense bill with".
    """
    if verdict is None or not any(map(names_ukraine, items[amount.at :])):
        return None
    if verdict.rule == BILL:
        found = by_verb_before(items, amount)
        return found or Verdict("pledged", BILL, verdict.cue, verdict.at, "list")
    is_other = goes_elsewhere(items, amount, verdict) or is_for_home(items, amount)
    return verdict if verdict.measure and is_other else None


def _note_own(scene: Scene, amount: Amount, verdict: Verdict | None) -> None:
    """Keep the currency of a difference, and that a government spends a sum itself."""
    if verdict is not None and verdict.rule == DIFFERENCE and is_money(amount.quantity.unit):
        scene.memory.currency = amount.quantity.unit
    if verdict is not None and scene.items[verdict.at].tag("aid", "own budget") is not None:
        scene.memory.notes[_REFUSED] = str(scene.index)


def _goes_on_with_own(scene: Scene) -> bool:
    """Whether "this includes" takes up what a government spends itself."""
    notes = scene.memory.notes
    if notes.get(_REFUSED) != str(scene.index - 1) or not takes_up(scene.items):
        return False
    notes[_REFUSED] = str(scene.index)
    return True


def _as_tracked(scene: Scene, verdict: Verdict | None) -> Verdict | None:
    """The verdict; a total of those who count aid as it is committed is pledged."""
    if verdict is None or verdict.measure != "delivered" or verdict.rule not in _TOTAL_RULES:
        return verdict
    memory = scene.memory
    is_told = memory.aid_index == scene.index - 1 and memory.aid_measure == "delivered"
    if is_told or not is_tracked(scene.document, memory.notes):
        return verdict
    return replace(verdict, measure="pledged")


def _as_told(scene: Scene, amount: Amount, verdict: Verdict | None) -> Verdict | None:
    """The verdict, by what came before where the sum takes that up or is named again."""
    if verdict is None:
        return _told_around(scene, amount)
    again = told_again(scene.items, amount, scene.memory) if verdict.strength == "weak" else None
    if again is not None:
        return again
    if sums_up_other(scene.document, scene.index, verdict, scene.memory):
        return replace(verdict, measure="")
    unreal = unreal_measure(scene.items, amount, verdict)
    if unreal is not None:
        return replace(verdict, measure=unreal)
    if scene.near and scene.memory.aid_measure == "requested" and would_go(scene.items, amount):
        return replace(verdict, measure="requested")
    measure = measure_taken_up(scene.document, scene.index, verdict, amount, scene.memory)
    return replace(verdict, measure=measure) if measure else verdict


def _told_around(scene: Scene, amount: Amount) -> Verdict | None:
    """The verdict on a sum that its own words leave open, by those around it or who counts it."""
    document, items, memory = scene.document, scene.items, scene.memory
    counted = counted_for(items, amount) if is_tracked(document, memory.notes) else None
    return (
        counted
        or (reckoned(items, amount) if scene.near else None)
        or told_before(document, scene.index, amount, memory)
        or told_behind(document, scene.index, amount)
        or told_again(items, amount, memory)
    )


def _going_on(scene: Scene, amount: Amount) -> list[Claim]:
    """A sum that goes on with the aid of the sentence before, by a word such as "a further"."""
    items = scene.items
    for i in range(amount.first, min(amount.last, amount.at + 4)):
        if items[i].grammar == "other" or items[i].text in aid_words("goes_on"):
            measure = scene.memory.aid_measure or "pledged"
            verdict = Verdict(measure, "goes on", items[i].text, i, "list")
            if is_for_ukraine(scene, amount, verdict):
                return [_claim(scene, amount, verdict, [])]
    return []


# --- the claim ------------------------------------------------------------------------------


def _claim(scene: Scene, amount: Amount, verdict: Verdict, before: Sequence[Claim]) -> Claim:
    memory = scene.memory
    if verdict.rule == AGAIN:
        donor = donor_told(amount, memory)
    elif verdict.rule == BEHIND:
        donor = donor_behind(scene.document, scene.index)
    elif is_counted(verdict):
        donor = donor_counted(scene.items, amount)
    else:
        donor = _donor(scene, amount, verdict, before)
    if donor is None and verdict.measure != "requested":
        donor = donor_of_currency(amount.quantity.unit)
    donor = with_capitals(scene.document, donor)
    carried = _carried_kind(scene, verdict, before)
    category = kind_of(scene.items, amount, verdict, donor, carried) or _kind_elsewhere(
        scene, amount
    )
    if category in (None, "financial") and gives_relief(donor):
        category = "humanitarian"
    recipient = _recipient(scene, amount)
    quantity = with_currency(amount.quantity, donor, scene.document, memory.notes)
    if before and _is_part(scene.items, amount):
        quantity = in_dollars_of(before[-1].quantity, quantity)
    memory.donor = donor or memory.donor
    memory.aid_measure, memory.aid_category = verdict.measure, category
    return Claim(
        "aid",
        verdict.measure,
        quantity,
        verdict.rule,
        " ".join(verdict.cue.split()),
        actor=donor,
        recipient=recipient,
        category=category,
        place=recipient,
    )


def _is_part(items: Sequence[Item], amount: Amount) -> bool:
    """Whether a sum is a part of the one before: "including $5 million", "$2 million of which"."""
    near = (*items[max(amount.first, amount.at - 3) : amount.at], *items[amount.at + 1 :][:2])
    return any(item.grammar in ("including", "which") for item in near)


def _donor(scene: Scene, amount: Amount, verdict: Verdict, before: Sequence[Claim]) -> str | None:
    """The donor that the sentence names, else that of the sum before, else the last one named."""
    found = find_donor(scene.document, scene.index, amount, verdict)
    if found == NOBODY and tells_of_members(scene.items, verdict.at):
        return alliance_of_members(scene.document, scene.index, verdict.at)
    if found == NOBODY or _is_joint(scene.items, amount):
        return None
    is_need = has_no_giver(verdict) and not _is_to_come(verdict)
    if verdict.measure == "requested" and (found in aid_words("askers") or is_need):
        return None
    found = found or _donor_of_part(scene.items, amount)
    if found is not None:
        is_share = verdict.rule == "whole of a part" and verdict.cue == "part"
        return None if is_share and found in aid_words("lenders") else found
    around = _donor_around(scene, verdict, before)
    return None if verdict.measure == "requested" and around in aid_words("askers") else around


def _donor_around(scene: Scene, verdict: Verdict, before: Sequence[Claim]) -> str | None:
    """The donor of the sum before, or of the sentences before."""
    if _is_ownerless(scene.items, verdict) or verdict.rule == COLLECTED:
        return None  # those who give are not the state told of before
    if verdict.cue in aid_words("blocking"):
        blocked = alliance_before(scene.document, scene.index) or scene.memory.donor
        return blocked or donor_of_lawmakers(scene.items)
    return before[-1].actor if before else _donor_before(scene, verdict)


def _is_joint(items: Sequence[Item], amount: Amount) -> bool:
    """Whether many give it: "part of a $115 billion international package", "the global total"."""
    if any(item.text in aid_words("joint") for item in items[amount.at + 1 : amount.at + 2]):
        return True
    summed = aid_words("cumulative") | aid_words("plain aid") | aid_words("goes_on")
    return any(
        a.text in aid_words("joint") and (b.text in summed or _is_of_all(a, b))
        for a, b in pairwise(items[amount.first : amount.at])
    )


def _is_of_all(group: Item, whole: Item) -> bool:
    """As in "an international package"; a "joint contribution" is of the givers named."""
    return group.text != "joint" and whole.tag("aid", "package") is not None


def _donor_of_part(items: Sequence[Item], amount: Amount) -> str | None:
    """The donor of a whole that the sentence divides: "Of the European sum, ..."."""
    if not items or items[0].text != "of":
        return None
    for i in range(1, min(amount.at, _STRETCH)):
        if items[i].text == ",":
            return None
        donor = donor_at(items, i)
        if donor is not None:
            return donor
    return None


def _is_ownerless(items: Sequence[Item], verdict: Verdict) -> bool:
    """Whether a sum opens the sentence as nobody's: "Commitments to Ukraine reached ..."."""
    is_noun = verdict.rule in ("noun of aid", "total") and verdict.at <= 1
    first = next((item for item in items if not item.is_sign), None)
    return is_noun and first is not None and first.text in aid_words("ownerless")


def _donor_before(scene: Scene, verdict: Verdict) -> str | None:
    """The donor that the text named last; none for what Ukraine itself asks for."""
    if scene.near and (takes_up(scene.items) or is_of_request(scene.items)):
        return scene.memory.donor
    if verdict.measure == "requested" and scene.named and _is_asked(scene.items, verdict):
        return scene.memory.donor if _asks_its_own(scene.items, verdict) else None
    last = scene.memory.aid_index
    for k in range(scene.index - 1, max(scene.index - _CLOSE, -1 if last is None else last), -1):
        opening = first_donor(scene.document.opening(k, 2))
        if opening:
            return opening
    if scene.memory.donor is not None and last is not None and scene.index - last <= _REMEMBERED:
        return scene.memory.donor
    for k in range(scene.index - 1, max(-1, scene.index - 4), -1):
        items = scene.document.sentence(k).items
        named = first_donor(items)
        if named:
            return named
    return (
        first_donor(scene.document.sentence(0).items) or scene.memory.donor or _donor_behind(scene)
    )


def _is_to_come(verdict: Verdict) -> bool:
    """Whether a donor has still to decide: "a decision on", "Ukraine may receive"."""
    return verdict.cue.startswith(aid_stems("awaited"))


def _is_asked(items: Sequence[Item], verdict: Verdict) -> bool:
    """Whether a sum is asked for, and no bill that waits for a vote or decision."""
    if _is_to_come(verdict) or verdict.rule in _WAITING:
        return False
    return verdict.at < 0 or role_of(items[verdict.at]) not in ("noun", "verb", "weak", "kind")


def _asks_its_own(items: Sequence[Item], verdict: Verdict) -> bool:
    """Whether a donor's government asks its own parliament: "the administration is requesting"."""
    for i in range(verdict.at - 1, max(-1, verdict.at - _STRETCH), -1):
        if items[i].text in (",", ";"):
            return False
        if items[i].text in aid_words("own government"):
            return not any(map(names_ukraine, items[max(0, i - 2) : i]))
    return False


def _donor_behind(scene: Scene) -> str | None:
    """In a short note, the donor that the sentences behind name."""
    if not scene.is_note():
        return None
    behind = range(scene.index + 1, len(scene.document.spans))
    named = (first_donor(scene.document.sentence(k).items) for k in behind)
    return next((name for name in named if name is not None), None)


def _recipient(scene: Scene, amount: Amount) -> str:
    """Ukraine; with the country that "and" joins to it behind the sum."""
    items = scene.items
    for i in range(amount.at + 1, min(amount.last, amount.at + 10) - _APART):
        if names_ukraine(items[i]) and items[i + 1].text == "and":
            other = other_country(items[i + 2])
            if other is not None:
                return f"Ukraine and {other}"
    return "Ukraine"


def _kind_elsewhere(scene: Scene, amount: Amount) -> str | None:
    """The kind by who asks or hands it out (the UN), else by what the next sentences tell."""
    opening = (item.tags.get("actors") for item in scene.items[:_STRETCH])
    if any(tag is not None and tag.entry.get("actor") in aid_words("askers") for tag in opening):
        return "humanitarian"
    later = kind_told_later(scene.document, scene.index, amount.quantity.value)
    if later is not None:
        return later
    found = None if scene.aided else kind_named_before(scene.document, scene.index)
    return found or kind_of_title(scene.document)


def _carried_kind(scene: Scene, verdict: Verdict, before: Sequence[Claim]) -> str | None:
    """The kind of the sum before in the sentence, or of the sentence that this one goes on with."""
    if before:
        return before[-1].category
    if scene.near:
        return "total" if _of_all_kinds(scene) else scene.memory.aid_category
    if verdict.strength == "list" and scene.index > 0:
        return first_kind(scene.document.sentence(scene.index - 1).items)
    return None


def _of_all_kinds(scene: Scene) -> bool:
    """Whether this sentence or the one before turns to "all kinds of aid together"."""
    spans = scene.document.spans[max(0, scene.index - 1) : scene.index + 1]
    told = scene.document.view[spans[0][0] : spans[-1][1]]
    return any(words in told for words in aid_words("all_kinds"))
