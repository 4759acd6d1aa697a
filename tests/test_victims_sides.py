"""Whose victims they are, and what happened to them: constructions on sentences of our own."""

from __future__ import annotations

import pytest

from analysis.extraction.figures import read_figures

Row = tuple[str, float, str | None, str | None]


def _rows(text: str) -> list[Row]:
    """Measure, value, side and category of each figure of victims."""
    figures = (f for f in read_figures(text) if f.topic == "casualties")
    return [(f.measure, f.value, f.actor, f.category) for f in figures]


_SIDES: dict[str, tuple[str, list[Row]]] = {
    "own dead of a military": (
        "The Russian defence ministry said 498 servicemen had died and 1,597 had been wounded.",
        [("killed", 498, "Russia", "military"), ("injured", 1597, "Russia", "military")],
    ),
    "own dead, killed by the other side": (
        "Russia's defence ministry said 63 soldiers were killed by Ukrainian missiles in Makiivka.",
        [("killed", 63, "Russia", "military")],
    ),
    "the enemy's, called mercenaries": (
        "The Russian defence ministry said 50 mercenaries were killed in the strike.",
        [("killed", 50, "Ukraine", "military")],
    ),
    "fighting for a side": (
        "Two British nationals have been killed fighting for Ukraine.",
        [("killed", 2, "Ukraine", "military")],
    ),
    "in an army": (
        "Twelve Indian nationals have been killed fighting in the Russian army.",
        [("killed", 12, "Russia", "military")],
    ),
    "captor": (
        "Three Chinese citizens were captured by Ukrainian forces in Donetsk region.",
        [("captured", 3, "Russia", "military")],
    ),
    "cost a side": (
        "The battle for Avdiivka cost the Russian army 16,000 lives.",
        [("killed", 16000, "Russia", "military")],
    ),
    "his fighters": (
        "Wagner's chief said 20,000 of his fighters had died in Bakhmut.",
        [("killed", 20000, "Russia", "military")],
    ),
    "taken with others": (
        "Ukrainian marines killed 14 Russian soldiers and took five captive.",
        [("killed", 14, "Russia", "military"), ("captured", 5, "Russia", "military")],
    ),
    "what we lose": (
        "We lose 50 to 100 soldiers every day, he said of the Ukrainian army.",
        [("casualties", 75, "Ukraine", "military")],
    ),
    "among all the dead": (
        "Two children were among at least seven killed in strikes on Ukraine.",
        [("killed", 2, "Ukraine", "civilian"), ("killed", 7, "Ukraine", None)],
    ),
    "quoted adverb": (
        "Trump wrote that Ukraine had 'ridiculously lost' 400,000 soldiers.",
        [("casualties", 400000, "Ukraine", "military")],
    ),
    "for each square kilometre": (
        "Russia loses more than 50 soldiers for each square kilometre of Ukrainian territory.",
        [],
    ),
    "thousands of Russians": (
        "Some 75,000 Russians have been killed or wounded.",
        [("casualties", 75000, "Russia", "military")],
    ),
    "a side in a date": (
        "More than 500 children have been killed since Russia invaded, prosecutors say.",
        [("killed", 500, "Ukraine", "civilian")],
    ),
    "foreign civilians": (
        "Two Americans were injured in Kharkiv, Ukraine.",
        [("injured", 2, "United States", None)],
    ),
    "a neighbour's ground": (
        "A missile landed in a Polish village and killed two farmers.",
        [("killed", 2, "Poland", "civilian")],
    ),
    "a neighbour by name": (
        "The blast in Poland that killed two people was caused by a Ukrainian missile.",
        [("killed", 2, "Poland", None)],
    ),
    "count by name": (
        "Mediazona has identified many dead; 15,200 names of convicts are on its list.",
        [("killed", 15200, "Russia", "military")],
    ),
}


@pytest.mark.parametrize(("text", "expected"), _SIDES.values(), ids=_SIDES)
def test_side_of_victims(text: str, expected: list[Row]) -> None:
    assert _rows(text) == expected


