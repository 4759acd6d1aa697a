"""How far a fetch may go: seconds, bytes, redirects, and which addresses."""

from __future__ import annotations

from dataclasses import dataclass

from analysis import __version__

PROGRAM = "analysis-war-figures"
"""What a site's robots.txt calls this program."""
USER_AGENT = f"{PROGRAM}/{__version__}"


@dataclass(frozen=True, slots=True)
class FetchSettings:
    """The limits of a fetch.

    Attributes:
        connect_seconds: for finding and reaching a host.
        read_seconds: without a byte from it.
        total_seconds: for a page in all, from the first connection to the last byte.
        largest: bytes of a page, compressed or not.
        redirects: how many are followed.
        pause: seconds between two pages of one host; more where its robots.txt asks for more.
        allow_private: whether addresses of this machine and of private networks are fetched.
    """

    connect_seconds: float = 10
    read_seconds: float = 20
    total_seconds: float = 60
    largest: int = 20_000_000
    redirects: int = 5
    pause: float = 1
    allow_private: bool = False
