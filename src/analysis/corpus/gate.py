"""Columns of articles put aside together, before an article is made of any of them."""

from __future__ import annotations

import re
from functools import lru_cache
from typing import TYPE_CHECKING

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from analysis.extraction.anchors import ALWAYS_READ, shipped_anchors

if TYPE_CHECKING:
    import numpy.typing as npt

    from analysis.extraction.anchors import Anchors

# Signs that a cleaned text no longer has, and that may stand within a name: soft hyphens and marks
# without width, as such and as HTML's entities.
_MARKS = ("\u00ad", "\u200b", "\u200c", "\u200d", "\u2060", "\ufeff")
_ENTITIES = ("&shy", "&zw", "&#173", "&#xad", "&#xAD", "&#820", "&#x200")
# A text is cleaned before its length counts, and may lose some of it.
_MOST_LOST = 1.5
_MOST_BYTES = 2 * _MOST_LOST


def may_hold_figures(
    texts: pa.Array, titles: pa.Array | None = None, anchors: Anchors | None = None
) -> npt.NDArray[np.intp]:
    """The rows of a table that may hold figures; no other row has an anchor.

    A row is kept where a name stands in its text or title, whatever the case, where the text is
    too short to be judged, and where a sign might hide a name.

    Args:
        texts: strings.
        titles: strings, as many.
        anchors: the names; None for those of lexicon/anchors.toml.

    Returns:
        The places of the rows kept, in order.
    """
    anchors = anchors or shipped_anchors()
    pattern = _pattern(anchors.names)
    # Bytes are counted at once, characters not; English has hardly more of the one than the other.
    kept = np.asarray(pc.fill_null(pc.binary_length(texts), 0)) < ALWAYS_READ * _MOST_BYTES
    for column in (texts,) if titles is None else (texts, titles):
        # One pass of RE2 for all names, as fast as grep and three times as fast as Python.
        found = pc.match_substring_regex(column, pattern, ignore_case=True)
        kept |= np.asarray(found.fill_null(fill_value=False))
    places = np.flatnonzero(kept)
    some = pa.array(places)
    pairs = zip(
        texts.take(some).to_pylist(),
        titles.take(some).to_pylist() if titles is not None else [""] * len(places),
        strict=True,
    )
    # Names that count in short texts only were looked for in all of them.
    is_kept = [may_hold_figures_in(text or "", title or "", anchors) for text, title in pairs]
    return places[np.array(is_kept, np.bool_)]


def may_hold_figures_in(text: str, title: str = "", anchors: Anchors | None = None) -> bool:
    """The same for one article."""
    whole = f"{title}\n\n{text}"
    if len(whole) < ALWAYS_READ * _MOST_LOST:
        return True
    low = whole.encode("utf-8", "surrogatepass").lower()
    for word, up_to in (anchors or shipped_anchors()).names:
        if len(whole) < up_to * _MOST_LOST and word in low:
            return True
    if not whole.isascii() and any(mark in whole for mark in _MARKS):
        return True
    return "&" in whole and any(entity in whole for entity in _ENTITIES)


def page_may_hold_figures(page: str, anchors: Anchors | None = None) -> bool:
    """The same for a page by its HTML, which tells nothing of its text's length."""
    low = page.encode("utf-8", "surrogatepass").lower()
    for word, _ in (anchors or shipped_anchors()).names:
        if word in low:
            return True
    return any(sign in page for sign in (*_MARKS, *_ENTITIES))


@lru_cache
def _pattern(names: tuple[tuple[bytes, float], ...]) -> str:
    words = [re.escape(word.decode()) for word, _ in names]
    return "|".join([*words, *_MARKS, *map(re.escape, _ENTITIES)])
