"""From strike figures to attacks: one row a claim, then one row a night, then months.

`strikes` joins the numbers that one claimant gives about one attack ("71 of 123 drones").
`nights` chooses one claim a night and keeps its rivals; `strikes_by_month` adds up nights and
keeps the monthly totals that claimants state apart from such sums.
"""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING

from analysis.claims import (
    DAY,
    NUMBER,
    PERIODS,
    TEXT,
    Row,
    combined,
    compatible,
    is_national,
    period_of,
    rows_of,
    same_number,
    terms,
    typed,
)
from analysis.errors import TableError
from analysis.schema import MEASURES, WEAPONS

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    import pandas as pd

OUTCOMES = ("intercepted", "suppressed", "hit")
STOPPED = ("intercepted", "suppressed")
CLASSES = ("drone", "missile", "guided_bomb", "rocket", "any", "other")
_BOUNDS = ("value", "low", "high")
_ROOM = 1.25
_OTHER_SIDE = {"Russia": "Ukraine", "Ukraine": "Russia"}
_KEYS = ("attribution", "attacker", "defender", "weapon", "place", "date_start", "date_end")
_READ = (
    "published",
    "measure",
    "actor",
    "weapon",
    "place",
    "date_start",
    "date_end",
    "attribution",
    *_BOUNDS,
)

_COUNTS = {
    f"{name}{end}": NUMBER
    for name in (*MEASURES["strikes"], "unaccounted", "stopped_share")
    for end in ("", "_low", "_high")
}
_STRIKES = {
    "article_id": TEXT,
    "published": DAY,
    "claimant": TEXT,
    "attacker": TEXT,
    "defender": TEXT,
    "weapon": terms(*WEAPONS),
    "place": TEXT,
    "scope": TEXT,
    "date_start": DAY,
    "date_end": DAY,
    "period": terms(*PERIODS),
    **_COUNTS,
    "figure_ids": TEXT,
}


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
        a night), month, year or period: a month's total is no night's.

    Numbers join where no key tells them apart: an article's own voice ("Russia launched 123")
    joins the claimant's outcomes of the same attack. Exact repeats merge, and nothing else.

    Raises:
        TableError: `figures` lacks a column.
    """
    by_article: dict[str, list[Row]] = defaultdict(list)
    for row in rows_of(figures, "strikes", _READ):
        by_article[row["article_id"]].append({**row, **_sides(row)})
    claims = [claim for rows in by_article.values() for claim in _folded(_attacks(rows))]
    return typed([_finished(claim) for claim in claims], _STRIKES)


def _sides(row: Row) -> Row:
    actor, other = row["actor"], _OTHER_SIDE.get(row["actor"])
    if row["measure"] in STOPPED:
        return {"attacker": other, "defender": actor}
    return {"attacker": actor, "defender": other}


def _attacks(rows: Iterable[Row]) -> list[Row]:
    """The rows of one article as claims: rows of one key join unless they contradict."""
    claims: list[Row] = []
    last: dict[tuple[object, ...], Row] = {}
    known: dict[tuple[object, ...], Row] = {}
    for row in rows:
        number = {name: row[name] for name in _BOUNDS}
        key = tuple(row[name] for name in _KEYS)
        repeat = (*key, row["measure"], *number.values())
        claim = known.get(repeat) or last.get(key)
        if claim is None or (repeat not in known and not _fits(claim, row["measure"], number)):
            claim = {**row, "numbers": {}, "figure_ids": ()}
            claims.append(claim)
        claim["numbers"][row["measure"]] = number
        claim["figure_ids"] += (row["figure_id"],)
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
    for claim in claims:
        partner = next((k for k, other in enumerate(kept) if _same(other, claim)), None)
        if partner is None:
            kept.append(claim)
        else:
            kept[partner] = _joined(kept[partner], claim)
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
    return a["weapon"] == b["weapon"] and _holds({**ours, **theirs})


def _joined(a: Row, b: Row) -> Row:
    return {**combined(a, b, _KEYS), "numbers": {**b["numbers"], **a["numbers"]}}


def _finished(claim: Row) -> Row:
    return {
        **claim,
        "claimant": claim["attribution"],
        "scope": "national" if is_national(claim["place"]) else claim["place"],
        "period": period_of(claim["date_start"], claim["date_end"]),
        "figure_ids": " ".join(claim["figure_ids"]),
        **_columns(claim["numbers"]),
    }


def _columns(numbers: dict[str, Row]) -> Row:
    """The numbers of a claim, and what follows from them, as columns."""
    every = {**numbers, **_derived(numbers)}
    return {
        name + end: number[bound]
        for name, number in every.items()
        for end, bound in (("", "value"), ("_low", "low"), ("_high", "high"))
    }


def _derived(numbers: dict[str, Row]) -> dict[str, Row]:
    launched = numbers.get("launched")
    outcomes = [numbers[name] for name in OUTCOMES if name in numbers]
    if not launched or not launched["value"] or not outcomes:
        return {}
    derived = {"unaccounted": _difference(launched, _total(outcomes))}
    stopped = [numbers[name] for name in STOPPED if name in numbers]
    if stopped:
        derived["stopped_share"] = _share(_total(stopped), launched)
    return derived


def _total(numbers: Sequence[Row]) -> Row:
    """The sum of numbers, bound by bound; an open bound leaves the sum's bound open."""
    columns = {bound: [number[bound] for number in numbers] for bound in _BOUNDS}
    return {bound: None if None in column else sum(column) for bound, column in columns.items()}


