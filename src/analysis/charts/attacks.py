"""What the charts of attacks share: the nights chosen, the parts of a bar, and their words."""

from __future__ import annotations

import tomllib
from functools import cache
from importlib.resources import files
from typing import TYPE_CHECKING

from analysis import nights as attack_nights
from analysis.charts import words
from analysis.charts.style import colour_of
from analysis.claims import plain_rows
from analysis.schema import WEAPONS, check_term

if TYPE_CHECKING:
    from collections.abc import Sequence

    import pandas as pd

    from analysis.claims import Row

_WEAPONS = {"any": "drones and missiles", "other": "other weapons"}
_OUTCOMES = ("intercepted", "suppressed", "hit")


@cache
def _names() -> dict[str, str]:
    text = files("analysis.charts").joinpath("parts.toml").read_text(encoding="utf-8")
    names: dict[str, str] = tomllib.loads(text)["parts"]
    return names


def noun(weapon: str) -> str:
    """A class of weapons in the plural: "cruise missiles"."""
    return _WEAPONS.get(weapon, f"{weapon.replace('_', ' ')}s")


def parts(row: Row) -> list[tuple[str, float]]:
    """The parts of one bar: the outcomes stated, and what they leave of the launched number."""
    stated = [(name, row[name]) for name in _OUTCOMES if row[name]]
    total = row["launched"]
    if total is None:
        return stated
    rest = max(0.0, total - sum(number for _, number in stated))
    known = row["unaccounted"] is not None
    return stated + ([("unaccounted" if known else "launched", rest)] if rest else [])


def selected(claims: pd.DataFrame, weapon: str, attacker: str) -> list[Row]:
    """The nights of one class of weapon and one attacker, in order of time."""
    check_term("weapon", weapon, WEAPONS)
    table = attack_nights.nights(claims)
    chosen = (table["weapon_class"] == weapon) & (table["attacker"] == attacker)
    return plain_rows(table[chosen.fillna(value=False)])


def key(rows: Sequence[Row]) -> dict[str, str]:
    """The names and colours of the parts that some row has."""
    shown = {name for row in rows for name, _ in parts(row)}
    return {text: colour_of("measures", name) for name, text in _names().items() if name in shown}


def measure_of(part: str) -> str:
    """The measure whose figure a part leads to."""
    return "launched" if part == "unaccounted" else part


def said(row: Row, part: str, number: float) -> str:
    """A part of a night's bar in words, for its tooltip."""
    who = f" – {row['claimant']}" if row["claimant"] else ""
    return f"{words.day(row['date'])}: {part_words(part, number)}{who}"


def part_words(part: str, number: float) -> str:
    """A part in words: "71 shot down"."""
    launched = "launched, " if part == "launched" else ""
    derived = " (launched minus the outcomes stated)" if part == "unaccounted" else ""
    return f"{number:,.0f} {launched}{_names()[part]}{derived}"
