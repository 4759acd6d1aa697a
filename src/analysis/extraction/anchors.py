"""Whether an article can be about the war at all: a few plain searches before it is read."""

from __future__ import annotations

import tomllib
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING

from analysis.errors import LexiconError, unreadable
from analysis.extraction.lexicon import check_entry, read_lexicon
from analysis.extraction.values import frozen

if TYPE_CHECKING:
    import os
    from collections.abc import Mapping

ALWAYS_READ = 500
"""Characters; a sentence or a lead need not name the war ("At least two people were killed")."""


@frozen
class Anchors:
    """The names without which an article is put aside.

    names: each in lower case, with the length of text in characters from which on it is not looked
    for.
    """

    names: tuple[tuple[bytes, float], ...]

    def are_in(self, text: str) -> bool:
        """Whether the text holds one of the names, or is too short to be judged by that."""
        length = len(text)
        if length < ALWAYS_READ:
            return True
        # Bytes are put into lower case several times faster than a text with curly quotes.
        low = text.encode("utf-8", "surrogatepass").lower()
        for word, up_to in self.names:  # noqa: SIM110 - `any` costs as much as a search
            if length < up_to and word in low:
                return True
        return False


def has_anchor(text: str) -> bool:
    """Whether the text holds a name of lexicon/anchors.toml, or is too short to be judged by that.

    >>> has_anchor("The council met. " * 40), has_anchor("The council met in Kyiv. " * 40)
    (False, True)
    """
    return shipped_anchors().are_in(text)


@cache
def shipped_anchors() -> Anchors:
    """The names of lexicon/anchors.toml."""
    return _anchors(read_lexicon("anchors"))


def read_anchors(path: str | os.PathLike[str]) -> Anchors:
    """Names from a file, for another war.

    Args:
        path: a TOML file in the form of lexicon/anchors.toml: tables with `words`, in ASCII, and
            perhaps `up_to`, a number of characters.

    Raises:
        LexiconError: it cannot be read, or an entry cannot be used; the text names it.
    """
    try:
        tables = tomllib.loads(Path(path).read_text(encoding="utf-8"))
    except OSError as error:
        raise LexiconError(unreadable(path, error)) from error
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
        msg = f"{path}: no TOML ({error}); write it as lexicon/anchors.toml is written"
        raise LexiconError(msg) from error
    for name, table in tables.items():
        check_entry(str(path), name, table)
        _check_names(f"{path}: [{name}]", table)
    if not tables:
        msg = f"{path}: no names; write a table with words, as in lexicon/anchors.toml"
        raise LexiconError(msg)
    return _anchors(tables)


def _check_names(where: str, table: Mapping[str, object]) -> None:
    for word in _words(table):
        if not word.isascii():
            msg = f"{where} {word!r} is not ASCII; write a part of the name that is"
            raise LexiconError(msg)
    up_to = table.get("up_to", 1)
    if not isinstance(up_to, int) or up_to <= 0:
        msg = f"{where} up_to must be a number of characters above 0"
        raise LexiconError(msg)


def _anchors(tables: Mapping[str, Mapping[str, object]]) -> Anchors:
    return Anchors(
        tuple(
            (word.lower().encode(), float(str(table.get("up_to", "inf"))))
            for table in tables.values()
            for word in _words(table)
        )
    )


def _words(table: Mapping[str, object]) -> list[str]:
    words = table.get("words")
    return [str(word) for word in words] if isinstance(words, list) else []
