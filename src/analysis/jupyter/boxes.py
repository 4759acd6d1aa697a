"""A box of widgets that says in words what it is, where there are no widgets."""

from __future__ import annotations

from typing import TYPE_CHECKING

import ipywidgets

from analysis.reports.fragments import FRAGMENT_TYPE, paragraph

if TYPE_CHECKING:
    from collections.abc import Sequence


def grid(children: Sequence[ipywidgets.Widget], narrowest: str) -> ipywidgets.GridBox:
    """Widgets in as many columns as there is room for, each no narrower than that if it can."""
    columns = f"repeat(auto-fit, minmax(min({narrowest}, 100%), 1fr))"
    return ipywidgets.GridBox(children, layout=ipywidgets.Layout(grid_template_columns=columns))


class Box(ipywidgets.VBox):  # type: ignore[misc] # ipywidgets has no types
    """Widgets, one below the other; in a report and a terminal a line of text.

    Args:
        children: the widgets.
        words: the line.
    """

    def __init__(self, children: Sequence[ipywidgets.Widget], words: str) -> None:
        super().__init__(children)
        self._words = words

    def __repr__(self) -> str:
        return self._words

    def _repr_mimebundle_(self, **kwargs: object) -> dict[str, object]:
        bundle: dict[str, object] = super()._repr_mimebundle_(**kwargs)
        return {**bundle, "text/plain": self._words, FRAGMENT_TYPE: paragraph(self._words).html}
