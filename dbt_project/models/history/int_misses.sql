-- When a post was found missing: after a sighting the first complete capture of its blog that lacks
-- it, and the second, since which it counts as deleted.
with
    sightings as (select * from {{ ref("int_sightings") }}),
    captures as (select * from {{ ref("int_complete_captures") }}),
    spans as (
        select
            post_id,
            era,
            any_value(blog_id) as blog_id,
            captured_at as last_seen_at,
            coalesce(
                lead(captured_at) over (partition by post_id, era order by captured_at),
                any_value(era_ends_at)
            ) as seen_again_at,
        from sightings
        group by post_id, era, captured_at
    ),
    counted as (
        select
            spans.*, coalesce(captures.capture_no, 0) as captures_until, unnest([1, 2]) as misses,
        from spans
        asof left join
            captures
            on spans.blog_id = captures.blog_id
            and spans.last_seen_at >= captures.captured_at
    )
select
    counted.post_id,
    counted.era,
    captures.captured_at,
    min(captures.captured_at) over (
        partition by counted.post_id, counted.era, counted.last_seen_at
    ) as missing_since,
    counted.misses = 2 as is_deleted,
from counted
inner join
    captures
    on counted.blog_id = captures.blog_id
    and counted.captures_until + counted.misses = captures.capture_no
    and (captures.captured_at < counted.seen_again_at) is not false
