"""Constructions of reports of 2024 to 2026, on sentences of our own: all their figures."""

from __future__ import annotations

import datetime as dt

import pytest

from analysis.extraction.figures import read_figures

Row = tuple[str, float | None]


def _figures(text: str) -> list[Row]:
    return [(f.measure, f.value) for f in read_figures(text, dt.date(2026, 2, 1))]


_STRIKES = {
    "bound behind the number": (
        "The army fired 60-plus missiles and 70+ drones.",
        [("launched", 60), ("launched", 70)],
    ),
    "not a single one": (
        "Not a single one of the six Kinzhals was downed.",
        [("intercepted", 0), ("launched", 6)],
    ),
    "side that faces": (
        "Last week Ukraine faced 900 drones and 31 missiles.",
        [("launched", 900), ("launched", 31)],
    ),
    "verb of two numbers": (
        "A total of 430 targets - 400 drones and 30 missiles - were detected.",
        [("launched", 400), ("launched", 30)],
    ),
    "running total": (
        "Crews downed 16 drones, bringing the total since the start of the year to 4,300 UAVs.",
        [("intercepted", 16), ("intercepted", 4300)],
    ),
    "parts told of behind of which": (
        "They fired nine missiles and 62 drones, of which two missiles and 50 drones were downed.",
        [("launched", 9), ("launched", 62), ("intercepted", 2), ("intercepted", 50)],
    ),
    "but only": (
        "The count was 80 drones, 61 of which were shot down, but only two missiles.",
        [("launched", 80), ("intercepted", 61), ("intercepted", 2)],
    ),
    "total that was downed": (
        "They used 40 drones. Of the 24 that were shot down, 21 were Shaheds.",
        [("launched", 40), ("intercepted", 24), ("intercepted", 21)],
    ),
    "total downed": (
        "Of the 11 Kalibrs brought down, nine were destroyed over Odesa.",
        [("intercepted", 11), ("intercepted", 9)],
    ),
    "total launched": (
        "Of the 12 drones that were launched, two hit a depot.",
        [("launched", 12), ("hit", 2)],
    ),
    "list with decoys included": (
        "In all, the army said: 77 drones, decoys included, and six missiles.",
        [("launched", 77), ("launched", 6)],
    ),
    "could not be stopped": (
        "Two Onyx missiles could not be intercepted and smashed into a store.",
        [("hit", 2)],
    ),
    "weapons joined without a number": (
        "Thirteen drones and the ballistic missile struck nine places.",
        [("hit", 13)],
    ),
    "of the downed ones": (
        "Its crews alone accounted for 16 of the downed drones.",
        [("intercepted", 16)],
    ),
    "relative with which": (
        "Crews shot down 21 drones with which Russia attacked the port.",
        [("intercepted", 21)],
    ),
    "perfect of vanishing": ("Twenty-two drones have vanished from radar.", [("suppressed", 22)]),
    "did not find": ("Another 28 drones did not find their targets.", [("suppressed", 28)]),
    "debris of one": (
        "Six drones were shot down, with the debris from one downed drone damaging a barn.",
        [("intercepted", 6)],
    ),
    "it was so many": (
        "Some 600 drones a week are sent into the city. In the week to Sunday it was 640, he said.",
        [("launched", 600), ("launched", 640)],
    ),
    "ratio": ("Only one in five of the missiles had been stopped.", []),
    "number of regions": ("A wave of drone attacks came across 10 of Ukraine's 24 regions.", []),
    "missiles unaccounted for": (
        "Crews downed 33 missiles. Three missiles were unaccounted for.",
        [("intercepted", 33), ("suppressed", 3)],
    ),
    "attack by": ("The plant burns after an attack by six drones.", [("launched", 6)]),
    "debris at so many more": (
        "Hits by 21 drones were recorded at 13 places, and debris came down at three more.",
        [("hit", 21)],
    ),
    "respectively": (
        "They sent 62 drones and nine missiles, and 50 and four of them respectively were downed.",
        [("launched", 62), ("launched", 9), ("intercepted", 50), ("intercepted", 4)],
    ),
    "reached": ("Three of a dozen drones reached the plant.", [("hit", 3), ("launched", 12)]),
    "share of them": (
        "They downed 141 UAVs. A third of them - 53 - were over the Bryansk region.",
        [("intercepted", 141), ("intercepted", 53)],
    ),
    "percent of so many": (
        "They stopped 70 percent of the 1,100 drones, or 770.",
        [("launched", 1100), ("intercepted", 770)],
    ),
    "drones that strayed": (
        "They shot down three of the 21 drones that strayed abroad.",
        [("intercepted", 3), ("launched", 21)],
    ),
    "it was so many in a year": (
        "In 2025 Russia launched 54,500 drones; in 2024 it was 11,000.",
        [("launched", 54_500), ("launched", 11_000)],
    ),
    "of which no weapons": (
        "Russia fired 12 missiles. 369 schools were damaged, 57 of which were destroyed.",
        [("launched", 12)],
    ),
    "heading of hits": (
        "Launched: 90 drones. Downed: 71 drones. Hits: 12 drones and two missiles.",
        [("launched", 90), ("intercepted", 71), ("hit", 12), ("hit", 2)],
    ),
}

