"""A second reader's opinions through real dbt: a queue of disagreements, and not one fact more or less."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from claimwire.warehouse.build import build
from claimwire.warehouse.connection import query
from claimwire.warehouse.load import load
from claimwire.warehouse.opinions import Reader, store_opinions, unread_posts
from extractors.model import Post, Record
from tests.dbt import small_world

READER = Reader(annotator="openai-compatible:stub", version="1")
FACTS = ("fct_claims", "fct_casualties", "fct_mobilisation", "fct_territory")
OUTLETS = ("gazette", "beacon")


def own(record: Record, **changes: Any) -> Record:
    """The record of the rules as the second reader would have read it."""
    name = f"second-{record.record_id}"
    return replace(record, record_id=name, annotator=READER.annotator, annotator_version=READER.version, **changes)


def readings() -> list[tuple[Post, list[Record], int]]:
    """The toll with another figure and its claim the same; the village unseen; the denial with a claim more."""
    toll, claim, casualty = small_world.toll(small_world.TOLL_AFTER, 14.0, "quatorze")
    village, *_ = small_world.village()
    denial, denied = small_world.denial()
    more = own(denied, speaker="la mairie", stance="warns", polarity=1)
    return [
        (toll, [own(claim), own(casualty, low=40.0, best=40.0)], 1),
        (village, [], 2),
        (denial, [own(denied, speaker="Le Gouverneur"), replace(more, record_id="second-more")], 0),
    ]


def unread(raw: Path) -> list[str]:
    posts = unread_posts(raw, READER, day=small_world.DAY, outlets=OUTLETS, lock_seconds=5)
    return [one.post_id for one in posts]


@pytest.fixture(scope="module")
def queue(tmp_path_factory: pytest.TempPathFactory) -> Path:
    home = tmp_path_factory.mktemp("second")
    load(
        home / "raw.duckdb", packages=small_world.write_packages(home / "packages"),
        outlet_days=small_world.outlet_days(), outlets=[small_world.GAZETTE, small_world.BEACON], lock_seconds=5,
    )  # fmt: skip
    before = unread(home / "raw.duckdb")
    for _ in range(2):
        store_opinions(home / "raw.duckdb", READER, readings(), lock_seconds=5)
    assert sorted(before) == ["b-1", "g-1", "g-1", "g-2", "g-3", "g-4", "h-a", "h-b"]
    assert sorted(unread(home / "raw.duckdb")) == ["b-1", "g-1", "g-2", "h-a", "h-b"], "the old words of g-1 are unread"
    return build(
        raw=home / "raw.duckdb", candidates=home / "candidates", published=home / "published",
        build_id=small_world.BUILD, lock_seconds=60,
    ).candidate  # fmt: skip


def rows(queue: Path, disagreement: str) -> list[dict[str, Any]]:
    return query(
        queue,
        "from mart_review_queue where disagreement = $one order by record_table, rules_record_id, field",
        {"one": disagreement},
    )


def test_a_value_that_differs_is_shown_with_both(queue: Path) -> None:
    found = rows(queue, "differs")
    assert [(one["field"], one["rules_value"], one["second_value"]) for one in found] == [
        ("best", "14.0", "40.0"),
        ("low", "14.0", "40.0"),
    ]
    assert {one["rules_record_id"] for one in found} == {"k-toll"}


def test_what_only_one_sees_is_shown_once(queue: Path) -> None:
    assert [(one["record_table"], one["rules_record_id"]) for one in rows(queue, "only_rules")] == [
        ("claims", "c-village"),
        ("territory", "t-village"),
    ]
    (more,) = rows(queue, "only_second")
    assert (more["second_record_id"], more["post_id"]) == ("second-more", "g-4")


def test_no_fact_is_touched(queue: Path, candidate: Path) -> None:
    for fact in FACTS:
        assert query(queue, f"from {fact} order by all") == query(candidate, f"from {fact} order by all")


def test_nothing_is_queued_without_a_second_reader(candidate: Path) -> None:
    assert query(candidate, "from mart_review_queue") == []
