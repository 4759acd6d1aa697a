"""Who states a figure: people behind what they know, letters, titles without a name, givers."""

from __future__ import annotations

from datetime import date

import pytest

from analysis.extraction.figures import read_figures


def _claimants(text: str) -> list[str | None]:
    """Who states each figure of a text, in order."""
    return [figure.attribution for figure in read_figures(text, date(2025, 3, 14))]


_SPEAKERS = [
    (
        "Russia took 634 sq km in July, AFP reported after an analysis of data from DeepState.",
        "AFP",
    ),
    ("Russia took 634 sq km in July, AFP reported, citing DeepState.", "DeepState"),
    (
        "Crews downed 81 drones overnight, the Russian Defence Ministry states.",
        "Russian Defence Ministry",
    ),
    (
        "Two volunteers were killed in Ukraine, officials and family members said.",
        "officials and family members",
    ),
    ("Oslo gave Kyiv $5 million, three senior officials and two sources said.", "sources"),
    (
        "Oslo gave Kyiv $5m, according to three senior officials and two sources close to it.",
        "senior officials",
    ),
    ("Oslo gave Kyiv $5 million, two sources familiar with the matter told the paper.", "sources"),
    ("Oslo gave Kyiv $5 million, according to a person briefed on the matter.", "person briefed"),
    ("Oslo gave Kyiv $5 million, two people close to the talks said.", "people close"),
    (
        "Novatech sent a letter to the ministry claiming it gave Ukraine $5 million in aid.",
        "Novatech",
    ),
    ("The air force posted a message on Telegram saying 40 drones were shot down.", "air force"),
    (
        "The paper quoted a fellow fighter who said two men were killed near Kharkiv.",
        "fellow fighter",
    ),
    ("Norway said it would give Ukraine $5 million, minister Ann Vale told reporters.", "Ann Vale"),
    (
        "Russia said it had shot down 30 drones, according to the defence ministry.",
        "defence ministry",
    ),
    ("The Norwegian prime minister pledged $5 million to Ukraine.", "Norwegian prime minister"),
]


@pytest.mark.parametrize(("text", "expected"), _SPEAKERS)
def test_speakers_are_known(text: str, expected: str) -> None:
    assert _claimants(text) == [expected]


_NOBODY = [
    "President Ann Vale signed a $5 million aid package for Ukraine.",
    "President Ann Vale approved $5 million in aid for Ukraine.",
    "Norway gave Ukraine $3 million as part of a $5 million military aid package announced in May.",
    "The EU, responding to Kyiv's plea, gave Ukraine 5 million euros.",
    "European Union states have given Ukraine 5 billion euros.",
]


@pytest.mark.parametrize("text", _NOBODY)
def test_a_deed_of_aid_is_nobodys_word(text: str) -> None:
    assert set(_claimants(text)) == {None}


_TITLES = [
    (
        "Prime Minister Petro Vale met donors.",
        "Spain's new prime minister pledged $5m to Ukraine.",
        "Petro Vale",
    ),
    (
        "Spanish Prime Minister Petro Vale met donors.",
        "Spain's prime minister pledged $5m to Ukraine.",
        "Petro Vale",
    ),
    (
        "Petro Vale, the prime minister of Spain, met donors.",
        "The prime minister pledged $5m to Ukraine.",
        "Petro Vale",
    ),
    (
        "Polish Prime Minister Petro Vale met donors.",
        "Spain's prime minister pledged $5m to Ukraine.",
        "Spain's prime minister",
    ),
    (
        "Deputy Finance Minister Petro Vale met donors.",
        "The finance minister pledged $5m to Ukraine.",
        "finance minister",
    ),
    (
        "Defence Minister Petro Vale met donors.",
        "The finance minister pledged $5m to Ukraine.",
        "finance minister",
    ),
    (
        "The governor of Luhansk, Petro Vale, met donors.",
        "The governor of Sumy said two people were killed.",
        "governor of Sumy",
    ),
]


@pytest.mark.parametrize(("before", "text", "expected"), _TITLES)
def test_a_title_is_the_persons_who_has_it(before: str, text: str, expected: str) -> None:
    assert _claimants(f"Aid for Ukraine\n\n{before} {text}") == [expected]


def test_a_president_is_the_head_of_state_named_before() -> None:
    text = "Volodymyr Zelensky met envoys. The Ukrainian president said 12 soldiers were killed."
    assert _claimants(text) == ["Volodymyr Zelensky"]


def test_a_relative_clause_has_its_own_source() -> None:
    text = (
        "Ann Vale said they held off the Russian army, which captured 12 square kilometers of "
        "Ukraine, according to the Institute for Maps."
    )
    assert _claimants(text) == ["Institute for Maps"]


_REPORTS = [
    (
        "Petro Vale said Oslo gave Ukraine $5m.",
        "In May the European Union gave it 3 million euros.",
        None,
    ),
    ("According to the Open Library, Oslo gave Ukraine $5m.", "Spain gave it $3m.", "Open Library"),
    ("The Kiel Institute said Oslo gave Ukraine $5m.", "Spain gave it $3m.", "Kiel Institute"),
    ("The ministry said Oslo gave Ukraine $5m.", "Of that, $3m came from Spain.", "ministry"),
]


@pytest.mark.parametrize(("before", "text", "expected"), _REPORTS)
def test_a_report_of_aid_ends_at_another_giver(
    before: str, text: str, expected: str | None
) -> None:
    assert _claimants(f"{before} {text}")[-1] == expected


def test_a_quotation_is_not_of_who_speaks_behind_it() -> None:
    text = (
        '"It is bad. Around 12 soldiers were killed. And more are missing," Ann Vale said in an '
        "interview which was read out. Petro Bondar met envoys, a source said."
    )
    assert _claimants(text) == ["Ann Vale"]
