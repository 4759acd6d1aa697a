"""The reading of victims, construction by construction, on sentences of our own."""

from __future__ import annotations

from datetime import date, timedelta

import pytest

from analysis.extraction.figures import read_figures

Row = tuple[str, float]


def _figures(text: str) -> list[Row]:
    return [(f.measure, f.value) for f in read_figures(text) if f.topic == "casualties"]


def _one(text: str, attribute: str) -> object:
    """An attribute of the text's first figure of victims."""
    figure = next(f for f in read_figures(text) if f.topic == "casualties")
    return getattr(figure, attribute)


_VERBS = {
    "active": ("The blast killed 13 in Sumy.", [("killed", 13)]),
    "passive": ("In Sumy 13 were killed.", [("killed", 13)]),
    "perfect": ("Eleven people have been wounded in Kherson.", [("injured", 11)]),
    "participle": ("Nine killed in a strike on Nikopol", [("killed", 9)]),
    "gerunds": (
        "A shell fell on a yard, killing one man and injuring three others.",
        [("killed", 1), ("injured", 3)],
    ),
    "subject": ("Six residents died in Izium.", [("killed", 6)]),
    "lost their lives": ("Four villagers lost their lives in Izium.", [("killed", 4)]),
    "claimed lives": ("The raid claimed the lives of eight people.", [("killed", 8)]),
    "lives claimed": ("The raid has claimed 12 lives.", [("killed", 12)]),
    "present tense headline": ("Russian Shelling Kills One", [("killed", 1)]),
    "hospitalised": (
        "Two were killed and 19 hospitalised in Sumy.",
        [("killed", 2), ("injured", 19)],
    ),
    "taken to hospital": ("Seven people were taken to hospital.", [("injured", 7)]),
    "killed or wounded": ("Some 900 soldiers were killed or wounded.", [("casualties", 900)]),
    "captured": ("Ukrainian troops captured 14 Russian soldiers.", [("captured", 14)]),
    "surrendered": ("Eight servicemen surrendered near Kupiansk.", [("captured", 8)]),
    "missing": ("Five residents are still missing in Sumy.", [("missing", 5)]),
    "aside": (
        "Ten people, including a nurse, were hurt in Lviv.",
        [("injured", 10)],
    ),
    "elided noun": ("Two were killed and six wounded in Lviv.", [("killed", 2), ("injured", 6)]),
    "subject list": (
        "Three men and two women were killed in Lviv.",
        [("killed", 3), ("killed", 2)],
    ),
    "object list": ("It killed a woman and two children in Lviv.", [("killed", 2)]),
    "aside in commas": (
        "Two civilians, a couple aged 70, died in Lviv.",
        [("killed", 2)],
    ),
    "aside in dashes": (
        "The three sons - Ivan, Petro and 9-year-old Oleh - all died in Lviv.",
        [("killed", 3)],
    ),
    "most of them": (
        "Ten villagers, most of them over 60, were killed in Lviv.",
        [("killed", 10)],
    ),
    "relative": ("In Lviv 12 people whom the drones killed lay in a yard.", [("killed", 12)]),
    "among a number": (
        "Her two daughters were among eight people killed in Lviv.",
        [("killed", 2), ("killed", 8)],
    ),
    "counted as": ("In Lviv 30 men were counted as killed.", [("killed", 30)]),
    "reported to have been": (
        "The 80 children reported to have been killed lived in Lviv.",
        [("killed", 80)],
    ),
    "were confirmed": (
        "The death of six Russian colonels and 11 majors was confirmed.",
        [("killed", 6), ("killed", 11)],
    ),
    "taken prisoner": ("Ukrainian marines took nine soldiers prisoner.", [("captured", 9)]),
    "captured after killed": (
        "Near Kupiansk six occupiers were killed and two were captured.",
        [("killed", 6), ("captured", 2)],
    ),
    "group": ("Ukrainian drones wiped out a group of 12 men.", [("killed", 12)]),
    "treated": ("In Lviv medics treated 14 people.", [("injured", 14)]),
    "sent to a hospital": ("Three people were sent to the hospital in Lviv.", [("injured", 3)]),
    "narrowed by an aside": (
        "Russia loses 800 soldiers a day - killed, not wounded.",
        [("killed", 800)],
    ),
}

