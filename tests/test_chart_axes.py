"""Charts in a user's own figure: each keeps to its axes, to the user's settings, and to itself."""

from __future__ import annotations

import inspect
from typing import TYPE_CHECKING, Any

import matplotlib as mpl
import matplotlib.pyplot as plt
import pandas as pd
import pytest
from chart_samples import EVERY, svg, title
from matplotlib.colors import to_hex
from matplotlib.figure import Figure
from matplotlib.offsetbox import TextArea
from matplotlib.text import Text

from analysis import charts
from analysis.charts.settings import INK

if TYPE_CHECKING:
    from collections.abc import Iterator

    from chart_samples import Derive, Draw
    from matplotlib.axes import Axes

pytestmark = pytest.mark.slow  # together they draw each chart ten times
AX = "ax: 'Axes | None' = None"
every_chart = pytest.mark.parametrize(
    ("draw", "derive", "figures"), EVERY, ids=[draw.__name__ for draw, _, _ in EVERY]
)


@pytest.fixture(autouse=True)
def own_pyplot() -> Iterator[None]:
    """pyplot's windows closed and its settings as they come, before and after."""
    with mpl.rc_context(), plt.style.context("default"):
        plt.switch_backend("agg")
        yield
        plt.close("all")


def test_every_public_chart_is_tested_here() -> None:
    public = [getattr(charts, name) for name in charts.__all__]
    drawing = [one for one in public if AX in str(inspect.signature(one))]
    assert {one.__name__ for one in drawing} == {draw.__name__ for draw, _, _ in EVERY}


@every_chart
def test_a_chart_returns_the_axes_it_was_given(
    draw: Draw, derive: Derive, figures: pd.DataFrame
) -> None:
    ax = plt.figure().subplots()
    assert draw(derive(figures), ax=ax) is ax


@every_chart
def test_a_chart_without_axes_makes_a_figure_that_pyplot_does_not_know(
    draw: Draw, derive: Derive, figures: pd.DataFrame
) -> None:
    draw(derive(figures))
    assert plt.get_fignums() == []


@every_chart
def test_a_chart_never_shows_itself(
    draw: Draw, derive: Derive, figures: pd.DataFrame, monkeypatch: pytest.MonkeyPatch
) -> None:
    shown: list[object] = []
    monkeypatch.setattr(plt, "show", lambda *_, **__: shown.append("plt"))
    monkeypatch.setattr(Figure, "show", lambda *_, **__: shown.append("figure"))
    draw(derive(figures), ax=plt.figure().subplots())
    assert shown == []


@every_chart
def test_a_chart_changes_no_setting_and_no_current_axes(
    draw: Draw, derive: Derive, figures: pd.DataFrame
) -> None:
    _, (left, right) = plt.subplots(1, 2)
    settings = dict(mpl.rcParams)
    draw(derive(figures), ax=left)
    assert plt.gca() is right
    assert dict(mpl.rcParams) == settings


@every_chart
def test_a_slice_gives_the_chart_of_its_rows(
    draw: Draw, derive: Derive, figures: pd.DataFrame
) -> None:
    table = derive(figures)
    twice = pd.concat([table, table], ignore_index=True)
    cut = twice[twice.index >= len(table)]
    assert svg(draw(cut)) == svg(draw(table))


@every_chart
def test_charts_side_by_side_stay_out_of_each_other(
    draw: Draw, derive: Derive, figures: pd.DataFrame
) -> None:
    figure, (left, right) = plt.subplots(1, 2, figsize=(9, 5), layout="constrained")
    draw(derive(figures), ax=left)
    draw(derive(figures), ax=right)
    figure.draw_without_rendering()
    assert max(box.x1 for box in heading_of(left)) <= right.get_window_extent().x0


def heading_of(ax: Axes) -> list[Any]:
    """Where the title, the lines below it and the words of the key stand, in pixels."""
    key = [text for area in ax.findobj(TextArea) for text in area.get_children()]
    above = [text for text in ax.texts if text.get_gid() == "subtitle"]
    said = [one for one in (*key, *above, *titles_of(ax)) if one.get_text().strip()]
    return [one.get_window_extent() for one in said]


def titles_of(ax: Axes) -> list[Text]:
    return [text for text in ax.findobj(Text) if text.get_text() == title(ax)]


@every_chart
def test_a_chart_takes_the_users_size_and_colour_of_text(
    draw: Draw, derive: Derive, figures: pd.DataFrame
) -> None:
    plain = draw(derive(figures))
    with mpl.rc_context({"font.size": 19, "text.color": "#aa0000"}):
        own = draw(derive(figures))
    assert [round(size / 2, 2) for size in sizes_of(own)] == [round(x, 2) for x in sizes_of(plain)]
    assert INK not in colours_of(own)
    assert "#aa0000" in colours_of(own)


def sizes_of(ax: Axes) -> list[float]:
    """The sizes of text, but of titles, whose letters are put into lines by size."""
    return sorted({text.get_fontsize() for text in [*ax.texts, *titles_of(ax)]})


def colours_of(ax: Axes) -> set[str]:
    """The colours of all text and lines that is seen."""
    seen = [one for one in ax.findobj() if hasattr(one, "get_color") and one.get_visible()]
    return {to_hex(one.get_color()) for one in seen if isinstance(one.get_color(), str)}


@every_chart
def test_a_chart_follows_a_dark_style(draw: Draw, derive: Derive, figures: pd.DataFrame) -> None:
    with plt.style.context("dark_background"):
        ax = draw(derive(figures))
    assert {to_hex(text.get_color()) for text in titles_of(ax)} == {"#ffffff"}
    assert INK not in colours_of(ax)
    drawn = svg(ax)
    assert ("fill: #ffffff" in drawn, "currentColor" in drawn) == (True, False)


@every_chart
def test_a_chart_is_laid_out_alike_on_every_display(
    draw: Draw, derive: Derive, figures: pd.DataFrame
) -> None:
    assert laid_out(draw, derive(figures), 72) == laid_out(draw, derive(figures), 216)


def laid_out(draw: Draw, table: pd.DataFrame, dpi: int) -> list[tuple[str, object, float]]:
    """Every text with its place, in data or points, and its size."""
    figure = Figure(figsize=(6.4, 4.8), dpi=dpi, layout="constrained")
    ax = draw(table, ax=figure.subplots())
    return [(text.get_text(), text.get_position(), text.get_fontsize()) for text in ax.texts]


@every_chart
def test_a_chart_is_as_wide_as_the_users_figures(
    draw: Draw, derive: Derive, figures: pd.DataFrame
) -> None:
    with mpl.rc_context({"figure.figsize": (9.0, 3.0)}):
        ax = draw(derive(figures))
    figure = ax.get_figure(root=True)
    assert figure is not None
    assert figure.get_figwidth() == 9.0


def test_the_users_font_is_kept() -> None:
    draw, derive, figures = EVERY[0]
    with mpl.rc_context({"font.family": "serif"}):
        ax = draw(derive(figures))
    assert {text.get_fontfamily()[0] for text in ax.texts} == {"serif"}


def test_a_pale_page_keeps_a_chart_transparent() -> None:
    draw, derive, figures = EVERY[0]
    ax = draw(derive(figures), ax=plt.figure().subplots())
    assert ("fill: #ffffff; " in svg(ax), "currentColor" in svg(ax)) == (False, True)
