"""A site on this machine that answers as it is told, also badly."""

from __future__ import annotations

import ssl
import threading
from contextlib import contextmanager, suppress
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path

Answer = bytes | tuple[int, dict[str, str], bytes]
"""A page of HTML, or a status with headers and a body."""

NOT_FOUND = (404, {"Content-Type": "text/plain"}, b"no such page")
STORY = """Ukraine's air force said on Wednesday morning that it had shot down 71 of the 123 drones
that Russia had launched overnight, and that more than 40 others had been lost to jamming. Two
people were killed in the Kharkiv region when debris fell on a house, its governor said, and nine
others were injured. Rescuers worked until the afternoon to clear the rubble of the building.</p>
<p>The number of drones is the highest of this month, according to the daily reports, which count
those that were launched from three directions. Power was cut off in parts of the region for four
hours, and was restored before noon, the operator of the grid said in a short statement."""


def story(
    title: str = "Air defence stops 71 of 123 drones", *, head: str = "", text: str = STORY
) -> bytes:
    """A page with an article, as a site would send it."""
    return (
        f'<!doctype html><html lang="en"><head><meta charset="utf-8"><title>{title}</title>'
        f'<meta property="og:title" content="{title}">'
        f'<meta property="og:site_name" content="The Example">{head}</head>'
        f"<body><nav>Home News</nav><main><article><h1>{title}</h1><p>{text}</p></article></main>"
        "<footer>All rights reserved</footer></body></html>"
    ).encode()


def rss(*entries: str) -> bytes:
    """An RSS feed of these items."""
    items = "".join(f"<item>{entry}</item>" for entry in entries)
    return (
        '<?xml version="1.0" encoding="utf-8"?><rss version="2.0"><channel><title>Example</title>'
        f"<link>https://news.example/</link>{items}</channel></rss>"
    ).encode()


class Site(ThreadingHTTPServer):
    """The site: path → answer, or a function that answers by itself."""

    daemon_threads = True
    block_on_close = False

    def __init__(self, certificate: Path | None = None) -> None:
        super().__init__(("127.0.0.1", 0), _Handler)
        if certificate:
            context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
            context.load_cert_chain(certificate)
            self.socket = context.wrap_socket(
                self.socket, server_side=True, do_handshake_on_connect=False
            )
        self.pages: dict[str, Answer | Callable[[BaseHTTPRequestHandler], None]] = {}
        self.asked: list[str] = []
        self.agents: list[str] = []
        self.ending = threading.Event()

    @property
    def port(self) -> int:
        return int(self.server_address[1])

    def address(self, path: str = "/story") -> str:
        return f"http://127.0.0.1:{self.port}{path}"

    def pages_asked(self) -> list[str]:
        """The paths asked for, but for robots.txt."""
        return [path for path in self.asked if path != "/robots.txt"]


class _Handler(BaseHTTPRequestHandler):
    server: Site

    def do_GET(self) -> None:
        self.server.asked.append(self.path)
        self.server.agents.append(self.headers.get("user-agent", ""))
        pages = self.server.pages
        answer = pages.get(self.path) or pages.get(self.path.split("?")[0], NOT_FOUND)
        with suppress(OSError):  # the client went away, as it should
            if callable(answer):
                answer(self)
            elif isinstance(answer, bytes):
                send(self, 200, {"Content-Type": "text/html; charset=utf-8"}, answer)
            else:
                send(self, *answer)

    def log_message(self, *_: object) -> None:
        """Keep quiet."""


def send(
    handler: BaseHTTPRequestHandler, status: int, headers: dict[str, str], body: bytes
) -> None:
    """Send an answer; its length is told where the headers do not tell another."""
    handler.send_response(status)
    for name, value in {"Content-Length": str(len(body)), **headers}.items():
        handler.send_header(name, value)
    handler.end_headers()
    handler.wfile.write(body)


def drip(handler: BaseHTTPRequestHandler, head: bytes, part: bytes) -> None:
    """Send a head, then the same bytes every 20 ms until the client goes or the test ends."""
    handler.wfile.write(head)
    while not handler.server.ending.wait(0.02):  # type: ignore[attr-defined]
        handler.wfile.write(part)


@contextmanager
def running_site(certificate: Path | None = None) -> Iterator[Site]:
    """A site that is up, and down again afterwards; with a certificate it speaks TLS."""
    with Site(certificate) as site:
        thread = threading.Thread(target=site.serve_forever, kwargs={"poll_interval": 0.01})
        thread.start()
        try:
            yield site
        finally:
            site.ending.set()
            site.shutdown()
            thread.join()
