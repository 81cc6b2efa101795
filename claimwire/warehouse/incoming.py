"""Packages, unpacked: their lines parted by table, so that each table's rows are read with its own columns only."""

from __future__ import annotations

import gzip
import hashlib
import json
import zlib
from collections import Counter
from collections.abc import Mapping, Sequence
from contextlib import ExitStack
from pathlib import Path
from typing import IO, TYPE_CHECKING

from claimwire.warehouse.schema import columns, package_columns, statement
from extractors.errors import BadPackage

if TYPE_CHECKING:
    from duckdb import DuckDBPyConnection

_TABLE_KEY = b'{"table": "'
_READ = """
    create or replace temp table $incoming as
    select * from read_json(?, format = 'newline_delimited', columns = {columns})
"""


def read_incoming(
    connection: DuckDBPyConnection, packages: Sequence[Path], tables: Sequence[str], folder: Path
) -> tuple[str, ...]:
    """Fill the temporary tables `incoming_<table>` with the rows of packages, each under its package's number.

    `folder` holds the parted lines meanwhile. Returns the digests of the packages, which count from 1.

    Raises:
        BadPackage: a package is damaged, or holds rows of unknown tables, or not one snapshot.
    """
    seed = hashlib.sha256(repr(package_columns()).encode())
    with ExitStack() as opened:
        files = {table: opened.enter_context((folder / f"{table}.jsonl").open("wb")) for table in tables}
        digests = tuple(_part(path, number, files, seed.copy()) for number, path in enumerate(packages, start=1))
    for table in tables:
        kinds = ", ".join(f"'{one.name}': '{one.type}'" for one in columns(table))
        text = _READ.replace("{columns}", "{'package_no': 'BIGINT', " + kinds + "}")
        connection.execute(statement(text, incoming=f"incoming_{table}"), [str(folder / f"{table}.jsonl")])
    return digests


def _part(path: Path, number: int, files: Mapping[str, IO[bytes]], digest: hashlib._Hash) -> str:
    """Write each line of a package to its table's file, with the package's number; returns its digest."""
    packed = path.read_bytes()
    counts: Counter[str] = Counter()
    strangers = 0
    head = b'{"package_no": %d, ' % number
    for line in _unpacked(path, packed).splitlines():
        table = _table_of(path, line)
        if table in files:
            counts[table] += 1
            files[table].write(head + line.lstrip()[1:] + b"\n")
        else:
            strangers += 1
    if not counts and not strangers:
        raise BadPackage(f"Package {path.name} is empty.")
    if strangers or counts["snapshots"] != 1:
        found = f"{strangers} rows of unknown tables and {counts['snapshots']} snapshots, not one"
        raise BadPackage(f"Package {path.name} holds {found}.")
    digest.update(packed)
    return digest.hexdigest()


def _unpacked(path: Path, packed: bytes) -> bytes:
    try:
        return gzip.decompress(packed)
    except (EOFError, zlib.error, gzip.BadGzipFile) as error:
        raise BadPackage(f"Package {path.name} is damaged: {error}.") from error


def _table_of(path: Path, line: bytes) -> str:
    """The table that a line names, as a rule in its first key; empty where it names none."""
    if line.startswith(_TABLE_KEY):
        return line[len(_TABLE_KEY) : line.index(b'"', len(_TABLE_KEY))].decode()
    try:
        row = json.loads(line)
    except ValueError as error:
        raise BadPackage(f"Package {path.name} holds a line that is no JSON: {error}.") from error
    return str(row.get("table", "")) if isinstance(row, dict) else ""
