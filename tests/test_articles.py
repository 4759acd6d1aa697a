"""Reading articles: files, encodings, front matter, ids."""

from __future__ import annotations

import codecs
import datetime as dt
import pickle
from operator import itemgetter
from typing import TYPE_CHECKING

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from analysis.articles import LARGEST_FILE, Article, find_articles, read_article, read_articles
from analysis.errors import ArticleError
from analysis.frontmatter import parse_day, parse_front_matter, split_front_matter

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    Write = Callable[[str, str | bytes], Path]

FULL = """---
title: "Kharkiv: 14 drones downed"
outlet: NO
published: 2025-02-12
url: https://news.example/1
sources: [one, two]
---

Fourteen drones were downed.
"""


def test_front_matter_fills_the_article(write: Write) -> None:
    path = write("kharkiv.md", FULL)
    expected = Article(
        id="kharkiv",
        text="Kharkiv: 14 drones downed\n\nFourteen drones were downed.",
        title="Kharkiv: 14 drones downed",
        outlet="NO",
        published=dt.date(2025, 2, 12),
        url="https://news.example/1",
        path=path,
        published_from="front matter",
        metadata={"sources": ["one", "two"]},
    )
    assert read_article(path) == expected


def test_text_and_title_are_cleaned(write: Write) -> None:
    source = "---\ntitle: It&rsquo;s\u00ad over\n---\n71\u200b drones&nbsp;fell.\n\nShare post:\n"
    article = read_article(write("a.md", source))
    assert (article.title, article.text) == ("It’s over", "It’s over\n\n71 drones\u00a0fell.")


def test_text_in_windows_1252_is_read(write: Write) -> None:
    assert read_article(write("a.txt", "It’s – £5".encode("cp1252"))).text == "It’s – £5"


@pytest.mark.parametrize(
    ("front", "body", "day", "origin"),
    [
        ("published: 2025-02-11", "Feb. 10, 2025", dt.date(2025, 2, 11), "front matter"),
        ("url: https://news.example/2025/02/12/a", "Feb. 10, 2025", dt.date(2025, 2, 12), "url"),
        ("outlet: Example", "Feb. 10, 2025", dt.date(2025, 2, 10), "dateline"),
        ("outlet: Example", "On Monday.", None, None),
    ],
)
def test_day_is_known_with_its_origin(
    write: Write, front: str, body: str, day: dt.date | None, origin: str | None
) -> None:
    article = read_article(write("a.md", f"---\n{front}\n---\nTitle\n\n{body}"))
    assert (article.published, article.published_from) == (day, origin)


def test_without_front_matter_the_first_line_is_the_title(write: Write) -> None:
    article = read_article(write("a.txt", "\n# Six of seven\n\nBody.\n"))
    assert (article.title, article.text) == ("Six of seven", "# Six of seven\n\nBody.")


def test_a_long_first_line_makes_a_shortened_title(write: Write) -> None:
    article = read_article(write("a.txt", "word " * 100))
    assert article.title == "word " * 39 + "word …"


@pytest.mark.parametrize(
    "first", ["Kyiv’s “night”", '# Kyiv\'s "night"', 'KYIV\'S  "NIGHT"'], ids=str
)
def test_a_title_that_the_body_repeats_is_not_put_before_it(write: Write, first: str) -> None:
    article = read_article(write("a.md", f'---\ntitle: Kyiv\'s "night"\n---\n{first}\n\nBody.'))
    assert article.text == f"{first}\n\nBody."


def test_a_sentence_that_begins_like_the_title_is_no_title(write: Write) -> None:
    article = read_article(write("a.txt", "---\ntitle: Six shot down\n---\nSix shot down by noon."))
    assert article.text == "Six shot down\n\nSix shot down by noon."


@pytest.mark.parametrize(
    "content",
    [
        "Тайтл é\r\nBody".encode(),
        "\ufeffТайтл é\rBody".encode(),
        "\ufeffТайтл é\nBody".encode("utf-16-le"),
        "\ufeffТайтл é\nBody".encode("utf-16-be"),
        "\ufeffТайтл é\nBody".encode("utf-32-le"),
    ],
    ids=["utf-8 with CRLF", "utf-8 with mark and CR", "utf-16-le", "utf-16-be", "utf-32-le"],
)
def test_known_encodings_and_line_ends_give_one_text(write: Write, content: bytes) -> None:
    assert read_article(write("a.txt", content)).text == "Тайтл é\nBody"


