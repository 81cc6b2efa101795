with
    blogs as (select * from {{ ref("int_blogs") }}),
    posts as (select * from {{ ref("int_posts") }}),
    neighbours as (select * from {{ ref("int_blog_neighbours") }}),
    undescribed as (select * from {{ ref("int_undescribed_blogs") }}),
    counted as (
        select blog_id, cast(count(*) as integer) as posts,
        from posts
        where blog_id is not null and kind <> 'headline'
        group by blog_id
    ),
    headlines as (
        select
            blog_id,
            post_id as headline_post_id,
            current_revision_no as headline_revision_no,
            first_headline as first_title,
        from posts
        where kind = 'headline'
    ),
    described as (
        from blogs
        union all by name
        select *, 'unknown' as status,
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
