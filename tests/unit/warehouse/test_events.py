"""A user's own event files, here tiny invented ones of the publishers' column shapes, beside a few facts."""

from __future__ import annotations

import csv
from collections.abc import Callable
from pathlib import Path

import duckdb
import pytest

from claimwire.warehouse.events import join_events
from extractors.errors import UnreadableWarehouse, UsageError

FACTS = """
create table dim_place as
select unnest(['p-near', 'p-village', 'p-namesake', 'p-region']) as place_id,
    unnest(['Alpha', 'Bravska', 'Bravska', 'Test oblast']) as name,
    unnest(['city', 'village', 'village', 'region']) as feature,
    unnest(['Test oblast', 'Test oblast', 'Other oblast', 'Test oblast']) as admin1_name,
    unnest([101, null, null, null]::bigint[]) as geonameid,
    unnest([48.0, 48.4, 49.9, 48.2]) as lat, unnest([37.0, 37.4, 30.0, 37.2]) as lon,
    unnest(['geonames', 'hromada_centroid', 'hromada_centroid', 'adm1_centre']) as coord_source;
create table fct_claims as
select 'c' as claim_id, '=speaker' as speaker,
    'RUS' as speaker_side, 'claims' as stance, date '2024-10-29' as stated_on;
create table fct_territory as
select 't-' || place_id as territory_id, 'c' as claim_id, place_id, null::date as event_on,
    date '2024-10-30' as published_on, 'capture' as territory_type, null::double as best
from dim_place;
create table fct_casualties as
select 'k' as casualty_id, 'c' as claim_id, 'p-near' as place_id, date '2024-11-20' as event_on,
    date '2024-11-20' as published_on, 'killed' as outcome, 3.0 as best;
create table fct_mobilisation as
select '' as mobilisation_id, '' as claim_id, null::varchar as place_id, null::date as published_on,
    '' as mobilisation_type, null::double as best where false;
"""
FILES = {
    "ucdp": """\
id,type_of_violence,where_prec,where_coordinates,adm_1,latitude,longitude,date_prec,date_start,date_end,best
1,1,1,Alpha town,Test oblast,48.01,37.01,1,2024-10-28 00:00:00.000,2024-10-29 00:00:00.000,4
2,1,4,Test oblast,Test oblast,48.0,37.0,1,2024-10-29 00:00:00.000,2024-10-29 00:00:00.000,4
3,1,1,Bravska village,Test oblast,,,1,2024-10-20 00:00:00.000,2024-10-26 00:00:00.000,
4,1,1,Alpha town,Test oblast,48.0,37.0,1,2023-10-29 00:00:00.000,2023-10-29 00:00:00.000,1
""",
    "acled": """\
event_id_cnty,event_date,event_type,sub_event_type,admin1,location,latitude,longitude,geo_precision,fatalities
INV1,29 October 2024,Battles,Armed clash,Test,Alpha,48.0,37.0,1,0
INV2,29 October 2024,Battles,Armed clash,Test,Alpha,48.0,37.0,3,0
INV3,2 November 2024,Battles,Armed clash,Test,Bravska,48.4,37.4,2,7
""",
    "viina": """\
event_id,date,time,source,geonameid,asciiname,ADM1_NAME,longitude,latitude,GEO_PRECISION
11,20241030,08:15,invented,101,Alfa,Test Oblast,37.0,48.0,ADM3
12,20241030,,invented,999,Elsewhere,Test Oblast,37.05,48.0,STREET
13,20241030,,invented,998,Region,Test Oblast,37.0,48.0,ADM1
""",
}
EXPECTED = {
    "ucdp": {("1", "t-p-near", "coordinates", "0"), ("3", "t-p-village", "name", "3")},
    "acled": {("INV1", "t-p-near", "coordinates", "0")},
    "viina": {("11", "t-p-near", "geonameid", "1"), ("12", "t-p-near", "coordinates", "1")},
}


