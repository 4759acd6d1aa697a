"""The verb that tells what became of a number of weapons: behind the number, or before it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from analysis.extraction.counted import is_event
from analysis.extraction.lexicon import strike_words
from analysis.extraction.values import replace
from analysis.extraction.verdicts import cue_at, is_hypothetical, role_of

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from analysis.extraction.counted import Counted
    from analysis.extraction.document import Item
    from analysis.extraction.lexicon import Tag
    from analysis.extraction.verdicts import Reading, Verdict

_REACH = 14
_MODIFIERS = ("weak participle", "weak told of", "weak verb of the weapon")
_BARRIERS = {"clause", "relative", "be", "have", "modal", "verb"}
_SEEN = {"be", "have", "relative", "negation", "modal"}
_ENDS = {";", ":", "(", ")", ",", "\u2013"}

# --- the verb after the number: "71 were shot down", "two hit a depot" ------------------------


def by_verb_after(reading: Reading, n: int) -> Verdict | None:
    """The measure that a verb behind the number gives it for certain."""
    return next((v for v in _verbs_after(reading, n) if not v.rule.startswith("weak")), None)


def by_weak_verb_after(reading: Reading, n: int) -> Verdict | None:
    """The measure of a verb behind the number that would give way to any other step."""
    return next(iter(_verbs_after(reading, n)), None) or _shared_verb(reading, n)


def _shared_verb(reading: Reading, n: int) -> Verdict | None:
    """The verb behind the next number: "480 drones and 48 missiles were seen"."""
    c, counted = reading.counted[n], reading.counted
    if not c.heads or n + 1 == len(counted) or not counted[n + 1].heads:
        return None
    between = reading.items[c.last + 1 : counted[n + 1].first]
    if len(between) != 1 or between[0].grammar != "conjunction":
        return None
    found = next(iter(_verbs_after(reading, n + 1)), None)
    return replace(found, rule=f"list: {found.rule}") if found is not None else None


def _verbs_after(reading: Reading, n: int) -> list[Verdict]:
    """Verdicts of the verbs behind the number in its clause; "weak" ones may give way to others."""
    if n not in reading.behind:
        reading.behind[n] = _read_verbs_after(reading, n)
    return reading.behind[n]


def _read_verbs_after(reading: Reading, n: int) -> list[Verdict]:
    c = reading.counted[n]
    items = reading.items
    seen: set[str] = set()
    found: list[Verdict] = []
    for i in _clause_after(items, after_phrase(reading, c)):
        if _ends_clause(items, i) or ("be" in seen and _tells_of_people(items[i])):
            break
        if _kills(items, i, c, seen):
            return [cue_at(items, i, "verb of the weapon", "hit")]
        tag = items[i].tags.get("strikes")
        if tag is not None and "placed" in seen and is_event(items[i]):  # "in an overnight strike"
            break
        if tag is not None:
            verdict = _as_predicate(_after_verdict(items, i, tag, seen), c, seen)
            noted = verdict is not None and verdict.rule == "weak passive verb"
            if noted and i + 1 < len(items) and role_of(items[i + 1]) == "subject":
                continue  # "23 were recorded hitting 11 locations"
            found += [verdict] if verdict is not None else []
            describes = verdict is None and tag.form == "ing" and not seen
            if not describes and (verdict is None or verdict.rule not in _MODIFIERS):
                break
        _note(seen, items[i])
    return found if c.total is None else [v for v in found if v.measure != "launched"]


def _tells_of_people(item: Item) -> bool:
    return "casualties" in item.tags and "strikes" not in item.tags


def _kills(items: Sequence[Item], i: int, c: Counted, seen: set[str]) -> bool:
    """Whether the weapons are what killed or hurt: "two bombs killed 13 people"."""
    tag = items[i].tags.get("casualties")
    near = i <= c.last + 2 and not seen and any("weapons" in head.tags for head in c.heads)
    if tag is None or not near or "strikes" in items[i].tags:
        return False
    return tag.entry.get("role") == "object" and tag.form == "past"


def _as_predicate(verdict: Verdict | None, c: Counted, seen: set[str]) -> Verdict | None:
    """A participle right behind a number without a noun is its verb: "328 launched, 23 hitting".

    What is told of the M of "three of the 21 that strayed" is not told of the three.
    """
    if verdict is not None and c.total is not None and "relative" in seen:
        return replace(verdict, rule=f"weak {verdict.rule.removeprefix('weak ')}")
    if verdict is None or verdict.at != c.last + 1 or not c.elided:
        return verdict
    if verdict.rule == "weak participle" or verdict.measure == "hit":
        return replace(verdict, rule=verdict.rule.removeprefix("weak "))
    return verdict


def _note(seen: set[str], item: Item) -> None:
    """Note what the clause has shown so far: an auxiliary, a negation, a subject of its own."""
    evades = item.text == "able to" and "be" in seen  # "18 were able to evade": they did
    if item.grammar in _SEEN and not evades:
        seen.add(item.grammar)
    if item.text in {",", "\u2013"}:
        seen.add("comma")
    if item.text == "not":
        seen.add("negation")
    if item.grammar == "preposition":
        seen.add("placed")
    if "relative" in seen and ("actors" in item.tags or item.grammar in ("pronoun", "determiner")):
        seen.add("subject")


def _clause_after(items: Sequence[Item], first: int) -> Iterator[int]:
    """Indices of the items behind a phrase, without asides such as ", including ...,"."""
    i, end = first, min(len(items), first + _REACH)
    if i + 1 < end and items[i].text == "," and _targets(items[i + 1]):
        i += 1  # "53 missiles, as well as 47 drones, targeted Ukraine"
    while i < end:
        if _opens_aside(items, i):
            ends = ")" if items[i].text == "(" else ","
            close = next((k for k in range(i + 1, len(items)) if items[k].text == ends), None)
            if close is None:
                return
            i, end = close + 1, min(len(items), close + _REACH)
            continue
        yield i
        i += 1


def _targets(item: Item) -> bool:
    """Whether it is a verb in the past that has weapons for its subject: "targeted", "hit"."""
    tag = item.tags.get("strikes")
    return tag is not None and tag.form == "past" and tag.entry.get("role") == "with"


def _opens_aside(items: Sequence[Item], i: int) -> bool:
    """Whether ", including ...", ", seven of them ..." or "(and other types)" begins at i."""
    if items[i].text == "(":
        return _is_plain_bracket(items, i)
    if items[i].text != "," or i + 2 >= len(items):
        return False
    part = items[i + 1].number is not None and items[i + 2].text in {"of", "of which"}
    return part or items[i + 1].grammar == "including"


def _is_plain_bracket(items: Sequence[Item], i: int) -> bool:
    """Whether the bracket that opens at i holds neither a number nor a verb of strikes."""
    for item in items[i + 1 : i + _REACH]:
        if item.text == ")":
            return True
        if item.number is not None or "strikes" in item.tags:
            return False
    return False


def after_phrase(reading: Reading, c: Counted) -> int:
    """Index of the first item behind the phrase, and behind the total's phrase too."""
    if c.total is not None:
        return next((o.last + 1 for o in reading.counted if o.at == c.total), c.total + 1)
    return c.last + 1


