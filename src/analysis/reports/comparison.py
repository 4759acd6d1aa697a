"""How a claim differs from what the same claimant said of the comparable period before."""

from __future__ import annotations

from typing import TYPE_CHECKING

from analysis.claims import period_of
from analysis.reports import wording

if TYPE_CHECKING:
    from collections.abc import Iterable

    from analysis.reports.claims import Claim

_SCOPE = ("topic", "measure", "actor", "recipient", "weapon", "category", "unit", "place")


def claim_before(claim: Claim, claims: Iterable[Claim]) -> Claim | None:
    """The claim that a later one can be compared with; None where there is none.

    It has the same claimant, scope and length of period, and its period lies before: the month
    before, the latest day before, an earlier total since the same day. Claims of other claimants
    are never compared, nor those that name no claimant.
    """
    if claim.attribution is None or claim.date_start is None or claim.date_end is None:
        return None
    earlier = [one for one in claims if _comparable(one, claim)]
    return max(earlier, key=_newest, default=None)


def _newest(claim: Claim) -> tuple[str, str, str]:
    return str(claim.date_end), str(claim.published), claim.figure_id


def _comparable(one: Claim, claim: Claim) -> bool:
    if any(getattr(one, name) != getattr(claim, name) for name in _SCOPE):
        return False
    return _is_before(one, claim) and _same_claimant(one, claim)


def _is_before(one: Claim, claim: Claim) -> bool:
    if one.date_start is None or one.date_end is None:
        return False
    if claim.date_start is None or claim.date_end is None:
        return False
    kind = period_of(claim.date_start, claim.date_end)
    if period_of(one.date_start, one.date_end) != kind:
        return False
    if kind == "period":  # a running total holds those before it that began on the same day
        return one.date_start == claim.date_start and one.date_end < claim.date_end
    return one.date_end < claim.date_start


def _same_claimant(one: Claim, claim: Claim) -> bool:
    from analysis.charts.claimants import claimant_of

    return one.attribution is not None and (
        claimant_of(one.attribution) == claimant_of(claim.attribution)
    )


def difference(claim: Claim, before: Claim) -> str:
    """How much a claim is above or below an earlier one; empty unless both are exact.

    >>> from analysis.reports.comparison import signed
    >>> signed(2341.0, "count"), signed(-0.5, "percent")
    ('+2,341', '−0.5 points')
    """
    if {claim.qualifier, before.qualifier} != {"exact"}:
        return ""
    change = claim.value - before.value
    if not change:
        return "unchanged"
    share = f" ({change / before.value:+.0%})".replace("-", "−") if before.value else ""
    return signed(change, claim.unit) + ("" if claim.unit == "percent" else share)


def signed(change: float, unit: str) -> str:
    """A change with its sign, a true minus."""
    sign = "+" if change > 0 else "−"
    if unit == "percent":
        return f"{sign}{wording.number(abs(change))} points"
    return sign + wording.amount(abs(change), unit)
