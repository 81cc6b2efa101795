-- Claims to assess again: those that are linked again, and all that a link ties to one of them,
-- or tied.
with
    relinked as (select claim_id, from {{ ref("int_relinked_claims") }} where is_relinked),
    links as (
        select from_claim_id, to_claim_id,
        from {{ ref("fct_claim_links") }}
        where {{ is_relinked("from_claim_id") }} or {{ is_relinked("to_claim_id") }}
        union all
        select from_claim_id, to_claim_id,
        from increment.cut_links
    )
select claim_id,
from relinked
union
select from_claim_id,
from links
union
select to_claim_id,
from links
