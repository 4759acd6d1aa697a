"""Every chart and the charts of attacks, by their marks and words."""

from __future__ import annotations

import subprocess
import sys
from datetime import date, timedelta
from typing import TYPE_CHECKING

import matplotlib as mpl
import pandas as pd
import pytest
from chart_samples import EVERY, MONTH, OPEN, TALLY, figure, frame, svg, texts, title, urls

from analysis import charts, tables
from analysis.charts.style import anchor

if TYPE_CHECKING:
    from collections.abc import Callable

    from matplotlib.axes import Axes

    Derive = Callable[[pd.DataFrame], pd.DataFrame]
    Draw = Callable[..., Axes]


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


@pytest.mark.slow
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


def test_a_title_says_what_is_seen() -> None:
    ax = charts.largest_attacks(tables.strikes(TALLY))

    assert " ".join(title(ax).split()).endswith("123, on 12 Feb 2025, says Ukraine’s air force")


def test_a_month_is_stacked_into_its_outcomes() -> None:
    ax = charts.strikes_by_month(tables.strikes(TALLY))

    assert [column.get_height() for column in ax.patches[:3]] == [71, 40, 12]


def test_the_month_of_the_latest_article_is_marked_as_unfinished() -> None:
    ax = charts.strikes_by_month(tables.strikes(TALLY))

    assert "to 12 Feb 2025" in texts(ax)


def test_a_month_that_is_over_is_not_marked() -> None:
    late = figure("strikes", "launched", 5, article_id="b", published=date(2025, 3, 3), **MONTH)

    ax = charts.strikes_by_month(tables.strikes(frame(figure("strikes", "launched", 123), late)))

    assert not [text for text in texts(ax) if text.startswith("to ")]


def test_a_month_whose_last_day_is_told_is_not_marked() -> None:
    end = date(2025, 1, 31)
    last = figure("strikes", "launched", 99, published=end, date_start=end, date_end=end)

    ax = charts.strikes_by_month(tables.strikes(frame(last)))

    assert not [text for text in texts(ax) if text.startswith("to ")]


@pytest.mark.parametrize(("month", "lines"), [(2, 1), (3, 0)], ids=["next", "after a gap"])
def test_stated_months_are_joined_only_where_none_lies_between(month: int, lines: int) -> None:
    after = {"date_start": date(2025, month, 1), "date_end": date(2025, month + 1, 1)}
    after["date_end"] -= timedelta(days=1)
    january = figure("strikes", "launched", 2600, attribution="AFP", **MONTH)
    other = figure("strikes", "launched", 3900, attribution="AFP", start=5, **after)

    ax = charts.strikes_by_month(tables.strikes(frame(january, other)))

    assert [list(one.get_ydata()) for one in ax.lines].count([2600, 3900]) == lines


def test_the_calendar_has_a_cell_only_for_nights_with_a_number() -> None:
    ax = charts.nights_calendar(tables.strikes(TALLY))

    assert [artist.get_label() for artist in ax.patches if artist.get_url()] == [
        "12 Feb 2025: 123 launched – air force"
    ]


def test_the_calendar_is_darker_where_more_was_launched() -> None:
    days = [date(2025, 1, 1), date(2025, 1, 2)]
    rows = [
        figure("strikes", "launched", count, date_start=day, date_end=day)
        for count, day in zip((10, 700), days, strict=True)
    ]

    cells = [
        cell
        for cell in charts.nights_calendar(tables.strikes(frame(*rows))).patches
        if cell.get_url()
    ]

    assert cells[0].get_facecolor()[3] < cells[1].get_facecolor()[3]
