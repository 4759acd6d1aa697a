"""Date mentions: the lexicon's cases, offsets, contexts, and any text on any day."""

from __future__ import annotations

import tomllib
from datetime import date
from importlib.resources import files
from time import process_time
from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st

from analysis.extraction.date_rules import _levels
from analysis.extraction.dates import find_dates

if TYPE_CHECKING:
    from collections.abc import Callable

WEDNESDAY = date(2025, 2, 12)
LEXICON = tomllib.loads(
    (files("analysis.extraction") / "lexicon" / "dates.toml").read_text(encoding="utf-8")
)
CASES = [case for table in LEXICON.values() for case in table.get("cases", [])]
DATED = [case for case in CASES if len(case) == 4]
UNDATED = [case for case in CASES if len(case) == 2]
WORDS = sorted(word for table in LEXICON.values() for word in table["words"])


def resolved(
    text: str, published: date | None, context: date | None = None
) -> list[tuple[str, ...]]:
    return [
        (text[m.start : m.end], m.first.isoformat(), m.last.isoformat(), m.kind)
        for m in find_dates(text, published, context=context)
    ]


@pytest.mark.parametrize(("text", "published", "first", "last"), DATED, ids=str)
def test_lexicon_case_is_resolved(
    text: str, published: date | None, first: date, last: date
) -> None:
    assert [(m.first, m.last) for m in find_dates(text, published)] == [(first, last)]


@pytest.mark.parametrize(("text", "published"), UNDATED, ids=str)
def test_lexicon_reject_holds_no_date(text: str, published: date | None) -> None:
    assert find_dates(text, published) == []


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("He spoke on Tuesday.", [("Tuesday", "2025-02-11", "2025-02-11", "day")]),
        ("Tuesday’s attack", [("Tuesday", "2025-02-11", "2025-02-11", "day")]),
        ("It fell overnight.", [("overnight", "2025-02-12", "2025-02-12", "night")]),
        ("last week", [("last week", "2025-02-03", "2025-02-09", "week")]),
        ("in January", [("January", "2025-01-01", "2025-01-31", "month")]),
        ("in the third quarter", [("third quarter", "2024-07-01", "2024-09-30", "quarter")]),
        ("this winter", [("this winter", "2024-12-01", "2025-02-12", "season")]),
        ("in 2024", [("2024", "2024-01-01", "2024-12-31", "year")]),
        ("since 2014", [("since 2014", "2014-01-01", "2025-02-12", "since")]),
        ("by the end of 2024", [("by the end of 2024", "2024-12-31", "2024-12-31", "until")]),
        ("during the war", [("during the war", "2022-02-24", "2025-02-12", "war")]),
        ("a day earlier", [("a day earlier", "2025-02-11", "2025-02-11", "relative_day")]),
        ("on 3-9 February", [("3-9 February", "2025-02-03", "2025-02-09", "period")]),
    ],
)
def test_kind_says_what_the_words_name(text: str, expected: list[tuple[str, ...]]) -> None:
    assert resolved(text, WEDNESDAY) == expected


@pytest.mark.parametrize(
    ("text", "published", "expected"),
    [
        ("12.02.2025", None, [("12.02.2025", "2025-02-12", "2025-02-12", "day")]),
        ("13/02/2025", None, [("13/02/2025", "2025-02-13", "2025-02-13", "day")]),
        ("02/13/2025", None, [("02/13/2025", "2025-02-13", "2025-02-13", "day")]),
        ("04/02/2026", None, []),
        ("2025-02-30", None, []),
        (
            "in May and June 2024",
            None,
            [("May and June 2024", "2024-05-01", "2024-06-30", "period")],
        ),
        (
            "on Wednesday, in June and since 2014",
            None,
            [("since 2014", "2014-01-01", "2014-12-31", "since")],
        ),
    ],
)
def test_without_publication_day_only_dates_with_a_year_are_found(
    text: str, published: date | None, expected: list[tuple[str, ...]]
) -> None:
    assert resolved(text, published) == expected


