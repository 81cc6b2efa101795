{# The words by which an outlet says in a post that it corrects or takes back what the post said; null without any. #}
{% macro outlet_notice(text) %}
    nullif(
        regexp_extract(
            {{ text }},
            '(?i)(?:(?:^|[.!?…»")\]\n])\s*[\[(]?(?:correction|rectificatif|erratum|corrigendum)\s*[:.–—]'
            || '|\b(?:this (?:post|article|entry|update)|ce (?:post|message|paragraphe|passage)|cet article)'
            || ' (?:was|has been|a été) (?:corrected|amended|retracted|withdrawn|corrigé|rectifié|retiré)'
            || '|\b(?:nous avons|we|we have) (?:corrigé|rectifié|retiré|corrected|amended|retracted|withdrawn)'
            || ' [^.!?]{0,30}\b(?:post|article|entry|update|message|paragraphe?|passage|chiffre|figure|bilan|toll)'
            || ').*'
        ),
        ''
    )
{% endmacro %}
