"""Whose ground a sentence tells of, and which: pronouns, lists, shares, armies surrounded, what never happened."""

from datetime import date

import pytest

from extractors.annotate.document import annotate
from extractors.model import Post


def ground(text):
    post = Post(post_id="p", outlet="o", lang="fr", timezone="Europe/Paris", text=text, published_on=date(2025, 10, 30))
    return [one for one in annotate(post) if one.table == "territory"]


@pytest.mark.parametrize(
    ("text", "kind", "side", "place"),
    [
        ("Toretsk vacille. La ville, voisine de Kostiantynivka, est sous contrôle russe, dit Kiev.", "control", "RUS",
         "Toretsk"),
        ("Les soldats russes visent Toretsk. Ils y ont planté leurs couleurs, dit Kiev.", "capture", "RUS", "Toretsk"),
        ("Au sud de Pokrovsk, Selydove est conquise, assure Moscou.", "capture", "RUS", "Selydove"),
        ("Le bourg, d'où l'on allait vers Sloviansk, a été évacué par les Russes, dit Kiev.", None, None, None),
        ("L'encerclement des forces ukrainiennes à Koupiansk est total, assure Moscou.", "encirclement", "RUS",
         "Koupiansk"),
        ("Selydove a été arrachée aux Ukrainiens, assure Moscou.", "capture", "RUS", "Selydove"),
        ("Selydove est tombée, Kiev l'a confirmé.", "capture", "RUS", "Selydove"),
        ("Vouhledar n'est plus ukrainienne, dit Kiev.", "capture", "RUS", "Vouhledar"),
        ("Les soldats russes ne sont plus qu'à six kilomètres de Pokrovsk, dit Kiev.", "advance", "RUS", "Pokrovsk"),
        ("La chute de Pokrovsk n'est qu'une question de jours, assure Moscou.", None, None, None),
        ("Les Ukrainiens se retirent de Selydove pour ne pas être encerclés, dit Kiev.", "withdrawal", "RUS",
         "Selydove"),
        ("Aucune ville n'a été prise, dit Kiev. Pokrovsk tient.", None, None, None),
    ],
)  # fmt: skip
def test_one_reading(text, kind, side, place):
    found = {(one.territory_type, one.side_gaining, one.place) for one in ground(text)}
    assert found == ({(kind, side, place)} if kind else set())


def test_a_list_at_its_verb_counts_whole():
    text = "Quatre villages de la région de Soumy, Novenke, Bassivka, Veselivka et Jouravka, sont occupés, admet Kiev."
    assert {one.place for one in ground(text)} >= {"Bassivka", "Veselivka", "Jouravka"}


def test_every_share_has_its_town():
    shares = {(one.place, one.best) for one in ground("L'armée russe tient 70 % de Toretsk et la moitié de Myrnohrad.")}
    assert shares == {("Toretsk", 70), ("Myrnohrad", 50)}


def test_figures_side_by_side_are_both_told():
    text = "Selon Kiev, 82 localités et 1.150 km2 sont passés sous le contrôle de l'armée ukrainienne."
    assert {(one.unit, one.best) for one in ground(text)} == {("settlements", 82), ("km2", 1150)}
