"""What became of each claim: its event, its part in it, and the rule that chose between them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from analysis.claims import plain_rows, same_number, same_speaker
from analysis.contracts import Schema
from analysis.reconciliation.gathering import REASONS
from analysis.rules import decided_by, order_for, rule_names
from analysis.schema import COLUMNS, DAY, NUMBER, TEXT, TOPICS

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

    import pandas as pd

    from analysis.claims import Row

ROLES = ("chosen", "agrees", "superseded", "other count", "rival", "unused")
"""`superseded`: an earlier number of the same claimant. `other count`: the same claimant's in the
same article, a part or another wave. `rival`: a number that contradicts the chosen one."""
_COLUMNS = {
    "figure_id": TEXT,
    "event_id": TEXT,
    "role": ROLES,
    "rule": rule_names(),
    "reason": tuple(REASONS),
    "topic": TOPICS,
    "measure": COLUMNS["measure"],
    "value": NUMBER,
    "low": NUMBER,
    "high": NUMBER,
    "unit": TEXT,
    "article_id": TEXT,
    "outlet": TEXT,
    "published": DAY,
    "attribution": TEXT,
    "sentence": TEXT,
}
CLAIMS = Schema("claims", _COLUMNS, ("figure_id",), {"value": "unit"})


def linked(figures: pd.DataFrame, events: Iterable[Row], unused: Mapping[str, str]) -> list[Row]:
    """One row a figure, in the order of the figures."""
    rows = {row["figure_id"]: row for row in plain_rows(figures)}
    places = {name: link for event in events for name, link in _links(event, rows)}
    missing = {name: {"role": "unused", "reason": why} for name, why in unused.items()}
    return [{**row, **places.get(name, {}), **missing.get(name, {})} for name, row in rows.items()]


def _links(event: Row, figures: Mapping[str, Row]) -> Iterator[tuple[str, Row]]:
    for claim in event["group"]:
        for name in claim["ids"]:
            role = _role(event, claim, figures[name])
            decided = role in ("superseded", "other count", "rival")
            chosen = _chosen(event)
            rule = decided_by(chosen, claim, order_for(chosen)) if decided else None
            yield name, {"event_id": event["event_id"], "role": role, "rule": rule}


def _chosen(event: Row) -> Row:
    first: Row = next(iter(event["sources"].values()))
    return next((claim for claim in event["group"] if claim["ids"] == event["ids"]), first)


def _role(event: Row, claim: Row, figure: Row) -> str:
    measure, chosen = figure["measure"], _chosen(event)
    source = event["sources"].get(measure)
    if source is claim:
        return "chosen"
    if source is not None and same_number(source["numbers"][measure], figure):
        return "agrees"
    same = same_speaker(claim["claimant"], chosen["claimant"])
    earlier = str(claim["published"] or "") < str(chosen["published"] or "")
    replaced = claim["story"] == chosen["story"] and chosen["status"] == "revised"
    if (same and earlier) or replaced:
        return "superseded"
    same_story = claim["story"] == chosen["story"]
    unnamed = claim["claimant"] is None or chosen["claimant"] is None
    return "other count" if same_story and (same or unnamed) else "rival"
