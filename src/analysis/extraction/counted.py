"""A number with the noun phrase it counts: "11 Shahed-136s", "79 of the drones", "36 others"."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from analysis.extraction.lexicon import clause_stems, clause_words
from analysis.extraction.values import frozen, replace

if TYPE_CHECKING:
    from collections.abc import Sequence

    from analysis.extraction.document import Item
    from analysis.extraction.quantities import Quantity

_MAX_ADJECTIVES = 6
_LONG_OF = 8
_PLUS = ("plus", "+")
_JOINS = ("and", "or", "&")
_STOPS = {
    "be",
    "have",
    "relative",
    "clause",
    "preposition",
    "by",
    "modal",
    "negation",
    "pronoun",
    "including",
}
_ENDS_NOUN = {*_STOPS, "determiner", "of", "all", "allbut"}
_FIRST = {"determiner", "other", "adverb"}
_VERBAL = frozenset(("grammar", "strikes", "casualties", "weapons", "people", "speech", "actors"))
_PLAIN = frozenset(("grammar", "strikes", "casualties", "speech"))


@frozen
class Counted:
    """A number of a sentence and its noun phrase.

    at is the number's index among the sentence's items; first and last are the indices of the
    phrase's first and last item; heads are its nouns that the lexicon knows; total is the index
    of the M of "N of M"; part tells "of them", "of the drones"; everyone tells "all 14"; elided
    tells that no noun follows ("shot down 71"), so that the noun stands elsewhere.
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
    elided: bool = False


def read_counted(items: Sequence[Item], numbers: Sequence[int]) -> list[Counted]:
    """The numbers of a sentence, each with its noun phrase, in order."""
    found = [read_one(items, at, quantity) for at in numbers if (quantity := items[at].number)]
    for n in range(1, len(found)):
        if found[n - 1].all_but and _is_joined(items, found[n - 1], found[n]):
            found[n] = replace(found[n], all_but=True)
    return found


def _is_joined(items: Sequence[Item], before: Counted, one: Counted) -> bool:
    """Whether "and" alone stands between: "all but 26 drones and 31 missiles"."""
    between = items[before.last + 1 : one.first]
    is_plain = before.total is None and not before.part and one.total is None and not one.part
    return is_plain and bool(one.heads) and len(between) == 1 and between[0].text == "and"


def read_one(items: Sequence[Item], at: int, quantity: Quantity) -> Counted:
    """The number at item `at` with its noun phrase."""
    first, everyone, all_but = _beginning(items, at)
    if at + 1 < len(items) and items[at + 1].grammar == "ratio":  # "ten times more missiles"
        return Counted(at, first, at, quantity, ())
    last, heads, total, part = _phrase(items, at)
    if heads and total is None:
        total = _total_behind(items, last)
    if heads and _is_modifier(items, last, quantity.value):
        heads, last = [], at
        return Counted(at, first, last, quantity, ())
    elided = not heads and _is_elided(items, last, part=part and last == at)
    return Counted(at, first, last, quantity, tuple(heads), total, part, everyone, all_but, elided)


def _total_behind(items: Sequence[Item], last: int) -> int | None:
    """The M of "four missiles of six", which has no noun of its own."""
    if last + 2 >= len(items) or items[last + 1].text not in ("of", "out of"):
        return None
    behind = items[last + 3] if last + 3 < len(items) else None
    bare = behind is None or behind.is_sign or not _PLAIN.isdisjoint(behind.tags)
    return last + 2 if items[last + 2].number is not None and bare else None


def _is_elided(items: Sequence[Item], last: int, *, part: bool) -> bool:
    """Whether no noun of its own follows: the next item is a sign, a verb or a function word.

    part tells that "of" and something unknown follow ("one of its largest").
    """
    if last + 1 >= len(items):
        return True
    item = items[last + 1]
    if part or item.grammar in ("compound", "area") or is_event(item):
        return False
    if _is_adjective(items, last + 1) or _is_publication(item):
        return False
    return item.is_sign or item.number is not None or not _PLAIN.isdisjoint(item.tags)


