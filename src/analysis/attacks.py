"""From strike figures to attacks: the numbers that one claimant gives about one attack.

"71 of 123 drones" and "40 more" become one row: launched, intercepted, suppressed, and what
follows from them.
"""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING

from analysis.claims import (
    PERIODS,
    Row,
    combined,
    compatible,
    period_of,
    rows_of,
    same_number,
    scope_of,
    typed,
)
from analysis.contracts import Schema
from analysis.intervals import ENDS, Interval, share, total
from analysis.schema import DAY, MEASURES, NUMBER, TEXT, WEAPONS
from analysis.wording import says, status_of

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    import pandas as pd

OUTCOMES = ("intercepted", "suppressed", "hit")
STOPPED = ("intercepted", "suppressed")
DERIVED = ("unaccounted", "stopped_share")
STATUSES = ("first", "revised")
_ROOM = 1.25
_NEAR = 50  # claims; keeps the time of a very long text in bounds
_OTHER_SIDE = {"Russia": "Ukraine", "Ukraine": "Russia"}
_KEYS = ("attribution", "attacker", "defender", "weapon", "place", "date_start", "date_end")
_STATED = ("published", "measure", "actor", "sentence", *ENDS)
_READ = (*_STATED, *(key for key in _KEYS if key not in ("attacker", "defender")))

COUNTS = {
    f"{name}{end}": NUMBER for name in (*MEASURES["strikes"], *DERIVED) for end in ENDS.values()
}
STRIKES = {
    "article_id": TEXT,
    "story": TEXT,
    "published": DAY,
    "claimant": TEXT,
    "attacker": TEXT,
    "defender": TEXT,
    "weapon": WEAPONS,
    "place": TEXT,
    "scope": TEXT,
    "date_start": DAY,
    "date_end": DAY,
    "period": PERIODS,
    "night": "bool",
    "status": STATUSES,
    **COUNTS,
    "figure_ids": TEXT,
}
UNITS = {
    **dict.fromkeys((*MEASURES["strikes"], "unaccounted"), "weapons"),
    "stopped_share": "share",
}
SCHEMA = Schema("strikes", STRIKES, ("figure_ids",), UNITS)


def strikes(figures: pd.DataFrame) -> pd.DataFrame:
    """What is said about attacks with drones, missiles and bombs; one row a claim.

    Key: `article_id`, `claimant`, `attacker`, `defender`, `weapon`, `place`, `date_start`,
    `date_end`; a second row of one key holds numbers that contradict the first.

    Columns:
        `launched`, `intercepted`, `suppressed`, `hit` count weapons, each with `_low` and
        `_high`; a missing bound is open. Derived, stated by nobody: `unaccounted`, launched
        minus all stated outcomes, and `stopped_share` (0 to 1), intercepted and suppressed of
        launched. `attacker` follows from the actor: who launches attacks the other side, who
        intercepts is attacked by it. `scope` is `national` or the place. `period` is day (also
        a night), month, year or period: a month's total is no night's. `night` where the words
        say so. `status` is `revised` where they correct an earlier number, `first` where they
        call it a first count.

    Numbers join where no key tells them apart: an article's own voice ("Russia launched 123")
    joins the claimant's outcomes of the same attack. Exact repeats merge, and nothing else.

    Raises:
        TableError: `figures` lacks a column.

    >>> import analysis
    >>> text = "Russia launched 123 drones overnight; 71 were shot down, the air force said."
    >>> claims = analysis.strikes(analysis.extract(text, published="2025-02-12"))
    >>> print(claims[["launched", "intercepted", "unaccounted_high"]].to_string(index=False))
     launched  intercepted  unaccounted_high
        123.0         71.0              52.0
    """
    by_article: dict[str, list[Row]] = defaultdict(list)
    for row in rows_of(figures, "strikes", _READ):
        by_article[row["article_id"]].append({**row, **_sides(row), **_said(row)})
    claims = [claim for rows in by_article.values() for claim in _folded(_attacks(rows))]
    return typed([_finished(claim) for claim in claims], STRIKES)


def _sides(row: Row) -> Row:
    actor, other = row["actor"], _OTHER_SIDE.get(row["actor"])
    if row["measure"] in STOPPED:
        return {"attacker": other, "defender": actor}
    return {"attacker": actor, "defender": other}


def _said(row: Row) -> Row:
    sentence = row["sentence"]
    return {"night": says("night", sentence), "status": status_of(sentence, row["value"])}


