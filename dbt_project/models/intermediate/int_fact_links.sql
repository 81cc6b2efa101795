-- Which rule links the claims of two fact rows, from the later, or from the one that denies. What
-- a rule asks beyond the pair is in dim_link_rule: how many days the two may lie apart.
with
    pairs as (select * from {{ ref("int_fact_pairs") }}),
    judged as (
        select
            *,
            fact_table = 'casualties' as is_toll,
            case
                when earlier_polarity > later_polarity and is_same_speaker
                then 'takes_back'
                when earlier_polarity < later_polarity and is_same_origin and is_admitted
                then 'gives_up_denial'
                when earlier_polarity <> later_polarity and is_same_origin
                then null
                when earlier_polarity <> later_polarity and is_denied
                then 'denies_fact'
                when earlier_polarity <> later_polarity
                then 'opposite_polarity'
                when figures = 'other_measure' or is_other_period or figures = 'only_earlier'
                then null
                when is_correction and figures in ('disjoint', 'close', 'open')
                then 'corrects_figure'
                when figures = 'only_later' or (is_dated_later and figures <> 'disjoint')
                then if(earlier_polarity = 1 and fact_table <> 'territory', 'adds_detail', null)
                when figures in ('disjoint', 'close', 'open') and is_same_origin
                then if(is_other_event or (is_toll and not is_higher), null, 'updates_figure')
                when figures = 'disjoint' and is_other_event
                then null
                when figures = 'disjoint' and is_toll and is_higher and not is_opposed
                then 'rising_toll'
                when figures = 'disjoint'
                then 'disjoint_figures'
                when is_same_speaker
                then 'same_speaker_fact'
                when is_same_origin
                then 'same_origin_fact'
                when
                    has_newsroom
                    or figures = 'open'
                    or (is_toll and (figures = 'none' or is_other_event))
                then null
                when is_opposed
                then 'opponent_agrees'
                else 'other_origin_fact'
            end as rule,
        from pairs
    )
select
    fact_table,
    rule,
    days_apart,
    if(is_swapped, earlier_claim_id, later_claim_id) as from_claim_id,
    if(is_swapped, later_claim_id, earlier_claim_id) as to_claim_id,
    if(is_swapped, earlier_fact_id, later_fact_id) as from_fact_id,
    if(is_swapped, later_fact_id, earlier_fact_id) as to_fact_id,
from (select *, rule = 'denies_fact' and earlier_polarity = -1 as is_swapped, from judged)
where rule is not null
