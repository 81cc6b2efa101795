with
    claims as (select * from {{ ref("fct_claims") }}),
    actors as (select * from {{ ref("dim_actor") }}),
    hops as (
        select
            claim_id,
            post_id,
            outlet_id,
            speaker,
            speaker_id,
            unnest(attribution) as hop,
            generate_subscripts(attribution, 1) as turn,
        from claims
    ),
    named as (
        select name, arg_min(actor_id, (not is_in_gazetteer, actor_id)) as actor_id,
        from actors
        group by name
    )
select
    hops.claim_id,
    cast(hops.turn - 1 as integer) as hop_no,
    hops.hop.name as name,
    hops.hop.role as role,
    if(
        hops.hop.name = hops.speaker, coalesce(hops.speaker_id, named.actor_id), named.actor_id
    ) as actor_id,
    hops.post_id,
    hops.outlet_id,
from hops
left join named on hops.hop.name = named.name
