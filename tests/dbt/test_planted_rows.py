"""Every custom data test finds the row that was planted for it, and a failing build says what failed."""

from __future__ import annotations

import shutil
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import duckdb
import pytest

from claimwire.warehouse.build import BuildSummary
from claimwire.warehouse.connection import query
from claimwire.warehouse.models import PROJECT
from extractors.errors import BuildFailed
from tests.dbt import small_world

_LINK = "insert into fct_claim_links select 'l', {ends}, '{relation}', 'rule', 'guess', 1, 0.5, {facts}, {at}"
_AT = "timestamptz '2024-10-30 12:00:00+00'"
SELF_LINK = _LINK.format(ends="'c-toll', 'c-toll'", relation="about", facts="null, null, null", at=_AT)
BACKWARD_LINK = _LINK.format(ends="'c-toll', 'c-denial'", relation="corroborates", facts="null, null, null", at=_AT)
HALF_LINK = _LINK.format(ends="'c-toll', 'c-denial'", relation="about", facts="'casualties', 'k-toll', null", at=_AT)
PLANTED = {
    "links_are_directed_fct_claim_links_": SELF_LINK,
    "counts_in_order_mart_claim_assessments_": "update mart_claim_assessments set n_origins = n_mentions + 1",
    "bounds_ordered_fct_casualties_": "update fct_casualties set high = 3",
    "figure_has_words_fct_casualties_": "update fct_casualties set quantity_text = null",
    "span_is_quote_fct_claims_": "update fct_claims set quote = quote || ' !' where claim_id = 'c-toll'",
    "span_is_quote_fct_territory_": "update fct_territory set span_end = span_start",
    "in_range_dim_post_time_confidence": "update dim_post set time_confidence = 1.2",
    "missing_after_seen_dim_post_": "update dim_post set missing_since = captured_at - interval 1 day",
    "states_follow_each_other_dim_post_revision_": "update dim_post_revision set valid_to = null",
    "coordinates_in_range_dim_place_": "update dim_place set lat = 95, lon = 30",
    "in_range_dim_place_where_prec": "update dim_place set where_prec = 9",
    "relationships_dim_place_raion_id__": "update dim_place set raion_id = 'nowhere'",
    "relationships_fct_claims_stance": "delete from dim_stance where stance = 'denies'",
    "unique_together_fct_claim_attributions_": "update fct_claim_attributions set hop_no = 0",
    "unique_together_mart_coverage_": "update mart_coverage set day = date '2024-10-30'",
    "unique_together_int_post_revisions_": "update intermediate.int_post_revisions set revision_no = 1",
    "one_state_at_a_time_history_claims_": "update history.claims set valid_to = null",
    "one_state_at_a_time_history_posts_": "update history.posts set valid_to = valid_from",
    "unique_together_mart_settlement_timeline_": "insert into mart_settlement_timeline from mart_settlement_timeline",
    "unique_together_mart_loss_clai": "insert into mart_loss_claims_daily from mart_loss_claims_daily",
    "dates_up_to_the_day_": "update mart_settlement_timeline set first_denied_on = day + 1",
    "accepted_values_fct_claims_lifecycle_": "update fct_claims set lifecycle = 'lost'",
    "relationships_fct_casualties_post_id_": "update fct_casualties set post_id = 'nowhere'",
    "relationships_fct_casualties_place_id_": "update fct_casualties set place_id = 'nowhere'",
}

