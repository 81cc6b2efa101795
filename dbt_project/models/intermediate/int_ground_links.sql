-- Ground that two sides say they hold, and ground said to be taken in an attack that the other
-- side says it repelled: two rows on one settlement that cannot both be so.
with
    signatures as (
        select *
        from {{ ref("int_claim_signature") }}
        where
            fact_table = 'territory'
            and subject in ('held', 'repelled_attack')
            and side is not null
            and polarity = 1
            and modality <> 'hypothetical'
            and not is_reversal
            and geo_precision = 'settlement'
    ),
    claims as (select * from {{ ref("int_linked_claims") }}),
    facts as (
        select signatures.*, claims.said_at, claims.origin_id, claims.is_relinked,
        from signatures
        inner join claims on signatures.claim_id = claims.claim_id
        where claims.is_assertion and not claims.is_newsroom
    ),
    placed as (select *, {{ stretches_around("happened_on") }} as stretch, from facts)
select
    'territory' as fact_table,
    if(one.subject = other.subject, 'held_by_two', 'attack_repelled') as rule,
    abs(one.happened_on - other.happened_on) as days_apart,
    one.claim_id as from_claim_id,
    other.claim_id as to_claim_id,
    one.fact_id as from_fact_id,
    other.fact_id as to_fact_id,
from placed as one
inner join
    facts as other
    on one.place_id = other.place_id
    and one.stretch = {{ stretch_of("other.happened_on") }}
    and one.side <> other.side
    and one.claim_id < other.claim_id
    and one.origin_id <> other.origin_id
    and (one.is_relinked or other.is_relinked)
    and 'held' in (one.subject, other.subject)
