"""Who speaks: descriptions, seats of government, clauses without marks, counts that nobody made."""

import pytest

from tests.unit.annotate.test_readings import read


def claims(text):
    return [(one.speaker, one.verb_lemma, one.polarity) for one in read(text, "claims")]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("À Moscou, on raille un « zéro pointé ».", ("Moscou", "railler", 1)),
        ("Riposte immédiate de Kiev, qui réclame des missiles.", ("Kiev", "réclamer", 1)),
        ("Nous n'y sommes pour rien, se défend Volodymyr Zelensky.", ("Volodymyr Zelensky", "se défendre", -1)),
        ("Vladimir Poutine se rendra à Pékin, a-t-il indiqué.", ("Vladimir Poutine", "indiquer", 1)),
        ("Tout va bien, a dit le maire. Deux rues sont coupées, corrige-t-il.", ("maire", "corriger", 1)),
        ("La ville est libre ? Le ministère l'a proclamé.", ("ministère", "proclamer", 1)),
        ("Le gouverneur ajoute que 45 maisons ont brûlé.", ("gouverneur", "ajouter", 1)),
        ("Le gouverneur ne signale aucun blessé à Soumy.", ("gouverneur", "signaler", 1)),
        ("Il ne peut être question de trêve, a tranché le Kremlin.", ("Kremlin", "trancher", -1)),
    ],
)
def test_the_voice_behind_a_word(text, expected):
    assert expected in claims(text)


@pytest.mark.parametrize(
    "text",
    [
        "On déplore deux morts à Soumy.",
        "La région compte deux mille morts.",
        "Un précédent bilan faisait état de six morts.",
        "Kiev n'a rien revendiqué.",
        "Moscou ne dit mot.",
        "Les secours ont quitté Soumy sans préciser le nombre de blessés.",
    ],
)
def test_nobody_speaks(text):
    assert [one for one in claims(text) if one[1] is not None] == []


def test_the_one_concerned_is_the_person_named_last():
    text = "Un plan existe, a dit Sergueï Lavrov. Selon les diplomates, il est prêt. L'intéressé affirme que non."
    assert [one[0] for one in claims(text) if one[1] == "affirmer"] == ["Sergueï Lavrov"]


@pytest.mark.parametrize(
    ("text", "stance"),
    [
        ("« Mensonges », s'emporte Londres.", "denies"),
        ("Le Kremlin juge le chiffre fantaisiste.", "denies"),
        ("« Le monde doit le voir », martèle Volodymyr Zelensky.", "demands"),
        ("Joe Biden tient Vladimir Poutine pour « responsable ».", "accuses"),
        ("C'est un « acte de sabotage » ukrainien, rétorque Dmitri Peskov.", "accuses"),
        ("Volodymyr Zelensky appelle cela une arme « de lâches ».", "asserts"),
    ],
)
def test_stance_by_what_is_said(text, stance):
    assert [one.stance for one in read(text, "claims")] == [stance]
