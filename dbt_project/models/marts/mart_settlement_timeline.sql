with
    statements as (select * from {{ ref("int_settlement_statements") }}),
    places as (select * from {{ ref("dim_place") }}),
    days as (
        select
            place_id,
            day,
            max(dispute_no) as dispute_no,
            arg_max(last_claimant, dispute_no) as last_claimant,
            count(distinct claim_id) filter (where speaker_side = 'RUS') as claims_rus,
            count(distinct claim_id) filter (where speaker_side = 'UKR') as claims_ukr,
            count(distinct claim_id) filter (where speaker_side = 'MEDIA') as claims_media,
            count(distinct claim_id) filter (
                where speaker_side not in ('RUS', 'UKR', 'MEDIA')
            ) as claims_others,
            count_if(is_gain) as gains,
            count_if(is_denial) as denials,
            count_if(is_admission) as admissions,
            count(distinct outlet_id) as outlets,
            count(distinct origin_id) as origins,
        from statements
        group by place_id, day
    ),
    disputes as (
        select
            place_id,
            dispute_no,
            min(day) filter (where is_gain) as first_claimed_on,
            min(day) filter (where is_denial) as first_denied_on,
            min(day) filter (where is_admission) as admitted_on,
            min(day) filter (where is_confirmation) as confirmed_on,
        from statements
        group by place_id, dispute_no
    )
select
    days.place_id,
    places.name as place,
    places.iso_3166_2,
    places.admin1_name,
    days.day,
    cast(days.claims_rus as integer) as claims_rus,
    cast(days.claims_ukr as integer) as claims_ukr,
    cast(days.claims_media as integer) as claims_media,
    cast(days.claims_others as integer) as claims_others,
    cast(days.gains as integer) as gains,
    cast(days.denials as integer) as denials,
    cast(days.admissions as integer) as admissions,
    cast(days.outlets as integer) as outlets,
    cast(days.origins as integer) as origins,
    days.last_claimant,
    if(disputes.first_claimed_on <= days.day, disputes.first_claimed_on, null) as first_claimed_on,
    if(disputes.first_denied_on <= days.day, disputes.first_denied_on, null) as first_denied_on,
    if(disputes.admitted_on <= days.day, disputes.admitted_on, null) as admitted_on,
    if(disputes.confirmed_on <= days.day, disputes.confirmed_on, null) as confirmed_on,
from days
inner join places on days.place_id = places.place_id
inner join disputes on days.place_id = disputes.place_id and days.dispute_no = disputes.dispute_no
