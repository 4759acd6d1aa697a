"""Claims become events: one number stands, every other one stays beside it."""

from __future__ import annotations

from datetime import date, timedelta
from typing import TYPE_CHECKING

import pandas as pd
import pytest
from conftest import ROOT
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from test_tables import NIGHT, figure, frame

import analysis
from analysis.contracts import check_table
from analysis.errors import TableError
from analysis.nights import months_compared, nights, strikes_by_month
from analysis.reconciliation import reconcile
from analysis.reconciliation.accounting import accounting, pooled_shares, stopped_shares
from analysis.reconciliation.donors import aid_by_donor, aid_events
from analysis.reconciliation.land import territory_by_month
from analysis.reconciliation.promises import SCHEMAS
from analysis.rules import rule_names, rules_of, words_of
from analysis.tables import aid, casualties, strikes, territory
from analysis.wording import says

if TYPE_CHECKING:
    from analysis.claims import Row
    from analysis.reconciliation import Events

THURSDAY = NIGHT + timedelta(days=1)
NEXT = {"article_id": "b", "published": THURSDAY}
TOLL = {"topic": "casualties", "actor": "Ukraine", "weapon": None}
LAND = {"topic": "territory", "unit": "km2", "weapon": None, "attribution": "ISW"}
GIFT = {"topic": "aid", "unit": "EUR", "actor": "Germany", "recipient": "Ukraine", "weapon": None}
MARCH = {"date_start": date(2025, 3, 1), "date_end": date(2025, 3, 31)}


def events_of(*rows: Row) -> pd.DataFrame:
    """The events of figures."""
    return reconcile(frame(*rows)).events


def roles_of(*rows: Row) -> list[str]:
    """What became of each figure."""
    return reconcile(frame(*rows)).claims["role"].tolist()


# which number stands


def test_a_later_report_stands_before_an_earlier_one() -> None:
    event = events_of(figure("launched", 805), figure("launched", 810, **NEXT)).iloc[0]

    assert (event["launched"], event["rule"], event["rivals"]) == (
        810,
        "later",
        "805 launched (air force, a)",
    )


def test_three_rival_articles_are_one_event_with_two_rivals() -> None:
    event = events_of(
        figure("launched", 123),
        figure("launched", 120, article_id="b", attribution=None, qualifier="approx", low=None),
        figure("launched", 121, article_id="c", attribution="a monitoring channel"),
    ).iloc[0]

    assert (event["launched"], event["articles"], event["rule"]) == (123, 3, "official")
    assert event["rival_ids"].split() == ["c:0:launched", "b:0:launched"]


def test_an_exact_number_stands_before_a_rounded_one() -> None:
    event = events_of(
        figure("launched", 123), figure("launched", 120, low=None, high=None, **NEXT)
    ).iloc[0]

    assert (event["launched"], event["rule"]) == (123, "precise")


def test_a_later_toll_stands_before_an_exact_one() -> None:
    event = events_of(
        figure("killed", 13, **TOLL), figure("killed", 15, high=None, **TOLL, **NEXT)
    ).iloc[0]

    assert (event["killed"], event["rule"]) == (15, "later")


def test_a_number_that_corrects_another_stands() -> None:
    revised = "The number of drones has been corrected to 810."
    event = events_of(
        figure("launched", 805),
        figure("launched", 810, attribution=None, sentence=revised, start=9),
    ).iloc[0]

    assert (event["launched"], event["rule"]) == (810, "revised")


def test_a_first_count_makes_way() -> None:
    first = "The mayor had earlier reported 39 injured."
    event = events_of(
        figure("injured", 45, attribution="governor", **TOLL),
        figure("injured", 39, attribution="mayor", sentence=first, start=9, **TOLL),
    ).iloc[0]

    assert (event["injured"], event["rule"]) == (45, "revised")


def test_a_part_that_an_article_counts_is_no_rival_of_its_whole() -> None:
    roles = roles_of(
        figure("launched", 728),
        figure("intercepted", 296, start=5),
        figure("launched", 300, start=9),
    )

    assert roles == ["chosen", "chosen", "other count"]


def test_an_earlier_number_of_the_same_claimant_is_superseded() -> None:
    assert roles_of(figure("launched", 805), figure("launched", 810, **NEXT)) == [
        "superseded",
        "chosen",
    ]


def test_a_number_of_another_claimant_is_a_rival() -> None:
    assert roles_of(
        figure("launched", 123), figure("launched", 99, attribution="Kyiv Independent", **NEXT)
    ) == ["rival", "chosen"]


