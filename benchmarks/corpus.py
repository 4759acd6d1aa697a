"""Measure runs over many articles: unchanged ones, articles without anchors, and a mix of news.

    python benchmarks/corpus.py                  # installs quantulum3 into a folder thrown away
    python benchmarks/corpus.py --without-peer   # leaves quantulum3 out
    python benchmarks/corpus.py --peer PYTHON    # uses the quantulum3 of another environment
    python benchmarks/corpus.py --articles 50000

The mix holds 4 % articles about the war, of which those of `data/articles` are short; where there
are real ones beside the project, of some 6,000 characters, a second mix is made with them. The
other news is made of the sentences in corpus.toml. "A core" is a second of processor time, which
other work on the machine does not alter; the clock is given beside it.
"""

from __future__ import annotations

import argparse
import html
import json
import os
import random
import re
import resource
import shutil
import subprocess
import sys
import tempfile
import time
import tomllib
from pathlib import Path
from statistics import median
from time import perf_counter, process_time
from typing import TYPE_CHECKING, Any

import pyarrow as pa
import pyarrow.parquet as pq
from speed import new_environment

from analysis.articles import read_articles
from analysis.corpus import Settings, extract_corpus, update_figures
from analysis.corpus.folder import PARTS, Place
from analysis.corpus.gate import may_hold_figures
from analysis.corpus.parts import cut_corpus
from analysis.corpus.settings import stamp_of_code
from analysis.corpus.working import extract_part
from analysis.extraction.anchors import Anchors, shipped_anchors

if TYPE_CHECKING:
    from collections.abc import Callable

_ROOT = Path(__file__).resolve().parents[1]
_REAL = _ROOT.parent / "shared/reference/articles_dev.jsonl"
_RELEVANT = 0.04
_PASSING = 0.04
_LENGTH = 3_000  # characters of an article of other news
_FILES, _RUNS, _PEER_ARTICLES, _BATCH = 10_000, 7, 40, 1_024
_GROUP, _PAGES = 5_000, 1_000
_PEER = """
import json, sys, time
from quantulum3 import parser
texts = json.load(sys.stdin)
parser.parse(texts[0])
start = time.process_time()
for text in texts:
    parser.parse(text)
print(json.dumps(time.process_time() - start))
"""


