"""The reading of drones and missiles, construction by construction, on sentences of our own."""

from __future__ import annotations

import datetime as dt

import pytest

from analysis.extraction.figures import read_figures

Row = tuple[str, float, str]


def _figures(text: str) -> list[Row]:
    found = read_figures(text, dt.date(2025, 3, 5))
    return [(f.measure, f.value, str(f.weapon)) for f in found if f.topic == "strikes"]


def _one(text: str, attribute: str) -> object:
    """An attribute of the text's last figure of strikes."""
    found = read_figures(text, dt.date(2025, 3, 5))
    return getattr([f for f in found if f.topic == "strikes"][-1], attribute)


_VERBS = {
    "active": ("Crews shot down 33 drones.", [("intercepted", 33, "drone")]),
    "passive": ("Overnight 33 drones were shot down.", [("intercepted", 33, "drone")]),
    "headline": ("33 Drones Downed Over Odesa", [("intercepted", 33, "drone")]),
    "present": ("Air defences down 12 drones", [("intercepted", 12, "drone")]),
    "launched": ("Russia launched nine cruise missiles.", [("launched", 9, "cruise_missile")]),
    "attack with": ("They attacked Sumy with 18 drones.", [("launched", 18, "drone")]),
    "event": ("A swarm of 44 drones came at night.", [("launched", 44, "drone")]),
    "jammed": ("Another 21 drones were jammed.", [("suppressed", 21, "drone")]),
    "did not reach": (
        "Thirteen drones did not reach their targets.",
        [("suppressed", 13, "drone")],
    ),
    "hit": ("Two missiles hit a depot.", [("hit", 2, "missile")]),
    "killed": ("Two guided bombs killed 13 people.", [("hit", 2, "guided_bomb")]),
    "hits by": ("Hits by six drones were recorded.", [("hit", 6, "drone")]),
    "struck with": ("It struck the port with five missiles.", [("launched", 5, "missile")]),
    "told of": (
        "Of the 50 drones that the air force intercepted, most were near Kyiv.",
        [("intercepted", 50, "drone")],
    ),
    "number of": (
        "The ministry put the number of drones destroyed at 76.",
        [("intercepted", 76, "drone")],
    ),
    "record": ("It ended with a record 140 drones.", [("launched", 140, "drone")]),
}

_TOTALS = {
    "N of M": (
        "They downed 30 of 41 drones.",
        [("intercepted", 30, "drone"), ("launched", 41, "drone")],
    ),
    "noun once": (
        "They downed two of six missiles and 50 out of 61 drones.",
        [
            ("intercepted", 2, "missile"),
            ("launched", 6, "missile"),
            ("intercepted", 50, "drone"),
            ("launched", 61, "drone"),
        ],
    ),
    "total first": (
        "Out of 90 drones, the air force shot down 55.",
        [("launched", 90, "drone"), ("intercepted", 55, "drone")],
    ),
    "all": (
        "All 14 drones were shot down.",
        [("intercepted", 14, "drone"), ("launched", 14, "drone")],
    ),
    "all that had targeted": (
        "Crews intercepted all 18 missiles that had targeted the country.",
        [("intercepted", 18, "missile"), ("launched", 18, "missile")],
    ),
    "all but": (
        "They shot down all but three of the 25 missiles.",
        [("hit", 3, "missile"), ("launched", 25, "missile")],
    ),
    "all but two kinds": (
        "They shot down all but 26 drones and three missiles.",
        [("hit", 26, "drone"), ("hit", 3, "missile")],
    ),
    "all but one kind": (
        "They shot down all but one of the missiles and 319 of the drones.",
        [("hit", 1, "missile"), ("intercepted", 319, "drone")],
    ),
    "none of": (
        "None of the four ballistic missiles was intercepted.",
        [("intercepted", 0, "ballistic_missile"), ("launched", 4, "ballistic_missile")],
    ),
    "of which": (
        "Russia launched 70 drones, 40 of which were shot down.",
        [("launched", 70, "drone"), ("intercepted", 40, "drone")],
    ),
    "M behind the noun": (
        "Four missiles of six were shot down.",
        [("intercepted", 4, "missile"), ("launched", 6, "missile")],
    ),
    "all of which": (
        "Russia launched 32 drones, all of which were shot down.",
        [("launched", 32, "drone"), ("intercepted", 32, "drone")],
    ),
    "none of which": (
        "Russia launched five Kinzhals, none of which was intercepted.",
        [("launched", 5, "ballistic_missile"), ("intercepted", 0, "ballistic_missile")],
    ),
    "all but some got through": (
        "All but two of the 30 missiles got through.",
        [("intercepted", 2, "missile"), ("launched", 30, "missile")],
    ),
    "not one of": (
        "Not one of the four missiles was intercepted.",
        [("intercepted", 0, "missile"), ("launched", 4, "missile")],
    ),
    "most of": ("Most of the 26 drones were downed.", [("launched", 26, "drone")]),
    "relative of the total": (
        "They shot down 15 of 22 missiles fired at Kyiv.",
        [("intercepted", 15, "missile"), ("launched", 22, "missile")],
    ),
}

