"""YAML front matter: the lines between two `---` at the top of an article.

Stricter than YAML, since a person writes it by hand and another may have sent it: a repeated key,
an alias, deep nesting and a great length are errors that name their line.
"""

from __future__ import annotations

import datetime as dt
import re
from contextlib import suppress
from dataclasses import dataclass
from typing import TYPE_CHECKING

import yaml

from analysis.errors import ArticleError

if TYPE_CHECKING:
    from collections.abc import Mapping

_TEXT_KEYS = ("title", "outlet", "published", "url")
_LONGEST = 64 * 1024
_DEEPEST = 20
_FENCE = re.compile(r"---[ \t]*(?:\n|\Z)")
_END = re.compile(r"^(?:---|\.\.\.)[ \t]*(?:\n|\Z)", re.MULTILINE)
# Matches: 12 February 2025; Wednesday, Feb. 12, 2025; 12th Feb 2025 08:00.
_WRITTEN_DAY = re.compile(
    r"""
    (?: [A-Za-z]+ [,.]? \s+ )??
    (?: (?P<day> \d{1,2} ) (?: st | nd | rd | th )? \s+ (?P<month> [A-Za-z]+ ) \.?
      | (?P<month_first> [A-Za-z]+ ) \.? \s+ (?P<day_second> \d{1,2} ) (?: st | nd | rd | th )?
    ) ,? \s+ (?P<year> \d{4} ) \b
    """,
    re.VERBOSE,
)


@dataclass(frozen=True, slots=True)
class FrontMatter:
    """What stands above an article's text.

    `others` holds each further key as YAML reads it.
    """

    title: str | None
    outlet: str | None
    published: dt.date | None
    url: str | None
    others: Mapping[str, object]


def split_front_matter(text: str) -> tuple[str | None, str]:
    """Return the front matter's YAML, without its fences, and the body.

    Args:
        text: a whole file, its lines ended by line feeds.

    Raises:
        ArticleError: a front matter is opened and never closed.
    """
    if not (fence := _FENCE.match(text)):
        return None, text
    if not (end := _END.search(text, fence.end())):
        raise _problem(1, "the front matter is never closed; end it by a line of three dashes")
    return text[fence.end() : end.start()], text[end.end() :]


def parse_front_matter(source: str) -> FrontMatter:
    """Read a front matter's YAML.

    Args:
        source: the lines between the fences; the first is line 2 of its file.

    Raises:
        ArticleError: it is no mapping of keys to values, or a value cannot be used. The text
            begins with the line, "line 4: ...".
    """
    if len(source) > _LONGEST:
        raise _problem(2, f"the front matter is longer than {_LONGEST:,} characters; shorten it")
    with suppress(yaml.YAMLError):  # the slow loader then tells what is wrong
        return _read_quickly(source)
    try:
        return _read(_Loader(source))
    except yaml.MarkedYAMLError as error:
        mark = error.problem_mark or error.context_mark
        problem = f"the front matter is no valid YAML: {error.problem}; put values that hold "
        problem += "a colon, a hash or a quote in quotes"
        raise _problem(mark.line + 2 if mark else 2, problem) from error
    except yaml.reader.ReaderError as error:
        line = source.count("\n", 0, error.position) + 2
        problem = f"the control character U+{error.character:04X} stands there; delete it"
        raise _problem(line, problem) from error


def parse_day(text: str) -> dt.date | None:
    """Read a day: "2025-02-12", with or without a time, "12 February 2025", "Feb. 12, 2025".

    None where it is no day, or one that can be read two ways ("12/02/2025").

    >>> parse_day("Wednesday, 12 February 2025")
    datetime.date(2025, 2, 12)
    """
    text = text.strip()
    if text[:4].isdigit():
        try:
            return dt.datetime.fromisoformat(text).date()
        except ValueError:
            return None
    if not (written := _WRITTEN_DAY.match(text)):
        return None
    month = written["month"] or written["month_first"]
    month = "Sep" if month.lower() == "sept" else month
    day = f"{written['day'] or written['day_second']} {month} {written['year']}"
    for form in ("%d %B %Y", "%d %b %Y"):
        try:
            return dt.datetime.strptime(day, form).date()  # noqa: DTZ007 - a day has no time zone
        except ValueError:
            continue
    return None


