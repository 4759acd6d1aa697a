"""One story on many sites: which articles are copies, exact or nearly so, of one another.

Ten sites that print one wire story are one source. All ten stay listed; the tables count them once
by the story's id, the id of its first article.

Two steps, kept apart so that a run in parts can sign each part and group at its end: `signatures`
makes a row of fixed size of each text, `group` finds the stories of any number of such rows.
"""

from __future__ import annotations

import hashlib
import re
import zlib
from collections import Counter, defaultdict
from dataclasses import dataclass, field
from functools import cache
from itertools import combinations
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    import numpy as np
    import pandas as pd

    from analysis.articles import Article

SIMILAR = 0.5
"""The share of phrases that two texts have in common, of all phrases of both, from which on they
are one story. Measured: copies share 0.79 and more, other articles 0.15 and less; so a brief counts
as a copy of a text up to twice its length, and a digest that quotes briefs stays apart."""
SAME_NUMBERS = 0.6
"""The share of the numbers of the text that has fewer which the other must hold: reports that fill
one form day after day share their phrases, not their numbers."""
COLUMNS = {"article_id": "string", "exact": "int64", "phrases": "object", "numbers": "object"}

_PHRASE = 5  # words
_HASHES, _BAND = 128, 4  # a pair that shares half of its phrases shares one band of 32 in 87 %
_MOST_NUMBERS = 64
FEW = 300
"""Fewer articles are compared without signatures where they have too little in common."""
_BATCH = 256  # articles
_MAYBE_SIMILAR = 0.3  # texts that share half of their phrases share more of the shorter ones
_WORD = re.compile(r"\w+(?:[.,]\d+)*")
_YEAR = re.compile(r"(?:19|20)\d\d")
_MULTIPLIER = 0x9E3779B97F4A7C15  # odd, its bits well mixed


def find_duplicates(articles: Iterable[Article]) -> pd.DataFrame:
    """The story of each article: exact and near duplicates have one.

    Args:
        articles: the articles, or what has their `id` and `text`.

    Returns:
        One row an article, in order: `article_id`; `story`, the id of the story's first article,
        its own where it is no copy; `similarity`, the estimated share of phrases (0 to 1) that it
        has in common with that first article.

    >>> from analysis import Article
    >>> told = "Ukraine shot down 71 of 123 drones over ten regions on Wednesday, it said."
    >>> articles = [Article("a", told), Article("b", told.upper()), Article("c", "Quiet night.")]
    >>> find_duplicates(articles)["story"].tolist()
    ['a', 'a', 'c']
    """
    collector = StoryCollector()
    for article in articles:
        collector.add(article.id, article.text)
    return collector.stories()


def signatures(texts: Iterable[tuple[str, str]]) -> pd.DataFrame:
    """The first step: a signature of each text. It depends on nothing but the text.

    Args:
        texts: (article id, text) pairs, the texts clean.

    Returns:
        One row a text, with the columns of `COLUMNS`: `exact`, a hash of all its words; `phrases`,
        the MinHash of its phrases of five words (datasketch: 128 numbers of 32 bits, as bytes);
        `numbers`, hashes of the numbers it states (at most 64, as bytes). Rows of several calls
        can be put together with `pandas.concat` and stored in Parquet; those of two major versions
        of datasketch do not compare.
    """
    pairs = [(article_id, _Look.at(text)) for article_id, text in texts]
    return _frame([article_id for article_id, _ in pairs], [look for _, look in pairs])


def group(signed: pd.DataFrame) -> pd.DataFrame:
    """The second step: the stories of signed texts.

    Args:
        signed: rows of `signatures`, in the order in which a story's first article is looked for.
            A row without `phrases` can only be an exact copy. 100,000 rows take some 250 MB.

    Returns:
        As `find_duplicates`.
    """
    import numpy as np
    import pandas as pd

    exact, phrases = signed["exact"].tolist(), signed["phrases"].tolist()
    first: dict[int, int] = {}
    firsts = [first.setdefault(one, at) for at, one in enumerate(exact)]
    heads = _Heads(firsts)
    own = [at for at in first.values() if phrases[at]]
    hashes = _matrix(phrases[at] for at in own)
    numbers = [signed["numbers"].iloc[at] for at in own]
    for one, other in _similar_pairs(hashes):
        if _share_numbers(numbers[one], numbers[other]):
            heads.join(own[one], own[other])
    stories = [heads.of(at) for at in range(len(exact))]
    ids = signed["article_id"].astype("string").reset_index(drop=True)
    return pd.DataFrame(
        {
            "article_id": ids,
            "story": ids.iloc[stories].reset_index(drop=True),
            "similarity": _similarities(phrases, np.array(firsts, int), np.array(stories, int)),
        }
    )


