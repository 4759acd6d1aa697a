"""Who states a figure: speakers of a sentence, pronouns, quotations, reports that go on."""

from __future__ import annotations

from datetime import date

import pytest

from analysis.extraction.attribution import attribution_of
from analysis.extraction.document import Document
from analysis.extraction.figures import read_figures

_PUBLISHED = date(2025, 3, 14)


def _claimants(text: str) -> list[str | None]:
    """Who states each number of a text, in order."""
    document = Document(text, _PUBLISHED)
    return [
        attribution_of(document, index, at)
        for index in range(len(document.spans))
        for at in document.sentence(index).numbers
    ]


_SUBJECTS = [
    ("Military experts consulted by the BBC believe 12 fell.", "Military experts"),
    ("The auditors who check the loans put the sum at 12 loans.", "auditors who check the loans"),
    ("Officers who briefed the ministry said 12 drones fell.", "Officers who briefed the ministry"),
    ("Visitors who the police said were armed shot 12 drones.", "police"),
    ("Research from the Open Centre (OPC), for example, puts the number at 12.", "Open Centre"),
    ("The Kremlin statement said 12 drones fell.", "Kremlin"),
    ("A media statement said 12 drones fell.", "media statement"),
    ("By evening the confirmed toll had climbed to 12.", None),
    ("The foreign ministry issued a statement, claiming 12 drones fell.", "foreign ministry"),
    ("Deputy Minister of Defense of Ukraine Hanna Bondar announced 12 fell.", "Hanna Bondar"),
    ("The Institute for Open Maps (IOM) think tank said 12 fell.", "Institute for Open Maps"),
    ('A count by the military portal "Frontline" showed that 12 fell.', "Frontline"),
    ("The Research Service arrives at 12 loans.", "Research Service"),
    ("All donors gave 12 loans, counting military help.", None),
    ("Spain has confirmed a new package of aid worth $12 million.", None),
    ("The United Nations called for $12 million in aid.", "United Nations"),
    (
        "An analysis by the Guardian based on data from the institute shows that 12 fell.",
        "Guardian",
    ),
    ("The bank announced $12 million for pumps.", None),
    ("The bank announced that $12 million was lost.", "bank"),
    ("The minister announced $12 million for pumps.", "minister"),
    ("Kyiv's own estimate of the need comes to 12 interceptors.", "Kyiv"),
    ("The federation's rescue office, FRO, said 12 people died.", "FRO"),
    ("The raids killed 12 people by Ukrainian estimates.", "Ukrainian estimates"),
    ("Mayor Petro Bondar told the minister by video link that 12 died.", "Petro Bondar"),
    ("The general spoke on Monday of 12 soldiers dying.", "general"),
    ("Bergen will add $12 million, Prime Minister Petro Bondar said.", "Petro Bondar"),
    ("The air force said it had shot down 12 drones.", "air force"),
    ("Ukraine's air force said that 12 drones were launched.", "Ukraine's air force"),
    ("Kyiv says 12 missiles fell.", "Kyiv"),
    ("The Defense Ministry in Moscow reported 12 drones.", "Defense Ministry in Moscow"),
    ("Officials in Ukraine said 12 people were hurt.", "Officials in Ukraine"),
    ("Governor Petro Bondar said 12 people were hurt.", "Petro Bondar"),
    ("Regional police chief Petro Bondar said 12 people were hurt.", "Petro Bondar"),
    ("Lt. Gen. Petro Bondar said 12 tanks were hit.", "Petro Bondar"),
    ("The mayor's office put the toll at 12.", "mayor's office"),
    ("The ministry on Tuesday said 12 drones were downed.", "ministry"),
    ("The governor of the region, Petro Bondar, said 12 people died.", "Petro Bondar"),
    ("Petro Bondar, the governor of the region, said 12 people died.", "Petro Bondar"),
    ("Petro Bondar, who heads the mission, said 12 people died.", "Petro Bondar"),
    ("The WHO said 12 hospitals were hit.", "WHO"),
    ("In all, the air force said, 12 drones were launched.", "air force"),
    ("The army acknowledged the raid and said 12 soldiers were lost.", "army"),
    ("Moscow accused Kyiv of firing 12 missiles.", "Moscow"),
    ("The Institute for Open Maps estimates that 12 villages fell.", "Institute for Open Maps"),
]

