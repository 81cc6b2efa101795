"""Killed in the middle of a load, a publication or a build, and run again: nothing lost, nothing doubled."""

from __future__ import annotations

import random
import shutil
import signal
import subprocess
import sys
import time
from datetime import date
from pathlib import Path

import duckdb
import pytest

from claimwire.warehouse import exports
from claimwire.warehouse.build import build
from claimwire.warehouse.changes import FACT_KEYS
from claimwire.warehouse.connection import locked, query
from claimwire.warehouse.frames import canonical_dump
from claimwire.warehouse.load import load
from claimwire.warehouse.publish import publish
from claimwire.warehouse.schema import TABLES
from extractors.errors import UsageError, WarehouseLocked
from tests.dbt import small_world

ROOT = Path(__file__).parents[2]
DAY = date(2024, 10, 30)
FIRST, SECOND = "20241031T000000Z", "20241101T000000Z"
LOAD = """
import sys, time
from pathlib import Path
from claimwire.warehouse.load import load
from tests.dbt import small_world
raw = Path(sys.argv[1])
packages = sorted(raw.parent.glob("packages/*.gz"))
load(raw, packages=packages[:1], outlet_days=(), lock_seconds=20)
print("first", flush=True)
for turn in range(40):
    load(raw, packages=packages, outlet_days=small_world.outlet_days(), lock_seconds=20)
"""
PUBLISH = """
import os, pathlib, signal, sys
from datetime import date
from pathlib import Path
left = int(sys.argv[3])
def counted(call):
    def instead(*args, **more):
        global left
        left -= 1
        if left < 0:
            os.kill(os.getpid(), signal.SIGKILL)
        return call(*args, **more)
    return instead
os.fsync = counted(os.fsync)
for name in ("rename", "replace", "symlink_to", "unlink", "mkdir", "write_text"):
    setattr(pathlib.Path, name, counted(getattr(pathlib.Path, name)))
from claimwire.warehouse.publish import publish
candidate = Path(sys.argv[1])
publish(candidate=candidate, published=Path(sys.argv[2]), day=date(2024, 10, 30), build_id=candidate.stem,
        quality=[], keep=1)
print("calls left:", left)
"""
LAST_STEPS = 7
BUILD = """
import sys
from pathlib import Path
from claimwire.warehouse.build import build
from claimwire.warehouse.changes import FACT_KEYS
home = Path(sys.argv[1])
build(raw=home / "raw.duckdb", candidates=home / "candidates", published=home / "published",
      build_id="20241031T000000Z", lock_seconds=5)
"""


def start(script: str, *arguments: object) -> subprocess.Popen[str]:
    command = [sys.executable, "-c", script, *map(str, arguments)]
    return subprocess.Popen(command, cwd=ROOT, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True)


def raw_dump(raw: Path) -> dict[str, list[dict[str, object]]]:
    return {table: query(raw, f"from {table} order by all") for table in TABLES}


def test_load_killed_at_random_moments_and_run_again(tmp_path: Path) -> None:
    clean, raw = tmp_path / "clean" / "raw.duckdb", tmp_path / "killed" / "raw.duckdb"
    packages = small_world.write_packages(raw.parent / "packages")
    more = {"packages": sorted(packages), "outlet_days": small_world.outlet_days(), "lock_seconds": 20.0}
    load(clean, **more)
    expected = raw_dump(clean)
    chance = random.Random(20241030)
    kills = 0
    for _ in range(5):
        with start(LOAD, raw) as loader:
            assert loader.stdout is not None
            assert loader.stdout.readline() == "first\n", loader.stderr and loader.stderr.read()
            time.sleep(chance.uniform(0, 0.6))
            loader.send_signal(signal.SIGKILL)
            kills += loader.wait() == -signal.SIGKILL
        held = {one["snapshot_id"] for one in query(raw, "select snapshot_id from snapshots")}
        assert len(held) in (1, len(packages)), "a load is all or nothing"
    assert kills >= 3
    load(raw, **more)
    assert raw_dump(raw) == expected


@pytest.fixture
def candidates(tmp_path: Path) -> list[Path]:
    made = []
    for build_id, claims in ((FIRST, ["a"]), (SECOND, ["a", "b"])):
        made.append(tmp_path / f"{build_id}.duckdb")
        with duckdb.connect(str(made[-1])) as connection:
            for table, key in FACT_KEYS.items():
                connection.execute(f"create table {table} ({key} varchar, lifecycle varchar)")
            connection.execute("insert into fct_claims select unnest(?), 'live'", [claims])
    return made


