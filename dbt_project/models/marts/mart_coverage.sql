with
    outlet_days as (select * from {{ ref("stg_outlet_days") }}),
    outlets as (select * from {{ ref("stg_outlets") }}),
    sweeps as (select * from {{ ref("int_sweeps") }}),
    shown as (select * from {{ ref("int_post_days") }}),
    quarantine as (select * from {{ ref("stg_quarantine") }}),
    records as (
        select post_id, 'claims' as record_table,
        from {{ ref("fct_claims") }}
        union all
        select post_id, 'casualties',
        from {{ ref("fct_casualties") }}
        union all
        select post_id, 'mobilisation',
        from {{ ref("fct_mobilisation") }}
        union all
        select post_id, 'territory',
        from {{ ref("fct_territory") }}
    ),
    asked as (
        select outlet_id, day,
        from outlet_days
        union
        select outlet_id, day,
        from sweeps
    ),
    spans as (
        select outlet_id, unnest(generate_series(min(day), max(day), interval 1 day)) as day,
        from asked
        group by outlet_id
    ),
    captured as (
        select
            outlet_id,
            day,
            sum(pages) as snapshots,
            coalesce(sum(pages) filter (where is_complete), 0) as complete_snapshots,
        from sweeps
        group by all
    ),
    posted as (select outlet_id, day, count(*) as posts, from shown group by all),
    recorded as (
        select
            shown.outlet_id,
            shown.day,
            count_if(records.record_table = 'claims') as claims,
            count_if(records.record_table = 'casualties') as casualties,
            count_if(records.record_table = 'mobilisation') as mobilisation,
            count_if(records.record_table = 'territory') as territory,
        from shown
        inner join records on shown.post_id = records.post_id
        group by all
    ),
    refused as (select outlet_id, day, count(*) as quarantined, from quarantine group by all)
select
    spans.outlet_id,
    cast(spans.day as date) as day,
    coalesce(
        nullif(outlet_days.status, 'replayed'), if(captured.snapshots > 0, 'collected', 'not_run')
    ) as status,
    outlet_days.status is not null and coalesce(outlets.expects_blog_daily, false) as is_expected,
    cast(coalesce(captured.snapshots, 0) as integer) as snapshots,
    cast(coalesce(captured.complete_snapshots, 0) as integer) as complete_snapshots,
    coalesce(outlet_days.is_complete, captured.complete_snapshots > 0, false) as is_complete,
    cast(coalesce(posted.posts, 0) as integer) as posts,
    cast(coalesce(recorded.claims, 0) as integer) as claims,
    cast(coalesce(recorded.casualties, 0) as integer) as casualties,
    cast(coalesce(recorded.mobilisation, 0) as integer) as mobilisation,
    cast(coalesce(recorded.territory, 0) as integer) as territory,
    cast(coalesce(refused.quarantined, 0) as integer) as quarantined,
    outlet_days.error,
    outlet_days.message,
from spans
left join outlets using (outlet_id)
left join outlet_days using (outlet_id, day)
left join captured using (outlet_id, day)
left join posted using (outlet_id, day)
left join recorded using (outlet_id, day)
left join refused using (outlet_id, day)
