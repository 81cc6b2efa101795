"""The actors gazetteer: who is found, who is not taken for whom, and on which side they stand."""

from __future__ import annotations

from collections import Counter
from typing import get_args

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from extractors.annotate.actors import ActorMention, actors, countries, demonym, read_actors, side_of
from extractors.model import Side, SpeakerKind


def found(text: str, lang: str = "fr") -> list[tuple[str, str]]:
    return [(text[one.start : one.end], one.actor.actor_id) for one in actors().find(text, lang)]


def first(text: str, lang: str = "fr") -> ActorMention:
    return actors().find(text, lang)[0]


def test_the_gazetteer_is_sound() -> None:
    entries = read_actors()
    assert len(entries) >= 600
    assert [name for name, count in Counter(one.actor_id for one in entries).items() if count > 1] == []
    assert {one.kind for one in entries} <= set(get_args(SpeakerKind))
    assert {one.side for one in entries} <= set(get_args(Side))
    assert {one.country for one in entries} - {None} <= set(countries())
    assert [one.actor_id for one in entries if one.valid_from and one.valid_to and one.valid_from > one.valid_to] == []


def test_no_alias_leads_to_two_actors() -> None:
    owners: dict[str, set[str]] = {}
    for one in read_actors():
        for alias in (one.name, *one.aliases):
            owners.setdefault(alias, set()).add(one.actor_id)
    assert {alias: ids for alias, ids in owners.items() if len(ids) > 1} == {}


@pytest.mark.parametrize(
    ("text", "lang", "actor_id"),
    [
        ("Dmitri Peskov a démenti.", "fr", "dmitri-peskov"),
        ("Peskov told reporters", "en", "dmitri-peskov"),
        ("Volodymyr Zelenskyy said", "en", "volodymyr-zelensky"),
        ("le Kremlin", "fr", "kremlin"),
        ("le ministère russe de la Défense", "fr", "ministere-russe-de-la-defense"),
        ("Ukraine's General Staff", "en", "etat-major-ukrainien"),
        ("la Maison Blanche", "fr", "maison-blanche"),
        ("selon l'ISW", "fr", "institut-pour-l-etude-de-la-guerre"),
        ("l’AIEA", "fr", "aiea"),
        ("Oleksandr Syrskyi", "en", "oleksandre-syrsky"),
        ("Sergueï Choïgou", "fr", "serguei-choigou"),
        ("Choe Son Hui", "fr", "choe-son-hui"),
        ("Oleg Synegoubov", "fr", "oleg-synegoubov"),
    ],
)
def test_names_in_both_languages(text: str, lang: str, actor_id: str) -> None:
    assert first(text, lang).actor.actor_id == actor_id


def test_an_unlisted_first_name_joins_its_surname() -> None:
    assert found("Sergiï Lavrov a parlé.") == [("Sergiï Lavrov", "serguei-lavrov")]


def test_another_person_of_the_same_surname_is_nobody_we_know() -> None:
    assert found("Le sergent Viktor Medvedev a témoigné.") == []


def test_the_longest_name_wins() -> None:
    assert found("le Conseil de sécurité de l'ONU") == [
        ("Conseil de sécurité de l'ONU", "conseil-de-securite-de-l-onu")
    ]


def test_acronyms_need_their_capitals() -> None:
    assert found("Un homme et une ue, who knows us") == []
    assert [one for _, one in found("The UN and the US said", "en")] == ["onu", "us-government"]


@pytest.mark.parametrize(
    ("text", "country"), [("Kiev", "UA"), ("Moscou", "RU"), ("Washington", "US"), ("Pyongyang", "KP")]
)
def test_capitals_stand_for_governments(text: str, country: str) -> None:
    mention = first(f"Selon {text}, rien de tel.")
    assert (mention.is_metonym_place, mention.actor.country, mention.actor.kind) == (True, country, "government")


def test_brussels_stands_for_the_union() -> None:
    mention = first("Bruxelles a protesté.")
    assert (mention.is_metonym_place, mention.actor.actor_id) == (True, "union-europeenne")


@pytest.mark.parametrize(
    ("actor_id", "side", "country"),
    [
        ("otan", "UKR_ALLY", None),
        ("union-europeenne", "UKR_ALLY", None),
        ("onu", "IGO", None),
        ("aiea", "IGO", None),
        ("cour-penale-internationale", "IGO", None),
        ("banque-mondiale", "IGO", None),
        ("deepstate", "UKR", "UA"),
        ("institut-pour-l-etude-de-la-guerre", "NEUTRAL", "US"),
        ("afp", "MEDIA", "FR"),
        ("tass", "MEDIA", "RU"),
        ("groupe-wagner", "RUS", "RU"),
        ("denis-pouchiline", "RUS", "RU"),
        ("xi-jinping", "NEUTRAL", "CN"),
        ("fumio-kishida", "UKR_ALLY", "JP"),
        ("kim-jong-un", "RUS_ALLY", "KP"),
        ("alexandre-loukachenko", "RUS_ALLY", "BY"),
    ],
)
def test_sides_of_the_contract(actor_id: str, side: str, country: str | None) -> None:
    actor = actors().by_id[actor_id]
    assert (actor.side, actor.country) == (side, country)


@pytest.mark.parametrize(
    ("word", "country"),
    [
        ("ukrainienne", "UA"),
        ("russes", "RU"),
        ("nord-coréennes", "KP"),
        ("North Korean", "KP"),
        ("turque", "TR"),
        ("grecques", "GR"),
        ("Polish", "PL"),
        ("néerlandaise", "NL"),
        ("américaines", "US"),
        ("lettonne", "LV"),
    ],
)
def test_demonyms(word: str, country: str) -> None:
    assert demonym(word) == (country, side_of(country))


def test_what_is_no_demonym() -> None:
    assert demonym("russule") is None
    assert side_of(None) == "UNKNOWN"
    assert side_of("TR") == side_of("ZZ") == "NEUTRAL"


PIECES = st.sampled_from(
    [
        "Vladimir",
        " ",
        "Poutine",
        "l’",
        "ONU",
        "Kiev",
        "les ",
        "Etats-Unis",
        ".",
        "\u202f",
        "É",
        "ﬁ",
        "M. ",
        "la Maison ",
        "Blanche",
    ]
)


@settings(max_examples=100, deadline=None)
@given(st.lists(PIECES, max_size=12).map("".join) | st.text(max_size=40), st.sampled_from(["fr", "en"]))
def test_offsets_are_those_of_the_text(text: str, lang: str) -> None:
    end = 0
    for one in actors().find(text, lang):
        assert end <= one.start < one.end <= len(text)
        assert text[one.start : one.end].strip() == text[one.start : one.end]
        end = one.end
