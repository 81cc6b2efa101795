{#
    Keeps a model's rows from build to build. A build that continues another sees the raw rows of
    changed blogs only: it first drops what it kept of them, then adds what they say now. `column`
    is post_id, blog_id, observed_blog_id or sweep_id; see docs/incremental.md.
#}
{% macro kept_by(column) %} {{ kept("forget_changed('" ~ column ~ "')") }} {% endmacro %}
{# Keeps a model's rows but for those that the macro call `forget` drops first. #}
{% macro kept(forget) %}
    {{
        config(
            materialized="incremental",
            incremental_strategy="append",
            on_schema_change="fail",
            pre_hook="{{ " ~ forget ~ " }}",
        )
    }}
{% endmacro %}
{# Drops the rows that one of the named columns ties to a changed blog from a model that keeps its rows. #}
{% macro forget_changed() %}
    {% if is_incremental() %}
        delete from {{ this }}
        where
            {% for column in varargs %}
                {{ is_changed(column) }} {{ "or" if not loop.last }}
            {% endfor %}
    {% endif %}
{% endmacro %}
{# In a kept model that reads another kept one: whether a row belongs to a changed blog; true in a whole build. #}
{% macro is_changed(column) %}
    {% set kind = column | replace("observed_", "") | replace("other_", "") | replace("_id", "s") %}
    {% if is_incremental() %} {{ column }} in (from increment.changed_{{ kind }})
    {% else %} true
    {% endif %}
{% endmacro %}
