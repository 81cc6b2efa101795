-- Links seen from each claim that is assessed again; every claim is tied to itself.
with
    reassessed as (select * from {{ ref("int_reassessed_claims") }}),
    links as (select * from {{ ref("fct_claim_links") }}),
    ties as (
        select to_claim_id as claim_id, from_claim_id as other_id, relation, true as is_aimed_at,
        from links
        union all
        select from_claim_id, to_claim_id, relation, false,
        from links
        union all
        select claim_id, claim_id, 'self', false,
        from reassessed
    )
select ties.*,
from ties
semi join reassessed on ties.claim_id = reassessed.claim_id
