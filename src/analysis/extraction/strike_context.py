"""What stands around a number of weapons without a verb of its own: totals, lists, tallies."""

from __future__ import annotations

from typing import TYPE_CHECKING

from analysis.extraction.counted import is_event
from analysis.extraction.lexicon import clause_words, strike_words
from analysis.extraction.strike_verbs import after_phrase, by_verb_after, by_verb_before
from analysis.extraction.values import replace
from analysis.extraction.verdicts import Verdict, cue_at, is_hypothetical, linked, role_of

if TYPE_CHECKING:
    from collections.abc import Sequence

    from analysis.extraction.counted import Counted
    from analysis.extraction.document import Item
    from analysis.extraction.verdicts import Reading

_LOOSE = 2
_OUTCOMES = ("intercepted", "suppressed", "hit")
_AFTER_RULES = ("passive verb", "participle", "weak participle", "verb of the weapon", "told of")

# --- "60 out of 81 drones": the second number is the total -----------------------------------


def by_total(reading: Reading, n: int) -> Verdict | None:
    """The M of "N of M", of "out of M drones, ..." at a clause's start: launched."""
    c = reading.counted[n]
    part = next((p for p in reading.counted[:n] if p.total == c.at), None)
    if part is not None:
        return Verdict(
            "launched", "total of all but N" if part.all_but else "total of N of M", "of"
        )
    if c.first == 0 or reading.items[c.first - 1].text not in strike_words("out_of"):
        return None
    return _by_opened_total(reading, n)


def _by_opened_total(reading: Reading, n: int) -> Verdict | None:
    """The M that "of" or "out of" opens: at a clause's start, behind "none", at a clause's end."""
    c = reading.counted[n]
    opener = reading.items[c.first - 2] if c.first > 1 else None
    told = any(v.measure in _OUTCOMES for k, v in reading.verdicts.items() if k < n)
    if reading.items[c.first - 1].text == "out of" and (
        told or by_verb_after(reading, max(n - 1, 0))
    ):
        return Verdict("launched", "total of N of M", "out of")
    if (
        opener is None
        or opener.is_sign
        or opener.grammar in ("conjunction", "clause")
        or opener.text == "that"
    ):
        after = by_verb_after(reading, n)
        if after is not None and after.measure in _OUTCOMES and _is_described(reading, c, after):
            return after
        return Verdict("launched", "total named first", reading.items[c.first - 1].text)
    if opener.text in strike_words("none"):
        return Verdict("launched", "total of none", opener.text)
    is_percentage = opener.number is not None and opener.number.unit == "percent"
    if opener.grammar == "share" or is_percentage:
        # "most of the 26 drones were downed" tells no number downed
        return Verdict("launched", "total of a share", opener.text)
    return None


def _is_described(reading: Reading, c: Counted, after: Verdict) -> bool:
    """Whether the outcome describes those counted: "of the 249 that were shot down, ..."."""
    if after.rule == "told of":
        return True
    items, i = reading.items, after_phrase(reading, c)
    told = i < len(items) and (items[i].grammar == "relative" or i == after.at)
    behind = items[after.at + 1 : after.at + 2]
    return (
        told
        and after.rule in ("passive verb", "participle")
        and [item.text for item in behind] == [","]
    )


# --- "two interceptions of missiles", "hits by seven missiles and 34 drones" ------------------


def by_outcome_noun(reading: Reading, n: int) -> Verdict | None:
    """A number that counts the outcome itself, or stands behind "hits by"."""
    c = reading.counted[n]
    items = reading.items
    if (
        c.first > 0
        and role_of(items[c.first - 1]) == "noun"
        and items[c.first - 1].text.endswith((" by", " of", " from"))
    ):
        return cue_at(items, c.first - 1, "noun of the outcome")
    if c.heads:
        return _tight(reading, n, "noun of the outcome")
    for i in range(c.last + 1, min(c.last + 3, len(items))):
        if role_of(items[i]) == "noun" and items[i].text.endswith("s") == (c.quantity.value != 1):
            return cue_at(items, i, "counted outcome")
        if items[i].tags or items[i].is_sign:
            return None
    return None


# --- "put the number of drones destroyed at 144" ----------------------------------------------