def _ends_clause(items: Sequence[Item], i: int) -> bool:
    item = items[i]
    if item.text in {",", "\u2013"}:
        after = items[i + 1 : i + 3]
        passive = len(after) > 1 and after[0].grammar == "be" and role_of(after[1]) == "object"
        return not passive and not (after and after[0].grammar == "relative")
    if item.text == "as" and i + 1 < len(items) and "strikes" in items[i + 1].tags:
        return False  # "confirmed as shot down"
    if item.grammar == "conjunction" and _goes_on(items, i + 1):
        return False
    return (
        item.number is not None
        or item.text in {";", ":", "("}
        or item.grammar in {"clause", "conjunction", "including"}
        or ("speech" in item.tags and item.tags["speech"].entry.get("role") == "to")
    )


def _goes_on(items: Sequence[Item], i: int) -> bool:
    """Whether what "and" joins has no number: "for the city and its suburbs were shot down"."""
    if i >= len(items) or items[i].grammar != "determiner":
        return False
    weapon = any("weapons" in item.tags for item in items[i + 1 : i + 4])
    return weapon or items[i].text in ("its", "their")


def _after_verdict(items: Sequence[Item], i: int, tag: Tag, seen: set[str]) -> Verdict | None:
    role, aux = tag.entry.get("role"), "be" in seen
    if "modal" in seen:
        return None
    if items[i].text == "down":  # "60 of 72 missiles down"
        ends = i + 1 == len(items) or items[i + 1].is_sign
        return cue_at(items, i, "participle") if ends and not seen else None
    if role == "subject" or (role == "with" and tag.form == "past" and not aux):
        return _of_weapon(items, i, tag, seen)
    if role == "object" and tag.form in {"past", "word"} and not _is_gerund(items[i]):
        return _done_to_weapon(items, i, tag, seen)
    return None


def _is_gerund(item: Item) -> bool:
    return item.text.split()[0].endswith("ing")


def _of_weapon(items: Sequence[Item], i: int, tag: Tag, seen: set[str]) -> Verdict:
    """What the weapons did: "two hit a depot", "19 attacked the port"."""
    if tag.entry.get("role") == "with":
        measure = "launched"
    elif "be" in seen and items[i].text in strike_words("was_hit"):  # by air defence
        return cue_at(items, i, "passive verb", "intercepted")
    else:
        measure = str(tag.entry.get("measure"))
    aside = items[i].text.startswith("headed") and not seen  # "downed five headed for the city"
    fired = "relative" in seen and measure == "launched"  # "intercepted all 18 that had targeted"
    weak = _is_gerund(items[i]) or aside or fired or "comma" in seen or "subject" in seen
    return cue_at(items, i, "weak verb of the weapon" if weak else "verb of the weapon", measure)


