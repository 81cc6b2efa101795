{# A state that ends before it begins, or lasts into the next one of its row. #}
{% test one_state_at_a_time(model, key) %}
    with
        followed as (
            select
                *, lead(valid_from) over (partition by {{ key }} order by valid_from) as next_from,
            from {{ model }}
        )
    select *,
    from followed
    where valid_to <= valid_from or (next_from is not null and (valid_to <= next_from) is not true)
{% endtest %}
