"""How much of a file is read before it is taken for a mistake or an attack."""

from __future__ import annotations

from dataclasses import dataclass

from analysis.articles import LARGEST_FILE

_GB = 1_000_000_000


@dataclass(frozen=True, slots=True)
class Limits:
    """Bounds on what is read; beyond one of them the file, or the part of it, is an error.

    Attributes:
        article: bytes of one article, whatever it comes in: a file, a record, a page, a member.
        unpacked: bytes that one compressed file may give.
        ratio: how many times its own size a compressed file may give, beyond the first 100 MB.
        members: files in one archive.
        nesting: archives in archives in archives.
        nested: bytes of an archive or a Parquet file that lies in an archive; it is held in memory.
        depth: elements in elements of a page.
        tags: elements of a page.
        seconds: time for one document.
    """

    article: int = LARGEST_FILE
    unpacked: int = 500 * _GB
    ratio: int = 200
    members: int = 5_000_000
    nesting: int = 3
    nested: int = 200_000_000
    depth: int = 200
    tags: int = 100_000
    seconds: float = 20.0
