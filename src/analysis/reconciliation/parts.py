"""Which events are parts of others, so that no sum counts one weapon or one sum of money twice."""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from analysis.claims import Row

_SAME = ("topic", "counts", "actor", "unit", "cumulative")
_WHOLE_SUMS = (None, "total")


def part_of(events: Iterable[Row]) -> dict[str, str]:
    """The events that are parts → the event that holds them.

    A region is part of the nation, a kind of missile of all missiles, a class of weapon of the one
    number for drones and missiles; a category of aid is part of the same donor's total, and so is
    a sum that its sentence calls a part ("including", "of which").
    """
    near: dict[tuple[object, ...], list[Row]] = defaultdict(list)
    for event in events:
        near[_near(event)].append(event)
    wholes = {}
    for group in near.values():
        for event in group:
            whole = next(_wholes(event, group), None)
            if whole is not None:
                wholes[event["event_id"]] = whole["event_id"]
    return wholes


def _near(event: Row) -> tuple[object, ...]:
    days = event["date"] if event["period"] in ("night", "day") else (event["date_start"], 0)
    return (*(event[name] for name in _SAME), days, event["date_end"])


def _wholes(event: Row, group: list[Row]) -> Iterator[Row]:
    """The events that hold this one, the nearest first."""
    others = [other for other in group if other is not event]
    alike = [other for other in others if other["category"] == event["category"]]
    if event["scope"] != "national":
        nation = [other for other in alike if other["scope"] == "national"]
        yield from (other for other in nation if other["weapon"] == event["weapon"])
        yield from (other for other in nation if _holds(other["weapon"], event["weapon"]))
        return
    same_scope = [other for other in alike if other["scope"] == "national"]
    yield from (other for other in same_scope if _holds(other["weapon"], event["weapon"]))
    if event["topic"] == "aid":
        yield from (other for other in others if _holds_sum(other, event))


def _holds(whole: str | None, part: str | None) -> bool:
    """Whether a class of weapon includes another: missiles the ballistic ones, `any` all."""
    if whole is None or part is None or whole == part:
        return False
    return whole == "any" or (whole == "missile" and part.endswith("_missile"))


def _holds_sum(whole: Row, part: Row) -> bool:
    sums = [next(iter(event["numbers"].values()))["value"] for event in (whole, part)]
    if None in sums or sums[0] <= sums[1] or whole["part"]:
        return False
    called = part["part"] and whole["story"] == part["story"]
    kinds = whole["category"] in _WHOLE_SUMS and part["category"] not in _WHOLE_SUMS
    return called or kinds
