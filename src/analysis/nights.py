"""From claims about attacks to nights and months, without adding what must not be added.

`nights` chooses one claim a night and keeps its rivals; `strikes_by_month` adds up nights and
keeps the monthly totals that claimants state apart from such sums.
"""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING

from analysis.attacks import COUNTS, OUTCOMES, STRIKES, columns_of, total_of
from analysis.claims import DAY, TEXT, Row, plain_rows, same_number, terms, typed
from analysis.errors import TableError
from analysis.intervals import ENDS
from analysis.schema import MEASURES, WEAPONS

if TYPE_CHECKING:
    from collections.abc import Iterable

    import pandas as pd

_NIGHTS = {
    "date": DAY,
    "attacker": TEXT,
    "defender": TEXT,
    "weapon_class": terms(*WEAPONS),
    "scope": TEXT,
    "claimant": TEXT,
    "article_id": TEXT,
    "published": DAY,
    **COUNTS,
    "figure_ids": TEXT,
    "rivals": TEXT,
    "rival_ids": TEXT,
}


def nights(claims: pd.DataFrame, *, apart: bool = False) -> pd.DataFrame:
    """One row a night, attacker and class of weapon: the claim chosen, its rivals beside it.

    Args:
        claims: the table of `strikes`.
        apart: keep kinds of missile (ballistic, cruise, guided, not said) as classes of their own.

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
    for claim in _by_class(_plain(claims), "day", apart=apart):
        key = (claim["date_end"], claim["attacker"], claim["defender"], claim["weapon_class"])
        by_night[key].append(claim)
    rows = [_chosen(rivals) for rivals in by_night.values()]
    return typed(sorted(rows, key=_in_order), _NIGHTS)


def _plain(claims: pd.DataFrame) -> list[Row]:
    """The claims as rows, with their numbers put together again."""
    missing = [name for name in STRIKES if name not in claims.columns]
    if missing:
        msg = f"not a table of strikes: it lacks {', '.join(missing)}. Use analysis.strikes(...)."
        raise TableError(msg)
    rows = plain_rows(claims)
    for row in rows:
        row["numbers"] = {
            name: {bound: row[name + end] for bound, end in ENDS.items()}
            for name in MEASURES["strikes"]
            if row[name] is not None
        }
        # Where nothing follows from the outcomes, some of them are not known.
        row["whole"] = row["unaccounted"] is not None
    return rows


def _by_class(claims: Iterable[Row], period: str, *, apart: bool = False) -> list[Row]:
    """Claims of one period by class of weapon; kinds of missile of one claimant become one."""
    groups: dict[tuple[object, ...], list[Row]] = defaultdict(list)
    for claim in claims:
        if claim["period"] == period and claim["weapon"]:
            kind = "missile" if "missile" in claim["weapon"] and not apart else claim["weapon"]
            key = ("article_id", "claimant", "attacker", "defender", "scope", "date_end")
            groups[(kind, *(claim[name] for name in key))].append({**claim, "weapon_class": kind})
    return [one for (kind, *_), group in groups.items() for one in _one_kind(str(kind), group)]


def _one_kind(kind: str, group: list[Row]) -> list[Row]:
    totals = [claim for claim in group if claim["weapon"] == kind]
    return totals or [_added(list({claim["weapon"]: claim for claim in reversed(group)}.values()))]


def _added(kinds: list[Row]) -> Row:
    """Claims about several things as one: launched only where all of them state it.

    Outcomes that some of them leave out are a lower bound, from which no share follows.
    """
    numbers = {
        name: total_of([claim["numbers"][name] for claim in kinds if name in claim["numbers"]])
        for name in MEASURES["strikes"]
        if any(name in claim["numbers"] for claim in kinds)
    }
    if not all("launched" in claim["numbers"] for claim in kinds):
        numbers.pop("launched", None)
    whole = all(claim["whole"] and "intercepted" in claim["numbers"] for claim in kinds)
    for name in OUTCOMES:
        if name in numbers and not whole:
            numbers[name]["high"] = None
    ids = " ".join(claim["figure_ids"] for claim in kinds)
    return {**kinds[0], "numbers": numbers, "whole": whole, "figure_ids": ids}


def _chosen(rivals: list[Row]) -> Row:
    best = max(rivals, key=_rank)
    others = [
        rival
        for rival in rivals
        if rival["scope"] == best["scope"]
        # Another number of the same claimant in the same article counts a part or another wave.
        and any(rival[name] != best[name] for name in ("article_id", "claimant"))
        and not _agree(rival["numbers"], best["numbers"])
    ]
    return {
        **best,
        "date": best["date_end"],
        **columns_of(best["numbers"], derive=best["whole"]),
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
    "weapon_class": terms(*WEAPONS),
    "basis": terms("stated", "nights"),
    "claimant": TEXT,
    "nights": "Int64",
    **COUNTS,
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
        {
            **claim,
            "date": claim["date_start"],
            "basis": "stated",
            **columns_of(claim["numbers"], derive=claim["whole"]),
        }
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
        **columns_of(added["numbers"], derive=added["whole"]),
    }