@pytest.mark.parametrize(
    ("content", "problem"),
    [
        ("Title\nIt\x8es".encode("latin-1"), "line 2: byte 0x8e at position 8 is not UTF-8; save"),
        (b"\xff\xfea", "byte 0x61 at position 2 is not UTF-16-LE; save"),
        (b"PK\0\1", "byte 0x00 at position 2: not a text file; save it"),
        (b"", "it holds no text; delete the file, or put"),
        (b" \n\n", "it holds no text"),
        (b"---\ntitle: x\n---\n \n", "it holds no text"),
    ],
    ids=str,
)
def test_unreadable_content_is_an_error_that_says_what_to_do(
    write: Write, content: bytes, problem: str
) -> None:
    path = write("a.txt", content)
    with pytest.raises(ArticleError) as caught:
        read_article(path)
    assert str(caught.value).startswith(f"{path}: {problem}")


@pytest.mark.parametrize(
    ("yaml", "problem"),
    [
        ("title: Ukraine: 71 drones", "line 2: the front matter is no valid YAML: mapping values"),
        ("a: 1\ntitle: [x]", "line 3: 'title' must be one text; put it in quotes"),
        ("a: 1\npublished: 2025-02-30", "line 3: 'published' is '2025-02-30', which is no day"),
        ("published: 12/02/2025", "line 2: 'published' is '12/02/2025', which is no day; write"),
        ("published: 2025", "line 2: 'published' is '2025', which is no day"),
        ("a: 1\nother: 2025-02-30", "line 3: a value cannot be used (day is out of range"),
        ("title: a\nurl: b\ntitle: c", "line 4: the key 'title' stands there twice; delete one"),
        ("m:\n  a: 1\n  a: 2", "line 4: the key 'a' stands there twice"),
        ("a: &x [1]\nb: *x", "line 3: an alias (*name) is not allowed; write the value out"),
        ("a: " + "[" * 5000, "line 2: values are nested more than 20 deep"),
        ("a: " + "x" * 70_000, "line 2: the front matter is longer than 65,536 characters"),
        ("- one\n- two", 'line 2: the front matter holds no "key: value" lines'),
        ("a: 1\nb: \x07", "line 3: the control character U+0007 stands there; delete it"),
        ("a: !!python/name:os.system", "line 2: the front matter is no valid YAML: could not"),
    ],
    ids=lambda text: text[:30],
)
def test_malformed_front_matter_is_an_error_with_its_line(
    write: Write, yaml: str, problem: str
) -> None:
    path = write("a.md", f"---\n{yaml}\n---\nBody.")
    with pytest.raises(ArticleError) as caught:
        read_article(path)
    assert str(caught.value).startswith(f"{path}: {problem}")


def test_front_matter_that_is_never_closed_is_an_error(write: Write) -> None:
    with pytest.raises(ArticleError, match="line 1: the front matter is never closed"):
        read_article(write("a.md", "---\ntitle: x\nBody."))


def test_empty_front_matter_and_null_values_are_missing(write: Write) -> None:
    article = read_article(write("a.md", "---\noutlet: ~\npublished:\n---\nBody."))
    assert (article.outlet, article.published, article.title) == (None, None, "Body.")


@pytest.mark.parametrize(
    "text",
    [
        "2025-02-12",
        "2025-02-12 23:30:00",
        "2025-02-12T23:30:00+02:00",
        "2025-02-12T23:30Z",
        "12 February 2025",
        "12th Feb. 2025",
        "February 12, 2025",
        "Feb. 12, 2025",
        "Wednesday, 12 February 2025",
        "Wed, 12 Feb 2025 08:00:00 +0000",
        "Wednesday February 12 2025",
    ],
)
def test_a_day_is_read_in_its_plain_forms(text: str) -> None:
    assert parse_day(text) == dt.date(2025, 2, 12)


def test_september_has_a_long_short_form() -> None:
    assert parse_day("Sept. 3, 2024") == dt.date(2024, 9, 3)


@pytest.mark.parametrize("text", ["", "soon", "12/02/2025", "2025", "31 June 2025", "May 2025"])
def test_what_is_no_single_day_is_none(text: str) -> None:
    assert parse_day(text) is None


def test_a_folder_is_read_with_its_folders_in_order(write: Write, tmp_path: Path) -> None:
    for name in ("b.txt", "a.md", "c/d.TXT", ".hidden.txt", ".git/x.txt", "README.md"):
        write(name, "Text.")
    assert [article.id for article in read_articles(tmp_path)] == ["a", "b", "d"]


def test_other_files_are_listed_and_not_read(write: Write, tmp_path: Path) -> None:
    picture = write("page.png", "")
    write("a.txt", "Text.")
    assert find_articles(tmp_path).others == (picture,)


def test_a_pattern_finds_its_files(write: Write, tmp_path: Path) -> None:
    write("n/2024.txt", "Text.")
    write("n/2025-1.txt", "Text.")
    write("n/2025-2.txt", "Text.")
    articles = read_articles(str(tmp_path / "**" / "2025-*.txt"))
    assert [article.id for article in articles] == ["2025-1", "2025-2"]


def test_a_file_named_twice_is_read_once(write: Write, tmp_path: Path) -> None:
    path = write("a.txt", "Text.")
    assert len(read_articles([path, tmp_path, str(path)])) == 1


