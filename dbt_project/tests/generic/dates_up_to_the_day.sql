{# Rows that know on a day what was said only later. #}
{% test dates_up_to_the_day(model, day, columns) %}
    select *, from {{ model }} where greatest({{ columns | join(", ") }}) > {{ day }}
{% endtest %}
