with
    blogs as (select * from {{ ref("int_blogs") }}),
    posts as (select * from {{ ref("int_posts") }}),
    snapshots as (select * from {{ ref("stg_snapshots") }}),
    counted as (
        select blog_id, cast(count(*) as integer) as posts,
        from posts
        where blog_id is not null
        group by blog_id
    ),
    undescribed as (
        select
            blog_id,
            arg_min(outlet_id, captured_at) as outlet_id,
            arg_min(url, captured_at) as url,
            min(captured_at) as first_captured_at,
            max(captured_at) as last_captured_at,
            cast(count(*) as integer) as captures,
        from snapshots
        where blog_id is not null and blog_id not in (select blog_id from blogs)
        group by blog_id
    ),
    described as (
        from blogs
        union all by name
        select * exclude (url), url as canonical_url, 'unknown' as status,
        from undescribed
    )
select
    described.blog_id,
    described.outlet_id,
    described.canonical_url,
    described.title,
    described.standfirst,
    described.lang,
    described.timezone,
    described.status,
    described.opened_at,
    described.closed_at,
    described.previous_url,
    described.next_url,
    described.first_captured_at,
    described.last_captured_at,
    described.captures,
    coalesce(counted.posts, 0) as posts,
from described
left join counted on described.blog_id = counted.blog_id
