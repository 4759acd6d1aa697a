"""What the words around a stated number say of the claim: night, correction, running total, verb.

The words stand in wording.toml. A sentence says what it says: where it holds none of these words,
nothing is assumed.
"""

from __future__ import annotations

import re
import tomllib
from functools import cache, lru_cache
from importlib.resources import files
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Iterator

COMMITMENTS = (
    "requested",
    "pledged",
    "committed",
    "approved",
    "appropriated",
    "allocated",
    "disbursed",
    "delivered",
)
"""How far aid has come, as its verb says, from the weakest to the firmest."""

_SCALES = (1.0, 1e3, 1e6, 1e9, 1e12)
_LONG = 1e5  # numbers from here on are never printed with decimals
_FAR = 60  # characters; words farther before a number are about another one


def says(kind: str, text: str | None) -> bool:
    """Whether a text holds a word of this kind: `night`, `since` or `official`.

    >>> says("night", "Russia launched 123 drones overnight."), says("night", None)
    (True, False)
    """
    return bool(text) and _pattern(kind).search(_plain(str(text))) is not None


def in_full(value: float) -> str:
    """A number in full, with commas and without a needless fraction.

    >>> in_full(1_096_430.0), in_full(0.79), in_full(2349.119216)
    ('1,096,430', '0.79', '2,349.12')
    """
    decimals = 2 if value >= 1 else 4
    return f"{value:,.{decimals}f}".rstrip("0").rstrip(".")


def status_of(sentence: str | None, value: float | None) -> str | None:
    """Whether its sentence says that a number is `revised`, or a `first` count to be replaced.

    >>> status_of("The number of drones has been corrected to 810.", 810)
    'revised'
    >>> status_of("The mayor had earlier reported 39 injured.", 39)
    'first'
    """
    before = _before(sentence, value)
    return next((kind for kind in ("revised", "first") if _pattern(kind).search(before)), None)


def is_part(sentence: str | None, value: float | None) -> bool:
    """Whether its sentence says that a number is a part of one stated before.

    >>> is_part("A package of $1 billion, including $400 million for air defence.", 400e6)
    True
    """
    return _pattern("part").search(_before(sentence, value)) is not None


def commitment_of(
    sentence: str | None, value: float | None, measure: str
) -> tuple[str, str | None]:
    """How far a sum of aid has come, and the verb that says so, as printed.

    Args:
        sentence: the sentence that states the sum.
        value: the sum, to find its place in the sentence.
        measure: of the figures table; only verbs of this measure count.

    Returns:
        The commitment and the verb nearest to the sum; the measure itself and None where the
        sentence holds no such verb.

    >>> commitment_of("Congress had appropriated $174 billion.", 174e9, "pledged")
    ('appropriated', 'appropriated')
    """
    text = sentence or ""
    place = _place(text, value)
    near = [
        (abs(found.start() - place), name, text[found.start() : found.end()])
        for name in COMMITMENTS
        if _entries()[name]["measure"] == measure
        for found in _pattern(name).finditer(_plain(text))
    ]
    if not near:
        return measure, None
    _, name, verb = min(near)
    return name, verb


def _before(sentence: str | None, value: float | None) -> str:
    """The words before a number in its sentence, as far as they can be about it alone."""
    text = _plain(sentence or "")
    place = _place(text, value)
    clause = text[max(0, place - _FAR) : place]
    return re.split(r"\d", clause)[-1]  # what stands before another number is about that one


def _place(text: str, value: float | None) -> int:
    """Where a number stands in a text; its start where it is printed in no way known here."""
    for printed in _printed(value):
        found = re.search(rf"(?<![\d.,]){re.escape(printed)}(?![\d]|[.,]\d)", text)
        if found:
            return found.start()
    return 0


def _printed(value: float | None) -> Iterator[str]:
    """Ways to print a number: 65e9 is 65, with "billion" behind it, or 65,000,000,000.

    >>> list(_printed(12654))[:2]
    ['12,654', '12654']
    """
    for scale in _SCALES if value else ():
        part = round(value / scale, 4) if value else 0
        yield f"{part:,g}" if part < _LONG else f"{part:,.0f}"
        yield f"{part:g}" if part < _LONG else f"{part:.0f}"


@lru_cache(maxsize=1024)  # one sentence is asked about many times
def _plain(text: str) -> str:
    """Lower case letter by letter, so that offsets stay those of the text."""
    low = text.lower()
    if len(low) != len(text):  # a letter such as İ becomes two
        low = "".join(low if len(low := char.lower()) == 1 else char for char in text)
    return low.replace("’", "'")


@cache
def _pattern(kind: str) -> re.Pattern[str]:
    words = sorted(_entries()[kind]["words"], key=len, reverse=True)
    return re.compile(rf"(?<![\w-])(?:{'|'.join(map(re.escape, words))})(?![\w])")


@cache
def _entries() -> dict[str, dict[str, Any]]:
    text = files("analysis").joinpath("wording.toml").read_text(encoding="utf-8")
    return tomllib.loads(text)
