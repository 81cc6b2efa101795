{{ kept_by("blog_id") }}
-- One row a live blog: what its last capture says of it, with what only earlier captures knew.
with
    blogs as (select * from {{ ref("stg_blogs") }}),
    snapshots as (select * from {{ ref("stg_snapshots") }}),
    identity as (select * from {{ ref("int_blog_identity") }}),
    shown as (
        select
            blogs.* exclude (blog_id),
            coalesce(identity.blog_id, blogs.blog_id) as blog_id,
            blogs.blog_id as observed_blog_id,
            snapshots.captured_at,
            snapshots.url,
        from blogs
        inner join snapshots on blogs.snapshot_id = snapshots.snapshot_id
        left join identity on blogs.blog_id = identity.observed_blog_id
    )
select
    blog_id,
    arg_min(outlet_id, (captured_at, snapshot_id)) as outlet_id,
    coalesce(
        arg_max(canonical_url, (captured_at, snapshot_id)), arg_min(url, (captured_at, snapshot_id))
    ) as canonical_url,
    arg_max(title, (captured_at, snapshot_id)) as title,
    arg_max(standfirst, (captured_at, snapshot_id)) as standfirst,
    arg_max(lang, (captured_at, snapshot_id)) as lang,
    arg_max(timezone, (captured_at, snapshot_id)) as timezone,
    arg_max(status, (captured_at, snapshot_id)) as status,
    arg_min(opened_at, (captured_at, snapshot_id)) as opened_at,
    arg_max(closed_at, (captured_at, snapshot_id)) as closed_at,
    arg_max(previous_url, (captured_at, snapshot_id)) as previous_url,
    arg_max(next_url, (captured_at, snapshot_id)) as next_url,
    arg_max(previous_blog_id, (captured_at, snapshot_id)) as previous_blog_id,
    arg_max(next_blog_id, (captured_at, snapshot_id)) as next_blog_id,
    list_sort(list(distinct observed_blog_id)) as observed_blog_ids,
    list_sort(list(distinct canonical_url) filter (canonical_url is not null)) as urls,
    min(captured_at) as first_captured_at,
    max(captured_at) as last_captured_at,
    cast(count(distinct snapshot_id) as integer) as captures,
from shown
group by blog_id
