"""What changed against the period before, and the end of a report: method, citing, data."""

from __future__ import annotations

import base64
import io
import re
from dataclasses import replace
from datetime import date
from typing import TYPE_CHECKING, Any

import pandas as pd
import pytest
from report_samples import FIGURES, LAUNCHED, report_of

from analysis.errors import ParameterError
from analysis.reports import key_numbers, method, open_report, tidy_table, wording
from analysis.reports.comparison import claim_before, difference
from analysis.tables import strikes

if TYPE_CHECKING:
    from pathlib import Path

    from analysis.reports.claims import Claim

MAY = replace(
    LAUNCHED, value=8000.0, date_start=date(2026, 5, 1), date_end=date(2026, 5, 31), figure_id="may"
)
APRIL = replace(
    MAY, value=6400.0, date_start=date(2026, 4, 1), date_end=date(2026, 4, 30), figure_id="april"
)
MARCH = replace(
    MAY, value=6500.0, date_start=date(2026, 3, 1), date_end=date(2026, 3, 31), figure_id="march"
)


def test_a_month_is_compared_with_the_latest_month_before() -> None:
    assert claim_before(MAY, [MARCH, APRIL, MAY]) == APRIL


NEVER_COMPARED = {
    "another claimant": {"attribution": "AFP"},
    "no claimant": {"attribution": None},
    "another weapon": {"weapon": "missile"},
    "another place": {"place": "Kyiv"},
    "another side": {"actor": "Ukraine"},
    "a night": {"date_start": date(2026, 4, 30), "date_end": date(2026, 4, 30)},
    "a running total": {"date_start": date(2022, 2, 24)},
}


@pytest.mark.parametrize("other", NEVER_COMPARED.values(), ids=NEVER_COMPARED.keys())
def test_a_claim_of_another_kind_is_never_compared(other: dict[str, object]) -> None:
    assert claim_before(MAY, [replace(APRIL, **other)]) is None  # type: ignore[arg-type]


def test_spellings_of_one_claimant_are_compared() -> None:
    april = replace(APRIL, attribution="the Ukrainian Air Force")

    assert claim_before(MAY, [april]) == april


def test_running_totals_are_compared_where_they_began_on_one_day() -> None:
    since = date(2022, 2, 24)
    now, before = (replace(one, date_start=since) for one in (MAY, APRIL))

    assert claim_before(now, [before]) == before


def test_a_number_that_another_claim_replaces_is_no_key_number() -> None:
    report = replace(report_of(topic="strikes"), set_aside=frozenset([LAUNCHED.figure_id]))

    assert f'href="#{LAUNCHED.anchor}"' not in key_numbers(report).html


def test_a_report_sets_rivals_aside_but_keeps_them_among_its_claims(tmp_path: Path) -> None:
    (tmp_path / "one.md").write_text(
        "---\npublished: 2025-09-07\n---\nUkraine's air force said 805 drones were launched "
        "overnight. The number of drones has been corrected to 810, the air force said.\n",
        encoding="utf-8",
    )

    report = open_report(str(tmp_path), title="Nights", topic="strikes")

    assert [claim.value for claim in report.claims] == [805, 810]
    assert [claim.value for claim in report.standing] == [810]


DIFFERENCES = [
    (MAY, APRIL, "+1,600 (+25%)"),
    (APRIL, MAY, "−1,600 (−20%)"),
    (APRIL, APRIL, "unchanged"),
    (replace(MAY, qualifier="more_than"), APRIL, ""),
    (MAY, replace(APRIL, qualifier="approx"), ""),
    (
        replace(MAY, unit="percent", value=19.98),
        replace(APRIL, unit="percent", value=19.5),
        "+0.48 points",
    ),
]


@pytest.mark.parametrize(("claim", "before", "expected"), DIFFERENCES)
def test_a_difference_is_drawn_of_exact_numbers_only(
    claim: Claim, before: Claim, expected: str
) -> None:
    assert difference(claim, before) == expected


SPOKEN = [
    ("maps of the Institute for the Study of War", "According to maps of the Institute"),
    ("air force", "The air force said that"),
    ("Zelenskyy", "Zelenskyy said that"),
    (None, "The Example reported that"),
]


@pytest.mark.parametrize(("attribution", "start"), SPOKEN)
def test_a_sentence_holds_its_claimant_as_english_does(attribution: str | None, start: str) -> None:
    assert wording.said(replace(LAUNCHED, attribution=attribution)).startswith(start)


def test_the_end_says_what_a_reader_must_know() -> None:
    titles = re.findall("<h3>([^<]+)</h3>", method(report_of()).html)

    assert {"Limitations", "How to read the charts", "How to cite", "Data"} <= set(titles)


def embedded(html: str) -> pd.DataFrame:
    found = re.search('href="data:text/csv;base64,([^"]+)"', html)
    assert found is not None
    return pd.read_csv(io.BytesIO(base64.b64decode(found[1])))


def test_the_figures_are_part_of_the_page() -> None:
    assert list(embedded(method(report_of()).html)["figure_id"]) == list(FIGURES["figure_id"])


def test_a_table_carries_all_its_rows_also_those_not_shown() -> None:
    claims = pd.concat([strikes(FIGURES)] * 3, ignore_index=True)

    shown = tidy_table(report_of(), claims, "strikes", caption="Attacks", limit=1)

    assert len(embedded(shown.html)) == 3
    assert "The first 1 of 3 rows are shown." in shown.text


def test_no_cell_of_a_table_is_run_as_a_formula() -> None:
    claims = strikes(FIGURES.assign(attribution="=1+1"))

    shown = tidy_table(report_of(), claims, "strikes", caption="Attacks")

    assert set(embedded(shown.html)["claimant"]) == {"'=1+1"}


@pytest.mark.parametrize(
    ("given", "said"),
    [
        ({"start": 20250101}, "start is 20250101, which is no text; put it in quotes"),
        ({"place": 5}, "place is 5, which is no text"),
        ({"columns": "text=body"}, "columns is 'text=body'; give a table such as"),
    ],
)
def test_a_parameter_of_another_type_is_told(given: dict[str, Any], said: str) -> None:
    with pytest.raises(ParameterError, match=said):
        open_report("nowhere", title="Nights", **given)
