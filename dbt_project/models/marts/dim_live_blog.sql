with
    blogs as (select * from {{ ref("int_blogs") }}),
    identity as (select * from {{ ref("int_blog_identity") }}),
    posts as (select * from {{ ref("int_posts") }}),
    revisions as (select * from {{ ref("int_post_revisions") }}),
    neighbours as (select * from {{ ref("int_blog_neighbours") }}),
    snapshots as (select * from {{ ref("stg_snapshots") }}),
    counted as (
        select blog_id, cast(count(*) as integer) as posts,
        from posts
        where blog_id is not null and kind <> 'headline'
        group by blog_id
    ),
    headlines as (
        select
            posts.blog_id,
            posts.post_id as headline_post_id,
            posts.current_revision_no as headline_revision_no,
            revisions.headline as first_title,
        from posts
        inner join revisions on posts.post_id = revisions.post_id and revisions.revision_no = 1
        where posts.kind = 'headline'
    ),
    undescribed as (
        select
            identity.blog_id,
            arg_min(snapshots.outlet_id, captured_at) as outlet_id,
            arg_min(url, captured_at) as url,
            list_sort(list(distinct snapshots.blog_id)) as observed_blog_ids,
            min(captured_at) as first_captured_at,
            max(captured_at) as last_captured_at,
            cast(count(*) as integer) as captures,
        from snapshots
        inner join identity on snapshots.blog_id = identity.observed_blog_id
        where identity.blog_id not in (select blog_id from blogs)
        group by identity.blog_id
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
    described.observed_blog_ids,
    described.canonical_url,
    coalesce(described.urls, [described.canonical_url]) as urls,
    described.title,
    described.standfirst,
    headlines.first_title,
    headlines.headline_post_id,
    coalesce(headlines.headline_revision_no, 0) as headline_revision_no,
    described.lang,
    described.timezone,
    described.status,
    described.opened_at,
    described.closed_at,
    described.previous_url,
    described.next_url,
    neighbours.previous_blog_id,
    neighbours.next_blog_id,
    described.first_captured_at,
    described.last_captured_at,
    described.captures,
    coalesce(counted.posts, 0) as posts,
from described
left join counted on described.blog_id = counted.blog_id
left join headlines on described.blog_id = headlines.blog_id
left join neighbours on described.blog_id = neighbours.blog_id
