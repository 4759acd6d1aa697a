"""Sentences: where a text must be cut, where it must not, and any text at all."""

from __future__ import annotations

import tomllib
from importlib.resources import files
from time import process_time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from analysis.extraction.sentences import cut_endless, find_sentences

EXAMPLES = [
    example
    for table in tomllib.loads(
        (files("analysis.extraction") / "lexicon" / "abbreviations.toml").read_text("utf-8")
    ).values()
    for example in table["examples"]
]


def sentences(text: str) -> list[str]:
    return [text[start:end] for start, end in find_sentences(text)]


@pytest.mark.parametrize(
    "text",
    [
        "About 450 sq. km of land was held.",
        "The U.S. Defence Secretary left the U.S. Capitol.",
        "Gen. Syrskyi met Lt. Col. Smith and Sen. Graham.",
        "On Aug. 6 it fell, on Sept. 27, 2024, it rose.",
        "From Jan. 24-Nov. 20, 2022, it rose.",
        "Unit No. 2 was shut at 8 a.m. Kyiv time.",
        "Allies, e.g. Norway, i.e. Oslo, paid.",
        "George W. Bush and J. K. Rowling spoke.",
        "Raytheon Inc. Patriot units cost 1.5 billion, or $3.8bn.",
        "“It is done,” he said.",
        "“Is it over?” Zelenskyy asked.",
        "“Stop!” he said.",
        "We ... We go on… Then stop.",
        "It cost $60.8\nbillion to build.",
        "The strike hit Kyiv at 5 p.m. Friday.",
        "He lives in Washington, D.C. Mayor Bowser does too.",
    ],
)
def test_one_sentence_stays_whole(text: str) -> None:
    assert sentences(text) == [text]


@pytest.mark.parametrize(
    "text",
    [
        "It shot down six, the air force said.|Out of 123 drones, 71 fell.",
        "The total was put at $65 billion US.|Hegseth left.",
        "It came from the U.S.|It was late.",
        "It began in Sept.|The end came soon.",
        "It ended at 8 p.m.|The sirens fell silent.",
        "“It is done.”|He left.",
        "He left. |“We go on,” she said.".replace(" |", "|"),
        "Did it fall?|Yes.|It did!|123 drones came.",
        "It held 450 sq. km.|The rest was lost.",
        "He answered: No.|He left.",
        "Pilots flew F-16s.|Russia fired.",
        "The land is Ukraine’s.|Russia left.",
        "It grew by 4.|Then it fell.",
        "It fell (on Tuesday.)|Then it rose.",
    ],
)
def test_sentences_are_parted(text: str) -> None:
    assert sentences(text.replace("|", " ")) == text.split("|")


@pytest.mark.parametrize(
    "text",
    [
        "Russia fires 122 missiles\n\nIt was overnight",
        "Title without a stop\nThe text begins here.\nA caption by Reuters",
        "- one drone\n- two missiles\n- three bombs",
        "1. first\n2. second",
        "Date:\n\n\nThe Kremlin spoke\r\n\r\nand so on",
        "The amount is $60.8\n\nbillion",
    ],
)
def test_lines_that_stand_alone_are_sentences(text: str) -> None:
    assert sentences(text) == [line for line in text.splitlines() if line.strip()]


@pytest.mark.parametrize("example", EXAMPLES)
def test_lexicon_example_is_cut_at_its_bars_only(example: str) -> None:
    assert sentences(example.replace(" | ", " ")) == example.split(" | ")


WRAPPED = """\
The United States has devoted more than $3.2 billion in aid to
Ukraine, and nearly $1.5 billion to help the recovery of its
Ministry of Energy and other bodies, officials said. At least
30 countries gave as well."""


def test_wrapped_paragraph_is_cut_at_stops_only() -> None:
    assert [s.replace("\n", " ")[-13:] for s in sentences(WRAPPED)] == [
        "ficials said.",
        "gave as well.",
    ]


def test_wrapped_sentence_goes_on_behind_a_stray_blank_line() -> None:
    text = f"{WRAPPED}\n\nNorway hopes to give\n\nup to $10 billion of it.\n\nDenmark\n\nToo"
    assert [" ".join(s.split()) for s in sentences(text)][2:] == [
        "Norway hopes to give up to $10 billion of it.",
        "Denmark",
        "Too",
    ]


def test_white_space_around_is_left_out() -> None:
    assert find_sentences("  \n One.  Two. \n") == [(4, 8), (10, 14)]


@pytest.mark.parametrize("text", ["", " ", "\n\n", "\u00a0"])
def test_blank_text_has_none(text: str) -> None:
    assert find_sentences(text) == []


def check(text: str) -> None:
    """Spans are in order and not blank, have no outer white space, and hold all words."""
    spans = find_sentences(text)
    at = 0
    for start, end in spans:
        assert at <= start < end
        assert text[start:end] == text[start:end].strip()
        assert not text[at:start].strip()
        at = end
    assert not text[at:].strip()


@given(st.text())
def test_any_text(text: str) -> None:
    check(text)


@given(st.text(alphabet="aA1.!?…“”\"'() \n\r\t-–U.S.", max_size=80))
def test_any_punctuation(text: str) -> None:
    check(text)


@pytest.mark.slow
@pytest.mark.parametrize(
    "part", [".", ". ", "\n", " ", "U.S. ", "a\n", "A\n", ".)", "…”", "\r\n", "1.\n"]
)
def test_time_grows_with_the_length_alone(part: str) -> None:
    def seconds(count: int) -> float:
        text = part * count
        return min(_timed(text) for _ in range(3))

    # Four times the text: four times the work, sixteen times were it squared.
    assert seconds(40_000) < 12 * seconds(10_000) + 0.02


def _timed(text: str) -> float:
    begin = process_time()
    find_sentences(text)
    return process_time() - begin


def test_endless_sentence_is_cut_between_numbers() -> None:
    text = "12 " * 120
    numbers = [(3 * k, 3 * k + 2) for k in range(120)]
    assert cut_endless([(0, len(text))], numbers) == [(0, 96), (96, 192), (192, 288), (288, 360)]


def test_endless_sentence_without_numbers_is_cut_by_length() -> None:
    assert cut_endless([(0, 3200)], []) == [(0, 1500), (1500, 3000), (3000, 3200)]


def test_number_at_the_cut_stays_whole() -> None:
    assert cut_endless([(0, 1600)], [(1499, 1503)]) == [(0, 1503), (1503, 1600)]


def test_sentences_of_prose_are_not_cut() -> None:
    assert cut_endless([(0, 700), (701, 1400)], [(5, 6)]) == [(0, 700), (701, 1400)]
