"""Measure attack tallies read from wire leads against the air force's own record of attacks.

The leads are first sentences of news reports of 2023; the record has a row for each attack and
model of weapon, as the air force and the general staff published it. A pair is what one report
says of weapons launched at Ukraine and of those it shot down, of one class. Neither source is part
of the project; the measurement looks for them beside it, and says so where they are missing.

    python benchmarks/leads_against_record.py            # how many pairs agree
    python benchmarks/leads_against_record.py --all      # and every pair with the record beside it
"""

from __future__ import annotations

import csv
import html
import json
import sys
from collections import defaultdict
from dataclasses import dataclass
from datetime import date, timedelta
from pathlib import Path
from typing import TYPE_CHECKING

from analysis.extraction.figures import read_figures

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from analysis.extraction.figures import Figure

_SHARED = Path(__file__).resolve().parents[2] / "shared/reference"
_RECORD, _LEADS = _SHARED / "airforce_attacks.csv", _SHARED / "leads_dev.jsonl"
_SOURCES = ("kpszsu", "GeneralStaff", "CinCAF")
_MISSILES = ("X-", "C-", "Iskander", "Kalibr", "P-800", "3M22", "KN-", "Missile", "missile", "GBU")
_REACH = 400  # characters between the two numbers of a pair
_DAY = timedelta(days=1)

Tally = tuple[float, float]
Record = dict[date, list[dict[str, str]]]


@dataclass(frozen=True, slots=True)
class Pair:
    """What a report says of one class of weapons: launched at Ukraine, and shot down by it."""

    lead: str
    day: date
    weapons: str
    launched: Figure
    intercepted: Figure

    @property
    def tally(self) -> Tally:
        """The two numbers."""
        return self.launched.value, self.intercepted.value


def main() -> int:
    """Print how many pairs agree with the record, and those that do not."""
    missing = [path.name for path in (_RECORD, _LEADS) if not path.exists()]
    if missing:
        print(f"skipped: no {' and no '.join(missing)} in ../shared/reference")
        return 0
    record = _read_record()
    pairs = [pair for lead in _read_leads() for pair in _pairs(*lead)]
    national = [_tallies(record, pair, national=True) for pair in pairs]
    every = [_tallies(record, pair, national=False) for pair in pairs]
    agreeing = [pair.tally in tallies for pair, tallies in zip(pairs, national, strict=True)]
    in_parts = [pair.tally in tallies for pair, tallies in zip(pairs, every, strict=True)]
    print(f"pairs: {len(pairs)}")
    print(f"in the national rows: {sum(agreeing)}")
    print(f"in these or in the sums with rows for a region: {sum(in_parts)}")
    for pair, tallies, agrees in zip(pairs, every, agreeing, strict=True):
        if not agrees or "--all" in sys.argv:
            _print(pair, tallies)
    return 0


def _read_leads() -> Iterator[tuple[str, date, str]]:
    """Id, day and text of each lead, its title as the first line."""
    for line in _LEADS.read_text(encoding="utf-8").splitlines():
        lead = json.loads(line)
        text = html.unescape(f"{lead['title'] or ''}\n\n{lead['text'] or ''}")
        yield lead["id"], date.fromisoformat(lead["published"][:10]), text


def _read_record() -> Record:
    """The rows that the air force and the general staff published, by the attack's last day."""
    rows: dict[date, list[dict[str, str]]] = defaultdict(list)
    with _RECORD.open(encoding="utf-8", newline="") as file:
        for row in csv.DictReader(file):
            if any(name in row["source"] for name in _SOURCES):
                rows[date.fromisoformat(row["time_end"][:10])].append(row)
    return rows


def _pairs(lead: str, day: date, text: str) -> Iterator[Pair]:
    """The pairs of a lead: each number launched with the nearest number shot down of its class."""
    figures = [one for one in read_figures(text, day) if one.topic == "strikes"]
    launched = [one for one in figures if (one.measure, one.actor) == ("launched", "Russia")]
    downed = [one for one in figures if (one.measure, one.actor) == ("intercepted", "Ukraine")]
    for one in launched:
        near = [
            other for other in downed if _class(other) == _class(one) and _gap(one, other) < _REACH
        ]
        if near:
            yield Pair(lead, day, _class(one), one, min(near, key=lambda other: _gap(one, other)))


def _class(figure: Figure) -> str:
    """`drone`, `missile` or `any`: the record and reports split missiles in different ways."""
    weapon = figure.weapon or ""
    return "missile" if weapon.endswith("missile") else weapon


def _gap(one: Figure, other: Figure) -> int:
    return abs(one.start - other.start)


def _tallies(record: Record, pair: Pair, *, national: bool) -> dict[Tally, str]:
    """The record's tallies for the pair's class, a day early or late: tally → what it sums."""
    found: dict[Tally, str] = {}
    for day in (pair.day - _DAY, pair.day, pair.day + _DAY):
        rows = [row for row in record[day] if pair.weapons in ("any", _class_of(row))]
        rows = [row for row in rows if row["target"] == "Ukraine" or not national]
        groups = {
            f"{row['model']}, {row['target'] or '?'}, {row['time_end']}": [row] for row in rows
        }
        for end in sorted({row["time_end"] for row in rows}):
            groups[f"all until {end}"] = [row for row in rows if row["time_end"] == end]
        groups[f"all of {day}"] = rows
        for name, group in groups.items():
            if group:
                found.setdefault(_sum(group), name)
    return found


def _class_of(row: dict[str, str]) -> str:
    return "missile" if any(name in row["model"] for name in _MISSILES) else "drone"


def _sum(rows: Sequence[dict[str, str]]) -> Tally:
    launched = sum(float(row["launched"] or 0) for row in rows)
    return launched, sum(float(row["destroyed"] or 0) for row in rows)


def _print(pair: Pair, tallies: dict[Tally, str]) -> None:
    launched, intercepted = pair.tally
    print(
        f"\n{pair.lead} {pair.day} {pair.weapons}: {launched:g} launched, {intercepted:g} shot down"
    )
    for sentence in dict.fromkeys((pair.launched.sentence, pair.intercepted.sentence)):
        print("   ", " ".join(sentence.split()))
    for tally, name in tallies.items():
        mark = "=" if tally == pair.tally else " "
        print(f"  {mark} record: {tally[0]:g} launched, {tally[1]:g} shot down ({name})")


if __name__ == "__main__":
    sys.exit(main())