def test_a_repeat_in_another_article_agrees() -> None:
    event = events_of(figure("launched", 123), figure("launched", 123, **NEXT)).iloc[0]

    assert (event["rule"], event["articles"], pd.isna(event["rivals"])) == ("agree", 2, True)


def test_outlets_are_counted_once() -> None:
    event = events_of(
        figure("launched", 123, outlet="AP"),
        figure("launched", 123, outlet="AP", **NEXT),
        figure("launched", 123, article_id="c", outlet="BBC"),
    ).iloc[0]

    assert (event["articles"], event["outlets"]) == (3, 2)


def test_an_article_without_an_outlet_counts_for_none() -> None:
    event = events_of(figure("launched", 123, outlet="AP"), figure("launched", 123, **NEXT)).iloc[0]

    assert (event["articles"], event["outlets"]) == (2, 1)


def test_an_attack_is_of_a_night_where_any_claim_says_so() -> None:
    event = events_of(
        figure("launched", 123, qualifier="exact"),
        figure("launched", 120, **NEXT, low=None, high=None, sentence="They came overnight."),
    ).iloc[0]

    assert (event["launched"], event["period"]) == (123, "night")


def test_an_outcome_that_exceeds_the_number_launched_is_not_added() -> None:
    event = events_of(
        figure("launched", 123),
        figure("intercepted", 100, start=5),
        figure("intercepted", 100, **NEXT, start=5),
        figure("suppressed", 90, **NEXT, start=9),
    ).iloc[0]

    assert (event["launched"], event["intercepted"]) == (123, 100)
    assert pd.isna(event["suppressed"])


def test_outcomes_from_another_article_are_added_where_the_rest_agrees() -> None:
    event = events_of(
        figure("launched", 123),
        figure("intercepted", 71, start=5),
        figure("launched", 123, attribution="AP", **NEXT),
        figure("suppressed", 40, attribution="AP", start=5, **NEXT),
    ).iloc[0]

    assert (event["intercepted"], event["suppressed"]) == (71, 40)
    assert event["added_from"] in ("a", "b")


def test_an_outcome_of_a_contradicting_claim_is_never_added() -> None:
    event = events_of(
        figure("launched", 123),
        figure("launched", 90, attribution="AP", article_id="b"),
        figure("suppressed", 40, attribution="AP", start=5, article_id="b"),
    ).iloc[0]

    assert pd.isna(event["suppressed"]) or event["launched"] == 90


# what is one event


@pytest.mark.parametrize(
    ("column", "other"),
    [
        ("place", "Kyiv"),
        ("weapon", "missile"),
        ("actor", "Ukraine"),
        ("date_end", THURSDAY),
    ],
)
def test_claims_about_different_things_are_different_events(column: str, other: object) -> None:
    assert (
        len(events_of(figure("launched", 9), figure("launched", 9, **NEXT, **{column: other}))) == 2
    )


def test_a_months_total_is_no_event_of_its_last_night() -> None:
    periods = events_of(
        figure("launched", 123, date_start=date(2025, 3, 31), date_end=date(2025, 3, 31)),
        figure("launched", 4198, start=9, **MARCH),
    )["period"]

    assert sorted(periods) == ["day", "month"]


@pytest.mark.parametrize(
    ("columns", "sentence", "period"),
    [
        ({}, "123 drones overnight", "night"),
        ({}, "123 drones", "day"),
        ({"date_start": date(2025, 2, 6)}, "this week", "week"),
        ({"date_start": date(2025, 1, 1)}, "so far this year", "since"),
        ({"date_start": date(2025, 1, 1)}, "in six weeks", "span"),
        (MARCH, "in March", "month"),
        ({"date_start": date(2024, 1, 1), "date_end": date(2024, 12, 31)}, "in 2024", "year"),
    ],
)
def test_an_event_says_how_long_it_is(columns: Row, sentence: str, period: str) -> None:
    event = events_of(figure("launched", 123, sentence=sentence, **columns)).iloc[0]

    assert event["period"] == period


def test_a_region_is_part_of_the_nation() -> None:
    events = events_of(
        figure("intercepted", 81, actor="Russia", place="Russia"),
        figure("intercepted", 26, actor="Russia", place="Voronezh region", start=9),
    ).set_index("scope")

    assert events.loc["Voronezh region", "part_of"] == events.loc["national", "event_id"]


