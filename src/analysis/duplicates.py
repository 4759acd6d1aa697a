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
            A row without `phrases` can only be an exact copy.

    Returns:
        As `find_duplicates`.
    """
    return group_parts([signed], len(signed))


def group_parts(parts: Iterable[pd.DataFrame], count: int) -> pd.DataFrame:
    """The same for rows that come in parts, each of which is let go: a million take some 800 MB.

    Args:
        parts: rows of `signatures`, in order.
        count: how many rows they have together at the most.
    """
    import numpy as np
    import pandas as pd

    ids, signed = _Signed.of(parts, count)
    _, first, inverse = np.unique(signed.exact, return_index=True, return_inverse=True)
    firsts = first[inverse]
    own = np.sort(first[signed.has_phrases[first]])
    heads = _Heads(firsts)
    for one, other in _similar_pairs(signed.hashes, own):
        if _share_numbers(signed.numbers_of(one), signed.numbers_of(other)):
            heads.join(one, other)
    stories = heads.all()
    return pd.DataFrame(
        {
            "article_id": ids,
            "story": ids.iloc[stories].reset_index(drop=True),
            "similarity": _similarities(signed.hashes, firsts, stories),
        }
    )


@dataclass(frozen=True, slots=True)
class _Signed:
    """Signatures as arrays, with a row for each text.

    Attributes:
        exact: hashes of all words.
        hashes: those of the phrases; zeros where there are none.
        has_phrases: whether there are.
        numbers: hashes of the numbers of all texts, one text after the other.
        ends: where in them those of each text end.
    """

    exact: np.ndarray[Any, Any]
    hashes: np.ndarray[Any, Any]
    has_phrases: np.ndarray[Any, Any]
    numbers: np.ndarray[Any, Any]
    ends: np.ndarray[Any, Any]

    @classmethod
    def of(cls, parts: Iterable[pd.DataFrame], count: int) -> tuple[pd.Series[str], _Signed]:
        """The ids and the rest of rows of `signatures`."""
        import numpy as np
        import pandas as pd

        exact, hashes = np.zeros(count, np.int64), np.zeros((count, _HASHES), np.uint32)
        lengths, is_signed = np.zeros(count, np.int64), np.zeros(count, np.bool_)
        ids, numbers, at = [pd.Series([], dtype="string")], [np.zeros(0, np.uint32)], 0
        for part in parts:
            rows = slice(at, at + len(part))
            at = rows.stop
            phrases, stated = part["phrases"].tolist(), part["numbers"].tolist()
            ids.append(part["article_id"].astype("string"))
            exact[rows], is_signed[rows] = part["exact"], [bool(one) for one in phrases]
            hashes[rows][is_signed[rows]] = _matrix(filter(None, phrases))
            lengths[rows] = [len(one) // 4 for one in stated]
            numbers.append(np.frombuffer(b"".join(stated), dtype="<u4"))
        ends = np.cumsum(lengths[:at])
        whole = cls(exact[:at], hashes[:at], is_signed[:at], np.concatenate(numbers), ends)
        return pd.concat(ids, ignore_index=True), whole

    def numbers_of(self, row: int) -> set[int]:
        """The hashes of the numbers that a text states."""
        begin = int(self.ends[row - 1]) if row else 0
        return set(self.numbers[begin : int(self.ends[row])].tolist())


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


def _similar_pairs(
    hashes: np.ndarray[Any, Any], rows: np.ndarray[Any, Any]
) -> list[tuple[int, int]]:
    """The pairs of some rows that share enough phrases, found where they share a band of hashes.

    datasketch's own index of the bands takes eight times the memory and ten times as long
    (benchmarks/duplicates.md).
    """
    import numpy as np

    found: set[tuple[int, int]] = set()
    for start in range(0, _HASHES, _BAND):
        band = hashes[rows, start : start + _BAND]
        order = np.lexsort(band.T)
        same = (band[order[1:]] == band[order[:-1]]).all(axis=1)
        found.update(_neighbours(order, same))
    pairs = rows[np.array(sorted(found), dtype=np.int64).reshape(-1, 2)]
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


def _share_numbers(one: set[int], other: set[int]) -> bool:
    fewer = min(len(one), len(other))
    return fewer > 0 and len(one & other) >= SAME_NUMBERS * fewer


def _similarities(
    hashes: np.ndarray[Any, Any], firsts: np.ndarray[Any, Any], stories: np.ndarray[Any, Any]
) -> np.ndarray[Any, Any]:
    """How like each text is to the first of its story; 1 for the first and its exact copies."""
    import numpy as np

    shares = np.ones(len(firsts))
    near = np.flatnonzero(firsts != stories)
    shares[near] = _estimated(hashes, firsts[near], stories[near])
    return shares


class _Heads:
    """Which story each text belongs to, as the place of its first text (union-find)."""

    def __init__(self, firsts: np.ndarray[Any, Any]) -> None:
        self._heads = firsts.copy()

    def of(self, at: int) -> int:
        while self._heads[at] != at:
            self._heads[at] = self._heads[self._heads[at]]
            at = int(self._heads[at])
        return at

    def all(self) -> np.ndarray[Any, Any]:
        """The story of each text."""
        heads = self._heads
        while (heads != heads[heads]).any():
            heads = heads[heads]
        return heads

    def join(self, one: int, other: int) -> None:
        first, second = sorted((self.of(one), self.of(other)))
        self._heads[second] = first