_NOUNS = {
    "deaths": ("Two deaths were recorded in Nikopol.", [("killed", 2)]),
    "injuries": ("Authorities counted 11 injuries in Dnipro.", [("injured", 11)]),
    "dead and wounded": ("At Least 8 Dead, 40 Wounded In Dnipro", [("killed", 8), ("injured", 40)]),
    "left dead": ("The strike left 13 people dead.", [("killed", 13)]),
    "described": ("Crews looked for some 30 missing residents.", [("missing", 30)]),
    "bodies": ("The bodies of seven people were found in Izium.", [("killed", 7)]),
    "toll rises": ("The death toll in Dnipro rose to 31.", [("killed", 31)]),
    "toll from and to": ("The toll rose from five to six.", [("killed", 5), ("killed", 6)]),
    "toll put": ("The mayor put the number of people killed at four.", [("killed", 4)]),
    "among the dead": ("Among the dead were two teachers in Sumy.", [("killed", 2)]),
    "were among": ("Two teachers were among the injured in Sumy.", [("injured", 2)]),
    "losses": (
        "The enemy's losses amounted to up to 90 troops, three tanks and two mortars.",
        [("casualties", 90)],
    ),
    "lost": ("Russia lost 1,010 soldiers and 4 tanks.", [("casualties", 1010)]),
    "losses by date": (
        "Russia's losses in personnel since March 3, 2022 are 90,000, including 700 in a day.",
        [("casualties", 90000), ("casualties", 700)],
    ),
    "irrecoverable": (
        "The enemy's losses came to 90 personnel, of whom 40 irrecoverable.",
        [("casualties", 90), ("killed", 40)],
    ),
    "noun of killing": ("Kyiv denounced the execution of six captured troops.", [("killed", 6)]),
    "its dead and its wounded": (
        "He put Russia's dead at 9,000 and its wounded at 20,000.",
        [("killed", 9000), ("injured", 20000)],
    ),
    "given as": ("In Lviv a notice had given the dead as 12.", [("killed", 12)]),
    "pronoun": (
        "Ukraine rarely speaks of its own dead. In May he put them at 9,000.",
        [("killed", 9000)],
    ),
    "running total": (
        "Russia suffered 9,000 casualties in May, taking the total to 400,000.",
        [("casualties", 9000), ("casualties", 400000)],
    ),
}

_PARTS = {
    "of them": (
        "In Lviv 12 people were killed, nine of them in one house.",
        [("killed", 12), ("killed", 9)],
    ),
    "of whom": ("In Lviv 40 were hurt, six of whom are minors.", [("injured", 40), ("injured", 6)]),
    "among them": (
        "In Lviv 40 were hurt, six children among them.",
        [("injured", 40), ("injured", 6)],
    ),
    "including": ("It killed 12, including three children.", [("killed", 12), ("killed", 3)]),
    "of the dead": ("Three of the dead were children.", [("killed", 3)]),
    "next sentence": (
        "In Lviv 40 people were hurt. Six of them are children.",
        [("injured", 40), ("injured", 6)],
    ),
    "number without one before": (
        "Dozens of people were hurt in Lviv. Six of them are children.",
        [("injured", 6)],
    ),
    "included": (
        "In Lviv 40 people were hurt, six children included.",
        [("injured", 40), ("injured", 6)],
    ),
    "of whom and be": (
        "In Lviv 40 people were hurt, of whom six were children.",
        [("injured", 40), ("injured", 6)],
    ),
    "place by place": (
        "Three people died in Kherson and one in Nikopol.",
        [("killed", 3), ("killed", 1)],
    ),
    "each": (
        "Two deaths each were reported in Kherson and Nikopol.",
        [("killed", 2), ("killed", 2)],
    ),
    "split": (
        "The mission verified 90 civilian casualties: 20 people killed and 70 injured.",
        [("casualties", 90), ("killed", 20), ("injured", 70)],
    ),
}

_DIGEST = """Five things to know today

Good morning.

A strike hit Kyiv at night.

Migration

At least 40 people were found dead in a truck.
"""

