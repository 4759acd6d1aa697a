"""How every chart looks: its axes, heading, colours, and marks that show bounds and lead on."""

from __future__ import annotations

import re
import textwrap
import tomllib
import zlib
from dataclasses import dataclass
from functools import cache, wraps
from importlib.resources import files
from typing import TYPE_CHECKING, Any, ParamSpec

import matplotlib as mpl
import numpy as np
import pandas as pd
from matplotlib.figure import Figure
from matplotlib.offsetbox import AnnotationBbox, HPacker, TextArea
from matplotlib.path import Path as Outline
from matplotlib.ticker import FuncFormatter

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping, Sequence

    from matplotlib.artist import Artist
    from matplotlib.axes import Axes

    from analysis.claims import Row

_Parameters = ParamSpec("_Parameters")

INK = "#1f2328"
"""The colour of text and lines; in an SVG it becomes the colour of the page's text."""
FAINT = 0.72
"""Opacity of secondary text."""
WIDTH = 6.4
_STYLE: dict[str, Any] = {
    "font.family": "DejaVu Sans",
    "font.size": 9.5,
    "text.color": INK,
    "text.parse_math": False,  # "$65 billion, then $20 billion" is no formula
    "axes.edgecolor": INK,
    "axes.labelcolor": INK,
    "axes.titlesize": 12.5,
    "axes.titleweight": "bold",
    "axes.titlelocation": "left",
    "axes.spines.top": False,
    "axes.spines.right": False,
    "axes.spines.left": False,
    "axes.facecolor": "none",
    "axes.axisbelow": True,
    "figure.facecolor": "none",
    "grid.color": INK,
    "grid.alpha": 0.15,
    "grid.linewidth": 0.7,
    "xtick.color": INK,
    "ytick.color": INK,
    "xtick.labelsize": 9,
    "ytick.labelsize": 9,
    "ytick.major.size": 0,
    "svg.fonttype": "none",
}
_TITLE_WIDTH, _TEXT_WIDTH = 56, 86  # letters that fit in a line


def styled(draw: Callable[_Parameters, Axes]) -> Callable[_Parameters, Axes]:
    """Draw a chart in the package's style, leaving matplotlib's own settings as they were."""

    @wraps(draw)
    def within(*args: _Parameters.args, **kwargs: _Parameters.kwargs) -> Axes:
        with mpl.rc_context(_STYLE):
            return draw(*args, **kwargs)

    return within


def axes(ax: Axes | None, height: float = 3.6) -> Axes:
    """The axes given, or those of a new figure `height` inches high, outside pyplot's state."""
    if ax is not None:
        return ax
    return Figure(figsize=(WIDTH, height), layout="constrained").subplots()


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
        _colour_words(ax, heading.key, above)
        above += 16
    if heading.subtitle:
        lines = textwrap.wrap(heading.subtitle, _TEXT_WIDTH)
        _above(ax, "\n".join(lines), above)
        above += 13 * len(lines) + 2
    ax.set_title(textwrap.fill(heading.title, _TITLE_WIDTH), pad=above + 3)
    return ax


def _above(ax: Axes, text: str, points: float) -> None:
    ax.annotate(
        text,
        (0, 1),
        (0, points),
        xycoords="axes fraction",
        textcoords="offset points",
        va="bottom",
        alpha=FAINT,
    )


def _colour_words(ax: Axes, key: Mapping[str, str], points: float) -> None:
    words = []
    for name, colour in key.items():
        words.append(TextArea("■", textprops={"color": colour, "size": 12}))
        words.append(TextArea(name, textprops={"size": 9.5}))
    box = AnnotationBbox(
        HPacker(children=words, pad=0, sep=5, align="center"),
        (0, 1),
        (0, points),
        xycoords="axes fraction",
        boxcoords="offset points",
        box_alignment=(0, 0),
        frameon=False,
        pad=0,
        annotation_clip=False,
    )
    ax.add_artist(box)


def empty(ax: Axes, title: str) -> Axes:
    """Axes that say, in place of a chart, that there are no figures for it."""
    ax.set_axis_off()
    ax.text(0, 0.5, "No figures in this selection.", transform=ax.transAxes, alpha=FAINT)
    return head(ax, Heading(title))


@cache
def _colours() -> dict[str, Any]:
    text = files("analysis.charts").joinpath("colours.toml").read_text(encoding="utf-8")
    return tomllib.loads(text)


def colour_of(kind: str, name: str) -> str:
    """The fixed colour of a measure (`kind` "measures") or a side ("sides")."""
    colours: dict[str, str] = _colours()[kind]
    return colours.get(name, INK)


def colours_of(names: Iterable[str]) -> dict[str, str]:
    """A colour for each claimant or donor: its own, else one of the palette by its name.

    The same name has the same colour in every chart, unless two names of one chart fall on one.
    """
    wanted = sorted(set(names))
    chosen = {name: own for name in wanted if (own := _own_colour(name))}
    palette: list[str] = _colours()["palette"]
    for name in wanted:
        if name not in chosen:
            first = zlib.crc32(name.encode()) % len(palette)
            turned = palette[first:] + palette[:first]
            free = [colour for colour in turned if colour not in chosen.values()]
            chosen[name] = (free or turned)[0]
    return chosen


def _own_colour(name: str) -> str | None:
    claimants: dict[str, list[str]] = _colours()["claimants"]
    low = name.lower()
    return next(
        (colour for colour, words in claimants.items() if any(word in low for word in words)), None
    )


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


def rows_of(table: pd.DataFrame) -> list[Row]:
    """The rows of a tidy table; what is missing is None."""
    plain = table.astype(object).where(table.notna(), None)
    return [{str(name): value for name, value in row.items()} for row in plain.to_dict("records")]


def apart(positions: Sequence[float], gap: float) -> list[float]:
    """Positions in order moved as little as needed to stand at least `gap` apart."""
    order = np.argsort(positions, kind="stable")
    moved = np.array(positions, dtype=float)
    for before, after in zip(order[:-1], order[1:], strict=True):
        moved[after] = max(moved[after], moved[before] + gap)
    shift = float(np.mean(moved - np.array(positions, dtype=float))) if len(moved) else 0.0
    return [float(position) - shift for position in moved]


def end_labels(ax: Axes, labels: Mapping[str, tuple[Any, float, str]]) -> None:
    """Write each label beside the last point of its line (text → x, y, colour), none on another."""
    low, high = ax.get_ylim()
    points = 13 / (ax.figure.get_figheight() * 72 * 0.7)  # a line of text as a share of the axes
    places = apart([y for _, y, _ in labels.values()], (high - low) * points)
    last = max((x for x, _, _ in labels.values()), default=None)
    for (text, (_, _, colour)), place in zip(labels.items(), places, strict=True):
        ax.annotate(
            text,
            (last, place),
            (9, 0),
            textcoords="offset points",
            va="center",
            color=colour,
            weight="bold",
            size=9,
            annotation_clip=False,
        )


def grid(ax: Axes, axis: str, write: Callable[[float], str]) -> None:
    """Faint lines across the measured axis (`x` or `y`), its numbers written by `write`."""
    measured = ax.xaxis if axis == "x" else ax.yaxis
    measured.set_major_formatter(FuncFormatter(lambda value, _: write(value)))
    ax.grid(axis=axis)  # type: ignore[arg-type]
    ax.tick_params(axis=axis, length=0)  # type: ignore[arg-type]
    ax.spines["bottom"].set_visible(axis == "y")
