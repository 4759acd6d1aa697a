"""Measure the reading of aid on analysts' notes: is the labelled sum found, and with its donor?

The notes are texts of announcements from the Kiel Institute's Ukraine Support Tracker, each with
the donor, the currency and the sum that the Institute's analysts read from it. They are not part
of the project; the measurement looks for them beside it, and says so where they are missing.

    python benchmarks/kiel.py            # the shares
    python benchmarks/kiel.py --misses   # and every note whose sum or donor was not found

Many notes name no donor, because the row that they stand in does ("Grant worth 110 million EUR.").
So they are read twice: alone, and under the donor's name as a title.
"""

from __future__ import annotations

import csv
import sys
from pathlib import Path
from typing import TYPE_CHECKING

from analysis.extraction.document import Document
from analysis.extraction.figures import read_figures

if TYPE_CHECKING:
    from analysis.extraction.figures import Figure

_NOTES = Path(__file__).resolve().parents[2] / "shared/reference/kiel_text_to_amount_dev.csv"
_INSTITUTIONS = {
    "EU (Commission and Council)": "European Union",
    "European Peace Facility": "European Union",
    "European Investment Bank": "European Investment Bank",
}
_TOLERANCE = 1e-6
_NOT_STATED = ("NOM11", "ROH2", "SIH9", "SIM1")  # rows whose text has not the label; see kiel.md


def main() -> int:
    """Print the shares of notes whose sum, and whose sum with its donor, is found."""
    if not _NOTES.exists():
        print(f"skipped: no {_NOTES.name} in ../shared/reference")
        return 0
    with _NOTES.open(encoding="utf-8", newline="") as file:
        notes = list(csv.DictReader(file))
    _print_shares("the note alone", notes, [_matches(note, "") for note in notes])
    headed = [_matches(note, f"{_donor(note)}\n\n") for note in notes]
    _print_shares("under its donor's name", notes, headed)
    if "--misses" in sys.argv:
        _print_misses(notes, headed)
    return 0


def _print_shares(name: str, notes: list[dict[str, str]], matches: list[list[Figure]]) -> None:
    """Print how many notes have their sum, and their sum with its donor."""
    found = [bool(figures) for figures in matches]
    right = [
        any(figure.actor == _donor(note) for figure in figures)
        for note, figures in zip(notes, matches, strict=True)
    ]
    named = [_names_donor(note) for note in notes]
    states = [note["ID"] not in _NOT_STATED for note in notes]
    stated = sum(f and s for f, s in zip(found, states, strict=True))
    both = sum(r and n for r, n in zip(right, named, strict=True))
    print(name)
    print(f"  sum with its currency: {_share(sum(found), len(notes))}")
    print(f"  where the note states it: {_share(stated, sum(states))}")
    print(f"  and its donor: {_share(sum(right), len(notes))}")
    print(f"  and its donor, where the note names it: {_share(both, sum(named))}")


def _share(part: int, whole: int) -> str:
    return f"{part} of {whole} ({part / whole:.1%})"


def _donor(note: dict[str, str]) -> str:
    return _INSTITUTIONS.get(note["Countries"], note["Countries"])


def _names_donor(note: dict[str, str]) -> bool:
    """Whether the note's own words name the donor, by any name that the lexicon knows for it."""
    document = Document(note["Explanation"], None)
    items = [item for k in range(len(document.spans)) for item in document.sentence(k).items]
    actors = [tag.entry.get("actor") for item in items if (tag := item.tag("actors")) is not None]
    return _donor(note) in actors


def _matches(note: dict[str, str], title: str) -> list[Figure]:
    """The figures of the note, under a title, that state the labelled sum and currency."""
    wanted = float(note["num"])
    return [
        figure
        for figure in read_figures(title + note["Explanation"])
        if figure.topic == "aid"
        and figure.unit == note["Original Currency"]
        and any(_close(value, wanted) for value in (figure.value, figure.low, figure.high))
    ]


def _close(value: float | None, wanted: float) -> bool:
    return value is not None and abs(value - wanted) <= _TOLERANCE * wanted


def _print_misses(notes: list[dict[str, str]], matches: list[list[Figure]]) -> None:
    for note, figures in zip(notes, matches, strict=True):
        if any(figure.actor == _donor(note) for figure in figures):
            continue
        got = [figure.actor for figure in figures] or "sum not found"
        print(
            f"\n{note['ID']} {note['Countries']} {note['num']} {note['Original Currency']}: {got}"
        )
        print("   ", note["Explanation"])


if __name__ == "__main__":
    sys.exit(main())
