"""How long each question of the cookbook takes on a year of 70 000 posts.

    .venv/bin/python -m benchmarks.cookbook [--write]               the demo week, as often as makes a year of that size
    .venv/bin/python -m benchmarks.cookbook --file published.duckdb [--write]

The week is published as always, then its rows are repeated over 52 weeks and as many outlets as it takes, in the order
in which a publication writes them. Each question is asked seven times on an open file; shown are the median and the
slowest of the asked, and the first, which also reads from disk.
"""

from __future__ import annotations

import argparse
import shutil
import statistics
import sys
import tempfile
import time
from pathlib import Path

import duckdb

from benchmarks import tables
from claimwire.warehouse.connection import connect_readonly
from demo import cookbook
from demo.server import serve

POSTS, WEEKS, TIMES, ASKED_MS = 70_000, 52, 7, 200
KEPT_IDS = {"place_id", "speaker_id", "actor_id", "rule_id", "agency_id", "origin_id"}
REPEATED_DIMENSIONS = {"dim_post", "dim_post_revision", "dim_capture", "dim_live_blog", "dim_outlet"}


def year_of(week: Path, target: Path) -> Path:
    """A file with the rows of the week repeated until they make a year."""
    shutil.copyfile(week, target)
    with duckdb.connect(str(target)) as connection:
        (posts,) = connection.execute("select count(*) from dim_post").fetchall()[0]
        copies = -(-POSTS // posts)
        named = connection.execute(
            "select schema_name, table_name from duckdb_tables() where schema_name in ('main', 'history')"
        ).fetchall()
        for schema, table in named:
            _repeat(connection, schema, table, copies)
        connection.execute("checkpoint")
    return target


def _repeat(connection: duckdb.DuckDBPyConnection, schema: str, table: str, copies: int) -> None:
    described = connection.execute(
        "select column_name, data_type from duckdb_columns() where schema_name = ? and table_name = ?", [schema, table]
    ).fetchall()
    columns = dict(described)
    if table.startswith("dim_") and table not in REPEATED_DIMENSIONS:
        return
    is_by_outlet = "outlet_id" in columns or any(one.endswith("claim_id") for one in columns)
    back = f"to_days(cast(7 * (copy % {WEEKS}) as integer))"
    replaced = []
    for name, kind in columns.items():
        if kind == "DATE" or kind.startswith("TIMESTAMP"):
            one = "lambda instant: instant - " + back
            moved = f"list_transform({name}, {one})" if kind.endswith("[]") else f"{name} - {back}"
            replaced.append(f"cast({moved} as {kind}) as {name}")
        elif name == "outlet_id":
            replaced.append(f"{name} || '-' || (copy // {WEEKS}) as {name}")
        elif name.endswith("_id") and kind == "VARCHAR" and name not in KEPT_IDS:
            replaced.append(f"md5({name} || copy) as {name}")
    if not replaced:
        return
    count = copies if is_by_outlet else WEEKS
    connection.execute(
        f"create table {schema}.repeated as select * exclude (copy) replace ({', '.join(replaced)}) "
        f"from {schema}.{table}, range({count}) as copies(copy) order by all"
    )
    connection.execute(f"drop table {schema}.{table}")
    connection.execute(f"alter table {schema}.repeated rename to {table}")


def measured(database: Path) -> list[list[object]]:
    """One row a query: its question, rows, and milliseconds."""
    rows: list[list[object]] = []
    connection = connect_readonly(database)
    for recipe in cookbook.recipes(cookbook.PAGE.read_text(encoding="utf-8")):
        spent = []
        for _ in range(TIMES):
            started = time.perf_counter()
            count = len(connection.execute(recipe.sql).fetchall())
            spent.append(1000 * (time.perf_counter() - started))
        label = f"Q{recipe.number}" if recipe.number else "codes and sources"
        rows.append([label, count, *(round(one) for one in (statistics.median(spent), max(spent[1:]), spent[0]))])
    connection.close()
    return rows


def main() -> int:
    """Make the year unless one is given, ask every question of it, and print the table."""
    parser = argparse.ArgumentParser()
    parser.add_argument("--file", type=Path)
    options, rest = parser.parse_known_args()
    with tempfile.TemporaryDirectory() as home:
        database = options.file
        if database is None:
            with serve(port=0) as outlets:
                week = cookbook.run_week(Path(home), outlets.environment)
            database = year_of(week, Path(home) / "year.duckdb")
        connection = connect_readonly(database)
        sizes = [
            [table, connection.execute(f"select count(*) from {table}").fetchall()[0][0]]
            for table in ("dim_post", "fct_claims", "fct_casualties", "fct_mobilisation", "fct_territory")
        ]
        connection.close()
        rows = measured(database)
    slow = [str(one[0]) for one in rows if int(str(one[2])) > ASKED_MS]
    verdict = f"Asked are {ASKED_MS} ms; slower by the median: {', '.join(slow) or 'none'}."
    heads = ["question", "rows", "median ms", "slowest ms", "first ms"]
    parts = [tables.table(["table", "rows"], sizes), tables.table(heads, rows), verdict]
    tables.publish(__file__, "Questions of the cookbook on a year", parts, rest)
    return 0


if __name__ == "__main__":
    sys.exit(main())
