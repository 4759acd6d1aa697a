"""Which measure a number of weapons has: by its pair, by a verb, or by the list it stands in."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING

from analysis.extraction.counted import is_event

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from analysis.extraction.counted import Counted
    from analysis.extraction.document import Item, Sentence
    from analysis.extraction.lexicon import Tag

_REACH = 14
_LIST_REACH = 24
_OUTCOMES = ("intercepted", "suppressed", "hit")
_AFTER_RULES = ("passive verb", "participle", "verb of the weapon", "told of")
_ENDS = (";", ":", "(", ")", ",", "\u2013")


@dataclass(frozen=True, slots=True)
class Verdict:
    """The measure of a number, the rule that gave it, and where its cue word stands."""

    measure: str
    rule: str
    cue: str = ""
    at: int = -1


@dataclass(slots=True)
class Reading:
    """One sentence while its numbers are being read; verdicts are keyed by position in counted.

    before is the measure that the sentences before leave open.
    """

    sentence: Sentence
    counted: list[Counted]
    before: str | None = None
    verdicts: dict[int, Verdict] = field(default_factory=dict)

    @property
    def items(self) -> Sequence[Item]:
        """The sentence's items."""
        return self.sentence.items


def find_verdicts(reading: Reading) -> None:
    """Give every number that may count weapons its measure, by the first step that finds one."""
    steps = (
        _by_total,
        _by_outcome_noun,
        _by_number_of,
        _by_event,
        _by_verb_after,
        _by_verb_before,
        _by_tally,
        _by_predicate,
        _by_negation,
        _by_list,
        _by_ellipsis,
        _by_bare_list,
        _by_weak_verb_after,
        _by_parts,
    )
    for step in steps:
        for n in range(len(reading.counted)):
            if n not in reading.verdicts:
                verdict = step(reading, n)
                if verdict is not None:
                    reading.verdicts[n] = verdict


def _cue(items: Sequence[Item], i: int, rule: str, measure: str = "") -> Verdict:
    tag = items[i].tag("strikes")
    return Verdict(measure or (str(tag.entry.get("measure")) if tag else ""), rule, items[i].text, i)


# --- "60 out of 81 drones": the second number is the total -----------------------------------


def _by_total(reading: Reading, n: int) -> Verdict | None:
    """The M of "N of M", of "out of M drones, ..." at a clause's start: launched."""
    c = reading.counted[n]
    part = next((p for p in reading.counted[:n] if p.total == c.at), None)
    if part is not None:
        return Verdict("launched", "total of all but N" if part.all_but else "total of N of M", "of")
    if c.first == 0 or reading.items[c.first - 1].text not in ("of", "out of", "from among"):
        return None
    opener = reading.items[c.first - 2] if c.first > 1 else None
    told = any(v.measure in _OUTCOMES for k, v in reading.verdicts.items() if k < n)
    if reading.items[c.first - 1].text == "out of" and (told or _by_verb_after(reading, max(n - 1, 0))):
        return Verdict("launched", "total of N of M", "out of")
    if opener is None or opener.is_sign or opener.is_grammar("conjunction", "clause") or opener.text == "that":
        after = _by_verb_after(reading, n)
        if after is not None and after.measure in _OUTCOMES and after.rule == "told of":
            return after
        return Verdict("launched", "total named first", reading.items[c.first - 1].text)
    if opener.text in ("none", "neither", "any"):
        return Verdict("launched", "total of none", opener.text)
    return None


# --- "two interceptions of missiles", "hits by seven missiles and 34 drones" ------------------


def _by_outcome_noun(reading: Reading, n: int) -> Verdict | None:
    """A number that counts the outcome itself, or stands behind "hits by"."""
    c = reading.counted[n]
    items = reading.items
    if c.first > 0 and _role(items[c.first - 1]) == "noun" and items[c.first - 1].text.endswith((" by", " of", " from")):
        return _cue(items, c.first - 1, "noun of the outcome")
    if c.heads:
        return _tight(reading, n, "noun of the outcome")
    for i in range(c.last + 1, min(c.last + 3, len(items))):
        if _role(items[i]) == "noun" and items[i].text.endswith("s") == (c.quantity.value != 1):
            return _cue(items, i, "counted outcome")
        if items[i].tags or items[i].is_sign:
            return None
    return None


