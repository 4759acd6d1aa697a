"""Choosing figures by what they count, who says so and when, and the chart of a choice.

>>> import analysis
>>> from analysis import exploration
>>> figures = analysis.extract("Russia launched 123 drones; Ukraine shot down 71.")
>>> choice = exploration.Choice(topic="strikes", measure="launched")
>>> list(exploration.choose(figures, choice)["value"])
[123.0]
"""

from __future__ import annotations

import tomllib
from dataclasses import dataclass, fields, replace
from functools import cache
from importlib.resources import files
from typing import TYPE_CHECKING, Any

from analysis.claims import scope_of
from analysis.errors import ParameterError
from analysis.reports.selection import Selection, select
from analysis.schema import MEASURES, TOPICS, WEAPONS, check_term

if TYPE_CHECKING:
    from collections.abc import Mapping

    import pandas as pd
    from matplotlib.axes import Axes

SCOPES = ("national", "local")
_OTHER_SIDE = {"Russia": "Ukraine", "Ukraine": "Russia"}
_OF_DEFENDERS = ("intercepted", "suppressed")
_MISSILES = tuple(weapon for weapon in WEAPONS if weapon.endswith("missile"))


@dataclass(frozen=True, slots=True)
class Choice:
    """What somebody wants to look at; an empty field asks for everything.

    Attributes:
        topic: strikes, territory, aid or casualties; it also tells which charts there are.
        chart: a function of `analysis.charts`; empty for the topic's first.
        measure: such as launched; a chart of strikes shows all of them together.
        weapon: a class of weapon; `missile` stands for every kind of missile.
        actor: the attacker, the side that holds, the donor, the victims' side.
        place: part of a place's name.
        claimants: those who state the figures; where nobody is named, the outlet.
        start, end: first and last day, as 2025-02-12.
        scope: `national` for figures about a whole country, `local` for the others.
    """

    topic: str = "strikes"
    chart: str = ""
    measure: str = ""
    weapon: str = ""
    actor: str = ""
    place: str = ""
    claimants: tuple[str, ...] = ()
    start: str = ""
    end: str = ""
    scope: str = ""


def choose(figures: pd.DataFrame, choice: Choice) -> pd.DataFrame:
    """The rows of a figures table that a choice asks for, in their order.

    Raises:
        ParameterError: a term is none of the table's, a day cannot be read, or the first day is
            after the last.

    >>> import analysis
    >>> figures = analysis.extract("Russia launched 123 drones; 71 were shot down.")
    >>> list(choose(figures, Choice("strikes", measure="intercepted"))["value"])
    [71.0]
    """
    _check(choice)
    asked = Selection(choice.topic, choice.start, choice.end, choice.place)
    chosen = select(figures, asked)
    if choice.measure:
        chosen = chosen[chosen["measure"] == choice.measure]
    if choice.weapon:
        kinds = _MISSILES if choice.weapon == "missile" else (choice.weapon,)
        chosen = chosen[chosen["weapon"].isin(kinds)]
    if choice.actor:
        chosen = chosen[actors_of(chosen) == choice.actor]
    if choice.claimants:
        chosen = chosen[claimants_of(chosen).isin(choice.claimants)]
    if choice.scope:
        is_national = chosen["place"].map(_is_national, na_action=None).astype(bool)
        chosen = chosen[is_national if choice.scope == "national" else ~is_national]
    return chosen


def _check(choice: Choice) -> None:
    measures = MEASURES.get(choice.topic, ())
    allowed = {"topic": TOPICS, "measure": measures, "scope": SCOPES, "weapon": WEAPONS}
    for name, terms in allowed.items():
        if value := getattr(choice, name):
            check_term(name, value, terms)


def _is_national(place: object) -> bool:
    return scope_of(place if isinstance(place, str) else None) == "national"


def claimants_of(figures: pd.DataFrame) -> pd.Series[str]:
    """Who states each figure: the claimant named, else the outlet."""
    return figures["attribution"].fillna(figures["outlet"])


def actors_of(figures: pd.DataFrame) -> pd.Series[str]:
    """Whose each figure is: of strikes the attacker, also where the defender stopped them."""
    defended = figures["measure"].isin(_OF_DEFENDERS)
    attackers = figures["actor"].map(_OTHER_SIDE).astype("string")
    return figures["actor"].where(~defended, attackers)


