"""The key numbers of a report: which claims stand at its top."""

from __future__ import annotations

import tomllib
from dataclasses import dataclass
from datetime import date
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING

from analysis.errors import ReportError
from analysis.schema import TOPICS

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from analysis.reports.claims import Claim

_TERMS = ("measure", "actor", "weapon", "category", "unit", "place")
_LONGEST = {"day": 1, "month": 31, "year": 366}
_SHORTEST = {"month": 27, "year": 364, "long": 367}
_MOST_TILES = 5


@dataclass(frozen=True, slots=True)
class Rule:
    """A kind of key number: which claims can be it, and which of them is.

    Attributes:
        topic, label, order, period, remark: as findings.toml explains them.
        terms: column → values allowed.
    """

    topic: str
    label: str
    order: str
    period: str
    remark: str
    terms: tuple[tuple[str, tuple[str, ...]], ...]

    def takes(self, claim: Claim) -> bool:
        """Whether a claim can be this key number."""
        return (
            claim.topic == self.topic
            and self._fits_period(claim)
            and all((getattr(claim, name) or "") in allowed for name, allowed in self.terms)
        )

    def _fits_period(self, claim: Claim) -> bool:
        if not self.period:
            return True
        if claim.date_start is None or claim.date_end is None:
            return False
        days = (claim.date_end - claim.date_start).days
        return _SHORTEST.get(self.period, 0) <= days <= _LONGEST.get(self.period, days)


@dataclass(frozen=True, slots=True)
class Finding:
    """A claim that stands at the top of a report, and why it does."""

    label: str
    claim: Claim
    remark: str


@cache
def rules() -> tuple[Rule, ...]:
    """The rules of findings.toml in their order.

    Raises:
        ReportError: an entry is not as the file explains; the error names it.
    """
    path = Path(__file__).parent / "findings.toml"
    entries = tomllib.loads(path.read_text(encoding="utf-8"))["finding"]
    return tuple(_rule(entry) for entry in entries)


def _rule(entry: dict[str, object]) -> Rule:
    known = {"topic", "label", "order", "period", "remark", *_TERMS}
    unknown = sorted(entry.keys() - known)
    if unknown or entry.get("topic") not in TOPICS or entry.get("order") not in _ORDERS:
        msg = f"findings.toml: the entry {entry.get('label')!r} is not as the file's head explains"
        raise ReportError(msg)
    texts = {name: str(entry.get(name, "")) for name in known.difference(_TERMS)}
    terms = tuple((name, _allowed(entry[name])) for name in _TERMS if name in entry)
    return Rule(**texts, terms=terms)


def _allowed(values: object) -> tuple[str, ...]:
    return tuple(map(str, values)) if isinstance(values, list) else (str(values),)


# Of two equal numbers the one that names its claimant says more than, say, a headline.
def _largest(claim: Claim) -> tuple[float, date, bool, str]:
    return claim.value, claim.day or date.min, claim.attribution is not None, claim.figure_id


def _latest(claim: Claim) -> tuple[date, float, bool, str]:
    return claim.day or date.min, claim.value, claim.attribution is not None, claim.figure_id


_ORDERS = {"largest": _largest, "latest": _latest}


def find(claims: Sequence[Claim], topics: Iterable[str] = TOPICS) -> list[Finding]:
    """The key numbers of some topics, in the order of findings.toml, no claim twice.

    Args:
        claims: those that a report speaks of.
        topics: only these.
    """
    return [finding for topic in topics for finding in _of_topic(claims, topic)]


def _of_topic(claims: Sequence[Claim], topic: str) -> list[Finding]:
    found: dict[str, Finding] = {}
    for rule in rules():
        matching = [claim for claim in claims if rule.takes(claim)] if rule.topic == topic else []
        if not matching:
            continue
        dated = [claim for claim in matching if claim.date_end]
        best: Claim = max(dated or matching, key=_ORDERS[rule.order])
        is_fallback = not rule.terms
        if best.figure_id not in found and not (is_fallback and found):
            found[best.figure_id] = Finding(rule.label, best, rule.remark)
    return list(found.values())[:_MOST_TILES]