_BEHIND = [
    ("12 died, according to a UN statement.", "UN"),
    ("At least 12 people died, the latest toll from rescuers showed.", "rescuers"),
    ("12 fell, according to footage collected by the Open Institute.", "Open Institute"),
    ("12 towns fell, according to evidence collected by the Open Institute.", "Open Institute"),
    ("12 loans came, according to data released on May 2 by the Open Institute.", "Open Institute"),
    ("12 towns fell. Three burn. This was stated by the army chief, Petro Bondar.", "Petro Bondar"),
    ("12 towns fell, according to local sources gathered by the institute.", "local sources"),
    ("12 towns fell. This is stated on the website of the army.", "army"),
    (
        "12 million went to the town. The announcement was made by Mayor Petro Bondar.",
        "Petro Bondar",
    ),
    (
        "12 drones came over, according to a tally of daily posts compiled by the Sunday Courier.",
        "Sunday Courier",
    ),
    (
        (
            "12 villages changed hands, a Courier analysis of data from the Institute for Maps "
            "(IFM) showed on Friday."
        ),
        "Courier analysis of data from the Institute for Maps",
    ),
    ("12 drones were downed, the air force said.", "air force"),
    ("12 drones were downed, according to the air force.", "air force"),
    ("According to the air force, 12 drones were downed.", "air force"),
    ("12 people died, said Petro Bondar, the governor of the region.", "Petro Bondar"),
    ("12 people died, according to the governor, Petro Bondar.", "Petro Bondar"),
    ("12 people died, according to Petro Bondar, head of the city's council.", "Petro Bondar"),
    ('"We lost 12 houses," Mayor Petro Bondar wrote on Telegram.', "Petro Bondar"),
    (
        "12 square miles changed hands, an AFP analysis of open data showed.",
        "AFP analysis of open data",
    ),
    ("A count by the Sunday Courier put the number at 12.", "Sunday Courier"),
    ("12 drones were downed in a night, the army said, the RIA agency reported.", "army"),
]

_NO_SPEAKER = [
    "Russia launched 12 drones overnight.",
    "The first report of 12 drones came at dawn.",
    "The claim of 12 drones was not repeated.",
    "The drones found 12 targets.",
    "The attack claimed 12 lives.",
    "The country gave 12 billion euros.",
    "12 drones per day are launched.",
    "According to preliminary data, 12 drones were downed.",
]

_HEADLINES = [
    ("Air Force: 12 of 14 drones shot down", "Air Force"),
    ("12 drones destroyed overnight - General Staff", "General Staff"),
    ("Two injured in attack on port – Authorities", "Authorities"),
    ("Russia fired 1,200 drones in a month: AFP tally", "AFP tally"),
    (
        "12 drones downed over the peninsula, says Russian-installed official",
        "Russian-installed official",
    ),
    ("Russia-Ukraine war live: 12 drones launched", None),
    ("Ukraine Recap: 12 missiles fired", None),
    ("Attack on Odesa: 12 people hurt", None),
]


@pytest.mark.parametrize(("text", "expected"), [*_SUBJECTS, *_BEHIND, *_HEADLINES])
def test_first_number_is_the_speakers(text: str, expected: str | None) -> None:
    assert expected == _claimants(text)[0]


@pytest.mark.parametrize("text", _NO_SPEAKER)
def test_no_speaker_is_seen(text: str) -> None:
    assert _claimants(text)[0] is None


_SEVERAL = [
    (
        "Russia said it downed 12 drones, while officials in Kyiv said 14 people were hurt.",
        ["Russia", "officials in Kyiv"],
    ),
    (
        "12 people died, the police said, while 14 were hurt, according to the mayor.",
        ["police", "mayor"],
    ),
    (
        "The air force said 12 drones came. It added that 14 missiles followed.",
        ["air force", "air force"],
    ),
    (
        "Defense Minister Petro Bondar said 12 ships were sunk. He said 14 more were damaged.",
        ["Petro Bondar", "Petro Bondar"],
    ),
    (
        "Petro Bondar, the mayor, said 12 people died.\nBondar said 14 were missing.",
        ["Petro Bondar", "Petro Bondar"],
    ),
    (
        "The Russian Defense Ministry said 12 drones came.\nThe ministry said 14 were downed.",
        ["Russian Defense Ministry", "Russian Defense Ministry"],
    ),
    (
        'The air force said 12 drones came.\n"Of these, 14 were decoys," the statement said.',
        ["air force", "air force"],
    ),
    (
        "The air force said 12 drones came. Crews shot down 14.",
        ["air force", "air force"],
    ),
    (
        "The air force said 12 drones came.\nCrews shot down 14.",
        ["air force", None],
    ),
    (
        "The air force said 12 drones came. Meanwhile, 14 people were hurt in a fire.",
        ["air force", None],
    ),
    (
        "Some 12 people were hurt. Among them were 14 children, the police said.",
        ["police", "police"],
    ),
    (
        "The group, which the army says it beat on the 8 hills, lost 12 villages.",
        ["army", None],
    ),
]


