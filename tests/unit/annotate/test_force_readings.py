"""Forces: the clause a figure belongs to, who owns it, and what a pronoun or a comparison takes up."""

from datetime import date

import pytest

from extractors.annotate.document import annotate
from extractors.model import Post


def forces(text):
    post = Post(post_id="p", outlet="o", lang="fr", timezone="Europe/Paris", text=text, published_on=date(2025, 3, 10))
    found = [one for one in annotate(post) if one.table == "mobilisation"]
    return [(one.mobilisation_type, one.best, one.force_country, one.status) for one in found]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            "La Pologne, qui a déjà formé 3.000 soldats ukrainiens, pourrait en former 5.000 autres, dit Varsovie.",
            ("training_equipment", 3000, "UA", "achieved"),
        ),
        (
            "Séoul affirme que les 4.000 soldats dépêchés par Pyongyang ont rejoint la région de Koursk.",
            ("foreign_deployment", 4000, "KP", "reported"),
        ),
        (
            "L'armée polonaise compte 210.000 soldats, contre 160.000 en 2022, a rappelé le ministre polonais.",
            ("strength", 160000, "PL", "achieved"),
        ),
        (
            "Moscou a massé 40.000 soldats près de Soumy, dit Kiev. Washington en recense 35.000.",
            ("strength", 35000, "RU", "reported"),
        ),
        (
            "Une force européenne compterait 25.000 hommes, écrit un quotidien.",
            ("foreign_deployment", 25000, None, "planned"),
        ),
        (
            "Quelque 2.500 combattants de Wagner sont arrivés en Biélorussie, selon les gardes-frontières ukrainiens.",
            ("foreign_deployment", 2500, "RU", "reported"),
        ),
    ],
)
def test_figure_of_a_force(text, expected):
    assert expected in forces(text)


@pytest.mark.parametrize(
    "text",
    [
        "Moscou a rapatrié les corps de 410 soldats, a indiqué Kiev.",
        "Quelque 1.700 soldats de la brigade auraient déserté, selon Kiev.",
        "Les Russes ont encerclé 900 soldats ukrainiens, selon Moscou.",
    ],
)
def test_no_force_is_counted(text):
    assert forces(text) == []


def test_difference_is_no_force():
    text = "Kiev a mobilisé 27.000 hommes en février, soit 3.000 de plus qu'en janvier, dit le ministre ukrainien."
    assert [one[1] for one in forces(text)] == [27000]