def _difference(a: Row, b: Row) -> Row:
    ends = {"value": ("value", "value"), "low": ("low", "high"), "high": ("high", "low")}
    return {
        bound: None if a[x] is None or b[y] is None else max(0.0, a[x] - b[y])
        for bound, (x, y) in ends.items()
    }


def _share(part: Row, whole: Row) -> Row:
    ends = {"value": ("value", "value"), "low": ("low", "high"), "high": ("high", "low")}
    return {
        bound: None if part[x] is None or not whole[y] else min(1.0, part[x] / whole[y])
        for bound, (x, y) in ends.items()
    }


_NIGHTS = {
    "date": DAY,
    "attacker": TEXT,
    "defender": TEXT,
    "weapon_class": terms(*CLASSES),
    "scope": TEXT,
    "claimant": TEXT,
    "article_id": TEXT,
    "published": DAY,
    **_COUNTS,
    "figure_ids": TEXT,
    "rivals": TEXT,
    "rival_ids": TEXT,
}


def nights(claims: pd.DataFrame) -> pd.DataFrame:
    """One row a night, attacker and class of weapon: the claim chosen, its rivals beside it.

    Args:
        claims: the table of `strikes`.

    Key: `date` (the morning that reports the night), `attacker`, `defender`, `weapon_class`.

    Columns:
        As in `strikes`. The claim chosen is national before regional, with the number launched
        before without, from the latest article, and the most complete. `rivals` says what others
        state of the same night, `rival_ids` are their figures; nothing is averaged. Kinds of
        missile that one claimant counts apart are added unless a total is stated.

    Raises:
        TableError: `claims` lacks a column.
    """
    by_night: dict[tuple[object, ...], list[Row]] = defaultdict(list)
    for claim in _by_class(_plain(claims), "day"):
        key = (claim["date_end"], claim["attacker"], claim["defender"], claim["weapon_class"])
        by_night[key].append(claim)
    rows = [_chosen(rivals) for rivals in by_night.values()]
    return typed(sorted(rows, key=_in_order), _NIGHTS)


def _plain(claims: pd.DataFrame) -> list[Row]:
    """The claims as rows, with their numbers put together again."""
    missing = [name for name in _STRIKES if name not in claims.columns]
    if missing:
        msg = f"not a table of strikes: it lacks {', '.join(missing)}. Use analysis.strikes(...)."
        raise TableError(msg)
    plain = claims.astype(object).where(claims.notna(), None).to_dict("records")
    rows: list[Row] = [{str(name): value for name, value in row.items()} for row in plain]
    for row in rows:
        row["numbers"] = {
            name: {
                bound: row[name + end]
                for end, bound in (("", "value"), ("_low", "low"), ("_high", "high"))
            }
            for name in MEASURES["strikes"]
            if row[name] is not None
        }
    return rows


def _by_class(claims: Iterable[Row], period: str) -> list[Row]:
    """Claims of one period by class of weapon; kinds of missile of one claimant become one."""
    groups: dict[tuple[object, ...], list[Row]] = defaultdict(list)
    for claim in claims:
        if claim["period"] == period and claim["weapon"]:
            kind = "missile" if "missile" in claim["weapon"] else claim["weapon"]
            key = ("article_id", "claimant", "attacker", "defender", "scope", "date_end")
            groups[(kind, *(claim[name] for name in key))].append({**claim, "weapon_class": kind})
    return [one for (kind, *_), group in groups.items() for one in _one_kind(str(kind), group)]


def _one_kind(kind: str, group: list[Row]) -> list[Row]:
    totals = [claim for claim in group if claim["weapon"] == kind]
    return totals or [_added(list({claim["weapon"]: claim for claim in reversed(group)}.values()))]


