"""What the topics' steps give: a number that counts as a figure, and what they know of it."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from analysis.extraction.values import frozen

if TYPE_CHECKING:
    from datetime import date

    from analysis.extraction.quantities import Quantity


@frozen
class Claim:
    """A number that became a figure, before its place, date and claimant are known.

    rule names the step that decided, cue the words that it decided by, cue_at the item at which
    they stand (-1 where there is none).
    """

    topic: str
    measure: str
    quantity: Quantity
    rule: str
    cue: str = ""
    cue_at: int = -1
    weapon: str | None = None
    actor: str | None = None
    recipient: str | None = None
    category: str | None = None
    place: str | None = None


@dataclass(slots=True)
class Memory:
    """What earlier sentences leave open for later ones: the weapon counted, the attacker, ...

    days are those of the last dated figure, days_at its sentence and item; lead_days and
    lead_at those of the article's lead, once they were looked for.
    """

    weapon: str | None = None
    attacker: str | None = None
    strikes_measure: str | None = None
    strikes_index: int = -10
    casualties_measure: str | None = None
    side: str | None = None
    donor: str | None = None
    currency: str | None = None
    aid_measure: str | None = None
    aid_category: str | None = None
    aid_index: int | None = None
    days: tuple[date | None, date | None] | None = None
    days_at: tuple[int, int] = (-1, -1)
    lead_days: tuple[date | None, date | None] | None = None
    lead_at: int = -1
    lead_read: bool = False
    notes: dict[str, str] = field(default_factory=dict)