def _read_quickly(source: str) -> FrontMatter:
    """Read by the loader in C, ten times as quick, where PyYAML was built with it."""
    depth = 0
    for event in yaml.parse(source, Loader=_Quick):
        depth += isinstance(event, yaml.CollectionStartEvent)
        depth -= isinstance(event, yaml.CollectionEndEvent)
        _check_event(event, depth)
    return _read(_Quick(source))


def _check_event(event: yaml.Event, depth: int) -> None:
    line = event.start_mark.line + 2 if event.start_mark else 2
    if isinstance(event, yaml.AliasEvent):
        raise _problem(line, "an alias (*name) is not allowed; write the value out")
    if depth > _DEEPEST:
        raise _problem(line, f"values are nested more than {_DEEPEST} deep; flatten them")


class _Loader(yaml.SafeLoader):
    """PyYAML's safe loader that refuses what expands or nests without end."""

    def __init__(self, source: str) -> None:
        super().__init__(source)
        self._depth = 0

    def compose_node(self, parent: yaml.Node | None, index: int) -> yaml.Node | None:
        self._depth += 1
        _check_event(self.peek_event(), self._depth - 1)  # type: ignore[no-untyped-call] # its stub
        node = super().compose_node(parent, index)
        self._depth -= 1
        return node

    def construct_mapping(self, node: yaml.MappingNode, deep: bool = False) -> dict[object, object]:  # noqa: FBT001, FBT002 - PyYAML's own signature
        _check_keys(node)
        return super().construct_mapping(node, deep=deep)


class _Quick(getattr(yaml, "CSafeLoader", yaml.SafeLoader)):  # type: ignore[misc] # one of two
    """The same in C; what expands or nests is refused before it is asked."""

    def construct_mapping(self, node: yaml.MappingNode, deep: bool = False) -> dict[object, object]:  # noqa: FBT001, FBT002 - PyYAML's own signature
        _check_keys(node)
        made: dict[object, object] = super().construct_mapping(node, deep=deep)
        return made


def _read(loader: _Loader | _Quick) -> FrontMatter:
    root = loader.get_single_node()
    if root is None:
        return FrontMatter(None, None, None, None, {})
    if not isinstance(root, yaml.MappingNode):
        raise _problem(2, 'the front matter holds no "key: value" lines')
    _check_keys(root)
    texts: dict[str, str | None] = {}
    others: dict[str, object] = {}
    published = None
    for key, value in root.value:
        if key.value == "published":
            published = _day(value)
        elif key.value in _TEXT_KEYS:
            texts[key.value] = _text(key.value, value)
        else:
            others[str(key.value)] = _other(loader, value)
    return FrontMatter(texts.get("title"), texts.get("outlet"), published, texts.get("url"), others)


def _check_keys(node: yaml.MappingNode) -> None:
    seen = set()
    for key, _ in node.value:
        line = key.start_mark.line + 2
        if not isinstance(key, yaml.ScalarNode):
            raise _problem(line, "a key must be one word or a quoted text")
        if key.value in seen:
            raise _problem(line, f"the key {key.value!r} stands there twice; delete one")
        seen.add(key.value)


def _text(key: str, node: yaml.Node) -> str | None:
    """A scalar as written: YAML would read the outlet `NO` as false and the title `010` as 8."""
    if not isinstance(node, yaml.ScalarNode):
        raise _problem(node.start_mark.line + 2, f"{key!r} must be one text; put it in quotes")
    if node.tag == "tag:yaml.org,2002:null":
        return None
    # An escape such as \ud800 makes half a character, which can be neither printed nor stored.
    whole = str(node.value).encode("utf-8", errors="replace").decode("utf-8")
    return " ".join(whole.split()) or None


def _day(node: yaml.Node) -> dt.date | None:
    text = _text("published", node)
    if text is None:
        return None
    day = parse_day(text)
    if day is None:
        problem = f"'published' is {text!r}, which is no day; write it as 2025-02-12"
        raise _problem(node.start_mark.line + 2, problem)
    return day


def _other(loader: _Loader | _Quick, node: yaml.Node) -> object:
    try:
        return loader.construct_object(node, deep=True)
    except ValueError as error:
        # PyYAML lets a day like 2025-02-30 through to datetime.
        problem = f"a value cannot be used ({error}); put it in quotes"
        raise _problem(node.start_mark.line + 2, problem) from error


def _problem(line: int, text: str) -> ArticleError:
    return ArticleError(f"line {line}: {text}")
