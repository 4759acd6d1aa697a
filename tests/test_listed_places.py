"""Places and days in lists and comparisons of numbers, on sentences of our own."""

from __future__ import annotations

import datetime as dt

import pytest

from analysis.extraction.figures import read_figures

_PLACES = {
    "place before its number": (
        "Over the Bryansk region 14 Ukrainian drones were downed, over Kursk nine, over Oryol two.",
        ["Bryansk region", "Kursk", "Oryol"],
    ),
    "victims behind their places": (
        "In Sumy two people were killed, in Kharkiv three and in Kherson one.",
        ["Sumy", "Kharkiv", "Kherson"],
    ),
    "whole before its parts": (
        "Russia downed 60 Ukrainian drones, 21 of them over the Kursk region and 14 over Oryol.",
        ["Russia", "Kursk region", "Oryol"],
    ),
    "most of it elsewhere": ("Russia says it downed 44 drones, most over Kursk", ["Russia"]),
    "parts behind a dash": (
        "Russia downed four Ukrainian drones - two over Kursk and two over Bryansk.",
        ["Russia", "Kursk", "Bryansk"],
    ),
    "regions that nobody counts": (
        "Russia downed 31 Ukrainian drones over several regions.",
        ["several regions"],
    ),
    "one of many regions": (
        "Ukraine downed 12 drones over the Odesa, Sumy, Poltava, Lviv and Rivne regions.",
        ["Ukraine"],
    ),
    "land counted in": ("Russia holds 19 percent of Ukraine, Crimea included.", ["Ukraine"]),
    "land counted with": ("Russia holds 19 percent of the country, with Crimea.", ["Ukraine"]),
}

_DAYS = {
    "day before its number": (
        "In April Russia took 150 square kilometres, and in May 210, AFP found.",
        [("2025-04-01", "2025-04-30"), ("2025-05-01", "2025-05-31")],
    ),
    "same months of a year": (
        "In the first half of 2025, 9 people died in Sumy, up from 7 in the same months of 2024.",
        [("2025-01-01", "2025-06-30"), ("2024-01-01", "2024-06-30")],
    ),
    "same month a year earlier": (
        "In May, 180 civilians died in Sumy, compared with 120 in the same month a year earlier.",
        [("2025-05-01", "2025-05-31"), ("2024-05-01", "2024-05-31")],
    ),
    "the figure before in other words": (
        "On June 30 Russia held 117,000 square kilometres of Ukraine. That is 19 percent of it.",
        [("2025-06-30", "2025-06-30")] * 2,
    ),
    "dateline": (
        "Kyiv, 5 July 2025 – Drones killed 39 civilians and hurt 95 between May 2022 and May 2025.",
        [("2022-05-01", "2025-05-31")] * 2,
    ),
    "headline before a comparison": (
        "Zelensky: 450 Ukrainian soldiers killed\n\nA month earlier he had spoken of 370 killed.",
        [("None", "None"), ("2025-06-01", "2025-06-30")],
    ),
}


@pytest.mark.parametrize(("text", "expected"), _PLACES.values(), ids=_PLACES)
def test_place(text: str, expected: list[str]) -> None:
    """Where each number is about, in the order of the text."""
    assert [f.place for f in read_figures(text, dt.date(2025, 7, 5))] == expected


@pytest.mark.parametrize(("text", "expected"), _DAYS.values(), ids=_DAYS)
def test_days(text: str, expected: list[tuple[str, str]]) -> None:
    """First and last day of each number, in the order of the text."""
    found = read_figures(text, dt.date(2025, 7, 5))
    assert [(str(f.date_start), str(f.date_end)) for f in found] == expected


def test_toll_of_a_headline_has_the_days_that_the_text_gives_it() -> None:
    """A headline's toll tells of no single day where the text says since when."""
    text = (
        "UN: 654 civilians killed in Sumy\n\nFrom 24 February 2022 to 24 June 2025, 654 civilians "
        "were killed in Sumy, the UN said."
    )
    found = read_figures(text, dt.date(2025, 7, 5))
    assert [str(f.date_start) for f in found] == ["2022-02-24"] * 2
