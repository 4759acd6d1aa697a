"""Groups of claims → the table of events, one row each, and the table of what became of each claim.

Nothing is averaged and nothing disappears: every figure is in exactly one event, or it is listed
as unused with the reason.
"""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from typing import TYPE_CHECKING

from analysis.claims import same_number, same_speaker, typed
from analysis.contracts import Schema
from analysis.errors import TableError
from analysis.intervals import ENDS, Interval, total
from analysis.nights import CONVENTIONS
from analysis.reconciliation.gathering import PERIODS, gathered, left_over, reason_against
from analysis.reconciliation.grouping import grouped
from analysis.reconciliation.links import CLAIMS, linked
from analysis.reconciliation.parts import part_of
from analysis.rules import decided_by, order_for, ranked, rule_names
from analysis.schema import CATEGORIES, DAY, MEASURES, NUMBER, TEXT, TOPICS, WEAPONS, check_figures
from analysis.wording import COMMITMENTS, in_full

if TYPE_CHECKING:
    from collections.abc import Iterable

    import pandas as pd

    from analysis.claims import Row

_ALL = tuple(dict.fromkeys(measure for measures in MEASURES.values() for measure in measures))
_WHAT = {
    "event_id": TEXT,
    "topic": TOPICS,
    "date": DAY,
    "date_start": DAY,
    "date_end": DAY,
    "period": PERIODS,
    "scope": TEXT,
    "actor": TEXT,
    "opponent": TEXT,
    "weapon": WEAPONS,
    "category": CATEGORIES,
    "commitment": COMMITMENTS,
    "cumulative": "bool",
    "unit": TEXT,
}
_WHY = {
    "claimant": TEXT,
    "article_id": TEXT,
    "published": DAY,
    "rule": rule_names(),
    "added_from": TEXT,
    "articles": "Int64",
    "stories": "Int64",
    "outlets": "Int64",
    "rivals": TEXT,
    "rival_ids": TEXT,
    "part_of": TEXT,
    "marked": "bool",
    "figure_ids": TEXT,
}
_UNITS = dict.fromkeys(_ALL, "unit") | {
    "articles": "articles",
    "stories": "stories",
    "outlets": "outlets",
}


def _columns(topic: str | None = None) -> dict[str, object]:
    measures = MEASURES[topic] if topic else _ALL
    counts = {f"{name}{end}": NUMBER for name in measures for end in ENDS.values()}
    return {**_WHAT, **counts, **_WHY}


EVENTS = Schema("events", _columns(), ("event_id",), _UNITS)


@dataclass(frozen=True, slots=True, eq=False)
class Events:
    """What a set of figures says happened, and what became of each of its claims.

    Attributes:
        events: one row an event, all topics. Key: `event_id`.
        claims: one row a figure, with its event or the reason why it has none. Key: `figure_id`.
    """

    events: pd.DataFrame
    claims: pd.DataFrame

    def of(self, topic: str) -> pd.DataFrame:
        """The events of one topic, with the columns of its measures only."""
        rows = self.events[self.events["topic"] == topic]
        return rows[list(_columns(topic))].reset_index(drop=True)

    @property
    def unused(self) -> pd.DataFrame:
        """The figures that are in no event, each with its reason."""
        return self.claims[self.claims["event_id"].isna()].reset_index(drop=True)


def reconcile(figures: pd.DataFrame, *, convention: str = "morning") -> Events:
    """Group the claims about one event, and choose the one that stands for it.

    Args:
        figures: a figures table: `analysis.extract`, `read_figures`, or
            `analysis.reconciliation.air_force.read_air_force`.
        convention: the day that a night counts for: the `morning` that reports it, or the
            `evening` on which it began; said in the tables' `attrs["convention"]`.

    Returns:
        Events. `events` has for each measure the number chosen with its bounds, and beside it:
        `rule`, which of `analysis.rules` chose it; `added_from`, the articles that state measures
        which the chosen claim leaves out and agree with it in the rest; `articles`, `stories` and
        `outlets`, how many state it, the copies of one story being one source; `rivals` and
        `rival_ids`, every other number; `part_of`, the event that this one is a part of, so that
        the two are never added; `marked`, a person joined it.

    Raises:
        TableError: not a figures table, or the convention is unknown.

    >>> import analysis
    >>> from datetime import date
    >>> day, text = date(2025, 2, 12), "Russia launched {} drones overnight, AFP said."
    >>> first = analysis.Article(id="a", text=text.format(123), published=day)
    >>> other = analysis.Article(id="b", text=text.format(120), published=day)
    >>> events = analysis.reconcile(analysis.extract([first, other])).of("strikes")
    >>> print(events[["date", "launched", "rivals"]].to_string(index=False))
          date  launched                rivals
    2025-02-12     123.0 120 launched (AFP, b)
    """
    if convention not in CONVENTIONS:
        msg = f"no convention {convention!r}; a night counts for its {' or its '.join(CONVENTIONS)}"
        raise TableError(msg)
    claims = gathered(check_figures(figures), convention)
    groups = grouped(claim for claim in claims if reason_against(claim) is None)
    rows = _named(sorted(map(_event, groups), key=_in_order))
    wholes = part_of(rows)
    rows = [{**row, "part_of": wholes.get(row["event_id"])} for row in rows]
    events = typed(rows, _columns())
    table = typed(linked(figures, rows, left_over(figures, claims)), CLAIMS.columns)
    events.attrs["convention"] = table.attrs["convention"] = CONVENTIONS[convention]
    return Events(events, table)


