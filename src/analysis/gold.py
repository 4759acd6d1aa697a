"""Annotated articles: what a careful reader found in a text, and when an extracted figure agrees.

Each article is a pair of files, NAME.txt and NAME.json; docs/data-dictionary.md describes them.
"""

from __future__ import annotations

import calendar
import json
import re
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypeAlias

from analysis.claims import COUNTRIES
from analysis.errors import AnalysisError
from analysis.extraction.lexicon import read_lexicon

if TYPE_CHECKING:
    import os
    from collections.abc import Mapping

Figure: TypeAlias = "dict[str, Any]"
"""A figure, annotated or extracted: column → value; what is missing is None."""

CORE = ("topic", "measure", "unit")
FULL = ("qualifier", "weapon", "actor")
ATTRIBUTES = (*FULL, "category", "place", "date", "attribution")
_EXACT, _CONVERTED = 1e-6, 0.01  # relative; a converted unit may be rounded


@dataclass(frozen=True, slots=True)
class GoldArticle:
    """An annotated article.

    Attributes:
        id: the path of its files below the gold folder, without suffix.
        text: the article.
        published: the day it appeared, as ISO text, or None.
        outlet: who published it, or None.
        title: its headline, or None.
        url: where it can be read, or None.
        figures: what a reader found in it.
    """

    id: str
    text: str
    published: str | None
    outlet: str | None
    title: str | None
    url: str | None
    figures: tuple[Figure, ...]


def read_gold(folder: str | os.PathLike[str]) -> list[GoldArticle]:
    """Read the annotated articles of a folder and the folders in it, in the order of their names.

    Raises:
        AnalysisError: there are none, or a file cannot be used; the text names it.
    """
    root = Path(folder)
    if not root.is_dir():
        msg = f"{root}: no such folder; name one with annotated articles, such as data/gold"
        raise AnalysisError(msg)
    found = sorted(path for path in root.rglob("*.json") if path.with_suffix(".txt").exists())
    if not found:
        msg = f"no annotated articles below {root}: it needs pairs NAME.txt and NAME.json"
        raise AnalysisError(msg)
    return [_read_one(path, root) for path in found]


def _read_one(path: Path, root: Path) -> GoldArticle:
    try:
        document = json.loads(path.read_text(encoding="utf-8"))
        text = path.with_suffix(".txt").read_text(encoding="utf-8")
        figures = tuple(_whole(figure) for figure in document["figures"])
    except (OSError, ValueError, KeyError, TypeError) as error:
        msg = f"{path} is no annotation: {error!r}. Compare it with docs/data-dictionary.md."
        raise AnalysisError(msg) from error
    about = {name: document.get(name) for name in ("published", "outlet", "title", "url")}
    name = path.relative_to(root).with_suffix("").as_posix()
    return GoldArticle(name, text, **about, figures=figures)


def _whole(figure: Mapping[str, Any]) -> Figure:
    """An annotated figure with every field that is compared, its number always in low and high."""
    for name in CORE:
        figure[name]
    names = ("value", "low", "high", "stated", "quote", "weapon_also", *ATTRIBUTES)
    return {**dict.fromkeys(names), **figure}


def same_figure(gold: Figure, found: Figure) -> bool:
    """Whether topic, measure, unit and number are the same."""
    if any(_name(gold[name]) != _name(found[name]) for name in CORE):
        return False
    tolerance = _CONVERTED if gold["stated"] else _EXACT
    bounds = ("low", "high") if _is_range(gold) else ("value",)
    return all(_close(gold[name], found[name], tolerance) for name in bounds)


def _is_range(gold: Figure) -> bool:
    return gold["value"] is None and gold["low"] is not None and gold["high"] is not None


def _close(a: float | None, b: float | None, tolerance: float) -> bool:
    if a is None or b is None:
        return a is b
    return abs(a - b) <= tolerance * max(abs(a), abs(b), 1e-9)


