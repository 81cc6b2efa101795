"""One writer, proven by the operating system; readers who can reach nothing but the file they opened."""

from __future__ import annotations

import os
import subprocess
import sys
import time
from pathlib import Path

import duckdb
import pytest

from claimwire.warehouse.connection import connect_readonly, locked, query, writer
from extractors.errors import UnreadableWarehouse, UsageError, WarehouseLocked

HOLD = """
import sys, time
from pathlib import Path
from claimwire.warehouse.connection import locked
with locked(Path(sys.argv[1]), seconds=0):
    print("held", flush=True)
    time.sleep(60)
"""
ESCAPES = (
    "from read_csv('/etc/passwd')",
    "from read_text('/etc/passwd')",
    "from glob('/etc/*')",
    "from '/etc/passwd'",
    "copy (select 1) to '/tmp/escaped.csv'",
    "export database '/tmp/escaped'",
    "attach '/tmp/escaped.duckdb' as other",
    "install httpfs",
    "load httpfs",
    "set enable_external_access = true",
    "set temp_directory = '/tmp'",
    "set lock_configuration = false",
    "create secret (type s3, key_id 'x', secret 'y')",
    "create table escaped (one int)",
    "from read_parquet('http://127.0.0.1:9/x.parquet')",
    "from ESCAPES",
)


@pytest.fixture
def database(tmp_path: Path) -> Path:
    path = tmp_path / "some.duckdb"
    with writer(path) as connection:
        connection.execute("create table facts as select 1 as one, timestamptz '2024-10-30 18:45:00+01' as seen_at")
    return path


def test_rows_are_dictionaries_with_aware_instants(database: Path) -> None:
    (row,) = query(database, "from facts")
    assert row["one"] == 1
    assert row["seen_at"].isoformat() == "2024-10-30T17:45:00+00:00"


@pytest.mark.parametrize("statement", ESCAPES)
def test_a_query_reaches_nothing_else(database: Path, statement: str) -> None:
    with pytest.raises(UsageError):
        query(database, statement)
    assert not Path("/tmp/escaped.csv").exists()


def test_what_is_refused_is_allowed_to_a_plain_connection(database: Path) -> None:
    with duckdb.connect(str(database), read_only=True) as connection:
        assert connection.execute("select count(*) from read_text('/etc/passwd')").fetchall() == [(1,)]


def test_a_query_that_never_ends_is_interrupted(database: Path) -> None:
    begun = time.monotonic()
    with pytest.raises(UsageError, match=r"more than 0\.2 seconds"):
        query(database, "select count(*) from range(100000) as a, range(100000) as b, range(9) as c", seconds=0.2)
    assert time.monotonic() - begun < 10


def test_a_missing_file_is_said_to_be_missing(tmp_path: Path) -> None:
    with pytest.raises(UsageError, match="There is no warehouse at"):
        connect_readonly(tmp_path / "none.duckdb")


@pytest.mark.parametrize("kept_bytes", [0, 100, 5000])
def test_a_file_cut_off_is_said_to_be_damaged(database: Path, kept_bytes: int) -> None:
    database.write_bytes(database.read_bytes()[:kept_bytes])
    with pytest.raises(UnreadableWarehouse):
        query(database, "from facts")


def test_a_lock_names_who_holds_it_and_since_when(tmp_path: Path) -> None:
    target = tmp_path / "raw.duckdb"
    with subprocess.Popen([sys.executable, "-c", HOLD, str(target)], stdout=subprocess.PIPE, text=True) as holder:
        try:
            assert holder.stdout is not None
            assert holder.stdout.readline() == "held\n"
            begun = time.monotonic()
            with pytest.raises(WarehouseLocked) as caught, locked(target, seconds=0.3):
                pass
            assert 0.3 <= time.monotonic() - begun < 5
            assert f"process {holder.pid} since 20" in str(caught.value)
            assert caught.value.exit_code == 6
        finally:
            holder.kill()
    with locked(target, seconds=0):
        held_by = target.with_name("raw.duckdb.lock").read_text(encoding="ascii")
    assert held_by == str(os.getpid())


def test_a_file_that_another_process_has_open_is_locked(database: Path) -> None:
    script = "import duckdb, sys, time; c = duckdb.connect(sys.argv[1]); print('open', flush=True); time.sleep(60)"
    with subprocess.Popen([sys.executable, "-c", script, str(database)], stdout=subprocess.PIPE, text=True) as other:
        try:
            assert other.stdout is not None
            other.stdout.readline()
            with pytest.raises(WarehouseLocked, match=f"PID {other.pid}"):
                query(database, "from facts")
            with pytest.raises(WarehouseLocked), writer(database):
                pass
        finally:
            other.kill()
