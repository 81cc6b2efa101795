"""What is new, revised or withdrawn since the last publication, fact by fact."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Iterator, Mapping
from types import MappingProxyType
from typing import IO, TYPE_CHECKING, Any

from claimwire.warehouse.schema import statement

if TYPE_CHECKING:
    from duckdb import DuckDBPyConnection

FACT_KEYS: Mapping[str, str] = MappingProxyType(
    {
        "fct_claims": "claim_id",
        "fct_casualties": "casualty_id",
        "fct_mobilisation": "mobilisation_id",
        "fct_territory": "territory_id",
    }
)
_ALL = "select one.$key, to_json(one), null from $new.main.$table as one order by 1"
_DIFFERING = """
    select coalesce(one.$key, other.$key), if(one.$key is null, null, to_json(one)),
        if(other.$key is null, null, to_json(other))
    from $new.main.$table as one
    full join $old.main.$table as other on one.$key = other.$key
    where to_json(one) is distinct from to_json(other)
    order by 1
"""
_WITHDRAWN = ("removed", "retracted_by_outlet")
KINDS = ("added", "revised", "withdrawn")


def write_changes(connection: DuckDBPyConnection, file: IO[str], *, new: str, old: str | None) -> dict[str, int]:
    """Write one JSON line a changed fact, comparing two attached databases by key; returns how many of each kind.

    A line holds `change` (added, revised, withdrawn), `table`, `id`, the new `row` (the old one where it is
    withdrawn), and for a revision `before`, the old values of the columns that differ. A fact whose lifecycle turns
    to removed, or to retracted by the outlet, is withdrawn. Applied to the last publication in order, the lines give
    the new one.
    """
    counts: Counter[str] = Counter(dict.fromkeys(KINDS, 0))
    for table, key in FACT_KEYS.items():
        for line in _changes_of(connection, table, key, new, old):
            counts[line["change"]] += 1
            file.write(json.dumps(line, ensure_ascii=False) + "\n")
    return dict(counts)


def _changes_of(
    connection: DuckDBPyConnection, table: str, key: str, new: str, old: str | None
) -> Iterator[dict[str, Any]]:
    if old is None or not _has_table(connection, old, table):
        rows = connection.execute(statement(_ALL, key=key, new=new, table=table))
    else:
        rows = connection.execute(statement(_DIFFERING, key=key, new=new, old=old, table=table))
    for identifier, now, before in rows.fetchall():
        yield from _line(table, identifier, json.loads(now or "null"), json.loads(before or "null"))


def _line(
    table: str, identifier: str, now: dict[str, Any] | None, before: dict[str, Any] | None
) -> Iterator[dict[str, Any]]:
    head = {"table": table, "id": identifier}
    if before is None:
        yield {"change": "added", **head, "row": now}
    elif now is None:
        yield {"change": "withdrawn", **head, "row": before}
    else:
        differing = {name: before.get(name) for name in now if now[name] != before.get(name)}
        is_withdrawn = now["lifecycle"] in _WITHDRAWN and before["lifecycle"] not in _WITHDRAWN
        yield {"change": "withdrawn" if is_withdrawn else "revised", **head, "row": now, "before": differing}


def _has_table(connection: DuckDBPyConnection, database: str, table: str) -> bool:
    held = "select 1 from duckdb_tables() where database_name = ? and schema_name = 'main' and table_name = ?"
    return connection.execute(held, [database, table]).fetchone() is not None
