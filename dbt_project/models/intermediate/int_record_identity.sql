-- Under which id a record goes. It is its own, except in a post that was known by several
-- ids: there a record of a later id that says the same (same key, same turn in the text) goes
-- by the id it was first seen under.
with
    revisions as (select * from {{ ref("int_post_revisions") }}),
    keyed as (
        select
            'claims' as record_table,
            claim_id as record_id,
            post_id as observed_post_id,
            content_hash,
            span_start,
            concat_ws('|', speaker, stance, topic, polarity) as record_key,
        from {{ ref("stg_claims") }}
        union all
        select
            'casualties',
            casualty_id,
            post_id,
            content_hash,
            span_start,
            concat_ws('|', outcome, person_category, side, place)
        from {{ ref("stg_casualties") }}
        union all
        select
            'mobilisation',
            mobilisation_id,
            post_id,
            content_hash,
            span_start,
            concat_ws('|', mobilisation_type, side, force_country)
        from {{ ref("stg_mobilisation") }}
        union all
        select
            'territory',
            territory_id,
            post_id,
            content_hash,
            span_start,
            concat_ws('|', territory_type, side_gaining, place)
        from {{ ref("stg_territory") }}
    ),
    observed as (
        select
            keyed.*,
            revisions.post_id,
            revisions.revision_no,
            row_number() over (
                partition by revisions.revision_id, record_table, record_key
                order by span_start, record_id
            ) as turn,
        from keyed
        inner join
            revisions
            on keyed.observed_post_id = revisions.observed_post_id
            and keyed.content_hash = revisions.content_hash
    ),
    named as (
        select
            *,
            first_value(record_id) over (
                partition by post_id, record_table, record_key, turn order by revision_no
            ) as first_record_id,
        from observed
    )
select
    record_table,
    record_id as observed_record_id,
    observed_post_id,
    case
        when arg_min(observed_post_id, revision_no) = post_id
        then record_id
        else arg_min(first_record_id, revision_no)
    end as record_id,
from named
group by record_table, record_id, observed_post_id, post_id
