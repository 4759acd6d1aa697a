"""Sentences of a text, as spans: one pass over stops and line ends, each judged on the spot."""

from __future__ import annotations

import re
from bisect import bisect_left
from functools import cache
from itertools import pairwise
from typing import TYPE_CHECKING

from analysis.extraction.lexicon import read_lexicon

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

# A run of stops with what closes after it (`done.” `), or a line's end, and the white space behind.
# The lookbehind makes each run start once, which keeps endless dots linear.
_CANDIDATE = re.compile(
    r"[.!?…\n\r\v\f\x85\u2028\u2029](?:"
    r"(?<=[.!?…])(?<![.!?…][.!?…])(?P<more>[.!?…]*+)(?P<close>[)\]}\"'”’»]*+)(?P<gap>\s++)"
    r"|(?<![.!?…])(?P<rest>\s*+))"
)
_LINE_END = re.compile(r"[\n\r\v\f\x85\u2028\u2029]")
_RARE_LINE_ENDS = "\r\v\f\x85\u2028\u2029"
_NEXT = re.compile(r"\s*+")
_FIRST_WORD = re.compile(r"\S*")
_WORD = re.compile(r"[^\W\d_]+")
_STOPS = ".!?…"
_OPENING = "“‘\"'«([—–-•*$€£"
# Not the "s" of "F-16s." or "Ukraine’s.".
_LAST_PIECE = re.compile(r"(?<![\w'’])[^\W\d_]+(?:\.[^\W\d_]+)*$")
_DOTTED = re.compile(r"(?:[^\W\d_]\.)*[^\W\d_]")
# `“Is it over?” Zelenskyy asked.` goes on after the quote.
_SPEECH = re.compile(r"(?:\S+ ){1,3}(?:said|says|asked|told|wrote|added)\b")
_LIST_MARK = re.compile(r"[-–—•*·∙]|\w{1,2}[.)]\s")
_WIDTHS = range(50, 101)
_FULL_LINES = 3
_LONGEST_ABBREVIATION = 12
# More than the longest sentences of real reports have (700 and 20); beyond it is no prose.
_LONGEST, _MOST_NUMBERS = 1500, 32


def find_sentences(text: str) -> list[tuple[int, int]]:
    """Spans of the sentences of `text`, in order, without the white space around them.

    A blank line ends a sentence, and a single line break too (titles, list items, captions), unless
    the next line goes on in lower case or the text is wrapped at a fixed width. In a wrapped text
    words in lower case go on even behind a blank line, which a page break leaves there.

    Args:
        text: Any text.

    Returns:
        (start, end) pairs, offsets in code points; `text[start:end]` is the sentence.

    >>> text = "Gen. Syrskyi held 450 sq. km. He said so."
    >>> [text[a:b] for a, b in find_sentences(text)]
    ['Gen. Syrskyi held 450 sq. km.', 'He said so.']
    """
    spans = []
    start = _NEXT.match(text).end()  # type: ignore[union-attr]
    for end, following in _breaks(text):
        if end > start:
            spans.append((start, end))
        start = following
    end = len(text.rstrip())
    if end > start:
        spans.append((start, end))
    return spans


def cut_endless(
    spans: Sequence[tuple[int, int]], numbers: Sequence[tuple[int, int]]
) -> list[tuple[int, int]]:
    """The sentences, those cut in pieces that are longer than prose has them.

    The steps look around in the sentence from each of its numbers, so this bounds their work.

    Args:
        spans: The sentences, in order.
        numbers: The spans of the numbers, in order; none is cut.
    """
    longest = max([end - start for start, end in spans], default=0)
    if longest <= _LONGEST and len(numbers) <= _MOST_NUMBERS:
        return list(spans)
    pieces = []
    starts = [number[0] for number in numbers]
    for start, end in spans:
        at = start
        if end - start <= _LONGEST and len(numbers) <= _MOST_NUMBERS:
            pieces.append((start, end))
            continue
        while (cut := _piece_end(at, numbers, starts)) < end:
            pieces.append((at, cut))
            at = cut
        pieces.append((at, end))
    return pieces


def _piece_end(at: int, numbers: Sequence[tuple[int, int]], starts: Sequence[int]) -> int:
    """Where a piece that begins at `at` has to end at the latest."""
    end = at + _LONGEST
    first = bisect_left(starts, at)
    if first + _MOST_NUMBERS < len(starts):
        end = min(end, max(at + 1, starts[first + _MOST_NUMBERS]))
    last = bisect_left(starts, end) - 1
    return max(end, numbers[last][1]) if last >= first else end


