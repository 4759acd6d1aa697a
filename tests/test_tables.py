"""The figures table, its files, and the tables derived from it."""

from __future__ import annotations

import os
from datetime import UTC, date, datetime
from typing import TYPE_CHECKING

import chart_samples
import pandas as pd
import pytest

from analysis import tables
from analysis.articles import Article
from analysis.errors import TableError
from analysis.schema import COLUMNS, figures_frame

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from analysis.claims import Row

    Derive = Callable[[pd.DataFrame], pd.DataFrame]

NIGHT = date(2025, 2, 12)
TALLY = (
    "Ukraine’s air force said on Wednesday that Russia launched 123 drones. "
    "It shot down 71 of them."
)


def figure(measure: str, value: float, **columns: object) -> Row:
    """A row of the figures table: an exact national number of the air force, unless said."""
    topic = str(columns.pop("topic", "strikes"))
    side = "Ukraine" if measure in ("intercepted", "suppressed") else "Russia"
    known = {"unit": "count", "actor": side, "sentence": "A sentence.", **columns}
    row = chart_samples.figure(topic, measure, value, **known)
    return {"figure_id": f"{row['article_id']}:{row['start']}:{measure}", **row}


def frame(*rows: Row) -> pd.DataFrame:
    """A figures table of rows."""
    names = {name for row in rows for name in row}
    return figures_frame({name: [row.get(name) for row in rows] for name in names})


SEED = frame(
    figure("intercepted", 6, weapon="ballistic_missile", place="Kyiv", start=1),
    figure("launched", 7, weapon="ballistic_missile", place="Kyiv", start=2),
    figure("launched", 123, start=3),
    figure("intercepted", 71, start=4),
    figure("suppressed", 40, start=5),
)


# extract


def test_a_text_gives_figures_with_their_offsets() -> None:
    figures = tables.extract(TALLY, published="2025-02-12")

    stated = [TALLY[row.start : row.end] for row in figures.itertuples()]
    assert ["123" in stated[0], "71" in stated[1]] == [True, True]


def test_a_text_without_figures_gives_an_empty_typed_table() -> None:
    figures = tables.extract("Nothing to count here.")

    assert (list(figures.columns), len(figures)) == (list(COLUMNS), 0)


def test_figures_carry_what_is_known_of_their_article() -> None:
    article = Article("ap-1", TALLY, title="A night", outlet="AP", published=NIGHT, url="https://a")

    row = tables.extract(article).iloc[0]

    found = (row["article_id"], row["title"], row["outlet"], row["url"], row["published"].date())
    assert found == ("ap-1", "A night", "AP", "https://a", NIGHT)


def test_an_article_keeps_its_own_day() -> None:
    article = Article("ap-1", TALLY, published=NIGHT)

    figures = tables.extract(article, published="2020-01-01")

    assert figures["published"].dt.date.unique().tolist() == [NIGHT]


def test_paths_are_read_as_articles(tmp_path: Path) -> None:
    for name in ("first", "second"):
        (tmp_path / f"{name}.txt").write_text(f"The {name} night.\n\n{TALLY}")
    of_folder = tables.extract(tmp_path)
    of_files = tables.extract([tmp_path / "first.txt", tmp_path / "second.txt"])
    assert list(of_folder["article_id"].unique()) == ["first", "second"]
    pd.testing.assert_frame_equal(of_files, of_folder)


def test_texts_get_ids_of_their_own() -> None:
    figures = tables.extract([TALLY, TALLY])

    assert figures["article_id"].unique().tolist() == ["text", "text-2"]


def test_ids_of_figures_are_unique_and_hold_no_space() -> None:
    figures = tables.extract(Article("my article", TALLY))

    assert figures["figure_id"].is_unique
    assert not figures["figure_id"].str.contains(" ").any()


def test_one_id_for_two_articles_is_refused() -> None:
    with pytest.raises(TableError, match="two articles have the id 'a'"):
        tables.extract([Article("a", "x"), Article("a", "y")])


