"""The reports: words, selection, parameters, marking, pages, and runs that go well or fail."""

from __future__ import annotations

import html
import re
from dataclasses import replace
from datetime import date
from typing import TYPE_CHECKING

import pandas as pd
import pytest
from report_samples import (
    CLAIMS,
    DEAD,
    FIGURES,
    LAUNCHED,
    SHOT_DOWN,
    TEXT,
    report_of,
)

from analysis import charts
from analysis.errors import ParameterError
from analysis.reports import (
    Selection,
    find_path,
    headline,
    key_numbers,
    method,
    select,
    sources,
    tidy_table,
    wording,
)
from analysis.reports.claims import anchor
from analysis.reports.exhibits import chart, figures_in
from analysis.reports.findings import find, rules
from analysis.reports.marking import marked_sentence, marked_text
from analysis.reports.report import open_article, page_name
from analysis.reports.specification import Parameter, check_parameters, read_specification
from analysis.tables import strikes

if TYPE_CHECKING:
    from pathlib import Path


# Words


def test_a_claim_is_said_by_its_claimant() -> None:
    expected = "Ukraine's air force said that Russia launched 123 drones on 12 February 2025"
    assert expected == wording.said(LAUNCHED)


def test_a_claim_without_attribution_is_reported_by_its_outlet() -> None:
    expected = "The Example reported that at least 2 civilians in Kyiv were killed"
    assert expected == wording.said(DEAD).removesuffix(" on 12 February 2025")


@pytest.mark.parametrize(
    ("changes", "expected"),
    [
        ({"qualifier": "approx"}, "about 123"),
        ({"qualifier": "more_than"}, "at least 123"),
        ({"qualifier": "less_than"}, "at most 123"),
        ({"qualifier": "range", "low": 100.0, "high": 146.0}, "100–146"),
        ({"value": 65e9, "unit": "USD"}, "$65 billion"),
        ({"value": 112_000.0, "unit": "km2"}, "112,000 km²"),
        ({"value": 5e9, "unit": "NOK"}, "NOK 5 billion"),
        ({"value": 19.5, "unit": "percent"}, "19.5%"),
    ],
)
def test_an_amount_keeps_its_bound_and_unit(changes: dict[str, object], expected: str) -> None:
    assert expected == wording.bounded(replace(LAUNCHED, **changes))  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("start", "end", "expected"),
    [
        (None, None, "no date"),
        (date(2025, 2, 12), date(2025, 2, 12), "12 February 2025"),
        (date(2025, 2, 11), date(2025, 2, 12), "11–12 February 2025"),
        (date(2024, 2, 1), date(2024, 2, 29), "February 2024"),
        (date(2024, 1, 1), date(2024, 12, 31), "2024"),
        (date(2024, 2, 28), date(2024, 3, 1), "28 February – 1 March 2024"),
        (date(2022, 2, 24), date(2025, 2, 12), "24 February 2022 – 12 February 2025"),
    ],
)
def test_a_period_is_named_without_loss(
    start: date | None, end: date | None, expected: str
) -> None:
    assert expected == wording.period(start, end)


@pytest.mark.parametrize("measure", sorted(wording.words()["measures"]))
def test_every_measure_makes_a_clause_with_and_without_an_actor(measure: str) -> None:
    clauses = [wording.statement(replace(LAUNCHED, measure=measure, actor=actor))
               for actor in ("Russia", None)]  # fmt: skip
    assert all("123" in clause and "None" not in clause for clause in clauses)


# Selection


@pytest.mark.parametrize(
    ("selection", "expected"),
    [
        (Selection(), 3),
        (Selection(topic="strikes"), 2),
        (Selection(place="kyiv"), 1),
        (Selection(outlet="example"), 3),
        (Selection(start="2025-02-12", end="2025-02-12"), 3),
        (Selection(start="2025-02-13"), 0),
        (Selection(end="2025-02-11"), 0),
        (Selection(place="K.iv"), 0),
    ],
)
def test_a_selection_keeps_what_it_asks_for(selection: Selection, expected: int) -> None:
    assert expected == len(select(FIGURES, selection))


def test_a_period_that_touches_the_selection_is_in_it() -> None:
    months = FIGURES.assign(date_start=pd.Timestamp("2025-01-01"))
    days = [Selection(start="2025-02-01"), Selection(end="2025-01-31"), Selection(end="2024-12-31")]
    assert [len(select(months, asked)) for asked in days] == [3, 3, 0]


def test_a_figure_without_a_day_counts_by_its_publication() -> None:
    undated = FIGURES.assign(date_start=None, date_end=None).astype(FIGURES.dtypes)
    assert len(select(undated, Selection(start="2025-02-12"))) == 3


@pytest.mark.parametrize(
    ("selection", "said"),
    [
        (Selection(start="12.2.2025"), "write it as 2025-02-12"),
        (Selection(start="2025-02-12", end="2025-02-11"), "swap them"),
    ],
)
def test_a_wrong_period_says_what_is_right(selection: Selection, said: str) -> None:
    with pytest.raises(ParameterError, match=said):
        select(FIGURES, selection)


