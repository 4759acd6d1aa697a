"""Any text: no crash, true offsets, and time in proportion to length."""

from __future__ import annotations

import sys
from datetime import date
from math import isclose
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from analysis.articles import read_articles
from analysis.explanation import explain
from analysis.extraction.document import Document
from analysis.extraction.figures import read_figures
from analysis.extraction.lexicon import phrases
from analysis.extraction.numerals import read_words
from analysis.extraction.quantities import read_quantities

if TYPE_CHECKING:
    from collections.abc import Callable
    from types import FrameType

    from analysis.extraction.figures import Figure

TEXTS = [one.text for one in read_articles(Path(__file__).resolve().parents[1] / "data/articles")]
DAY = date(2025, 2, 12)
# A weapon counted as one ("a missile"), and none of a number named before.
SAID_WITHOUT_NUMBER = {"a", "an", "none", "neither", "no", "not one", "any"}
ROOM = 2.6  # doubling a text may cost this much more, where exactly twice is the aim
examples = settings(deadline=None, max_examples=150, derandomize=True)


def _words() -> list[str]:
    """Every word that the steps know, with numbers and signs between them."""
    numbers = [word for table in read_words("numbers").values() for word in table.get("words", ())]
    signs = [*".,;:()[]“”\"'’-–—%$€£\n½…", "\n\n", "\u00a0"]
    digits = ["1", "71", "123", "1,000", "3.8", "65 billion", "2025", "12", "at least", "one of"]
    return [*phrases(), *numbers, *signs * 8, *digits * 20]


def wrong_offsets(text: str) -> list[str]:
    """The figures whose span is not the number phrase that their value was read from."""
    figures = read_figures(text, DAY)
    return [f"{figure}" for figure in figures if not _is_number_phrase(text, figure)]


def _is_number_phrase(text: str, figure: Figure) -> bool:
    phrase = text[figure.start : figure.end]
    if phrase.lower() in SAID_WITHOUT_NUMBER:
        return True
    # "A fifth" is a number before "of" only, and "50 and 70" a range behind "between" only;
    # "$2 and $3 billion" share their magnitude.
    read = read_quantities(phrase) or read_quantities(f"{phrase} of Ukraine")
    ends = [end for one in read for end in (one.value, one.low or 0.0)]
    values = [end * scale for end in ends for scale in (1, 1e3, 1e6, 1e9, 1e12)]
    stated = figure.low if figure.qualifier == "range" else figure.value
    return phrase in figure.sentence and any(isclose(stated or 0.0, value) for value in values)


@given(st.text(alphabet=st.characters(exclude_categories=()), max_size=300))
@examples
def test_any_characters_are_read(text: str) -> None:
    assert wrong_offsets(text) == []


@given(st.lists(st.sampled_from(_words()), max_size=60))
@examples
def test_any_words_are_read(words: list[str]) -> None:
    assert wrong_offsets(" ".join(words)) == []


@given(st.lists(st.sampled_from(_words()), max_size=40))
@examples
def test_any_words_are_explained(words: list[str]) -> None:
    text = " ".join(words)
    assert [text[one.start : one.end] for one in explain(text).readings] == [
        one.stated for one in explain(text).readings
    ]


def _drop_spaces(text: str) -> str:
    return "".join(c for at, c in enumerate(text) if c != " " or at % 7)


MUTATIONS: dict[str, Callable[[str], str]] = {
    "upper case": str.upper,
    "lower case": str.lower,
    "title case": str.title,
    "some spaces dropped": _drop_spaces,
    "no spaces": lambda text: text.replace(" ", ""),
    "no-break spaces": lambda text: text.replace(" ", "\u00a0"),
    "straight quotes": lambda text: text.translate(str.maketrans("“”‘’", "\"\"''")),
    "curly quotes": lambda text: text.replace('"', "”").replace("'", "’"),
    "long dashes": lambda text: text.replace("-", "\u2014").replace("–", "\u2014"),
    "short dashes": lambda text: text.replace("–", "-").replace("—", "-"),
    "lines doubled": lambda text: text.replace("\n", "\n\n"),
    "each line twice": lambda text: "\n".join(f"{line}\n{line}" for line in text.split("\n")),
    "one line": lambda text: " ".join(text.split()),
    "no stops": lambda text: text.replace(".", ""),
    "Windows lines": lambda text: text.replace("\n", "\r\n"),
    "a word a line": lambda text: "\n".join(text.split()),
    "accents in it": lambda text: text.replace("e", "e\u0301"),
    "backwards": lambda text: text[::-1],
    "words backwards": lambda text: " ".join(reversed(text.split(" "))),
    "commas for stops": lambda text: text.replace(". ", ", "),
}


