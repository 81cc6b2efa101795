# ruff: noqa: E501 (sentences and pages in tables)
"""Pages saved as text: where posts begin, and which paragraphs go on with the one above."""

from __future__ import annotations

from datetime import date, datetime

import pytest

from extractors.parse.continuation import continues
from extractors.parse.page import Page, read_page

CAPTURED = datetime.fromisoformat("2024-10-30T18:45:00+01:00")
BRIDGE = "Le pont de Verbove a rouvert mercredi matin aux voitures, a indiqué la ministre des Transports, Ada Lenoir."
PLANT = "L'usine de Sambre-Est restera fermée jusqu'à vendredi, selon son directeur, qui évoque des dégâts mardi."
SHIPS = "Deux navires chargés de blé ont quitté le port jeudi, selon un responsable de la capitainerie locale."


def read(*lines: str, **options: object) -> Page:
    return read_page("\n".join(lines).encode(), **{"captured_at": CAPTURED, "content_type": "text/plain", **options})  # type: ignore[arg-type]


def texts(found: Page) -> list[str]:
    return [one.text for one in found.posts]


@pytest.mark.parametrize(
    ("rule", "paragraph", "above", "expected"),
    [
        ("pronoun", "Elle a promis une aide aux riverains avant la fin de l'année.", BRIDGE, True),
        ("pronoun", "They will be paid by the end of the year, according to the mayor.", "The workers met.", True),
        ("impersonal", "Il faut compter deux heures pour traverser la vallée, selon les guides.", BRIDGE, False),
        ("demonstrative", "Cette fermeture doit durer une semaine au moins, estime la chambre de commerce.", PLANT, True),
        ("definite noun", "La ministre « comprend l'impatience » des habitants de la vallée.", BRIDGE, True),
        ("definite noun, not said above", "La ministre « comprend l'impatience » des habitants de la vallée.", SHIPS, False),
        ("definite noun with a name", "La ministre Rosa Tamm reçoit les maires de la vallée.", BRIDGE, False),
        ("definite noun, identified anew", "La ministre des Finances reçoit les maires de la vallée.", BRIDGE, False),
        ("definite noun, dated news", "La ministre a reçu jeudi les maires de la vallée.", BRIDGE, False),
        ("connective", "Mais les camions devront encore faire un détour par la plaine.", BRIDGE, True),
        ("connective", "However, lorries will have to wait for another week.", "The bridge is open again.", True),
        ("continued speech", "« Nous ne partirons pas », a ajouté le directeur devant la presse.", PLANT, True),
        ("continued speech", "« Le toit est perdu », a-t-il encore dit aux journalistes.", PLANT, True),
        ("speech by a new speaker", "« Nous partirons », a déclaré le capitaine Oskar Brun devant la presse.", PLANT, False),
        ("repeated subject", "Le pont de Verbove relie les deux rives de la vallée depuis un siècle.", BRIDGE, True),
        ("repeated subject, dated news", "Le pont de Verbove a de nouveau été fermé jeudi.", BRIDGE, False),
        ("another name", "Le pont de Sambre relie les deux rives de la vallée depuis un siècle.", BRIDGE, False),
        ("new news", SHIPS, BRIDGE, False),
        ("country as subject", "La Ruritanie a annoncé une aide de dix millions.", "Une lettre est partie vers la Ruritanie.", False),
    ],
)  # fmt: skip
def test_continuation(rule: str, paragraph: str, above: str, *, expected: bool) -> None:
    assert continues(paragraph, above) is expected, rule


def test_the_introduction_follows_the_greeting_whole() -> None:
    greeting = "Bonjour et bienvenue sur ce direct consacré à la vallée."
    found = read(
        BRIDGE,
        PLANT,
        greeting,
        "La Ruritanie avance depuis un an.",
        "Lire aussi",
        "Un autre article",
        SHIPS,
        "La rédaction du Fil",
    )
    assert texts(found) == [BRIDGE, PLANT, greeting, f"La Ruritanie avance depuis un an.\n{SHIPS}"]
    assert [one.kind for one in found.posts] == ["update", "update", "intro", "intro"]


