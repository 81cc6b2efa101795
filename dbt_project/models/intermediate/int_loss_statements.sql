-- Standing casualty records with a figure, each with what its figure counts. Parts of another
-- figure are left out, so that none is counted twice.
select
    casualty_id,
    claim_id,
    published_on as day,
    published_at,
    outlet_id,
    coalesce(speaker_side, 'UNKNOWN') as claiming_side,
    coalesce(side, 'UNKNOWN') as victim_side,
    person_category,
    outcome,
    case
        when aggregation in ('cumulative', 'stock') and place_id is null and place is null
        then 'cumulative'
        when place_id is not null or place is not null
        then 'at_place'
        when aggregation in ('increment', 'rate')
        then 'increment'
        else 'unspecified'
    end as counted,
    if(counted = 'at_place', coalesce(place_id, lower(place)), null) as counted_at,
    rate_period,
    counting_basis,
    low,
    best,
    high,
from {{ ref("fct_casualties") }}
where
    removed_at is null
    and subset_of is null
    and polarity = 1
    and published_on is not null
    and coalesce(low, best, high) is not null
