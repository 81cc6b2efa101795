-- The captures of a live blog that show all of it, numbered: a post that one lacks is missing.
-- A capture that holds a post that could not be read may hold any post.
with
    sweeps as (select * from {{ ref("int_sweeps") }} where is_complete),
    snapshots as (select * from {{ ref("stg_snapshots") }}),
    quarantine as (select * from {{ ref("stg_quarantine") }}),
    blogs as (select * from {{ ref("int_blog_identity") }}),
    unread as (
        select distinct coalesce(snapshots.part_of, snapshots.snapshot_id) as sweep_id,
        from quarantine
        inner join snapshots on quarantine.snapshot_id = snapshots.snapshot_id
        where quarantine.stage = 'parse' and quarantine.position is not null
    ),
    complete as (
        select distinct blogs.blog_id, sweeps.captured_at,
        from sweeps
        inner join blogs on sweeps.blog_id = blogs.observed_blog_id
        anti join unread on sweeps.sweep_id = unread.sweep_id
    )
select
    blog_id,
    captured_at,
    row_number() over (partition by blog_id order by captured_at) as capture_no,
from complete