def main() -> int:
    """Print the figures of benchmarks/corpus.md."""
    arguments = _arguments()
    version = ".".join(map(str, sys.version_info[:3]))
    print(f"{os.cpu_count()} processors, load {os.getloadavg()[0]:.1f}, Python {version}")
    with tempfile.TemporaryDirectory() as folder:
        place = Path(folder)
        _measure_unchanged(place / "files")
        other = _other_news(4_000)
        _measure_without_anchors(place, other)
        short = [(article.title or "", article.text) for article in _own()]
        python = None if arguments.without_peer else _peer(arguments.peer, place)
        _measure_mix(place / "short", short, arguments.articles, python)
        _measure_mix(place / "passing", short, arguments.articles // 2, None, _PASSING)
        (place / "pages").mkdir()
        _measure_pages(place / "pages", short)
        if _REAL.exists():
            rows = map(json.loads, _REAL.read_text(encoding="utf-8").splitlines())
            real = [(row["title"] or "", row["text"]) for row in rows]
            _measure_mix(place / "long", real, arguments.articles, python)
    return 0


def _arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("--without-peer", action="store_true", help="leave quantulum3 out")
    parser.add_argument("--peer", metavar="PYTHON", help="a Python that has quantulum3")
    parser.add_argument("--articles", type=int, default=50_000, help="how many a mix holds")
    return parser.parse_args()


def _own() -> list[Any]:
    return list(read_articles(_ROOT / "data/articles"))


def _seconds(function: Callable[[], object], runs: int = _RUNS) -> float:
    """The median time of a call, after one that loads what it needs."""
    function()
    return median(_once(function) for _ in range(runs))


def _once(function: Callable[[], object]) -> float:
    start = perf_counter()
    function()
    return perf_counter() - start


# Articles that did not change


def _measure_unchanged(folder: Path) -> None:
    """Print what a run of 10,000 unchanged articles takes, beside reading their names and sizes."""
    articles = folder / "articles"
    articles.mkdir(parents=True)
    texts = [article.text for article in _own()]
    then = time.time() - 60
    for number in range(_FILES):
        path = articles / f"{number:05}.txt"
        path.write_text(texts[number % len(texts)], encoding="utf-8")
        os.utime(path, (then, then))
    output = folder / "figures.parquet"
    first = _once(lambda: update_figures(articles, [output]))
    plain = _seconds(lambda: [(e.name, e.stat().st_size) for e in os.scandir(articles)])
    run = _seconds(lambda: update_figures(articles, [output]))
    code = _seconds(stamp_of_code)
    print(f"{_FILES:,} articles: first run {first:.1f} s, unchanged {run * 1e3:.0f} ms")
    print(
        f"  of which to see that the code is as it was {code * 1e3:.1f} ms; names and sizes by "
        f"os.scandir {plain * 1e3:.0f} ms"
    )
    words = [sys.executable, "-m", "analysis", "extract", str(articles), "-o", str(output)]
    # As installed: compiled once.
    compiled = {"PYTHONPYCACHEPREFIX": str(folder / "compiled"), "PYTHONDONTWRITEBYTECODE": ""}
    command = _seconds(lambda: _run(words, compiled))
    find = _seconds(lambda: _run(["find", str(articles), "-printf", "%p %s\\n"]))
    version = [sys.executable, "-m", "analysis", "--version"]
    empty = _seconds(lambda: _run(version, compiled))
    print(
        f"  the whole command {command * 1e3:.0f} ms, {empty * 1e3:.0f} ms of it to start it; "
        f"find -printf {find * 1e3:.0f} ms"
    )


def _run(words: list[str], settings: dict[str, str] | None = None) -> None:
    environment = {**os.environ, **(settings or {})}
    subprocess.run(words, check=False, capture_output=True, env=environment)  # noqa: S603 - fixed commands


# Articles without anchors


def _other_news(count: int, passing: float = 0.0) -> list[tuple[str, str]]:
    """Title and text of news about something else, the same on each run."""
    words = {
        name: table["texts"]
        for name, table in tomllib.loads(
            Path(__file__).with_suffix(".toml").read_text(encoding="utf-8")
        ).items()
    }
    chance = random.Random(1)  # noqa: S311 - no secret
    return [_other_article(words, chance, passing) for _ in range(count)]


def _other_article(
    words: dict[str, list[str]], chance: random.Random, passing: float
) -> tuple[str, str]:
    def sentence(kind: str) -> str:
        return (
            chance.choice(words[kind])
            .replace("{n}", str(chance.randint(3, 900)))
            .replace("{c}", chance.choice(words["cities"]))
            .replace("{p}", chance.choice(words["people"]))
        )

    sentences = [sentence("sentences")]
    while sum(map(len, sentences)) < _LENGTH * chance.uniform(0.5, 1.5):
        sentences.append(sentence("sentences"))
    if chance.random() < passing:
        sentences.insert(len(sentences) // 2, sentence("passing"))
    paragraphs = [" ".join(sentences[at : at + 3]) for at in range(0, len(sentences), 3)]
    return sentences[0].rstrip("."), "\n\n".join(paragraphs)


def _measure_without_anchors(folder: Path, articles: list[tuple[str, str]]) -> None:
    """Print what putting an article aside takes, beside grep for the same words."""
    texts = [text for _, text in articles]
    size = sum(len(text.encode()) for text in texts) / len(texts)
    columns = [pa.array(texts[at : at + _BATCH]) for at in range(0, len(texts), _BATCH)]
    gate = _seconds(lambda: [may_hold_figures(column) for column in columns]) / len(texts)
    anchors = shipped_anchors()
    plain = _seconds(lambda: [anchors.are_in(text) for text in texts]) / len(texts)
    file = folder / "articles.txt"
    file.write_text("".join(" ".join(text.split()) + "\n" for text in texts), encoding="utf-8")
    table = folder / "articles.parquet"
    _write(table, articles)
    read = _seconds(lambda: _read(table)) / len(texts)
    words = "|".join(re.escape(word.decode()) for word, _ in anchors.names)
    grep = [shutil.which("grep") or "grep", "-i", "-E", "-c", words, str(file)]
    by_grep = _seconds(lambda: _run(grep)) / len(texts)
    print(
        f"an article without anchors, {size:,.0f} bytes: gate on a column {_us(gate)}, "
        f"one by one {_us(plain)}, grep -i -E -c {_us(by_grep)}, "
        f"reading it from Parquet {_us(read)}"
    )


def _us(seconds: float) -> str:
    return f"{seconds * 1e6:,.1f} µs"


def _write(path: Path, articles: list[tuple[str, str]]) -> None:
    columns = {"title": [t for t, _ in articles], "text": [text for _, text in articles]}
    pq.write_table(pa.table(columns), path, compression="zstd", row_group_size=_GROUP)


def _read(path: Path) -> None:
    with pq.ParquetFile(path) as file:
        for _ in file.iter_batches(_BATCH):
            pass


# A mix of news


def _measure_mix(
    folder: Path,
    relevant: list[tuple[str, str]],
    count: int,
    python: str | None,
    passing: float = 0.0,
) -> None:
    """Print how many articles of a mix one core and two processes read in a second.

    Args:
        folder: where to work.
        relevant: title and text of articles about the war.
        count: how many articles the mix holds.
        python: a Python that has quantulum3.
        passing: the share of the other news that names a country of the war in passing.
    """
    folder.mkdir()
    articles = _other_news(round(count * (1 - _RELEVANT)), passing)
    chance = random.Random(2)  # noqa: S311 - no secret
    articles += [relevant[at % len(relevant)] for at in range(count - len(articles))]
    chance.shuffle(articles)
    corpus = folder / "news.parquet"
    _write(corpus, articles)
    length = sum(len(text) for _, text in relevant) / len(relevant)
    print(
        f"a mix of {count:,} articles, {_RELEVANT:.0%} about the war of {length:,.0f} characters, "
        f"{passing:.0%} of the rest naming one of its countries, "
        f"{corpus.stat().st_size / 1e6:.0f} MB of Parquet"
    )
    for stories in (False, True):
        _measure_core(folder, corpus, count, Settings(stories=stories))
    if passing:
        return
    _measure_processes(folder, corpus, count)
    if python:
        texts = [text for _, text in articles[:_PEER_ARTICLES]]
        run = subprocess.run(  # noqa: S603 - the code above
            [python, "-c", _PEER],
            input=json.dumps(texts),
            capture_output=True,
            check=True,
            text=True,
        )
        print(
            f"  quantulum3: {len(texts) / json.loads(run.stdout.splitlines()[-1]):,.1f} a second "
            f"of a core, on {len(texts)} of them"
        )
    lines = folder / "news.txt"
    lines.write_text("".join(" ".join(t.split()) + "\n" for _, t in articles), encoding="utf-8")
    words = "|".join(re.escape(word.decode()) for word, _ in shipped_anchors().names)
    grep = [shutil.which("grep") or "grep", "-i", "-E", "-c", words, str(lines)]
    print(f"  grep -i -E -c: {count / _seconds(lambda: _run(grep), 3):,.0f} a second")


def _measure_core(folder: Path, corpus: Path, count: int, settings: Settings) -> None:
    """Print what one process does, part after part, without its start."""
    out = folder / f"core-{settings.stories}"
    (out / PARTS).mkdir(parents=True)
    parts = list(cut_corpus(corpus)[0])
    extract_part(parts[0], settings, Place(out, "first"))  # loads what it needs
    start, clock = process_time(), perf_counter()
    results = [extract_part(part, settings, Place(out, str(at))) for at, part in enumerate(parts)]
    core, wall = process_time() - start, perf_counter() - clock
    what = "figures and signatures of stories" if settings.stories else "figures"
    figures, read = sum(r.figures for r in results), sum(r.read - r.aside for r in results)
    print(
        f"  {what}: {count / core:,.0f} a second of a core, {count / wall:,.0f} by the clock; "
        f"{read:,} read, {figures:,} figures, {core / count * 1e6 / 3600:.2f} core-hours a million"
    )


def _measure_processes(folder: Path, corpus: Path, count: int) -> None:
    """Print what whole runs by one and two processes take, their start included."""
    times = {}
    for workers in (1, 2):
        before = resource.getrusage(resource.RUSAGE_CHILDREN)
        times[workers] = _once(
            lambda workers=workers: extract_corpus(  # type: ignore[misc]
                corpus, folder / f"by-{workers}", workers=workers, settings=Settings(stories=False)
            )
        )
        after = resource.getrusage(resource.RUSAGE_CHILDREN)
        core = after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime
        print(
            f"  a whole run, processes: {workers}: {times[workers]:.1f} s, "
            f"{count / times[workers]:,.0f} a second, {core:.1f} s of processor time"
        )
    print(
        f"  two are {times[1] / times[2]:.2f} times as fast as one, load {os.getloadavg()[0]:.1f}"
    )


# Pages of a crawl


def _measure_pages(folder: Path, relevant: list[tuple[str, str]]) -> None:
    """Print what a page of a web archive takes, with the gate on its HTML and without it."""
    articles = _other_news(_PAGES, _PASSING)
    for at in range(0, _PAGES, round(1 / _RELEVANT)):
        articles[at] = relevant[at % len(relevant)]
    pages = [_page(title, text) for title, text in articles]
    archive = folder / "crawl.warc"
    archive.write_bytes(b"".join(map(_record, pages)))
    size = sum(map(len, pages)) / len(pages)
    part = next(cut_corpus(archive)[0])
    (folder / PARTS).mkdir()
    everything = Settings(anchors=Anchors(((b"e", float("inf")),)), stories=False)
    for name, settings in (
        ("gate on the HTML", Settings(stories=False)),
        ("every page parsed and read", everything),
    ):
        extract_part(part, settings, Place(folder, "warm"))
        start = process_time()
        result = extract_part(part, settings, Place(folder, "page"))
        core = (process_time() - start) / _PAGES
        print(
            f"a page of {size:,.0f} bytes, {name}: {core * 1e3:.2f} ms, "
            f"{core * 1e6 / 3600:.2f} core-hours a million; {result.aside} of {_PAGES} put aside"
        )


def _page(title: str, text: str) -> bytes:
    """A page as sites send them: most of it is neither text nor title."""
    links = "".join(f'<li><a class="nav" href="/topic/{n}">Topic {n}</a></li>' for n in range(200))
    script = "<script>" + "window.settings = {slots: [1, 2, 3], lazy: true};" * 400 + "</script>"
    body = "".join(f"<p>{html.escape(part)}</p>" for part in text.split("\n\n"))
    return (
        f"<!doctype html><html><head><title>{html.escape(title)}</title>{script}</head><body>"
        f"<nav><ul>{links}</ul></nav><main><article><h1>{html.escape(title)}</h1>{body}</article>"
        f"</main><footer>{links}</footer></body></html>"
    ).encode()


def _record(page: bytes) -> bytes:
    """A page as a record of a web archive."""
    answer = b"HTTP/1.1 200 OK\r\nContent-Type: text/html; charset=utf-8\r\n\r\n" + page
    head = (
        "WARC/1.0\r\nWARC-Type: response\r\nWARC-Target-URI: https://news.example/a\r\n"
        "WARC-Date: 2025-02-12T00:00:00Z\r\n"
        "WARC-Record-ID: <urn:uuid:00000000-0000-0000-0000-000000000001>\r\n"
        f"Content-Type: application/http; msgtype=response\r\nContent-Length: {len(answer)}\r\n\r\n"
    )
    return head.encode() + answer + b"\r\n\r\n"


def _peer(python: str | None, folder: Path) -> str:
    return python or new_environment(folder / "peer")


if __name__ == "__main__":
    sys.exit(main())
