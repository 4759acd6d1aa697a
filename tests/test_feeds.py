"""Adding the entries of feeds: which are new, and what a bad feed comes to."""

from __future__ import annotations

import sys
from itertools import pairwise
from typing import TYPE_CHECKING

import pytest
from web_adding import DAY, FEED, OTHER, add_feed, outcomes
from web_site import rss, story

import analysis
from analysis.errors import ArticleError, FetchError

if TYPE_CHECKING:
    from pathlib import Path

    from web_site import Site


def test_the_entries_of_a_feed_are_added(site: Site, tmp_path: Path) -> None:
    feed = rss("<link>story</link>", f"<link>{site.address('/b')}</link>")
    site.pages.update({"/feed": (200, FEED, feed), "/story": story(head=DAY)})
    site.pages["/b"] = story("Other", head=DAY, text=OTHER)
    assert outcomes(add_feed(site, tmp_path)) == ["added", "added"]
    assert site.pages_asked() == ["/feed", "/story", "/b"]


def test_the_entries_of_an_atom_feed_are_added(site: Site, tmp_path: Path) -> None:
    feed = (
        b'<feed xmlns="http://www.w3.org/2005/Atom" xml:base="/news/"><title>x</title>'
        b'<entry><title>a</title><link href="story"/><updated>2025-02-12T23:30:00-05:00</updated>'
        b"</entry></feed>"
    )
    site.pages.update({"/feed": (200, {"Content-Type": "application/atom+xml"}, feed)})
    site.pages["/news/story"] = story()
    add_feed(site, tmp_path)
    article = analysis.read_articles(tmp_path)[0]
    assert (str(article.published), article.url) == ("2025-02-12", site.address("/news/story"))


def test_the_day_of_the_feed_is_taken_where_the_page_has_none(site: Site, tmp_path: Path) -> None:
    day = "<pubDate>Wed, 12 Feb 2025 23:30:00 -0500</pubDate>"
    feed = rss(f"<link>/dated</link>{day}", f"<link>/undated</link>{day}")
    site.pages.update({"/feed": (200, FEED, feed), "/undated": story("Other", text=OTHER)})
    site.pages["/dated"] = story(head=DAY.replace("2025-02-12", "2025-02-10"))
    add_feed(site, tmp_path)
    told = [
        (str(article.published), article.metadata.get("published_from"))
        for article in analysis.read_articles(tmp_path)
    ]
    assert told == [("2025-02-10", "metadata"), ("2025-02-12", "feed")]


def test_a_day_of_a_feed_that_cannot_be_is_set_aside(site: Site, tmp_path: Path) -> None:
    feed = rss("<link>/story</link><pubDate>Fri, 12 Feb 2999 08:00:00 GMT</pubDate>")
    site.pages.update({"/feed": (200, FEED, feed), "/story": story()})
    assert outcomes(add_feed(site, tmp_path)) == ["added"]
    article = analysis.read_articles(tmp_path)[0]
    assert (article.published, str(article.metadata["published_set_aside"])) == (None, "2999-02-12")


def test_a_second_run_of_a_feed_asks_for_the_feed_alone(site: Site, tmp_path: Path) -> None:
    site.pages.update({"/feed": (200, FEED, rss("<link>/story</link>")), "/story": story()})
    add_feed(site, tmp_path)
    site.asked.clear()
    assert outcomes(add_feed(site, tmp_path)) == ["already there"]
    assert site.pages_asked() == ["/feed"]


def test_an_entry_that_fails_does_not_stop_the_others(site: Site, tmp_path: Path) -> None:
    links = ("file:///etc/passwd", "/missing", "", "/story")
    site.pages["/feed"] = (200, FEED, rss(*(f"<link>{link}</link>" for link in links)))
    site.pages["/story"] = story()
    errors: list[ArticleError] = []
    assert outcomes(add_feed(site, tmp_path, on_error=errors.append)) == ["added"]
    assert len(errors) == 2


def test_an_entry_that_stands_twice_is_taken_once(site: Site, tmp_path: Path) -> None:
    site.pages["/feed"] = (200, FEED, rss(*["<link>/story</link>"] * 3))
    site.pages["/story"] = story()
    assert outcomes(add_feed(site, tmp_path)) == ["added"]