_PARTS |= {
    "ages in an aside": (
        "A Russian drone killed two men, 41 and 52, and hurt five others.",
        [("killed", 2), ("injured", 5)],
    ),
    "ages before the verb": (
        "In Nikopol one man, 72, was killed and two women, 33 and 46 years old, were injured.",
        [("killed", 1), ("injured", 2)],
    ),
    "those killed": (
        "Of those killed, five were nurses and two were patients, the clinic in Kyiv said.",
        [("killed", 5), ("killed", 2)],
    ),
    "among them": (
        "Some 400 Russian deaths were recorded. Among them, 81 were volunteers.",
        [("killed", 400), ("killed", 81)],
    ),
    "toll includes": ("The death toll includes 33 people in Kyiv.", [("killed", 33)]),
    "this year": (
        "Since 2022 178 power workers have been killed in Ukraine, including ten this year.",
        [("killed", 178), ("killed", 10)],
    ),
    "tops": ("Russia's war dead tops 7,000", [("killed", 7000)]),
}

_PARTS |= {
    "far from its toll": (
        (
            "The death toll from a strike on a block of flats in the city of Lubny, eastern "
            "Ukraine, has risen to nine as rescuers went on with their search."
        ),
        [("killed", 9)],
    ),
    "among them are": (
        "In Lviv 40 people were hurt. Among them are six children.",
        [("injured", 40), ("injured", 6)],
    ),
    "victims include": (
        "In Lviv 40 people were hurt. The victims include six children.",
        [("injured", 40), ("injured", 6)],
    ),
    "bracket": (
        "Six people (a woman and five men) were killed in Lviv.",
        [("killed", 6), ("killed", 5)],
    ),
    "dashes": (
        "Nine people \u2013 six women and three men \u2013 were found dead in Izium.",
        [("killed", 9), ("killed", 6), ("killed", 3)],
    ),
    "known to have died": ("Eight people are known to have died in Izium.", [("killed", 8)]),
    "fate unknown": ("The fate of two residents of Lviv is unknown.", [("missing", 2)]),
    "listed as missing": ("Ukraine lists 800 soldiers as missing.", [("missing", 800)]),
    "lost and wounded": (
        "Russia lost 900 soldiers and another 2,000 wounded.",
        [("killed", 900), ("injured", 2000)],
    ),
    "murders of": ("The murders of 30 civilians were recorded in Bucha.", [("killed", 30)]),
    "confirmed": ("The UN counted 30 confirmed deaths in Ukraine.", [("killed", 30)]),
    "born": (
        "A child who was born in 2013 and 11 others were killed in Uman.",
        [("killed", 11)],
    ),
    "wounded in an aside": (
        "In Mariupol 265 soldiers, including several wounded, surrendered.",
        [("captured", 265)],
    ),
    "who were": (
        "In Mariupol 694 soldiers who were barricaded in the plant have surrendered.",
        [("captured", 694)],
    ),
    "early count": ("The death toll in Sumy rose from an early count of 39.", [("killed", 39)]),
    "searching for": ("Crews are searching for 22 missing in Lviv.", [("missing", 22)]),
    "others missing": ("A further 22 are missing in Lviv.", [("missing", 22)]),
    "went missing": ("In Lviv another six people went missing.", [("missing", 6)]),
    "toll with more behind": (
        "The death toll in Lviv is 26, including three children, with 93 others injured.",
        [("killed", 26), ("killed", 3), ("injured", 93)],
    ),
    "still in the hospital": (
        "In Lviv two people died, and another 18 are in the hospital.",
        [("killed", 2), ("injured", 18)],
    ),
    "has reached": (
        "The number of Russian soldiers killed or wounded has reached 500,000.",
        [("casualties", 500000)],
    ),
    "on each side": (
        "Some 100,000 troops on each side were killed or wounded in Ukraine.",
        [("casualties", 100000)],
    ),
    "bodies and survivors": ("Crews found 34 bodies and rescued nine in Lviv.", [("killed", 34)]),
}

