"""Classes of sentences that once were misread, each by an example of our own."""

from datetime import date

import pytest

from extractors.annotate.document import annotate
from extractors.model import Post


def read(text, table):
    given = {"post_id": "p", "outlet": "tf1info", "lang": "fr", "timezone": "Europe/Paris"}
    found = annotate(Post(**given, published_on=date(2024, 10, 30), text=text))
    return [one for one in found if one.table == table]


@pytest.mark.parametrize(
    "text",
    [
        "Une bombe est tombée sur un immeuble de Kharkiv, a indiqué le maire.",
        "Moscou masse des troupes en vue de reprendre Koursk, a indiqué Kiev.",
        "Kiev a parlé de la décision prise à Kharkiv.",
        "Kiev devra choisir entre Kharkiv et Soumy, a indiqué Londres.",
        "Le drapeau ukrainien flotte sur la mairie de Paris, a indiqué Londres.",
        "« Nous ne reculerons pas à Lyman », a promis Kiev.",
        "Les soldats sont venus pour prendre Lyman, a indiqué Kiev.",
    ],
)
def test_no_ground_changes(text):
    assert read(text, "territory") == []


@pytest.mark.parametrize(
    "text",
    ["Où en est le front ? demande Paul.", "Il a annoncé.", "Une source, qui a demandé à rester anonyme, est partie."],
)
def test_nothing_is_claimed(text):
    assert read(text, "claims") == []


@pytest.mark.parametrize(
    "text",
    [
        "L'armée russe a rappelé 30.000 réservistes.",
        "La Finlande rappelle 4.000 réservistes de sa garde.",
        "Vilnius a rappelé ses troupes de la frontière.",
    ],
)
def test_who_calls_men_back_says_nothing(text):
    assert [one for one in read(text, "claims") if one.verb_lemma == "rappeler"] == []


@pytest.mark.parametrize(
    "text",
    [
        "« La paix est loin », a rappelé l'ambassadeur de France.",
        "Le ministre a rappelé que 30.000 réservistes étaient prêts.",
        "Kiev a rappelé ses engagements.",
    ],
)
def test_who_recalls_in_words_is_a_speaker(text):
    assert [one.verb_lemma for one in read(text, "claims")] == ["rappeler"]


@pytest.mark.parametrize(
    ("text", "status"),
    [
        ("La loi adoptée jeudi portera l'armée à 900.000 hommes, a précisé le ministère ukrainien.", "announced"),
        ("Le projet de loi portera l'armée à 900.000 hommes, a précisé le ministère ukrainien.", "planned"),
        ("Kiev portera son armée à 900.000 hommes, a précisé le ministère ukrainien.", "planned"),
    ],
)
def test_what_a_law_holds_is_decided(text, status):
    assert [one.status for one in read(text, "mobilisation")] == [status]


def test_force_called_back_belongs_to_who_calls_it():
    (found,) = read("L'armée russe a rappelé 30.000 réservistes, affirme le renseignement ukrainien.", "mobilisation")
    assert (found.force_country, found.mobilisation_type, found.best) == ("RU", "mobilisation_wave", 30_000)


@pytest.mark.parametrize(
    ("text", "speaker"),
    [
        ("La route est coupée, a écrit sur Telegram Volodymyr Zelensky.", "Volodymyr Zelensky"),
        ("Selon Séoul, tout va bien. Londres avait évalué à 300 le nombre de tués russes.", "Londres"),
        ("La prise de Selydové a été annoncée mardi par le ministère russe.", "ministère russe"),
        ("Devant les députés, le secrétaire du Conseil, Jan Novak, a annoncé que l'aide partait.", "Jan Novak"),
        (
            "« Rien n'est exclu », glisse-t-on dans l'entourage du président français.",
            "entourage du président français",
        ),
    ],
)
def test_speaker(text, speaker):
    assert read(text, "claims")[-1].speaker == speaker


@pytest.mark.parametrize(
    ("text", "side"),
    [
        ("Selon le ministère russe de la Défense, l'Ukraine a perdu 400 soldats.", "UKR"),
        ("La Russie a perdu environ 693.640 soldats, a indiqué l'état-major ukrainien.", "RUS"),
        ("Côté russe, 300 soldats ont été tués, a indiqué Kiev.", "RUS"),
    ],
)
def test_side_of_victims(text, side):
    assert [one.side for one in read(text, "casualties")] == [side]


def test_defender_gains_by_a_repelled_attack():
    [found] = read("L'état-major: vingt-six assauts russes repoussés dans le secteur de Pokrovsk", "territory")
    assert (found.side_gaining, found.claim_status) == ("UKR", "claimed_by_gainer")


def test_names_stand_beside_their_count():
    found = read(
        "Quatre localités, dont Selydové et Hirnyk, sont tombées aux mains des Russes, selon Kiev.", "territory"
    )
    assert [(one.place, one.best) for one in found] == [(None, 4.0), ("Selydové", None), ("Hirnyk", None)]


def read_english(text, table):
    given = {"post_id": "p", "outlet": "bbc", "lang": "en", "timezone": "Europe/London"}
    found = annotate(Post(**given, published_on=date(2024, 10, 30), text=text))
    return [one for one in found if one.table == table]


