"""Looking at articles and figures in JupyterLab.

    %load_ext analysis.jupyter

lets a figures table show itself with its sentences and a chart's axes as the chart, and brings what
`table` needs to sort and search. `show_...` gives a piece of text or a table by name, `table` an
interactive one, `explorer` and `paste` are made of widgets. All text from articles is escaped.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from analysis.jupyter.datatable import loader, table
from analysis.jupyter.explorer import explorer
from analysis.jupyter.pasting import paste
from analysis.jupyter.showing import (
    chart_html,
    figures_html,
    show_article,
    show_articles,
    show_explanation,
    show_figures,
    show_key_numbers,
    show_quantities,
    show_sources,
)

if TYPE_CHECKING:
    from IPython.core.interactiveshell import InteractiveShell

__all__ = [
    "explorer",
    "load_ipython_extension",
    "paste",
    "show_article",
    "show_articles",
    "show_explanation",
    "show_figures",
    "show_key_numbers",
    "show_quantities",
    "show_sources",
    "table",
]


def load_ipython_extension(shell: InteractiveShell) -> None:
    """Let figures tables and charts show themselves, and tables sort.

    `%load_ext analysis.jupyter` calls it.
    """
    from IPython.display import display
    from pandas import DataFrame

    if (formatter := shell.display_formatter) is not None:
        as_html = formatter.formatters["text/html"]
        as_html.for_type(DataFrame, figures_html)
        as_html.for_type_by_name("matplotlib.axes._axes", "Axes", chart_html)
    if shell.has_trait("kernel"):  # a terminal shows no HTML
        display(loader())  # type: ignore[no-untyped-call]


def __dir__() -> list[str]:
    return sorted(__all__)
