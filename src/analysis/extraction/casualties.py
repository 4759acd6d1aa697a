"""Victims: how many people were killed, injured, captured or went missing, and of which side."""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING

from analysis.extraction.ages import is_age
from analysis.extraction.categories import category_of, category_told_before, remember_category
from analysis.extraction.claims import Claim, Memory
from analysis.extraction.counted import is_ratio
from analysis.extraction.elsewhere import is_elsewhere
from analysis.extraction.fighters import counts_by_name, names_ground, side_fought_for
from analysis.extraction.lexicon import Signals, clause_words, read_lexicon, signals
from analysis.extraction.outcome_verbs import takes_prisoners
from analysis.extraction.outcomes import (
    Victims,
    is_repatriated,
    measure_of,
    nearest_before,
    role_of,
    words_of,
)
from analysis.extraction.shared_outcomes import find_outcomes
from analysis.extraction.sides import SIDES
from analysis.extraction.values import replace
from analysis.extraction.victims import names_side, nation_of, side_of

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from analysis.extraction.counted import Counted
    from analysis.extraction.document import Document, Item
    from analysis.extraction.outcomes import Outcome

_TOPIC = "casualties"
_LONGEST = 5
_TAKING = frozenset(("verb with object", "taken prisoner"))
_SHARING = frozenset(("participle", "passive verb", "state", "verb of the victims"))


def read_casualties(document: Document, index: int, memory: Memory) -> list[Claim]:
    """The figures of victims in a sentence.

    Args:
        document: the article.
        index: which of its sentences.
        memory: what the sentences before left open; updated.
    """
    if not _may_tell(document, index, memory):
        return []
    sentence = document.sentence(index)
    items = sentence.items
    counted = [_with_noun(items, c) for c in sentence.counted if _may_count(items, c)]
    if any(is_repatriated(items, c) for c in counted):
        counted = [c for c in counted if not (c.part or c.elided or is_repatriated(items, c))]
    if not counted:
        return []
    told = any(_TOPIC in item.tags for item in items)
    before = _measure_before(document, index, memory)
    if before is None and not told and not takes_prisoners(items):
        return []
    victims = Victims(sentence, counted, before, by_name=counts_by_name(document, memory))
    find_outcomes(victims)
    if victims.outcomes and is_elsewhere(document, index):
        _keep_sides(victims)
    return list(_claims(victims, document, index, memory))


def _may_tell(document: Document, index: int, memory: Memory) -> bool:
    """Whether the sentence, or the one that it goes on with, can tell of victims."""
    if index not in document.counting:
        return False
    if memory.notes.get(_TOPIC) == str(index - 1):
        return True
    words = document.bare_words(index)
    if "victims" in words or _measured().are_in(words):
        return True
    if not words.isdisjoint(words_of("prisoner")) or counts_by_name(document, memory):
        return True
    goes_on = index > 0 and not words.isdisjoint(_referring())
    return goes_on and _may_go_on(document, index)


def _may_go_on(document: Document, index: int) -> bool:
    """Whether the sentence before can leave open what happened to those counted in this one."""
    if not _measured().are_in(document.bare_words(index - 1)):
        return False
    return all(q.value == 1 or q.unit == "count" for q in document.numbers_in(index - 1))


@cache
def _referring() -> frozenset[str]:
    """The last word of each phrase that takes up those told of before."""
    return frozenset(words.split()[-1] for words in words_of("refers"))


@cache
def _measured() -> Signals:
    """What a text must hold to say what happened to people."""
    tables = read_lexicon(_TOPIC).items()
    told = (
        name for name, table in tables if table.get("measure") and table.get("needs") != "names"
    )
    return signals(_TOPIC, *told)


def _measure_before(document: Document, index: int, memory: Memory) -> str | None:
    """What the sentence before told of last, where this one may go on with it."""
    if memory.notes.get(_TOPIC) == str(index - 1):
        return memory.casualties_measure
    refers = words_of("refers")
    if index == 0 or not any(item.text in refers for item in document.sentence(index).items):
        return None
    if not _may_go_on(document, index):
        return None
    before = document.sentence(index - 1)
    if any(c.quantity.value != 1 for c in before.counted):  # "one" is a pronoun too
        return None
    measures = (measure_of(item) for item in reversed(before.items))
    return next((measure for measure in measures if measure is not None), None)