@pytest.mark.parametrize(
    "published",
    [
        NIGHT,
        datetime(2025, 2, 12, 6, tzinfo=UTC),
        pd.Timestamp("2025-02-12 06:00"),
        "2025-02-12",
        "2025-02-12T06:00:00Z",
    ],
)
def test_a_day_may_be_given_in_any_usual_form(published: object) -> None:
    figures = tables.extract(TALLY, published=published)

    assert figures["published"].dt.date.unique().tolist() == [NIGHT]


@pytest.mark.parametrize("published", [None, "", pd.NaT, float("nan")])
def test_a_missing_day_stays_missing(published: object) -> None:
    assert tables.extract(TALLY, published=published)["published"].isna().all()


@pytest.mark.parametrize("published", ["12 Feb 2025", "2025-02-30", 20250212.5])
def test_a_bad_day_is_refused_with_the_form_wanted(published: object) -> None:
    with pytest.raises(TableError, match="YYYY-MM-DD"):
        tables.extract(TALLY, published=published)


# files

SUFFIXES = [".parquet", ".csv", ".jsonl", ".xlsx"]
HOSTILE = frame(
    figure("launched", 123, sentence="=1+1", title="NA", low=None, date_end=None),
    figure("launched", 1.5, sentence='\'-x, "y"\nz', article_id="@a", outlet="’“é"),
)


@pytest.mark.parametrize("suffix", SUFFIXES)
def test_a_table_comes_back_from_its_file_as_it_was(tmp_path: Path, suffix: str) -> None:
    path = tables.write_figures(HOSTILE, tmp_path / f"new/figures{suffix}")

    pd.testing.assert_frame_equal(HOSTILE, tables.read_figures(path), check_categorical=False)


@pytest.mark.parametrize("suffix", SUFFIXES)
def test_an_empty_table_comes_back_with_its_types(tmp_path: Path, suffix: str) -> None:
    path = tables.write_figures(HOSTILE.iloc[:0], tmp_path / f"figures{suffix}")

    back = tables.read_figures(path)

    assert (len(back), back["value"].dtype, back["start"].dtype) == (0, "float64", "int64")


def test_a_csv_holds_no_formula(tmp_path: Path) -> None:
    path = tables.write_figures(HOSTILE, tmp_path / "figures.csv")

    assert ",'=1+1," in path.read_text(encoding="utf-8")


@pytest.mark.parametrize("suffix", [".parquet", ".csv", ".jsonl"])
def test_the_same_table_gives_the_same_bytes(tmp_path: Path, suffix: str) -> None:
    one, two = (tables.write_figures(HOSTILE, tmp_path / f"{n}{suffix}") for n in "ab")

    assert one.read_bytes() == two.read_bytes()


def test_an_unknown_suffix_is_refused_with_those_known(tmp_path: Path) -> None:
    with pytest.raises(TableError, match=r"\.parquet, \.csv, \.jsonl, \.xlsx"):
        tables.write_figures(HOSTILE, tmp_path / "figures.doc")


