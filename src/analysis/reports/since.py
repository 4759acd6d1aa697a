"""What changed since the last report: new, changed and withdrawn claims, each with its sentence."""

from __future__ import annotations

from typing import TYPE_CHECKING

from analysis.reports import wording
from analysis.reports.claims import anchor, claims_of
from analysis.reports.fragments import Cell, Fragment, joined, paragraph, table
from analysis.reports.selection import find_path, select

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from pathlib import Path

    import pandas as pd

    from analysis.claims import Row
    from analysis.reports.claims import Claim
    from analysis.reports.report import Report

LIMIT = 30
_FIRST = "There is no earlier report to compare with."
_NOTHING = "No claim of this selection is new, changed or withdrawn since the last report."
_HEADERS = ("Change", "What is counted", "Number", "Claimant", "Was, or the sentence")


def since_last(report: Report, previous: str = "", *, limit: int = LIMIT) -> Fragment:
    """The claims that are new, changed or withdrawn since the last report, as a table.

    A number of a new or changed claim leads to its sentence; a withdrawn claim stands here with
    the sentence that stated it.

    Args:
        report: what this report speaks of.
        previous: the figures file of the last report; empty where there is none.
        limit: at most so many rows; 0 for all.

    Raises:
        ParameterError: there is no such file.
        TableError: it holds no figures table.
    """
    from analysis.changes import changes
    from analysis.claims import plain_rows
    from analysis.storage import read_figures

    if not previous:
        return paragraph(_FIRST)
    before = select(read_figures(find_path(previous)), report.selection)
    rows = plain_rows(changes(before, report.figures))
    if not rows:
        return paragraph(_NOTHING)
    claims = {**_by_id(before), **_by_id(report.figures)}
    shown = rows[:limit] if limit else rows
    cells = [_cells(row, claims) for row in shown]
    caption = f"Since the last report: {_counted(rows)}"
    told = table(list(_HEADERS), cells, caption=caption)
    left = len(rows) - len(shown)
    return joined([told, paragraph(f"{left:,} more changes are not shown.")]) if left else told


def _by_id(figures: pd.DataFrame) -> dict[str, Claim]:
    return {claim.figure_id: claim for claim in claims_of(figures)}


def _counted(rows: Sequence[Row]) -> str:
    from analysis.changes import KINDS

    counts = {kind: sum(row["change"] == kind for row in rows) for kind in KINDS}
    return wording.listed(f"{count:,} {kind}" for kind, count in counts.items() if count)


def _cells(row: Row, claims: Mapping[str, Claim]) -> list[Cell]:
    claim = claims.get(row["figure_id"] or row["old_figure_id"])
    href = f"#{anchor(row['figure_id'])}" if row["figure_id"] else ""
    # A number that only its bounds give, as in an annotated range, has no claim to word it.
    counted = wording.capitalised(wording.label(claim)) if claim else row["measure"]
    number = wording.bounded(claim) if claim else ""
    claimant = wording.speaker(claim) if claim else (row["attribution"] or "")
    words = row["details"] or " ".join((row["sentence"] or "").split())
    return [
        Cell(wording.capitalised(row["change"])),
        Cell(counted),
        Cell(number, href, is_number=True),
        Cell(claimant),
        Cell(words),
    ]


def find_last(figures: pd.DataFrame, current: Path, before: Path) -> Path | None:
    """The figures file of the last report whose claims differ from these.

    Args:
        figures: what is reported now.
        current: where the last run kept its figures.
        before: where it kept those of the report before them.

    Returns:
        `current` where its claims differ, else `before`; None where there is none.
    """
    from analysis.changes import changes
    from analysis.errors import TableError
    from analysis.storage import read_figures

    try:
        if current.is_file() and not changes(read_figures(current), figures).empty:
            return current
    except TableError:
        return None  # kept by another version, or damaged: nothing to compare with
    return before if before.is_file() else None
