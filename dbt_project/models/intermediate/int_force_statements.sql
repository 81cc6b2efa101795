-- Standing mobilisation records with a figure, each with the kind of force figure it gives: whose
-- soldiers, for which side, by which means, in which unit.
with
    mobilisation as (select * from {{ ref("fct_mobilisation") }}),
    actors as (select * from {{ ref("dim_actor") }})
select
    mobilisation_id,
    claim_id,
    outlet_id,
    coalesce(actors.name, mobilisation.speaker) as speaker,
    published_on as day,
    published_at,
    coalesce(mobilisation.side, 'UNKNOWN') as side,
    force_country,
    mobilisation_type,
    unit,
    rate_period,
    period_start,
    period_end,
    target_or_achieved,
    hedge,
    low,
    best,
    high,
    concat_ws(
        '|',
        coalesce(mobilisation.side, 'UNKNOWN'),
        coalesce(force_country, '-'),
        mobilisation_type,
        coalesce(unit, '-'),
        coalesce(rate_period, '-')
    ) as force_kind,
    md5(concat_ws('|', force_kind, coalesce(cast(period_end as varchar), '-'))) as target_id,
from mobilisation
left join actors on mobilisation.speaker_id = actors.actor_id
where
    removed_at is null
    and polarity = 1
    and published_on is not null
    and coalesce(low, best, high) is not null
    and target_or_achieved in ('target', 'expected', 'achieved')
