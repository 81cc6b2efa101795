with
    assessments as (select * from {{ ref("int_claim_assessment") }}),
    claims as (select * from {{ ref("fct_claims") }}),
    origins as (select * from {{ ref("int_claim_origin") }})
select
    claims.claim_id,
    claims.post_id,
    claims.outlet_id,
    claims.published_on,
    origins.origin_id,
    origins.agency_id,
    assessments.assessment,
    case
        assessments.assessment
        when 'admitted'
        then 'confirmed'
        when 'independently_confirmed'
        then 'fair'
        when 'corroborated'
        then 'fair'
        when 'single_origin'
        then 'weak'
        when 'contested'
        then 'contested'
        else 'discounted'
    end as grade,
    cast(assessments.n_mentions as integer) as n_mentions,
    cast(assessments.n_outlets as integer) as n_outlets,
    cast(assessments.n_origins as integer) as n_origins,
    cast(assessments.n_sides as integer) as n_sides,
    cast(assessments.n_denials as integer) as n_denials,
    cast(assessments.n_contradictions as integer) as n_contradictions,
    assessments.has_opponent_confirmation,
    assessments.canonical_claim_id,
    assessments.first_seen_at,
    assessments.last_seen_at,
    assessments.first_denied_at,
    cast(
        date_diff('minute', assessments.first_seen_at, assessments.first_denied_at) as integer
    ) as minutes_to_denial,
    assessments.rule_version,
from claims
inner join assessments on claims.claim_id = assessments.claim_id
inner join origins on claims.claim_id = origins.claim_id