def test_a_kind_of_missile_is_part_of_all_missiles() -> None:
    events = events_of(
        figure("launched", 40, weapon="missile"),
        figure("launched", 7, weapon="ballistic_missile", start=9),
    ).set_index("weapon")

    assert events.loc["ballistic_missile", "part_of"] == events.loc["missile", "event_id"]


def test_the_opposite_direction_is_another_event() -> None:
    events = events_of(
        figure("intercepted", 71), figure("intercepted", 81, actor="Russia", start=9)
    )

    assert sorted(events["actor"]) == ["Russia", "Ukraine"]


def test_a_claim_without_a_category_joins_the_one_with_its_number() -> None:
    events = events_of(
        figure("killed", 12654, category="civilian", **TOLL),
        figure("killed", 12654, **TOLL, **NEXT),
    )

    assert (len(events), events.iloc[0]["category"]) == (1, "civilian")


def test_claims_that_a_person_marked_are_one_event() -> None:
    events = events_of(
        figure("launched", 123, same_event="night-1"),
        figure(
            "launched", 120, date_end=THURSDAY, date_start=THURSDAY, same_event="night-1", **NEXT
        ),
    )

    assert (len(events), events.iloc[0]["marked"], events.iloc[0]["articles"]) == (1, True, 2)


def test_an_events_id_tells_what_it_is_about() -> None:
    assert events_of(figure("launched", 123))["event_id"].tolist() == [
        "strikes:2025-02-12:Russia:drone"
    ]


# nothing disappears


@pytest.mark.parametrize(
    ("columns", "reason"),
    [
        ({"date_start": None, "date_end": None}, "undated"),
        ({"weapon": None}, "no weapon"),
        ({"topic": "aid", "unit": "USD", "actor": None}, "no actor"),
        ({"topic": "aid", "unit": "count"}, "unit"),
    ],
)
def test_a_claim_that_fits_no_event_is_listed_with_its_reason(columns: Row, reason: str) -> None:
    measure = "pledged" if columns.get("topic") == "aid" else "launched"

    unused = reconcile(frame(figure(measure, 123, **columns))).unused

    assert unused[["figure_id", "reason"]].to_numpy().tolist() == [[f"a:0:{measure}", reason]]


@st.composite
def figures_of_nights(draw: st.DrawFn) -> pd.DataFrame:
    """Figures that agree, contradict and repeat each other in every way that matters."""
    rows = [
        figure(
            draw(st.sampled_from(["launched", "intercepted", "suppressed", "hit"])),
            draw(st.sampled_from([0, 7, 71, 123, 810])),
            start=start,
            article_id=draw(st.sampled_from("abc")),
            weapon=draw(st.sampled_from(["drone", "missile", "ballistic_missile", None])),
            place=draw(st.sampled_from(["Ukraine", "Kyiv"])),
            attribution=draw(st.sampled_from(["air force", "Ukraine's air force", "AP", None])),
            date_end=draw(st.sampled_from([NIGHT, THURSDAY, None])),
            same_event=draw(st.sampled_from([None, None, None, "one"])),
        )
        for start in range(draw(st.integers(0, 8)))
    ]
    return frame(*rows) if rows else frame(figure("launched", 1)).iloc[:0]


def ids_in(events: Events) -> list[str]:
    """Every figure that an event links to."""
    return [name for ids in events.events["figure_ids"] for name in ids.split()]


SLOW = settings(max_examples=30, deadline=None, suppress_health_check=[HealthCheck.too_slow])


@pytest.mark.slow
@SLOW
@given(figures_of_nights())
def test_every_claim_is_in_exactly_one_event_or_unused(figures: pd.DataFrame) -> None:
    found = reconcile(figures)

    assert sorted(ids_in(found) + found.unused["figure_id"].tolist()) == sorted(
        figures["figure_id"]
    )
    assert found.unused["reason"].notna().all()


@pytest.mark.slow
@SLOW
@given(figures_of_nights())
def test_every_number_that_stands_was_stated(figures: pd.DataFrame) -> None:
    found = reconcile(figures)

    stated = set(zip(figures["measure"], figures["value"], strict=True))
    chosen = found.of("strikes")[["launched", "intercepted", "suppressed", "hit"]].melt().dropna()
    assert set(zip(chosen["variable"], chosen["value"], strict=True)) <= stated


@pytest.mark.slow
@SLOW
@given(figures_of_nights())
def test_every_number_that_does_not_stand_is_shown_as_rival(figures: pd.DataFrame) -> None:
    found = reconcile(figures)

    lost = found.claims[found.claims["role"].isin(["rival", "superseded", "other count"])]
    shown = {name for ids in found.events["rival_ids"].dropna() for name in ids.split()}
    assert set(lost["figure_id"]) <= shown