def test_a_path_is_found_from_the_project_and_from_its_notebooks(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "notebooks").mkdir()
    (tmp_path / "data").mkdir()
    found = []
    for folder in (tmp_path, tmp_path / "notebooks"):
        monkeypatch.chdir(folder)
        found.append(find_path("../data").resolve())
    assert found == [tmp_path / "data"] * 2


def test_a_missing_path_lists_where_it_was_looked_for() -> None:
    with pytest.raises(ParameterError, match="looked for it as"):
        find_path("no/such/folder")


# Parameters

SPECIFICATION = {
    "start": Parameter("start", ""),
    "most": Parameter("most", 10),
    "share": Parameter("share", 0.5),
    "detailed": Parameter("detailed", default=False),
    "places": Parameter("places", []),
    "unit": Parameter("unit", "km2", "one of: km2, percent"),
}


@pytest.mark.parametrize(
    ("name", "given", "expected"),
    [
        ("start", "2025-01-31", "2025-01-31"),
        ("start", date(2025, 1, 31), "2025-01-31"),
        ("start", "", ""),
        ("most", "12", 12),
        ("share", "1e-3", 0.001),
        ("detailed", "true", True),
        ("places", ["Kyiv"], ["Kyiv"]),
        ("unit", "percent", "percent"),
    ],
)
def test_a_parameter_is_read_as_its_type(name: str, given: object, expected: object) -> None:
    assert check_parameters(SPECIFICATION, {name: given}, "report x") == {name: expected}


class Code(str):
    __slots__ = ()

    def __repr__(self) -> str:
        return "__import__('os').abort()"


@pytest.mark.parametrize(
    ("name", "given", "said"),
    [
        ("strat", "2025-01-01", "Did you mean start"),
        ("nothing-like-it", 1, "It takes start, most"),
        ("start", "yesterday", "write it as 2025-02-12"),
        ("start", 20250131, "must be a text"),
        ("start", Code("x"), "must be a text"),
        ("most", "ten", "must be a whole number"),
        ("most", True, "must be a whole number"),
        ("most", 1.5, "must be a whole number"),
        ("share", None, "must be a number"),
        ("detailed", "perhaps", "must be true or false"),
        ("places", ("Kyiv",), "must be a list"),
        ("places", [Code("x")], "must be a list"),
        ("unit", "acres", "one of km2, percent"),
    ],
)
def test_a_wrong_parameter_says_what_is_right(name: str, given: object, said: str) -> None:
    with pytest.raises(ParameterError, match=said):
        check_parameters(SPECIFICATION, {name: given}, "report x")


def test_a_start_after_the_end_is_refused() -> None:
    takes = {name: Parameter(name, "") for name in ("start", "end")}
    given = {"start": "2025-02-12", "end": "2025-02-11"}
    with pytest.raises(ParameterError, match="start 2025-02-12 is after end 2025-02-11; swap them"):
        check_parameters(takes, given, "report x")


def test_an_article_is_opened_by_its_file_whatever_its_kind(tmp_path: Path) -> None:
    (tmp_path / "night.json").write_text('{"text": "71 drones were shot down."}')
    assert open_article(str(tmp_path / "night.json")).articles[0].id == "night"


def test_a_parameters_cell_that_runs_code_is_refused() -> None:
    cell = {"metadata": {"tags": ["parameters"]}, "source": ["start = input()"]}
    with pytest.raises(ParameterError, match="line 1"):
        read_specification({"cells": [cell]}, "notebook x")


def test_a_specification_holds_defaults_and_comments() -> None:
    cell = {"metadata": {"tags": ["parameters"]}, "source": ["most = 10  # rows\n", "end = ''"]}
    expected = {"most": Parameter("most", 10, "rows"), "end": Parameter("end", "")}
    assert expected == read_specification({"cells": [cell]}, "notebook x")


# Marks, anchors and links


def test_charts_and_pages_agree_on_anchors() -> None:
    assert charts.anchor("a b:12:launched:2") == anchor("a b:12:launched:2")


def test_every_figure_is_marked_in_the_text_under_its_anchor() -> None:
    marked = marked_text(TEXT, CLAIMS)
    assert [c.anchor for c in CLAIMS] == re.findall(r'<mark class="\w+" id="([^"]+)"', marked)


def test_a_mark_tells_value_bound_actor_day_and_claimant() -> None:
    tip = re.search(r'role="tooltip" id="tip-f-kyiv-\d+-killed">(.*?)</span></span>',
                    marked_text(TEXT, [DEAD]))  # fmt: skip
    assert tip is not None
    assert re.sub(r"<[^>]+>", "|", tip[1]).strip("|") == (
        "at least 2| civilians killed|Ukraine · Kyiv|12 February 2025|"
        "claimed by The Example|no upper bound stated"
    )


