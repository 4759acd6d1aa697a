"""What `explain` tells of the numbers of a text."""

from __future__ import annotations

import pytest

import analysis
from analysis.errors import TableError


def test_day_may_be_text() -> None:
    told = analysis.explain("Russia fired 70 drones on Tuesday.", published="2025-02-13")
    ((figure,),) = (reading.figures for reading in told.readings)
    assert str(figure.date_start) == "2025-02-11"


def test_day_that_is_none_is_refused() -> None:
    with pytest.raises(TableError, match="give a day as YYYY-MM-DD"):
        analysis.explain("Russia fired 70 drones.", published="yesterday")


@pytest.mark.parametrize(
    ("text", "words"),
    [
        (
            "Germany pledged at least €5.25 billion to Ukraine.",
            "pledged more than 5,250,000,000 EUR",
        ),
        ("Russia lost 1,096,430 soldiers.", "casualties 1,096,430 "),
        ("Russian troops took 0.79% of Ukraine.", "gained 0.79 percent"),
        ("Russia fired 40 to 45 drones at Odesa.", "launched 40 to 45 drone"),
    ],
)
def test_number_is_printed_in_full(text: str, words: str) -> None:
    assert words in str(analysis.explain(text))
