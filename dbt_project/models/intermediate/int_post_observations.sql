-- One post as one capture showed it, under the post's settled id; a page that was cut off
-- counts only where no whole page shows the post, because its last post may be cut too.
with
    observations as (select * from {{ ref("stg_post_observations") }}),
    snapshots as (select * from {{ ref("stg_snapshots") }}),
    identity as (select * from {{ ref("int_post_identity") }})
select
    identity.post_id,
    identity.blog_id,
    identity.outlet_id,
    observations.post_id as observed_post_id,
    observations.snapshot_id,
    observations.day,
    snapshots.captured_at,
    observations.content_hash,
    observations.text,
    observations.kind,
    observations.is_pinned,
    observations.lang,
    observations.headline,
    observations.source_post_id,
    observations.published_at,
    coalesce(
        observations.published_on,
        cast(timezone(observations.timezone, observations.published_at) as date)
    ) as published_on,
    observations.published_raw,
    observations.time_precision,
    observations.time_method,
    observations.time_confidence,
    observations.modified_at,
    observations.strategies,
    observations.field_evidence,
    observations.url,
    snapshots.url as snapshot_url,
from observations
inner join snapshots on observations.snapshot_id = snapshots.snapshot_id
inner join identity on observations.post_id = identity.observed_post_id
qualify
    (
        not snapshots.is_truncated
        or bool_and(snapshots.is_truncated) over (partition by identity.post_id)
    )
    and row_number() over (
        partition by identity.post_id, observations.snapshot_id
        order by observations.position, observations.post_id
    )
    = 1
