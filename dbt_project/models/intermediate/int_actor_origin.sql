-- As which origin an actor counts: all who answer to one state are one, an official of an
-- international body is that body, everyone else is an origin of their own.
with
    actors as (select * from {{ ref("dim_actor") }}),
    bodies as (
        select actor_id as body_id, unnest(list_append(aliases, name)) as body_name,
        from actors
        where kind = 'igo'
    ),
    officials as (
        select actors.actor_id, arg_max(body_id, (length(body_name), body_id)) as body_id,
        from actors
        inner join bodies on regexp_matches(actors.role, '\b' || regexp_escape(body_name) || '\b')
        where actors.kind = 'person' and actors.country is null
        group by actors.actor_id
    )
select
    actors.actor_id,
    coalesce(
        {{ state_origin("actors.kind", "actors.country", "actors.side") }},
        'body:' || officials.body_id,
        if(actors.kind = 'igo', 'body:', actors.kind || ':') || actors.actor_id
    ) as origin_id,
from actors
left join officials on actors.actor_id = officials.actor_id
