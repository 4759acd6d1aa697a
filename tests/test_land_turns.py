"""The reading of land that changes hands in less usual words, on sentences of our own."""

from __future__ import annotations

import datetime as dt

import pytest
from land_samples import Row, land_in

from analysis.extraction.figures import read_figures
from analysis.extraction.quantities import find_quantities

_READ = {
    "passive of an irregular verb": (
        "Some 100 square kilometres were taken by Russian forces in May.",
        [("gained", 100, "km2", "Russia")],
    ),
    "lost by nobody named": (
        "Roughly one square kilometre was lost near Siversk.",
        [("lost", 1, "km2", "Ukraine")],
    ),
    "pushed out of": (
        "Ukraine succeeded in pushing Russian troops out of 213 square kilometres.",
        [("gained", 213, "km2", "Ukraine")],
    ),
    "driven from, in the passive": (
        "Ukrainian units were driven from 60 square kilometres near Kupiansk.",
        [("lost", 60, "km2", "Ukraine")],
    ),
    "cleared of": (
        "Some 330 sq km have been cleared of Russian troops and another 180 retaken.",
        [("gained", 330, "km2", "Ukraine"), ("gained", 180, "km2", "Ukraine")],
    ),
    "the verb left out": (
        "Russia gained 412 square kilometres and Ukraine 37.",
        [("gained", 412, "km2", "Russia"), ("gained", 37, "km2", "Ukraine")],
    ),
    "a bare number in square miles": (
        "Russia captured 100 square miles in January, down from 200 in November.",
        [("gained", 259, "km2", "Russia"), ("gained", 518, "km2", "Russia")],
    ),
    "all but": (
        "Russian forces hold all but 5 percent of the Luhansk region.",
        [("controlled", 5, "percent", "Ukraine")],
    ),
    "part of a whole that the other side took": (
        "Russia has recaptured 500 of the 1,300 square kilometres Ukraine seized in Kursk.",
        [("gained", 500, "km2", "Russia"), ("gained", 1300, "km2", "Ukraine")],
    ),
    "growth of what is held": (
        "The Russians increased the area under their control by 60 sq km in a week.",
        [("gained", 60, "km2", "Russia")],
    ),
    "a hold that grew": (
        "Russia's hold on the Donetsk region grew to 81% from 78% in November.",
        [("controlled", 81, "percent", "Russia"), ("controlled", 78, "percent", "Russia")],
    ),
    "percentage points": (
        "Russia has increased its holdings of Ukrainian territory by 0.2 percentage points.",
        [("gained", 0.2, "percent", "Russia")],
    ),
    "occupied as a predicate": (
        "Around 113,000 sq km of Ukraine is Russian-occupied.",
        [("controlled", 113000, "km2", "Russia")],
    ),
    "held land that shrank": (
        "Ukrainian-held territory in Kursk shrank to about 400 square kilometres.",
        [("controlled", 400, "km2", "Ukraine")],
    ),
    "what remains free": (
        "Four-fifths of Ukraine remain free.",
        [("controlled", 80, "percent", "Ukraine")],
    ),
    "signs of a table": (
        "Past month: Russia +100 square miles of Ukrainian territory.",
        [("gained", 259, "km2", "Russia")],
    ),
    "places and people beside an area": (
        "About 8,500 sq km, 388 settlements and 150,000 people were liberated by Ukraine.",
        [("gained", 8500, "km2", "Ukraine")],
    ),
    "an area in a bracket behind a share": (
        "With 20% of Ukraine (some 125,000 sq km) now under Russian control, it waits.",
        [("controlled", 20, "percent", "Russia"), ("controlled", 125000, "km2", "Russia")],
    ),
    "a sentence of the number alone": (
        "Russia holds 20 percent of Ukraine. Almost 125 thousand square kilometres.",
        [("controlled", 20, "percent", "Russia"), ("controlled", 125000, "km2", "Russia")],
    ),
    "a number put at so much": (
        "Russia captured 2,600 sq km of Ukraine. (Another institute places the number at 4,168.)",
        [("gained", 2600, "km2", "Russia"), ("gained", 4168, "km2", "Russia")],
    ),
    "something else told of land": (
        "Russia holds 20% of Ukraine. Reports say 300,000 sq km of it is full of mines.",
        [("controlled", 20, "percent", "Russia")],
    ),
    "comparable to": (
        "Russia holds 20% of Ukraine. It is comparable to Greece at 131,957 sq km.",
        [("controlled", 20, "percent", "Russia")],
    ),
    "one of the biggest": (
        "Russia controls 19 percent of Ukraine. On 12 August it made one of its biggest gains.",
        [("controlled", 19, "percent", "Russia")],
    ),
    "half the land": (
        "Ukraine has reclaimed more than half the territory that Russia seized in 2022.",
        [("gained", 50, "percent", "Ukraine")],
    ),
    "what a general says he controls": (
        "Kyiv took 800 sq km, not the 1,000 sq km that its general, Oleksandr Syrsky, controls.",
        [("gained", 800, "km2", "Ukraine"), ("controlled", 1000, "km2", "Ukraine")],
    ),
    "a year of borders": (
        "Russia occupied 108,070 sq km, or 18 percent of Ukraine within its 1991 borders.",
        [("controlled", 108070, "km2", "Russia"), ("controlled", 18, "percent", "Russia")],
    ),
    "against so much for the other side": (
        "Russia gained 331 square miles since January against 143 for Ukraine.",
        [("gained", 857.29, "km2", "Russia"), ("gained", 370.37, "km2", "Ukraine")],
    ),
    "two more": (
        "Two more square kilometres were liberated near Bakhmut.",
        [("gained", 2, "km2", "Ukraine")],
    ),
    "part of the occupied territory": (
        "Ukraine has retaken 50 percent of the occupied territory.",
        [("gained", 50, "percent", "Ukraine")],
    ),
    "land that the other side occupied": (
        "Ukraine recaptured more than half of the territory occupied by Russia.",
        [("gained", 50, "percent", "Ukraine")],
    ),
    "part of what was seized": (
        "Ukraine has taken back about 50% of what was initially seized.",
        [("gained", 50, "percent", "Ukraine")],
    ),
    "an area that was seized": (
        "Russian units seized an area of 400 square kilometres.",
        [("gained", 400, "km2", "Russia")],
    ),
    "a label that opens the line": (
        "Russia took 600 sq km in a month.\nDonetsk region: 33 sq km near Pokrovsk.",
        [("gained", 600, "km2", "Russia"), ("gained", 33, "km2", "Russia")],
    ),
    "a large share in a month is held": (
        "In January Ukrainian forces occupied 40% of the Donetsk region.",
        [("controlled", 40, "percent", "Ukraine")],
    ),
    "the same subject behind but": (
        "Ukraine seized 1,300 sq km of Kursk as a bargaining chip, but now holds just 10 sq km.",
        [("gained", 1300, "km2", "Ukraine"), ("controlled", 10, "km2", "Ukraine")],
    ),
    "since the start of an operation": (
        "Since the start of the operation in Kursk on August 6, Kyiv's army occupied 100 sq km.",
        [("gained", 100, "km2", "Ukraine")],
    ),
    "what a side is left with": (
        "Russian forces retook 800 sq km, leaving Kyiv with 400.",
        [("gained", 800, "km2", "Russia"), ("controlled", 400, "km2", "Ukraine")],
    ),
    "a share of a named region": (
        "Ukraine's share of the Donetsk region has dwindled to 19 percent.",
        [("controlled", 19, "percent", "Ukraine")],
    ),
    "outside the other side's control": (
        "Some 6,500 square kilometres of Donbas remain outside Russian control.",
        [("controlled", 6500, "km2", "Ukraine")],
    ),
    "control that rose": (
        "Russia's control of the Donetsk region went from 62 to 78 percent in a year.",
        [("controlled", 62, "percent", "Russia"), ("controlled", 78, "percent", "Russia")],
    ),
    "an area that is occupied": (
        "An area of 116,000 square kilometres is under Russian occupation.",
        [("controlled", 116000, "km2", "Russia")],
    ),
    "withdrew from": (
        "Ukraine withdrew from 120 square kilometres near Robotyne.",
        [("lost", 120, "km2", "Ukraine")],
    ),
    "shares of regions named before them": (
        "In Kharkiv region Russia holds 3%, in Sumy 2%.",
        [("controlled", 3, "percent", "Russia"), ("controlled", 2, "percent", "Russia")],
    ),
    "drills": ("Russia held drills on 40 square kilometres of land.", []),
    "another war": ("Russia mediates while half the country is under rebel control.", []),
    "part of land that was taken": (
        "Russia has recaptured 64 percent of the territory captured by Ukraine in Kursk.",
        [("gained", 64, "percent", "Russia")],
    ),
    "so much more": (
        "Since the start of 2025, Russia has taken over 600 square kilometres more.",
        [("gained", 600, "km2", "Russia")],
    ),
    "the same in another measure": (
        "Russia liberated 86% of the land held by Ukrainian forces, amounting to 1,100 sq km.",
        [("gained", 86, "percent", "Russia"), ("gained", 1100, "km2", "Russia")],
    ),
    "the same in a bracket": (
        "Ukraine has recovered almost half of this area (47%).",
        [("gained", 50, "percent", "Ukraine")],
    ),
    "a region's own size": (
        "Ukraine took land in Kursk, which spans nearly 30,000 square kilometres.",
        [],
    ),
    "a share that shot up": (
        "Russia controlled 7% of Ukraine. This shot up to 25% when it attacked.",
        [("controlled", 7, "percent", "Russia"), ("controlled", 25, "percent", "Russia")],
    ),
    "a whole that was held in a month": (
        "Russian forces occupied an estimated 163,000 square km in March.",
        [("controlled", 163000, "km2", "Russia")],
    ),
    "less territory, down from and to": (
        "Russia controls less territory - down from about 27% in 2022 to around 20% now.",
        [("controlled", 27, "percent", "Russia"), ("controlled", 20, "percent", "Russia")],
    ),
    "a side has a share": (
        "Kyiv lost 130 sq km, less than half the average, and Moscow has 81 percent of Donetsk.",
        [("lost", 130, "km2", "Ukraine"), ("controlled", 81, "percent", "Russia")],
    ),
    "shares in a list": (
        "The share under occupation was as follows: Luhansk 99%, Kherson 72%.",
        [("controlled", 99, "percent", "Russia"), ("controlled", 72, "percent", "Russia")],
    ),
    "a share of another's budget": ("Security is to absorb 40% of Moscow's budget.", []),
    "shrunk by half": ("Ukraine's hold on the Kursk region has shrunk by half.", []),
    "whoever was named before": (
        "Ukrainian units are still in Kursk, where they are left with under 30 sq km.",
        [("controlled", 30, "km2", "Ukraine")],
    ),
    "as much as before": (
        "In May Russia took 272 sq km, as much as in April, and near Pokrovsk close to 200.",
        [("gained", 272, "km2", "Russia"), ("gained", 200, "km2", "Russia")],
    ),
    "down from": (
        "Russia controls 18% of Ukraine. That's down from 27% in March, up from 7% in 2021.",
        [
            ("controlled", 18, "percent", "Russia"),
            ("controlled", 27, "percent", "Russia"),
            ("controlled", 7, "percent", "Russia"),
        ],
    ),
    "freed by its own word": (
        "Hanna Maliar, a deputy minister of Ukraine, said: the freed area in the south is 113 km2.",
        [("gained", 113, "km2", "Ukraine")],
    ),
    "more land than there is": (
        "Ukraine took 1% of the 6.6 million square miles in the Russian Federation.",
        [],
    ),
    "a third the size": (
        "Russia gained 9 square miles of Ukraine (about one third the size of Manhattan).",
        [("gained", 23.31, "km2", "Russia")],
    ),
    "what failed": ("Russia failed to capture more than 100 square kilometres in any week.", []),
}


