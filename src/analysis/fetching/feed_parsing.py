"""Parse a feed in a process of its own: `python -m analysis.fetching.feed_parsing ADDRESS TYPE`.

The feed comes on stdin; its entries go to stdout as JSON, each as [link, days as text, day in UTC].
A feed can be built so that parsing it takes hours or all memory; a process can be ended.
"""

from __future__ import annotations

import io
import json
import resource
import sys
from contextlib import suppress
from typing import Any
from urllib.parse import urljoin

_MEMORY = 2_000_000_000
_DATES = ("published", "updated")


def main() -> None:
    """Read a feed from stdin and print its entries; null where it is no feed."""
    with suppress(ValueError, OSError):  # some systems know no such limit
        resource.setrlimit(resource.RLIMIT_AS, (_MEMORY, _MEMORY))
    address, kind = sys.argv[1:]
    print(json.dumps(_entries(sys.stdin.buffer.read(), address, kind)))  # noqa: T201 - its output


def _entries(content: bytes, address: str, kind: str) -> list[tuple[str, list[str], Any]] | None:
    import feedparser

    # A stream: of a text feedparser would fetch what looks like an address, or open a file.
    parsed = feedparser.parse(
        io.BytesIO(content),
        response_headers={"content-location": address, **({"content-type": kind} if kind else {})},
        resolve_relative_uris=False,
        sanitize_html=False,  # only links and days are used
    )
    if not parsed.version and not parsed.entries:
        return None
    return [(_link(entry, address), *_days(entry)) for entry in parsed.entries]


def _link(entry: Any, address: str) -> str:  # noqa: ANN401 - feedparser has no types
    link = str(entry.get("link") or "").strip()
    try:
        return urljoin(address, link) if link else ""
    except ValueError:
        return link


def _days(entry: Any) -> tuple[list[str], Any]:  # noqa: ANN401 - feedparser has no types
    """What the entry says of its days, and year, month and day of the first that is understood."""
    told = [str(entry.get(key) or "") for key in _DATES]
    understood = (entry.get(f"{key}_parsed") for key in _DATES)
    return told, next((list(parts[:3]) for parts in understood if parts), None)


if __name__ == "__main__":
    main()
