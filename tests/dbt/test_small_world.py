"""The small world through real dbt: what an analyst finds in the marts, whatever the order of loading."""

from __future__ import annotations

import csv
import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from claimwire.warehouse.build import BuildSummary
from claimwire.warehouse.connection import query
from claimwire.warehouse.frames import canonical_dump, latest_day, read_frames
from claimwire.warehouse.models import PROJECT
from claimwire.warehouse.publish import publish
from tests.dbt import small_world

FACTS = ("fct_claims", "fct_casualties", "fct_mobilisation", "fct_territory")


def one(candidate: Path, sql: str) -> dict[str, Any]:
    (row,) = query(candidate, sql)
    return row


def test_an_edited_figure_is_one_record_with_both_figures(candidate: Path) -> None:
    row = one(candidate, "from fct_casualties")
    assert (row["low"], row["best"], row["high"]) == (14.0, 14.0, None)
    assert (row["first_low"], row["first_best"], row["first_quote"]) == (12.0, 12.0, small_world.TOLL_BEFORE)
    assert (row["lifecycle"], row["n_observations"]) == ("edited", 2)
    assert row["quote"] == row["sentence"] == small_world.TOLL_AFTER
    assert (row["first_captured_at"], row["captured_at"]) == (small_world.at(10), small_world.at(12))


def test_a_deleted_post_keeps_its_records_as_removed(candidate: Path) -> None:
    row = one(candidate, "from fct_mobilisation")
    assert (row["lifecycle"], row["removed_at"]) == ("removed", small_world.at(14))
    post = one(candidate, "from dim_post where post_id = 'g-2'")
    assert (post["is_deleted"], post["missing_since"], post["last_seen_at"]) == (
        True,
        small_world.at(14),
        small_world.at(12),
    )


def test_a_post_missing_once_is_still_live(candidate: Path) -> None:
    post = one(candidate, "from dim_post where post_id = 'g-4'")
    assert (post["is_deleted"], post["missing_since"], post["lifecycle"]) == (False, small_world.at(16), "live")


def test_a_record_seen_in_four_captures_is_one_row(candidate: Path) -> None:
    assert one(candidate, "select count(*) as n from fct_claims where post_id = 'g-1'") == {"n": 1}
    assert one(candidate, "select count(*) as n from fct_claims") == {"n": 6}


def test_a_post_whose_opening_was_edited_keeps_its_first_id_and_claim(candidate: Path) -> None:
    post = one(candidate, "from dim_post where post_id = 'h-a'")
    assert post["observed_post_ids"] == ["h-a", "h-b"]
    row = one(candidate, "from fct_claims where post_id = 'h-a'")
    assert (row["claim_id"], row["lifecycle"], row["n_observations"]) == ("c-opening-a", "edited", 2)
    assert row["quote"] == small_world.OPENING_AFTER


def test_facts_carry_their_claim(candidate: Path) -> None:
    row = one(candidate, "from fct_territory")
    assert (row["speaker"], row["speaker_side"], row["stance"]) == ("l'armée russe", "RUS", "claims")
    assert (row["blog_id"], row["outlet_id"]) == (small_world.BLOG, "gazette")
    assert row["url"] == "https://gazette.invalid/direct-77"
    assert one(candidate, "select name, is_in_gazetteer from dim_place") == {
        "name": "Verbivka",
        "is_in_gazetteer": False,
    }


def test_an_actor_known_from_records_only_is_listed(candidate: Path) -> None:
    row = one(candidate, "from dim_actor where actor_id = 'invented-army'")
    assert (row["name"], row["side"], row["is_in_gazetteer"]) == ("l'armée russe", "RUS", False)


def test_hops_stand_in_order(candidate: Path) -> None:
    rows = query(candidate, "from fct_claim_attributions where claim_id = 'c-toll' order by hop_no")
    assert [(one["hop_no"], one["role"]) for one in rows] == [(0, "origin"), (1, "relay_agency"), (2, "publisher")]


