"""Measure the speed of the extraction beside other ways to read numbers, on the same texts.

    python benchmarks/speed.py                  # installs quantulum3 into a folder thrown away
    python benchmarks/speed.py --without-peer   # leaves quantulum3 out
    python benchmarks/speed.py --peer PYTHON    # uses the quantulum3 of another environment

Each number is the median of repeated runs; the least of them tells how busy the machine was. The
article is the seed article beside the project, or, without it, the one of data/articles with the
most figures for its length.
"""

from __future__ import annotations

import argparse
import codecs
import json
import os
import re
import shutil
import subprocess
import sys
import tempfile
import venv
from datetime import date
from pathlib import Path
from statistics import median
from time import perf_counter
from typing import TYPE_CHECKING

import analysis
from analysis.articles import Article, read_articles
from analysis.extraction.figures import read_figures
from analysis.extraction.lexicon import read_lexicon

if TYPE_CHECKING:
    from collections.abc import Callable

_ROOT = Path(__file__).resolve().parents[1]
_SEED = _ROOT.parent / "shared/gold/seed/seed.txt"
_SEED_DAY = date(2025, 2, 12)
_RUNS, _PEER_RUNS, _STARTS = 101, 3, 15
_TENTH = 0.1
_PUT_ASIDE = 2000  # articles without an anchor
_DIGITS = re.compile(r"\d+(?:[.,]\d+)*")
# Run by the peer's Python: the texts come as a JSON list, the seconds go back as one.
_PEER = """
import json, statistics, sys, time
from quantulum3 import parser
def seconds(text):
    start = time.perf_counter()
    parser.parse(text)
    return time.perf_counter() - start
texts = json.load(sys.stdin)
parser.parse(texts[0])
print(json.dumps([statistics.median(seconds(text) for _ in range(RUNS)) for text in texts]))
"""


def main() -> int:
    """Print the figures of benchmarks/speed.md."""
    arguments = _arguments()
    article = _dense_article()
    print(f"{article.id}: {len(article.text):,} characters, {_count(article)} figures")
    print(f"{os.cpu_count()} processors, load {os.getloadavg()[0]:.1f}, Python {_version()}")
    own = _measure_article(article)
    if not arguments.without_peer:
        one, four = _peer_seconds(arguments.peer, [article.text, _joined(article, 4)])
        print(f"quantulum3: {_ms(one)}, {one / own:.0f} times read_figures")
        print(f"quantulum3, 4 as one text: {_ms(four)}, {_ms(four / 4)} an article")
    _measure_length(article)
    _measure_put_aside(article)
    _measure_import()
    return 0


def _arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("--without-peer", action="store_true", help="leave quantulum3 out")
    parser.add_argument("--peer", metavar="PYTHON", help="a Python that has quantulum3")
    return parser.parse_args()


def _version() -> str:
    return ".".join(map(str, sys.version_info[:3]))


def _dense_article() -> Article:
    if _SEED.exists():
        return Article("seed", _SEED.read_text(encoding="utf-8"), published=_SEED_DAY)
    articles = read_articles(_ROOT / "data/articles")
    return max(articles, key=lambda article: _count(article) / len(article.text))


def _count(article: Article) -> int:
    return len(read_figures(article.text, article.published))


def _joined(article: Article, times: int) -> str:
    return "\n\n".join([article.text] * times)


def _seconds(function: Callable[[], object], runs: int = _RUNS) -> float:
    """The median time of a call, after one that loads what it needs."""
    return median(_times(function, runs))


def _times(function: Callable[[], object], runs: int) -> list[float]:
    function()
    return [_once(function) for _ in range(runs)]


def _once(function: Callable[[], object]) -> float:
    start = perf_counter()
    function()
    return perf_counter() - start


def _ms(seconds: float) -> str:
    return f"{seconds * 1e3:,.{2 if seconds < _TENTH else 0}f} ms"


def _measure_article(article: Article) -> float:
    """Print the times of an article; the seconds of `read_figures`, with all columns."""
    ways: dict[str, Callable[[], object]] = {
        "read_figures": lambda: read_figures(article.text, article.published),
        "analysis.extract, to a DataFrame": lambda: analysis.extract(article),
        "digits by a regular expression": lambda: _DIGITS.findall(article.text),
    }
    times = {name: _times(function, _RUNS) for name, function in ways.items()}
    for name, seconds in times.items():
        print(f"{name}: {_ms(median(seconds))}, at least {_ms(min(seconds))}")
    return median(times["read_figures"])


