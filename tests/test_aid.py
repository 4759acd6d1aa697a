"""Aid: which sums are figures, with measure, donor, kind and currency. The texts are our own."""

from __future__ import annotations

from datetime import date

import pytest

from analysis.extraction.figures import Figure, read_figures

PUBLISHED = date(2025, 3, 14)


def aid(text: str) -> list[Figure]:
    return [figure for figure in read_figures(text, PUBLISHED) if figure.topic == "aid"]


def told(text: str) -> list[tuple[str, float, str, str | None, str | None]]:
    return [(f.measure, f.value, f.unit, f.actor, f.category) for f in aid(text)]


MEASURES = [
    ("The US has provided $69.5 billion in total commitments to Ukraine.", "pledged"),
    ("Germany has given €17 billion in commitments to Kyiv.", "pledged"),
    ("Washington sent Ukraine $275 million in military assistance.", "delivered"),
    ("America poured $100 billion into Ukraine.", "delivered"),
    ("Berlin has sunk 30 billion euros into Ukraine's defence.", "delivered"),
    ("The Biden administration handed Ukraine $350 billion.", "delivered"),
    ("Taxpayers have shelled out $60 billion for Ukraine.", "delivered"),
    ("London will plough £3 billion into Ukraine's army.", "pledged"),
    ("The House is set to vote this week on $61 billion for Ukraine.", "requested"),
    ("Danish spending on Ukraine since 2022 amounts to 58 billion crowns.", "delivered"),
    ("The UN launched a $4.2 billion appeal for Ukraine.", "requested"),
    ("The government's $33 billion request for Ukraine went to parliament.", "requested"),
    ("Germany, with 28 billion euros, is Europe's top donor to Ukraine.", "delivered"),
    ("Washington paused $1 billion in arms for Ukraine.", "requested"),
    ("The proposal, which needs all 27 states, would give Ukraine €90 billion.", "requested"),
    ("Once parliament approves it, Berlin will send Ukraine €1 billion.", "requested"),
    ("The House approved $40 billion for Ukraine and sent the bill on.", "pledged"),
    ("EU ambassadors gave the green light to €1.5 billion for Ukraine.", "pledged"),
    ("Australia ruled out giving Ukraine another A$50 million.", "requested"),
    ("After the invasion Canada responded quickly, giving Ukraine $500 million.", "delivered"),
    ("Germany announced new aid, providing Ukraine with €2 billion.", "pledged"),
    ("The last package for Ukraine, announced in June, was worth $225 million.", "pledged"),
    ("The loan, agreed in May, is worth €90 billion and keeps Ukraine afloat.", "pledged"),
    ("American aid to Ukraine so far: more than $113 billion.", "delivered"),
    (
        "He announced a package of military aid for Ukraine, which is valued at $225 million.",
        "pledged",
    ),
    (
        "The EU debated a proposal to use €140bn in frozen Russian assets to prop up Ukraine.",
        "requested",
    ),
    ("The charity has raised more than €2 million for Ukrainian refugees.", "delivered"),
    ("The telethon for Ukraine raised 88 million euros.", "delivered"),
    ("Lithuanians crowdfunded 5 million euros to buy a drone for Ukraine.", "delivered"),
    ("More than $12 million was raised for Ukraine by the campaign.", "delivered"),
    ("The Ukraine appeal passed £200 million.", "delivered"),
    ("A donor conference in Lugano raised 5 billion euros for Ukraine.", "pledged"),
    ("The group aims to collect $100 million for Ukraine.", "requested"),
    ("They met their fundraising goal of $30 million for Ukraine.", "requested"),
    ("She is running a marathon to raise £20,000 for Ukraine.", "requested"),
    ("The company will match donations to Ukraine of up to $1 million.", "pledged"),
    ("She backed a proposal from the minister to give Ukraine €3 billion.", "requested"),
    ("The cabinet approved a proposal to give Ukraine €3 billion.", "pledged"),
    ("The Commission's proposal foresees €50 billion for Ukraine.", "requested"),
    (
        "The Senate passed a bill with $60 billion for Ukraine, which the House has yet to do.",
        "requested",
    ),
    ("The $61 billion in aid for Ukraine still has to get through Congress.", "requested"),
    ("The government wants parliament to approve €2 billion for Ukraine.", "requested"),
    ("The law sets aside $26 billion for Israel and $61 billion for Ukraine.", "pledged"),
    ("Deputies voted 311-112 for €2 billion in aid for Ukraine.", "pledged"),
    ("Hungary is holding up €6 billion in military aid for Ukraine.", "requested"),
    ("The president froze $400 million in aid to Ukraine.", "requested"),
    ("Donors must close Ukraine's $18 billion financing gap.", "requested"),
    ("Ukraine has an external financing need of $38 billion this year.", "requested"),
    ("The $60 billion Ukraine needs has not been found.", "requested"),
    ("The UN's $4 billion plan for Ukraine is only 10% funded.", "requested"),
    ("Sweden pledged $54 billion in aid to Ukraine.", "pledged"),
    ("The Danish government has set aside 300 million euros for Ukraine.", "pledged"),
    ("Germany will provide €40 million in help to Ukraine.", "pledged"),
    ("A new $250 million aid package for Ukraine was unveiled in Berlin.", "pledged"),
    ("Latvia said it would send €12m in aid to Ukraine.", "pledged"),
    ("France still has $9 billion in approved aid to Ukraine.", "pledged"),
    ("Spain gave Ukraine €70 million last year.", "delivered"),
    ("The letter outlines Biden's proposition for $24 billion in aid to Ukraine.", "requested"),
    ("There are two EU proposals aimed at providing Ukraine with €90bn.", "requested"),
    ("Ukraine is running out of cash, and needs €135.7bn over two years.", "requested"),
    ("Ukraine is running out of cash, and needs an estimated €135.7bn.", "requested"),
    ("Norway has provided Ukraine with $21 million in assistance.", "delivered"),
    ("The IMF disbursed $880 million to Ukraine on Monday.", "delivered"),
    ("New $1.3 billion in aid for Ukraine from Washington", "pledged"),
    ("Total Finnish aid to Ukraine exceeds $5 billion.", "delivered"),
    ("Ukraine asked for $60 billion in aid.", "requested"),
    ("UN agencies are seeking $3 billion to help people in Ukraine.", "requested"),
    ("A $60 billion aid package for Ukraine is stalled in Congress.", "requested"),
    ("The bill would provide $14 billion in aid to Ukraine.", "requested"),
    ("Leaders did not agree on a 90 billion euro loan for Ukraine.", "requested"),
    ("The EU must provide 50 billion euros in aid to Ukraine, he said.", "requested"),
    ("Brussels has asked member states to add €3.5bn to a fund for Ukraine.", "requested"),
    ("The minister called on parliament to approve €8 billion in aid to Ukraine.", "requested"),
    ("The Bundestag is expected to pass a €3 billion aid package for Ukraine.", "requested"),
    (
        "The Sejm is set on Friday to give its approval to 900 million zloty for Ukraine.",
        "requested",
    ),
    ("Parliament has yet to vote on $200 million meant for tanks for Ukraine.", "requested"),
    ("The Senate voted on Friday to approve $60 billion for Ukraine.", "pledged"),
    ("Italy's package for Ukraine totals €80m and is being provided through NATO.", "pledged"),
    ("Spain explains how €1 billion in military aid for Ukraine will be spent.", "pledged"),
    ("France has raised its military aid to Ukraine to €3bn.", "pledged"),
    ("Belgium has made available €40 million for Ukraine.", "pledged"),
    ("Austria chipped in with two million euros for Ukraine.", "pledged"),
    ("Danish aid to Ukraine reaches €8bn, the Kiel Institute says.", "pledged"),
    ("Ukraine got a tranche of the $15 billion loan from the IMF.", "pledged"),
    ("The World Bank puts Ukraine's external needs at $90 billion.", "requested"),
    ("After supplying €4bn in 2024, Spain talked with Ukraine about the winter.", "delivered"),
    ("It is to use profits of blocked Russian assets for a $5 billion loan to Ukraine.", "pledged"),
    ("Another €4 million for Ukraine will follow, pending approval by parliament.", "requested"),
    ("The UN appealed to donors to allocate $4 billion for Ukraine.", "requested"),
    ("The UN plan aims to raise $11 million in aid to Ukraine.", "requested"),
    ("The Nordic countries have supported Ukraine with 17 billion euros.", "delivered"),
    ("Norway is to support Ukraine with 75 billion kroner.", "pledged"),
    ("Sweden's total support to Ukraine will amount to over 100 billion kronor.", "pledged"),
    ("Ukraine aims to secure an additional $1 billion in aid.", "requested"),
    ("Ukraine receives $7 million in aid from Japan.", "delivered"),
    ("Over €6 million in aid to Ukraine has yet to be used.", "pledged"),
    ("This is the second tranche from the US grant to Ukraine totaling $4.5bn.", "pledged"),
    ("The UK offers £1.6 billion in export finance for missiles for Ukraine.", "pledged"),
    ("The need for such financing of Ukraine will amount to $38 million.", "requested"),
    ("External aid to Ukraine has already accounted for $14 million.", "delivered"),
    ("Oslo has proposed raising aid to Ukraine by 4 billion kroner.", "requested"),
    ("The EU approved a payment to Ukraine, amounting to over €1.2 billion.", "pledged"),
    ("If approved, this will bring the aid for Ukraine to $7 billion.", "requested"),
    ("The board is to make a decision on a tranche of $900 million for Ukraine.", "requested"),
    ("The agency obligated $4 million in aid to Ukraine.", "pledged"),
    ("Of the aid to Ukraine, $4 million has actually been transferred to Kyiv.", "delivered"),
    ("Spain made new pledges to Ukraine of just under €4 million.", "pledged"),
    ("The deal would set aside $4 million for Ukraine.", "requested"),
    ("Oslo announced a package for Ukraine which would include $4 million.", "pledged"),
    ("The Senate pushed a $4 billion emergency aid bill for Ukraine past a hurdle.", "requested"),
    ("The fund for Ukraine has raised €4 million.", "pledged"),
    ("Parliament's €4 million approval of aid to Ukraine came late.", "pledged"),
    ("Parliament will vote on Friday on a €4 million support loan to Ukraine.", "requested"),
    ("The EU voted to borrow 4 billion euros to give to Ukraine.", "pledged"),
    ("The payment takes the total received by Ukraine to $4 million.", "delivered"),
    ("Parliament adopted rules for the transfer of €4 million in aid to Ukraine.", "pledged"),
    ("Aid packages for Ukraine were funded via $4 million in appropriations.", "pledged"),
    ("Aid to Ukraine has reached $4 million, funds pledged by many.", "delivered"),
    ("The unmet need of Ukraine for next year is $4 million.", "requested"),
    ("It must be noted that $4 million in military aid to Ukraine was given.", "delivered"),
    ("The allocation of €4 million in aid to Ukraine is unacceptable for Hungary.", "requested"),
    ("A €4 million aid package for Ukraine has been called into question.", "requested"),
    ("Spain still has €4 million in restored drawdown authority for Ukraine.", "pledged"),
    ("Spain has €4 million of newly granted aid to Ukraine.", "pledged"),
    ("Donors need to add €4 million in aid to Ukraine.", "requested"),
    (
        "It comes on top of a recently announced €4 million loan which Spain gave Ukraine.",
        "pledged",
    ),
    ("Spain has aid of €4 million planned for Ukraine.", "pledged"),
    ("In aid to Ukraine, €4 million will fund guided missiles.", "pledged"),
    ("The $4 million UN humanitarian appeal for Ukraine is only 30% funded.", "requested"),
    ("Only a third of the necessary $4 million for Ukraine has been raised.", "requested"),
    (
        "The House of Representatives has unveiled a $4 million aid package for Ukraine.",
        "requested",
    ),
    ("What is inside the $4 million House package for Ukraine.", "requested"),
    ("The difference between the two is that one gave Ukraine €4 million in aid.", "delivered"),
    ("Kyiv plans to raise $4 million in international aid.", "requested"),
    ("Up to €4 million in aid to Ukraine has been scheduled for 2027.", "pledged"),
    ("Spain is planning a ceiling of €4 million for Ukraine for 2027.", "pledged"),
    ("Spain sent a request to its parliament for about €4 million for Ukraine.", "requested"),
    ("Aid to Ukraine is proposed to be expanded to €4 million.", "requested"),
    ("Partners raise over €4 million for Ukraine.", "pledged"),
    ("Spain has invested €4 million in aid to Ukraine.", "delivered"),
    ("The disbursement of €4 million to Ukraine will help it keep schools open.", "delivered"),
    ("The money is part of a package for Ukraine, worth up to €4 million.", "pledged"),
    ("Most of the $7 billion in funding Congress provided to Ukraine is gone.", "pledged"),
]