def _event(group: list[Row]) -> Row:
    chosen, *others = ranked(group, order_for(group[0]))
    sources = _filled(chosen, others)
    numbers = {name: claim["numbers"][name] for name, claim in sources.items()}
    rivals = [claim for claim in others if not _agrees(claim, numbers)]
    added = [claim["article_id"] for claim in sources.values() if claim is not chosen]
    return {
        **chosen,
        **{name + ENDS[bound]: end for name, row in numbers.items() for bound, end in row.items()},
        "period": _period(chosen, group),
        "category": next((c for c in (claim["category"] for claim in group) if c), None),
        "numbers": numbers,
        "sources": sources,
        "group": group,
        "rule": _rule(chosen, others, rivals),
        "added_from": " ".join(dict.fromkeys(added)) or None,
        "articles": len({claim["article_id"] for claim in group}),
        "stories": len({claim["story"] for claim in group}),
        "outlets": len({claim["outlet"] for claim in group} - {None}),
        "rivals": "; ".join(dict.fromkeys(map(_words, rivals))) or None,
        "rival_ids": " ".join(name for claim in rivals for name in claim["ids"]) or None,
        "marked": any(claim["marks"] for claim in group),
        "figure_ids": " ".join(name for claim in group for name in claim["ids"]),
    }


def _period(chosen: Row, group: list[Row]) -> str:
    """The chosen claim's period; of a date's claims one that speaks of a night is enough."""
    one_date = chosen["period"] in ("night", "day")
    period: str = chosen["period"]
    return "night" if one_date and any(claim["night"] for claim in group) else period


def _rule(chosen: Row, others: list[Row], rivals: list[Row]) -> str:
    if not others:
        return "only"
    return decided_by(chosen, rivals[0], order_for(chosen)) if rivals else "agree"


def _filled(chosen: Row, others: Iterable[Row]) -> dict[str, Row]:
    """The claim that each measure's number is taken from: the chosen one where it states it.

    A measure that it leaves out comes from the next claim that is of the same claimant or agrees
    with it in another number, contradicts none, and keeps the outcomes within the number launched.
    """
    sources = dict.fromkeys(chosen["numbers"], chosen)
    for claim in others:
        numbers = {name: source["numbers"][name] for name, source in sources.items()}
        shared = numbers.keys() & claim["numbers"].keys()
        linked_to = shared or same_speaker(claim["claimant"], chosen["claimant"])
        agrees = all(same_number(numbers[name], claim["numbers"][name]) for name in shared)
        if linked_to and agrees and _adds_up({**claim["numbers"], **numbers}):
            sources |= {name: claim for name in claim["numbers"] if name not in sources}
    order = [name for name in _ALL if name in sources]
    return {name: sources[name] for name in order}


def _adds_up(numbers: dict[str, Row]) -> bool:
    if "launched" not in numbers:
        return True
    outcomes = [Interval.of(row) for name, row in numbers.items() if name != "launched"]
    return total(outcomes).may_be_at_most(Interval.of(numbers["launched"]))


def _agrees(claim: Row, numbers: dict[str, Row]) -> bool:
    stated = claim["numbers"]
    return all(name in numbers and same_number(stated[name], numbers[name]) for name in stated)


def _words(claim: Row) -> str:
    """A claim in words: `805 launched, 751 intercepted (air force, ap-2025-09-07)`."""
    counts = ", ".join(f"{in_full(row['value'])} {name}" for name, row in claim["numbers"].items())
    who = f"{claim['claimant']}, " if claim["claimant"] else ""
    return f"{counts} ({who}{claim['story']})"


_ORDER = ("topic", "date", "actor", "weapon", "scope", "unit", "counts", "period", "figure_ids")


def _in_order(row: Row) -> tuple[str, ...]:
    return tuple(str(row[name] or "") for name in _ORDER)


_NAME = ("topic", "date", "period", "actor", "weapon", "category", "counts", "sum", "unit", "scope")
_SILENT = {"count", "national", "attack", "night", "day"}


def _named(rows: list[Row]) -> list[Row]:
    """Rows with ids that tell what they are about, such as strikes:2025-02-12:Russia:drone."""
    seen: dict[str, int] = defaultdict(int)
    named = []
    for row in rows:
        single = row["topic"] == "aid" and not row["cumulative"]
        row["sum"] = next(iter(row["numbers"].values()))["value"] if single else None
        parts = [_part(row[name]) for name in _NAME]
        stem = ":".join(part for part in parts if part and part not in _SILENT)
        seen[stem] += 1
        named.append({**row, "event_id": stem if seen[stem] == 1 else f"{stem}:{seen[stem]}"})
    return named


def _part(value: object) -> str:
    if value is None:
        return ""
    if isinstance(value, float):
        return in_full(value).replace(",", "")
    return value.date().isoformat() if hasattr(value, "date") else "_".join(str(value).split())
