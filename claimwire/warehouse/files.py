"""Moving whole database files: never over a log, never half, never onto a full disk."""

from __future__ import annotations

import os
import shutil
from collections.abc import Iterable
from pathlib import Path

from extractors.errors import DiskFull, StaleLog

_COPIES = 3
_MARGIN_BYTES = 500_000_000


def require_space(folder: Path, sources: Iterable[Path], *, margin: int = _MARGIN_BYTES) -> None:
    """See that the disk of `folder` can take three copies of the sources.

    Raises:
        DiskFull: it cannot; nothing was written.
    """
    folder.mkdir(parents=True, exist_ok=True)
    needed = _COPIES * sum(one.stat().st_size for one in sources if one.exists()) + margin
    free = shutil.disk_usage(folder).free
    if free < needed:
        raise DiskFull(f"{folder} has {free:,} bytes free, {needed:,} are needed.")


def log_of(database: Path) -> Path:
    """The write-ahead log that DuckDB keeps beside a file it has open."""
    return database.with_name(database.name + ".wal")


def move_into_place(source: Path, target: Path) -> None:
    """Rename a closed database file, synced to disk before and after.

    A log beside the source would be lost, and one beside the target would be replayed into the new file.

    Raises:
        StaleLog: there is such a log.
    """
    for path in (source, target):
        if log_of(path).exists():
            raise StaleLog(f"{log_of(path)} lies beside {path.name}, which is therefore not moved.")
    sync(source)
    source.replace(target)
    sync(target.parent)


def sync(path: Path) -> None:
    """Have the operating system write a file or a folder to disk."""
    descriptor = os.open(path, os.O_RDONLY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)
