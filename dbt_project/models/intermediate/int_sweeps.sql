{{ kept_by("sweep_id") }}
-- One row a sweep: the pages of one live blog captured at one instant. It is complete when no page
-- is missing or cut off, each after the first was read, and the last says that nothing follows it.
with snapshots as (select * from {{ ref("stg_snapshots") }})
select
    coalesce(part_of, snapshot_id) as sweep_id,
    any_value(outlet_id) as outlet_id,
    any_value(day) as day,
    any_value(blog_id) as blog_id,
    any_value(captured_at) as captured_at,
    cast(count(*) as integer) as pages,
    cast(sum(post_count) as integer) as posts,
    count(*) = max(page_number)
    and not bool_or(is_truncated)
    and bool_and(page_number = 1 or blog_id is not null)
    and arg_max(is_complete, page_number)
    and sum(post_count) > 0 as is_complete,
from snapshots
group by coalesce(part_of, snapshot_id)
