"""Copies of a story: what is one, what is not, and how the tables count them."""

from __future__ import annotations

import sys
from datetime import date
from io import BytesIO

import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import analysis
from analysis.articles import Article, read_articles
from analysis.duplicates import find_duplicates, group, signatures
from analysis.reconciliation import reconcile
from analysis.reconciliation.donors import aid_events
from analysis.tables import nights, strikes

DAY = date(2025, 2, 12)
BODY = """Russia launched 123 drones at Ukraine in the night to Wednesday, Ukraine’s air force said.

Air defence units shot down 71 of them over ten regions, it added, and 40 more were lost from radar
on their way without doing any harm on the ground.

In the city of Poltava the roof of a school burned for two hours before the fire brigade put it out.
Nobody was in the building, said the mayor, who thanked the crews for coming from three towns.

Power came back to most streets in the afternoon. Engineers expect to mend the last line by Friday,
and the water works run on their own generators until then, the council wrote on its page.

The night before, 60 drones had been counted. Officials asked people to stay in shelters until the
sirens end, since many had gone home early and were surprised by a second wave towards the morning.
"""
OTHER = """Out of 123 drones that Russia sent overnight, 71 never reached their targets.

That is the count of the air force in Kyiv. It says that 40 others disappeared from its screens, and
gives no reason. Residents of Poltava heard explosions from midnight on, our reporter was told by a
teacher, whose school lost its roof. She had taught there for nine years.

Schools in the district will be closed for the rest of the week, and lessons go on by telephone.
"""
BRIEF = BODY.split("\n\n", maxsplit=2)[0] + "\n\n" + BODY.split("\n\n")[1]


def copy(number: int) -> Article:
    """The story as site number N prints it: its own headline, byline and tail."""
    text = (
        f"Headline {number} of site {number}: a night of alarms\n\nBy Reporter {number}\n\n"
        f"{BODY}\nMore from site {number}\n\nWrite to desk{number}@news.example"
    )
    return Article(f"site-{number}", text, f"Headline {number}", f"Site {number}", DAY)


COPIES = [copy(number) for number in range(1, 11)]
RIVAL = Article("rival", OTHER, "Schools closed", "The Rival", DAY)


def stories_of(*texts: str) -> list[str]:
    articles = [Article(str(number), text) for number, text in enumerate(texts)]
    return find_duplicates(articles)["story"].tolist()


def test_ten_copies_are_one_story() -> None:
    assert find_duplicates(COPIES)["story"].unique().tolist() == ["site-1"]


def test_similarity_to_the_first_is_told() -> None:
    found = find_duplicates(COPIES)["similarity"]
    assert (found.iloc[0], found.iloc[1:].between(0.7, 1).all()) == (1.0, True)


def test_two_reports_of_one_attack_are_two_stories() -> None:
    assert stories_of(BODY, OTHER) == ["0", "1"]


def test_exact_copies_are_one_story() -> None:
    assert stories_of("Kyiv.", OTHER, "Kyiv.", OTHER) == ["0", "1", "0", "1"]


def test_white_space_case_and_signs_make_no_other_story() -> None:
    assert stories_of(OTHER, OTHER.upper().replace("\n", "  ").replace(",", " –")) == ["0", "0"]


def test_a_brief_of_more_than_half_of_a_story_is_a_copy() -> None:
    assert stories_of(BODY, BODY.rsplit("\n\n", 2)[0]) == ["0", "0"]


def test_a_digest_that_holds_briefs_joins_none_of_them() -> None:
    assert stories_of(BRIEF, OTHER, f"{BODY}\n\n{OTHER}") == ["0", "1", "2"]


def test_a_form_filled_with_other_numbers_is_another_story() -> None:
    form = (
        "In the night to {day} February the enemy attacked with {a} drones from three directions. "
        "As of nine in the morning {b} drones were confirmed shot down, and {c} were lost. Mobile "
        "groups, aviation and missile units took part in repelling the attack over {d} regions."
    )
    texts = [
        form.format(day=n, a=90 + n * 3, b=50 + n, c=20 + n * 2, d=n % 7 + 11) for n in (12, 13)
    ]
    assert stories_of(*texts) == ["0", "1"]


def test_a_corrected_story_stays_one() -> None:
    assert stories_of(BODY, BODY.replace("71", "74")) == ["0", "0"]


def test_texts_without_words_are_copies_only_of_themselves() -> None:
    assert stories_of("", "...", "Kyiv") == ["0", "0", "2"]


def test_the_same_texts_have_the_same_signatures() -> None:
    one, other = (signatures([("a", BODY), ("b", OTHER)]) for _ in range(2))
    pd.testing.assert_frame_equal(one, other)


def test_signatures_of_parts_group_as_those_of_the_whole() -> None:
    texts = [(one.id, one.text) for one in [*COPIES, RIVAL]]
    parts = pd.concat([signatures(texts[:5]), signatures(texts[5:])], ignore_index=True)
    pd.testing.assert_frame_equal(group(parts), group(signatures(texts)))


def test_signatures_come_back_from_parquet() -> None:
    signed = signatures([(one.id, one.text) for one in COPIES])
    file = BytesIO()
    signed.to_parquet(file)
    pd.testing.assert_frame_equal(group(pd.read_parquet(file)), group(signed))


