"""The gazetteers of the annotator beside the raw tables of a build, for the dimensions of actors and places."""

from __future__ import annotations

from typing import TYPE_CHECKING

from claimwire.warehouse.schema import create_table, insert_rows
from extractors.rows import to_row

if TYPE_CHECKING:
    from duckdb import DuckDBPyConnection

_NAMED_PLACES = """
    select place_id from casualties union select place_id from mobilisation union select place_id from territory
"""


def add_reference(connection: DuckDBPyConnection) -> None:
    """Write the tables `actors` (all) and `places` (those that a record names) into a copy of the raw file."""
    from extractors.annotate.actors import Actor, actors
    from extractors.annotate.places import Place, places

    create_table(connection, "actors", Actor)
    insert_rows(connection, "actors", Actor, [to_row(one) for _, one in sorted(actors().by_id.items())])
    named = {place_id for (place_id,) in connection.execute(_NAMED_PLACES).fetchall()}
    known = getattr(places(), "by_id", {})
    create_table(connection, "places", Place)
    insert_rows(connection, "places", Place, [to_row(known[one]) for one in sorted(named & known.keys())])
