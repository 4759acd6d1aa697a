"""Connections that are checked where they are made, and that end in time.

A host's name is looked up once, each address found is checked, and the connection goes to an
address that was checked. So no name can answer with a public address first and a private one
later, and every redirect is checked as the first address was.
"""

from __future__ import annotations

import ipaddress
import queue
import socket
import threading
import time
from functools import cache
from typing import TYPE_CHECKING, Any

import httpcore
import httpx

from analysis.errors import FetchError

if TYPE_CHECKING:
    import ssl
    from collections.abc import Iterable, Iterator

    from analysis.fetching.settings import FetchSettings

_Address = ipaddress.IPv4Address | ipaddress.IPv6Address
# A cloud's machines reach their host by this address, though it is a public one.
_PLATFORM = ipaddress.IPv4Address("168.63.129.16")
# Networks whose addresses hold one of IPv4 in their last four bytes, which a router unpacks.
_TRANSLATED = (ipaddress.IPv6Network("64:ff9b::/96"), ipaddress.IPv6Network("::/96"))
_LOCALLY_TRANSLATED = ipaddress.IPv6Network("64:ff9b:1::/48")
_MOST_TRIED = 4


def is_public(address: str) -> bool:
    """Whether an address belongs to a machine of the public internet.

    Args:
        address: as a look-up gives it, "192.0.2.1" or "fe80::1%eth0".

    >>> is_public("1.1.1.1"), is_public("127.0.0.1"), is_public("::ffff:10.0.0.1")
    (True, False, False)
    """
    return all(map(_is_public, _unpacked(ipaddress.ip_address(address))))


def _is_public(address: _Address) -> bool:
    special = address.is_multicast or address.is_reserved or address.is_unspecified
    ours = address == _PLATFORM or address in _LOCALLY_TRANSLATED
    return address.is_global and not special and not ours


def _unpacked(address: _Address) -> Iterator[_Address]:
    """The address at which a packet may end: that of IPv4 where one of IPv6 wraps it."""
    if isinstance(address, ipaddress.IPv4Address):
        yield address
    elif mapped := address.ipv4_mapped:
        yield mapped
    elif any(address in network for network in _TRANSLATED):
        yield ipaddress.IPv4Address(int(address) & 0xFFFF_FFFF)
    else:
        yield address
        yield from filter(None, (address.sixtofour, *(address.teredo or ())))


class Transport(httpx.BaseTransport):
    """What a client of httpx sends by: each request over a connection of its own, in time."""

    def __init__(self, settings: FetchSettings, deadline: float) -> None:
        self._pool = httpcore.ConnectionPool(
            ssl_context=certificates(),
            network_backend=_Backend(settings, deadline),
            max_keepalive_connections=0,
        )

    def handle_request(self, request: httpx.Request) -> httpx.Response:
        """Send a request and take the answer's head; its body is read as it is asked for."""
        url = request.url
        answer = self._pool.handle_request(
            httpcore.Request(
                method=request.method,
                url=httpcore.URL(
                    scheme=url.raw_scheme, host=url.raw_host, port=url.port, target=url.raw_path
                ),
                headers=request.headers.raw,
                extensions=request.extensions,
            )
        )
        return httpx.Response(
            answer.status,
            headers=answer.headers,
            stream=_Body(answer),
            extensions=answer.extensions,
        )

    def close(self) -> None:
        """Close what is still open."""
        self._pool.close()


class _Body(httpx.SyncByteStream):
    def __init__(self, answer: httpcore.Response) -> None:
        self._answer = answer

    def __iter__(self) -> Iterator[bytes]:
        yield from self._answer.iter_stream()

    def close(self) -> None:
        self._answer.close()


class _Backend(httpcore.NetworkBackend):
    def __init__(self, settings: FetchSettings, deadline: float) -> None:
        self._settings = settings
        self._deadline = deadline
        self._sockets = httpcore.SyncBackend()

    def connect_tcp(
        self,
        host: str,
        port: int,
        timeout: float | None = None,
        local_address: str | None = None,
        socket_options: Iterable[Any] | None = None,
    ) -> httpcore.NetworkStream:
        found = _look_up(host, port, _left(timeout, self._deadline))
        refused = [address for address in found if not is_public(address)]
        if refused and not self._settings.allow_private:
            msg = (
                f"{refused[0]} is no address of the public internet; "
                "allow such addresses only for a site that you trust (--allow-private)"
            )
            raise FetchError(msg)
        failure: Exception = httpcore.ConnectError()
        for address in found[:_MOST_TRIED]:
            try:
                stream = self._sockets.connect_tcp(
                    address, port, _left(timeout, self._deadline), local_address, socket_options
                )
                return _Stream(stream, self._deadline)
            except (httpcore.ConnectError, httpcore.ConnectTimeout) as error:
                failure = error
        raise failure


class _Stream(httpcore.NetworkStream):
    """A stream that no stream of single bytes keeps open beyond its time."""

    def __init__(self, stream: httpcore.NetworkStream, deadline: float) -> None:
        self._stream = stream
        self._deadline = deadline

    def read(self, max_bytes: int, timeout: float | None = None) -> bytes:
        return self._stream.read(max_bytes, _left(timeout, self._deadline))

    def write(self, buffer: bytes, timeout: float | None = None) -> None:
        self._stream.write(buffer, _left(timeout, self._deadline))

    def close(self) -> None:
        self._stream.close()

    def start_tls(
        self,
        ssl_context: ssl.SSLContext,
        server_hostname: str | None = None,
        timeout: float | None = None,
    ) -> httpcore.NetworkStream:
        left = _left(timeout, self._deadline)
        return _Stream(self._stream.start_tls(ssl_context, server_hostname, left), self._deadline)

    def get_extra_info(self, info: str) -> Any:  # noqa: ANN401 - httpcore's own signature
        return self._stream.get_extra_info(info)


def _left(timeout: float | None, deadline: float) -> float:
    left = deadline - time.monotonic()
    if left <= 0:
        raise httpcore.ReadTimeout
    return left if timeout is None else min(left, timeout)


def _look_up(host: str, port: int, seconds: float) -> list[str]:
    """A host's addresses. The system's look-up knows no time limit, so a thread waits for it."""
    answers: queue.SimpleQueue[list[str] | OSError | UnicodeError] = queue.SimpleQueue()

    def ask() -> None:
        try:
            found = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)
            answers.put(list(dict.fromkeys(str(address[0]) for *_, address in found)))
        except (OSError, UnicodeError) as error:
            answers.put(error)

    threading.Thread(target=ask, daemon=True).start()
    try:
        answer = answers.get(timeout=seconds)
    except queue.Empty:
        raise httpcore.ConnectTimeout from None
    if isinstance(answer, list):
        return answer
    msg = f"no machine of the name {host} is found; check the address, and the connection"
    raise FetchError(msg) from answer


@cache
def certificates() -> ssl.SSLContext:
    """Whom to believe who a host is: certifi's list, or that of SSL_CERT_FILE or SSL_CERT_DIR."""
    return httpx.create_ssl_context()
