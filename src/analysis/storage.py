"""Figures tables in files: Parquet, CSV, JSON lines and Excel, whole or not at all."""

from __future__ import annotations

import glob
import io
import json
import os
import re
import zipfile
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import TYPE_CHECKING, Any, cast

import pandas as pd

from analysis.errors import TableError, unreadable, unwritable
from analysis.schema import (
    COLUMNS,
    DAY,
    NUMBER,
    OFFSET,
    TEXT,
    check_figures,
    dtype_of,
    figures_frame,
    with_all_columns,
)

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator

_TEXTS = tuple(name for name, kind in COLUMNS.items() if kind == TEXT)
_DAYS = tuple(name for name, kind in COLUMNS.items() if kind == DAY)
# A spreadsheet takes a cell that starts so for a formula. Apostrophes in front are counted in,
# so that taking one away on reading gives the text back exactly.
_FORMULA = re.compile(r"^'*[=+\-@\t\r]")
# Excel's format has no room for these control characters.
_UNPRINTABLE = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff]")


def write_figures(figures: pd.DataFrame, path: str | os.PathLike[str]) -> Path:
    """Write a figures table to a file; its suffix chooses the form.

    Args:
        figures: a figures table.
        path: ends in .parquet (zstd), .csv, .jsonl or .xlsx; missing folders are made.

    Returns:
        The path written. The file is replaced in one step: on a failure the old one stays.

    In .csv and .xlsx a text that a spreadsheet would run as a formula (it starts with = + - @, a
    tab or a carriage return) gets an apostrophe in front; `read_figures` takes it away again.

    Raises:
        TableError: not a figures table, an unknown suffix, or the file cannot be written.

    >>> import tempfile
    >>> import analysis
    >>> figures = analysis.extract("Ukraine shot down 71 of 123 drones.")
    >>> with tempfile.TemporaryDirectory() as folder:
    ...     path = write_figures(figures, f"{folder}/figures.parquet")
    ...     list(analysis.read_figures(f"{folder}/figures.parquet")["value"])
    [71.0, 123.0]
    """
    target = Path(path)
    content = encode_figures(figures, target.suffix)
    try:
        target.parent.mkdir(parents=True, exist_ok=True)
        put_in_place(target, content)
    except OSError as error:
        raise TableError(unwritable(target, error)) from error
    return target


def put_in_place(target: Path, content: bytes) -> None:
    """Write a file in one step: on a failure the old one stays.

    Raises:
        OSError: the file cannot be written.
    """
    with written_aside(target) as beside:
        beside.write_bytes(content)


@contextmanager
def written_aside(target: Path) -> Iterator[Path]:
    """A path to write to, which takes the target's place once it is safe on the disk.

    Raises:
        OSError: it cannot be written.
    """
    beside = target.with_name(f".{target.name}.{os.getpid()}.part")
    try:
        yield beside
        with beside.open("rb") as file:
            os.fsync(file.fileno())
        beside.replace(target)
    finally:  # also on Ctrl-C nothing half-written stays behind
        with suppress(OSError):
            beside.unlink()


def remove_unfinished(target: Path) -> None:
    """Remove what runs that were killed left beside a file that they were writing."""
    for path in target.parent.glob(f".{glob.escape(target.name)}.*.part"):
        with suppress(OSError):
            path.unlink()


def encode_figures(figures: pd.DataFrame, suffix: str) -> bytes:
    """A figures table as the bytes of a file of the form `suffix` (".csv").

    Raises:
        TableError: not a figures table, or an unknown suffix.
    """
    whole = with_all_columns(check_figures(figures))
    return _FORMS[_known(suffix)][0](whole[list(COLUMNS)])


def read_figures(path: str | os.PathLike[str]) -> pd.DataFrame:
    """Read a figures table that `write_figures` wrote, with the types it had.

    Args:
        path: the file, or the folder that `analysis extract CORPUS -o FOLDER/` wrote.

    Raises:
        TableError: no such file, an unknown suffix, or no figures table in it.
    """
    source = Path(path)
    if source.is_dir():
        return _read_parts(source)
    if source.exists():
        _known(source.suffix)
    try:
        return decode_figures(source.read_bytes(), source.suffix)
    except OSError as error:
        raise TableError(unreadable(source, error)) from error
    except TableError as error:
        msg = f"{source}: {error}"
        raise TableError(msg) from error
    except (ValueError, TypeError, KeyError, zipfile.BadZipFile) as error:
        msg = f"{source} holds no figures table that can be read: {error}"
        raise TableError(msg) from error


def _read_parts(folder: Path) -> pd.DataFrame:
    """The figures of all parts, one under the other."""
    parts = sorted(folder.glob("figures-*.parquet"))
    if not parts:
        msg = f"{folder}: it holds no figures-*.parquet; name the folder that extract wrote"
        raise TableError(msg)
    return stacked([read_figures(part) for part in parts])


