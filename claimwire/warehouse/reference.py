"""The gazetteers of the annotator beside the raw tables of a build, for the dimensions of actors and places."""

from __future__ import annotations

from typing import TYPE_CHECKING

from claimwire.warehouse.schema import create_table, insert_rows, literal, names_of, statement
from extractors.rows import to_row

if TYPE_CHECKING:
    from pathlib import Path

    from duckdb import DuckDBPyConnection

_PLACES = """
    insert into places ($columns)
    with
        named as (
            select place_id from {raw}casualties union select place_id from {raw}mobilisation
            union select place_id from {raw}territory
        ),
        listed as (
            select * replace (nullif(admin1, '') as admin1, coalesce(population, 0) as population)
            from read_csv(?, header = true, all_varchar = false, types = {'admin1': 'VARCHAR'})
            union all by name
            select place_id, name, country, place_id as admin1, 'region' as feature, 0 as population
            from read_csv(?, header = true, all_varchar = true)
            union all by name
            select code as place_id, split_part(names, '|', 1) as name, code as country, 'country' as feature,
                0 as population
            from read_csv(?, header = true, all_varchar = true)
        )
    select $columns from listed where place_id in (from named)
    qualify row_number() over (partition by place_id order by population desc, name) = 1
"""


def add_reference(connection: DuckDBPyConnection, live: Path | None = None) -> None:
    """Write the tables `actors` (all) and `places` (those that a record names) into a copy of the raw file.

    Where the copy holds some of the records only, `live` is the file that holds all of them.
    """
    from extractors.annotate.actors import Actor, actors
    from extractors.annotate.places import Place
    from extractors.annotate.words import LEXICON

    create_table(connection, "actors", Actor)
    insert_rows(connection, "actors", Actor, [to_row(one) for _, one in sorted(actors().by_id.items())])
    create_table(connection, "places", Place)
    paths = [str(LEXICON / "gazetteer" / name) for name in ("places.csv.gz", "regions.csv", "countries.csv")]
    if live:
        connection.execute(f"attach {literal(str(live))} as live (read_only)")
    text = _PLACES.replace("{raw}", "live." if live else "")
    connection.execute(statement(text, columns=names_of(Place)), paths)
