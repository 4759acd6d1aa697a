"""Aid for Ukraine: which sums of money were pledged, delivered or asked for, by whom, for what."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING

from analysis.extraction.aid_measures import Verdict, judge
from analysis.extraction.claims import Claim, Memory
from analysis.extraction.donors import NO_GIVER, donor_at, find_donor, names_ukraine, other_country
from analysis.extraction.money import Amount, find_amounts, with_currency

if TYPE_CHECKING:
    from collections.abc import Sequence

    from analysis.extraction.document import Document, Item

_CLOSE = 3
_REMEMBERED = 8
_ASKERS = ("United Nations", "Red Cross")
_KINDS = ("military", "financial", "humanitarian")
_LENDERS = ("IMF", "World Bank", "EBRD", "European Investment Bank")
_RECEIVE = ("receiv", "get", "got")
_GOES_ON = frozenset(("remaining", "slice", "separately", "meanwhile", "rest", "sum", "figure", "amount"))


@dataclass(slots=True)
class _Scene:
    """A sentence with what tells whether its money is for Ukraine."""

    document: Document
    index: int
    memory: Memory
    items: Sequence[Item] = field(init=False)
    named: bool = field(init=False)
    near: bool = field(init=False)

    def __post_init__(self) -> None:
        self.items = self.document.sentence(self.index).items
        self.named = any(names_ukraine(item) for item in self.items)
        last = self.memory.aid_index
        self.near = last is not None and self.index - last <= _CLOSE

    def told(self) -> bool:
        """Whether the two sentences before speak of aid and of Ukraine."""
        before = [self.document.sentence(k).items for k in range(max(0, self.index - _CLOSE), self.index)]
        words = [item for items in before for item in items]
        return any(names_ukraine(w) for w in words) and any(_is_aid(w) for w in words)

    def around(self) -> bool:
        """Whether Ukraine is named in the title or in the two sentences before."""
        near = {0, *range(max(0, self.index - _CLOSE), self.index)}
        return any(names_ukraine(item) for k in near for item in self.document.sentence(k).items)

    def is_note(self) -> bool:
        """Whether the text never names Ukraine: a note on aid that takes it for granted."""
        view = self.document.view
        return "ukrain" not in view and "kyiv" not in view and "kiev" not in view


def _is_aid(item: Item) -> bool:
    tag = item.tag("aid")
    return tag is not None and bool(tag.entry.get("strong"))


def read_aid(document: Document, index: int, memory: Memory) -> list[Claim]:
    """The figures of aid in a sentence.

    Args:
        document: the article.
        index: which of its sentences.
        memory: what the sentences before left open; updated.
    """
    amounts = find_amounts(document.sentence(index), memory.currency)
    if not amounts:
        return []
    memory.currency = amounts[-1].quantity.unit
    scene = _Scene(document, index, memory)
    claims: list[Claim] = []
    before: Verdict | None = None
    for amount in amounts:
        verdict = judge(scene.items, amount, before, memory.aid_measure if scene.near else None)
        if verdict is not None and verdict.measure and _is_for_ukraine(scene, amount, verdict):
            claims.append(_claim(scene, amount, verdict, claims))
            before = verdict
        elif verdict is not None or not scene.near:
            before = None
        else:
            found = _going_on(scene, amount)
            claims += found
    if claims:
        memory.aid_index = index
    return claims


def _going_on(scene: _Scene, amount: Amount) -> list[Claim]:
    """A sum that goes on with the aid of the sentence before, by a word such as "a further"."""
    items = scene.items
    for i in range(amount.first, min(amount.last, amount.at + 4)):
        if items[i].is_grammar("other") or items[i].text in _GOES_ON:
            measure = scene.memory.aid_measure or "pledged"
            verdict = Verdict(measure, "goes on", items[i].text, i, "list")
            if _is_for_ukraine(scene, amount, verdict):
                return [_claim(scene, amount, verdict, [])]
    return []


# --- whether it is for Ukraine ------------------------------------------------------------------


def _is_for_ukraine(scene: _Scene, amount: Amount, verdict: Verdict) -> bool:
    if _goes_elsewhere(scene.items, amount, verdict):
        return False
    if verdict.strength == "noun":
        return scene.named or scene.near or scene.around() or scene.is_note()
    if verdict.strength == "verb":
        return scene.named or scene.near or scene.told() or scene.is_note()
    if verdict.strength == "list":
        return scene.near or scene.told() or scene.named or scene.is_note()
    is_aid = any(_is_aid(item) for item in scene.items) or _is_more(scene.items, amount)
    if scene.named:
        return is_aid or _receives(scene.items, verdict, ukraine=True) or _goes_to_ukraine(scene.items, amount, verdict) or scene.near
    return scene.near or (is_aid and scene.told()) or (is_aid and scene.is_note())


def _goes_to_ukraine(items: Sequence[Item], amount: Amount, verdict: Verdict) -> bool:
    """ "to Ukraine", "for Kyiv" behind the sum, or Ukraine between verb and sum."""
    first = min(amount.at, verdict.at if verdict.at >= 0 else amount.at)
    for i in range(first, min(amount.last, amount.at + 12)):
        if names_ukraine(items[i]) and (i < amount.at or _is_led(items, i)):
            return True
    return False


def _is_led(items: Sequence[Item], i: int) -> bool:
    return any(item.text in ("to", "for", "in", "on", "help", "support") for item in items[max(0, i - 3) : i])


def _goes_elsewhere(items: Sequence[Item], amount: Amount, verdict: Verdict) -> bool:
    """Another country receives it: "$26.3bn for Israel", "Egypt will receive a loan"."""
    stretch = items[amount.at + 1 : min(amount.last, amount.at + 9)]
    if any(names_ukraine(item) for item in stretch):
        return False
    for k, item in enumerate(stretch):
        if item.text in ("for", "to") and any(other_country(other) for other in stretch[k + 1 : k + 3]):
            return True
    if 0 <= verdict.at < amount.at:
        between = items[verdict.at + 1 : amount.at]
        if any(other_country(item) for item in between) and not any(names_ukraine(i) for i in between):
            return verdict.strength != "list" and not any(i.text in ("by", "from", "in", "at", "with") for i in between)
    return _receives(items, verdict, ukraine=False)


def _receives(items: Sequence[Item], verdict: Verdict, *, ukraine: bool) -> bool:
    """Whether Ukraine, or else another country, is the one that receives."""
    if not verdict.cue.startswith(_RECEIVE):
        return False
    for item in reversed(items[max(0, verdict.at - 6) : verdict.at]):
        if names_ukraine(item):
            return ukraine
        if other_country(item):
            return not ukraine
    return False


def _is_more(items: Sequence[Item], amount: Amount) -> bool:
    """ "another $2 billion": more of what was told before."""
    return amount.at > 0 and items[amount.at - 1].is_grammar("other")


# --- the claim ------------------------------------------------------------------------------


def _claim(scene: _Scene, amount: Amount, verdict: Verdict, before: Sequence[Claim]) -> Claim:
    memory = scene.memory
    donor = _donor(scene, amount, verdict, before)
    category = _category(scene, amount, verdict, donor, before)
    recipient = _recipient(scene, amount)
    quantity = with_currency(amount.quantity, donor, scene.document)
    memory.donor = donor or memory.donor
    memory.aid_measure, memory.aid_category = verdict.measure, category
    return Claim(
        "aid", verdict.measure, quantity, verdict.rule, verdict.cue,
        actor=donor, recipient=recipient, category=category, place=recipient,
    )


def _donor(
    scene: _Scene, amount: Amount, verdict: Verdict, before: Sequence[Claim]
) -> str | None:
    """The donor that the sentence names, else that of the sum before, else the last one named."""
    found = find_donor(scene.document, scene.items, amount, verdict)
    if verdict.measure == "requested" and (found in _ASKERS or verdict.cue.startswith(NO_GIVER)):
        return None
    if found is not None:
        return found
    if before:
        is_part = amount.at > 2 and [i.text for i in scene.items[amount.at - 3 : amount.at]] == ["part", "of", "a"]
        return None if is_part else before[-1].actor
    return _donor_before(scene, verdict)


def _donor_before(scene: _Scene, verdict: Verdict) -> str | None:
    """The donor that the text named last; none for what Ukraine itself asks for."""
    if verdict.measure == "requested" and scene.named:
        return None
    last = scene.memory.aid_index
    if scene.memory.donor is not None and last is not None and scene.index - last <= _REMEMBERED:
        return scene.memory.donor
    for k in range(scene.index - 1, max(-1, scene.index - 4), -1):
        items = scene.document.sentence(k).items
        named = [name for i in range(len(items)) if (name := donor_at(items, i)) is not None]
        if named:
            return named[0]
    title = scene.document.sentence(0).items
    return next((name for i in range(len(title)) if (name := donor_at(title, i)) is not None), scene.memory.donor)


def _recipient(scene: _Scene, amount: Amount) -> str:
    """Ukraine; with the country that "and" joins to it behind the sum."""
    items = scene.items
    for i in range(amount.at + 1, min(amount.last, amount.at + 10) - 2):
        if names_ukraine(items[i]) and items[i + 1].text == "and":
            other = other_country(items[i + 2])
            if other is not None:
                return f"Ukraine and {other}"
    return "Ukraine"


def _category(
    scene: _Scene, amount: Amount, verdict: Verdict, donor: str | None, before: Sequence[Claim]
) -> str | None:
    items = scene.items
    own = _kinds(items, amount.at + 1, min(amount.last, amount.at + 12))
    if len(own) > 1 and _is_listed(items, amount):
        return "total"
    if own:
        return own[0]
    ahead = _kinds(items, max(amount.first, amount.at - 12), amount.at)
    if ahead:
        return ahead[-1]
    if donor in _LENDERS:
        return "financial"
    if _is_sum_of_all(items, amount):
        return "total"
    if before:
        return before[-1].category
    rest = _kinds(items, amount.at + 1, amount.last)
    if rest:
        return rest[0]
    goes_on = scene.near and verdict.strength == "list"
    return scene.memory.aid_category if goes_on else None


def _kinds(items: Sequence[Item], first: int, last: int) -> list[str]:
    """The kinds of aid that a stretch names, in order, each once."""
    found: list[str] = []
    for item in items[first:last]:
        tag = item.tag("aid")
        kind = str(tag.entry.get("category") or "") if tag is not None else ""
        if not kind and "weapons" in item.tags:
            kind = "military"
        if kind in _KINDS and kind not in found:
            found.append(kind)
        if item.text == ";":
            break
    return found


def _is_listed(items: Sequence[Item], amount: Amount) -> bool:
    """Whether two kinds stand side by side: "military, financial and humanitarian aid"."""
    kinds = [
        i for i in range(amount.at + 1, min(amount.last, amount.at + 12))
        if (tag := items[i].tag("aid")) is not None and tag.entry.get("category")
    ]
    return any(b - a == 2 and (items[a + 1].text == "," or items[a + 1].is_grammar("conjunction")) for a, b in zip(kinds, kinds[1:], strict=False))


def _is_sum_of_all(items: Sequence[Item], amount: Amount) -> bool:
    """Whether the sum is all aid since a day, or said to be the total."""
    if any(item.text == "since" for item in items):
        return True
    near = items[max(amount.first, amount.at - 6) : amount.at + 4]
    return any(item.text in ("total", "totals", "a total of", "in total", "overall", "altogether") for item in near)
