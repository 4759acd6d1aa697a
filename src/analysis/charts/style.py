"""How every chart looks: its axes, heading, colours, and marks that show bounds and lead on."""

from __future__ import annotations

import re
import textwrap
import tomllib
import zlib
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import TYPE_CHECKING, Any

from matplotlib.colors import to_rgb
from matplotlib.dates import AutoDateLocator, ConciseDateFormatter
from matplotlib.figure import Figure
from matplotlib.layout_engine import ConstrainedLayoutEngine
from matplotlib.offsetbox import AnnotationBbox, HPacker, TextArea, VPacker
from matplotlib.path import Path as Outline
from matplotlib.ticker import FuncFormatter

from analysis.charts.settings import FAINT, ink, is_users, points, setting, title_points

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from matplotlib.artist import Artist
    from matplotlib.axes import Axes

    from analysis.claims import Row

WIDTH, SMALL = 6.4, 1.3  # inches: of every chart, and the height of an empty one
_ROOM = 446  # points: the width of the axes of a chart as wide as `WIDTH`
_TEXT, _TITLE = 5.44, 0.686  # points that a letter takes; of a title, times its size
_LARGER = 1.2  # than on paper: a chart in a notebook, where there is room
_FEWEST = 16  # letters in a line, however narrow
_BRIGHT = 0.18  # from this luminance on dark text has more contrast than white
_SUBTITLE = "subtitle"
_SQUARE = 5  # letters that a colour's square takes up in a key


def axes(ax: Axes | None, height: float = 3.6) -> Axes:
    """The axes given, or those of a new figure `height` inches high, outside pyplot's state."""
    if ax is None:
        layout = ConstrainedLayoutEngine(w_pad=0.09, h_pad=0.09)
        ax = ChartFigure(figsize=(_width(), height), layout=layout).subplots()
    else:
        _dress(ax)
    return ax


def _width() -> float:
    """Inches: as wide as the user's figures, where that is set."""
    return float(setting("figure.figsize")[0]) if is_users("figure.figsize") else WIDTH


def _dress(ax: Axes) -> None:
    """Let axes that the user made look as if they had been made for a chart."""
    ax.set_axisbelow(setting("axes.axisbelow"))
    for side in ("top", "right", "left"):
        ax.spines[side].set_visible(setting(f"axes.spines.{side}"))
    for name, axis in (("x", ax.xaxis), ("y", ax.yaxis)):
        colour, size = setting(f"{name}tick.color"), setting(f"{name}tick.labelsize")
        axis.set_tick_params(color=colour, labelcolor=colour, labelsize=size)


class ChartFigure(Figure):
    """A figure that shows itself in a notebook as the SVG of the reports, in the page's colours."""

    def _repr_html_(self) -> str:
        from analysis.charts.svg import svg

        title = " ".join(self.axes[0].get_title(loc="left").split()) if self.axes else "Chart"
        described = [text.get_text() for ax in self.axes for text in ax.texts]
        number = zlib.crc32(" ".join([title, *described]).encode())
        drawn = svg(self, title=title, description="; ".join(described), prefix=f"chart-{number}")
        # They lead to sentences of a report; JupyterLab shows no SVG with such links at all.
        alone = re.sub(r' href="#f-[^"]*"', "", drawn)
        width = f"{self.get_figwidth() * _LARGER:.3g}in"
        return alone.replace(
            "<svg ", f'<svg style="width: 100%; min-width: 26rem; max-width: {width}" ', 1
        )


def height_of(rows: int) -> float:
    """The height in inches of a chart with `rows` labelled rows."""
    return 1.25 + 0.46 * max(rows, 2)


@dataclass(frozen=True, slots=True)
class Heading:
    """What stands above a chart: what is seen, how it is measured, and what colours mean."""

    title: str
    subtitle: str = ""
    key: Mapping[str, str] | None = None


def head(ax: Axes, heading: Heading) -> Axes:
    """Write a heading above the axes, from the bottom up: key, subtitle, title."""
    above = 7.0
    if heading.key:
        lines = _key_lines(heading.key, letters(ax))
        _colour_words(ax, lines, above)
        above += points(16) * len(lines)
    if heading.subtitle:
        wrapped = textwrap.wrap(heading.subtitle, letters(ax))
        _above(ax, "\n".join(wrapped), above)
        above += points(13) * len(wrapped) + 2
    # The title alone takes part in the layout, and its pad holds the room for the rest.
    width = max(_FEWEST, round(_room(ax) / (_TITLE * title_points())))
    ax.set_title(textwrap.fill(heading.title, width), pad=above + 3)
    return ax


