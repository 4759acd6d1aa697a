"""Charts of the tidy tables: each a function from a table to matplotlib axes.

A chart takes the axes to draw on, or makes its own figure outside pyplot; it never shows itself
and leaves matplotlib's settings alone. Its title says what is seen. Bounds are drawn: a hollow
mark or "~" is approximate, an arrow or "+" is open on that side, a line is a range. Claims that
contradict each other stand side by side. Marks lead to the sentences of their figures.
"""

from analysis.charts.aid import aid_by_category, aid_by_donor, aid_over_time
from analysis.charts.calendar import nights_calendar
from analysis.charts.casualties import casualties_by_claimant
from analysis.charts.cumulative import aid_cumulative
from analysis.charts.export import save
from analysis.charts.months import strikes_by_month
from analysis.charts.nights import largest_attacks, strikes_by_night
from analysis.charts.shares import stopped_share
from analysis.charts.style import anchor, take_heading
from analysis.charts.svg import svg
from analysis.charts.territory import territory_changes, territory_over_time

__all__ = [
    "aid_by_category",
    "aid_by_donor",
    "aid_cumulative",
    "aid_over_time",
    "anchor",
    "casualties_by_claimant",
    "largest_attacks",
    "nights_calendar",
    "save",
    "stopped_share",
    "strikes_by_month",
    "strikes_by_night",
    "svg",
    "take_heading",
    "territory_changes",
    "territory_over_time",
]


def __dir__() -> list[str]:
    return sorted(__all__)