@pytest.mark.parametrize(
    ("text", "published", "expected"),
    [
        ("from November to January", WEDNESDAY, ("2024-11-01", "2025-01-31")),
        ("Dec. 28 - Jan. 3", WEDNESDAY, ("2024-12-28", "2025-01-03")),
        ("from Jan. 24-Nov. 20, 2022", WEDNESDAY, ("2022-01-24", "2022-11-20")),
        ("between 28 April and 3 May 2024", WEDNESDAY, ("2024-04-28", "2024-05-03")),
        ("from Sunday to Tuesday", WEDNESDAY, ("2025-02-09", "2025-02-11")),
        ("between Friday and Monday", WEDNESDAY, ("2025-02-07", "2025-02-10")),
        ("on February 29", WEDNESDAY, ("2024-02-29", "2024-02-29")),
        ("the night from 9 to 10 February", WEDNESDAY, ("2025-02-09", "2025-02-10")),
        ("in the second half of last year", WEDNESDAY, ("2024-07-01", "2024-12-31")),
        ("in the second half of the month", date(2025, 4, 1), ("2025-03-16", "2025-03-31")),
        ("until mid-July", date(2022, 6, 16), ("2022-07-21", "2022-07-21")),
        ("until November", date(2025, 4, 1), ("2024-11-30", "2024-11-30")),
        ("this December", date(2024, 10, 23), ("2024-12-01", "2024-12-31")),
        ("late last weekend", date(2022, 11, 28), ("2022-11-27", "2022-11-27")),
        ("since Russia first invaded Ukraine in 2014", WEDNESDAY, ("2014-01-01", "2025-02-12")),
        ("since last year’s invasion", date(2023, 5, 16), ("2022-02-24", "2023-05-16")),
        ("the same day last year", WEDNESDAY, ("2024-02-12", "2024-02-12")),
        ("two and a half years ago", WEDNESDAY, ("2023-01-01", "2023-12-31")),
        ("since troops were sent in June 2023", WEDNESDAY, ("2023-06-01", "2025-02-12")),
        ("on Feb. 10, 11 and 12", WEDNESDAY, ("2025-02-10", "2025-02-12")),
        ("in 2022, 2023 and 2024", WEDNESDAY, ("2022-01-01", "2024-12-31")),
        ("in winter 2022-2023", WEDNESDAY, ("2022-12-01", "2023-02-28")),
        ("this past summer", WEDNESDAY, ("2024-06-01", "2024-08-31")),
        ("for fiscal year 2025", WEDNESDAY, ("2025-01-01", "2025-12-31")),
        ("late Monday night", WEDNESDAY, ("2025-02-10", "2025-02-10")),
        ("the last quarter of 2024", WEDNESDAY, ("2024-10-01", "2024-12-31")),
        (
            "From 20:00 on 11 February until 08:00 on 12 February",
            WEDNESDAY,
            ("2025-02-11", "2025-02-12"),
        ),
        ("a few days ago", WEDNESDAY, ("2025-02-06", "2025-02-10")),
    ],
)
def test_joined_and_open_periods(
    text: str, published: date | None, expected: tuple[str, str]
) -> None:
    found = find_dates(text, published)
    assert [(m.first.isoformat(), m.last.isoformat()) for m in found] == [expected]


@pytest.mark.parametrize(
    "text",
    [
        "over 2024 drones were downed",
        "a total of 2024 drones",
        "an Su-2025 and a Mirage 2000",
        "in the 1990s",
        "at Mar-a-Lago",
        "on Sundays",
        "Theresa May said",
        "12-02-2025",
    ],
)
def test_numbers_and_names_are_no_dates(text: str) -> None:
    assert find_dates(text, WEDNESDAY) == []


def test_relative_words_count_from_the_day_named_before() -> None:
    text = "On Friday it struck, and two days earlier it had struck too."
    assert resolved(text, WEDNESDAY)[1][1] == "2025-02-05"


def test_relative_words_count_from_the_context_given() -> None:
    assert resolved("That night", WEDNESDAY, date(2025, 2, 7))[0][1] == "2025-02-07"


def test_words_that_need_a_context_give_nothing_without() -> None:
    assert resolved("That night", WEDNESDAY) == []


def test_no_rule_has_groups_of_its_own() -> None:
    """The groups of a level's pattern count its rules."""
    assert [level.pattern.groups for level in _levels()] == [
        len(level.readings) for level in _levels()
    ]


def test_offset_is_added() -> None:
    assert [(m.start, m.end) for m in find_dates("on Tuesday", WEDNESDAY, offset=100)] == [
        (103, 110)
    ]


def check(text: str, published: date | None) -> None:
    """Offsets are true, mentions are in order, none overlaps, no period ends before it begins."""
    at = 0
    for mention in find_dates(text, published):
        assert at <= mention.start < mention.end <= len(text)
        assert mention.first <= mention.last
        at = mention.end


DAYS = st.none() | st.dates() | st.sampled_from([date.min, date.max, date(2024, 2, 29)])


@given(st.text(), DAYS)
def test_any_text_on_any_day(text: str, published: date | None) -> None:
    check(text, published)


@given(
    st.lists(
        st.sampled_from([*WORDS, "2024", "12", "31", "29", "-", ",", "(", ")", "km", "19:00"])
    ),
    st.sampled_from([" ", " ", "\u00a0", "\n", "-"]),
    DAYS,
    st.sampled_from([str.title, str.lower, str.upper]),
)
def test_any_words_of_time_on_any_day(
    words: list[str], glue: str, published: date | None, case: Callable[[str], str]
) -> None:
    check(case(glue.join(words)), published)


@pytest.mark.slow
@pytest.mark.parametrize(
    "part",
    [
        "1",
        "1, ",
        "2024 ",
        "2024, ",
        "since ",
        "May ",
        "on Friday, ",
        "first of the ",
        "-",
        "'s",
        "12:",
    ],
)
def test_time_grows_with_the_length_alone(part: str) -> None:
    def seconds(count: int) -> float:
        return min(_timed("May " + part * count) for _ in range(3))

    # Four times the text: four times the work, sixteen times were it squared.
    assert seconds(8_000) < 12 * seconds(2_000) + 0.02


def _timed(text: str) -> float:
    begin = process_time()
    check(text, WEDNESDAY)
    return process_time() - begin
