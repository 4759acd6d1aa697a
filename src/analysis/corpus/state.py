"""What a run knows of the last one, in one hidden file beside the figures.

The file begins with a line that names its form, a hash of the line after it, and that line: what
the last run saw and wrote. A run that finds the same again reads no further. Behind it stand the
record of each file and the figures as the machine read them, without corrections.
"""

from __future__ import annotations

import json
from dataclasses import asdict, dataclass, field
from hashlib import sha256
from pathlib import Path
from typing import TYPE_CHECKING, Any

from analysis.errors import AnalysisError

if TYPE_CHECKING:
    import pandas as pd

_FORM = b"analysis: state of a run, form 3\n"
_LONGEST_LINE = 50_000_000  # bytes


class StateError(AnalysisError):
    """The file is damaged, of another form or no state at all; the text says which."""


@dataclass(frozen=True, slots=True)
class Head:
    """What the last run saw, told and wrote.

    Attributes:
        key: hash of the code and settings.
        code: what tells that the code is as it was (`stamp_of_code`), and the code's hash.
        listing: digest of the articles' files.
        corrections: hash of the corrections.
        outputs: each file written → its size in bytes and its time in nanoseconds.
        told: what the run told: counts, and the texts of what was left out.
        body: hash and length in bytes of the records, of the figures and of the signatures.
    """

    key: str
    code: tuple[str, str]
    listing: str
    corrections: str
    outputs: dict[str, list[int]]
    told: dict[str, Any]
    body: list[tuple[str, int]] = field(default_factory=list)


@dataclass(frozen=True, slots=True)
class Record:
    """One file as it was read.

    Attributes:
        size: in bytes.
        changed: time of its last change in nanoseconds; -1 where it was saved just before.
        content: hash of its bytes.
        name: the id that it was read under.
        articles: the ids of the articles in it.
        errors: the texts of what could not be read.
        left_out: the members of an archive that are of no known kind.
        has_clashed: whether an article was refused the id that it wished for.
        foreign: the ids of articles in another script than English is written in.
    """

    size: int
    changed: int
    content: str
    name: str
    articles: list[str]
    errors: list[str]
    left_out: list[str]
    has_clashed: bool = False
    foreign: list[str] = field(default_factory=list)


def place_of_state(output: str | Path) -> Path:
    """Where the state of a run stands that writes this file: `.figures.parquet.state` beside it."""
    path = Path(output)
    return path.with_name(f".{path.name}.state")


def read_head(path: Path) -> Head | None:
    """What the last run saw; None where there was none.

    Raises:
        StateError: the file is no state, damaged, or cannot be read.
    """
    try:
        with path.open("rb") as file:
            return _head(file.readline(len(_FORM)), file.readline(_LONGEST_LINE))
    except FileNotFoundError:
        return None
    except OSError as error:
        raise _unusable(path, f"cannot be read: {error.strerror}") from error
    except (ValueError, TypeError) as error:
        raise _unusable(path, str(error)) from error


@dataclass(frozen=True, slots=True)
class Body:
    """What a run that finds something changed goes on with.

    Attributes:
        records: path → record.
        figures: without corrections.
        signatures: those of articles with figures (`analysis.duplicates`); of few none are kept.
    """

    records: dict[str, Record]
    figures: pd.DataFrame
    signatures: pd.DataFrame


def read_body(path: Path) -> Body:
    """What the state holds behind its head.

    Raises:
        StateError: the file is no state, damaged, or cannot be read.
    """
    import io

    import pandas as pd

    from analysis.errors import TableError
    from analysis.storage import decode_figures

    try:
        form, line, rest = path.read_bytes().split(b"\n", 2)
        parts = []
        for told, length in _head(form + b"\n", line + b"\n").body:
            parts.append(rest[:length])
            rest = rest[length:]
            if _hash(parts[-1]) != told:
                raise _unusable(path, "its content is not what was written")
        records = {name: Record(*row) for name, row in json.loads(parts[0]).items()}
        figures = decode_figures(parts[1], ".parquet")
        return Body(records, figures, pd.read_parquet(io.BytesIO(parts[2])))
    except OSError as error:
        raise _unusable(path, f"cannot be read: {error.strerror}") from error
    except (ValueError, TypeError, KeyError, IndexError, TableError) as error:
        raise _unusable(path, str(error)) from error


def write_state(path: Path, head: Head, body: Body) -> None:
    """Write the state in one step.

    Args:
        path: the file.
        head: what the run saw and wrote; its `body` is set here.
        body: the rest.

    Raises:
        OSError: it cannot be written.
    """
    # They load pandas, which a run without changes needs not.
    from analysis.storage import encode_figures, put_in_place

    rows = _json({name: [*_fields(record)] for name, record in body.records.items()})
    signatures = body.signatures.to_parquet(compression="zstd", index=False)
    parts = [rows, encode_figures(body.figures, ".parquet"), signatures]
    line = _json({**asdict(head), "body": [(_hash(part), len(part)) for part in parts]})
    put_in_place(path, b"".join([_FORM, _hash(line).encode(), b" ", line, b"\n", *parts]))


def _fields(record: Record) -> tuple[object, ...]:
    return tuple(getattr(record, name) for name in Record.__slots__)


def _head(form: bytes, line: bytes) -> Head:
    if form != _FORM:
        msg = "it is of another form"
        raise ValueError(msg)
    told, _, content = line.removesuffix(b"\n").partition(b" ")
    if told.decode() != _hash(content):
        msg = "its first lines are not what was written"
        raise ValueError(msg)
    return Head(**json.loads(content))


def _json(value: object) -> bytes:
    return json.dumps(value, separators=(",", ":")).encode()


def _hash(content: bytes) -> str:
    return sha256(content).hexdigest()


def _unusable(path: Path, why: str) -> StateError:
    return StateError(f"{path}: {why}; all articles are read anew")
