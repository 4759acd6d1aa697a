"""Good manners: what a host's robots.txt asks for, and pauses between its pages."""

from __future__ import annotations

import time
from http import HTTPStatus
from typing import TYPE_CHECKING

from analysis.errors import FetchError
from analysis.fetching.robots import Robots, read_robots
from analysis.fetching.settings import PROGRAM

if TYPE_CHECKING:
    from collections.abc import Callable

    import httpx

Rules = tuple[int, bytes]
"""The status and the text of a robots.txt."""
_LONGEST_PAUSE = 60.0


class Manners:
    """Asks a host's robots.txt before a page is fetched, and waits between two pages of a host.

    Args:
        pause: seconds between two pages of one host.
        fetch_rules: fetches a robots.txt; its status and its text.
    """

    def __init__(self, pause: float, fetch_rules: Callable[[httpx.URL], Rules]) -> None:
        self._pause = pause
        self._fetch_rules = fetch_rules
        self._rules: dict[bytes, Robots | FetchError] = {}
        self._visited: dict[bytes, float] = {}

    def wait(self, url: httpx.URL) -> None:
        """Wait until the host has had its pause since its page before."""
        visited = self._visited.get(url.raw_host)
        if visited is None:
            return
        rules = self._rules.get(_origin(url))
        asked = rules.delay if isinstance(rules, Robots) else 0
        pause = min(max(self._pause, asked), _LONGEST_PAUSE)
        time.sleep(max(0, visited + pause - time.monotonic()))

    def visit(self, url: httpx.URL) -> None:
        """See whether the host lets programs fetch a page, and take note that it is asked now.

        Raises:
            FetchError: it does not, or its robots.txt cannot be had, which may hold a no.
        """
        rules = self._rules_of(url)
        self._visited[url.raw_host] = time.monotonic()
        if not rules.allows(url.raw_path.decode("ascii")):
            msg = (
                "the site asks programs to stay away from it (robots.txt); "
                "open the page in a browser and save it into the folder"
            )
            raise FetchError(msg)

    def _rules_of(self, url: httpx.URL) -> Robots:
        """The rules of a page's host, asked for once; a failure too is remembered."""
        origin = _origin(url)
        if origin not in self._rules:
            try:
                self._rules[origin] = self._read(url.copy_with(raw_path=b"/robots.txt"))
            except FetchError as error:
                self._rules[origin] = error
        rules = self._rules[origin]
        if isinstance(rules, FetchError):
            raise FetchError(str(rules)) from rules
        return rules

    def _read(self, url: httpx.URL) -> Robots:
        status, text = self._fetch_rules(url)
        if status == HTTPStatus.TOO_MANY_REQUESTS or status >= HTTPStatus.INTERNAL_SERVER_ERROR:
            msg = f"the site's robots.txt cannot be had (status {status}); try again later"
            raise FetchError(msg)
        return read_robots(text.decode("utf-8-sig", errors="replace"), PROGRAM)


def _origin(url: httpx.URL) -> bytes:
    return url.raw_scheme + b"://" + url.netloc
