"""What happened to the people that a number counts: killed, injured, missing, captured."""

from __future__ import annotations

from dataclasses import dataclass, field
from functools import cache
from typing import TYPE_CHECKING

from analysis.extraction.lexicon import word_set
from analysis.extraction.values import frozen

if TYPE_CHECKING:
    from collections.abc import Sequence

    from analysis.extraction.counted import Counted
    from analysis.extraction.document import Item, Sentence

REACH = 16
_NEAR = 2
_LONGEST_FUTURE = 6
_AN_ARMYS = 500  # losses that are no tanks
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


@frozen
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

    before is the measure that the sentence before left, where this one may go on with it. by_name
    tells that the article is about a count of the dead by their names.
    """

    sentence: Sentence
    counted: list[Counted]
    before: str | None = None
    by_name: bool = False
    outcomes: dict[int, Outcome] = field(default_factory=dict)
    items: Sequence[Item] = field(init=False)

    def __post_init__(self) -> None:
        self.items = self.sentence.items


@cache
def words_of(name: str) -> tuple[str, ...]:
    """A list of words that stand around victims (casualty_words.toml)."""
    return tuple(word_set("casualty_words", name))


def role_of(item: Item) -> str | None:
    """How an item of the casualties lexicon stands to its number."""
    tag = item.tags.get("casualties")
    return str(tag.entry.get("role")) if tag is not None else None


def measure_of(item: Item) -> str | None:
    """What the item says happened to people, if it says so."""
    tag = item.tags.get("casualties")
    measure = tag.entry.get("measure") if tag is not None else None
    return str(measure) if measure else None


def counts_people(items: Sequence[Item], c: Counted) -> bool:
    """Whether the number's noun is a person, or is left out."""
    return names_people(c) or is_bare(items, c)


def names_people(c: Counted) -> bool:
    """Whether the number's noun is a person."""
    return any("people" in head.tags for head in c.heads)


def is_bare(items: Sequence[Item], c: Counted) -> bool:
    """Whether no noun follows the number: a sign, a function word or a verb does."""
    if c.heads or c.elided:
        return c.elided
    return c.last + 1 < len(items) and items[c.last + 1].text.endswith("ly")


def is_told_otherwise(items: Sequence[Item], c: Counted) -> bool:
    """Whether a verb of its own follows the number, and none of reporting ("were confirmed")."""
    after = items[c.last + 1 : c.last + 3]
    if not after:
        return False
    if role_of(after[0]) == "none":  # "73 were injured, and 39 rescued"
        return True
    if after[0].grammar == "be" and (
        "speech" in after[-1].tags or after[-1].text.startswith("confirm")
    ):
        return False
    return after[0].grammar in {"be", "have", "modal", "relative"} or "strikes" in after[0].tags


def nearest_before(victims: Victims, n: int) -> int | None:
    """The nearest number before n that has an outcome."""
    return next((k for k in range(n - 1, -1, -1) if k in victims.outcomes), None)


def outcome_by(victims: Victims, n: int, at: int, rule: str) -> Outcome | None:
    """The outcome that the word at index `at` gives to number n, if the word may count it."""
    item = victims.items[at]
    entry = item.tags["casualties"].entry
    needs = entry.get("needs")
    if needs == "others" and nearest_before(victims, n) is None:
        return None
    if needs in ("people", "unknown") and not _may_lack_noun(victims, n, entry.name):
        return None
    if needs == "names" and not victims.by_name:
        return None
    if needs == "unknown" and not _is_unknown(victims, n):
        return None
    return Outcome(str(entry.get("measure")), rule, item.text, at, losses=bool(entry.get("losses")))


def _is_unknown(victims: Victims, n: int) -> bool:
    """As in "the fate of 35 residents is unknown"."""
    last = victims.counted[n].last
    return any(item.text in words_of("unknown") for item in victims.items[last + 1 : last + 6])


def _may_lack_noun(victims: Victims, n: int, name: str) -> bool:
    """Whether number n counts persons; missing ones may go on from other victims."""
    c, items = victims.counted[n], victims.items
    if names_people(c):
        return True
    if not (c.part or is_bare(items, c)):
        return False
    if name == "loss" and c.quantity.value >= _AN_ARMYS:
        suffers = any(item.text.startswith(words_of("suffer")) for item in items[: c.first])
        return suffers or _has_losses(items, c.first)
    if c.part or name == "capture":
        return nearest_before(victims, n) is not None
    return name == "missing" and (n > 0 or _is_told_missing(items, c))