@pytest.mark.slow
@SLOW
@given(figures_of_nights())
def test_both_tables_keep_their_promises(figures: pd.DataFrame) -> None:
    found = reconcile(figures)

    check_table(found.events, SCHEMAS["events"])
    check_table(found.claims, SCHEMAS["claims"])
    assert set(found.events["part_of"].dropna()) <= set(found.events["event_id"])


@pytest.mark.slow
@SLOW
@given(figures_of_nights(), st.permutations("abc"))
def test_the_order_of_the_articles_changes_no_event(figures: pd.DataFrame, order: str) -> None:
    shuffled = pd.concat([figures[figures["article_id"] == name] for name in order])

    columns = ["event_id", "launched", "intercepted", "suppressed", "hit", "rule", "articles"]
    found, again = (
        reconcile(table).events[columns].sort_values("event_id", ignore_index=True)
        for table in (figures.sort_values("article_id", kind="stable"), shuffled)
    )
    pd.testing.assert_frame_equal(found, again)


# nights and months


EVENING = {"date_start": NIGHT - timedelta(days=1)}


@pytest.mark.parametrize(
    ("columns", "convention", "day"),
    [
        (EVENING, "morning", NIGHT),
        (EVENING, "evening", NIGHT - timedelta(days=1)),
        ({"sentence": "123 drones overnight"}, "evening", NIGHT - timedelta(days=1)),
        ({"sentence": "123 drones in the afternoon"}, "evening", NIGHT),
    ],
)
def test_a_night_counts_for_the_day_of_the_convention(
    columns: Row, convention: str, day: date
) -> None:
    figures = frame(figure("launched", 123, **columns))

    found = nights(strikes(figures), convention=convention)

    assert found["date"].dt.date.tolist() == [day]
    assert reconcile(figures, convention=convention).events["date"].dt.date.tolist() == [day]


def test_the_convention_is_said_with_the_table() -> None:
    found = strikes_by_month(strikes(frame(figure("launched", 123))), convention="evening")

    assert found.attrs["convention"] == "A night counts for the evening on which it began."


@pytest.mark.parametrize("derive", [nights, strikes_by_month, months_compared])
def test_an_unknown_convention_is_refused(derive: object) -> None:
    with pytest.raises(TableError, match="its morning or its evening"):
        derive(strikes(frame(figure("launched", 1))), convention="noon")  # type: ignore[operator]


def test_an_unknown_convention_of_events_is_refused() -> None:
    with pytest.raises(TableError, match="its morning or its evening"):
        reconcile(frame(figure("launched", 1)), convention="noon")


def night(day: int, launched: float, **columns: object) -> Row:
    """The drones of one night in March 2025."""
    when = date(2025, 3, day)
    return figure("launched", launched, date_start=when, date_end=when, start=day, **columns)


def test_a_stated_month_stands_beside_the_sum_of_its_nights() -> None:
    total = figure("launched", 4198, article_id="b", attribution="AFP", **MARCH)

    row = months_compared(strikes(frame(night(1, 150), night(2, 100), total))).iloc[0]

    assert row[["stated", "summed", "difference"]].tolist() == [4198, 250, 3948]
    assert (row["nights"], row["days"], row["claimant"]) == (2, 31, "AFP")


def test_where_nights_are_missing_the_difference_is_an_upper_bound() -> None:
    total = figure("launched", 4198, article_id="b", attribution="AFP", **MARCH)

    row = months_compared(strikes(frame(night(1, 150), total))).iloc[0]

    assert (row["difference_high"], pd.isna(row["difference_low"])) == (4048, True)


def test_a_regions_month_is_not_compared_with_the_nation() -> None:
    total = figure("launched", 300, article_id="b", place="Kyiv", **MARCH)

    assert months_compared(strikes(frame(night(1, 150), total))).empty


def test_kinds_of_missile_have_no_launched_number_where_one_of_them_has_none() -> None:
    downed = figure("intercepted", 30, weapon="cruise_missile", start=9)
    ballistic = {"weapon": "ballistic_missile"}
    fired = [figure("launched", 7, **ballistic), figure("intercepted", 6, start=5, **ballistic)]

    row = nights(strikes(frame(*fired, downed))).iloc[0]

    assert (row["intercepted"], pd.isna(row["launched"])) == (36, True)