def by_number_of(reading: Reading, n: int) -> Verdict | None:
    """The number of weapons named before, with what became of them."""
    c = reading.counted[n]
    items = reading.items
    if c.heads or c.first < 1:
        return None
    link = items[c.first - 1]
    if link.text not in strike_words("number_link") and link.grammar != "be":
        return None
    stop = max((p.last for p in reading.counted[:n]), default=-1)
    start = next((i for i in range(c.first - 1, stop, -1) if _ends_number_of(items, i)), None)
    if start is None or not any("weapons" in item.tags for item in items[start : start + 6]):
        return None
    for i in range(start, c.first):
        if role_of(items[i]) in {"object", "subject"}:
            return cue_at(items, i, "number of")
    return cue_at(items, start, "number of", "launched")


def number_of(reading: Reading, c: Counted) -> list[Item]:
    """The weapons named between "number of" and the number."""
    items = reading.items
    start = next((i for i in range(c.first - 1, -1, -1) if _ends_number_of(items, i)), c.first)
    return [item for item in items[start : c.first] if "weapons" in item.tags]


def _ends_number_of(items: Sequence[Item], i: int) -> bool:
    """Whether "the number of" ends at item i, however the lexicon parts it."""
    text = items[i].text
    return text.endswith(("number of", "total of")) or (
        text == "of" and i > 0 and items[i - 1].text.endswith(("number", "total"))
    )


# --- "a barrage of 35 missiles and 60 drones tore into ..." -----------------------------------


def by_event(reading: Reading, n: int) -> Verdict | None:
    """The size of an attack: "a barrage of 40 drones", "an attack with 40 drones"."""
    c = reading.counted[n]
    items = reading.items
    by = c.first - 1
    if by < 1 or not (items[by].text in strike_words("attack_link") and c.heads):
        return _tight(reading, n, "event")
    for i in range(by - 1, max(-1, by - 5), -1):
        if is_event(items[i]):
            stopped = _stopped(items, i)
            if stopped is not None:  # "intercepted a barrage of 35"
                return cue_at(items, stopped, "verb with object")
            return None if is_hypothetical(items, i) else cue_at(items, i, "event", "launched")
        if (
            items[i].is_sign
            or items[i].number is not None
            or (items[i].tags and items[i].grammar != "preposition")
        ):
            return None
    return None


def _stopped(items: Sequence[Item], event: int) -> int | None:
    """The verb of air defence whose object the attack at item `event` is."""
    for i in range(event - 1, max(-1, event - 4), -1):
        tag = items[i].tags.get("strikes")
        if tag is not None and tag.entry.get("measure") in _OUTCOMES[:2]:
            passive = tag.form == "past" and i > 0 and items[i - 1].grammar == "be"
            return None if passive or tag.entry.get("role") != "object" else i
    return None


def _tight(reading: Reading, n: int, rule: str) -> Verdict | None:
    """The verdict of the number before, where only "and" or a comma stands between."""
    before = reading.verdicts.get(n - 1)
    if before is None or before.rule.removeprefix("list: ") != rule:
        return None
    between = reading.items[reading.counted[n - 1].last + 1 : reading.counted[n].first]
    if all(item.grammar in ("conjunction", "adverb") or item.text == "," for item in between):
        return replace(before, rule=f"list: {rule}")
    return None


# --- lists: "55 in all, 27 over Rostov, eight over Bryansk" -----------------------------------


def by_list(reading: Reading, n: int) -> Verdict | None:
    """The measure of a neighbour in the same list: the one before, else the one after."""
    pair = [k for k in range(n) if reading.counted[k].total is not None and k in reading.verdicts]
    if reading.counted[n].total is not None and pair:
        return replace(reading.verdicts[pair[-1]], rule="list: N of M")
    if _follows_total(reading, n) or _has_own_verb(reading, n):
        return None
    turned = _by_turn(reading, n)
    if turned is not None:
        return turned
    first = reading.counted[n].first
    before = [item.text for item in reading.items[max(0, first - 2) : first]]
    whole = before[-1:] in (["of which"], ["of these"]) or ";" in before
    listed = n > 0 and n - 1 in reading.verdicts and not (whole and _list_before(reading, n))
    if listed and linked(reading, n - 1, n):
        verdict = reading.verdicts[_owner(reading, n - 1)]
        is_of_total = "total" in verdict.rule or verdict.rule == "bare list"
        if reading.counted[n].total is not None and is_of_total:
            return None  # the N of "N of M" is no number of those launched
        return replace(verdict, rule=f"list: {verdict.rule.removeprefix('list: ')}")
    return _list_before(reading, n)


