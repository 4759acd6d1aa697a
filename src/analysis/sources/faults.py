"""What libraries do with content that is broken: what they raise, and what they tell."""

from __future__ import annotations

import logging
import lzma
import struct
import warnings
import zlib
from contextlib import contextmanager
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator

BROKEN = (
    ArithmeticError,
    AssertionError,
    AttributeError,
    EOFError,
    LookupError,
    OSError,
    RuntimeError,
    SyntaxError,
    TypeError,
    ValueError,
    lzma.LZMAError,
    struct.error,
    zlib.error,
)
"""What is raised on content from outside, besides errors of the libraries' own kinds."""


@contextmanager
def quiet(*names: str) -> Iterator[None]:
    """Keep logs and warnings of libraries off the screen: what matters, the reader's error tells.

    Args:
        names: the libraries' loggers.
    """
    loggers = [logging.getLogger(name) for name in names]
    before = [one.level for one in loggers]
    for one in loggers:
        one.setLevel(logging.CRITICAL + 1)
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            yield
    finally:
        for one, level in zip(loggers, before, strict=True):
            one.setLevel(level)


def reason_of(error: Exception) -> str:
    """What an error tells, in one short line."""
    told = " ".join(str(error).split())[:200]
    return told or type(error).__name__
