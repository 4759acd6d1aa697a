"""Which column of a dump, or key of a record, holds what: guessed from common names, or told."""

from __future__ import annotations

import tomllib
from functools import cache, lru_cache
from importlib.resources import files
from typing import TYPE_CHECKING

from analysis.errors import ArticleError
from analysis.sources.raw import Raw

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

FIELDS = ("text", "title", "outlet", "published", "url", "id")
_OF_FIGURES = frozenset(("figure_id", "article_id", "measure", "sentence"))
_MOST_NAMED = 20
_LONGEST_NAME = 60


def check_columns(columns: Mapping[str, str] | None) -> dict[str, str]:
    """The caller's columns, as a dict.

    Raises:
        ArticleError: one of them is of a field that no article has.
    """
    given = dict(columns or {})
    if unknown := [name for name in given if name not in FIELDS]:
        msg = f"{unknown[0]!r} is nothing that a column can tell; name one of: "
        raise ArticleError(msg + ", ".join(FIELDS))
    return given


def find_columns(names: Sequence[str], given: Mapping[str, str]) -> dict[str, str]:
    """Field of an article → the column that holds it, for the fields that have one.

    Args:
        names: the columns there are.
        given: the caller's choice, which goes before every guess.

    Raises:
        ArticleError: no column holds text, a given one is not there, or it is a table of figures.
    """
    if "text" not in given and _OF_FIGURES.issubset(names):
        msg = "a table of figures, not of articles; keep it elsewhere"
        raise ArticleError(msg)
    missing = [name for name in given.values() if name not in names]
    found = {**_guessed(tuple(names)), **given}
    if missing or "text" not in found:
        listed = ", ".join(_shortened(name) for name in names[:_MOST_NAMED])
        more = f" and {len(names) - _MOST_NAMED} more" if len(names) > _MOST_NAMED else ""
        what = f"no column {missing[0]!r}" if missing else "no column that holds the text"
        msg = f"{what} among: {listed or 'none at all'}{more}; name it, as in --column text=NAME"
        raise ArticleError(msg)
    return found


def raw_of(record: Mapping[str, object], columns: Mapping[str, str], row: int, where: str) -> Raw:
    """A raw article of a record.

    Args:
        record: column → value.
        columns: from `find_columns`.
        row: the record's place in its file, from 1.
        where: the same in words.
    """
    values = {name: record.get(column) for name, column in columns.items()}
    return Raw(
        values["text"],
        values.get("title"),
        values.get("outlet"),
        values.get("published"),
        values.get("url"),
        values.get("id"),
        row,
        where,
    )


def list_keys() -> frozenset[str]:
    """Keys, in plain form, under which an object keeps its list of articles."""
    return frozenset(map(plain_name, _names()["list"]))


def plain_name(name: str) -> str:
    """A column's name without case, spaces and signs.

    >>> plain_name("Article_Body")
    'articlebody'
    """
    return "".join(letter for letter in name.casefold() if letter.isalnum())


@lru_cache(maxsize=1000)
def _guessed(names: tuple[str, ...]) -> dict[str, str]:
    plain: dict[str, str] = {}
    for name in names:
        plain.setdefault(plain_name(name), name)
    known = {field: (plain.get(plain_name(one)) for one in _names()[field]) for field in FIELDS}
    firsts = {field: next(filter(None, found), None) for field, found in known.items()}
    return {field: name for field, name in firsts.items() if name is not None}


@cache
def _names() -> dict[str, list[str]]:
    path = files("analysis.sources") / "columns.toml"
    entries = tomllib.loads(path.read_text(encoding="utf-8"))
    return {field: entry["names"] for field, entry in entries.items()}


def _shortened(name: str) -> str:
    name = "".join(letter if letter.isprintable() else "?" for letter in name)
    return name if len(name) <= _LONGEST_NAME else name[:_LONGEST_NAME] + "…"
