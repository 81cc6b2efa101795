"""Victims told over several sentences: what a figure counts, where they were hit, whose they are."""

import pytest

from tests.unit.annotate.test_readings import read


def tolls(text):
    return [
        (one.outcome, one.best or one.low or one.high, one.place, one.side)
        for one in sorted(read(text, "casualties"), key=lambda one: one.span_start)
    ]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Un père et ses deux filles ont péri à Soumy.", 3),
        ("Une femme et son fils ont été tués à Soumy.", 2),
        ("Un garçon de dix ans et une fillette de six ans ont été tués à Soumy.", 2),
        ("Deux hommes, de 40 et 52 ans, ont trouvé la mort à Soumy.", 2),
        ("Deux habitants, soit un sur dix, ont été tués à Soumy.", 2),
    ],
)
def test_kin_are_counted_together_and_ages_are_not(text, expected):
    assert [figure for _, figure, _, _ in tolls(text)] == [expected]


@pytest.mark.parametrize(
    ("text", "outcome", "figure"),
    [
        ("Soumy compte ses morts. L'hôpital en a dénombré onze.", "killed", 11),
        ("Soumy compte ses morts : onze.", "killed", 11),
        ("À Soumy, une bombe en a blessé sept.", "wounded", 7),
        ("À Soumy, vingt corps ont été sortis des ruines.", "killed", 20),
        ("Kiev évalue les tués russes à 4.000.", "killed", 4000),
        ("L'Otan situe les morts entre 7.000 et 15.000.", "killed", 7000),
        ("Cinq des onze morts de Soumy étaient pompiers.", "killed", 5),
        ("À Soumy, 93 soldats capturés ont été mis à mort.", "killed", 93),
        ("À Soumy, douze victimes ont été hospitalisées.", "wounded", 12),
        ("La 5e brigade russe y a laissé 500 hommes, a indiqué Kiev.", "losses_unspecified", 500),
    ],
)
def test_what_a_figure_takes_up(text, outcome, figure):
    assert (outcome, figure) in [(one, value) for one, value, _, _ in tolls(text)]


@pytest.mark.parametrize(
    "text",
    [
        "Les ministres se sont rendus à Soumy, trois d'entre eux en train.",
        "Mille personnes étaient dans le centre commercial touché à Soumy.",
        "Le maire a perdu la trace d'un policier à Soumy.",
        "Un demi-million de tués ?",
        "Iliouchine abattu : Moscou soutient que 65 prisonniers étaient à bord.",
        "Elle était la fille du numéro deux de l'armée, tué à Soumy.",
    ],
)
def test_nobody_is_counted(text):
    assert tolls(text) == []


@pytest.mark.parametrize(
    ("text", "places"),
    [
        ("Une bombe a frappé Soumy. Le gouverneur de la région de Soumy parle de trois morts.", ["Soumy"]),
        ("Trois morts à Soumy. Deux blessés ont été conduits à Poltava.", ["Soumy", "Soumy"]),
        ("À Soumy, deux morts ; à Poltava, trois blessés.", ["Soumy", "Poltava"]),
        ("Trois morts à Soumy. Depuis l'invasion, 9.000 civils ont péri.", ["Soumy", None]),
        ("Onze morts ont été recensés à l'échelle du pays, dont deux à Soumy.", [None, "Soumy"]),
        ("Deux secouristes ont été tués dans la capitale ukrainienne.", ["Kiev"]),
        ("Près de Soumy, deux personnes ont été tuées dans le village de Iounakivka.", ["Iounakivka"]),
        ("Trois morts à Belgorod, dans un tir que Moscou attribue à Kiev.", ["Belgorod"]),
    ],
)
def test_where_they_were_hit(text, places):
    assert [place for _, _, place, _ in tolls(text)] == places


@pytest.mark.parametrize(
    ("text", "sides"),
    [
        ("Kiev reconnaît 300 soldats tués. Moscou chiffre celles de l'Ukraine à 9.000 morts.", ["UKR", "UKR"]),
        ("Kiev reconnaît 5.000 morts, contre 40.000 pour la Russie.", ["UKR", "RUS"]),
        ("Combien de Russes sont morts ? L'Otan table sur 300.000 tués.", ["RUS"]),
        ("Que deviennent les Nord-Coréens ? Séoul compte 300 morts.", ["RUS_ALLY"]),
        ("Kiev revendique 800 soldats ennemis tués.", ["RUS"]),
        ("Moscou ne reconnaît que 94 tués parmi ses soldats.", ["RUS"]),
    ],
)
def test_whose_they_are(text, sides):
    assert [side for _, _, _, side in tolls(text)] == sides


def test_the_wounded_are_not_counted_again_by_their_state():
    assert tolls("Six blessés à Soumy, trois dans un état grave.") == [("wounded", 6, "Soumy", "UKR")]


@pytest.mark.parametrize(
    "text",
    [
        "Quatorze tués à Soumy, deux enfants compris.",
        "Parmi les quatorze tués de Soumy figurent deux enfants.",
        "Quatorze tués à Soumy. Parmi eux, deux enfants.",
    ],
)
def test_children_among_them(text):
    children = [one for one in read(text, "casualties") if one.person_category == "child"]
    assert [(one.outcome, one.best, one.place) for one in children] == [("killed", 2, "Soumy")]
