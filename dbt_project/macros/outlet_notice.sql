{# The words by which an outlet says in a post that it corrects or takes back what the post said; null without any. #}
{% macro outlet_notice(text) %}
    nullif(
        regexp_extract(
            {{ text }},
            '(?i)(?:\b(?:correction|rectificatif|erratum|corrigendum)\s*[:.–—-]'
            || '|\b(?:post|article|entry|update|message|paragraphe|passage|chiffre|bilan)'
            || ' (?:was|has been|a été) (?:corrected|amended|retracted|withdrawn|corrigé|rectifié|retiré)'
            || '|\b(?:nous avons|we have|we) (?:corrigé|rectifié|retiré|corrected|amended|retracted|withdrawn)'
            || ').*'
        ),
        ''
    )
{% endmacro %}
{# Whether such words take back, rather than correct. #}
{% macro is_retraction(notice) %}
    regexp_matches({{ notice }}, '(?i)\b(?:retracted|withdrawn|retiré)')
{% endmacro %}
