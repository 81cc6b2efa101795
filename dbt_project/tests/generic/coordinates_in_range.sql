{# Coordinates off the globe, or one without the other. #}
{% test coordinates_in_range(model) %}
    select *,
    from {{ model }}
    where abs(lat) > 90 or abs(lon) > 180 or (lat is null) <> (lon is null)
{% endtest %}
