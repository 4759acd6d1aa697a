"""The explorer: choose what to look at; the chart, its claims and its code follow."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from analysis import exploration
from analysis.errors import AnalysisError
from analysis.exploration import Choice
from analysis.jupyter.boxes import Box, grid
from analysis.jupyter.showing import MOST_ROWS, show_figures, shown
from analysis.reports import wording
from analysis.reports.fragments import Fragment, paragraph, safe
from analysis.schema import TOPICS, check_figures

if TYPE_CHECKING:
    from collections.abc import Iterable

    import pandas as pd

    from analysis.articles import Article

_ALL = "all"
_LABELS = {
    "topic": "Topic",
    "chart": "Chart",
    "measure": "Measure",
    "weapon": "Weapon",
    "actor": "Actor",
    "place": "Place",
    "scope": "Scope",
}
_SINGLE = tuple(_LABELS)
_MORE_ROWS = 200


def explorer(figures: pd.DataFrame, articles: Iterable[Article] = ()) -> Box:
    """Widgets to choose topic, chart, measure, weapon, actor, place, scope, claimants and period.

    The chart, the claims behind it and the code that draws it follow each choice. The choice is
    `exploration.Choice`; `exploration.choose` and `exploration.draw` do the same without widgets.

    Args:
        figures: a figures table.
        articles: their articles, so that the number is marked in its sentence.

    >>> import analysis
    >>> explorer(analysis.extract("Ukraine shot down 71 of 123 drones."))
    An explorer of 2 figures, in JupyterLab.
    """
    return _Explorer(check_figures(figures), list(articles)).box


class _Explorer:
    """The widgets, and what they show."""

    def __init__(self, figures: pd.DataFrame, articles: list[Article]) -> None:
        import ipywidgets as widgets

        self._figures, self._articles = figures, articles
        self._is_filling = False
        wide = widgets.Layout(width="auto")
        self.fields: dict[str, Any] = {
            name: widgets.Dropdown(description=label, layout=wide)
            for name, label in _LABELS.items()
        }
        for name in ("start", "end"):
            self.fields[name] = widgets.DatePicker(description=name.capitalize(), layout=wide)
        single = grid(list(self.fields.values()), "16rem")
        self.fields["claimants"] = widgets.SelectMultiple(
            description="Claimants", rows=5, layout=wide
        )
        self.chart, self.claims, self.code = (widgets.HTML() for _ in range(3))
        self.claims.layout = widgets.Layout(max_height="36rem", overflow="auto")
        self.more = widgets.Button(description="More claims", layout=widgets.Layout(width="12rem"))
        self._rows = MOST_ROWS
        self.box = Box(
            [single, self.fields["claimants"], self.chart, self.code, self.claims, self.more],
            f"An explorer of {wording.count(len(figures), 'figure')}, in JupyterLab.",
        )
        with_figures = [name for name in TOPICS if (figures["topic"] == name).any()]
        self._fill("topic", [(wording.words()["topics"][name], name) for name in with_figures])
        self._follow_topic()
        for name, field in self.fields.items():
            field.observe(self._on_topic if name == "topic" else self._on_choice, names="value")
        self.more.on_click(self._on_more)

    def _fill(self, name: str, options: list[tuple[str, str]]) -> None:
        field = self.fields[name]
        field.options = options
        field.value = options[0][1] if options else None

    def _follow_topic(self) -> None:
        """Offer what the topic has, and show it."""
        topic = self.fields["topic"].value
        self._is_filling = True
        if topic:
            offered = exploration.options_of(self._figures, topic)
            self._fill("chart", list(exploration.chart_names(topic).items()))
            for name in ("measure", "weapon", "actor", "place", "scope"):
                terms = [(wording.term(term), term) for term in offered[name]]
                self._fill(name, [(_ALL, ""), *terms])
            self.fields["claimants"].options = offered["claimants"]
            self.fields["claimants"].value = ()
        self._is_filling = False
        self._show()

    def _on_topic(self, _change: object) -> None:
        self._follow_topic()

    def _on_choice(self, _change: object) -> None:
        if not self._is_filling:
            self._show()

    def _on_more(self, _button: object) -> None:
        self._rows += _MORE_ROWS
        self._show_claims(exploration.choose(self._figures, self.choice()))

    def choice(self) -> Choice:
        """What the widgets say."""
        fields = self.fields
        single = {name: fields[name].value or "" for name in _SINGLE}
        days = {
            name: fields[name].value.isoformat() if fields[name].value else ""
            for name in ("start", "end")
        }
        return Choice(**single, **days, claimants=tuple(fields["claimants"].value))

    def _show(self) -> None:
        if not self.fields["topic"].value:
            self.claims.value = shown(paragraph("No figures."))._repr_html_()
            self.more.layout.display = "none"
            return
        choice = self.choice()
        try:
            chosen = exploration.choose(self._figures, choice)
            axes = exploration.draw(self._figures, choice)
        except AnalysisError as error:
            self.chart.value = shown(paragraph(str(error)))._repr_html_()
            self.code.value = self.claims.value = ""
            self.more.layout.display = "none"
            return
        drawn = str(axes.figure._repr_html_())  # type: ignore[union-attr] # a ChartFigure
        code = exploration.code_of(choice)
        block = f"<details><summary>The code of this chart</summary>{_code(code)}</details>"
        chart = f'<div class="scroll">{drawn}</div>'
        self.chart.value = shown(Fragment(chart, ""))._repr_html_()
        self.code.value = shown(Fragment(block, code))._repr_html_()
        self._rows = MOST_ROWS
        self._show_claims(chosen)

    def _show_claims(self, chosen: pd.DataFrame) -> None:
        """The first claims of a choice, and a button for more where there are more."""
        self.claims.value = show_figures(chosen, self._articles, rows=self._rows)._repr_html_()
        left = len(chosen) - self._rows
        self.more.layout.display = "none" if left <= 0 else ""
        self.more.description = f"Show {min(left, _MORE_ROWS)} more claims"


def _code(code: str) -> str:
    return f'<pre class="code" tabindex="0" title="A click selects it all">{safe(code)}</pre>'
