with
    places as (select * from {{ ref("stg_places") }}),
    precisions as (
        select where_prec, max(acled_geo_precision) as acled_geo_precision,
        from {{ ref("dim_geo_precision") }}
        where where_prec is not null
        group by where_prec
    ),
    named as (
        select place_id, place,
        from {{ ref("fct_casualties") }}
        union all
        select place_id, place,
        from {{ ref("fct_mobilisation") }}
        union all
        select place_id, place,
        from {{ ref("fct_territory") }}
    ),
    mentioned as (
        select place_id, mode(place order by place) as place, cast(count(*) as integer) as mentions,
        from named
        where place_id is not null
        group by place_id
    )
select
    coalesce(places.place_id, mentioned.place_id) as place_id,
    coalesce(places.name, mentioned.place, mentioned.place_id) as name,
    places.name_uk,
    places.geonameid,
    coalesce(
        places.katottg, nullif(regexp_extract(mentioned.place_id, '^ua:(\w+)$', 1), '')
    ) as katottg,
    coalesce(
        places.country, nullif(regexp_extract(mentioned.place_id, '^([A-Z]{2})(-|$)', 1), '')
    ) as iso_3166_1,
    coalesce(
        places.admin1, nullif(regexp_extract(mentioned.place_id, '^[A-Z]{2}-[A-Z0-9]{1,3}$'), '')
    ) as iso_3166_2,
    places.admin1_name,
    places.raion_id,
    places.raion,
    places.hromada_id,
    places.hromada,
    places.parent_place_id,
    places.feature,
    places.lat,
    places.lon,
    coalesce(places.coord_source, 'none') as coord_source,
    places.where_prec,
    precisions.acled_geo_precision,
    places.population,
    coalesce(mentioned.mentions, 0) as mentions,
    places.place_id is not null as is_in_gazetteer,
from mentioned
full join places on mentioned.place_id = places.place_id
left join precisions on places.where_prec = precisions.where_prec
