"""Measure how long, in how much memory and how rightly copies of stories are found.

    python benchmarks/duplicates.py                # 1,000, 10,000 and 100,000 articles
    python benchmarks/duplicates.py --most 10000

The texts are made of the sentences of data/articles, drawn at random with a fixed seed. Of ten
articles five are stories of their own, and five are copies of one story: another headline and tail,
a sentence left out. Each size runs in a process of its own, so that the peak memory is its own.
"""

from __future__ import annotations

import argparse
import random
import resource
import subprocess
import sys
from pathlib import Path
from time import perf_counter
from typing import TYPE_CHECKING

import pandas as pd

from analysis.articles import read_articles
from analysis.duplicates import find_duplicates, group, signatures
from analysis.extraction.sentences import find_sentences

if TYPE_CHECKING:
    from collections.abc import Iterator

_ROOT = Path(__file__).resolve().parents[1]
_SIZES = (1_000, 10_000, 100_000)
_SENTENCES, _PART, _TEN, _COPIES = 18, 1_000, 10, 5


def main() -> int:
    """Print the figures of benchmarks/duplicates.md."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--most", type=int, default=_SIZES[-1], help="articles at most")
    parser.add_argument("--one", type=int, help="measure this many in this process")
    chosen = parser.parse_args()
    if chosen.one:
        _measure(chosen.one)
        return 0
    _samples()
    for size in (size for size in _SIZES if size <= chosen.most):
        subprocess.run([sys.executable, __file__, "--one", str(size)], check=True)  # noqa: S603
    return 0


def _samples() -> None:
    articles = read_articles(_ROOT / "data/articles")
    start = perf_counter()
    find_duplicates(articles)
    taken = perf_counter() - start
    loaded = "loaded" if "datasketch" in sys.modules else "not loaded"
    print(f"{len(articles)} sample articles: {taken * 1e3:.0f} ms, datasketch {loaded}")


def _measure(size: int) -> None:
    texts, stories = zip(*_articles(size), strict=True)
    before = _peak()
    start = perf_counter()
    parts = [signatures(texts[at : at + _PART]) for at in range(0, size, _PART)]
    signed = perf_counter()
    found = group(pd.concat(parts, ignore_index=True))
    grouped = perf_counter()
    together, right = _pairs(found["story"].tolist(), found["article_id"].tolist(), list(stories))
    print(
        f"{size:,} articles: signed in {signed - start:.1f} s "
        f"({(signed - start) / size * 1e3:.2f} ms each), grouped in {grouped - signed:.2f} s, "
        f"peak memory {_peak() - before:.0f} MB more than the texts; "
        f"{right:,} of {size // _TEN * (_COPIES - 1):,} copies found, {together - right:,} wrong"
    )


def _pairs(found: list[str], ids: list[str], true: list[str]) -> tuple[int, int]:
    """How many articles are told to be copies, and of how many that is rightly told."""
    told = [(one, real) for one, own, real in zip(found, ids, true, strict=True) if one != own]
    return len(told), sum(one == real for one, real in told)


def _articles(size: int) -> Iterator[tuple[tuple[str, str], str]]:
    """An (id, text) pair of each article, with the story that it truly is of."""
    draw = random.Random(7)  # noqa: S311 - no secret
    pool = [
        article.text[start:end]
        for article in read_articles(_ROOT / "data/articles")
        for start, end in find_sentences(article.text)
    ]
    story, text = "", []
    for number in range(size):
        is_copy = 0 < number % _TEN < _COPIES
        if not is_copy:
            story, text = f"a{number}", draw.sample(pool, _SENTENCES)
        kept = [one for at, one in enumerate(text) if not is_copy or at != number % _TEN]
        yield (f"a{number}", f"Headline {number}\n\n{' '.join(kept)}\n\nDesk {number}"), story


def _peak() -> float:
    """Megabytes."""
    used = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    return used / (1024**2 if sys.platform == "darwin" else 1024)


if __name__ == "__main__":
    sys.exit(main())
