"""Packages into the raw tables: one writer, one transaction, the rows of a snapshot replaced as a set."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING, Any

from claimwire.warehouse.connection import locked, writer
from claimwire.warehouse.incoming import read_incoming
from claimwire.warehouse.schema import (
    TABLES,
    DeclaredOutlet,
    LoadedPackage,
    ensure_schema,
    insert_rows,
    names_of,
    quoted,
    statement,
)
from extractors.errors import BadPackage
from extractors.model import OutletDay
from extractors.outlet import Outlet
from extractors.rows import to_row

if TYPE_CHECKING:
    from duckdb import DuckDBPyConnection

_OF_SNAPSHOT = ("snapshots", "blogs", "post_observations", "quarantine")
_RECORDS = ("claims", "casualties", "mobilisation", "territory")
_AT_A_TIME = 400

_PACKAGES = """
    create or replace temp table packages as
    select snapshot_id, package_no from incoming_snapshots
    qualify row_number() over (partition by snapshot_id order by package_no desc) = 1
"""
_KNOWN_PACKAGES = """
    delete from packages
    where (snapshot_id, $digests[package_no]) in (select (snapshot_id, digest) from loaded_packages)
"""
_LOADED_PACKAGES = "insert into loaded_packages select snapshot_id, $digests[package_no] from packages"
_OTHER_ROWS = "delete from $incoming where package_no not in (select package_no from packages)"
_WINNERS = """
    create or replace temp table winners as
    with
        asked as (
            select distinct post_id, observed_hash as content_hash from incoming_post_observations
        ),
        held as (
            select post_observations.post_id, observed_hash as content_hash, snapshot_id,
                snapshots.captured_at, annotator_version,
                snapshot_id in (select snapshot_id from packages) as is_incoming
            from post_observations join snapshots using (snapshot_id)
            join asked on asked.post_id = post_observations.post_id and asked.content_hash = observed_hash
        ),
        known as (
            select post_id, content_hash, list(annotator_version) filter (not is_incoming) as versions
            from held group by all
        ),
        best as (
            select * from held join known using (post_id, content_hash)
            qualify row_number() over (
                partition by post_id, content_hash
                order by is_incoming and not coalesce(list_contains(versions, annotator_version), false) desc,
                    captured_at, snapshot_id
            ) = 1
        )
    select best.post_id, best.content_hash, packages.package_no from best join packages using (snapshot_id)
"""
_OUTDATED_RECORDS = """
    delete from $one where (post_id, content_hash) in (select (post_id, content_hash) from winners)
