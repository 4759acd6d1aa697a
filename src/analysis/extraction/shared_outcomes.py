"""What a number of victims takes from another number: its parts, lists, and numbers left alone."""

from __future__ import annotations

from typing import TYPE_CHECKING

from analysis.extraction.ages import is_age
from analysis.extraction.lexicon import clause_words
from analysis.extraction.outcome_verbs import by_verb_before, by_verb_right_before
from analysis.extraction.outcomes import (
    REACH,
    Outcome,
    Victims,
    by_description,
    by_word_beside,
    counts_people,
    is_handed_over,
    is_told_otherwise,
    names_people,
    nearest_before,
    outcome_by,
    role_of,
    words_of,
)
from analysis.extraction.predicates import by_verb_after
from analysis.extraction.tolls import by_toll
from analysis.extraction.values import replace

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from analysis.extraction.counted import Counted
    from analysis.extraction.document import Item

_OWN_WORD = (
    by_verb_right_before,
    by_word_beside,
    by_toll,
    by_verb_after,
    by_description,
    by_verb_before,
)
_ASIDE = 5
_GAP = 3  # "and", an article and a name
_LISTED = 14  # "including a man, 45, a woman, 50, and"
_PARTICIPLES = ("past", "word")
_BLOCKS = frozenset(("weapons", "strikes", "speech", "grammar", "casualties"))
_OPENERS = frozenset((":", "-", "\u2013", "\u2014"))
_CONTINUES = ("preposition", "determiner", "conjunction", "adverb", "other", "of")


def find_outcomes(victims: Victims) -> None:
    """Give every number that counts victims its measure, by the first step that finds one."""
    for steps in (_OWN_WORD, (_by_whole, _by_list, _by_victims)):
        for n in range(len(victims.counted)):
            found = next((o for step in steps if (o := step(victims, n)) is not None), None)
            if found is not None and n not in victims.outcomes:
                victims.outcomes[n] = _specified(victims, n, found)
    for n, outcome in list(victims.outcomes.items()):
        if outcome.losses and outcome.rule == "verb with object" and _wounded_follow(victims, n):
            victims.outcomes[n] = replace(outcome, measure="killed")


def _wounded_follow(victims: Victims, n: int) -> bool:
    """Whether the wounded are told apart: "lost 198,000 soldiers and another 550,000 wounded"."""
    after = victims.outcomes.get(n + 1)
    if after is None or after.measure != "injured" or victims.outcomes[n].measure != "casualties":
        return False
    between = victims.items[victims.counted[n].last + 1 : victims.counted[n + 1].first]
    return all(item.grammar in ("conjunction", "adverb") or item.text == "," for item in between)


def _specified(victims: Victims, n: int, outcome: Outcome) -> Outcome:
    """The outcome as an aside behind it narrows it: "loses 900 men a day - killed, not wounded"."""
    if not outcome.losses or outcome.measure != "casualties":
        return outcome
    items, last = victims.items, victims.counted[n].last
    for i in range(last + 1, min(len(items) - 1, last + _ASIDE)):
        if items[i].is_sign:
            after = items[i + 1].tags.get("casualties")
            if after is None or not _gives_measure(items[i + 1]) or after.form not in _PARTICIPLES:
                return outcome
            return replace(outcome, measure=str(after.entry.get("measure")))
    return outcome


# --- parts of another number: "28 of them", "including three children" ---


def _by_whole(victims: Victims, n: int) -> Outcome | None:
    c, items = victims.counted[n], victims.items
    whole = _total_of(victims, c) if c.total is not None else nearest_before(victims, n)
    listed = whole is not None and (c.total is not None or _opens_list(victims, n))
    part = listed or _is_part(items, c) or _is_included(items, c) or _is_split(items, c)
    part = part or (whole is None and _is_told_who(items, c))
    if not part or not (listed or _fits_part(items, c)):
        return None
    if whole is not None:
        other = victims.outcomes[whole]
        return replace(other, rule="part of a number", whole=whole)
    at = next((i for i in range(c.first - 1, -1, -1) if _gives_measure(items[i])), None)
    if at is not None:
        return outcome_by(victims, n, at, "part of the victims")
    opener = items[c.first - 1] if c.first else None
    opens = opener is None or opener.is_sign or opener.grammar in ("conjunction", "clause")
    opens = (opens and (_is_part(items, c) or _is_told_who(items, c))) or _is_inverted(items, c)
    opens = opens or _of_victims(items, c)
    if victims.before is None or n or not opens:
        return None
    return Outcome(victims.before, "part of the victims before", items[c.last].text, c.last)


