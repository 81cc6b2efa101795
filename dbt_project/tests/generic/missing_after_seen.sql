{# A post that is missing before it was last seen, or called deleted without being missing. #}
{% test missing_after_seen(model) %}
    select *,
    from {{ model }}
    where
        missing_since <= last_seen_at
        or last_seen_at < captured_at
        or (is_deleted and missing_since is null)
{% endtest %}
