-- Links seen from each of their claims; every claim is tied to itself.
with
    claims as (select * from {{ ref("int_linked_claims") }}),
    links as (select * from {{ ref("fct_claim_links") }})
select to_claim_id as claim_id, from_claim_id as other_id, relation, true as is_aimed_at,
from links
union all
select from_claim_id, to_claim_id, relation, false,
from links
union all
select claim_id, claim_id, 'self', false,
from claims
