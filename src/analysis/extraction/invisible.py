"""Words and numbers that invisible characters cut: read as if whole, with offsets in the text.

Articles are cleaned before they are read; this is for a text that is given as it is.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Sequence

_SIGNS = "\u00ad\u200b\u200c\u200d\u2060\ufeff"  # soft hyphen, spaces and joiners without width
_WITHIN = re.compile(f"(?<=\\w)[{_SIGNS}]+(?=\\w)")


@dataclass(frozen=True, slots=True)
class WholeWords:
    """A text without the invisible characters within its words.

    Attributes:
        text: the text to read.
        original: the text as given.
    """

    text: str
    original: str
    _cuts: Sequence[int]
    _removed: Sequence[int]

    def span(self, start: int, end: int) -> tuple[int, int]:
        """Where a stretch of `text`, not empty, stands in the original."""
        return self._place(start), self._place(end - 1) + 1

    def _place(self, at: int) -> int:
        cut = bisect_right(self._cuts, at)
        return at + (self._removed[cut - 1] if cut else 0)


def whole_words(text: str) -> WholeWords | None:
    r"""The text with its cut words made whole; None where no word is cut, as in most texts.

    >>> whole_words("71 dro\u00adnes").text
    '71 drones'
    """
    if text.isascii() or not any(map(text.__contains__, _SIGNS)):
        return None
    cuts: list[int] = []
    removed: list[int] = []
    total = 0
    for found in _WITHIN.finditer(text):
        cuts.append(found.start() - total)
        total += found.end() - found.start()
        removed.append(total)
    return WholeWords(_WITHIN.sub("", text), text, cuts, removed) if cuts else None
