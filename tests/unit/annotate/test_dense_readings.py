"""Speakers, victims and forces in dense sentences, each class by an example of our own."""

import pytest

from tests.unit.annotate.test_readings import read


@pytest.mark.parametrize(
    ("text", "speaker"),
    [
        ("« C'est trop tard », confie, la voix blanche, un colonel suédois.", "colonel suédois"),
        ("Le village est tombé, assurent les Russes.", "Russes"),
        ("Selon les Ukrainiens, le village tient.", "Ukrainiens"),
        ("Le Kremlin, par la voix de son porte-parole, Dmitri Peskov, a dit attendre un signe.", "Dmitri Peskov"),
        ("« C'est trop tard », a dit le porte-parole du groupement « Dnipro », Viktor Petrenko.", "Viktor Petrenko"),
    ],
)
def test_speaker_behind_an_aside(text, speaker):
    assert [one.speaker for one in read(text, "claims")] == [speaker]


def test_a_cue_between_subject_and_verb_takes_the_whole_sentence():
    [claim] = read("L'ennemi, affirme Kiev, a tenté quatre fois de passer la rivière.", "claims")
    assert claim.quote.endswith("la rivière.") or claim.quote.endswith("la rivière")


def test_whoever_says_nothing_makes_no_claim():
    assert read("Le ministère ne dit rien des pertes.", "claims") == []


@pytest.mark.parametrize(
    ("text", "side"),
    [
        ("Les pertes de l'assaillant se montent à 910 soldats tués, selon le général Oleksandr Syrsky.", "RUS"),
        ("Moscou évalue à 1.240 les soldats mis hors de combat par ses troupes.", "UKR"),
    ],
)
def test_side_of_the_enemy(text, side):
    [found] = read(text, "casualties")
    assert (found.side, found.place) == (side, None)


def test_prisoners_handed_over_are_not_captured():
    assert read("Les 83 prisonniers rendus mercredi sont à l'hôpital, a indiqué Kiev.", "casualties") == []


@pytest.mark.parametrize(
    ("text", "kind", "status", "country"),
    [
        ("Moscou a transféré 10.000 soldats du Donbass vers Koursk, a indiqué Kiev.", "redeployment", "reported", "RU"),
        ("Quelque 620.000 soldats russes combattent en Ukraine, a indiqué Kiev.", "strength", "reported", "RU"),
        ("Une brigade va quitter Lyman pour Soumy, a annoncé l'armée ukrainienne.", "redeployment", "planned", "UA"),
        ("L'armée réclame 500.000 recrues supplémentaires, a indiqué Kiev.", "mobilisation_wave", "demanded", "UA"),
        ("L'Ukraine mobilise 30.000 hommes par mois, a indiqué Kiev.", "mobilisation_wave", "ongoing", "UA"),
        ("Pyongyang s'apprête à fournir 12.000 hommes, a indiqué Séoul.", "foreign_deployment", "imminent", "KP"),
        ("Quelque 5.000 volontaires se sont enrôlés dans l'armée ukrainienne, a indiqué Londres.", "enlistment",
         "reported", "UA"),
        ("Quelque 300 soldats ukrainiens sont en cours de formation en France, a dit Paris.", "training_equipment",
         "ongoing", "UA"),
    ],
)  # fmt: skip
def test_what_a_force_does(text, kind, status, country):
    [found] = read(text, "mobilisation")
    assert (found.mobilisation_type, found.status, found.force_country) == (kind, status, country)


def test_part_of_the_force_before():
    text = "Plus de 9.000 étrangers combattent en Russie, a dit Kiev. Parmi eux, 1.400 Africains, a dit Kiev."
    assert [one.best or one.low for one in read(text, "mobilisation")] == [9000, 1400]


@pytest.mark.parametrize(
    ("text", "kind", "side"),
    [
        ("Moscou se targue d'avoir pris Lyman.", "capture", "RUS"),
        ("A Lyman, « nous tenons la rive sud », affirme un sergent ukrainien.", "control", "UKR"),
        ("Lyman est aux mains de l'occupant.", "control", "RUS"),
    ],
)
def test_who_is_ahead(text, kind, side):
    [found] = read(text, "territory")
    assert (found.territory_type, found.place, found.side_gaining) == (kind, "Lyman", side)


def test_what_is_given_does_not_speak():
    [claim] = read(
        "Le ministre de l'Intérieur, Ihor Petrenko, a donné un nouveau bilan. Il parle de dix blessés.", "claims"
    )
    assert claim.speaker == "Ihor Petrenko"


@pytest.mark.parametrize(
    ("text", "quote_type"),
    [
        ("« Tout le monde ment », soupire une habitante.", "direct"),
        ("« La ville brûle », crie le maire.", "direct"),
        ("« Frappe massive sur la ville », alerte le maire.", "mixed"),
        ("« Une escalade dangereuse », déplore le maire.", "mixed"),
    ],
)
def test_a_clause_between_the_marks_is_quoted_directly(text, quote_type):
    assert [one.quote_type for one in read(text, "claims")] == [quote_type]


@pytest.mark.parametrize(
    "text",
    [
        "Moscou a massé ses chars pour s'emparer de Lyman, alerte Kiev.",
        "Les Russes seraient en passe de prendre Lyman.",
        "Les Russes n'ont pas réussi à prendre Lyman.",
        "Aucun village n'a été perdu, assure Kiev.",
    ],
)
def test_what_is_wanted_or_failed_moves_no_front(text):
    assert read(text, "territory") == []


@pytest.mark.parametrize(
    ("text", "places"),
    [
        ("Trois villages sont passés sous pavillon russe dans la région de Donetsk, dit Kiev : Dobre, Vilne et Stara.",
         ["Dobre", "Vilne", "Stara"]),
        ("Le village de Lyman et le hameau de Torske ont été conquis par l'armée russe, selon Moscou.",
         ["Lyman", "Torske"]),
        ("Après Lyman dimanche, Torske est à son tour tombée mardi.", ["Torske"]),
        ("Faux, répond Kiev : Lyman est toujours ukrainienne.", ["Lyman"]),
    ],
)  # fmt: skip
def test_each_place_that_changed(text, places):
    assert [one.place for one in read(text, "territory")] == places


@pytest.mark.parametrize(
    ("text", "kind", "status", "best"),
    [
        ("Plus de 900 soldats nord-coréens auraient rejoint la région de Koursk, d'après Séoul.", "foreign_deployment",
         "reported", 900),
        ("Le ministre table sur 20.000 signatures d'ici à l'été.", "contract_recruitment", "planned", 20000),
        ("Un décret prévoit l'appel de 9.000 conscrits.", "conscription_call_up", "announced", 9000),
        ("La Légion internationale a accueilli 800 étrangers.", "enlistment", "reported", 800),
        ("Emmanuel Macron a évoqué l'envoi de 2.000 hommes.", "foreign_deployment", "planned", 2000),
    ],
)  # fmt: skip
def test_how_far_a_movement_has_come(text, kind, status, best):
    [found] = read(text, "mobilisation")
    assert (found.mobilisation_type, found.status, found.best) == (kind, status, best)


@pytest.mark.parametrize(
    "text",
    ["L'Ukraine a abaissé l'âge de la mobilisation de 27 à 25 ans.", "L'armée russe a gagné 103 km2, contre 78 avant."],
)
def test_ages_and_areas_are_no_force(text):
    assert read(text, "mobilisation") == []


def test_who_counts_those_massed_before_a_town_counts_the_enemy():
    [found] = read("Le GUR estime à 50.000 le nombre de soldats massés face à Soumy.", "mobilisation")
    assert found.force_country == "RU"