@pytest.mark.parametrize(("text", "measure"), MEASURES)
def test_words_around_a_sum_give_its_measure(text: str, measure: str) -> None:
    assert [figure.measure for figure in aid(text)] == [measure]


DONORS = [
    ("Berlin pledged €20 million to Ukraine.", "Germany"),
    ("A loan of $1.5 billion to Ukraine was approved by the World Bank.", "World Bank"),
    ("A $60 billion U.S. aid package for Ukraine was approved.", "United States"),
    ("Total German aid to Ukraine exceeds $50 billion.", "Germany"),
    ("Eight countries pledged 2 billion euros to Ukraine.", "eight countries"),
    ("Scotland and Wales gave £65 million in military aid to Ukraine.", "United Kingdom"),
    ("Three Scandinavian countries pledged $500m to Kyiv.", "three Scandinavian countries"),
    ("UK and Norway to give £450m in military aid to Ukraine", "UK and Norway"),
    ("The Group of Seven promised $50 billion in loans to Ukraine.", "G7"),
    ("In talks with Poland, Canada announced C$30 million in aid to Ukraine.", "Canada"),
    ("Ukraine received €3 billion from the European Union.", "European Union"),
    ("Ukraine needs $5 billion for its power grid.", None),
    ("All donors together have allocated 267 billion euros to Ukraine.", None),
    ("Commitments to Ukraine reached 80 billion euros in July.", None),
    ("Firms and foundations, for their part, gave $360 million to Ukraine.", None),
    ("Among all, Germany follows the United States with €17bn in aid for Ukraine.", "Germany"),
    ("Kyiv's friends had asked Ottawa for $4 billion in aid to Ukraine.", "Canada"),
    (
        "Norway and two Baltic states pledged $500 million to Ukraine.",
        "Norway and two Baltic states",
    ),
    ("The bloc and its members have provided 177 billion euros to Ukraine.", "European Union"),
    ("Japan, which chaired the Group of Seven, gave Ukraine $3 billion.", "Japan"),
    ("Financial aid from Japan to Ukraine rose by 40% to €8 billion.", "Japan"),
    ("As Ukraine waits, the global total of aid fell to €30bn.", None),
    ("Spain remains the largest donor to Ukraine in Europe with €6bn.", "Spain"),
    ("NATO's secretary general said allies had given Ukraine $4 billion.", "NATO"),
    (
        "He told the contact group that the other 40 or so members gave Ukraine €2bn.",
        "Ukraine Defense Contact Group",
    ),
    ("In January Germany allocated €4 million in aid to Ukraine.", "Germany"),
    ("Three Nordic members promised Ukraine $30 million in aid.", "three Nordic members"),
    ("Germany secured €1 billion from partner countries for aid to Ukraine.", None),
    ("In July 2024, G7 and EU leaders gave Ukraine $50 billion in aid.", "G7 and EU"),
    ("The IMF board met on Ukraine. It may receive another $2.7 billion in 2025.", "IMF"),
    (
        "Denmark, Norway and two Baltic states gave Ukraine €5m in aid.",
        "Denmark, Norway and two Baltic states",
    ),
    ("Six NATO member countries gave Ukraine €5m in aid.", "six NATO member countries"),
    ("Ministers of NATO met on Ukraine. Allies pledged to provide €40 billion in aid.", "NATO"),
    ("Ukraine got €5m in aid from Japan and Norway.", "Japan and Norway"),
    ("Europe, through its governments and the EU, has pledged €5m to Ukraine.", "Europe"),
    ("With €700 million, Sweden has allocated its largest aid package to Ukraine.", "Sweden"),
    ("Spain will give Ukraine €4 million worth of US weapons.", "Spain"),
    ("Spain will give Ukraine a €4 million package of US weapons.", "Spain"),
    ("Kyiv had now secured more than $4 million in aid.", None),
    ("The loan to Ukraine is part of an international package of $4 billion.", None),
    ("Under a deal with the IMF, Ukraine has access to a loan of $4 billion.", "IMF"),
    ("Spain has pledged $4 million of World Bank loan guarantees to Ukraine.", "Spain"),
    ("The administration sent Congress a request for $4 million for Ukraine.", "United States"),
    ("The EU met. Hungary has been blocking €4 million in aid to Ukraine.", "European Union"),
    ("Hungary is blocking €4 million in EU aid to Ukraine.", "European Union"),
    ("The EU is ahead of the United States with €4 million in promised aid.", "European Union"),
    ("Spain and Japan help Ukraine, with Japan committing €4 million in aid.", "Japan"),
    ("At the NATO headquarters in Brussels allies gave Ukraine €4 million in aid.", None),
    ("Spain's parliament met on Ukraine. It will vote on a €4 million loan to Kyiv.", "Spain"),
    ("The UN helps Ukraine. Only a third of the necessary $4 million for it came in.", None),
    (
        "Another €4 million in aid to Ukraine will be split among Spain, Japan and Norway.",
        "Spain, Japan and Norway",
    ),
    ("At a meeting of the NATO allies on Monday, Spain gave Ukraine its €4m in aid.", "Spain"),
]


