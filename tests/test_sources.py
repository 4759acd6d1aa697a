"""Articles out of pages, mail, documents, web archives and archives; many as well as one."""

from __future__ import annotations

import bz2
import datetime as dt
import gzip
import json
import lzma
import socket
import subprocess
import sys
import tomllib
from typing import TYPE_CHECKING

import pandas as pd
import pytest
from conftest import PEAK, ROOT
from source_samples import BODY, TEXT, document, mail, page, parquet, pdf, tarred, warc, zipped

import analysis
from analysis.articles import find_articles, read_article, read_articles, stream_articles
from analysis.errors import ArticleError
from analysis.sources import Limits, read_file
from analysis.sources.columns import find_columns, plain_name
from analysis.sources.ids import Ids

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    Write = Callable[[str, str | bytes], Path]

DAY = dt.date(2025, 2, 12)
TITLED = f"Drones downed\n\n{TEXT}"


def test_a_page_gives_its_article_and_what_its_head_tells(write: Write) -> None:
    article = read_article(write("raid.html", page()))
    known = (article.id, article.title, article.outlet, article.published, article.url)
    assert known == ("raid", "Drones downed", "The Example", DAY, "https://news.example/1")
    assert (article.text, article.published_from) == (TITLED, "metadata")


def test_a_page_without_a_day_is_undated(write: Write) -> None:
    article = read_article(write("a.html", page(head="<title>Drones downed</title>")))
    assert (article.published, article.published_from) == (None, None)


@pytest.mark.parametrize(
    ("charset", "declared"),
    [("utf-8", "utf-8"), ("cp1251", "windows-1251"), ("utf-16", "utf-8"), ("cp1251", "utf-8")],
    ids=["utf-8", "declared", "mark", "declared wrongly"],
)
def test_a_page_is_read_in_the_charset_it_is_in(write: Write, charset: str, declared: str) -> None:
    paragraph = "Сили протиповітряної оборони збили 71 дрон над Києвом цієї ночі. " * 3
    html = page(paragraph).replace('charset="utf-8"', f'charset="{declared}"')
    assert "збили 71 дрон" in read_article(write("a.html", html.encode(charset))).text


@pytest.mark.parametrize("html", [False, True], ids=["plain", "html"])
def test_a_mail_gives_its_text_and_sender(write: Write, html: bool) -> None:  # noqa: FBT001
    article = read_article(write("a.eml", bytes(mail(html=html))))
    known = (article.title, article.outlet, article.published, article.text)
    assert known == ("Drönes downed", "The Example", DAY, f"Drönes downed\n\n{TEXT}")


def test_a_word_document_gives_its_paragraphs(write: Write) -> None:
    article = read_article(write("a.docx", document()))
    assert (article.title, article.text) == ("Drones downed", TITLED)


def test_a_pdf_gives_its_lines(write: Write) -> None:
    assert read_article(write("a.pdf", pdf(*BODY))).text == "\n".join(BODY)


@pytest.mark.parametrize("name", ["w.warc", "w.warc.gz"])
def test_a_web_archive_gives_its_pages(write: Write, name: str) -> None:
    content = warc(page(), page(*BODY[:1]), compressed=name.endswith(".gz"))
    first, second = read_file(write(name, content))
    assert (first.id, first.title, first.published) == ("w#1", "Drones downed", DAY)
    assert (first.text, first.url) == (TITLED, "https://news.example/1")
    assert second.id == "w#2"


