-- The address of a live blog as its captures taught it: from when to when it was the one known.
with
    blogs as (select * from {{ ref("stg_blogs") }}),
    snapshots as (select * from {{ ref("stg_snapshots") }}),
    identity as (select * from {{ ref("int_blog_identity") }}),
    shown as (
        select
            coalesce(identity.blog_id, blogs.blog_id) as blog_id,
            snapshots.captured_at,
            snapshots.snapshot_id,
            coalesce(
                last_value(blogs.canonical_url ignore nulls) over captures,
                first_value(snapshots.url) over captures
            ) as url,
        from blogs
        inner join snapshots on blogs.snapshot_id = snapshots.snapshot_id
        left join identity on blogs.blog_id = identity.observed_blog_id
        window
            captures as (
                partition by coalesce(identity.blog_id, blogs.blog_id)
                order by snapshots.captured_at, snapshots.snapshot_id
                rows unbounded preceding
            )
    )
select blog_id, captured_at as valid_from, url,
from shown
qualify url is distinct from lag(url) over (partition by blog_id order by captured_at, snapshot_id)
