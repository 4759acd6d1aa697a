"""Streams that give no more than they may: compressed files, long lines, whole documents."""

from __future__ import annotations

import io
from typing import TYPE_CHECKING, BinaryIO, cast

from analysis.errors import ArticleError

if TYPE_CHECKING:
    from collections.abc import Iterator
    from typing import Any

    from analysis.sources.limits import Limits

    Buffer = Any

_FREE = 100_000_000
_PIECE = 1 << 20


def unpacked(stream: BinaryIO, compression: str, size: int, limits: Limits) -> BinaryIO:
    """The content of a compressed stream, up to the limits.

    Args:
        stream: the compressed bytes.
        compression: ".gz", ".bz2", ".xz", or "" to hand the stream back.
        size: how many compressed bytes there are.
        limits: what it may give.
    """
    if not compression:
        return stream
    opened = _opened(stream, compression)
    return io.BufferedReader(_Bounded(opened, size, limits), _PIECE)


def _opened(stream: BinaryIO, compression: str) -> BinaryIO:
    if compression == ".gz":
        import gzip

        return cast("BinaryIO", gzip.GzipFile(fileobj=stream, mode="rb"))
    if compression == ".bz2":
        import bz2

        return cast("BinaryIO", bz2.BZ2File(stream))
    import lzma

    return cast("BinaryIO", lzma.LZMAFile(stream))


class _Bounded(io.RawIOBase):
    """Bytes of another stream, until they are too many for what they came from."""

    def __init__(self, stream: BinaryIO, size: int, limits: Limits) -> None:
        super().__init__()
        self._stream = stream
        self._left = min(limits.unpacked, max(_FREE, size * limits.ratio))

    def readable(self) -> bool:
        return True

    def readinto(self, buffer: Buffer) -> int:
        found = self._stream.read(min(len(buffer), _PIECE))
        self._left -= len(found)
        if self._left < 0:
            msg = "it unpacks to far more than its size allows, as a bomb does; it is read no "
            msg += "further. If it is sound, unpack it yourself"
            raise ArticleError(msg)
        buffer[: len(found)] = found
        return len(found)


def whole(stream: BinaryIO, largest: int) -> bytes:
    """All bytes of a stream.

    Raises:
        ArticleError: they are more than `largest`.
    """
    content = stream.read(largest + 1)
    if len(content) > largest:
        msg = f"it holds more than {largest:,} bytes, too many for an article; split it"
        raise ArticleError(msg)
    return content


def lines(stream: BinaryIO, largest: int) -> Iterator[bytes | None]:
    """The lines of a stream with their ends; None for one of more than `largest` bytes."""
    while line := stream.readline(largest + 1):
        if len(line) <= largest:
            yield line
            continue
        while line and not line.endswith(b"\n"):
            line = stream.readline(_PIECE)
        yield None
