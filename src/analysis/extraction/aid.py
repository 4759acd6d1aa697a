"""Aid for Ukraine: which sums of money were pledged, delivered or asked for, by whom, for what."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from itertools import pairwise
from typing import TYPE_CHECKING

from analysis.extraction.aid_context import (
    AGAIN,
    BEHIND,
    donor_behind,
    donor_told,
    measure_taken_up,
    note_sum,
    takes_up,
    told_again,
    told_behind,
    unreal_measure,
    would_go,
)
from analysis.extraction.aid_kinds import (
    first_kind,
    kind_named_before,
    kind_of_title,
    kind_of,
    kind_told_later,
)
from analysis.extraction.aid_measures import judge
from analysis.extraction.aid_nouns import DIFFERENCE, WHOLE, Verdict
from analysis.extraction.aid_receivers import (
    goes_elsewhere,
    is_aid,
    is_for_own_forces,
    is_spent_at_home,
    receives,
)
from analysis.extraction.claims import Claim, Memory
from analysis.extraction.donor_names import LENDERS, donor_at
from analysis.extraction.donors import (
    NOBODY,
    alliance_before,
    find_donor,
    first_donor,
    has_no_giver,
    names_ukraine,
    other_country,
    tells_of_members,
)
from analysis.extraction.money import (
    Amount,
    aid_words,
    donor_of_currency,
    find_amounts,
    in_dollars_of,
    is_money,
    may_hold_money,
    with_currency,
)

if TYPE_CHECKING:
    from collections.abc import Sequence

    from analysis.extraction.document import Document, Item

_CLOSE = 3
_SHORT = 3000
_LEAST = 10_000
_REMEMBERED = 8
_REFUSED = "no aid in"
_OWN_MONEY = ("UAH", "RUB")
_ASKERS = ("United Nations", "Red Cross")
_STRETCH = 8
_APART = 2
_NOTE_RULES = ("kind of aid", "noun of aid", "sum first")
_TOTAL_RULES = ("noun of aid", "total", "rank")
_RECEIVE = ("receiv",)


@dataclass(slots=True)
class _Scene:
    """A sentence with what tells whether its money is for Ukraine."""

    document: Document
    index: int
    memory: Memory
    items: Sequence[Item] = field(init=False)
    named: bool = field(init=False)
    aided: bool = field(init=False)
    near: bool = field(init=False)

    def __post_init__(self) -> None:
        self.items = self.document.sentence(self.index).items
        self.named = any(map(names_ukraine, self.items))
        self.aided = any(map(is_aid, self.items))
        last = self.memory.aid_index
        self.near = last is not None and self.index - last <= _CLOSE

    def told(self) -> bool:
        """Whether the two sentences before speak of aid and of Ukraine."""
        named = aided = False
        for k in range(self.index - 1, max(0, self.index - _CLOSE) - 1, -1):
            items = self.document.sentence(k).items
            named = named or any(map(names_ukraine, items))
            aided = aided or any(map(is_aid, items))
            if named and aided:
                return True
        return False

    def around(self) -> bool:
        """Whether Ukraine is named in the title or close before, or its aid not far before."""
        last = self.memory.aid_index
        if last is not None and self.index - last <= _REMEMBERED:
            return True
        near = {0, *range(max(0, self.index - _CLOSE), self.index)}
        return any(names_ukraine(item) for k in near for item in self.document.sentence(k).items)

    def is_note(self) -> bool:
        """Whether the text is a short one: on one matter, which it need not name again.

        A note that names Ukraine nowhere takes it for granted, unless it names another receiver.
        """
        return len(self.document.text) <= _SHORT


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
    scene = _Scene(document, index, memory)
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
            and _is_for_ukraine(scene, amount, verdict, is_told=bool(claims))
        ):
            claims.append(_claim(scene, amount, verdict, claims))
            before = verdict if verdict.rule != WHOLE or before is None else before
            note_sum(scene.items, claims[-1], memory)
        elif verdict is not None or not scene.near:
            before = None
        else:
            found = _going_on(scene, amount)
            claims += found
    claims = [claim for claim in claims if is_money(claim.quantity.unit)]
    if claims:
        memory.aid_index, memory.currency = index, claims[-1].quantity.unit
    return claims


def _note_own(scene: _Scene, amount: Amount, verdict: Verdict | None) -> None:
    """Keep the currency of a difference, and that a government spends a sum itself."""
    if verdict is not None and verdict.rule == DIFFERENCE and is_money(amount.quantity.unit):
        scene.memory.currency = amount.quantity.unit
    if verdict is not None and scene.items[verdict.at].tag("aid", "own budget") is not None:
        scene.memory.notes[_REFUSED] = str(scene.index)


def _goes_on_with_own(scene: _Scene) -> bool:
    """Whether "this includes" takes up what a government spends itself."""
    notes = scene.memory.notes
    if notes.get(_REFUSED) != str(scene.index - 1) or not takes_up(scene.items):
        return False
    notes[_REFUSED] = str(scene.index)
    return True


def _as_tracked(scene: _Scene, verdict: Verdict | None) -> Verdict | None:
    """The verdict; a total of those who count aid as it is committed is pledged."""
    if verdict is None or verdict.measure != "delivered" or verdict.rule not in _TOTAL_RULES:
        return verdict
    notes = scene.memory.notes
    if "tracker" not in notes:
        view = scene.document.view
        notes["tracker"] = "yes" if any(word in view for word in aid_words("trackers")) else ""
    return replace(verdict, measure="pledged") if notes["tracker"] else verdict


def _as_told(scene: _Scene, amount: Amount, verdict: Verdict | None) -> Verdict | None:
    """The verdict, by what came before where the sum takes that up or is named again."""
    if verdict is None:
        behind = told_behind(scene.document, scene.index, amount)
        return behind or told_again(scene.items, amount, scene.memory)
    unreal = unreal_measure(scene.items, amount, verdict)
    if unreal is not None:
        return replace(verdict, measure=unreal)
    if scene.near and scene.memory.aid_measure == "requested" and would_go(scene.items, amount):
        return replace(verdict, measure="requested")
    measure = measure_taken_up(scene.document, scene.index, verdict, amount, scene.memory)
    return replace(verdict, measure=measure) if measure else verdict


def _going_on(scene: _Scene, amount: Amount) -> list[Claim]:
    """A sum that goes on with the aid of the sentence before, by a word such as "a further"."""
    items = scene.items
    for i in range(amount.first, min(amount.last, amount.at + 4)):
        if items[i].grammar == "other" or items[i].text in aid_words("goes_on"):
            measure = scene.memory.aid_measure or "pledged"
            verdict = Verdict(measure, "goes on", items[i].text, i, "list")
            if _is_for_ukraine(scene, amount, verdict):
                return [_claim(scene, amount, verdict, [])]
    return []


# --- whether it is for Ukraine ------------------------------------------------------------------


def _is_for_ukraine(
    scene: _Scene, amount: Amount, verdict: Verdict, *, is_told: bool = False
) -> bool:
    """Whether the sum is for Ukraine; the weaker the verdict, the more must speak for it."""
    is_none = amount.quantity.unit in _OWN_MONEY or amount.quantity.value < _LEAST
    if is_none or goes_elsewhere(scene.items, amount, verdict):
        return False
    if verdict.rule in (AGAIN, BEHIND):
        return True
    is_at_home = not scene.named and is_spent_at_home(scene.items, amount)
    if is_at_home or is_for_own_forces(scene.document, scene.index, amount):
        return False
    if verdict.strength == "weak":
        return is_told or scene.near or _is_surely_aid(scene, amount, verdict)
    if scene.named or scene.near or scene.is_note():
        return True
    return scene.around() if verdict.strength == "noun" else scene.told()


def _is_surely_aid(scene: _Scene, amount: Amount, verdict: Verdict) -> bool:
    """Whether more than an everyday verb tells that the sum is aid for Ukraine."""
    items = scene.items
    beside = (*items[max(0, amount.at - 1) : amount.at], *items[amount.at + 1 : amount.at + 2])
    is_more = any(item.grammar == "other" for item in beside)
    is_aid = is_more or scene.aided
    if scene.named:
        is_received = receives(items, verdict, ukraine=True)
        return is_aid or is_received or _goes_to_ukraine(items, amount, verdict)
    if (is_aid and scene.told()) or (scene.aided and scene.around()):
        return True
    return scene.is_note() and (is_aid or verdict.rule in _NOTE_RULES)


def _goes_to_ukraine(items: Sequence[Item], amount: Amount, verdict: Verdict) -> bool:
    """Whether Ukraine is led by "to" or "for" behind the sum, or stands between verb and sum."""
    verb = verdict.at if verdict.at >= 0 else amount.at
    # Who is in need may stand farther off: "Ukraine is running out of cash, and needs".
    start = verb - _REMEMBERED if verdict.measure == "requested" else min(amount.at - 4, verb)
    for i in range(max(amount.first, start), min(amount.last, amount.at + 12)):
        led = any(item.text in aid_words("leads") for item in items[max(0, i - 3) : i])
        if names_ukraine(items[i]) and (i < amount.at or led):
            return True
    return False


# --- the claim ------------------------------------------------------------------------------


def _claim(scene: _Scene, amount: Amount, verdict: Verdict, before: Sequence[Claim]) -> Claim:
    memory = scene.memory
    if verdict.rule == AGAIN:
        donor = donor_told(amount, memory)
    elif verdict.rule == BEHIND:
        donor = donor_behind(scene.document, scene.index)
    else:
        donor = _donor(scene, amount, verdict, before)
    if donor is None and verdict.measure != "requested":
        donor = donor_of_currency(amount.quantity.unit)
    carried = _carried_kind(scene, verdict, before)
    category = kind_of(scene.items, amount, verdict, donor, carried) or _kind_elsewhere(
        scene, amount
    )
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


def _donor(scene: _Scene, amount: Amount, verdict: Verdict, before: Sequence[Claim]) -> str | None:
    """The donor that the sentence names, else that of the sum before, else the last one named."""
    found = find_donor(scene.document, scene.items, amount, verdict)
    if found == NOBODY and tells_of_members(scene.items, verdict.at):
        return alliance_before(scene.document, scene.index)
    if found == NOBODY or _is_joint(scene.items, amount):
        return None
    is_need = has_no_giver(verdict) and not _is_to_come(verdict)
    if verdict.measure == "requested" and (found in _ASKERS or is_need):
        return None
    found = found or _donor_of_part(scene.items, amount)
    if found is not None:
        is_share = verdict.rule == "whole of a part" and verdict.cue == "part"
        return None if is_share and found in LENDERS else found
    return _donor_around(scene, verdict, before)


def _donor_around(scene: _Scene, verdict: Verdict, before: Sequence[Claim]) -> str | None:
    """The donor of the sum before, or of the sentences before."""
    if _is_ownerless(scene.items, verdict):
        return None
    return before[-1].actor if before else _donor_before(scene, verdict)


def _is_joint(items: Sequence[Item], amount: Amount) -> bool:
    """Whether many give it: "part of a $115 billion international package", "the global total"."""
    if any(item.text in aid_words("joint") for item in items[amount.at + 1 : amount.at + 2]):
        return True
    summed = aid_words("cumulative") | aid_words("plain aid") | aid_words("goes_on")
    return any(
        a.text in aid_words("joint") and b.text in summed
        for a, b in pairwise(items[amount.first : amount.at])
    )


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


def _donor_before(scene: _Scene, verdict: Verdict) -> str | None:
    """The donor that the text named last; none for what Ukraine itself asks for."""
    if takes_up(scene.items) and scene.near:
        return scene.memory.donor
    if verdict.measure == "requested" and scene.named and not _is_to_come(verdict):
        return scene.memory.donor if _asks_its_own(scene.items, verdict) else None
    last = scene.memory.aid_index
    for k in range(scene.index - 1, max(scene.index - _CLOSE, -1 if last is None else last), -1):
        opening = first_donor(scene.document.sentence(k).items[:2])
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
    return verdict.cue.startswith((*_RECEIVE, "deci"))


def _asks_its_own(items: Sequence[Item], verdict: Verdict) -> bool:
    """Whether a donor's government asks its own parliament: "the administration is requesting"."""
    for i in range(verdict.at - 1, max(-1, verdict.at - _CLOSE), -1):
        if items[i].text in aid_words("own government"):
            return not any(map(names_ukraine, items[max(0, i - 2) : i]))
    return False


