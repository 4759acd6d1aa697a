"""Where and when: the place and the dates that a figure is about."""

from __future__ import annotations

from typing import TYPE_CHECKING

from analysis.extraction.sides import SIDES, other_side

if TYPE_CHECKING:
    from collections.abc import Sequence
    from analysis.extraction.claims import Claim, Memory
    from analysis.extraction.document import Document, Item

_REACH = 18
_LEADS = frozenset(("in", "over", "at", "on", "near", "across", "into", "of", "around", "outside", "against", "to", "toward", "towards", "for"))


def place_of(document: Document, index: int, at: int, claim: Claim, memory: Memory) -> str | None:
    """The narrowest place that the figure is about, as stated; else the country."""
    items = document.sentence(index).items
    found = _place_after(items, at) or _place_before(items, at)
    if found is not None:
        text = _with_area(document, items, found)
        memory.notes["place"] = text
        memory.notes["place_index"] = str(index)
        return text
    if memory.notes.get("place_index") and _same_paragraph(document, int(memory.notes["place_index"]), index) and claim.topic == "casualties":
        return memory.notes["place"]
    return _country(claim)


def _place_after(items: Sequence[Item], at: int) -> int | None:
    for i in range(at + 1, min(len(items), at + _REACH)):
        if items[i].number is not None or items[i].text == ";" or items[i].is_grammar("clause") or "speech" in items[i].tags:
            return None
        if _is_place(items, i):
            return i
    return None


def _place_before(items: Sequence[Item], at: int) -> int | None:
    for i in range(at - 1, -1, -1):
        if items[i].text == ";" or items[i].is_grammar("clause"):
            return None
        if _is_place(items, i):
            return i
    return None


def _is_place(items: Sequence[Item], i: int) -> bool:
    """Whether item i is a place that something happens at, not a speaker or an origin."""
    tag = items[i].tag("places")
    if tag is None or tag.entry.get("kind") == "country":
        return False
    before = next((k.text for k in reversed(items[max(0, i - 4) : i]) if not k.tag("places")), "")
    words = {k.text for k in items[max(0, i - 4) : i]}
    if "from" in words:
        return False
    return before in _LEADS or bool(words & _LEADS) or (i + 1 < len(items) and items[i + 1].is_grammar("area"))


def _with_area(document: Document, items: Sequence[Item], i: int) -> str:
    end = items[i].end
    if i + 1 < len(items) and items[i + 1].is_grammar("area"):
        end = items[i + 1].end
    return document.words(items[i].start, end).removesuffix("'s").removesuffix("’s")


def _same_paragraph(document: Document, a: int, b: int) -> bool:
    return "\n" not in document.text[document.spans[a][1] : document.spans[b][0]]


def _country(claim: Claim) -> str | None:
    if claim.actor not in SIDES:
        return None
    if claim.topic == "strikes" and claim.measure in ("launched", "hit"):
        return other_side(claim.actor)
    return claim.actor
