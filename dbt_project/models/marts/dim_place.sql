with
    places as (select * from {{ ref("stg_places") }}),
    casualties as (select * from {{ ref("fct_casualties") }}),
    mobilisation as (select * from {{ ref("fct_mobilisation") }}),
    territory as (select * from {{ ref("fct_territory") }}),
    named as (
        select place_id, place,
        from casualties
        union all
        select place_id, place,
        from mobilisation
        union all
        select place_id, place,
        from territory
    ),
    referenced as (
        select place_id, mode(place order by place) as place, cast(count(*) as integer) as mentions,
        from named
        where place_id is not null
        group by place_id
    )
select
    referenced.place_id,
    coalesce(places.name, referenced.place, referenced.place_id) as name,
    coalesce(
        places.country, nullif(regexp_extract(referenced.place_id, '^([A-Z]{2})(-|$)', 1), '')
    ) as country,
    coalesce(
        places.admin1, nullif(regexp_extract(referenced.place_id, '^[A-Z]{2}-[A-Z0-9]{1,3}$'), '')
    ) as admin1,
    places.feature,
    places.lat,
    places.lon,
    places.population,
    referenced.mentions,
    places.place_id is not null as is_in_gazetteer,
from referenced
left join places on referenced.place_id = places.place_id
