"""Labels beside the marks they name, placed so that none covers another."""

from __future__ import annotations

import textwrap
from dataclasses import dataclass
from itertools import accumulate, pairwise
from statistics import fmean
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from matplotlib.axes import Axes

_GUTTER = 22  # letters of a label beside the axes
_SIZE = 8.5
_NEAR = 0.8  # of the axes' width; a line that ends further left is labelled where it ends


@dataclass(frozen=True, slots=True)
class Box:
    """A rectangle in pixels."""

    left: float
    bottom: float
    right: float
    top: float

    def meets(self, other: Box) -> float:
        """The area that two rectangles share."""
        width = min(self.right, other.right) - max(self.left, other.left)
        height = min(self.top, other.top) - max(self.bottom, other.bottom)
        return max(0.0, width) * max(0.0, height)

    def outside(self, other: Box) -> float:
        """The part of this rectangle's area that is not within the other one."""
        return (self.right - self.left) * (self.top - self.bottom) - self.meets(other)


def apart(positions: Sequence[float], gaps: Sequence[float]) -> list[float]:
    """Positions between 0 and 1 moved as little as possible for each to have its gap around it.

    They stay between 0 and 1 as long as there is room.

    >>> [round(place, 2) for place in apart([0.0, 0.5, 0.5], [0.2, 0.2, 0.2])]
    [0.1, 0.4, 0.6]
    """
    order = sorted(range(len(positions)), key=lambda place: positions[place])
    halves = [(gaps[a] + gaps[b]) / 2 for a, b in pairwise(order)]
    offsets = list(accumulate(halves, initial=0.0))[: len(order)]
    lowest = gaps[order[0]] / 2 if order else 0.0
    highest = max(lowest, 1 - offsets[-1] - gaps[order[-1]] / 2) if order else 0.0
    blocks: list[list[float]] = []  # runs of neighbours that touch, each around its own mean
    for place, offset in zip(order, offsets, strict=True):
        blocks.append([min(max(positions[place] - offset, lowest), highest)])
        while len(blocks) > 1 and fmean(blocks[-2]) > fmean(blocks[-1]):
            blocks[-2:] = [blocks[-2] + blocks[-1]]
    means = [mean for block in blocks for mean in [fmean(block)] * len(block)]
    moved = dict(zip(order, (m + o for m, o in zip(means, offsets, strict=True)), strict=True))
    return [moved[place] for place in range(len(positions))]


def end_labels(ax: Axes, labels: Mapping[str, tuple[Any, float, str]]) -> None:
    """Write each label right of the axes at the height of its line's last point, joined to it.

    Args:
        ax: the axes, their limits already set.
        labels: text → x, y and colour of the last point.
    """
    wrapped = {text: textwrap.wrap(text, _GUTTER) or [""] for text in labels}
    height = ax.get_window_extent().height * 72 / ax.figure.dpi * 0.8  # the heading takes some
    to_axes = ax.transData + ax.transAxes.inverted()
    shares = [float(to_axes.transform((ax.get_xlim()[0], y))[1]) for _, y, _ in labels.values()]
    gaps = [(11.5 * len(lines) + 4) / height for lines in wrapped.values()]
    for (text, (x, y, colour)), place in zip(labels.items(), apart(shares, gaps), strict=True):
        ax.annotate(
            "\n".join(wrapped[text]),
            (x, y),
            (1.05, place),
            textcoords="axes fraction",
            va="center",
            weight="bold",
            size=8.5,
            annotation_clip=False,
            arrowprops={"arrowstyle": "-", "color": colour, "linestyle": ":", "relpos": (0, 0.5)},
        )
        square = {"marker": "s", "markersize": 6, "color": colour, "clip_on": False}
        ax.plot([1.03], [place], transform=ax.transAxes, **square)  # type: ignore[arg-type]


# Where a label may stand: offset in points, horizontal and vertical alignment; the best first.
_SIDES: tuple[tuple[int, int, str, str], ...] = (
    (8, 0, "left", "center"),
    (-8, 0, "right", "center"),
    (0, 8, "center", "bottom"),
    (0, -8, "center", "top"),
    (6, 6, "left", "bottom"),
    (-6, 6, "right", "bottom"),
    (6, -6, "left", "top"),
    (-6, -6, "right", "top"),
)
_PLACES = [
    (across * far, up * far, horizontal, vertical)
    for far in (1.0, 2.2, 3.6)
    for across, up, horizontal, vertical in _SIDES
]


def near_labels(
    ax: Axes, labels: Mapping[str, tuple[Any, float, str]], marks: Iterable[tuple[Any, float]]
) -> None:
    """Write each label next to its point, where it covers the fewest marks and labels.

    Args:
        ax: the axes, finished but for these labels.
        labels: text → x, y and colour of the point.
        marks: x and y of every mark, to be kept free.
    """
    if not labels:
        return
    figure = ax.get_figure(root=True)
    if figure is not None:
        figure.draw_without_rendering()  # settles the layout
    scale = ax.figure.dpi / 72
    extent = ax.get_window_extent()
    within = Box(extent.x0, extent.y0, extent.x1, extent.y1)
    taken = [_around(ax, x, y, 5 * scale) for x, y in marks]
    for text, (x, y, _) in labels.items():
        at = _pixels(ax, x, y)
        places = [(_box(text, at, place, scale), place) for place in _PLACES]
        costs = [
            sum(box.meets(other) for other in taken) + box.outside(within) for box, _ in places
        ]
        box, place = places[costs.index(min(costs))]
        taken.append(box)
        _near_label(ax, text, (x, y), place)


def _near_label(
    ax: Axes, text: str, point: tuple[Any, float], place: tuple[float, float, str, str]
) -> None:
    across, up, horizontal, vertical = place
    joined = abs(across) + abs(up) > 12.5  # noqa: PLR2004  further off a line joins the two
    ax.annotate(
        text,
        point,
        (across, up),
        textcoords="offset points",
        ha=horizontal,
        va=vertical,
        size=_SIZE,
        weight="bold",
        annotation_clip=False,
        arrowprops={"arrowstyle": "-", "alpha": 0.5, "shrinkB": 4} if joined else None,
    ).set_in_layout(False)


def _pixels(ax: Axes, x: object, y: float) -> tuple[float, float]:
    converted = ax.xaxis.convert_units(x)  # type: ignore[no-untyped-call]  # a day to a number
    across, up = ax.transData.transform((converted, y))
    return float(across), float(up)


def _around(ax: Axes, x: object, y: float, room: float) -> Box:
    across, up = _pixels(ax, x, y)
    return Box(across - room, up - room, across + room, up + room)


def _box(
    text: str, at: tuple[float, float], place: tuple[float, float, str, str], scale: float
) -> Box:
    """About where a label stands: bold letters are some two thirds as wide as high."""
    across, up, horizontal, vertical = place
    width, height = 0.68 * _SIZE * scale * len(text), 1.3 * _SIZE * scale
    x, y = at[0] + across * scale, at[1] + up * scale
    left = x - {"left": 0, "center": width / 2, "right": width}[horizontal]
    bottom = y - {"bottom": 0, "center": height / 2, "top": height}[vertical]
    return Box(left, bottom, left + width, bottom + height)