_VICTIMS = {
    "part in an aside": (
        "Nine people, two of them children, were killed in Sumy.",
        [("killed", 9), ("killed", 2)],
    ),
    "ages of several": (
        "Four children aged 2, 5, 9 and 16 were hurt in Sumy.",
        [("injured", 4)],
    ),
    "ages between": (
        "Children between the ages of 8 and 15 were among the 12 wounded.",
        [("injured", 12)],
    ),
    "ages in a list": (
        "The dead include a man, 45, a woman, 50, and two children aged 4 and 7.",
        [("killed", 2)],
    ),
    "toll ahead": (
        "They found a body, taking to 11 the number of people killed in the strike on Sumy.",
        [("killed", 11)],
    ),
    "told at first": (
        "At least 12 people were hurt in Sumy, the governor said. He had at first reported six.",
        [("injured", 12), ("injured", 6)],
    ),
    "rescued": (
        "In Sumy 25 people were killed, 73 were injured, and 39 rescued.",
        [("killed", 25), ("injured", 73)],
    ),
    "split by place": (
        "Half of the injured were in Sumy, he said: three in the city and one in Trostianets.",
        [("injured", 3), ("injured", 1)],
    ),
    "shares": (
        "Of the civilians, 38 killed and 223 injured, or 27 and 30 per cent, met drones.",
        [("killed", 38), ("injured", 223)],
    ),
    "losses pass": ("Russia's losses pass 1,020,000", [("casualties", 1_020_000)]),
    "losses put at": ("He put Ukraine's monthly losses at 47,000.", [("casualties", 47_000)]),
    "verb said once": (
        "The Zapad group killed 160 Ukrainian soldiers, the Yug group 115 and the Dnepr group 30.",
        [("killed", 160), ("killed", 115), ("killed", 30)],
    ),
    "harmed": ("Every week 16 children are harmed in Ukraine.", [("casualties", 16)]),
    "pronoun": ("He said that two died and that the fact is that it is one.", [("killed", 2)]),
    "destroyed bus": (
        "A strike injured 31 people, including eight passengers on a bus that was destroyed.",
        [("injured", 31), ("injured", 8)],
    ),
    "from so many to so many": (
        "Civilian casualties in Ukraine rose last month - from 468 in November to 592.",
        [("casualties", 468), ("casualties", 592)],
    ),
    "kills, injures": ("Russia kills, injures at least 592 civilians", [("casualties", 592)]),
    "injury toll": ("Injury toll in attack on Sumy rises to 27", [("injured", 27)]),
    "for every": ("An army suffers three wounded soldiers for every one killed in Ukraine.", []),
    "people unaccounted for": ("In Sumy 20 people were unaccounted for.", [("missing", 20)]),
    "one in another town": (
        "Three more deaths were reported in the Kyiv region, and one in the city of Mykolaiv.",
        [("killed", 3), ("killed", 1)],
    ),
    "one of whom": (
        "The strikes injured at least three others - one of whom was a four-year-old child.",
        [("injured", 3), ("injured", 1)],
    ),
    "asked for help": ("In Sumy 14 people asked for medical help.", [("injured", 14)]),
    "those of children": (
        "Work ended with 21 bodies recovered, including those of five children, in Sumy.",
        [("killed", 21), ("killed", 5)],
    ),
    "number of ... killed ahead": (
        "Three workers died near Sumy, bringing to 17 the number of power engineers killed.",
        [("killed", 3), ("killed", 17)],
    ),
    "a year's": (
        "Russia's casualties for 2025 were put at 415,000, less than 2024's 430,000.",
        [("casualties", 415_000), ("casualties", 430_000)],
    ),
    "intensive care": (
        "In Sumy four patients were hurt and two taken to intensive care.",
        [("injured", 4), ("injured", 2)],
    ),
    "ages in words": ("Drones wounded two sons, aged eight and 11, in Sumy.", [("injured", 2)]),
    "of the wounded": (
        "Fifteen of the 17 people wounded in Sumy are in hospital.",
        [("injured", 15), ("injured", 17)],
    ),
    "brackets": (
        "Most Russian deaths were reported from Tula (560) and Perm Krai (376).",
        [("killed", 560), ("killed", 376)],
    ),
    "killed, wounded": (
        "The number of killed, wounded Russian troops reaches 300,000",
        [("casualties", 300_000)],
    ),
    "have exceeded": ("Enemy losses have exceeded 66,000 people.", [("casualties", 66_000)]),
    "age before the noun": ("Two 13-year-old girls were hurt in Sumy.", [("injured", 2)]),
    "toll put at": (
        "In Sumy nine people died and 31 were hurt, he said. Police later put the toll at 11.",
        [("killed", 9), ("injured", 31), ("killed", 11)],
    ),
    "a ...-year-old and others": (
        "A missile hit Dnipro, killing a 14-year-old and three others.",
        [("killed", 3)],
    ),
    "climbed by": (
        "The death toll from the strike in Sumy climbed by two to 37.",
        [("killed", 37)],
    ),
}


