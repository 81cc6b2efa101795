-- Whether a post is still there: it counts as deleted only when two complete captures of its blog
-- lack it.
with
    observations as (select * from {{ ref("int_post_observations") }}),
    snapshots as (select * from {{ ref("stg_snapshots") }}),
    complete_captures as (
        select distinct blog_id, captured_at,
        from snapshots
        where is_complete and not is_truncated and post_count > 0
    ),
    seen as (
        select
            post_id,
            any_value(blog_id) as blog_id,
            min(captured_at) as first_seen_at,
            max(captured_at) as last_seen_at,
            count(distinct snapshot_id) as captures,
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