def test_web_archives_without_their_libraries_say_what_to_install(
    write: Write, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setitem(sys.modules, "fastwarc.warc", None)
    with pytest.raises(ArticleError, match=r"pip install 'analysis-war-figures\[scale\]'"):
        read_article(write("w.warc", warc(page())))


MEMBERS: dict[str, str | bytes] = {
    "a/raid.md": "Two drones.",
    "b/raid.txt": "Three drones.",
    "b/raid.md": "Four drones.",
    "page.html": page(),
    "dump.jsonl": '{"text": "One."}\n{"text": "Two."}',
    "table.parquet": parquet([{"id": "x", "text": "Six."}]),
    "inner.tar.gz": tarred({"raid.txt": "Five drones."}),
    "web.warc": warc(page()),
    "README.md": "Not an article.",
    ".hidden.txt": "Nor this.",
    "__MACOSX/x.txt": "Nor this.",
}
IDS = [
    "news/raid", "news/b/raid", "news/b/raid.md", "news/page", "news/dump#1", "news/dump#2", "x",
    "news/inner/raid", "news/web#1",
]  # fmt: skip


@pytest.mark.parametrize(
    ("name", "content"),
    [
        ("news.zip", zipped(MEMBERS)),
        ("news.tar", tarred(MEMBERS, "w")),
        ("news.tar.gz", tarred(MEMBERS)),
        ("news.tgz", tarred(MEMBERS)),
        ("news.tar.xz", tarred(MEMBERS, "w:xz")),
    ],
)
def test_an_archive_gives_the_articles_of_its_members(
    write: Write, name: str, content: bytes
) -> None:
    assert [article.id for article in read_file(write(name, content))] == IDS


@pytest.mark.parametrize(
    "pack", [gzip.compress, bz2.compress, lzma.compress], ids=["gz", "bz2", "xz"]
)
@pytest.mark.parametrize(
    ("name", "content"),
    [
        ("a.zip", zipped({"d.txt": "Two drones."})),
        ("a.warc", warc(page())),
        ("a.docx", document()),
        ("a.tar", tarred({"d.txt": "Two drones."}, "w")),
    ],
    ids=["zip", "warc", "docx", "tar"],
)
def test_every_kind_may_be_packed_once_more(
    write: Write, name: str, content: bytes, pack: Callable[[bytes], bytes]
) -> None:
    end = {gzip.compress: ".gz", bz2.compress: ".bz2", lzma.compress: ".xz"}[pack]
    assert len(list(read_file(write(f"{name}{end}", pack(content))))) == 1


def test_a_table_of_figures_holds_no_articles(write: Write) -> None:
    figures = analysis.extract("Ukraine shot down 71 drones.")
    path = write("figures.csv", figures.to_csv(index=False))
    with pytest.raises(ArticleError, match=r"figures\.csv: a table of figures, not of articles"):
        read_articles(path)


def test_members_of_other_kinds_are_told(write: Write) -> None:
    told: list[str] = []
    path = write("a.zip", zipped({"b/c.png": b"x", "d.txt": "Two drones."}))
    assert len(list(read_file(path, on_left_out=told.append))) == 1
    assert told == [f"{path}/b/c.png"]


def test_limits_can_be_told(write: Write) -> None:
    errors: list[ArticleError] = []
    path = write("a.zip", zipped({f"{n}.txt": "Two drones." for n in range(5)}))
    read = list(read_file(path, limits=Limits(members=3), on_error=errors.append))
    assert (len(read), str(errors[0])) == (3, f"{path}: more than 3 members; unpack it yourself")


def test_a_record_in_html_is_read_as_its_text(write: Write) -> None:
    html = "<p>Two &amp; three<br>drones.</p><script>x</script><ul><li>Four.</li></ul>"
    path = write("a.json", json.dumps([{"text": html}]))
    assert next(read_file(path)).text == "Two & three\ndrones.\n\nFour."


def test_a_record_that_holds_a_page_is_read_as_a_page(write: Write) -> None:
    path = write("a.jsonl", json.dumps({"html": page(), "outlet": "Other"}))
    article = next(read_file(path))
    assert (article.text, article.outlet, article.published) == (TITLED, "Other", DAY)


@pytest.mark.parametrize("text", ["Less than <5 km, more than >3 km.", "a <b and c> d", "if x</y"])
def test_signs_in_a_text_are_no_html(write: Write, text: str) -> None:
    assert next(read_file(write("a.jsonl", json.dumps({"text": text})))).text == text


NIGHT = "Russia launched {} drones overnight, and {} were shot down, the air force said."


def record(number: int) -> dict[str, str]:
    body = NIGHT.format(number + 100, number + 50)
    return {"title": f"Night {number}", "published": "2025-02-12", "text": body}


RECORDS = [record(number) for number in range(1000)]


def as_text(one: dict[str, str]) -> str:
    head = f"---\ntitle: {one['title']}\npublished: {one['published']}\n---\n"
    return f"{head}{one['text']}\n"


def as_page(one: dict[str, str]) -> str:
    head = (
        f"<title>{one['title']}</title>"
        f"<meta property='article:published_time' content='{one['published']}'>"
    )
    return (
        f"<!doctype html><html><head>{head}</head><body><article><h1>{one['title']}</h1>"
        f"<p>{one['text']}</p></article></body></html>"
    )


def as_csv(records: list[dict[str, str]]) -> str:
    return pd.DataFrame(records).to_csv(index=False)


def figures_of(path: Path) -> pd.DataFrame:
    figures = analysis.extract(stream_articles(path))
    return figures.drop(columns=["article_id", "figure_id", "story", "url"])


@pytest.fixture(scope="module")
def figures(tmp_path_factory: pytest.TempPathFactory) -> pd.DataFrame:
    folder = tmp_path_factory.mktemp("texts")
    for number, one in enumerate(RECORDS):
        (folder / f"{number:04}.md").write_text(as_text(one))
    return figures_of(folder)


@pytest.mark.slow
@pytest.mark.parametrize(
    ("name", "make"),
    [
        ("a.jsonl", lambda: "\n".join(map(json.dumps, RECORDS)).encode()),
        ("a.json", lambda: json.dumps(RECORDS).encode()),
        ("object.json", lambda: json.dumps({"articles": RECORDS}).encode()),
        ("a.csv", lambda: as_csv(RECORDS).encode()),
        ("a.parquet", lambda: parquet(RECORDS)),
        ("a.warc", lambda: warc(*map(as_page, RECORDS))),
        ("a.zip", lambda: zipped({f"{n:04}.md": as_text(one) for n, one in enumerate(RECORDS)})),
        ("pages.zip", lambda: zipped({f"{n:04}.html": as_page(r) for n, r in enumerate(RECORDS)})),
        ("a.tgz", lambda: tarred({f"{n:04}.md": as_text(one) for n, one in enumerate(RECORDS)})),
    ],
)
def test_a_thousand_articles_give_the_same_figures_in_each_kind(
    write: Write, figures: pd.DataFrame, name: str, make: Callable[[], bytes]
) -> None:
    pd.testing.assert_frame_equal(figures_of(write(name, make())), figures)


@pytest.mark.slow
@pytest.mark.parametrize("form", ["jsonl", "csv", "parquet"])
def test_a_dump_takes_no_more_memory_the_longer_it_is(tmp_path: Path, form: str) -> None:
    assert peak(tmp_path, form, 60_000) < peak(tmp_path, form, 6_000) + 30_000


READING = f"""{PEAK}
import sys
from analysis.articles import stream_articles
assert sum(1 for _ in stream_articles(sys.argv[1])) == int(sys.argv[2])
print(peak())
"""


def peak(folder: Path, form: str, rows: int) -> int:
    """Kilobytes that reading a dump takes at most."""
    frame = pd.DataFrame({"id": range(rows), "text": "Two drones were shot down. " * 100})
    path = folder / f"{rows}.{form}"
    if form == "parquet":
        frame.to_parquet(path, row_group_size=2000)
    elif form == "csv":
        frame.to_csv(path, index=False)
    else:
        frame.to_json(path, orient="records", lines=True)
    command = [sys.executable, "-c", READING, path, str(rows)]
    return int(subprocess.run(command, check=True, capture_output=True, text=True).stdout)


def test_a_folder_may_mix_kinds(write: Write, tmp_path: Path) -> None:
    write("a.md", "Two drones.")
    write("b.html", page())
    write("c.jsonl", '{"id": "x", "text": "Two drones."}')
    write("corrections.csv", "article_id\n")
    write("d.png", b"")
    found = find_articles(tmp_path)
    assert ([*found.articles], [path.name for path in found.others]) == (["a", "b", "c"], ["d.png"])
    assert [article.id for article in read_articles(tmp_path)] == ["a", "b", "x"]


def test_a_file_of_several_articles_is_no_single_one(write: Write) -> None:
    path = write("a.jsonl", '{"text": "One."}\n{"text": "Two."}')
    with pytest.raises(ArticleError, match="several articles, such as a#1 and a#2; say which"):
        read_article(path)


def refuse(*_arguments: object) -> None:
    pytest.fail("a library asks for the network")


def test_no_kind_asks_the_network(write: Write, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(socket.socket, "__init__", refuse)
    monkeypatch.setattr(socket, "getaddrinfo", refuse)
    frames = '<iframe src="http://news.example/"></iframe><img src="http://news.example/a.png">'
    asking = page(head='<base href="http://news.example/">') + frames
    members = {**MEMBERS, "m.eml": bytes(mail()), "d.docx": document(), "p.pdf": pdf(*BODY)}
    path = write("a.zip", zipped({**members, "asking.html": asking}))
    assert len(list(read_file(path))) == len(IDS) + 4


def test_plain_text_loads_none_of_the_libraries(write: Write) -> None:
    path = write("a.md", "---\npublished: 2025-02-12\n---\nTwo drones.")
    code = (
        "import sys, analysis; analysis.read_articles(sys.argv[1])\n"
        "print({'trafilatura', 'lxml', 'pyarrow', 'pandas', 'docx', 'pypdf', 'fastwarc',"
        " 'resiliparse', 'tarfile', 'csv', 'email.parser'} & set(sys.modules))"
    )
    command = [sys.executable, "-c", code, path]
    told = subprocess.run(command, check=True, capture_output=True, text=True).stdout
    assert told == "set()\n"


COLUMNS = tomllib.loads((ROOT / "src/analysis/sources/columns.toml").read_text())


@pytest.mark.parametrize(
    ("field", "example"),
    [(field, one) for field, entry in COLUMNS.items() for one in entry["examples"]],
)
def test_columns_are_known_by_their_examples(field: str, example: str) -> None:
    names = [plain_name(name) for name in COLUMNS[field]["names"]]
    assert plain_name(example) in names


def test_the_likeliest_column_is_taken(write: Write) -> None:
    found = find_columns(["html", "Text", "headline", "date", "published_at"], {})
    assert found == {"text": "Text", "title": "headline", "published": "published_at"}


def test_ids_are_given_once_among_many() -> None:
    ids = Ids()
    wanted = [ids.take(str(number), f"row {number}") for number in range(100_000)]
    assert wanted == [str(number) for number in range(100_000)]
    assert ids.take("7", "row 8") == "row 8"
    assert ids.take("7", "row 8") == "row 8#2"


def test_articles_are_streamed_one_at_a_time(write: Write) -> None:
    articles = stream_articles(write("a.jsonl", '{"text": "One."}\n{broken'))
    assert next(articles).text == "One."
