{{ kept_by("post_id") }}
-- One row a post over all its observations: the time as the earliest capture that knows it,
-- the rest as last shown.
with
    observations as (select * from {{ ref("int_post_observations") }}),
    revisions as (select * from {{ ref("int_post_revisions") }}),
    lifecycle as (select * from {{ ref("int_post_lifecycle") }}),
    blogs as (select * from {{ ref("int_blogs") }}),
    first_dated as (
        select
            post_id,
            published_at,
            published_on,
            published_raw,
            time_precision,
            time_method,
            time_confidence,
        from observations
        qualify
            row_number() over (
                partition by post_id
                order by published_at is null, published_on is null, captured_at, snapshot_id
            )
            = 1
    ),
    first_shown as (
        select post_id, day, captured_at,
        from observations
        qualify row_number() over (partition by post_id order by captured_at, snapshot_id) = 1
    ),
    last_shown as (
        select *,
        from observations
        qualify
            row_number() over (partition by post_id order by captured_at desc, snapshot_id desc) = 1
    ),
    aliases as (
        select post_id, list_sort(list(distinct observed_post_id)) as observed_post_ids,
        from observations
        group by post_id
    ),
    first_revisions as (select * from revisions where revision_no = 1),
    current_revisions as (select * from revisions where is_current)
select
    last_shown.post_id,
    last_shown.outlet_id,
    last_shown.blog_id,
    last_shown.source_post_id,
    aliases.observed_post_ids,
    last_shown.kind,
    last_shown.is_pinned,
    last_shown.lang,
    last_shown.headline,
    first_revisions.headline as first_headline,
    coalesce(last_shown.url, blogs.canonical_url, last_shown.snapshot_url) as url,
    first_dated.published_at,
    first_dated.published_on,
    first_dated.published_raw,
    first_dated.time_precision,
    first_dated.time_method,
    first_dated.time_confidence,
    last_shown.modified_at,
    last_shown.strategies,
    last_shown.field_evidence,
    first_shown.day,
    first_shown.captured_at,
    lifecycle.last_seen_at,
    lifecycle.captures,
    current_revisions.revision_no as current_revision_no,
    current_revisions.valid_from as current_since,
    lifecycle.missing_since,
    lifecycle.is_deleted,
from last_shown
inner join first_shown on last_shown.post_id = first_shown.post_id
inner join first_dated on last_shown.post_id = first_dated.post_id
inner join aliases on last_shown.post_id = aliases.post_id
inner join first_revisions on last_shown.post_id = first_revisions.post_id
inner join current_revisions on last_shown.post_id = current_revisions.post_id
inner join lifecycle on last_shown.post_id = lifecycle.post_id
left join blogs on last_shown.blog_id = blogs.blog_id
