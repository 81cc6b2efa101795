{{ kept_by("blog_id") }}
-- Blogs that were captured and of which no capture says a thing, as their snapshots show them.
with
    snapshots as (select * from {{ ref("stg_snapshots") }}),
    identity as (select * from {{ ref("int_blog_identity") }}),
    described as (select * from {{ ref("int_blogs") }})
select
    identity.blog_id,
    arg_min(snapshots.outlet_id, captured_at) as outlet_id,
    arg_min(url, captured_at) as canonical_url,
    list_sort(list(distinct snapshots.blog_id)) as observed_blog_ids,
    min(captured_at) as first_captured_at,
    max(captured_at) as last_captured_at,
    cast(count(*) as integer) as captures,
from snapshots
inner join identity on snapshots.blog_id = identity.observed_blog_id
where identity.blog_id not in (select blog_id from described)
group by identity.blog_id