def _donor_behind(scene: _Scene) -> str | None:
    """In a short note, the donor that the sentences behind name."""
    if not scene.is_note():
        return None
    behind = range(scene.index + 1, len(scene.document.spans))
    named = (first_donor(scene.document.sentence(k).items) for k in behind)
    return next((name for name in named if name is not None), None)


def _recipient(scene: _Scene, amount: Amount) -> str:
    """Ukraine; with the country that "and" joins to it behind the sum."""
    items = scene.items
    for i in range(amount.at + 1, min(amount.last, amount.at + 10) - _APART):
        if names_ukraine(items[i]) and items[i + 1].text == "and":
            other = other_country(items[i + 2])
            if other is not None:
                return f"Ukraine and {other}"
    return "Ukraine"


def _kind_elsewhere(scene: _Scene, amount: Amount) -> str | None:
    """The kind by who asks or hands it out (the UN), else by what the next sentences tell."""
    opening = (item.tags.get("actors") for item in scene.items[:_STRETCH])
    if any(tag is not None and tag.entry.get("actor") in _ASKERS for tag in opening):
        return "humanitarian"
    later = kind_told_later(scene.document, scene.index, amount.quantity.value)
    if later is not None:
        return later
    found = None if scene.aided else kind_named_before(scene.document, scene.index)
    return found or kind_of_title(scene.document)


def _carried_kind(scene: _Scene, verdict: Verdict, before: Sequence[Claim]) -> str | None:
    """The kind of the sum before in the sentence, or of the sentence that this one goes on with."""
    if before:
        return before[-1].category
    if scene.near:
        return scene.memory.aid_category
    if verdict.strength == "list" and scene.index > 0:
        return first_kind(scene.document.sentence(scene.index - 1).items)
    return None
