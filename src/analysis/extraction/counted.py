"""A number with the noun phrase that it counts: "11 Shahed-136s", "79 of the drones", "36 others"."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Sequence

    from analysis.extraction.document import Item, Sentence
    from analysis.extraction.quantities import Quantity

_MAX_ADJECTIVES = 6
_NOUNS = ("weapons", "people")
_STOPS = ("be", "relative", "clause", "preposition", "by", "modal", "negation", "pronoun", "including")
_FIRST = ("determiner", "other", "adverb")


@dataclass(frozen=True, slots=True)
class Counted:
    """A number of a sentence and its noun phrase.

    at is the number's index among the sentence's items; first and last are the indices of the
    phrase's first and last item; heads are its nouns that the lexicon knows; total is the index
    of the M of "N of M"; part tells "of them", "of the drones"; everyone tells "all 14".
    """

    at: int
    first: int
    last: int
    quantity: Quantity
    heads: tuple[Item, ...]
    total: int | None = None
    part: bool = False
    everyone: bool = False
    all_but: bool = False


def read_counted(sentence: Sentence) -> list[Counted]:
    """The sentence's numbers of things or people, each with its noun phrase, in order."""
    items = sentence.items
    return [_read_one(items, at) for at in sentence.numbers]


def _read_one(items: Sequence[Item], at: int) -> Counted:
    quantity = items[at].number
    assert quantity is not None  # noqa: S101 - numbers are the items that have one
    first, everyone, all_but = _beginning(items, at)
    last, heads, total, part = _phrase(items, at)
    return Counted(at, first, last, quantity, tuple(heads), total, part, everyone, all_but)


def _beginning(items: Sequence[Item], at: int) -> tuple[int, bool, bool]:
    """First item of the phrase, over the qualifier and "another", "the remaining", "all"."""
    quantity = items[at].number
    begin = quantity.qualifier_start if quantity else items[at].start
    first, everyone, all_but = at, False, False
    while first > 0:
        before = items[first - 1]
        if before.is_grammar("all", "allbut"):
            everyone, all_but = before.is_grammar("all"), before.is_grammar("allbut")
        elif before.start < begin and not before.is_grammar(*_FIRST):
            if before.text not in ("total of", "total", "of") or items[first - 1].start >= begin:
                break
            if not _is_total_of(items, first):
                break
        first -= 1
    return first, everyone, all_but


def _is_total_of(items: Sequence[Item], first: int) -> bool:
    """Whether "a total of" stands right before item `first`."""
    words = [item.text for item in items[max(0, first - 2) : first]]
    return words == ["total", "of"] or words[-1:] == ["total"]


def _phrase(items: Sequence[Item], at: int) -> tuple[int, list[Item], int | None, bool]:
    """Last item, known nouns, index of the total and whether the number is a part of something."""
    last, heads, part, plain = at, [], False, 0
    i = at + 1
    while i < len(items):
        item = items[i]
        if item.number is not None:
            return last, heads, i if part and i - last <= _MAX_ADJECTIVES else None, part
        if item.text == "of" or item.text == "out of":
            if heads or part:
                break
            part = True
        elif part and item.is_grammar("pronoun"):
            last = i
        elif item.is_grammar("determiner", "other"):
            if heads and not item.is_grammar("other"):
                break
            last = i if not part or not item.is_grammar("determiner") else last
        elif _is_noun(items, i):
            heads.append(item)
            last, plain = i, 0
        elif not _continues(items, i, heads, plain):
            break
        else:
            plain += 1
        i += 1
    return last, heads, None, part


def _is_noun(items: Sequence[Item], i: int) -> bool:
    return any(kind in items[i].tags for kind in _NOUNS)


def _continues(items: Sequence[Item], i: int, heads: list[Item], plain: int) -> bool:
    """Whether item i, which is no known noun, can stand inside the noun phrase."""
    item = items[i]
    if item.is_grammar(*_STOPS) or plain >= _MAX_ADJECTIVES:
        return False
    if item.is_grammar("conjunction"):
        return _noun_follows(items, i + 1)
    if item.is_sign:
        return item.text in "-\"'/[]" or (item.text == "," and bool(heads) and _is_next_noun(items, i))
    tag = item.tags.get("strikes") or item.tags.get("casualties")
    if tag is not None:
        return not heads and _is_next_noun(items, i)
    return not heads or _noun_follows(items, i)


def _is_next_noun(items: Sequence[Item], i: int) -> bool:
    return i + 1 < len(items) and _is_noun(items, i + 1)


def _noun_follows(items: Sequence[Item], i: int) -> bool:
    """Whether a known noun follows within a few adjectives, with no number or verb before it."""
    for item in items[i : i + 4]:
        if any(kind in item.tags for kind in _NOUNS):
            return True
        if item.number is not None or item.is_sign or item.is_grammar(*_STOPS, "determiner", "of"):
            return False
        if "strikes" in item.tags or "casualties" in item.tags:
            return False
    return False
