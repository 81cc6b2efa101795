-- From whom a claim comes: the first of its chain, as the origin that counts once however many
-- actors, agencies and outlets pass it on. An agency that passes on an official is none; a text
-- without a speaker is its agency's where it is a copy.
with
    claims as (select * from {{ ref("fct_claims") }}),
    hops as (select * from {{ ref("fct_claim_attributions") }}),
    actors as (select * from {{ ref("int_actor_origin") }}),
    copies as (select * from {{ ref("int_wire_copies") }}),
    firsts as (
        select claim_id, any_value(name) as name, any_value(actor_id) as actor_id,
        from hops
        where hop_no = 0 and role in ('origin', 'spokesperson', 'document')
        group by claim_id
    ),
    relays as (
        select claim_id, arg_min(coalesce(actor_id, lower(name)), hop_no) as agency_id,
        from hops
        where role = 'relay_agency'
        group by claim_id
    ),
    known as (
        select
            claims.*,
            coalesce(relays.agency_id, copies.agency_id) as agency_id,
            copies.wire_id,
            if(firsts.name <> claims.speaker, firsts.actor_id, null) as other_first_id,
            coalesce(
                'agency:' || copies.agency_id,
                'wire:' || copies.wire_id,
                'outlet:' || claims.outlet_id
            ) as carrier_id,
            lower(strip_accents(claims.speaker)) as folded_speaker,
        from claims
        left join firsts on claims.claim_id = firsts.claim_id
        left join relays on claims.claim_id = relays.claim_id
        left join copies on claims.post_id = copies.post_id
    ),
    traced as (
        select
            known.*,
            case
                when known.speaker_kind = 'newsroom'
                then known.carrier_id
                else
                    coalesce(
                        first_actors.origin_id,
                        speakers.origin_id,
                        {{ state_origin("known.speaker_kind", "known.speaker_country", "known.speaker_side") }},
                        'name:' || if(known.speaker_kind = 'anonymous', null, known.folded_speaker),
                        'unnamed:' || coalesce(known.agency_id, known.carrier_id)
                    )
            end as origin_id,
        from known
        left join actors as first_actors on known.other_first_id = first_actors.actor_id
        left join actors as speakers on known.speaker_id = speakers.actor_id
    )
select
    claim_id,
    post_id,
    origin_id,
    split_part(origin_id, ':', 1) as origin_kind,
    if(
        speaker_kind = 'newsroom', carrier_id, coalesce(speaker_id, folded_speaker, carrier_id)
    ) as speaker_key,
    agency_id,
    wire_id,
from traced
