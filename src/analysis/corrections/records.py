"""Corrections as a person writes them: one a row of corrections.csv, each row checked."""

from __future__ import annotations

import csv
import io
import re
from dataclasses import dataclass, field, replace
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Any

from analysis.corrections.values import CHANGEABLE, cell_of, checked_values
from analysis.errors import CorrectionError, unreadable, unwritable
from analysis.finding import is_file, is_folder

if TYPE_CHECKING:
    import os
    from collections.abc import Iterable, Mapping, Sequence

FILE_NAME = "corrections.csv"
NO_CORRECTIONS = "none"
ACTIONS = ("change", "drop", "add", "same_event")
_PLACE = ("article_id", "start", "end", "words", "action", "of")
_SAID = ("same_event", "who", "when", "why")
FILE_COLUMNS = (*_PLACE, *CHANGEABLE, *_SAID)
"""The columns of corrections.csv, in their order."""

_REQUIRED = ("article_id", "words", "action", "who", "when", "why")
_NEEDED_TO_ADD = ("measure", "value")
# A spreadsheet takes a cell that starts so for a formula; see analysis.storage.
_FORMULA = re.compile(r"^'*[=+\-@\t\r]")


@dataclass(frozen=True, slots=True)
class Correction:
    """One thing that a person put right.

    Attributes:
        article_id: the article.
        words: the words in its text, verbatim, that hold the number.
        action: `change`, `drop`, `add` or `same_event`.
        who, when, why: who says so, on which day, for what reason.
        start: where the words began when it was written; None where nobody counted.
        of: the measure of the figure that is meant, where the words state several.
        columns: column → its right value, None for missing; for `change` and `add`.
        same_event: a mark; all figures with the same mark are about one event.
        row: the line of the file that it stands on, 0 for none.
    """

    article_id: str
    words: str
    action: str
    who: str
    when: date
    why: str
    start: int | None = None
    of: str | None = None
    columns: Mapping[str, Any] = field(default_factory=dict, hash=False)
    same_event: str | None = None
    row: int = field(default=0, compare=False)

    @property
    def said(self) -> str:
        """Who, when and why, as tables and reports show it."""
        return f"{self.who}, {self.when.isoformat()}: {self.why}"

    def __str__(self) -> str:
        """Where the correction stands, what it speaks of and what it does."""
        row = f"line {self.row}: " if self.row else ""
        return f"{row}{self.action} {self.article_id} «{' '.join(self.words.split())}»"


def find_corrections(articles: str | os.PathLike[str]) -> Path | None:
    """The file of corrections that belongs to articles: `corrections.csv` with them or beside.

    Args:
        articles: a file, a folder or a pattern. For `data/articles` it is
            `data/articles/corrections.csv` or `data/corrections.csv`.

    Returns:
        The file; None where there is none.
    """
    folder = _folder_of(Path(articles))
    places = (folder / FILE_NAME, folder.parent / FILE_NAME)
    return next((place for place in places if is_file(place)), None)


def corrections_of(
    articles: Iterable[str | os.PathLike[str]], given: str | os.PathLike[str] | None = None
) -> list[Correction]:
    """The corrections to apply to articles, of all files that belong to them.

    Args:
        articles: files, folders and patterns.
        given: the file to use instead; `none` for no corrections.

    Raises:
        CorrectionError: a file cannot be read, or a row of it breaks a rule.
    """
    if given is not None:
        return [] if str(given) == NO_CORRECTIONS else read_corrections(given)
    files = dict.fromkeys(find_corrections(path) for path in articles)
    return [one for file in files if file is not None for one in read_corrections(file)]


def place_for_corrections(articles: str | os.PathLike[str]) -> Path:
    """Where a correction of articles is written: the file there is, else the one to be made."""
    folder = _folder_of(Path(articles))
    new = folder.parent if folder.name == "articles" else folder
    return find_corrections(articles) or new / FILE_NAME


