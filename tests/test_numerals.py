"""Numbers in digits and in words."""

from __future__ import annotations

import pytest

from analysis.errors import LexiconError
from analysis.extraction.numerals import check_words, find_numerals, read_words, trie
from analysis.extraction.view import plain


def read(text: str) -> list[tuple[float, str]]:
    return [(n.value, text[n.start : n.end]) for n in find_numerals(plain(text))]


# Developed on.
DIGITS = [
    ("123 drones", 123),
    ("1,000 sqkm", 1000),
    ("101,198,000,000", 101198000000),
    ("1\u00a0200 people", 1200),
    ("12\u202f345\u202f678", 12345678),
    ("15 000 soldiers", 15000),
    ("1'000", 1000),
    ("1,00,000", 100000),
    ("3.8", 3.8),
    ("1,463.78", 1463.78),
    ("60.8bn", 60.8e9),
    ("64.6 billion", 64.6e9),
    ("100k", 100e3),
    ("2\u00bd million", 2.5e6),
    ("3.8 thousand", 3800),
    ("$4.6\n    billion", 4.6e9),
    ("3 dozen", 36),
    ("1/5 of Ukraine", 20),
    ("1/16 of a mile", 0.0625),
]

WORDS = [
    ("Six", 6),
    ("twenty-one", 21),
    ("two hundred and six", 206),
    ("one hundred twenty-three", 123),
    ("one million two hundred thousand and five", 1200005),
    ("five hundred thousand", 500000),
    ("twenty-five hundred", 2500),
    ("half a million", 500000),
    ("half a dozen", 6),
    ("a quarter of a million", 250000),
    ("two and a half million", 2.5e6),
    ("three-and-a-half", 3.5),
    ("a hundred", 100),
    ("a dozen", 12),
    ("three dozen", 36),
    ("one-fifth", 20),
    ("three quarters", 75),
    ("a fifth", 20),
    ("half", 50),
]


@pytest.mark.parametrize(("text", "value"), DIGITS)
def test_digits_have_their_value(text: str, value: float) -> None:
    assert [value] == [found for found, _ in read(text)]


@pytest.mark.parametrize(("text", "value"), WORDS)
def test_words_have_their_value_and_whole_span(text: str, value: float) -> None:
    assert [(value, text)] == read(text)


def test_words_that_do_not_fit_are_two_numbers() -> None:
    assert read("five six thousand") == [(5.0, "five"), (6000.0, "six thousand")]


def test_and_joins_only_behind_a_hundred_or_more() -> None:
    assert [value for value, _ in read("two and three")] == [2.0, 3.0]


def test_a_magnitude_behind_a_paragraph_break_is_apart() -> None:
    assert [value for value, _ in read("5\n\nmillion")] == [5.0, 1e6]


def test_a_very_long_run_of_digits_is_no_number() -> None:
    assert read("1" * 100) == []


def test_trie_prefers_the_longest_word() -> None:
    assert trie(["six", "sixty", "sixteen"]) == "six(?:t(?:een|y))?"


def test_a_wrong_entry_is_named_by_file_table_and_key() -> None:
    with pytest.raises(LexiconError, match=r"numbers\.toml: \[months\] words must be"):
        check_words("lexicon/numbers.toml: [months]", {"words": ["may", 5]})


@pytest.mark.parametrize("file", ["numbers", "units", "qualifiers"])
def test_the_shipped_words_are_valid(file: str) -> None:
    assert read_words(file)