def _is_told_who(items: Sequence[Item], c: Counted) -> bool:
    """As in "Five were children", behind a sentence that told of all the victims."""
    if not c.elided or c.first or c.last + 1 >= len(items) or items[c.last + 1].grammar != "be":
        return False
    return any("people" in item.tags for item in items[c.last + 2 : c.last + _ASIDE])


def _is_split(items: Sequence[Item], c: Counted) -> bool:
    """As in "Half of the injured were there: three in the city and one in a suburb"."""
    before = items[c.first - 1].text if c.first > 1 else ""
    placed = "places" in items[c.first - 2].tags or items[c.first - 2].grammar == "area"
    if before == "(" and c.elided and placed:  # "deaths were reported from Tula (560)"
        return items[c.last + 1 : c.last + 2][0].text == ")"
    opens = before in _OPENERS and c.elided
    return opens and items[c.last + 1 : c.last + 2][0].text in words_of("opens_place")


def _total_of(victims: Victims, c: Counted) -> int | None:
    """The M of "six of the 31 dead are children", of whom more is told behind."""
    whole = next((k for k in victims.outcomes if victims.counted[k].at == c.total), None)
    if whole is None:
        return None
    start = max(victims.counted[whole].last, victims.outcomes[whole].cue_at) + 1
    behind = victims.items[start : start + _ASIDE - 1]
    who = bool(behind) and behind[0].grammar == "be" and any("people" in k.tags for k in behind)
    return whole if who else None


def _opens_list(victims: Victims, n: int) -> bool:
    """Whether the people of the number before are told one by one: "three: a man and two boys"."""
    c, items = victims.counted[n], victims.items
    if not names_people(c) or is_told_otherwise(items, c):
        return False
    for item in items[c.first - 1 : max(0, c.first - _ASIDE - 2) : -1]:
        if item.text == ":":
            return True
        passes = item.text == "," or "people" in item.tags
        if not (passes or item.grammar in {"determiner", "conjunction", "other"}):
            return False
    return False


def _of_victims(items: Sequence[Item], c: Counted) -> bool:
    """As in "The victims include two children"."""
    for i in range(c.first - 1, 0, -1):
        if items[i].grammar == "including":
            who = "people" in items[i - 1].tags or items[i - 1].text in words_of("refers")
            return items[i].text.startswith("includ") and who
    return False


def _tells_deed(items: Sequence[Item], start: int, c: Counted) -> bool:
    """Whether another outcome is told from start on, in front of number c or right behind it."""
    return any(_gives_measure(item) for item in items[start : c.last + _ASIDE - 1])


def _gives_measure(item: Item) -> bool:
    return role_of(item) in {"object", "subject", "state", "noun"}


def _is_part(items: Sequence[Item], c: Counted) -> bool:
    """As in "28 of them", "18 of whom", "six children among them"."""
    after = items[c.last + 1] if c.last + 1 < len(items) else None
    before = items[c.first - 1] if c.first else None
    if before is not None and (before.text in words_of("of_whom") or _is_inverted(items, c)):
        return True
    if c.elided and _is_opened(items, c):
        return True
    if c.part and not c.heads:
        return items[c.last].grammar == "pronoun" or items[c.last].text in words_of("of_whom")
    return (
        after is not None
        and after.grammar == "including"
        and after.text.split()[-1] in words_of("ends_including")
    )


def _is_inverted(items: Sequence[Item], c: Counted) -> bool:
    """As in "Among them are two children"."""
    i = c.first - 1
    return i > 0 and items[i].grammar == "be" and items[i - 1].text in words_of("of_whom")


def _is_period(items: Sequence[Item], i: int) -> bool:
    """As in "including ten this year"."""
    period = items[i].text in clause_words("this_or_last") and i + 1 < len(items)
    return period and items[i + 1].text in words_of("periods")


def _is_opened(items: Sequence[Item], c: Counted) -> bool:
    """As in "Among them, 12 were drivers", "Of those killed, five were nurses and two ..."."""
    after = items[c.last + 1] if c.last + 1 < len(items) else None
    if after is None or after.grammar != "be":
        return False
    if items[0].text in words_of("of_whom"):
        return items[1].text == ","
    comma = next((i for i in range(1, min(c.first, _ASIDE)) if items[i].text == ","), None)
    if comma is None or items[0].text not in ("of", "among"):
        return False
    return _gives_measure(items[comma - 1]) and not _tells_deed(items, comma, c)