_LISTS = {
    "one verb": (
        "They shot down one missile and 19 drones.",
        [("intercepted", 1, "missile"), ("intercepted", 19, "drone")],
    ),
    "one passive verb": (
        "One missile and 19 drones were shot down.",
        [("intercepted", 1, "missile"), ("intercepted", 19, "drone")],
    ),
    "an article in a tally": (
        "They shot down 19 drones and a cruise missile.",
        [("intercepted", 19, "drone"), ("intercepted", 1, "cruise_missile")],
    ),
    "places": (
        "They destroyed nine drones over Bryansk, four over Kursk and one over Tula.",
        [("intercepted", 9, "drone"), ("intercepted", 4, "drone"), ("intercepted", 1, "drone")],
    ),
    "places in brackets": (
        "Drones were destroyed over Bryansk (12) and Kaluga (three).",
        [("intercepted", 12, "drone"), ("intercepted", 3, "drone")],
    ),
    "each": (
        "They destroyed two drones each over Kursk and Oryol.",
        [("intercepted", 2, "drone"), ("intercepted", 2, "drone")],
    ),
    "one number for two kinds": (
        "Russia fired 87 drones and missiles.",
        [("launched", 87, "any")],
    ),
}

_CARRIED = {
    "noun left out": (
        "Russia launched 60 drones. Forty were shot down and 12 were jammed.",
        [("launched", 60, "drone"), ("intercepted", 40, "drone"), ("suppressed", 12, "drone")],
    ),
    "of them": (
        "Russia launched 60 drones. The air force shot down 41 of them.",
        [("launched", 60, "drone"), ("intercepted", 41, "drone")],
    ),
    "tally": (
        "The ministry shot down 60 drones. The Kursk region accounted for 20 of them.",
        [("intercepted", 60, "drone"), ("intercepted", 20, "drone")],
    ),
    "as were": (
        "All 40 drones were shot down, as were seven missiles.",
        [("intercepted", 40, "drone"), ("launched", 40, "drone"), ("intercepted", 7, "missile")],
    ),
    "were not": (
        "Of the missiles, 36 were shot down, seven were not.",
        [("intercepted", 36, "missile"), ("hit", 7, "missile")],
    ),
    "lines of a list": (
        "They tracked 43 air targets:\n\n- 11 ballistic missiles;\n- 32 drones.",
        [("launched", 43, "any"), ("launched", 11, "ballistic_missile"), ("launched", 32, "drone")],
    ),
    "predicate": (
        "Russia launched 60 drones. About 40 of these were Shaheds.",
        [("launched", 60, "drone"), ("launched", 40, "drone")],
    ),
}

_NOTHING = {
    "strikes counted": "They carried out 40 missile strikes.",
    "carriers": "Six missile carriers were deployed in the Black Sea.",
    "people": "Drones wounded 40 people in Nikopol.",
    "places": "The drones were seen over nine regions.",
    "hypothetical": "Russia could launch 1,000 drones a night.",
    "model numbers": "An S-300 missile and a Shahed-136 drone fell nearby.",
    "weapons sent as aid": "The US has sent Ukraine 17,000 anti-tank missiles.",
    "losses on the ground": "The enemy lost 40 UAVs and 12 tanks.",
    "another war": "Iran fired 100 missiles at Israel, and Ukraine condemned it.",
    "parts of other things": "Of the plants, 20 were destroyed by drones.",
    "what drones did": "One of the drones had destroyed a depot.",
    "other things shot": "The strikes shut down four airports.",
    "a war's age": "The drones are a mark of the three-year war.",
    "dozens": "Dozens of drones were shot down.",
}


