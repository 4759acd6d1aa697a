"""Where a correction's words stand in a text now, and which figures it means."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

from analysis.errors import CorrectionError

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from analysis.corrections.records import Correction

NEAR = 1000
"""Characters within which words that moved are looked for; an article's paragraph or two."""

Span = tuple[int, int]
_SHOWN = 40


def places_of(words: str, text: str) -> list[Span]:
    """Every place where words stand in a text, whole, whatever space is between them.

    >>> places_of("71", "In 1971 they shot down 71 of 7.71 million.")
    [(23, 25)]
    """
    parts = words.split()
    if not parts:
        return []
    # Words may begin or end with a sign of their own, as "$5" and "20%" do.
    before = r"(?<!\w)(?<!\d[.,])" if parts[0][0].isalnum() else ""
    after = r"(?!\w)(?![.,]\d)" if parts[-1][-1].isalnum() else ""
    pattern = before + r"\s+".join(map(re.escape, parts)) + after
    return [match.span() for match in re.finditer(pattern, text)]


def locate(correction: Correction, text: str) -> Span:
    """Where a correction's words stand: at its place, else once near by, else once in all.

    Raises:
        CorrectionError: they stand nowhere near, or more than once.
    """
    words, start = correction.words, correction.start
    if start is not None and text[start : start + len(words)] == words:
        return start, start + len(words)
    found = places_of(words, text)
    if start is not None:
        found = [span for span in found if abs(span[0] - start) <= NEAR]
    if len(found) == 1:
        return found[0]
    where = "in the article" if start is None else f"near character {start:,}"
    told = f"stand {len(found)} times" if found else "no longer stand"
    hint = "; give more of the words around them" if found else ""
    msg = f"the words «{' '.join(words.split())}» {told} {where}{hint}"
    raise CorrectionError(msg)


def at(figures: Sequence[Mapping[str, Any]], span: Span) -> list[int]:
    """The places of the figures whose number phrase touches a span; of equal spans only those."""
    exact = [i for i, one in enumerate(figures) if (one["start"], one["end"]) == span]
    touching = [
        i for i, one in enumerate(figures) if one["start"] < span[1] and span[0] < one["end"]
    ]
    return exact or touching


def meant(correction: Correction, figures: Sequence[Mapping[str, Any]], span: Span) -> int | None:
    """The place of the figure that a correction means; None where there is no figure.

    Raises:
        CorrectionError: several could be meant, or the one there is of another measure.
    """
    touching = at(figures, span)
    chosen = [i for i in touching if correction.of in (None, figures[i]["measure"])]
    if not chosen and (right := correction.columns.get("measure")):
        chosen = [i for i in touching if figures[i]["measure"] == right]
    if len(chosen) == 1 or not touching or (not chosen and correction.action == "drop"):
        # A drop says that this reading is wrong, and the machine no longer has it.
        return chosen[0] if chosen else None
    there = ", ".join(str(figures[i]["measure"]) for i in chosen or touching)
    if chosen:
        msg = f"the words state several figures ({there}); say in `of` which measure is meant"
    else:
        msg = f"no figure there is {correction.of}; the words are read as {there}"
    raise CorrectionError(msg)


def in_context(text: str, span: Span) -> str:
    """A place of a text as a line: the words in «», with what stands around them.

    >>> in_context("They shot down 71 of 123 drones.", (15, 17))
    'They shot down «71» of 123 drones.'
    """
    start, end = span
    before, after = text[max(0, start - _SHOWN) : start], text[end : end + _SHOWN]
    if start > _SHOWN:
        before = "…" + before.split(" ", 1)[-1]
    if end + _SHOWN < len(text):
        after = after.rsplit(" ", 1)[0] + "…"
    return " ".join(f"{before}«{text[start:end]}»{after}".split())
