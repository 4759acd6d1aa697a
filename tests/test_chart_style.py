"""Marks, labels, colours and words of the charts; charts as files and in pages."""

from __future__ import annotations

import re
import tomllib
from itertools import combinations
from pathlib import Path
from xml.etree import ElementTree as ET

import pytest
from chart_samples import HELD, NIGHT, TALLY, figure, frame, svg
from matplotlib.figure import Figure

import analysis
from analysis import charts, tables
from analysis.charts import claimants, words
from analysis.charts.claimants import colours_of
from analysis.charts.labels import near_labels
from analysis.charts.settings import INK
from analysis.charts.style import colour_of, luminance, mark, text_on
from analysis.errors import TableError

# marks, colours, words

MARKS = [
    (7, 7, 1, "full"),
    (7, None, 2, "full"),
    (None, 7, 2, "full"),
    (None, None, 1, "none"),
]


@pytest.mark.parametrize(("low", "high", "artists", "face"), MARKS)
def test_a_mark_shows_its_bounds(
    low: float | None, high: float | None, artists: int, face: str
) -> None:
    made = mark(Figure().subplots(), (NIGHT, 7.0), {"low": low, "high": high}, "#000000")

    assert len(made) == artists
    assert (made[-1].get_markerfacecolor() == "none") == (face == "none")


def test_a_range_is_a_line_between_its_ends() -> None:
    made = mark(Figure().subplots(), (NIGHT, 150.0), {"low": 100, "high": 200}, "#000000")

    assert [list(line.get_ydata()) for line in made] == [[100, 200], [100, 200]]


def test_labels_of_near_points_cover_neither_each_other_nor_the_points() -> None:
    ax = Figure().subplots()
    points = {"one": [(0.5, 0.5)], "two": [(0.52, 0.5)], "three": [(0.51, 0.52)]}

    near_labels(ax, points, [point for (point,) in points.values()])

    boxes = [text.get_window_extent() for text in ax.texts]
    pairs = [(a, b) for a in boxes for b in boxes if a is not b]
    assert not any(a.overlaps(b) for a, b in pairs)


def test_a_label_at_the_edge_stays_within_the_axes() -> None:
    ax = Figure().subplots()

    near_labels(ax, {"a label": [(1.0, 0.5)]}, [(1.0, 0.5)])

    assert ax.texts[0].get_ha() == "right"


CLAIMANTS = tomllib.loads(Path(claimants.__file__).with_name("claimants.toml").read_text("utf-8"))


@pytest.mark.parametrize("name", CLAIMANTS)
def test_a_claimant_is_known_by_its_examples(name: str) -> None:
    examples = CLAIMANTS[name]["examples"]

    assert [claimants.claimant_of(one) for one in examples] == [name] * len(examples)


@pytest.mark.parametrize("name", CLAIMANTS)
def test_a_claimant_is_not_taken_for_another(name: str) -> None:
    rejects = CLAIMANTS[name].get("rejects", [])

    assert name not in [claimants.claimant_of(one) for one in rejects]


def test_claimants_beyond_the_most_frequent_stand_together() -> None:
    rows = [{"claimant": name, "date": NIGHT, "figure_ids": name} for name in "aabbcd"]

    groups = claimants.by_claimant(rows, most=2)

    assert {name: len(group) for name, group in groups.items()} == {
        "a": 2,
        "b": 2,
        "other claimants": 2,
    }


def test_a_claimant_has_one_colour_in_every_chart() -> None:
    alone, together = colours_of(["DeepState"]), colours_of(["DeepState", "AFP", "x", "y"])

    assert alone["DeepState"] == together["DeepState"]


def test_claimants_of_one_chart_have_different_colours() -> None:
    colours = colours_of(["a", "b", "c", "d", "e"])

    assert len(set(colours.values())) == 5


PARTS = ("intercepted", "suppressed", "hit", "unaccounted", "launched")


@pytest.mark.parametrize(("one", "other"), list(combinations(PARTS, 2)))
def test_parts_of_a_bar_are_told_apart_in_grey(one: str, other: str) -> None:
    bright = sorted(luminance(colour_of("measures", name)) + 0.05 for name in (one, other))

    assert bright[1] / bright[0] > 1.3


def test_what_got_through_stands_out_on_a_dark_page_too() -> None:
    css = (Path(analysis.__file__).parent / "template" / "fragments.css").read_text("utf-8")
    on_light, on_dark = re.findall(r"--hit: light-dark\((#\w+), (#\w+)\)", css)[0]
    page = luminance(re.findall(r"--paper: light-dark\(#\w+, (#\w+)\)", css)[0])

    assert on_light == colour_of("measures", "hit")
    assert (luminance(on_dark) + 0.05) / (page + 0.05) > 3
    assert 1.05 / (luminance(on_dark) + 0.05) > 4.5


def test_a_saved_chart_has_colours_of_its_own(tmp_path: Path) -> None:
    claims = tables.strikes(frame(figure("strikes", "hit", 9), figure("strikes", "launched", 12)))
    drawn = charts.strikes_by_night(claims)
    saved = charts.save(drawn, tmp_path / "chart.svg").read_text("utf-8")

    assert f"var(--hit, {colour_of('measures', 'hit')})" in svg(drawn)
    assert "var(" not in saved


AID_MEASURES = ("pledged", "delivered", "requested")