def _is_included(items: Sequence[Item], c: Counted) -> bool:
    """As in "including three children", "including a woman and two children"."""
    for i in range(c.first - 1, max(-1, c.first - _LISTED), -1):
        item = items[i]
        if item.grammar == "including" or (item.text in "(-\u2013" and names_people(c)):
            return True
        if not (
            "people" in item.tags
            or (item.number is not None and (item.number.age or is_age(items, i)))
            or item.grammar in {"determiner", "conjunction", "other"}
            or item.text in {",", "of", "those"}  # "including those of five children"
        ):
            return False
    return False


def _fits_part(items: Sequence[Item], c: Counted) -> bool:
    """Whether what follows tells who the part is or where, and no other deed."""
    if _is_included(items, c) and not _is_opened(items, c):
        after = items[c.last + 1] if c.last + 1 < len(items) else None
        if after is not None and (after.grammar == "preposition" or _is_period(items, c.last + 1)):
            return True
        return names_people(c)
    for i in range(c.last + 1, min(len(items), c.last + 4)):
        if items[i].grammar == "be":
            return any(
                "people" in item.tags or item.grammar == "preposition"
                for item in items[i + 1 : i + _ASIDE + 2]
            )
        if role_of(items[i]) == "none":
            return False
    return True


# --- lists: "two in Odesa and one in Lviv", "three adults and two children were killed" ---


def _by_list(victims: Victims, n: int) -> Outcome | None:
    c, items = victims.counted[n], victims.items
    if not counts_people(items, c) or is_told_otherwise(items, c):
        return None
    if _is_total(items, c):
        return None
    if n - 1 in victims.outcomes and (
        _linked(victims, n - 1, n, _in_list) or _is_gapped(victims, n)
    ):
        return replace(victims.outcomes[n - 1], rule="list", whole=n - 1)
    after = victims.outcomes.get(n + 1)
    if (
        after is not None
        and after.rule != "verb with object"
        and _linked(victims, n, n + 1, _in_subject)
    ):
        return replace(after, rule="list")
    return None


def _is_gapped(victims: Victims, n: int) -> bool:
    """As in "group A killed 16 soldiers, group B 12 and group C ten": the verb stands once."""
    c, items = victims.counted[n], victims.items
    if not c.elided or victims.outcomes[n - 1].rule not in ("verb with object", "list"):
        return False
    between = items[victims.counted[n - 1].last + 1 : c.first]
    opens = [item.text for item in between[:1]] in ([","], ["and"])
    if not opens or not _GAP <= len(between) <= _ASIDE or between[1].grammar != "determiner":
        return False
    return not any(k.is_sign or k.grammar or "casualties" in k.tags for k in between[2:])


def _is_total(items: Sequence[Item], c: Counted) -> bool:
    """Whether the number is the M of "N out of M", "N of M"."""
    if not c.first or items[c.first - 1].grammar != "of":
        return False
    return items[c.first - 1].text != "of" or items[c.first - 2].number is not None


def _by_victims(victims: Victims, n: int) -> Outcome | None:
    """As in "124 victims", of whom nothing more is told."""
    c = victims.counted[n]
    head = c.heads[-1] if c.heads else None
    if head is None or head.text != "victims" or c.part or is_told_otherwise(victims.items, c):
        return None
    if is_handed_over(victims, n) or (c.first and role_of(victims.items[c.first - 1]) is not None):
        return None
    return Outcome("casualties", "counted victims", head.text, c.last)


def _linked(victims: Victims, a: int, b: int, passes: Callable[[Item], bool]) -> bool:
    between = victims.items[victims.counted[a].last + 1 : victims.counted[b].first]
    if _compares(between):
        between = between[:-2]
    if between and not (between[-1].tags or between[-1].is_sign):
        return False
    return len(between) <= REACH and all(passes(item) for item in between)


def _compares(between: Sequence[Item]) -> bool:
    """As in "232 people were killed, compared with 190 in June"."""
    return [item.text for item in between[-2:]] in (["compared", "with"], ["compared", "to"])


def _in_list(item: Item) -> bool:
    if item.is_sign:
        return item.text in ",;\u2013"
    if (
        item.grammar in (*_CONTINUES, "area")
        or item.text == "with"
        or "places" in item.tags
        or "people" in item.tags
    ):
        return True
    reported = "speech" in item.tags and item.text.split()[0].endswith("ed")
    return (
        _BLOCKS.isdisjoint(item.tags)
        or item.grammar == "be"
        or reported
        or role_of(item) in {"object", "subject", "noun", "state"}
    )


def _in_subject(item: Item) -> bool:
    return (
        item.text == ","
        or "people" in item.tags
        or "actors" in item.tags
        or item.text == "armed"
        or item.grammar in {"conjunction", "determiner", "of"}
    )
