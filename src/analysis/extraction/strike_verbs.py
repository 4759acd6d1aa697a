"""The verb that tells what became of a number of weapons: behind the number, or before it."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from analysis.extraction.counted import is_event
from analysis.extraction.verdicts import cue_at, is_hypothetical

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from analysis.extraction.counted import Counted
    from analysis.extraction.document import Item
    from analysis.extraction.lexicon import Tag
    from analysis.extraction.verdicts import Reading, Verdict

_REACH = 14
_ENDS = (";", ":", "(", ")", ",", "\u2013")

# --- the verb after the number: "71 were shot down", "two hit a depot" ------------------------


def by_verb_after(reading: Reading, n: int) -> Verdict | None:
    return next((v for v in _verbs_after(reading, n) if not v.rule.startswith("weak")), None)


def by_weak_verb_after(reading: Reading, n: int) -> Verdict | None:
    return next(iter(_verbs_after(reading, n)), None)


def _verbs_after(reading: Reading, n: int) -> list[Verdict]:
    """Verdicts of the verbs behind the number in its clause; "weak" ones may give way to others."""
    c = reading.counted[n]
    items = reading.items
    seen: set[str] = set()
    found: list[Verdict] = []
    for i in _clause_after(items, after_phrase(reading, c)):
        item = items[i]
        if _ends_clause(items, i) or (
            "casualties" in item.tags and "strikes" not in item.tags and "be" in seen
        ):
            break
        if item.text in (",", "\u2013"):
            seen.add("comma")
        tag = item.tag("strikes")
        if tag is not None:
            verdict = _after_verdict(items, i, tag, seen)
            if (
                verdict is not None
                and verdict.rule == "weak participle"
                and i == c.last + 1
                and c.elided
            ):
                verdict = replace(verdict, rule="participle")  # "328 launched, 309 shot down"
            found += [verdict] if verdict is not None else []
            if verdict is None or verdict.rule not in ("weak participle", "weak told of"):
                break
        seen.update(
            name for name in ("be", "relative", "negation", "modal") if item.is_grammar(name)
        )
        if item.text == "not":
            seen.add("negation")
        if "relative" in seen and (
            "actors" in item.tags or item.is_grammar("pronoun", "determiner")
        ):
            seen.add("subject")
    return found if c.total is None else [v for v in found if v.measure != "launched"]


def _clause_after(items: Sequence[Item], first: int) -> Iterator[int]:
    """Indices of the items behind a phrase, without a parenthesis such as ", including ...,"."""
    i, end = first, min(len(items), first + _REACH)
    while i < end:
        if items[i].text == "," and i + 1 < len(items) and items[i + 1].is_grammar("including"):
            close = next((k for k in range(i + 1, len(items)) if items[k].text == ","), None)
            if close is None:
                return
            i, end = close + 1, min(len(items), close + _REACH)
            continue
        yield i
        i += 1


def after_phrase(reading: Reading, c: Counted) -> int:
    """Index of the first item behind the phrase, and behind the total's phrase too."""
    if c.total is not None:
        return next((o.last + 1 for o in reading.counted if o.at == c.total), c.total + 1)
    return c.last + 1


def _ends_clause(items: Sequence[Item], i: int) -> bool:
    item = items[i]
    if item.text == "," or item.text == "\u2013":
        return not (i + 1 < len(items) and items[i + 1].is_grammar("relative"))
    return (
        item.number is not None
        or item.text in (";", ":", "(")
        or item.is_grammar("clause", "conjunction", "including")
        or ("speech" in item.tags and item.tags["speech"].entry.get("role") == "to")
    )


def _after_verdict(items: Sequence[Item], i: int, tag: Tag, seen: set[str]) -> Verdict | None:
    role, measure = tag.entry.get("role"), str(tag.entry.get("measure"))
    word, aux = items[i].text.split()[0], "be" in seen
    if "modal" in seen:
        return None
    if role == "subject" and measure == "hit" and aux and word in ("hit", "struck"):
        return cue_at(items, i, "passive verb", "intercepted")
    if role == "subject" or (role == "with" and tag.form == "past" and not aux):
        weak = word.endswith("ing") or "comma" in seen
        return cue_at(
            items,
            i,
            "weak verb of the weapon" if weak else "verb of the weapon",
            "" if role == "subject" else "launched",
        )
    if word == "down":  # "60 of 72 missiles down"
        ends = i + 1 == len(items) or items[i + 1].is_sign
        return cue_at(items, i, "participle") if ends and not seen else None
    if role != "object" or tag.form not in ("past", "word") or word.endswith("ing"):
        return None
    if "negation" in seen:
        return cue_at(items, i, "not intercepted", "hit") if measure == "intercepted" else None
    if "comma" in seen and "subject" in seen and measure == "launched":
        return None
    return cue_at(items, i, _passive_rule(tag, measure, seen))


