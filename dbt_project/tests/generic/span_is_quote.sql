{# A quote that is not, character for character, what its post says between its offsets. #}
{% test span_is_quote(model, settled, key) %}
    select facts.{{ key }},
    from {{ model }} as facts
    inner join {{ settled }} as settled on facts.{{ key }} = settled.{{ key }}
    where facts.quote is distinct from settled.quote_in_text or facts.span_end <= facts.span_start
{% endtest %}
