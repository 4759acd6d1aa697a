"""A text that nobody cleaned: its figures are read through what cannot be seen."""

from __future__ import annotations

import re

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from analysis.extraction.figures import read_figures

CLEAN = "Title.\n\nUkraine shot down 71 of 123 Russian drones and took 1,294 sq km. So it said."
EXPECTED = [("intercepted", 71.0), ("launched", 123.0), ("gained", 1294.0)]
SIGNS = "\u00ad\u200b\u200c\u200d\u2060\ufeff"


@pytest.mark.parametrize(
    "text",
    [
        CLEAN.replace(" ", "\u00a0"),
        CLEAN.replace(" ", "\u2009"),
        CLEAN.replace(" ", " \u200b"),
        CLEAN.replace(" ", "\u2060 "),
        CLEAN.replace("1,294", "1\u202f294"),
        CLEAN.replace("Russian", "Rus\u00adsian").replace("drones", "dro\u00adnes"),
        CLEAN.replace("71", "7\u200b1"),
        CLEAN.replace("71", "\u200e71\u200f").replace("123", "\u2067123\u2069"),
        f"\u202a{CLEAN}\u202c",
    ],
    ids=[
        "no-break spaces",
        "thin spaces",
        "spaces without width",
        "joiners",
        "narrow space in a number",
        "soft hyphens",
        "space without width in a number",
        "marks of direction at numbers",
        "a text within marks of direction",
    ],
)
def test_figures_are_read_through_it(text: str) -> None:
    assert [(one.measure, one.value) for one in read_figures(text)] == EXPECTED


@given(st.lists(st.tuples(st.integers(0, len(CLEAN)), st.sampled_from(SIGNS)), max_size=9))
@settings(deadline=None, max_examples=100, derandomize=True)
def test_offsets_and_sentences_are_those_of_the_text(signs: list[tuple[int, str]]) -> None:
    text = CLEAN
    for at, sign in sorted(signs, reverse=True):
        text = text[:at] + sign + text[at:]
    figures = read_figures(text)
    phrases = [re.sub(f"[{SIGNS}]", "", text[one.start : one.end]) for one in figures]
    assert set(phrases) <= {"71", "123", "1,294 sq km", "1", "294 sq km"}
    assert [one for one in figures if one.sentence not in text] == []