def test_only_so_many_new_entries_are_taken(site: Site, tmp_path: Path) -> None:
    texts = ("Four tanks burned near the river, he said. ", "Five ships left the port, she said. ")
    pages = {
        f"/{number}": story(f"No. {number}", text=text * 9) for number, text in enumerate(texts)
    }
    site.pages.update(pages)
    site.pages["/feed"] = (200, FEED, rss("<link>/0</link>", "<link>/1</link>"))
    first, second = (outcomes(add_feed(site, tmp_path, most=1)) for _ in range(2))
    assert first == ["added", "left for the next run"]
    assert second == ["already there", "added"]


@pytest.mark.parametrize(
    ("content", "said"),
    [
        (story(), "it is no RSS or Atom feed"),
        (b"{}", "it is no RSS or Atom feed"),
        (b"\x00\xff\xfe", "it is no RSS or Atom feed"),
        (rss("<title>a</title>"), "no entry of the feed has a link"),
    ],
    ids=["HTML", "JSON", "noise", "no links"],
)
def test_what_is_no_feed_is_told(site: Site, tmp_path: Path, content: bytes, said: str) -> None:
    site.pages["/feed"] = (200, FEED, content)
    with pytest.raises(FetchError, match=said):
        add_feed(site, tmp_path)


def test_a_page_that_names_its_feed_is_told(site: Site, tmp_path: Path) -> None:
    named = '<link rel="alternate" type="application/rss+xml" href="/news.xml">'
    site.pages["/feed"] = story(head=named)
    with pytest.raises(
        FetchError, match=f"the one that it names: --feed {site.address('/news.xml')}"
    ):
        add_feed(site, tmp_path)


def test_a_feed_without_entries_adds_nothing(site: Site, tmp_path: Path) -> None:
    site.pages["/feed"] = (200, FEED, rss())
    assert add_feed(site, tmp_path) == []


def test_a_damaged_feed_gives_what_can_be_read(site: Site, tmp_path: Path) -> None:
    feed = rss("<link>/story</link><title>a & b</title>")[:-20]
    site.pages.update({"/feed": (200, FEED, feed), "/story": story()})
    assert outcomes(add_feed(site, tmp_path)) == ["added"]


def test_a_feed_reads_no_file_and_asks_no_other_host(site: Site, tmp_path: Path) -> None:
    inner = '<!DOCTYPE rss [<!ENTITY x SYSTEM "file:///etc/passwd"><!ENTITY y SYSTEM "{}">]>'
    feed = rss("<title>&x;&y;</title><link>/story</link>").replace(
        b"<rss", inner.format(site.address("/leak")).encode() + b"<rss", 1
    )
    site.pages.update({"/feed": (200, FEED, feed), "/story": story()})
    add_feed(site, tmp_path)
    assert "/leak" not in site.asked


@pytest.mark.slow
def test_entities_that_multiply_are_not_expanded(site: Site, tmp_path: Path) -> None:
    names = "abcdefghijkl"
    grown = "".join(f'<!ENTITY {name} "{f"&{before};" * 10}">' for before, name in pairwise(names))
    bomb = f'<!DOCTYPE rss [<!ENTITY a "boom">{grown}]><rss'.encode()
    feed = rss("<title>&l;</title><link>/story</link>").replace(b"<rss", bomb, 1)
    site.pages.update({"/feed": (200, FEED, feed), "/story": story()})
    assert outcomes(add_feed(site, tmp_path)) == ["added"]


@pytest.mark.slow
def test_a_feed_that_takes_too_long_to_parse_is_left(
    site: Site, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("analysis.fetching.feeds.LONGEST_SECONDS", 0.5)
    attributes = "".join(f'a{number}="x" ' for number in range(100_000))
    feed = rss("<link>/story</link>").replace(b"<item>", f"<item {attributes}>".encode())
    site.pages["/feed"] = (200, FEED, feed)
    with pytest.raises(FetchError, match=r"takes more than 0.5 s to read"):
        add_feed(site, tmp_path)


def test_a_feed_on_which_the_parser_fails_is_told(
    site: Site, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(sys, "executable", "/bin/false")
    site.pages["/feed"] = (200, FEED, rss("<link>/story</link>"))
    with pytest.raises(FetchError, match="the feed is broken"):
        add_feed(site, tmp_path)


@pytest.mark.slow
def test_a_feed_of_ten_thousand_entries_is_taken_in_parts(site: Site, tmp_path: Path) -> None:
    entries = (f"<title>No. {number}</title><link>/{number}</link>" for number in range(10_000))
    site.pages["/feed"] = (200, FEED, rss(*entries))
    site.pages["/0"] = story()
    additions = add_feed(site, tmp_path, most=1)
    assert outcomes(additions) == ["added", *["left for the next run"] * 9_999]