def _has_losses(items: Sequence[Item], end: int) -> bool:
    """As in "Russia's monthly losses", before item `end`."""
    at = next((i for i in range(end - 1, 0, -1) if items[i].text.endswith("losses")), 0)
    return any("actors" in item.tags for item in items[max(0, at - _NEAR) : at])


def _is_told_missing(items: Sequence[Item], c: Counted) -> bool:
    """As in "searching for 22 missing", "A further 22 are missing"."""
    i = c.last + 1
    while i < len(items) and items[i].grammar in ("be", "adverb"):
        i += 1
    return i < len(items) and role_of(items[i]) == "state"


# --- "26 dead", "two civilian deaths", "25 missing residents" ---


def by_word_beside(victims: Victims, n: int) -> Outcome | None:
    """As in "26 dead", "two civilian deaths", "nine people killed"."""
    found = _word_beside(victims, n)
    if found is None or found[0] < victims.counted[n].last or _die_since(victims.items, *found):
        return None
    return _beside(victims, n, *found)


def _die_since(items: Sequence[Item], i: int, role: str) -> bool:
    """Whether more is told of a part of the victims: "two of the wounded later died"."""
    if role not in ("noun", "state"):
        return False
    behind = items[i + 1 : i + 2 + _NEAR]
    sign = next((k for k, item in enumerate(behind) if item.is_sign), len(behind))
    return any(role_of(item) == "subject" for item in behind[:sign])


def by_description(victims: Victims, n: int) -> Outcome | None:
    """As in "25 missing residents", of whom nothing else is told ("nine captured men died")."""
    found = _word_beside(victims, n)
    return None if found is None else _beside(victims, n, *found)


def _word_beside(victims: Victims, n: int) -> tuple[int, str] | None:
    """Index and role of the word that tells of number n, right behind it or inside its phrase."""
    c, items = victims.counted[n], victims.items
    between = 0
    for i in range(c.at + 1, len(items)):
        role = role_of(items[i])
        if role == "toll" and items[i].text == "total" and i == c.at + 1:
            continue  # "one million total casualties"
        if role is not None:
            return i, role
        if items[i].text in words_of("each_side") and (
            items[max(c.last, i - 2)].text in words_of("before_side")
        ):
            continue
        if items[i].text == "on" and any(k.text in words_of("both") for k in items[i + 1 : i + 2]):
            continue  # "100,000 troops on each side killed or wounded"
        if between > _NEAR or not _may_stand_inside(items, i, c):
            return None
        between += i > c.last and not items[i].is_sign
    return None


def _may_stand_inside(items: Sequence[Item], i: int, c: Counted) -> bool:
    item = items[i]
    if item.is_sign:
        return item.text in "[]-\"'"
    if item.text == "as":  # "lists 60,000 soldiers as missing"
        return i + 1 < len(items) and role_of(items[i + 1]) == "state"
    if item.text == "of" or item.grammar == "determiner":
        return items[c.at + 1].text == "of" and i <= c.at + _NEAR and not is_one_of(c)
    if item.grammar == "be":
        return items[i - 1].text == "["
    told = "speech" in item.tags and not (i == c.at + 1 and item.text.endswith("ed"))
    return item.number is None and not told and item.grammar not in _ENDS_PHRASE


def _beside(victims: Victims, n: int, i: int, role: str) -> Outcome | None:
    items, tag = victims.items, victims.items[i].tags["casualties"]
    if role == "life":
        return of_lives(items, i, victims.counted[n].first)
    if role not in ("noun", "state") and not (role == "object" and tag.form == "past"):
        return None
    if role != "noun" and has_object(victims, n, i):
        return None
    if is_handed_over(victims, n) or (items[i].text == "bodies" and _tells(items, i)):
        return None
    if role == "noun" and _is_to_come(items, victims.counted[n].first):
        return None
    return outcome_by(
        victims, n, i, {"noun": "counted noun", "state": "state"}.get(role, "participle")
    )


