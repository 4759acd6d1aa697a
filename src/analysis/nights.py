"""From claims about attacks to nights and months, without adding what must not be added.

`nights` chooses one claim a night and keeps its rivals; `strikes_by_month` adds up nights and
keeps the monthly totals that claimants state apart from such sums.
"""

from __future__ import annotations

from calendar import monthrange
from collections import defaultdict
from datetime import timedelta
from typing import TYPE_CHECKING, Any

from analysis.attacks import COUNTS, OUTCOMES, STRIKES, UNITS, columns_of, total_of
from analysis.claims import Row, plain_rows, same_number, typed
from analysis.contracts import Schema
from analysis.errors import TableError
from analysis.intervals import ENDS, Interval
from analysis.rules import decided_by, ranked, rule_names
from analysis.schema import DAY, MEASURES, NUMBER, TEXT, WEAPONS

if TYPE_CHECKING:
    from collections.abc import Iterable

    import pandas as pd

CONVENTIONS = {
    "morning": "A night counts for the morning that reports it.",
    "evening": "A night counts for the evening on which it began.",
}
_NIGHTS = {
    "date": DAY,
    "attacker": TEXT,
    "defender": TEXT,
    "weapon_class": WEAPONS,
    "scope": TEXT,
    "claimant": TEXT,
    "article_id": TEXT,
    "story": TEXT,
    "published": DAY,
    **COUNTS,
    "figure_ids": TEXT,
    "rule": rule_names(),
    "rivals": TEXT,
    "rival_ids": TEXT,
}
_SIDE_BY_SIDE = ("stated", "summed", "difference")
_KEY = ("date", "attacker", "defender", "weapon_class")
NIGHTS = Schema("nights", _NIGHTS, _KEY, UNITS)


def nights(
    claims: pd.DataFrame, *, apart: bool = False, convention: str = "morning"
) -> pd.DataFrame:
    """One row a night, attacker and class of weapon: the claim chosen, its rivals beside it.

    Args:
        claims: the table of `strikes`.
        apart: keep kinds of missile (ballistic, cruise, guided, not said) as classes of their own.
        convention: the day that a night counts for: the `morning` that reports it, or the
            `evening` on which it began. The table says so in `attrs["convention"]`.

    Key: `date` (by the convention), `attacker`, `defender`, `weapon_class`.

    Columns:
        As in `strikes`. `rule` names the rule of `analysis.rules` that chose the claim: national
        before regional, corrected before first counts, with the number launched before without,
        and so on. `rivals` says what others state of the same night, `rival_ids` are their
        figures; nothing is averaged. Kinds of missile that one claimant counts apart are added
        unless a total is stated.

    Raises:
        TableError: `claims` lacks a column, or the convention is unknown.
    """
    if convention not in CONVENTIONS:
        msg = f"no convention {convention!r}; a night counts for its {' or its '.join(CONVENTIONS)}"
        raise TableError(msg)
    by_night: dict[tuple[object, ...], list[Row]] = defaultdict(list)
    for claim in _by_class(plain_claims(claims), "day", apart=apart):
        dated = {**claim, "date": day_of(claim, convention)}
        by_night[tuple(dated[name] for name in _KEY)].append(dated)
    rows = [_chosen(rivals) for rivals in by_night.values()]
    table = typed(sorted(rows, key=_in_order), _NIGHTS)
    table.attrs["convention"] = CONVENTIONS[convention]
    return table


def day_of(claim: Row, convention: str) -> Any:  # noqa: ANN401 - a day as the table holds it
    """The day that a claim about a night or a day counts for."""
    start, end = claim["date_start"], claim["date_end"]
    if convention == "morning" or end is None:
        return end
    if start is not None and start < end:
        return start
    return end - timedelta(days=1) if claim["night"] else end


def plain_claims(claims: pd.DataFrame) -> list[Row]:
    """The table of `strikes` as rows, each with its numbers by measure in `numbers`."""
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
    best, *rest = ranked(rivals, "strikes")
    others = [
        rival
        for rival in rest
        if rival["scope"] == best["scope"]
        # Another number of the same claimant in the same story counts a part or another wave.
        and any(rival[name] != best[name] for name in ("story", "claimant"))
        and not _agree(rival["numbers"], best["numbers"])
    ]
    return {
        **best,
        "rule": _rule(best, rest),
        **columns_of(best["numbers"], derive=best["whole"]),
        "rivals": "; ".join(dict.fromkeys(map(_words, others))) or None,
        "rival_ids": " ".join(other["figure_ids"] for other in others) or None,
    }


def _rule(best: Row, rest: list[Row]) -> str:
    differing = [claim for claim in rest if not _agree(claim["numbers"], best["numbers"])]
    if not differing:
        return "agree" if rest else "only"
    return decided_by(best, differing[0], "strikes")


def _agree(a: dict[str, Row], b: dict[str, Row]) -> bool:
    return all(name in b and same_number(a[name], b[name]) for name in a)


def _words(claim: Row) -> str:
    """A claim in words: `810 launched, 747 intercepted (air force, ap-2025-09-07)`."""
    counts = ", ".join(
        f"{number['value']:,.0f} {name}" for name, number in claim["numbers"].items()
    )
    who = f"{claim['claimant']}, " if claim["claimant"] else ""
    return f"{counts} ({who}{claim['story']})"


