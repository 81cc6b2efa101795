"""The files of a publication: database, Parquet, CSV and their digests; the same bytes for the same rows."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Any

from claimwire.warehouse.as_of import add_macros
from claimwire.warehouse.reference import SOURCES
from claimwire.warehouse.schema import literal, quoted, statement

if TYPE_CHECKING:
    from duckdb import DuckDBPyConnection

STORAGE_VERSION = "v1.0.0"
_QUALITY = {
    "suite": "VARCHAR", "check": "VARCHAR", "severity": "VARCHAR", "is_passed": "BOOLEAN", "outlet": "VARCHAR",
    "observed": "VARCHAR", "expected": "VARCHAR", "row_count": "BIGINT", "build_id": "VARCHAR", "day": "DATE",
    "judged_at": "TIMESTAMPTZ", "is_fit": "BOOLEAN",
}  # fmt: skip
_TEXT_START = r"^[=+\-@\t\r]"


@contextmanager
def workspace() -> Iterator[DuckDBPyConnection]:
    """A connection to no file, with one thread, so that rows are written in one order."""
    import duckdb

    connection = duckdb.connect(config={"threads": 1, "python_enable_replacements": False})
    try:
        connection.execute("set timezone = 'UTC'")
        yield connection
    finally:
        connection.close()


def attach(connection: DuckDBPyConnection, path: Path, name: str) -> None:
    """Attach a database file for reading."""
    connection.execute("attach " + literal(str(path)) + statement(" as $name (read_only)", name=name))


def marts_of(connection: DuckDBPyConnection, database: str) -> tuple[str, ...]:
    """The marts of an attached database, by name."""
    return tables_of(connection, database, "main")


def tables_of(connection: DuckDBPyConnection, database: str, schema: str) -> tuple[str, ...]:
    """The tables of one schema of an attached database, by name."""
    rows = connection.execute(
        "select table_name from duckdb_tables() where database_name = ? and schema_name = ? order by table_name",
        [database, schema],
    ).fetchall()
    return tuple(one[0] for one in rows)


def write_database(
    connection: DuckDBPyConnection, target: Path, *, candidate: str, build: Mapping[str, Any],
    quality: Sequence[Mapping[str, Any]],
) -> None:  # fmt: skip
    """Write the marts of an attached candidate, sorted and with their comments, and the schema `meta` about them.

    The file stays attached as `published`.
    """
    connection.execute(f"attach {literal(str(target))} as published (storage_version {literal(STORAGE_VERSION)})")
    for mart in marts_of(connection, candidate):
        connection.execute(
            statement(
                "create table published.main.$mart as from $candidate.main.$mart order by all",
                mart=mart, candidate=candidate,
            )
        )  # fmt: skip
    _copy_history(connection, candidate)
    _copy_comments(connection, candidate)
    _write_meta(connection, build, quality)
    connection.execute("checkpoint published")


def _copy_history(connection: DuckDBPyConnection, candidate: str) -> None:
    """Copy the tables behind what was known on a day, and create the macros that read them."""
    connection.execute("create schema published.history")
    for table in tables_of(connection, candidate, "history"):
        connection.execute(
            statement(
                "create table published.history.$table as from $candidate.history.$table order by all",
                table=table, candidate=candidate,
            )
        )  # fmt: skip
    connection.execute("use published")
    add_macros(connection)
    connection.execute("use memory")


def _copy_comments(connection: DuckDBPyConnection, candidate: str) -> None:
    tables = connection.execute(
        """select schema_name, table_name, comment from duckdb_tables()
        where database_name = ? and schema_name in ('main', 'history') and comment is not null order by all""",
        [candidate],
    ).fetchall()
    for schema, table, comment in tables:
        place = statement("published.$schema.$one", schema=schema, one=table)
        connection.execute(f"comment on table {place} is {literal(comment)}")
    columns = connection.execute(
        """select schema_name, table_name, column_name, comment from duckdb_columns()
        where database_name = ? and schema_name in ('main', 'history') and comment is not null order by all""",
        [candidate],
    ).fetchall()
    for schema, table, column, comment in columns:
        place = statement("published.$schema.$one.$two", schema=schema, one=table, two=column)
        connection.execute(f"comment on column {place} is {literal(comment)}")


def _write_meta(connection: DuckDBPyConnection, build: Mapping[str, Any], quality: Sequence[Mapping[str, Any]]) -> None:
    connection.execute("create schema published.meta")
    for table, kinds, rows in (
        ("build", dict.fromkeys(build, "VARCHAR"), [build]),
        ("quality_results", _QUALITY, quality),
        ("sources", dict.fromkeys(SOURCES[0], "VARCHAR"), SOURCES),
    ):
        connection.execute(
            statement("create table published.meta.$one as ", one=table)
            + "select unnest(from_json($rows::json, $structure), max_depth := 2)",
            {"rows": json.dumps(list(rows), default=str), "structure": json.dumps([kinds])},
        )
    connection.execute(
        """create table published.meta.dictionary as
        select columns.table_name, tables.comment as table_description, column_index as position, column_name,
            data_type, columns.comment as description
        from duckdb_columns() as columns join duckdb_tables() as tables using (database_name, schema_name, table_name)
        where database_name = 'published' and schema_name = 'main' order by all"""
    )
    connection.execute(
        """create table published.meta.macros as
        select function_name as macro_name, parameters, comment as description from duckdb_functions()
        where database_name = 'published' and schema_name = 'main' and not internal order by all"""
    )


def write_exports(connection: DuckDBPyConnection, folder: Path) -> None:
    """Write each mart of `published` as Parquet, the lossless form, and as CSV for spreadsheets.

    In CSV lists are JSON, instants ISO 8601, and a text that a spreadsheet would run as a formula begins with an
    apostrophe.
    """
    for kind in ("parquet", "csv"):
        (folder / kind).mkdir()
    for mart in marts_of(connection, "published"):
        rows = connection.sql(statement("from published.main.$mart", mart=mart))
        rows.write_parquet(str(folder / "parquet" / f"{mart}.parquet"), compression="zstd")
        rows.select(", ".join(_csv_columns(connection, mart))).write_csv(
            str(folder / "csv" / f"{mart}.csv"), header=True
        )


def _csv_columns(connection: DuckDBPyConnection, mart: str) -> Iterator[str]:
    rows = connection.execute(
        """select column_name, data_type from duckdb_columns()
        where database_name = 'published' and schema_name = 'main' and table_name = ? order by column_index""",
        [mart],
    ).fetchall()
    for name, kind in rows:
        column = quoted(name)
        if kind.endswith("[]") or kind.startswith("STRUCT"):
            column = f"cast(to_json({column}) as varchar)"
        elif kind == "VARCHAR":
            safe = f"replace({column}, chr(0), '')"
            column = f"if(regexp_matches({safe}, '{_TEXT_START}'), '''' || {safe}, {safe})"
        elif kind == "TIMESTAMP WITH TIME ZONE":
            column = f"strftime({column} at time zone 'UTC', '%Y-%m-%dT%H:%M:%SZ')"
        yield f"{column} as {quoted(name)}"


def write_digests(folder: Path) -> None:
    """Write SHA256SUMS over every file of a publication, in the form that `sha256sum --check` reads."""
    files = sorted(one for one in folder.rglob("*") if one.is_file() and one.name != "SHA256SUMS")
    lines = "".join(f"{digest(one)}  {one.relative_to(folder).as_posix()}\n" for one in files)
    (folder / "SHA256SUMS").write_text(lines, encoding="utf-8")


def damaged(folder: Path) -> tuple[str, ...]:
    """Names of the files of a publication that are missing or no longer have their digest."""
    sums = folder / "SHA256SUMS"
    if not sums.is_file():
        return ("SHA256SUMS",)
    pairs = [one.split("  ", 1) for one in sums.read_text(encoding="utf-8").splitlines()]
    return tuple(name for known, name in pairs if not (folder / name).is_file() or digest(folder / name) != known)


def digest(path: Path) -> str:
    """SHA-256 of a file."""
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()