_DEEDS: dict[str, tuple[str, list[tuple[str, float]]]] = {
    "abducted": ("Russian forces abducted 14 residents in Kherson.", [("captured", 14)]),
    "held captive": ("Russia is holding 12 Ukrainian medics captive.", [("captured", 12)]),
    "in captivity": (
        "Some 8,000 Ukrainian soldiers are in Russian captivity.",
        [("captured", 8000)],
    ),
    "disappearance": ("Kyiv confirmed the disappearance of 28 children.", [("missing", 28)]),
    "shot": ("Russian troops shot five civilians in Bucha.", [("killed", 5)]),
    "shot and wounded": ("Russian troops shot and wounded two men.", [("injured", 2)]),
    "headline with a place": ("Three people in Kharkiv killed by shelling", [("killed", 3)]),
    "headline with a part": (
        "12 people, 3 of them children, killed in Kryvyi Rih",
        [("killed", 12), ("killed", 3)],
    ),
    "a part with a verb": (
        "12 people, three of whom were children, were killed in Kryvyi Rih.",
        [("killed", 12), ("killed", 3)],
    ),
    "who they were": (
        "Twelve people were killed in Kherson. Five were children.",
        [("killed", 12), ("killed", 5)],
    ),
    "they include": (
        "Mediazona has identified 900 Russian soldiers killed. They include 55 officers.",
        [("killed", 900), ("killed", 55)],
    ),
    "who surrendered rose to": (
        "The number of soldiers who surrendered in Mariupol rose to 1,908.",
        [("captured", 1908)],
    ),
    "held as prisoners": (
        "Ukraine holds more than 600 Russian soldiers as prisoners of war.",
        [("captured", 600)],
    ),
    "of the wounded": ("Two of the wounded later died in Dnipro.", [("killed", 2)]),
    "losses totalled": ("Ukraine's losses totalled over 1,300 troops.", [("casualties", 1300)]),
    "losses far before": (
        "Ukrainian losses in the Kursk region have exceeded 60,000 troops.",
        [("casualties", 60000)],
    ),
    "averaged": ("Russian casualties averaged 1,140 a day in May.", [("casualties", 1140)]),
    "split behind a dash": (
        "Five people were killed - three in Kharkiv and two in Sumy.",
        [("killed", 5), ("killed", 3), ("killed", 2)],
    ),
    "arrests": ("Russian police detained 60 people in Kherson.", []),
    "hostages of a siege": ("Russia holds 300,000 civilians hostage in Mariupol.", []),
    "lost power": ("More than 8,000 customers in the Poltava region lost electricity.", []),
    "another cause": ("The attack on the Crocus City Hall near Moscow killed 144 people.", []),
    "names elsewhere": ("Ukraine's president read out 20 names.", []),
}


@pytest.mark.parametrize(("text", "expected"), _DEEDS.values(), ids=_DEEDS)
def test_deed(text: str, expected: list[tuple[str, float]]) -> None:
    assert [row[:2] for row in _rows(text)] == expected


@pytest.mark.parametrize(
    "text",
    [
        "Israel shot down 99 percent of the 300 drones launched by Iran.",
        "Iran launched more than 300 drones and missiles at Israel.",
    ],
)
def test_strikes_of_another_war_are_no_figures(text: str) -> None:
    assert read_figures(f"The war in Ukraine goes on. {text}") == []


_PLACES: dict[str, tuple[str, str | None]] = {
    "a governor named before": (
        "The governor of Kharkiv region, Oleh Syniehubov, said so.\n\nThree died, Syniehubov said.",
        "Kharkiv region",
    ),
    "a mayor by his title": (
        "Vitali Klitschko, Kyiv's mayor, said a house burned.\n\nTwo adults were killed, he added.",
        "Kyiv",
    ),
    "a governor of what he spoke of": (
        "Shelling hit the Kherson region, governor Prokudin said.\n\nTwo people died, he said.",
        "Kherson region",
    ),
    "the town that was hit": (
        "Five people were hurt in the Sumy region when a missile hit a bus in Bilopillia.",
        "Bilopillia",
    ),
    "where it was said": (
        "Russia loses more than 1,000 soldiers every day, Mark Rutte said in Davos.",
        "Ukraine",
    ),
    "a city that suffered": (
        "Kyiv suffered one of its heaviest assaults, with Russian attacks killing at least 13.",
        "Kyiv",
    ),
    "a time before the attacker": (
        "Over the past day Russia killed three civilians.",
        "Ukraine",
    ),
    "a neighbour": ("A missile landed in a Polish village and killed two farmers.", "Poland"),
    "a part in commas": ("12 people, 3 of them children, died in Kryvyi Rih.", "Kryvyi Rih"),
}


@pytest.mark.parametrize(("text", "place"), _PLACES.values(), ids=_PLACES)
def test_place_of_victims(text: str, place: str | None) -> None:
    assert next(f.place for f in read_figures(text) if f.topic == "casualties") == place
