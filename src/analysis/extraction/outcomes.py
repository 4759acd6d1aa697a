"""What happened to the people that a number counts: killed, injured, missing, captured."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Sequence

    from analysis.extraction.counted import Counted
    from analysis.extraction.document import Item, Sentence
    from analysis.extraction.lexicon import Tag

REACH = 16
_NEAR = 2
_LINKS = frozenset(("to", "at", "from", "of", ":", "beyond", "past"))
_TAKES_LIVES = ("claim", "tak", "took", "cost")
_ENDS_PHRASE = (
    "preposition",
    "by",
    "relative",
    "clause",
    "conjunction",
    "modal",
    "negation",
    "including",
)


@dataclass(frozen=True, slots=True)
class Outcome:
    """The measure of a number, the rule that gave it, and the words it was given by.

    cue_at is the index of those words among the sentence's items. losses: the words tell of an
    army's losses. whole is the position of the number that this one is a part or a sequel of.
    """

    measure: str
    rule: str
    cue: str
    cue_at: int
    losses: bool = False
    whole: int | None = None


@dataclass(slots=True)
class Victims:
    """One sentence while its numbers are being read; outcomes by position among `counted`.

    before is the measure that the sentence before left, where this one may go on with it.
    """

    sentence: Sentence
    counted: list[Counted]
    before: str | None = None
    outcomes: dict[int, Outcome] = field(default_factory=dict)

    @property
    def items(self) -> Sequence[Item]:
        """The sentence's items."""
        return self.sentence.items


def role_of(item: Item) -> str | None:
    """How an item of the casualties lexicon stands to its number."""
    tag = item.tag("casualties")
    return str(tag.entry.get("role")) if tag is not None else None


def counts_people(items: Sequence[Item], c: Counted) -> bool:
    """Whether the number's noun is a person, or is left out."""
    return names_people(c) or _is_bare(items, c)


def names_people(c: Counted) -> bool:
    """Whether the number's noun is a person."""
    return any("people" in head.tags for head in c.heads)


def _is_bare(items: Sequence[Item], c: Counted) -> bool:
    """Whether no noun follows the number: a sign, a function word or a verb does."""
    if c.heads or c.elided:
        return c.elided
    return c.last + 1 < len(items) and items[c.last + 1].text.endswith("ly")


def is_told_otherwise(items: Sequence[Item], c: Counted) -> bool:
    """Whether a verb of its own follows the number."""
    return any(
        item.is_grammar("be", "have", "modal", "relative") or "strikes" in item.tags
        for item in items[c.last + 1 : c.last + 2]
    )


def nearest_before(victims: Victims, n: int) -> int | None:
    """The nearest number before n that has an outcome."""
    return next((k for k in range(n - 1, -1, -1) if k in victims.outcomes), None)


def outcome_by(victims: Victims, n: int, at: int, rule: str) -> Outcome | None:
    """The outcome that the word at index `at` gives to number n, if the word may count it."""
    item = victims.items[at]
    entry = item.tags["casualties"].entry
    if entry.get("needs") == "people" and not _may_lack_noun(victims, n, entry.name):
        return None
    return Outcome(str(entry.get("measure")), rule, item.text, at, losses=bool(entry.get("losses")))


def _may_lack_noun(victims: Victims, n: int, name: str) -> bool:
    """Whether number n counts persons; missing ones may go on from other victims."""
    c, items = victims.counted[n], victims.items
    if names_people(c):
        return True
    return name == "missing" and _is_bare(items, c) and n > 0


# --- "killed 13": the verb stands right before the number ---


def _by_verb_right_before(victims: Victims, n: int) -> Outcome | None:
    c, items = victims.counted[n], victims.items
    i = c.first - 1
    if i < 0 or role_of(items[i]) not in ("object", "life") or not _is_active(victims, i):
        return None
    if role_of(items[i]) == "life":
        return _of_lives(items, i, i)
    return outcome_by(victims, n, i, "verb with object")