@pytest.mark.parametrize(("text", "expected"), _VERBS.values(), ids=_VERBS)
def test_verb_gives_the_measure(text: str, expected: list[Row]) -> None:
    assert expected == _figures(text)


@pytest.mark.parametrize(("text", "expected"), _TOTALS.values(), ids=_TOTALS)
def test_totals_are_figures_of_their_own(text: str, expected: list[Row]) -> None:
    assert sorted(expected) == sorted(_figures(text))


@pytest.mark.parametrize(("text", "expected"), _LISTS.values(), ids=_LISTS)
def test_list_shares_its_verb(text: str, expected: list[Row]) -> None:
    assert expected == _figures(text)


@pytest.mark.parametrize(("text", "expected"), _CARRIED.values(), ids=_CARRIED)
def test_sentence_before_is_remembered(text: str, expected: list[Row]) -> None:
    assert expected == _figures(text)


@pytest.mark.parametrize("text", _NOTHING.values(), ids=_NOTHING)
def test_other_numbers_are_no_figures(text: str) -> None:
    assert _figures(text) == []


_ACTORS = {
    "record": ("Ukraine's army said Russia launched a record 188 attack drones.", "Russia"),
    "bound for": ("Russian crews down five Moscow-bound drones", "Russia"),
    "adjective": ("Air defences shot down 12 Ukrainian drones.", "Russia"),
    "model": ("Air defences shot down 12 Shaheds.", "Ukraine"),
    "subject": ("Ukraine launched 12 drones at an oil depot.", "Ukraine"),
    "agent": ("Twelve drones were launched by Ukraine.", "Ukraine"),
    "ground": ("Twelve drones were shot down over the Belgorod region.", "Russia"),
    "speaker": ("Russia's Defence Ministry said it shot down 12 drones.", "Russia"),
    "who accuses": ("Russia accused Ukraine of launching 12 drones.", "Ukraine"),
    "held ground": ("Twelve drones were shot down over Sevastopol.", "Russia"),
}


_ALL_40: list[Row] = [("intercepted", 40, "drone"), ("launched", 40, "drone")]