@pytest.mark.parametrize(("text", "expected"), _STRIKES.values(), ids=_STRIKES)
def test_weapons(text: str, expected: list[Row]) -> None:
    assert _figures(text) == expected


@pytest.mark.parametrize(("text", "expected"), _VICTIMS.values(), ids=_VICTIMS)
def test_victims(text: str, expected: list[Row]) -> None:
    assert _figures(text) == expected


def test_a_total_that_comes_again_counts_the_same_weapons() -> None:
    text = "Russia used 537 aerial weapons and 14 bombs. It counts 475 of the 537 as neutralised."
    assert [f.weapon for f in read_figures(text)][2:] == ["any", "any"]


def test_number_of_ukrainian_drones_downed_is_russias() -> None:
    text = "The Defense Ministry put the number of Ukrainian drones downed overnight at 55."
    assert [f.actor for f in read_figures(text)] == ["Russia"]


def test_who_tracks_weapons_is_attacked() -> None:
    text = "Ukraine's air force said it tracked 650 aerial targets."
    assert [f.actor for f in read_figures(text)] == ["Russia"]


@pytest.mark.parametrize(
    ("text", "sides"),
    [
        ("Ukraine's losses stand at 400,000, Russia's at 1.2 million.", ["Ukraine", "Russia"]),
        ("Russian losses in Ukraine had risen to 20,000 troops.", ["Russia"]),
        (
            "The losses of the Ukrainian army amounted to 480 men, the Russian ministry said.",
            ["Ukraine"],
        ),
    ],
    ids=["noun said once", "losses in", "losses of"],
)
def test_whose_losses(text: str, sides: list[str]) -> None:
    assert [f.actor for f in read_figures(text)] == sides


