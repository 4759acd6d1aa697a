"""Numbers of weapons that are only given: tallies, types, ellipses; on sentences of our own."""

from __future__ import annotations

import datetime as dt

import pytest

from analysis.extraction.figures import read_figures

_TALLIES = {
    "tally of one side behind that of the other": (
        "Russia downed 90 drones. Ukraine counted 44 Russian drones then, of which 31 were downed.",
        [("intercepted", 90), ("launched", 44), ("intercepted", 31)],
    ),
    "denied tally": (
        "Of 90 drones, 71 were shot down. It had not counted more than 80 before.",
        [("launched", 90), ("intercepted", 71)],
    ),
    "weapons that number": (
        "Missiles numbered 52; Ukraine stopped 18.",
        [("launched", 52), ("intercepted", 18)],
    ),
    "types between the whole and its part": (
        "Ukraine said: 12 missiles of the Iskander-M and S-300 types, seven shot down.",
        [("launched", 12), ("intercepted", 7)],
    ),
    "weapons listed as launched": (
        "They list 61 Shahed drones and 14 missiles as launched at Ukraine.",
        [("launched", 61), ("launched", 14)],
    ),
    "part of weapons without a number": (
        "Missiles were the main threat to Ukraine. Russia launched 34 of them, and 50 drones.",
        [("launched", 34), ("launched", 50)],
    ),
    "one of which was": (
        "Ukraine lists 14 Kh-101s, all of which were destroyed, and two Kalibrs, one of which was.",
        [("launched", 14), ("intercepted", 14), ("launched", 2), ("intercepted", 1)],
    ),
    "no number": (
        "Missiles by the dozen: Ukraine stopped 11 of 32",
        [("intercepted", 11), ("launched", 32)],
    ),
    "another thing that was lost": (
        "Ukraine counts 44 drones, and one lost F-16",
        [("launched", 44)],
    ),
    "N of M in a bare list": (
        "All ten Kinzhals, 59 of 70 cruise missiles",
        [("launched", 10), ("launched", 70)],
    ),
    "left for a third country": (
        "44 Russian drones went missing, two flew toward Belarus, Ukraine said.",
        [("suppressed", 44)],
    ),
    "behind a semicolon": (
        "Of 97 drones, Ukraine downed 63; the two missiles and the other 34 drones hit 13 places.",
        [("launched", 97), ("intercepted", 63), ("hit", 2), ("hit", 34)],
    ),
    "bombs that fell": ("Four guided bombs fell on Kharkiv.", [("hit", 4)]),
    "disposed of": ("Russia disposed of 36 Ukrainian drones.", [("intercepted", 36)]),
    "came through": ("Three S-300s came through, Ukraine said.", [("hit", 3)]),
}


_WEAPONS = {
    "the same number by chance": (
        "Ukraine lists 27 Kh-101s. There were 74 drones as well: 47 shot down, 27 lost.",
        "drone",
    ),
    "missiles told of before": (
        "Ukraine fired ten cruise missiles and six drones. Seven of the missiles were downed.",
        "cruise_missile",
    ),
    "missiles of several classes": (
        "Ukraine counts 17 Kh-101s and six Iskander-Ms. Seven of the missiles were downed.",
        "missile",
    ),
    "behind a number of regions": (
        "Ukraine counts 44 missiles. Then 60 drones came over seven regions; 44 were downed.",
        "drone",
    ),
    "what the sentence before tells of": (
        "Missiles are another matter for Ukraine. Some 203 were launched.",
        "missile",
    ),
}


@pytest.mark.parametrize(("text", "weapon"), _WEAPONS.values(), ids=_WEAPONS)
def test_weapon_of_a_bare_number(text: str, weapon: str) -> None:
    """The weapon of the text's last number, which names none itself."""
    assert read_figures(text, dt.date(2025, 3, 5))[-1].weapon == weapon


@pytest.mark.parametrize(("text", "expected"), _TALLIES.values(), ids=_TALLIES)
def test_tally(text: str, expected: list[tuple[str, float]]) -> None:
    """The measures of the numbers, in the order of the text."""
    found = read_figures(text, dt.date(2025, 3, 5))
    assert [(f.measure, f.value) for f in found] == expected