@dataclass(slots=True)
class StoryCollector:
    """Collects articles one at a time and finds their stories at the end, in bounded memory.

    Texts are signed by the hundreds and let go. Few articles are signed only where two of them
    share enough numbers, since the library that signs takes longer to load than they to read.
    """

    _ids: list[str] = field(default_factory=list)
    _texts: list[str] = field(default_factory=list)
    _signed: list[pd.DataFrame] = field(default_factory=list)

    def add(self, article_id: str, text: str) -> None:
        """Take one more article."""
        self._ids.append(article_id)
        self._texts.append(text)
        if len(self._texts) >= (_BATCH if self._signed else FEW):
            self._sign()

    def stories(self) -> pd.DataFrame:
        """The stories of all articles taken, as `find_duplicates` returns them."""
        import pandas as pd

        if not self._signed:
            looks = [_Look.at(text) for text in self._texts]
            return group(_frame(self._ids, looks, _likely(looks)))
        self._sign()
        return group(pd.concat(self._signed, ignore_index=True))

    def copies(self) -> dict[str, str]:
        """The ids of the articles that are copies → the ids of their stories."""
        if len(self._ids) + len(self._signed) < 2:  # noqa: PLR2004 - it takes two
            return {}
        found = self.stories()
        found = found[found["story"] != found["article_id"]]
        return dict(zip(found["article_id"], found["story"], strict=True))

    def _sign(self) -> None:
        self._signed.append(signatures(zip(self._ids, self._texts, strict=True)))
        self._ids, self._texts = [], []


@dataclass(frozen=True, slots=True)
class _Look:
    """What a text is compared by: its words, a hash of them all, and those of its numbers."""

    words: Sequence[str]
    exact: int
    numbers: Sequence[int]

    @classmethod
    def at(cls, text: str) -> _Look:
        words = _WORD.findall(text.casefold())
        joined = " ".join(words).encode("utf-8", "surrogatepass")
        exact = int.from_bytes(hashlib.blake2b(joined, digest_size=8).digest(), "big", signed=True)
        numbers = {_hash(word) for word in set(words) if _is_number(word)}
        return cls(words, exact, sorted(numbers)[:_MOST_NUMBERS])


def _is_number(word: str) -> bool:
    if word[0].isdigit():
        return not _YEAR.fullmatch(word)
    return word in _number_words()


@cache
def _number_words() -> frozenset[str]:
    from analysis.extraction.numerals import read_words

    return frozenset(read_words("numbers")["cardinals"]["values"]) - {"one"}


def _hash(word: str) -> int:
    return zlib.crc32(word.encode("utf-8", "surrogatepass"))


def _likely(looks: Sequence[_Look]) -> frozenset[int]:
    """Places of the texts that could be near duplicates of another one: by plain comparison."""
    holders: dict[int, list[int]] = defaultdict(list)
    firsts = {look.exact: at for at, look in reversed(list(enumerate(looks)))}
    for at in sorted(firsts.values()):
        for number in looks[at].numbers:
            holders[number].append(at)
    shared = Counter(pair for places in holders.values() for pair in combinations(places, 2))
    found: set[int] = set()
    for (one, other), count in shared.items():
        fewer = min(len(looks[one].numbers), len(looks[other].numbers))
        if count >= SAME_NUMBERS * fewer and _share(looks[one], looks[other]) >= _MAYBE_SIMILAR:
            found |= {one, other}
    return frozenset(found)


def _share(one: _Look, other: _Look) -> float:
    """The share of three-word phrases that two texts have in common."""
    sets = [
        set(zip(look.words, look.words[1:], look.words[2:], strict=False)) for look in (one, other)
    ]
    return len(sets[0] & sets[1]) / max(1, len(sets[0] | sets[1]))


def _frame(
    ids: Sequence[str], looks: Sequence[_Look], signed: frozenset[int] | None = None
) -> pd.DataFrame:
    """Signatures of looks; with `signed` only those places have their phrases."""
    import numpy as np
    import pandas as pd

    places = range(len(looks)) if signed is None else sorted(signed)
    phrases = dict(zip(places, _minhashes([looks[at].words for at in places]), strict=True))
    columns: dict[str, list[Any]] = {
        "article_id": list(ids),
        "exact": [look.exact for look in looks],
        "phrases": [phrases.get(at, b"") for at in range(len(looks))],
        "numbers": [np.array(look.numbers, dtype="<u4").tobytes() for look in looks],
    }
    return pd.DataFrame(
        {name: pd.Series(columns[name], dtype=kind) for name, kind in COLUMNS.items()}
    )


