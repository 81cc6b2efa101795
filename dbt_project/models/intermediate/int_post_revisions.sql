-- A post's states in order: a new one begins where the words change, also back to what they were.
with
    observations as (select * from {{ ref("int_post_observations") }}),
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
        qualify row_number() over (partition by post_id, revision_no order by captured_at, snapshot_id) = 1
    )
select
    md5(concat_ws('|', post_id, revision_no)) as revision_id,
    post_id,
    revision_no,
    observed_post_id,
    snapshot_id,
    content_hash,
    text,
    captured_at as valid_from,
    lead(captured_at) over (partition by post_id order by revision_no) as valid_to,
    row_number() over (partition by post_id order by revision_no desc) = 1 as is_current,
from started
