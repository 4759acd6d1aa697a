"""From claims to events: which claims are about one thing, which number stands, what else is said.

`events` groups claims and chooses by the rules of `analysis.rules`; `accounting` checks that the
outcomes of an attack add up; `land` and `donors` make series of territory and sums of aid;
`air_force` reads a table of the air force's posts as figures, for the same functions.
"""

from __future__ import annotations

from analysis.reconciliation.events import Events, reconcile

__all__ = ["Events", "reconcile"]
