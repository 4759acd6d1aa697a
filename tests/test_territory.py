"""The reading of land held, taken and lost, on sentences of our own."""

from __future__ import annotations

import datetime as dt

import pytest
from land_samples import Row, land_in

from analysis.extraction.figures import read_figures

_READ = {
    "controls": (
        "Russia controls about 19 percent of Ukraine.",
        [("controlled", 19, "percent", "Russia")],
    ),
    "or": (
        "Russia holds a fifth of Ukraine, or some 116,000 sq km.",
        [("controlled", 20, "percent", "Russia"), ("controlled", 116000, "km2", "Russia")],
    ),
    "a bound behind a verb that often has up": (
        "Russia holds up to 75% of the Donetsk region.",
        [("controlled", 75, "percent", "Russia")],
    ),
    "passive with agent": (
        "Some 45% of Donetsk is held by Ukrainian forces.",
        [("controlled", 45, "percent", "Ukraine")],
    ),
    "under control": (
        "More than 60 per cent of the region is under Russian control.",
        [("controlled", 60, "percent", "Russia")],
    ),
    "hands": (
        "Less than 1% of Luhansk is still in Ukrainian hands.",
        [("controlled", 1, "percent", "Ukraine")],
    ),
    "seized": (
        "Russian troops seized 450 square kilometres in November.",
        [("gained", 450, "km2", "Russia")],
    ),
    "liberated": (
        "Ukrainian forces have liberated nearly 300 sq km.",
        [("gained", 300, "km2", "Ukraine")],
    ),
    "advanced": (
        "Ukrainian forces advanced 800 sq km into the region.",
        [("gained", 800, "km2", "Ukraine")],
    ),
    "regained control over": (
        "His troops regained control over 2.2 square kilometres of Ukrainian land.",
        [("gained", 2.2, "km2", "Russia")],
    ),
    "occupied in a month": (
        "The 201 sq km that Russia occupied in July are fields.",
        [("gained", 201, "km2", "Russia")],
    ),
    "a level behind a gain": (
        "In May Russia took 0.04% of Ukraine, bringing the total figure to 19.04%.",
        [("gained", 0.04, "percent", "Russia"), ("controlled", 19.04, "percent", "Russia")],
    ),
    "short name in brackets": (
        "Some 17 percent of the Donetsk People's Republic (DNR) remains under Ukrainian control.",
        [("controlled", 17, "percent", "Ukraine")],
    ),
    "the pace fell": (
        "The pace of occupation fell by 18, with the Russians occupying 464 sq km in August.",
        [("gained", 464, "km2", "Russia")],
    ),
    "was able to take": (
        "Russia was able to take control of 0.8% of Ukraine's territory.",
        [("gained", 0.8, "percent", "Russia")],
    ),
    "a share before the one that names the land": (
        "After controlling 51% in December, Russia holds 54% of the Donetsk region.",
        [("controlled", 51, "percent", "Russia"), ("controlled", 54, "percent", "Russia")],
    ),
    "shares of other things": (
        "Ukraine has lost 12 percent of its territory and a fifth of its economy.",
        [("lost", 12, "percent", "Ukraine")],
    ),
    "the size of another place": (
        "Russia took a part of Donetsk, the size of Crete (3,219 square miles).",
        [],
    ),
    "handed over": (
        "Over 3,500 square kilometres of Ukraine have been handed over to Russian control.",
        [("gained", 3500, "km2", "Russia")],
    ),
    "headline": (
        "Russia claims 99.7% control of Luhansk",
        [("controlled", 99.7, "percent", "Russia")],
    ),
    "what is left": (
        "Russia took 99% of the Luhansk region, leaving less than 60 sq km contested.",
        [("gained", 99, "percent", "Russia")],
    ),
    "we": (
        'Syrskyi said: "Now we control about 800 square kilometres of the Kursk region."',
        [("controlled", 800, "km2", "Ukraine")],
    ),
    "liberated by its own word": (
        "Gerasimov said that 79% of the Donetsk region was liberated.",
        [("gained", 79, "percent", "Russia")],
    ),
    "points of a list": (
        "Russia has captured in Ukraine:\n\n311 sq km near Kupiansk;\n\n54 sq km near Lyman.",
        [("gained", 311, "km2", "Russia"), ("gained", 54, "km2", "Russia")],
    ),
    "recaptured": (
        "The troops near Bakhmut had recaptured 31 square km.",
        [("gained", 31, "km2", "Ukraine")],
    ),
    "behind a relative clause": (
        "Russia controls Crimea, which it annexed in 2014, and some 80% of the Donbas.",
        [("controlled", 80, "percent", "Russia")],
    ),
    "said again behind its noun": (
        "Russia took about 160 square miles of Ukrainian territory (414 square kilometres).",
        [("gained", 414.4, "km2", "Russia")],
    ),
    "towns beside an area": (
        "In total, 2,434 sq km of Ukrainian land and 96 settlements have been liberated.",
        [("gained", 2434, "km2", "Ukraine")],
    ),
    "some of the towns": (
        "Ukraine liberated 776 sq km and 29 settlements, including six in the Luhansk region.",
        [("gained", 776, "km2", "Ukraine")],
    ),
    "lost": ("Kyiv lost 259 square kilometres in September.", [("lost", 259, "km2", "Ukraine")]),
    "square miles": ("Russia took 10 square miles.", [("gained", 25.9, "km2", "Russia")]),
    "months in a list": (
        "Russia took 500 sq km in May and 380 in April.",
        [("gained", 500, "km2", "Russia"), ("gained", 380, "km2", "Russia")],
    ),
    "changed hands": (
        "Russia attacked again. Some 40 square kilometres changed hands.",
        [("gained", 40, "km2", "Russia")],
    ),
    "said before": (
        "Russia controls 116,000 sq km. That is 19% of the country.",
        [("controlled", 116000, "km2", "Russia"), ("controlled", 19, "percent", "Russia")],
    ),
    "relative clause": (
        "Kyiv wants to oust Russia from the 20% of Ukrainian territory it occupies.",
        [("controlled", 20, "percent", "Russia")],
    ),
}

