{# Which fields of the rules' records and of a second reader's are held against each other. #}
{% macro compared_fields() %}
    {{
        return(
            {
                "claims": ["speaker", "speaker_side", "stance", "modality", "polarity", "topic"],
                "casualties": ["outcome", "low", "best", "high", "side", "place", "modality"],
                "mobilisation": [
                    "mobilisation_type",
                    "low",
                    "best",
                    "high",
                    "force_country",
                    "status",
                    "modality",
                ],
                "territory": [
                    "territory_type",
                    "place",
                    "side_gaining",
                    "claim_status",
                    "low",
                    "best",
                    "high",
                    "modality",
                ],
            }
        )
    }}
{% endmacro %}
{# The rules' records of one staged table with the fields that are compared, as JSON. #}
{% macro compared_records(record_table, key) %}
    select
        '{{ record_table }}' as record_table,
        {{ key }} as record_id,
        post_id,
        content_hash,
        span_start,
        span_end,
        quote,
        to_json(struct_pack({{ compared_fields()[record_table] | join(", ") }})) as fields,
    from {{ ref("stg_" ~ record_table) }}
{% endmacro %}