@pytest.fixture
def published(tmp_path: Path) -> Path:
    path = tmp_path / "claimwire.duckdb"
    with duckdb.connect(str(path)) as connection:
        connection.execute(FACTS)
    return path


@pytest.fixture
def own_copy(tmp_path: Path) -> Callable[[str], Path]:
    def of(text: str) -> Path:
        path = tmp_path / "own.csv"
        path.write_text(text, encoding="utf-8")
        return path

    return of


def pairs(path: Path) -> list[dict[str, str]]:
    with path.open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


@pytest.mark.parametrize("name", sorted(FILES))
def test_facts_meet_events_by_number_point_or_name_and_by_day(published, own_copy, tmp_path, name):
    done = join_events(published, own_copy(FILES[name]), tmp_path / "pairs.csv")
    rows = pairs(done.output)
    assert {(one["event_id"], one["fact_id"], one["basis"], one["days_apart"]) for one in rows} == EXPECTED[name]
    assert (done.pairs, done.matched_events) == (len(rows), len({one["event_id"] for one in rows}))
    assert done.events == FILES[name].count("\n") - 1


def test_the_window_of_days_is_the_user_s(published, own_copy, tmp_path):
    done = join_events(published, own_copy(FILES["acled"]), tmp_path / "pairs.csv", days=4)
    assert {(one["event_id"], one["basis"]) for one in pairs(done.output)} == {
        ("INV1", "coordinates"),
        ("INV3", "name"),
    }
    near = join_events(published, own_copy(FILES["ucdp"]), tmp_path / "pairs.csv", km=0.5)
    assert {one["event_id"] for one in pairs(near.output)} == {"3"}


def test_points_are_as_far_apart_as_on_the_globe(published, own_copy, tmp_path):
    done = join_events(published, own_copy(FILES["viina"]), tmp_path / "pairs.csv")
    (row,) = [one for one in pairs(done.output) if one["event_id"] == "12"]
    assert float(row["km"]) == pytest.approx(3.7, abs=0.1)


def test_words_that_a_spreadsheet_would_run_are_made_harmless_and_parquet_keeps_them(published, own_copy, tmp_path):
    done = join_events(published, own_copy(FILES["viina"]), tmp_path / "pairs.csv")
    assert {one["speaker"] for one in pairs(done.output)} == {"'=speaker"}
    kept = join_events(published, own_copy(FILES["viina"]), tmp_path / "pairs.parquet")
    assert duckdb.sql(f"select distinct speaker from '{kept.output}'").fetchall() == [("=speaker",)]


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("a,b\n1,2\n", "no known data set"),
        ("", "no known data set"),
        (FILES["acled"].replace(" 2024", ""), "no event with a day"),
    ],
)
def test_another_file_is_told_by_name(published, own_copy, tmp_path, text, words):
    with pytest.raises(UsageError, match=words):
        join_events(published, own_copy(text), tmp_path / "pairs.csv")
    assert not (tmp_path / "pairs.csv").exists()


def test_what_cannot_be_written_or_read_is_said(published, own_copy, tmp_path):
    with pytest.raises(UsageError, match="neither CSV nor Parquet"):
        join_events(published, own_copy(FILES["viina"]), tmp_path / "pairs.xlsx")
    with pytest.raises(UsageError, match="no file"):
        join_events(published, tmp_path / "nowhere.csv", tmp_path / "pairs.csv")
    broken = tmp_path / "broken.duckdb"
    broken.write_bytes(b"not a database at all")
    with pytest.raises(UnreadableWarehouse):
        join_events(broken, own_copy(FILES["viina"]), tmp_path / "pairs.csv")


def test_the_published_file_stays_as_it_was(published, own_copy, tmp_path):
    before = published.read_bytes()
    join_events(published, own_copy(FILES["ucdp"]), tmp_path / "pairs.csv")
    assert published.read_bytes() == before