def _is_active(victims: Victims, i: int) -> bool:
    """Whether the verb at item i takes an object: no passive, no wish, no denial."""
    items = victims.items
    tag = items[i].tags["casualties"]
    before = items[i - 1] if i else None
    if before is not None and tag.form == "base" and before.text == "to":
        return False
    if any(_is_unreal(item) for item in items[max(0, i - 3) : i]):
        return False
    if tag.form == "past" and before is not None:
        return not (_is_passive(items, i) or _ends_count(victims, i - 1))
    return True


def _ends_count(victims: Victims, i: int) -> bool:
    """Whether a counted phrase ends at item i, as in "11 killed 13 wounded"."""
    c = next((c for c in victims.counted if c.last == i), None)
    return c is not None and not (
        c.first and victims.items[c.first - 1].is_grammar("preposition", "by")
    )


def _is_unreal(item: Item) -> bool:
    return item.is_grammar("modal", "negation") or item.text in ("not", "if")


def _is_passive(items: Sequence[Item], i: int) -> bool:
    """Whether a form of be stands before the verb at i, over adverbs."""
    k = i - 1
    while k >= 0 and items[k].is_grammar("adverb", "other"):
        k -= 1
    return k >= 0 and items[k].is_grammar("be")


# --- "26 dead", "two civilian deaths", "25 missing residents" ---


def _by_word_beside(victims: Victims, n: int) -> Outcome | None:
    c, items = victims.counted[n], victims.items
    between = 0
    for i in range(c.at + 1, len(items)):
        role = role_of(items[i])
        if role is not None:
            return _beside(victims, n, i, role)
        if between > _NEAR or not _may_stand_inside(items, i, c):
            return None
        between += i > c.last and not items[i].is_sign
    return None


def _may_stand_inside(items: Sequence[Item], i: int, c: Counted) -> bool:
    item = items[i]
    if item.is_sign:
        return item.text in "[]-\"'"
    if item.text == "of" or item.is_grammar("determiner"):
        return items[c.at + 1].text == "of" and i <= c.at + _NEAR and not _is_one_of(c)
    if item.is_grammar("be"):
        return items[i - 1].text == "["
    return item.number is None and "speech" not in item.tags and not item.is_grammar(*_ENDS_PHRASE)


def _beside(victims: Victims, n: int, i: int, role: str) -> Outcome | None:
    items, tag = victims.items, victims.items[i].tags["casualties"]
    if role == "life":
        return _of_lives(items, i, victims.counted[n].first)
    if role not in ("noun", "state") and not (role == "object" and tag.form == "past"):
        return None
    if role != "noun" and _has_object(victims, n, i):
        return None
    if _is_handed_over(victims, n):
        return None
    return outcome_by(
        victims, n, i, {"noun": "counted noun", "state": "state"}.get(role, "participle")
    )


def _is_one_of(c: Counted) -> bool:
    """As in "one of the dead": somebody in particular, and no count."""
    return c.part and c.quantity.spelled and c.quantity.value == 1


def _of_lives(items: Sequence[Item], i: int, first: int) -> Outcome | None:
    """Lives that were taken: "claimed 12 lives", "has claimed the lives of 30 people"."""
    before = items[first - 1].text if first else ""
    taken = any(word.startswith(_TAKES_LIVES) for word in before.split())
    return Outcome("killed", "lives taken", before, i) if taken else None


def _has_object(victims: Victims, n: int, i: int) -> bool:
    """Whether the word at i goes with a noun behind it: "two drones killed five people"."""
    items, c = victims.items, victims.counted[n]
    if i + 1 >= len(items):
        return False
    if i < c.last or (role_of(items[i]) == "state" and not c.heads):
        return False
    after = items[i + 1]
    if after.number is not None:
        return not (i + 2 < len(items) and "casualties" in items[i + 2].tags)
    if role_of(items[i]) == "object" and c.first and items[c.first - 1].is_grammar("preposition"):
        return not counts_people(items, c)
    if not (after.tags or after.is_sign) and i + 2 < len(items):
        return "people" in items[i + 2].tags
    return after.is_grammar("determiner", "pronoun", "other") or "people" in after.tags


