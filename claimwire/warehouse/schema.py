"""The raw tables: columns and DDL derived from the dataclasses of `extractors.model`."""

from __future__ import annotations

import json
import types
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, fields, is_dataclass
from datetime import date, datetime
from string import Template
from typing import TYPE_CHECKING, Any, ClassVar, Literal, Union, get_args, get_origin, get_type_hints

from extractors.errors import SchemaMismatch
from extractors.model import RAW_TABLES
from extractors.outlet import Outlet

if TYPE_CHECKING:
    from duckdb import DuckDBPyConnection

_SCALARS = {str: "VARCHAR", int: "BIGINT", float: "DOUBLE", bool: "BOOLEAN", date: "DATE", datetime: "TIMESTAMPTZ"}
_SAME_AS = {"TIMESTAMP WITH TIME ZONE": "TIMESTAMPTZ"}


@dataclass(frozen=True, kw_only=True)
class DeclaredOutlet:
    """`raw.outlets`: what an outlet's declaration says that an analyst needs."""

    table: ClassVar[str] = "outlets"

    outlet: str
    name: str
    domain: str
    country: str
    lang: str
    timezone: str
    type: str
    owner: str | None
    ownership_state: str | None
    volume_low: int
    volume_high: int
    expects_blog_daily: bool

    @classmethod
    def of(cls, outlet: Outlet) -> DeclaredOutlet:
        """Flatten a declaration."""
        return cls(
            outlet=outlet.slug, name=outlet.name, domain=outlet.hosts[0], country=outlet.country, lang=outlet.lang,
            timezone=outlet.timezone, type=outlet.type, owner=outlet.owner, ownership_state=outlet.ownership_state,
            volume_low=outlet.volume.low, volume_high=outlet.volume.high, expects_blog_daily=outlet.expects_blog_daily,
        )  # fmt: skip


@dataclass(frozen=True, kw_only=True)
class LoadedPackage:
    """`raw.loaded_packages`: of what content the rows of a snapshot are, so that any other reading of it shows."""

    table: ClassVar[str] = "loaded_packages"

    snapshot_id: str
    digest: str


@dataclass(frozen=True, kw_only=True)
class SecondReading:
    """`raw.second_readings`: that a second reader read these words, and how many of its records may not count."""

    table: ClassVar[str] = "second_readings"

    post_id: str
    content_hash: str
    annotator: str
    annotator_version: str
    record_count: int
    refused_count: int


@dataclass(frozen=True, kw_only=True)
class SecondOpinion:
    """`raw.second_opinions`: a record of a second reader, never of the rules; `fields` are its own as JSON."""

    table: ClassVar[str] = "second_opinions"

    record_id: str
    record_table: str
    post_id: str
    content_hash: str
    annotator: str
    annotator_version: str
    span_start: int
    span_end: int
    quote: str
    fields: str


@dataclass(frozen=True, kw_only=True)
class Column:
    """One column of a raw table, its type as DuckDB writes it."""

    name: str
    type: str
    is_required: bool


TABLES: types.MappingProxyType[str, type[Any]] = types.MappingProxyType(
    {**RAW_TABLES, **{one.table: one for one in (DeclaredOutlet, LoadedPackage, SecondReading, SecondOpinion)}}
)


def statement(text: str, **names: str | tuple[str, ...]) -> str:
    """Fill table and column names into a statement, quoted; `$name` marks the place, several make a list.

    Only names go in this way, values are parameters.

    >>> statement("select $columns from $one", one="claims", columns=("a", "b"))
    'select "a", "b" from "claims"'
    """
    lists = {key: (one,) if isinstance(one, str) else one for key, one in names.items()}
    return Template(text).substitute({key: ", ".join(quoted(one) for one in held) for key, held in lists.items()})


def quoted(name: str) -> str:
    """An identifier in double quotes.

    >>> quoted('a"b')
    '"a""b"'
    """
    return '"' + name.replace('"', '""') + '"'


def literal(value: str) -> str:
    """A text as an SQL literal, for the statements that take no parameter.

    >>> literal("l'ennemi")
    "'l''ennemi'"
    """
    return "'" + value.replace("'", "''") + "'"