def agrees(attribute: str, gold: Figure, found: Figure) -> bool:
    """Whether an attribute of two figures says the same.

    Names count as the same by their countries, places and claimants by a word in common, dates
    by a day in common. A kind of missile passes for "missile" where the words name its model;
    the country passes for no place.
    """
    special = {"weapon": _same_weapon, "place": _same_place, "date": _same_time}
    if attribute in special:
        return special[attribute](gold, found)
    a, b = gold[attribute], found[attribute]
    if attribute == "actor" and a is None and gold["topic"] == "casualties":
        return True  # whose victims they are is a matter of judgement there
    if attribute == "qualifier" and _is_range(gold):
        return b in ("range", a)
    return _share_words(a, b) if attribute == "attribution" else _name(a) == _name(b)


def _name(value: str | None) -> str | None:
    """A name in one spelling: "the U.S." and "US" are "united states"."""
    if value is None:
        return None
    low = value.strip().lower()
    return _names().get(low.removeprefix("the "), low)


@cache
def _names() -> dict[str, str]:
    return {
        str(word): str(entry["actor"]).lower()
        for entry in read_lexicon("actors").values()
        if entry.get("role") == "name"
        for word in _list(entry, "words")
    }


def _list(entry: Mapping[str, Any], name: str) -> list[str]:
    words: list[str] = entry.get(name, [])
    return words


def _same_weapon(gold: Figure, found: Figure) -> bool:
    a, b = gold["weapon"], found["weapon"]
    if a == "missile" and b is not None and b.endswith("_missile"):
        return b == gold["weapon_also"] or _names_model((gold["quote"] or "").lower(), b)
    return bool(a == b)


def _names_model(words: str, weapon: str) -> bool:
    models = [
        noun
        for entry in read_lexicon("weapons").values()
        if entry.get("class") == weapon
        for noun in (*_list(entry, "nouns"), *_list(entry, "words"))
    ]
    return any(model in words for model in models)


def _same_place(gold: Figure, found: Figure) -> bool:
    a, b = gold["place"], found["place"]
    if a is None or b is None:
        return (a or b) in (None, *COUNTRIES)
    return _share_words(a, b)


def _share_words(a: str | None, b: str | None) -> bool:
    if a is None or b is None:
        return a is b
    return bool(_words(a) & _words(b))


def _words(text: str) -> set[str]:
    plain = re.sub(r"['’]s\b", "", text.lower())
    return {word for word in re.findall(r"\w{3,}", plain) if word not in ("the", "and", "said")}


def _same_time(gold: Figure, found: Figure) -> bool:
    a = _span(gold["date"])
    b = (found["date_start"], found["date_end"] or found["date_start"])
    if a is None or b[0] is None:
        return a is None and b[0] is None
    return a[0] <= str(b[1])[:10] and str(b[0])[:10] <= a[1]


def _span(stated: str | None) -> tuple[str, str] | None:
    """First and last day of an annotated date: 2025, 2025-02, 2025-02-12, or FIRST/LAST.

    >>> _span("2024-02"), _span("2022-02/2025-02-12")
    (('2024-02-01', '2024-02-29'), ('2022-02-01', '2025-02-12'))
    """
    if stated is None:
        return None
    first, _, last = stated.partition("/")
    return _edge(first, last=False), _edge(last or first, last=True)


def _edge(stated: str, *, last: bool) -> str:
    year, month, day = (*stated.split("-"), "", "")[:3]
    month = month or ("12" if last else "01")
    end = calendar.monthrange(int(year), int(month))[1]
    return f"{year}-{month}-{day or (end if last else '01')}"


def overlaps(gold: Figure, found: Figure, text: str) -> bool:
    """Whether the extracted number phrase stands within the annotated words."""
    quote = gold["quote"]
    at = text.find(quote) if quote else -1
    while at >= 0:
        if found["start"] < at + len(quote) and at < found["end"]:
            return True
        at = text.find(quote, at + 1)
    return False
