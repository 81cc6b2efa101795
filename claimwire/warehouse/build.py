"""From the raw tables to a candidate: a private copy, one dbt build beside it, and a file that is whole or absent."""

from __future__ import annotations

import shutil
import time
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from claimwire.warehouse.as_of import add_macros, describe_history
from claimwire.warehouse.connection import locked, writer
from claimwire.warehouse.files import move_into_place, require_space
from claimwire.warehouse.increments import find_base, remember_changes
from claimwire.warehouse.models import Workplace, continue_models, make_models
from claimwire.warehouse.reference import add_reference
from claimwire.warehouse.schema import ensure_schema
from extractors.errors import BuildFailed, UnreadableWarehouse, UsageError

_KEPT = 3
_LATEST_DAY = "select coalesce((select max(day) from snapshots), (select max(day) from outlet_days))"


@dataclass(frozen=True, kw_only=True)
class BuildSummary:
    """A candidate that dbt built and tested without a failure; `day` is the latest day that is loaded.

    `base` is the candidate that it continues, None where it is whole.
    """

    candidate: Path
    build_id: str
    day: date
    models: int
    tests: int
    seconds: float
    base: Path | None = None


def build(
    *, raw: Path, candidates: Path, published: Path, build_id: str, lock_seconds: float, is_full: bool = False
) -> BuildSummary:
    """Build every model from a copy of raw rows into `candidates/<build_id>.duckdb`.

    A build continues the newest candidate of the same code: it starts as a copy of it, and only the blogs whose
    captures differ are built again. Without one, with `is_full`, and where such a build fails, it is whole; `is_full`
    also forgets what dbt keeps of earlier parses. Raw rows are copied under the lock of the raw file, so loads go on
    meanwhile. A build that ends early leaves no candidate; what a failed one made is set aside as
    `rejected-<build_id>.duckdb`.

    Raises:
        BuildFailed: a model or a test failed; the sentence names them.
        UsageError: nothing is loaded.
        WarehouseLocked: another build, or a load, runs for longer than `lock_seconds`.
        DiskFull: the disks have no room for a candidate and its publication.
    """
    started = time.monotonic()
    workshop = candidates / "building"
    with locked(workshop, seconds=lock_seconds) as lock:
        for folder in (candidates, published):
            require_space(folder, (raw,))
        if is_full:
            shutil.rmtree(candidates / "dbt", ignore_errors=True)
        base = None if is_full else find_base(candidates)
        workplace = Workplace(folder=workshop, cache=candidates / "dbt", lock=lock)
        try:
            base, day, done = _attempt(workplace, raw, base, lock_seconds)
            with writer(workshop / "claimwire.duckdb") as connection:
                add_macros(connection)
                describe_history(connection)
        except BuildFailed:
            _set_aside(workshop / "claimwire.duckdb", candidates / f"rejected-{build_id}.duckdb")
            raise
        _seal(workshop / "claimwire.duckdb")
        candidate = candidates / f"{build_id}.duckdb"
        move_into_place(workshop / "claimwire.duckdb", candidate)
        shutil.rmtree(workshop)
        _prune(candidates, candidate)
    counts = [sum(one.startswith(kind) for one in done) for kind in ("model.", "test.")]
    return BuildSummary(
        candidate=candidate, build_id=build_id, day=day, models=counts[0], tests=counts[1],
        seconds=round(time.monotonic() - started, 1), base=base,
    )  # fmt: skip


def _attempt(
    workplace: Workplace, raw: Path, base: Path | None, lock_seconds: float
) -> tuple[Path | None, date, list[str]]:
    """Continue the base; whole where there is none, and where continuing it fails, whatever for."""
    import duckdb

    if base:
        workplace.clear()
        shutil.copyfile(base, workplace.database)
        try:
            day = prepare_changes(raw, workplace.raw, workplace.database, lock_seconds)
            return base, day, continue_models(workplace)
        except (BuildFailed, UnreadableWarehouse, duckdb.Error):
            pass
    workplace.clear()
    day = prepare_raw(raw, workplace.raw, lock_seconds)
    remember_changes(workplace.database, workplace.raw)
    return None, day, make_models(workplace)


def reject(candidate: Path) -> Path:
    """Set a candidate that failed its checks aside as `rejected-<build>.duckdb`; returns where it lies."""
    target = candidate.with_name(f"rejected-{candidate.name}")
    move_into_place(candidate, target)
    return target


def prepare_raw(raw: Path, copy: Path, lock_seconds: float) -> date:
    """Copy the raw file whole (its log written back first), and add the gazetteers to the copy."""
    with locked(raw, seconds=lock_seconds):
        day = _settle(raw)
        shutil.copyfile(raw, copy)
    with writer(copy) as connection:
        add_reference(connection)
    return day


def prepare_changes(raw: Path, extract: Path, database: Path, lock_seconds: float) -> date:
    """Copy the raw rows of the blogs that differ from what a candidate remembers, and add the gazetteers."""
    with locked(raw, seconds=lock_seconds):
        day = _settle(raw)
        remember_changes(database, raw, extract=extract)
        with writer(extract) as connection:
            add_reference(connection, raw)
    return day


def _settle(raw: Path) -> date:
    """Write the log of the raw file back and complete its tables; returns the latest day that is loaded."""
    if not raw.is_file():
        raise UsageError("Nothing is loaded yet.", hint="Load a day first: `claimwire run --day 2024-10-30`.")
    with writer(raw) as connection:
        ensure_schema(connection)
        connection.execute("checkpoint")
        (latest,) = connection.execute(_LATEST_DAY).fetchall()[0]
    if latest is None:
        raise UsageError("No day is loaded yet.", hint="Load a day first: `claimwire run --day 2024-10-30`.")
    found: date = latest
    return found


def _seal(database: Path) -> None:
    """Close the candidate for good: without the views that look into the raw copy, and without a log beside it."""
    with writer(database) as connection:
        connection.execute("drop schema if exists staging cascade")
        connection.execute("checkpoint")


def _set_aside(half_built: Path, rejected: Path) -> None:
    """Keep what a failed build made, for whoever looks into it."""
    if half_built.exists():
        _seal(half_built)
        move_into_place(half_built, rejected)


def _prune(candidates: Path, newest: Path) -> None:
    """Keep the few newest candidates and rejected ones, so that a disk never fills with them."""
    for pattern in ("[0-9]*.duckdb", "rejected-*.duckdb"):
        for old in sorted(candidates.glob(pattern), reverse=True)[_KEPT:]:
            if old != newest:
                old.unlink()