def test_outcomes_that_a_kind_leaves_out_make_their_sum_a_lower_bound() -> None:
    cruise = figure("launched", 30, weapon="cruise_missile", start=9)
    ballistic = {"weapon": "ballistic_missile"}
    fired = [figure("launched", 7, **ballistic), figure("intercepted", 6, start=5, **ballistic)]

    row = nights(strikes(frame(*fired, cruise))).iloc[0]

    assert (row["intercepted_low"], pd.isna(row["intercepted_high"])) == (6, True)


def test_a_sum_of_nights_leaves_out_those_whose_launched_number_is_unknown() -> None:
    unknown = {**night(2, 90), **figure("intercepted", 90, article_id="b")}
    unknown |= {"date_start": date(2025, 3, 2), "date_end": date(2025, 3, 2)}

    row = strikes_by_month(strikes(frame(night(1, 150), unknown))).iloc[0]

    assert (row["nights"], row["launched"], pd.isna(row["intercepted"])) == (1, 150, True)


def test_the_latest_of_a_claimants_totals_of_a_month_is_shown() -> None:
    by_afp = {"attribution": "AFP", **MARCH}
    first = figure("launched", 4100, article_id="b", published=date(2025, 4, 1), **by_afp)
    latest = figure("launched", 4198, article_id="c", published=date(2025, 4, 2), **by_afp)

    table = strikes_by_month(strikes(frame(latest, first)))

    assert table["launched"].tolist() == [4198]


# accounting and shares


def accounts_of(*rows: Row) -> pd.DataFrame:
    return accounting(reconcile(frame(*rows)))


def test_outcomes_that_add_up_are_said_to() -> None:
    row = accounts_of(
        figure("launched", 123),
        figure("intercepted", 71, start=5),
        figure("suppressed", 40, start=9),
    ).iloc[0]

    assert (row["outcomes"], row["unaccounted"], row["verdict"]) == (111, 12, "adds up")


def test_a_night_that_does_not_add_up_is_flagged_with_its_sentences() -> None:
    row = accounts_of(
        figure("launched", 123, sentence="Russia launched 123."),
        figure("intercepted", 130, start=9, sentence="It shot down 130."),
    ).iloc[0]

    assert (row["launched"], row["outcomes"], row["unaccounted"]) == (123, 130, -7)
    assert (row["verdict"], row["sentences"]) == (
        "too many",
        "Russia launched 123.\nIt shot down 130.",
    )


def test_a_night_that_does_not_add_up_has_no_share() -> None:
    found = reconcile(
        frame(
            figure("launched", 123),
            figure("suppressed", 40, start=5),
            figure("intercepted", 130, start=9),
        )
    )

    assert stopped_shares(found)["stopped_share"].isna().all()


def test_a_rounded_whole_may_be_a_little_less_than_its_parts() -> None:
    row = accounts_of(
        figure("launched", 120, low=None, high=None), figure("intercepted", 125, start=9)
    ).iloc[0]

    assert (row["verdict"], row["unaccounted"]) == ("rounded", -5)


def test_a_share_of_a_bounded_number_has_an_open_end() -> None:
    shares = stopped_shares(
        reconcile(frame(figure("launched", 123), figure("intercepted", 100, high=None, start=5)))
    )

    row = shares.iloc[0]
    assert (row["stopped_share"], row["stopped_share_low"]) == (100 / 123, 100 / 123)
    assert pd.isna(row["stopped_share_high"])


def test_a_share_of_few_weapons_is_said_to_be_too_little() -> None:
    found = reconcile(frame(figure("launched", 7), figure("intercepted", 6, start=5)))

    assert stopped_shares(found)["enough"].tolist() == [False]
    assert stopped_shares(found, fewest=7)["enough"].tolist() == [True]


def test_nights_and_days_are_pooled_together() -> None:
    overnight = {"sentence": "The drones came overnight."}
    rows = [
        figure("launched", 100, **overnight),
        figure("intercepted", 50, start=5, **overnight),
        figure("launched", 300, start=9, date_start=THURSDAY, date_end=THURSDAY, **NEXT),
        figure("intercepted", 300, start=12, date_start=THURSDAY, date_end=THURSDAY, **NEXT),
    ]

    shares = stopped_shares(reconcile(frame(*rows)))

    assert sorted(shares["period"]) == ["day", "night"]
    assert pooled_shares(shares)[["period", "attacks"]].to_numpy().tolist() == [["night", 2]]


