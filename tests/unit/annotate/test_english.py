"""English: subjects before and behind the verb, words that only look like verbs, victims, forces and ground."""

from datetime import date

import pytest

from extractors.annotate.document import annotate
from extractors.model import Post


def of_table(text, table):
    post = Post(
        post_id="p", outlet="o", lang="en", timezone="Europe/London", text=text, published_on=date(2024, 10, 30)
    )
    return [one for one in annotate(post) if one.table == table]


@pytest.mark.parametrize(
    ("text", "speaker"),
    [
        ("Two homes burned, the governor, Jan Novak, said.", "Jan Novak"),
        ("Two homes burned, regional governor Jan Novak said on Monday.", "Jan Novak"),
        ("Two homes burned, said Interior Minister Jan Novak.", "Jan Novak"),
        ("Two homes burned, prosecutors say.", "prosecutors"),
        ("Two homes burned, according to regional governor Jan Novak.", "Jan Novak"),
        ("Jan Novak, the deputy chair of the council, told a meeting that homes burned.", "Jan Novak"),
        ("A Pentagon spokesperson, Maj Gen Jan Novak, said the US was alarmed.", "Jan Novak"),
        ("The Kremlin spokesman, Jan Novak, told reporters that homes burned.", "Jan Novak"),
        ("Villages burned, the defence ministry in Moscow announced on Sunday.", "defence ministry"),
        ("Human rights lawyers, however, warn that homes burned.", "Human rights lawyers"),
        ("Jan Novak, of the foreign ministry, accused Nato of “arson”.", "Jan Novak"),
        ("Five homes burned, emergency services said.", "emergency services"),
    ],
)
def test_who_speaks(text, speaker):
    (claim,) = of_table(text, "claims")
    assert speaker in claim.speaker


def test_what_a_statement_tells_stands_behind_an_aside():
    (claim,) = of_table("In its update, the general staff said 40 drones had been shot down.", "claims")
    assert claim.quote.endswith("40 drones had been shot down.")


def test_what_a_statement_tells_stands_before_its_subject():
    (claim,) = of_table("Forty drones were shot down, the general staff told parliament on Monday.", "claims")
    assert claim.quote.startswith("Forty drones")


def test_a_verb_that_is_told_is_no_claim_of_its_own():
    (claim,) = of_table("The command said it had ordered the brigade to leave.", "claims")
    assert claim.verb_lemma == "say"


def test_a_surname_takes_up_the_full_name():
    claims = of_table("Homes burned, governor Jan Novak said. Novak said a school was hit.", "claims")
    assert [one.speaker for one in claims] == ["Jan Novak", "Jan Novak"]


def test_a_post_on_x_ends_its_sentence():
    claims = of_table("“Every delay costs lives,” Yermak wrote on X. Homes burned, the mayor said.", "claims")
    assert len(claims) == 2
    assert claims[0].quote_type == "direct"


@pytest.mark.parametrize(
    "text",
    [
        "Here are the latest reports from the front.",
        "Officials have yet to comment.",
        "Calls for a ceasefire are expected at the summit.",
        "Ukraine's claims about the depot could not be checked.",
        "Two people are now confirmed dead.",
        "The Pentagon declined to comment.",
    ],
)
def test_nobody_speaks(text):
    assert [one for one in of_table(text, "claims") if one.speaker_kind != "newsroom"] == []


@pytest.mark.parametrize(
    ("text", "polarity"),
    [
        ("The conscripts will not be sent to the front, the ministry said.", -1),
        ("There were no casualties, the mayor said.", 1),
        ("“Nothing should be excluded,” the president said.", -1),
    ],
)
def test_what_is_denied(text, polarity):
    assert of_table(text, "claims")[0].polarity == polarity


@pytest.mark.parametrize(
    ("text", "found"),
    [
        (
            "A drone struck Kherson, killing two people and injuring nine, the mayor said.",
            [("killed", 2), ("wounded", 9)],
        ),
        ("A drone killed one person and wounded three in Kherson, the mayor said.", [("killed", 1), ("wounded", 3)]),
        ("Four people, including a 15-year-old girl, died in Kherson, the mayor said.", [("killed", 4), ("killed", 1)]),
        ("Several hundred soldiers were killed near Kherson, the mayor said.", [("killed", 200)]),
        ("London put Russian casualties at 1,500 a day.", [("casualties_total", 1500)]),
    ],
)
def test_victims(text, found):
    assert [(one.outcome, one.low) for one in of_table(text, "casualties")] == found


def test_the_army_before_lost_has_the_losses():
    (loss,) = of_table("The general has said Russia has lost about 693,640 troops.", "casualties")
    assert (loss.outcome, loss.side) == ("losses_unspecified", "RUS")


@pytest.mark.parametrize(
    ("text", "country", "status"),
    [
        ("About 3,000 North Korean soldiers had been sent to Russia, Seoul said.", "KP", "reported"),
        ("France is training 2,300 Ukrainian soldiers, Paris said.", "UA", "ongoing"),
        ("Ukraine will mobilise another 160,000 people, the minister said.", "UA", "planned"),
        ("Putin has signed a decree calling up 133,000 men, state media reported.", "RU", "announced"),
    ],
)
def test_forces(text, country, status):
    (force,) = of_table(text, "mobilisation")
    assert (force.force_country, force.status) == (country, status)


def test_days_of_a_month_count_nobody():
    assert of_table("Russia would send soldiers into combat on 27 and 28 October, Kyiv said.", "mobilisation") == []


def test_a_list_says_more_than_its_count():
    text = "Ukraine has liberated three villages – Blahodatne, Neskuchne and Makarivka – the minister said."
    assert {one.place for one in of_table(text, "territory")} == {"Blahodatne", "Neskuchne", "Makarivka"}


def test_a_withdrawal_is_from_the_town_named_before():
    text = (
        "Lysychansk is under Russian control, Moscow said. Hours later, the Ukrainian army acknowledged a withdrawal."
    )
    assert [one.place for one in of_table(text, "territory")] == ["Lysychansk", "Lysychansk"]


def test_a_noun_behind_a_verb_of_saying_is_no_verb():
    (claim,) = of_table("The Kremlin says reports of a deal are premature.", "claims")
    assert claim.quote.endswith("premature.")


def test_a_denial_behind_its_noun_is_told_by_the_name():
    claims = of_table("Officials said a cafe had been hit, a claim Kyiv denied.", "claims")
    assert [one.speaker for one in claims if one.stance == "denies"] == ["Kyiv"]


def test_deaths_of_many():
    (toll,) = of_table("The mission has verified the deaths of 12,340 civilians.", "casualties")
    assert (toll.outcome, toll.person_category, toll.best) == ("killed", "civilian", 12340)


def test_a_gain_that_is_a_noun_takes_no_ground():
    text = (
        "Ukraine has pulled out of Avdiivka, handing Russia its biggest battlefield gain since Bakhmut, the army said."
    )
    assert {one.place for one in of_table(text, "territory")} == {"Avdiivka"}


def test_a_ministry_is_of_the_state_it_sits_in():
    (claim,) = of_table("Russian forces have taken Vuhledar, the defence ministry in Moscow announced.", "claims")
    assert claim.speaker_side == "RUS"


def test_a_plot_to_kill_kills_nobody():
    assert of_table("The FSB said it had foiled a plot to kill an officer in Sevastopol.", "casualties") == []


def test_that_may_be_left_out():
    (claim,) = of_table("The minister suggested Ukraine might hold the town.", "claims")
    assert (claim.verb_lemma, claim.modality) == ("suggest", "conditional")