def _by_turn(reading: Reading, n: int) -> Verdict | None:
    """As in "70 percent of the 1,100, or 770", "but only two missiles"."""
    before = reading.verdicts.get(n - 1)
    if before is not None and before.rule == "total of a share":
        return by_verb_before(reading, n - 1)
    contrast = before is not None and _is_contrast(reading, n)
    return replace(before, rule="list: but only") if before is not None and contrast else None


def _is_contrast(reading: Reading, n: int) -> bool:
    """As in "406 were shot down, but only nine missiles": the same befell fewer of another kind."""
    c, items = reading.counted[n], reading.items
    if n - 1 not in reading.verdicts or not c.heads or c.first < 1:
        return False
    ends = c.last + 1 == len(items) or items[c.last + 1].text in (".", ";")
    opening = " ".join(item.text for item in items[c.first - 1 : c.at][:2])
    return ends and opening in strike_words("but_only")


def _list_before(reading: Reading, n: int) -> Verdict | None:
    """The measure of a list that ends with its verb: "40 drones and 12 missiles were downed"."""
    for k in range(n + 1, len(reading.counted)):
        if not linked(reading, k - 1, k) or (
            reading.counted[n].heads and reading.counted[k].elided
        ):
            return None
        if reading.items[reading.counted[k].first - 1].text == "with":
            return None
        if k in reading.verdicts and reading.verdicts[k].rule in _AFTER_RULES:
            verdict = reading.verdicts[k]
            return replace(verdict, rule=f"list: {verdict.rule}")
    return None


def _has_own_verb(reading: Reading, n: int) -> bool:
    """Whether the number has a predicate of its own: "and 21 were still in the air"."""
    c = reading.counted[n]
    behind = reading.items[c.last + 1 : c.last + 6]
    if not c.elided or len(behind) < 2 or behind[0].grammar != "be":  # noqa: PLR2004 - be and more
        return False
    part = c.part or (c.first > 0 and reading.items[c.first - 1].grammar == "relative")
    told = any("places" in item.tags or "weapons" in item.tags for item in behind)
    return not (part or told or behind[1].is_sign)


def _owner(reading: Reading, n: int) -> int:
    """For the M of "N of M", the N, whose measure goes on in a list."""
    for k, p in enumerate(reading.counted[:n]):
        if p.total == reading.counted[n].at and k in reading.verdicts:
            return k
    return n


# --- "60 drones, 20 shot down, 20 jammed" ------------------------------------------------------


def by_parts(reading: Reading, n: int) -> Verdict | None:
    """A number of weapons that is followed by what became of parts of them."""
    c = reading.counted[n]
    after = reading.verdicts.get(n + 1)
    if (
        not c.heads
        or after is None
        or after.measure not in _OUTCOMES
        or not reading.counted[n + 1].elided
    ):
        return None
    between = [
        item
        for item in reading.items[c.last + 1 : reading.counted[n + 1].first]
        if not ("weapons" in item.tags or item.text in clause_words("types"))
    ]
    if len(between) <= _LOOSE and all(
        item.is_sign or item.grammar == "including" for item in between
    ):
        return Verdict("launched", "total of parts", after.cue)
    return None


def _without_types(items: Sequence[Item]) -> Sequence[Item]:
    """What stands behind "18 ballistic missiles" of "of the Iskander-M and S-400 types, 12 ..."."""
    if not items or items[0].text != "of" or not any("weapons" in item.tags for item in items):
        return items
    words = clause_words("types")
    first = next(
        (i for i, item in enumerate(items) if not (item.text in words or "weapons" in item.tags)), 0
    )
    return items[first:]


def _ends_none(behind: Sequence[str]) -> bool:
    """Whether "none" ends its clause, or goes on as "none of which"."""
    return not behind or "".join(behind) in strike_words("ends_none")


