"""Fetching a page: from where, how much, how long, and what is told when it fails."""

from __future__ import annotations

import gzip
import shlex
import shutil
import socket
import subprocess
import threading
import time
import zlib
from dataclasses import replace
from typing import TYPE_CHECKING, Any

import httpcore
import pytest
from web_site import Site, drip, running_site, send, story

from analysis.errors import FetchError
from analysis.fetching import FetchSettings, network
from analysis.fetching.addresses import web_words
from analysis.fetching.pages import Fetcher, Page

if TYPE_CHECKING:
    from collections.abc import Iterator
    from http.server import BaseHTTPRequestHandler
    from pathlib import Path

HTML = {"Content-Type": "text/html"}
SMALL = FetchSettings(largest=50_000, redirects=3, pause=0, allow_private=True)
QUICK = replace(SMALL, connect_seconds=0.5, read_seconds=0.5, total_seconds=0.9)


def fetch(address: str, settings: FetchSettings = SMALL) -> Page:
    return Fetcher(settings).fetch(address, web_words()["pages"])


def failure(address: str, settings: FetchSettings = SMALL) -> str:
    with pytest.raises(FetchError) as failed:
        fetch(address, settings)
    return str(failed.value)


def moved(target: str) -> tuple[int, dict[str, str], bytes]:
    return 302, {"Location": target}, b""


# What is fetched


def test_a_page_is_fetched_as_it_was_sent(site: Site) -> None:
    site.pages["/story"] = story()
    page = fetch(site.address())
    assert page == Page(site.address(), story(), "text/html", "utf-8")


def test_the_program_tells_its_name(site: Site) -> None:
    site.pages["/story"] = story()
    fetch(site.address())
    assert set(site.agents) == {"analysis-war-figures/0.1.0"}


def test_a_packed_page_is_unpacked(site: Site) -> None:
    site.pages["/story"] = (200, {**HTML, "Content-Encoding": "gzip"}, gzip.compress(story()))
    assert fetch(site.address()).content == story()


def test_a_page_packed_in_two_parts_is_unpacked(site: Site) -> None:
    parts = gzip.compress(story()[:50]) + gzip.compress(story()[50:])
    site.pages["/story"] = (200, {**HTML, "Content-Encoding": "gzip"}, parts)
    assert fetch(site.address()).content == story()


def test_an_address_beyond_ascii_is_encoded(site: Site) -> None:
    site.pages["/%D0%BD%D1%96%D1%87"] = story()
    assert fetch(site.address("/ніч")).content == story()


def test_redirects_are_followed(site: Site) -> None:
    site.pages.update({"/a": moved("b"), "/b": moved(site.address()), "/story": story()})
    assert fetch(site.address("/a")).address == site.address()


def test_a_cookie_is_kept_for_the_redirect_that_sets_it(site: Site) -> None:
    def answer(handler: BaseHTTPRequestHandler) -> None:
        is_known = "seen=1" in handler.headers.get("Cookie", "")
        wall = (302, {"Location": "/story", "Set-Cookie": "seen=1"}, b"")
        send(handler, *((200, HTML, story()) if is_known else wall))

    site.pages["/story"] = answer
    assert fetch(site.address()).content == story()


# What is refused


@pytest.mark.parametrize(
    ("answer", "said"),
    [
        ((404, HTML, b"gone"), "404 (Not Found); check the address"),
        ((410, HTML, b"gone"), "410 (Gone)"),
        ((403, HTML, b"no"), "403 (Forbidden); open the page in a browser and save it"),
        ((500, HTML, b"oh"), "500 (Internal Server Error)"),
        ((503, HTML, b"oh"), "503 (Service Unavailable); try again later"),
        ((799, HTML, b"?"), "799 (no reason)"),
        ((204, HTML, b""), "204 (No Content)"),
        ((304, HTML, b""), "304 (Not Modified)"),
        ((302, HTML, b"where?"), "302 (Found)"),
        ((200, HTML, b""), "the page is empty"),
        ((200, HTML, b" \n "), "the page is empty"),
        ((200, {"Content-Type": "image/png"}, b"x"), "its content type is image/png"),
        ((200, {"Content-Type": "application/rss+xml"}, b"x"), "whose entries --feed adds"),
        ((200, {**HTML, "Content-Encoding": "br"}, b"x"), "packs the page as 'br'"),
        ((200, {**HTML, "Content-Encoding": "gzip, gzip"}, b"x"), "'gzip, gzip', which was not"),
        ((200, {**HTML, "Content-Encoding": "gzip"}, b"plain text"), "its gzip cannot be unpacked"),
        (
            (200, {**HTML, "Content-Encoding": "gzip"}, gzip.compress(story(), mtime=0)[:-9]),
            "its gzip ends too early",
        ),
        ((200, {**HTML, "Content-Length": "9999"}, b"cut"), "the connection failed (peer closed"),
        ((200, {**HTML, "Content-Length": "60000"}, b""), "larger than 50,000 bytes"),
        ((200, {**HTML, "X\x01": "junk"}, b"x"), "the connection failed"),
        ((200, {**HTML, "X": "x" * 200_000}, b"x"), "the connection failed"),
        (moved("file:///etc/passwd"), "must begin with http:// or https://"),
        (moved("ftp://news.example/"), "must begin with http:// or https://"),
        (moved("javascript:alert(1)"), "redirects to what is no address of the web"),
        (moved("http://u:p@127.0.0.1/"), "holds a name or a password"),
        (moved("http://[::1"), "the connection failed"),
        (moved("/story"), "it redirects more than 3 times"),
    ],
    ids=str,
)
def test_a_bad_answer_is_told_with_the_remedy(
    site: Site, answer: tuple[int, dict[str, str], bytes], said: str
) -> None:
    site.pages["/story"] = answer
    told = failure(site.address())
    assert said in told
    assert "; " in told


