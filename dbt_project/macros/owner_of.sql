{# The side whose own ground a place is, by internationally recognised borders; empty for other states. #}
{% macro owner_of(country) %}
    case {{ country }} when 'UA' then 'UKR' when 'RU' then 'RUS' else '' end
{% endmacro %}
