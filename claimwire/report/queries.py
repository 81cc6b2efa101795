"""What the report reads of a published file; the day reported is the latest that was captured."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType

CLAIMS = """
select
    claim.claim_id,
    claim.published_at,
    claim.url,
    claim.speaker,
    claim.speaker_role,
    claim.speaker_kind,
    claim.speaker_side,
    claim.stance,
    claim.modality,
    claim.polarity,
    claim.quote_type,
    claim.topic,
    claim.attribution,
    claim.quote,
    claim.sentence,
    claim.lang,
    claim.lifecycle,
    claim.n_observations,
    claim.first_quote,
    outlet.name as outlet,
    outlet.timezone,
from fct_claims as claim
inner join dim_post as post using (post_id)
left join dim_outlet as outlet on claim.outlet_id = outlet.outlet_id
where post.day = (select coalesce(max(day) filter (snapshots > 0), max(day)) from mart_coverage)
order by claim.published_at, claim.post_id, claim.span_start, claim.claim_id
"""

CASUALTIES = """
select
    fact.casualty_id as fact_id,
    fact.claim_id,
    fact.published_at,
    fact.url,
    fact.speaker,
    fact.speaker_side,
    fact.outcome,
    fact.person_category,
    fact.side,
    fact.low,
    fact.best,
    fact.high,
    fact.hedge,
    fact.unit,
    fact.quantity_text,
    fact.is_running_total,
    fact.rate_period,
    fact.place,
    fact.polarity,
    fact.quote,
    fact.sentence,
    fact.lang,
    fact.lifecycle,
    fact.first_low,
    fact.first_best,
    fact.first_high,
    outlet.name as outlet,
    outlet.timezone,
from fct_casualties as fact
inner join dim_post as post using (post_id)
left join dim_outlet as outlet on fact.outlet_id = outlet.outlet_id
where post.day = (select coalesce(max(day) filter (snapshots > 0), max(day)) from mart_coverage)
order by fact.published_at, fact.post_id, fact.span_start, fact.casualty_id
"""

MOBILISATION = """
select
    fact.mobilisation_id as fact_id,
    fact.claim_id,
    fact.published_at,
    fact.url,
    fact.speaker,
    fact.speaker_side,
    fact.mobilisation_type,
    fact.status,
    fact.target_or_achieved,
    fact.side,
    fact.force_country,
    fact.is_foreign_force,
    fact.low,
    fact.best,
    fact.high,
    fact.hedge,
    fact.unit,
    fact.quantity_text,
    fact.rate_period,
    fact.place,
    fact.period_start,
    fact.period_end,
    fact.polarity,
    fact.quote,
    fact.sentence,
    fact.lang,
    fact.lifecycle,
    fact.first_low,
    fact.first_best,
    fact.first_high,
    outlet.name as outlet,
    outlet.timezone,
from fct_mobilisation as fact
inner join dim_post as post using (post_id)
left join dim_outlet as outlet on fact.outlet_id = outlet.outlet_id
where post.day = (select coalesce(max(day) filter (snapshots > 0), max(day)) from mart_coverage)
order by fact.published_at, fact.post_id, fact.span_start, fact.mobilisation_id
"""

TERRITORY = """
select
    fact.territory_id as fact_id,
    fact.claim_id,
    fact.published_at,
    fact.url,
    fact.speaker,
    fact.speaker_side,
    fact.territory_type,
    fact.claim_status,
    fact.side_gaining,
    fact.side_losing,
    fact.low,
    fact.best,
    fact.high,
    fact.hedge,
    fact.unit,
    fact.quantity_text,
    fact.place,
    fact.geo_precision,
    fact.polarity,
    fact.quote,
    fact.sentence,
    fact.lang,
    fact.lifecycle,
    fact.first_low,
    fact.first_best,
    fact.first_high,
    outlet.name as outlet,
    outlet.timezone,
from fct_territory as fact
inner join dim_post as post using (post_id)
left join dim_outlet as outlet on fact.outlet_id = outlet.outlet_id
where post.day = (select coalesce(max(day) filter (snapshots > 0), max(day)) from mart_coverage)
order by fact.published_at, fact.post_id, fact.span_start, fact.territory_id
"""

TOTALS = """
select
    coalesce(fact.speaker_id, lower(fact.speaker)) as speaker_key,
    min(fact.speaker) as speaker,
    min(fact.speaker_side) as speaker_side,
    fact.side,
    fact.outcome,
    fact.published_on,
    arg_max(coalesce(fact.best, fact.low, fact.high), fact.published_at) as figure,
from fct_casualties as fact
inner join fct_claims as claim using (claim_id)
where
    fact.aggregation = 'cumulative'
    and fact.place is null
    and fact.unit = 'persons'
    and fact.polarity = 1
    and coalesce(fact.best, fact.low, fact.high) is not null
    and claim.speaker_kind != 'newsroom'
    and fact.published_on > (select coalesce(max(day) filter (snapshots > 0), max(day)) from mart_coverage) - 60
    and fact.published_on <= (select coalesce(max(day) filter (snapshots > 0), max(day)) from mart_coverage)
group by speaker_key, fact.side, fact.outcome, fact.published_on
order by speaker_key, fact.side, fact.outcome, fact.published_on
"""

COVERAGE = """
select
    coverage.outlet_id,
    outlet.name as outlet,
    coverage.day,
    coverage.status,
    coverage.snapshots,
    coverage.is_complete,
    coverage.posts,
    coverage.claims,
    coverage.quarantined,
    coverage.message,
from mart_coverage as coverage
left join dim_outlet as outlet using (outlet_id)
where coverage.day > (select coalesce(max(day) filter (snapshots > 0), max(day)) from mart_coverage) - 28
order by outlet.name, coverage.outlet_id, coverage.day
"""

QUERIES: Mapping[str, str] = MappingProxyType(
    {
        "claims": CLAIMS,
        "casualties": CASUALTIES,
        "mobilisation": MOBILISATION,
        "territory": TERRITORY,
        "totals": TOTALS,
        "coverage": COVERAGE,
    }
)
