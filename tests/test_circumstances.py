"""Where and when: the place and the days of figures, in sentences made for each rule."""

from __future__ import annotations

from datetime import date

import pytest

from analysis.extraction.figures import read_figures

_PUBLISHED = date(2025, 3, 14)  # a Friday


def _places(text: str) -> list[str | None]:
    return [figure.place for figure in read_figures(text, _PUBLISHED)]


def _days(text: str) -> list[str | None]:
    """First and last day of each figure: "03-13", or "03-01/03-12"."""
    found: list[str | None] = []
    for figure in read_figures(text, _PUBLISHED):
        ends = sorted({str(day) for day in (figure.date_start, figure.date_end) if day})
        found.append("/".join(ends) or None)
    return found


_PLACES = [
    ("Russian drones killed two people in Kharkiv.", ["Kharkiv"]),
    ("In Kherson, two people were killed, the mayor said.", ["Kherson"]),
    ("Two people were killed in the town of Bilopark.", ["Bilopark"]),
    ("Two people were killed and three injured in Odesa.", ["Odesa", "Odesa"]),
    ("Two people were killed in Lviv and three injured in Rivne.", ["Lviv", "Rivne"]),
    ("Two people died in the city of Poltava in central Ukraine.", ["Poltava"]),
    (
        "A missile struck the northern region of Sumy and killed two people.",
        ["northern region of Sumy"],
    ),
    (
        "Russia said 30 drones were shot down over the Bryansk and Kursk regions.",
        ["Bryansk and Kursk regions"],
    ),
    ("Russia's air defences destroyed 30 drones over seven regions.", ["seven regions"]),
    ("Russia's defence ministry said 30 drones were shot down.", ["Russia"]),
    ("Russia launched 30 drones at Ukraine.", ["Ukraine"]),
    ("Russia launched 30 drones from the Kursk region.", ["Ukraine"]),
    ("KYIV, March 14 - Russia launched 30 drones.", ["Ukraine"]),
    ("Kharkiv Mayor Petro Bondar said two people were killed.", ["Kharkiv"]),
    ("Kyiv officials said Russia launched 30 drones.", ["Ukraine"]),
    ("The Ukrainian capital was attacked and two people were killed.", ["Kyiv"]),
    ("Russia launched 30 drones at the capital.", ["Kyiv"]),
    ("A missile hit Dnipro on Monday. Two people were killed.", ["Dnipro"]),
    ("A missile hit Dnipro on Monday.\nTwo people were killed in the attack.", ["Dnipro"]),
    ("Two people were killed in Dnipro. Strikes on the city injured three.", ["Dnipro", "Dnipro"]),
    ("Russia shot down 12 drones over Bryansk (5) and Tula (7).", ["Russia", "Bryansk", "Tula"]),
    ("Russia controls 20% of Ukraine, including Crimea.", ["Ukraine"]),
    ("Ukraine controls 450 square kilometres of Russian territory.", ["Russia"]),
    ("Russia controls two-thirds of the Donetsk region.", ["Donetsk region"]),
    ("Two Russian missiles hit a farm in Poland.", ["Poland"]),
    ("Russia attacked Ukraine, killing six and wounding 11 in Kharkiv.", ["Kharkiv", "Kharkiv"]),
    ("Ten people including a child were killed in a strike on Uman.", ["Uman"]),
    ("Two people died when Russia attacked Sumy with four drones.", ["Sumy", "Sumy"]),
]

_DATES = [
    ("Russia launched 30 drones on Tuesday.", ["2025-03-11"]),
    ("On March 9, Russia launched 30 drones.", ["2025-03-09"]),
    ("Russia launched 300 drones in February.", ["2025-02-01/2025-02-28"]),
    ("The air force said on Thursday that Russia launched 30 drones.", ["2025-03-13"]),
    ("Russia launched 30 drones on Monday, the air force said on Thursday.", ["2025-03-10"]),
    ("Russia currently controls 20% of Ukraine.", ["2025-03-14"]),
    ("Russia controls 20% of Ukraine, including Crimea, which it annexed in 2014.", ["2025-03-14"]),
    ("Russia launched 30 drones on Monday, the largest attack since January.", ["2025-03-10"]),
    (
        "Russia took 120 square kilometres in February and 90 in January.",
        ["2025-02-01/2025-02-28", "2025-01-01/2025-01-31"],
    ),
    ("Russia launched 30 drones and 4 missiles on Tuesday.", ["2025-03-11", "2025-03-11"]),
    ("Russia launched 30 drones on Tuesday. Crews shot down 25.", ["2025-03-11", "2025-03-11"]),
    (
        (
            "Russia launched 30 drones on Tuesday.\nOn March 2, it launched 90 drones.\n"
            "Two people were killed in Odesa."
        ),
        ["2025-03-11", "2025-03-02", "2025-03-11"],
    ),
    ("Two people were hurt when a drone fell in Odesa on Tuesday.", ["2025-03-11"]),
    ("Russian attack kills two\nTwo people were killed in Odesa on Tuesday.", ["2025-03-11"] * 2),
    ("Since 2022, Germany has provided 44 billion euros to Ukraine.", ["2022-01-01/2025-03-14"]),
    ("Norway pledges $2 billion in aid to Ukraine", ["2025-03-14"]),
    ("Russia launched 30 drones.", [None]),
    (
        "Russia launched 5,638 drones in overnight attacks during February.",
        ["2025-02-01/2025-02-28"],
    ),
    ("On Monday it counted 93 drones launched overnight.", ["2025-03-10"]),
    ("Two years earlier it counted 93 drones launched in June.", ["2023-06-01/2023-06-30"]),
    ("During the past night 93 drones were downed.", ["2025-03-14"]),
    ("About 43,000 Ukrainian soldiers have been killed.", ["2025-03-14"]),
    (
        (
            "The death toll in Odesa rose to five. The port burns. So do houses. It is cold. "
            "Help comes. Trains run. The strike on Odesa on March 12 killed five."
        ),
        ["2025-03-12", "2025-03-12"],
    ),
]


@pytest.mark.parametrize(("text", "expected"), _PLACES)
def test_place_is_the_narrowest_stated(text: str, expected: list[str | None]) -> None:
    assert expected == _places(text)


@pytest.mark.parametrize(("text", "expected"), _DATES)
def test_days_are_those_of_what_is_told(text: str, expected: list[str | None]) -> None:
    assert expected == _days(text)


def test_text_without_publication_day_has_only_full_dates() -> None:
    """Nothing is resolved against a day that is not known."""
    figures = read_figures("Russia launched 30 drones on Tuesday.", None)
    assert [(figure.date_start, figure.date_end) for figure in figures] == [(None, None)]