def _passive_rule(tag: Tag, measure: str, seen: set[str]) -> str:
    if tag.entry.get("weak"):
        return "weak passive verb" if "be" in seen else "weak participle"
    if "subject" in seen:
        return "weak told of" if measure == "launched" else "told of"
    if "be" in seen:  # "the three that were fired": what else became of them may follow
        return "weak told of" if "relative" in seen and measure == "launched" else "passive verb"
    return "weak participle" if measure == "launched" else "participle"


# --- the verb before the number: "shot down 71", "an attack with 40 drones" -------------------


def by_verb_before(reading: Reading, n: int) -> Verdict | None:
    c = reading.counted[n]
    items = reading.items
    stop = max((p.last for p in reading.counted[:n] if p.heads or p.elided), default=-1)
    first, by = _opened(items, c), ""
    for i in range(first - 1, max(stop, first - 1 - _REACH), -1):
        item = items[i]
        if "strikes" in item.tags:
            verdict = _before_verdict(
                items, i, by, c, bracket=first < c.first and items[first].text == "("
            )
            if verdict is not None:
                return verdict
        if item.text in _ENDS or item.is_grammar("clause", "relative", "be", "have", "modal", "verb"):
            return None
        if c.elided and first == c.first and not _may_stand_between(item):
            return None
        if item.number is not None:
            by = ""
        elif not by and (item.is_grammar("by") or item.text in ("of", "in")):
            by = item.text
    return None


def _opened(items: Sequence[Item], c: Counted) -> int:
    """First item of the phrase, over a quotation mark or, for "Bryansk (38)", a bracket."""
    if c.first > 0 and items[c.first - 1].text == '"':
        return c.first - 1
    if (
        c.first > 0
        and items[c.first - 1].text == "("
        and c.last + 1 < len(items)
        and items[c.last + 1].text == ")"
    ):
        return c.first - 1
    return c.first


def _may_stand_between(item: Item) -> bool:
    """A number without a noun of its own must follow its verb closely; others may stand off."""
    return (
        item.is_grammar("adverb", "determiner", "other", "by", "conjunction")
        or "strikes" in item.tags
        or item.text == "of"
    )


def _before_verdict(
    items: Sequence[Item], i: int, by: str, c: Counted, *, bracket: bool
) -> Verdict | None:
    tag = items[i].tags["strikes"]
    role = tag.entry.get("role")
    if is_hypothetical(items, i):
        return None
    if items[i].text == "lost":  # "the enemy lost 40 UAVs" tells of losses on the ground
        return None
    if role == "object" and items[i].text == "down":  # "shut down four airports" is another verb
        return cue_at(items, i, "verb with object") if c.heads and i == c.first - 1 else None
    if role == "object":
        passive = tag.form == "past" and _is_passive(items, i)
        if tag.entry.get("weak") and not any(is_event(item) for item in items[:i]):
            return None
        return (
            None
            if (by in ("by", "of") or passive) and not bracket
            else cue_at(items, i, "verb with object")
        )
    if role == "event" and by and by not in ("by", "from", "in"):
        return cue_at(items, i, "event")
    if role in ("with", "subject") and by in ("with", "using", "involving"):
        return cue_at(items, i, f"verb {by}", "launched")
    if role == "with" and by == "by":
        return cue_at(items, i, "verb by", "launched")
    if role == "noun" or (role == "subject" and by == "by"):
        return cue_at(items, i, "noun of the outcome")
    if role == "subject" and items[i].text in ("hit", "hits", "struck") and not by and c.heads:
        return cue_at(items, i, "verb with object", "intercepted")
    return None


def _is_passive(items: Sequence[Item], i: int) -> bool:
    """Whether a form of be stands before the verb at i, over adverbs."""
    k = i - 1
    while k >= 0 and items[k].is_grammar("adverb", "other"):
        k -= 1
    return k >= 0 and items[k].is_grammar("be")