_NONE = {
    "ages behind aged": (
        "Three women, aged 51, 18, and 69, were taken to hospital.",
        [("injured", 3)],
    ),
    "listed behind a colon": (
        "Rescuers recovered the bodies of three more people: a woman and two children.",
        [("killed", 3), ("killed", 2)],
    ),
    "of the dead": (
        "Six of the 31 confirmed dead are children.",
        [("killed", 6), ("killed", 31)],
    ),
    "to come": ("Russia will likely hit the 1 million casualty mark.", []),
    "on track": ("Russia is on track to reach one million casualties.", []),
    "bodies given back": ("Kyiv reclaimed the bodies of 90 soldiers who died in battle.", []),
    "fallen received": ("Russia received 27 fallen soldiers.", []),
    "the latter three": ("Casualties in Kherson were reported in the latter three.", []),
    "offices": ("Two bodies in Kyiv counted the dead.", []),
    "share": ("A third of the estimated 900 soldiers were killed.", []),
    "prisoners": ("While 90 victims were released, others stayed in Kherson.", []),
    "an article is no number": ("A woman was killed in Kherson.", []),
    "no casualties": ("There were no casualties in Odesa.", []),
    "dozens": ("Dozens were wounded in Odesa.", []),
    "hypothetical": ("The plan could kill 300 people.", []),
    "intention": ("They plotted to kill five officials.", []),
    "denied": ("The strike did not kill 30 soldiers.", []),
    "evacuated": ("Some 400 people were evacuated from Sumy.", []),
    "swap": ("Each side exchanged 175 wounded prisoners.", []),
    "bodies returned": ("Russia returned the bodies of 909 soldiers.", []),
    "villages": ("Russian troops captured three villages.", []),
    "without power": ("Strikes left 9,000 people without power.", []),
    "attacks": ("Officials reported that 12 attacks killed several people.", []),
    "age": ("A man, 46, was killed in Kherson.", []),
    "animals": ("The fire killed 40 cows in the Sumy region.", []),
    "another war": ("The earthquake killed 300 people.", []),
    "body armour": ("The parcel held 900 sets of body armour.", []),
    "not the toll": ("Deaths in a week have not dipped below 100.", []),
    "weapons": ("Two drones killed a farmer near Sumy.", []),
    "one of": ("One of the victims killed in Sumy was a teacher.", []),
    "bodies received": ("Kyiv received 900 bodies.", []),
    "crime": ("The gunman killed two doctors.", []),
    "news of another place": ("A shooting in Oklahoma killed two doctors.", []),
    "digest": (_DIGEST, []),
    "long ago": ("More than 9,000 soldiers died on June 6, 1944.", []),
    "ratio": ("Three in five of the casualties in Ukraine were men.", []),
    "members of one family": ("One of a family died in Kherson.", []),
    "noun of surrender": ("The story of one Russian's surrender", []),
}


def _table(cases: dict[str, tuple[str, list[Row]]]) -> list[object]:
    return [pytest.param(*case, id=name) for name, case in cases.items()]


@pytest.mark.parametrize(("text", "expected"), _table(_VERBS))
def test_verb_gives_the_measure(text: str, expected: list[Row]) -> None:
    assert _figures(text) == expected


@pytest.mark.parametrize(("text", "expected"), _table(_NOUNS))
def test_noun_gives_the_measure(text: str, expected: list[Row]) -> None:
    assert _figures(text) == expected


@pytest.mark.parametrize(("text", "expected"), _table(_PARTS))
def test_part_has_the_measure_of_its_whole(text: str, expected: list[Row]) -> None:
    assert _figures(text) == expected


@pytest.mark.parametrize(("text", "expected"), _table(_NONE))
def test_no_figure(text: str, expected: list[Row]) -> None:
    assert _figures(text) == expected