def test_the_label_of_a_teaser_card_belongs_to_no_post() -> None:
    found = read(BRIDGE, "Publié aujourd’hui à 18h31", PLANT, SHIPS)
    assert texts(found) == [BRIDGE, PLANT, SHIPS]
    assert {one.published_at for one in found.posts} == {None}


@pytest.mark.parametrize(
    "lines",
    [
        ("Le fil", "18:31", "PONT ROUVERT", BRIDGE, "15:02", "USINE", PLANT, "23:50", "NAVIRES", SHIPS),
        ("18h31 : PONT ROUVERT", BRIDGE, "15h02 : USINE", PLANT, "23h50 : NAVIRES", SHIPS),
        ("PONT ROUVERT18:31", BRIDGE, "USINE15:02", PLANT, "NAVIRES23:50", SHIPS),
        ("18:31", "30 octobre 2024PONT ROUVERT", BRIDGE, "15:02", "30 octobre 2024USINE", PLANT, "23:50", "29 octobre 2024NAVIRES", SHIPS),
        ("mercredi 30 octobre 202418:31", "PONT ROUVERT", BRIDGE, "15:02", "USINE", PLANT, "mardi 29 octobre 202423:50", "NAVIRES", SHIPS),
    ],
)  # fmt: skip
def test_clock_lines_begin_posts(lines: tuple[str, ...]) -> None:
    found = read(*lines)
    assert texts(found) == [f"PONT ROUVERT\n{BRIDGE}", f"USINE\n{PLANT}", f"NAVIRES\n{SHIPS}"]
    assert [f"{one.published_at:%d %H:%M}" for one in found.posts] == ["30 17:31", "30 14:02", "29 22:50"]


def test_clocks_in_universal_time() -> None:
    found = read(
        "18h31 TU : Pont",
        BRIDGE,
        "15h02 TU : Usine",
        PLANT,
        captured_at=datetime.fromisoformat("2024-10-30T20:45:00+01:00"),
    )
    assert [f"{one.published_at:%H:%M}" for one in found.posts] == ["18:31", "15:02"]


def test_day_lines_begin_posts_of_day_precision() -> None:
    found = read("Minute par minute", "30 octobre 2024", "PONT", BRIDGE, "29 octobre 2024", "USINE", PLANT)
    assert texts(found) == [f"PONT\n{BRIDGE}", f"USINE\n{PLANT}"]
    assert [(one.published_on, one.published_at, one.time_precision) for one in found.posts] == [
        (date(2024, 10, 30), None, "day"),
        (date(2024, 10, 29), None, "day"),
    ]


def test_kickers_begin_posts_and_the_head_dates_the_day() -> None:
    head = "Publié le 16 mai 2022 à 6h00, mis à jour le 17 mai 2022 à 6h19"
    found = read("Le fil de la vallée", head, "", "PONT ROUVERT", "", BRIDGE, "", "USINE", "", PLANT, captured_at=None)
    assert texts(found) == [f"PONT ROUVERT\n{BRIDGE}", f"USINE\n{PLANT}"]
    assert {(one.published_on, one.time_method) for one in found.posts} == {(date(2022, 5, 16), "page_date")}


def test_blank_lines_around_blocks_begin_posts() -> None:
    found = read(BRIDGE, "Les camions attendent.", "", PLANT, "", SHIPS, "Un troisième suivra.")
    assert [one.count("\n") for one in texts(found)] == [1, 0, 1]


def test_without_a_greeting_only_posts_that_say_the_day_have_it() -> None:
    found = read(BRIDGE, PLANT, SHIPS)
    assert [one.published_on for one in found.posts] == [date(2024, 10, 30), None, None]


def test_the_live_of_the_capture_day_is_dated_whole() -> None:
    found = read(BRIDGE, PLANT, "Bonjour et bienvenue sur ce direct consacré à la vallée.")
    assert {(one.published_on, one.time_method, one.published_at) for one in found.posts} == {
        (date(2024, 10, 30), "page_date", None)
    }
    assert {one.published_on for one in read(BRIDGE, PLANT, captured_at=None).posts} == {None}