_READ |= {
    "two units before the verb": (
        "Some 40,000 square kilometers, or 7 percent of the country, were occupied by May.",
        [("controlled", 40000, "km2", "Russia"), ("controlled", 7, "percent", "Russia")],
    ),
    "occupied by nobody named": (
        "About a fifth of Ukraine is occupied.",
        [("controlled", 20, "percent", "Russia")],
    ),
    "under occupation": (
        "About 20 percent of Ukraine is under occupation.",
        [("controlled", 20, "percent", "Russia")],
    ),
    "clings to": (
        "Ukrainian troops cling to a dozen square kilometres.",
        [("controlled", 12, "km2", "Ukraine")],
    ),
    "unit said before": (
        "Russia seized 310 square kilometres in June. In May the figure was 280.",
        [("gained", 310, "km2", "Russia"), ("gained", 280, "km2", "Russia")],
    ),
    "a share that compares": (
        "Russia has seized 900 square kilometres this year, about 20 percent more than last year.",
        [("gained", 900, "km2", "Russia")],
    ),
    "a share of what was lost": (
        (
            "Russia seized 310 square kilometres in June.\n\n"
            "Two thirds of the land lost in June lies in three districts."
        ),
        [("gained", 310, "km2", "Russia")],
    ),
}

_NOTHING = {
    "a country's size": "Ukraine is a country of 603,628 square kilometres.",
    "votes": "Some 87% of voters supported it, officials who control the region said.",
    "a change": "Russia's gains were 44% smaller than in May.",
    "a fire": "The fire spread over 200 square kilometres.",
    "hypothetical": "Russia could seize 500 square kilometres.",
    "a distance": "Russian troops advanced 12 kilometres.",
}


@pytest.mark.parametrize(("text", "expected"), _READ.values(), ids=_READ)
def test_land_is_read(text: str, expected: list[Row]) -> None:
    assert expected == land_in(text)


@pytest.mark.parametrize("text", _NOTHING.values(), ids=_NOTHING)
def test_other_areas_and_shares_are_no_figures(text: str) -> None:
    assert land_in(text) == []


def test_conversion_in_brackets_is_kept_as_stated() -> None:
    (figure,) = read_figures("Russia took 588 sq km (227 sq miles) in June.", None)
    assert (figure.value, figure.stated) == (588, "588 sq km (227 sq miles)")


def test_what_is_held_now_is_of_today_behind_an_earlier_share() -> None:
    text = "Russia held 93% of the Kherson region in June but now holds 73% of it."
    days = [f.date_end for f in read_figures(text, dt.date(2025, 3, 5))]
    assert days == [dt.date(2024, 6, 30), dt.date(2025, 3, 5)]


def test_the_month_before_counts_from_the_month_that_the_sentence_names() -> None:
    text = "Russia took 200 sq km of Ukraine in November, up from 100 sq km the previous month."
    days = [f.date_start for f in read_figures(text, dt.date(2025, 3, 5))]
    assert days == [dt.date(2024, 11, 1), dt.date(2024, 10, 1)]


def test_this_region_is_the_one_named_before() -> None:
    text = "Ukraine went into the Kursk region. It controls 1,000 sq km of this region."
    assert [f.place for f in read_figures(text, dt.date(2025, 3, 5))] == ["Kursk region"]


def test_settlements_beside_an_area_lie_in_the_same_place() -> None:
    text = "Ukraine controls 1,294 sq km and 100 settlements of the Kursk region."
    assert [f.place for f in read_figures(text, dt.date(2025, 3, 5))] == ["Kursk region"]


def test_earlier_levels_of_what_ukraine_holds_in_russia_have_their_own_days_and_its_place() -> None:
    text = (
        "Ukraine controls 1,294 sq km of the Kursk region.\n\n"
        "On February 12 its army had reported 1,000 sq km, on February 20 it was 1,263."
    )
    figures = read_figures(text, dt.date(2025, 3, 5))
    assert [(f.place, str(f.date_end)) for f in figures[1:]] == [
        ("Kursk region", "2025-02-12"),
        ("Kursk region", "2025-02-20"),
    ]


def test_land_in_the_direction_of_a_town_lies_there() -> None:
    text = "Ukrainian troops had retaken 7 sq km in the direction of Bakhmut in the east."
    assert [f.place for f in read_figures(text, dt.date(2025, 3, 5))] == ["Bakhmut"]
