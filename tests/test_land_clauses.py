"""Land whose holder or deed stands behind an aside, in another clause, or with another name."""

from __future__ import annotations

import datetime as dt

import pytest
from land_samples import Row, land_in

from analysis.extraction.figures import read_figures

_READ = {
    "share beside an area": (
        "Putin said that about 6,600 sq km, less than 15 percent, remained in Ukrainian hands.",
        [("controlled", 6600, "km2", "Ukraine"), ("controlled", 15, "percent", "Ukraine")],
    ),
    "area beside a share": (
        "Roughly 30% of Donetsk oblast, about 9,000 sq km, is still in Ukrainian hands.",
        [("controlled", 30, "percent", "Ukraine"), ("controlled", 9000, "km2", "Ukraine")],
    ),
    "an aside with places": (
        "Some 7% of Ukraine, including Crimea, was controlled by Russia before the invasion.",
        [("controlled", 7, "percent", "Russia")],
    ),
    "an aside between dashes": (
        "Around 7 percent -- Crimea and parts of the Donbas -- was already under Russian control.",
        [("controlled", 7, "percent", "Russia")],
    ),
    "an aside that speaks": (
        "Less than 60 sq km of Luhansk, he added, remained to be taken by Russia.",
        [("controlled", 60, "km2", "Ukraine")],
    ),
    "two with one predicate": (
        "He said 210 sq km in the Sumy region and 79% of Donetsk were under Russian control.",
        [("controlled", 210, "km2", "Russia"), ("controlled", 79, "percent", "Russia")],
    ),
    "an area of": (
        "An area of 110 sq km in Sumy region has been occupied by Russian forces.",
        [("controlled", 110, "km2", "Russia")],
    ),
    "demanded, and held": (
        "Moscow demands that Kyiv cede the 20% of Donetsk region it still controls.",
        [("controlled", 20, "percent", "Ukraine")],
    ),
    "who is asked to cede holds": (
        "Moscow's demand for Ukraine to hand over the 20% of Donetsk that it holds stands.",
        [("controlled", 20, "percent", "Ukraine")],
    ),
    "the relative clause's own subject": (
        "Ukraine is holding off Russia's larger army, which last year captured only 0.8% of it.",
        [("gained", 0.8, "percent", "Russia")],
    ),
    "object of another verb": (
        "Ukrainian forces penetrated Russian lines and recaptured 300 sq km.",
        [("gained", 300, "km2", "Ukraine")],
    ),
    "lost by": (
        "The area lost by Ukraine in July was 564 sq km.",
        [("lost", 564, "km2", "Ukraine")],
    ),
    "losses of nobody": (
        "Territorial losses in June amounted to 556 sq km, DeepState said.",
        [("lost", 556, "km2", "Ukraine")],
    ),
    "losses": (
        "Russian losses in the Zaporizhzhia sector amount to 100 sq km.",
        [("lost", 100, "km2", "Russia")],
    ),
    "retaken from who took it": (
        "About 50% of the territory captured by Ukraine had been retaken.",
        [("gained", 50, "percent", "Russia")],
    ),
    "its control": (
        "Kyiv insists that 60 sq km of Luhansk region remain under its control.",
        [("controlled", 60, "km2", "Ukraine")],
    ),
    "whoever drives the enemy out": (
        "The counteroffensive has cleared the enemy from 230 sq km of Ukraine.",
        [("gained", 230, "km2", "Ukraine")],
    ),
    "fell": (
        "Over 50% of the city has fallen, and 259 sq km fell to Russia.",
        [("gained", 50, "percent", "Russia"), ("gained", 259, "km2", "Russia")],
    ),
    "a bulge in Russia": (
        "The attack created a 1,200 sq km bulge inside Russia.",
        [("controlled", 1200, "km2", "Ukraine")],
    ),
    "a zone": (
        "The buffer zone in the Kharkiv region now covers 200 sq km, Russia says.",
        [("controlled", 200, "km2", "Russia")],
    ),
    "part of a whole": (
        "Russia controls 21,000 of the Donetsk region's 26,500 sq km.",
        [("controlled", 21000, "km2", "Russia")],
    ),
    "part behind a whole": (
        "Of Donetsk's 26,500 sq km, 5,000 remain under Ukrainian control.",
        [("controlled", 5000, "km2", "Ukraine")],
    ),
    "share behind a whole": (
        "Of the region's 26,517 sq km, Russia controls about 80 percent.",
        [("controlled", 80, "percent", "Russia")],
    ),
    "a share in other words": (
        "More than 5,600 sq km fell under Russian control in 2025, or 0.94 percent of Ukraine.",
        [("gained", 5600, "km2", "Russia"), ("gained", 0.94, "percent", "Russia")],
    ),
    "converted behind another word": (
        "Russia has taken 2,350 sq km of territory (907 sq miles) in Ukraine.",
        [("gained", 2350, "km2", "Russia")],
    ),
    "it has": (
        "Russia is advancing. It also has 3.9% of Kharkiv region and 1.3% of Sumy.",
        [("controlled", 3.9, "percent", "Russia"), ("controlled", 1.3, "percent", "Russia")],
    ),
    "whose pronoun": (
        "Russian troops were pushed back. They lost 20 sq km north of Kharkiv.",
        [("lost", 20, "km2", "Russia")],
    ),
    "grew by, of Ukraine": (
        "The occupied area grew by 0.07 percent of Ukraine.",
        [("gained", 0.07, "percent", "Russia")],
    ),
    "driven out": (
        "Putin said Kyiv's forces had been driven out of 200 sq km of the Kursk region.",
        [("lost", 200, "km2", "Ukraine")],
    ),
    "taken in a year": (
        "More than 6,300 sq km and 334 settlements of Ukraine had been taken in 2024.",
        [("gained", 6300, "km2", "Russia")],
    ),
    "a monthly rate": (
        "Russian troops took 600 sq km in January. The monthly rate had fallen to 133 sq km.",
        [("gained", 600, "km2", "Russia"), ("gained", 133, "km2", "Russia")],
    ),
    "behind a semicolon": (
        "Ukraine retook 2 sq km near Bakhmut; in the south, 12.6 sq km.",
        [("gained", 2, "km2", "Ukraine"), ("gained", 12.6, "km2", "Ukraine")],
    ),
    "of those seized": (
        "Ukraine has taken back 40,000 sq km of the 119,000 that Russia seized at first.",
        [("gained", 40000, "km2", "Ukraine"), ("gained", 119000, "km2", "Russia")],
    ),
    "nibbled": (
        "Moscow's army nibbled away 10 sq km near Siversk.",
        [("gained", 10, "km2", "Russia")],
    ),
    "left with only": (
        "Russian advances have left Ukraine with only 110 sq km of Kursk.",
        [("controlled", 110, "km2", "Ukraine")],
    ),
    "has been able to": (
        "Moscow has been able to occupy only 1.5% of Ukraine.",
        [("controlled", 1.5, "percent", "Russia")],
    ),
    "what a bridgehead measures": (
        "The Russian bridgehead at Vovchansk measures 40 sq km.",
        [("controlled", 40, "km2", "Russia")],
    ),
    "under occupation": (
        "With a fifth of Ukraine under occupation, Kyiv is seeking more weapons.",
        [("controlled", 20, "percent", "Russia")],
    ),
    "returned": (
        '"We returned 400 sq km in the south," the president of Ukraine said.',
        [("gained", 400, "km2", "Ukraine")],
    ),
}