@pytest.mark.parametrize(("text", "expected"), _READ.values(), ids=_READ.keys())
def test_who_holds_takes_or_loses_land(text: str, expected: list[Row]) -> None:
    assert land_in(text) == expected


def test_the_bound_behind_a_verb_with_over_is_kept() -> None:
    (figure,) = read_figures("Russia has taken over about 55 percent of Donetsk.")
    assert (figure.qualifier, figure.low, figure.high) == ("approx", None, None)


def test_a_range_behind_from_stays_one() -> None:
    (low, high) = find_quantities("It rose from 300-400 square kilometres to 600-700.")
    assert [(q.low, q.high) for q in (low, high)] == [(300, 400), (600, 700)]


_DATED = {
    "a month behind a taken area": (
        "Russia seized 505 square kilometres in November and 244 in December.",
        ["2024-11-01", "2024-12-01"],
    ),
    "respectively": (
        "In November and December Russia took 505 and 244 sq km respectively.",
        ["2024-11-01", "2024-12-01"],
    ),
    "a past that is no date of the number": (
        "Russia occupied 505 sq km of the region annexed in 2014.",
        ["2025-03-05"],
    ),
    "before the invasion": (
        "Before the invasion Russia controlled 7 percent of Ukraine.",
        ["2022-02-23"],
    ),
}


