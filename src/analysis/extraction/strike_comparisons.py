"""Numbers of weapons that are compared, or told in the order of those before."""

from __future__ import annotations

from typing import TYPE_CHECKING

from analysis.extraction.lexicon import strike_words
from analysis.extraction.named_places import words_of
from analysis.extraction.numerals import word_list
from analysis.extraction.strike_verbs import by_verb_after
from analysis.extraction.values import replace
from analysis.extraction.verdicts import Verdict

if TYPE_CHECKING:
    from collections.abc import Sequence

    from analysis.extraction.document import Item
    from analysis.extraction.verdicts import Reading

_FEW = 12  # an hour: "it was 10"


def by_comparison(reading: Reading, n: int) -> Verdict | None:
    """As in "compared with 298 a month earlier", "but short of July's 6,297"."""
    c, before = reading.counted[n], reading.verdicts.get(n - 1)
    if not c.elided or c.first < 2:  # noqa: PLR2004 - a word of comparing and its link
        return None
    if before is None or before.rule.startswith("total"):
        return _of_subject(reading, n)
    items = reading.items
    link, word = items[c.first - 1], items[c.first - 2].text
    month = link.text.removesuffix("'s")
    if month != link.text and month in word_list("months"):
        return replace(before, rule="compared", cue=link.text)
    if word == "compared" and link.text in strike_words("compared_with"):
        return replace(before, rule="compared", cue=word)
    return _of_subject(reading, n)


def _of_subject(reading: Reading, n: int) -> Verdict | None:
    """As in "Missiles were fewer: 185": how many were launched, by what is said of their number."""
    items, first = reading.items, reading.counted[n].first
    link = items[first - 1]
    if not (link.is_sign and link.text in ":,\u2013") and link.text != "at":
        return None
    before = items[max(0, first - 4) : first - 1]
    be = next((k for k, item in enumerate(before) if item.grammar == "be"), 0)
    if be == 0 or "weapons" not in before[be - 1].tags:
        return None
    word = next((item.text for item in before[be + 1 :] if item.text in words_of("amount")), None)
    return Verdict("launched", "amount", word) if word else None


def by_order(reading: Reading, n: int) -> Verdict | None:
    """As in "50 drones and six missiles; 40 and five were downed, respectively"."""
    weapons = respective(reading, n)
    if weapons is None:
        return None
    last = n + 1 if _joins(reading, n) else n
    return by_verb_after(reading, last)


def respective(reading: Reading, n: int) -> Sequence[Item] | None:
    """The nouns of the earlier number that number n goes back to, in the same order."""
    first = n if _joins(reading, n) else n - 1
    if first < 2 or not _joins(reading, first):  # noqa: PLR2004 - the two numbers before
        return None
    if "respectively" not in {item.text for item in reading.items[reading.counted[n].last :]}:
        return None
    whole = reading.counted[n - 2]
    return whole.heads or None


def _joins(reading: Reading, n: int) -> bool:
    """Whether the number is the first of "40 and five"."""
    if not 0 <= n < len(reading.counted) - 1:
        return False
    c, after = reading.counted[n], reading.counted[n + 1]
    between = reading.items[c.last + 1 : after.first]
    pair = c.elided and (after.elided or after.part) and len(between) == 1
    return pair and between[0].grammar == "conjunction"


def by_predicate(reading: Reading, n: int) -> Verdict | None:
    """As in "About 60 of these were Shaheds": a part of what was counted before, of one kind.

    Also "only about 300 were Shaheds", and "303 were destroyed: these are seven cruise missiles".
    """
    c, items = reading.counted[n], reading.items
    before = reading.verdicts.get(n - 1)
    if before is None and reading.before is None:
        return None
    i = c.last + 1
    subject = (c.part or c.elided) and i + 1 < len(items) and items[i].grammar == "be"
    if subject and any("weapons" in item.tags for item in items[i + 1 : i + 4]):
        goes_on = before is not None and before.rule != "total named first"
        measure = before.measure if before is not None and goes_on else "launched"
        return Verdict(measure, "predicate", items[i].text, i)
    of_these = [item.text for item in items[max(0, c.first - 2) : c.first]]
    if before is not None and of_these[:1] == ["these"] and items[c.first - 1].grammar == "be":
        return Verdict(before.measure, "predicate", of_these[-1], c.first - 1) if c.heads else None
    return None


def by_existence(reading: Reading, n: int) -> Verdict | None:
    """As in "There were 741 weapons in all", after others were told of."""
    c, items = reading.counted[n], reading.items
    there = [item.text for item in items[max(0, c.first - 2) : c.first]]
    if there in (["it", "was"], ["it", "is"]) and c.elided and c.quantity.value > _FEW:
        before = (
            reading.verdicts[k].measure for k in range(n - 1, -1, -1) if k in reading.verdicts
        )
        measure = next(before, reading.before)
        return Verdict(measure, "existence", "it") if measure else None
    if there[:1] != ["there"] or items[c.first - 1].grammar != "be":
        return None
    told = reading.before is not None or n > 0
    weapons = any("weapons" in head.tags for head in c.heads)
    return Verdict("launched", "existence", "there") if told and (weapons or c.part) else None
