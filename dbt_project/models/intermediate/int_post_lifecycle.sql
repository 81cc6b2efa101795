-- Whether a post is still there: it counts as deleted only when two complete captures of its blog
-- in a row lack it. A capture is a sweep of all the blog's pages, so that a post may move from
-- one to the next; one that holds a post that could not be read may hold this one.
with
    observations as (select * from {{ ref("int_post_observations") }}),
    complete_captures as (select * from {{ ref("int_complete_captures") }}),
    seen as (
        select
            post_id,
            any_value(blog_id) as blog_id,
            min(captured_at) as first_seen_at,
            max(captured_at) as last_seen_at,
            count(distinct captured_at) as captures,
        from observations
        group by post_id
    ),
    missed as (
        select
            seen.post_id,
            min(complete_captures.captured_at) as missing_since,
            count(*) as complete_captures_without,
        from seen
        inner join
            complete_captures
            on seen.blog_id = complete_captures.blog_id
            and seen.last_seen_at < complete_captures.captured_at
        group by seen.post_id
    )
select
    seen.post_id,
    seen.first_seen_at,
    seen.last_seen_at,
    cast(seen.captures as integer) as captures,
    missed.missing_since,
    cast(coalesce(missed.complete_captures_without, 0) as integer) as complete_captures_without,
    coalesce(missed.complete_captures_without, 0) >= 2 as is_deleted,
from seen
left join missed on seen.post_id = missed.post_id