def _is_handed_over(victims: Victims, n: int) -> bool:
    """Whether the people, or their bodies, were exchanged or brought home, or are to be."""
    c, items = victims.counted[n], victims.items
    around = (*items[max(0, c.first - 4) : c.first], *items[c.at + 1 : c.last + 8])
    soon = items[c.last + 1 : c.last + 3]
    return any(role_of(item) == "none" for item in around) or any(
        item.is_grammar("modal") for item in soon
    )


# --- "13 people were killed", "32 people died" ---


@dataclass(slots=True)
class _Walk:
    """What was passed on the way from a number to its verb."""

    people: bool
    be: bool = False
    aside: bool = False
    crossed: bool = False

    def goes_on(self, items: Sequence[Item], i: int) -> bool:
        """Take item i in; whether the verb may still follow."""
        item = items[i]
        if item.is_grammar("clause", "modal", "negation") or item.text == "not":
            return False
        if item.is_grammar("be"):
            self.be, self.aside = True, False
            return True
        if self.be:
            return item.is_grammar("adverb", "other") or "speech" in item.tags or _is_manner(item)
        if item.number is not None:
            return self.aside or item.number.age
        if item.is_sign:
            return item.text in "[]-\"'" or self._passes_comma(items, i)
        return self._passes_word(item)

    def _passes_comma(self, items: Sequence[Item], i: int) -> bool:
        after = items[i + 1] if i + 1 < len(items) else None
        if items[i].text not in ",\u2013" or after is None:
            return False
        self.crossed = True
        opens = (
            after.is_grammar("including", "relative", "determiner", "all") or "people" in after.tags
        )
        return self.people and (self.aside or opens or after.text == "aged")

    def _passes_word(self, item: Item) -> bool:
        self.aside = self.aside or item.is_grammar("including")
        if item.is_grammar("conjunction"):
            self.crossed = True
            return self.people
        return "speech" not in item.tags and ("strikes" not in item.tags or self.people)


def _is_manner(item: Item) -> bool:
    return item.text.endswith("ly") or item.text in ("among", "in", "the", "left")


def _by_verb_after(victims: Victims, n: int) -> Outcome | None:
    c, items = victims.counted[n], victims.items
    if _is_one_of(c) or any(other.total == c.at for other in victims.counted):
        return None
    if c.first and items[c.first - 1].is_grammar("preposition") and not names_people(c):
        return None
    walk = _Walk(people=counts_people(items, c))
    start = _after_phrase(victims, c)
    for i in range(start, min(len(items), start + REACH)):
        role = role_of(items[i])
        if role in ("object", "subject", "state", "noun"):
            return _after(victims, n, i, role, walk)
        if not walk.goes_on(items, i):
            return None
    return None


def _after_phrase(victims: Victims, c: Counted) -> int:
    """Index of the first item behind the phrase, and behind the total's phrase too."""
    if c.total is None:
        return c.last + 1
    return next((o.last + 1 for o in victims.counted if o.at == c.total), c.total + 1)


def _after(victims: Victims, n: int, i: int, role: str, walk: _Walk) -> Outcome | None:
    tag: Tag = victims.items[i].tags["casualties"]
    if role == "subject":
        is_aside = walk.crossed and tag.form == "ing"
        return None if is_aside else outcome_by(victims, n, i, "verb of the victims")
    if walk.be and (role in ("state", "noun") or tag.form == "past"):
        return outcome_by(victims, n, i, "passive verb")
    if (
        walk.aside
        and role != "noun"
        and tag.form in ("past", "word")
        and not _has_object(victims, n, i)
    ):
        return outcome_by(victims, n, i, "participle")
    return None


