"""Packages: everything that one reading of one snapshot found, as gzip JSON lines beside the archive.

The first row is the snapshot's own; each row says its raw table under the key `table`. A package is written whole or
not at all, its bytes depend on nothing but its rows, and one snapshot has one package: that of its latest reading.
"""

from __future__ import annotations

import gzip
import json
import os
from collections.abc import Iterable
from datetime import date
from pathlib import Path
from typing import Any

from extractors.rows import to_row


def write_package(folder: Path, snapshot_id: str, versions: str, rows: Iterable[Any]) -> Path:
    """Write the rows of one snapshot and drop what an older reading of it left."""
    folder.mkdir(parents=True, exist_ok=True)
    target = folder / f"{snapshot_id}-{versions}.jsonl.gz"
    lines = "".join(json.dumps({"table": row.table, **to_row(row)}, ensure_ascii=False) + "\n" for row in rows)
    replace_file(target, gzip.compress(lines.encode(), compresslevel=6, mtime=0))
    for other in folder.glob(f"{snapshot_id}-*.jsonl.gz"):
        if other != target:
            other.unlink()
    return target


def packages_of(root: Path, slug: str, day: date) -> tuple[Path, ...]:
    """The packages of one outlet's day, in a stable order."""
    return tuple(sorted(folder_of(root, slug, day).glob("*.jsonl.gz")))


def folder_of(root: Path, slug: str, day: date) -> Path:
    """The folder that holds an outlet's day."""
    return root / slug / day.isoformat()


def replace_file(target: Path, content: bytes) -> None:
    """Put whole content in place of a file: written beside it, synced, renamed."""
    partial = target.with_name(f".{target.name}.{os.getpid()}.tmp")
    with partial.open("wb") as file:
        file.write(content)
        file.flush()
        os.fsync(file.fileno())
    partial.replace(target)