def test_a_failed_write_leaves_the_old_file_and_no_other(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = tables.write_figures(HOSTILE, tmp_path / "figures.csv")
    before = path.read_bytes()

    def full(*_: object) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(os, "replace", full)
    monkeypatch.setattr("pathlib.Path.replace", full)
    with pytest.raises(TableError, match="No space left on device"):
        tables.write_figures(SEED, path)
    assert ([file.name for file in tmp_path.iterdir()], path.read_bytes()) == (
        ["figures.csv"],
        before,
    )


def test_a_place_that_is_a_file_is_reported(tmp_path: Path) -> None:
    (tmp_path / "taken").write_text("x", encoding="utf-8")

    with pytest.raises(TableError, match="choose a folder"):
        tables.write_figures(SEED, tmp_path / "taken" / "figures.csv")


@pytest.mark.parametrize("suffix", SUFFIXES)
def test_a_file_of_something_else_is_refused_by_name(tmp_path: Path, suffix: str) -> None:
    path = tmp_path / f"figures{suffix}"
    path.write_bytes(b"\x00\xffnothing")

    with pytest.raises(TableError, match=r"figures\."):
        tables.read_figures(path)


def test_a_missing_file_is_reported(tmp_path: Path) -> None:
    with pytest.raises(TableError, match="No such file"):
        tables.read_figures(tmp_path / "figures.csv")


# strikes


def test_the_drones_of_a_night_add_up() -> None:
    drones = tables.strikes(SEED).set_index("weapon").loc["drone"]

    counts = [drones[name] for name in ("launched", "intercepted", "suppressed", "unaccounted")]
    assert counts == [123, 71, 40, 12]


def test_the_missiles_of_a_region_are_a_claim_of_its_own() -> None:
    missiles = tables.strikes(SEED).set_index("weapon").loc["ballistic_missile"]

    found = [missiles[name] for name in ("launched", "intercepted", "unaccounted", "scope")]
    assert found == [7, 6, 1, "Kyiv"]


def test_who_intercepts_is_attacked_by_the_other_side() -> None:
    row = tables.strikes(frame(figure("intercepted", 71, actor="Russia"))).iloc[0]

    assert (row["attacker"], row["defender"]) == ("Ukraine", "Russia")


def test_a_claim_keeps_the_ids_of_its_figures() -> None:
    drones = tables.strikes(SEED).iloc[1]

    assert drones["figure_ids"] == "a:3:launched a:4:intercepted a:5:suppressed"


def test_a_title_repeated_in_the_text_is_one_claim_with_all_ids() -> None:
    claims = tables.strikes(
        frame(
            figure("intercepted", 47, attribution=None, place=None, start=0),
            figure("launched", 72, start=8),
            figure("intercepted", 47, start=9),
        )
    )

    row = claims.iloc[0]
    assert (len(claims), row["claimant"], row["launched"]) == (1, "air force", 72)
    assert row["figure_ids"].split() == ["a:0:intercepted", "a:8:launched", "a:9:intercepted"]


def test_a_claimant_named_in_short_is_the_claimant_named_in_full() -> None:
    claims = tables.strikes(
        frame(
            figure("intercepted", 47, attribution="the air force"),
            figure("intercepted", 47, attribution="Ukraine’s air force", start=9),
        )
    )

    assert claims["claimant"].tolist() == ["Ukraine’s air force"]


def test_a_launched_number_in_the_articles_own_voice_joins_the_outcomes() -> None:
    claims = tables.strikes(
        frame(figure("launched", 123, attribution=None), figure("intercepted", 71, start=9))
    )

    assert claims[["claimant", "launched", "intercepted"]].to_numpy().tolist() == [
        ["air force", 123, 71]
    ]


def test_an_undated_launched_number_does_not_join_the_outcomes_of_a_night() -> None:
    claims = tables.strikes(
        frame(
            figure("launched", 5000, date_start=None, date_end=None),
            figure("intercepted", 71, start=9),
        )
    )

    assert len(claims) == 2


@pytest.mark.parametrize(
    ("column", "other"),
    [
        ("attribution", "mayor"),
        ("place", "Kyiv"),
        ("weapon", "missile"),
        ("actor", "Ukraine"),
        ("date_start", date(2025, 2, 1)),
        ("article_id", "b"),
    ],
)
def test_claims_stay_apart_where_a_key_differs(column: str, other: object) -> None:
    same = figure("launched", 123)

    claims = tables.strikes(frame(same, {**same, column: other, "start": 9}))

    assert len(claims) == 2


def test_numbers_that_contradict_each_other_are_two_claims() -> None:
    claims = tables.strikes(frame(figure("launched", 805), figure("launched", 810, start=9)))

    assert claims["launched"].tolist() == [805, 810]


def test_outcomes_never_join_a_smaller_launched_number() -> None:
    claims = tables.strikes(frame(figure("launched", 5), figure("intercepted", 71, start=9)))

    assert claims["unaccounted"].isna().all()


def test_the_remainder_of_open_bounds_is_open_on_the_other_side() -> None:
    claims = tables.strikes(
        frame(figure("launched", 100), figure("intercepted", 60, high=None, start=9))
    )

    row = claims.iloc[0]
    assert (row["unaccounted"], row["unaccounted_high"]) == (40, 40)
    assert pd.isna(row["unaccounted_low"])


def test_the_remainder_of_ranges_follows_from_their_ends() -> None:
    claims = tables.strikes(
        frame(figure("launched", 150, low=100, high=200), figure("intercepted", 60, start=9))
    )

    row = claims.iloc[0]
    assert [row["unaccounted_low"], row["unaccounted_high"]] == [40, 140]


def test_the_stopped_share_counts_shot_down_and_suppressed() -> None:
    assert tables.strikes(SEED).iloc[1]["stopped_share"] == pytest.approx(111 / 123)


def test_nothing_is_derived_without_an_outcome() -> None:
    row = tables.strikes(frame(figure("launched", 123))).iloc[0]

    assert row[["unaccounted", "stopped_share"]].isna().all()


@pytest.mark.parametrize(
    ("start", "end", "period"),
    [
        (NIGHT, NIGHT, "day"),
        (date(2025, 2, 11), NIGHT, "day"),
        (date(2025, 2, 1), date(2025, 2, 28), "month"),
        (date(2024, 1, 1), date(2024, 12, 31), "year"),
        (date(2022, 2, 24), NIGHT, "period"),
        (date(2025, 2, 3), date(2025, 2, 9), "period"),
    ],
)
def test_a_claim_says_how_long_its_time_is(start: date, end: date, period: str) -> None:
    claims = tables.strikes(frame(figure("launched", 123, date_start=start, date_end=end)))

    assert claims["period"].tolist() == [period]


def test_an_undated_claim_has_no_period() -> None:
    claims = tables.strikes(frame(figure("launched", 123, date_start=None, date_end=None)))

    assert claims["period"].isna().all()


# nights and months


def nights_of(*rows: Row) -> pd.DataFrame:
    return tables.nights(tables.strikes(frame(*rows)))


def test_a_night_takes_the_national_claim_over_a_larger_regional_one() -> None:
    table = nights_of(
        figure("launched", 100), figure("launched", 300, place="Kyiv", article_id="b")
    )

    assert table[["launched", "scope"]].to_numpy().tolist() == [[100, "national"]]


def test_a_night_takes_the_latest_article_and_keeps_the_rival() -> None:
    later = {"article_id": "b", "published": date(2025, 2, 13)}

    table = nights_of(figure("launched", 805), figure("launched", 810, **later))

    row = table.iloc[0]
    assert (row["launched"], row["rivals"], row["rival_ids"]) == (
        810,
        "805 launched (air force, a)",
        "a:0:launched",
    )


def test_a_months_total_is_no_night() -> None:
    month = {"date_start": date(2025, 2, 1), "date_end": date(2025, 2, 28)}

    assert nights_of(figure("launched", 3902, **month)).empty


def test_kinds_of_missile_add_up_within_one_claim() -> None:
    table = nights_of(
        figure("launched", 7, weapon="ballistic_missile"),
        figure("launched", 30, weapon="cruise_missile", start=9),
    )

    assert table[["weapon_class", "launched"]].to_numpy().tolist() == [["missile", 37]]


def test_a_total_of_missiles_is_not_added_to_its_kinds() -> None:
    table = nights_of(
        figure("launched", 40, weapon="missile"),
        figure("launched", 7, weapon="ballistic_missile", start=9),
    )

    assert table["launched"].tolist() == [40]


def test_no_share_follows_where_one_kinds_outcome_is_unknown() -> None:
    table = nights_of(
        figure("launched", 7, weapon="ballistic_missile"),
        figure("intercepted", 6, weapon="ballistic_missile", start=5),
        figure("launched", 30, weapon="cruise_missile", start=9),
    )

    assert table["stopped_share"].isna().all()


def test_months_keep_stated_totals_apart_from_sums_of_nights() -> None:
    month = {"date_start": date(2025, 2, 1), "date_end": date(2025, 2, 28), "attribution": "AFP"}
    figures = frame(
        figure("launched", 123),
        figure("launched", 77, date_start=date(2025, 2, 13), date_end=date(2025, 2, 13), start=5),
        figure("launched", 3902, start=9, **month),
    )

    table = tables.strikes_by_month(tables.strikes(figures)).set_index("basis")

    assert table["launched"].to_dict() == {"nights": 200, "stated": 3902}
    assert table.loc["nights", "nights"] == 2


# territory, aid, casualties


def test_square_kilometres_of_the_country_have_a_derived_share() -> None:
    held = {"topic": "territory", "unit": "km2"}
    figures = frame(
        figure("controlled", 112_000, **held), figure("controlled", 450, place="Kursk", **held)
    )

    table = tables.territory(figures)

    assert table["derived_share"].fillna(0).round(2).tolist() == [18.55, 0]


def test_a_total_since_the_invasion_is_cumulative_and_an_announcement_is_not() -> None:
    given = {"topic": "aid", "unit": "USD", "actor": "United States", "recipient": "Ukraine"}
    figures = frame(
        figure("delivered", 65e9, date_start=date(2022, 2, 1), **given),
        figure("pledged", 4e8, start=9, **given),
    )

    table = tables.aid(figures)

    assert table[["currency", "amount", "cumulative"]].to_numpy().tolist() == [
        ["USD", 65e9, True],
        ["USD", 4e8, False],
    ]


def test_casualties_name_side_category_and_bounds() -> None:
    dead = {"topic": "casualties", "actor": "Ukraine", "category": "civilian", "place": "Kyiv"}

    row = tables.casualties(frame(figure("killed", 1, high=None, **dead))).iloc[0]

    assert (row["side"], row["category"], row["low"]) == ("Ukraine", "civilian", 1)
    assert pd.isna(row["high"])


def test_a_number_repeated_in_an_article_is_one_casualty_claim() -> None:
    dead = {"topic": "casualties", "actor": "Ukraine"}
    figures = frame(
        figure("killed", 13, attribution=None, **dead), figure("killed", 13, start=9, **dead)
    )

    table = tables.casualties(figures)

    assert table[["claimant", "figure_ids"]].to_numpy().tolist() == [
        ["air force", "a:0:killed a:9:killed"]
    ]


DERIVED = [tables.strikes, tables.territory, tables.aid, tables.casualties]


@pytest.mark.parametrize("derive", DERIVED)
def test_no_figures_give_an_empty_table_with_the_same_types(derive: Derive) -> None:
    full = derive(SEED)

    empty = derive(SEED.iloc[:0])

    assert (len(empty), empty.dtypes.to_dict()) == (0, full.dtypes.to_dict())


@pytest.mark.parametrize("derive", DERIVED)
def test_a_missing_column_is_named(derive: Derive) -> None:
    with pytest.raises(TableError, match="attribution"):
        derive(SEED.drop(columns="attribution"))


@pytest.mark.parametrize("derive", [tables.nights, tables.strikes_by_month])
def test_a_table_of_something_else_is_refused(derive: Derive) -> None:
    with pytest.raises(TableError, match="not a table of strikes"):
        derive(SEED)


def test_every_column_is_in_the_data_dictionary(root: Path) -> None:
    text = (root / "docs/data-dictionary.md").read_text(encoding="utf-8")
    columns = {name for derive in DERIVED for name in derive(SEED)} | set(COLUMNS)
    plain = {name for name in columns if not name.endswith(("_low", "_high"))}

    assert {name for name in plain if f"`{name}`" not in text} == set()
