"""The charts, by their marks and words."""

from __future__ import annotations

import re
import subprocess
import sys
import tomllib
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING
from xml.etree import ElementTree as ET

import matplotlib as mpl
import pandas as pd
import pytest
from matplotlib.figure import Figure

from analysis import charts, tables
from analysis.charts import claimants, words
from analysis.charts.claimants import colours_of
from analysis.charts.labels import near_labels
from analysis.charts.style import INK, anchor, mark
from analysis.schema import figures_frame

if TYPE_CHECKING:
    from collections.abc import Callable

    from matplotlib.axes import Axes

    from analysis.claims import Row

    Derive = Callable[[pd.DataFrame], pd.DataFrame]
    Draw = Callable[..., Axes]

NIGHT = date(2025, 2, 12)
OPEN = {"high": None, "qualifier": "more_than"}
ABOUT = {"low": None, "high": None, "qualifier": "approx"}


def figure(topic: str, measure: str, value: float, **columns: object) -> Row:
    return {
        "article_id": "a",
        "published": NIGHT,
        "topic": topic,
        "measure": measure,
        "value": value,
        "low": value,
        "high": value,
        "qualifier": "exact",
        "unit": {"strikes": "count", "casualties": "count", "territory": "km2"}.get(topic, "USD"),
        "weapon": "drone" if topic == "strikes" else None,
        "actor": "Ukraine" if measure in ("intercepted", "suppressed", "killed") else "Russia",
        "place": "Ukraine",
        "date_start": NIGHT,
        "date_end": NIGHT,
        "attribution": "air force",
        "start": 0,
        "end": 1,
        **columns,
    }


def frame(*rows: Row) -> pd.DataFrame:
    for number, row in enumerate(rows):
        row["figure_id"] = f"{row['article_id']}:{number}:{row['measure']}"
    names = {name for row in rows for name in row}
    return figures_frame({name: [row.get(name) for row in rows] for name in names})


TALLY = frame(
    figure("strikes", "launched", 123),
    figure("strikes", "intercepted", 71),
    figure("strikes", "suppressed", 40),
)
MONTH = {"date_start": date(2025, 1, 1), "date_end": date(2025, 1, 31)}
GAINS = frame(
    figure("territory", "gained", 325, attribution="DeepState", **MONTH),
    figure("territory", "gained", 430, attribution="AFP", **MONTH),
    figure("territory", "lost", 20, attribution="AFP", **MONTH),
)
HELD = frame(
    figure("territory", "controlled", 112_000, attribution="open-source maps", **OPEN),
    figure("territory", "controlled", 116_093, attribution="ISW"),
)
AID = frame(
    figure("aid", "delivered", 65e9, actor="United States", date_start=date(2022, 2, 1), **ABOUT),
    figure("aid", "pledged", 4e8, actor="United States"),
    figure("aid", "pledged", 8.5e10, actor="Norway", unit="NOK"),
)
DEAD = frame(
    figure("casualties", "killed", 286, attribution="UN"),
    figure("casualties", "killed", 1200, actor="Russia", attribution="ministry", **ABOUT),
)
EVERY = [
    (charts.strikes_by_night, tables.strikes, TALLY),
    (charts.largest_attacks, tables.strikes, TALLY),
    (charts.strikes_by_month, tables.strikes, TALLY),
    (charts.nights_calendar, tables.strikes, TALLY),
    (charts.stopped_share, tables.strikes, TALLY),
    (charts.territory_over_time, tables.territory, HELD),
    (charts.territory_changes, tables.territory, GAINS),
    (charts.aid_by_donor, tables.aid, AID),
    (charts.aid_by_category, tables.aid, AID),
    (charts.aid_over_time, tables.aid, AID),
    (charts.casualties_by_claimant, tables.casualties, DEAD),
]


def texts(ax: Axes) -> list[str]:
    return [text.get_text() for text in ax.texts]


def title(ax: Axes) -> str:
    return ax.get_title(loc="left")


def urls(ax: Axes) -> set[str]:
    return {artist.get_url() for artist in ax.findobj() if artist.get_url()}


def svg(ax: Axes, prefix: str = "chart") -> str:
    return charts.svg(ax, title="A title", description="A sentence.", prefix=prefix)


# every chart


@pytest.mark.parametrize(("draw", "derive", "figures"), EVERY)
def test_a_chart_has_a_title_and_links_to_sentences(
    draw: Draw, derive: Derive, figures: pd.DataFrame
) -> None:
    ax = draw(derive(figures))

    assert title(ax)
    assert urls(ax) <= {f"#{anchor(one)}" for one in figures["figure_id"]}
    assert urls(ax)


@pytest.mark.parametrize(("draw", "derive", "figures"), EVERY)
def test_a_chart_of_nothing_says_so(draw: Draw, derive: Derive, figures: pd.DataFrame) -> None:
    ax = draw(derive(figures.iloc[:0]))

    assert "No figures in this selection." in texts(ax)


@pytest.mark.parametrize(("draw", "derive", "figures"), EVERY)
def test_a_chart_draws_on_the_axes_given(draw: Draw, derive: Derive, figures: pd.DataFrame) -> None:
    ax = Figure().subplots()

    assert draw(derive(figures), ax=ax) is ax


@pytest.mark.parametrize(("draw", "derive", "figures"), EVERY)
def test_the_same_table_gives_the_same_svg(
    draw: Draw, derive: Derive, figures: pd.DataFrame
) -> None:
    assert svg(draw(derive(figures))) == svg(draw(derive(figures)))


