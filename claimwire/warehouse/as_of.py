"""What was known on a day: table macros over the tables of schema `history`, one a fact and one for posts."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType
from typing import TYPE_CHECKING

from claimwire.warehouse.schema import literal, quoted, statement

if TYPE_CHECKING:
    from duckdb import DuckDBPyConnection

MARTS: Mapping[str, str] = MappingProxyType(
    {
        "claims": "fct_claims",
        "casualties": "fct_casualties",
        "mobilisation": "fct_mobilisation",
        "territory": "fct_territory",
        "posts": "dim_post",
    }
)
_OWN_COLUMNS: Mapping[str, str] = MappingProxyType(
    {
        "revision_no": "State of the post's words that the row was read from, counted from 1.",
        "valid_from": "Capture since which the row was known so, in UTC.",
        "valid_to": "Capture since which it was known otherwise, in UTC; null while it is known so.",
        "seen_at": "Captures that showed the post while it was known so, in UTC.",
        "captures_before": "Captures that had shown the post before.",
        "seen_before_at": "Last capture that had shown the post before, in UTC.",
    }
)
# A day stands for its end, an instant for itself; both in UTC, whatever the zone of the session.
_INSTANT = r"""case
    when typeof(known_at) = 'DATE' or regexp_matches(cast(known_at as varchar), '^\d{4}-\d\d-\d\d$')
    then timezone('UTC', cast(cast(known_at as date) as timestamp) + interval '1 day' - interval '1 microsecond')
    when typeof(known_at) = 'TIMESTAMP WITH TIME ZONE'
        or regexp_matches(cast(known_at as varchar), '\d(?:Z|[+-]\d\d(?::?\d\d)?)$')
    then cast(known_at as timestamptz)
    else timezone('UTC', cast(known_at as timestamp))
end"""
_WAS_KNOWN = _INSTANT.join((" where valid_from <= ", " and (valid_to is null or valid_to > ", ")"))
_COUNTED: Mapping[str, str] = MappingProxyType(
    {
        "last_seen_at": f"coalesce(list_max(list_filter(seen_at, seen -> seen <= {_INSTANT})), seen_before_at)",
        "captures": f"cast(captures_before + len(list_filter(seen_at, seen -> seen <= {_INSTANT})) as integer)",
    }
)


def add_macros(connection: DuckDBPyConnection) -> None:
    """Create `claims_as_of(known_at)` and its sisters in the current database, each with its comment.

    A macro gives the rows of its mart, column for column, as a build of the captures up to that instant would. What
    it names is looked up in the database in use: a client that attaches the file says `use` first.
    """
    for history in _held(connection):
        mart = MARTS[history]
        macro = f"{history}_as_of"
        listed = ", ".join(f"{_COUNTED.get(one, quoted(one))} as {quoted(one)}" for one in _columns(connection, mart))
        connection.execute(
            statement("create or replace macro main.$macro(known_at) as table select ", macro=macro)
            + listed
            + statement(" from history.$history", history=history)
            + _WAS_KNOWN
        )
        comment = f"{mart} as known at an instant, or at the end of a day, in UTC: from {macro}('2024-10-30')."
        connection.execute(statement("comment on macro table main.$macro is ", macro=macro) + literal(comment))


def describe_history(connection: DuckDBPyConnection) -> None:
    """Describe the tables of `history` in the current database with the words of their marts."""
    for history in _held(connection):
        mart = MARTS[history]
        table = statement("history.$history", history=history)
        comment = f"Every state that a row of {mart} was in, from when to when it was known; see {history}_as_of."
        connection.execute(f"comment on table {table} is {literal(comment)}")
        described = {**_columns(connection, mart), **_OWN_COLUMNS}
        for column in _columns(connection, history, schema="history"):
            connection.execute(
                f"comment on column {table}." + quoted(column) + " is " + literal(described[column] or "")
            )


def _held(connection: DuckDBPyConnection) -> list[str]:
    rows = connection.execute(
        "select table_name from duckdb_tables() where database_name = current_database() and schema_name = 'history'"
    ).fetchall()
    return sorted(one[0] for one in rows if one[0] in MARTS)


def _columns(connection: DuckDBPyConnection, table: str, schema: str = "main") -> dict[str, str | None]:
    rows = connection.execute(
        """select column_name, comment from duckdb_columns()
        where database_name = current_database() and schema_name = ? and table_name = ? order by column_index""",
        [schema, table],
    ).fetchall()
    return dict(rows)
