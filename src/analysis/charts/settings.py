"""matplotlib's settings while a chart is drawn: the package's own, where the user has none."""

from __future__ import annotations

from functools import wraps
from typing import TYPE_CHECKING, Any, ParamSpec

import matplotlib as mpl
from matplotlib.colors import to_hex
from matplotlib.font_manager import FontProperties

from analysis.errors import TableError

if TYPE_CHECKING:
    from collections.abc import Callable

    from matplotlib.axes import Axes

_Parameters = ParamSpec("_Parameters")
_OWN = {
    "strikes": "attacker",
    "territory": "derived_share",
    "aid": "donor",
    "casualties": "side",
    "aid_events": "left_out",
}
"""A table that charts take → a column that the other tables lack."""
_MADE = {"aid_events": "analysis.reconciliation.donors.aid_events(analysis.reconcile(figures))"}

INK = "#1f2328"
"""The colour of text and lines; in an SVG it becomes the colour of the page's text."""
FAINT = 0.72
"""Opacity of secondary text."""
SIZE = 9.5
"""Points of a chart's text, where the user has set no `font.size`."""
_STYLE: Any = {
    "font.family": "DejaVu Sans",
    "font.size": SIZE,
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
_SIZES = ("axes.titlesize", "xtick.labelsize", "ytick.labelsize")
_COLOURS = ("axes.edgecolor", "axes.labelcolor", "grid.color", "xtick.color", "ytick.color")


def styled(
    table: str,
) -> Callable[[Callable[_Parameters, Axes]], Callable[_Parameters, Axes]]:
    """Draw a chart in the package's style, leaving matplotlib's own settings as they were.

    Args:
        table: the table that the chart takes, a key of `_OWN`; another one is a TableError.
    """

    def decorate(draw: Callable[_Parameters, Axes]) -> Callable[_Parameters, Axes]:
        @wraps(draw)
        def within(*args: _Parameters.args, **kwargs: _Parameters.kwargs) -> Axes:
            _check_table(draw.__name__, table, next(iter((*args, *kwargs.values())), None))
            with mpl.rc_context(_unset()):
                return draw(*args, **kwargs)

        return within

    return decorate


def _check_table(chart: str, table: str, given: object) -> None:
    """Refuse what is plainly another table, such as the figures that it is derived from."""
    if _OWN[table] not in getattr(given, "columns", ()):
        made = _MADE.get(table, f"analysis.{table}(figures)")
        msg = f"charts.{chart} takes another table; give it {made}"
        raise TableError(msg)


def setting(name: str) -> Any:  # noqa: ANN401 - settings are of many types
    """One of matplotlib's settings as it stands."""
    return mpl.rcParams[name]  # type: ignore[index] # the stubs list every name


def is_users(name: str) -> bool:
    """Whether the user has set one of matplotlib's settings."""
    return bool(setting(name) != mpl.rcParamsDefault[name])  # type: ignore[index]


def _unset() -> Any:  # noqa: ANN401 - the stubs list every name
    """The package's style without what the user has set; sizes and colours follow the user's."""
    style = {name: value for name, value in _STYLE.items() if not is_users(name)}
    if is_users("font.sans-serif"):
        style.pop("font.family", None)
    if is_users("font.size"):
        size = setting("font.size") / SIZE
        style |= {name: _STYLE[name] * size for name in _SIZES if name in style}
    if is_users("text.color"):
        style |= {name: setting("text.color") for name in _COLOURS if name in style}
    return style


def ink() -> str:
    """The colour of text and lines in the chart that is being drawn."""
    return to_hex(setting("text.color"))


def edge() -> dict[str, Any]:
    """A thin line around a part, so that pale and dark ones stand out on any page and in grey."""
    return {"edgecolor": (ink(), 0.45), "linewidth": 0.5}


def points(size: float) -> float:
    """A size in the chart's text, in the measure of the user's `font.size` where that is set."""
    return round(size * float(setting("font.size")) / SIZE, 3)


def title_points() -> float:
    """The size of a title."""
    return FontProperties(size=setting("axes.titlesize")).get_size_in_points()
