with
    statements as (select * from {{ ref("int_force_statements") }}),
    targets as (
        select
            target_id,
            side,
            force_country,
            mobilisation_type,
            unit,
            rate_period,
            force_kind,
            period_end,
            min(period_start) as period_start,
            min(day) as target_first_said_on,
            {{ latest_figures("target") }}
            list_sort(list(distinct speaker)) as target_speakers,
            count(distinct claim_id) as target_claims,
            count(distinct outlet_id) as target_outlets,
        from statements
        where target_or_achieved in ('target', 'expected')
        group by all
    ),
    reached as (
        select
            targets.target_id,
            {{ latest_figures("achieved") }}
            max(statements.day) as achieved_said_on,
            list_sort(list(distinct speaker)) as achieved_speakers,
            count(distinct claim_id) as achieved_claims,
        from targets
        inner join
            statements
            on targets.force_kind = statements.force_kind
            and statements.target_or_achieved = 'achieved'
            and statements.day >= targets.target_first_said_on
        group by targets.target_id
    )
select
    targets.target_id,
    targets.side,
    targets.force_country,
    targets.mobilisation_type,
    targets.unit,
    targets.rate_period,
    targets.period_start,
    targets.period_end,
    targets.target_low,
    targets.target_best,
    targets.target_high,
    targets.target_hedge,
    targets.target_first_said_on,
    targets.target_speakers,
    cast(targets.target_claims as integer) as target_claims,
    cast(targets.target_outlets as integer) as target_outlets,
    reached.achieved_low,
    reached.achieved_best,
    reached.achieved_high,
    reached.achieved_hedge,
    reached.achieved_said_on,
    coalesce(reached.achieved_speakers, []) as achieved_speakers,
    cast(coalesce(reached.achieved_claims, 0) as integer) as achieved_claims,
from targets
left join reached on targets.target_id = reached.target_id