@pytest.mark.parametrize(
    ("text", "places"),
    [
        ("Les Russes ont pris Novodarinka, au nord de Pokrovsk, a indiqué Kiev.", ["Novodarinka"]),
        ("Kiev a repoussé dix attaques près de Lyman et six autres en direction de Toretsk.", ["Lyman", "Toretsk"]),
        ("Deux villages sont tombés, à savoir Zoria et Petrivske, selon Moscou.", ["Zoria", "Petrivske"]),
        ("Toretsk et Hirnyk ont été prises. Moscou admet la perte de la première.", ["Toretsk", "Hirnyk", "Toretsk"]),
        ("Lyman tient, tandis que Toretsk et Hirnyk restent disputées, selon Kiev.", ["Toretsk", "Hirnyk"]),
    ],
)  # fmt: skip
def test_ground_is_the_place_meant(text, places):
    assert [one.place for one in read(text, "territory")][-len(places) :] == places


@pytest.mark.parametrize(
    "text",
    [
        "La ville tient depuis le début de l'offensive sur Kharkiv, a dit Kiev.",
        "Quelque 4.000 soldats nord-coréens ont quitté la région de Koursk, a dit Séoul.",
        "L'avancée russe vers Pokrovsk a été stoppée, a dit Kiev.",
        "Le pont a été touché, avance la Défense russe à Koursk.",
    ],
)
def test_no_ground_is_gained(text):
    assert [
        one for one in read(text, "territory") if one.territory_type in {"advance", "withdrawal", "offensive"}
    ] == []


@pytest.mark.parametrize(
    ("text", "country", "side"),
    [
        ("Séoul estime que 180 Népalais combattent dans les rangs russes.", "NP", "RUS"),
        ("Kiev réclame une force européenne de 30.000 hommes.", None, "UKR"),
        ("Paris et Londres planchent sur un contingent de 30.000 hommes en Ukraine.", None, "UKR"),
        ("Le contingent nord-coréen, 4.000 hommes, est arrivé à Koursk, a dit l'armée sud-coréenne.", "KP", "RUS"),
    ],
)  # fmt: skip
def test_whose_force_serves_whom(text, country, side):
    [found] = read(text, "mobilisation")
    assert (found.force_country, found.side) == (country, side)


@pytest.mark.parametrize(
    ("text", "figures"),
    [
        ("Kiev a perdu 310 soldats jeudi, et plus de 62.000 depuis août, selon Moscou.", [310, 62000]),
        ("Trois personnes ont péri à Lyman, deux à Soumy et une dans le village de Hirnyk, selon Kiev.", [3, 2, 1]),
        ("Six soldats qui s'étaient rendus ont été abattus, dénonce Kiev.", [6]),
        ("La police recense 44 morts à Lyman (29) et à Soumy (15).", [44, 29, 15]),
    ],
)
def test_figures_of_a_list_go_on_counting(text, figures):
    assert [one.best for one in read(text, "casualties")] == figures


@pytest.mark.parametrize(
    ("text", "speaker"),
    [
        ("La route est coupée, a dit aux journalistes Jan Novak.", "Jan Novak"),
        ("La route est coupée, a déclaré à l'AFP Jan Novak.", "Jan Novak"),
        ("Deux officiers ont nié la perte de Lyman. « C'est faux », confie l'un d'eux.", "Deux officiers"),
        ("Selon le maire Jan Novak, tout va bien. À l'en croire, l'eau coule.", "Jan Novak"),
        ("Il y a dix morts, d'après le dernier décompte du maire, Jan Novak.", "Jan Novak"),
        ("Il y a dix morts, selon le bilan communiqué à midi par Jan Novak.", "Jan Novak"),
        ("La 3e brigade a reculé. La ville est perdue, a annoncé l'unité.", "3e brigade"),
    ],
)
def test_who_is_told_and_who_counts_do_not_speak(text, speaker):
    assert read(text, "claims")[-1].speaker == speaker


@pytest.mark.parametrize(
    "text",
    ["Kiev a lancé une contre-attaque « majeure ».", "Le Parlement a donné son feu vert à 300 soldats.",
     "Moscou fera tout pour garantir un accord."],
)  # fmt: skip
def test_deeds_are_no_words(text):
    assert [one.verb_lemma for one in read(text, "claims") if one.verb_lemma] == []


@pytest.mark.parametrize(
    ("text", "status"),
    [
        ("L'armée compte 37.000 militaires et en comptera 50.000 en 2030, selon Budapest.", ["achieved", "planned"]),
        ("Selon Séoul, 200.000 soldats européens seraient nécessaires.", ["demanded"]),
        ("Le Parlement a approuvé l'envoi de 300 soldats.", ["announced"]),
    ],
)
def test_status_of_a_force(text, status):
    assert [one.status for one in read(text, "mobilisation")] == status


def test_english_labels_and_parts():
    [claim] = read_english("Beijing called the report groundless.", "claims")
    assert claim.stance == "denies"
    found = read_english("A strike on Lyman killed 19 people, nine of them children, Kyiv said.", "casualties")
    assert [(one.best, one.person_category) for one in found] == [(19, "unknown"), (9, "child")]
    assert found[1].subset_of == found[0].record_id


def test_a_share_of_the_town_named_before():
    found = read_english("Russian troops entered Lyman, Kyiv said. They control a third of the town.", "territory")[-1]
    assert (found.place, found.best) == ("Lyman", 33.3)
