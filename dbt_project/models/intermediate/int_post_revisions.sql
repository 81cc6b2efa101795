{{ kept_by("post_id") }}
-- A post's states in order: a new one begins where the words change, also back to what they were.
with
    observations as (select * from {{ ref("int_post_observations") }}),
    texts as (select * from {{ ref("int_post_texts") }}),
    compared as (
        select
            *,
            coalesce(
                content_hash
                <> lag(content_hash) over (partition by post_id order by captured_at, snapshot_id),
                true
            ) as is_changed,
        from observations
    ),
    numbered as (
        select
            *,
            cast(
                count_if(is_changed) over (
                    partition by post_id order by captured_at, snapshot_id rows unbounded preceding
                ) as integer
            ) as revision_no,
        from compared
    ),
    started as (
        select *,
        from numbered
        qualify
            row_number() over (partition by post_id, revision_no order by captured_at, snapshot_id)
            = 1
    )
select
    md5(concat_ws('|', started.post_id, started.revision_no)) as revision_id,
    started.post_id,
    started.revision_no,
    started.observed_post_id,
    started.snapshot_id,
    started.content_hash,
    texts.text,
    started.headline,
    started.captured_at as valid_from,
    lead(started.captured_at) over history as valid_to,
    lead(started.captured_at) over history is null as is_current,
from started
inner join
    texts
    on started.observed_post_id = texts.observed_post_id
    and started.content_hash = texts.content_hash
window history as (partition by started.post_id order by started.revision_no)