def options_of(figures: pd.DataFrame, topic: str) -> dict[str, list[str]]:
    """What can be chosen within a topic: field of `Choice` → values, those most stated first.

    Measures and weapons stand in the order of the table's terms.

    >>> import analysis
    >>> figures = analysis.extract("Russia launched 123 drones; 71 were shot down.")
    >>> options_of(figures, "strikes")["measure"]
    ['launched', 'intercepted']
    """
    own = figures[figures["topic"] == topic]
    weapons = set(own["weapon"].dropna())
    if weapons & {*_MISSILES}:
        weapons.add("missile")
    return {
        "chart": list(_charts()[topic]),
        "measure": [name for name in MEASURES[topic] if name in set(own["measure"])],
        "weapon": [name for name in WEAPONS if name in weapons],
        "actor": _most_stated(actors_of(own)),
        "place": _most_stated(own["place"]),
        "claimants": _most_stated(claimants_of(own)),
        "scope": list(SCOPES),
    }


def _most_stated(column: pd.Series[str]) -> list[str]:
    counts = column.dropna().value_counts()
    return sorted(counts.index, key=lambda name: (-int(counts[name]), name))


def chart_names(topic: str) -> dict[str, str]:
    """The charts of a topic: label → function of `analysis.charts`.

    >>> chart_names("aid")
    {'By donor': 'aid_by_donor', 'By kind': 'aid_by_category', 'Over time': 'aid_over_time'}
    """
    return {str(known["label"]): name for name, known in _charts()[topic].items()}


@cache
def _charts() -> Mapping[str, Mapping[str, Mapping[str, Any]]]:
    path = files("analysis") / "exploration.toml"
    return tomllib.loads(path.read_text(encoding="utf-8"))


def charted(choice: Choice) -> Choice:
    """The choice whose figures a chart draws: one of strikes needs every outcome."""
    return replace(choice, measure="") if choice.topic == "strikes" else choice


def draw(figures: pd.DataFrame, choice: Choice, ax: Axes | None = None) -> Axes:
    """The chart of a choice.

    Args:
        figures: the figures table to choose from.
        choice: what to look at; without a topic it is of strikes.
        ax: where to draw; without it a new figure is made.

    Raises:
        ParameterError: as `choose`; or the topic has no such chart.

    >>> import analysis
    >>> figures = analysis.extract("Russia launched 123 drones; 71 were shot down.")
    >>> draw(figures, Choice("strikes", chart="stopped_share")).get_title("left")
    'How much of what Russia launched was stopped'
    """
    import analysis
    from analysis import charts

    name, options = _chart_of(choice)
    table = getattr(analysis, choice.topic)(choose(figures, charted(choice)))
    axes: Axes = getattr(charts, name)(table, **options, ax=ax)
    return axes


def _chart_of(choice: Choice) -> tuple[str, dict[str, str]]:
    """The function of a choice's chart, and its arguments."""
    known = _charts().get(choice.topic, {})
    name = choice.chart or next(iter(known), "")
    if name not in known:
        msg = f"{choice.topic!r} has no chart {name!r}; choose from {', '.join(known)}"
        raise ParameterError(msg)
    given = {arg: getattr(choice, field) for arg, field in known[name]["options"].items()}
    return name, {arg: value for arg, value in given.items() if value}


def code_of(choice: Choice, figures: str = "figures") -> str:
    """Python that draws the chart of a choice.

    Args:
        choice: what to look at.
        figures: the name of the figures table.

    >>> print(code_of(Choice("aid")), end="")
    import analysis
    from analysis import charts, exploration
    <BLANKLINE>
    choice = exploration.Choice(
        topic='aid',
    )
    chosen = exploration.choose(figures, choice)
    charts.aid_by_donor(analysis.aid(chosen)).figure
    """
    name, options = _chart_of(choice)
    asked = charted(choice)
    default = Choice()
    stated = [
        f"    {field.name}={getattr(asked, field.name)!r},\n"
        for field in fields(Choice)
        if field.name != "chart" and getattr(asked, field.name) != getattr(default, field.name)
    ]
    inside = f"\n{''.join(stated)}" if stated else ""
    arguments = "".join(f", {arg}={value!r}" for arg, value in options.items())
    return (
        "import analysis\n"
        "from analysis import charts, exploration\n\n"
        f"choice = exploration.Choice({inside})\n"
        f"chosen = exploration.choose({figures}, choice)\n"
        f"charts.{name}(analysis.{choice.topic}(chosen){arguments}).figure\n"
    )
