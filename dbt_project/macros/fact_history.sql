{# The names of a mart's columns, as its contract lists them. #}
{% macro contract_columns(mart) %}
    {{ return(graph.nodes["model." ~ project_name ~ "." ~ mart].columns.keys() if execute else ["*"]) }}
{% endmacro %}
{# Every state that a row of a fact was in, with the fact's own columns, from when to when it was known. #}
{% macro fact_history(mart, states) %}
    {%- set of_claim = ["claim_id", "blog_id", "speaker", "speaker_id", "speaker_side", "stance"] %}
    with
        records as (select * from {{ ref(states) }}),
        identity as (select * from {{ ref("int_record_identity") }} where record_table = 'claims'),
        claims as (select * from {{ ref("history_claims") }})
    select
        {%- for column in contract_columns(mart) %}
            {{ "claims" if column in of_claim else "records" }}.{{ column }},
        {%- endfor %}
        records.revision_no,
        greatest(records.valid_from, claims.valid_from) as valid_from,
        least(records.valid_to, claims.valid_to) as valid_to,
    from records
    left join identity on records.claim_id = identity.observed_record_id
    left join
        claims
        on coalesce(identity.record_id, records.claim_id) = claims.claim_id
        and records.valid_from < coalesce(claims.valid_to, timestamptz 'infinity')
        and claims.valid_from < coalesce(records.valid_to, timestamptz 'infinity')
{% endmacro %}
