{# The words of a text, folded, in order. #}
{% macro folded_words(text) %}
    regexp_extract_all(lower(strip_accents({{ text }})), '\w+')
{% endmacro %}
{# One hash for every run of `length` words of a list of words, in order. #}
{% macro shingles(words, length) %}
    list_transform(
        list_zip(
            {{ words }}
            {%- for turn in range(2, length + 1) %}, ({{ words }})[{{ turn }}:] {% endfor -%}
        )[: -{{ length }}],
        lambda run:hash(run)
    )
{% endmacro %}
{# The stems that tell what a folded text is about: the first letters of its words, without those of words that
   most texts hold, and of the belligerents. #}
{% macro telling_stems(text) %}
    {% set empty_stems %}
    about after again ainsi alors annon apres assur aucun aupre aussi autre avaie avait avant
    avec avoir been befor being besid betwe cela celle certa cette chaqu comme conce contr could
    dans decla depui derni deux diman dire donc dont durin elle elles encor entre etaie etait
    etre faire fait frida from have havin indiq jeudi kiev kyiv lundi mais mardi meme mercr
    moins monda more mosco notam notre nous over parce penda plus pour presi quelq regio russe
    russi said same samed sans satur selon sera serai since sont sous still such sunda that
    their them there these they this those throu thurs tous tout toute tres trois tuesd ukrai
    under until vendr vers wedne were what when where which while will with would
    {% endset %}
    list_filter(
        list_distinct(regexp_extract_all({{ text }}, '\b([a-z]{4,5})[a-z]*', 1)),
        lambda stem:stem not in ('{{ empty_stems.split() | join("', '") }}')
    )
{% endmacro %}
{# Whose war a side fights: UKR, RUS, or null for those who fight none. #}
{% macro camp(side) %}
    case
        when {{ side }} in ('UKR', 'UKR_ALLY')
        then 'UKR'
        when {{ side }} in ('RUS', 'RUS_ALLY')
        then 'RUS'
    end
{% endmacro %}
{# The state a speaker answers to, as an origin; null where the speaker is no part of a state. #}
{% macro state_origin(kind, country, side) %}
    case
        when
            {{ kind }}
            in ('government', 'ministry', 'military', 'military_unit', 'security_service')
            or (
                {{ kind }} in ('person', 'anonymous')
                and {{ side }} in ('UKR', 'RUS', 'UKR_ALLY', 'RUS_ALLY')
            )
        then
            'state:' || case
                when {{ side }} = 'UKR'
                then 'UA'
                when {{ side }} = 'RUS'
                then 'RU'
                else {{ country }}
            end
    end
{% endmacro %}
{# How much of the shorter of two lists of stems the other holds too. #}
{% macro shared_part(one, other) %}
    (
        len(list_intersect({{ one }}, {{ other }}))
        / greatest(least(len({{ one }}), len({{ other }})), 1)
    )
{% endmacro %}
{# The stretch of eight days in which a day lies: days at most a week apart lie in one or in neighbours. #}
{% macro stretch_of(day) %} floor(({{ day }} - date '2000-01-01') / 8) {% endmacro %}
{% macro stretches_around(day) %}
    unnest([{{ stretch_of(day) }} - 1, {{ stretch_of(day) }}, {{ stretch_of(day) }} + 1])
{% endmacro %}
{# The stretch of time that makes two rows of one proposition one fact: a day, a month or an ISO week. #}
{% macro period_of(fact_table, period_end, day) %}
    case
        {{ fact_table }}
        when 'casualties'
        then strftime({{ day }}, '%Y-%m-%d')
        when 'mobilisation'
        then strftime(coalesce({{ period_end }}, {{ day }}), '%Y-%m')
        else strftime({{ day }}, '%G-W%V')
    end
{% endmacro %}
{# What a change of ground amounts to: who holds a place, who moves on it, or what else it is. #}
{% macro ground_group(territory_type) %}
    case
        when
            {{ territory_type }}
            in ('capture', 'recapture', 'control', 'annexation_claim', 'withdrawal')
        then 'held'
        when {{ territory_type }} in ('advance', 'offensive', 'entry')
        then 'advance'
        else {{ territory_type }}
    end
{% endmacro %}