def _breaks(text: str) -> Iterator[tuple[int, int]]:
    """(end of a sentence, start of the next) pairs; white space may stand before the end."""
    width = _wrapped_at(text)
    for found in _CANDIDATE.finditer(text):
        start, following = found.span()
        if following == len(text):
            return
        if found.lastgroup == "rest":  # no stop
            if _line_ends(text, start, following, width):
                yield _stripped(text, start), following
            continue
        end = found.start("gap")
        ends = _surely_ends(text, start, end, following) or _stop_ends(text, found, following)
        if ends or (
            _LINE_END.search(text, end, following) and _line_ends(text, end, following, width)
        ):
            yield end, following


def _stripped(text: str, end: int) -> int:
    """`end`, moved left over white space."""
    while end and text[end - 1].isspace():
        end -= 1
    return end


def _wrapped_at(text: str) -> int:
    """The width at which the text is wrapped, 0 where its lines are paragraphs."""
    rare = any(map(text.__contains__, _RARE_LINE_ENDS))
    lines = map(str.strip, _LINE_END.split(text) if rare else text.split("\n"))
    inner = [len(line) for line, below in pairwise(lines) if line and below]
    width = max(inner, default=0)
    if width not in _WIDTHS or sum(length > 0.8 * width for length in inner) < _FULL_LINES:
        return 0
    return width


def _line_ends(text: str, end: int, following: int, width: int) -> bool:
    """Whether the white space between two lines parts sentences."""
    gap = text[end:following]
    if gap.count("\n") > 1 or len(_LINE_END.findall(gap.replace("\r\n", "\n"))) > 1:
        return not (width and text[following].islower() and _is_open(text, end))
    if _LIST_MARK.match(text, following):
        return True
    if text[following].islower():
        return False
    if not width or text[end - 1] in ".!?…":
        return True
    since = max(0, end - width)  # where no line begins behind it, the line is full
    start = max(text.rfind("\n", since, end), text.rfind("\r", since, end)) + 1
    first_word = _FIRST_WORD.match(text, following)
    return (end - start) + len(first_word.group()) < width  # type: ignore[union-attr]


def _is_open(text: str, end: int) -> bool:
    """Whether a line ends in the middle of a sentence: in a word, a number or a comma."""
    while end and text[end - 1].isspace():
        end -= 1
    return end > 0 and (text[end - 1].isalnum() or text[end - 1] in ",%")


def _surely_ends(text: str, start: int, end: int, following: int) -> bool:
    """Whether a full stop ends a sentence, as most do, quickly; _stop_ends judges the others.

    start is the stop, end stands behind what closes after it.
    """
    char = text[following]
    if text[start] != "." or not (char.isupper() or char in _OPENING):
        return False
    if end > start + 1:  # with a quotation mark or bracket
        return text[start + 1] not in _STOPS
    word = text[max(0, start - _LONGEST_ABBREVIATION) : start].rpartition(" ")[2]
    return len(word) > 1 and word.isalpha() and word.lower() not in _abbreviations()["any"]


def _stop_ends(text: str, found: re.Match[str], following: int) -> bool:
    """Whether a run of stops before white space ends a sentence."""
    char = text[following]
    if not (char.isupper() or char.isdigit() or char in _OPENING or not char.isascii()):
        return False
    if char.islower():
        return False
    stop = text[found.start()]
    if found["more"] or stop == "…":
        return "." not in found["more"] and stop != "…"
    if stop != ".":
        return not (found["close"] and _SPEECH.match(text, following, following + 60))
    return bool(found["close"]) or not _is_abbreviation(text, found.start(), following)


def _is_abbreviation(text: str, stop: int, following: int) -> bool:
    """Whether the word that ends at this stop is an abbreviation within a sentence."""
    before = text[max(0, stop - _LONGEST_ABBREVIATION) : stop].split()
    if not before or text[stop - 1].isspace():
        return False
    last, kinds = before[-1], _abbreviations()
    if last.isalpha() and len(last) > 1 and last.lower() not in kinds["any"]:
        return False  # most words, quickly
    piece = _LAST_PIECE.search(last)  # "Jan. 24-Nov" ends in a month
    word = piece.group().lower() if piece else ""
    if word in kinds["titles"]:
        return True
    if word in kinds["before_numbers"]:
        return text[following].isdigit()
    if word in kinds["within"] or _DOTTED.fullmatch(word):
        opener = _WORD.match(text, following)
        return opener is None or opener.group().lower() not in kinds["openers"]
    return False


@cache
def _abbreviations() -> dict[str, frozenset[str]]:
    """The entries of abbreviations.toml: name → words; "any" has those of all abbreviations."""
    tables = read_lexicon("abbreviations")
    kinds = {name: frozenset(table["words"]) for name, table in tables.items()}  # type: ignore[call-overload]
    return {**kinds, "any": kinds["titles"] | kinds["before_numbers"] | kinds["within"]}
