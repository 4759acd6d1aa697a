"""Groups whose members give aid: which one "allies" or "partners" belong to."""

from __future__ import annotations

from typing import TYPE_CHECKING

from analysis.extraction.aid_nouns import role_of
from analysis.extraction.donor_names import donor_at
from analysis.extraction.money import aid_words

if TYPE_CHECKING:
    from collections.abc import Sequence

    from analysis.extraction.document import Document, Item

_BEFORE_VERB = 7
_SENTENCES = 8
_LONGEST = 4


def group_of_members(items: Sequence[Item], verb: int) -> str | None:
    """The group whose members give: "the head of NATO said that allies had committed"."""
    return _alliance(items[:verb]) if tells_of_members(items, verb) else None


def tells_of_members(items: Sequence[Item], verb: int) -> bool:
    """Whether the subject of the verb is a group's members, such as "allies"."""
    near = items[max(0, verb - _BEFORE_VERB) : verb]
    return any(item.text in aid_words("group members") for item in near)


def is_of_many(items: Sequence[Item], verb: int) -> bool:
    """Whether the subject right before a verb is a group without a name: "all donors together"."""
    for i in range(verb - 1, max(-1, verb - 1 - _BEFORE_VERB), -1):
        item = items[i]
        if item.text in aid_words("countries"):
            before = items[max(0, i - _LONGEST) : i]
            if [k.text for k in before if k.text != "member"][-2:] == ["and", "its"]:
                return False  # "the EU and its member states"
            is_rest = any(k.grammar == "other" for k in before)
            is_known = any(
                "actors" in k.tags or (k.number is not None and not is_rest) for k in before[-2:]
            )
            return not is_known and not any(k.text == "bloc" for k in before)
        if item.text in aid_words("groups") and items[i - 1].grammar == "determiner":
            continue  # "members of this group"
        if item.is_sign or not (
            item.grammar in ("have", "be", "adverb", "conjunction", "modal")
            or item.text.endswith("ly")
            or item.text in aid_words("before a group")
            or (item.grammar in ("determiner", "of") and i + 1 < verb)
            or role_of(item) == "verb"
        ):
            return False
    return False


def alliance_of_members(document: Document, index: int, verb: int) -> str | None:
    """The alliance whose members give; NATO calls its own "Allies", with a capital."""
    items = document.sentence(index).items
    for item in items[max(1, verb - _BEFORE_VERB) : verb]:
        if item.text == "allies" and document.text[item.start].isupper():
            return "NATO"
    return alliance_before(document, index)


def alliance_before(document: Document, index: int) -> str | None:
    """The alliance that the sentence or those before it name last, in a few sentences."""
    for k in range(index, max(-1, index - _SENTENCES), -1):
        name = _alliance(document.sentence(k).items)
        if name is not None:
            return name
    return None


def _is_seat(items: Sequence[Item], i: int) -> bool:
    """Whether a name is where somebody meets: "Brussels", "NATO headquarters"."""
    place = items[i].tags.get("places")
    is_house = i + 1 < len(items) and items[i + 1].text == "headquarters"
    return is_house or (place is not None and place.entry.get("kind") == "city")


def _alliance(items: Sequence[Item]) -> str | None:
    """The last alliance among the items."""
    names = (donor_at(items, i) for i in range(len(items) - 1, -1, -1) if not _is_seat(items, i))
    return next((name for name in names if name and name.lower() in aid_words("alliances")), None)
