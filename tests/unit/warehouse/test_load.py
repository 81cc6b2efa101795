"""Loading is a replacement of sets in one transaction: twice is once, and the order does not matter."""

from __future__ import annotations

import gzip
import json
from collections.abc import Iterable, Sequence
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from claimwire.warehouse.connection import query, writer
from claimwire.warehouse.load import LoadSummary, load
from claimwire.warehouse.reference import add_reference
from claimwire.warehouse.schema import TABLES
from extractors.errors import BadPackage
from extractors.model import Claim
from tests.dbt import small_world


def bring(raw: Path, pages: Iterable[small_world.Page], **more: Any) -> LoadSummary:
    packages = small_world.write_packages(raw.parent / "packages", pages)
    return load(raw, packages=packages, **{"outlet_days": (), "lock_seconds": 5.0, **more})


def dump(raw: Path) -> dict[str, list[dict[str, Any]]]:
    return {table: query(raw, f"from {table} order by all") for table in TABLES}


def test_a_load_counts_what_it_brought(tmp_path: Path) -> None:
    summary = bring(tmp_path / "raw.duckdb", small_world.pages(), outlet_days=small_world.outlet_days())
    assert (summary.snapshots, summary.posts, summary.records, summary.quarantined) == (5, 17, 26, 1)
    assert summary.loaded_days == (date(2024, 10, 28), date(2024, 10, 30))


def test_values_come_back_as_they_were(tmp_path: Path) -> None:
    bring(tmp_path / "raw.duckdb", small_world.pages())
    (row,) = query(tmp_path / "raw.duckdb", "from claims where record_id = 'c-village'")
    assert row["attribution"][1] == {"name": "AFP", "role": "relay_agency"}
    assert row["quote"] == small_world.VILLAGE
    assert row["stated_on"] == date(2024, 10, 30)
    captured = query(tmp_path / "raw.duckdb", "select max(captured_at) as latest from snapshots")
    assert captured == [{"latest": small_world.at(16)}]


def test_loading_twice_changes_nothing(tmp_path: Path) -> None:
    raw = tmp_path / "raw.duckdb"
    bring(raw, small_world.pages(), outlet_days=small_world.outlet_days(), outlets=[small_world.GAZETTE])
    once = dump(raw)
    bring(raw, small_world.pages(), outlet_days=small_world.outlet_days(), outlets=[small_world.GAZETTE])
    assert dump(raw) == once


def test_the_order_of_loading_does_not_matter(tmp_path: Path) -> None:
    shown = small_world.post("g-1", small_world.TOLL_BEFORE, small_world.at(7))
    respelt = replace(shown, text=small_world.TOLL_BEFORE.replace("’", "'"))
    early = small_world.page(small_world.at(10), [shown, small_world.claim(shown, "c", speaker="early")])
    late = small_world.page(small_world.at(12), [respelt, small_world.claim(respelt, "c", speaker="late")])
    for folder, order in (("a", [early, late]), ("b", [late, early])):
        for one in order:
            bring(tmp_path / folder / "raw.duckdb", [one])
    assert dump(tmp_path / "a" / "raw.duckdb") == dump(tmp_path / "b" / "raw.duckdb")
    assert query(tmp_path / "a" / "raw.duckdb", "select speaker from claims") == [{"speaker": "early"}]


def test_a_new_annotator_supersedes_what_the_old_one_read(tmp_path: Path) -> None:
    raw = tmp_path / "raw.duckdb"
    shown = small_world.post("g-1", small_world.TOLL_BEFORE, small_world.at(7))
    bring(raw, [small_world.page(small_world.at(hour), [shown, small_world.claim(shown, "c")]) for hour in (10, 12)])
    bring(raw, [small_world.page(small_world.at(12), [shown], annotator_version="2")])
    assert query(raw, "select count(*) as n from claims") == [{"n": 0}]


def test_a_snapshot_is_replaced_as_a_set(tmp_path: Path) -> None:
    raw = tmp_path / "raw.duckdb"
    bring(raw, [small_world.page(small_world.at(10), [*small_world.call_up(), *small_world.denial()])])
    bring(raw, [small_world.page(small_world.at(10), small_world.denial())])
    assert query(raw, "select post_id from post_observations") == [{"post_id": "g-4"}]


