-- The text that the records of a post's words were read from: that of the earliest capture of them.
with
    observations as (select * from {{ ref("stg_post_observations") }}),
    snapshots as (select * from {{ ref("stg_snapshots") }})
select
    observations.post_id as observed_post_id,
    observations.content_hash,
    arg_min(observations.text, row(snapshots.captured_at, snapshots.snapshot_id)) as text,
from observations
inner join snapshots on observations.snapshot_id = snapshots.snapshot_id
group by all
