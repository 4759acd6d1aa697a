"""Whose land it is: the side that holds, takes or loses it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from analysis.extraction.attribution import attribution_of, speaker_at
from analysis.extraction.land_sizes import first_item
from analysis.extraction.named_places import words_of
from analysis.extraction.sides import SIDES, actor_name, other_side, side_of_speaker

if TYPE_CHECKING:
    from collections.abc import Sequence

    from analysis.extraction.claims import Claim, Memory
    from analysis.extraction.document import Document, Item, Sentence
    from analysis.extraction.land import LandVerdict

_NEAR = 4
_ANTECEDENT = 9


def side_acting(items: Sequence[Item], at: int, verdict: LandVerdict) -> str | None:
    """The side that holds, takes or loses the land."""
    if verdict.rule in ("held land", "left with"):
        return verdict.side
    if verdict.rule in ("state of the land", "passive verb", "participle"):
        return _side_of_state(items, at, verdict.at)
    beside = _side_of_gap(items, at) or _side_beside(items, verdict.at)
    return beside or _side_before(items, at, verdict)


def _side_before(items: Sequence[Item], at: int, verdict: LandVerdict) -> str | None:
    """The side that is the subject of the word of holding or taking, or of its relative clause."""
    first = verdict.at if verdict.at >= 0 else at
    named = None
    for i in range(first - 1, -1, -1):
        if items[i].grammar == "relative" and i and not named:
            owner = _side_of_antecedent(items, i)
            if owner is not None:
                return owner
        if items[i].text == ";" or (items[i].grammar == "clause" and _turns(items, i, first)):
            break
        name = actor_name(items[i])
        if name in SIDES and is_holder(items, i):
            return name
        named = named or (name if name in SIDES else None)
    return named if verdict.rule.endswith(" before") and verdict.rule.startswith("verb") else None


def is_of_others(items: Sequence[Item], verdict: LandVerdict) -> bool:
    """Whether a third country holds or takes the land: "Israel controls half of it"."""
    if verdict.rule != "verb before":
        return False
    for i in range(verdict.at - 1, max(-1, verdict.at - _NEAR), -1):
        name = actor_name(items[i])
        if name is not None:
            is_state = items[i].tags["actors"].entry.get("role") in ("name", "capital")
            return is_state and name not in SIDES and is_holder(items, i)
        if items[i].grammar not in ("adverb", "have"):
            return False
    return False


def _side_of_antecedent(items: Sequence[Item], relative: int) -> str | None:
    """The side of what a relative clause tells of: "Russia's army, which last year captured"."""
    if items[relative].text == "that" and "speech" in items[relative - 1].tags:
        return None
    for i in range(relative - 1, max(-1, relative - _ANTECEDENT), -1):
        if items[i].grammar in ("clause", "relative"):
            return None
        tag, name = items[i].tags.get("actors"), actor_name(items[i])
        if name not in SIDES or tag is None:
            continue
        owns = items[i].text.endswith("'s") or tag.entry.get("role") == "adjective"
        is_land = any(
            k.tag("territory", "land") or k.grammar == "area" for k in items[i + 1 : i + 3]
        )
        if (owns or is_holder(items, i)) and not is_land:
            return name
    return None


def _side_beside(items: Sequence[Item], cue: int) -> str | None:
    """The side of "Russian control: 99 percent of", "controlled by the AFU at 800 sq km"."""
    if cue < 1:
        return None
    if items[cue].tag("territory", "gain_noun") is not None:
        return None  # "grew by"
    if items[cue].text.endswith(" by") or [k.text for k in items[cue + 1 : cue + 2]] == ["by"]:
        near = items[cue + 1 : cue + 5]
        return next((name for item in near if (name := actor_name(item)) in SIDES), None)
    tag = items[cue - 1].tags.get("actors")
    is_hold = items[cue].text in ("control", "occupation") and tag is not None
    if not is_hold or tag is None or tag.entry.get("role") != "adjective":
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
    before, behind = range(max(at, state - 3), state), _behind(items, state)
    has_agent = items[state].text.endswith((" by", " under", " to", " into")) or any(
        item.text == "by"
        for item in (*items[before.stop - 1 : before.stop], *items[state : state + 2])
    )
    # The land itself is nobody's: "a fifth of Ukraine is occupied".
    held = [i for i in reversed(before) if i == state - 1 or is_holder(items, i)]
    order = [*behind, *before] if has_agent else [*held, *behind]
    names = (actor_name(items[i]) for i in order)
    side = next((name for name in names if name in SIDES), None)
    if side is None:
        return _side_taking_back(items, at, state) or _side_of_its(items, state)
    is_denied = any(items[i].text in words_of("not_held") for i in before)
    return other_side(side) if is_denied else side


def _behind(items: Sequence[Item], state: int) -> range:
    """The items behind the state, up to a sign."""
    end = state + 1
    while end < min(len(items), state + 6) and not (items[end].is_sign and items[end].text != '"'):
        end += 1
    return range(state + 1, end)


def _side_taking_back(items: Sequence[Item], at: int, state: int) -> str | None:
    """The side that took back what the other held: "half of what Ukraine seized was retaken"."""
    if items[state].tag("territory", "retake", "liberate") is None:
        return None
    for i in range(at + 1, state):
        name = actor_name(items[i])
        if name in SIDES and (
            items[i - 1].text.endswith("by") or items[i - 1].grammar == "relative"
        ):
            return other_side(name)
    return None


def _side_of_its(items: Sequence[Item], state: int) -> str | None:
    """The side before, of what is "under its control"."""
    if items[state - 1].text not in words_of("side_pronouns"):
        return None
    names = (actor_name(item) for item in reversed(items[: state - 1]))
    return next((name for name in names if name in SIDES), None)


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
    if before is not None and before.text == "for" and i + 1 < len(items):
        return items[i + 1].text == "to"  # "the demand for Ukraine to cede"
    if _is_object(items, i):
        return False
    return before is None or not (
        before.grammar in ("preposition", "of") or before.text in words_of("no_subject_behind")
    )


def _is_object(items: Sequence[Item], i: int) -> bool:
    """Whether a plain verb stands before the adjective at i: "penetrated Russian lines"."""
    tag = items[i].tags.get("actors")
    if i < 1 or tag is None or tag.entry.get("role") != "adjective":
        return False
    verb = items[i - 1]
    if verb.grammar or not {"speech", "territory", "actors"}.isdisjoint(verb.tags):
        return False
    return verb.text.endswith("ed") or (i > 1 and items[i - 2].text == "to")


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


def side_of_pronoun(document: Document, sentence: Sentence, verdict: LandVerdict) -> str | None:
    """The side that the sentence before tells of, where "it" or "they" hold, take or lose."""
    if verdict.at < 0 or sentence.index == 0:
        return None
    verb = sentence.items[verdict.at].tags.get("territory")
    near = sentence.items[max(0, verdict.at - _NEAR) : verdict.at]
    is_verb = verb is not None and verb.entry.get("role") == "verb"
    if not is_verb or not any(item.text in ("it", "they") for item in near):
        return None
    items = document.sentence(sentence.index - 1).items
    sides = (actor_name(items[i]) for i in range(len(items)) if is_holder(items, i))
    return next((side for side in sides if side in SIDES), None)


def _side_of_office(document: Document, sentence: Sentence, at: int) -> str | None:
    """The side that a speaker's office names: "X, deputy head of Russia's General Staff"."""
    speaker = speaker_at(document, sentence.index, at)
    if speaker is None:
        return None
    names = (actor_name(item) for item in sentence.items[speaker.first : speaker.last + 1])
    return next((name for name in names if name in SIDES), None)


