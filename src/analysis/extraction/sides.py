"""Which side attacks: by the weapon's owner, the verb's subject, the place, or who speaks."""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING

from analysis.extraction.attribution import attribution_of
from analysis.extraction.counted import is_event
from analysis.extraction.lexicon import clause_words, phrases, read_lexicon

if TYPE_CHECKING:
    from collections.abc import Sequence

    from analysis.extraction.claims import Claim, Memory
    from analysis.extraction.document import Document, Item

SIDES = ("Russia", "Ukraine")
_REACH = 16
_DATELINE = 9
_NO_SUBJECT = (
    "noun of the outcome",
    "passive verb",
    "participle",
    "verb of the weapon",
    "told of",
    "verb by",
    "running total",
    "number of",
)
_STATES = ("name", "capital", "government", "leader")
DEFENCE = ("intercepted", "suppressed")
_NO_DOERS = ("holder", "maker")


def other_side(side: str) -> str:
    """The opponent: Ukraine for Russia, Russia for Ukraine."""
    return SIDES[1] if side == SIDES[0] else SIDES[0]


def actor_name(item: Item) -> str | None:
    """The canonical name of the actor that an item names as a doer, if it names one."""
    tag = item.tags.get("actors")
    if tag is None or tag.entry.get("role") in _NO_DOERS:
        return None
    return str(tag.entry.get("actor"))


def country_of(item: Item) -> str | None:
    """The side whose ground a place is: who holds it, else whose country it is in."""
    tag = item.tags.get("places")
    if tag is None:
        return None
    country = tag.entry.get("held") or tag.entry.get("country")
    return str(country) if country in SIDES else None


def side_of_speaker(text: str | None) -> str | None:
    """The side that a speaker belongs to, by the words of its name."""
    low = (text or "").lower()
    for word in low.replace("’", "'").split():
        found = phrases().get(word.removesuffix("'s").strip(",.'"))
        tags = found.alone if found is not None else {}
        tag, place = tags.get("actors"), tags.get("places")
        if (
            tag is not None
            and tag.entry.get("actor") in SIDES
            and tag.entry.get("role") not in _NO_DOERS
        ):
            return str(tag.entry.get("actor"))
        if place is not None and place.entry.get("country") in SIDES:
            return str(place.entry.get("held") or place.entry.get("country"))
    return next((name for words, name in reporters() if words in low), None)


@cache
def reporters() -> list[tuple[str, str]]:
    """Offices that only one side has, such as an air force that reports every night."""
    entries = read_lexicon("reporters").values()
    return [(str(word), str(e["actor"])) for e in entries for word in e["words"]]  # type: ignore[attr-defined]


def attacker_of(claim: Claim, document: Document, index: int, memory: Memory) -> str:
    """The side that fires the weapons of a claim of strikes."""
    items = document.sentence(index).items
    at = next(i for i, item in enumerate(items) if item.start >= claim.quantity.start)
    speaker = side_of_speaker(attribution_of(document, index, at))
    start = _clause_start(document, items, at)
    return (
        _by_noun_phrase(items, _noun_phrase(items, at, claim), speaker)
        or _by_agent(items, at, claim)
        or _by_subject(items, start, at, claim, speaker)
        or _by_event(items)
        or _by_place(items, at)
        or (memory.attacker if claim.measure == "hit" or _is_sum(claim) else None)
        or (other_side(speaker) if speaker else None)
        or memory.attacker
        or _by_sentence_before(document, index)
        or SIDES[0]
    )


def _by_sentence_before(document: Document, index: int) -> str | None:
    """Who attacked, where the sentence before told of the attack without a number."""
    items = document.sentence(index - 1).items if index else []
    return _by_event(items) or _by_place(items, len(items)) if items else None