"""


@dataclass(frozen=True, kw_only=True)
class LoadSummary:
    """What one load brought: rows of the packages, and the days they belong to."""

    snapshots: int
    posts: int
    records: int
    quarantined: int
    loaded_days: tuple[date, ...]


def load(
    raw: Path, *, packages: Sequence[Path], outlet_days: Sequence[OutletDay], lock_seconds: float,
    outlets: Sequence[Outlet] = (),
) -> LoadSummary:  # fmt: skip
    """Replace in the raw tables the rows of each package's snapshot, all in one transaction.

    The rows of a snapshot are replaced as a set. The records of a post's text are those of the earliest capture that
    shows it (so that the order of loading does not matter), or of the newest load where the annotator changed.
    A package whose very content is loaded already is left as it is, so loading it twice changes nothing.

    Raises:
        WarehouseLocked: another process writes to the raw file.
        BadPackage: a package is damaged or holds rows of another version.
    """
    import duckdb

    with locked(raw, seconds=lock_seconds), writer(raw) as connection:
        ensure_schema(connection)
        try:
            with _transaction(connection):
                summary = _load_packages(connection, raw, packages) if packages else _nothing()
                _upsert(connection, "outlet_days", ("outlet", "day"), [to_row(one) for one in outlet_days])
                _upsert(connection, "outlets", ("outlet",), [to_row(DeclaredOutlet.of(one)) for one in outlets])
        except (duckdb.InvalidInputException, duckdb.ConversionException, duckdb.ConstraintException) as error:
            raise BadPackage(f"A package cannot be loaded: {str(error).splitlines()[0]}") from error
        connection.execute("checkpoint")
    days = {*summary.loaded_days, *(one.day for one in outlet_days)}
    return LoadSummary(**{**vars(summary), "loaded_days": tuple(sorted(days))})


def _nothing() -> LoadSummary:
    return LoadSummary(snapshots=0, posts=0, records=0, quarantined=0, loaded_days=())


@contextmanager
def _transaction(connection: DuckDBPyConnection) -> Iterator[None]:
    """Commit what the block did; an error leaves the transaction open, and closing the connection undoes it."""
    connection.begin()
    yield
    connection.commit()


def _load_packages(connection: DuckDBPyConnection, raw: Path, packages: Sequence[Path]) -> LoadSummary:
    """Load packages some at a time, so that the memory that it takes does not grow with their number."""
    files = list(dict.fromkeys(packages))
    summary = _nothing()
    for start in range(0, len(files), _AT_A_TIME):
        with TemporaryDirectory(dir=raw.parent, prefix=f".{raw.name}-") as folder:
            some = files[start : start + _AT_A_TIME]
            digests = read_incoming(connection, some, (*_OF_SNAPSHOT, *_RECORDS), Path(folder))
        summary = _sum_of(summary, _load_incoming(connection, digests))
    return summary


def _load_incoming(connection: DuckDBPyConnection, digests: Sequence[str]) -> LoadSummary:
    connection.execute(_PACKAGES)
    _drop_other_rows(connection)
    summary = _summary(connection)
    connection.execute(_KNOWN_PACKAGES, {"digests": digests})
    _drop_other_rows(connection)
    _replace_rows(connection)
    connection.execute(_LOADED_PACKAGES, {"digests": digests})
    return summary


def _drop_other_rows(connection: DuckDBPyConnection) -> None:
    for table in (*_OF_SNAPSHOT, *_RECORDS):
        connection.execute(statement(_OTHER_ROWS, incoming=f"incoming_{table}"))


def _replace_rows(connection: DuckDBPyConnection) -> None:
    for table in (*_OF_SNAPSHOT, LoadedPackage.table):
        connection.execute(
            statement("delete from $one where snapshot_id in (select snapshot_id from packages)", one=table)
        )
    for table in _OF_SNAPSHOT:
        _insert(connection, table, "")
    connection.execute(_WINNERS)
    for table in _RECORDS:
        connection.execute(statement(_OUTDATED_RECORDS, one=table))
        _insert(connection, table, "where (post_id, content_hash, package_no) in (select * from winners)")


def _insert(connection: DuckDBPyConnection, table: str, condition: str) -> None:
    text = "insert into $one ($columns) select $columns from $incoming "
    connection.execute(
        statement(text, one=table, columns=names_of(TABLES[table]), incoming=f"incoming_{table}") + condition
    )


def _upsert(connection: DuckDBPyConnection, table: str, key: tuple[str, ...], rows: list[dict[str, Any]]) -> None:
    """Replace the rows that have the same key; of two new rows with one key the last counts."""
    if not rows:
        return
    unique = {tuple(row[name] for name in key): row for row in rows}
    same = " and ".join(f"{quoted(name)} = ?" for name in key)
    for values in unique:
        connection.execute(statement("delete from $one where ", one=table) + same, values)
    insert_rows(connection, table, TABLES[table], unique.values())


def _summary(connection: DuckDBPyConnection) -> LoadSummary:
    counts = {
        table: connection.execute(statement("select count(*) from $one", one=f"incoming_{table}")).fetchall()[0][0]
        for table in ("snapshots", "quarantine", *_RECORDS)
    }
    posts = connection.execute("select count(*) from incoming_post_observations where kind <> 'headline'").fetchall()
    days = connection.execute("select distinct day from incoming_snapshots").fetchall()
    return LoadSummary(
        snapshots=counts["snapshots"], posts=posts[0][0], records=sum(counts[one] for one in _RECORDS),
        quarantined=counts["quarantine"], loaded_days=tuple(one[0] for one in days),
    )  # fmt: skip


def _sum_of(one: LoadSummary, other: LoadSummary) -> LoadSummary:
    return LoadSummary(
        snapshots=one.snapshots + other.snapshots, posts=one.posts + other.posts,
        records=one.records + other.records, quarantined=one.quarantined + other.quarantined,
        loaded_days=tuple(sorted({*one.loaded_days, *other.loaded_days})),
    )  # fmt: skip
