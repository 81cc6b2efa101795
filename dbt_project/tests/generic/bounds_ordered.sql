{# A lower bound above the upper one, a best figure outside both, an exact figure without all three, or below zero. #}
{% test bounds_ordered(model) %}
    select *,
    from {{ model }}
    where
        low > high
        or best < low
        or best > high
        or least(low, best, high) < 0
        or (
            hedge = 'exact'
            and (low is distinct from best or high is distinct from best or best is null)
        )
{% endtest %}
