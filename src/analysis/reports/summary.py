"""What a run of `render_reports` did, for its caller and for the terminal."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path

_FAILED, _SKIPPED = 1, 3


@dataclass(frozen=True, slots=True)
class Failure:
    """A report that could not be made; the last good one of its name stays.

    Attributes:
        report: its name.
        notebook: the file of its notebook.
        cause: the cell and what went wrong.
        executed: the notebook as far as it ran; None where it did not start.
    """

    report: str
    notebook: Path
    cause: str
    executed: Path | None = None

    def __str__(self) -> str:
        kept = f"; as far as it ran: {self.executed}" if self.executed else ""
        return f"report {self.report} failed in {self.notebook.name}, {self.cause}{kept}"


@dataclass(frozen=True, slots=True)
class Summary:
    """What a run of `render_reports` did.

    Attributes:
        index: the page to open.
        rendered, unchanged: names of reports.
        failed: what could not be made.
        problems: articles that could not be read, and corrections that could not be applied.
        reasons: report → why it was to be made.
    """

    index: Path
    rendered: tuple[str, ...] = ()
    unchanged: tuple[str, ...] = ()
    failed: tuple[Failure, ...] = ()
    problems: tuple[str, ...] = ()
    reasons: Mapping[str, str] = field(default_factory=dict)

    @property
    def exit_code(self) -> int:
        """0 when all went well, 1 when a report failed, 3 when only something was left out."""
        if self.failed:
            return _FAILED
        return _SKIPPED if self.problems else 0

    def __str__(self) -> str:
        words = {"rendered": self.rendered, "unchanged": self.unchanged, "failed": self.failed}
        counts = [f"{len(names)} {word}" for word, names in words.items() if names]
        first = f"Reports: {', '.join(counts) or 'none'}; open {self.index}"
        made = [f"  {name}: {self.reasons[name]}" for name in self.rendered if name in self.reasons]
        return "\n".join([first, *made, *map(str, self.failed)])
