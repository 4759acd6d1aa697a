"""Addresses of pages: which may be fetched, and which two are one page."""

from __future__ import annotations

import tomllib
from functools import cache
from importlib.resources import files
from typing import Any
from urllib.parse import unquote, urlsplit

import httpx

from analysis.errors import FetchError

_LONGEST = 2000
_SAME_SITE = ("www.", "m.", "amp.")
_PORTS = {"http": 80, "https": 443}


@cache
def web_words() -> dict[str, Any]:
    """What web.toml says of content types and addresses."""
    source = files("analysis.fetching").joinpath("web.toml").read_text(encoding="utf-8")
    return tomllib.loads(source)


def checked_address(address: str) -> httpx.URL:
    """An address that may be asked for, its letters beyond ASCII encoded, its fragment dropped.

    Raises:
        FetchError: it is too long, no address of http or https, or holds a name or a password.
    """
    if len(address) > _LONGEST:
        msg = f"an address of {len(address):,} characters is too long ({_LONGEST:,} at most)"
        raise FetchError(msg)
    try:
        url = httpx.URL(address.strip())
    except (httpx.InvalidURL, ValueError) as error:
        msg = f"no address of the web ({error}); it must begin with http:// or https://"
        raise FetchError(msg) from error
    if url.scheme not in _PORTS or not url.raw_host:
        msg = "no address of the web; it must begin with http:// or https://"
        raise FetchError(msg)
    if url.userinfo:
        msg = "the address holds a name or a password; give it without them"
        raise FetchError(msg)
    return url.copy_with(fragment=None)


def plain_address(address: str) -> str:
    """An address without what tells where the reader came from.

    >>> plain_address("https://news.example/a?id=5&utm_source=feed#top")
    'https://news.example/a?id=5'
    """
    url = httpx.URL(address)
    query = url.query.decode("ascii")
    kept = "&".join(part for part in query.split("&") if part and not _is_tracker(part))
    return str(url.copy_with(query=kept.encode() or None, fragment=None))


def page_key(address: str) -> str:
    """What two addresses of one page have in common; not an address itself.

    Scheme, "www.", tracking parameters, the order of the others, a closing slash and the fragment
    make no other page.

    >>> page_key("http://www.news.example/a/?utm_source=x") == page_key("https://news.example/a")
    True
    """
    try:
        url = httpx.URL(plain_address(address))
    except (httpx.InvalidURL, ValueError):
        return address
    host = url.raw_host.decode("ascii").removeprefix("www.").rstrip(".")
    port = "" if url.port in (None, *_PORTS.values()) else f":{url.port}"
    query = "&".join(sorted(unquote(url.query.decode("ascii")).split("&")))
    return f"{host}{port}{unquote(url.path).rstrip('/')}?{query}".rstrip("?")


def is_same_site(address: str, other: str) -> bool:
    """Whether two addresses are of one site: the host is the same but for www., m. or amp.

    >>> is_same_site("https://www.news.example/a", "https://amp.news.example/a")
    True
    """
    return site_of(address) == site_of(other)


def site_of(address: str) -> str:
    """The host of an address without www., m. or amp.; "" where it has none."""
    try:
        host = (urlsplit(address).hostname or "").rstrip(".")
    except ValueError:
        return ""
    return next((host.removeprefix(part) for part in _SAME_SITE if host.startswith(part)), host)


def _is_tracker(parameter: str) -> bool:
    name = parameter.split("=", 1)[0].lower()
    words = web_words()["trackers"]
    return name in words["names"] or name.startswith(tuple(words["beginnings"]))