def test_pooled_shares_are_all_stopped_of_all_launched() -> None:
    found = reconcile(
        frame(
            night(1, 100),
            {
                **night(1, 50),
                **figure(
                    "intercepted",
                    50,
                    **dict(zip(("date_start", "date_end"), [date(2025, 3, 1)] * 2, strict=True)),
                    start=40,
                ),
            },
            night(2, 300, article_id="b"),
            figure(
                "intercepted",
                300,
                date_start=date(2025, 3, 2),
                date_end=date(2025, 3, 2),
                article_id="b",
                start=40,
            ),
        )
    )

    row = pooled_shares(stopped_shares(found)).iloc[0]
    assert (row["n"], row["stopped_share"], row["attacks"]) == (400, pytest.approx(350 / 400), 2)


# territory


def test_a_claimants_month_has_level_change_and_derived_numbers() -> None:
    levels = {"date_start": date(2025, 3, 31), "date_end": date(2025, 3, 31)}
    table = territory_by_month(
        territory(
            frame(
                figure("controlled", 116_093, **LAND, **levels),
                figure("gained", 240, start=5, **LAND, **MARCH),
                figure("lost", 40, start=9, **LAND, **MARCH),
            )
        )
    )

    row = table.iloc[0]
    assert (len(table), row["level"], row["derived_net"]) == (1, 116_093, 200)
    assert row["derived_share"] == pytest.approx(100 * 116_093 / 603_628)


def test_a_months_level_is_that_of_its_last_day() -> None:
    last, fourth = date(2025, 3, 31), date(2025, 3, 4)
    about = {"low": None, "high": None, "qualifier": "approx", "date_start": last, "date_end": last}
    rounded = figure("controlled", 116_000, **about, **LAND)
    day = {"date_start": fourth, "date_end": fourth}
    exact = figure("controlled", 115_800, start=9, **day, **LAND, **NEXT)

    table = territory_by_month(territory(frame(rounded, exact)))

    assert table["level"].tolist() == [116_000]


def test_claimants_of_one_month_have_rows_of_their_own() -> None:
    table = territory_by_month(
        territory(
            frame(
                figure("controlled", 116_093, **LAND),
                figure("controlled", 112_239, start=9, **{**LAND, "attribution": "DeepState"}),
            )
        )
    )

    assert table["level"].tolist() == [112_239, 116_093]


def test_kursk_stands_apart_and_has_no_share_of_ukraine() -> None:
    kursk = {**LAND, "actor": "Ukraine", "place": "Kursk region"}

    row = territory_by_month(territory(frame(figure("controlled", 1294, **kursk)))).iloc[0]

    assert (row["scope"], pd.isna(row["derived_share"])) == ("Kursk region", True)


def test_the_change_of_a_year_is_no_change_of_its_last_month() -> None:
    year = {"date_start": date(2025, 1, 1), "date_end": date(2025, 12, 31)}

    assert territory_by_month(territory(frame(figure("gained", 5600, **LAND, **year)))).empty


def test_percent_of_the_country_is_derived_in_square_kilometres() -> None:
    row = territory(frame(figure("controlled", 20, **{**LAND, "unit": "percent"}))).iloc[0]

    assert (row["derived_km2"], pd.isna(row["derived_share"])) == (pytest.approx(120_725.6), True)


# aid


def gifts_of(*rows: Row) -> pd.DataFrame:
    return aid_events(reconcile(frame(*rows)))


def test_a_package_announced_twice_is_one_sum() -> None:
    later = {"date_start": date(2025, 3, 1), "date_end": date(2025, 3, 1)}

    gifts = gifts_of(
        figure("pledged", 5e8, **GIFT), figure("pledged", 5e8, **GIFT, **NEXT, **later)
    )

    assert gifts[["amount", "articles"]].to_numpy().tolist() == [[5e8, 2]]


def test_the_same_sum_a_year_later_is_another_package() -> None:
    later = {**GIFT, "article_id": "b", "published": date(2026, 3, 1)}

    assert len(gifts_of(figure("pledged", 5e8, **GIFT), figure("pledged", 5e8, **later))) == 2


def test_a_sum_for_next_year_is_the_sum_that_the_title_announces() -> None:
    next_year = {"date_start": date(2026, 1, 1), "date_end": date(2026, 12, 31), "start": 9}

    gifts = gifts_of(figure("pledged", 5e8, **GIFT), figure("pledged", 5e8, **GIFT, **next_year))

    assert len(gifts) == 1


def test_two_sums_of_one_day_are_two_packages() -> None:
    assert (
        len(gifts_of(figure("pledged", 5e8, **GIFT), figure("pledged", 1e8, start=9, **GIFT))) == 2
    )