def foreign_actor(items: Sequence[Item], claim: Claim) -> str | None:
    """Another country as the subject of the claim's verb: "Poland shot down three drones"."""
    if not claim.rule.endswith(("verb with object", "verb with")) or claim.cue_at < 1:
        return None
    for i in range(claim.cue_at - 1, -1, -1):
        item = items[i]
        if item.grammar in ("clause", "relative") or item.text in ";:," or "speech" in item.tags:
            return None
        name = actor_name(item)
        if name is not None and _is_doer(items, i):
            role = items[i].tags["actors"].entry.get("role")
            return name if name not in SIDES and role in (*_STATES, "adjective") else None
    return None


def _defends(claim: Claim) -> bool:
    """Whether the clause tells what the defender did: also for the M of "shot down N of M"."""
    return claim.measure in DEFENCE or claim.rule.startswith(("total", "all"))


def _is_sum(claim: Claim) -> bool:
    return claim.rule == "running total"


def _is_faced(items: Sequence[Item], claim: Claim) -> bool:
    """Whether the verb is one of the side that is attacked: "tracked 653 targets"."""
    tag = items[claim.cue_at].tags.get("strikes") if claim.cue_at >= 0 else None
    return tag is not None and bool(tag.entry.get("attacked"))


def _noun_phrase(items: Sequence[Item], at: int, claim: Claim) -> int:
    """The item before the weapons: the number, or "number of" where that stands before them."""
    if not claim.rule.endswith("number of"):
        return at
    return next((i for i in range(at - 1, 0, -1) if items[i].text.endswith("of")), at)


def _by_noun_phrase(items: Sequence[Item], at: int, speaker: str | None) -> str | None:
    """As in "two Ukrainian drones", "39 Shahed drones", "enemy missiles"."""
    for item in items[at + 1 : at + 8]:
        if (
            item.grammar in {"be", "have", "by", "preposition", "relative", "clause", "conjunction"}
            or item.text in ",.;:("
        ):
            return None
        if item.number is not None or ("strikes" in item.tags and not is_event(item)):
            return None
        tag = item.tags.get("actors")
        if tag is not None and actor_name(item) in SIDES:
            if tag.entry.get("role") == "side" and speaker is not None:
                return other_side(speaker)
            return actor_name(item)
        weapon = item.tags.get("weapons")
        if weapon is not None and weapon.entry.get("origin"):
            return str(weapon.entry.get("origin"))
    return None


def _by_agent(items: Sequence[Item], at: int, claim: Claim) -> str | None:
    """As in "... shot down by Russian air defence", "launched by Russia", "which Russia fired"."""
    for i in range(at + 1, min(len(items) - 1, at + _REACH)):
        if items[i].text in (",", ";") and items[i + 1].grammar != "relative":
            return None
        name = actor_name(items[i]) if "actors" in items[i].tags else None
        side = _agent(items, at, i, name, claim) if name is not None and name in SIDES else None
        if side is not None:
            return side
    return None


def _agent(items: Sequence[Item], at: int, i: int, name: str, claim: Claim) -> str | None:
    """The attacker that the side at i makes known: "by Ukraine", "that Russia fired"."""
    words = [item.text for item in items[i - 2 : i]]
    if "belonging" in words:
        return name
    if "by" in words:
        attack = any(is_event(item) for item in items[max(at, i - 4) : i])
        return name if attack else _doer(name, claim, _verb(items[at:i]))
    before = items[i - 1]
    if before.grammar == "relative" or "weapons" in before.tags or before.text == "that":
        verb = _verb(list(reversed(items[i + 1 : i + 4])))  # its own, not the one behind it
        return _doer(name, claim, verb) if verb is not None else None
    return None


def _verb(items: Sequence[Item]) -> Item | None:
    """The last verb of strikes among the items."""
    return next(
        (item for item in reversed(items) if "strikes" in item.tags and not is_event(item)), None
    )


def _doer(name: str, claim: Claim, verb: Item | None) -> str:
    """The attacker, where `name` does what `verb` says."""
    measure = verb.tags["strikes"].entry.get("measure") if verb is not None else None
    defends = measure in DEFENCE if measure else _defends(claim)
    return other_side(name) if defends else name


