"""On whose ground a figure is set, where the text states no place for it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from analysis.extraction.lexicon import clause_words
from analysis.extraction.named_places import words_of
from analysis.extraction.sides import SIDES, other_side

if TYPE_CHECKING:
    from analysis.extraction.claims import Claim
    from analysis.extraction.document import Document


def ground_of(claim: Claim) -> str | None:
    """The side on whose ground it happens."""
    if claim.actor not in SIDES:
        return None
    if claim.topic == "strikes" and claim.measure in ("launched", "hit"):
        return other_side(claim.actor)
    return claim.actor


def country_of(document: Document, index: int, at: int, claim: Claim) -> str | None:
    """The country, where the text states nothing narrower."""
    if claim.topic == "territory":
        return land_of(document, index, at) or "Ukraine"
    if claim.topic == "casualties" and claim.category == "military" and claim.actor in SIDES:
        return "Ukraine"
    return ground_of(claim)


def land_of(document: Document, index: int, at: int) -> str | None:
    """Whose land a number behind it names: "of Russian territory", "of Ukraine"."""
    items = document.sentence(index).items
    for i in range(at + 1, min(len(items), at + 12)):
        item = items[i]
        if item.number is not None or item.text in clause_words("turn_of_place"):
            return None
        tag = item.tags.get("actors")
        if tag is None or tag.entry.get("actor") not in SIDES or tag.entry.get("role") == "holder":
            continue
        land = any(k.text in words_of("land") or k.grammar == "area" for k in items[i + 1 : i + 3])
        # "In Russian hands" is no place, nor is "the size of Moscow" Russia.
        named = tag.entry.get("role") not in ("adjective", "capital")
        if land or (named and items[i - 1].text in ("of", "in", "inside", "into")):
            return str(tag.entry.get("actor"))
    return None
