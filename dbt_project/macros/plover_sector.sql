{# The sector of an actor as PLOVER names it, by its kind and, for a person, by the office; null where neither tells. #}
{% macro plover_sector(kind, role, country) %}
    case
        when {{ kind }} in ('government', 'ministry')
        then 'GOV'
        when {{ kind }} in ('military', 'military_unit')
        then 'MIL'
        when {{ kind }} in ('media', 'agency', 'newsroom')
        then 'MED'
        when {{ kind }} in ('igo', 'ngo')
        then upper({{ kind }})
        when {{ kind }} = 'court' or regexp_matches({{ role }}, '^(juge|procureure?) ')
        then 'JUD'
        when
            {{ kind }} = 'security_service'
            or regexp_matches(
                {{ role }},
                '^(chef|directeur|porte-parole) (de|du)( la)? (renseignement|SBU|FSB|CIA)'
            )
        then 'SPY'
        when regexp_matches({{ role }}, '^(députée?|sénateur|sénatrice) |Douma|Parlement|Chambre')
        then 'LEG'
        when
            regexp_matches(
                {{ role }},
                '^(commandant|général|chef d.état-major) |^porte-parole de (l.armée|la marine)'
            )
        then 'MIL'
        when {{ role }} like 'opposant%'
        then 'OPP'
        when
            {{ country }} is null
            and regexp_matches({{ role }}, 'ONU|Otan|OMS|AIEA|Unesco|FMI|européen|de la CPI')
        then 'IGO'
        when
            {{ country }} is not null
            and regexp_matches(
                {{ role }},
                '^(vice-)?([Pp]remi[eè]re? |ministre|présidente? |secrétaire|chancelier|gouverneure? de la région|maire |ambassad|conseiller |roi |dirigeant )|^porte-parole|^chef (de l.administration|des autorités) |^(envoyé|émissaire|négociateur)'
            )
        then 'GOV'
    end
{% endmacro %}
