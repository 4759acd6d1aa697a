"""Adding articles from the web: what is stored, what is there already, feeds, and the command."""

from __future__ import annotations

import errno
import hashlib
import os
import re
import time
from html import unescape
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from source_samples import pdf
from web_adding import DAY, NAME, OTHER, SETTINGS, add, files, outcomes
from web_site import story

import analysis
from analysis.articles import find_articles
from analysis.errors import ArticleError, FetchError
from analysis.locking import locked

if TYPE_CHECKING:
    from collections.abc import Callable

    from web_site import Site


# What is stored


def test_the_article_and_its_page_are_stored(site: Site, tmp_path: Path) -> None:
    site.pages["/story"] = story(head=DAY)
    add(site, tmp_path)
    assert files(tmp_path) == [f".pages/{NAME}.html", f"{NAME}.md"]
    assert (tmp_path / ".pages" / f"{NAME}.html").read_bytes() == story(head=DAY)


def test_the_article_tells_where_it_is_from(site: Site, tmp_path: Path) -> None:
    site.pages["/story"] = story(head=DAY)
    add(site, tmp_path, "/story?utm_source=x#top")
    article = analysis.read_article(tmp_path / f"{NAME}.md")
    told = (article.title, article.outlet, str(article.published), article.url)
    title = "Air defence stops 71 of 123 drones"
    assert told == (title, "The Example", "2025-02-12", site.address())


def test_the_article_tells_of_its_page(site: Site, tmp_path: Path) -> None:
    site.pages["/story"] = story(head=DAY)
    add(site, tmp_path)
    told = analysis.read_article(tmp_path / f"{NAME}.md").metadata
    assert set(told) == {"published_from", "fetched", "page", "page_type", "page_sha256"}
    page = (tmp_path / str(told["page"])).read_bytes()
    assert told["page_sha256"] == hashlib.sha256(page).hexdigest()
    assert told["page_type"] == "text/html; charset=utf-8"


def test_an_address_that_led_elsewhere_is_told(site: Site, tmp_path: Path) -> None:
    site.pages.update({"/go": (302, {"Location": "/story"}, b""), "/story": story(head=DAY)})
    add(site, tmp_path, "/go")
    article = analysis.read_article(tmp_path / f"{NAME}.md")
    assert (article.url, article.metadata["requested"]) == (site.address(), site.address("/go"))


def test_figures_are_read_from_what_was_added(site: Site, tmp_path: Path) -> None:
    site.pages["/story"] = story(head=DAY)
    figures = analysis.extract(analysis.read_articles(add(site, tmp_path)[0].path or ""))
    assert {"launched", "intercepted", "killed"} <= set(figures["measure"])


def test_the_page_is_not_read_as_a_second_article(site: Site, tmp_path: Path) -> None:
    site.pages["/story"] = story(head=DAY)
    add(site, tmp_path)
    found = find_articles(tmp_path)
    assert (list(found.articles), found.others) == ([NAME], ())


def test_a_page_without_a_day_is_named_by_its_title(site: Site, tmp_path: Path) -> None:
    site.pages["/story"] = story("Con")
    assert add(site, tmp_path)[0].path == tmp_path / "con-article.md"


def test_two_articles_of_one_day_and_title_are_kept_apart(site: Site, tmp_path: Path) -> None:
    site.pages.update({"/story": story(head=DAY), "/b": story(head=DAY, text=OTHER)})
    additions = add(site, tmp_path, "/story", "/b")
    assert [one.path for one in additions] == [tmp_path / f"{NAME}.md", tmp_path / f"{NAME}-2.md"]


@pytest.mark.parametrize(
    ("kind", "charset"),
    [
        ("text/html; charset=windows-1251", "windows-1251"),
        ("text/html; charset=utf-8", "windows-1251"),
        ("text/html; charset=nonsense", "utf-8"),
        ("text/html", "utf-8"),
        ("", "utf-8"),
    ],
)
def test_a_charset_that_is_told_rightly_wrongly_or_not_at_all(
    site: Site, tmp_path: Path, kind: str, charset: str
) -> None:
    page = story("Удар по Одесі", text=f"<p>{OTHER}</p><p>Наслідки удару по порту.</p>").decode()
    page = page.replace('<meta charset="utf-8">', "")
    site.pages["/story"] = (200, {"Content-Type": kind}, page.encode(charset, "xmlcharrefreplace"))
    add(site, tmp_path)
    assert analysis.read_articles(tmp_path)[0].title == "Удар по Одесі"


