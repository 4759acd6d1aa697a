"""Claims: the rows of the figures table as plain values, for the pages to speak of."""

from __future__ import annotations

import re
from dataclasses import dataclass, fields
from typing import TYPE_CHECKING

from analysis.schema import check_is_table

if TYPE_CHECKING:
    from datetime import date

    import pandas as pd

_DAY_FIELDS = ("published", "date_start", "date_end")
_NUMBER_FIELDS = ("value", "low", "high")
_OFFSETS = ("start", "end")


@dataclass(frozen=True, slots=True)
class Claim:
    """One row of the figures table; what is missing there is None here.

    The fields have the names and meanings of the figures table's columns.
    """

    figure_id: str
    article_id: str
    published: date | None
    outlet: str | None
    title: str | None
    url: str | None
    topic: str
    measure: str
    value: float
    low: float | None
    high: float | None
    qualifier: str
    unit: str
    stated: str | None
    weapon: str | None
    actor: str | None
    recipient: str | None
    place: str | None
    category: str | None
    date_start: date | None
    date_end: date | None
    attribution: str | None
    sentence: str
    start: int
    end: int
    corrected: str | None = None
    story: str | None = None

    @property
    def anchor(self) -> str:
        """The id of the element that holds this claim's number on every page."""
        return anchor(self.figure_id)

    @property
    def claimant(self) -> str:
        """Who states the number: the person or body named, else the outlet that printed it."""
        return self.attribution or self.outlet or "An article that names no source"

    @property
    def source(self) -> str:
        """The story that states it: one for all articles that are copies of one."""
        return self.story or self.article_id

    @property
    def day(self) -> date | None:
        """The last day that the number speaks of, else the day it was printed."""
        return self.date_end or self.date_start or self.published


_TEXT_FIELDS = tuple(
    field.name
    for field in fields(Claim)
    if field.name not in (*_DAY_FIELDS, *_NUMBER_FIELDS, *_OFFSETS)
)


def anchor(figure_id: str) -> str:
    """The id under which a figure is found on a page.

    >>> anchor("2025-02-12-cbc:3021")
    'f-2025-02-12-cbc-3021'
    """
    return "f-" + re.sub(r"[^0-9a-zA-Z]+", "-", figure_id)


def claims_of(figures: pd.DataFrame) -> list[Claim]:
    """The rows of a figures table as claims, in their order."""
    check_is_table(figures)
    rows = figures[figures["value"].notna()].to_dict("records")
    return [_claim({str(name): value for name, value in row.items()}) for row in rows]


def _claim(row: dict[str, object]) -> Claim:
    import pandas as pd

    row = {"corrected": None, "story": None, **row}
    plain: dict[str, object] = {name: int(str(row[name])) for name in _OFFSETS}
    for name in _TEXT_FIELDS:
        plain[name] = None if pd.isna(row[name]) else str(row[name])  # type: ignore[call-overload]
    for name in _NUMBER_FIELDS:
        plain[name] = None if pd.isna(row[name]) else float(str(row[name]))  # type: ignore[call-overload]
    for name in _DAY_FIELDS:
        plain[name] = None if pd.isna(row[name]) else pd.Timestamp(str(row[name])).date()  # type: ignore[call-overload]
    return Claim(**plain)  # type: ignore[arg-type]
