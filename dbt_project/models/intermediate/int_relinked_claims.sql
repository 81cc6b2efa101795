{{ kept("set_digests_aside()") }}
-- One row a claim, with a digest of all that links compare of the claims and copies of its post.
-- Claims of another digest than in the base are linked again; a vanished one has none.
with
    claims as (select * from {{ ref("int_claim_traits") }}),
    signatures as (select * from {{ ref("int_claim_signature") }}),
    duplicates as (select * from {{ ref("int_near_duplicates") }}),
    compared as (
        select post_id, hash(claims) as state,
        from claims
        union all
        select claims.post_id, hash(signatures),
        from signatures
        inner join claims on signatures.claim_id = claims.claim_id
        union all
        select post_id, hash(other_post_id),
        from duplicates
        union all
        select other_post_id, hash(post_id),
        from duplicates
    ),
    digests as (
        select post_id, hash(list_sort(list(state))) as digest, from compared group by post_id
    ),
    current_digests as (
        select claims.claim_id, digests.digest,
        from claims
        inner join digests on claims.post_id = digests.post_id
    )
select claim_id, now.digest, now.digest is distinct from base.digest as is_relinked,
from current_digests as now
full join increment.linked_claims as base using (claim_id)