@pytest.mark.parametrize(
    "title",
    [
        "a: b # c",
        "- [x] {y: *z}",
        "---",
        "no",
        "2025-02-12",
        "!!python/object/apply:os.system ['true']",
        "&amp;a *a",
        "Quote ' and &quot;",
        "\u202egnp.exe\u202c",
        "\u2066x\u2069 \u200b",
        "Ends in a backslash \\",
        "␛[31m",
    ],
)
def test_a_hostile_title_comes_back_as_text(site: Site, tmp_path: Path, title: str) -> None:
    site.pages["/story"] = story(title, head=DAY)
    add(site, tmp_path)
    article = analysis.read_articles(tmp_path)[0]
    told = (article.title, str(article.published), article.outlet)
    shown = re.sub("[\u200b\u202a-\u202e\u2066-\u2069]", "", unescape(title))
    assert told == (" ".join(shown.split()), "2025-02-12", "The Example")


def test_a_title_of_many_lines_is_one_line(site: Site, tmp_path: Path) -> None:
    site.pages["/story"] = story("One\n---\npublished: 1999-01-01\n---\ntwo", head=DAY)
    add(site, tmp_path)
    article = analysis.read_articles(tmp_path)[0]
    assert article.title == "One --- published: 1999-01-01 --- two"


@pytest.mark.parametrize("title", ["#Odesa tonight", "Odesa\u2028tonight", "Odesa&#10;tonight"])
def test_a_title_stands_once_in_the_text(site: Site, tmp_path: Path, title: str) -> None:
    site.pages["/story"] = story(title, head=DAY)
    add(site, tmp_path)
    assert analysis.read_articles(tmp_path)[0].text.count("tonight") == 1


def test_a_text_that_looks_like_a_front_matter_stays_text(site: Site, tmp_path: Path) -> None:
    text = f"---\noutlet: Forged\n---\n{OTHER}"
    site.pages["/story"] = (200, {"Content-Type": "text/plain"}, text.encode())
    add(site, tmp_path)
    article = analysis.read_articles(tmp_path)[0]
    assert article.outlet == "127.0.0.1"
    assert "outlet: Forged" in article.text


def test_the_text_of_a_pdf_is_added(site: Site, tmp_path: Path) -> None:
    site.pages["/story.pdf"] = (200, {"Content-Type": "application/pdf"}, pdf("Calm in Odesa."))
    add(site, tmp_path, "/story.pdf")
    assert files(tmp_path) == [".pages/calm-in-odesa.pdf", "calm-in-odesa.md"]


def test_a_title_without_end_is_shortened(site: Site, tmp_path: Path) -> None:
    site.pages["/story"] = story("word " * 20_000, head=DAY)
    path = add(site, tmp_path)[0].path
    assert path is not None
    assert len(path.name) < 100
    assert len(analysis.read_article(path).title or "") <= 302


@pytest.mark.parametrize(
    "told",
    ["https://other.example/a", "javascript:alert(1)", "/", "file:///etc/passwd", "http://[::1"],
)
def test_a_home_that_cannot_be_is_not_believed(site: Site, tmp_path: Path, told: str) -> None:
    site.pages["/story"] = story(head=f'{DAY}<link rel="canonical" href="{told}">')
    add(site, tmp_path)
    assert analysis.read_articles(tmp_path)[0].url == site.address()


# What is there already


def test_a_page_that_is_there_is_not_fetched_again(site: Site, tmp_path: Path) -> None:
    site.pages["/story"] = story(head=DAY)
    again = [*add(site, tmp_path), *add(site, tmp_path, "/story/?utm_source=x")]
    assert outcomes(again) == ["added", "already there"]
    assert site.pages_asked() == ["/story"]


def test_a_page_that_led_elsewhere_is_not_fetched_again(site: Site, tmp_path: Path) -> None:
    site.pages.update({"/go": (302, {"Location": "/story"}, b""), "/story": story(head=DAY)})
    again = [*add(site, tmp_path, "/go"), *add(site, tmp_path, "/go")]
    assert outcomes(again) == ["added", "already there"]
    assert site.pages_asked() == ["/go", "/story"]


