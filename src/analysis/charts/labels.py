"""Labels beside the marks they name, placed so that none covers another."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import pairwise
from typing import TYPE_CHECKING, Any, TypeAlias

from analysis.charts.settings import ink, points

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from matplotlib.axes import Axes

Point: TypeAlias = tuple[Any, float]
"""The x and y of a mark; x is a number or a day."""

_STEPS = 12  # boxes that stand for one straight piece of a line
_LINE_SHARE = 0.055  # of the axes, for one line of text
_HEIGHT = 200  # points, about, of the axes of a chart of lines
_SIZE = 8.5


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
        if width <= 0:  # as most do that are asked about
            return 0.0
        height = min(self.top, other.top) - max(self.bottom, other.bottom)
        return width * max(0.0, height)

    def outside(self, other: Box) -> float:
        """The part of this rectangle's area that is not within the other one."""
        return (self.right - self.left) * (self.top - self.bottom) - self.meets(other)


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
    for far in (1.0, 2.2, 3.6, 5.2)
    for across, up, horizontal, vertical in _SIDES
]


def near_labels(ax: Axes, labels: Mapping[str, Sequence[Point]], marks: Iterable[Point]) -> None:
    """Write each label next to one of its points, where it covers the fewest marks and labels.

    Args:
        ax: the axes, finished but for these labels.
        labels: text → the points it may stand at, the best first.
        marks: every mark, to be kept free.
    """
    if not labels:
        return
    figure = ax.get_figure(root=True)
    if figure is not None:
        figure.draw_without_rendering()  # settles the layout
    scale = ax.figure.dpi / 72
    extent = ax.get_window_extent()
    within = Box(extent.x0, extent.y0, extent.x1, extent.y1)
    taken = [_around(ax, point, 5 * scale) for point in marks] + _along_lines(ax, 2 * scale)
    for text, stands in labels.items():
        places = [(point, side) for point in stands for side in _PLACES]
        boxes = [_box(text, _pixels(ax, point), side, scale) for point, side in places]
        costs = [sum(map(box.meets, taken)) + box.outside(within) for box in boxes]
        best = costs.index(min(costs))
        taken.append(boxes[best])
        _near_label(ax, text, *places[best])


def right_labels(ax: Axes, labels: Mapping[str, Point]) -> None:
    """Write each label right of its point, moved up or down no more than the others require.

    Args:
        ax: the axes, their limits set and with room at the right.
        labels: text → the last point of its line.
    """
    low, high = ax.get_ylim()
    gap = (high - low) * _LINE_SHARE
    order = sorted(labels, key=lambda text: (labels[text][1], text))
    places: list[float] = []
    for text in order:
        y = labels[text][1]
        places.append(max(y, places[-1] + gap) if places else max(y, low + gap / 2))
    for text, place in zip(order, places, strict=True):
        ax.annotate(
            text,
            labels[text],
            (16, (place - labels[text][1]) / (high - low) * _HEIGHT),
            textcoords="offset points",
            va="center",
            size=points(_SIZE),
            weight="bold",
            annotation_clip=False,
            arrowprops={"arrowstyle": "-", "alpha": 0.5, "relpos": (0, 0.5), "color": ink()},
        ).set_in_layout(False)


def _near_label(ax: Axes, text: str, point: Point, place: tuple[float, float, str, str]) -> None:
    across, up, horizontal, vertical = place
    leader = {"arrowstyle": "-", "alpha": 0.5, "shrinkB": 4, "color": ink()}
    joined = abs(across) + abs(up) > 12.5  # noqa: PLR2004  further off a line joins the two
    ax.annotate(
        text,
        point,
        (across, up),
        textcoords="offset points",
        ha=horizontal,
        va=vertical,
        size=points(_SIZE),
        weight="bold",
        annotation_clip=False,
        arrowprops=leader if joined else None,
    ).set_in_layout(False)


def _pixels(ax: Axes, point: Point) -> tuple[float, float]:
    x, y = point
    converted = ax.xaxis.convert_units(x)  # type: ignore[no-untyped-call]  # a day to a number
    across, up = ax.transData.transform((converted, y))
    return float(across), float(up)


def _around(ax: Axes, point: Point, room: float) -> Box:
    across, up = _pixels(ax, point)
    return Box(across - room, up - room, across + room, up + room)


def _along_lines(ax: Axes, room: float) -> list[Box]:
    """Small boxes along every line that joins points."""
    boxes = []
    for line in ax.lines:
        corners = line.get_transform().transform(line.get_path().vertices)
        for (x, y), (end_x, end_y) in pairwise(corners):
            for step in range(_STEPS + 1):
                share = step / _STEPS
                across, up = x + share * (end_x - x), y + share * (end_y - y)
                boxes.append(Box(across - room, up - room, across + room, up + room))
    return boxes


def _box(
    text: str, at: tuple[float, float], place: tuple[float, float, str, str], scale: float
) -> Box:
    """About where a label stands: bold letters are some two thirds as wide as high."""
    across, up, horizontal, vertical = place
    width, height = 0.68 * points(_SIZE) * scale * len(text), 1.3 * points(_SIZE) * scale
    x, y = at[0] + across * scale, at[1] + up * scale
    left = x - {"left": 0, "center": width / 2, "right": width}[horizontal]
    bottom = y - {"bottom": 0, "center": height / 2, "top": height}[vertical]
    return Box(left, bottom, left + width, bottom + height)