def test_offsets_of_articles_are_true() -> None:
    assert [wrong for text in TEXTS for wrong in wrong_offsets(text)] == []


@pytest.mark.parametrize("change", MUTATIONS.values(), ids=MUTATIONS.keys())
def test_changed_articles_are_read(change: Callable[[str], str]) -> None:
    assert [wrong for text in TEXTS[::8] for wrong in wrong_offsets(change(text))] == []


# What repeats, and how often in the smaller text; the sizes keep each case under a second.
HOSTILE = {
    "figures without a space": ("1,", 400),
    "figures": ("1 ", 400),
    "figures a line each": ("1\n", 400),
    "one of": ("one of ", 400),
    "number words": ("two hundred and ", 400),
    "ranges": ("1 to ", 400),
    "conversions": ("$1 billion (€2 billion) ", 300),
    "brackets with numbers": ("(1 ", 400),
    "drones without a stop": ("71 drones, ", 200),
    "parts of parts": ("2 drones, including ", 200),
    "victims without a stop": ("2 people were killed, ", 130),
    "losses": ("killed 2 and ", 130),
    "land": ("took 2 sq km in ", 200),
    "sums": ("pledged $1 billion to ", 250),
    "dates": ("on 12 February 2025 ", 500),
    "days of one month": ("February 1, 2, 3, ", 300),
    "one paragraph": ("It shot down 71 of 123 drones. ", 120),
    "dated paragraph": ("On Monday it shot down 71 of 123 drones. ", 120),
    "quotations": ("“We shot down 2 drones,” he said. ", 300),
    "an open quotation": ("“We shot down 2 drones. ", 120),
    "who says": ("he said she said ", 1000),
    "names": ("Ivan Petrov Smith ", 1000),
    "labels": ("It shot down 2 drones. Total: 2. ", 120),
    "places": ("in Kyiv, 2 drones in ", 150),
    "a line without a stop": ("the city held a council about 2 roads and more ", 300),
}


def _speakers(count: int) -> str:
    return "".join(
        f"Colonel Ivan Ab{k}c said Ukraine downed {k:,} drones. " for k in range(1, count + 1)
    )


def _calls(text: str) -> int:
    """How many calls of Python and C functions it takes to read the text."""
    count = 0

    def profiler(frame: FrameType, event: str, argument: object) -> None:
        nonlocal count
        count += 1

    sys.setprofile(profiler)
    try:
        read_figures(text, DAY)
    finally:
        sys.setprofile(None)
    return count


@pytest.mark.slow
@pytest.mark.parametrize(("unit", "times"), HOSTILE.values(), ids=HOSTILE.keys())
def test_work_doubles_with_the_text(unit: str, times: int) -> None:
    read_figures("Ukraine shot down 2 drones.", DAY)
    assert _calls("Ukraine " + unit * times * 2) < ROOM * _calls("Ukraine " + unit * times)


@pytest.mark.slow
def test_work_doubles_with_the_speakers() -> None:
    read_figures("Ukraine shot down 2 drones.", DAY)
    assert _calls(_speakers(400)) < ROOM * _calls(_speakers(200))


def test_start_of_a_paragraph_is_looked_for_as_far_back_as_prose_goes() -> None:
    document = Document("Ukraine " + "shot down 2 drones. " * 2000, DAY)
    assert document.spans[-1][0] - document.paragraph(len(document.spans) - 1) == 10_000


@pytest.mark.slow
def test_work_doubles_with_the_article() -> None:
    text = max(TEXTS, key=len)
    assert _calls("\n\n".join([text] * 8)) < ROOM * _calls("\n\n".join([text] * 4))


@pytest.mark.parametrize(
    "unit", ["1", ",", ".", "(", "[", "“", "-", " ", "\n", "x", "ab ", "é", "%"]
)
def test_megabyte_of_one_sign_is_read(unit: str) -> None:
    text = "Ukraine " + unit * (1_000_000 // len(unit))
    assert wrong_offsets(text) == []


@pytest.mark.slow
def test_ten_thousand_speakers_are_read() -> None:
    assert len(read_figures(_speakers(10_000), DAY)) == 10_000


def test_sentences_that_are_read_anew_give_the_same(monkeypatch: pytest.MonkeyPatch) -> None:
    held = [read_figures(text, DAY) for text in TEXTS]
    monkeypatch.setattr("analysis.extraction.document._MOST_HELD", 2)
    assert [read_figures(text, DAY) for text in TEXTS] == held