def _is_to_come(items: Sequence[Item], first: int) -> bool:
    """Whether the number is not reached yet: "will hit the million", "on track to reach"."""
    for i in range(first - 1, max(0, first - _LONGEST_FUTURE), -1):
        if items[i].grammar == "modal":
            return items[i + 1].text not in ("have", "have been")  # "may have suffered" did
        if items[i].text == "track":
            return True
        if items[i].is_sign or items[i].grammar == "clause" or "speech" in items[i].tags:
            return False
    return False


def _tells(items: Sequence[Item], i: int) -> bool:
    """Whether the bodies at i are offices that tell something: "two bodies in Kyiv counted"."""
    for item in items[i + 1 : i + 5]:
        if item.grammar in ("be", "have") or item.is_sign:
            return False
        if "speech" in item.tags:
            return True
    return False


def is_one_of(c: Counted) -> bool:
    """As in "one of the dead": somebody in particular, and no count."""
    return c.part and c.quantity.spelled and c.quantity.value == 1


def of_lives(items: Sequence[Item], i: int, first: int) -> Outcome | None:
    """Lives that were taken: "claimed 12 lives", "has claimed the lives of 30 people"."""
    k = first - 1
    while k > 0 and ("actors" in items[k].tags or items[k].text in words_of("armies")):
        k -= 1  # "cost the Russian army 16,000 lives"
    k -= k > 0 and items[k].grammar == "determiner"
    before = items[k].text if first else ""
    taken = any(word.startswith(words_of("takes_lives")) for word in before.split())
    return Outcome("killed", "lives taken", before, i) if taken else None


def has_object(victims: Victims, n: int, i: int) -> bool:
    """Whether the word at i goes with a noun behind it: "two drones killed five people"."""
    items, c = victims.items, victims.counted[n]
    if i + 1 >= len(items):
        return False
    if i < c.last or (role_of(items[i]) == "state" and not c.heads):
        return False
    after = items[i + 1]
    if after.number is not None:
        return not (i + 2 < len(items) and "casualties" in items[i + 2].tags)
    if role_of(items[i]) == "object" and c.first and items[c.first - 1].grammar == "preposition":
        return not counts_people(items, c)
    if not (after.tags or after.is_sign) and i + 2 < len(items):
        return "people" in items[i + 2].tags
    return after.grammar in {"determiner", "pronoun", "other", "share"} or "people" in after.tags


def is_handed_over(victims: Victims, n: int) -> bool:
    """Whether the people, or their bodies, were exchanged or brought home, or are to be."""
    c, items = victims.counted[n], victims.items
    end = next((i for i in range(c.last + 1, len(items)) if _ends_deed(items, i)), len(items))
    around = (*_same_clause(items, c), *items[c.at + 1 : min(end, c.last + 8)])
    if any(role_of(item) == "none" for item in around):
        return True
    received = c.first > 0 and items[c.first - 1].text.startswith(words_of("receives"))
    if received and any(item.text in words_of("bodies") for item in items[c.at + 1 : c.last + 3]):
        return True
    return any(item.grammar == "modal" for item in items[c.last + 1 : c.last + 3])


def is_repatriated(items: Sequence[Item], c: Counted) -> bool:
    """Whether the number counts bodies that were returned: "received the bodies of 43 soldiers"."""
    around = items[max(0, c.first - 1 - (items[c.first - 1].text == "of")) : c.last + 3]
    remains = words_of("bodies")
    bodies = any(word in remains for item in around for word in item.text.split())
    fallen = any(item.text in words_of("fallen") for item in items[c.at + 1 : c.last + 1])
    near = items if bodies else items[max(0, c.first - REACH // 2) : c.first] if fallen else ()
    return any(item.text.startswith(words_of("handed_back")) for item in near)


def _ends_deed(items: Sequence[Item], i: int) -> bool:
    """Whether what is done to others begins at item i: "and rescued nine"."""
    if items[i].grammar != "conjunction":
        return items[i].text in ",;:" or items[i].grammar == "clause"
    after = items[i + 1 : i + 3]
    return len(after) == _NEAR and role_of(after[0]) == "none" and after[1].number is not None


def _same_clause(items: Sequence[Item], c: Counted) -> Sequence[Item]:
    """The few items before the number, from the last comma or other sign on."""
    start = max(0, c.first - 4)
    cut = next((i + 1 for i in range(c.first - 1, start - 1, -1) if items[i].text in ",;:"), start)
    return items[cut : c.first]