def _keep_sides(victims: Victims) -> None:
    """Leave only the soldiers that are said to be of one of the two sides."""
    for n, outcome in list(victims.outcomes.items()):
        c = victims.counted[n]
        soldiers = category_of(victims.items, c, outcome) == "military"
        if not soldiers or nation_of(victims.items, c) not in SIDES:
            del victims.outcomes[n]


def _may_count(items: Sequence[Item], c: Counted) -> bool:
    """Whether the number can count people: no age, no weapons, no denial."""
    if c.quantity.unit != "count" or c.quantity.age or c.quantity.share:
        return False
    if c.heads and "weapons" in c.heads[0].tags:
        return False
    if any(item.text in words_of("of_two") for item in items[max(0, c.at - 1) : c.at]):
        return False
    if any(role_of(item) == "animal" for item in items[c.at + 1 : c.at + 3]):
        return False
    before = items[c.first - 1] if c.first else None
    if before is not None and (
        before.grammar == "negation" or before.text in words_of("before_no_victims")
    ):
        return False
    return not any(
        (
            _is_share(items, c),
            _is_a_pronoun(items, c),
            is_ratio(items, c),
            _is_of_one(items, c),
            _is_aged(items, c),
            is_age(items, c.at),
        )
    )


def _is_aged(items: Sequence[Item], c: Counted) -> bool:
    """As in "a girl of 15": the age of one person."""
    if c.first < 2 or items[c.first - 1].text != "of" or c.heads:  # noqa: PLR2004 - "girl of"
        return False
    person = items[c.first - 2]
    return "people" in person.tags and not person.text.endswith(("s", "people", "men"))


def _is_of_one(items: Sequence[Item], c: Counted) -> bool:
    """As in "five members of one family"."""
    if c.quantity.value != 1 or c.first <= 1 or items[c.first - 1].text != "of":
        return False
    return "people" in items[c.first - 2].tags


def _is_share(items: Sequence[Item], c: Counted) -> bool:
    """As in "27 and 30 per cent": the unit of the second number is the first one's too."""
    second = items[c.at + 2].number if c.at + 2 < len(items) else None
    joined = items[min(c.at + 1, len(items) - 1)].grammar == "conjunction"
    return joined and second is not None and second.unit == "percent"


def _is_a_pronoun(items: Sequence[Item], c: Counted) -> bool:
    """As in "the fact that it is one"."""
    if not (c.quantity.spelled and c.quantity.value == 1 and c.elided and c.first > 1):
        return False
    return items[c.first - 1].grammar == "be" and items[c.first - 2].grammar == "pronoun"


def _with_noun(items: Sequence[Item], c: Counted) -> Counted:
    """The number with the noun behind its participle: "23 severely wounded Ukrainian troops"."""
    if c.heads:
        return c
    described = False
    for i in range(c.at + 1, min(len(items), c.at + 1 + _LONGEST)):
        if "people" in items[i].tags:
            return replace(c, heads=(items[i],), last=i) if described else c
        described = described or _describes(items[i])
        if not (_describes(items[i]) or "actors" in items[i].tags or items[i].text.endswith("ly")):
            return c
    return c


def _describes(item: Item) -> bool:
    """Whether the word tells what happened to the people that it stands before."""
    tag = item.tags.get(_TOPIC)
    return tag is not None and (tag.form == "past" or tag.entry.get("role") == "state")


