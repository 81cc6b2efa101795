-- Fact rows of two claims that are about one thing within a week, of a toll within a day, the
-- earlier told first, and how they compare. Demands and suppositions say nothing to match.
with
    signatures as (select * from {{ ref("int_claim_signature") }} where modality <> 'hypothetical'),
    claims as (
        select * from {{ ref("int_linked_claims") }} where stance not in ('demands', 'questions')
    ),
    facts as (
        select
            signatures.*,
            coalesce(best, low, high) as point,
            fact_table = 'casualties' and place_id is not null as is_local_toll,
            claims.* exclude (claim_id, polarity, modality, stems),
        from signatures
        inner join claims on signatures.claim_id = claims.claim_id
    ),
    placed as (select *, {{ stretches_around("happened_on") }} as stretch, from facts),
    paired as (
        select earlier, later,
        from placed as earlier
        inner join
            facts as later
            on earlier.proposition = later.proposition
            and earlier.stretch = {{ stretch_of("later.happened_on") }}
            and (earlier.said_at, earlier.claim_id) < (later.said_at, later.claim_id)
            and earlier.claim_id <> later.claim_id
            and (earlier.is_relinked or later.is_relinked)
            and abs(earlier.happened_on - later.happened_on) <= if(earlier.is_local_toll, 1, 7)
    )
select
    earlier.fact_table,
    earlier.proposition,
    earlier.claim_id as earlier_claim_id,
    later.claim_id as later_claim_id,
    earlier.fact_id as earlier_fact_id,
    later.fact_id as later_fact_id,
    abs(earlier.happened_on - later.happened_on) as days_apart,
    earlier.origin_id = later.origin_id as is_same_origin,
    earlier.speaker_key = later.speaker_key as is_same_speaker,
    coalesce(earlier.camp <> later.camp, false) as is_opposed,
    earlier.is_newsroom or later.is_newsroom as has_newsroom,
    earlier.blog_id = later.blog_id and later.post_kind = 'correction' as is_correction,
    earlier.polarity as earlier_polarity,
    later.polarity as later_polarity,
    if(
        earlier.polarity = -1,
        earlier.is_denial or earlier.is_denied,
        later.is_denial or later.is_denied
    ) as is_denied,
    later.is_admission as is_admitted,
    case
        when not earlier.has_figure and later.has_figure
        then 'only_later'
        when earlier.has_figure and not later.has_figure
        then 'only_earlier'
        when earlier.measure is distinct from later.measure
        then 'other_measure'
        when not earlier.has_figure
        then 'none'
        when earlier.high < later.low or later.high < earlier.low
        then 'disjoint'
        when earlier.point = later.point
        then 'equal'
        when least(earlier.point, later.point) >= 0.8 * greatest(earlier.point, later.point)
        then 'close'
        else 'open'
    end as figures,
    coalesce(later.point > earlier.point, false) as is_higher,
    earlier.period_end is null and later.period_end is not null as is_dated_later,
    coalesce(
        earlier.period_end < later.period_start or later.period_end < earlier.period_start, false
    ) as is_other_period,
    earlier.is_local_toll
    and (
        earlier.happened_on <> later.happened_on
        or earlier.geo_precision not in ('settlement', 'near_settlement', 'hromada')
    ) as is_other_event,
from paired