def test_the_text_stays_as_it_is_apart_from_the_marks() -> None:
    marked = re.sub(r'<span class="tip".*?</span></span>', "", marked_text(TEXT, CLAIMS))
    plain = html.unescape(re.sub(r"<[^>]+>", "", marked.replace("</p><p>", "\n\n")))
    assert plain == TEXT


def test_two_figures_of_one_phrase_keep_both_anchors() -> None:
    twin = replace(SHOT_DOWN, figure_id=f"{SHOT_DOWN.figure_id}:2")
    marked = marked_text(TEXT, [SHOT_DOWN, twin])
    assert all(f'id="{claim.anchor}"' in marked for claim in (SHOT_DOWN, twin))


def test_a_figure_split_over_lines_is_marked_whole() -> None:
    text = "It gave 20\nmillion dollars."
    claim = replace(LAUNCHED, start=8, end=18, sentence=text)
    assert ">20\nmillion<span" in marked_text(text, [claim])


def test_without_the_article_a_sentence_keeps_its_anchor() -> None:
    assert f'<span id="{DEAD.anchor}"></span>At least two' in marked_sentence([DEAD], None)


def test_ids_of_a_table_are_told_apart_also_with_spaces() -> None:
    expected = [("a b:12:launched", "launched"), ("a b:40:hit:2", "hit")]
    assert expected == figures_in("a b:12:launched a b:40:hit:2")


def test_articles_with_similar_ids_have_pages_of_their_own() -> None:
    names = {page_name(one) for one in ("a b", "a-b", "a/b", "A-b", "../a-b", "a b.")}
    assert len(names) == 6
    assert all(re.fullmatch(r"[\w.-]+\.html", name) for name in names)


# Parts of a report


def test_the_headline_states_number_and_claimant() -> None:
    shown = headline(report_of(topic="strikes"))
    expected = (
        "Ukraine's air force said that Russia launched 123 drones on 12 February 2025, "
        "the most in one attack in these articles"
    )
    assert expected == shown.facts["headline"]


def test_an_empty_selection_says_so() -> None:
    empty = report_of(FIGURES.head(0), topic="strikes")
    shown = [headline(empty), key_numbers(empty), sources(empty), method(empty)]
    assert "No figures on air attacks in this selection" in shown[0].text
    assert "No article states a figure" in shown[2].text


def test_a_tile_leads_to_the_sentence() -> None:
    assert f'href="#{LAUNCHED.anchor}"' in key_numbers(report_of(topic="strikes")).html


def test_sources_hold_an_anchor_for_every_figure() -> None:
    shown = sources(report_of(pages="articles/")).html
    assert all(f'id="{claim.anchor}"' in shown for claim in CLAIMS)
    assert f'href="articles/kyiv.html#{DEAD.anchor}"' in shown


def test_copies_are_listed_and_counted_once() -> None:
    copied = FIGURES.assign(article_id="copy", figure_id="copy:" + FIGURES["figure_id"])
    both = report_of(pd.concat([FIGURES, copied], ignore_index=True))
    assert "6 figures from 2 articles (1 without copies), stated by" in headline(both).text
    assert sources(both).html.count("a copy of “Drones over Kyiv”") == 1


def test_a_tidy_number_leads_to_the_figure_of_its_measure() -> None:
    columns = {"claimant": "Claimant", "launched": "Launched", "intercepted": "Shot down"}
    shown = tidy_table(report_of(), strikes(FIGURES), columns, caption="Attacks").html
    assert f'<a href="#{LAUNCHED.anchor}">123</a>' in shown
    assert f'<a href="#{SHOT_DOWN.anchor}">71</a>' in shown


def test_a_chart_is_inline_with_its_source_line() -> None:
    shown = chart(report_of(), charts.largest_attacks, strikes(FIGURES))
    assert "<svg" in shown.html
    assert "as of 12 February 2025. Claims by the parties named, not verified" in shown.html


def test_a_chart_without_figures_says_so() -> None:
    shown = chart(report_of(), charts.largest_attacks, strikes(FIGURES), weapon="rocket")
    assert shown.text == "No figures of this kind in this selection."


def test_key_numbers_take_the_largest_and_name_no_claim_twice() -> None:
    larger = replace(LAUNCHED, figure_id="b:1:launched", value=805.0)
    found = find([LAUNCHED, larger], ["strikes"])
    assert [finding.claim for finding in found] == [larger]


def test_of_equal_numbers_the_one_with_a_claimant_is_the_finding() -> None:
    headline = replace(LAUNCHED, figure_id="z", attribution=None)
    assert find([LAUNCHED, headline], ["strikes"])[0].claim == LAUNCHED


def test_the_rules_for_key_numbers_can_be_read() -> None:
    assert {rule.topic for rule in rules()} == {"strikes", "territory", "aid", "casualties"}
