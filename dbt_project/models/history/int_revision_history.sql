-- The states of a post's words that were known at some time, in order; in an era of their own where
-- only pages that were cut off showed them. A notice of a correction counts where it is new.
with
    sightings as (select * from {{ ref("int_sightings") }}),
    texts as (select * from {{ ref("int_post_texts") }}),
    changed as (
        select *,
        from sightings
        qualify
            content_hash is distinct from lag(content_hash) over (
                partition by post_id, era order by captured_at, snapshot_id
            )
    ),
    numbered as (
        select
            changed.post_id,
            changed.era,
            changed.era_ends_at,
            cast(row_number() over history as integer) as revision_no,
            changed.observed_post_id,
            changed.snapshot_id,
            changed.content_hash,
            texts.text,
            changed.captured_at as valid_from,
            lead(changed.captured_at) over history as next_revision_at,
            {{ outlet_notice("texts.text") }} as notice,
            lag(notice) over history as notice_before,
        from changed
        inner join
            texts
            on changed.observed_post_id = texts.observed_post_id
            and changed.content_hash = texts.content_hash
        window
            history as (
                partition by changed.post_id, changed.era
                order by changed.captured_at, changed.snapshot_id
            )
    ),
    noticed as (
        select
            * exclude (notice, notice_before),
            if(
                revision_no > 1 and notice is distinct from notice_before, notice, null
            ) as new_notice,
        from numbered
    )
select
    *,
    coalesce(next_revision_at, era_ends_at) as valid_to,
    lead(new_notice) over (partition by post_id, era order by revision_no) as next_notice,
from noticed
