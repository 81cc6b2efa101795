{{ kept("cut_links()") }}
-- depends_on: {{ ref("int_relinked_claims") }}
with
    rules as (select * from {{ ref("dim_link_rule") }}),
    claims as (select * from {{ ref("fct_claims") }}),
    found as (
        select *, null as likeness,
        from {{ ref("int_fact_links") }}
        union all by name
        select *,
        from {{ ref("int_ground_links") }}
        union all by name
        select *,
        from {{ ref("int_word_links") }}
        union all by name
        select *,
        from {{ ref("int_denial_links") }}
        union all by name
        select *,
        from {{ ref("int_post_claim_links") }}
    ),
    ruled as (
        select
            found.*,
            rules.relation,
            rules.basis,
            rules.rule_version,
            round(rules.score * coalesce(found.likeness, 1), 2) as score,
            rules.relation
            in ('same_statement', 'corroborates', 'contradicts_quantity', 'contradicts_polarity')
            and found.from_claim_id > found.to_claim_id as is_swapped,
        from found
        inner join rules on found.rule = rules.rule and found.days_apart <= rules.window_days
    ),
    stored as (
        select
            * exclude (from_claim_id, to_claim_id, from_fact_id, to_fact_id),
            if(is_swapped, to_claim_id, from_claim_id) as from_claim_id,
            if(is_swapped, from_claim_id, to_claim_id) as to_claim_id,
            if(is_swapped, to_fact_id, from_fact_id) as from_fact_id,
            if(is_swapped, from_fact_id, to_fact_id) as to_fact_id,
        from ruled
    ),
    strongest as (
        select *
        from stored
        qualify
            row_number() over (
                partition by from_claim_id, to_claim_id, relation
                order by score desc, rule, from_fact_id, to_fact_id
            )
            = 1
    )
select
    md5(
        concat_ws('|', strongest.from_claim_id, strongest.to_claim_id, strongest.relation)
    ) as link_id,
    strongest.from_claim_id,
    strongest.to_claim_id,
    strongest.relation,
    strongest.basis,
    strongest.rule,
    strongest.rule_version,
    strongest.score,
    strongest.fact_table,
    strongest.from_fact_id,
    strongest.to_fact_id,
    greatest(one.first_captured_at, other.first_captured_at) as known_at,
from strongest
inner join claims as one on strongest.from_claim_id = one.claim_id
inner join claims as other on strongest.to_claim_id = other.claim_id
