{# Values of a column outside the two bounds, which themselves are allowed. #}
{% test in_range(model, column_name, low, high) %}
    select *, from {{ model }} where {{ column_name }} not between {{ low }} and {{ high }}
{% endtest %}