# --- "the toll rose from three to four", "the bodies of 10 people" ---


def _by_toll(victims: Victims, n: int) -> Outcome | None:
    c, items = victims.counted[n], victims.items
    link = c.first - 1
    if link < 0 or not _is_link(items[link]) or not counts_people(items, c):
        return None
    for i in range(link if role_of(items[link]) else link - 1, max(-1, link - REACH), -1):
        role = role_of(items[i])
        if role is not None and _has_number(items, i, role, link):
            return _of_toll(victims, n, i, role)
        if role in ("object", "subject") or _ends_toll(items, i):
            return None
    return None


def _is_link(item: Item) -> bool:
    """Whether the word may lead from a toll to its number: "to", "at", "is", "reached"."""
    if item.text.rpartition(" ")[2] in _LINKS or item.is_grammar("be"):
        return True
    return not (item.tags or item.is_sign)


def _has_number(items: Sequence[Item], i: int, role: str, link: int) -> bool:
    """Whether the word at i is a noun that has a number: a toll, "its dead"."""
    if role in ("noun", "toll"):
        return items[link].text != "of" or link == i + 1
    if role not in ("state", "object"):
        return False
    before = items[i - 1] if i else None
    if (
        role == "state"
        and before is not None
        and ("actors" in before.tags or before.is_grammar("determiner"))
    ):
        return True
    return any(
        item.is_grammar("number_of") or item.text.endswith("number")
        for item in items[max(0, i - 6) : i]
    )


def _ends_toll(items: Sequence[Item], i: int) -> bool:
    item = items[i]
    if item.number is not None:
        return not (i and items[i - 1].text == "from")
    return item.text in (*_BREAKS, "not") or item.is_grammar(
        "clause", "relative", "modal", "negation"
    )


_BREAKS = (";", ":", "(", ")", "\u2013", ",")


def _of_toll(victims: Victims, n: int, i: int, role: str) -> Outcome | None:
    if _is_handed_over(victims, n):
        return None
    if role != "toll":
        return outcome_by(victims, n, i, "toll")
    whole = nearest_before(victims, n)
    measure = victims.outcomes[whole].measure if whole is not None else victims.before
    if measure is None:
        return None
    losses = whole is not None and victims.outcomes[whole].losses
    return Outcome(measure, "running total", victims.items[i].text, i, losses=losses, whole=whole)


# --- "killing a woman and two children" ---


def _by_verb_before(victims: Victims, n: int) -> Outcome | None:
    c, items = victims.counted[n], victims.items
    if not counts_people(items, c):
        return None
    joined = c.first > 0 and items[c.first - 1].is_grammar("conjunction")
    joined = joined and names_people(c) and not is_told_otherwise(items, c)
    for i in range(c.first - 1, max(-1, c.first - 1 - REACH), -1):
        role = role_of(items[i])
        if role == "object":
            return outcome_by(victims, n, i, "verb with object") if _is_active(victims, i) else None
        if role is not None or not (
            _may_stand_before(items[i]) or (joined and _tells_where(items[i]))
        ):
            return None
    return None


def _tells_where(item: Item) -> bool:
    return item.is_grammar("preposition", "of") or "places" in item.tags


def _may_stand_before(item: Item) -> bool:
    """Whether the word may be part of a list of victims that begins before the number."""
    if item.number is not None:
        return item.number.age
    if item.text == "," or item.is_grammar(
        "determiner", "conjunction", "adverb", "other", "pronoun"
    ):
        return True
    return "people" in item.tags or not (item.tags or item.is_sign)


OWN_WORD = (
    _by_verb_right_before,
    _by_word_beside,
    _by_verb_after,
    _by_toll,
    _by_verb_before,
)
"""The steps that read a number by words of its own, in order."""