def _peer_seconds(python: str | None, texts: list[str]) -> list[float]:
    """What quantulum3 takes for each text, in an environment of its own."""
    with tempfile.TemporaryDirectory() as folder:
        interpreter = python or new_environment(Path(folder))
        run = subprocess.run(  # noqa: S603 - the code above
            [interpreter, "-c", _PEER.replace("RUNS", str(_PEER_RUNS))],
            input=json.dumps(texts),
            capture_output=True,
            check=True,
            text=True,
        )
    seconds: list[float] = json.loads(run.stdout.splitlines()[-1])
    return seconds


def new_environment(folder: Path) -> str:
    """The Python of a new environment with quantulum3."""
    venv.create(folder, with_pip=True)
    interpreter = str(folder / "bin/python")
    install = [
        interpreter,
        "-m",
        "pip",
        "install",
        "--quiet",
        "quantulum3==0.10.0",
        "setuptools<81",
    ]
    subprocess.run(install, check=True)  # noqa: S603 - a fixed command
    return interpreter


def _measure_length(article: Article) -> None:
    """Print the time of k articles as one text, and what one of them takes."""
    for times in (1, 2, 4, 8):
        text = _joined(article, times)
        seconds = _seconds(lambda text=text: read_figures(text, article.published))  # type: ignore[misc]
        print(f"{times} as one text: {_ms(seconds)}, {_ms(seconds / times)} an article")


def _measure_put_aside(article: Article) -> None:
    """Print what an article without anchors takes, here and by grep."""
    text = codecs.encode(article.text, "rot13")  # the same length and signs, and no word kept
    line = " ".join(text.split()) + "\n"
    many = _seconds(lambda: [read_figures(text) for _ in range(_PUT_ASIDE)], 5) / _PUT_ASIDE
    print(f"an article without anchors: {_us(many)}")
    anchors, weapons = _words("anchors"), _words("weapons")
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder, "articles.txt")
        path.write_text(line, encoding="utf-8")
        alone = _seconds(lambda: _grep(anchors, path), _STARTS)
        print(f"grep on it, its start included: {_us(alone)}")
        path.write_text(line * _PUT_ASIDE, encoding="utf-8")
        for name, words in (("anchors", anchors), ("weapons", weapons)):
            seconds = _seconds(lambda words=words: _grep(words, path), _STARTS)  # type: ignore[misc]
            print(
                f"grep for the {name}, {_PUT_ASIDE} of it: {_us(seconds / _PUT_ASIDE)} an article"
            )


def _us(seconds: float) -> str:
    return f"{seconds * 1e6:,.1f} µs"


def _words(kind: str) -> list[str]:
    """The words of a lexicon file, as alternatives of a regular expression."""
    forms = ("words", "nouns")
    lists = [entry.get(form, []) for entry in read_lexicon(kind).values() for form in forms]
    return [re.escape(word) for words in lists for word in _list(words)]


def _grep(words: list[str], path: Path) -> None:
    command = [shutil.which("grep") or "grep", "-i", "-E", "-c", "|".join(words), str(path)]
    subprocess.run(command, check=False, stdout=subprocess.DEVNULL)  # noqa: S603 - it exits with 1


def _list(words: object) -> list[str]:
    return [str(word) for word in words] if isinstance(words, list) else []


def _measure_import() -> None:
    """Print what `import analysis` adds to the start of Python, and whether it loads pandas."""
    code = "import sys, analysis; print('pandas' in sys.modules)"
    alone = _seconds(lambda: _python("pass"), _STARTS)
    own = _seconds(lambda: _python("import analysis"), _STARTS)
    print(f"import analysis: {_ms(own - alone)} beyond the interpreter's {_ms(alone)}")
    print(f"pandas loaded by it: {_python(code).strip()}")


def _python(code: str) -> str:
    run = subprocess.run(  # noqa: S603 - the code above
        [sys.executable, "-c", code], capture_output=True, check=True, text=True
    )
    return run.stdout


if __name__ == "__main__":
    sys.exit(main())
