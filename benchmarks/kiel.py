"""Measure the reading of aid on analysts' notes: is the labelled sum found, and with its donor?

The notes are texts of announcements from the Kiel Institute's Ukraine Support Tracker, each with
the donor, the currency and the sum that the Institute's analysts read from it. They are not part
of the project; the measurement looks for them beside it, and says so where they are missing.

    python benchmarks/kiel.py            # the shares
    python benchmarks/kiel.py --misses   # and every note whose sum or donor was not found
"""

from __future__ import annotations

import csv
import sys
from pathlib import Path
from typing import TYPE_CHECKING

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


def main() -> int:
    """Print the shares of notes whose sum, and whose sum with its donor, is found."""
    if not _NOTES.exists():
        print(f"skipped: no notes at {_NOTES.name} beside the project")
        return 0
    with _NOTES.open(encoding="utf-8", newline="") as file:
        notes = list(csv.DictReader(file))
    read = [(note, _matches(note)) for note in notes]
    found = [(note, figures) for note, figures in read if figures]
    named = [note for note in notes if _names_donor(note)]
    right = [note for note, figures in found if any(f.actor == _donor(note) for f in figures)]
    stated = [note for note in right if note in named]
    print(f"notes {len(notes)}")
    print(f"sum with its currency found: {len(found)} ({len(found) / len(notes):.1%})")
    print(f"and with its donor: {len(right)} ({len(right) / len(notes):.1%})")
    print(
        f"donor where the note names it: {len(stated)} of {len(named)} ({len(stated) / len(named):.1%})"
    )
    if "--misses" in sys.argv:
        _print_misses(read)
    return 0


def _donor(note: dict[str, str]) -> str:
    return _INSTITUTIONS.get(note["Countries"], note["Countries"])


def _names_donor(note: dict[str, str]) -> bool:
    """Whether the note's own words name the donor, by any name that the lexicon knows for it."""
    from analysis.extraction.document import Document

    document = Document(note["Explanation"], None)
    items = [item for k in range(len(document.spans)) for item in document.sentence(k).items]
    actors = [tag.entry.get("actor") for item in items if (tag := item.tag("actors")) is not None]
    return _donor(note) in actors


def _matches(note: dict[str, str]) -> list[Figure]:
    """The figures of the note that state the labelled sum in the labelled currency."""
    wanted = float(note["num"])
    return [
        figure
        for figure in read_figures(note["Explanation"])
        if figure.topic == "aid"
        and figure.unit == note["Original Currency"]
        and any(_close(value, wanted) for value in (figure.value, figure.low, figure.high))
    ]


def _close(value: float | None, wanted: float) -> bool:
    return value is not None and abs(value - wanted) <= _TOLERANCE * wanted


def _print_misses(read: list[tuple[dict[str, str], list[Figure]]]) -> None:
    for note, figures in read:
        if any(figure.actor == _donor(note) for figure in figures):
            continue
        got = [f.actor for f in figures] or "sum not found"
        print(
            f"\n{note['ID']} {note['Countries']} {note['num']} {note['Original Currency']}: {got}"
        )
        print("   ", note["Explanation"])


if __name__ == "__main__":
    sys.exit(main())