def by_whole(reading: Reading, n: int) -> Verdict | None:
    """As in "55 missiles, of which 45 were downed", "12 Kalibrs (six downed)", "three, none."."""
    c, items = reading.counted[n], reading.items
    behind = [item.text for item in items[c.last + 1 : c.last + 4]]
    if c.heads and behind[:2] == [",", "none"] and _ends_none(behind[2:]):
        return Verdict("launched", "total of parts", "none")
    after = reading.verdicts.get(n + 1)
    if after is None or after.measure not in _OUTCOMES or after.rule.startswith("list"):
        return None
    part = reading.counted[n + 1]
    if not (part.elided or part.part) or not (
        c.heads or (c.elided and behind[1:2] == ["of which"])
    ):
        return None
    between = [item.text for item in _without_types(items[c.last + 1 : part.first])]
    told = between == [","] and (part.part or after.at == part.last + 1)
    if told or between in ([",", "of which"], ["("]):
        return Verdict("launched", "total of parts", after.cue)
    return None


def by_ellipsis(reading: Reading, n: int) -> Verdict | None:
    """As in "All eight Kalibrs were, too", "as were seven of nine", "of 36 drones, 27 were"."""
    c = reading.counted[n]
    items = reading.items
    measure = _told_before(reading, n)
    if measure is None:
        return None
    if (
        c.first > 1
        and items[c.first - 1].grammar == "be"
        and items[c.first - 2].text in strike_words("likewise")
    ):
        return Verdict(measure, "said before", items[c.first - 2].text, c.first - 1)
    behind = items[after_phrase(reading, c) :][:5]
    if (
        len(behind) > 1
        and behind[0].grammar == "be"
        and (behind[1].is_sign or behind[1].text in clause_words("ellipsis"))
    ):
        return Verdict(_fate_before(reading, c, measure), "said before", behind[0].text, c.last + 1)
    bare = c.elided and (not behind or behind[0].text in (".", ";"))
    if bare and _follows_total(reading, n) and measure in _OUTCOMES:
        return Verdict(measure, "said before", "of", c.at)
    return None


def _fate_before(reading: Reading, c: Counted, measure: str) -> str:
    """What the sentence last told to be done, for "were" to repeat; else the measure before."""
    for item in reversed(reading.items[: c.first]):
        tag = item.tags.get("strikes")
        told = tag is not None and tag.form == "past" and tag.entry.get("measure")
        if told and told != "launched":
            return str(told)
    return measure


def by_place(reading: Reading, n: int) -> Verdict | None:
    """As in "nine over Kursk", "7 - over Kursk", after what was said of others."""
    c = reading.counted[n]
    start = after_phrase(reading, c)
    start += [item.text for item in reading.items[start : start + 1]] in (["-"], ["\u2013"])
    start += [item.grammar for item in reading.items[start : start + 1]] == ["be"]
    behind = reading.items[start:][:7]
    measure = _told_before(reading, n)
    if measure is None or len(behind) < 2 or behind[0].text != "over":  # noqa: PLR2004 - and a place
        return None
    if not any("places" in item.tags for item in behind):
        return None
    return Verdict(measure, "said before", "over", c.last + 1)


def by_included(reading: Reading, n: int) -> Verdict | None:
    """A part of the number told of before by its place: "3 over Moscow, including two UAVs"."""
    before = reading.verdicts.get(n - 1)
    first = reading.counted[n].first
    if before is None or before.rule != "said before" or not first:
        return None
    return before if reading.items[first - 1].grammar == "including" else None


def _told_before(reading: Reading, n: int) -> str | None:
    """The measure of the number before that is no total, else that of the sentences before."""
    told = (reading.verdicts[k] for k in range(n - 1, -1, -1) if k in reading.verdicts)
    before = next((verdict for verdict in told if not verdict.rule.startswith("total")), None)
    return before.measure if before is not None else reading.before


def _follows_total(reading: Reading, n: int) -> bool:
    """Whether the number tells of a part of what "of" or "out of" has named before it."""
    before = reading.verdicts.get(n - 1)
    if before is None or before.rule not in ("total named first", "total of N of M"):
        return False
    return reading.counted[n].elided and reading.counted[n - 1].total is None


def by_negation(reading: Reading, n: int) -> Verdict | None:
    """As in "Thirty-six were shot down, seven were not": these got through."""
    c = reading.counted[n]
    behind = reading.items[after_phrase(reading, c) :][:3]
    negated = [item.text for item in behind[1:2]] == ["not"] and behind[-1].is_sign
    before = reading.verdicts.get(n - 1)
    if (
        negated
        and behind[0].grammar == "be"
        and before is not None
        and before.measure == "intercepted"
    ):
        return Verdict("hit", "not intercepted", "not", c.last + 2)
    return None
