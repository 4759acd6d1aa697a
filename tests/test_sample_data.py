"""The sample articles and the annotated ones that the project ships, checked as data."""

from __future__ import annotations

import datetime as dt
import json
from pathlib import Path
from typing import Any

import pytest

from analysis.articles import Article, read_article

DATA = Path(__file__).resolve().parent.parent / "data"
# A person may have put articles of their own beside ours; those are none of these tests' business.
ARTICLE_FILES = sorted(
    path
    for path in (DATA / "articles").glob("*.md")
    if "\nwritten_for: analysis\n" in path.read_text(encoding="utf-8", errors="replace")
)
GOLD_FILES = sorted((DATA / "gold").glob("*.json"))
WITHOUT_FRONT_MATTER = DATA / "articles" / "saved-without-metadata.txt"

MEASURES = {
    "strikes": {"launched", "intercepted", "suppressed", "hit"},
    "territory": {"controlled", "gained", "lost"},
    "aid": {"pledged", "delivered", "requested"},
    "casualties": {"killed", "injured", "missing", "captured", "casualties"},
}
# What the words of each qualifier commit to, as (low, high): the value itself, or open.
BOUNDS = {
    "exact": (True, True),
    "more_than": (True, False),
    "less_than": (False, True),
    "approx": (False, False),
}

articles = pytest.mark.parametrize("path", ARTICLE_FILES, ids=lambda path: path.stem)
gold = pytest.mark.parametrize("path", GOLD_FILES, ids=lambda path: path.stem)


@pytest.fixture
def article(path: Path) -> Article:
    return read_article(path)


@pytest.fixture
def annotated(path: Path) -> Any:  # noqa: ANN401 -- JSON as it comes
    return json.loads(path.read_text(encoding="utf-8"))


@pytest.fixture
def text(path: Path) -> str:
    return path.with_suffix(".txt").read_text(encoding="utf-8")


def test_there_are_at_least_sixty_articles() -> None:
    assert len(ARTICLE_FILES) >= 60


def test_there_are_at_least_fourteen_annotated_articles() -> None:
    assert len(GOLD_FILES) >= 14


def test_at_least_two_articles_have_no_date() -> None:
    undated = [path for path in ARTICLE_FILES if read_article(path).published is None]

    assert [*undated, WITHOUT_FRONT_MATTER] == [
        DATA / "articles" / "undated-briefing-kursk.md",
        WITHOUT_FRONT_MATTER,
    ]


def test_articles_are_spread_over_the_years_2022_to_2026() -> None:
    days = (read_article(path).published for path in ARTICLE_FILES)

    assert {day.year for day in days if day} == {2022, 2023, 2024, 2025, 2026}


def test_no_two_articles_share_a_title() -> None:
    titles = [read_article(path).title for path in ARTICLE_FILES]

    assert len(titles) == len(set(titles))


@articles
def test_article_says_that_its_figures_are_real_and_its_prose_ours(article: Article) -> None:
    expected = "Written for this project; the figures are real claims, the prose is ours."

    assert article.metadata["note"] == expected


@articles
def test_article_has_a_title(article: Article) -> None:
    assert article.title


@articles
def test_article_pretends_to_be_of_no_real_outlet(article: Article) -> None:
    assert str(article.outlet).startswith("analysis sample desk")


@articles
def test_article_names_the_web_addresses_of_its_facts(article: Article) -> None:
    sources = article.metadata["sources"]

    assert isinstance(sources, list)
    assert [source for source in sources if not str(source).startswith("http")] == []
    assert sources


@articles
def test_article_has_80_to_265_words(article: Article) -> None:
    body = article.text.removeprefix(str(article.title))

    assert 80 <= len(body.split()) <= 265


@articles
def test_article_quotes_nobody_word_for_word(article: Article) -> None:
    assert [mark for mark in '“”"' if mark in article.text] == []


@articles
def test_dated_article_is_named_by_the_day_it_tells_of(path: Path, article: Article) -> None:
    # A month's summary appears a few days after the month that names its file.
    if article.published is None:
        pytest.skip("undated")
    named = dt.date.fromisoformat(path.stem[:10])

    assert dt.timedelta(0) <= article.published - named <= dt.timedelta(days=60)


def test_article_without_front_matter_takes_its_first_line_as_title() -> None:
    assert read_article(WITHOUT_FRONT_MATTER).title == (
        "Kyiv attacked with 598 drones as missiles slip past"
    )


@gold
def test_annotated_article_has_its_text(path: Path) -> None:
    assert path.with_suffix(".txt").exists()


@gold
def test_annotated_article_is_complete(path: Path, annotated: dict[str, Any]) -> None:
    expected = {"id": path.stem, "url": None, "complete": True, "written_for": "analysis"}

    assert {key: annotated[key] for key in expected} == expected


@gold
def test_annotated_title_is_the_first_line(annotated: dict[str, Any], text: str) -> None:
    assert text.partition("\n")[0] == annotated["title"]


@gold
def test_quotes_stand_in_the_text(annotated: dict[str, Any], text: str) -> None:
    assert [figure for figure in annotated["figures"] if figure["quote"] not in text] == []


@gold
def test_quotes_point_to_one_place(annotated: dict[str, Any], text: str) -> None:
    quotes = [figure["quote"] for figure in annotated["figures"]]

    assert [quote for quote in quotes if text.count(quote) > 1] == []


@gold
def test_stated_phrases_stand_in_the_text(annotated: dict[str, Any], text: str) -> None:
    phrases = [figure["stated"] for figure in annotated["figures"] if figure["stated"]]

    assert [phrase for phrase in phrases if phrase not in text] == []


@gold
def test_measures_belong_to_their_topics(annotated: dict[str, Any]) -> None:
    figures = annotated["figures"]

    assert [f for f in figures if f["measure"] not in MEASURES[f["topic"]]] == []


@gold
def test_bounds_follow_from_the_qualifier(annotated: dict[str, Any]) -> None:
    figures = annotated["figures"]
    stated = [(figure["low"] is not None, figure["high"] is not None) for figure in figures]

    assert stated == [BOUNDS[figure["qualifier"]] for figure in figures]


@gold
def test_only_strikes_have_a_weapon(annotated: dict[str, Any]) -> None:
    figures = annotated["figures"]

    assert [f for f in figures if (f["topic"] == "strikes") != (f["weapon"] is not None)] == []


@gold
def test_only_aid_has_a_recipient(annotated: dict[str, Any]) -> None:
    figures = annotated["figures"]

    assert [f for f in figures if (f["topic"] == "aid") != (f["recipient"] is not None)] == []