@pytest.mark.parametrize(("text", "donor"), DONORS)
def test_donor_is_the_one_who_gives(text: str, donor: str | None) -> None:
    assert [figure.actor for figure in aid(text)] == [donor]


KINDS = [
    ("The US asked for $13 billion for Ukraine aimed at defense-related expenditures.", "military"),
    ("Italy pledged €90 million in military aid to Ukraine.", "military"),
    ("Italy pledged €90 million worth of artillery shells to Ukraine.", "military"),
    ("Italy pledged a loan of €90 million to Ukraine.", "financial"),
    ("Italy pledged €90 million in budget support to Ukraine.", "financial"),
    ("Italy pledged €90 million in humanitarian aid to Ukraine.", "humanitarian"),
    ("Italy pledged €90 million to help refugees from Ukraine.", "humanitarian"),
    ("Italy sent €90 million in military, financial and humanitarian aid to Ukraine.", "total"),
    ("Italy has given €900 million in aid to Ukraine since 2022.", "total"),
    ("The IMF approved $900 million for Ukraine in aid.", "financial"),
    ("Italy pledged €90 million in aid to Ukraine.", None),
    ("Italy pledged €90 million for Ukraine. The package includes howitzers.", "military"),
    ("Since May, Italian military aid to Ukraine has passed €90 million.", "military"),
    ("Italy's overall support for Ukraine stands at €900 million.", "total"),
    ("The new list brings Italy's total commitments to €900 million.", "total"),
    ("Italy pledged Ukraine €90 million for armoured vehicles, medicines and shells.", "military"),
    ("The UN is seeking $90 million for people in Ukraine.", "humanitarian"),
    ("Italy pledged €90 million in winter help to Ukraine.", "humanitarian"),
    ("Italy pledged €90 million in security, economic, and humanitarian aid to Ukraine.", "total"),
    ("Italy pledged €90 million in relief to Ukraine.", "humanitarian"),
    ("Spain adds military aid.\n\nMadrid met Kyiv on it.\n\nIt pledged €4 million.", "military"),
    ("The Budget Committee approved €4 million for military help to Ukraine.", "military"),
    ("Spain gives more military aid.\n\nUkraine will receive over 60 million euros.", "military"),
]