@pytest.mark.parametrize(
    "content",
    [gzip.compress(b"<p>" * 10_000_000), gzip.compress(b"<p>" * 10_000) * 100],
    ids=["one part", "many parts"],
)
def test_a_bomb_of_gzip_is_not_unpacked(site: Site, content: bytes) -> None:
    site.pages["/story"] = (200, {**HTML, "Content-Encoding": "gzip"}, content)
    assert "larger than 50,000 bytes" in failure(site.address())


def test_a_bomb_is_unpacked_no_further_than_allowed(
    site: Site, monkeypatch: pytest.MonkeyPatch
) -> None:
    largest = 0
    make = zlib.decompressobj

    class Watched:
        def __init__(self, form: int) -> None:
            self._inner = make(form)

        def __getattr__(self, name: str) -> Any:  # noqa: ANN401
            return getattr(self._inner, name)

        def decompress(self, chunk: bytes, most: int) -> bytes:
            nonlocal largest
            part = self._inner.decompress(chunk, most)
            largest = max(largest, len(part))
            return part

    monkeypatch.setattr(zlib, "decompressobj", Watched)
    bomb = gzip.compress(b"<p>" * 10_000_000)
    site.pages["/story"] = (200, {**HTML, "Content-Encoding": "gzip"}, bomb)
    failure(site.address())
    assert 0 < largest <= 50_001


@pytest.mark.parametrize(
    ("head", "part", "said"),
    [
        (b"HTTP/1.0 200 OK\r\nX: ", b"x", "more than 0.9 s in all"),
        (b"HTTP/1.0 200 OK\r\nContent-Type: text/html\r\n\r\n", b"x", "more than 0.9 s in all"),
        (b"HTTP/1.1 200 OK\r\nX", b"", "did not answer within 0.5 s"),
        (b"", b"", "did not answer within 0.5 s"),
    ],
    ids=["head drips", "body drips", "head stops", "silent"],
)
@pytest.mark.slow
def test_a_slow_answer_ends_in_time(site: Site, head: bytes, part: bytes, said: str) -> None:
    site.pages["/story"] = lambda handler: drip(handler, head, part)
    assert said in failure(site.address(), QUICK)


@pytest.mark.parametrize(
    ("head", "part", "said"),
    [
        (b"HTTP/1.0 200 OK\r\nContent-Type: text/html\r\n\r\n", b"x" * 9000, "larger than 50,000"),
        (b"SSH-2.0-OpenSSH_9.2\r\n\r\n", b"", "the connection failed"),
    ],
    ids=["endless", "no HTTP"],
)
def test_an_endless_answer_or_none_of_http_is_left(
    site: Site, head: bytes, part: bytes, said: str
) -> None:
    site.pages["/story"] = lambda handler: drip(handler, head, part)
    assert said in failure(site.address(), QUICK)


