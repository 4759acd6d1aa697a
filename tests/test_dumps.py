"""Dumps: JSON, JSON lines, CSV and Parquet, with columns guessed or told."""

from __future__ import annotations

import datetime as dt
import gzip
import json
from typing import TYPE_CHECKING

import pandas as pd
import pytest

from analysis.articles import read_articles
from analysis.errors import ArticleError
from analysis.sources import read_file

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    Write = Callable[[str, str | bytes], Path]

FIRST = {
    "id": "r1",
    "headline": "Nine of ten",
    "articleBody": "Nine of ten drones were shot down.",
    "pubDate": "2025-02-12T08:00:00Z",
    "source_name": "The Example",
    "link": "https://news.example/1",
    "words": 7,
}
SECOND = {**FIRST, "id": "r2", "headline": "Four", "link": None}
TEXT = "Nine of ten\n\nNine of ten drones were shot down."


def csv_of(delimiter: str) -> str:
    rows = pd.DataFrame([FIRST, SECOND])
    return rows.to_csv(index=False, sep=delimiter)


def parquet(path: Path, frame: pd.DataFrame) -> Path:
    frame.to_parquet(path)
    return path


@pytest.mark.parametrize(
    ("name", "content"),
    [
        ("a.jsonl", f"{json.dumps(FIRST)}\n\n{json.dumps(SECOND)}"),
        ("a.ndjson", f"{json.dumps(FIRST)}\r\n{json.dumps(SECOND)}\r\n"),
        ("list.json", json.dumps([FIRST, SECOND])),
        ("under a key.json", json.dumps({"status": 1, "Articles": [FIRST, SECOND]})),
        ("lines.json", f"{json.dumps(FIRST)}\n{json.dumps(SECOND)}\n"),
        ("comma.csv", csv_of(",")),
        ("semicolon.csv", csv_of(";")),
        ("tab.tsv", csv_of("\t")),
        ("mark.csv", "\ufeff" + csv_of(",")),
    ],
)
def test_every_kind_of_dump_gives_the_same_articles(write: Write, name: str, content: str) -> None:
    first, second = read_file(write(name, content))
    known = (first.id, first.text, first.title, first.outlet, first.published, first.url)
    day = dt.date(2025, 2, 12)
    assert known == ("r1", TEXT, FIRST["headline"], "The Example", day, FIRST["link"])
    assert (second.id, second.title, second.url) == ("r2", "Four", None)


@pytest.mark.parametrize("day", [pd.Timestamp("2025-02-12 23:00", tz="UTC"), dt.date(2025, 2, 12)])
def test_a_parquet_file_gives_them_too(tmp_path: Path, day: object) -> None:
    path = parquet(tmp_path / "a.parquet", pd.DataFrame([FIRST, SECOND]).assign(pubDate=day))
    first, _ = read_file(path)
    assert (first.id, first.text, first.published) == ("r1", TEXT, dt.date(2025, 2, 12))


def test_an_object_alone_has_the_id_of_its_file(write: Write) -> None:
    (article,) = read_file(write("raid.json", json.dumps(FIRST)))
    assert (article.id, article.published_from) == ("raid", "metadata")


@pytest.mark.parametrize(
    "published", [1739347200, 1739347200000, 20250212, "20250212", "Wed, 12 Feb 2025 08:00:00 GMT"]
)
def test_days_are_read_in_the_forms_of_dumps(write: Write, published: object) -> None:
    (article,) = read_file(write("a.json", json.dumps({**FIRST, "pubDate": published})))
    assert article.published == dt.date(2025, 2, 12)


@pytest.mark.parametrize("published", [None, "", "soon", 2025, "12/02/2025", True, 1e300, []])
def test_what_is_no_day_leaves_an_article_undated(write: Write, published: object) -> None:
    (article,) = read_file(write("a.json", json.dumps({**FIRST, "pubDate": published})))
    assert (article.published, article.published_from) == (None, None)


def test_a_publisher_may_be_an_object_with_a_name(write: Write) -> None:
    record = {"text": "Text.", "publisher": {"@type": "Organization", "name": "The Example"}}
    (article,) = read_file(write("a.json", json.dumps(record)))
    assert article.outlet == "The Example"


def test_columns_can_be_told(write: Write) -> None:
    path = write("a.csv", "content,note\nno,Two drones.\n")
    (article,) = read_file(path, columns={"text": "note"})
    assert article.text == "Two drones."


@pytest.mark.parametrize(
    ("columns", "problem"),
    [
        ({}, "a.csv: no column that holds the text among: one, two; name it, as in --column"),
        ({"text": "three"}, "a.csv: no column 'three' among: one, two; name it"),
        ({"body": "one"}, "'body' is nothing that a column can tell; name one of: text"),
    ],
    ids=["none", "not there", "no field"],
)
def test_columns_that_are_not_found_are_an_error_that_lists_those_there_are(
    write: Write, columns: dict[str, str], problem: str
) -> None:
    path = write("a.csv", "one,two\n1,2\n")
    with pytest.raises(ArticleError) as caught:
        list(read_file(path, columns=columns))
    assert problem in str(caught.value)


