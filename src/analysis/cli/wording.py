"""What the commands share: text that a terminal does not obey, and counted nouns."""

from __future__ import annotations

import re

# C0 and C1 controls but for tab and newline, then the marks that reorder or hide text.
_UNSAFE = re.compile(r"[\x00-\x08\x0b-\x1f\x7f-\x9f\u200b\u200e\u200f\u202a-\u202e\u2060-\u2069]")


def harmless(text: str) -> str:
    r"""The text with each control character made visible, so that a terminal does not obey it.

    The length stays, so that offsets of figures still hold.

    >>> harmless("\x1b[31mred")
    '␛[31mred'
    """
    return _UNSAFE.sub(_visible, text)


def counted(number: int, noun: str) -> str:
    """A number with its noun: "1 figure", "1,200 figures"."""
    return f"{number:,} {noun}{'' if number == 1 else 's'}"


def _visible(match: re.Match[str]) -> str:
    code = ord(match[0])
    if code < ord(" "):
        return chr(0x2400 + code)
    return "␡" if match[0] == "\x7f" else "�"
