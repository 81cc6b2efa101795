{# A state that ends before it begins, at another instant than the next one begins, or without a next one. #}
{% test states_follow_each_other(model) %}
    with
        followed as (
            select
                *, lead(valid_from) over (partition by post_id order by revision_no) as next_from,
            from {{ model }}
        )
    select *,
    from followed
    where
        valid_to < valid_from
        or valid_to is distinct from next_from
        or is_current <> (valid_to is null)
{% endtest %}
