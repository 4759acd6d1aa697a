"""Which side fires the weapons, told by verbs, headlines and places, on sentences of our own."""

from __future__ import annotations

import datetime as dt

import pytest

from analysis.extraction.figures import read_figures

_ATTACKERS = {
    "relative clause before the verb": (
        "All 19 drones that Russia sent were shot down.",
        "Russia",
    ),
    "adjective of the ground": ("41 drones over three Russian regions", "Ukraine"),
    "occasion of a capital": ("Kyiv's holiday attack: 31 drones", "Russia"),
    "capital before an attack": ("Moscow drone attack: 22 drones", "Ukraine"),
    "capital's attack on somebody": ("Kyiv's attack on Belgorod: 22 drones", "Ukraine"),
    "city attacked with": ("Belgorod attacked with 14 drones", "Ukraine"),
    "capital attacked with": ("Kyiv attacked with 35 drones", "Russia"),
    "country attacked with": ("Russia attacked with 35 drones.", "Russia"),
    "side that logs": ("Ukraine's army logged 51 drones.", "Russia"),
    "attack told in the sentence before": (
        "There was a drone attack on Belgorod. Two drones crashed into a roof.",
        "Ukraine",
    ),
}


@pytest.mark.parametrize(("text", "side"), _ATTACKERS.values(), ids=_ATTACKERS)
def test_attacker(text: str, side: str) -> None:
    """Who launched the weapons, or whose weapons hit something."""
    found = read_figures(f"{text}\n\nUkraine is at war.", dt.date(2025, 3, 5))
    assert {f.actor for f in found if f.measure in ("launched", "hit")} == {side}
