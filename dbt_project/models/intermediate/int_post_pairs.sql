-- Pairs of ids of one blog that may be one post and were never shown together, with what they
-- share. What was shown together goes first, before whole states are compared.
with
    posts as (select * from {{ ref("int_observed_posts") }}),
    keys as (select * from {{ ref("int_post_keys") }}),
    timed as (
        select keys.blog_id, keys.key, keys.points, keys.post_id, posts.first_at, posts.captures,
        from keys
        inner join posts on keys.post_id = posts.post_id
    ),
    paired as materialized(
        select earlier.post_id as earlier_id, later.post_id,
        from timed as earlier
        inner join
            timed as later
            on earlier.blog_id = later.blog_id
            and earlier.key = later.key
            and earlier.first_at < later.first_at
            and not list_has_any(earlier.captures, later.captures)
        group by all
        having sum(earlier.points) >= 3
    ),
    compared as (
        select
            later.post_id,
            earlier.post_id as earlier_id,
            later.first_at,
            earlier.last_at,
            later.is_headline,
            earlier.source_post_id = later.source_post_id as has_same_source,
            earlier.last_state as before,
            later.first_state as after,
            len(list_intersect(earlier.last_words, later.first_words)) as shared,
            least(len(earlier.last_words), len(later.first_words)) as fewest,
            len(earlier.last_words) + len(later.first_words) - shared as together,
        from paired
        inner join posts as earlier on paired.earlier_id = earlier.post_id
        inner join posts as later on paired.post_id = later.post_id
    )
select
    * exclude (before, after, together),
    shared / greatest(together, 1) as likeness,
    date_trunc('minute', before.published_at) = date_trunc('minute', after.published_at)
    and (
        before.published_at = after.published_at
        or 'minute' in (before.time_precision, after.time_precision)
    ) as has_same_minute,
    has_same_minute and second(before.published_at) > 0 as has_same_second,
    before.published_on = after.published_on as has_same_day,
    last_at < first_at
    and before.published_at between after.oldest and after.newest as is_old_time_in_reach,
    last_at < first_at
    and after.published_at <= last_at
    and (
        before.is_complete
        or after.published_at between before.oldest and before.newest
        or (after.published_at > before.newest and before.above is null)
    ) as is_new_time_in_reach,
    coalesce(list_has_any(before.above, after.above), false)
    or coalesce(list_has_any(before.below, after.below), false) as is_near,
    coalesce(before.above[-1] = after.above[-1], false) as is_below_same,
    coalesce(before.below[1] = after.below[1], false) as is_above_same,
from compared