def _minhashes(texts: Sequence[Sequence[str]]) -> list[bytes]:
    if not texts:
        return []
    from datasketch import MinHash

    made = MinHash.generator(map(_phrases, texts), num_perm=_HASHES, seed=1, hashfunc=int)
    return [one.hashvalues.astype("<u4").tobytes() for one in made]


def _phrases(words: Sequence[str]) -> np.ndarray[Any, Any]:
    """A hash of 32 bits of each run of five words; of a shorter text, one of all its words."""
    import numpy as np

    hashes = np.fromiter(map(_hash, words), dtype=np.uint64, count=len(words))
    length = max(1, min(_PHRASE, len(words)))
    runs = np.zeros(max(0, len(words) - length + 1), dtype=np.uint64)
    for at in range(length if len(words) else 0):
        runs = (runs ^ hashes[at : at + len(runs)]) * np.uint64(_MULTIPLIER)
    return np.unique(runs >> np.uint64(32))


def _matrix(phrases: Iterable[bytes]) -> np.ndarray[Any, Any]:
    import numpy as np

    return np.frombuffer(b"".join(phrases), dtype="<u4").reshape(-1, _HASHES)


def _similar_pairs(hashes: np.ndarray[Any, Any]) -> list[tuple[int, int]]:
    """The pairs of texts that share enough phrases, found where they share a band of hashes.

    datasketch's own index of the bands takes eight times the memory and ten times as long
    (benchmarks/duplicates.md).
    """
    import numpy as np

    found: set[tuple[int, int]] = set()
    for start in range(0, _HASHES, _BAND):
        band = np.ascontiguousarray(hashes[:, start : start + _BAND])
        order = np.lexsort(band.T)
        same = (band[order[1:]] == band[order[:-1]]).all(axis=1)
        found.update(_neighbours(order, same))
    pairs = np.array(sorted(found), dtype=np.int64).reshape(-1, 2)
    alike = _estimated(hashes, pairs[:, 0], pairs[:, 1]) >= SIMILAR
    return [(one, other) for one, other in pairs[alike].tolist()]


def _neighbours(
    order: np.ndarray[Any, Any], same: np.ndarray[Any, Any]
) -> Iterable[tuple[int, int]]:
    """Each text of a bucket with the one before it and with the bucket's first."""
    import numpy as np

    places = np.flatnonzero(same)
    first = -1
    for number, place in enumerate(places.tolist()):
        if not number or places[number - 1] != place - 1:
            first = int(order[place])
        before, after = int(order[place]), int(order[place + 1])
        yield min(before, after), max(before, after)
        yield min(first, after), max(first, after)


def _estimated(
    hashes: np.ndarray[Any, Any], ones: np.ndarray[Any, Any], others: np.ndarray[Any, Any]
) -> np.ndarray[Any, Any]:
    """The estimated share of phrases in common, pair by pair; in blocks, for the memory."""
    import numpy as np

    shares = np.ones(len(ones))
    for start in range(0, len(ones), 10_000):
        block = slice(start, start + 10_000)
        shares[block] = (hashes[ones[block]] == hashes[others[block]]).mean(axis=1)
    return shares


def _share_numbers(one: bytes, other: bytes) -> bool:
    import numpy as np

    sets = [set(np.frombuffer(numbers, dtype="<u4").tolist()) for numbers in (one, other)]
    fewer = min(map(len, sets))
    return fewer > 0 and len(sets[0] & sets[1]) >= SAME_NUMBERS * fewer


def _similarities(
    phrases: Sequence[bytes], firsts: np.ndarray[Any, Any], stories: np.ndarray[Any, Any]
) -> np.ndarray[Any, Any]:
    """How like each text is to the first of its story; 1 for the first and its exact copies."""
    import numpy as np

    shares = np.ones(len(phrases))
    near = np.flatnonzero(firsts != stories)
    copies = _matrix(phrases[at] for at in firsts[near])
    heads = _matrix(phrases[at] for at in stories[near])
    shares[near] = (copies == heads).mean(axis=1)
    return shares


class _Heads:
    """Which story each text belongs to, as the place of its first text (union-find)."""

    def __init__(self, firsts: Sequence[int]) -> None:
        self._heads = list(firsts)

    def of(self, at: int) -> int:
        while self._heads[at] != at:
            self._heads[at] = self._heads[self._heads[at]]
            at = self._heads[at]
        return at

    def join(self, one: int, other: int) -> None:
        first, second = sorted((self.of(one), self.of(other)))
        self._heads[second] = first
