"""What a robots.txt says to this program, by RFC 9309, with the delay that many add to it.

The standard library's parser knows neither `*` nor `$` in paths, and takes the first rule that fits
instead of the longest.
"""

from __future__ import annotations

import math
import re
import string
from dataclasses import dataclass
from typing import TYPE_CHECKING
from urllib.parse import quote

if TYPE_CHECKING:
    from collections.abc import Iterator

_AGENT, _DELAY, _ALLOW, _DISALLOW = "user-agent", "crawl-delay", "allow", "disallow"
_EVERYBODY = "*"
_ESCAPE = re.compile("%[0-9A-Fa-f]{2}")
_UNRESERVED = string.ascii_letters + string.digits + "-._~"


@dataclass(frozen=True, slots=True)
class Robots:
    """The rules of a site for one program.

    Attributes:
        rules: whether a rule allows, and the beginning of the paths that it is about.
        delay: seconds between two pages; 0 where the site asks for none.
    """

    rules: tuple[tuple[bool, str], ...] = ()
    delay: float = 0

    def allows(self, path: str) -> bool:
        """Whether a page may be fetched, by the longest rule that fits; where two do, it may.

        Args:
            path: of the page's address, with its query.
        """
        plain = _plain(path)
        fitting = [(len(begin), allows) for allows, begin in self.rules if _fits(begin, plain)]
        return max(fitting, default=(0, True))[1]


def read_robots(text: str, program: str) -> Robots:
    r"""The rules for a program: of all groups that name it, else of those for everybody.

    Args:
        text: the robots.txt.
        program: what the site may call the program; case makes no difference.

    >>> robots = read_robots("User-agent: *\nDisallow: /*.pdf$\nAllow: /archive/", "reader")
    >>> robots.allows("/a.pdf"), robots.allows("/a.pdf?page=2"), robots.allows("/archive/a.pdf")
    (False, True, True)
    """
    groups = list(_groups(text))
    own = [lines for agents, lines in groups if program.lower() in agents]
    chosen = own or [lines for agents, lines in groups if _EVERYBODY in agents]
    lines = [line for group in chosen for line in group]
    rules = [(key == _ALLOW, _plain(value)) for key, value in lines if key != _DELAY and value]
    delays = [_seconds(value) for key, value in lines if key == _DELAY]
    return Robots(tuple(rules), max(delays, default=0))


def _groups(text: str) -> Iterator[tuple[set[str], list[tuple[str, str]]]]:
    """The programs that a group names, in lower case, and its other lines as key and value."""
    agents: set[str] = set()
    lines: list[tuple[str, str]] = []
    for key, value in _lines(text):
        if key != _AGENT:
            lines.append((key, value))
            continue
        if lines:
            yield agents, lines
            agents, lines = set(), []
        agents.add(value.partition("/")[0].strip().lower())
    yield agents, lines


def _lines(text: str) -> Iterator[tuple[str, str]]:
    for line in text.splitlines():
        key, _, value = line.partition("#")[0].partition(":")
        key = key.strip().lower()
        if key in (_AGENT, _DELAY, _ALLOW, _DISALLOW):
            yield key, value.strip()


def _fits(begin: str, path: str) -> bool:
    """Whether a path begins so; `*` is any run of characters, `$` at the end the path's end."""
    first, *others = begin.removesuffix("$").split("*")
    if not path.startswith(first):
        return False
    if not begin.endswith("$"):
        return _behind(others, path, len(first)) is not None
    if not others:
        return path == first
    *others, last = others
    at = _behind(others, path, len(first))
    return at is not None and path.endswith(last) and len(path) - len(last) >= at


def _behind(parts: list[str], path: str, at: int) -> int | None:
    """The place behind the parts, which stand in a path one after the other; None if not."""
    for part in parts:
        found = path.find(part, at)
        if found < 0:
            return None
        at = found + len(part)
    return at


def _plain(path: str) -> str:
    """A path in which each character is written in one way, so that two can be compared."""
    return _ESCAPE.sub(_unescaped, quote(path, safe=string.punctuation))


def _unescaped(match: re.Match[str]) -> str:
    letter = chr(int(match[0][1:], 16))
    return letter if letter in _UNRESERVED else match[0].upper()


def _seconds(value: str) -> float:
    try:
        seconds = float(value)
    except ValueError:
        return 0
    return seconds if 0 < seconds < math.inf else 0
