-- Posts that carry one text or one agency's quotation: which text, and the agency it comes from
-- where one of the posts names one.
with recursive
    pairs as (
        select post_id, other_post_id,
        from {{ ref("int_near_duplicates") }}
        union all
        select other_post_id, post_id,
        from {{ ref("int_near_duplicates") }}
    ),
    posts as (select * from {{ ref("int_post_shingles") }}),
    actors as (select * from {{ ref("dim_actor") }}),
    reached as (
        select post_id, other_post_id,
        from pairs
        union
        select reached.post_id, pairs.other_post_id,
        from reached
        inner join pairs on reached.other_post_id = pairs.post_id
    ),
    grouped as (select post_id, min(other_post_id) as wire_id, from reached group by post_id),
    credited as (
        select grouped.wire_id, unnest(posts.agencies) as name,
        from grouped
        inner join posts on grouped.post_id = posts.post_id
    ),
    named as (
        select
            actor_id,
            unnest(
                list_transform(list_append(aliases, name), lambda n:lower(strip_accents(n)))
            ) as name,
        from actors
        where kind = 'agency'
    ),
    counted as (
        select credited.wire_id, named.actor_id, count(*) as posts,
        from credited
        inner join named on credited.name = named.name
        group by all
    ),
    agencies as (
        select wire_id, arg_max(actor_id, (posts, actor_id)) as agency_id,
        from counted
        group by wire_id
    )
select grouped.post_id, grouped.wire_id, agencies.agency_id,
from grouped
left join agencies on grouped.wire_id = agencies.wire_id