def _is_publication(item: Item) -> bool:
    """Whether a word of speech is a noun here: "one post", not "28 reported"."""
    tag = item.tags.get("speech")
    return tag is not None and tag.form == "base" and bool(tag.entry.get("noun"))


def _is_adjective(items: Sequence[Item], i: int) -> bool:
    """Whether the participle at i describes a noun behind it: "1,550 deployed warheads"."""
    tag = items[i].tags.get("strikes")
    if tag is None or tag.form != "past" or i + 1 >= len(items):
        return False
    noun = items[i + 1]
    return not noun.tags and noun.text.endswith("s") and noun.text.isalpha()


def _is_modifier(items: Sequence[Item], last: int, value: float) -> bool:
    """Whether the known noun only describes the one that is counted: "40 missile strikes"."""
    head = items[last]
    if last + 1 >= len(items) or "weapons" not in head.tags:
        return False
    after = items[last + 1]
    if head.tags["weapons"].entry.get("model"):  # "16 HIMARS launchers", but "two Storm Shadow hit"
        return after.grammar == "compound"
    if value != 1 and head.text.endswith("s"):
        return False
    if after.grammar == "compound" or is_event(after):
        return True
    if after.grammar == "conjunction" and last + 2 < len(items) and is_event(items[last + 2]):
        return True  # "one of the worst drone and missile attacks"
    unknown = not after.is_sign and after.number is None and _VERBAL.isdisjoint(after.tags)
    return unknown and (value != 1 or after.text.endswith("s"))


def is_ratio(items: Sequence[Item], c: Counted) -> bool:
    """As in "three in five of the casualties", "three wounded soldiers for every one killed"."""
    if c.at and items[c.at - 1].text == "every":
        return True
    behind = [item.text for item in items[c.last + 1 : c.last + 6]]
    each = next((k for k, text in enumerate(behind) if text in {"every", "each"}), 0)
    if each and behind[each - 1] == "for":
        return True
    return _opens_ratio(items, c.at) or _opens_ratio(items, c.at - 2)


def _opens_ratio(items: Sequence[Item], a: int) -> bool:
    """Whether the item at a is the number of "three in five"."""
    if a < 0 or a + 2 >= len(items) or items[a + 1].text != "in":
        return False
    is_number = items[a].number is not None or items[a].text == "one"
    return is_number and items[a + 2].number is not None and not items[a].text.isdigit()


def is_event(item: Item) -> bool:
    """Whether it is a noun of an attack, whose weapons are counted beside it."""
    tag = item.tags.get("strikes")
    return tag is not None and (
        tag.entry.get("role") == "event" or item.text in ("strike", "strikes")
    )


def _beginning(items: Sequence[Item], at: int) -> tuple[int, bool, bool]:
    """First item of the phrase, over the qualifier and "another", "the remaining", "all"."""
    quantity = items[at].number
    begin = quantity.qualifier_start if quantity else items[at].start
    first, everyone, all_but = at, False, False
    while first > 0:
        before = items[first - 1]
        if before.grammar in ("all", "allbut"):
            everyone, all_but = before.grammar == "all", before.grammar == "allbut"
        elif (
            before.start < begin and before.grammar not in _FIRST and not _is_total_of(items, first)
        ):
            break
        first -= 1
    return first, everyone, all_but


def _is_total_of(items: Sequence[Item], first: int) -> bool:
    """Whether "a total of", or the part of it so far, stands right before item `first`."""
    if not items[first - 1].text.endswith("of") and items[first].text != "of":
        return False
    words = " ".join(item.text for item in items[max(0, first - 3) : first])
    if words.endswith(clause_stems("sum_of")):
        return True
    return items[first].text == "of" and f"{words} of".endswith(clause_stems("sum_of"))


@dataclass(slots=True)
class _Phrase:
    """A noun phrase while it is read: its last item, known nouns, and whether it is a part."""

    last: int
    heads: list[Item] = field(default_factory=list)
    part: bool = False
    unknown: int = 0


