"""The charts of territory, aid and casualties, by their marks and words."""

from __future__ import annotations

import re
from datetime import date

from chart_samples import AID, DEAD, GAINS, HELD, figure, frame, gifts, texts, title

from analysis import charts, currency, tables

# territory, aid, casualties


def test_areas_and_shares_have_titles_of_their_own() -> None:
    share = figure("territory", "controlled", 19.98, unit="percent", attribution="ISW")
    claims = tables.territory(frame(figure("territory", "controlled", 116_093), share))

    titles = {title(charts.territory_over_time(claims, unit=unit)) for unit in ("km2", "percent")}

    assert len(titles) == 2


def test_the_axis_says_where_it_does_not_start_at_zero() -> None:
    ax = charts.territory_over_time(tables.territory(HELD))

    assert ax.get_ylim()[0] == 100_000
    assert any("the axis starts at 100,000 km²" in " ".join(t.split()) for t in texts(ax))


def test_a_net_change_is_drawn_only_where_one_claimant_states_both() -> None:
    ax = charts.territory_changes(tables.territory(GAINS))

    assert [list(line.get_ydata()) for line in ax.lines if len(line.get_ydata()) == 2][:1] == [
        [410, 410]
    ]


def test_converted_amounts_show_what_was_stated() -> None:
    table = tables.aid(frame(figure("aid", "pledged", 4e8, actor="United States")))

    ax = charts.aid_by_donor(currency.converted(table))

    assert any(re.search(r"\$400m \(€3\d\d", text) for text in texts(ax))


def test_kinds_of_aid_stand_apart() -> None:
    rows = [
        figure("aid", "pledged", 4e8, category=category) for category in ("military", "financial")
    ]

    ax = charts.aid_by_category(tables.aid(frame(*rows)))

    assert {"Military", "Financial"} <= set(texts(ax))


def test_packages_add_up_and_totals_do_not() -> None:
    march, april = (
        {"date_start": day, "date_end": day} for day in (date(2025, 3, 1), date(2025, 4, 1))
    )
    figures = frame(
        figure("aid", "pledged", 1e9, unit="EUR", category="military"),
        figure("aid", "pledged", 2e9, unit="EUR", category="financial", **march),
        figure("aid", "pledged", 9e9, unit="EUR", category="total", **april),
    )

    ax = charts.aid_cumulative(gifts(figures))

    dots = [list(line.get_ydata()) for line in ax.lines if line.get_url()]
    assert dots == [[1e9], [3e9]]


def test_claims_without_a_claimant_never_crowd_out_those_with_one() -> None:
    unnamed = [
        figure("casualties", "killed", 5000 + n, attribution=None, article_id=f"u{n}")
        for n in range(9)
    ]
    figures = frame(*unnamed, figure("casualties", "killed", 3, attribution="UN"))

    ax = charts.casualties_by_claimant(tables.casualties(figures), most=6)

    assert "UN: 3" in texts(ax)


def test_victims_are_grouped_by_side_and_kind() -> None:
    rows = [
        figure("casualties", "killed", 10, attribution="UN", category="civilian"),
        figure("casualties", "killed", 20, attribution="ministry", category="military"),
    ]

    ax = charts.casualties_by_claimant(tables.casualties(frame(*rows)))

    assert {"Ukraine: civilians", "Ukraine: soldiers"} <= set(texts(ax))


def test_claimants_of_territory_are_labelled_at_their_lines() -> None:
    ax = charts.territory_over_time(tables.territory(HELD))

    assert {"open-source maps", "ISW"} <= set(texts(ax))


def test_gains_point_up_and_losses_down() -> None:
    ax = charts.territory_changes(tables.territory(GAINS))

    assert sorted(column.get_height() for column in ax.patches) == [-20, 325, 430]


def test_currencies_never_share_axes() -> None:
    claims = tables.aid(AID)

    assert {"Norway"} & set(texts(charts.aid_by_donor(claims, currency="USD"))) == set()
    assert "Norway" in texts(charts.aid_by_donor(claims, currency="NOK"))


def test_the_currency_most_often_stated_is_shown_unless_said() -> None:
    said = " ".join(texts(charts.aid_by_donor(tables.aid(AID)))).replace("\n", " ")

    assert "Amounts stated in USD" in said


def test_dollar_signs_stay_dollar_signs() -> None:
    ax = charts.aid_by_donor(tables.aid(AID))

    assert not any(text.get_parse_math() for text in ax.texts)


def test_an_approximate_number_of_dead_is_hollow_and_marked() -> None:
    ax = charts.casualties_by_claimant(tables.casualties(DEAD))

    assert "ministry: ~1,200" in texts(ax)


def test_some_days_of_one_month_are_named_as_days() -> None:
    days = {"date_start": date(2022, 12, 22), "date_end": date(2022, 12, 31)}

    ax = charts.casualties_by_claimant(
        tables.casualties(frame(figure("casualties", "killed", 10, place=None, **days)))
    )

    assert any(text.endswith("22–31 Dec 2022") for text in texts(ax))
