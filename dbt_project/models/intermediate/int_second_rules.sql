-- The rules' records of the words that a second reader read too, one row a reader; nothing where
-- none is set.
with
    readings as (select * from {{ ref("stg_second_readings") }}),
    rules as (
        {{ compared_records("claims", "claim_id") }}
        union all
        {{ compared_records("casualties", "casualty_id") }}
        union all
        {{ compared_records("mobilisation", "mobilisation_id") }}
        union all
        {{ compared_records("territory", "territory_id") }}
    )
select
    rules.record_table,
    rules.record_id,
    rules.post_id,
    rules.content_hash,
    readings.annotator,
    readings.annotator_version,
    rules.span_start,
    rules.span_end,
    rules.quote,
    rules.fields,
from rules
inner join
    readings on rules.post_id = readings.post_id and rules.content_hash = readings.content_hash