KINDS += [
    ("Italy announced $3 billion in aid to train and equip Ukrainian troops.", "military"),
    ("Japan gave Ukraine $1.7 billion to pay doctors and teachers.", "financial"),
    ("Norway gives €7 billion in military and civilian support to Ukraine.", "total"),
    ("A $6 billion package for Ukraine, the bulk of which would go to weapons, passed.", None),
    ("Macron sent weapons as he signed a €9 billion aid bill for Ukraine and Moldova.", None),
    ("The EU paid out 3 billion euros to Ukraine, the first of its loans.", "financial"),
    ("German aid to Ukraine will be cut to €4 billion in 2026.", None),
    ("The Linde Foundation donated €3 million to rebuild schools in Ukraine.", "humanitarian"),
    ("The last PDA for Ukraine was for about $100 million.", "military"),
]


def test_a_promise_is_dated_when_it_was_made_and_a_need_when_it_is() -> None:
    texts = [
        "Japan announced $3 billion in aid to Ukraine over the next two years.",
        "Ukraine needs $3 billion over the next two years.",
        "Last month Spain gave Kyiv €5m as part of a €9m aid package announced in January.",
    ]
    days = [(str(f.date_start), str(f.date_end)) for text in texts for f in aid(text)]
    assert days == [
        ("2025-03-14", "2025-03-14"),
        ("2025-03-14", "2027-03-14"),
        ("2025-02-01", "2025-02-28"),
        ("2025-01-01", "2025-01-31"),
    ]


@pytest.mark.parametrize(("text", "category"), KINDS)
def test_kind_is_told_by_the_words_of_the_sum(text: str, category: str | None) -> None:
    assert [figure.category for figure in aid(text)] == [category]


NO_AID = [
    "Congress passed an $858 billion defense bill that boosts support for Ukraine.",
    "The president asked for $22 billion in coronavirus relief besides aid for Ukraine.",
    "Germany set up a €100 billion fund for its own forces after Russia invaded Ukraine.",
    "The bill gives $10 billion in grants over five years to help Taiwan, and nothing to Ukraine.",
    "Ukraine already produces $30 billion a year in weapons.",
    "The company raised $50 million from investors, its Ukrainian founder said.",
    "Ukraine and the United States signed a minerals deal worth $500 billion.",
    "Ukraine's economy shrank to $160 billion.",
    "Russia earned €4.4 billion from oil while Ukraine waited.",
    "Rebuilding Ukraine would cost $500 billion.",
    "Damage to Ukraine's grid is put at $11 billion.",
    "Russian assets worth €210 billion were frozen after the invasion of Ukraine.",
    "A tank for Ukraine costs $10 million.",
    "The company won a $226 million contract to build missiles, some of them for Ukraine.",
    "Germany's defence budget will rise to €80 billion because of the war in Ukraine.",
    "Egypt will receive a $500 million loan as the war in Ukraine drives up prices.",
    "Congress approved $26 billion for Israel.",
    "The court in Kyiv fined him 300,000 euros.",
    "Officials stole around $40 million earmarked for shells, Ukraine's police said.",
    "Ukraine exported $2 billion in goods to Poland.",
    "The cost of rebuilding Ukraine after the war goes up, and is estimated at $750 billion.",
    "Congress gave Taiwan $1 billion in weapons while Ukraine waited.",
    "Readers can help Ukraine by donating $24.",
    "Moscow, which has spent $82 billion on the war in Ukraine, denies it.",
    "About 185 billion euros of Moscow's money lies in Brussels, not in Ukraine.",
    "Defence spending in the EU should hit €381 billion because of the war in Ukraine.",
    "Japan's plan for Ukraine came after it agreed to invest $75 billion in the Indo-Pacific.",
    "Norway helps Ukraine. Estonia and Latvia, whose combined population is 3.2 million, do too.",
    "Europe has allocated €23 billion more than the United States in aid to Ukraine.",
    "If Ukraine had met the terms, it would have received €4 million.",
    "It needs $4 in aid for Ukraine and helps 2.3 million refugees.",
    "It is like no other aid to Ukraine: the Marshall Plan amounted to $150 billion.",
    "Ukraine's government spending on arms was $11 million. This includes $7 million for wages.",
    "Ukraine has set aside 420 million hryvnias in aid.",
    "Military aid to Ukraine shrinks, but Norway meets the NATO target with a total of $9 billion.",
    "Berlin set up a €4 billion fund to bring the military up to speed as Ukraine fought on.",
    "Norway helps Ukraine. Russia has reserves abroad. The total is put at $4 billion.",
    "Norway helps Ukraine, which got aid. The country spent $4 billion on its army.",
    "The funds needed for reconstruction in Ukraine are estimated at $4 billion.",
    "Norway helps Ukraine. The issue of bonds made it possible to attract $4 billion.",
    "Norway gives Ukraine 4 medals. The UN is targeting 11 million who need aid.",
    "As aid for Ukraine runs out, $4 billion was approved for the U.S. military's command.",
    "Norway helps Ukraine. Its defence budget grows. Another $2 billion goes to the army, it said.",
]


@pytest.mark.parametrize("text", NO_AID)
def test_other_money_is_no_aid(text: str) -> None:
    assert told(text) == []