def test_parts_of_a_total_are_left_out_of_the_sum() -> None:
    gifts = gifts_of(
        figure("pledged", 9e8, category="total", **GIFT),
        figure("pledged", 4e8, category="military", start=9, **GIFT),
    )

    found = aid_by_donor(gifts).set_index("category")
    assert (found.loc["total", "sum"], found.loc["military", "events"]) == (9e8, 0)
    assert gifts["left_out"].dropna().tolist() == ["part of another sum"]


def test_a_sum_that_its_sentence_calls_a_part_is_left_out() -> None:
    sentence = "Berlin gives €900 million, including €400 million for air defence."
    gifts = gifts_of(
        figure("pledged", 9e8, sentence=sentence, **GIFT),
        figure("pledged", 4e8, sentence=sentence, start=9, **GIFT),
    )

    assert aid_by_donor(gifts)["sum"].tolist() == [9e8]


def test_running_totals_of_two_dates_are_never_added() -> None:
    since = {"date_start": date(2022, 2, 24)}
    gifts = gifts_of(
        figure("delivered", 3e10, **GIFT, **since),
        figure("delivered", 4e10, **GIFT, **NEXT, **since, date_end=date(2025, 6, 1)),
    )

    row = aid_by_donor(gifts).iloc[0]
    assert (row["cumulative"], row["sum"]) == (True, 4e10)


def test_pledged_and_delivered_are_never_added() -> None:
    gifts = gifts_of(figure("pledged", 5e8, **GIFT), figure("delivered", 5e8, start=9, **GIFT))

    assert aid_by_donor(gifts)["commitment"].tolist() == ["delivered", "pledged"]


def test_an_amount_keeps_its_currency_beside_the_converted_one() -> None:
    row = gifts_of(figure("pledged", 1e9, **{**GIFT, "unit": "USD"})).iloc[0]

    assert (row["amount"], row["currency"], row["converted"]) == (
        1e9,
        "USD",
        pytest.approx(1e9 / 1.0370),
    )


def test_a_sum_without_a_rate_is_left_out_with_its_reason() -> None:
    row = gifts_of(figure("pledged", 1e9, **{**GIFT, "unit": "UAH"})).iloc[0]

    assert (row["left_out"], row["conversion_gap"]) == (
        "no conversion",
        "the ECB sets no rate for UAH",
    )


@pytest.mark.parametrize(
    ("sentence", "value", "measure", "commitment", "verb"),
    [
        (
            "Congress had appropriated $174 billion.",
            174e9,
            "pledged",
            "appropriated",
            "appropriated",
        ),
        (
            "Berlin pledged 5bn and allocated €2.5bn of it.",
            2.5e9,
            "pledged",
            "allocated",
            "allocated",
        ),
        ("€83 billion had been paid out.", 83e9, "delivered", "disbursed", "paid out"),
        ("A sum of €83 billion.", 83e9, "delivered", "delivered", None),
    ],
)
def test_aid_keeps_the_stated_verb(
    sentence: str, value: float, measure: str, commitment: str, verb: str | None
) -> None:
    row = aid(frame(figure(measure, value, sentence=sentence, **GIFT))).astype(object).iloc[0]

    assert (row["commitment"], row["verb"] if verb else None) == (commitment, verb)


# the sample articles, as a person would file them


@pytest.fixture(scope="module")
def samples() -> Events:
    """The events of the sample articles."""
    return reconcile(analysis.extract(analysis.read_articles(ROOT / "data/articles")))


def test_805_then_810_is_one_night_of_810_with_805_beside_it(samples: Events) -> None:
    event = samples.events.set_index("event_id").loc["strikes:2025-09-07:Russia:drone"]

    assert (event["launched"], event["rule"]) == (810, "revised")
    assert "805 launched" in event["rivals"]


def test_the_governors_45_stand_before_the_mayors_earlier_39(samples: Events) -> None:
    event = samples.events.set_index("event_id").loc[
        "casualties:2025-04-30:Ukraine:injured:Kharkiv"
    ]

    assert (event["injured"], "39 injured (Ihor Terekhov" in event["rivals"]) == (45, True)


def test_russias_regional_split_is_never_added_to_its_81(samples: Events) -> None:
    night = samples.of("strikes").set_index("event_id").filter(like="2025-09-30:Ukraine", axis=0)
    regions = night[night["scope"] != "national"]

    assert night[night["scope"] == "national"]["intercepted"].tolist() == [81]
    assert regions["part_of"].unique().tolist() == ["strikes:2025-09-30:Ukraine:drone"]


