"""The figures table in pandas: it groups, filters, draws and is written as any data frame is."""

from __future__ import annotations

from typing import TYPE_CHECKING

import matplotlib as mpl
import pandas as pd
import pytest
from report_samples import FIGURES

import analysis
from analysis.errors import TableError
from analysis.schema import COLUMNS, QUALIFIERS, TOPICS

if TYPE_CHECKING:
    from pathlib import Path


def test_groups_stand_in_the_order_of_the_terms() -> None:
    sizes = FIGURES.groupby("topic", observed=False).size()
    assert list(sizes.index) == list(TOPICS)
    assert list(FIGURES.groupby("measure", observed=True).size().index)[:2] == [
        "launched",
        "intercepted",
    ]


def test_sorting_follows_the_terms() -> None:
    assert list(FIGURES.sort_values("measure")["measure"]) == ["launched", "intercepted", "killed"]


def test_categories_survive_a_filter_and_a_concat() -> None:
    parts = [FIGURES.query("topic == 'strikes'"), FIGURES[FIGURES["topic"] == "casualties"]]
    whole = pd.concat(parts)
    assert list(whole["qualifier"].cat.categories) == list(QUALIFIERS)
    assert list(whole["topic"].cat.categories) == list(TOPICS)


def test_query_takes_days_and_terms() -> None:
    found = FIGURES.query("published >= '2025-02-01' and measure == 'launched'")
    assert list(found["value"]) == [123.0]


def test_plot_draws_on_given_axes() -> None:
    ax = mpl.figure.Figure().subplots()
    drawn = FIGURES.set_index("measure")["value"].plot(kind="bar", ax=ax)
    assert [bar.get_height() for bar in drawn.patches] == [71.0, 123.0, 2.0]


def test_it_is_written_and_read_back(tmp_path: Path) -> None:
    FIGURES.to_parquet(tmp_path / "figures.parquet")
    pd.testing.assert_frame_equal(pd.read_parquet(tmp_path / "figures.parquet"), FIGURES)
    assert FIGURES.to_csv(index=False).split("\n")[0].split(",") == list(COLUMNS)
    assert len(FIGURES.to_dict("records")) == 3


def test_ids_lead_from_a_group_to_its_sentences() -> None:
    grouped = FIGURES.groupby("topic", observed=True).agg(figure_ids=("figure_id", " ".join))
    found = analysis.sentences_of(FIGURES, grouped.loc["casualties"])
    assert list(found["sentence"]) == ["At least two people were killed."]


@pytest.mark.parametrize("kind", [list, tuple, set, pd.Series, " ".join])
def test_ids_are_taken_in_any_form(kind: type) -> None:
    assert len(analysis.sentences_of(FIGURES, kind(list(FIGURES["figure_id"])))) == 3


def test_a_derived_table_leads_to_its_sentences() -> None:
    assert list(analysis.sentences_of(FIGURES, analysis.strikes(FIGURES))["value"]) == [71.0, 123.0]


def test_strange_ids_and_tables_without_ids_are_errors() -> None:
    with pytest.raises(TableError, match="hold no 'x:1:hit'"):
        analysis.sentences_of(FIGURES, "x:1:hit")
    with pytest.raises(TableError, match="it has no ids"):
        analysis.sentences_of(FIGURES, pd.DataFrame({"value": [1]}))


def test_tables_of_several_runs_are_put_together() -> None:
    other = analysis.extract("Germany pledged 2 billion euros in military aid.")
    whole = pd.concat([FIGURES, other])
    assert list(analysis.aid(whole)["currency"]) == ["EUR"]
    assert list(whole["topic"].cat.categories) == list(TOPICS)


def test_unit_and_sentence_are_joined_back_by_id() -> None:
    values = FIGURES[["figure_id", "value"]].query("value > 100")
    joined = values.merge(FIGURES[["figure_id", "unit", "sentence"]], on="figure_id")
    assert list(joined["unit"]) == ["count"]
    assert "123" in joined["sentence"].item()


@pytest.mark.parametrize("ending", ["csv", "jsonl", "parquet", "xlsx"])
def test_the_order_of_terms_is_kept_in_files(ending: str, tmp_path: Path) -> None:
    analysis.write_figures(FIGURES, tmp_path / f"figures.{ending}")
    read = analysis.read_figures(tmp_path / f"figures.{ending}")
    assert list(read["measure"].cat.categories) == list(FIGURES["measure"].cat.categories)
