"""Check monthly totals against published records, computed by the functions that serve articles.

The air force's posts, as a table beside the project, are read as figures; `strikes` and
`strikes_by_month` make months of them, as they do of articles. Published totals of the same posts
must come out.

    python benchmarks/records.py          # the records, and how many further totals agree
    python benchmarks/records.py --all    # and every total that differs
"""

from __future__ import annotations

import csv
import sys
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING

from analysis.nights import strikes_by_month
from analysis.reconciliation.air_force import read_air_force
from analysis.tables import strikes

if TYPE_CHECKING:
    import pandas as pd

REFERENCE = Path(__file__).resolve().parents[2] / "shared/reference"
POSTS, FACTS = REFERENCE / "airforce_attacks.csv", REFERENCE / "facts.csv"
_SAME_POSTS = "national posts only, by end of window"
# Month, convention, weapon, total, who published it.
RECORDS = [
    ("2025-03", "morning", "drone", 4198, "National Security and Defence Council"),
    ("2025-06", "morning", "drone", 5438, "the same posts by the day an attack ended"),
    ("2025-06", "evening", "drone", 5018, "the same posts by the day an attack began"),
    ("2025-07", "morning", "drone", 6297, "AFP"),
    ("2025-07", "morning", "missile", 198, "AFP"),
    ("2025-08", "morning", "drone", 4132, "AFP"),
]


def main() -> int:
    """Print each record beside what is computed; the exit code says whether all agree."""
    if not POSTS.exists():
        print(f"skipped: no {POSTS.name} in ../shared/reference")
        return 0
    differing = 0
    for month, convention, weapon, record, source in RECORDS:
        found = computed(month, weapon, "launched", convention)
        differing += found != record
        verdict = "agrees" if found == record else "DIFFERS"
        print(
            f"{month} {weapon}s launched, {convention}: {found:,.0f}, {source} {record:,} {verdict}"
        )
    _print_facts(everything="--all" in sys.argv)
    return int(differing > 0)


@cache
def months_of(convention: str) -> pd.DataFrame:
    """The months of the posts, indexed by month and class of weapon."""
    table = strikes_by_month(strikes(read_air_force(POSTS, convention=convention)))
    table = table[table["attacker"] == "Russia"]
    return table.assign(month=table["date"].dt.strftime("%Y-%m")).set_index(
        ["month", "weapon_class"]
    )


def computed(month: str, weapon: str, measure: str, convention: str = "morning") -> float:
    """One number of one month, summed over its nights."""
    return float(months_of(convention).loc[(month, weapon), measure])


def _print_facts(*, everything: bool) -> None:
    """Print how many totals that others compiled from the same posts agree."""
    with FACTS.open(encoding="utf-8", newline="") as file:
        facts = [row for row in csv.DictReader(file) if _SAME_POSTS in row["seen_in"]]
    months = months_of("morning")
    differing = []
    for fact in facts:
        found = months.loc[(fact["period"], fact["weapon"]), fact["measure"]]
        if found != float(fact["value"]):
            name = f"{fact['period']} {fact['weapon']} {fact['measure']}"
            differing.append(f"  {name}: {found:,.0f}, compiled elsewhere {fact['value']}")
    print(f"{len(facts) - len(differing)} of {len(facts)} totals compiled elsewhere agree")
    if everything:
        print("\n".join(differing))


if __name__ == "__main__":
    sys.exit(main())