def _role(item: Item) -> object:
    tag = item.tag("strikes")
    return tag.entry.get("role") if tag is not None else None


# --- "put the number of drones destroyed at 144" ----------------------------------------------


def _by_number_of(reading: Reading, n: int) -> Verdict | None:
    """The number of weapons named before, with what became of them."""
    c = reading.counted[n]
    items = reading.items
    if c.heads or c.first < 1:
        return None
    if not (items[c.first - 1].text in ("at", "to", "as", "reached") or items[c.first - 1].is_grammar("be")):
        return None
    stop = max((p.last for p in reading.counted[:n]), default=-1)
    start = next((i for i in range(c.first - 1, stop, -1) if items[i].text in ("number of", "total number of")), None)
    if start is None or not any("weapons" in item.tags for item in items[start : start + 6]):
        return None
    cue = next((i for i in range(start, c.first) if _role(items[i]) in ("object", "subject")), None)
    return _cue(items, cue, "number of") if cue is not None else _cue(items, start, "number of", "launched")


# --- "a barrage of 35 missiles and 60 drones tore into ..." -----------------------------------


def _by_event(reading: Reading, n: int) -> Verdict | None:
    """The size of an attack: "a barrage of 40 drones", "an attack with 40 drones"."""
    c = reading.counted[n]
    items = reading.items
    by = c.first - 1
    if by < 1 or not (items[by].text in ("of", "with", "involving", "using") and c.heads):
        return _tight(reading, n, "event")
    for i in range(by - 1, max(-1, by - 5), -1):
        if is_event(items[i]):
            return None if _is_hypothetical(items, i) else _cue(items, i, "event", "launched")
        if items[i].is_sign or items[i].number is not None or (items[i].tags and not items[i].is_grammar("preposition")):
            return None
    return None


def _tight(reading: Reading, n: int, rule: str) -> Verdict | None:
    """The verdict of the number before, where only "and" or a comma stands between."""
    before = reading.verdicts.get(n - 1)
    if before is None or before.rule.removeprefix("list: ") != rule:
        return None
    between = reading.items[reading.counted[n - 1].last + 1 : reading.counted[n].first]
    if all(item.is_grammar("conjunction", "adverb") or item.text == "," for item in between):
        return replace(before, rule=f"list: {rule}")
    return None


# --- the verb after the number: "71 were shot down", "two hit a depot" ------------------------


def _by_verb_after(reading: Reading, n: int) -> Verdict | None:
    return next((v for v in _verbs_after(reading, n) if not v.rule.startswith("weak")), None)


def _by_weak_verb_after(reading: Reading, n: int) -> Verdict | None:
    return next(iter(_verbs_after(reading, n)), None)


def _verbs_after(reading: Reading, n: int) -> list[Verdict]:
    """Verdicts of the verbs behind the number in its clause; "weak" ones may give way to others."""
    c = reading.counted[n]
    items = reading.items
    seen: set[str] = set()
    found: list[Verdict] = []
    for i in _clause_after(items, _after_phrase(reading, c)):
        item = items[i]
        if _ends_clause(items, i) or ("casualties" in item.tags and "strikes" not in item.tags and "be" in seen):
            break
        if item.text in (",", "\u2013"):
            seen.add("comma")
        tag = item.tag("strikes")
        if tag is not None:
            verdict = _after_verdict(items, i, tag, seen)
            if verdict is not None and verdict.rule == "weak participle" and i == c.last + 1 and c.elided:
                verdict = replace(verdict, rule="participle")  # "328 launched, 309 shot down"
            found += [verdict] if verdict is not None else []
            if verdict is None or verdict.rule not in ("weak participle", "weak told of"):
                break
        seen.update(name for name in ("be", "relative", "negation", "modal") if item.is_grammar(name))
        if item.text == "not":
            seen.add("negation")
        if "relative" in seen and ("actors" in item.tags or item.is_grammar("pronoun", "determiner")):
            seen.add("subject")
    return found if c.total is None else [v for v in found if v.rule != "weak participle"]


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