def _is_of_ukraine(items: Sequence[Item], at: int) -> bool:
    """Whether it is a share of the country, which nobody but Russia seizes: "2% of Ukraine"."""
    return [item.text for item in items[at + 1 : at + 3]] == ["of", "ukraine"]


def _is_in_russia(items: Sequence[Item], at: int) -> bool:
    """Whether the land lies there, so that it is Ukraine who took it: "a bulge inside Russia"."""
    for i in range(at + 1, min(len(items), at + _ANTECEDENT)):
        if items[i].is_sign or items[i].number is not None:
            return False
        tag = items[i].tags.get("places")
        if tag is not None:
            return tag.entry.get("country") == SIDES[0] and not is_holder(items, i)
    return False


def side_carried(
    items: Sequence[Item],
    at: int,
    verdict: LandVerdict,
    claims: Sequence[Claim],
    memory: Memory,
) -> str:
    """The side of the list, or the one that did the same before; Russia took most."""
    if claims and verdict.rule in ("list", "said before") and claims[-1].actor:
        return claims[-1].actor
    tag = items[verdict.at].tags.get("territory") if verdict.at >= 0 else None
    if tag is not None and tag.entry.get("side"):
        return str(tag.entry.get("side"))
    if verdict.at >= 0 and items[verdict.at].text.startswith(("occup", "annex")):
        return SIDES[0]
    if tag is not None and verdict.measure == "gained" and _is_of_ukraine(items, at):
        return SIDES[0]
    likely = SIDES[verdict.measure == "lost" or _is_in_russia(items, at)]
    return memory.notes.get(f"territory_{verdict.measure}", likely)
