"""A table of the air force's posts goes through the same functions, and gives its totals."""

from __future__ import annotations

import importlib.util
from datetime import date
from typing import TYPE_CHECKING

import pytest
from conftest import ROOT

from analysis.errors import TableError
from analysis.nights import nights
from analysis.reconciliation import reconcile
from analysis.reconciliation.air_force import read_air_force
from analysis.schema import check_figures
from analysis.tables import strikes

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path
    from types import ModuleType

    Write = Callable[[str, str | bytes], Path]

HEAD = "time_start,time_end,model,launched,destroyed,not_reach_goal,source\n"
NIGHT = "2025-02-11 18:00,2025-02-12 08:30,"
SHAHEDS = NIGHT + "Shahed-136/131,123,71,40,kpszsu/posts/1\n"


def read(write: Write, *rows: str, convention: str = "morning") -> list[tuple[object, ...]]:
    """The figures of a table as weapon, measure and value."""
    figures = read_air_force(write("posts.csv", HEAD + "".join(rows)), convention=convention)
    return list(figures[["weapon", "measure", "value"]].itertuples(index=False, name=None))


def test_a_post_gives_what_it_states(write: Write) -> None:
    assert read(write, SHAHEDS) == [
        ("drone", "launched", 123),
        ("drone", "intercepted", 71),
        ("drone", "suppressed", 40),
    ]


def test_posts_make_a_figures_table(write: Write) -> None:
    figures = read_air_force(write("posts.csv", HEAD + SHAHEDS))

    assert check_figures(figures)["attribution"].unique().tolist() == ["Ukraine's air force"]


def test_a_regional_commands_post_is_never_added(write: Write) -> None:
    south = NIGHT + "Shahed-136/131,6,6,,PvKPivden/posts/2\n"

    assert read(write, SHAHEDS, south)[0] == ("drone", "launched", 123)


def test_scouting_drones_are_no_attack_drones(write: Write) -> None:
    assert read(write, NIGHT + "Orlan-10,2,2,,kpszsu/posts/1\n")[0] == ("other", "launched", 2)


def test_two_windows_of_one_day_are_added(write: Write) -> None:
    day = "2025-02-12 09:00,2025-02-12 18:00,Shahed-136/131,30,14,16,kpszsu/posts/2\n"

    assert read(write, SHAHEDS, day)[0] == ("drone", "launched", 153)


def test_mixed_kinds_are_told_as_all_missiles_of_the_day(write: Write) -> None:
    mixed = NIGHT + "Iskander-M/KN-23 and Iskander-K,27,17,,kpszsu/posts/1\n"
    cruise = NIGHT + "X-101/X-555,6,6,,kpszsu/posts/1\n"

    found = read(write, mixed, cruise)

    assert ("missile", "launched", 33) in found
    assert ("cruise_missile", "launched", 6) in found


def test_a_number_that_a_row_leaves_out_makes_a_lower_bound(write: Write) -> None:
    figures = read_air_force(
        write("posts.csv", HEAD + SHAHEDS + NIGHT + "Shahed-136/131,,5,,kpszsu/posts/2\n")
    )

    launched = figures[figures["measure"] == "launched"].iloc[0]
    assert (launched["value"], launched["qualifier"]) == (123, "more_than")


@pytest.mark.parametrize(
    ("convention", "day"), [("morning", date(2025, 2, 12)), ("evening", date(2025, 2, 11))]
)
def test_an_attack_counts_for_the_day_of_the_convention(
    write: Write, convention: str, day: date
) -> None:
    figures = read_air_force(write("posts.csv", HEAD + SHAHEDS), convention=convention)

    assert nights(strikes(figures))["date"].dt.date.tolist() == [day]


def test_an_unknown_weapon_is_refused_with_its_line(write: Write) -> None:
    with pytest.raises(TableError, match="line 2: unknown weapon 'Trebuchet'"):
        read(write, NIGHT + "Trebuchet,2,2,,kpszsu/posts/1\n")


def test_a_bad_day_is_refused_with_its_line(write: Write) -> None:
    with pytest.raises(TableError, match="line 2: time_end is 'soon'"):
        read(write, "2025-02-11,soon,Kalibr,2,2,,kpszsu/posts/1\n")


def test_a_file_of_something_else_is_refused(write: Write) -> None:
    with pytest.raises(TableError, match="it lacks time_start"):
        read_air_force(write("posts.csv", "a,b\n1,2\n"))


def test_a_missing_file_is_reported(tmp_path: Path) -> None:
    with pytest.raises(TableError, match="No such file"):
        read_air_force(tmp_path / "posts.csv")


def test_an_unknown_convention_is_refused(tmp_path: Path) -> None:
    with pytest.raises(TableError, match="morning or evening"):
        read_air_force(tmp_path / "posts.csv", convention="noon")


def test_an_empty_table_gives_no_figures(write: Write) -> None:
    assert read(write) == []


@pytest.fixture(scope="module")
def records() -> ModuleType:
    """benchmarks/records.py, where its reference tables are beside the project."""
    spec = importlib.util.spec_from_file_location("records", ROOT / "benchmarks/records.py")
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    if not module.POSTS.exists():
        pytest.skip("no ../shared/reference beside the project")
    return module


@pytest.mark.slow
@pytest.mark.parametrize(
    ("month", "convention", "weapon", "record"),
    [
        ("2025-03", "morning", "drone", 4198),
        ("2025-06", "morning", "drone", 5438),
        ("2025-06", "evening", "drone", 5018),
        ("2025-07", "morning", "drone", 6297),
        ("2025-07", "morning", "missile", 198),
        ("2025-08", "morning", "drone", 4132),
    ],
)
def test_the_months_of_the_posts_are_those_published(
    records: ModuleType, month: str, convention: str, weapon: str, record: int
) -> None:
    assert records.computed(month, weapon, "launched", convention) == record


@pytest.mark.slow
def test_the_posts_become_events_without_losing_one(records: ModuleType) -> None:
    found = reconcile(read_air_force(records.POSTS))

    assert found.unused.empty
    assert found.of("strikes")["figure_ids"].str.split().str.len().sum() == len(found.claims)
