"""What a second reader says, beside the raw tables of the rules and never among them."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, fields
from datetime import date
from pathlib import Path
from typing import Any

from claimwire.warehouse.connection import locked, query, writer
from claimwire.warehouse.schema import SecondOpinion, SecondReading, ensure_schema, insert_rows, statement
from extractors.model import NEVER_ANNOTATED, Post, Record
from extractors.rows import post_from_values, to_row

_UNREAD = """
    select observations.* from post_observations as observations
    anti join second_readings as held
        on observations.post_id = held.post_id and observations.observed_hash = held.content_hash
        and held.annotator = $annotator and held.annotator_version = $version
    where day = $day and list_contains($outlets, outlet) and not list_contains($kinds, kind)
    qualify row_number() over (
        partition by observations.post_id, observed_hash order by snapshot_id
    ) = 1
    order by outlet, observations.post_id, observed_hash
"""
_SHARED = frozenset(one.name for one in fields(SecondOpinion))


@dataclass(frozen=True, kw_only=True)
class Reader:
    """Who read: the annotator that its records name, and its version."""

    annotator: str
    version: str


def unread_posts(raw: Path, by: Reader, *, day: date, outlets: Sequence[str], lock_seconds: float) -> list[Post]:
    """The posts of a day whose words that reader has not read yet.

    Raises:
        WarehouseLocked: another process writes to the raw file.
    """
    with locked(raw, seconds=lock_seconds):
        with writer(raw) as connection:
            ensure_schema(connection)
        wanted = {
            "day": day, "outlets": list(outlets), "kinds": sorted(NEVER_ANNOTATED), **vars(by),
        }  # fmt: skip
        rows = query(raw, _UNREAD, wanted)
    return [post_from_values(row) for row in rows]


def store_opinions(
    raw: Path, by: Reader, readings: Sequence[tuple[Post, Sequence[Record], int]], *, lock_seconds: float
) -> None:
    """Store what a reader made of some posts, each with its records and the count of those refused, all or nothing.

    What it said of the same words before is replaced.

    Raises:
        WarehouseLocked: another process writes to the raw file.
    """
    read = [
        {"post_id": post.post_id, "content_hash": post.content_hash, "record_count": len(records),
         "refused_count": refused, "annotator": by.annotator, "annotator_version": by.version}
        for post, records, refused in readings
    ]  # fmt: skip
    said = [_opinion(one) for _, records, _ in readings for one in records]
    with locked(raw, seconds=lock_seconds), writer(raw) as connection:
        ensure_schema(connection)
        connection.begin()
        for table in (SecondReading.table, SecondOpinion.table):
            sql = "delete from $one where post_id = ? and content_hash = ? and annotator = ?"
            for one in read:
                connection.execute(statement(sql, one=table), [one["post_id"], one["content_hash"], by.annotator])
        for kind, rows in ((SecondReading, read), (SecondOpinion, said)):
            if rows:
                insert_rows(connection, kind.table, kind, rows)
        connection.commit()
        connection.execute("checkpoint")


def _opinion(record: Record) -> Mapping[str, Any]:
    row = to_row(record)
    own = {name: value for name, value in row.items() if name not in _SHARED and name != "table"}
    shared = {name: row[name] for name in _SHARED & row.keys()}
    return {**shared, "record_table": row["table"], "fields": json.dumps(own, ensure_ascii=False, sort_keys=True)}