@pytest.mark.parametrize(
    ("text", "side"),
    [
        ("Russian shelling killed two people.", "Ukraine"),
        ("A Ukrainian drone killed two people.", "Russia"),
        ("Two people were killed in the Belgorod region.", "Russia"),
        ("Two people were killed in Kherson.", "Ukraine"),
        ("Kyiv said it killed 40 Russian soldiers.", "Russia"),
        ("Three people were hurt in Sevastopol in a Ukrainian drone attack.", "Russia"),
        ("Russia has suffered 900 casualties in Ukraine.", "Russia"),
        ("A missile fell in Poland near the border with Ukraine, killing two people.", "Poland"),
        ("A drone fell in Bryansk. Two people were hurt.", "Russia"),
        ("Two North Korean soldiers were captured in Kursk.", "North Korea"),
        ("Moscow accused Kyiv of killing four people.", "Russia"),
        ("Ukraine's own losses are seldom stated: 900 soldiers killed.", "Ukraine"),
        ("The head of Russia's army said that his troops had captured 40 soldiers.", "Ukraine"),
        ("Of 900 North Koreans, some 400 have become casualties.", "North Korea"),
        ("Three Red Cross staff were killed in Kherson.", "Ukraine"),
        ("MOSCOW, May 2. - The adversary lost up to 210 troops, the ministry said.", "Ukraine"),
        ("Moscow has claimed 900 Ukrainian casualties.", "Ukraine"),
        ("The Kyiv strike killed two people.", "Ukraine"),
        ("Two servicemen were hurt in Dzhankoi.", "Russia"),
    ],
)
def test_victims_belong_to_a_side(text: str, side: str) -> None:
    assert _one(text, "actor") == side


@pytest.mark.parametrize(
    ("text", "category"),
    [
        ("Two civilians were killed in Kherson.", "civilian"),
        ("Two children were killed in Kherson.", "civilian"),
        ("Three rescuers were hurt in Kherson.", "civilian"),
        ("Three of the dead were children.", "civilian"),
        ("Ukraine lost 40 soldiers.", "military"),
        ("All four of the dead, two of whom were women, were civilians in Kherson.", "civilian"),
        ("June had the highest toll of civilians in Ukraine, with 232 people killed.", "civilian"),
        ("Some 900 people were killed fighting for Russia.", "military"),
        ("Russia has had some 9,000 casualties.", "military"),
        ("Over 900 members of Russia's military have died.", "military"),
        ("General Staff: enemy lost 900 men", "military"),
        ("Zelenskyy put Russia's dead at 90,000.", "military"),
        ("Two people were killed in Kherson.", None),
    ],
)
def test_victims_are_civilians_or_soldiers(text: str, category: str | None) -> None:
    assert _one(text, "category") == category


def test_bound_binds_to_its_own_number() -> None:
    figures = read_figures("At least two people were killed and 13 injured in Kherson.")
    assert [f.qualifier for f in figures] == ["more_than", "exact"]


def test_each_place_has_its_row() -> None:
    figures = read_figures("Two deaths each were reported in Kherson and Nikopol.")
    assert [f.place for f in figures] == ["Kherson", "Nikopol"]


def test_figure_says_its_rule_and_cue() -> None:
    figure = read_figures("Six residents died in Izium.")[0]
    assert (figure.rule, figure.cue) == ("verb of the victims", "died")


def test_side_opens_the_sentence() -> None:
    text = "He spoke of Ukraine's army. Of the Russians about 7,000 have been killed."
    assert _one(text, "actor") == "Russia"


@pytest.mark.parametrize(
    ("text", "first", "last"),
    [
        (
            "At least 40 civilians had been killed in Sumy by the end of Monday.",
            date(2024, 3, 4),
            date(2024, 3, 4),
        ),
        (
            "From 3 June 2022 to the same day of this year, 40 civilians were killed.",
            date(2022, 6, 3),
            date(2024, 6, 3),
        ),
    ],
    ids=["at least is no superlative", "same day of another year"],
)
def test_days(text: str, first: date, last: date) -> None:
    figure = read_figures(text, last + timedelta(1))[0]
    assert (figure.date_start, figure.date_end) == (first, last)


_FALLEN = {
    "soldiers": ("Three fallen soldiers were buried in Lviv.", [3.0]),
    "trees": ("In Ukraine 30 fallen trees blocked the roads.", []),
    "bodies from captivity": ("Ukraine recovers the bodies of 12 soldiers from captivity", []),
}


@pytest.mark.parametrize(("text", "expected"), _FALLEN.values(), ids=_FALLEN)
def test_fallen(text: str, expected: list[float]) -> None:
    """Soldiers that fell are killed; trees are not, nor are bodies that come back counted anew."""
    assert [f.value for f in read_figures(text, date(2025, 3, 5))] == expected