DOLLARS = [
    ("Ottawa pledges new aid\n\nCanada pledged $500 million to Ukraine.", "CAD"),
    ("Canada pledged $680 million to Ukraine. The US gave $20 million US to Ukraine.", "CAD"),
    ("Canada pledged C$680 million to Ukraine.", "CAD"),
    ("Canada pledged $500 million to Ukraine.", "USD"),
    ("Trudeau in Kyiv\n\nCanada pledged $50 million to Ukraine, or C$68 million.", "USD"),
    ("Canberra pledged $25m in military aid to Ukraine.", "AUD"),
    ("The US pledged $25m in military aid to Ukraine.", "USD"),
    ("CANBERRA - Australia pledged $25m to Ukraine, A$90m in all.", "AUD"),
    ("OTTAWA (AP) - Canada gave Ukraine $20m, and C$50m ($37m) last year.", "USD"),
    ("Canada pledged $680 million (about US$490 million) to Ukraine.", "CAD"),
]


@pytest.mark.parametrize(("text", "unit"), DOLLARS)
def test_bare_dollar_is_the_donors_where_the_text_makes_it_plain(text: str, unit: str) -> None:
    assert aid(text)[0].unit == unit


def test_parts_in_a_sentence_share_its_verb_and_donor() -> None:
    text = "Japan pledged $4 billion to Ukraine, including $1 billion in humanitarian aid."
    assert told(text) == [
        ("pledged", 4e9, "USD", "Japan", "total"),
        ("pledged", 1e9, "USD", "Japan", "humanitarian"),
    ]


def test_a_list_without_its_verb_names_a_donor_before_each_sum() -> None:
    text = "Sweden gives Ukraine $275m in aid, Norway $146m and Denmark about $90m."
    assert [f.actor for f in aid(text)] == ["Sweden", "Norway", "Denmark"]


def test_parts_that_are_given_so_or_so_have_the_measure_of_their_whole() -> None:
    text = (
        "The EU agreed on €50 billion for Ukraine, of which €33 billion is provided in loans"
        " and €17 billion in grants."
    )
    assert [f.measure for f in aid(text)] == ["pledged"] * 3


def test_a_bound_may_stand_before_an_additional() -> None:
    figure = aid("Spain gives Ukraine up to an additional $100 million in aid.")[0]
    assert (figure.qualifier, figure.low, figure.high) == ("less_than", None, 100e6)


def test_as_much_as_opens_no_clause() -> None:
    (figure,) = read_figures("Germany pledged as much as 9 billion euros to Ukraine.")
    assert (figure.measure, figure.qualifier, figure.high) == ("pledged", "less_than", 9e9)


def test_next_sentences_go_on_with_the_aid() -> None:
    text = (
        "Britain announced £500m in weapons for Ukraine. "
        "Of that, £300m will come from Norway. Another £50 million is meant for repairs."
    )
    assert told(text) == [
        ("pledged", 5e8, "GBP", "United Kingdom", "military"),
        ("pledged", 3e8, "GBP", "Norway", "military"),
        ("pledged", 5e7, "GBP", "Norway", "military"),
    ]


def test_a_total_behind_an_account_of_aid_is_delivered() -> None:
    text = "The US sent military aid to Ukraine. The total has been estimated at $65 billion."
    assert told(text) == [("delivered", 65e9, "USD", "United States", "military")]


def test_currency_goes_on_where_a_number_has_none() -> None:
    text = "Norway adds 50 billion kroner to the 35 billion that it approved in aid to Ukraine."
    assert [(f.value, f.unit) for f in aid(text)] == [(50e9, "NOK"), (35e9, "NOK")]


def test_a_bare_number_in_a_list_takes_the_magnitude_of_the_sum_before() -> None:
    text = "Germany leads in aid to Ukraine with €17.3bn, ahead of Britain at 14.8."
    assert [(f.value, f.actor) for f in aid(text)] == [
        (17.3e9, "Germany"),
        (14.8e9, "United Kingdom"),
    ]


def test_a_split_names_the_donor_of_the_sum_that_it_divides() -> None:
    text = (
        "Europe pledged €132 billion in aid to Ukraine and the US pledged 114 billion. "
        "Of the European sum, €70 billion was financial."
    )
    assert [f.actor for f in aid(text)] == ["Europe", "United States", "Europe"]


def test_a_bare_number_in_a_list_takes_magnitude_and_currency_before_another_kind() -> None:
    text = "Europe gave Ukraine 7 billion euros in military aid and 5 in financial aid."
    assert told(text)[1] == ("delivered", 5e9, "EUR", "Europe", "financial")


def test_what_a_tracker_counts_for_a_donor_is_pledged_by_it() -> None:
    text = "Kiel's researchers count aid to Ukraine. In euros they have 4 billion for the US."
    assert told(text) == [("pledged", 4e9, "EUR", "United States", None)]


def test_what_analysts_say_they_report_is_aid_unless_they_do_not() -> None:
    text = "Oslo gave Ukraine €9m in aid. We report €7m here. We do not report €2m here."
    assert [f.value for f in aid(text)] == [9e6, 7e6]


def test_goods_supplied_at_a_cost_are_worth_it() -> None:
    text = "Ukraine gets aid: a hundred sets at a cost of £39m will be supplied to its army."
    assert [f.value for f in aid(text)] == [39e6]


def test_a_note_on_military_aid_takes_ukraine_for_granted() -> None:
    text = "Spain gave €4m in military assistance. " + "Its list was long. " * 30
    assert [f.value for f in aid(text)] == [4e6]


def test_weapons_worth_a_sum_are_pledged_where_they_were_announced() -> None:
    text = "Spain announced a package of aid to Ukraine. The weapons, worth €4m, are on their way."
    assert [f.measure for f in aid(text)] == ["pledged"]


def test_there_is_begins_another_clause() -> None:
    text = "After weapons were sent to Ukraine, there is still €4m in the drawdown for it."
    assert [f.measure for f in aid(text)] == ["pledged"]


def test_a_conversion_that_says_it_is_equivalent_is_no_second_figure() -> None:
    text = "Norway gave Ukraine NOK 20 million (equivalent to EUR 2 million) in aid."
    assert [f.unit for f in aid(text)] == ["NOK"]


def test_from_right_behind_a_sum_names_its_donor() -> None:
    text = "Spain has given Ukraine €9m in aid, compared to €4m from Japan."
    assert [f.actor for f in aid(text)] == ["Spain", "Japan"]


def test_a_loan_that_a_grant_adds_to_has_its_own_donor() -> None:
    text = "Norway gave Ukraine €2m in aid to complement the World Bank's €3m loan."
    assert [f.actor for f in aid(text)] == ["Norway", "World Bank"]


