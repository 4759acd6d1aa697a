"""Quantities: numbers with their units and bounds."""

from __future__ import annotations

import re
import subprocess
import sys
import time
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from analysis.extraction.numerals import read_words
from analysis.extraction.quantities import Quantity, read_quantities

SHARED = Path(__file__).parents[2] / "shared"


def brief(text: str) -> list[tuple[float, str, str]]:
    return [(q.value, q.qualifier, q.unit) for q in read_quantities(text)]


def entries(file: str, key: str) -> list[tuple[str, str]]:
    tables = read_words(file)
    return [(name, text) for name, table in tables.items() for text in table.get(key, ())]


# Developed on.
BOUNDS = [
    ("at least 20 drones", 20, None, "more_than"),
    ("no fewer than 20", 20, None, "more_than"),
    ("upwards of $20", 20, None, "more_than"),
    ("exceeding 20", 20, None, "more_than"),
    ("took over 360", 360, None, "more_than"),
    ("20 or more", 20, None, "more_than"),
    ("20-plus", 20, None, "more_than"),
    ("20 people or more were hurt", 20, None, "more_than"),
    ("$20 in aid and counting", 20, None, "more_than"),
    ("20-plus square kilometres", 20, None, "more_than"),
    ("1.5 percent of Ukraine or less", None, 1.5, "less_than"),
    ("20 people or so", None, None, "approx"),
    ("more than half of Ukraine", 50, None, "more_than"),
    ("up to 20", None, 20, "less_than"),
    ("its share crept back up to 20", 20, 20, "exact"),
    ("as many as 20", None, 20, "less_than"),
    ("just under 20 per cent", None, 20, "less_than"),
    ("none exceeding $400 million", None, 4e8, "less_than"),
    ("an estimated 20", None, None, "approx"),
    ("estimated at $65 billion", None, None, "approx"),
    ("close to 20", None, None, "approx"),
    ("nearly a fifth of the country", None, None, "approx"),
    ("at least about 20", 20, None, "more_than"),
    ("exactly 20", 20, 20, "exact"),
    ("20-25 drones", 20, 25, "range"),
    ("100 to 200 a day", 100, 200, "range"),
    ("two or three drones", 2, 3, "range"),
    ("70% to 80%", 70, 80, "range"),
    ("from 19 to 26 percent", 19, 26, "range"),
    ("between 2% and 5.5%", 2, 5.5, "range"),
    ("between $2 and $3 billion", 2e9, 3e9, "range"),
    ("2 to 3 billion euros", 2e9, 3e9, "range"),
    ("from 450 sq ft up to 900 sq ft", 450, 900, "range"),
    ("about 2000 - 2500 shells", 2000, 2500, "range"),
    ("70 to 80,000 losses", 70_000, 80_000, "range"),
    ("5km-10km", 5, 10, "range"),
]

UNITS = [
    ("US$60.8 million", 60.8e6, "USD"),
    ("USD 60.8 million", 60.8e6, "USD"),
    ("60.8 billion dollars", 60.8e9, "USD"),
    ("$65 billion US", 65e9, "USD"),
    ("$100B", 100e9, "USD"),
    ("$4.5 bil", 4.5e9, "USD"),
    ("C$500 million", 5e8, "CAD"),
    ("$5m Canadian", 5e6, "CAD"),
    ("A$25m", 25e6, "AUD"),
    ("NZ$5 million", 5e6, "NZD"),
    ("50 billion euro", 50e9, "EUR"),
    ("\u00a33bn", 3e9, "GBP"),
    ("Nkr155bn", 155e9, "NOK"),
    ("130 billion won", 130e9, "KRW"),
    ("2 billion hryvnias", 2e9, "UAH"),
    ("Sweden gave 16 billion crowns", 16e9, "SEK"),
    ("Norway gave 75 billion kroner", 75e9, "NOK"),
    ("Denmark gave 2 billion kroner", 2e9, "DKK"),
    ("400sq km", 400, "km2"),
    ("1,000 sqkm", 1000, "km2"),
    ("253 km\u00b2", 253, "km2"),
    ("100 hectares", 1, "km2"),
    ("20 pct", 20, "percent"),
    ("2 percentage points", 2, "percentage point"),
    ("two-thirds of Donetsk", 200 / 3, "percent"),
    ("a 155mm shell", 155, "millimetre"),
    ("$52 a barrel", 52, "USD per barrel"),
    ("\u20ac1.65bn a month", 1.65e9, "EUR"),
    ("minus 20 degrees Celsius", -20, "celsius"),
    ("20 pounds of explosives", 20, "pound"),
    ("a 58-year-old man", 58, "year"),
    ("Olena Petrenko, 41, said", 41, "year"),
]

