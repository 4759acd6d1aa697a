"""The values that a correction may give a figure's columns: read, checked, and made whole."""

from __future__ import annotations

import math
from datetime import date
from typing import TYPE_CHECKING, Any

from analysis.errors import CorrectionError
from analysis.schema import COLUMNS, DAY, MEASURES, NUMBER

if TYPE_CHECKING:
    from collections.abc import Mapping

NONE = "none"
"""What stands in a cell to make a column missing; an empty cell says nothing."""

CHANGEABLE = (
    "topic",
    "measure",
    "value",
    "low",
    "high",
    "qualifier",
    "unit",
    "stated",
    "weapon",
    "actor",
    "recipient",
    "place",
    "category",
    "date_start",
    "date_end",
    "attribution",
)
"""The columns that a correction may set, in the order of the figures table."""

_NEVER_MISSING = ("topic", "measure", "value", "qualifier", "unit")
_UNITS = ("count", "km2", "percent")
_LETTERS_OF_A_CURRENCY = 3
_UNIT_OF_A_TOPIC = {"strikes": "count", "casualties": "count", "territory": "km2"}


def checked_values(given: Mapping[str, object]) -> dict[str, Any]:
    """Column → value from what a person wrote, in the order of the table.

    Args:
        given: column → its value, typed or as text; `none` or None for missing.

    Raises:
        CorrectionError: no such column may be changed, or a value breaks the table's rules.

    >>> checked_values({"value": "1,200", "measure": "hit", "weapon": "none"})
    {'measure': 'hit', 'value': 1200.0, 'weapon': None}
    """
    unknown = [name for name in given if name not in CHANGEABLE]
    if unknown:
        msg = f"no correction changes {unknown[0]!r}; choose from {', '.join(CHANGEABLE)}"
        raise CorrectionError(msg)
    return {name: _value(name, given[name]) for name in CHANGEABLE if name in given}


def _value(name: str, given: object) -> Any:  # noqa: ANN401 - a column of any type
    if given is None or (isinstance(given, str) and given.strip().lower() == NONE):
        if name in _NEVER_MISSING:
            msg = f"{name} can never be missing"
            raise CorrectionError(msg)
        return None
    kind = COLUMNS[name]
    if kind == NUMBER:
        return _number(name, given)
    if kind == DAY:
        return _day(name, given)
    text = str(given).strip()
    allowed = kind if isinstance(kind, tuple) else ()
    if (allowed and text not in allowed) or (name == "unit" and not _is_unit(text)):
        terms = ", ".join(allowed) if allowed else f"{', '.join(_UNITS)} or a currency as USD"
        msg = f"{name} is {text!r}, not one of {terms}"
        raise CorrectionError(msg)
    return text


def _number(name: str, given: object) -> float:
    try:
        value = float(str(given).replace(",", "").replace("\N{NO-BREAK SPACE}", ""))
    except ValueError as error:
        msg = f"{name} is {given!r}; give a number in figures, such as 65000000000"
        raise CorrectionError(msg) from error
    if not math.isfinite(value) or value < 0:
        msg = f"{name} is {given!r}; give a number of 0 or more"
        raise CorrectionError(msg)
    return value


def _day(name: str, given: object) -> date:
    if isinstance(given, date):
        return given
    try:
        return date.fromisoformat(str(given).strip()[:10])
    except ValueError as error:
        msg = f"{name} is {given!r}; write the day as 2025-02-12"
        raise CorrectionError(msg) from error


def _is_unit(text: str) -> bool:
    is_currency = len(text) == _LETTERS_OF_A_CURRENCY and text.isascii() and text.isupper()
    return text in _UNITS or is_currency


def cell_of(value: object) -> str:
    """A value as a cell of the file: `none` for missing, whole numbers without a point."""
    if value is None:
        return NONE
    if isinstance(value, float):
        return f"{value:.15g}"
    return value.isoformat() if isinstance(value, date) else str(value)


def changed(figure: Mapping[str, Any], values: Mapping[str, Any]) -> dict[str, Any]:
    """A figure with new values, and with what follows from them.

    The topic follows from the measure. Where value or qualifier is new, the bounds follow as the
    data dictionary defines them, unless they are given.

    Raises:
        CorrectionError: the values contradict each other.
    """
    whole = {**figure, **values}
    topics = [topic for topic, measures in MEASURES.items() if whole["measure"] in measures]
    if values.get("topic") not in (None, *topics):
        msg = f"{whole['measure']} is a measure of {topics[0]}, not of {values['topic']}"
        raise CorrectionError(msg)
    whole["topic"] = topics[0]
    whole["qualifier"] = whole.get("qualifier") or "exact"
    whole["unit"] = whole.get("unit") or _unit_of(topics[0])
    if {"value", "qualifier", "low", "high"} & values.keys():
        whole.update(_bounds(whole, values))
    return whole


def _unit_of(topic: str) -> str:
    if topic in _UNIT_OF_A_TOPIC:
        return _UNIT_OF_A_TOPIC[topic]
    msg = "an added sum needs its unit, a currency such as USD"
    raise CorrectionError(msg)


def _bounds(figure: Mapping[str, Any], values: Mapping[str, Any]) -> dict[str, Any]:
    value, qualifier = figure["value"], figure["qualifier"]
    if qualifier == "range":
        low, high = figure.get("low"), figure.get("high")
        if low is None or high is None or low > high:
            msg = "a range needs low and high, the lower one first"
            raise CorrectionError(msg)
        return {"value": values.get("value", (low + high) / 2)}
    if not {"value", "qualifier"} & values.keys():
        return {}
    follow = {
        "low": value if qualifier in ("exact", "more_than") else None,
        "high": value if qualifier in ("exact", "less_than") else None,
    }
    return {name: values.get(name, bound) for name, bound in follow.items()}
