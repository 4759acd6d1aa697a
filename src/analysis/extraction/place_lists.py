"""Places beside numbers: whose each is in a list, the narrow ones, what is only counted in."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from analysis.extraction.document import Item
    from analysis.extraction.named_places import NamedPlace


NARROW = ("city", "region", "district", "area")
"""Kinds of places narrower than a country."""

_OPENING = ("-", "\u2013", "\u2014")
_LISTING = frozenset((",", "and", "the"))
_MANY = 4


def opens_with_number(items: Sequence[Item], place: NamedPlace) -> bool:
    """Whether a number follows the place that opens its clause: "..., over Belgorod 25"."""
    if place.last + 1 >= len(items) or items[place.last + 1].number is None:
        return False
    number = items[place.last + 1].number
    i = place.first - 1
    if i > 0 and number is not None and number.unit == "percent":
        return items[i].text in (":", ",") or items[i].grammar == "conjunction"
    while i >= 0 and items[i].grammar == "determiner":
        i -= 1
    if i < 0 or items[i].grammar != "preposition":
        return False
    return i == 0 or items[i - 1].is_sign or items[i - 1].grammar == "conjunction"


def is_of_part(items: Sequence[Item], at: int, place: NamedPlace) -> bool:
    """Whether it is of a part of the number: "31 downed, four of those over Kyiv, two in Lviv"."""
    for i in range(at + 1, place.first):
        if items[i].number is not None:
            if items[i - 1].text in _OPENING and i > at + 1:  # "four drones - two over Kursk"
                return True
            behind = [item.text for item in items[i + 1 : i + 3]]
            if behind[:1] == ["of which"] or (behind[:1] == ["of"] and behind[1:] != ["the"]):
                return True
    return False


def is_of_long_list(items: Sequence[Item], places: Sequence[NamedPlace], place: NamedPlace) -> bool:
    """Whether it is one of many: "in the Odesa, Sumy, Poltava and Lviv regions"."""
    k = places.index(place)
    first = last = k
    while first > 0 and _adjoins(items, places[first - 1], places[first]):
        first -= 1
    while last + 1 < len(places) and _adjoins(items, places[last], places[last + 1]):
        last += 1
    listed = items[places[first].first : places[last].last + 1]
    return sum("places" in item.tags for item in listed) >= _MANY


def _adjoins(items: Sequence[Item], a: NamedPlace, b: NamedPlace) -> bool:
    between = {item.text for item in items[a.last + 1 : b.first]}
    return bool(between) and between <= _LISTING


def attacked(items: Sequence[Item], at: int, places: Sequence[NamedPlace]) -> list[NamedPlace]:
    """The one place of the clause before: "they shelled the town 12 times; one person died"."""
    turn = next((i for i in range(at - 1, 0, -1) if items[i].text == ";"), None)
    if turn is None or any(p.first > turn for p in places):
        return []
    shelled = any("strikes" in item.tags for item in items[:turn])
    return list(places) if len(places) == 1 and shelled else []


def nations_last(places: Iterator[NamedPlace]) -> Iterator[NamedPlace]:
    """The places, the two countries behind all others: people die somewhere in them."""
    nations: list[NamedPlace] = []
    for place in places:
        if place.kind == "nation":
            nations.append(place)
        else:
            yield place
    yield from nations


def narrow_first(places: list[NamedPlace]) -> list[NamedPlace]:
    """The places, those last that only say where another one lies, and the two countries."""
    if len(places) <= 1:
        return places
    return sorted(places, key=lambda p: 2 * (p.wider or p.kind == "nation") + _is_water(p))


def _is_water(place: NamedPlace) -> bool:
    """Whether it is a sea, a river or the like by its name: no "south of the country"."""
    return place.kind == "area" and place.text[0].isupper()
