"""An article as the steps read it: sentences of items (a number, a tagged word, a sign, ...)."""

from __future__ import annotations

import re
from bisect import bisect_right
from dataclasses import dataclass, field
from itertools import accumulate
from typing import TYPE_CHECKING, Any

from analysis.extraction.counted import read_counted
from analysis.extraction.dates import find_dates, may_hold_date
from analysis.extraction.lexicon import Phrases, find_bare_words, grammar_of, phrases, signals
from analysis.extraction.quantities import read_quantities
from analysis.extraction.sentences import cut_endless, find_sentences
from analysis.extraction.values import frozen, replace
from analysis.extraction.view import plain

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import date

    from analysis.extraction.counted import Counted
    from analysis.extraction.date_choice import ToldDate
    from analysis.extraction.dates import DateMention
    from analysis.extraction.lexicon import Tag
    from analysis.extraction.named_places import NamedPlace
    from analysis.extraction.quantities import Quantity
    from analysis.extraction.speaker_names import Speaker
    from analysis.extraction.turns import Turn

# A word with what is glued inside it (kh-101, u.s, ukraine's), or one sign.
_WORD = re.compile(r"(\w++(?:[.'-]\w++)*+|[^\w\s])")
_ASCII_WORD = re.compile(_WORD.pattern, re.ASCII)  # tells the same of such text in half the time
# Sentences of which is held what was read; of a book the first are read anew when asked for.
_MOST_HELD = 1_000
_NO_TAGS: dict[str, Tag] = {}
# Characters between a number and a word of time, where both belong to one date.
_NEAR_DATE = 40
# Characters of a paragraph that are looked through; longer ones are no prose.
_LONGEST_PARAGRAPH = 10_000
# Characters that hold the first few items of a sentence.
_OPENING = 100
_PLAIN = Phrases(_NO_TAGS, {}, is_alone=True)
_SIGN = Phrases(_NO_TAGS, {}, is_alone=True, is_sign=True)


@frozen
class Item:
    """A number, a word or phrase of the lexicon, a plain word, or a sign.

    text is in the plain view (lower case); start and end are offsets in the article; grammar is
    the class of a function word (grammar.toml), else empty; is_sign tells punctuation. No step
    changes an item.
    """

    text: str
    start: int
    tags: dict[str, Tag]
    number: Quantity | None = None
    grammar: str = ""
    is_sign: bool = False

    @property
    def end(self) -> int:
        """The offset behind it."""
        return self.start + len(self.text)

    def tag(self, kind: str, *names: str) -> Tag | None:
        """The item's tag of this kind, if it has one (and is one of the names, if given)."""
        tag = self.tags.get(kind)
        return tag if tag is not None and (not names or tag.name in names) else None


@frozen
class Sentence:
    """One sentence: its place in the article, its items, its numbers and what they count."""

    index: int
    start: int
    end: int
    items: Sequence[Item]
    numbers: Sequence[int]
    counted: Sequence[Counted]


