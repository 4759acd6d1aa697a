"""Figures → claims of all topics in one form, and the figures that no event can take, with why."""

from __future__ import annotations

from typing import TYPE_CHECKING

from analysis.attacks import strikes
from analysis.claims import plain_rows
from analysis.intervals import ENDS
from analysis.nights import day_of, plain_claims
from analysis.tables import aid, casualties, territory
from analysis.wording import is_part, says

if TYPE_CHECKING:
    from collections.abc import Iterable

    import pandas as pd

    from analysis.claims import Row

PERIODS = ("night", "day", "week", "month", "year", "since", "span")
REASONS = {
    "undated": "the text gives no date",
    "no weapon": "the text names no class of weapon",
    "no actor": "the text names no donor or side",
    "unit": "its unit is none that the topic's table holds",
}
_WEEK = 6  # days from the first to the last of seven
_ACTORS = {"strikes": "attacker", "territory": "actor", "aid": "donor", "casualties": "side"}
_OPPONENTS = {"strikes": "defender", "aid": "recipient"}


def gathered(figures: pd.DataFrame, convention: str) -> list[Row]:
    """The claims of the four topics' tables, each with its numbers by measure.

    Beside the columns of the tables a claim has `topic`, `actor`, `opponent`, `unit`, `numbers`,
    `ids`, `period` (one of PERIODS), `date` (by the convention for nights), `part` (its words call
    it a part of another number), and `marks`, the events that a person put it in.
    """
    facts = {row["figure_id"]: row for row in plain_rows(figures)}
    claims = [_attack(claim) for claim in plain_claims(strikes(figures))]
    for topic, derive in (("territory", territory), ("aid", aid), ("casualties", casualties)):
        claims += [_single(row, topic) for row in plain_rows(derive(figures))]
    return [_completed(claim, facts, convention) for claim in claims]


def _attack(claim: Row) -> Row:
    return {**claim, "topic": "strikes", "unit": "count", "counts": "attack"}


def _single(row: Row, topic: str) -> Row:
    stem = "amount" if topic == "aid" else ""
    names = {bound: (stem + end if stem else bound) for bound, end in ENDS.items()}
    number = {bound: row[name] for bound, name in names.items()}
    unit = row.get("currency") or row.get("unit") or "count"
    counts = row.get("commitment") or row["measure"]
    one = {"topic": topic, "unit": unit, "counts": counts, "numbers": {row["measure"]: number}}
    return {"weapon": None, "scope": "national", "night": False, **row, **one}


def _completed(claim: Row, facts: dict[str, Row], convention: str) -> Row:
    topic, ids = claim["topic"], tuple(claim["figure_ids"].split())
    own = [facts[name] for name in ids]
    whole = {
        **claim,
        "ids": ids,
        "actor": claim[_ACTORS[topic]],
        "opponent": claim.get(_OPPONENTS.get(topic, "")),
        "category": claim.get("category"),
        "commitment": claim.get("commitment"),
        "cumulative": claim.get("cumulative", False),
        "night": any(says("night", row["sentence"]) for row in own),
        "part": any(is_part(row["sentence"], row["value"]) for row in own),
        "marks": frozenset(row.get("same_event") for row in own) - {None},
        "outlet": own[0]["outlet"],
    }
    running = any(says("since", row["sentence"]) for row in own)
    whole["period"] = _period(claim, night=whole["night"], running=running)
    whole["date"] = day_of(whole, convention if claim["period"] == "day" else "morning")
    return whole


def _period(claim: Row, *, night: bool, running: bool) -> str | None:
    if claim["period"] == "day":
        return "night" if night else "day"
    if claim["period"] != "period":
        kind: str | None = claim["period"]
        return kind
    if (claim["date_end"] - claim["date_start"]).days == _WEEK:
        return "week"
    return "since" if running else "span"


def reason_against(claim: Row) -> str | None:
    """Why a claim can be put into no event, as a name of REASONS; None where it can."""
    if claim["date_end"] is None:
        return "undated"
    if claim["topic"] == "strikes":
        return None if claim["weapon"] else "no weapon"
    return None if claim["actor"] else "no actor"


def left_over(figures: pd.DataFrame, claims: Iterable[Row]) -> dict[str, str]:
    """The figures that are in no claim or in one that fits no event, each with its reason."""
    reasons = {name: reason_against(claim) for claim in claims for name in claim["ids"]}
    ids = figures["figure_id"].tolist()
    return {name: why for name in ids if (why := reasons.get(name, "unit")) is not None}