_GONE_ON = {
    "respectively": (
        "Russia used 50 drones and six missiles; 40 and five were destroyed, respectively.",
        [
            ("launched", 50, "drone"),
            ("launched", 6, "missile"),
            ("intercepted", 40, "drone"),
            ("intercepted", 5, "missile"),
        ],
    ),
    "compared": (
        (
            "Some 60 drones crashed. Missiles were fewer: 20, compared with 31 a month earlier. "
            "They included four Kinzhals, none of which was intercepted."
        ),
        [
            ("suppressed", 60, "drone"),
            ("launched", 20, "missile"),
            ("launched", 31, "missile"),
            ("launched", 4, "ballistic_missile"),
            ("intercepted", 0, "ballistic_missile"),
        ],
    ),
    "a month's": (
        "Russia fired 400 drones in May, more than April's 320.",
        [("launched", 400, "drone"), ("launched", 320, "drone")],
    ),
    "words put in": (
        "Russia launched 90 drones, said the mayor, Olena Petrenko, and 12 missiles.",
        [("launched", 90, "drone"), ("launched", 12, "missile")],
    ),
    "none reached": (
        "Air defences shot down 97 drones. None of the eight that flew in reached the port.",
        [("intercepted", 97, "drone"), ("hit", 0, "drone"), ("launched", 8, "drone")],
    ),
    "one in a list": (
        "Air defences shot down nine drones, a ballistic missile and four rockets.",
        [
            ("intercepted", 9, "drone"),
            ("intercepted", 1, "ballistic_missile"),
            ("intercepted", 4, "rocket"),
        ],
    ),
    "those done": (
        (
            "It counted 400 missiles. The drones were decoys. "
            "Those shot down numbered 210 and those lost 90."
        ),
        [("launched", 400, "missile"), ("intercepted", 210, "drone"), ("suppressed", 90, "drone")],
    ),
    "counted as": (
        "Russia launched 90 drones. By noon 70 of them had been confirmed as shot down.",
        [("launched", 90, "drone"), ("intercepted", 70, "drone")],
    ),
    "spoken of": (
        (
            "Two Kinzhals were fired. The drones were more than ever. "
            "Of 600, the post says, 10 were jammed."
        ),
        [
            ("launched", 2, "ballistic_missile"),
            ("launched", 600, "drone"),
            ("suppressed", 10, "drone"),
        ],
    ),
    "both kinds": (
        "It put the number of drones and missiles shot down at 120.",
        [("intercepted", 120, "any")],
    ),
    "heading": (
        "Shot down: 30 drones, two Kalibrs.",
        [("intercepted", 30, "drone"), ("intercepted", 2, "cruise_missile")],
    ),
    "parts of each": (
        (
            "The list had 40 drones, 30 of which were downed, "
            "and 12 Kalibrs, of which nine were, and two Kinzhals, none."
        ),
        [
            ("launched", 40, "drone"),
            ("intercepted", 30, "drone"),
            ("launched", 12, "cruise_missile"),
            ("intercepted", 9, "cruise_missile"),
            ("launched", 2, "ballistic_missile"),
            ("intercepted", 0, "ballistic_missile"),
        ],
    ),
    "verb left out": (
        "Of 14 Kalibrs, 11 were downed, and of 20 Shaheds nine.",
        [
            ("launched", 14, "cruise_missile"),
            ("intercepted", 11, "cruise_missile"),
            ("launched", 20, "drone"),
            ("intercepted", 9, "drone"),
        ],
    ),
    "so were": (
        "Crews downed 12 drones. So were seven out of eight Kalibrs and three out of five Kh-22s.",
        [
            ("intercepted", 12, "drone"),
            ("intercepted", 7, "cruise_missile"),
            ("launched", 8, "cruise_missile"),
            ("intercepted", 3, "cruise_missile"),
            ("launched", 5, "cruise_missile"),
        ],
    ),
    "existence": (
        "Russia fired 30 missiles. There were 600 drones in all.",
        [("launched", 30, "missile"), ("launched", 600, "drone")],
    ),
    "kinds": (
        "Of 80 missiles fired, 30 were Iskander-Ms.",
        [("launched", 80, "missile"), ("launched", 30, "ballistic_missile")],
    ),
    "number as a verb": ("Shaheds come nightly. They number 4,100.", [("launched", 4100, "drone")]),
    "with N hitting": (
        "It launched 90 drones, 70 of which were downed, with 20 hitting six places.",
        [("launched", 90, "drone"), ("intercepted", 70, "drone"), ("hit", 20, "drone")],
    ),
    "recorded hitting": ("Some 20 UAVs were recorded hitting six places.", [("hit", 20, "drone")]),
    "slash": ("Air defence shot down/suppressed 89 drones.", [("intercepted", 89, "drone")]),
    "bracket before the verb": (
        "Some 57 Shaheds (and other types) were confirmed destroyed.",
        [("intercepted", 57, "drone")],
    ),
    "in a strike": (
        "Ukraine destroys 26 Russian drones in latest overnight strike",
        [("intercepted", 26, "drone")],
    ),
    "barrage stopped": (
        "Crews intercepted a barrage of 35 drones.",
        [("intercepted", 35, "drone")],
    ),
    "debris of one": (
        "Debris from one of the two drones shot down fell in Sumy.",
        [("intercepted", 2, "drone")],
    ),
    "of these": (
        "Russia fired 477 drones and 60 missiles. Of these, 249 were shot down.",
        [("launched", 477, "drone"), ("launched", 60, "missile"), ("intercepted", 249, "any")],
    ),
    "one of the worst": ("It hit Kyiv with one of the worst drone and missile attacks.", []),
    "all of them": (
        "The enemy used up to four drones for attacks; all of them were shot down.",
        [("launched", 4, "drone"), ("intercepted", 4, "drone")],
    ),
    "renamed": (
        "Air defences intercepted most of them, 568 drones and 43 missiles.",
        [("intercepted", 568, "drone"), ("intercepted", 43, "missile")],
    ),
    "comma before the verb": (
        "In total, 50 drones and 35 missiles of various types, were launched by Russia.",
        [("launched", 50, "drone"), ("launched", 35, "missile")],
    ),
    "lines with dashes": (
        "Forces destroyed 21 UAVs:\n7 – over the Moscow region, including 2 UAVs flying to Moscow.",
        [("intercepted", 21, "drone"), ("intercepted", 7, "drone"), ("intercepted", 2, "drone")],
    ),
    "bracket in a list": (
        "The enemy used 15 missiles (type to be specified) and 18 drones.",
        [("launched", 15, "missile"), ("launched", 18, "drone")],
    ),
    "off radars": ("Another 46 drones dropped off radars.", [("suppressed", 46, "drone")]),
    "weapons of many kinds": (
        "Crews intercepted a range of weapons, including one Kinzhal and six Kalibrs.",
        [("intercepted", 1, "ballistic_missile"), ("intercepted", 6, "cruise_missile")],
    ),
    "as well as": (
        "The 53 missiles, as well as 47 drones, targeted Ukraine.",
        [("launched", 53, "missile"), ("launched", 47, "drone")],
    ),
    "were able to": ("Some 18 missiles were able to evade the defences.", [("hit", 18, "missile")]),
    "targeting": ("All 40 drones targeting the city and its suburbs were shot down.", _ALL_40),
    "destruction by": (
        "It told of the destruction of a base by four rockets.",
        [("hit", 4, "rocket")],
    ),
    "two kinds": ("Russia fired 48 cruise and ballistic missiles.", [("launched", 48, "missile")]),
    "headed": ("Crews downed five drones headed for Moscow.", [("intercepted", 5, "drone")]),
    "both told of": (
        "It put the total of drones and missiles at 90 and the number shot down at 78.",
        [("launched", 90, "any"), ("intercepted", 78, "any")],
    ),
    "verb of its own": (
        "Of the drones, 60 were downed, and 21 were still in the air.",
        [("intercepted", 60, "drone")],
    ),
    "no count": (
        (
            "Russia launched 60 drones, and every second one got past. "
            "Between nine and six in the evening another 20 drones flew in."
        ),
        [("launched", 60, "drone"), ("launched", 20, "drone")],
    ),
}