def test_the_sample_articles_lose_no_figure(samples: Events) -> None:
    in_events = samples.claims["event_id"].notna()
    assert (in_events ^ samples.claims["reason"].notna()).all()
    assert sorted(ids_in(samples)) == sorted(samples.claims[in_events]["figure_id"])


# promises


def tables_of(figures: pd.DataFrame) -> dict[str, pd.DataFrame]:
    """Every public table of some figures."""
    found, claims = reconcile(figures), strikes(figures)
    gifts, shares = aid_events(found), stopped_shares(found)
    return {
        "strikes": claims,
        "territory": territory(figures),
        "aid": aid(figures),
        "casualties": casualties(figures),
        "nights": nights(claims),
        "strikes_by_month": strikes_by_month(claims),
        "months_compared": months_compared(claims),
        "events": found.events,
        "claims": found.claims,
        "accounting": accounting(found),
        "stopped_shares": shares,
        "pooled_shares": pooled_shares(shares),
        "territory_by_month": territory_by_month(territory(figures)),
        "aid_events": gifts,
        "aid_by_donor": aid_by_donor(gifts),
    }


@pytest.fixture(scope="module")
def sample_tables() -> dict[str, pd.DataFrame]:
    """Every public table of the sample articles."""
    return tables_of(analysis.extract(analysis.read_articles(ROOT / "data/articles")))


@pytest.mark.slow
@pytest.mark.parametrize("name", list(SCHEMAS))
def test_the_tables_of_the_samples_keep_their_promises(
    name: str, sample_tables: dict[str, pd.DataFrame]
) -> None:
    assert check_table(sample_tables[name], SCHEMAS[name]) is not None


@pytest.fixture(scope="module")
def empty_tables() -> dict[str, pd.DataFrame]:
    """Every public table of no figures."""
    return tables_of(frame(figure("launched", 1)).iloc[:0])


@pytest.mark.parametrize("name", list(SCHEMAS))
def test_no_figures_give_an_empty_table_that_keeps_its_promise(
    name: str, empty_tables: dict[str, pd.DataFrame]
) -> None:
    table = empty_tables[name]

    check_table(table, SCHEMAS[name])
    assert (len(table), list(table.columns)) == (0, list(SCHEMAS[name].columns))


@pytest.mark.parametrize(
    ("change", "rule"),
    [
        ({"launched": -1.0}, "row 0: launched is below zero"),
        ({"stopped_share": 2.0}, "row 0: stopped_share is above 1"),
        ({"launched_low": 999.0}, "row 0: launched_low is above launched"),
        ({"date_end": pd.Timestamp("2020-01-01")}, "row 0: it ends before it starts"),
        ({"weapon": "catapult"}, "row 0: weapon is not one of drone"),
        ({"launched": "many"}, "launched is"),
    ],
)
def test_a_broken_promise_names_row_and_rule(change: Row, rule: str) -> None:
    table = strikes(frame(figure("launched", 123), figure("intercepted", 71, start=5)))
    broken = table.astype({"weapon": object, "launched": object}).assign(**change)
    typed = (
        broken if isinstance(change.get("launched"), str) else broken.astype({"launched": float})
    )

    with pytest.raises(TableError, match=rule):
        check_table(typed, SCHEMAS["strikes"])


def test_a_second_row_of_one_key_is_a_broken_promise() -> None:
    table = events_of(figure("launched", 123))

    with pytest.raises(TableError, match="row 1: another row has the same event_id"):
        check_table(pd.concat([table, table], ignore_index=True), SCHEMAS["events"])


def test_a_missing_column_is_a_broken_promise() -> None:
    with pytest.raises(TableError, match="events: the column rule is missing"):
        check_table(events_of(figure("launched", 1)).drop(columns="rule"), SCHEMAS["events"])


# the words behind the rules


@pytest.mark.parametrize("topic", ["strikes", "territory", "aid", "casualties", "within"])
def test_every_rule_of_an_order_has_words(topic: str) -> None:
    assert [rule for rule in rules_of(topic) if not words_of(rule)] == []


def test_rules_have_distinct_words() -> None:
    assert len({words_of(rule) for rule in rule_names()}) == len(rule_names())


def test_words_are_whole_words() -> None:
    assert [says("night", text) for text in ("overnight", "a fortnight", "night")] == [
        True,
        False,
        True,
    ]
