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