def _after_phrase(reading: Reading, c: Counted) -> int:
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
        return _cue(items, i, "passive verb", "intercepted")
    if role == "subject" or (role == "with" and tag.form == "past" and not aux):
        weak = word.endswith("ing") or "comma" in seen
        return _cue(items, i, "weak verb of the weapon" if weak else "verb of the weapon", "" if role == "subject" else "launched")
    if word == "down":  # "60 of 72 missiles down"
        ends = i + 1 == len(items) or items[i + 1].is_sign
        return _cue(items, i, "participle") if ends and not seen else None
    if role != "object" or tag.form not in ("past", "word") or word.endswith("ing"):
        return None
    if "negation" in seen:
        return _cue(items, i, "not intercepted", "hit") if measure == "intercepted" else None
    if "comma" in seen and "subject" in seen and measure == "launched":
        return None
    return _cue(items, i, _passive_rule(tag, measure, seen))


def _passive_rule(tag: Tag, measure: str, seen: set[str]) -> str:
    if tag.entry.get("weak"):
        return "weak passive verb" if "be" in seen else "weak participle"
    if "subject" in seen:
        return "weak told of" if measure == "launched" else "told of"
    if "be" in seen:  # "the three that were fired": what else became of them may follow
        return "weak told of" if "relative" in seen and measure == "launched" else "passive verb"
    return "weak participle" if measure == "launched" else "participle"


# --- the verb before the number: "shot down 71", "an attack with 40 drones" -------------------


def _by_verb_before(reading: Reading, n: int) -> Verdict | None:
    c = reading.counted[n]
    items = reading.items
    stop = max((p.last for p in reading.counted[:n] if p.heads or p.elided), default=-1)
    first, by = _opened(items, c), ""
    for i in range(first - 1, max(stop, first - 1 - _REACH), -1):
        item = items[i]
        if "strikes" in item.tags:
            verdict = _before_verdict(items, i, by, c, bracket=first < c.first and items[first].text == "(")
            if verdict is not None:
                return verdict
        if item.text in _ENDS or item.is_grammar("clause", "relative", "be", "have", "modal"):
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
    if c.first > 0 and items[c.first - 1].text == "(" and c.last + 1 < len(items) and items[c.last + 1].text == ")":
        return c.first - 1
    return c.first


def _may_stand_between(item: Item) -> bool:
    """A number without a noun of its own must follow its verb closely; others may stand off."""
    return (
        item.is_grammar("adverb", "determiner", "other", "by", "conjunction") or "strikes" in item.tags or item.text == "of"
    )


def _before_verdict(items: Sequence[Item], i: int, by: str, c: Counted, *, bracket: bool) -> Verdict | None:
    tag = items[i].tags["strikes"]
    role = tag.entry.get("role")
    if _is_hypothetical(items, i):
        return None
    if role == "object" and items[i].text == "down":  # "shut down four airports" is another verb
        return _cue(items, i, "verb with object") if c.heads and i == c.first - 1 else None
    if role == "object":
        passive = tag.form == "past" and _is_passive(items, i)
        if tag.entry.get("weak") and not any(is_event(item) for item in items[:i]):
            return None
        return None if (by in ("by", "of") or passive) and not bracket else _cue(items, i, "verb with object")
    if role == "event" and by and by not in ("by", "from", "in"):
        return _cue(items, i, "event")
    if role in ("with", "subject") and by in ("with", "using", "involving"):
        return _cue(items, i, f"verb {by}", "launched")
    if role == "with" and by == "by":
        return _cue(items, i, "verb by", "launched")
    if role == "noun" or (role == "subject" and by == "by"):
        return _cue(items, i, "noun of the outcome")
    if role == "subject" and items[i].text in ("hit", "hits", "struck") and not by and c.heads:
        return _cue(items, i, "verb with object", "intercepted")
    return None


