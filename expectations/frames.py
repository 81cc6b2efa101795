"""What the suites see of a candidate: narrow frames of ids, enums, counts, numbers and times, never free text.

Every frame is aggregated where the rows are: it holds a row a day and outlet, an outlet, or a table, so that judging
costs the same whatever the number of posts.
"""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType

from expectations.extremes import EXTREMES
from expectations.mixes import DRIFT, VARIETY
from expectations.recent import LATEST, REPEATS, SERIES

COVERAGE = """
select
    coverage.outlet_id,
    coverage.day,
    coverage.status,
    coverage.is_expected,
    coverage.status = 'collected' and coverage.snapshots > 0 as is_captured,
    coverage.is_complete,
    coverage.posts,
    coverage.claims,
    coverage.posts > 0 as has_posts,
    outlet.volume_low,
    outlet.volume_high,
    coverage.posts - outlet.volume_low as posts_above_low,
    coverage.posts / nullif(outlet.volume_low, 0) as posts_of_low,
    coverage.posts / nullif(outlet.volume_high, 0) as posts_of_high,
    date_diff('day', coverage.day, $latest) as days_ago,
from mart_coverage as coverage
left join dim_outlet as outlet using (outlet_id)
where coverage.day > $latest - 400
order by coverage.outlet_id, coverage.day
"""

FRESHNESS = """
select
    $latest as latest_day,
    (select max(published_on) from dim_post) as newest_post_on,
    (select max(published_at) from dim_post) as newest_post_at,
"""

SHARES = """
with posts as (
    select
        outlet_id,
        day,
        count(*) as posts,
        100.0 * avg((time_precision in ('second', 'minute'))::int) as minute_pct,
    from dim_post
    where day > $latest - 400
    group by all
),

claims as (
    select
        post.outlet_id,
        post.day,
        count(*) as claims,
        100.0 * avg((claim.speaker_resolution != 'unresolved')::int) as resolved_pct,
        100.0 * avg((claim.speaker_resolution not in ('unresolved', 'newsroom'))::int) as spoken_pct,
        count(distinct claim.stance) as stances,
        count(distinct claim.topic) as topics,
        count(distinct claim.speaker_side) as sides,
    from fct_claims as claim
    inner join dim_post as post using (post_id)
    where post.day > $latest - 400
    group by all
),

named as (
    select post_id, place_id from fct_casualties where place is not null
    union all
    select post_id, place_id from fct_mobilisation where place is not null
    union all
    select post_id, place_id from fct_territory where place is not null
),

places as (
    select
        post.outlet_id,
        post.day,
        count(*) as places,
        100.0 * count(named.place_id) / count(*) as placed_pct,
    from named
    inner join dim_post as post using (post_id)
    where post.day > $latest - 400
    group by all
),

days as (
    select
        coverage.outlet_id,
        coverage.day,
        coalesce(posts.posts, 0) as posts,
        coverage.status = 'collected' and coverage.snapshots > 0 as is_captured,
        coalesce(claims.claims, 0) as claims,
        coalesce(places.places, 0) as places,
        coverage.quarantined / greatest(coverage.snapshots, 1) as quarantined,
        posts.minute_pct,
        claims.resolved_pct,
        claims.spoken_pct,
        places.placed_pct,
        claims.stances,
        claims.topics,
        claims.sides,
        coalesce(claims.claims, 0) / nullif(posts.posts, 0) as claims_per_post,
    from mart_coverage as coverage
    left join posts using (outlet_id, day)
    left join claims using (outlet_id, day)
    left join places using (outlet_id, day)
    where coverage.day > $latest - 400
)

select
    *,
    100.0 * quarantined / nullif(posts + quarantined, 0) as quarantine_pct,
from days
order by outlet_id, day
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

_QUERIES: Mapping[str, str] = MappingProxyType(
    {
        "coverage": COVERAGE,
        "freshness": FRESHNESS,
        "shares": SHARES,
        "drift": DRIFT,
        "variety": VARIETY,
        "repeats": REPEATS,
        "series": SERIES,
        "counts": COUNTS,
        **EXTREMES,
    }
)
FRAMES: Mapping[str, str] = MappingProxyType(
    {name: query.replace("$latest", LATEST) for name, query in _QUERIES.items()}
)
