"""A number's verdict: which measure it has, by which rule and which words."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from analysis.extraction.lexicon import clause_words
from analysis.extraction.values import frozen

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from analysis.extraction.counted import Counted
    from analysis.extraction.document import Item, Sentence

_LIST_REACH = 24


@frozen
class Verdict:
    """The measure of a number, the rule that gave it, and where its cue word stands."""

    measure: str
    rule: str
    cue: str = ""
    at: int = -1


@dataclass(slots=True)
class Reading:
    """One sentence while its numbers are being read; verdicts are keyed by position in counted.

    before is the measure that the sentences before leave open; behind keeps what the verbs behind
    a number tell of it.
    """

    sentence: Sentence
    counted: list[Counted]
    before: str | None = None
    verdicts: dict[int, Verdict] = field(default_factory=dict)
    behind: dict[int, list[Verdict]] = field(default_factory=dict)
    items: Sequence[Item] = field(init=False)

    def __post_init__(self) -> None:
        self.items = self.sentence.items


def cue_at(items: Sequence[Item], i: int, rule: str, measure: str = "") -> Verdict:
    """The verdict that the word at i gives: its own measure, or the one stated."""
    tag = items[i].tags.get("strikes")
    return Verdict(
        measure or (str(tag.entry.get("measure")) if tag else ""), rule, items[i].text, i
    )


def role_of(item: Item) -> object:
    """The role of the item's word of strikes (strikes.toml), or None."""
    tag = item.tags.get("strikes")
    return tag.entry.get("role") if tag is not None else None


def is_hypothetical(items: Sequence[Item], i: int) -> bool:
    """Whether a word such as "could" or "expects" governs the cue at i."""
    for item in reversed(items[max(0, i - 3) : i]):
        if item.grammar == "modal":
            return True
        if item.is_sign or "speech" in item.tags:
            return False
    return False


def linked(reading: Reading, a: int, b: int) -> bool:
    """Whether the numbers a and b stand in one list: no verb or clause word between them.

    The verb that gave a its measure may stand between them.
    """
    items = reading.items
    verdict = reading.verdicts.get(a)
    first = max(reading.counted[a].last, verdict.at if verdict else -1) + 1
    last = reading.counted[b].first
    if last - first > (2 if _is_added(items, last) else 1) * _LIST_REACH:
        return False
    for i in _without_brackets(items, first, last):
        item = items[i]
        if _parts(items, i, last):
            return False
        if "casualties" in item.tags and "strikes" not in item.tags:
            return False
        if (
            item.text == "that"
            and i > 0
            and (items[i - 1].text == "," or items[i - 1].grammar == "conjunction")
        ):
            return False
        if item.grammar == "be" and not (
            _is_locative(items, i) or items[i - 1].grammar == "relative"
        ):
            return False
    return not (
        last - first > 1 and items[last - 1].text == "of" and "weapons" not in items[last - 2].tags
    )


def _is_added(items: Sequence[Item], last: int) -> bool:
    """Whether ", as well as" or the like adds the number that begins at item `last`."""
    return last > 1 and items[last - 2].text == "," and items[last - 1].grammar == "conjunction"


def _without_brackets(items: Sequence[Item], first: int, last: int) -> Iterator[int]:
    """Indices from first to last, but for brackets that hold no number: "(type unknown)"."""
    i = first
    while i < last:
        if items[i].text == "(":
            close = next((k for k in range(i, last) if items[k].text == ")"), i)
            if not any(item.number is not None for item in items[i:close]):
                i = close + 1
                continue
        yield i
        i += 1


def _parts(items: Sequence[Item], i: int, last: int) -> bool:
    """Whether a clause, a verb of other things or a statement at i parts the list."""
    item = items[i]
    if item.grammar in ("modal", "verb") or (item.grammar == "clause" and not _is_late(items, i)):
        return True
    return "speech" in item.tags and not _is_inserted(items, i, last)


def _is_late(items: Sequence[Item], i: int) -> bool:
    """Whether "before" or "since" ends its phrase: "fewer than a month before, as well as ..."."""
    return items[i].text in ("before", "since") and items[i + 1].is_sign


def _is_inserted(items: Sequence[Item], i: int, last: int) -> bool:
    """Whether the word of speech is put in: ", officials said, ", ", said the mayor, "."""
    if items[i + 1].text == ",":
        return True
    turned = i > 0 and items[i - 1].text == "," and items[i].text in clause_words("said")
    return turned and any(item.text == "," for item in items[i + 1 : last])


def _is_locative(items: Sequence[Item], i: int) -> bool:
    """Whether the form of be at i only tells where: "20 were in Moscow"."""
    return i + 1 < len(items) and items[i + 1].grammar in ("preposition", "by")