def test_coverage_tells_what_is_missing(candidate: Path) -> None:
    rows = query(candidate, "select outlet_id, day, status, snapshots, posts, quarantined, error from mart_coverage")
    found = {(one.pop("outlet_id"), one.pop("day").day): one for one in rows}
    assert found["gazette", 30] == {"status": "collected", "snapshots": 4, "posts": 5, "quarantined": 1, "error": None}
    assert found["beacon", 28]["status"] == "failed"
    assert found["beacon", 28]["error"] == "Unreachable"
    assert found["beacon", 29]["status"] == "not_run"
    assert latest_day(candidate) == small_world.DAY


def test_every_published_column_is_described_and_required_ones_hold(candidate: Path) -> None:
    undescribed = """select table_name, column_name from duckdb_columns()
        where schema_name = 'main' and not internal and coalesce(comment, '') = ''"""
    assert query(candidate, undescribed) == []
    assert (
        query(
            candidate, "from duckdb_tables() where schema_name = 'main' and not internal and coalesce(comment, '') = ''"
        )
        == []
    )
    loose = """select column_name from duckdb_columns()
        where table_name = 'fct_claims' and is_nullable and column_name in ('claim_id', 'quote', 'stance')"""
    assert query(candidate, loose) == []


def test_nothing_but_whole_tables_is_left(candidate: Path) -> None:
    assert query(candidate, "from duckdb_views() where not internal") == []
    assert sorted(one.name for one in candidate.parent.glob("*.wal")) == []


def test_spreadsheets_get_iso_instants_and_lists_as_json(candidate: Path, tmp_path: Path) -> None:
    done = publish(
        candidate=candidate, published=tmp_path, day=small_world.DAY, build_id=small_world.BUILD, quality=[], keep=1
    )
    with (done.folder / "csv" / "fct_claims.csv").open(encoding="utf-8", newline="") as file:
        rows = {row["claim_id"]: row for row in csv.DictReader(file)}
    assert rows["c-toll"]["captured_at"] == "2024-10-30T12:00:00Z"
    assert json.loads(rows["c-toll"]["attribution"])[1] == {"name": "AFP", "role": "relay_agency"}
    with (done.folder / "csv" / "dim_post.csv").open(encoding="utf-8", newline="") as file:
        assert {json.loads(row["field_evidence"])["body"] for row in csv.DictReader(file)} == {"selectors"}
    assert canonical_dump(done.database) == canonical_dump(candidate)


def test_frames_are_frames(candidate: Path) -> None:
    frame = read_frames(candidate, {"claims": "select claim_id, published_at from fct_claims order by 1"})["claims"]
    assert list(frame.columns) == ["claim_id", "published_at"]
    assert len(frame) == 6


def test_the_order_of_loading_and_loading_twice_give_the_same_facts(
    candidate: Path, build_world: Callable[..., BuildSummary]
) -> None:
    pages = small_world.pages()
    batches = [[pages[3]], [pages[1], pages[4]], [pages[0]], [pages[2], pages[1]], [pages[3]]]
    summary = build_world(batches, build_id="20241031T010000Z")
    assert (summary.day, summary.models) == (small_world.DAY, len(list((PROJECT / "models").rglob("*.sql"))))
    assert summary.tests > 100
    assert canonical_dump(summary.candidate) == canonical_dump(candidate)


@pytest.mark.parametrize("fact", FACTS)
def test_the_digest_sees_every_fact(candidate: Path, fact: str) -> None:
    assert one(candidate, f"select count(*) > 0 as is_filled from {fact}") == {"is_filled": True}


def test_each_post_says_which_strategy_its_fields_were_taken_from(candidate: Path) -> None:
    sql = "select field_evidence.body, field_evidence.published_at, field_evidence.kicker from dim_post"
    assert {tuple(row.values()) for row in query(candidate, sql)} == {("selectors", "selectors", None)}
