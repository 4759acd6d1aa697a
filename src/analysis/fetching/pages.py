"""Fetch a page: politely, within limits, and only from where it may come."""

from __future__ import annotations

import time
import urllib.request
from contextlib import contextmanager
from dataclasses import dataclass
from email.message import Message
from http import HTTPStatus
from typing import TYPE_CHECKING, TypeVar

import httpcore
import httpx

from analysis.errors import FetchError
from analysis.fetching.addresses import checked_address, web_words
from analysis.fetching.manners import Manners
from analysis.fetching.network import Transport
from analysis.fetching.settings import USER_AGENT, FetchSettings
from analysis.fetching.unpacking import ACCEPTED, read_body

if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Iterator

    from analysis.fetching.manners import Rules

Taken = TypeVar("Taken")
_LARGEST_RULES = 500_000
_REFUSED = (401, 402, 403, 405, 406, 451)
_BUSY = 429
_FAILURES = (
    httpx.HTTPError,
    httpcore.NetworkError,
    httpcore.ProtocolError,
    httpcore.UnsupportedProtocol,
)


@dataclass(frozen=True, slots=True)
class Page:
    """A page as it was received.

    Attributes:
        address: where it was found in the end, after redirects.
        content: its bytes, unpacked.
        kind: its content type, "text/html"; "" where the site names none.
        charset: the charset that the site names, if any.
    """

    address: str
    content: bytes
    kind: str
    charset: str | None


class Fetcher:
    """Fetches pages, one after the other; knows what each host's robots.txt asks for."""

    def __init__(self, settings: FetchSettings) -> None:
        self._settings = settings
        self._manners = Manners(settings.pause, self._rules)

    def fetch(self, address: str, kinds: Collection[str]) -> Page:
        """Fetch a page.

        Args:
            address: of http or https.
            kinds: the content types that will do.

        Raises:
            FetchError: it cannot be had, or is of another kind. The text says why and what to do.
        """

        def page(answer: httpx.Response) -> Page:
            return _page(answer, kinds, self._settings.largest)

        url = checked_address(address)
        self._manners.wait(url)
        return self._followed(url, page, self._manners.visit)

    def _followed(
        self,
        url: httpx.URL,
        take: Callable[[httpx.Response], Taken],
        visit: Callable[[httpx.URL], None],
    ) -> Taken:
        """What is taken from the answer at the end of the redirects, each checked as the first."""
        deadline = time.monotonic() + self._settings.total_seconds
        with self._client(deadline) as client:
            for _ in range(self._settings.redirects + 1):
                visit(url)
                with self._told(deadline), client.stream("GET", url) as answer:
                    if not answer.has_redirect_location:
                        return take(answer)
                    moved = str(url.join(answer.headers["location"]))
                url = checked_address(moved)
        msg = f"it redirects more than {self._settings.redirects} times; check the address"
        raise FetchError(msg)

    def _client(self, deadline: float) -> httpx.Client:
        """A client for one page; the cookies of its redirects end with it."""
        settings = self._settings
        return httpx.Client(
            transport=Transport(settings, deadline),
            headers={"User-Agent": USER_AGENT, "Accept-Encoding": ACCEPTED},
            timeout=httpx.Timeout(settings.read_seconds, connect=settings.connect_seconds),
            trust_env=False,
        )

    def _rules(self, url: httpx.URL) -> Rules:
        """The status and the text of a host's robots.txt."""
        return self._followed(url, _rules, lambda _: None)

    @contextmanager
    def _told(self, deadline: float) -> Iterator[None]:
        """Turns what the connection says into what a person can use."""
        try:
            yield
        except (httpx.TimeoutException, httpcore.TimeoutException) as error:
            seconds = self._settings.read_seconds
            limit = f"the host did not answer within {seconds:g} s"
            if time.monotonic() >= deadline:
                limit = f"it took more than {self._settings.total_seconds:g} s in all"
            msg = f"{limit}; try again later"
            raise FetchError(msg) from error
        except httpx.InvalidURL as error:
            msg = f"it redirects to what is no address of the web ({error}); open it in a browser"
            raise FetchError(msg) from error
        except _FAILURES as error:
            msg = (
                f"the connection failed ({str(error) or type(error).__name__}); check the address, "
            )
            msg += f"or try again later{_proxy_hint()}"
            raise FetchError(msg) from error


def _page(answer: httpx.Response, kinds: Collection[str], largest: int) -> Page:
    if answer.status_code != HTTPStatus.OK:
        raise FetchError(_refusal(answer.status_code))
    kind, charset = _content_type(answer.headers.get("content-type", ""))
    if kind and kind not in kinds:
        is_feed = kind in web_words()["feeds"]["types"]
        hint = "it looks like a feed, whose entries --feed adds"
        if not is_feed:
            hint = "only pages, text and PDF are read; save its text as .txt"
        msg = f"its content type is {kind}; {hint}"
        raise FetchError(msg)
    content = read_body(answer, largest)
    if not content.strip():
        msg = "the page is empty; check the address, or try again later"
        raise FetchError(msg)
    return Page(str(answer.url), content, kind, charset)


def _rules(answer: httpx.Response) -> Rules:
    is_there = answer.status_code == HTTPStatus.OK
    return answer.status_code, read_body(answer, _LARGEST_RULES) if is_there else b""


def _content_type(header: str) -> tuple[str, str | None]:
    message = Message()
    message["content-type"] = header
    kind = message.get_content_type() if "/" in header else ""
    return kind, message.get_content_charset()


def _refusal(status: int) -> str:
    reason = HTTPStatus(status).phrase if status in HTTPStatus._value2member_map_ else "no reason"
    told = f"the site answers {status} ({reason})"
    if status in _REFUSED:
        return f"{told}; open the page in a browser and save it into the folder"
    if status == _BUSY or status >= HTTPStatus.INTERNAL_SERVER_ERROR:
        return f"{told}; try again later"
    return f"{told}; check the address"


def _proxy_hint() -> str:
    is_set = urllib.request.getproxies().keys() & {"http", "https", "all"}
    return "; the proxy of the environment is not used, see docs/web.md" if is_set else ""
