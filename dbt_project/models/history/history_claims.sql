{{ kept_by("post_id") }}
{{ config(schema="history", alias="claims") }}
with
    states as (select * from {{ ref("int_claim_states") }}),
    blogs as (select * from {{ ref("dim_live_blog") }})
select
    {%- for column in contract_columns("fct_claims") %}
        {{ "blogs" if column == "blog_id" else "states" }}.{{ column }},
    {%- endfor %}
    states.revision_no,
    states.valid_from,
    states.valid_to,
from states
left join blogs on states.blog_id = blogs.blog_id
