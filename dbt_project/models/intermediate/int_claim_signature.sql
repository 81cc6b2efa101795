-- What each fact row says, without who says it: rows of one proposition are about one thing,
-- rows of one signature about one thing at one time (one cluster).
{% set figures = "claim_id, low, best, high, polarity, modality, place, place_id, geo_precision, quantity_text, period_start, period_end" %}
with
    claims as (select * from {{ ref("int_claim_traits") }}),
    territory as (
        select *, {{ ground_group("territory_type") }} as subject,
        from {{ ref("fct_territory") }}
        where place_id is not null or unit is not null
    ),
    casualties as (
        select *
        from {{ ref("fct_casualties") }}
        where place_id is not null or person_category = 'combatant'
    ),
    mobilisation as (select * from {{ ref("fct_mobilisation") }}),
    said as (
        select
            'territory' as fact_table,
            territory_id as fact_id,
            concat_ws('|', subject, coalesce(side_gaining, '-'), coalesce(place_id, '-')) as words,
            unit as measure,
            subject,
            side_gaining as side,
            event_on,
            coalesce(claim_status = 'denied_by_loser', false) as is_denied,
            coalesce(claim_status = 'admitted_by_loser', false) as is_admission,
            territory_type = 'recapture' as is_reversal,
            {{ figures }},
        from territory
        union all
        select
            'casualties',
            casualty_id,
            concat_ws(
                '|', outcome, coalesce(side, '-'), person_category, coalesce(place_id, 'war')
            ),
            concat_ws(
                '|', unit, if(aggregation in ('rate', 'increment'), aggregation, null), rate_period
            ),
            outcome,
            side,
            event_on,
            false,
            coalesce({{ camp("speaker_side") }} = {{ camp("side") }}, false),
            false,
            {{ figures }},
        from casualties
        union all
        select
            'mobilisation',
            mobilisation_id,
            concat_ws(
                '|', mobilisation_type, coalesce(force_country, '-'), coalesce(place_id, side, '-')
            ),
            concat_ws('|', unit, target_or_achieved, rate_period),
            mobilisation_type,
            side,
            null,
            status = 'denied',
            coalesce({{ camp("speaker_side") }} = {{ camp("side") }}, false),
            false,
            {{ figures }},
        from mobilisation
    )
select
    said.* exclude (words, polarity),
    said.fact_table || '|' || said.words as proposition,
    coalesce(said.event_on, claims.said_on) as happened_on,
    coalesce(said.low, said.best, said.high) is not null as has_figure,
    if(claims.is_denial, -1, said.polarity) as polarity,
    concat_ws(
        '|',
        proposition,
        {{ period_of("said.fact_table", "said.period_end", "happened_on") }},
        said.measure
    ) as signature,
    md5(signature) as fact_cluster_id,
from said
inner join claims on said.claim_id = claims.claim_id