def columns(table: str) -> tuple[Column, ...]:
    """Columns of a raw table in the order of its dataclass."""
    return columns_of(TABLES[table])


def columns_of(row: type[Any]) -> tuple[Column, ...]:
    """Columns that hold the fields of a dataclass, in their order."""
    hints = get_type_hints(row)
    return tuple(_column(one.name, hints[one.name]) for one in fields(row))


def _column(name: str, hint: Any) -> Column:
    return Column(name=name, type=_type_name(hint), is_required=type(None) not in _options(hint))


def _options(hint: Any) -> tuple[Any, ...]:
    return get_args(hint) if get_origin(hint) in {Union, types.UnionType} else (hint,)


def _type_name(hint: Any) -> str:
    hint = next(one for one in _options(hint) if one is not type(None))
    if get_origin(hint) is Literal:
        return "VARCHAR"
    if get_origin(hint) is tuple:
        return _type_name(get_args(hint)[0]) + "[]"
    if is_dataclass(hint):
        hints = get_type_hints(hint)
        return f"STRUCT({', '.join(f'{quoted(one.name)} {_type_name(hints[one.name])}' for one in fields(hint))})"
    return _SCALARS[hint]


def structure(row: type[Any]) -> str:
    """The JSON structure that `from_json` takes to read a list of such rows, types by name."""
    return json.dumps([{one.name: one.type for one in columns_of(row)}])


def package_columns() -> Mapping[str, str]:
    """Name and type of every column that a package row may carry, over all tables."""
    found = {"table": "VARCHAR"}
    for table in RAW_TABLES:
        found.update({one.name: one.type for one in columns(table)})
    return found


def names_of(row: type[Any]) -> tuple[str, ...]:
    """Names of the columns that hold the fields of a dataclass."""
    return tuple(one.name for one in columns_of(row))


def ensure_schema(connection: DuckDBPyConnection) -> None:
    """Create the tables that are missing and add the columns that an older file lacks.

    Raises:
        SchemaMismatch: a column exists with another type.
    """
    held = _held_columns(connection)
    for table in TABLES:
        if table not in held:
            create_table(connection, table, TABLES[table])
        for column in columns(table) if table in held else ():
            _ensure_column(connection, table, column, held[table])


def _ensure_column(connection: DuckDBPyConnection, table: str, column: Column, held: Mapping[str, str]) -> None:
    if column.name not in held:
        connection.execute(statement("alter table $one add column $two ", one=table, two=column.name) + column.type)
    elif _unquoted(held[column.name]) != _unquoted(column.type):
        raise SchemaMismatch(
            f"Column {table}.{column.name} of the raw file is {held[column.name]}, this version needs {column.type}."
        )


def _unquoted(kind: str) -> str:
    """A type without the quotation marks that DuckDB sets around a field's name only where it is a keyword."""
    return kind.replace('"', "")


def _held_columns(connection: DuckDBPyConnection) -> dict[str, dict[str, str]]:
    held: dict[str, dict[str, str]] = {}
    rows: Iterable[tuple[str, str, str]] = connection.execute(
        "select table_name, column_name, data_type from duckdb_columns() where database_name = current_database()"
    ).fetchall()
    for table, column, kind in rows:
        held.setdefault(table, {})[column] = _SAME_AS.get(kind, kind)
    return held


def create_table(connection: DuckDBPyConnection, table: str, row: type[Any]) -> None:
    """Create a table with the columns of a dataclass; what may not be None may not be null."""
    lines = [f"{quoted(one.name)} {one.type}{' not null' if one.is_required else ''}" for one in columns_of(row)]
    connection.execute(statement("create table $one ", one=table) + "(" + ", ".join(lines) + ")")


def insert_rows(connection: DuckDBPyConnection, table: str, row: type[Any], rows: Iterable[Mapping[str, Any]]) -> None:
    """Insert JSON-ready rows of a dataclass in one statement."""
    connection.execute(
        statement(
            "insert into $one ($columns) select $columns from (select unnest(from_json(?::json, ?), max_depth := 2))",
            one=table,
            columns=names_of(row),
        ),
        [json.dumps(list(rows)), structure(row)],
    )
