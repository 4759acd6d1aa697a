"""Charts as files, for a slide or a paper."""

from __future__ import annotations

import re
from pathlib import Path
from typing import TYPE_CHECKING

import matplotlib as mpl
from matplotlib.figure import Figure

from analysis.charts.svg import has_background, svg
from analysis.errors import TableError

if TYPE_CHECKING:
    import os

    from matplotlib.axes import Axes

_INWARD = re.compile(r' href="#f-[^"]*"')  # leads to a sentence of a report, which a file lacks
_OF_PAGE = re.compile(r"var\(--\w+, (#\w+)\)")  # what a page may colour otherwise
_PAPER = '<rect width="100%" height="100%" fill="#ffffff"/>'


def save(chart: Axes | Figure, path: str | os.PathLike[str], *, dpi: int = 200) -> Path:
    """Write a chart to a file; always the same bytes for one chart.

    It stands on white paper, or on the background that the user's style gave its figure.

    Args:
        chart: axes, or a figure.
        path: ends in .svg (text stays text, marks keep their tooltips) or .png.
        dpi: dots an inch of a PNG.

    Returns:
        The path written.

    Raises:
        TableError: the suffix is neither.

    >>> import tempfile
    >>> import analysis
    >>> figures = analysis.extract("Russia launched 123 drones; 71 were shot down.")
    >>> claims = analysis.strikes(figures)
    >>> with tempfile.TemporaryDirectory() as folder:
    ...     save(analysis.charts.strikes_by_night(claims), Path(folder) / "nights.png").name
    'nights.png'
    """
    target = Path(path)
    figure = chart if isinstance(chart, Figure) else chart.get_figure(root=True)
    if figure is None or target.suffix.lower() not in (".svg", ".png"):
        msg = f"no chart is written as {target.suffix or 'a file without a suffix'}; use .svg, .png"
        raise TableError(msg)
    title = " ".join(figure.axes[0].get_title(loc="left").split()) if figure.axes else "Chart"
    if target.suffix.lower() == ".svg":
        target.write_text(_standing_alone(figure, title), encoding="utf-8", newline="\n")
    else:
        with mpl.rc_context({"text.parse_math": False}):
            told = {"Title": title, "Software": None}
            paper = "auto" if has_background(figure) else "#ffffff"
            figure.savefig(target, format="png", dpi=dpi, facecolor=paper, metadata=told)
    return target


def _standing_alone(figure: Figure, title: str) -> str:
    drawn = _INWARD.sub("", svg(figure, title=title, description=title))
    drawn = _OF_PAGE.sub(r"\1", drawn)
    head, found, rest = drawn.partition("</desc>")
    paper = "" if has_background(figure) else _PAPER
    return f"{head}{found}{paper}{rest}"
