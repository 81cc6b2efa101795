"""The gazetteers beside the raw tables: what a named place lies in, and what its point is worth."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import duckdb
import pytest

from claimwire.warehouse.reference import add_reference
from claimwire.warehouse.schema import ensure_schema

SELYDOVE, IZMAILIVKA = "ua:UA14160230010080205", "ua:UA14160110160074716"
NAMED = (SELYDOVE, IZMAILIVKA, "RU-KRS", "FR", "geonames:524901", "ua:UA99999999999999999")


@pytest.fixture(scope="module")
def places(tmp_path_factory: pytest.TempPathFactory) -> dict[str, dict[str, Any]]:
    path: Path = tmp_path_factory.mktemp("reference") / "raw.duckdb"
    with duckdb.connect(str(path)) as connection:
        ensure_schema(connection)
        for (required,) in connection.execute(
            "select column_name from duckdb_columns() where table_name = 'territory' and not is_nullable"
        ).fetchall():
            connection.execute(f"alter table territory alter {required} drop not null")
        connection.executemany("insert into territory (place_id) values (?)", [[one] for one in NAMED])
        add_reference(connection)
        rows = connection.execute("from places")
        titles = [one[0] for one in rows.description]
        return {row[0]: dict(zip(titles, row, strict=True)) for row in rows.fetchall()}


def test_a_located_settlement_has_its_own_point_and_both_numbers(places):
    row = places[SELYDOVE]
    assert (row["name"], row["name_uk"], row["geonameid"]) == ("Selydove", "Селидове", 694677)
    assert (row["katottg"], row["country"], row["admin1"]) == ("UA14160230010080205", "UA", "UA-14")
    assert (row["coord_source"], row["where_prec"]) == ("geonames", 1)
    assert 48.1 < row["lat"] < 48.2
    assert 37.2 < row["lon"] < 37.4


def test_a_village_without_a_point_stands_in_the_middle_of_its_hromada_and_says_so(places):
    row, hromada = places[IZMAILIVKA], places[places[IZMAILIVKA]["hromada_id"]]
    assert (row["coord_source"], row["where_prec"], row["geonameid"]) == ("hromada_centroid", 3, None)
    assert (row["lat"], row["lon"]) == (hromada["lat"], hromada["lon"])


def test_what_a_place_lies_in_is_listed_up_to_the_state(places):
    chain = [SELYDOVE]
    while places[chain[-1]]["parent_place_id"]:
        chain.append(places[chain[-1]]["parent_place_id"])
    assert [places[one]["feature"] for one in chain] == ["city", "hromada", "raion", "region", "country"]
    assert (places[SELYDOVE]["raion_id"], places[SELYDOVE]["admin1_name"]) == (chain[2], "Donetsk oblast")
    assert places["geonames:524901"]["parent_place_id"] == "RU-MOW"


def test_a_region_is_as_exact_as_a_region_and_a_state_has_no_point(places):
    assert (places["RU-KRS"]["coord_source"], places["RU-KRS"]["where_prec"]) == ("adm1_centre", 4)
    assert (places["FR"]["lat"], places["FR"]["coord_source"], places["FR"]["where_prec"]) == (None, "none", 6)


def test_only_what_is_named_and_what_holds_it_is_listed(places):
    parents = {row["parent_place_id"] for row in places.values()}
    assert set(places) - parents <= set(NAMED)
    assert "ua:UA99999999999999999" not in places