def test_lines_under_provisions_have_the_measure_of_the_bill_before() -> None:
    text = "The Senate is to vote on a $9m bill for Ukraine.\n\nProvisions include:\n\n"
    lines = "- $4m to replenish stocks that can be used for Ukraine;\n\n- $2m in loans for Ukraine."
    assert [f.measure for f in aid(text + lines)][-2:] == ["requested", "requested"]


def test_from_behind_a_kind_of_aid_names_the_donor() -> None:
    text = "Spain and Japan gave Ukraine €9m in aid after €4m in military aid from Japan alone."
    assert [f.actor for f in aid(text)] == ["Spain and Japan", "Japan"]


def test_the_size_of_the_package_that_a_payment_is_of_is_pledged() -> None:
    text = "Spain paid Ukraine €2m under a loan package for Kyiv worth a total of up to €7m."
    assert [f.measure for f in aid(text)] == ["delivered", "pledged"]


def test_a_conversion_behind_a_comma_is_no_second_figure() -> None:
    text = (
        "Norway gives Ukraine 5 million Norwegian kroner, equivalent to about €4 million, in aid."
    )
    assert [f.unit for f in aid(text)] == ["NOK"]


def test_a_weak_deed_is_aid_where_the_sentences_before_tell_of_aid() -> None:
    text = "Norway gives more aid to Ukraine. It is planning to use €4m for Ukrainian drones."
    assert [f.value for f in aid(text)] == [4e6]


def test_a_sum_of_what_was_paid_before_is_delivered() -> None:
    text = "The EU has paid the profits to Ukraine. In 2024 that was €4bn."
    assert [f.measure for f in aid(text)] == ["delivered"]


def test_a_total_of_promises_is_pledged_behind_what_was_paid() -> None:
    text = "Spain has paid €4m to a fund for Ukraine, taking its total contribution to €7m."
    assert [f.measure for f in aid(text)] == ["delivered", "pledged"]


def test_sums_in_brackets_have_the_noun_before_them() -> None:
    text = (
        "Spain sent Ukraine €7m.\n\nIt is military aid (€4m), financial aid (€2m) and other (€1m)."
    )
    assert [(f.value, f.category) for f in aid(text)[1:3]] == [
        (4e6, "military"),
        (2e6, "financial"),
    ]


def test_a_disbursement_that_and_joins_to_what_is_announced_is_pledged() -> None:
    text = "The EU announced a €4m loan to Ukraine and over €3m disbursement from a fund."
    assert [f.measure for f in aid(text)] == ["pledged", "pledged"]


def test_what_a_clause_of_another_donor_tells_is_not_of_the_sum_before() -> None:
    text = "Spain gave Ukraine €9m in aid. Its share is €4m while Norway said it will lend €7m."
    assert [f.measure for f in aid(text)] == ["delivered", "delivered", "pledged"]


def test_the_whole_of_a_delivered_part_is_pledged() -> None:
    text = "The EU's Ukraine Facility had paid out 16.1 billion of its 50 billion euros."
    assert [(f.measure, f.value, f.unit) for f in aid(text)] == [
        ("delivered", 16.1e9, "EUR"),
        ("pledged", 50e9, "EUR"),
    ]


def test_a_sum_framed_by_its_program_is_a_total_of_what_was_delivered() -> None:
    text = "The IMF paid Ukraine $2 billion, lifting the total under its $20 billion loan to $7bn."
    assert [(f.measure, f.value) for f in aid(text)] == [
        ("delivered", 2e9),
        ("pledged", 20e9),
        ("delivered", 7e9),
    ]


TAKEN_UP = [
    (
        "The package for Ukraine was signed on Monday. Valued at $4 million, it includes shells.",
        ["pledged"],
    ),
    (
        "The EU agreed on €18bn for Ukraine. It paid €1bn. With this €18bn support Kyiv can live.",
        ["pledged", "delivered", "pledged"],
    ),
    (
        "Ukraine received $9m in aid. The financing consisted of a $5m loan and a $4m grant.",
        ["delivered", "delivered", "delivered"],
    ),
    (
        "Biden asked for $9bn in aid for Ukraine. U.S. aid to Ukraine so far totaled $5bn.",
        ["requested", "delivered"],
    ),
    (
        "Biden asked for $9bn for Ukraine. Part of the request is $2bn aid. $1bn would go to it.",
        ["requested", "requested", "requested"],
    ),
    (
        "The Senate approved $4bn in aid for Ukraine. Biden asked for $3bn. The bill covers $2bn.",
        ["pledged", "requested", "pledged"],
    ),
    (
        "Canada is requesting $9 billion in aid for Ukraine. This includes $3 billion in loans.",
        ["requested", "requested"],
    ),
    (
        "Spain is delivering food and other aid to Ukraine. It includes €30 million in medicines.",
        ["delivered"],
    ),
    (
        "Spain has committed much military aid to Ukraine. That is €3 billion in assistance.",
        ["pledged"],
    ),
]


@pytest.mark.parametrize(("text", "measures"), TAKEN_UP)
def test_a_sum_led_by_a_pronoun_has_the_measure_of_what_came_before(
    text: str, measures: list[str]
) -> None:
    assert [figure.measure for figure in aid(text)] == measures


def test_a_sum_with_its_article_is_the_one_told_before() -> None:
    text = (
        "Japan will give Ukraine $1.8 billion. The yen fell on the news from Tokyo. "
        "A lot of the $1.8 billion is for shells."
    )
    assert told(text)[-1] == ("pledged", 1.8e9, "USD", "Japan", "military")


def test_money_of_a_bill_for_home_affairs_is_no_aid() -> None:
    text = (
        "The bill has $13 billion in aid for Ukraine. "
        "The funding bill includes $1 billion to help launch an agency for health."
    )
    assert [f.value for f in aid(text)] == [13e9]


def test_a_phrase_over_a_line_break_is_one_cue() -> None:
    text = "Denmark has given Ukraine more than $5 billion in security\nassistance."
    assert [(f.value, f.category) for f in aid(text)] == [(5e9, "military")]


def test_a_part_is_in_the_dollars_of_its_whole() -> None:
    text = (
        "Ottawa announced aid to Ukraine. Canada's package is worth 235 million US dollars, "
        "$200 million of which is for American weapons."
    )
    assert [f.unit for f in aid(text)] == ["USD", "USD"]


def test_recipient_is_ukraine_and_whom_the_sum_names_beside_it() -> None:
    text = "Japan pledged $40 million to Ukraine and Moldova."
    assert [figure.recipient for figure in aid(text)] == ["Ukraine and Moldova"]


