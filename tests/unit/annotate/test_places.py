"""The places gazetteer: spellings, regions, namesakes, and names that are no places."""

from __future__ import annotations

import csv
import gzip
import time
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from extractors.annotate.places import Places, ResolvedPlace, places
from extractors.annotate.words import LEXICON
from extractors.lexicon.gazetteer.place_keys import place_key, romanised

TABLE = LEXICON / "gazetteer" / "places.csv.gz"


def resolved(text: str, lang: str = "fr") -> dict[str, ResolvedPlace]:
    mentions = places().find(text, lang)
    return {one.name: places().resolve(one, mentions) for one in mentions}


def test_the_places_of_the_seed() -> None:
    text = (
        "L'armée dit tenir Krougliakivka, dans la région de Kharkiv, puis Selydové, dans la région ukrainienne "
        "de Donetsk. "
        "Des frappes ont visé la région de Koursk et un tribunal siège à Belgorod."
    )
    found = resolved(text)
    assert found["Krougliakivka"].place_id == "ua:UA63080110060024155"
    assert (found["Krougliakivka"].admin1, found["Selydové"].admin1) == ("UA-63", "UA-14")
    assert found["Selydové"].place_id == "ua:UA14160230010080205"
    assert (found["région de Koursk"].place_id, found["région de Koursk"].geo_precision) == ("RU-KRS", "adm1")
    assert (found["Belgorod"].place_id, found["Belgorod"].admin1) == ("geonames:578072", "RU-BEL")


@pytest.mark.parametrize(
    "spellings",
    [
        ("Krougliakivka", "Kruhliakivka", "Кругляківка"),
        ("Tchassiv Yar", "Tchassiv Iar", "Chasiv Yar", "Часів Яр"),
        ("Vouhledar", "Vuhledar", "Вугледар"),
        ("Houliaïpole", "Huliaipole", "Гуляйполе"),
        ("Jelanné", "Zhelanne", "Желанне"),
        ("Zaporijjia", "Zaporizhzhia", "Запоріжжя"),
        ("Otcheretyne", "Ocheretyne", "Очеретине"),
    ],
)
def test_spellings_share_a_key(spellings: tuple[str, ...]) -> None:
    assert len({place_key(one) for one in spellings}) == 1


@pytest.mark.parametrize(
    ("text", "lang", "admin1"),
    [
        ("Kiev", "fr", "UA-30"),
        ("Kyiv", "en", "UA-30"),
        ("Marioupol", "fr", "UA-14"),
        ("Bakhmout", "fr", "UA-14"),
        ("Artiomovsk", "fr", "UA-14"),
        ("Sievierodonetsk", "fr", "UA-09"),
        ("Soudja", "fr", "RU-KRS"),
        ("Rostov-sur-le-Don", "fr", "RU-ROS"),
        ("Sébastopol", "fr", "UA-40"),
        ("Kryvyï Rih", "fr", "UA-12"),
        ("Odessa", "en", "UA-51"),
        ("Koupiansk", "fr", "UA-63"),
        ("Moscou", "fr", "RU-MOW"),
    ],
)
def test_exonyms_and_former_names(text: str, lang: str, admin1: str) -> None:
    place = resolved(f"à {text}", lang)[text]
    assert (place.admin1, place.geo_precision) == (admin1, "settlement")
    assert place.place_id is not None


@pytest.mark.parametrize(
    ("text", "lang", "place_id", "precision"),
    [
        ("l'oblast de Donetsk", "fr", "UA-14", "adm1"),
        ("la région russe de Koursk", "fr", "RU-KRS", "adm1"),
        ("the Kursk region", "en", "RU-KRS", "adm1"),
        ("Kharkiv oblast", "en", "UA-63", "adm1"),
        ("en Crimée", "fr", "UA-43", "adm1"),
        ("la Pologne", "fr", "PL", "country"),
        ("le Donbass", "fr", None, "front"),
        ("le district de Pokrovsk", "fr", "ua:UA14160000000061982", "adm2"),
        ("la région d’Odessa", "fr", "UA-51", "adm1"),
    ],
)
def test_regions_countries_and_districts(text: str, lang: str, place_id: str | None, precision: str) -> None:
    (place,) = resolved(text, lang).values()
    assert (place.place_id, place.geo_precision) == (place_id, precision)


@pytest.mark.parametrize(
    ("text", "lang"),
    [("Les régions de Soumy, de Kharkiv et de Kherson", "fr"), ("The Sumy, Kharkiv and Kherson regions", "en")],
)
def test_lists_of_regions(text: str, lang: str) -> None:
    assert [one.place_id for one in resolved(text, lang).values()] == ["UA-59", "UA-63", "UA-65"]


def test_namesakes_need_their_region() -> None:
    alone = resolved("Le village de Makarivka a changé de mains.")["Makarivka"]
    assert alone.place_id is None
    assert len(alone.candidates) > 1
    told = resolved("Le village de Makarivka, dans la région de Kherson, a changé de mains.")["Makarivka"]
    assert (told.place_id, told.candidates, told.admin1) == ("ua:UA65080110030092877", (), "UA-65")


