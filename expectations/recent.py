"""Frames of the 28 days up to the day that is judged: words that repeat, and totals that fall."""

from __future__ import annotations

LATEST = "(select coalesce(max(day) filter (snapshots > 0), max(day)) from mart_coverage)"

REPEATS = """
with posts as (
    select post.outlet_id, post.day, post.post_id, revision.content_hash,
    from dim_post as post
    inner join dim_post_revision as revision using (post_id)
    where revision.is_current and post.day > $latest - 28
),

held as (
    select outlet_id, content_hash, count(*) as times, from posts group by all
)

select
    posts.outlet_id,
    posts.day,
    count(*) as posts,
    100.0 * count_if(held.times > 1) / count(*) as repeated_pct,
from posts
inner join held using (outlet_id, content_hash)
group by all
order by all
"""

SERIES = """
with totals as (
    select
        fact.outlet_id,
        coalesce(fact.speaker_id, 'unnamed') as speaker_id,
        fact.side,
        fact.outcome,
        fact.published_on,
        coalesce(fact.low, fact.best) as lowest,
        coalesce(fact.high, fact.best) as highest,
        lag(coalesce(fact.low, fact.best)) over before as lowest_before,
        fact.lifecycle in ('edited', 'corrected_by_outlet') as is_corrected,
    from fct_casualties as fact
    where
        fact.aggregation = 'cumulative'
        and fact.unit = 'persons'
        and fact.polarity = 1
        and fact.removed_at is null
        and fact.place is null
        and fact.subset_of is null
        and fact.rate_period is null
        and coalesce(fact.low, fact.best, fact.high) is not null
        and coalesce(fact.period_end, fact.event_on, fact.published_on) > fact.published_on - 7
        and fact.published_on > $latest - 28
    window before as (
        partition by
            fact.outlet_id, coalesce(fact.speaker_id, lower(fact.speaker)), fact.side, fact.outcome,
            fact.person_category
        order by fact.published_at, fact.span_start, fact.casualty_id
    )
)

select
    outlet_id,
    concat_ws(' ', speaker_id, side, outcome) as series,
    count(*) as rows,
    count_if(highest < lowest_before and not is_corrected) as falls,
    max(published_on) filter (where highest < lowest_before and not is_corrected) as last_fall_on,
from totals
group by all
order by all
"""
