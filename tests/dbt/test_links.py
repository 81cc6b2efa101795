"""Claims that answer each other, through real dbt: what is linked, by which rule, and how it is assessed."""

from __future__ import annotations

import shutil
from collections.abc import Callable
from pathlib import Path
from typing import Any

import duckdb
import pytest

from claimwire.warehouse.build import BuildSummary
from claimwire.warehouse.connection import query
from tests.dbt import links_world

PLANTED = {
    "links_are_directed_fct_claim_links_": "update fct_claim_links set to_claim_id = from_claim_id",
    "counts_in_order_mart_claim_assessments_": "update mart_claim_assessments set n_origins = n_mentions + 1",
    "relationships_fct_claim_links_rule_": "update fct_claim_links set rule = 'guess'",
    "in_range_fct_claim_links_score_": "update fct_claim_links set score = 1.5",
}


@pytest.fixture(scope="module")
def answered(build_world: Callable[..., BuildSummary]) -> Path:
    """The candidate of the world of answers."""
    return build_world([links_world.pages()], build_id="20241031T030000Z").candidate


def links(candidate: Path, one: str, other: str) -> list[tuple[Any, ...]]:
    """Relations and rules between two claims, with the claim each goes from."""
    rows = query(
        candidate,
        "select from_claim_id, relation, rule from fct_claim_links "
        f"where (from_claim_id, to_claim_id) in (('{one}', '{other}'), ('{other}', '{one}')) order by 2",
    )
    return [tuple(row.values()) for row in rows]


def assessment(candidate: Path, claim_id: str) -> dict[str, Any]:
    (row,) = query(candidate, f"from mart_claim_assessments where claim_id = '{claim_id}'")
    return row


def test_a_dispatch_in_ten_blogs_is_one_origin(answered: Path) -> None:
    for number in range(links_world.BLOGS):
        row = assessment(answered, f"c-wire-{number}")
        assert (row["n_mentions"], row["n_outlets"], row["n_origins"]) == (10, 10, 1)
        assert (row["assessment"], row["origin_id"]) == ("single_origin", "unnamed:afp")
    copies = query(answered, "select distinct wire_id, agency_id from intermediate.int_wire_copies")
    assert copies == [{"wire_id": "wire-0", "agency_id": "afp"}]


def test_a_denied_capture_is_denied_by_the_denial_and_contested(answered: Path) -> None:
    assert links(answered, "c-taken", "c-denied") == [("c-denied", "denies", "denies_fact")]
    row = assessment(answered, "c-taken")
    assert (row["assessment"], row["grade"], row["n_denials"], row["minutes_to_denial"]) == (
        "contested", "contested", 1, 40,
    )  # fmt: skip
    (read,) = query(answered, "from mart_contested_claims where claim_id = 'c-taken'")
    assert (read["answer_claim_id"], read["lag_minutes"]) == ("c-denied", 40)
    assert (read["speaker_side"], read["answer_speaker_side"], read["place"]) == ("RUS", "UKR", "Verbivka")


def test_tolls_that_cannot_both_be_so_contradict(answered: Path) -> None:
    (found,) = links(answered, "c-governor", "c-mission")
    assert found[1:] == ("contradicts_quantity", "disjoint_figures")
    assert assessment(answered, "c-mission")["assessment"] == "contested"


def test_tolls_that_can_both_be_so_do_not(answered: Path) -> None:
    assert "contradicts_quantity" not in [relation for _, relation, _ in links(answered, "c-governor", "c-mayor")]


@pytest.mark.parametrize("name", sorted(PLANTED))
def test_a_planted_link_is_found(answered: Path, tmp_path: Path, name: str) -> None:
    (path,) = (answered.parent / "dbt" / "target" / "compiled").rglob(f"{name}*.sql")
    copy = tmp_path / "claimwire.duckdb"
    shutil.copyfile(answered, copy)
    with duckdb.connect(str(copy)) as connection:
        assert connection.execute(path.read_text(encoding="utf-8")).fetchall() == []
        connection.execute(PLANTED[name])
        assert connection.execute(path.read_text(encoding="utf-8")).fetchall() != []
