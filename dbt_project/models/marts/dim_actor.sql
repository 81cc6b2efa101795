with
    actors as (select * from {{ ref("stg_actors") }}),
    claims as (select * from {{ ref("fct_claims") }}),
    unlisted as (
        select
            speaker_id as actor_id,
            mode(speaker order by speaker) as name,
            mode(speaker_kind order by speaker_kind) as kind,
            mode(speaker_country order by speaker_country) as country,
            mode(speaker_side order by speaker_side) as side,
        from claims
        where speaker_id is not null and speaker_id not in (select actor_id from actors)
        group by speaker_id
    )
select
    actor_id,
    name,
    kind,
    role,
    country,
    side,
    {{ plover_sector("kind", "role", "country") }} as plover_sector,
    aliases,
    valid_from,
    valid_to,
    true as is_in_gazetteer,
from actors
union all
select
    actor_id,
    coalesce(name, actor_id),
    kind,
    null,
    country,
    side,
    {{ plover_sector("kind", "cast(null as varchar)", "country") }},
    cast([] as varchar[]),
    null,
    null,
    false,
from unlisted
