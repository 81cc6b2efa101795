-- As many mentions as outlets and origins at least, and an assessment that its counts bear out.
{% test counts_in_order(model) %}
    select *
    from {{ model }}
    where
        n_mentions < greatest(n_outlets, n_origins)
        or n_origins < 1
        or last_seen_at < first_seen_at
        or (first_denied_at is null) <> (n_denials = 0)
        or (assessment = 'single_origin' and (n_origins > 1 or n_denials + n_contradictions > 0))
        or (assessment in ('corroborated', 'independently_confirmed') and n_origins < 2)
{% endtest %}
