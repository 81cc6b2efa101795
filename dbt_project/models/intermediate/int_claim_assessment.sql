{{ kept("forget_reassessed()") }}
-- depends_on: {{ ref("int_reassessed_claims") }}
-- What the links of a claim say of it, judged by version 1 of this reading. A newsroom that says
-- what it read is no origin, unless nobody else is; who denies is contested like who is denied.
with
    claims as (select * from {{ ref("int_linked_claims") }}),
    ties as (select * from {{ ref("int_claim_ties") }}),
    admissions as (
        select claim_id, bool_or(fact_table = 'territory') as is_of_ground,
        from {{ ref("int_claim_signature") }}
        where is_admission and polarity = 1
        group by claim_id
    ),
    met as (
        select
            ties.*,
            other.* exclude (claim_id),
            claims.camp as own_camp,
            ties.relation in ('self', 'same_statement', 'corroborates') as is_support,
            coalesce(other.camp <> own_camp, false)
            and ties.relation = 'corroborates' as is_opponent,
            coalesce(
                admissions.is_of_ground or (is_opponent and admissions.claim_id is not null), false
            ) as is_admission,
        from ties
        inner join claims on ties.claim_id = claims.claim_id
        inner join claims as other on ties.other_id = other.claim_id
        left join admissions on ties.other_id = admissions.claim_id
    ),
    counted as (
        select
            claim_id,
            count(distinct other_id) filter (where is_support) as n_mentions,
            count(distinct outlet_id) filter (where is_support) as n_outlets,
            greatest(
                1, count(distinct origin_id) filter (where is_support and origin_kind <> 'outlet')
            ) as n_origins,
            count(distinct side) filter (where is_support) as n_sides,
            count(*) filter (where relation = 'denies' and is_aimed_at) as n_denials,
            count(*) filter (where relation like 'contradicts%') as n_contradictions,
            bool_or(is_opponent) as has_opponent_confirmation,
            bool_or(is_support and is_admission) as is_admitted,
            n_origins > 1
            and bool_or(
                is_support and origin_kind in ('body', 'court', 'ngo', 'agency', 'media')
            ) as is_seen_by_others,
            bool_or(relation = 'denies' or relation like 'contradicts%') as is_contested,
            bool_or(relation in ('restates_updated', 'corrects') and is_aimed_at) as is_superseded,
            bool_or(relation = 'retracts' and is_aimed_at) as is_retracted,
            arg_min(other_id, (quote_type <> 'direct', said_at, other_id)) filter (
                where is_support
            ) as canonical_claim_id,
            min(said_at) filter (where is_support) as first_seen_at,
            max(said_at) filter (where is_support) as last_seen_at,
            min(said_at) filter (where relation = 'denies' and is_aimed_at) as first_denied_at,
        from met
        group by claim_id
    )
select
    counted.*,
    case
        when is_retracted
        then 'retracted'
        when is_superseded
        then 'superseded'
        when is_admitted
        then 'admitted'
        when is_contested
        then 'contested'
        when is_seen_by_others
        then 'independently_confirmed'
        when n_origins > 1
        then 'corroborated'
        else 'single_origin'
    end as assessment,
    1 as rule_version,
from counted
