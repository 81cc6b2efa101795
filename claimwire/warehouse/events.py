"""A user's own copy of an event data set beside our facts: joined by place and day, kept nowhere else.

VIINA, ACLED and UCDP GED are read as their publishers hand them out; none of their rows is part of this project.
Events are what happened, facts are what was said: a pair says "look here", never "this is true".
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from claimwire.warehouse.connection import connect_readonly
from claimwire.warehouse.exports import attach, workspace
from claimwire.warehouse.schema import literal, quoted
from extractors.errors import UsageError

if TYPE_CHECKING:
    from duckdb import DuckDBPyConnection


@dataclass(frozen=True, kw_only=True)
class EventShape:
    """The columns of a data set by what they mean here; those of `required` tell it from the others."""

    name: str
    required: frozenset[str]
    columns: Mapping[str, str]
    exact: str


@dataclass(frozen=True, kw_only=True)
class JoinedEvents:
    """What a join found: the data set, its events, how many of them meet a fact, and the pairs written."""

    dataset: str
    events: int
    matched_events: int
    pairs: int
    output: Path


SHAPES = (
    EventShape(
        name="UCDP GED",
        required=frozenset({"id", "date_start", "date_end", "where_prec", "date_prec", "latitude", "longitude"}),
        columns={
            "event_id": "id", "kind": "type_of_violence", "begins": "date_start", "ends": "date_end",
            "place": "where_coordinates", "region": "adm_1", "lat": "latitude", "lon": "longitude", "deaths": "best",
            "precision": "where_prec",
        },
        exact="try_cast(precision as integer) <= 2",
    ),
    EventShape(
        name="ACLED",
        required=frozenset({"event_id_cnty", "event_date", "event_type", "latitude", "longitude"}),
        columns={
            "event_id": "event_id_cnty", "kind": "sub_event_type", "begins": "event_date", "ends": "event_date",
            "place": "location", "region": "admin1", "lat": "latitude", "lon": "longitude", "deaths": "fatalities",
            "precision": "geo_precision",
        },
        exact="try_cast(precision as integer) = 1",
    ),
    EventShape(
        name="VIINA",
        required=frozenset({"event_id", "date", "geonameid", "latitude", "longitude"}),
        columns={
            "event_id": "event_id", "kind": "source", "begins": "date", "ends": "date", "place": "asciiname",
            "region": "adm1_name", "lat": "latitude", "lon": "longitude", "geonameid": "geonameid",
            "precision": "geo_precision",
        },
        exact="upper(precision) in ('STREET', 'ADM3')",
    ),
)  # fmt: skip
_FIELDS = ("event_id", "kind", "begins", "ends", "place", "region", "lat", "lon", "geonameid", "deaths", "precision")
_MACROS = r"""
    create temp macro folded(name) as regexp_replace(
        regexp_replace(lower(strip_accents(name)), ' (town|village|city|settlement|oblast|region|krai)$', ''),
        '[^a-z]', '', 'g'
    );
    create temp macro day_of(written) as case
        when regexp_matches(written, '^\d{4}-\d\d-\d\d') then try_cast(left(written, 10) as date)
        else cast(try_strptime(written, ['%Y%m%d', '%d %B %Y', '%d-%b-%Y', '%d/%m/%Y']) as date)
    end;
    create temp macro harmless(words) as if(regexp_matches(words, '^[=+\-@\t\r]'), '''' || words, words);
    create temp macro apart(lat1, lon1, lat2, lon2) as 12742 * asin(sqrt(
        power(sin(radians(lat2 - lat1) / 2), 2)
        + cos(radians(lat1)) * cos(radians(lat2)) * power(sin(radians(lon2 - lon1) / 2), 2)
    ));
"""
_EVENTS = """
    create temp table events as
    select row_number() over () as event_key, event_id, kind, place, try_cast(deaths as double) as deaths,
        day_of(begins) as begins_on, day_of(ends) as ends_on, try_cast(lat as double) as lat,
        try_cast(lon as double) as lon, try_cast(geonameid as bigint) as geonameid,
        coalesce({exact}, false) as is_exact, folded(place) as place_key, folded(region) as region_key
    from (select {columns} from {rows})
"""
_FACTS = """
    create temp view facts as
    with said as (
        select 'fct_territory' as fact_table, territory_id as fact_id, claim_id, place_id, event_on, published_on,
            territory_type as what, best from warehouse.fct_territory
        union all
        select 'fct_casualties', casualty_id, claim_id, place_id, event_on, published_on, outcome, best
        from warehouse.fct_casualties
        union all
        select 'fct_mobilisation', mobilisation_id, claim_id, place_id, null, published_on, mobilisation_type, best
        from warehouse.fct_mobilisation
    )
    select said.* exclude (event_on, published_on), claims.speaker, claims.speaker_side, claims.stance,
        coalesce(event_on, claims.stated_on, said.published_on) as happened_on
    from said join warehouse.fct_claims as claims using (claim_id)
    where place_id is not null
"""
_MET = """
    create temp table met as
    with
        places as (
            from warehouse.dim_place where feature in ('city', 'town', 'village')
            and place_id in (select place_id from facts)
        ),
        found as (
            select event_key, place_id, 1 as rank, 'geonameid' as basis, null as km
            from events join places using (geonameid)
            union all
            select event_key, place_id, 2, 'coordinates', apart(events.lat, events.lon, places.lat, places.lon)
            from events join places on events.lat between places.lat - $km / 111.0 and places.lat + $km / 111.0
            where is_exact and coord_source = 'geonames'
                and apart(events.lat, events.lon, places.lat, places.lon) <= $km
            union all
            select event_key, place_id, 3, 'name', null
            from events join places on events.place_key = folded(places.name)
                and events.region_key = folded(places.admin1_name)
            where coord_source <> 'geonames'
        )
    select event_key, place_id, basis, round(km, 1) as km from found
    qualify row_number() over (partition by event_key, place_id order by rank, km) = 1
"""
_PAIRS = """
    create temp table pairs as
    select $dataset as dataset, events.event_id, events.kind as event_kind, events.begins_on, events.ends_on,
        events.place as event_place, events.deaths, facts.fact_table, facts.fact_id, facts.claim_id, facts.what,
        facts.best, facts.speaker, facts.speaker_side, facts.stance, facts.place_id, places.name as place,
        facts.happened_on, met.basis, met.km,
        greatest(0, facts.happened_on - events.ends_on, events.begins_on - facts.happened_on) as days_apart
    from met
    join events using (event_key)
    join facts using (place_id)
    join warehouse.dim_place as places using (place_id)
    where facts.happened_on between events.begins_on - $days::integer and events.ends_on + $days::integer
    order by all
"""


def join_events(database: Path, file: Path, output: Path, *, days: int = 3, km: float = 5) -> JoinedEvents:
    """Write which facts of a published file meet which events of `file`: one place, and at most `days` apart.

    A place is one by its GeoNames number, else by points at most `km` kilometres apart where both are exact, else by
    name and region. `output` ends in `.csv` or `.parquet`.

    Raises:
        UsageError: the file is no copy of a known data set, or the output has another ending.
    """
    import duckdb

    if output.suffix not in {".csv", ".parquet"}:
        raise UsageError(f"{output.name} can be neither CSV nor Parquet.", hint="End its name in .csv or .parquet.")
    if not file.is_file():
        raise UsageError(f"There is no file {file}.", hint="Give the CSV as its publisher hands it out.")
    connect_readonly(database).close()
    with workspace() as connection:
        attach(connection, database, "warehouse")
        try:
            shape = _read(connection, file)
            return _joined(connection, shape, output, days=days, km=km)
        except duckdb.Error as error:
            raise UsageError(
                f"{file.name} cannot be joined: {str(error).splitlines()[0]}", hint="Is it the CSV as handed out?"
            ) from error


def _read(connection: DuckDBPyConnection, file: Path) -> EventShape:
    rows = f"read_csv({literal(str(file))}, header = true, all_varchar = true)"
    described = connection.execute(f"describe from {rows}").fetchall()
    held = {str(one[0]).lower(): str(one[0]) for one in described}
    shape = next((one for one in SHAPES if one.required <= set(held)), None)
    if shape is None:
        raise UsageError(
            f"{file.name} has the columns of no known data set.",
            hint=f"Known are {', '.join(one.name for one in SHAPES)}, with the names of their own columns.",
        )
    named = {field: held.get(shape.columns.get(field, "")) for field in _FIELDS}
    columns = ", ".join(f"{quoted(held) if held else 'null::varchar'} as {field}" for field, held in named.items())
    connection.execute(_MACROS)
    connection.execute(_EVENTS.format(exact=shape.exact, columns=columns, rows=rows))
    (dated,) = connection.execute("select count(begins_on) > 0 and count(ends_on) > 0 from events").fetchall()[0]
    if not dated:
        raise UsageError(
            f"{file.name} has no event with a day.", hint="Days are read as 2024-10-30 or 30 October 2024."
        )
    return shape


def _joined(connection: DuckDBPyConnection, shape: EventShape, output: Path, *, days: int, km: float) -> JoinedEvents:
    connection.execute(_FACTS)
    connection.execute(_MET, {"km": km})
    connection.execute(_PAIRS, {"dataset": shape.name, "days": days})
    pairs = connection.sql("from pairs")
    if output.suffix == ".parquet":
        pairs.write_parquet(str(output), compression="zstd")
    else:
        texts = ("event_id", "event_kind", "event_place", "speaker")
        replaced = ", ".join(f"harmless({one}) as {one}" for one in texts)
        pairs.select(f"* replace ({replaced})").write_csv(str(output), header=True)
    (counts,) = connection.execute(
        """select (select count(*) from events), count(distinct event_id), count(*) from pairs"""
    ).fetchall()
    return JoinedEvents(dataset=shape.name, events=counts[0], matched_events=counts[1], pairs=counts[2], output=output)