@pytest.mark.parametrize(("one", "other"), list(combinations(AID_MEASURES, 2)))
def test_measures_of_aid_are_told_apart_in_grey(one: str, other: str) -> None:
    bright = sorted(luminance(colour_of("measures", name)) + 0.05 for name in (one, other))

    assert bright[1] / bright[0] > 1.3


@pytest.mark.parametrize("part", PARTS)
def test_numbers_on_parts_of_a_bar_have_contrast(part: str) -> None:
    colour = colour_of("measures", part)
    bright = sorted(luminance(one) + 0.05 for one in (colour, text_on(colour)))

    assert bright[1] / bright[0] > 4.5


WORDS = [
    ((123, 123, 123, "count"), "123"),
    ((112_000, 112_000, None, "km2"), "112,000+ km²"),
    ((20, None, 20, "percent"), "up to 20%"),
    ((65e9, None, None, "USD"), "~$65bn"),
    ((2.5e9, 2e9, 3e9, "EUR"), "€2bn–€3bn"),
    ((8.5e10, 8.5e10, 8.5e10, "NOK"), "NOK 85bn"),
    ((8.5e10, 8.5e10, None, "NOK"), "NOK 85bn+"),
    ((450, 400, 500, "km2"), "400–500 km²"),
    ((0, 0, 0, "count"), "0"),
]


@pytest.mark.parametrize(("number", "expected"), WORDS)
def test_a_number_is_written_with_its_bounds(
    number: tuple[float, float | None, float | None, str], expected: str
) -> None:
    assert words.bounded(*number) == expected


# files and pages


def test_a_chart_is_saved_as_svg_without_links_into_a_report(tmp_path: Path) -> None:
    saved = charts.save(charts.strikes_by_night(tables.strikes(TALLY)), tmp_path / "chart.svg")

    text = saved.read_text(encoding="utf-8")
    assert ("#f-a" in text, "71 shot down" in text, ET.fromstring(text).tag[-3:]) == (  # noqa: S314 - our own
        False,
        True,
        "svg",
    )


def test_a_chart_is_saved_as_the_same_png_each_time(tmp_path: Path) -> None:
    saved = [
        charts.save(charts.strikes_by_night(tables.strikes(TALLY)), tmp_path / name, dpi=50)
        for name in ("one.png", "two.png")
    ]

    assert saved[0].read_bytes() == saved[1].read_bytes()


def test_a_chart_is_saved_in_no_other_form(tmp_path: Path) -> None:
    with pytest.raises(TableError, match=r"use \.svg, \.png"):
        charts.save(charts.strikes_by_night(tables.strikes(TALLY)), tmp_path / "chart.bmp")


def test_a_page_takes_the_heading_off_a_chart_and_leaves_the_key() -> None:
    ax = charts.strikes_by_night(tables.strikes(TALLY))

    heading = charts.take_heading(ax)

    assert heading.title == "Russia’s drones, night by night"
    assert heading.subtitle == "Drones launched, by the day that reports the night"
    assert ("night by night" in svg(ax), "shot down" in svg(ax)) == (False, True)


# SVG


def test_an_svg_names_and_describes_its_chart() -> None:
    root = ET.fromstring(svg(charts.strikes_by_night(tables.strikes(TALLY)), prefix="p"))  # noqa: S314 - our own

    found = {child.get("id"): child.text for child in root[:2]}
    assert found == {"p-title": "A title", "p-desc": "A sentence."}


def test_an_svg_with_links_is_a_group_and_one_without_an_image() -> None:
    claims = tables.strikes(TALLY)

    linked, plain = charts.strikes_by_night(claims), charts.strikes_by_night(claims.iloc[:0])
    assert ['role="group"' in svg(linked), 'role="img"' in svg(plain)] == [True, True]


def test_every_id_of_an_svg_has_its_prefix() -> None:
    text = svg(charts.territory_over_time(tables.territory(HELD)), prefix="p")

    assert {one[:2] for one in re.findall(r'\bid="([^"]+)"', text)} == {"p-"}


def test_every_reference_of_an_svg_is_met() -> None:
    text = svg(charts.territory_over_time(tables.territory(HELD)), prefix="p")

    used = set(re.findall(r'url\(#([^)]+)\)|<use href="#([^"]+)"', text))
    ids = set(re.findall(r'\bid="([^"]+)"', text))
    assert {one or other for one, other in used} <= ids


def test_an_svg_takes_the_pages_text_colour_and_background() -> None:
    text = svg(charts.strikes_by_night(tables.strikes(TALLY)))

    assert (INK in text, "currentColor" in text, "fill: #ffffff; " in text) == (False, True, False)


def test_an_svg_brings_no_style_or_metadata_into_the_page() -> None:
    text = svg(charts.strikes_by_night(tables.strikes(TALLY)))

    assert not any(word in text for word in ("<style", "<metadata", "<?xml", "_blank", "DejaVu"))


def test_a_mark_in_an_svg_is_a_link_with_words() -> None:
    text = svg(charts.strikes_by_night(tables.strikes(TALLY)))

    assert (
        '<a href="#f-a-1-intercepted" aria-label="12 Feb 2025: 71 shot down – air force">'
        "<title>12 Feb 2025: 71 shot down – air force</title>"
    ) in text


def test_names_from_articles_are_escaped() -> None:
    evil = "<script>alert('&')</script>"
    claims = tables.strikes(frame(figure("strikes", "launched", 5, attribution=evil)))

    text = svg(charts.strikes_by_night(claims))

    assert ("<script" in text, "&lt;script&gt;" in text) == (False, True)
