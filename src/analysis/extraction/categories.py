"""Whether victims are civilians or soldiers: by their noun, by who loses them, by the report."""

from __future__ import annotations

from typing import TYPE_CHECKING

from analysis.extraction.clause_sides import nation_in
from analysis.extraction.outcomes import role_of, words_of
from analysis.extraction.victims import has_had, has_losses, suffers

if TYPE_CHECKING:
    from collections.abc import Sequence

    from analysis.extraction.claims import Memory
    from analysis.extraction.counted import Counted
    from analysis.extraction.document import Document, Item
    from analysis.extraction.outcomes import Outcome

_NEAR = 3
_AN_ARMYS = 500
_REACH = 8
_RECENT = 3
_OPENING = 5
_CALLED = "category"
_AT = "category_at"
_ARTICLE = "article_category"


def category_of(items: Sequence[Item], c: Counted, outcome: Outcome) -> str | None:
    """Civilian or military where the sentence says so, else None."""
    comma = next((i for i in range(c.at, c.last) if items[i].text == ","), c.last)
    own = _category_in(items[c.first : comma + 1]) or _category_of_members(_members(items, c))
    own = own or _category_in(_predicate(items, c, outcome)) or _among(items, c)
    if own is None and outcome.rule == "state":  # "three [are] dead children"
        own = _category_in(items[outcome.cue_at + 1 : outcome.cue_at + 2])
    if own is not None:
        return own
    around = items[max(0, outcome.cue_at - _NEAR) : outcome.cue_at + 1]
    fought = not set(outcome.cue.split()).isdisjoint(words_of("battle"))
    fought = fought or _fought(items, c.last) or _fought(items, max(c.last, outcome.cue_at))
    if fought or _is_of_army(items, c, outcome):
        return _category_in(around) or "military"
    if outcome.rule in {"toll", "counted noun", "running total"}:
        behind = items[outcome.cue_at + 1 : min(outcome.cue_at + _OPENING, c.first)]
        return _category_in(around) or _category_in(behind)
    if _is_an_armys(c):
        return "military"
    return "civilian" if _tells_of_civilians(items[: c.first]) else None


def _is_an_armys(c: Counted) -> bool:
    """As in "75,000 Russians have been killed": so many of them are no civilians."""
    russians = any(head.text == "russians" for head in c.heads)
    return russians and c.quantity.value >= _AN_ARMYS


def _members(items: Sequence[Item], c: Counted) -> Sequence[Item]:
    """What the people are members of: "70,000 members of Russia's military"."""
    if (
        c.last + 1 < len(items)
        and items[c.last].text == "members"
        and items[c.last + 1].text == "of"
    ):
        return items[c.last + 2 : c.last + 6]
    return ()


def _category_of_members(items: Sequence[Item]) -> str | None:
    in_unit = any(item.text in words_of("army_units") for item in items)
    return _category_in(items) or ("military" if in_unit else None)


def _among(items: Sequence[Item], c: Counted) -> str | None:
    """Whose the victims are: "43,000 dead and 370,000 wounded among his troops"."""
    for i in range(c.last + 1, min(len(items), c.last + _REACH)):
        if items[i].is_sign:
            return None
        if items[i].text == "among":
            return _category_in(items[i + 1 : i + 5])
    return None


def _predicate(items: Sequence[Item], c: Counted, outcome: Outcome) -> Sequence[Item]:
    """What the victims are said to be: "three of the dead were children"."""
    if c.first > 1 and items[c.first - 1].text == "of" and items[c.first - 2].number is not None:
        return ()  # the M of "six of the 31 dead are children"
    told = outcome.rule in ("counted noun", "state") or c.total is not None
    last = max(c.last, outcome.cue_at if told else 0)
    if last + 1 < len(items) and items[last + 1].text == ",":
        last = _behind_aside(items, last + 1)
    if last + 1 < len(items) and items[last + 1].grammar == "be":
        return items[last + 2 : last + 5]
    return ()


def _behind_aside(items: Sequence[Item], comma: int) -> int:
    """The comma that closes the aside opened at `comma`, where a verb follows it."""
    for i in range(comma + 1, min(len(items) - 1, comma + 2 * _REACH)):
        if items[i].text == "," and items[i + 1].grammar == "be":
            return i
    return comma


def _fought(items: Sequence[Item], last: int) -> bool:
    """As in "159,000 people killed fighting for Russia", "killed in action"."""
    return any(item.text in words_of("battle") for item in items[last + 1 : last + 1 + _NEAR])


def _tells_of_civilians(items: Sequence[Item]) -> bool:
    """Whether civilians' fate was the subject: "the highest toll of civilians, with 12 killed"."""
    for i, item in enumerate(items):
        if item.text.startswith("civilian") and any(
            role_of(k) in ("noun", "toll") or k.text == "harm"
            for k in items[max(0, i - _NEAR) : i + 2]
        ):
            return True
    return False


def category_told_before(
    document: Document, index: int, c: Counted, outcome: Outcome, memory: Memory
) -> str | None:
    """The category of the victims told of before, where a number without a noun goes on.

    A report by those who count civilians only has them in all its figures.
    """
    if _ARTICLE not in memory.notes:
        memory.notes[_ARTICLE] = _article_category(document)
    if memory.notes[_ARTICLE]:
        return memory.notes[_ARTICLE]
    items = document.sentence(index).items
    at = memory.notes.get(_AT)
    if at is None or index - int(at) > _RECENT or c.heads or outcome.rule == "verb with object":
        return None
    if memory.notes[_CALLED] == "military" and not _names_place(items):
        return "military"
    return memory.notes[_CALLED] if c.part and index - int(at) == 1 else None


def remember_category(memory: Memory, index: int, category: str | None) -> None:
    """Keep a figure's category for the sentences that follow."""
    if category is None:
        memory.notes.pop(_AT, None)
    else:
        memory.notes[_CALLED], memory.notes[_AT] = category, str(index)


def _article_category(document: Document) -> str:
    """Civilian for a report by the monitors of human rights, who verify civilian victims."""
    opening = document.view[: document.spans[min(_OPENING, len(document.spans)) - 1][1]]
    counted = "civilian" in opening and any(word in opening for word in words_of("monitors"))
    return "civilian" if counted else ""


def _names_place(items: Sequence[Item]) -> bool:
    tags = (item.tags.get("places") for item in items)
    return any(tag is not None and tag.entry.get("kind") != "country" for tag in tags)


def _is_of_army(items: Sequence[Item], c: Counted, outcome: Outcome) -> bool:
    """Whether an army's losses are told: by the word itself, one before it, or who suffers them."""
    if outcome.losses:
        return True
    start = max(0, c.first - 2 * _REACH)
    before = range(c.first - 1, start - 1, -1)
    clause = next((i for i in before if items[i].grammar == "clause"), -1)
    for i in range(start, min(len(items), c.last + _REACH)):
        if i < c.first and _tells_losses(items[i]):
            return True
        if i <= clause:
            continue
        names = "actors" in items[i].tags and nation_in(items[i])
        if names and (suffers(items, i) or has_losses(items, i) or has_had(items, i, outcome)):
            return True
    return False


def _tells_losses(item: Item) -> bool:
    tag = item.tags.get("casualties")
    return tag is not None and tag.name == "loss"


def _category_in(items: Sequence[Item]) -> str | None:
    for item in items:
        tag = item.tags.get("people")
        if tag is not None and tag.entry.get("category"):
            return str(tag.entry.get("category"))
    return "military" if any(item.text == "military" for item in items) else None
