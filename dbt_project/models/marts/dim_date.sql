with
    posts as (select * from {{ ref("int_posts") }}),
    coverage as (select * from {{ ref("mart_coverage") }}),
    days as (
        select published_on as day,
        from posts
        where published_on is not null
        union
        select day,
        from coverage
    ),
    bounds as (select min(day) as first_day, max(day) as last_day, from days),
    spine as (
        select cast(unnest(generate_series(first_day, last_day, interval 1 day)) as date) as day,
        from bounds
    )
select
    day,
    cast(year(day) as integer) as year,
    cast(month(day) as integer) as month,
    cast(isodow(day) as integer) as iso_weekday,
    strftime(day, '%G-W%V') as iso_week,
    strftime(day, '%Y-%m') as year_month,
    ['lundi', 'mardi', 'mercredi', 'jeudi', 'vendredi', 'samedi', 'dimanche'][
        isodow(day)
    ] as weekday_fr,
    cast(date_diff('day', date '2022-02-24', day) + 1 as integer) as war_day,
from spine
