with
    statements as (
        select
            *,
            row_number() over (
                partition by
                    day,
                    claiming_side,
                    victim_side,
                    person_category,
                    outcome,
                    counted,
                    counted_at,
                    rate_period
                order by published_at desc nulls last, best desc nulls last, casualty_id
            )
            = 1 as is_latest,
        from {{ ref("int_loss_statements") }}
    ),
    days as (
        select
            day,
            claiming_side,
            victim_side,
            person_category,
            outcome,
            counted,
            rate_period,
            {% for figure in ["low", "best", "high"] %}
                if(
                    count({{ figure }}) filter (is_latest) = count_if(is_latest),
                    sum({{ figure }}) filter (is_latest),
                    null
                ) as {{ figure }},
            {% endfor %}
            count(distinct counted_at) as places,
            list_sort(list(distinct counting_basis)) as counting_bases,
            count(distinct claim_id) as claims,
            count(distinct outlet_id) as outlets,
        from statements
        group by all
    ),
    followed as (
        select *, lag(best) over series as best_before, lag(day) over series as day_before,
        from days
        window
            series as (
                partition by
                    claiming_side, victim_side, person_category, outcome, counted, rate_period
                order by day
            )
    )
select
    day,
    claiming_side,
    victim_side,
    person_category,
    outcome,
    counted,
    rate_period,
    low,
    best,
    high,
    if(counted = 'cumulative', best - best_before, null) as increase,
    if(counted = 'cumulative', day_before, null) as increase_since,
    counting_bases,
    cast(places as integer) as places,
    cast(claims as integer) as claims,
    cast(outlets as integer) as outlets,
from followed