def _folder_of(path: Path) -> Path:
    while any(sign in part for part in path.parts for sign in "*?["):
        path = path.parent
    return path if is_folder(path) else path.parent


def read_corrections(path: str | os.PathLike[str]) -> list[Correction]:
    """Read a file of corrections and check each of its rows.

    Args:
        path: a CSV file in UTF-8 with the columns of `FILE_COLUMNS`, in any order. Columns that
            no row needs may be left out; an empty cell says nothing, `none` makes one missing.

    Raises:
        CorrectionError: the file cannot be read, or a row breaks a rule; the text names both.
    """
    source = Path(path)
    try:
        text = _decoded(source, source.read_bytes())
    except OSError as error:
        raise CorrectionError(unreadable(source, error)) from error
    reader = csv.DictReader(io.StringIO(text, newline=""), delimiter=_delimiter(text))
    _check_header(source, reader.fieldnames or ())
    found = []
    for row in reader:
        try:
            found.extend([_correction(row, reader.line_num)] if any(row.values()) else [])
        except CorrectionError as error:
            msg = f"{source}, line {reader.line_num}: {error}"
            raise CorrectionError(msg) from error
    return found


def _decoded(source: Path, content: bytes) -> str:
    try:
        return content.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = content.count(b"\n", 0, error.start) + 1
        msg = f"{source}: line {line} is not UTF-8; save it as CSV in UTF-8"
        raise CorrectionError(msg) from error


def _delimiter(text: str) -> str:
    """What parts the cells: in some countries spreadsheets write semicolons."""
    header = text.split("\n", 1)[0]
    return max(",;\t", key=header.count)


def _check_header(source: Path, names: Sequence[str]) -> None:
    unknown = [name for name in names if name not in FILE_COLUMNS]
    missing = [name for name in _REQUIRED if name not in names]
    if unknown or missing:
        wrong = f"has the unknown column {unknown[0]!r}" if unknown else f"lacks {missing[0]!r}"
        msg = f"{source}: its first line {wrong}; the columns are {', '.join(FILE_COLUMNS)}"
        raise CorrectionError(msg)


def _correction(row: Mapping[str | None, Any], line: int) -> Correction:
    if None in row:
        msg = "it has more cells than the first line; put cells that hold a comma in quotes"
        raise CorrectionError(msg)
    cells = {str(name): _text_of(value or "") for name, value in row.items()}
    for name in _REQUIRED:
        if not cells[name].strip():
            msg = f"{name} is empty"
            raise CorrectionError(msg)
    start = _start_of(cells)
    given = {name: cells[name] for name in CHANGEABLE if cells.get(name)}
    return checked(
        Correction(
            article_id=cells["article_id"].strip(),
            words=cells["words"],
            action=cells["action"].strip(),
            who=cells["who"].strip(),
            when=_day(cells["when"]),
            why=cells["why"].strip(),
            start=start,
            of=cells.get("of", "").strip() or None,
            columns=checked_values(given),
            same_event=cells.get("same_event", "").strip() or None,
            row=line,
        )
    )


def _start_of(cells: Mapping[str, str]) -> int | None:
    start, end = cells.get("start", "").strip(), cells.get("end", "").strip()
    for name, cell in (("start", start), ("end", end)):
        if cell and not cell.isdecimal():
            msg = f"{name} is {cell!r}; give a whole number of characters, or leave it empty"
            raise CorrectionError(msg)
    if start and end and int(end) - int(start) != len(cells["words"]):
        msg = (
            f"start {start} and end {end} are {int(end) - int(start)} characters apart, but the "
            f"words have {len(cells['words'])}; leave start and end empty to have them found"
        )
        raise CorrectionError(msg)
    return int(start) if start else None


def _day(cell: str) -> date:
    try:
        return date.fromisoformat(cell.strip())
    except ValueError as error:
        msg = f"when is {cell!r}; write the day as 2025-02-12"
        raise CorrectionError(msg) from error