def _attacks(rows: Iterable[Row]) -> list[Row]:
    """The rows of one article as claims: rows of one key join unless they contradict."""
    claims: list[Row] = []
    last: dict[tuple[object, ...], Row] = {}
    known: dict[tuple[object, ...], Row] = {}
    for row in rows:
        number = {name: row[name] for name in ENDS}
        key = tuple(row[name] for name in _KEYS)
        repeat = (*key, row["measure"], *number.values())
        claim = known.get(repeat) or last.get(key)
        if claim is None or (repeat not in known and not _fits(claim, row["measure"], number)):
            claim = {**row, "numbers": {}, "figure_ids": ()}
            claims.append(claim)
        claim["numbers"][row["measure"]] = number
        claim["figure_ids"] += (row["figure_id"],)
        claim.update(_both(claim, row))
        known[repeat] = last[key] = claim
    return claims


def _fits(claim: Row, measure: str, number: Row) -> bool:
    """Whether a claim can take one more number: it has none, and outcomes stay within launched."""
    numbers = claim["numbers"]
    return measure not in numbers and _holds({**numbers, measure: number})


def _holds(numbers: dict[str, Row]) -> bool:
    launched = numbers.get("launched")
    if launched is None:
        return True
    most = launched["high"]
    if most is None and launched["low"] is None:  # "about 250": the outcomes may be a few more
        most = _ROOM * (launched["value"] or 0)
    least = sum(numbers[name]["low"] or 0 for name in OUTCOMES if name in numbers)
    return most is None or least <= most


def _folded(claims: Sequence[Row]) -> list[Row]:
    """The claims of one article without repeats and without halves told in different voices."""
    kept: list[Row] = []
    sharing: dict[tuple[str, float], list[int]] = defaultdict(list)
    for claim in claims:
        numbers = [(measure, number["value"]) for measure, number in claim["numbers"].items()]
        # A repeat can stand anywhere (title and body), the other half of a claim is near.
        places = [place for number in numbers for place in sharing[number][:_NEAR]]
        near = range(max(0, len(kept) - _NEAR), len(kept))
        partner = next((k for k in (*places, *near) if _same(kept[k], claim)), len(kept))
        if partner == len(kept):
            kept.append(claim)
        else:
            kept[partner] = _joined(kept[partner], claim)
        for number in numbers:
            sharing[number].append(partner)
    return kept


def _same(a: Row, b: Row) -> bool:
    if not compatible(a, b, _KEYS):
        return False
    ours, theirs = a["numbers"], b["numbers"]
    shared = ours.keys() & theirs.keys()
    if not all(same_number(ours[name], theirs[name]) for name in shared):
        return False
    if shared:
        return len(shared) == min(len(ours), len(theirs))
    # Two halves of a claim differ in the voice at most: what is undated is of another attack.
    exact = all(a[key] == b[key] for key in _KEYS if key != "attribution")
    return exact and _holds({**ours, **theirs})


def _joined(a: Row, b: Row) -> Row:
    numbers = {**b["numbers"], **a["numbers"]}
    return {**combined(a, b, _KEYS), **_both(a, b), "numbers": numbers}


def _both(a: Row, b: Row) -> Row:
    """What the words of two halves of a claim say together."""
    return {"night": a["night"] or b["night"], "status": a["status"] or b["status"]}


def _finished(claim: Row) -> Row:
    return {
        **claim,
        "claimant": claim["attribution"],
        "scope": scope_of(claim["place"]),
        "period": period_of(claim["date_start"], claim["date_end"]),
        "figure_ids": " ".join(claim["figure_ids"]),
        **columns_of(claim["numbers"]),
    }


def columns_of(numbers: dict[str, Row], *, derive: bool = True) -> Row:
    """The numbers of a claim, and what follows from them, as columns.

    Args:
        numbers: measure → its value, low and high.
        derive: False where outcomes are incomplete, so that no remainder and no share follow.
    """
    every = {**numbers, **_derived(numbers)} if derive else numbers
    return {
        name + end: every[name][bound] if name in every else None
        for name in (*MEASURES["strikes"], *DERIVED)
        for bound, end in ENDS.items()
    }


def _derived(numbers: dict[str, Row]) -> dict[str, Row]:
    launched = numbers.get("launched")
    outcomes = [numbers[name] for name in OUTCOMES if name in numbers]
    if not launched or not launched["value"] or not outcomes:
        return {}
    whole = Interval.of(launched)
    rest = (whole - total(map(Interval.of, outcomes))).within(0)
    derived = {"unaccounted": rest.row()}
    stopped = [Interval.of(numbers[name]) for name in STOPPED if name in numbers]
    if stopped:
        derived["stopped_share"] = share(total(stopped), whole).row()
    return derived


def total_of(numbers: Sequence[Row]) -> Row:
    """The sum of numbers, bound by bound; an open bound leaves the sum's bound open."""
    return total(map(Interval.of, numbers)).row()