def test_an_outcome_replaces_the_one_of_the_same_day(tmp_path: Path) -> None:
    raw = tmp_path / "raw.duckdb"
    first, *_ = small_world.outlet_days()
    bring(raw, (), outlet_days=[first])
    bring(raw, (), outlet_days=[replace(first, status="failed", error="NoPosts")])
    assert query(raw, "select status, error from outlet_days") == [{"status": "failed", "error": "NoPosts"}]


def test_hostile_text_is_only_text(tmp_path: Path) -> None:
    raw = tmp_path / "raw.duckdb"
    hostile = "'); drop table claims; -- {{ ref('x') }} $one \x07 \u202e 🙂 e\u0301"
    shown = small_world.post("g-'1", hostile, small_world.at(7))
    bring(raw, [small_world.page(small_world.at(10), [shown, small_world.claim(shown, "c", speaker=hostile)])])
    assert query(raw, "select quote, speaker from claims") == [{"quote": hostile, "speaker": hostile}]


def rows_of(page: small_world.Page, folder: Path) -> list[dict[str, Any]]:
    return [json.loads(line) for line in gzip.decompress(page.write(folder).read_bytes()).splitlines()]


def spoil(folder: Path, rows: Sequence[dict[str, Any]]) -> Path:
    path = folder / "spoilt.jsonl.gz"
    path.write_bytes(gzip.compress("\n".join(json.dumps(one) for one in rows).encode()))
    return path


@pytest.mark.parametrize("fault", ["no quote", "unknown table", "no snapshot", "empty", "bad date", "no gzip"])
def test_a_bad_package_is_refused_and_nothing_is_loaded(tmp_path: Path, fault: str) -> None:
    raw = tmp_path / "raw.duckdb"
    good, bad = small_world.pages()[:2]
    bring(raw, [good])
    before = dump(raw)
    rows = rows_of(bad, tmp_path)
    if fault == "no quote":
        del next(one for one in rows if one["table"] == Claim.table)["quote"]
    elif fault == "unknown table":
        rows[-1]["table"] = "rumours"
    elif fault == "no snapshot":
        rows = rows[1:]
    elif fault == "empty":
        rows = []
    elif fault == "bad date":
        rows[0]["day"] = "30 octobre"
    path = spoil(tmp_path, rows)
    if fault == "no gzip":
        path.write_bytes(path.read_bytes()[:-20])
    other = small_world.pages()[4].write(tmp_path)
    with pytest.raises(BadPackage) as caught:
        load(raw, packages=[other, path], outlet_days=(), lock_seconds=5)
    assert caught.value.exit_code == 4
    assert dump(raw) == before


def test_named_places_and_all_actors_stand_beside_a_copy(tmp_path: Path) -> None:
    raw = tmp_path / "raw.duckdb"
    shown, army, _ = small_world.village()
    facts = [
        replace(small_world.territory(shown, f"t-{place_id}", "c-village"), place_id=place_id)
        for place_id in ("geonames:1007311", "RU-KRS", "UA", "ua:nowhere")
    ]
    bring(raw, [small_world.page(small_world.at(10), [shown, army, *facts])])
    with writer(raw) as connection:
        add_reference(connection)
    rows = {one["place_id"]: one for one in query(raw, "from places")}
    assert {(one["place_id"], one["country"], one["feature"]) for one in rows.values()} == {
        ("RU-KRS", "RU", "region"),
        ("RU", "RU", "country"),
        ("UA", "UA", "country"),
        ("geonames:1007311", "ZA", "city"),
        ("ZA", "ZA", "country"),
    }
    assert rows["RU-KRS"]["admin1"] == "RU-KRS"
    assert rows["geonames:1007311"]["lat"] == pytest.approx(-29.8579)
    assert query(raw, "select name from actors where actor_id = 'vladimir-poutine'") == [{"name": "Vladimir Poutine"}]