def _in_order(row: Row) -> tuple[str, ...]:
    names = ("date", "attacker", "defender", "weapon_class", "claimant")
    return tuple(str(row.get(name) or "") for name in names)


_MONTHS = {
    "date": DAY,
    "attacker": TEXT,
    "defender": TEXT,
    "weapon_class": WEAPONS,
    "basis": ("stated", "nights"),
    "claimant": TEXT,
    "nights": "Int64",
    **COUNTS,
    "figure_ids": TEXT,
}
MONTHS = Schema("strikes_by_month", _MONTHS, (*_KEY, "basis", "claimant"), UNITS)


def strikes_by_month(claims: pd.DataFrame, *, convention: str = "morning") -> pd.DataFrame:
    """Months of strikes, nationally: totals as stated, and sums of the nights that are known.

    Args:
        claims: the table of `strikes`.
        convention: the day that a night counts for, as in `nights`.

    Key: `date` (the month's first day), `attacker`, `defender`, `weapon_class`, `basis`,
    `claimant`.

    Columns:
        `basis` is `stated` (a claimant's total of the month, the latest article's) or `nights`
        (the sum of the national rows of `nights`; `nights` says of how many, and only of nights
        whose launched number is known where there are any). A sum of nights is a lower bound of
        the month where nights are missing; the two kinds are never added or averaged.

    Raises:
        TableError: `claims` lacks a column, or the convention is unknown.
    """
    known = nights(claims, convention=convention)
    rows = _stated_months(plain_claims(claims)) + _summed_months(_plain_nights(known))
    table = typed(sorted(rows, key=_in_order), _MONTHS)
    table.attrs["convention"] = known.attrs["convention"]
    return table


_COMPARED = {
    "date": DAY,
    "attacker": TEXT,
    "defender": TEXT,
    "weapon_class": WEAPONS,
    "claimant": TEXT,
    "measure": MEASURES["strikes"],
    "nights": "Int64",
    "days": "Int64",
    **{f"{name}{end}": NUMBER for name in _SIDE_BY_SIDE for end in ENDS.values()},
    "figure_ids": TEXT,
    "night_ids": TEXT,
}
COMPARED = Schema(
    "months_compared",
    _COMPARED,
    (*_KEY, "claimant", "measure"),
    {**dict.fromkeys(_SIDE_BY_SIDE, "weapons"), "nights": "nights", "days": "days"},
    signed=("difference",),
)


def months_compared(claims: pd.DataFrame, *, convention: str = "morning") -> pd.DataFrame:
    """Each month's total as a claimant states it beside the sum of the nights that are known.

    Args:
        claims: the table of `strikes`.
        convention: the day that a night counts for, as in `nights`.

    Key: `date` (the month's first day), `attacker`, `defender`, `weapon_class`, `claimant`,
    `measure`.

    Columns:
        `stated` by the claimant; `summed` over `nights` nights of the month's `days`; `difference`
        is derived: stated minus summed. Each has `_low` and `_high`. Where nights are missing the
        sum is a lower bound, so that its upper end and the difference's lower end are open.

    Raises:
        TableError: `claims` lacks a column, or the convention is unknown.
    """
    known = nights(claims, convention=convention)
    sums = {_month_key(row): row for row in _summed_months(_plain_nights(known))}
    rows = [
        _compared(stated, sums.get(_month_key(stated)), measure)
        for stated in _stated_months(plain_claims(claims))
        for measure in stated["numbers"]
    ]
    table = typed(sorted(rows, key=_in_order), _COMPARED)
    table.attrs["convention"] = known.attrs["convention"]
    return table


def _month_key(row: Row) -> tuple[object, ...]:
    return tuple(row[name] for name in _KEY)


def _compared(stated: Row, summed: Row | None, measure: str) -> Row:
    days = monthrange(stated["date"].year, stated["date"].month)[1]
    known = summed["nights"] if summed else 0
    row = {**stated, "measure": measure, "nights": known, "days": days}
    total = Interval.of(stated["numbers"][measure])
    row |= _with_ends("stated", total)
    if summed and summed[measure] is not None:
        part = Interval(*(summed[measure + end] for end in ENDS.values()))
        part = part if known == days else Interval(part.value, part.low, None)
        row |= {**_with_ends("summed", part), **_with_ends("difference", total - part)}
        row["night_ids"] = summed["figure_ids"]
    return row


def _with_ends(name: str, number: Interval) -> Row:
    return {
        name + end: value for end, value in zip(ENDS.values(), number.row().values(), strict=True)
    }


def _stated_months(claims: Iterable[Row]) -> list[Row]:
    latest: dict[tuple[object, ...], Row] = {}
    national = [claim for claim in _by_class(claims, "month") if claim["scope"] == "national"]
    for claim in reversed(ranked(national, "totals")):
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


def _plain_nights(known: pd.DataFrame) -> list[Row]:
    table = known.assign(
        weapon=known["weapon_class"],
        place=None,
        date_start=known["date"],
        date_end=known["date"],
        period="day",
        night=False,
        status=None,
    )
    return [row for row in plain_claims(table) if row["scope"] == "national"]


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
