"""Bytes as text where nobody says in which encoding: marks, then UTF-8, then the likeliest."""

from __future__ import annotations

import io
import re
from typing import TYPE_CHECKING, Any

from analysis.decoding import decode, marked_encoding
from analysis.errors import ArticleError
from analysis.sources.bounded import lines

if TYPE_CHECKING:
    from collections.abc import Iterator

# Controls that no text holds.
_NO_TEXT = re.compile(rb"[\x00-\x08\x0e-\x1a\x1c-\x1f]")
_SAMPLE, _LOOKED_AT = 4_000, 64 * 1024
_MOST_STRANGE = 0.05


def decode_leniently(content: bytes, declared: str | None = None) -> str:
    """Bytes as text: by `analysis.decoding`, else as what they look most like.

    Args:
        content: any bytes; what no charset explains becomes U+FFFD.
        declared: the charset that a head or a tag names.

    Raises:
        ArticleError: it is no text at all.
    """
    start = content[:_SAMPLE]
    if not marked_encoding(start) and len(_NO_TEXT.findall(start)) > _MOST_STRANGE * len(start):
        msg = "it holds no text but something else; give it the name of what it is"
        raise ArticleError(msg)
    try:
        return decode(content, declared)
    except ArticleError:
        return content.decode(_likeliest(content), errors="replace")


def _likeliest(content: bytes) -> str:
    from charset_normalizer import from_bytes

    best = from_bytes(content[:_LOOKED_AT]).best()
    return best.encoding if best else "utf-8"


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
    for number, line in enumerate(lines(buffered, largest), 1):
        if line is None:
            yield number, None
            continue
        try:
            yield number, decode(line)
        except ArticleError:
            yield number, line.decode("utf-8", errors="replace")
