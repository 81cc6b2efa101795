-- No claim is linked to itself, a symmetric relation goes from the smaller id to the larger, and a
-- link names fact rows of both claims or of none.
{% test links_are_directed(model) %}
    select *
    from {{ model }}
    where
        from_claim_id = to_claim_id
        or (
            relation
            in ('same_statement', 'corroborates', 'contradicts_quantity', 'contradicts_polarity')
            and from_claim_id > to_claim_id
        )
        or (fact_table is null) <> (from_fact_id is null)
        or (fact_table is null) <> (to_fact_id is null)
{% endtest %}