def test_a_war_attacks_nobody() -> None:
    text = "At least 5,500 civilians have been killed since the Ukrainian war began."
    assert [f.actor for f in read_figures(text)] == ["Ukraine"]


def test_attackers_have_no_toll() -> None:
    text = "The toll of the Russian drone attack on Sumy has risen to two, with 27 people wounded."
    assert [f.actor for f in read_figures(text)] == ["Ukraine", "Ukraine"]


def test_who_surrenders_is_the_enemy() -> None:
    text = "Ukrainian officers said 102 soldiers surrendered in a single day."
    assert [f.actor for f in read_figures(text)] == ["Russia"]


def test_bombs_are_guided_where_the_text_tells_of_guided_ones() -> None:
    text = "Russia dropped 90 bombs. Most were guided aerial bombs."
    assert [f.weapon for f in read_figures(text)] == ["guided_bomb"]


def test_drones_of_one_side_shoot_nothing_down() -> None:
    text = "Ukraine came under attack from Russian drones and shot down 13 of 17."
    assert [f.actor for f in read_figures(text)] == ["Ukraine", "Russia"]


def test_where_missiles_come_from_is_no_target() -> None:
    text = "Planes fired 17 cruise missiles from the Rostov Oblast in southern Russia."
    assert [f.actor for f in read_figures(text)] == ["Russia"]


def test_members_of_a_brigade_are_soldiers() -> None:
    text = "Russia said it killed 30 members of a territorial defence brigade."
    assert [(f.actor, f.category) for f in read_figures(text)] == [("Ukraine", "military")]


def test_each_place_of_a_list_but_not_the_rest() -> None:
    text = "Crews downed 40 drones: three each over the Kaluga and Tula regions, the rest at sea."
    assert [f.place for f in read_figures(text)][1:] == ["Kaluga", "Tula"]


def test_victims_behind_a_semicolon_are_where_the_shells_fell() -> None:
    text = "They shelled Zaporizhzhia region 80 times on Monday; one person was killed."
    assert [f.place for f in read_figures(text)] == ["Zaporizhzhia region"]


_PLACES = {
    "where": (
        "A man was killed in Sumy, where officials reported 11 wounded, and a boy in Odesa.",
        ["Sumy"],
    ),
    "region of a town": ("In Smila, Cherkasy Oblast, 12 people were injured.", ["Smila"]),
    "the regional capital": (
        "Drones fell on the Belgorod region. Six people were hurt in the regional capital.",
        ["Belgorod"],
    ),
    "the region": (
        "Drones hit the Belgorod region. A man died in Shebekino. In the region 14 were killed.",
        ["Belgorod region"],
    ),
    "a list of where weapons come from": (
        "Russia launched 60 drones from the directions of Oryol, Millerovo, and Donetsk City.",
        ["Ukraine"],
    ),
    "another attack": (
        "Russia launched 30 drones at Ukraine, it said, and later attacks on Sumy killed two.",
        ["Ukraine", "Sumy"],
    ),
    "across a river": ("Crews sent 60 drones across the Dnieper into Kherson.", ["Kherson"]),
    "an army's group": ("Kyiv lost 125 soldiers to Russia's Dnepr battlegroup.", ["Ukraine"]),
    "headline": ("Russia Hits Ukraine With 700+ Drones; 16 Dead", ["Ukraine", "Ukraine"]),
    "who launches behind officials": (
        "Air force officials in Kyiv said Moscow launched 68 drones.",
        ["Ukraine"],
    ),
    "the region's capital": (
        "Drones fell on the Belgorod region. Six people were hurt in the region's capital.",
        ["Belgorod"],
    ),
    "title behind the speaker": (
        'In Kyiv it was calm. "We have 14 wounded," wrote Ivan Koval, head of Odesa\'s council.',
        ["Odesa"],
    ),
    "places before their numbers": (
        "In Kryvyi Rih 20 were hurt on Monday, in Sumy 13.",
        ["Kryvyi Rih", "Sumy"],
    ),
    "the missile attack": (
        "Missiles fell on Sevastopol. Five missiles were shot down in the missile attack.",
        ["Sevastopol"],
    ),
    "as printed": ("Drones: three each downed over Kirovograd and Sumy.", ["Kirovograd"]),
}


