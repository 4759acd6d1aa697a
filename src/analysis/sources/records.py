"""Articles as JSON: one object, a list of them, an object that holds a list, or one a line."""

from __future__ import annotations

import codecs
import json
from typing import TYPE_CHECKING, cast

from analysis.decoding import marked_encoding
from analysis.errors import ArticleError
from analysis.sources.charsets import text_lines
from analysis.sources.columns import find_columns, list_keys, plain_name, raw_of

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping
    from typing import Any

    from analysis.sources.raw import Found, Source, Wishes

_PIECE = 1 << 16
_DEEP = 3
_SPACE = " \t\n\r"
_FAULTY = (ValueError, RecursionError)


def read_jsonl(source: Source, wishes: Wishes) -> Iterator[Found]:
    """The objects of a file that holds one a line, as they come; empty lines count for nothing.

    Raises:
        ArticleError: the first object has no key that holds text.
    """
    rows = _Rows(wishes.columns)
    for number, line in text_lines(source.stream, wishes.limits.article):
        where = f"line {number}"
        if line is None:
            yield ArticleError(f"{where}: too long for an article; split it")
        elif line.strip():
            yield rows.found(_parsed(line, where), where)


def _parsed(line: str, where: str) -> object:
    try:
        return json.loads(line)
    except _FAULTY as error:
        return ArticleError(f"{where}: no JSON ({_reason(error)}); mend or delete the line")


def read_json(source: Source, wishes: Wishes) -> Iterator[Found]:
    """The articles of a JSON file: a list, an object that holds a list, or one object.

    Lists are read as they come, so that the file may be of any length.

    Raises:
        ArticleError: it is no JSON up to where it was read, or the first object has no key that
            holds text.
    """
    rows = _Rows(wishes.columns)
    text = _Text(source.stream, wishes.limits.article)
    if text.first() == "[":
        for number, record in enumerate(text.members(), 1):
            yield rows.found(record, f"record {number}")
    elif text.first() == "{":
        yield from _of_objects(text, rows)
    elif text.first():
        msg = "it holds neither an object nor a list of objects; save the articles as one of them"
        raise ArticleError(msg)


def _of_objects(text: _Text, rows: _Rows) -> Iterator[Found]:
    """The articles of one object, or of several that follow each other as in JSON lines."""
    number = 0
    while text.first() == "{":
        number += 1
        record: dict[str, object] = {}
        for key in text.keys():  # noqa: SIM118 - it is no dict
            if plain_name(key) in list_keys() and text.first() == "[":
                for place, one in enumerate(text.members(), 1):
                    yield rows.found(one, f"record {place}")
                return
            record[key] = text.value()
        is_single = number == 1 and not text.first()
        if not record and is_single:
            return
        if is_single and (inner := _inner_list(record)) is not None:
            for place, one in enumerate(inner, 1):
                yield rows.found(one, f"record {place}")
            return
        yield rows.found(record, "" if is_single else f"record {number}", is_single=is_single)


class _Rows:
    """Makes raw articles of records, and counts them."""

    def __init__(self, given: Mapping[str, str]) -> None:
        self._given, self._row, self._is_known = given, 0, False

    def found(self, record: object, where: str, *, is_single: bool = False) -> Found:
        """A raw article of what a place in the file holds.

        Raises:
            ArticleError: it has no text, as none before it had.
        """
        self._row += 1
        if isinstance(record, ArticleError):
            return record
        try:
            record, columns = self._columns(record)
        except ArticleError as error:
            problem = ArticleError(f"{where}: {error}" if where else str(error))
            if not self._is_known:
                raise problem from error
            return problem
        self._is_known = True
        return raw_of(record, columns, 0 if is_single else self._row, where)

    def _columns(self, record: object) -> tuple[dict[str, object], dict[str, str]]:
        """The record and its columns; where it has no text itself, with the keys of its objects."""
        names = _keys(record)
        whole = cast("dict[str, object]", record)
        try:
            return whole, find_columns(names, self._present(record))
        except ArticleError:
            flat = _flat(whole)
            if len(flat) == len(whole):
                raise
            return flat, find_columns([*flat], self._present(flat))

    def _present(self, record: object) -> dict[str, str]:
        """The given columns; records may leave out keys, but for the text and at first."""
        keys = _keys(record)
        return {
            field: name
            for field, name in self._given.items()
            if field == "text" or name in keys or not self._is_known
        }