def _claims(victims: Victims, document: Document, index: int, memory: Memory) -> Iterator[Claim]:
    categories: dict[int, str | None] = {}
    sides: dict[int, str] = {}
    for n, outcome in sorted(victims.outcomes.items()):
        c = victims.counted[n]
        category = category_of(victims.items, c, outcome) or _inherited(victims, categories, n)
        category = category or category_told_before(document, index, c, outcome, memory)
        soldiers = category == "military"
        whole = _side_of_whole(victims, sides, n, soldiers=soldiers)
        side = side_of(document, index, c, outcome, memory, soldiers=soldiers, whole=whole)
        fights_for = side_fought_for(victims.items, c, outcome, side, soldiers=soldiers)
        if fights_for != side:
            side, category = fights_for, category or "military"
        if side == SIDES[0] and victims.by_name and not names_ground(victims.items):
            category = category or "military"
        categories[n], sides[n] = category, side
        if side not in SIDES and not (soldiers or _is_of_war(victims.items)):
            continue
        _remember(memory, index, outcome, side, category)
        told = (outcome.measure, c.quantity, outcome.rule, outcome.cue)
        claim = Claim(_TOPIC, *told, actor=side, category=category)
        yield from _by_place(claim, victims.items, c, document)


def _is_of_war(items: Sequence[Item]) -> bool:
    """Whether the sentence names a side, a weapon or a war."""
    told = ("weapons" in item.tags or item.text in words_of("war") for item in items)
    return names_side(items) or any(told)


def _remember(
    memory: Memory, index: int, outcome: Outcome, side: str, category: str | None
) -> None:
    memory.side, memory.casualties_measure = side, outcome.measure
    memory.notes[_TOPIC] = str(index)
    remember_category(memory, index, category)


def _side_of_whole(
    victims: Victims, sides: dict[int, str], n: int, *, soldiers: bool
) -> str | None:
    """The side of the number that this one is a part of, or of the soldiers it goes on with."""
    if not (soldiers or victims.counted[n].part or victims.outcomes[n].rule == "part of a number"):
        return None
    before = _goes_on_with(victims, n)
    return None if before is None else sides.get(before)


def _inherited(victims: Victims, categories: dict[int, str | None], n: int) -> str | None:
    """The category of an earlier number that this one goes on with.

    It is a part of that one ("including 325,000 killed"), splits it ("1,674 civilian casualties:
    286 killed ...") or shares its noun ("three soldiers were killed and five wounded").
    """
    outcome, c = victims.outcomes[n], victims.counted[n]
    if outcome.whole is not None and c.heads:
        return None
    before = _goes_on_with(victims, n)
    category = None if before is None else categories.get(before)
    more = any(_is_other(victims.items, i) for i in range(c.first, c.last + 1))
    return None if more and category == "civilian" else category


def _is_other(items: Sequence[Item], i: int) -> bool:
    """Whether the word at i tells of others: "two more", but not "more than two"."""
    than = i + 1 < len(items) and items[i + 1].text == "than"
    return items[i].grammar == "other" and not than


def _goes_on_with(victims: Victims, n: int) -> int | None:
    """The earlier number whose people number n goes on to tell of."""
    outcome, c = victims.outcomes[n], victims.counted[n]
    if outcome.whole is not None:
        return outcome.whole
    before = nearest_before(victims, n)
    if before is None:
        return None
    if c.part and not c.heads:
        return before
    opener = victims.items[c.first - 1]
    if opener.text == "among":  # "two children were among seven killed"
        return None
    if opener.text == ":" or opener.grammar == "including":
        return before
    told_alike = victims.outcomes[before].rule == outcome.rule
    rules = {outcome.rule, victims.outcomes[before].rule}
    told_alike = told_alike or rules <= _SHARING or rules <= _TAKING
    return before if (c.elided or not c.heads) and told_alike else None


def _by_place(
    claim: Claim, items: Sequence[Item], c: Counted, document: Document
) -> Iterator[Claim]:
    """One claim for each place of "two deaths each in Nikopol and Odesa", else the claim itself."""
    if not any(item.text in clause_words("each") for item in items[c.last : c.last + 3]):
        yield claim
        return
    places = [document.words(p.start, p.end) for p in _places_behind(items, c)]
    yield from (replace(claim, place=place) for place in places) if places else (claim,)


def _places_behind(items: Sequence[Item], c: Counted) -> Iterator[Item]:
    for i in range(c.last + 1, len(items)):
        if items[i].number is not None:
            return
        if "places" in items[i].tags:
            yield items[i]