_NOTHING = {
    "a share of what was lost": "He called that 64% of what had been lost to Russia in Kursk.",
    "a region's budget": "Russia says 25% of the region's budget remains under its control.",
    "a third of a share": (
        "Some 40% of Ukraine's energy, a third of it nuclear, remains under Russian occupation."
    ),
    "deminers": "Ukraine's deminers have cleared 1,200 sq km in the Kharkiv region.",
    "of mines, behind a place": "Russia cleared 30 sq km of the Kursk region of mines.",
    "the grey zone": "The grey zone in Ukraine increased by 40 sq km.",
    "a condition": "If Russia takes 100 sq km a month, it will need years.",
    "what would take years": "Russia would take 103 years to occupy the other 80% of Ukraine.",
    "an offer": "Russia offered to return 400 sq km of the Sumy region.",
    "another war": "Russia says that Israel controls 53% of Gaza.",
    "mines": "Ukraine has cleared 35,000 sq km of mines since 2022.",
    "fires": "Fires burnt 300 sq km of forest in the occupied Kherson region of Ukraine.",
    "its own area": "Russia wants all of the Donetsk region's 26,500 sq km.",
    "the subject of another verb": (
        "By the time Ukrainian troops surrendered nearly half of the city had been damaged."
    ),
}


@pytest.mark.parametrize(("text", "expected"), _READ.values(), ids=_READ)
def test_land_of_another_clause_is_read(text: str, expected: list[Row]) -> None:
    assert land_in(text) == expected