# The same tests, each clause of their conditions by itself.
CLAUSES = [
    ("links_are_directed_fct_claim_links_", BACKWARD_LINK),
    ("links_are_directed_fct_claim_links_", HALF_LINK),
    ("counts_in_order_mart_claim_assessments_", "update mart_claim_assessments set n_outlets = n_mentions + 1"),
    ("counts_in_order_mart_claim_assessments_", "update mart_claim_assessments set n_denials = 2"),
    ("counts_in_order_mart_claim_assessments_", "update mart_claim_assessments set assessment = 'corroborated'"),
    ("bounds_ordered_fct_casualties_", "update fct_casualties set hedge = 'between', low = 9, best = 3, high = 9"),
    ("bounds_ordered_fct_casualties_", "update fct_casualties set hedge = 'between', low = 3, best = 9, high = 5"),
    ("bounds_ordered_fct_casualties_", "update fct_casualties set hedge = 'between', low = -1, best = 3, high = 5"),
    ("bounds_ordered_fct_casualties_", "update fct_casualties set hedge = 'between', low = 9, best = null, high = 3"),
    ("bounds_ordered_fct_casualties_", "update fct_casualties set hedge = 'exact', low = null, best = 3, high = 3"),
    ("bounds_ordered_fct_casualties_", "update fct_casualties set hedge = 'exact', best = null"),
    ("coordinates_in_range_dim_place_", "update dim_place set lat = 48, lon = null"),
    ("coordinates_in_range_dim_place_", "update dim_place set lat = 48, lon = 181"),
    ("in_range_dim_post_time_confidence", "update dim_post set time_confidence = -0.1"),
    ("missing_after_seen_dim_post_", "update dim_post set last_seen_at = captured_at - interval 1 hour"),
    ("missing_after_seen_dim_post_", "update dim_post set is_deleted = true, missing_since = null"),
    ("span_is_quote_fct_claims_", "update fct_claims set span_end = span_start - 1"),
    ("states_follow_each_other_dim_post_revision_", "update dim_post_revision set is_current = not is_current"),
    ("states_follow_each_other_dim_post_revision_",
     "update dim_post_revision set valid_to = valid_to + interval 1 minute where valid_to is not null"),
]  # fmt: skip


def compiled(candidate: Path, name: str) -> str:
    (path,) = (candidate.parent / "dbt" / "target" / "compiled").rglob(f"{name}*.sql")
    return path.read_text(encoding="utf-8")


@pytest.mark.parametrize("name", sorted(PLANTED))
def test_a_planted_row_is_found(candidate: Path, tmp_path: Path, name: str) -> None:
    copy = tmp_path / "claimwire.duckdb"
    shutil.copyfile(candidate, copy)
    with duckdb.connect(str(copy)) as connection:
        assert connection.execute(compiled(candidate, name)).fetchall() == []
        connection.execute(PLANTED[name])
        assert connection.execute(compiled(candidate, name)).fetchall() != []


def test_a_required_column_takes_no_null(candidate: Path, tmp_path: Path) -> None:
    copy = tmp_path / "claimwire.duckdb"
    shutil.copyfile(candidate, copy)
    with duckdb.connect(str(copy)) as connection, pytest.raises(duckdb.ConstraintException, match=r"fct_claims\.quote"):
        connection.execute("update fct_claims set quote = null")


def test_a_bad_record_fails_the_build_by_name_and_leaves_no_candidate(
    candidate: Path, build_world: Callable[..., BuildSummary]
) -> None:
    bad = small_world.post("g-9", "Dix ou douze morts, crie le maire.", small_world.at(9))
    shouted = small_world.claim(bad, "c-bad", stance="shouts")
    figure = replace(small_world.casualty(bad, "k-bad", "c-bad", 12.0, "dix ou douze"), high=10.0)
    build_id = "20241031T020000Z"
    with pytest.raises(BuildFailed) as caught:
        build_world([[small_world.page(small_world.at(10), [bad, shouted, figure])]], build_id=build_id)
    assert "accepted_values_fct_claims_stance" in str(caught.value)
    assert caught.value.exit_code == 5
    candidates = (candidate.parent / "dbt").resolve().parent
    assert not (candidates / f"{build_id}.duckdb").exists()
    shouts = "select stance from fct_claims where claim_id = 'c-bad'"
    assert query(candidates / f"rejected-{build_id}.duckdb", shouts) == [{"stance": "shouts"}]
    assert candidate.exists()


def test_every_generic_test_of_ours_has_a_planted_row() -> None:
    ours = {path.stem for path in (PROJECT / "tests" / "generic").glob("*.sql")}
    assert ours == {test for test in ours if any(name.startswith(test) for name in PLANTED)}


@pytest.mark.parametrize("spoilt", CLAUSES, ids=lambda one: one[1][:60])
def test_each_clause_of_a_generic_test_finds_its_row(candidate: Path, tmp_path: Path, spoilt: tuple[str, str]) -> None:
    name, statement = spoilt
    copy = tmp_path / "claimwire.duckdb"
    shutil.copyfile(candidate, copy)
    with duckdb.connect(str(copy)) as connection:
        connection.execute(statement)
        assert connection.execute(compiled(candidate, name)).fetchall() != []
