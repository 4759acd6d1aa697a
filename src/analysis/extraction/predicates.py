"""Victims as the subject of what happened to them: "13 people were killed", "32 people died"."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from analysis.extraction.ages import is_age
from analysis.extraction.lexicon import clause_words
from analysis.extraction.outcomes import (
    REACH,
    Outcome,
    Victims,
    counts_people,
    has_object,
    is_one_of,
    names_people,
    outcome_by,
    role_of,
    words_of,
)

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from analysis.extraction.counted import Counted
    from analysis.extraction.document import Item
    from analysis.extraction.lexicon import Tag


_ASIDE = 4
_OF_THE = 2  # "of the", before what those counted are a part of
_WARD = "still_in_hospital"
_ASIDES = {"(": ")", "\u2013": "-\u2013", "-": "-\u2013"}


@dataclass(slots=True)
class _Walk:
    """What was passed on the way from a number to its verb."""

    people: bool
    be: bool = False
    aside: bool = False
    crossed: bool = False
    opened: bool = False
    among: bool = False
    added: bool = False
    related: bool = False
    placed: bool = False

    def goes_on(self, items: Sequence[Item], i: int) -> bool:
        """Take item i in; whether the verb may still follow."""
        item = items[i]
        self.related = self.related or item.grammar == "relative"
        if self.be and (item.text == "as" or self._is_among(item) or _is_believed(items, i)):
            return True
        if item.grammar in {"clause", "modal", "negation"} or item.text == "not":
            return False
        if item.grammar == "be":
            self.be, self.aside = True, False
            return True
        if self.be:
            return item.grammar in ("adverb", "other") or "speech" in item.tags or _is_manner(item)
        return self._goes_on_before_verb(items, i)

    def _goes_on_before_verb(self, items: Sequence[Item], i: int) -> bool:
        item = items[i]
        if item.number is not None:
            passes = self.aside or item.number.age or items[i - 1].text == "of"
            passes = passes or is_age(items, i) or (self.opened and _is_part(items, i))
            return passes or (self.opened and any(k.text == "," for k in items[i + 1 : i + 2]))
        if item.is_sign:
            return self._passes_dash(items, i) or self._passes_comma(items, i)
        return self._passes_word(items, i)

    def _is_among(self, item: Item) -> bool:
        """Take in "among seven people", who were killed."""
        if item.text == "among":
            self.among = True
        told = item.number is not None or "people" in item.tags
        return self.among and (told or item.text in words_of("before_number"))

    def _passes_dash(self, items: Sequence[Item], i: int) -> bool:
        """Whether the sign at i is inside a word, or opens or closes an aside with its spaces."""
        if items[i].text == "-" and i and items[i].start > items[i - 1].end:
            self.opened = self.opened or self.people
        return items[i].text in "[]-\"'"

    def _passes_comma(self, items: Sequence[Item], i: int) -> bool:
        after = items[i + 1] if i + 1 < len(items) else None
        if items[i].text not in ",\u2013" or after is None:
            return False
        self.crossed = True
        opens = (
            after.grammar in {"including", "relative", "determiner", "all"}
            or "people" in after.tags
            or after.text in clause_words("share")
            or after.text in clause_words("aged")
            or is_age(items, i + 1)
            or _is_part(items, i + 1)
        )
        opens = opens or (self.added and after.grammar in ("be", "have"))
        passes = self.people and (self.aside or self.opened or opens)
        self.opened = self.opened or (passes and opens)
        return passes

    def _passes_word(self, items: Sequence[Item], i: int) -> bool:
        item = items[i]
        self.aside = self.aside or item.grammar == "including"
        self.placed = self.placed or (self.people and "places" in item.tags)
        if item.grammar == "conjunction":
            self.crossed = True
            return self.people
        if "speech" in item.tags:
            return self.opened or (i + 1 < len(items) and items[i + 1].grammar == "be")
        return "strikes" not in item.tags or self.people


def _is_part(items: Sequence[Item], i: int) -> bool:
    """Whether a part of the people is counted at item i: "38 people, eight of them children,"."""
    behind = [item.text for item in items[i + 1 : i + 3]]
    of_them = behind[:1] in (["of them"], ["of whom"]) or behind in (["of", "them"], ["of", "whom"])
    return items[i].number is not None and of_them


def _is_believed(items: Sequence[Item], i: int) -> bool:
    """Whether item i is a part of "known to have": "14 are known to have died"."""
    words = [item.text for item in items[max(0, i - 2) : i + 1]]
    if words[-1] in words_of("believed"):
        return True
    if words[-1] == "to":
        return len(words) > 1 and words[-2] in words_of("believed")
    return words[-2:-1] == ["to"] and words[0] in words_of("believed")


def _is_manner(item: Item) -> bool:
    return item.text.endswith("ly") or item.text in words_of("inside_predicate")


def by_verb_after(victims: Victims, n: int) -> Outcome | None:
    """As in "13 people were killed", "one civilian, a woman aged 61, died"."""
    c, items = victims.counted[n], victims.items
    if is_one_of(c) or any(other.total == c.at for other in victims.sentence.counted):
        return None
    if c.first and items[c.first - 1].grammar == "preposition" and not names_people(c):
        return None
    found = _by_relative(victims, n)
    if found is not None:
        return found
    walk = _Walk(people=counts_people(items, c), added=_is_added(items, c))
    for i in _behind(items, _after_phrase(victims, c)):
        role = role_of(items[i])
        place = role == "state" and not walk.be and items[i].tags["casualties"].name == _WARD
        if role is not None and not walk.be and _is_passed(items, c, i, walk):
            continue
        if role in {"object", "subject", "state", "noun"} and not place:
            return _after(victims, n, i, role, walk)
        if not walk.goes_on(items, i):
            return None
    return None


def _is_passed(items: Sequence[Item], c: Counted, i: int, walk: _Walk) -> bool:
    """As in "20 soldiers, including several wounded, surrendered", "two of the wounded died"."""
    if walk.aside and _closes(items, i):
        return True
    return c.part and i <= c.last + _OF_THE and role_of(items[i]) in ("noun", "state")


def _by_relative(victims: Victims, n: int) -> Outcome | None:
    """As in "12 people whom Russian drones killed"."""
    c, items = victims.counted[n], victims.items
    if (
        not names_people(c)
        or c.last + 1 >= len(items)
        or items[c.last + 1].text not in words_of("who")
    ):
        return None
    for i in range(c.last + 2, min(len(items), c.last + REACH)):
        role = role_of(items[i])
        if role == "object" and i > c.last + 2 and items[i - 1].grammar != "be":
            return None if has_object(victims, n, i) else outcome_by(victims, n, i, "whom")
        if role is not None or items[i].is_sign or items[i].grammar in {"be", "modal", "negation"}:
            return None
    return None


def _over_relative(items: Sequence[Item], start: int) -> int:
    """The item behind "who were barricaded in the plant", where "have" or a verb follows it."""
    who = [item.text for item in items[start : start + 1]] == ["who"]
    if not who or start + 2 >= len(items) or items[start + 1].grammar != "be":
        return start
    for k in range(start + 2, min(len(items), start + REACH)):
        if items[k].is_sign or items[k].number is not None or role_of(items[k]) is not None:
            return start
        if items[k].grammar == "have" or (items[k].grammar == "be" and k > start + 2):
            return k
    return start


def _over_part(items: Sequence[Item], start: int) -> int:
    """The item behind ", three of whom were children,", where a verb follows it."""
    if start + 1 >= len(items) or items[start].text != "," or not _is_part(items, start + 1):
        return start
    comma = next((k for k in range(start + 2, len(items) - 1) if items[k].text == ","), None)
    if comma is None or comma > start + REACH:
        return start
    after = items[comma + 1]
    return comma + 1 if after.grammar in ("be", "have") or role_of(after) == "subject" else start


def _closes(items: Sequence[Item], i: int) -> bool:
    """Whether a comma and a verb follow, so that item i is still in an aside."""
    for k in range(i + 1, min(len(items) - 1, i + _ASIDE)):
        if items[k].text == ",":
            return role_of(items[k + 1]) in ("subject", "object") or items[k + 1].grammar == "be"
        if items[k].is_sign:
            return False
    return False


def _behind(items: Sequence[Item], start: int) -> Iterator[int]:
    """Indices of the items from start on, over a bracket or dashes that part the people."""
    end = min(len(items), start + REACH)
    start = _over_part(items, _over_relative(items, start))
    if start < len(items) and items[start].text in _ASIDES:
        closing = _ASIDES[items[start].text]
        ends = (i for i in range(start + 2, end) if items[i].text in closing)
        close = next(ends, None)
        aside = items[start:close] if close is not None else ()
        parts = any("people" in item.tags or "places" in item.tags for item in aside)
        after = items[close + 1] if close is not None and close + 1 < len(items) else None
        if parts and after is not None and (after.grammar in ("be", "have") or role_of(after)):
            start = close + 1 if close is not None else start
    yield from range(start, min(len(items), start + REACH))


def _is_added(items: Sequence[Item], c: Counted) -> bool:
    """Whether a comma opens an addition that ends behind the number: ", as well as 12 others,"."""
    if c.first < 2:  # noqa: PLR2004 - a comma and a conjunction
        return False
    return items[c.first - 2].text == "," and items[c.first - 1].grammar == "conjunction"


def _after_phrase(victims: Victims, c: Counted) -> int:
    """Index of the first item behind the phrase, and behind the total's phrase too."""
    if c.total is None:
        return c.last + 1
    after = next((o.last + 1 for o in victims.counted if o.at == c.total), c.total + 1)
    behind = victims.items[after : after + 2]
    told = len(behind) == 2 and role_of(behind[0]) == "object"  # noqa: PLR2004 - a word and more
    return after + (told and behind[1].grammar != "by")  # "15 of the 17 people wounded are ..."


def _after(victims: Victims, n: int, i: int, role: str, walk: _Walk) -> Outcome | None:
    tag: Tag = victims.items[i].tags["casualties"]
    if victims.items[i - 1].text.endswith("'s"):
        return None
    if tag.name == "treat" or (tag.name == "eliminate" and walk.related):
        return None  # "20 children were being treated", "passengers of a bus that was destroyed"
    if role == "subject":
        is_aside = walk.crossed and tag.form == "ing"
        return None if is_aside else outcome_by(victims, n, i, "verb of the victims")
    if walk.be and (role in ("state", "noun") or tag.form == "past"):
        return outcome_by(victims, n, i, "passive verb")
    placed = walk.placed and not tag.entry.get("losses")
    if (
        (walk.aside or walk.opened or placed)
        and role != "noun"
        and tag.form in ("past", "word")
        and not has_object(victims, n, i)
    ):
        return outcome_by(victims, n, i, "participle")
    return None
