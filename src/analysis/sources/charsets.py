"""Bytes as text where nobody says in which encoding: marks, then UTF-8, then the likeliest."""

from __future__ import annotations

import codecs
import io
from typing import TYPE_CHECKING, Any

from analysis.sources.bounded import lines

if TYPE_CHECKING:
    from collections.abc import Iterator

_MARKS = {
    codecs.BOM_UTF8: "utf-8-sig",
    codecs.BOM_UTF32_LE: "utf-32",
    codecs.BOM_UTF32_BE: "utf-32",
    codecs.BOM_UTF16_LE: "utf-16",
    codecs.BOM_UTF16_BE: "utf-16",
}
_SAMPLE = 64 * 1024
_FALLBACK = "windows-1252"


def marked_encoding(content: bytes) -> str | None:
    """The encoding that a byte order mark tells."""
    return next((name for mark, name in _MARKS.items() if content.startswith(mark)), None)


def decode_guessed(content: bytes, declared: str | None = None) -> str:
    """Bytes as text; what no encoding explains becomes U+FFFD.

    Args:
        content: any bytes.
        declared: the encoding that a head or a tag names, which may be wrong.
    """
    for encoding in (marked_encoding(content), declared, "utf-8"):
        try:
            return content.decode(encoding or "utf-8")
        except (UnicodeError, LookupError):
            continue
    return content.decode(likeliest(content), errors="replace")


def likeliest(content: bytes) -> str:
    """The encoding that the first bytes of a text look most like."""
    from charset_normalizer import from_bytes

    best = from_bytes(content[:_SAMPLE]).best()
    return best.encoding if best else _FALLBACK


def text_lines(stream: Any, largest: int) -> Iterator[tuple[int, str | None]]:  # noqa: ANN401
    """The lines of a stream as text, each with its number; None for one of too many bytes.

    Each line is decoded by itself, so that one written in another encoding spoils no other.
    """
    buffered = stream if hasattr(stream, "peek") else io.BufferedReader(stream)
    encoding = marked_encoding(buffered.peek(4)[:4])
    if encoding and encoding != "utf-8-sig":
        # Their line ends are wider than a byte.
        texts = io.TextIOWrapper(buffered, encoding, errors="replace", newline="\n")
        try:
            yield from enumerate(iter(lambda: texts.readline(largest), ""), 1)
        finally:
            texts.detach()  # the stream is its opener's to close
        return
    guessed = ""
    for number, line in enumerate(lines(buffered, largest), 1):
        if line is None:
            yield number, None
            continue
        try:
            yield number, line.decode("utf-8-sig" if number == 1 else "utf-8")
        except UnicodeDecodeError:
            guessed = guessed or likeliest(line)
            yield number, line.decode(guessed, errors="replace")
