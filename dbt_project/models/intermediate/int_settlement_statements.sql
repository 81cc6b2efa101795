-- What each standing record says of a settlement, and which dispute it belongs to. A dispute
-- begins when another side claims to have taken the place; to hold one's own ground is no gain.
with
    territory as (select * from {{ ref("fct_territory") }}),
    places as (select * from {{ ref("dim_place") }}),
    origins as (select * from {{ ref("int_claim_origin") }}),
    flagged as (
        select
            territory.territory_id,
            territory.claim_id,
            territory.place_id,
            territory.published_on as day,
            territory.published_at,
            territory.outlet_id,
            origins.origin_id,
            territory.speaker_side,
            territory.side_gaining,
            territory.polarity = 1
            and territory.territory_type in ('capture', 'recapture', 'control') as is_of_ground,
            is_of_ground
            and coalesce(claim_status = 'claimed_by_gainer', false)
            and side_gaining is not null
            and (
                territory_type <> 'control' or side_gaining <> {{ owner_of("places.iso_3166_1") }}
            ) as is_gain,
            coalesce(claim_status = 'denied_by_loser', false) as is_denial,
            (is_of_ground or territory_type = 'withdrawal')
            and polarity = 1
            and coalesce(claim_status = 'admitted_by_loser', false) as is_admission,
            is_of_ground
            and claim_status in ('confirmed_by_third', 'assessed_by_osint') as is_confirmation,
        from territory
        inner join places on territory.place_id = places.place_id
        left join origins on territory.claim_id = origins.claim_id
        where
            territory.geo_precision in ('settlement', 'near_settlement')
            and territory.removed_at is null
            and territory.published_on is not null
    ),
    claimed as (
        select
            *,
            last_value(if(is_gain, side_gaining, null) ignore nulls) over (
                partition by place_id order by day, is_gain desc, published_at, territory_id
            ) as last_claimant,
        from flagged
    ),
    followed as (
        select
            *,
            lag(last_claimant) over (
                partition by place_id order by day, is_gain desc, published_at, territory_id
            ) as claimant_before,
        from claimed
    )
select
    *,
    count_if(last_claimant is distinct from claimant_before) over (
        partition by place_id order by day, is_gain desc, published_at, territory_id
    ) as dispute_no,
from followed
