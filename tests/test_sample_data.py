"""The sample articles and the annotated ones that the project ships, checked as data."""

from __future__ import annotations

import datetime as dt
import json
from pathlib import Path
from typing import Any, cast

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

gold = pytest.mark.parametrize("path", GOLD_FILES, ids=lambda path: path.stem)


@pytest.fixture(scope="module")
def articles() -> list[Article]:
    """The sample articles that have front matter."""
    return [read_article(path) for path in ARTICLE_FILES]


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


def test_two_articles_have_no_date(articles: list[Article]) -> None:
    undated = [article.id for article in articles if article.published is None]

    assert undated == ["undated-briefing-kursk"]
    assert read_article(WITHOUT_FRONT_MATTER).published is None


def test_articles_are_spread_over_the_years_2022_to_2026(articles: list[Article]) -> None:
    days = (article.published for article in articles)

    assert {day.year for day in days if day} == {2022, 2023, 2024, 2025, 2026}


def test_no_two_articles_share_a_title(articles: list[Article]) -> None:
    titles = [article.title for article in articles]

    assert len(titles) == len(set(titles))


def test_articles_say_that_their_figures_are_real_and_their_prose_ours(
    articles: list[Article],
) -> None:
    expected = "Written for this project; the figures are real claims, the prose is ours."

    assert [article.id for article in articles if article.metadata["note"] != expected] == []


def test_articles_have_titles(articles: list[Article]) -> None:
    assert [article.id for article in articles if not article.title] == []


def test_articles_pretend_to_be_of_no_real_outlet(articles: list[Article]) -> None:
    outlets = {str(article.outlet) for article in articles}

    assert [outlet for outlet in outlets if not outlet.startswith("analysis sample desk")] == []


def test_articles_name_the_web_addresses_of_their_facts(articles: list[Article]) -> None:
    sources = {article.id: article.metadata["sources"] for article in articles}

    assert [name for name, found in sources.items() if not isinstance(found, list)] == []
    assert [name for name, found in sources.items() if not found] == []
    addresses = (str(address) for found in sources.values() for address in cast("list[str]", found))
    assert [one for one in addresses if not one.startswith(("http://", "https://"))] == []


def test_articles_have_80_to_265_words(articles: list[Article]) -> None:
    counts = {one.id: len(one.text.removeprefix(str(one.title)).split()) for one in articles}

    assert {name: count for name, count in counts.items() if not 80 <= count <= 265} == {}


def test_articles_quote_nobody_word_for_word(articles: list[Article]) -> None:
    assert [one.id for one in articles if set(one.text) & set('“”"')] == []


def test_dated_articles_are_named_by_the_day_they_tell_of(articles: list[Article]) -> None:
    # A month's summary appears a few days after the month that names its file.
    dated = [article for article in articles if article.published]
    late = {one.id: one.published - dt.date.fromisoformat(one.id[:10]) for one in dated}

    assert {name: gap.days for name, gap in late.items() if not 0 <= gap.days <= 60} == {}


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
