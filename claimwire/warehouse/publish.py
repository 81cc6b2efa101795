"""A candidate becomes a versioned folder beside its forerunners, and `latest` points at it: whole, or not at all."""

from __future__ import annotations

import json
import shutil
from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any

from claimwire.warehouse import exports
from claimwire.warehouse.changes import FACT_KEYS, KINDS, write_changes
from claimwire.warehouse.connection import connect_readonly, locked
from claimwire.warehouse.files import log_of, require_space, sync
from extractors.errors import BuildFailed

DATABASE = "claimwire.duckdb"
_LOCK_SECONDS = 120


@dataclass(frozen=True, kw_only=True)
class Publication:
    """A published build; `changes` counts facts added, revised and withdrawn since the one before."""

    folder: Path
    database: Path
    day: date
    build_id: str
    changes: dict[str, int]


def publish(
    *,
    candidate: Path,
    published: Path,
    day: date,
    build_id: str,
    quality: Sequence[Mapping[str, Any]],
    keep: int,
    finish: Callable[[Path], None] | None = None,
    lock_seconds: float = _LOCK_SECONDS,
) -> Publication:
    """Write `published/<day>-<build_id>/` from a candidate that passed its checks, and swap `latest` to it.

    Everything is written in a hidden folder first; `finish` may add to it (the report) before digests are taken.
    Readers of an older build keep it open; the newest `keep` builds stay on disk. Publishing a build again that is
    already there whole only points `latest` at it.

    Raises:
        BuildFailed: the candidate is damaged, or a log beside it shows that it was never closed.
        WarehouseLocked: another publication is running.
        DiskFull: there is no room.
    """
    folder = published / f"{day.isoformat()}-{build_id}"
    with locked(published / "publication", seconds=lock_seconds):
        _drop_remains(published)
        if not folder.exists() or exports.damaged(folder):
            require_space(published, (candidate,))
            _require_whole(candidate)
            draft = published / f".{folder.name}"
            _write(
                draft,
                candidate,
                build=_described(day, build_id),
                quality=quality,
                before=_forerunner(published, folder),
            )
            if finish:
                finish(draft)
            exports.write_digests(draft)
            _place(draft, folder)
        _point(published / "latest", folder)
        _prune(published, keep)
    return Publication(
        folder=folder, database=folder / DATABASE, day=day, build_id=build_id, changes=_count_changes(folder)
    )


def _require_whole(candidate: Path) -> None:
    if log_of(candidate).exists():
        raise BuildFailed(f"{log_of(candidate).name} shows that the candidate was never closed.")
    connection = connect_readonly(candidate)
    try:
        marts = exports.marts_of(connection, candidate.stem)
    finally:
        connection.close()
    if missing := sorted(FACT_KEYS.keys() - set(marts)):
        raise BuildFailed(f"{candidate.name} lacks {', '.join(missing)}.")


def _write(
    draft: Path,
    candidate: Path,
    *,
    build: Mapping[str, str],
    quality: Sequence[Mapping[str, Any]],
    before: Path | None,
) -> None:
    import duckdb

    draft.mkdir(parents=True)
    try:
        _write_files(draft, candidate, build=build, quality=quality, before=before)
    except duckdb.Error as error:
        raise BuildFailed(f"{candidate.name} cannot be published: {str(error).splitlines()[0]}") from error


def _write_files(
    draft: Path,
    candidate: Path,
    *,
    build: Mapping[str, str],
    quality: Sequence[Mapping[str, Any]],
    before: Path | None,
) -> None:
    with exports.workspace() as connection:
        exports.attach(connection, candidate, "candidate")
        if before:
            exports.attach(connection, before, "before")
        exports.write_database(connection, draft / DATABASE, candidate="candidate", build=build, quality=quality)
        exports.write_exports(connection, draft)
        with (draft / "changes.jsonl").open("w", encoding="utf-8") as file:
            write_changes(connection, file, new="published", old="before" if before else None)


def _described(day: date, build_id: str) -> dict[str, str]:
    from claimwire import __version__

    built_at = datetime.strptime(build_id, "%Y%m%dT%H%M%SZ").replace(tzinfo=UTC)
    return {
        "build_id": build_id,
        "built_at": built_at.isoformat(),
        "day": day.isoformat(),
        "claimwire_version": __version__,
        "storage_version": exports.STORAGE_VERSION,
    }


def _forerunner(published: Path, folder: Path) -> Path | None:
    """The database that `latest` points at, unless it is this build's own."""
    database = published / "latest" / DATABASE
    return database.resolve() if database.is_file() and database.resolve().parent != folder.resolve() else None


def _place(draft: Path, folder: Path) -> None:
    """Sync a finished draft to disk and rename it; a damaged folder of that name makes way."""
    if log_of(draft / DATABASE).exists():
        raise BuildFailed(f"{log_of(draft / DATABASE).name} shows that the published file was never closed.")
    for path in sorted(draft.rglob("*")):
        sync(path)
    if folder.exists():
        folder.rename(folder.with_name(f".damaged-{folder.name}"))
    draft.rename(folder)
    sync(folder.parent)


def _point(latest: Path, folder: Path) -> None:
    """Swap the symbolic link by rename, so that there is never a moment without it."""
    fresh = latest.with_name(f".latest-{folder.name}")
    fresh.unlink(missing_ok=True)
    fresh.symlink_to(folder.name, target_is_directory=True)
    fresh.replace(latest)
    sync(latest.parent)


def _drop_remains(published: Path) -> None:
    """Remove what a publication that was killed left; only called under the lock."""
    for path in published.glob(".*-*"):
        if path.is_symlink():
            path.unlink()
        elif path.is_dir():
            shutil.rmtree(path)


def _prune(published: Path, keep: int) -> None:
    in_use = (published / "latest").resolve()
    folders = [one for one in published.iterdir() if one.is_dir() and not one.is_symlink() and one.name[0].isdigit()]
    newest_first = sorted(folders, key=lambda one: one.name.rsplit("-", 1)[-1], reverse=True)
    for old in newest_first[keep:]:
        if old.resolve() != in_use:
            shutil.rmtree(old)


def _count_changes(folder: Path) -> dict[str, int]:
    with (folder / "changes.jsonl").open(encoding="utf-8") as file:
        counts = Counter(json.loads(line)["change"] for line in file)
    return {kind: counts[kind] for kind in KINDS}