def _added(kinds: list[Row]) -> Row:
    """Claims about several things as one: launched only where all of them state it."""
    numbers = {
        name: _total([claim["numbers"][name] for claim in kinds if name in claim["numbers"]])
        for name in MEASURES["strikes"]
        if any(name in claim["numbers"] for claim in kinds)
    }
    if not all("launched" in claim["numbers"] for claim in kinds):
        numbers.pop("launched", None)
    ids = " ".join(claim["figure_ids"] for claim in kinds)
    return {**kinds[0], "numbers": numbers, "figure_ids": ids}


def _chosen(rivals: list[Row]) -> Row:
    best = max(rivals, key=_rank)
    others = [
        rival
        for rival in rivals
        if rival["scope"] == best["scope"] and not _agree(rival["numbers"], best["numbers"])
    ]
    return {
        **best,
        "date": best["date_end"],
        **_columns(best["numbers"]),
        "rivals": "; ".join(map(_words, others)) or None,
        "rival_ids": " ".join(other["figure_ids"] for other in others) or None,
    }


def _rank(claim: Row) -> tuple[object, ...]:
    return (
        claim["scope"] == "national",
        "launched" in claim["numbers"],
        str(claim["published"] or ""),
        len(claim["numbers"]),
        claim["article_id"],
    )


def _agree(a: dict[str, Row], b: dict[str, Row]) -> bool:
    return all(name in b and same_number(a[name], b[name]) for name in a)


def _words(claim: Row) -> str:
    """A claim in words: `810 launched, 747 intercepted (air force, ap-2025-09-07)`."""
    counts = ", ".join(
        f"{number['value']:,.0f} {name}" for name, number in claim["numbers"].items()
    )
    who = f"{claim['claimant']}, " if claim["claimant"] else ""
    return f"{counts} ({who}{claim['article_id']})"


def _in_order(row: Row) -> tuple[str, ...]:
    names = ("date", "attacker", "defender", "weapon_class", "claimant")
    return tuple(str(row.get(name) or "") for name in names)


_MONTHS = {
    "date": DAY,
    "attacker": TEXT,
    "defender": TEXT,
    "weapon_class": terms(*CLASSES),
    "basis": terms("stated", "nights"),
    "claimant": TEXT,
    "nights": "Int64",
    **_COUNTS,
    "figure_ids": TEXT,
}


def strikes_by_month(claims: pd.DataFrame) -> pd.DataFrame:
    """Months of strikes, nationally: totals as stated, and sums of the nights that are known.

    Args:
        claims: the table of `strikes`.

    Key: `date` (the month's first day), `attacker`, `defender`, `weapon_class`, `basis`,
    `claimant`.

    Columns:
        `basis` is `stated` (a claimant's total of the month, the latest article's) or `nights`
        (the sum of the national rows of `nights`; `nights` says of how many, and only of nights
        whose launched number is known where there are any). A sum of nights is a lower bound of
        the month where nights are missing; the two kinds are never added or averaged.

    Raises:
        TableError: `claims` lacks a column.
    """
    rows = _stated_months(_plain(claims)) + _summed_months(_plain_nights(claims))
    return typed(sorted(rows, key=_in_order), _MONTHS)


def _stated_months(claims: Iterable[Row]) -> list[Row]:
    latest: dict[tuple[object, ...], Row] = {}
    national = [claim for claim in _by_class(claims, "month") if claim["scope"] == "national"]
    for claim in sorted(national, key=_rank):
        names = ("date_start", "attacker", "defender", "weapon_class", "claimant")
        latest[tuple(claim[name] for name in names)] = claim
    return [
        {**claim, "date": claim["date_start"], "basis": "stated", **_columns(claim["numbers"])}
        for claim in latest.values()
    ]


def _plain_nights(claims: pd.DataFrame) -> list[Row]:
    table = nights(claims)
    table = table.assign(
        weapon=table["weapon_class"],
        place=None,
        date_start=table["date"],
        date_end=table["date"],
        period="day",
    )
    return [row for row in _plain(table) if row["scope"] == "national"]


def _summed_months(known: Iterable[Row]) -> list[Row]:
    groups: dict[tuple[object, ...], list[Row]] = defaultdict(list)
    for night in known:
        month = night["date"].replace(day=1)
        key = (month, night["attacker"], night["defender"], night["weapon_class"])
        groups[key].append(night)
    return [_month(month, group) for (month, *_), group in groups.items()]


def _month(month: object, group: list[Row]) -> Row:
    counted = [night for night in group if "launched" in night["numbers"]] or group
    added = _added(counted)
    return {
        **{name: added[name] for name in ("attacker", "defender", "weapon_class", "figure_ids")},
        "date": month,
        "basis": "nights",
        "nights": len(counted),
        **_columns(added["numbers"]),
    }