NOTHING = [
    "Kh-101, S-300, Su-34, Shahed-136/131, F-16, Tu-95 and MH17",
    "Article 5 of the treaty",
    "in 2024, since February 2022, from 2014 to 2022",
    "on Feb. 12, on 24 February 2022, 5 and 6 March, July 9-11, September 1 and 2",
    "at 5 p.m., at 17:22, 0400 GMT, 12.02.2025, 2025-02-12",
    "they won 3-1",
    "the three-year war",
    "dozens of drones, several hundred people",
    "no one was hurt",
    "call 555-123-4567",
    "24/7 after 9/11 in the 1990s on 5G",
    "a third attack in the second half",
    "4. Ukraine",
]


@pytest.mark.parametrize(("text", "low", "high", "qualifier"), BOUNDS)
def test_bounds_are_what_the_words_commit_to(
    text: str, low: float | None, high: float | None, qualifier: str
) -> None:
    found = [(q.low, q.high, q.qualifier) for q in read_quantities(text)]
    assert [(low, high, qualifier)] == found


@pytest.mark.parametrize(("text", "value", "unit"), UNITS)
def test_units_are_named(text: str, value: float, unit: str) -> None:
    found = [(pytest.approx(q.value), q.unit) for q in read_quantities(text)]
    assert [(value, unit)] == found


@pytest.mark.parametrize("text", NOTHING)
def test_dates_names_and_idioms_are_no_quantities(text: str) -> None:
    assert read_quantities(text) == []


def test_a_qualifier_binds_its_own_number_only() -> None:
    expected = [(2.0, "more_than", "count"), (13.0, "exact", "count")]
    assert expected == brief("at least two killed and 13 injured")


def test_a_bound_behind_a_noun_is_no_comparison() -> None:
    assert brief("20 people or more than 5%")[0] == (20, "exact", "count")


def test_a_word_for_more_may_stand_before_the_unit() -> None:
    assert brief("two more square kilometres") == [(2, "exact", "km2")]


def test_a_change_is_two_numbers() -> None:
    expected = [(16e9, "exact", "USD"), (20e9, "exact", "USD")]
    assert expected == brief("rose from $16 billion to $20 billion")


def test_a_change_shares_its_unit() -> None:
    assert brief("fell from 26 to 19 percent") == [
        (26.0, "exact", "percent"),
        (19.0, "exact", "percent"),
    ]


def test_a_calibre_is_no_group_of_thousands() -> None:
    assert brief("18 155 mm howitzers") == [
        (18.0, "exact", "count"),
        (155.0, "exact", "millimetre"),
    ]


def test_square_miles_become_square_kilometres_and_stay_stated() -> None:
    (found,) = read_quantities("more than 65 square miles of Kursk")
    assert (pytest.approx(found.value, abs=1e-3), found.stated) == (168.349, "65 square miles")


@pytest.mark.parametrize(
    ("text", "stated"),
    [
        ("\u20ac20 billion ($21.6 billion) for Kyiv", "\u20ac20 billion ($21.6 billion)"),
        ("253sq km (98sq miles)", "253sq km (98sq miles)"),
        (
            "1.8 billion francs \u2014 about $2 billion",
            "1.8 billion francs \u2014 about $2 billion",
        ),
        ("\u20ac5m ($6m; \u00a34m)", "\u20ac5m ($6m; \u00a34m)"),
        (
            "\u20ac20\u201325 billion ($21\u201327 billion)",
            "\u20ac20\u201325 billion ($21\u201327 billion)",
        ),
    ],
)
def test_a_conversion_belongs_to_its_amount(text: str, stated: str) -> None:
    assert [stated] == [q.stated for q in read_quantities(text)]


def test_every_gives_conversions_and_orders_of_magnitude_too() -> None:
    found = read_quantities("tens of thousands of people got \u20ac20 ($21)", every=True)
    assert [(q.low, q.unit) for q in found] == [(1e4, "count"), (20, "EUR"), (21, "USD")]


def test_a_bare_dollar_says_so() -> None:
    found = read_quantities("$5 million, US$5 million")
    assert [q.bare_dollar for q in found] == [True, False]


