"""Who may open a file: one writer proven by a lock, any number of readers who can reach nothing else."""

from __future__ import annotations

import fcntl
import os
import threading
import time
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from datetime import UTC, datetime
from pathlib import Path
from typing import IO, TYPE_CHECKING, Any

from extractors.errors import UnreadableWarehouse, UsageError, WarehouseLocked

if TYPE_CHECKING:
    from duckdb import DuckDBPyConnection, Error

_FENCE: Mapping[str, str | bool] = {
    "enable_external_access": False,
    "autoinstall_known_extensions": False,
    "autoload_known_extensions": False,
    "allow_community_extensions": False,
    "python_enable_replacements": False,
    "memory_limit": "4GB",
}
_WRITER: Mapping[str, str | bool] = {"python_enable_replacements": False, "memory_limit": "1200MB"}
_POLL_SECONDS = 0.05


@contextmanager
def locked(path: Path, *, seconds: float) -> Iterator[IO[str]]:
    """Hold the exclusive lock of `path` (a file beside it) for the length of the block.

    The operating system frees it when the process ends, however it ends. Yields the lock file.

    Raises:
        WarehouseLocked: another process held it for all of `seconds`.
    """
    path.parent.mkdir(parents=True, exist_ok=True)
    with path.with_name(path.name + ".lock").open("a+", encoding="ascii") as file:
        _acquire(file, path, time.monotonic() + seconds)
        file.truncate(0)
        file.write(str(os.getpid()))
        file.flush()
        try:
            yield file
        finally:
            file.truncate(0)


def _acquire(file: IO[str], path: Path, deadline: float) -> None:
    while True:
        try:
            fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            if time.monotonic() >= deadline:
                raise WarehouseLocked(f"{path} is locked {_holder(file)}.") from None
            time.sleep(_POLL_SECONDS)
        else:
            return


def _holder(file: IO[str]) -> str:
    file.seek(0)
    since = datetime.fromtimestamp(os.fstat(file.fileno()).st_mtime, UTC)
    return f"by process {file.read().strip() or 'unknown'} since {since:%Y-%m-%d %H:%M:%S} UTC"


@contextmanager
def writer(path: Path) -> Iterator[DuckDBPyConnection]:
    """Open a file for writing; closed at the end of the block, whatever happens. Files that live hold `locked` too.

    Raises:
        WarehouseLocked: another process has the file open.
        UnreadableWarehouse: the file is damaged.
    """
    connection = _open(path, is_readonly=False, settings=_WRITER)
    try:
        connection.execute("set timezone = 'UTC'")
        yield connection
    finally:
        connection.close()


def connect_readonly(path: Path) -> DuckDBPyConnection:
    """Open a file for reading, with files, network, extensions and settings out of a query's reach.

    Raises:
        UsageError: there is no such file.
        WarehouseLocked: a writer has the file open.
        UnreadableWarehouse: the file is damaged.
    """
    if not path.is_file():
        raise UsageError(f"There is no warehouse at {path}.", hint="`claimwire run --day 2024-10-30` makes one.")
    connection = _open(path, is_readonly=True, settings=_FENCE)
    connection.execute("set timezone = 'UTC'")
    connection.execute("set lock_configuration = true")
    return connection


def _open(path: Path, *, is_readonly: bool, settings: Mapping[str, str | bool]) -> DuckDBPyConnection:
    import duckdb

    try:
        return duckdb.connect(str(path), read_only=is_readonly, config=dict(settings))
    except duckdb.Error as error:
        raise _explained(path, error) from error


def _explained(path: Path, error: Error) -> WarehouseLocked | UnreadableWarehouse:
    first_line = str(error).splitlines()[0]
    if "lock" in first_line or "different configuration" in first_line:
        return WarehouseLocked(f"{path} is open elsewhere: {first_line}")
    return UnreadableWarehouse(f"{path} cannot be read: {first_line}")


@contextmanager
def time_limit(connection: DuckDBPyConnection, seconds: float) -> Iterator[None]:
    """Interrupt what the connection runs once the block has lasted for `seconds`."""
    timer = threading.Timer(seconds, connection.interrupt)
    timer.start()
    try:
        yield
    finally:
        timer.cancel()


def query(
    database: Path, sql: str, parameters: Mapping[str, Any] | None = None, *, seconds: float = 60
) -> list[dict[str, Any]]:
    """Rows of one read-only query, as dictionaries; instants are aware and in UTC.

    `parameters` fill the places named `$name`.

    Raises:
        UsageError: the statement is wrong, forbidden, or ran for longer than `seconds`.
    """
    import duckdb

    connection = connect_readonly(database)
    try:
        with time_limit(connection, seconds):
            result = connection.execute(sql, parameters)
            titles = [one[0] for one in result.description or ()]
            return [dict(zip(titles, row, strict=True)) for row in result.fetchall()]
    except duckdb.InterruptException as error:
        raise UsageError(f"The query ran for more than {seconds:g} seconds.", hint="Narrow it down.") from error
    except duckdb.Error as error:
        raise UsageError(
            str(error).splitlines()[0], hint="`show tables` lists tables, `describe fct_claims` its columns."
        ) from error
    finally:
        connection.close()
