-- Every post as every capture showed it, under the post's settled id, without its text. Pages
-- that were cut off tell of a post only until a whole page shows it: what was known by them is
-- era 0, what is known since is era 1.
with
    observations as (select * from {{ ref("stg_post_observations") }}),
    snapshots as (select * from {{ ref("stg_snapshots") }}),
    identity as (select * from {{ ref("int_post_identity") }}),
    shown as (
        select
            identity.post_id,
            identity.blog_id,
            identity.outlet_id,
            observations.post_id as observed_post_id,
            observations.snapshot_id,
            observations.day,
            snapshots.captured_at,
            snapshots.is_truncated,
            observations.content_hash,
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
            min(snapshots.captured_at) filter (not snapshots.is_truncated) over (
                partition by identity.post_id
            ) as whole_since,
        from observations
        inner join snapshots on observations.snapshot_id = snapshots.snapshot_id
        inner join identity on observations.post_id = identity.observed_post_id
        qualify
            row_number() over (
                partition by identity.post_id, observations.snapshot_id
                order by observations.position, observations.post_id
            )
            = 1
    )
select
    * exclude (is_truncated, whole_since),
    if(is_truncated, 0, 1) as era,
    if(is_truncated, whole_since, null) as era_ends_at,
from shown
where not is_truncated or (captured_at < whole_since) is not false