def letters(ax: Axes) -> int:
    """How many letters of text, about, a line across the axes holds."""
    return max(_FEWEST, round(_room(ax) / points(_TEXT)))


def _room(ax: Axes) -> float:
    """The width of the axes in points, as far as it is known before the figure is laid out."""
    figure = ax.get_figure(root=True)
    if figure is None or isinstance(figure, ChartFigure):
        return _ROOM * _width() / WIDTH
    return float(ax.get_window_extent().width) / figure.dpi * 72


def take_heading(ax: Axes) -> Heading:
    """Take title and subtitle off a chart, for a page that writes them itself; the key stays.

    A page's own text wraps on a narrow screen and can be a heading there; a chart's cannot.
    """
    title = " ".join(ax.get_title(loc="left").split())
    subtitles = [text for text in ax.texts if text.get_gid() == _SUBTITLE]
    for text in subtitles:
        text.remove()
    keys = [artist for artist in ax.artists if isinstance(artist, AnnotationBbox)]
    lines = [len(key.offsetbox.get_children()) for key in keys]
    # A space keeps the room for the key.
    room = points(16) * sum(lines) + 1
    ax.set_title("\N{NO-BREAK SPACE}", loc="left", pad=room, fontsize=1)
    return Heading(title, " ".join(" ".join(text.get_text() for text in subtitles).split()))


def _above(ax: Axes, text: str, points: float) -> None:
    subtitle = ax.annotate(
        text,
        (0, 1),
        (0, points),
        xycoords="axes fraction",
        textcoords="offset points",
        va="bottom",
        alpha=FAINT,
        linespacing=1.3,
    )
    subtitle.set_gid(_SUBTITLE)
    subtitle.set_in_layout(False)


def _key_lines(key: Mapping[str, str], width: int) -> list[list[tuple[str, str]]]:
    """The words of a key with their colours, on as many lines of so many letters as they need."""
    lines: list[list[tuple[str, str]]] = [[]]
    room = width
    for name, colour in key.items():
        needed = len(name) + _SQUARE
        if needed > room and lines[-1]:
            lines.append([])
            room = width
        lines[-1].append((name, colour))
        room -= needed
    return lines


def _colour_words(ax: Axes, lines: list[list[tuple[str, str]]], points: float) -> None:
    packed: list[Artist] = [
        HPacker(children=_squares(line), pad=0, sep=5, align="center") for line in lines
    ]
    box = AnnotationBbox(
        VPacker(children=packed, pad=0, sep=4),
        (0, 1),
        (0, points),
        xycoords="axes fraction",
        boxcoords="offset points",
        box_alignment=(0, 0),
        frameon=False,
        pad=0,
        annotation_clip=False,
    )
    box.set_in_layout(False)
    ax.add_artist(box)


def _squares(line: list[tuple[str, str]]) -> list[Artist]:
    areas: list[Artist] = []
    for name, colour in line:
        areas.append(TextArea("■", textprops={"color": colour, "size": points(11)}))
        areas.append(TextArea(name, textprops={"size": points(9)}))
    return areas


def empty(ax: Axes, title: str) -> Axes:
    """Axes that say, in place of a chart, that there are no figures for it."""
    ax.set_axis_off()
    ax.text(0, 0.6, "No figures in this selection.", transform=ax.transAxes, alpha=FAINT)
    return head(ax, Heading(title))


@cache
def _colours() -> dict[str, Any]:
    text = files("analysis.charts").joinpath("colours.toml").read_text(encoding="utf-8")
    return tomllib.loads(text)


def colour_of(kind: str, name: str) -> str:
    """The fixed colour of a measure (`kind` "measures") or a side ("sides")."""
    colours: dict[str, str] = _colours()[kind]
    return colours.get(name) or ink()


def luminance(colour: str) -> float:
    """How bright a colour is, 0 to 1, as WCAG defines it; what a grey print keeps of it."""
    parts = [_linear(part) for part in to_rgb(colour)]
    return 0.2126 * parts[0] + 0.7152 * parts[1] + 0.0722 * parts[2]


def _linear(part: float) -> float:
    dark = 0.04045  # below it the curve of sRGB is a straight line
    return part / 12.92 if part <= dark else ((part + 0.055) / 1.055) ** 2.4


def text_on(colour: str) -> str:
    """White or near black, whichever reads better on a colour."""
    return "#10151a" if luminance(colour) > _BRIGHT else "#ffffff"