def stacked(tables: Iterable[pd.DataFrame]) -> pd.DataFrame:
    """Figures tables one under the other, with the types of one."""
    present = [table for table in tables if len(table)]
    if not present:
        return figures_frame({})
    # Categories of two tables would become objects, and those that no row has any more would stay.
    texts = [table.assign(unit=table["unit"].astype("str")) for table in present]
    return with_types(pd.concat(texts, ignore_index=True))


def decode_figures(content: bytes, suffix: str) -> pd.DataFrame:
    """The figures table that `encode_figures` made bytes of.

    Raises:
        TableError: an unknown suffix, or a table of another kind.
        ValueError: the bytes are no such file; TypeError, KeyError and BadZipFile mean the same.
    """
    found = with_all_columns(check_figures(_FORMS[_known(suffix)][1](content)))
    return with_types(found)


def with_types(figures: pd.DataFrame) -> pd.DataFrame:
    """The figures table's columns alone, in their order and with their types."""
    return figures[list(COLUMNS)].astype({name: cast("Any", dtype_of(name)) for name in COLUMNS})


def _known(suffix: str) -> str:
    if suffix.lower() in _FORMS:
        return suffix.lower()
    msg = f"no table is written as {suffix or 'a file without a suffix'}; use {', '.join(_FORMS)}"
    raise TableError(msg)


def _to_parquet(figures: pd.DataFrame) -> bytes:
    file = io.BytesIO()
    figures.to_parquet(file, compression="zstd", index=False)
    return file.getvalue()


def _from_parquet(content: bytes) -> pd.DataFrame:
    return pd.read_parquet(io.BytesIO(content))


def _to_csv(figures: pd.DataFrame) -> bytes:
    return _harmless(figures).to_csv(index=False, lineterminator="\n").encode()


def _from_csv(content: bytes) -> pd.DataFrame:
    text = io.StringIO(content.decode("utf-8-sig"), newline="")
    raw = pd.read_csv(text, dtype=str, keep_default_na=False, na_values=[""])
    return _numbered(_as_stated(raw))


def _to_jsonl(figures: pd.DataFrame) -> bytes:
    plain = _dated(figures).astype(object).where(figures.notna(), None)
    rows = [json.dumps(row, ensure_ascii=False) + "\n" for row in plain.to_dict("records")]
    return "".join(rows).encode()


def _from_jsonl(content: bytes) -> pd.DataFrame:
    rows = [json.loads(line) for line in content.decode().split("\n") if line]
    return pd.DataFrame(rows, columns=None if rows else list(COLUMNS))


def _to_xlsx(figures: pd.DataFrame) -> bytes:
    file = io.BytesIO()
    safe = _harmless(figures)
    for name in _TEXTS:
        safe[name] = safe[name].str.replace(_UNPRINTABLE, "\ufffd", regex=True)
    safe.to_excel(file, index=False, sheet_name="figures", freeze_panes=(1, 0))
    return file.getvalue()


def _from_xlsx(content: bytes) -> pd.DataFrame:
    raw = pd.read_excel(io.BytesIO(content), dtype=str, keep_default_na=False, na_values=[""])
    return _numbered(_as_stated(raw))


def _harmless(figures: pd.DataFrame) -> pd.DataFrame:
    safe = _dated(figures)
    for name in _TEXTS:
        safe[name] = without_formulas(figures[name])
    return safe


def without_formulas(texts: pd.Series[Any]) -> pd.Series[Any]:
    """Texts with an apostrophe before each that a spreadsheet would run as a formula."""
    return texts.str.replace(_FORMULA, r"'\g<0>", regex=True)


def _as_stated(raw: pd.DataFrame) -> pd.DataFrame:
    """Take the apostrophe away that `_harmless` put before a text."""
    return raw.assign(
        **{
            name: raw[name].str.replace(r"^'(?='*[=+\-@\t\r])", "", regex=True)
            for name in _TEXTS
            if name in raw.columns
        }
    )


def _dated(figures: pd.DataFrame) -> pd.DataFrame:
    """Days as text such as 2025-02-12: there is no time of day in the table."""
    return figures.assign(**{name: figures[name].dt.strftime("%Y-%m-%d") for name in _DAYS})


def _numbered(raw: pd.DataFrame) -> pd.DataFrame:
    numbers = [name for name, kind in COLUMNS.items() if kind in (NUMBER, OFFSET)]
    return raw.assign(**{name: pd.to_numeric(raw[name]) for name in numbers if name in raw.columns})


_FORMS: dict[str, tuple[Callable[[pd.DataFrame], bytes], Callable[[bytes], pd.DataFrame]]] = {
    ".parquet": (_to_parquet, _from_parquet),
    ".csv": (_to_csv, _from_csv),
    ".jsonl": (_to_jsonl, _from_jsonl),
    ".xlsx": (_to_xlsx, _from_xlsx),
}
