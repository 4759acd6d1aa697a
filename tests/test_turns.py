"""Whose words a text is: the labels of a transcript, speeches and statements of one person."""

from __future__ import annotations

from datetime import date

import pytest

from analysis.extraction.figures import read_figures


def _claimants(text: str) -> list[str | None]:
    """Who states each figure of a text, in order."""
    return [figure.attribution for figure in read_figures(text, date(2025, 3, 14))]


_TRANSCRIPTS = [
    (
        (
            "Remarks by President Lind on the Aid for Ukraine\n\nTHE PRESIDENT:  Thank you.\n\n"
            "We have sent Ukraine $650 million in weapons.\n\nQ    Why?\n\nTHE PRESIDENT:  "
            "Russia has occupied 20 percent of Ukraine."
        ),
        ["Lind", "Lind"],
    ),
    (
        (
            "Press call on loans\n\nMODERATOR:  Our speaker is Petro Vale.\n\nMR. VALE:  Thanks. "
            "Today we announce $20 million for Ukraine.\n\n"
            "Norway has pledged $30 million to Ukraine.\n\nQ    Has Russia killed 500 "
            "civilians in Ukraine?\n\n"
            "MR. VALE:  The UN says that 400 civilians were killed in Ukraine."
        ),
        ["Petro Vale", "Petro Vale", None, "UN"],
    ),
    (
        (
            "Background call\n\nSENIOR OFFICIAL:  Good evening.\n\nWe gave Ukraine $20 million.\n\n"
            "SENIOR OFFICIAL:  Sure."
        ),
        ["senior official"],
    ),
    (
        (
            "Debate on Ukraine\n\nThe Secretary of State for Defence (Ann Vale): I thank. "
            "Britain has given Ukraine £300 million.\n\nMs Jane Pell (Hull) (Con): Russia has lost "
            "200,000 soldiers.\n\nAnn Vale: Britain has given Ukraine £15 million for shells.\n\n"
            "Ms Jane Pell: Good."
        ),
        ["Ann Vale", "Jane Pell", "Ann Vale"],
    ),
    (
        (
            "Evening news\n\nANN LIND, UKRAINIAN MINISTER (through translator): Good evening.\n\n"
            "BAKER: And the aid?\n\nLIND: The United States gave us $500 million.\n\nBAKER: "
            "Ann Lind, Russia launched 500 drones at Ukraine last night."
        ),
        ["Ann Lind", "Baker"],
    ),
    (
        "Interview\n\nQuestion: And the aid?\n\nAnswer: Norway gave Ukraine $200 million.",
        [None],
    ),
]


@pytest.mark.parametrize(("text", "expected"), _TRANSCRIPTS)
def test_what_follows_a_label_is_stated_by_the_one_it_names(
    text: str, expected: list[str | None]
) -> None:
    assert _claimants(text) == expected


_SPEECHES = [
    ("Statement from President Ann Lind on Ukraine\n\nFor years ", "Ann Lind"),
    ("Statement by the Prime Minister on Ukraine\n\nFor years ", "Prime Minister"),
    ("Opening remarks by Foreign Secretary Petro Vale at the donors' table\n\n", "Petro Vale"),
    ("A letter of support\n\n", None),
    ("Joint statement by Ann Lind and Petro Vale\n\n", None),
    ("A speech draws criticism\n\n", None),
]


@pytest.mark.parametrize(("opening", "expected"), _SPEECHES)
def test_a_speech_is_stated_by_who_gives_it(opening: str, expected: str | None) -> None:
    text = f"{opening}we have helped.\n\nNo one did more.\n\nSpain gave Ukraine $200 million."
    assert _claimants(text) == [expected]


def test_a_speaker_who_refers_to_another_still_speaks() -> None:
    text = (
        "Remarks by Minister Ann Lind\n\nThank you.\n\nAs Petro Vale mentioned, last week we "
        "announced a package of $300 million for Ukraine."
    )
    assert _claimants(text) == ["Ann Lind"]


_NO_TRANSCRIPTS = [
    (
        "Live\n\nGovernor: Three people were killed in Kharkiv.\n\nKyiv: Talks go on.\n\nGovernor: "
        "Talks.\n\nKyiv: Talks.\n\nSpain gave Ukraine $200 million."
    ),
    (
        "War\n\nMORE: Talks go on\n\nRUSSIA'S ARSENAL: What it has\n\nMORE: Talks\n\n"
        "Spain gave Ukraine $200 million."
    ),
    (
        "Bill of the minister's speech\n\nWe all know the minister's speech.\n\nSpain gave Ukraine "
        "$200 million."
    ),
]


@pytest.mark.parametrize("text", _NO_TRANSCRIPTS)
def test_headings_and_places_before_a_colon_take_no_turns(text: str) -> None:
    assert _claimants(text)[-1] is None