def test_a_region_next_to_the_name_beats_the_larger_namesake() -> None:
    assert resolved("Une frappe a touché Donetsk.")["Donetsk"].country == "UA"
    assert resolved("Une frappe a touché Donetsk, dans la région de Rostov.")["Donetsk"].admin1 == "RU-ROS"


@pytest.mark.parametrize(
    "text",
    [
        "Vladimir Poutine et Oleksandr Syrsky se taisent.",
        "Un char Leopard et un drone Lancet",
        "Union et Paix",
        "Le Monde, selon Lavrov",
    ],
)
def test_people_and_things_are_no_places(text: str) -> None:
    assert places().find(text, "fr") == ()


def test_a_town_at_the_front_is_meant_before_villages_elsewhere() -> None:
    found = resolved("Hirnyk est tombée. Dans l'oblast de Louhansk, Kreminna tient.")
    assert found["Hirnyk"].admin1 == "UA-14"


@pytest.mark.parametrize(
    "text", ["Serguiï Lyssak a parlé.", "un avion d'Air France", "Igor Konotop, un voisin, raconte."]
)
def test_parts_of_names_are_no_places(text: str) -> None:
    assert places().find(text, "fr") == ()


def test_unnumbered_hamlets_have_a_region_and_no_id() -> None:
    place = resolved("Des combats près de Malaïa Loknia.")["Malaïa Loknia"]
    assert (place.place_id, place.admin1, place.candidates) == (None, "RU-KRS", ())


def test_romanisation_is_the_official_one() -> None:
    assert [romanised(one) for one in ("Згурівка", "Єнакієве", "Щастя")] == ["Zghurivka", "Yenakiieve", "Shchastia"]


def test_the_table_is_sound() -> None:
    with gzip.open(TABLE, "rt", encoding="utf-8", newline="") as source:
        rows = list(csv.DictReader(source))
    assert TABLE.stat().st_size < 1_200_000
    assert len({row["place_id"] for row in rows}) == len(rows) > 30_000
    assert {row["place_id"].partition(":")[0] for row in rows} == {"ua", "geonames"}
    assert {row["place_id"].startswith("ua:") for row in rows if row["country"] == "UA"} == {True}
    assert [row for row in rows if bool(row["lat"]) != bool(row["lon"]) or not row["keys"]] == []


def test_sources_name_every_file() -> None:
    sources = Path(TABLE).with_name("SOURCES.md").read_text(encoding="utf-8")
    assert [one.name for one in TABLE.parent.glob("*.csv*") if one.name not in sources] == []
    assert "CC BY 4.0" in sources


def test_loading_is_quick() -> None:
    places()
    started = time.process_time()
    Places()
    assert time.process_time() - started < 0.3


PIECES = st.sampled_from(
    [
        "Soudja",
        " ",
        "la région de ",
        "Koursk",
        "l’",
        "Kiev",
        ", ",
        "Tchassiv ",
        "Yar",
        ".",
        "\u202f",
        "É",
        "ﬁ",
        " region",
        "les régions de ",
        "et de ",
    ]
)


@settings(max_examples=100, deadline=None)
@given(st.lists(PIECES, max_size=12).map("".join) | st.text(max_size=40), st.sampled_from(["fr", "en"]))
def test_offsets_are_those_of_the_text(text: str, lang: str) -> None:
    end = 0
    for one in places().find(text, lang):
        assert end <= one.start < one.end <= len(text)
        assert one.name == text[one.start : one.end]
        end = one.end


@pytest.mark.parametrize(
    ("text", "lang"),
    [
        ("Un pont sur la rivière Oskil a sauté.", "fr"),
        ("Le hameau borde l’Oskil.", "fr"),
        ("Troops crossed the Oskil river at dawn.", "en"),
    ],
)
def test_a_river_is_not_the_village_of_its_name(text, lang):
    assert [one.name for one in places().find(text, lang)] == []


def test_a_village_named_like_a_river_is_found_where_it_is_called_one():
    assert [one.name for one in places().find("Le village d’Oskil a été bombardé.", "fr")] == ["Oskil"]


@pytest.mark.parametrize(
    ("text", "name", "region"),
    [
        ("Les défenseurs de Zolotyï Kolodiaz et de Vesele ont été relevés.", "Vesele", "UA-14"),
        ("Ils ont repris Blahodatne, Neskuchne et Makarivka.", "Blahodatne", "UA-14"),
        ("Dans la région de Dnipropetrovsk, Zaporizke et Novohryhorivka sont disputées.", "Novohryhorivka", "UA-12"),
        ("Les unités ont quitté Soudja puis Martynovka.", "Martynovka", None),
    ],
)
def test_a_namesake_is_told_by_the_villages_around_or_not_at_all(text, name, region):
    mentions = places().find(text, "fr")
    (mention,) = [one for one in mentions if one.name == name]
    found = places().resolve(mention, mentions)
    assert (found.admin1 if found.place_id else None) == region