@pytest.mark.parametrize(("draw", "derive", "figures"), EVERY)
def test_a_chart_leaves_its_table_and_the_settings_alone(
    draw: Draw, derive: Derive, figures: pd.DataFrame
) -> None:
    table = derive(figures)
    before, settings = table.copy(), dict(mpl.rcParams)

    draw(table)

    pd.testing.assert_frame_equal(before, table)
    assert settings == dict(mpl.rcParams)


def test_a_chart_shows_itself_in_a_notebook() -> None:
    shown = charts.strikes_by_night(tables.strikes(TALLY)).figure._repr_html_()

    assert shown.startswith("<svg")
    assert "Russia’s drones, night by night</title>" in shown


def test_charts_load_no_pyplot() -> None:
    code = "import sys, analysis.charts; sys.exit('matplotlib.pyplot' in sys.modules)"

    assert subprocess.run([sys.executable, "-c", code], check=False).returncode == 0


# strikes


def test_a_night_is_split_into_its_outcomes_and_the_rest() -> None:
    ax = charts.strikes_by_night(tables.strikes(TALLY))

    assert [bar.get_width() for bar in ax.patches] == [71, 40, 12]


def test_each_part_of_a_night_leads_to_its_own_figure() -> None:
    ax = charts.strikes_by_night(tables.strikes(TALLY))

    assert [bar.get_url() for bar in ax.patches] == [
        "#f-a-1-intercepted",
        "#f-a-2-suppressed",
        "#f-a-0-launched",
    ]


def test_an_open_number_of_weapons_has_a_plus_and_an_arrow() -> None:
    ax = charts.strikes_by_night(tables.strikes(frame(figure("strikes", "launched", 300, **OPEN))))

    assert "300+" in texts(ax)
    assert len(ax.lines) == 1


def test_drones_and_missiles_never_share_axes() -> None:
    claims = tables.strikes(
        frame(
            figure("strikes", "launched", 123), figure("strikes", "launched", 7, weapon="missile")
        )
    )

    bars = [charts.strikes_by_night(claims, weapon).patches for weapon in ("drone", "missile")]
    assert [[bar.get_width() for bar in some] for some in bars] == [[123], [7]]


def test_a_rival_number_stands_beside_the_one_chosen() -> None:
    figures = frame(
        figure("strikes", "launched", 805),
        figure("strikes", "launched", 810, article_id="b", published=date(2025, 2, 13)),
    )

    ax = charts.strikes_by_night(tables.strikes(figures))

    assert [line.get_label() for line in ax.lines] == ["Another claim: 805 launched – air force"]


def test_a_regional_night_says_that_it_is_regional() -> None:
    ax = charts.strikes_by_night(
        tables.strikes(frame(figure("strikes", "launched", 8, place="Kyiv")))
    )

    assert "air force · Kyiv only" in texts(ax)


def test_many_nights_become_columns_over_time() -> None:
    days = pd.date_range("2025-01-01", periods=40)
    rows = [figure("strikes", "launched", 100, date_start=day, date_end=day) for day in days]

    ax = charts.strikes_by_night(tables.strikes(frame(*rows)))

    assert [column.get_height() for column in ax.patches] == [100] * 40


def test_the_largest_attack_stands_first() -> None:
    rows = [
        figure("strikes", "launched", count, date_start=day, date_end=day)
        for count, day in ((50, date(2025, 1, 1)), (500, date(2025, 1, 2)))
    ]

    ax = charts.largest_attacks(tables.strikes(frame(*rows)))

    assert [bar.get_width() for bar in ax.patches] == [500, 50]


def test_stated_months_are_dots_and_sums_of_nights_are_columns() -> None:
    figures = frame(
        figure("strikes", "launched", 100, date_start=date(2025, 1, 5), date_end=date(2025, 1, 5)),
        figure("strikes", "launched", 2600, attribution="AFP", **MONTH),
    )

    ax = charts.strikes_by_month(tables.strikes(figures))

    assert [column.get_height() for column in ax.patches] == [100]
    assert [2600] in [list(line.get_ydata()) for line in ax.lines]


def test_a_share_of_few_weapons_is_hollow_and_says_so() -> None:
    few = frame(figure("strikes", "launched", 7), figure("strikes", "intercepted", 6))

    ax = charts.stopped_share(tables.strikes(few))

    assert "86% of 7 in 1 night – too few to compare" in texts(ax)
    assert ax.patches[0].get_facecolor()[3] == 0


# territory, aid, casualties


def test_claimants_of_territory_are_labelled_at_their_lines() -> None:
    ax = charts.territory_over_time(tables.territory(HELD))

    assert {"open-source maps", "ISW"} <= set(texts(ax))


def test_gains_point_up_and_losses_down() -> None:
    ax = charts.territory_changes(tables.territory(GAINS))

    assert sorted(column.get_height() for column in ax.patches) == [-20, 325, 430]


def test_currencies_never_share_axes() -> None:
    claims = tables.aid(AID)

    assert {"Norway"} & set(texts(charts.aid_by_donor(claims, currency="USD"))) == set()
    assert "Norway" in texts(charts.aid_by_donor(claims, currency="NOK"))


def test_the_currency_most_often_stated_is_shown_unless_said() -> None:
    said = " ".join(texts(charts.aid_by_donor(tables.aid(AID)))).replace("\n", " ")

    assert "Amounts stated in USD" in said


def test_dollar_signs_stay_dollar_signs() -> None:
    ax = charts.aid_by_donor(tables.aid(AID))

    assert not any(text.get_parse_math() for text in ax.texts)


def test_an_approximate_number_of_dead_is_hollow_and_marked() -> None:
    ax = charts.casualties_by_claimant(tables.casualties(DEAD))

    assert "ministry: ~1,200" in texts(ax)


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
