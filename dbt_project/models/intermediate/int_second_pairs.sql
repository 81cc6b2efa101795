-- Which record of a second reader is which of the rules: spans that overlap, most values alike,
-- each chosen once. One row a compared field.
with
    rules as (select * from {{ ref("int_second_rules") }}),
    opinions as (select * from {{ ref("stg_second_opinions") }}),
    names as (
        {% for record_table, names in compared_fields().items() %}
            select
                '{{ record_table }}' as record_table,
                unnest({{ names }}) as field
                {{ "union all" if not loop.last }}
        {% endfor %}
    ),
    compared as (
        select
            rules.record_table,
            rules.record_id as rules_record_id,
            opinions.record_id as second_record_id,
            opinions.annotator,
            names.field,
            json_extract_string(rules.fields, '$.' || names.field) as rules_value,
            json_extract_string(opinions.fields, '$.' || names.field) as second_value,
            lower(strip_accents(rules_value))
            is not distinct from lower(strip_accents(second_value)) as is_same,
        from rules
        inner join
            opinions
            on rules.record_table = opinions.record_table
            and rules.post_id = opinions.post_id
            and rules.content_hash = opinions.content_hash
            and rules.annotator = opinions.annotator
            and rules.span_start < opinions.span_end
            and opinions.span_start < rules.span_end
        inner join names on rules.record_table = names.record_table
    ),
    scored as (
        select rules_record_id, second_record_id, annotator, count_if(is_same) as agreed,
        from compared
        group by all
    ),
    chosen as (
        select *,
        from scored
        qualify
            row_number() over (
                partition by rules_record_id, annotator order by agreed desc, second_record_id
            )
            = 1
            and row_number() over (
                partition by second_record_id order by agreed desc, rules_record_id
            )
            = 1
    )
select compared.*,
from compared
inner join chosen using (rules_record_id, second_record_id, annotator)