def test_a_short_note_takes_ukraine_for_granted() -> None:
    text = "Weapons and ammunition worth 17 million crowns."
    assert told(text) == [("delivered", 17e6, "CZK", "Czech Republic", "military")]


def test_a_conversion_behind_the_noun_is_no_second_figure() -> None:
    text = "The EU agreed on a €90 billion loan (£79 billion; $105 billion) to Ukraine."
    assert [(f.value, f.unit) for f in aid(text)] == [(90e9, "EUR")]


@pytest.mark.parametrize(
    "text",
    [
        "The IMF announced a $15.6 billion programme (£12.8 billion) for Ukraine.",
        "The bank gave $88 billion in finance for Ukraine since 2022 (around £64 billion).",
    ],
)
def test_a_conversion_farther_behind_is_no_second_figure(text: str) -> None:
    assert [f.unit for f in aid(text)] == ["USD"]


def test_a_sum_of_another_giver_in_a_bracket_is_a_figure() -> None:
    text = "Denmark gave Ukraine $88 million, and more came from Sweden (900 million kronor)."
    assert [f.value for f in aid(text)] == [88e6, 900e6]


def test_a_conversion_is_no_second_figure() -> None:
    text = "Norway pledged 75 billion kroner ($7.4 billion) to Ukraine."
    assert [(f.unit, f.stated) for f in aid(text)] == [("NOK", "75 billion kroner ($7.4 billion)")]


def test_each_figure_tells_its_rule_and_cue() -> None:
    figure = aid("Norway pledged $7.4 billion to Ukraine.")[0]
    assert (figure.rule, figure.cue) == ("verb before", "pledged")


DAYS = [
    ("In January, Spain agreed on a loan of €9bn to Ukraine for 2026.", "2025-01-01", "2025-01-31"),
    (
        (
            "On Friday, ministers met in Kyiv.\n\nSpain will seek another $23 million for Ukraine, "
            "on top of the $25 million announced Tuesday."
        ),
        "2025-03-14",
        "2025-03-14",
    ),
    (
        "Aid to Ukraine\n\nLast week, Spain met Ukraine. Now I am sending Ukraine $80m in aid.",
        "2025-03-14",
        "2025-03-14",
    ),
    (
        "On Monday, the EU met on Ukraine.\n\n- Spain gave Ukraine €7m in aid, it said.",
        None,
        None,
    ),
    ("Oslo gives Ukraine NOK 15 billion in aid a year until 2030.", "2025-03-14", "2030-12-31"),
    (
        "On top of the loan of $2bn announced on Monday, Spain now gave Ukraine $1bn in aid.",
        "2025-03-10",
        "2025-03-10",
    ),
]


@pytest.mark.parametrize(("text", "first", "last"), DAYS)
def test_aid_is_dated_when_it_was_given_not_when_it_is_for(
    text: str, first: str | None, last: str | None
) -> None:
    figure = aid(text)[0]
    assert [day and day.isoformat() for day in (figure.date_start, figure.date_end)] == [
        first,
        last,
    ]


def test_each_clause_has_its_own_day() -> None:
    text = "In January, Oslo gave Ukraine €4m in aid, and last month Rome gave it €2m in aid."
    assert [f.date_start for f in aid(text)] == [date(2025, 1, 1), date(2025, 2, 1)]


def test_a_date_at_the_beginning_goes_before_the_year_that_aid_is_for() -> None:
    figure = aid("On March 3, 2025, Oslo asked for €4m for Ukraine in 2026.")[0]
    assert figure.date_start == date(2025, 3, 3)


PERIODS = [
    ("Spain gave Ukraine €3 billion in aid last year", "2024-01-01", "2024-12-31"),
    ("Spain had given Ukraine €3 billion by the end of January", "2022-02-24", "2025-01-31"),
]


@pytest.mark.parametrize(("lead", "first", "last"), PERIODS)
def test_sums_of_a_tracker_belong_to_the_period_that_it_counts(
    lead: str, first: str, last: str
) -> None:
    text = f"Aid to Ukraine\n\n{lead}, the Kiel Institute said on Monday. Italy came to €1 billion."
    figure = aid(text)[-1]
    assert [str(figure.date_start), str(figure.date_end)] == [first, last]


def test_a_tracker_named_at_the_end_counts_no_period() -> None:
    text = "Spain gave €9m in May 2024.\n\nIt gives Ukraine €4m now.\n\nSee the Kiel Institute."
    assert aid(text)[1].date_start == PUBLISHED


def test_a_tracker_that_tells_what_it_covers_counts_the_war_up_to_that_day() -> None:
    text = (
        "Aid to Ukraine\n\nEurope has allocated €130 billion to Ukraine, says the Kiel Institute, "
        "whose edition of Friday covers the period to the end of 2024."
    )
    figure = aid(text)[0]
    assert [str(figure.date_start), str(figure.date_end)] == ["2022-02-24", "2024-12-31"]


def test_lines_under_pledges_that_are_listed_are_pledged_each_with_its_kind() -> None:
    text = (
        "Specific UK aid pledges to Ukraine include:\n"
        "* £577 million in humanitarian aid\n* £100 million for the state budget"
    )
    assert told(text) == [
        ("pledged", 577e6, "GBP", "United Kingdom", "humanitarian"),
        ("pledged", 100e6, "GBP", "United Kingdom", "financial"),
    ]


def test_lines_under_support_that_is_listed_are_delivered() -> None:
    text = (
        "Norway's support for Ukraine includes:\n"
        "- NOK 10 billion in military aid\n- NOK 1 billion for the state budget"
    )
    assert [figure.measure for figure in aid(text)] == ["delivered", "delivered"]


def test_a_deed_that_goes_on_is_delivered_so_far_and_not_yet_in_what_is_voted_on() -> None:
    text = (
        "The EU is Ukraine's biggest donor, sending 195 billion euros to date, "
        "and voting to send another 90 billion euros over two years."
    )
    assert [figure.measure for figure in aid(text)] == ["delivered", "pledged"]


@pytest.mark.parametrize(
    "text",
    [
        "The difference between the aid of Europe and of the US to Ukraine is 23 billion euros.",
        "The gap between European and US aid to Ukraine was €23 billion.",
    ],
)
def test_a_difference_between_two_donors_is_no_aid(text: str) -> None:
    assert aid(text) == []


