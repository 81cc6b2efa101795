"""What the suites see of a candidate: narrow frames of ids, enums, counts, numbers and times, never free text."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType

COVERAGE = """
with days as (
    select
        coverage.outlet_id,
        coverage.day,
        coverage.status,
        coverage.is_expected,
        coverage.status = 'collected' and coverage.snapshots > 0 as is_captured,
        coverage.is_complete,
        coverage.posts,
        coverage.claims,
        coverage.quarantined,
        outlet.volume_low,
        outlet.volume_high,
    from mart_coverage as coverage
    left join dim_outlet as outlet using (outlet_id)
),

against_past as (
    select
        *,
        count(*) filter (where is_captured and posts > 0) over month_before as history_days,
        median(posts) filter (where is_captured and posts > 0) over month_before as median_posts,
        median(claims) filter (where is_captured and posts > 0) over month_before as median_claims,
    from days
    window month_before as (
        partition by outlet_id order by day range between interval 28 days preceding and interval 1 day preceding
    )
)

select
    outlet_id,
    day,
    status,
    is_expected,
    is_captured,
    is_complete,
    posts,
    claims,
    quarantined,
    history_days,
    posts - volume_low as posts_above_low,
    posts / nullif(volume_high, 0) as posts_of_high,
    100.0 * (posts / nullif(median_posts, 0) - 1) as posts_change_pct,
    100.0 * (claims / nullif(median_claims, 0) - 1) as claims_change_pct,
from against_past
order by outlet_id, day
"""

FRESHNESS = """
select
    (select coalesce(max(day) filter (snapshots > 0), max(day)) from mart_coverage) as latest_day,
    (select max(published_on) from dim_post) as newest_post_on,
    (select max(published_at) from dim_post) as newest_post_at,
"""

POSTS = """
select
    post_id,
    outlet_id,
    published_at,
    date_diff('minute', captured_at, published_at) as minutes_after_capture,
    date_diff('day', published_on, day) as days_before_day,
from dim_post
"""

SHARES = """
with posts as (
    select
        outlet_id,
        day,
        count(*) as posts,
        100.0 * avg((time_precision in ('second', 'minute'))::int) as minute_pct,
    from dim_post
    group by all
),

claims as (
    select
        post.outlet_id,
        post.day,
        count(*) as claims,
        100.0 * avg((claim.speaker_resolution != 'unresolved')::int) as resolved_pct,
        count(distinct claim.stance) as stances,
        count(distinct claim.topic) as topics,
        count(distinct claim.speaker_side) as sides,
    from fct_claims as claim
    inner join dim_post as post using (post_id)
    group by all
),

days as (
    select
        coverage.outlet_id,
        coverage.day,
        coalesce(posts.posts, 0) as posts,
        coalesce(claims.claims, 0) as claims,
        coverage.quarantined / greatest(coverage.snapshots, 1) as quarantined,
        posts.minute_pct,
        claims.resolved_pct,
        claims.stances,
        claims.topics,
        claims.sides,
        coalesce(claims.claims, 0) / nullif(posts.posts, 0) as claims_per_post,
    from mart_coverage as coverage
    left join posts using (outlet_id, day)
    left join claims using (outlet_id, day)
)

select
    *,
    100.0 * quarantined / nullif(posts + quarantined, 0) as quarantine_pct,
    count(minute_pct) over month_before as history_days,
    100.0 * (resolved_pct / nullif(median(resolved_pct) over month_before, 0) - 1) as resolved_change_pct,
    100.0 * (minute_pct / nullif(median(minute_pct) over month_before, 0) - 1) as minute_change_pct,
from days
window month_before as (
    partition by outlet_id order by day range between interval 28 days preceding and interval 1 day preceding
)
order by outlet_id, day
"""

CLAIMS = """
select
    claim_id,
    outlet_id,
    confidence,
    span_start,
    span_end - span_start as span_length,
from fct_claims
"""

CASUALTIES = """
select
    casualty_id,
    outlet_id,
    low,
    best,
    high,
    hedge,
    unit,
    confidence,
    span_start,
    span_end - span_start as span_length,
from fct_casualties
"""

MOBILISATION = """
select
    mobilisation_id,
    outlet_id,
    low,
    best,
    high,
    hedge,
    unit,
    confidence,
    span_start,
    span_end - span_start as span_length,
from fct_mobilisation
"""

TERRITORY = """
select
    territory_id,
    outlet_id,
    low,
    best,
    high,
    hedge,
    unit,
    confidence,
    span_start,
    span_end - span_start as span_length,
from fct_territory
"""

COUNTS = """
with keys as (
    select 'claims' as table_name, claim_id as key, claim_id, post_id from fct_claims
    union all
    select 'casualties', casualty_id, claim_id, post_id from fct_casualties
    union all
    select 'mobilisation', mobilisation_id, claim_id, post_id from fct_mobilisation
    union all
    select 'territory', territory_id, claim_id, post_id from fct_territory
    union all
    select 'posts', post_id, null, post_id from dim_post
)

select
    table_name,
    count(*) as rows,
    count(key) - count(distinct key) as repeated_keys,
    count(*) - count(key) as missing_keys,
    count(*) filter (
        where table_name != 'posts' and (claim_id is null or claim_id not in (select claim_id from fct_claims))
    ) as rows_without_claim,
    count(*) filter (where post_id is null or post_id not in (select post_id from dim_post)) as rows_without_post,
from keys
group by table_name
order by table_name
"""

FRAMES: Mapping[str, str] = MappingProxyType(
    {
        "coverage": COVERAGE,
        "freshness": FRESHNESS,
        "posts": POSTS,
        "shares": SHARES,
        "claims": CLAIMS,
        "casualties": CASUALTIES,
        "mobilisation": MOBILISATION,
        "territory": TERRITORY,
        "counts": COUNTS,
    }
)