@pytest.mark.parametrize(("text", "expected"), _SEVERAL)
def test_each_number_has_its_own_speaker(text: str, expected: list[str | None]) -> None:
    assert expected == _claimants(text)


_REPORTS = [
    (
        (
            "Air defences brought down 12 drones.\n\nThis was reported by the air command.\n\n"
            "The raid began at dusk with 5 missiles."
        ),
        ["air command", "air command"],
    ),
    (
        (
            "Air defences brought down 12 drones.\n\nThe statement was made by the air command, "
            "a correspondent reports.\n\nThe enemy launched 20 drones."
        ),
        ["air command", "air command"],
    ),
    (
        (
            "Air defences brought down 12 drones.\n\n"
            "Petro Bondar, the head of the administration, reported this on Telegram."
        ),
        ["Petro Bondar"],
    ),
    (
        'A shell killed 12 people in the port. "It never ends," said Petro Bondar.',
        [None],
    ),
    (
        (
            "Russia took 120 square kilometres in May, an AFP analysis showed on Friday.\n"
            "It had gained 90 square kilometres in April."
        ),
        ["AFP analysis", "AFP analysis"],
    ),
    (
        "Russia launched 60 drones, the air force said.\nAir defences shot down 40 of them.",
        ["air force", "air force"],
    ),
    (
        (
            "Mayor Petro Bondar said two people were killed.\n"
            "Three people were injured in a blast in Odesa."
        ),
        ["Petro Bondar", None],
    ),
]


@pytest.mark.parametrize(("text", "expected"), _REPORTS)
def test_report_goes_on_in_the_next_paragraph(text: str, expected: list[str | None]) -> None:
    assert expected == [figure.attribution for figure in read_figures(text, _PUBLISHED)]


_TAKEN_UP = [
    ("The British military recently estimated that 12 drones fell.", "British military"),
    (
        "The governor of the southern region of Mykolaiv said 12 drones fell.",
        "governor of the southern region of Mykolaiv",
    ),
    ("Serhiy Lysak was quoted by AFP as saying that 12 drones fell.", "Serhiy Lysak"),
    ("AFP quoted prosecutors as saying that 12 drones fell.", "prosecutors"),
    ("Russian Ministry of Defense:\nOvernight 12 drones fell.", "Russian Ministry of Defense"),
    (
        'Volodymyr Zelensky spoke.\n\n"We stand," he wrote.\n\n"Then 12 drones fell."',
        "Volodymyr Zelensky",
    ),
    ("Volodymyr Zelensky gave an interview, stating that 12 drones fell.", "Volodymyr Zelensky"),
    ("Source: Petro Bondar, governor\n\nDetails: Twelve drones fell.", "Petro Bondar"),
    ("The Institute for Maps said so. A new count shows 12 towns.", "Institute for Maps"),
    (
        "Petro Bondar, head of the board of Rail (the railways), said 12 drones fell.",
        "Petro Bondar",
    ),
    ("Twelve drones fell, Petro Bondar of the Security Service said.", "Petro Bondar"),
    ("It was the army, which on Sunday put the number of drones at 12.", "army"),
    ("The Armed Forces estimates the number of drones launched at 12.", "Armed Forces"),
    ("Moscow's widely disputed claims that 12 drones were downed stand.", "Moscow"),
    ("The U.S. estimates that 12 drones were downed.", "U.S."),
    ("Bergen, said Olena Bondar, acts. Putin waits. She said 12 loans were due.", "Olena Bondar"),
    ("Mayor Petro Bondar listed the following:\n\n12 loans to the town.", "Petro Bondar"),
    ("Additionally, 12 drones were downed, the air force said, adding that 10 fell.", "air force"),
    (
        "Finance Minister Petro Bondar signed it. According to the minister, 12 loans came.",
        "Petro Bondar",
    ),
    (
        "Olena Bondar, its chief, said so. It met, the bank's spokesman said. She added: 12 loans.",
        "Olena Bondar",
    ),
    ("The air force's report covers Monday. It counts 162 drones.", "air force"),
    ("In spring Volodymyr Zelensky looked back. He said 900 were used.", "Volodymyr Zelensky"),
    ("An attack that the air force put at 12 drones. Ten fell, the force said.", "air force"),
    ("Twelve drones, which its air force called a record. Its spokesman said 10.", "air force"),
    ("Kyiv said 12 fell. That is the air force's count; it said 10 were downed.", "air force"),
    ("According to the air force's posts Russia launched 40 drones.", "air force"),
    ("Forty drones were launched, according to the posts of the air force.", "air force"),
    ("The air force counted 12 drones. Ten were downed, the same source says.", "air force"),
    ("The air force counted 12 drones. Of 12, according to the same report, 10 fell.", "air force"),
    ("The air force counted 12 drones. Ten were lost, according to the post.", "air force"),
    ("Kyiv's air force counted 12 drones. Its spokesman said 10 fell.", "Kyiv's air force"),
    ("For the first time Ukraine's air force has counted 800 drones.", "Ukraine's air force"),
    ("The air force for its part counted 65 drones.", "air force"),
    ("Russia sent 400 drones, an analysis by AFP of daily figures shows.", "AFP"),
    ("Four hundred drones were fired, by the count of the air force.", "air force"),
]


