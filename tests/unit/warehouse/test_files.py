"""Database files move whole: never with a log beside them, never onto a full disk."""

from __future__ import annotations

from pathlib import Path

import duckdb
import pytest

from claimwire.warehouse.build import reject
from claimwire.warehouse.files import move_into_place, require_space
from extractors.errors import DiskFull, StaleLog


@pytest.mark.parametrize("beside", ["source", "target"])
def test_a_log_forbids_the_move(tmp_path: Path, beside: str) -> None:
    source, target = tmp_path / "source.duckdb", tmp_path / "target.duckdb"
    source.write_text("new")
    target.write_text("old")
    (tmp_path / f"{beside}.duckdb.wal").write_text("log")
    with pytest.raises(StaleLog, match=f"{beside}.duckdb.wal"):
        move_into_place(source, target)
    assert target.read_text() == "old"


def test_the_log_that_would_be_replayed_into_another_file_is_real(tmp_path: Path) -> None:
    """DuckDB 1.5 replays the old file's log into whatever is renamed over it: the reason for the guard."""
    old, new = tmp_path / "old.duckdb", tmp_path / "new.duckdb"
    for path in (old, new):
        with duckdb.connect(str(path)) as connection:
            connection.execute("create table facts as select 1 as one")
    connection = duckdb.connect(str(old))
    connection.execute("set wal_autocheckpoint = '1GB'")
    connection.execute("insert into facts values (2)")
    left = old.with_name("old.duckdb.wal")
    (tmp_path / "kept.wal").write_bytes(left.read_bytes())
    connection.close()
    (tmp_path / "kept.wal").rename(left)
    with pytest.raises(StaleLog):
        move_into_place(new, old)


def test_a_move_leaves_one_file(tmp_path: Path) -> None:
    source = tmp_path / "20241031T000000Z.duckdb"
    source.write_text("new")
    assert reject(source).name == "rejected-20241031T000000Z.duckdb"
    assert [one.name for one in tmp_path.iterdir()] == ["rejected-20241031T000000Z.duckdb"]


def test_a_full_disk_is_told_before_anything_is_written(tmp_path: Path) -> None:
    with pytest.raises(DiskFull, match=r"bytes free, 1,000,000,000,000,000 are needed"):
        require_space(tmp_path, [tmp_path / "none"], margin=10**15)
    require_space(tmp_path, [], margin=1)