def checked(correction: Correction) -> Correction:
    """Return a correction unchanged if its action has what it needs, and no more.

    Raises:
        CorrectionError: it has not; the text names the rule.
    """
    action, values = correction.action, correction.columns
    if action not in ACTIONS:
        msg = f"action is {action!r}, not one of {', '.join(ACTIONS)}"
        raise CorrectionError(msg)
    if problem := _problem(correction, values):
        msg = f"{action}: {problem}"
        raise CorrectionError(msg)
    return correction


def _problem(correction: Correction, values: Mapping[str, Any]) -> str | None:
    action = correction.action
    if action == "add":
        lacking = [name for name in _NEEDED_TO_ADD if values.get(name) is None]
        return f"an added figure needs a {lacking[0]}" if lacking else None
    if action == "change" and not values:
        return f"it changes nothing; fill one of {', '.join(CHANGEABLE)}"
    if action in ("drop", "same_event") and values:
        return f"it takes no {next(iter(values))}; use a row of its own with action change"
    if (action == "same_event") != (correction.same_event is not None):
        return "same_event holds the mark that claims of one event share, and only there"
    return None


def add_corrections(path: str | os.PathLike[str], corrections: Iterable[Correction]) -> Path:
    """Add rows to a file of corrections; what stands there stays as it is, byte for byte.

    Args:
        path: the file; made with its header where it is missing.
        corrections: what to add.

    Raises:
        CorrectionError: the file cannot be read or written, or has other columns.
    """
    from analysis.storage import put_in_place

    target = Path(path)
    new = [checked(one) for one in corrections]
    try:
        before = target.read_bytes() if target.exists() else b""
        rows = _rows_after(target, before, [_cells(one) for one in new])
        target.parent.mkdir(parents=True, exist_ok=True)
        put_in_place(target, before + rows.encode())
    except OSError as error:
        raise CorrectionError(unwritable(target, error)) from error
    return target


def _rows_after(target: Path, before: bytes, rows: Iterable[Mapping[str, str]]) -> str:
    """Rows written as those before them are: the same columns, delimiter and ends of lines."""
    text = _decoded(target, before)
    out = io.StringIO(newline="")
    end = "\r\n" if "\r\n" in text else "\n"
    if text and not text.endswith("\n"):
        out.write(end)
    columns, delimiter = _columns_of(target, text), _delimiter(text)
    writer = csv.DictWriter(out, columns, delimiter=delimiter, lineterminator=end, restval="")
    if not text:
        writer.writeheader()
    writer.writerows(rows)
    return out.getvalue()


def _columns_of(target: Path, before: str) -> Sequence[str]:
    if not before:
        return FILE_COLUMNS
    names = next(csv.reader(io.StringIO(before, newline=""), delimiter=_delimiter(before)), [])
    lacking = [name for name in FILE_COLUMNS if name not in names]
    if lacking:
        msg = f"{target} has no column {lacking[0]}; add it to the first line"
        raise CorrectionError(msg)
    return names


def _cells(correction: Correction) -> dict[str, str]:
    start = correction.start
    plain = {
        "article_id": correction.article_id,
        "start": "" if start is None else str(start),
        "end": "" if start is None else str(start + len(correction.words)),
        "words": correction.words,
        "action": correction.action,
        "of": correction.of or "",
        **{name: cell_of(value) for name, value in correction.columns.items()},
        "same_event": correction.same_event or "",
        "who": correction.who,
        "when": correction.when.isoformat(),
        "why": correction.why,
    }
    return {name: _FORMULA.sub(r"'\g<0>", cell) for name, cell in plain.items()}


def _text_of(cell: str) -> str:
    """A cell's text: without the apostrophe before what looks like a formula."""
    plain = cell.replace("\r\n", "\n")
    return re.sub(r"^'(?='*[=+\-@\t\r])", "", plain)


def moved(correction: Correction, start: int, words: str) -> Correction:
    """The correction at another place of its text."""
    return replace(correction, start=start, words=words)