def anchor(figure_id: str) -> str:
    """The id of the place in a report where a figure's sentence stands.

    >>> anchor("seed:5577:launched")
    'f-seed-5577-launched'
    """
    return "f-" + re.sub(r"[^0-9a-zA-Z]+", "-", figure_id)


def link(artist: Artist, figure_ids: str | None, words: str, measure: str = "") -> None:
    """Let a mark lead to its figure's sentence and say in words what it shows.

    Args:
        artist: the mark; in an SVG it becomes a link with `words` as its tooltip.
        figure_ids: ids of the claim's figures, in one text.
        words: what the mark shows.
        measure: the measure that the mark shows, where the claim has several.
    """
    ids = (figure_ids or "").split()
    own = [one for one in ids if re.search(rf":{measure}(:\d+)?$", one)] if measure else ids
    artist.set_label(words)
    if ids:
        artist.set_url(f"#{anchor((own or ids)[0])}")


_ARROWS = {
    ("x", 1): [(0, 0), (1, 0), (0.6, 0.3), (1, 0), (0.6, -0.3)],
    ("x", -1): [(0, 0), (-1, 0), (-0.6, 0.3), (-1, 0), (-0.6, -0.3)],
    ("y", 1): [(0, 0), (0, 1), (0.3, 0.6), (0, 1), (-0.3, 0.6)],
    ("y", -1): [(0, 0), (0, -1), (0.3, -0.6), (0, -1), (-0.3, -0.6)],
}


def mark(ax: Axes, at: tuple[Any, float], number: Row, colour: str, along: str = "y") -> list[Any]:
    """Mark a number with its bounds; returns the artists, so that they can be linked.

    An exact number is a full dot, an approximate one a hollow dot, a range a line with its two
    ends, "more than" and "less than" a dot with an arrow to the open side.

    Args:
        ax: where to draw.
        at: x and y, one of which is the value.
        number: its `low` and `high`; None where open.
        colour: of the mark.
        along: "x" or "y", the axis that the value is measured on.
    """
    low, high = number["low"], number["high"]
    artists: list[Any] = []
    if low is not None and high is not None and low != high:
        ends = ([low, high], [at[1]] * 2) if along == "x" else ([at[0]] * 2, [low, high])
        artists += ax.plot(*ends, "-", color=colour, linewidth=4, alpha=0.5, solid_capstyle="butt")
        artists += ax.plot(*ends, "|" if along == "x" else "_", color=colour, markersize=9)
        return artists
    if (low is None) != (high is None):
        artists += arrow(ax, at, colour, along, up=high is None)
    face = "none" if low is None and high is None else colour
    artists += ax.plot(
        [at[0]], [at[1]], "o", color=colour, markerfacecolor=face, markersize=6.5, zorder=3
    )
    return artists


def arrow(ax: Axes, at: tuple[Any, float], colour: str, along: str, *, up: bool) -> list[Any]:
    """An arrow from a value to its open side."""
    outline = Outline(
        _ARROWS[along, 1 if up else -1],
        [Outline.MOVETO, Outline.LINETO, Outline.MOVETO, Outline.LINETO, Outline.LINETO],
    )
    return ax.plot(
        [at[0]],
        [at[1]],
        marker=outline,
        markersize=32,
        markerfacecolor="none",
        color=colour,
        markeredgewidth=1.6,
        linestyle="",
        clip_on=False,
    )


def time_axis(ax: Axes) -> None:
    """Few, short dates along the bottom."""
    locator = AutoDateLocator(minticks=3, maxticks=7)  # type: ignore[no-untyped-call]
    ax.xaxis.set_major_locator(locator)
    formatter = ConciseDateFormatter(locator, show_offset=False)  # type: ignore[no-untyped-call]
    ax.xaxis.set_major_formatter(formatter)
    ax.margins(x=0.04)


def grid(ax: Axes, axis: str, write: Callable[[float], str]) -> None:
    """Faint lines across the measured axis (`x` or `y`), its numbers written by `write`."""
    measured = ax.xaxis if axis == "x" else ax.yaxis
    measured.set_major_formatter(FuncFormatter(lambda value, _: write(value)))
    lines = {name: setting(f"grid.{name}") for name in ("color", "alpha", "linewidth")}
    ax.grid(axis=axis, **lines)  # type: ignore[arg-type]
    ax.tick_params(axis=axis, length=0)  # type: ignore[arg-type]
    ax.spines["bottom"].set_visible(axis == "y")
