"""The day of an article: where it is read, which source goes first, what is not believed."""

from __future__ import annotations

import datetime as dt
import re

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from analysis.errors import ArticleError
from analysis.publication import Publication, publication_day

DAY = dt.date(2025, 2, 12)
LATEST = dt.date(2025, 12, 31)
PAGE = "https://news.example"


def day_of(text: str = "", url: str | None = None) -> dt.date | None:
    return publication_day(None, None, url, text, latest=LATEST).day


@pytest.mark.parametrize(
    "path",
    [
        "/2025/02/12/drones",
        "/world/2025/feb/12/drones",
        "/2025-02-12-drones",
        "/news/2025-02-12/drones",
        "/20250212/",
        "/20250212-drones.html",
        "/2025/2/12",
    ],
)
def test_address_tells_the_day(path: str) -> None:
    assert day_of(url=PAGE + path) == DAY


@pytest.mark.parametrize(
    "path",
    [
        "/news/12345678",
        "/20251312/",
        "/2025/02/",
        "/2025/02/30/drones",
        "/three-years-after-2022-02-24",
        "/99999999-drones",
        "/202502120-drones",
        "/2012/02/12/before-the-war",
        "/2026/02/12/after-the-last-day",
    ],
)
def test_address_without_a_credible_day_tells_none(path: str) -> None:
    assert day_of(url=PAGE + path) is None


@pytest.mark.parametrize(
    "line",
    [
        "Feb 12, 2025",
        "12 February 2025",
        "Wednesday, February 12, 2025",
        "Wednesday 12 February 2025, 10:15 GMT",
        "2025-02-12",
        "2025-02-12T10:15:00Z",
        "Published: Feb. 12, 2025",
        "Published Feb. 12, 2025, 10:15 a.m. EST | Updated Feb. 13, 2025",
        "First published at 10:15, 12th February 2025",
        "Date: 2025-02-12",
        "Updated 12 February 2025",
        "By Jo Example, Feb. 12, 2025",
        "By Jo Example | 12 February 2025 | 3 min read",
        "KYIV, Feb. 12, 2025 (Outlet) - Russia launched drones.",
        "MOSCOW, February 12, 2025. /Outlet/. Crews shot down drones.",
        "Kyiv, Ukraine, 12 Feb 2025 — Russia launched drones.",
    ],
)
def test_top_of_the_text_tells_the_day(line: str) -> None:
    assert day_of(f"The headline\n\n{line}\n\nMore text.") == DAY


@pytest.mark.parametrize(
    "line",
    [
        "12/02/2025",
        "February 30, 2025",
        "On Feb. 12, 2025, Russia launched 123 drones.",
        "Russia launched 123 drones on Feb. 12, 2025",
        "Feb. 12, 2025 - Russia launches 123 drones",
        "A house in Lviv, Feb. 12, 2025. (Jo Example/Outlet)",
        "KYIV, Feb. 12 (Outlet) - Russia launched drones.",
        "Published in Kyiv",
        "The war, February 24, 2022",
    ],
)
def test_other_days_are_not_taken(line: str) -> None:
    assert day_of(f"The headline\n\n{line}\n\nMore text.") is None


def test_dateline_without_a_year_has_that_of_the_address() -> None:
    text = "The headline\n\nKYIV, Feb. 12 (Outlet) - Russia launched drones."
    assert day_of(text, f"{PAGE}/2025/drones") == DAY


def test_a_published_line_goes_before_an_updated_one() -> None:
    assert day_of("Updated: Feb. 14, 2025\nPublished: Feb. 12, 2025") == DAY


def test_a_day_far_down_is_not_taken() -> None:
    assert day_of("Line.\n" * 20 + "Feb. 12, 2025") is None


OTHER = dt.date(2025, 2, 11)
URL = f"{PAGE}/2025/02/12/drones"
TOP = "Feb. 10, 2025\n\nText."


@pytest.mark.parametrize(
    ("stated", "origin", "url", "text", "expected"),
    [
        (OTHER, "front matter", URL, TOP, Publication(OTHER, "front matter")),
        (
            dt.date(2001, 1, 1),
            "front matter",
            URL,
            TOP,
            Publication(dt.date(2001, 1, 1), "front matter"),
        ),
        (OTHER, "metadata", URL, TOP, Publication(OTHER, "metadata")),
        (dt.date(2025, 2, 18), "metadata", URL, "", Publication(dt.date(2025, 2, 18), "metadata")),
        (dt.date(2025, 6, 1), "metadata", URL, "", Publication(DAY, "url", dt.date(2025, 6, 1))),
        (dt.date(2025, 2, 1), "metadata", URL, "", Publication(DAY, "url", dt.date(2025, 2, 1))),
        (dt.date(1970, 1, 1), "metadata", URL, "", Publication(DAY, "url", dt.date(1970, 1, 1))),
        (dt.date(1970, 1, 1), "metadata", None, "", Publication(None, None, dt.date(1970, 1, 1))),
        (
            dt.date(2026, 1, 1),
            "metadata",
            None,
            "Feb. 12, 2025",
            Publication(DAY, "dateline", dt.date(2026, 1, 1)),
        ),
        (None, None, URL, TOP, Publication(DAY, "url")),
        (None, None, None, TOP, Publication(dt.date(2025, 2, 10), "dateline")),
        (None, None, None, "On Wednesday", Publication(None, None)),
    ],
)
def test_sources_are_believed_in_order(
    stated: dt.date | None, origin: str | None, url: str | None, text: str, expected: Publication
) -> None:
    assert publication_day(stated, origin, url, text, latest=LATEST) == expected


@pytest.mark.parametrize(
    ("stated", "problem"),
    [
        (dt.date(2205, 2, 12), "'published' is 2205-02-12, after today; correct the year"),
        (dt.date(1025, 2, 12), "'published' is 1025-02-12, before there was a web; correct"),
    ],
)
def test_front_matter_with_an_impossible_day_is_refused(stated: dt.date, problem: str) -> None:
    with pytest.raises(ArticleError, match=re.escape(problem)):
        publication_day(stated, "front matter", None, "")


def test_tomorrow_is_the_last_day() -> None:
    tomorrow = dt.datetime.now(dt.UTC).date() + dt.timedelta(days=1)
    assert publication_day(tomorrow, "metadata", None, "").day == tomorrow


PIECES = [
    "Published",
    "Updated",
    "Feb",
    "12",
    ", ",
    "2025",
    " ",
    "\n",
    ":",
    "|",
    "By",
    "KYIV",
    "-",
    "(",
]


@given(st.lists(st.sampled_from([*PIECES, "/2025/02/12", "99"]), max_size=40))
@settings(deadline=None, max_examples=150, derandomize=True)
def test_any_top_and_address_are_read(pieces: list[str]) -> None:
    text = "".join(pieces)
    assert publication_day(None, None, text, text, latest=LATEST).set_aside is None


@pytest.mark.slow
@pytest.mark.parametrize(
    "unit", ["Published ", "A, ", "by a, ", "Feb 12, ", "KYIV, Feb. 12 (", "( "]
)
def test_a_hostile_top_is_read_at_once(unit: str) -> None:
    assert day_of(unit * 100_000, f"/2025{unit * 1000}") is None
