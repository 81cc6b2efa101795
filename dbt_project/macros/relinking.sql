{#
    Links and assessments are kept too, but by claim: what links compare of a claim may change
    though its post did not, so the claims of another digest than the base's are linked again.
#}
{# What a base tells of links; nothing, in a whole build. #}
{% macro begin_relinking() %}
    create schema if not exists increment
    ;
    create table if not exists increment.linked_claims (claim_id varchar, digest ubigint)
    ;
    create table if not exists increment.cut_links (from_claim_id varchar, to_claim_id varchar)
{% endmacro %}
{# Sets the digests that the base knows of its claims aside, before int_relinked_claims is made anew. #}
{% macro set_digests_aside() %}
    {% if is_incremental() %}
        create or replace table increment.linked_claims as
        select claim_id, digest,
        from {{ this }}
        where digest is not null
        ;
        delete from {{ this }}
    {% endif %}
{% endmacro %}
{# Whether a claim is linked again: every one in a whole build. #}
{% macro is_relinked(claim) %}
    {{ claim }} in (select claim_id, from {{ ref("int_relinked_claims") }} where is_relinked)
{% endmacro %}
{# Drops the links of claims that are linked again, and remembers whom they tied. #}
{% macro cut_links() %}
    {% if is_incremental() %}
        {% set is_cut = is_relinked("from_claim_id") ~ " or " ~ is_relinked("to_claim_id") %}
        create or replace table increment.cut_links as
        select from_claim_id, to_claim_id,
        from {{ this }}
        where {{ is_cut }}
        ;
        delete from {{ this }}
        where {{ is_cut }}
    {% endif %}
{% endmacro %}
{# Drops the assessments of claims that are assessed again. #}
{% macro forget_reassessed() %}
    {% if is_incremental() %}
        delete from {{ this }} where claim_id in (from {{ ref("int_reassessed_claims") }})
    {% endif %}
{% endmacro %}