def _phrase(items: Sequence[Item], at: int) -> tuple[int, list[Item], int | None, bool]:
    """Last item, known nouns, index of the total and whether the number is a part of something."""
    phrase = _Phrase(at)
    for i in range(at + 1, len(items)):
        number = items[i].number
        if number is not None and number.age and not (phrase.heads or phrase.part):
            continue  # "two 13-year-old girls"
        if number is not None:
            total = i if phrase.part and i - phrase.last <= _MAX_ADJECTIVES else None
            return phrase.last, phrase.heads, total, phrase.part
        if not (_takes_part(phrase, items, i) or _takes_noun(phrase, items, i)):
            break
    return phrase.last, phrase.heads, None, phrase.part


def _takes_part(phrase: _Phrase, items: Sequence[Item], i: int) -> bool:
    """Whether item i goes on with "of them", "of the", "more"; noted in the phrase."""
    item = items[i]
    if item.text in clause_words("part_of"):
        if phrase.heads or phrase.part or (phrase.unknown and len(item.text) < _LONG_OF):
            return False  # "four kinds of missile" counts kinds
        phrase.part = True
        phrase.last = i if item.text.startswith("of w") else phrase.last
        return True
    if item.grammar == "other" or (phrase.part and not phrase.heads and _refers_back(item)):
        phrase.last = i
        return True
    return item.grammar == "determiner" and phrase.part and not phrase.heads


def _takes_noun(phrase: _Phrase, items: Sequence[Item], i: int) -> bool:
    """Whether item i is a known noun of the phrase, or may stand before one; noted in it."""
    if items[i].grammar == "determiner" or items[i].text in clause_words("part_of"):
        return False
    if _is_noun(items, i):
        phrase.heads.append(items[i])
        phrase.last, phrase.unknown = i, 0
        return True
    if _continues(items, i, phrase.heads, phrase.unknown):
        phrase.unknown += 1
        return True
    return False


def _refers_back(item: Item) -> bool:
    return item.grammar == "pronoun" or item.text in clause_words("refers_back")


def _is_noun(items: Sequence[Item], i: int) -> bool:
    return "weapons" in items[i].tags or "people" in items[i].tags


def _continues(items: Sequence[Item], i: int, heads: list[Item], plain: int) -> bool:
    """Whether item i, which is no known noun, can stand inside the noun phrase."""
    item = items[i]
    if item.grammar in _STOPS or plain >= _MAX_ADJECTIVES:
        return False
    if item.grammar == "conjunction" or item.text == "+":
        return (item.text in _JOINS or _is_bound(items, i)) and _noun_follows(items, i + 1)
    if item.text in "\u2013.":  # inside a word: "U.S.–supplied"
        return (
            items[i - 1].end == item.start and i + 1 < len(items) and items[i + 1].start == item.end
        )
    if item.is_sign:
        return item.text in "-\"'/[]" or (item.text == "," and _is_model_list(items, i, heads))
    if "strikes" in item.tags or "casualties" in item.tags:
        return is_event(item) and (_is_next_noun(items, i) or _noun_follows(items, i + 1))
    return not heads or _noun_follows(items, i)


def _is_bound(items: Sequence[Item], i: int) -> bool:
    """As in "50-plus missiles", "50+ drones"."""
    behind = items[i - 1].number is not None or items[i - 1].text == "-"
    return behind and items[i].text in _PLUS


def _is_model_list(items: Sequence[Item], i: int, heads: list[Item]) -> bool:
    """Whether the comma at i stands between two models: "five Kh-101, Kalibr missiles"."""
    around = [heads[-1] if heads else None, items[i + 1] if i + 1 < len(items) else None]
    tags = [item.tags.get("weapons") if item is not None else None for item in around]
    return all(tag is not None and tag.entry.get("model") for tag in tags)


def _is_next_noun(items: Sequence[Item], i: int) -> bool:
    return i + 1 < len(items) and _is_noun(items, i + 1)


def _noun_follows(items: Sequence[Item], i: int) -> bool:
    """Whether a known noun follows within a few adjectives, with no number or verb before it."""
    for item in items[i : i + 4]:
        if item.grammar == "conjunction" and item is items[i]:
            continue
        if "weapons" in item.tags or "people" in item.tags:
            return True
        if item.number is not None or item.is_sign or item.grammar in _ENDS_NOUN:
            return False
        if "strikes" in item.tags or "casualties" in item.tags:
            return False
    return False