def test_many_articles_are_grouped_as_few_are() -> None:
    others = [Article(f"n{n}", f"Town number {n} has {n + 20} roads. " * 3) for n in range(600)]
    few = find_duplicates([*COPIES, RIVAL])
    many = find_duplicates([*COPIES, RIVAL, *others])
    pd.testing.assert_frame_equal(many.head(len(few)), few)


def test_no_articles_have_no_stories() -> None:
    assert find_duplicates([]).empty


@given(st.lists(st.text(max_size=60), max_size=6))
@settings(deadline=None, max_examples=60, derandomize=True)
def test_any_texts_are_grouped(texts: list[str]) -> None:
    found = group(signatures((str(at), text) for at, text in enumerate(texts)))
    assert set(found["story"]) <= set(found["article_id"])


def test_sample_articles_are_stories_of_their_own() -> None:
    found = find_duplicates(read_articles("data/articles"))
    assert found["story"].tolist() == found["article_id"].tolist()


def test_few_articles_that_differ_load_no_library(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "datasketch", None)
    assert find_duplicates([COPIES[0], RIVAL])["story"].tolist() == ["site-1", "rival"]


# what the tables make of it


def test_figures_tell_the_story_and_keep_the_article() -> None:
    figures = analysis.extract([*COPIES, RIVAL])
    pairs = figures[["article_id", "story"]].drop_duplicates()
    assert pairs["story"].tolist() == ["site-1"] * 10 + ["rival"]


def test_an_event_counts_ten_copies_as_one_story() -> None:
    event = _attack(COPIES)
    assert (event["articles"], event["stories"]) == (10, 1)


def test_an_event_counts_two_reports_as_two_stories() -> None:
    event = _attack([COPIES[0], RIVAL])
    assert (event["articles"], event["stories"]) == (2, 2)


def _attack(articles: list[Article]) -> pd.Series:
    events = reconcile(analysis.extract(articles)).of("strikes")
    return events[events["launched"] == 123].iloc[0]


def test_every_copy_stays_in_the_table() -> None:
    assert set(strikes(analysis.extract(COPIES))["article_id"]) == {one.id for one in COPIES}


def test_a_second_number_of_a_copied_story_is_no_rival() -> None:
    wave = (
        "Russia launched 123 drones overnight, the air force said. By noon it launched 40 drones."
    )
    one = Article("a", wave, published=DAY)
    two = Article("b", f"Drones again\n\n{wave}\n\nWrite to us.", published=DAY)
    apart = nights(strikes(analysis.extract([one])))["rivals"]
    together = nights(strikes(analysis.extract([one, two])))["rivals"]
    assert together.tolist() == apart.tolist()


def test_a_rival_number_that_ten_sites_print_is_told_once() -> None:
    later = Article(
        "later",
        "Russia launched 130 drones overnight, and 44 were lost, Ukraine’s air force said.",
        published=DAY,
    )
    events = reconcile(analysis.extract([*COPIES, later])).of("strikes")
    told = events["rivals"].dropna().str.count("123 launched")
    assert told.tolist() == [1]


def test_an_announcement_of_aid_counts_its_copies_once() -> None:
    told = "Germany pledged 300 million euros in military aid to Ukraine on Wednesday, it said."
    texts = [f"Site {n}: more aid\n\n{told}\n\n{BODY}\n\nSite {n}" for n in range(5)]
    articles = [Article(str(n), text, published=DAY) for n, text in enumerate(texts)]
    gift = aid_events(reconcile(analysis.extract(articles))).iloc[0]
    assert (gift["articles"], gift["stories"]) == (5, 1)


def test_a_copy_is_not_chosen_for_being_later() -> None:
    dated = BODY.replace("to Wednesday", "to February 12")
    first = Article("first", dated, published=DAY)
    copied = Article("copied", f"Once more\n\n{dated}", published=date(2025, 2, 20))
    told = "Russia launched 126 drones in the night to February 12, Ukraine’s air force said."
    other = Article("other", told, published=date(2025, 2, 13))
    events = reconcile(analysis.extract([first, other, copied])).of("strikes")
    assert events["article_id"].tolist()[0] == "other"


def test_a_table_without_stories_counts_each_article() -> None:
    figures = analysis.extract(COPIES).drop(columns="story")
    events = reconcile(figures).of("strikes")
    assert events["stories"].max() == 10


def test_a_figures_file_keeps_the_stories() -> None:
    file = BytesIO()
    figures = analysis.extract(COPIES)
    figures.to_parquet(file)
    assert pd.read_parquet(file)["story"].unique().tolist() == ["site-1"]


def test_an_article_given_alone_is_its_own_story() -> None:
    assert analysis.extract(RIVAL)["story"].unique().tolist() == ["rival"]


@pytest.mark.slow
def test_ten_thousand_near_copies_are_grouped_in_seconds() -> None:
    texts = ((str(n), f"Site {n}\n\n{BODY}\n\nDesk {n}") for n in range(10_000))
    assert group(signatures(texts))["story"].unique().tolist() == ["0"]