@pytest.mark.parametrize(
    "copy",
    [
        story(head=DAY),
        story(head=DAY + "<!-- served at 08:01 -->"),
        story(head=DAY + '<link rel="canonical" href="{}">', text=OTHER),
    ],
    ids=["same page", "same text", "same home"],
)
def test_a_page_at_two_addresses_is_stored_once(site: Site, tmp_path: Path, copy: bytes) -> None:
    home = site.address("/story").encode()
    site.pages.update({"/story": story(head=DAY), "/copy": copy.replace(b"{}", home)})
    additions = add(site, tmp_path, "/story", "/copy")
    assert outcomes(additions) == ["added", "already there"]
    assert additions[1].path == additions[0].path


def test_an_article_with_the_home_of_another_is_stored(site: Site, tmp_path: Path) -> None:
    head = f'<link rel="canonical" href="{site.address("/news")}">'
    site.pages.update({"/a": story("One", head=head), "/b": story("Two", head=head, text=OTHER)})
    assert outcomes(add(site, tmp_path, "/a", "/b")) == ["added", "added"]


def test_the_same_text_at_another_site_is_another_article(site: Site, tmp_path: Path) -> None:
    site.pages["/story"] = story(head=DAY)
    there = f"http://localhost:{site.port}/story?edition=2"
    site.pages["/story?edition=2"] = story(head=DAY + " ")
    first = add(site, tmp_path)
    assert outcomes(first + analysis.add_articles(there, folder=tmp_path, settings=SETTINGS)) == [
        "added",
        "added",
    ]


def test_an_article_that_a_person_saved_is_known(site: Site, tmp_path: Path) -> None:
    analysis.write_article("Calm.", tmp_path / "old", url=site.address("/story?fbclid=1"))
    assert outcomes(add(site, tmp_path)) == ["already there"]
    assert site.asked == []


def test_a_newer_text_is_not_looked_for_unasked(site: Site, tmp_path: Path) -> None:
    site.pages["/story"] = story(head=DAY)
    add(site, tmp_path)
    site.pages["/story"] = story(head=DAY, text=OTHER)
    add(site, tmp_path)
    assert "14 people" not in analysis.read_articles(tmp_path)[0].text


def test_a_newer_text_takes_the_place_of_the_one_before(site: Site, tmp_path: Path) -> None:
    site.pages["/story"] = story(head=DAY)
    old = add(site, tmp_path)[0].path
    assert old is not None
    before = old.read_bytes()
    site.pages["/story"] = story(head=DAY, text=OTHER)
    additions = add(site, tmp_path, update=True)
    assert (outcomes(additions), additions[0].path) == (["updated"], old)
    assert "14 people" in analysis.read_article(old).text
    assert (tmp_path / ".pages" / f"{NAME}.2.before.md").read_bytes() == before
    assert [article.id for article in analysis.read_articles(tmp_path)] == [NAME]


def test_each_text_before_is_kept(site: Site, tmp_path: Path) -> None:
    for text in ("One. " * 40, "Two. " * 40, "Three. " * 40):
        site.pages["/story"] = story(head=DAY, text=text)
        add(site, tmp_path, update=True)
    kept = [f"{NAME}.html", f"{NAME}.2.html", f"{NAME}.2.before.md", f"{NAME}.3.html"]
    kept += [f"{NAME}.3.before.md"]
    assert files(tmp_path) == sorted([*(f".pages/{name}" for name in kept), f"{NAME}.md"])


def test_the_same_text_is_left_as_it_is(site: Site, tmp_path: Path) -> None:
    site.pages["/story"] = story(head=DAY)
    add(site, tmp_path)
    before = {name: (tmp_path / name).read_bytes() for name in files(tmp_path)}
    site.pages["/story"] = story(head=DAY + "<!-- served at 08:01 -->")
    assert outcomes(add(site, tmp_path, update=True)) == ["unchanged"]
    assert {name: (tmp_path / name).read_bytes() for name in files(tmp_path)} == before


# What fails


def test_without_on_error_the_first_failure_is_raised(site: Site, tmp_path: Path) -> None:
    with pytest.raises(FetchError, match=r"/story: the site answers 404"):
        add(site, tmp_path)
    assert files(tmp_path) == []


