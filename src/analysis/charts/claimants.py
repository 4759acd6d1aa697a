"""Who states a number, as charts name, colour and group them."""

from __future__ import annotations

import tomllib
import zlib
from collections import defaultdict
from functools import cache
from importlib.resources import files
from typing import TYPE_CHECKING, Any

from analysis.charts import words

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from analysis.claims import Row

UNNAMED, OTHERS = "no claimant named", "other claimants"
GREY = "#6b7580"


@cache
def _entries() -> dict[str, dict[str, Any]]:
    text = files("analysis.charts").joinpath("claimants.toml").read_text(encoding="utf-8")
    return tomllib.loads(text)


@cache
def _palette() -> list[str]:
    text = files("analysis.charts").joinpath("colours.toml").read_text(encoding="utf-8")
    palette: list[str] = tomllib.loads(text)["palette"]
    return palette


def claimant_of(printed: str | None) -> str:
    """The name of a claimant in charts: one for all spellings of those that are well known.

    >>> claimant_of("the Ukrainian Air Force"), claimant_of(None)
    ('Ukraine’s air force', 'no claimant named')
    """
    if not printed:
        return UNNAMED
    low = f" {printed.lower()} ".replace("’", "'")
    for name, entry in _entries().items():
        if any(word in low for word in entry["words"]):
            return name
    return words.shortened(printed)


def says(printed: str | None) -> str:
    """Who states a number, as a title ends.

    >>> says("the Ukrainian Air Force"), says(None)
    ('says Ukraine’s air force', 'no claimant named')
    """
    return f"says {claimant_of(printed)}" if printed else UNNAMED


def colours_of(names: Iterable[str]) -> dict[str, str]:
    """A colour for each name: its own where it is well known, else one of the palette by the name.

    The same name has the same colour in every chart, unless two names of one chart fall on one.
    """
    wanted = sorted(set(names))
    chosen = {name: _entries()[name]["colour"] for name in wanted if name in _entries()}
    chosen.update((name, GREY) for name in (UNNAMED, OTHERS) if name in wanted)
    for name in wanted:
        if name not in chosen:
            first = zlib.crc32(name.encode()) % len(_palette())
            turned = _palette()[first:] + _palette()[:first]
            free = [colour for colour in turned if colour not in chosen.values()]
            chosen[name] = (free or turned)[0]
    return chosen


def by_claimant(rows: Iterable[Row], most: int = 6) -> dict[str, list[Row]]:
    """The rows of each claimant in order of time, the claimants in the order of their names.

    Args:
        rows: claims with a `claimant` and a `date`.
        most: how many claimants stand for themselves: those with the most rows, then the latest.
            The rows of the rest stand together at the end.
    """
    groups: dict[str, list[Row]] = defaultdict(list)
    for row in sorted(rows, key=lambda row: (row["date"], str(row["figure_ids"]))):
        groups[claimant_of(row["claimant"])].append(row)
    ranked = sorted(groups, key=lambda name: _rank(groups[name]), reverse=True)
    shown = {name: groups[name] for name in sorted(ranked[:most])}
    rest = [row for name in ranked[most:] for row in groups[name]]
    return {**shown, OTHERS: rest} if rest else shown


def _rank(rows: Sequence[Row]) -> tuple[object, ...]:
    return (rows[0]["claimant"] is not None, len(rows), rows[-1]["date"], rows[-1]["figure_ids"])
