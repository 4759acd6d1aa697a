"""Whether a verb of speech states something: of whom, and before or behind it."""

from __future__ import annotations

from itertools import pairwise
from typing import TYPE_CHECKING

from analysis.extraction.lexicon import clause_words
from analysis.extraction.speaker_phrases import is_dated, nouns_of

if TYPE_CHECKING:
    from collections.abc import Sequence

    from analysis.extraction.document import Document, Item
    from analysis.extraction.speaker_names import Name

_CLOSING = frozenset(',.;"!?\u2013)')
_TOPICS = frozenset(("strikes", "casualties", "weapons", "aid", "territory"))
_FOLLOWING = 14
_NEEDED = 15
_ADJECTIVES = 3
_OBJECT = 18


def is_noun_here(items: Sequence[Item], verb: int, end: int) -> bool:
    """Whether a word that may be a noun is one: "the report", "Moscow claim", "Russian reports"."""
    tag = items[verb].tags.get("speech")
    if tag is None or not tag.entry.get("noun") or tag.form != "base" or end != verb or not verb:
        return False
    before = items[verb - 1]
    if before.is_sign or before.grammar in ("relative", "pronoun") or _has_object(items, verb):
        return False
    if before.grammar in {"determiner", "preposition", "of", "by", "other"} or _is_owned(
        items, verb
    ):
        return True
    if any(item.text in ("a", "an") for item in items[max(0, verb - _ADJECTIVES) : verb]):
        return True  # "in a social media post"
    plural = before.text.endswith("s") or before.text.rpartition(" ")[2] in clause_words(
        "plural_subject"
    )
    if (actor := before.tags.get("actors")) and actor.entry.get("role") == "adjective":
        return not plural
    return plural == items[verb].text.endswith("s")


def _is_owned(items: Sequence[Item], noun: int) -> bool:
    """Whether a possessive stands before it, adjectives between them or not."""
    i = noun - 1
    while i > 0 and items[i].text.endswith(("ly", "ed")) and noun - i < _ADJECTIVES:
        i -= 1
    return items[i].text.endswith(("'s", "'"))


def _has_object(items: Sequence[Item], verb: int) -> bool:
    """As in "the General Staff of the Armed Forces estimates the losses at ..."."""
    behind = [item.text for item in items[verb + 1 : verb + 2]]
    before = items[verb - 1]
    loose = before.grammar in {"determiner", "preposition", "of", "by", "other"}
    if behind in (["the"], ["a"], ["an"]):
        return not loose
    tag = before.tags.get("actors")
    adjective = tag is not None and tag.entry.get("role") == "adjective"
    named = any("actors" in item.tags for item in items[verb + 1 : verb + 2])
    return named and not (loose or adjective or before.text.endswith(("'s", "'")))


def may_say(items: Sequence[Item], verb: int, name: Name) -> bool:
    """Whether the subject can state what the verb says: "Europe gave" is no statement."""
    tag = items[verb].tags.get("speech")
    if tag is None or name.head in clause_words("first_person"):
        return tag is None
    if tag.entry.get("bare") and _is_gift(items, verb, name):
        return False
    needs = tag.entry.get("needs")
    if needs:
        near = pairwise(items[verb + 1 : verb + 2 + _NEEDED])  # "gave it as 12", not "as part of"
        behind = {k.text for k, after in near if k.text != "as" or after.number is not None}
        return not behind.isdisjoint(needs) or _counts(items, verb, name)  # type: ignore[arg-type]
    if not tag.entry.get("weak"):
        return True
    if name.kind == "country" and name.text.lower() not in nouns_of("askers"):
        return items[verb].text.startswith("count")
    return name.kind != "unknown"


def _is_gift(items: Sequence[Item], verb: int, name: Name) -> bool:
    """Whether the verb gives its object, a sum, and tells nothing: "the bank announced $5m"."""
    if items[verb].text.startswith("add"):
        return verb + 1 < len(items) and _is_sum(items[verb + 1])
    if name.kind in {"person", "role", "unknown"}:
        return False
    for item in items[verb + 1 : verb + 1 + _OBJECT]:
        if _is_sum(item) or item.tag("aid", "aid", "package", "military") is not None:
            return True
        if item.grammar in {
            "relative",
            "modal",
            "be",
            "have",
            "clause",
        } or item.text in clause_words("ends_subject"):
            return False
    return False


def _is_sum(item: Item) -> bool:
    return item.number is not None and item.number.unit.isupper()


def _counts(items: Sequence[Item], verb: int, name: Name) -> bool:
    """Whether a person gives a count, no sum: "the president gave 800 bombs"."""
    near = (item.number for item in items[verb + 1 : verb + 3])
    return name.kind in ("person", "role") and any(
        n is not None and n.unit == "count" for n in near
    )


def closes(document: Document, index: int, verb: int) -> bool:
    """Whether nothing that is stated follows the verb in its clause: "..., he said on Monday."."""
    items = document.sentence(index).items
    if items[verb].text.startswith("accus"):
        return False
    for item in items[verb + 1 : verb + 1 + _FOLLOWING]:
        if item.text in _CLOSING or item.grammar == "clause":
            return item.text != '"' or items[verb + 1] is not item
        if item.text in clause_words("opens_statement") or item.grammar == "relative":
            return False
        told = item.number is not None or not _TOPICS.isdisjoint(item.tags)
        if told and not is_dated(document, index, item):
            return False
    return True
