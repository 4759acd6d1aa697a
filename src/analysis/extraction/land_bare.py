"""Numbers of land whose unit the sentence before gave: "... held around 500"."""

from __future__ import annotations

from typing import TYPE_CHECKING

from analysis.extraction.land import LandVerdict
from analysis.extraction.land_sizes import first_item, quantity_at
from analysis.extraction.land_verbs import told_before
from analysis.extraction.lexicon import clause_words
from analysis.extraction.named_places import words_of
from analysis.extraction.numerals import word_list

if TYPE_CHECKING:
    from collections.abc import Sequence

    from analysis.extraction.document import Item

_CLOSE = 3


def told_of_bare(items: Sequence[Item], at: int, told: str) -> LandVerdict | None:
    """What the sentence tells of a number without unit.

    Args:
        items: those of the sentence.
        at: the number's.
        told: the measure of the figure before.
    """
    if quantity_at(items, at).unit == "percent":
        return _by_change(items, at, told)
    return (
        told_before(items, at)
        or _by_bracket(items, at, told)
        or _by_figure(items, at, told)
        or _by_month(items, at, told)
    )


def is_bare(items: Sequence[Item], at: int, found: LandVerdict) -> bool:
    """Whether a number counts nothing that its own sentence names."""
    if quantity_at(items, at).unit not in ("count", "percent"):
        return False
    if at > 0 and items[at - 1].text in words_of("definite"):
        return False
    if found.at >= 0 and first_item(items, at) - found.at > _CLOSE:
        return False
    behind = items[at + 1] if at + 1 < len(items) else None
    return (
        behind is None
        or behind.text in (".", ",", ")")
        or behind.grammar == "preposition"
        or (found.rule == "change" and (behind.grammar == "clause" or "territory" in behind.tags))
        or (behind.grammar == "conjunction" and found.rule == "month before")
    )


def _by_bracket(items: Sequence[Item], at: int, told: str) -> LandVerdict | None:
    """As in "only last October (610) and November (725) were worse"."""
    inside = 0 < at < len(items) - 1 and items[at - 1].text == "(" and items[at + 1].text == ")"
    return LandVerdict(told, "bracket", -1) if inside else None


def _by_change(items: Sequence[Item], at: int, told: str) -> LandVerdict | None:
    """As in "This shot up to around 25%", of the share that was told of before."""
    if told != "controlled" or items[0].text not in words_of("told_land"):
        return None
    return LandVerdict("controlled", "change", -1) if _ends_change(items, at) else None


def _ends_change(items: Sequence[Item], at: int) -> bool:
    """Whether the number is what something rose to, or fell from: "down from the 27%"."""
    i = first_item(items, at) - 1
    if i > 0 and items[i].grammar == "determiner":
        i -= 1
    if i < 1:
        return False
    turned_from = items[i].text == "from" and items[i - 1].text in clause_words("changed")
    return turned_from or items[i].text.rpartition(" ")[2] == "to"


def _by_month(items: Sequence[Item], at: int, told: str) -> LandVerdict | None:
    """As in "that edges past August's 477 and September's 459"."""
    first = first_item(items, at)
    month = items[first - 1].text if first else ""
    if not month.endswith("'s") or month.removesuffix("'s") not in word_list("months"):
        return None
    return LandVerdict(told, "month before", -1)


def _by_figure(items: Sequence[Item], at: int, told: str) -> LandVerdict | None:
    """As in "In December the figure was 445"."""
    first = first_item(items, at)
    if first < _CLOSE - 1 or not (
        items[first - 1].grammar == "be" or items[first - 1].text == "at"
    ):
        return None
    figures = tuple(words_of("figures"))
    is_told = items[first - 2].text == "it" and any(
        k.text.endswith(figures) for k in items[: first - 2]
    )
    if not (is_told or items[first - 2].text.endswith(figures)):
        return None
    return LandVerdict(told, "figure", -1)