def _keys(record: object) -> list[str]:
    if isinstance(record, dict):
        return [*record]
    shown = "a list" if isinstance(record, list) else json.dumps(record, ensure_ascii=False)[:40]
    msg = f'no object with keys, but {shown}; delete it, or write it as {{"text": ...}}'
    raise ArticleError(msg)


def _flat(record: Mapping[str, object], deep: int = _DEEP) -> dict[str, object]:
    """A record with the keys of its objects, and of theirs, as `object.key`."""
    flat = dict(record)
    for key, value in record.items():
        if isinstance(value, dict) and deep:
            flat.update({f"{key}.{name}": one for name, one in _flat(value, deep - 1).items()})
    return flat


def _inner_list(record: Mapping[str, object], deep: int = _DEEP) -> list[object] | None:
    """The list of articles that stands in an object of a record, or in an object of that."""
    for key, value in record.items():
        if isinstance(value, list) and plain_name(key) in list_keys():
            return value
        inner = _inner_list(value, deep - 1) if isinstance(value, dict) and deep else None
        if inner is not None:
            return inner
    return None


class _Text:
    """JSON text read piece by piece."""

    def __init__(self, stream: Any, largest: int) -> None:  # noqa: ANN401 - any binary file
        head = stream.read(_PIECE)
        encoding = marked_encoding(head) or "utf-8"
        self._decoder = codecs.getincrementaldecoder(encoding)(errors="replace")
        self._stream, self._largest = stream, largest
        self._text, self._at, self._is_done = self._decoder.decode(head), 0, not head
        self._json = json.JSONDecoder()

    def first(self) -> str:
        """The next character that is no space; "" at the end."""
        while True:
            while self._at < len(self._text) and self._text[self._at] in _SPACE:
                self._at += 1
            if self._at < len(self._text) or self._is_done:
                return self._text[self._at : self._at + 1]
            self._more()

    def members(self) -> Iterator[object]:
        """The values of the list that begins here."""
        self._take("[")
        if self.first() == "]":
            self._take("]")
            return
        while True:
            yield self.value()
            if self._take(",]") == "]":
                return

    def keys(self) -> Iterator[str]:
        """The keys of the object that begins here; the caller takes each value."""
        self._take("{")
        if self.first() == "}":
            self._take("}")
            return
        while True:
            key = self.value()
            self._take(":")
            yield str(key)
            if self._take(",}") == "}":
                return

    def value(self) -> object:
        """The value that begins here."""
        self.first()
        while True:
            try:
                value, end = self._json.raw_decode(self._text, self._at)
            except _FAULTY as error:
                self._more_or(error)
                continue
            if end < len(self._text) or self._is_done:  # else a number may go on
                self._at = end
                return value
            self._more()

    def _more_or(self, error: Exception) -> None:
        if self._is_done or isinstance(error, RecursionError):
            raise ArticleError(_broken(error)) from error
        if len(self._text) - self._at > self._largest:
            msg = f"a value that is no JSON, or is too long for an article ({_reason(error)})"
            raise ArticleError(msg) from error
        self._more()

    def _take(self, signs: str) -> str:
        sign = self.first()
        if not sign or sign not in signs:
            msg = f"no JSON: {sign or 'the end'!r} where one of {signs!r} should stand; mend it"
            raise ArticleError(msg)
        self._at += 1
        return sign

    def _more(self) -> None:
        """Read as much as there is left to use, so that long values cost linear time."""
        kept = self._text[self._at :]
        piece = self._stream.read(max(_PIECE, len(kept)))
        self._text, self._at = kept + self._decoder.decode(piece, final=not piece), 0
        self._is_done = not piece


def _broken(error: Exception) -> str:
    return f"no JSON from here on ({_reason(error)}); mend the file or save it again"


def _reason(error: Exception) -> str:
    return "nested too deep" if isinstance(error, RecursionError) else str(error)
