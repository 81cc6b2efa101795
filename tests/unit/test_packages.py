"""Packages and outcomes: whole or absent, one a snapshot, the same bytes for the same rows."""

import gzip
import json
from dataclasses import replace
from datetime import UTC, date, datetime

import pytest

from claimwire import outcomes, packages
from extractors.errors import BlockedByPolicy, NoPosts, NothingForDay, Unreachable
from extractors.model import OutletDay, Quarantined

DAY = date(2024, 10, 30)
NOW = datetime(2024, 10, 31, 2, tzinfo=UTC)
ROW = Quarantined(
    snapshot_id="s1",
    outlet="gazette",
    day=DAY,
    post_id=None,
    position=3,
    stage="parse",
    error="NoPosts",
    message="écluse",
    evidence="",
)


def test_rows_come_back_as_they_were_written(tmp_path):
    path = packages.write_package(tmp_path, "s1", "1-1", [ROW])
    rows = [json.loads(line) for line in gzip.decompress(path.read_bytes()).decode().splitlines()]
    assert rows[0]["table"] == "quarantine"
    assert next(iter(rows[0])) == "table"
    assert rows[0]["message"] == "écluse"
    assert rows[0]["day"] == "2024-10-30"


def test_the_same_rows_give_the_same_bytes(tmp_path):
    first = packages.write_package(tmp_path / "a", "s1", "1-1", [ROW]).read_bytes()
    assert packages.write_package(tmp_path / "b", "s1", "1-1", [ROW]).read_bytes() == first


def test_a_new_reading_replaces_the_old_one_of_that_snapshot_only(tmp_path):
    other = packages.write_package(tmp_path, "s2", "1-1", [ROW])
    packages.write_package(tmp_path, "s1", "1-1", [ROW])
    newer = packages.write_package(tmp_path, "s1", "2-1", [ROW])
    assert set(tmp_path.glob("*.gz")) == {other, newer}


def test_a_write_that_fails_leaves_what_was_there(tmp_path):
    path = packages.write_package(tmp_path, "s1", "1-1", [ROW])
    before = path.read_bytes()

    def failing():
        yield ROW
        raise OSError(28, "No space left on device")

    with pytest.raises(OSError, match="No space"):
        packages.write_package(tmp_path, "s1", "1-1", failing())
    assert path.read_bytes() == before
    assert list(tmp_path.iterdir()) == [path]


@pytest.mark.parametrize(
    ("error", "status"),
    [
        (Unreachable("no answer"), "failed"),
        (BlockedByPolicy("robots.txt"), "blocked"),
        (NothingForDay("nothing"), "no_capture"),
        (NoPosts("no post"), "failed"),
    ],
)
def test_an_error_is_an_outcome_in_its_own_words(error, status):
    outcome = outcomes.of_error("gazette", DAY, error, NOW)
    assert (outcome.status, outcome.message, outcome.error) == (status, str(error), type(error).__name__)
    assert not outcome.is_complete


def test_an_outcome_that_says_the_same_keeps_its_first_instant(tmp_path):
    first = outcomes.begin("gazette", DAY, "collected", NOW, snapshots=2)
    outcomes.write(tmp_path, first)
    outcomes.write(tmp_path, replace(first, recorded_at=NOW.replace(hour=9)))
    assert outcomes.read(tmp_path, ["gazette", "never-tried"], DAY) == (first,)
    changed = replace(first, post_count=5, recorded_at=NOW.replace(hour=9))
    outcomes.write(tmp_path, changed)
    assert outcomes.read(tmp_path, ["gazette"], DAY) == (changed,)
    assert isinstance(changed, OutletDay)