def test_repeated_ids_become_rows(write: Write) -> None:
    rows = "".join(f'{{"id": {key}, "text": "Text."}}\n' for key in ("1", "1", "null", '""'))
    ids = [article.id for article in read_file(write("dump.jsonl", rows))]
    assert ids == ["1", "dump#2", "dump#3", "dump#4"]


def test_ids_are_unique_over_a_run(write: Write, tmp_path: Path) -> None:
    write("a.jsonl", '{"id": 1, "text": "Text."}\n{"id": "z", "text": "Text."}')
    write("b.jsonl", '{"id": 1, "text": "Text."}')
    write("z.txt", "Text.")
    ids = [article.id for article in read_articles(tmp_path)]
    assert ids == ["1", "a#2", "b#1", "z"]


def test_a_broken_line_leaves_the_others(write: Write) -> None:
    errors: list[ArticleError] = []
    path = write("a.jsonl", '{"text": "One."}\n{"text"\n{"text": null}\n[1]\n{"text": "Two."}\n')
    texts = [article.text for article in read_file(path, on_error=errors.append)]
    places = [str(error).removeprefix(f"{path}: ").split(": ")[0] for error in errors]
    assert (texts, places) == (["One.", "Two."], ["line 2", "line 3", "line 4"])


def test_a_ragged_row_leaves_the_others(write: Write) -> None:
    errors: list[ArticleError] = []
    path = write("a.csv", "id,text\n1,One.\n2,Two, or three.\n3\n4,Four.\n")
    texts = [article.text for article in read_file(path, on_error=errors.append)]
    assert (texts, len(errors)) == (["One.", "Four."], 2)
    assert "line 3: 3 values for 2 columns; quote what holds the delimiter" in str(errors[0])


def test_a_line_in_another_encoding_spoils_no_other(write: Write) -> None:
    path = write("a.csv", "id,text\n1,Київ.\n".encode() + b"2,It\x92s caf\xe9.\n3,\xc3\xa9.\n")
    first, _, third = read_file(path)
    assert (first.text, third.text) == ("Київ.", "é.")


def test_a_dump_in_utf_16_is_read(write: Write) -> None:
    path = write("a.csv", "id;text\n1;Київ.\n".encode("utf-16"))
    assert [article.text for article in read_file(path)] == ["Київ."]


def test_a_compressed_dump_is_read(write: Write) -> None:
    path = write("a.jsonl.gz", gzip.compress(b'{"text": "One."}\n'))
    assert [(article.id, article.text) for article in read_file(path)] == [("a#1", "One.")]


def nested(number: int) -> dict[str, object]:
    told = {"headline": f"Night {number}", "story": {"words": f"{number} drones fell."}}
    return {"_id": f"e{number}", "_source": told}


@pytest.mark.parametrize(
    ("name", "content"),
    [
        ("a.jsonl", f"{json.dumps(nested(1))}\n{json.dumps(nested(2))}\n"),
        ("a.json", json.dumps([nested(1), nested(2)])),
        ("a.json", json.dumps({"took": 3, "hits": {"total": 2, "hits": [nested(1), nested(2)]}})),
    ],
)
def test_keys_of_objects_in_objects_can_be_told(write: Write, name: str, content: str) -> None:
    columns = {"text": "_source.story.words", "title": "_source.headline"}
    articles = read_articles(write(name, content), columns=columns)
    assert [(one.id, one.title, one.text) for one in articles] == [
        ("e1", "Night 1", "Night 1\n\n1 drones fell."),
        ("e2", "Night 2", "Night 2\n\n2 drones fell."),
    ]


def test_an_object_without_text_lists_the_keys_of_its_objects(write: Write) -> None:
    path = write("a.json", json.dumps(nested(1)))
    with pytest.raises(ArticleError, match=r"_source\.story, _source\.story\.words; name it"):
        read_articles(path)


def test_quotes_that_are_never_closed_are_an_error_of_their_row(write: Write) -> None:
    errors: list[ArticleError] = []
    path = write("a.csv", 'id,text\n1,Two drones.\n2,"Three drones.\n3,Four drones.\n')
    articles = read_articles(path, on_error=errors.append)
    assert [article.id for article in articles] == ["1"]
    assert len(errors) == 1
    assert str(errors[0]).startswith(f"{path}: line 3: its quotes are never closed")


@pytest.mark.parametrize("content", ["", "\n\n", "sep=;\n"], ids=repr)
def test_an_empty_table_holds_no_article(write: Write, content: str) -> None:
    with pytest.raises(ArticleError, match=r"a\.csv: it holds no article"):
        read_articles(write("a.csv", content))


@pytest.mark.parametrize("before", ["sep=;\r\n", "\n\n", "\ufeffsep=;\n"], ids=repr)
def test_lines_before_the_names_of_the_columns_are_passed_over(write: Write, before: str) -> None:
    path = write("a.csv", f"{before}id;text\nr1;Two drones; or three.\nr2;Four drones.\n".encode())
    errors: list[ArticleError] = []
    (article,) = read_articles(path, on_error=errors.append)
    assert (article.id, article.text) == ("r2", "Four drones.")
    assert f"line {before.count(chr(10)) + 2}: 3 values for 2 columns" in str(errors[0])
