"""What a person put right: corrections of figures, kept in a file and applied on every run.

A correction names an article and the words in it, says what is wrong there, and who says so,
when and why. docs/corrections.md shows how to write one.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from analysis.loading import loaded_on_demand

if TYPE_CHECKING:
    from analysis.corrections.applying import (
        CorrectionWarning,
        Outcome,
        apply_corrections,
        check_corrections,
    )
    from analysis.corrections.gold import corrected_gold
    from analysis.corrections.records import (
        Correction,
        add_corrections,
        corrections_of,
        find_corrections,
        read_corrections,
    )
    from analysis.corrections.writing import correct, write_corrections

__all__ = [
    "Correction",
    "CorrectionWarning",
    "Outcome",
    "add_corrections",
    "apply_corrections",
    "check_corrections",
    "correct",
    "corrected_gold",
    "corrections_of",
    "find_corrections",
    "read_corrections",
    "write_corrections",
]

_HOMES = {
    "applying": ("CorrectionWarning", "Outcome", "apply_corrections", "check_corrections"),
    "gold": ("corrected_gold",),
    "records": (
        "Correction",
        "add_corrections",
        "corrections_of",
        "find_corrections",
        "read_corrections",
    ),
    "writing": ("correct", "write_corrections"),
}

__getattr__ = loaded_on_demand(__name__, _HOMES)


def __dir__() -> list[str]:
    return sorted(__all__)
