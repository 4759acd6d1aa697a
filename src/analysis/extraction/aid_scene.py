"""Whether a sum is for Ukraine: what its sentence and those before it tell."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from analysis.extraction.aid_context import AGAIN, BEHIND, is_known
from analysis.extraction.aid_counts import is_counted
from analysis.extraction.aid_nouns import COLLECTED
from analysis.extraction.aid_receivers import (
    goes_elsewhere,
    is_aid,
    is_for_home,
    is_for_own_forces,
    is_own_spending,
    is_spent_at_home,
    is_turned_to_other,
    receives,
)
from analysis.extraction.donors import names_ukraine
from analysis.extraction.money import aid_words
from analysis.extraction.values import replace

if TYPE_CHECKING:
    from collections.abc import Sequence

    from analysis.extraction.aid_nouns import Verdict
    from analysis.extraction.claims import Memory
    from analysis.extraction.document import Document, Item
    from analysis.extraction.money import Amount

_CLOSE = 3
_SHORT = 3000
_LEAST = 10_000
_REMEMBERED = 8
_NOTE_RULES = ("kind of aid", "noun of aid", "sum first")


@dataclass(slots=True)
class Scene:
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

    def recent(self) -> bool:
        """Whether aid for Ukraine was told of not far before."""
        last = self.memory.aid_index
        return last is not None and self.index - last <= _REMEMBERED

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


def is_for_ukraine(
    scene: Scene, amount: Amount, verdict: Verdict, *, is_told: bool = False
) -> bool:
    """Whether the sum is for Ukraine; the weaker the verdict, the more must speak for it."""
    is_none = amount.quantity.unit in aid_words("own money") or amount.quantity.value < _LEAST
    if is_none or is_counted(verdict) or goes_elsewhere(scene.items, amount, verdict):
        return is_counted(verdict) and not is_none
    if verdict.rule in (AGAIN, BEHIND):
        return True
    if _is_for_others(scene, amount, verdict):
        return False
    if is_known(amount, scene.memory):
        return True
    if verdict.strength == "weak":
        return is_told or scene.near or _is_surely_aid(scene, amount, verdict)
    return scene.named or scene.near or scene.is_note() or _is_told_around(scene, verdict)


def _is_for_others(scene: Scene, amount: Amount, verdict: Verdict) -> bool:
    """Whether a sum is for a donor's own people or forces, or for whom the text turned to."""
    return (
        (not scene.named and is_spent_at_home(scene.items, amount))
        or is_for_home(scene.items, amount)
        or is_own_spending(scene.items, verdict)
        or is_turned_to_other(scene.document, scene.index)
        or is_for_own_forces(scene.document, scene.index, amount)
    )


def _is_told_around(scene: Scene, verdict: Verdict) -> bool:
    """Whether the sentences around tell that a sum is for Ukraine."""
    if verdict.rule == COLLECTED and scene.recent():
        return True
    return scene.around() if verdict.strength == "noun" else scene.told()


def _is_surely_aid(scene: Scene, amount: Amount, verdict: Verdict) -> bool:
    """Whether more than an everyday verb tells that the sum is aid for Ukraine."""
    items = scene.items
    beside = (*items[max(0, amount.at - 1) : amount.at], *items[amount.at + 1 : amount.at + 2])
    is_more = any(item.grammar == "other" for item in beside)
    is_aid = is_more or scene.aided
    if scene.named:
        is_received = receives(items, verdict, ukraine=True)
        is_aid = is_aid or any(item.tag("aid", "humanitarian purpose") for item in items)
        if verdict.rule == COLLECTED:
            amount = replace(amount, last=len(items))  # "has raised £10m and spent £4m in Ukraine"
        is_sure = is_aid or is_received or _goes_to_ukraine(items, amount, verdict)
        return is_sure or scene.told()
    if (is_aid and scene.told()) or (scene.aided and scene.around()):
        return True
    return scene.is_note() and (is_aid or verdict.rule in _NOTE_RULES)


def _goes_to_ukraine(items: Sequence[Item], amount: Amount, verdict: Verdict) -> bool:
    """Whether Ukraine is led by "to" or "for" behind the sum, or stands between verb and sum."""
    verb = verdict.at if verdict.at >= 0 else amount.at
    if any(map(names_ukraine, items[amount.at + 1 : min(amount.last, amount.at + 2)])):
        return True  # "a $13.6 billion Ukraine bill"
    # Who is in need may stand farther off: "Ukraine is running out of cash, and needs".
    start = verb - _REMEMBERED if verdict.measure == "requested" else min(amount.at - 4, verb)
    for i in range(max(amount.first, start), min(amount.last, amount.at + 12)):
        led = any(item.text.split()[-1] in aid_words("leads") for item in items[max(0, i - 3) : i])
        if names_ukraine(items[i]) and (i < amount.at or led):
            return True
    return False