@pytest.mark.parametrize(("text", "expected"), _GONE_ON.values(), ids=_GONE_ON)
def test_what_goes_on(text: str, expected: list[Row]) -> None:
    assert _figures(text) == expected


def test_span_of_a_denied_one() -> None:
    text = "Four missiles were fired, and not one of the four was intercepted."
    zero = next(f for f in read_figures(text, None) if f.value == 0)
    assert text[zero.start : zero.end] == "not one"


@pytest.mark.parametrize(("text", "side"), _ACTORS.values(), ids=_ACTORS)
def test_side_that_acts(text: str, side: str) -> None:
    assert side == _one(text, "actor")


def test_a_day_in_digits_is_read_where_nothing_else_tells_time() -> None:
    (launched,) = read_figures("Russia launched 50 drones, 28.09.22.", None)
    assert launched.date_end == dt.date(2022, 9, 28)


def test_a_subject_behind_a_weekday_is_no_place_that_is_attacked() -> None:
    text = "On Wednesday Russia launched 50 drones; 30 were shot down."
    assert [f.actor for f in read_figures(text, None)] == ["Russia", "Ukraine"]


def test_defences_named_behind_the_attacker_are_the_other_sides() -> None:
    text = "Russia launched 31 drones, with air defences destroying 28."
    assert [figure.actor for figure in read_figures(text)] == ["Russia", "Ukraine"]


def test_both_directions_in_one_article() -> None:
    text = (
        "Ukraine's air force said Russia launched 40 drones. "
        "Russia's Defence Ministry said it destroyed 15 Ukrainian drones over Bryansk."
    )
    found = read_figures(text, None)
    assert [(f.measure, f.actor) for f in found] == [
        ("launched", "Russia"),
        ("intercepted", "Russia"),
    ]


def test_rule_and_cue_are_told() -> None:
    assert (_one("They downed 12 drones.", "rule"), _one("They downed 12 drones.", "cue")) == (
        "verb with object",
        "downed",
    )


def test_count_so_far_has_the_days_that_its_text_names() -> None:
    text = "At least 1,900 drones so far\nSince the start of 2025 Russia has launched 1,900 drones."
    first = read_figures(text, dt.date(2025, 3, 5))[0]
    assert (first.date_start, first.date_end) == (dt.date(2025, 1, 1), dt.date(2025, 3, 5))


@pytest.mark.parametrize("side", ["Russia", "Ukraine"])
def test_weapons_that_got_through_are_of_the_side_that_launched_the_whole(side: str) -> None:
    text = f"Of 30 missiles launched by {side}, all but one were shot down."
    found = [(f.measure, f.value, f.actor) for f in read_figures(text)]
    assert found == [("launched", 30, side), ("hit", 1, side)]
