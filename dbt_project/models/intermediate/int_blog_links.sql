-- Which two blog ids of one outlet are one blog. An id outlives slugs where the address holds a
-- number; of others, two are one where the address of one answers as the other alone, or where
-- most posts of the smaller are shown by both. Never where their addresses name two days, or
-- where one calls the other its previous or its next blog.
with
    snapshots as (select * from {{ ref("stg_snapshots") }} where blog_id is not null),
    blogs as (select * from {{ ref("stg_blogs") }}),
    posts as (select * from {{ ref("stg_post_observations") }}),
    addresses as (
        select distinct outlet_id, blog_id, rtrim(canonical_url, '/') as url,
        from blogs
        where canonical_url is not null
    ),
    answered as (
        select addresses.url, addresses.blog_id, any_value(snapshots.blog_id) as other_id,
        from addresses
        inner join
            snapshots
            on addresses.outlet_id = snapshots.outlet_id
            and addresses.url in (rtrim(snapshots.url, '/'), rtrim(snapshots.final_url, '/'))
            and addresses.blog_id <> snapshots.blog_id
        group by all
        having count(distinct snapshots.blog_id) = 1
    ),
    fingerprints as (
        select distinct
            outlet_id,
            blog_id,
            {{ opening_words("text") }} as opening,
            date_trunc('minute', published_at) as minute,
        from posts
        where
            blog_id is not null
            and kind not in ('headline', 'teaser', 'byline', 'ad', 'boilerplate')
            and (published_at is not null or length(text) > 80)
    ),
    sizes as (select blog_id, count(*) as posts, from fingerprints group by blog_id),
    shared as (
        select one.blog_id, other.blog_id as other_id, count(*) as posts,
        from fingerprints as one
        inner join
            fingerprints as other
            on one.outlet_id = other.outlet_id
            and one.opening = other.opening
            and one.minute is not distinct from other.minute
            and one.blog_id <> other.blog_id
        group by all
    ),
    dated as (
        select blog_id, {{ day_in_address("min(url)") }} as day, from addresses group by blog_id
    ),
    overlapping as (
        select shared.blog_id, shared.other_id,
        from shared
        inner join sizes as one on shared.blog_id = one.blog_id
        inner join sizes as other on shared.other_id = other.blog_id
        where shared.posts >= 2 and shared.posts > 0.5 * least(one.posts, other.posts)
    ),
    alike as (
        select blog_id, other_id,
        from answered
        union
        select other_id, blog_id,
        from answered
        union
        from overlapping
    ),
    apart as (select blog_id, unnest([previous_blog_id, next_blog_id]) as other_id, from blogs)
select alike.blog_id, alike.other_id,
from alike
anti join apart on alike.blog_id = apart.blog_id and alike.other_id = apart.other_id
anti join apart as back on alike.blog_id = back.other_id and alike.other_id = back.blog_id
left join dated as one_day on alike.blog_id = one_day.blog_id
left join dated as other_day on alike.other_id = other_day.blog_id
where (one_day.day <> other_day.day) is not true