@dataclass(slots=True)
class Document:
    """An article's text, cut into sentences whose items are made when first asked for.

    counting are the sentences with a number that has no unit.
    """

    text: str
    published: date | None
    view: str = field(init=False)
    spans: list[tuple[int, int]] = field(init=False)
    quantities: list[Quantity] = field(init=False)
    counting: set[int] = field(init=False)
    _numbers: dict[int, list[Quantity]] = field(init=False)
    _sentences: dict[int, Sentence] = field(init=False, default_factory=dict)
    _dates: dict[int, list[DateMention]] = field(init=False, default_factory=dict)
    _timed: dict[int, bool] = field(init=False, default_factory=dict)
    _bare_words: dict[int, set[str]] = field(init=False, default_factory=dict)
    speakers: dict[int, list[Speaker]] = field(init=False, default_factory=dict)
    full_names: dict[str, str] = field(init=False, default_factory=dict)
    places: dict[int, list[NamedPlace]] = field(init=False, default_factory=dict)
    source_lines: dict[int, bool] = field(init=False, default_factory=dict)
    carried: dict[int, tuple[int, Speaker] | None] = field(init=False, default_factory=dict)
    turns: list[Turn] | None = field(init=False, default=None)
    told_dates: dict[int, list[ToldDate]] = field(init=False, default_factory=dict)

    def __post_init__(self) -> None:
        """Find the sentences and the numbers."""
        self.view = plain(self.text)
        self.quantities = read_quantities(self.text, self.view)
        numbers = [(quantity.start, quantity.end) for quantity in self.quantities]
        self.spans = cut_endless(find_sentences(self.text), numbers)
        self._numbers = _by_sentence(self.quantities, self.spans)
        numbered = self._numbers.items()
        self.counting = {i for i, found in numbered if "count" in [q.unit for q in found]}

    def sentence(self, index: int) -> Sentence:
        """The sentence with its items."""
        found = self._sentences.get(index)
        if found is None:
            if len(self._sentences) >= _MOST_HELD:
                self._forget_oldest()
            start, end = self.spans[index]
            items, numbers = _items(self, start, end, self._undated(index))
            counted = read_counted(items, numbers)
            found = self._sentences[index] = Sentence(index, start, end, items, numbers, counted)
        return found

    def opening(self, index: int, count: int) -> Sequence[Item]:
        """The first few items of a sentence, which need not be made whole for them."""
        start, end = self.spans[index]
        stop = start + _OPENING
        if index in self._sentences or end <= stop or self.numbers_in(index):
            return self.sentence(index).items[:count]
        return _tagged(self, start, stop)[:count]

    def paragraph(self, index: int) -> int:
        """Where the paragraph of a sentence begins, or some pages before the sentence."""
        start = self.spans[index][0]
        since = max(0, start - _LONGEST_PARAGRAPH)
        return max(since, self.view.rfind("\n", since, start) + 1)

    def numbers_in(self, index: int) -> Sequence[Quantity]:
        """The numbers of a sentence, those of its dates among them."""
        return self._numbers.get(index, ())

    def bare_words(self, index: int) -> set[str]:
        """The runs of letters and of digits of a sentence; to have them is cheaper than its items.

        A step that needs one of a few words asks here whether it must look at the sentence.
        """
        if index not in self._bare_words:
            if len(self._bare_words) >= _MOST_HELD:
                self._forget_oldest()
            start, end = self.spans[index]
            self._bare_words[index] = find_bare_words(self.view[start:end])
        return self._bare_words[index]

    def may_tell(self, index: int, kind: str, *names: str) -> bool:
        """Whether an item of the sentence can have a tag of this kind (and of one of the names)."""
        return signals(kind, *names).are_in(self.bare_words(index))

    def _undated(self, index: int) -> Sequence[Quantity]:
        """The numbers of a sentence but for plain ones in a date mention ("February 2 to 3")."""
        numbers = self.numbers_in(index)
        near = index in self.counting and self._may_hold_date(index)
        if not near or not any(map(self._is_near_date, numbers)):
            return numbers  # most sentences, whose dates need not be read for that
        dates = self.dates(index)
        return [q for q in numbers if not _is_in(q, dates)] if dates else numbers

    def _is_near_date(self, quantity: Quantity) -> bool:
        """Whether a word of time, or a year, stands near a plain number."""
        if quantity.unit != "count":
            return False
        near = self.view[max(0, quantity.start - _NEAR_DATE) : quantity.end + _NEAR_DATE]
        return may_hold_date(near, find_bare_words(near))

    def with_numbers(self) -> list[int]:
        """Indices of the sentences that hold a number."""
        return list(self._numbers)

    def dates(self, index: int) -> list[DateMention]:
        """The date mentions of a sentence, with offsets in the article."""
        if index not in self._dates:
            start, end = self.spans[index]
            text, view = self.text[start:end], self.view[start:end]
            told = self._may_hold_date(index)
            found = find_dates(text, self.published, offset=start, view=view) if told else []
            self._dates[index] = found
        return self._dates[index]

    def _may_hold_date(self, index: int) -> bool:
        """Whether a sentence has a word of time or a year."""
        if index not in self._timed:
            start, end = self.spans[index]
            self._timed[index] = may_hold_date(self.view[start:end], self.bare_words(index))
        return self._timed[index]

    def _forget_oldest(self) -> None:
        """Make room for what is read of more sentences."""
        by_words = (self._sentences, self._dates, self._timed, self._bare_words, self.told_dates)
        by_names = (self.speakers, self.places, self.source_lines, self.carried)
        held: dict[int, Any]
        for held in (*by_words, *by_names):
            for index in list(held)[: _MOST_HELD // 2]:
                del held[index]

    def words(self, start: int, end: int) -> str:
        """The article's text between two offsets, with white space folded."""
        return " ".join(self.text[start:end].split())


def _is_in(quantity: Quantity, dates: Sequence[DateMention]) -> bool:
    """Whether a plain number is part of a date mention."""
    return quantity.unit == "count" and any(
        date.start < quantity.end and quantity.start < date.end for date in dates
    )


def _by_sentence(
    quantities: Sequence[Quantity], spans: Sequence[tuple[int, int]]
) -> dict[int, list[Quantity]]:
    """The quantities by the index of the sentence in which they begin, in order."""
    found: dict[int, list[Quantity]] = {}
    starts = [start for start, _ in spans]
    for quantity in quantities:
        index = bisect_right(starts, quantity.start) - 1
        if index >= 0 and quantity.start < spans[index][1]:
            found.setdefault(index, []).append(quantity)
    return found


def _items(
    document: Document, start: int, end: int, quantities: Sequence[Quantity]
) -> tuple[list[Item], list[int]]:
    """The items of a stretch of text, and which of them are numbers."""
    items: list[Item] = []
    numbers: list[int] = []
    at = start
    for quantity in quantities:
        bound = quantity.qualifier_start
        if bound > at and document.view.startswith("up to", bound):  # "holds" in "holds up to 75"
            items.extend(_tagged(document, at, bound))
            at = bound
        items.extend(_tagged(document, at, quantity.start))
        text = document.view[quantity.start : quantity.end]
        numbers.append(len(items))
        items.append(Item(text, quantity.start, _NO_TAGS, quantity))
        at = max(at, quantity.end, quantity.qualifier_end)
    items.extend(_tagged(document, at, end))
    return items, numbers


def _tagged(document: Document, start: int, end: int) -> list[Item]:
    """The items of a stretch without numbers: the longest phrases of the lexicon, then words."""
    known = phrases()
    view = document.view[start:end]
    parts = (_ASCII_WORD if view.isascii() else _WORD).split(view)
    words = parts[1::2]
    starts = list(accumulate(map(len, parts), initial=start))[1::2]
    items: list[Item] = []
    following = [*words[1:], ""]
    reached = 0
    for i, word in enumerate(words):
        if i < reached:
            continue
        first, found = starts[i], known.get(word)
        if found is None and word.isalpha():  # most words, quickly
            items.append(Item(word, first, _NO_TAGS))
            continue
        meaning = _by_parts(word, known) if found is None else found
        if not meaning.is_alone and _may_go_on(meaning, following[i]):
            length, meaning = _longest(words, i, meaning)
            reached = i + length
            last = starts[reached - 1] + len(words[reached - 1])
            items.append(_phrase(document, first, last, meaning))
            continue
        items.append(Item(word, first, meaning.alone, None, meaning.grammar, meaning.is_sign))
    return items


def _may_go_on(meaning: Phrases, following: str) -> bool:
    """Whether a longer phrase may go on with the following word, or the print must be seen."""
    return following in meaning.longer or meaning.cased or "'" in following


def _phrase(document: Document, first: int, last: int, meaning: Phrases) -> Item:
    """The item of a phrase with this meaning."""
    tags, grammar = meaning.alone, meaning.grammar
    if meaning.cased:
        tags = _cased(tags, document.text[first:last])
        grammar = grammar_of(tags)
    text = document.view[first:last]
    return Item(text, first, tags, None, grammar, meaning.is_sign)


def _longest(words: Sequence[str], i: int, alone: Phrases) -> tuple[int, Phrases]:
    """Length and meaning of the longest phrase that begins at word i; alone is its own meaning."""
    if i + 1 < len(words) and alone.longer:
        second, third = words[i + 1], words[i + 2] if i + 2 < len(words) else ""
        found = alone.longer.get(second)
        if found is None and "'" in second:
            found = alone.longer.get(_bare(second))
        for rest, meaning in found or ():
            fits = not rest or rest[0] == third or "'" in third
            if fits and _follow(words, i + 2, rest):
                return 2 + len(rest), meaning
    return 1, alone


def _follow(words: Sequence[str], i: int, phrase: tuple[str, ...]) -> bool:
    """Whether the phrase stands at word i, a possessive ending aside."""
    if i + len(phrase) > len(words):
        return False
    for word, part in zip(words[i:], phrase, strict=False):
        if word != part and _bare(word) != part:
            return False
    return True


def _cased(tags: dict[str, Tag], printed: str) -> dict[str, Tag]:
    """The tags that are meant when printed like this: "US", not "us"; "may", not "May"."""
    printed = printed.removesuffix("'s").removesuffix("’s")
    return {k: tag for k, tag in tags.items() if tag.entry.get("case") in (None, printed)}


def _bare(word: str) -> str:
    """The word without a possessive ending."""
    return word.removesuffix("'s").removesuffix("'")


def _by_parts(word: str, known: dict[str, Phrases]) -> Phrases:
    """What a word means that the lexicon has not as it stands: "kyiv's", "shahed-type", "kh-9"."""
    if not word[0].isalnum():
        return _SIGN
    found = known.get(_bare(word)) if "'" in word else None
    if found is not None or "-" not in word or word.endswith("-bound"):
        return found or _PLAIN
    for part in word.split("-"):  # "shahed-type", "russian-made": the first known part
        found = known.get(part, _PLAIN)
        if "weapons" in found.alone or "actors" in found.alone:
            return replace(found, longer={}, is_alone=not found.cased)
    return _PLAIN