@pytest.mark.parametrize("text", _NOTHING.values(), ids=_NOTHING)
def test_land_that_nobody_took_is_no_figure(text: str) -> None:
    assert land_in(text) == []


_PLACED = {
    "a share of the country": (
        "A fifth of Ukraine's territory is held by Russia, he said, adding that Crimea is lost.",
        ["Ukraine"],
    ),
    "a part of a region": ("Russia holds 20% of Ukraine's Donetsk region.", ["Donetsk region"]),
    "the south of a region": (
        "Russia took 20 sq km in the south of the Donetsk region.",
        ["Donetsk region"],
    ),
    "north of a town": ("Ukraine retook 20 sq km north of Kupiansk.", ["Kupiansk"]),
    "south of a capital's town": ("Russia took 20 sq km south of Kyiv's stronghold.", ["Ukraine"]),
    "a sector": ("Ukraine liberated 300 sq km in the southern theatre.", ["southern theatre"]),
    "what it consists of": (
        "About 7 percent -- Crimea and parts of the Donbas -- was under Russian control.",
        ["Ukraine"],
    ),
    "of the next number": (
        "In Zaporizhzhia Russia took 272 sq km, a record, and in Dnipropetrovsk region 200.",
        ["Zaporizhzhia", "Dnipropetrovsk region"],
    ),
    "where others go": (
        "In the south, where troops push towards Melitopol, 5 sq km were retaken by Ukraine.",
        ["the south"],
    ),
    "as large as": ("Russia took 2,660 sq km, about the area of Moscow.", ["Ukraine"]),
    "mainly": ("Russia took 15 sq km a day, primarily in the Donetsk region.", ["Ukraine"]),
    "of it": (
        "Russia claims all of Luhansk; Kyiv says it still holds 0.4% of it.",
        ["Luhansk"],
    ),
}


@pytest.mark.parametrize(("text", "expected"), _PLACED.values(), ids=_PLACED)
def test_where_land_lies(text: str, expected: list[str]) -> None:
    found = read_figures(text, dt.date(2025, 3, 5))
    assert [figure.place for figure in found] == expected


def test_a_month_between_two_numbers_dates_the_next() -> None:
    found = read_figures(
        "In November Russia took 701 sq km, and in December, 244 sq km, more than in October (9).",
        dt.date(2026, 1, 5),
    )
    assert [str(figure.date_start)[:7] for figure in found] == ["2025-11", "2025-12", "2025-10"]


def test_what_was_once_held_is_not_held_today() -> None:
    found = read_figures(
        "Kyiv once held 1,376 sq km of Kursk. Now it holds less than 80 sq km.",
        dt.date(2025, 3, 5),
    )
    assert [figure.date_start for figure in found] == [None, dt.date(2025, 3, 5)]
