"""Whether the outcomes of an attack add up, and the share that was stopped, with its bounds.

launched = intercepted + suppressed + hit + unaccounted. Where the outcomes that an article states
exceed the number launched, the event is flagged with its sentences; no number is repaired.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from analysis.attacks import OUTCOMES, STOPPED
from analysis.claims import plain_rows, typed
from analysis.contracts import Schema
from analysis.errors import TableError
from analysis.intervals import ENDS, Interval, share, total
from analysis.schema import DAY, NUMBER, TEXT, WEAPONS

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    import pandas as pd

    from analysis.claims import Row
    from analysis.reconciliation.events import Events

FEWEST = 30
"""Weapons; a share of fewer says little and is not given unless it is asked for."""

VERDICTS = ("adds up", "rounded", "too many")
"""`rounded`: the values exceed the number launched, but the bounds allow it. `too many`: not even
the bounds do."""
_SIDES = ("launched", "outcomes", "unaccounted")
_EVENT = {
    "event_id": TEXT,
    "date": DAY,
    "period": TEXT,
    "scope": TEXT,
    "actor": TEXT,
    "weapon": WEAPONS,
}
_ACCOUNTS = {
    **_EVENT,
    **{f"{name}{end}": NUMBER for name in _SIDES for end in ENDS.values()},
    "verdict": VERDICTS,
    "sentences": TEXT,
    "figure_ids": TEXT,
}
ACCOUNTS = Schema(
    "accounting", _ACCOUNTS, ("event_id",), dict.fromkeys(_SIDES, "weapons"), ("unaccounted",)
)
_SHARES = {
    **_EVENT,
    "n": NUMBER,
    **{f"stopped_share{end}": NUMBER for end in ENDS.values()},
    "enough": "bool",
    "figure_ids": TEXT,
}
SHARES = Schema(
    "stopped_shares", _SHARES, ("event_id",), {"n": "weapons", "stopped_share": "share"}
)


def accounting(events: Events) -> pd.DataFrame:
    """Whether launched = intercepted + suppressed + hit + unaccounted, attack by attack.

    Args:
        events: what `analysis.reconcile` returns.

    Key: `event_id`; a row for each attack with the number launched and an outcome.

    Columns:
        `launched`, `outcomes` (the sum of those stated) and `unaccounted` (derived: launched minus
        outcomes; below zero where more is stated than launched), each with `_low` and `_high`.
        An outcome that the event leaves out, since it would not add up, is counted here where the
        same article states it. `verdict` is one of VERDICTS; `sentences` are those of a violation.
    """
    left_out = _left_out(events.claims)
    rows = [
        _account(event, left_out.get((event["event_id"], event["article_id"]), {}), events.claims)
        for event in plain_rows(events.of("strikes"))
        if event["launched"] is not None
    ]
    return typed([row for row in rows if row["outcomes"] is not None], _ACCOUNTS)


def _left_out(claims: pd.DataFrame) -> dict[tuple[str, str], dict[str, Row]]:
    """Event and article → outcome → the largest number of it that does not stand."""
    beside = claims["role"].isin(["rival", "superseded", "other count"])
    rows = plain_rows(claims[beside & claims["measure"].isin(OUTCOMES)].sort_values("value"))
    found: dict[tuple[str, str], dict[str, Row]] = {}
    for row in rows:
        found.setdefault((row["event_id"], row["article_id"]), {})[row["measure"]] = row
    return found


def _number(event: Row, name: str) -> Interval:
    return Interval(*(event[name + end] for end in ENDS.values()))


def _stated(event: Row, names: Iterable[str]) -> list[Interval]:
    return [_number(event, name) for name in names if event[name] is not None]


def _account(event: Row, left_out: dict[str, Row], claims: pd.DataFrame) -> Row:
    launched = _number(event, "launched")
    refused = [row for name, row in left_out.items() if event[name] is None]
    stated = _stated(event, OUTCOMES) + [Interval.of(row) for row in refused]
    outcomes = total(stated) if stated else Interval(None, None, None)
    rest = launched - outcomes
    verdict = _verdict(launched, outcomes)
    sides = {"launched": launched, "outcomes": outcomes, "unaccounted": rest}
    numbers = {
        name + ENDS[bound]: end for name, side in sides.items() for bound, end in side.row().items()
    }
    chosen = claims["event_id"].eq(event["event_id"]) & claims["role"].eq("chosen")
    own = chosen | claims["figure_id"].isin([row["figure_id"] for row in refused])
    sentences = claims.loc[own.fillna(value=False), "sentence"].drop_duplicates()
    said = None if verdict == "adds up" else "\n".join(sentences)
    return {**event, **numbers, "verdict": verdict, "sentences": said}


def _verdict(launched: Interval, outcomes: Interval) -> str:
    if not outcomes.may_be_at_most(launched):
        return "too many"
    values = (outcomes.value, launched.value)
    return "rounded" if None not in values and values[0] > values[1] else "adds up"  # type: ignore[operator]


def stopped_shares(events: Events, *, fewest: int = FEWEST) -> pd.DataFrame:
    """The share of weapons shot down or suppressed, attack by attack, with its bounds.

    Args:
        events: what `analysis.reconcile` returns.
        fewest: below this number launched, `enough` is False: a share of so few says little.

    Key: `event_id`; a row for each attack with the number launched and one stopped.

    Columns:
        `n` is the number launched. `stopped_share` (derived, 0 to 1) is intercepted and suppressed
        of launched, since only their sum compares over the years; "more than 100 of 123" leaves
        its `_high` open. Attacks that do not add up (`accounting`) have no share.
    """
    accounts = accounting(events)
    wrong = set(accounts.loc[accounts["verdict"] == "too many", "event_id"])
    rows = [
        _share(event, fewest, sound=event["event_id"] not in wrong)
        for event in plain_rows(events.of("strikes"))
        if event["launched"] and _stated(event, STOPPED)
    ]
    return typed(rows, _SHARES)


def _share(event: Row, fewest: int, *, sound: bool) -> Row:
    launched, stopped = _number(event, "launched"), total(_stated(event, STOPPED))
    part = share(stopped, launched) if sound else Interval(None, None, None)
    ends = {f"stopped_share{ENDS[bound]}": end for bound, end in part.row().items()}
    return {**event, **ends, "n": launched.value, "enough": event["launched"] >= fewest}


_POOLED = {
    "period": TEXT,
    "scope": TEXT,
    "actor": TEXT,
    "weapon": WEAPONS,
    "attacks": "Int64",
    "n": NUMBER,
    **{f"stopped_share{end}": NUMBER for end in ENDS.values()},
    "enough": "bool",
}
POOLED = Schema(
    "pooled_shares",
    _POOLED,
    ("period", "scope", "actor", "weapon"),
    {"n": "weapons", "attacks": "attacks", "stopped_share": "share"},
)


def pooled_shares(shares: pd.DataFrame, *, fewest: int = FEWEST) -> pd.DataFrame:
    """The share stopped over all attacks of one kind: all stopped of all launched.

    Args:
        shares: the table of `stopped_shares`.
        fewest: below this number launched, `enough` is False.

    Key: `period` (nights and days are `night`), `scope`, `actor`, `weapon`: never mixed.

    Raises:
        TableError: `shares` lacks a column.
    """
    missing = [name for name in _SHARES if name not in shares.columns]
    if missing:
        msg = f"not a table of shares: it lacks {', '.join(missing)}. Use stopped_shares(...)."
        raise TableError(msg)
    groups: dict[tuple[str, ...], list[Row]] = {}
    for row in plain_rows(shares):
        if row["stopped_share"] is not None:
            kind = "night" if row["period"] == "day" else row["period"]
            groups.setdefault((kind, row["scope"], row["actor"], row["weapon"]), []).append(row)
    rows = [_pooled(key, rows, fewest) for key, rows in groups.items()]
    return typed(sorted(rows, key=lambda row: [str(row[name]) for name in POOLED.key]), _POOLED)


def _pooled(key: tuple[str, ...], rows: Sequence[Row], fewest: int) -> Row:
    launched = sum(row["n"] for row in rows)
    stopped = total(_times(_number(row, "stopped_share"), row["n"]) for row in rows)
    part = share(stopped, Interval.exact(launched))
    ends = {f"stopped_share{ENDS[bound]}": end for bound, end in part.row().items()}
    named = dict(zip(POOLED.key, key, strict=True))
    return {**named, **ends, "attacks": len(rows), "n": launched, "enough": launched >= fewest}


def _times(number: Interval, factor: float) -> Interval:
    return Interval(*(None if end is None else end * factor for end in number.row().values()))