def counted_calls(candidate: Path, published: Path) -> int:
    """How often a whole publication touches the disk through what the script counts."""
    with start(PUBLISH, candidate, published, 10_000) as publisher:
        output, errors = publisher.communicate()
    assert publisher.returncode == 0, errors
    return 10_000 - int(output.rsplit(" ", 1)[1])


def test_publish_killed_at_every_step_and_run_again(tmp_path: Path, candidates: list[Path]) -> None:
    first, second = candidates
    before, rehearsal = tmp_path / "before", tmp_path / "rehearsal"
    publish(candidate=first, published=before, day=DAY, build_id=FIRST, quality=[], keep=1)
    shutil.copytree(before, rehearsal, symlinks=True)
    steps = counted_calls(second, rehearsal)
    expected = canonical_dump(rehearsal / "latest" / "claimwire.duckdb")
    assert steps >= 20
    for step in (*range(0, steps - LAST_STEPS, 6), *range(steps - LAST_STEPS, steps)):
        published = tmp_path / f"published-{step}"
        shutil.copytree(before, published, symlinks=True)
        with start(PUBLISH, second, published, step) as publisher:
            publisher.communicate()
        assert publisher.returncode == -signal.SIGKILL, step
        served = published / "latest"
        assert exports.damaged(served) == (), step
        assert query(served / "claimwire.duckdb", "select count(*) as n from fct_claims")[0]["n"] in (1, 2)
        done = publish(candidate=second, published=published, day=DAY, build_id=SECOND, quality=[], keep=1)
        assert served.resolve() == done.folder.resolve()
        assert canonical_dump(done.database) == expected
        assert sorted(one.name for one in published.iterdir()) == [done.folder.name, "latest", "publication.lock"], step


def test_build_killed_leaves_no_candidate_and_holds_the_lock_until_dbt_ends(tmp_path: Path) -> None:
    packages = small_world.write_packages(tmp_path / "packages")
    load(tmp_path / "raw.duckdb", packages=packages, outlet_days=(), lock_seconds=5)
    workshop = tmp_path / "candidates" / "building"
    with start(BUILD, tmp_path) as builder:
        deadline = time.monotonic() + 60
        while not (tmp_path / "candidates" / "dbt" / "logs" / "dbt.log").exists() and time.monotonic() < deadline:
            time.sleep(0.05)
        builder.send_signal(signal.SIGKILL)
    assert builder.returncode == -signal.SIGKILL
    assert list((tmp_path / "candidates").glob("*.duckdb")) == []
    with pytest.raises(WarehouseLocked, match=f"by process {builder.pid} since"), locked(workshop, seconds=0):
        pass
    load(tmp_path / "raw.duckdb", packages=packages, outlet_days=(), lock_seconds=0)
    summary = build(
        raw=tmp_path / "raw.duckdb", candidates=tmp_path / "candidates", published=tmp_path / "published",
        build_id=SECOND, lock_seconds=60,
    )  # fmt: skip
    assert query(summary.candidate, "select count(*) as n from fct_claims") == [{"n": 6}]
    assert not workshop.exists()


def test_two_loads_at_once_wait_for_each_other(tmp_path: Path) -> None:
    raw = tmp_path / "raw.duckdb"
    small_world.write_packages(tmp_path / "packages")
    loaders = [start(LOAD.replace("range(40)", "range(3)"), raw) for _ in range(2)]
    for loader in loaders:
        _, errors = loader.communicate(timeout=60)
        assert loader.returncode == 0, errors
    assert query(raw, "select count(*) as n from claims") == [{"n": 8}]


def test_a_load_gives_up_on_a_lock_in_time(tmp_path: Path) -> None:
    raw = tmp_path / "raw.duckdb"
    with locked(raw, seconds=0), pytest.raises(WarehouseLocked, match="is locked by process"):
        load(raw, packages=(), outlet_days=(), lock_seconds=0.1)


def test_nothing_loaded_is_no_build(tmp_path: Path) -> None:
    load(tmp_path / "raw.duckdb", packages=(), outlet_days=(), lock_seconds=0)
    with pytest.raises(UsageError, match="No day is loaded yet"):
        build(
            raw=tmp_path / "raw.duckdb", candidates=tmp_path / "candidates", published=tmp_path / "published",
            build_id=FIRST, lock_seconds=0,
        )  # fmt: skip
    assert list((tmp_path / "candidates").glob("*.duckdb")) == []
