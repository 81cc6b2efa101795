"""Narrow frames for the checks, and a digest of all facts for comparing two warehouses."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping
from datetime import date
from pathlib import Path
from typing import Any

from claimwire.warehouse.connection import connect_readonly, query
from claimwire.warehouse.schema import statement


def read_frames(database: Path, queries: Mapping[str, str]) -> dict[str, Any]:
    """The result of each query as a pandas frame, by the query's name."""
    connection = connect_readonly(database)
    try:
        return {name: connection.execute(sql).df() for name, sql in queries.items()}
    finally:
        connection.close()


def latest_day(database: Path) -> date:
    """The latest day that was captured, as the coverage of a candidate or a published file tells."""
    (row,) = query(database, "select coalesce(max(day) filter (snapshots > 0), max(day)) as day from mart_coverage")
    found: date = row["day"]
    return found


def canonical_dump(database: Path) -> str:
    """Digest of every row of every mart and its history, whatever the order of loading and the build.

    Two warehouses with the same facts have the same digest; build ids and times of building are no part of it.
    """
    connection = connect_readonly(database)
    digest = hashlib.sha256()
    try:
        tables = (
            "select schema_name, table_name from duckdb_tables() where schema_name in ('main', 'history') order by all"
        )
        for schema, table in connection.execute(tables).fetchall():
            digest.update(f"\n[{schema}.{table}]\n".encode())
            rows = connection.execute(statement("from $schema.$table order by all", schema=schema, table=table))
            for row in rows.fetchall():
                digest.update(repr(row).encode("utf-8", "backslashreplace"))
    finally:
        connection.close()
    return digest.hexdigest()
