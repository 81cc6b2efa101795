"""Outcomes: how each outlet's day ended, kept beside its packages so that a failure is as visible as a success."""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import replace
from datetime import date, datetime
from pathlib import Path

from claimwire.packages import folder_of, replace_file
from extractors.errors import BlockedByPolicy, ClaimwireError, NothingForDay, UnreadablePage
from extractors.model import OutletDay, OutletDayStatus
from extractors.rows import day as read_day
from extractors.rows import instant, to_row

_FILE = "outcome.json"


def begin(slug: str, day: date, status: OutletDayStatus, now: datetime, *, snapshots: int = 0) -> OutletDay:
    """An outlet's day before anything of it is read."""
    return OutletDay(
        outlet=slug,
        day=day,
        status=status,
        error=None,
        message=None,
        snapshot_count=snapshots,
        post_count=0,
        record_count=0,
        quarantined_count=0,
        is_complete=status == "no_blog",
        recorded_at=now,
    )


def of_error(slug: str, day: date, error: ClaimwireError, now: datetime) -> OutletDay:
    """An outlet's day that ended in an error, in the error's own words."""
    return replace(
        begin(slug, day, _status_of(error), now),
        error=type(error).__name__,
        message=str(error),
        quarantined_count=int(isinstance(error, UnreadablePage)),
    )


def write(root: Path, outcome: OutletDay) -> None:
    """Record an outcome; one that says the same as before keeps its first instant."""
    before = read(root, [outcome.outlet], outcome.day)
    if before and replace(before[0], recorded_at=outcome.recorded_at) == outcome:
        return
    path = folder_of(root, outcome.outlet, outcome.day) / _FILE
    path.parent.mkdir(parents=True, exist_ok=True)
    replace_file(path, json.dumps(to_row(outcome), ensure_ascii=False, indent=1).encode())


def read(root: Path, slugs: Sequence[str], day: date) -> tuple[OutletDay, ...]:
    """What was recorded of the day for each of the outlets that was tried."""
    paths = (folder_of(root, slug, day) / _FILE for slug in slugs)
    return tuple(_read(path) for path in paths if path.exists())


def _read(path: Path) -> OutletDay:
    row = json.loads(path.read_text(encoding="utf-8"))
    return OutletDay(**{**row, "day": read_day(row["day"]), "recorded_at": instant(row["recorded_at"])})


def _status_of(error: ClaimwireError) -> OutletDayStatus:
    if isinstance(error, BlockedByPolicy):
        return "blocked"
    return "no_capture" if isinstance(error, NothingForDay) else "failed"