@pytest.mark.parametrize(
    ("names", "ids"),
    [
        (["x/a.txt", "y/a.txt", "y/b.txt"], ["x/a", "y/a", "b"]),
        (["1/x/a.txt", "2/x/a.txt"], ["1/x/a", "2/x/a"]),
        (["x/a.md", "x/a.txt"], ["x/a.md", "x/a.txt"]),
    ],
    ids=["folder", "two folders", "suffix"],
)
def test_shared_stems_get_their_folders(
    write: Write, tmp_path: Path, names: list[str], ids: list[str]
) -> None:
    for name in names:
        write(name, "Text.")
    assert list(find_articles(tmp_path).articles) == ids


def test_a_name_that_is_no_utf8_gives_a_clean_id(tmp_path: Path) -> None:
    path = tmp_path / "caf\udce9.txt"
    path.write_text("Text.")
    assert read_article(path).id == "caf\ufffd"


def test_a_missing_file_and_a_folder_are_told_apart(tmp_path: Path) -> None:
    with pytest.raises(ArticleError, match=r"a\.txt: cannot be read \(No such file"):
        read_article(tmp_path / "a.txt")
    with pytest.raises(ArticleError, match="not a file; name a file that"):
        read_article(tmp_path)


@pytest.mark.parametrize("name", ["missing.txt", "none-*.txt"])
def test_a_path_that_is_not_there_is_an_error(tmp_path: Path, name: str) -> None:
    with pytest.raises(ArticleError, match="no such file or folder"):
        read_articles(tmp_path / name)


def test_a_named_file_of_another_kind_is_an_error(write: Write) -> None:
    with pytest.raises(ArticleError, match=r"page\.png: of no kind that can be read \(\.md"):
        read_articles(write("page.png", ""))


def test_a_huge_file_is_refused_unread(tmp_path: Path) -> None:
    path = tmp_path / "huge.txt"
    with path.open("wb") as file:
        file.truncate(LARGEST_FILE + 1)
    with pytest.raises(ArticleError, match=r"huge\.txt: 20,000,001 bytes are too many"):
        read_article(path)


def test_malformed_articles_are_handed_over_and_skipped(write: Write, tmp_path: Path) -> None:
    write("bad.txt", "")
    write("good.txt", "Text.")
    errors: list[ArticleError] = []
    articles = read_articles(tmp_path, on_error=errors.append)
    assert ([article.id for article in articles], len(errors)) == (["good"], 1)


def test_without_a_handler_the_first_malformed_article_raises(write: Write, tmp_path: Path) -> None:
    write("bad.txt", "")
    with pytest.raises(ArticleError, match="holds no text"):
        read_articles(tmp_path)


def test_an_article_can_be_hashed_and_pickled(write: Write) -> None:
    article = read_article(write("a.md", FULL))
    assert {article: 1}[pickle.loads(pickle.dumps(article))] == 1  # noqa: S301


def complaint(front_matter: str) -> str:
    try:
        parse_front_matter(front_matter)
    except ArticleError as error:
        return str(error)
    return ""


@given(st.text())
def test_any_front_matter_is_read_or_refused_with_a_line(text: str) -> None:
    assert complaint(text)[:5] in ("", "line ")


def outcome(path: Path, content: bytes) -> str:
    path.write_bytes(content)
    try:
        return read_article(path).text
    except ArticleError as error:
        return str(error)


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    st.binary() | st.text().map(str.encode) | st.text().map(codecs.utf_16_encode).map(itemgetter(0))
)
def test_any_bytes_are_an_article_or_an_error_with_some_text(
    tmp_path: Path, content: bytes
) -> None:
    assert outcome(tmp_path / "any.txt", content)


@given(st.text())
def test_any_text_without_front_matter_is_all_body(text: str) -> None:
    assert split_front_matter("x" + text) == (None, "x" + text)


def test_the_original_beside_an_article_is_no_second_one(write: Write, tmp_path: Path) -> None:
    page = write("raid.html", "<p>Text.")
    text = write("raid.md", "Text.")
    found = find_articles(tmp_path)
    assert (dict(found.articles), found.originals) == ({"raid": text}, (page,))


def test_names_that_differ_by_folder_and_suffix_lose_no_file(write: Write, tmp_path: Path) -> None:
    for name in ("1/x/a.md", "1/x/a.txt", "2/x/a.md"):
        write(name, "Text.")
    assert list(find_articles(tmp_path).articles) == ["1/x/a.md", "1/x/a.txt", "2/x/a.md"]


def test_a_loop_of_links_is_told_as_unreadable(tmp_path: Path) -> None:
    path = tmp_path / "loop.md"
    path.symlink_to(path.name)
    with pytest.raises(ArticleError, match=r"loop\.md: cannot be read \(Too many levels"):
        read_articles(tmp_path)