@pytest.mark.parametrize(("text", "claimant"), _TAKEN_UP)
def test_speakers_taken_up(text: str, claimant: str) -> None:
    assert _claimants(text)[-1] == claimant


def test_who_is_quoted_inside_a_clause_does_not_state_the_next_sentence() -> None:
    text = "Maps show areas that Kyiv says are lost. In all 12 towns fell."
    assert _claimants(text) == [None]


def test_what_a_claimant_draws_on_states_nothing() -> None:
    text = "12 towns fell, according to the bank, which uses maps from the institute. 13 stand."
    assert _claimants(text) == ["bank", "bank"]


def test_a_text_on_a_tracker_of_aid_states_its_sums_by_it() -> None:
    text = (
        "This is shown in the update of the Ukraine Support Tracker.\n\n"
        "Spain allocated €5 million in aid to Ukraine."
    )
    assert [f.attribution for f in read_figures(text, _PUBLISHED)] == ["Ukraine Support Tracker"]


def test_a_bracket_behind_a_number_names_its_source() -> None:
    text = "Maps show 120,473 square kilometres (ISW) and 116,203 (DeepState) in Russian hands."
    figures = read_figures(text + " Ukraine", _PUBLISHED)
    assert [f.attribution for f in figures] == ["ISW", "DeepState"]


_PRESS = [
    ("The Washington Post walked the graves. 12 lie there, according to the newspaper.", "Post"),
    ("The New York Times studied maps. By the publication's calculations 12 fell.", "Times"),
    ("The BBC walked the graves. 12 died, according to a tally by the broadcaster.", "BBC"),
]


@pytest.mark.parametrize(("text", "end"), _PRESS)
def test_the_newspaper_is_the_one_named_before(text: str, end: str) -> None:
    assert str(_claimants(text)[-1]).endswith(end)


def test_a_dateline_with_a_colon_states_nothing() -> None:
    assert _claimants("KYIV: Spain gives Ukraine 12 loans.") == [None]


def test_those_a_relative_clause_describes_are_not_the_office_before() -> None:
    text = (
        "The Service arrives at 12 loans. The auditors who check it put it at 14 loans, they said."
    )
    assert _claimants(text)[1] == "auditors who check it"


def test_a_newspaper_with_its_name_is_not_the_one_before() -> None:
    text = "AFP counted 20. 12 drones fell, according to a count by the Sunday Courier newspaper."
    assert _claimants(text)[-1] == "Sunday Courier newspaper"


def test_analysts_without_an_article_are_not_the_office_before() -> None:
    text = "Ukraine's General Staff said 3 villages fell. Analysts say 12 villages fell."
    assert _claimants(text) == ["Ukraine's General Staff", "Analysts"]


def test_a_contrast_goes_on_with_the_report() -> None:
    text = "The air force said 20 drones came. However, 12 were lost."
    assert _claimants(text) == ["air force", "air force"]


def test_a_contrast_between_ends_the_report() -> None:
    text = "The air force said 20 drones came. However, the night was calm. 12 were lost."
    assert _claimants(text) == ["air force", None]


def test_a_title_without_a_second_comma_is_the_persons_before() -> None:
    text = "Hanna Bondar, President of the Open Commission said: 12 came."
    assert _claimants(text) == ["Hanna Bondar"]


_HEADS = [
    ("Attributed to Pentagon Press Secretary Petro Bondar:", "Petro Bondar"),
    ("The following is attributable to Spokesperson Petro Bondar:", "Petro Bondar"),
    ("Attributed to the Office of the Spokesman:", "Office of the Spokesman"),
    ("The losses attributed to the army:", None),
    ("What we know of the plan:", None),
]


@pytest.mark.parametrize(("head", "claimant"), _HEADS)
def test_a_line_at_the_head_gives_the_text_to_a_speaker(head: str, claimant: str | None) -> None:
    aid = "Bergen has committed more than $8.8 billion in security assistance to Ukraine."
    text = f"{head}\n\nA package comes. It holds radios.\n\nIt is the tenth.\n\n{aid}"
    assert [f.attribution for f in read_figures(text, _PUBLISHED)] == [claimant]
