-- Which provisional ids are one post. Two ids of one blog are linked where the outlet itself gives
-- them one id, or where they share their instant, are never shown together, and share most of their
-- words (an edited opening).
with recursive
    snapshots as (select * from {{ ref("stg_snapshots") }}),
    observations as (
        select
            posts.*,
            row(snapshots.captured_at, posts.snapshot_id, posts.post_id) as shown_at,
            list_distinct(regexp_extract_all(lower(strip_accents(posts.text)), '\w{3,}')) as words,
        from {{ ref("stg_post_observations") }} as posts
        inner join snapshots on posts.snapshot_id = snapshots.snapshot_id
    ),
    nodes as (
        select
            post_id,
            min(shown_at) as earliest,
            arg_min(blog_id, shown_at) as blog_id,
            arg_min(outlet_id, shown_at) as outlet_id,
            arg_min(source_post_id, shown_at) as source_post_id,
            arg_min(published_at, shown_at) as published_at,
            arg_min(words, shown_at) as words,
            list(distinct snapshot_id) as snapshot_ids,
        from observations
        group by post_id
    ),
    same_source as (
        select one.post_id, other.post_id as other_id,
        from nodes as one
        inner join
            nodes as other
            on one.outlet_id = other.outlet_id
            and one.blog_id = other.blog_id
            and one.source_post_id = other.source_post_id
            and one.post_id <> other.post_id
    ),
    same_moment as (
        select one.post_id, other.post_id as other_id,
        from nodes as one
        inner join
            nodes as other
            on one.outlet_id = other.outlet_id
            and one.blog_id = other.blog_id
            and one.published_at = other.published_at
            and one.post_id <> other.post_id
        where
            not list_has_any(one.snapshot_ids, other.snapshot_ids)
            and (one.source_post_id is null or other.source_post_id is null)
            and len(list_intersect(one.words, other.words))
            > 0.5 * least(len(one.words), len(other.words))
    ),
    links as (
        from same_source
        union
        from same_moment
    ),
    reached as (
        select post_id, post_id as other_id,
        from links
        union
        select reached.post_id, links.other_id,
        from reached
        inner join links on reached.other_id = links.post_id
    ),
    named as (
        select reached.post_id, arg_min(other.post_id, other.earliest) as canonical_id,
        from reached
        inner join nodes as other on reached.other_id = other.post_id
        group by reached.post_id
    )
select
    nodes.post_id as observed_post_id,
    coalesce(named.canonical_id, nodes.post_id) as post_id,
    nodes.outlet_id,
    coalesce(canonical.blog_id, nodes.blog_id) as blog_id,
    coalesce(named.canonical_id, nodes.post_id) <> nodes.post_id as is_alias,
from nodes
left join named on nodes.post_id = named.post_id
left join nodes as canonical on named.canonical_id = canonical.post_id
