"""Streams that give no more than they may: compressed files, long lines, whole documents."""

from __future__ import annotations

import io
from typing import TYPE_CHECKING, BinaryIO, cast

from analysis.errors import ArticleError

if TYPE_CHECKING:
    from collections.abc import Iterator
    from typing import Any

    from analysis.sources.limits import Limits
    from analysis.sources.raw import Source

    Buffer = Any

_FREE = 100_000_000
_PIECE, _LITTLE = 1 << 20, 1 << 16


class OversizeError(ArticleError):
    """A compressed file gives too much; there is no use in asking for more of it."""


class Budget:
    """How many bytes a compressed file, and all that lies in it, may still give.

    Args:
        size: how many bytes the file has itself.
        limits: what it may give.
    """

    def __init__(self, size: int, limits: Limits) -> None:
        self._left = min(limits.unpacked, max(_FREE, size * limits.ratio))

    def take(self, count: int) -> None:
        """Use up bytes.

        Raises:
            OversizeError: there are not so many left.
        """
        self._left -= count
        if self._left < 0:
            msg = "it unpacks to far more than its size allows, as a bomb does; it is read no "
            msg += "further. If it is sound, unpack it yourself"
            raise OversizeError(msg)


def unpacked(stream: BinaryIO, compression: str, budget: Budget) -> BinaryIO:
    """The content of a compressed stream, as far as the budget goes.

    Args:
        stream: the compressed bytes.
        compression: ".gz", ".bz2", ".xz", or "" to hand the stream back.
        budget: what it may give.
    """
    return bounded(_opened(stream, compression), budget) if compression else stream


def bounded(stream: BinaryIO, budget: Budget, faults: tuple[type[Exception], ...] = ()) -> BinaryIO:
    """A stream that gives no more than the budget allows.

    Args:
        stream: any bytes.
        budget: how many of them it may give.
        faults: what reading it raises where it is broken.
    """
    return io.BufferedReader(_Bounded(stream, budget, faults), _PIECE)


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

    def __init__(
        self, stream: BinaryIO, budget: Budget, faults: tuple[type[Exception], ...]
    ) -> None:
        super().__init__()
        self._stream, self._budget, self._faults = stream, budget, faults

    def readable(self) -> bool:
        return True

    def readinto(self, buffer: Buffer) -> int:
        try:
            found = self._stream.read(min(len(buffer), _PIECE))
        except self._faults as error:
            msg = f"broken ({error}); pack it again"
            raise ArticleError(msg) from error
        self._budget.take(len(found))
        buffer[: len(found)] = found
        return len(found)


def stretch(stream: BinaryIO, begin: int, end: int) -> BinaryIO:
    """The bytes of a file from one place to another, of which few are held at a time."""
    return io.BufferedReader(_Stretch(stream, begin, end), _PIECE)


class _Stretch(io.RawIOBase):
    def __init__(self, stream: BinaryIO, begin: int, end: int) -> None:
        super().__init__()
        stream.seek(begin)
        self._stream, self._left = stream, end - begin

    def readable(self) -> bool:
        return True

    def readinto(self, buffer: Buffer) -> int:
        found = self._stream.read(min(len(buffer), self._left))
        self._left -= len(found)
        buffer[: len(found)] = found
        return len(found)


def whole(stream: BinaryIO, largest: int, what: str = "an article") -> bytes:
    """All bytes of a stream.

    Args:
        stream: the bytes.
        largest: how many they may be.
        what: what they are, for the error.

    Raises:
        ArticleError: they are more than `largest`.
    """
    # A read of the largest size at once would set aside that much memory.
    content = stream.read(_LITTLE)
    if len(content) == _LITTLE:
        content += stream.read(largest + 1 - _LITTLE)
    if len(content) > largest:
        msg = f"it holds more than {largest:,} bytes, too many for {what}; split it"
        raise ArticleError(msg)
    return content


def seekable(source: Source, largest: int) -> BinaryIO:
    """The stream of a file that is read in any order; of a compressed one its whole content.

    Raises:
        ArticleError: that is more than `largest` bytes.
    """
    if source.nesting or not source.kind.compression:  # a member is in memory already
        return source.stream
    return io.BytesIO(whole(source.stream, largest, "a file that is packed once more"))


def lines(stream: BinaryIO, largest: int) -> Iterator[bytes | None]:
    """The lines of a stream with their ends; None for one of more than `largest` bytes."""
    while line := stream.readline(largest + 1):
        if len(line) <= largest:
            yield line
            continue
        while line and not line.endswith(b"\n"):
            line = stream.readline(_PIECE)
        yield None