def _is_hypothetical(items: Sequence[Item], i: int) -> bool:
    """Whether a word such as "could" or "expects" governs the cue at i."""
    for item in reversed(items[max(0, i - 3) : i]):
        if item.is_grammar("modal"):
            return True
        if item.is_sign or "speech" in item.tags:
            return False
    return False


def _is_passive(items: Sequence[Item], i: int) -> bool:
    """Whether a form of be stands before the verb at i, over adverbs."""
    k = i - 1
    while k >= 0 and items[k].is_grammar("adverb", "other"):
        k -= 1
    return k >= 0 and items[k].is_grammar("be")


# --- lists: "55 in all, 27 over Rostov, eight over Bryansk" -----------------------------------


def _by_list(reading: Reading, n: int) -> Verdict | None:
    """The measure of a neighbour in the same list: the one before, else the one after."""
    pair = [k for k in range(n) if reading.counted[k].total is not None and k in reading.verdicts]
    if reading.counted[n].total is not None and pair:
        return replace(reading.verdicts[pair[-1]], rule="list: N of M")
    if n > 0 and n - 1 in reading.verdicts and linked(reading, n - 1, n):
        verdict = reading.verdicts[_owner(reading, n - 1)]
        return replace(verdict, rule=f"list: {verdict.rule.removeprefix('list: ')}")
    for k in range(n + 1, len(reading.counted)):
        if not linked(reading, k - 1, k) or (reading.counted[n].heads and reading.counted[k].elided):
            return None
        if k in reading.verdicts and reading.verdicts[k].rule in _AFTER_RULES:
            verdict = reading.verdicts[k]
            return replace(verdict, rule=f"list: {verdict.rule}")
    return None


def _owner(reading: Reading, n: int) -> int:
    """For the M of "N of M", the N, whose measure goes on in a list."""
    for k, p in enumerate(reading.counted[:n]):
        if p.total == reading.counted[n].at and k in reading.verdicts:
            return k
    return n


def linked(reading: Reading, a: int, b: int) -> bool:
    """Whether the numbers a and b stand in one list: no verb or clause word between them.

    The verb that gave a its measure may stand between them.
    """
    items = reading.items
    verdict = reading.verdicts.get(a)
    first = max(reading.counted[a].last, verdict.at if verdict else -1) + 1
    last = reading.counted[b].first
    if last - first > _LIST_REACH:
        return False
    for i in range(first, last):
        item = items[i]
        if item.is_grammar("clause", "modal") or ("speech" in item.tags and items[i + 1].text != ","):
            return False
        if "casualties" in item.tags and "strikes" not in item.tags:
            return False
        if item.text == "that" and i > 0 and (items[i - 1].text == "," or items[i - 1].is_grammar("conjunction")):
            return False
        if item.is_grammar("be") and not (_is_locative(items, i) or items[i - 1].is_grammar("relative")):
            return False
    return not (last - first > 1 and items[last - 1].text == "of" and "weapons" not in items[last - 2].tags)


def _is_locative(items: Sequence[Item], i: int) -> bool:
    """Whether the form of be at i only tells where: "20 were in Moscow"."""
    return i + 1 < len(items) and items[i + 1].is_grammar("preposition", "by")


# --- "60 drones, 20 shot down, 20 jammed" ------------------------------------------------------


def _by_parts(reading: Reading, n: int) -> Verdict | None:
    """A number of weapons that is followed by what became of parts of them."""
    c = reading.counted[n]
    after = reading.verdicts.get(n + 1)
    if not c.heads or after is None or after.measure not in _OUTCOMES or not reading.counted[n + 1].elided:
        return None
    between = reading.items[c.last + 1 : reading.counted[n + 1].first]
    if len(between) <= 2 and all(item.is_sign or item.is_grammar("including") for item in between):
        return Verdict("launched", "total of parts", after.cue)
    return None


# --- "it counted 21 drones": the measure is that of the sentence before -----------------------