@pytest.mark.parametrize(("text", "places"), _PLACES.values(), ids=_PLACES)
def test_places(text: str, places: list[str]) -> None:
    assert [f.place for f in read_figures(text, dt.date(2026, 2, 1))][: len(places)] == places


_CLAIMANTS = {
    "person with a title and a clause": (
        "Ivan Koval, governor of Tver region, which lies far, said that two people were hurt.",
        "Ivan Koval",
    ),
    "a version": (
        "Kyiv said 40 died. Russia's ministry gave another version: it said 30 were killed.",
        "Russia's ministry",
    ),
    "stated on a day": (
        "General Ivan Koval stated on January 6 that Russia launched 70 drones.",
        "Ivan Koval",
    ),
    "set up by another": (
        "An inquiry mandated by the UN said in a 17-page report that drones had killed 20 people.",
        "inquiry",
    ),
    "two kinds of authorities": (
        "In Kyiv 12 people were killed, according to local and state authorities.",
        "local and state authorities",
    ),
    "detailed": ("Ukraine's army detailed an attack that included 20 drones.", "Ukraine's army"),
    "insertion with a time": (
        "The National Police, in a count that closed at 11:30, had spoken of ten killed in Sumy.",
        "National Police",
    ),
    "count was": ("The air force's count was 58 drones, 40 of which were downed.", "air force"),
    "country that said it": (
        "Russia is yet to comment on the attack but it earlier said it downed 20 Ukrainian drones.",
        "Russia",
    ),
    "pointing out": (
        "President Zelensky reacted to the attack, pointing out that Russia launched 14 drones.",
        "Zelensky",
    ),
    "head of state": (
        "Volodymyr Zelenskyy spoke. According to the head of state, 13 people were hurt in Kyiv.",
        "Volodymyr Zelenskyy",
    ),
    "based on": (
        "Reuters calculations based on daily reports show that Russia sent 500 drones.",
        "Reuters calculations",
    ),
    "two outlets": (
        "Mediazona and the BBC have confirmed the names of 160 Russian soldiers killed.",
        "Mediazona and the BBC",
    ),
    "it for a state in capitals": (
        "The US said it believed that Russia launched 90 missiles.",
        "US",
    ),
    "speaker told of beside": (
        "Two men were hurt, police said, as Moscow claims it won. In Sumy three people died.",
        "police",
    ),
    "it for an office that opened the sentence before": (
        "Police said two died. Russia's ministry did not mention it. It said it downed 88 drones.",
        "Russia's ministry",
    ),
    "replied": ("Asked about it, Rutte replied that 200 Russian soldiers die a day.", "Rutte"),
    "the United Nations": (
        "The United Nations has recorded 227 civilian deaths in Ukraine.",
        "United Nations",
    ),
}


@pytest.mark.parametrize(("text", "claimant"), _CLAIMANTS.values(), ids=_CLAIMANTS)
def test_claimants(text: str, claimant: str) -> None:
    assert read_figures(text, dt.date(2026, 2, 1))[-1].attribution == claimant


def test_report_goes_on_over_what_its_radars_noticed() -> None:
    text = (
        "The enemy sent 52 drones, the Air Force Command said.\n\n"
        "In total, radio units detected and tracked 52 means of air attack.\n\n"
        "Four of them were Kinzhals.\n\n"
    )
    assert {f.attribution for f in read_figures(text)} == {"Air Force Command"}
