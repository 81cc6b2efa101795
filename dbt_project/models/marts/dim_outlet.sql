with
    outlets as (select * from {{ ref("stg_outlets") }}),
    outlet_days as (select * from {{ ref("stg_outlet_days") }}),
    sweeps as (select * from {{ ref("int_sweeps") }}),
    named as (
        select outlet_id,
        from outlets
        union
        select outlet_id,
        from outlet_days
        union
        select outlet_id,
        from sweeps
    )
select
    named.outlet_id,
    coalesce(outlets.name, named.outlet_id) as name,
    outlets.domain,
    outlets.country,
    outlets.lang,
    outlets.timezone,
    outlets.type,
    outlets.owner,
    outlets.ownership_state,
    outlets.volume_low,
    outlets.volume_high,
    coalesce(outlets.expects_blog_daily, false) as expects_blog_daily,
from named
left join outlets on named.outlet_id = outlets.outlet_id