def _by_tally(reading: Reading, n: int) -> Verdict | None:
    """A word that only gives a number: what it is of was said before, or it is of an attack."""
    c = reading.counted[n]
    for i in range(c.first - 1, max(-1, c.first - 9), -1):
        item = reading.items[i]
        role = _role(item)
        if role == "record":
            return Verdict("launched", "record", item.text, i) if i == c.first - 1 and c.heads else None
        if role == "tally":
            tag = item.tags["strikes"]
            measure = tag.entry.get("measure") or reading.before or ("launched" if c.heads else None)
            if c.heads and _parts_follow(reading, n):
                measure = "launched"
            told = c.heads or c.part or tag.entry.get("bare")
            return Verdict(str(measure), "tally", item.text, i) if measure and told else None
        if item.number is not None or (item.is_sign and item.text != ",") or (item.is_grammar("clause") and item.text != "as"):
            return None
    return None


def _parts_follow(reading: Reading, n: int) -> bool:
    """Whether what became of parts follows: "59 drones, of which 58 were destroyed"."""
    behind = [item.text for item in reading.items[reading.counted[n].last + 1 :][:5]]
    return behind[:1] == [","] and any(word.startswith(("of which", "which", "all of", "of them")) for word in behind[1:])


def _by_predicate(reading: Reading, n: int) -> Verdict | None:
    """"About 60 of these were Shaheds": a part of what was counted before, of one kind."""
    c = reading.counted[n]
    items = reading.items
    i = c.last + 1
    if not c.part or i + 1 >= len(items) or not items[i].is_grammar("be"):
        return None
    before = reading.verdicts.get(n - 1)
    measure = before.measure if before is not None else reading.before
    if measure is None or not any("weapons" in item.tags for item in items[i + 1 : i + 4]):
        return None
    return Verdict(measure, "predicate", items[i].text, i)


def _by_ellipsis(reading: Reading, n: int) -> Verdict | None:
    """ "All eight Kalibrs were, too", "as were seven out of nine", "nine over Kursk": as said before."""
    c = reading.counted[n]
    items = reading.items
    before = next((reading.verdicts[k] for k in range(n - 1, -1, -1) if k in reading.verdicts), None)
    measure = before.measure if before is not None else reading.before
    if measure is None:
        return None
    if c.first > 1 and items[c.first - 1].is_grammar("be") and items[c.first - 2].text in ("as", "so"):
        return Verdict(measure, "said before", items[c.first - 2].text, c.first - 1)
    behind = items[_after_phrase(reading, c) :][:5]
    if len(behind) > 1 and behind[0].text == "over" and any("places" in item.tags for item in behind):
        return Verdict(measure, "said before", "over", c.last + 1)
    if len(behind) > 1 and behind[0].is_grammar("be") and (behind[1].is_sign or behind[1].text in ("too", "also", "as")):
        return Verdict(measure, "said before", behind[0].text, c.last + 1)
    return None


def _by_negation(reading: Reading, n: int) -> Verdict | None:
    """ "Thirty-six were shot down, seven were not": these got through."""
    c = reading.counted[n]
    behind = reading.items[_after_phrase(reading, c) :][:3]
    negated = len(behind) > 2 and behind[0].is_grammar("be") and behind[1].text == "not" and behind[2].is_sign  # noqa: PLR2004
    before = reading.verdicts.get(n - 1)
    if negated and before is not None and before.measure == "intercepted":
        return Verdict("hit", "not intercepted", "not", c.last + 2)
    return None


# --- "Zelensky: 550 glide bombs, more than 20 missiles in seven days" -------------------------


def _by_bare_list(reading: Reading, n: int) -> Verdict | None:
    """A sentence's bare list of weapons, with no verb at all or behind a colon: launched."""
    c = reading.counted[n]
    items = reading.items
    if not c.heads or not any("weapons" in head.tags for head in c.heads):
        return None
    listed = reading.verdicts.get(n - 1)
    if listed is not None and listed.rule == "bare list":
        return listed
    opened = c.first == 0 and items[-1].text != "." or c.first > 0 and items[c.first - 1].text == ":"
    told = any(
        item.is_grammar("be", "have", "modal") or ("strikes" in item.tags and not is_event(item)) for item in items[c.first :]
    )
    return Verdict("launched", "bare list") if opened and not told else None