def test_a_failure_does_not_keep_the_folder_held(site: Site, tmp_path: Path) -> None:
    site.pages["/b"] = story(head=DAY)
    with pytest.raises(FetchError) as kept:
        add(site, tmp_path)
    assert outcomes(add(site, tmp_path, "/b")) == ["added"]
    assert kept.value.args


def test_a_failure_does_not_stop_the_others(site: Site, tmp_path: Path) -> None:
    site.pages["/b"] = story(head=DAY)
    errors: list[ArticleError] = []
    assert outcomes(add(site, tmp_path, "/a", "/b", on_error=errors.append)) == ["added"]
    assert len(errors) == 1


@pytest.mark.parametrize(
    "page",
    [
        b"<html><body></body></html>",
        b"<html><body><script>render()</script><div id=app></div></body></html>",
        b"<html><head><title>Only a title</title></head></html>",
        b"\x00\x01\x02",
        b"<div>" * 20_000,
    ],
    ids=["empty body", "script alone", "title alone", "no HTML", "deep"],
)
def test_a_page_without_text_is_told(site: Site, tmp_path: Path, page: bytes) -> None:
    site.pages["/story"] = page
    with pytest.raises(FetchError, match="no article can be read from it"):
        add(site, tmp_path)
    assert files(tmp_path) == []


def fail_at(monkeypatch: pytest.MonkeyPatch, name: str, error: BaseException) -> None:
    """Let the writing of files whose name holds `name` break off in the middle."""
    write = Path.write_bytes

    def write_bytes(path: Path, content: bytes) -> int:
        if name in path.name:
            write(path, content[: len(content) // 2])
            raise error
        return write(path, content)

    monkeypatch.setattr(Path, "write_bytes", write_bytes)


FULL = OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))


@pytest.mark.parametrize("name", [".html", ".md"])
@pytest.mark.parametrize("error", [FULL, KeyboardInterrupt()], ids=["full disk", "Ctrl-C"])
def test_what_breaks_off_leaves_nothing(
    site: Site, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, name: str, error: BaseException
) -> None:
    site.pages["/story"] = story(head=DAY)
    fail_at(monkeypatch, name, error)
    with pytest.raises((ArticleError, KeyboardInterrupt)):
        add(site, tmp_path)
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize("name", [".html", "before", f".{NAME}.md"])
def test_an_update_that_breaks_off_changes_nothing(
    site: Site, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, name: str
) -> None:
    site.pages["/story"] = story(head=DAY)
    add(site, tmp_path)
    before = {name: (tmp_path / name).read_bytes() for name in files(tmp_path)}
    site.pages["/story"] = story(head=DAY, text=OTHER)
    fail_at(monkeypatch, name, FULL)
    with pytest.raises(ArticleError, match="No space left on device"):
        add(site, tmp_path, update=True)
    assert {name: (tmp_path / name).read_bytes() for name in files(tmp_path)} == before


def test_a_folder_that_cannot_be_made_is_told(site: Site, write: Callable[..., Path]) -> None:
    file = write("file", "")
    with pytest.raises(
        ArticleError, match="A file stands where a folder is needed; choose a folder"
    ):
        add(site, file / "articles")
    assert site.asked == []


@pytest.mark.skipif(os.geteuid() == 0, reason="root may write everywhere")
def test_a_read_only_folder_is_told(site: Site, tmp_path: Path) -> None:
    tmp_path.chmod(0o555)
    with pytest.raises(ArticleError, match="Permission denied"):
        add(site, tmp_path)


def test_a_read_only_disk_is_told(
    site: Site, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refuse(_: Path) -> None:
        raise OSError(errno.EROFS, os.strerror(errno.EROFS))

    monkeypatch.setattr("analysis.locking._taken", refuse)
    with pytest.raises(ArticleError, match="Read-only file system"):
        add(site, tmp_path)
    assert site.asked == []


def test_a_folder_that_another_run_adds_to_is_waited_for(
    site: Site, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    site.pages["/story"] = story(head=DAY)
    holder = locked(tmp_path, lambda _: None)
    holder.__enter__()
    monkeypatch.setattr(time, "sleep", lambda _: holder.__exit__(None, None, None))
    assert outcomes(add(site, tmp_path)) == ["added"]
