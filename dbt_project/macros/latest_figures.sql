{# The figures of the statement said last in a group, as words give them: a bound they leave open stays null. #}
{% macro latest_figures(prefix) %}
    {% for figure in ["low", "best", "high", "hedge"] %}
        arg_max_null(
            {{ figure }}, (day, published_at, mobilisation_id)
        ) as {{ prefix }}_{{ figure }},
    {% endfor %}
{% endmacro %}