@pytest.mark.parametrize(
    ("address", "said"),
    [
        ("news.example/a", "must begin with http:// or https://"),
        ("file:///etc/passwd", "must begin with"),
        ("ftp://news.example/", "must begin with"),
        ("http:///a", "must begin with"),
        ("", "must begin with"),
        ("http://me:secret@news.example/", "holds a name or a password"),
        ("http://0177.0.0.1/", "no address of the web"),
        ("http://news.example/a\x00b", "no address of the web"),
        ("http://[::1/", "no address of the web"),
        ("http://news.example/" + "a" * 2000, "2,020 characters is too long"),
    ],
)
def test_what_is_no_address_of_the_web_is_not_asked_for(
    address: str, said: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(socket, "getaddrinfo", pytest.fail)
    assert said in failure(address)


# Where it may come from


@pytest.mark.parametrize(
    "host",
    [
        "127.0.0.1", "127.1", "0x7f.1", "2130706433", "localhost", "LOCALHOST",
        "[::1]", "[::ffff:127.0.0.1]", "[::ffff:7f00:1]", "[::127.0.0.1]", "[64:ff9b::7f00:1]",
        "[2002:7f00:1::]", "0.0.0.0", "0", "[::]", "127。0。0。1",  # noqa: S104 - asked, not bound
    ],
)  # fmt: skip
def test_this_machine_is_refused_in_each_spelling(site: Site, host: str) -> None:
    said = failure(f"http://{host}:{site.port}/story", FetchSettings())
    assert "is no address of the public internet" in said
    assert site.asked == []


@pytest.fixture
def names(monkeypatch: pytest.MonkeyPatch) -> Iterator[dict[str, list[list[str]]]]:
    """Host → what each look-up of it answers in turn; nothing is really looked up or connected."""
    answers: dict[str, list[list[str]]] = {}

    def look_up(host: str, port: int, **_: object) -> list[Any]:
        return [(0, 0, 0, "", (address, port)) for address in answers[host].pop(0)]

    monkeypatch.setattr(socket, "getaddrinfo", look_up)
    return answers


@pytest.fixture
def reached(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """The addresses that were connected to, of which none answers."""
    addresses: list[str] = []

    def connect(_: object, host: str, *__: object) -> None:
        addresses.append(host)
        raise httpcore.ConnectError

    monkeypatch.setattr(httpcore.SyncBackend, "connect_tcp", connect)
    return addresses


def test_the_address_that_was_checked_is_the_one_connected_to(
    names: dict[str, list[list[str]]], reached: list[str]
) -> None:
    names["news.example"] = [["1.1.1.1"], ["127.0.0.1"]]
    failure("http://news.example/a", FetchSettings())
    assert (reached, names["news.example"]) == (["1.1.1.1"], [["127.0.0.1"]])


def test_a_name_with_one_private_address_is_refused(
    names: dict[str, list[list[str]]], reached: list[str]
) -> None:
    names["news.example"] = [["1.1.1.1", "10.0.0.1"]]
    said = failure("http://news.example/a", FetchSettings())
    assert "10.0.0.1 is no address of the public internet" in said
    assert reached == []


def test_each_redirect_is_checked(
    site: Site, monkeypatch: pytest.MonkeyPatch, names: dict[str, list[list[str]]]
) -> None:
    real = socket.create_connection
    monkeypatch.setattr(
        "httpcore._backends.sync.socket.create_connection",
        lambda _, *rest, **others: _connected(site, real),
    )
    names["news.example"] = [["1.1.1.1"], ["1.1.1.1"]]
    names["10.0.0.1"] = [["10.0.0.1"]]
    site.pages["/a"] = moved("http://10.0.0.1/secret")
    assert "10.0.0.1 is no address" in failure("http://news.example/a", FetchSettings())
    assert site.pages_asked() == ["/a"]


def _connected(site: Site, _: object) -> socket.socket:
    there = socket.socket()
    there.connect(("127.0.0.1", site.port))
    return there


def test_an_unknown_host_is_told(monkeypatch: pytest.MonkeyPatch) -> None:
    def unknown(*_: object, **__: object) -> None:
        raise socket.gaierror(-2, "Name or service not known")

    monkeypatch.setattr(socket, "getaddrinfo", unknown)
    assert "no machine of the name news.example is found" in failure("http://news.example/")


@pytest.mark.slow
def test_a_look_up_that_does_not_end_is_left(monkeypatch: pytest.MonkeyPatch) -> None:
    ended = threading.Event()
    monkeypatch.setattr(socket, "getaddrinfo", lambda *_, **__: ended.wait(60) and [])
    said = failure("http://news.example/", QUICK)
    ended.set()
    assert "did not answer" in said


def test_a_proxy_of_the_environment_is_not_used(
    site: Site, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("HTTP_PROXY", "http://127.0.0.1:1")
    site.pages["/story"] = story()
    assert fetch(site.address()).content == story()


def test_a_failure_tells_that_a_proxy_is_not_used(
    monkeypatch: pytest.MonkeyPatch, names: dict[str, list[list[str]]], reached: list[str]
) -> None:
    monkeypatch.setenv("HTTPS_PROXY", "http://proxy.example:8080")
    names["news.example"] = [["1.1.1.1"]]
    assert "the proxy of the environment is not used" in failure("https://news.example/")


# Over TLS


@pytest.fixture(scope="module")
def certificate(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A certificate for localhost with its key, which nobody else knows."""
    if shutil.which("openssl") is None:
        pytest.skip("openssl makes the certificate")
    path = tmp_path_factory.mktemp("tls") / "both.pem"
    kind = "-newkey ec -pkeyopt ec_paramgen_curve:prime256v1 -nodes -days 2"
    name = "-subj /CN=localhost -addext subjectAltName=DNS:localhost"
    command = f"openssl req -x509 {kind} {name} -keyout {path} -out {path}.crt"
    subprocess.run(shlex.split(command), check=True, capture_output=True)
    path.write_text(path.read_text() + path.with_name("both.pem.crt").read_text())
    return path


@pytest.fixture
def trusted(certificate: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """Trust the certificate for the time of a test."""
    monkeypatch.setenv("SSL_CERT_FILE", str(certificate))
    network.certificates.cache_clear()
    yield
    network.certificates.cache_clear()


def test_a_page_is_fetched_over_tls(certificate: Path, trusted: None) -> None:
    with running_site(certificate) as site:
        site.pages["/story"] = story()
        assert fetch(f"https://localhost:{site.port}/story").content == story()


def test_a_certificate_that_nobody_vouches_for_is_refused(certificate: Path) -> None:
    with running_site(certificate) as site:
        said = failure(f"https://localhost:{site.port}/story")
    assert "certificate verify failed" in said


def test_a_certificate_of_another_name_is_refused(certificate: Path, trusted: None) -> None:
    with running_site(certificate) as site:
        said = failure(f"https://127.0.0.1:{site.port}/story")
    assert "certificate is not valid for '127.0.0.1'" in said


@pytest.mark.slow
def test_a_slow_answer_over_tls_ends_in_time(certificate: Path, trusted: None) -> None:
    head = b"HTTP/1.0 200 OK\r\nContent-Type: text/html\r\n\r\n"
    with running_site(certificate) as site:
        site.pages["/story"] = lambda handler: drip(handler, head, b"x")
        assert "more than 0.9 s" in failure(f"https://localhost:{site.port}/story", QUICK)


# Manners


def test_a_page_that_robots_txt_forbids_is_not_fetched(site: Site) -> None:
    site.pages.update({"/story": story(), "/robots.txt": rules("Disallow: /story")})
    assert "robots.txt" in failure(site.address())
    assert site.pages_asked() == []


def test_a_redirect_to_a_forbidden_page_is_not_followed(site: Site) -> None:
    site.pages.update(
        {"/a": moved("/story"), "/story": story(), "/robots.txt": rules("Disallow: /story")}
    )
    assert "robots.txt" in failure(site.address("/a"))
    assert site.pages_asked() == ["/a"]


def test_rules_for_this_program_go_before_those_for_all(site: Site) -> None:
    text = b"User-agent: *\nDisallow:\n\nUser-agent: analysis-war-figures\nDisallow: /\n"
    site.pages.update({"/story": story(), "/robots.txt": (200, {}, text)})
    assert "robots.txt" in failure(site.address())


def test_a_site_whose_rules_cannot_be_had_is_left_alone(site: Site) -> None:
    site.pages.update({"/story": story(), "/robots.txt": (503, {}, b"")})
    assert "robots.txt cannot be had (status 503)" in failure(site.address())


@pytest.mark.parametrize("status", [403, 404])
def test_a_site_without_rules_lets_all_in(site: Site, status: int) -> None:
    site.pages.update({"/story": story(), "/robots.txt": (status, {}, b"Disallow: /")})
    assert fetch(site.address()).content == story()


def test_rules_are_asked_for_once(site: Site) -> None:
    site.pages.update({"/a": story(), "/b": story()})
    fetcher = Fetcher(SMALL)
    for path in ("/a", "/b"):
        fetcher.fetch(site.address(path), ["text/html"])
    assert site.asked == ["/robots.txt", "/a", "/b"]


@pytest.mark.parametrize(
    ("pause", "delay", "waited"),
    [
        (20, "", 20),
        (20, "Crawl-delay: 40", 40),
        (40, "Crawl-delay: 20", 40),
        (20, "Crawl-delay: 999", 60),
    ],
)
def test_two_pages_of_a_host_have_a_pause_between_them(
    site: Site, monkeypatch: pytest.MonkeyPatch, pause: float, delay: str, waited: float
) -> None:
    slept: list[float] = []
    monkeypatch.setattr(time, "sleep", slept.append)
    site.pages.update({"/story": story(), "/robots.txt": rules(delay)})
    fetcher = Fetcher(FetchSettings(pause=pause, allow_private=True))
    for _ in range(2):
        fetcher.fetch(site.address(), ["text/html"])
    assert slept == [pytest.approx(waited, abs=10)]


def rules(line: str) -> tuple[int, dict[str, str], bytes]:
    return 200, {"Content-Type": "text/plain"}, f"User-agent: *\n{line}\n".encode()
