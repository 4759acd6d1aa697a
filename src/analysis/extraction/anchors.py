"""Whether an article can be about the war at all: a few plain searches before it is read."""

from __future__ import annotations

from functools import cache

from analysis.extraction.lexicon import read_lexicon

# A sentence or a lead need not name the war ("At least two people were killed").
_ALWAYS_READ = 500


def has_anchor(text: str) -> bool:
    """Whether the text holds a name of lexicon/anchors.toml, or is too short to be judged by that.

    >>> has_anchor("The council met. " * 40), has_anchor("The council met in Kyiv. " * 40)
    (False, True)
    """
    if len(text) < _ALWAYS_READ:
        return True
    # Bytes are put into lower case several times faster than a text with curly quotes.
    low = text.encode("utf-8", "surrogatepass").lower()
    for word in _names(len(text)):  # noqa: SIM110 - `any` costs as much as a search
        if word in low:
            return True
    return False


def _names(length: int) -> tuple[bytes, ...]:
    """The names to look for in a text of this many characters."""
    return tuple(word for word, up_to in _anchors() if length < up_to)


@cache
def _anchors() -> tuple[tuple[bytes, float], ...]:
    """The names, each with the length of text from which on it is not looked for."""
    return tuple(
        (str(word).lower().encode(), float(str(entry.get("up_to", "inf"))))
        for entry in read_lexicon("anchors").values()
        for word in entry["words"]  # type: ignore[attr-defined]
    )