def _done_to_weapon(items: Sequence[Item], i: int, tag: Tag, seen: set[str]) -> Verdict | None:
    """What was done to the weapons: "71 were shot down", "30 launched"."""
    measure = str(tag.entry.get("measure"))
    if "negation" in seen:
        return cue_at(items, i, "not intercepted", "hit") if measure == "intercepted" else None
    if measure == "launched" and {"comma", "subject"} <= seen:
        return None
    if "have" in seen and not seen & {"be", "subject"}:  # "the drones had destroyed a depot"
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
    """The measure that a verb or a noun of attack before the number gives it."""
    c = reading.counted[n]
    items = reading.items
    stop = max((p.last for p in reading.counted[:n] if p.heads or p.elided), default=-1)
    first, by = _opened(items, c), ""
    for i in range(first - 1, max(stop, first - 1 - _REACH), -1):
        verdict = _before_verdict(items, i, by, c, first) if "strikes" in items[i].tags else None
        if verdict is not None:
            parts = by == "including" and verdict.rule == "event" and stop >= 0
            return None if parts else verdict
        if items[i].text == "," and items[i + 1].grammar == "including":
            by = by or "including"  # "intercepted weapons of all kinds, including one Kinzhal"
            continue
        if items[i].text in _ENDS or items[i].grammar in _BARRIERS:
            return None
        if c.elided and first == c.first and not _may_stand_between(items[i]):
            return None
        by = _link(items[i], by)
    return None


def _renames(items: Sequence[Item], i: int) -> bool:
    """Whether what follows the comma at i gives the number of "most of them" before it."""
    words = [item.text for item in items[max(0, i - 3) : i + 1]]
    return words[1:] == ["of", "them", ","] and items[i - 3].grammar == "share"


def _link(item: Item, by: str) -> str:
    """The word that links the number to what stands before: the first one met."""
    if item.number is not None:
        return ""
    return by or (item.text if item.grammar == "by" or item.text in {"of", "in"} else "")


def _opened(items: Sequence[Item], c: Counted) -> int:
    """First item of the phrase, over a quotation mark, "most of them," or a bracket: "(38)"."""
    if c.first > 0 and items[c.first - 1].text == '"':
        return c.first - 1
    if _renames(items, c.first - 1):
        return c.first - 4
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
        item.grammar in {"adverb", "determiner", "other", "by", "conjunction"}
        or "strikes" in item.tags
        or item.text == "of"
    )


def _before_verdict(
    items: Sequence[Item], i: int, by: str, c: Counted, first: int
) -> Verdict | None:
    tag = items[i].tags["strikes"]
    role = tag.entry.get("role")
    if is_hypothetical(items, i) or items[i].text == "lost":  # "lost 40 UAVs": on the ground
        return None
    if role == "object":
        bracket = first < c.first and items[first].text == "("
        takes = bracket or _takes_object(items, i, by, tag)
        adjacent = items[i].text != "down" or (bool(c.heads) and i == c.first - 1)
        return cue_at(items, i, "verb with object") if takes and adjacent else None
    if role == "noun" or (role == "subject" and by == "by"):
        hits = by == "by" and not items[i].text.endswith((" of", "s"))
        hits = hits or (by == "by" and items[i].text == "the destruction of")
        return cue_at(items, i, "noun of the outcome", "hit" if hits else "")
    if role == "subject" and not by and items[i].text in strike_words("hits") and c.heads:
        return cue_at(items, i, "verb with object", "intercepted")
    verdict = _attack(items, i, by, str(role))
    if verdict is not None and c.total is not None and items[i].text in strike_words("hits"):
        return replace(verdict, measure="hit")  # "hit the site with four of the six"
    return verdict


def _takes_object(items: Sequence[Item], i: int, by: str, tag: Tag) -> bool:
    """Whether the verb at i has the number as its object; a weak one only tells of an attack."""
    if by in {"by", "of", "with"} or (tag.form == "past" and _is_passive(items, i)):
        return False
    if not tag.entry.get("needs_event"):
        return True
    parts = (
        items[i].text.startswith(tuple(strike_words("consists")))
        and i > 0
        and items[i - 1].text in ("they", "these")
    )
    return parts or any(is_event(item) for item in items[:i])


def _attack(items: Sequence[Item], i: int, by: str, role: str) -> Verdict | None:
    """As in "an attack with 40 drones", "struck it with five missiles", "attacked by 19"."""
    if role == "event" and by not in {"", "by", "from", "in"}:
        if items[i].text.endswith("total") and items[i + 1].text != "of":
            return None  # "the total since the start of the war to 4,300"
        return cue_at(items, i, "event")
    if by in strike_words("with") and role in {"with", "subject"}:
        return cue_at(items, i, f"verb {by}", "launched")
    return cue_at(items, i, "verb by", "launched") if role == "with" and by == "by" else None


def _is_passive(items: Sequence[Item], i: int) -> bool:
    """Whether a form of be stands before the verb at i, over adverbs."""
    k = i - 1
    while k >= 0 and items[k].grammar in ("adverb", "other"):
        k -= 1
    return k >= 0 and items[k].grammar == "be"