def _by_subject(
    items: Sequence[Item], start: int, at: int, claim: Claim, speaker: str | None
) -> str | None:
    """The side named last before the verb, in its clause: who fires, or who shoots down."""
    if claim.rule.endswith(_NO_SUBJECT):
        return None
    verb = claim.cue_at if start < claim.cue_at < at else at
    counts = claim.measure == "launched" and claim.rule.endswith("tally")  # what came at it
    defends = counts or _defends(claim) or _is_faced(items, claim)
    for i in range(verb - 1, start - 1, -1):
        name = actor_name(items[i]) if "actors" in items[i].tags else None
        if name in SIDES and _is_doer(items, i):
            if defends and _owns_weapons(items, i) and not _flies(items, i, verb):
                continue  # "Ukraine came under attack from Russian drones and shot down 13"
            attacks = not defends or _fires(items[i + 1 : verb]) or _flies(items, i, verb)
            return name if attacks else other_side(name)
    if speaker is not None and any(
        item.text in clause_words("its") for item in items[start : min(start + 2, verb)]
    ):
        return other_side(speaker) if defends else speaker
    return None


def _owns_weapons(items: Sequence[Item], i: int) -> bool:
    """As in "Russian drones"."""
    behind = items[i + 1 : i + 2]
    adjective = items[i].tags["actors"].entry.get("role") == "adjective"
    return adjective and any("weapons" in item.tags for item in behind)


def _fires(items: Sequence[Item]) -> bool:
    """Whether the side named before is said to fire: "Russia launched 30, with 20 shot down"."""
    fired = False
    for item in items:
        tag = item.tags.get("strikes")
        fired = fired or (tag is not None and tag.name == "launch" and not is_event(item))
        if fired and item.number is not None:
            return True
    return False


def _flies(items: Sequence[Item], i: int, verb: int) -> bool:
    """Whether its weapons attack first: "Russian drones hit Odesa; 13 were shot down"."""
    if i + 2 >= verb or "weapons" not in items[i + 1].tags or items[i + 2].grammar == "be":
        return False
    found = _verb(items[i + 2 : verb])
    return found is not None and found.tags["strikes"].entry.get("measure") not in DEFENCE


def _is_doer(items: Sequence[Item], i: int) -> bool:
    """Whether the actor at i may be a subject: no place, no object of a preposition or a verb."""
    behind = items[i + 1 : i + 3]
    if any(item.grammar == "area" for item in behind[:1]) or any(is_event(item) for item in behind):
        return False
    if _is_capital(items[i]) and behind and "strikes" in behind[0].tags and _is_attacked(items, i):
        return False
    before = items[i - 1] if i > 0 else None
    if before is not None and before.grammar == "determiner" and i > 1:
        before = items[i - 2]
    return before is None or not (
        before.text in clause_words("target") or ("strikes" in before.tags and not is_event(before))
    )


def _is_attacked(items: Sequence[Item], i: int) -> bool:
    """Whether it is the target of "Belgorod attacked with 20 drones", as headlines have it."""
    if "actors" in items[i].tags and not _is_capital(items[i]):
        return False  # "Russia attacked with 20 drones"
    behind = items[i + 1 : i + 3]
    attacks = behind[0].tags["strikes"].entry.get("role") == "with" and behind[0].text[-2:] == "ed"
    return attacks and [item.text for item in behind[1:]] in (["with"], ["by"])


def _behind_source(items: Sequence[Item]) -> int:
    """The item behind "According to Ukrainian officials,"; the first where none opens it."""
    if not items[0].tag("speech", "according"):
        return 0
    return next((i + 1 for i, item in enumerate(items[:_DATELINE]) if item.text == ","), 0)


def _clause_start(document: Document, items: Sequence[Item], at: int) -> int:
    """Where the clause before item `at` begins, behind a dateline ("KYIV, Ukraine - ...")."""
    told = _behind_source(items)
    for i in range(at - 1, -1, -1):
        item = items[i]
        if i < told < at:
            return told
        if item.grammar == "clause" or ("speech" in item.tags and not _is_record(items, i)):
            return i + 1
        if item.is_sign and (item.text in (";", ":") or _ends_dateline(document, items, i)):
            return i + 1
    return 0


