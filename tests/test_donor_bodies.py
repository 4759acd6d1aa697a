"""Donors that no list knows, by the names that a text gives them. The texts are our own."""

from __future__ import annotations

from datetime import date

import pytest

from analysis.extraction.figures import read_figures

PUBLISHED = date(2025, 3, 14)

DONORS = [
    (
        "The Brightwater Foundation donated $30 million to rebuild Ukraine.",
        "Brightwater Foundation",
    ),
    (
        "Relief4Kyiv is a UK charity. The organisation has so far delivered £3m of aid to Ukraine.",
        "Relief4Kyiv",
    ),
    ("Radio Nord's listeners have contributed $4 million to Ukraine.", "Radio Nord's listeners"),
    ("SkyNet told Kyiv it had spent $100 million on internet in Ukraine.", "SkyNet"),
    ("German carmaker Zundau has given €5 million in aid to Ukraine.", "Zundau"),
    ("Chess clubs in Poland have given $2 million in aid to Ukraine.", "Chess clubs"),
    ("The Maria & Josef Linde Foundation will give Ukraine $9m.", "Maria & Josef Linde Foundation"),
    (
        "The Howard J. Reed Foundation has committed $8 million to Ukraine.",
        "Howard J. Reed Foundation",
    ),
    (
        "The Norwegian Refugee Council gave $20 million in aid to Ukraine.",
        "Norwegian Refugee Council",
    ),
    ("€10 million in aid was donated to Ukraine by the chemicals company Ravo.", "Ravo"),
    (
        "A $5 million donation from the Anna Berg Foundation will help Ukraine.",
        "Anna Berg Foundation",
    ),
    ("Anna Berg's charity, BBridge, has delivered $85 million to Ukraine.", "BBridge"),
    ("Ikea, the Swedish retailer, has pledged €20 million to Ukraine.", "Ikea"),
    ("Jan Maas's SkyNet has given $80 million in aid to Ukraine.", "SkyNet"),
    ("Radio Nord said SkyNet told Kyiv it had spent $9m on internet in Ukraine.", "SkyNet"),
    ("The toymaker Plastik has raised over $145,000 for Ukraine.", "Plastik"),
    ("Peter Lind donated $10 million to Ukraine.", "Peter Lind"),
    ("A Danish billionaire donated 9 million euros to Ukraine.", "Danish billionaire"),
    ("Google has a hub in Riga. The company said it had sent Ukraine $3 million.", "Google"),
    ("The World Bank helps Ukraine. The bank has lent Kyiv $42 billion.", "World Bank"),
    ("Germany trains soldiers. The company has donated $5 million to Ukraine.", None),
    (
        "The UK-led International Fund for Ukraine has given Kyiv £1bn.",
        "International Fund for Ukraine",
    ),
]


@pytest.mark.parametrize(("text", "donor"), DONORS)
def test_donor_of_its_own_name_is_the_one_who_gives(text: str, donor: str | None) -> None:
    assert [figure.actor for figure in read_figures(text, PUBLISHED)] == [donor]


STATES = [
    ("Grant Shapps announced £245 million in military aid for Ukraine.", "United Kingdom"),
    ("Defence Minister Boris Pistorius pledged €500 million for Ukraine.", "Germany"),
    ("The Swedish Armed Forces donated SEK 3 billion worth of arms to Ukraine.", "Sweden"),
    ("The Danish Parliament donated DKK 1 billion to Ukraine.", "Denmark"),
    ("Boris Johnson donated £1 billion in military aid to Ukraine.", "United Kingdom"),
    ("President Biden donated $800 million in arms to Ukraine.", "United States"),
    ("Norway's sovereign fund gave NOK 3 billion to Ukraine.", "Norway"),
    (
        "Norway has committed to buy $312 million of drones from Ukrainian firms for Ukraine.",
        "Norway",
    ),
    ("The Patriot batteries cost $1 billion, and Spain gave Ukraine $50 million.", "Spain"),
    ("A summit saw the UK send missiles, with the US pledging $250m in aid.", "United States"),
    ("Kyiv awaits weapons pledged in a late $2 billion US military package.", "United States"),
    ("It came after Japan, which is giving Ukraine $9 million, pressed its allies.", "Japan"),
]


TOGETHER = [
    (
        "Japan pledged aid worth ¥138 billion to Ukraine, against Rome's 115 million euros.",
        ["Japan", "Italy"],
    ),
    ("Spain and Italy announced gifts of €88m and €12m for Ukraine.", ["Spain", "Italy"]),
    ("The UK, alongside Norway, has given Ukraine £9m in aid.", ["United Kingdom and Norway"]),
    (
        "Together with Spain and Italy, Japan funds a package of $5m for Ukraine.",
        ["Japan, Spain and Italy"],
    ),
    ("Kyiv received $1.5 billion from Japan and the UK.", ["Japan and the UK"]),
    ("The EU and its member states have given Ukraine €177 billion.", ["European Union"]),
    ("Slovakia threatened to veto the bloc's €90 billion loan to Ukraine.", ["European Union"]),
    ("Members of Congress are holding up $60 billion in aid to Ukraine.", ["United States"]),
    ("First, Allies have committed to give Ukraine €40 billion in arms.", ["NATO"]),
    ("Ukraine is to get another $3 billion through the World Bank.", ["World Bank"]),
    (
        "Members of the Contact Group met. Members of this group already committed $5bn to Kyiv.",
        ["Ukraine Defense Contact Group"],
    ),
    (
        "Under the G7's new $50 billion loan, the EU paid Ukraine €4 billion.",
        ["G7", "European Union"],
    ),
    ("The Nordic and Baltic states pledged Ukraine €1bn.", ["Nordic and Baltic countries"]),
    ("International donors pledged €6.5 billion for Ukraine.", [None]),
    (
        "Kyiv got €2m from the Luxembourg-based European Investment Bank.",
        ["European Investment Bank"],
    ),
    (
        "Aid of €3m for Ukraine will be paid by Spain, Italy – around €1m, and Japan – around €2m.",
        ["Spain", "Italy", "Japan"],
    ),
]


@pytest.mark.parametrize(("text", "donors"), TOGETHER)
def test_several_donors_give_together_or_each_its_own(text: str, donors: list[str | None]) -> None:
    assert [figure.actor for figure in read_figures(text, PUBLISHED)] == donors


@pytest.mark.parametrize(("text", "donor"), STATES)
def test_state_is_the_donor_where_a_person_or_body_of_it_acts(text: str, donor: str) -> None:
    assert [figure.actor for figure in read_figures(text, PUBLISHED)] == [donor]
