{{ kept_by("observed_blog_id") }}
-- Every blog id that a capture gave, and the id the blog goes by: that of its earliest capture.
with recursive
    snapshots as (select * from {{ ref("stg_snapshots") }}),
    links as (select * from {{ ref("int_blog_links") }}),
    nodes as (
        select
            blog_id,
            arg_min(outlet_id, row(captured_at, snapshot_id)) as outlet_id,
            min(row(captured_at, snapshot_id)) as earliest,
        from snapshots
        where blog_id is not null
        group by blog_id
    ),
    reached as (
        select blog_id, blog_id as other_id,
        from nodes
        union
        select reached.blog_id, links.other_id,
        from reached
        inner join links on reached.other_id = links.blog_id
    )
select
    reached.blog_id as observed_blog_id,
    arg_min(other.blog_id, row(other.earliest, other.blog_id)) as blog_id,
    any_value(other.outlet_id) as outlet_id,
from reached
inner join nodes as other on reached.other_id = other.blog_id
group by reached.blog_id
