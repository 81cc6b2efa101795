{# The distinct words of three letters and more of a text, folded. #}
{% macro word_set(text) %}
    list_distinct(regexp_extract_all(lower(strip_accents({{ text }})), '\w{3,}'))
{% endmacro %}
{# The first words of a text, folded, as one text. #}
{% macro opening_words(text) %}
    array_to_string(
        regexp_extract_all(lower(strip_accents(left({{ text }}, 300))), '\w+')[:12], ' '
    )
{% endmacro %}
{# The day that an address names, as it writes it; null where it names none. #}
{% macro day_in_address(url) %}
    nullif(regexp_extract({{ url }}, '20\d\d[-/]?(?:\d\d|[a-z]{3})[-/]?\d\d'), '')
{% endmacro %}
