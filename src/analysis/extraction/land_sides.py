"""Whose land it is: the side that holds, takes or loses it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from analysis.extraction.attribution import attribution_of, speaker_at
from analysis.extraction.land import first_item
from analysis.extraction.named_places import words_of
from analysis.extraction.sides import SIDES, actor_name, other_side, side_of_speaker

if TYPE_CHECKING:
    from collections.abc import Sequence

    from analysis.extraction.claims import Claim, Memory
    from analysis.extraction.document import Document, Item, Sentence
    from analysis.extraction.land import LandVerdict

_NEAR = 4


def side_acting(items: Sequence[Item], at: int, verdict: LandVerdict) -> str | None:
    """The side that holds, takes or loses the land."""
    if verdict.rule in ("held land", "left with"):
        return verdict.side
    if verdict.rule in ("state of the land", "passive verb", "participle"):
        return _side_of_state(items, at, verdict.at)
    beside = _side_of_gap(items, at) or _side_beside(items, verdict.at)
    if beside is not None:
        return beside
    first = verdict.at if verdict.at >= 0 else at
    named = None
    for i in range(first - 1, -1, -1):
        if items[i].text == ";" or (items[i].grammar == "clause" and _turns(items, i, first)):
            break
        name = actor_name(items[i])
        if name in SIDES and is_holder(items, i):
            return name
        named = named or (name if name in SIDES else None)
    return named if verdict.rule.endswith(" before") and verdict.rule.startswith("verb") else None


def _side_beside(items: Sequence[Item], cue: int) -> str | None:
    """The side of "Russian control: 99 percent of", "controlled by the AFU at 800 sq km"."""
    if cue < 1:
        return None
    if items[cue].text.endswith(" by"):
        near = items[cue + 1 : cue + 4]
        return next((name for item in near if (name := actor_name(item)) in SIDES), None)
    tag = items[cue - 1].tags.get("actors")
    is_noun = items[cue].text in ("control", "occupation") and tag is not None
    if not is_noun or tag is None or tag.entry.get("role") != "adjective":
        return None
    name = actor_name(items[cue - 1])
    return name if name in SIDES else None


def _turns(items: Sequence[Item], clause: int, verb: int) -> bool:
    """Whether another subject may follow: not in "but now holds", "while advancing", "as a"."""
    if items[clause].text == "as" and items[clause + 1].grammar == "determiner":
        return False  # "as a bargaining chip"
    if items[clause + 1].text in ("it", "they"):
        return False  # whoever was named before
    between = items[clause + 1 : verb]
    goes_on = items[clause].text == "but" and all(item.grammar == "adverb" for item in between)
    return not (goes_on or items[clause + 1].text.endswith("ing"))


def _side_of_gap(items: Sequence[Item], at: int) -> str | None:
    """The side beside a number without verb: "331 and Ukraine 143", "143 for Ukraine"."""
    behind = items[at + 1 : at + 3]
    if len(behind) > 1 and behind[0].text == "for" and actor_name(behind[1]) in SIDES:
        return actor_name(behind[1])
    own = first_item(items, at) - 1 if items[at].number is not None else 0
    if own < 1 or not (items[own - 1].grammar == "conjunction" or items[own - 1].is_sign):
        return None
    name = actor_name(items[own])
    return name if name in SIDES else None


def _side_of_state(items: Sequence[Item], at: int, state: int) -> str | None:
    """The side in whose hands land is: behind "by" or "under", else the nearest that is named."""
    driven = _driven_out(items, state)
    if driven is not None:
        return other_side(driven)
    before, behind = range(max(at, state - 3), state), range(state + 1, min(len(items), state + 6))
    has_agent = items[state].text.endswith((" by", " under", " to", " into")) or any(
        item.text == "by"
        for item in (*items[before.stop - 1 : before.stop], *items[state : state + 2])
    )
    # The land itself is nobody's: "a fifth of Ukraine is occupied".
    held = [i for i in reversed(before) if i == state - 1 or is_holder(items, i)]
    order = [*behind, *before] if has_agent else [*held, *behind]
    names = (actor_name(items[i]) for i in order)
    side = next((name for name in names if name in SIDES), None)
    is_denied = any(items[i].text in words_of("not_held") for i in before)
    return other_side(side) if side is not None and is_denied else side


def _driven_out(items: Sequence[Item], state: int) -> str | None:
    """The side from which land was taken: "have been cleared of Russian troops"."""
    tag = items[state].tags.get("territory")
    if tag is None or tag.entry.get("measure") != "gained" or state + 2 >= len(items):
        return None
    if items[state + 1].text not in words_of("taken_from"):
        return None
    names = (actor_name(item) for item in items[state + 2 : state + 4])
    return next((name for name in names if name in SIDES), None)


def held_by(items: Sequence[Item], i: int) -> str | None:
    """The side that "Russian-held" at i names."""
    tag = items[i].tags.get("actors")
    return str(tag.entry.get("actor")) if tag and tag.entry.get("role") == "holder" else None


def is_holder(items: Sequence[Item], i: int) -> bool:
    """Whether the actor at i can hold land: not the place of a preposition, not a region's name."""
    if i + 1 < len(items) and items[i + 1].grammar == "area":
        return False
    before = items[i - 1] if i > 0 else None
    if before is not None and before.grammar == "determiner" and i > 1:
        before = items[i - 2]
    return before is None or not (
        before.grammar in ("preposition", "of") or before.text in words_of("no_subject_behind")
    )


def side_speaking(
    document: Document, sentence: Sentence, at: int, verdict: LandVerdict
) -> str | None:
    """The speaker's side, of what "we" hold, and of what is called liberated."""
    if verdict.at < 0:
        return None
    items = sentence.items
    own = any(item.text in words_of("we") for item in items[max(0, verdict.at - 4) : verdict.at])
    tag = items[verdict.at].tags.get("territory")
    if not own and (tag is None or not tag.entry.get("side")):
        return None
    return side_of_speaker(attribution_of(document, sentence.index, at)) or _side_of_office(
        document, sentence, at
    )


def _side_of_office(document: Document, sentence: Sentence, at: int) -> str | None:
    """The side that a speaker's office names: "X, deputy head of Russia's General Staff"."""
    speaker = speaker_at(document, sentence.index, at)
    if speaker is None:
        return None
    names = (actor_name(item) for item in sentence.items[speaker.first : speaker.last + 1])
    return next((name for name in names if name in SIDES), None)


def side_carried(
    items: Sequence[Item], verdict: LandVerdict, claims: Sequence[Claim], memory: Memory
) -> str:
    """The side of the list, or the one that did the same before; Russia took most."""
    if claims and verdict.rule in ("list", "said before") and claims[-1].actor:
        return claims[-1].actor
    tag = items[verdict.at].tags.get("territory") if verdict.at >= 0 else None
    if tag is not None and tag.entry.get("side"):
        return str(tag.entry.get("side"))
    if verdict.at >= 0 and items[verdict.at].text.startswith(("occup", "annex")):
        return SIDES[0]
    likely = SIDES[(verdict.measure, verdict.rule) == ("lost", "passive verb")]
    return memory.notes.get(f"territory_{verdict.measure}", likely)