def test_the_phrase_and_its_qualifier_have_true_offsets() -> None:
    text = "\u0130zmir: just under 20\u00a0per cent of it"
    (found,) = read_quantities(text)
    phrase = (text[found.qualifier_start : found.start], text[found.start : found.end])
    assert phrase == ("just under ", "20\u00a0per cent")


@pytest.mark.parametrize(("name", "text"), entries("units", "examples"))
def test_unit_examples_have_the_unit(name: str, text: str) -> None:
    assert {read_words("units")[name]["unit"]} == {q.unit for q in read_quantities(text)}


@pytest.mark.parametrize(("name", "text"), entries("qualifiers", "examples"))
def test_qualifier_examples_have_the_bound(name: str, text: str) -> None:
    assert {name} == {q.qualifier for q in read_quantities(text)}


@pytest.mark.parametrize(("name", "text"), entries("numbers", "examples"))
def test_number_examples_are_found(name: str, text: str) -> None:
    assert read_quantities(text, every=True), name


@pytest.mark.parametrize(("name", "text"), entries("numbers", "rejects"))
def test_number_rejects_are_not_found(name: str, text: str) -> None:
    assert read_quantities(text) == [], name


PIECES = st.sampled_from(
    [
        "1", "2,000", " ", "-", "\u2013", "(", ")", "$", "\u20ac", "to ", "or ", "and ", "between ",
        "one ", "half a ", "million ", "billion", "%", "km", "sq km", "more than ", "\n", "/", ".",
        ",", "year-old", "A$", "us ", "crowns", "5 March ", "\u00bd", "\u0130", "kh-", "1/5 of ",
    ]
)  # fmt: skip


def is_sound(text: str, found: list[Quantity]) -> bool:
    edges = [edge for q in found for edge in (q.qualifier_start, q.start, q.end)]
    inside = all(0 <= q.start < q.end <= len(text) for q in found)
    stated = all(q.stated in (None, text[q.start : q.end]) for q in found)
    return inside and stated and edges == sorted(edges)


@given(st.text())
def test_any_text_gives_ordered_true_spans(text: str) -> None:
    assert is_sound(text, read_quantities(text))


@given(st.lists(PIECES, max_size=30).map("".join))
def test_any_pieces_of_numbers_give_ordered_true_spans(text: str) -> None:
    assert is_sound(text, read_quantities(text))


@given(st.lists(PIECES, max_size=20).map("".join))
def test_every_quantity_has_bounds_that_hold_its_value(text: str) -> None:
    for q in read_quantities(text, every=True):
        assert q.low is None or q.low <= q.value
        assert q.high is None or q.value <= q.high


def seconds(text: str) -> float:
    started = time.process_time()
    read_quantities(text)
    return time.process_time() - started


@pytest.mark.slow
@pytest.mark.parametrize(
    "piece",
    [
        "1",
        "1,",
        "one of ",
        "(",
        "$1 (\u20ac1 (",
        "1-",
        "1.",
        "5 crowns ",
        "half a ",
        "1\n\n",
        "about ",
    ],
)
def test_time_grows_no_faster_than_the_text(piece: str) -> None:
    short = piece * (20_000 // len(piece))
    # Quadratic work would take 64 times as long for eight times the text.
    assert seconds(short * 8) < 24 * seconds(short) + 0.1


ARTICLES = sorted(SHARED.glob("gold/*/*.txt"))


@pytest.mark.skipif(not ARTICLES, reason="annotated articles are not beside the project")
def test_spans_are_true_on_real_articles() -> None:
    texts = [path.read_text(encoding="utf-8") for path in ARTICLES]
    assert [text for text in texts if not is_sound(text, read_quantities(text))] == []


NEWSQUANT = SHARED / "reference" / "newsquant_dev.json"


@pytest.mark.skipif(not NEWSQUANT.exists(), reason="NewsQuant is not beside the project")
def test_newsquant_is_read_as_well_as_benchmarks_say() -> None:
    script = SHARED / "tools" / "newsquant.py"
    run = subprocess.run(
        [sys.executable, str(script), str(NEWSQUANT)], capture_output=True, text=True, check=True
    )
    scores = [float(score) for score in re.findall(r"F1 (\d\.\d+)", run.stdout)]
    floors = (0.93, 0.90, 0.92)
    assert [s for s, floor in zip(scores, floors, strict=True) if s < floor] == []
