"""The body of an answer: read to its end, unpacked, and never larger than is allowed."""

from __future__ import annotations

import zlib
from typing import TYPE_CHECKING

from analysis.errors import FetchError

if TYPE_CHECKING:
    import httpx

ACCEPTED = "gzip"
"""What a request says it takes: of the other codings none says how large it unpacks."""
_GZIP = ("gzip", "x-gzip")
_AS_IT_IS = ("", "identity")
_GZIP_FORM = 16 + zlib.MAX_WBITS


def read_body(answer: httpx.Response, largest: int) -> bytes:
    """The bytes of an answer, unpacked.

    Args:
        answer: an answer whose body is not yet read.
        largest: bytes that it may have, before and after unpacking.

    Raises:
        FetchError: it is larger, coded in a way that was not asked for, or cut off.
    """
    coding = answer.headers.get("content-encoding", "").strip().lower()
    if coding not in (*_GZIP, *_AS_IT_IS):
        msg = f"the site packs the page as {coding!r}, which was not asked for; "
        msg += "open it in a browser and save it into the folder"
        raise FetchError(msg)
    announced = answer.headers.get("content-length", "")
    if announced.isdecimal() and int(announced) > largest:
        raise _too_large(largest)
    unpacked = _Gzip(largest) if coding in _GZIP else None
    parts, received = [], 0
    for chunk in answer.iter_raw():
        received += len(chunk)
        if received > largest:
            raise _too_large(largest)
        parts.append(unpacked.add(chunk) if unpacked else chunk)
    if unpacked:
        unpacked.end()
    return b"".join(parts)


class _Gzip:
    """Unpacks piece by piece, and no further than is allowed."""

    def __init__(self, largest: int) -> None:
        self._largest = largest
        self._size = 0
        self._is_begun = False
        self._member = zlib.decompressobj(_GZIP_FORM)

    def add(self, chunk: bytes) -> bytes:
        parts = []
        while chunk:
            if self._member.eof:  # a file of gzip may be followed by another
                self._member = zlib.decompressobj(_GZIP_FORM)
            self._is_begun = True
            parts.append(self._next(chunk))
            chunk = self._member.unused_data
        return b"".join(parts)

    def _next(self, chunk: bytes) -> bytes:
        try:
            part = self._member.decompress(chunk, self._largest - self._size + 1)
        except zlib.error as error:
            msg = "the page is damaged: its gzip cannot be unpacked; try again later"
            raise FetchError(msg) from error
        self._size += len(part)
        if self._size > self._largest:
            raise _too_large(self._largest)
        return part

    def end(self) -> None:
        if self._is_begun and not self._member.eof:
            msg = "the page is cut off: its gzip ends too early; try again later"
            raise FetchError(msg)


def _too_large(largest: int) -> FetchError:
    return FetchError(
        f"it is larger than {largest:,} bytes, which no article is; check the address"
    )