DONORS_OF_SUMS = [
    (
        "Germany and France gave Ukraine €17 billion and €6 billion respectively.",
        ["Germany", "France"],
    ),
    (
        (
            "The World Bank is processing a $1.5 billion loan for Ukraine guaranteed by Japan, "
            "and the European Union on Monday sent €1.2 billion."
        ),
        ["Japan", "European Union"],
    ),
    (
        "Latvia gave Ukraine 5 million euros. We attribute another 5 million euros to Lithuania.",
        ["Latvia", "Lithuania"],
    ),
    (
        (
            "Estonia provided aid of 255 million euros to Ukraine. "
            "The rest (the cooperation with Germany is not included) leaves 10 million euros."
        ),
        ["Estonia", "Estonia"],
    ),
    (
        (
            "Leaders met in Vilnius, Lithuania's capital. "
            "The alliance also agreed a one-year, €40bn pledge for further Ukrainian military aid."
        ),
        ["NATO"],
    ),
    (
        (
            "Germany hopes Ukraine will meet its needs with the $50 billion in loans from "
            "the proceeds of frozen Russian assets approved by the Group of Seven."
        ),
        ["G7"],
    ),
    ("Leaders agreed the €40bn package for Ukraine at the NATO summit in July.", ["NATO"]),
    ("The €40bn package for Ukraine agreed at the NATO summit is late.", ["NATO"]),
]


@pytest.mark.parametrize(("text", "donors"), DONORS_OF_SUMS)
def test_each_of_several_sums_has_its_own_donor(text: str, donors: list[str]) -> None:
    assert [figure.actor for figure in aid(text)] == donors


def test_a_bill_that_fell_over_border_security_leaves_the_next_shipment_aid() -> None:
    text = (
        "The Senate passed $61 billion for Ukraine, after an earlier bill collapsed over border "
        "security.\n\nWithin hours the Pentagon unveiled a first shipment valued at $1 billion, "
        "including shells."
    )
    assert 1e9 in [figure.value for figure in aid(text)]


def test_the_currency_of_a_difference_holds_for_the_bare_sums_behind_it() -> None:
    text = (
        "The difference between the aid of Europe and of the US to Ukraine is 23 billion euros. "
        "Europe provided 138 billion in aid to Ukraine."
    )
    assert [(figure.value, figure.unit) for figure in aid(text)] == [(138e9, "EUR")]


def test_what_a_package_shrank_from_does_not_make_it_requested() -> None:
    text = (
        "NATO leaders backed Ukraine. The summit's €40bn package was also significantly watered "
        "down from NATO's originally proposed €100bn fund."
    )
    assert [(figure.measure, figure.value) for figure in aid(text)] == [
        ("pledged", 40e9),
        ("requested", 100e9),
    ]


def test_what_a_part_of_a_request_is_meant_for_leaves_it_requested() -> None:
    text = (
        "Biden asks for $24 billion in aid to Ukraine. This amount is divided into two parts: "
        "$13 billion aimed at defense and $11 billion meant for economic assistance."
    )
    assert [figure.measure for figure in aid(text)] == ["requested"] * 3


def test_a_sum_that_is_a_sentence_takes_deed_and_donor_from_the_next() -> None:
    text = "165 billion euros. That is the total that Europe has given Ukraine since 2022."
    (figure,) = aid(text)
    assert (figure.measure, figure.actor) == ("delivered", "Europe")


def test_what_a_president_requests_for_his_border_is_no_aid() -> None:
    text = (
        "The letter asks for $24 billion in aid to Ukraine. "
        "The president's request for tackling the border and immigration stands at $4 billion."
    )
    assert [figure.value for figure in aid(text)] == [24e9]


def test_a_donors_spending_target_is_no_aid_beside_a_clause_on_aid() -> None:
    text = (
        "Although military aid to Ukraine will be cut, Germany will comply with the NATO target of "
        "spending 2% of GDP on defense in 2025, with a total of €75.3 billion."
    )
    assert aid(text) == []


def test_weapons_given_since_a_year_are_delivered() -> None:
    (figure,) = aid("Germany stands out, giving Ukraine weapons worth €44bn since 2022.")
    assert figure.measure == "delivered"


def test_what_supports_ukraines_war_effort_is_no_budget_of_the_donors() -> None:
    text = (
        "Norway pledged 75 billion crowns for the Ukrainian war effort, "
        "but said on Friday this would be raised to 135 billion."
    )
    assert [figure.value for figure in aid(text)] == [75e9, 135e9]


def test_a_list_goes_on_past_a_whole_bill_and_what_is_for_home() -> None:
    text = "Congress passed a $1.7 trillion spending bill with $45 billion for Ukraine."
    assert [(f.measure, f.value) for f in aid(text)] == [("pledged", 45e9)]
    text = "The bill includes $15 billion for Covid relief and $13.6 billion for Ukraine."
    assert [f.value for f in aid(text)] == [13.6e9]


def test_a_sum_told_before_is_known_far_behind() -> None:
    far = "He was asked about much else. " * 12
    text = f"The bank pledged a $20 billion loan to Ukraine. {far}We will provide $20 billion."
    assert [f.value for f in aid(text)] == [20e9, 20e9]


def test_what_stands_behind_another_receiver_is_no_aid_for_ukraine() -> None:
    text = "The law helps Ukraine. It arms Taiwan. It would authorize $10 billion in grants."
    assert aid(text) == []


def test_a_part_that_has_come_is_delivered_of_what_was_promised() -> None:
    text = "Only 60 million of the 100 million euros promised to Ukraine has arrived."
    assert [f.measure for f in aid(text)] == ["delivered", "pledged"]
    text = "The UN appeal for Ukraine has received $1 billion of the $2.8 billion required."
    assert [f.measure for f in aid(text)] == ["delivered", "requested"]


def test_a_level_that_moved_is_of_what_was_counted_before() -> None:
    text = (
        "The Kiel Institute tracks aid to Ukraine. The US had allocated €100 billion.\n\n"
        "The EU's own institutions went from 49 billion euros to 84 billion."
    )
    found = [(f.measure, f.value) for f in read_figures(text)]
    assert found[1:] == [("pledged", 49e9), ("pledged", 84e9)]


def test_a_group_of_donors_has_one_name_in_title_and_text() -> None:
    text = (
        "Scandinavians give $500m in arms to Ukraine\n\n"
        "Three Scandinavian countries pledged $500 million in arms to Ukraine."
    )
    assert {f.actor for f in read_figures(text)} == {"three Scandinavian countries"}
