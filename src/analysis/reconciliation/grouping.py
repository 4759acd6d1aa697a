"""Claims → groups, one an event: what nothing tells apart, and what a person joined."""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING, Any

from analysis.claims import same_number

if TYPE_CHECKING:
    from collections.abc import Iterable

    from analysis.claims import Row

_ONE = ("topic", "counts", "actor", "opponent", "weapon", "category", "unit", "scope")
_TWICE = 60  # days; the same sum of the same donor within them is one announcement
_ANY_DAY = ("night", "day")


def grouped(claims: Iterable[Row]) -> list[list[Row]]:
    """Claims as groups of one event each, in the order of their first claims.

    One event: the same topic, measure (or commitment), actor, opponent, weapon, category, unit,
    scope and time. A night and a day of one date are one time, since texts seldom tell them apart.
    A new sum of aid is one event with the same sum of the same donor told within 60 days. A claim
    without a category joins the one event that states the same number with a category. Claims that
    a person marked as one event are one, whatever their columns say.
    """
    groups: dict[tuple[object, ...], list[Row]] = defaultdict(list)
    for claim in claims:
        groups[_key(claim)].append(claim)
    apart = [part for group in groups.values() for part in _announcements(group)]
    return _marked(_categorised(apart))


def _key(claim: Row) -> tuple[object, ...]:
    same = tuple(claim[name] for name in _ONE)
    if _is_new_aid(claim):
        amounts = tuple(number["value"] for number in claim["numbers"].values())
        return (*same, amounts)
    if claim["period"] in _ANY_DAY:
        return (*same, claim["date"])
    return (*same, claim["date_start"], claim["date_end"], claim["cumulative"])


def _is_new_aid(claim: Row) -> bool:
    return claim["topic"] == "aid" and not claim["cumulative"]


def _announcements(group: list[Row]) -> list[list[Row]]:
    """A group as it is; equal sums of one donor apart where more than 60 days lie between them."""
    if not _is_new_aid(group[0]):
        return [group]
    parts: list[list[Row]] = []
    for claim in sorted(group, key=lambda claim: str(_announced(claim))):
        if parts and (_announced(claim) - _announced(parts[-1][-1])).days <= _TWICE:
            parts[-1].append(claim)
        else:
            parts.append([claim])
    return parts


def _announced(claim: Row) -> Any:  # noqa: ANN401 - a day as the table holds it
    """When a sum was spoken of; one sum may be for next year in the text and new in the title."""
    return claim["published"] or claim["date_end"]


def _categorised(groups: list[list[Row]]) -> list[list[Row]]:
    """Groups without a category joined to the only group that states their number with one."""
    by_rest: dict[tuple[object, ...], list[list[Row]]] = defaultdict(list)
    for group in groups:
        by_rest[_key({**group[0], "category": None})].append(group)
    joined: dict[int, list[Row]] = {id(group): [] for group in groups}
    for alike in by_rest.values():
        named = [group for group in alike if group[0]["category"]]
        for group in (group for group in alike if not group[0]["category"]):
            fitting = [other for other in named if _share_a_number(group, other)]
            target = fitting[0] if len(fitting) == 1 else group
            joined[id(target)] += group
        for group in named:
            joined[id(group)] += group
    return [joined[id(group)] for group in groups if joined[id(group)]]


def _share_a_number(one: list[Row], other: list[Row]) -> bool:
    return any(
        same_number(a["numbers"][name], b["numbers"][name])
        for a in one
        for b in other
        for name in a["numbers"].keys() & b["numbers"].keys()
    )


def _marked(groups: list[list[Row]]) -> list[list[Row]]:
    """Groups that share a person's mark as one."""
    merged: list[list[Row]] = []
    home: dict[str, list[Row]] = {}
    for group in groups:
        marks = _marks(group)
        target = next((home[mark] for mark in marks if mark in home), None)
        if target is None:
            merged.append(target := [])
        target += group
        home.update(dict.fromkeys(marks, target))
    return merged


def _marks(group: list[Row]) -> frozenset[str]:
    return frozenset().union(*(claim["marks"] for claim in group))