def _is_record(items: Sequence[Item], i: int) -> bool:
    """As in "launched a record 188 drones"."""
    launched = items[i].text == "record" and i > 1 and items[i - 2].tag("strikes", "launch")
    return bool(launched)


def _ends_dateline(document: Document, items: Sequence[Item], i: int) -> bool:
    """As in "KYIV, Ukraine - ..."."""
    is_dash = items[i].text in ("-", "\u2013") and i < _DATELINE
    return is_dash and document.text[items[0].start : items[0].end].isupper()


def _by_event(items: Sequence[Item]) -> str | None:
    """As in "a Russian attack", "Ukraine's drone strike"; "Kyiv's birthday raid" was on Kyiv."""
    for i, item in enumerate(items):
        if "actors" not in item.tags:
            continue
        name = actor_name(item)
        event = next((k for k in range(i + 1, min(i + 4, len(items))) if is_event(items[k])), None)
        if name not in SIDES or event is None or _is_placeline(items[i + 1 : event]):
            continue
        if not _is_capital(item) or _verb(items[i + 1 : event]) is not None:
            return name
        owns = event == i + 1 and item.text.endswith("s")
        aimed = [k.text for k in items[event + 1 : event + 2]] in (["on"], ["against"])
        if owns or aimed or event == i + 1:
            return name if owns or aimed else other_side(name)
    return None


def _is_placeline(between: Sequence[Item]) -> bool:
    """Whether a dash ends the place of writing: "VINNYTSIA, Ukraine - A volley of missiles"."""
    return any(item.text in ("-", "\u2013") and item.end < between[-1].start for item in between)


def _is_capital(item: Item) -> bool:
    """Whether the word may also be the city, not only its government."""
    return item.tags["actors"].entry.get("role") == "capital"


def _by_place(items: Sequence[Item], at: int) -> str | None:
    """The ground that the weapons fly over or fall on: over Belgorod they are Ukraine's."""
    behind = range(at + 1, min(len(items), at + _REACH))
    for i in (*behind, *range(at - 1, -1, -1)):
        side = (country_of(items[i]) or _ground_of(items, i)) if items[i].tags else None
        if side is not None and _is_target(items, i):
            return other_side(side)
    return None


def _ground_of(items: Sequence[Item], i: int) -> str | None:
    """The side whose "Russian regions" or "Ukrainian territory" it is."""
    tag = items[i].tags.get("actors")
    if tag is None or tag.entry.get("role") != "adjective" or i + 1 == len(items):
        return None
    return actor_name(items[i]) if items[i + 1].grammar == "area" else None


def _is_target(items: Sequence[Item], i: int) -> bool:
    """Whether the place at i is where something happens, not where it comes from or who speaks."""
    chained = 6 if any(item.text == "in" for item in items[max(0, i - 2) : i]) else 4
    near = [item.text for item in items[max(0, i - chained) : i]]  # "from Tver in western Russia"
    if "from" in near or "belonging" in near:
        return False
    after = items[i + 1] if i + 1 < len(items) else None
    acts = after is not None and "strikes" in after.tags and not is_event(after)
    if after is not None and (after.grammar == "area" or (acts and _is_attacked(items, i))):
        return True
    if acts and i > 0 and items[i - 1].text not in clause_words("target"):
        return False  # "On Wednesday Russia launched"
    for item in reversed(items[max(0, i - 4) : i]):
        if item.text in clause_words("target"):
            return item.text not in ("of", "for")
        if item.number is not None or "speech" in item.tags:
            return False
    verb = i - 1 - (i > 1 and items[i - 1].grammar == "determiner")  # "hit the Saratov refinery"
    return i > 0 and items[verb].tags.get("strikes") is not None