@pytest.mark.parametrize(("text", "expected"), _DATED.values(), ids=_DATED.keys())
def test_when_land_was_held_or_taken(text: str, expected: list[str]) -> None:
    figures = read_figures(text, dt.date(2025, 3, 5))
    assert [str(figure.date_start) for figure in figures] == expected


def test_land_is_not_where_a_side_is_driven_out() -> None:
    (figure,) = read_figures("Ukraine pushed Russia out of 213 sq km of land.")
    assert figure.place == "Ukraine"


_PLACED = {
    "shares in a list": (
        "The share under occupation was as follows: Luhansk 99%, Kherson 72%.",
        ["Luhansk", "Kherson"],
    ),
    "the whole of a share": (
        "Russia, which occupies 20 percent of Ukraine, wants the Donetsk region.",
        ["Ukraine"],
    ),
    "counted in": (
        "Including Crimea and parts of the Donbas, Russia occupies 108,070 sq km.",
        ["Ukraine"],
    ),
    "a later clause": (
        "They took 445 sq km in December, when Russia entered Huliaipole.",
        ["Ukraine"],
    ),
}


@pytest.mark.parametrize(("text", "expected"), _PLACED.values(), ids=_PLACED.keys())
def test_where_land_is_held_or_taken(text: str, expected: list[str]) -> None:
    figures = read_figures(text, dt.date(2025, 3, 5))
    assert [figure.place for figure in figures] == expected


def test_what_ukraine_holds_lies_where_it_took_land_in_russia() -> None:
    text = (
        "Ukraine seized 1,300 sq km in the Kursk region.\n\nThe army is tired.\n\n"
        "Ukraine still holds 200 sq km."
    )
    assert [f.place for f in read_figures(text)] == ["Kursk region", "Kursk region"]


def test_the_office_of_a_speaker_tells_who_liberated() -> None:
    text = (
        '"More than 800 square kilometres have been liberated in Kursk," Sergei Rudskoi, first '
        "deputy head of Russia's General Staff, told a newspaper."
    )
    assert [f.actor for f in read_figures(text)] == ["Russia"]


def test_its_territory_is_that_of_the_place_told_before() -> None:
    text = "The Luhansk region has 2.1 million people. About 99% of its territory is occupied."
    assert [f.place for f in read_figures(text)] == ["Luhansk region"]


def test_a_day_and_month_in_digits_are_no_decimal() -> None:
    assert find_quantities("It fell on 01.02.") == []
