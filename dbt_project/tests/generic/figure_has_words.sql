{# A figure that no words of its sentence carry. #}
{% test figure_has_words(model) %}
    select *, from {{ model }} where coalesce(low, best, high) is not null and quantity_text is null
{% endtest %}
