"""Aid by donor in one currency, with no sum counted twice."""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING

from analysis.claims import plain_rows, typed
from analysis.contracts import Schema
from analysis.currency import RATES, converted
from analysis.intervals import ENDS, Interval, total
from analysis.schema import CATEGORIES, DAY, NUMBER, TEXT
from analysis.wording import COMMITMENTS

if TYPE_CHECKING:
    import pandas as pd

    from analysis.claims import Row
    from analysis.reconciliation.events import Events

_MEASURES = ("pledged", "delivered", "requested")
LEFT_OUT = ("part of another sum", "no conversion")
_GIFTS = {
    "event_id": TEXT,
    "date": DAY,
    "date_start": DAY,
    "date_end": DAY,
    "period": TEXT,
    "donor": TEXT,
    "recipient": TEXT,
    "commitment": COMMITMENTS,
    "category": CATEGORIES,
    "cumulative": "bool",
    "currency": TEXT,
    **{f"amount{end}": NUMBER for end in ENDS.values()},
    **RATES,
    "claimant": TEXT,
    "articles": "Int64",
    "stories": "Int64",
    "rivals": TEXT,
    "part_of": TEXT,
    "left_out": LEFT_OUT,
    "figure_ids": TEXT,
}
GIFTS = Schema(
    "aid_events", _GIFTS, ("event_id",), {"amount": "currency", "converted": "converted_to"}
)


def aid_events(events: Events, to: str = "EUR") -> pd.DataFrame:
    """Each sum of aid once, as stated and in one currency.

    Args:
        events: what `analysis.reconcile` returns.
        to: the currency wanted, ISO 4217.

    Key: `event_id`. A package announced in several articles is one row.

    Columns:
        `amount` in `currency` as stated, `converted` in `converted_to` by the ECB's `rate` of
        `rate_date`, or the reason in `conversion_gap`. `cumulative`: a running total, which holds
        single announcements. `part_of`: the sum that holds this one. `left_out`: why a sum of the
        rows must leave this one out.

    Raises:
        TableError: the ECB sets no rate for `to`.
    """
    rows = [_gift(event) for event in plain_rows(events.of("aid"))]
    stated = typed(rows, {name: kind for name, kind in _GIFTS.items() if name not in RATES})
    table = converted(stated.assign(published=stated["date"]), to).drop(columns="published")
    left_out = [_left_out(row) for row in plain_rows(table)]
    table = table.assign(
        left_out=typed([{"why": why} for why in left_out], {"why": LEFT_OUT})["why"]
    )
    return table[list(_GIFTS)]


def _gift(event: Row) -> Row:
    measure = next(name for name in _MEASURES if event[name] is not None)
    amounts = {f"amount{end}": event[measure + end] for end in ENDS.values()}
    names = {"donor": event["actor"], "recipient": event["opponent"], "currency": event["unit"]}
    return {**event, **amounts, **names}


def _left_out(row: Row) -> str | None:
    if row["part_of"]:
        return "part of another sum"
    return "no conversion" if row["converted"] is None else None


_DONORS = {
    "donor": TEXT,
    "commitment": COMMITMENTS,
    "category": CATEGORIES,
    "cumulative": "bool",
    "converted_to": TEXT,
    **{f"sum{end}": NUMBER for end in ENDS.values()},
    "events": "Int64",
    "left_out": "Int64",
    "date_first": DAY,
    "date_last": DAY,
    "figure_ids": TEXT,
}
DONORS = Schema(
    "aid_by_donor",
    _DONORS,
    ("donor", "commitment", "category", "cumulative"),
    {"sum": "converted_to", "events": "events", "left_out": "events"},
)


def aid_by_donor(gifts: pd.DataFrame) -> pd.DataFrame:
    """What each donor has announced or given, in one currency.

    Args:
        gifts: the table of `aid_events`.

    Key: `donor`, `commitment`, `category`, `cumulative`. What is pledged, allocated and delivered
    is never added, nor are running totals to single announcements.

    Columns:
        `sum` of single announcements (`cumulative` False), or the running total with the latest
        last day (`cumulative` True): totals of several dates are never added. `events` are added
        or chosen from, `left_out` are parts of other sums or have no conversion.
    """
    groups: dict[tuple[object, ...], list[Row]] = defaultdict(list)
    for row in plain_rows(gifts):
        groups[tuple(row[name] for name in DONORS.key)].append(row)
    rows = [_donor(key, group) for key, group in groups.items()]
    return typed(sorted(rows, key=lambda row: [str(row[name]) for name in DONORS.key]), _DONORS)


def _donor(key: tuple[object, ...], group: list[Row]) -> Row:
    counted = [row for row in group if row["left_out"] is None]
    if key[-1]:  # running totals: the latest holds those before it
        counted = sorted(counted, key=lambda row: (row["date"], row["converted"]))[-1:]
    number = total(Interval(*(row[f"converted{end}"] for end in ENDS.values())) for row in counted)
    return {
        **dict(zip(DONORS.key, key, strict=True)),
        **({f"sum{ENDS[bound]}": end for bound, end in number.row().items()} if counted else {}),
        "converted_to": group[0]["converted_to"],
        "events": len(counted),
        "left_out": len(group) - len(counted),
        "date_first": min((row["date"] for row in counted), default=None),
        "date_last": max((row["date"] for row in counted), default=None),
        "figure_ids": " ".join(row["figure_ids"] for row in counted) or None,
    }
