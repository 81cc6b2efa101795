{#
    Keeps a model's rows from build to build. A build that continues another sees the raw rows of
    changed blogs only: it first drops what it kept of them, then adds what they say now. `column`
    is post_id, blog_id, observed_blog_id or sweep_id; see docs/incremental.md.
#}
{% macro kept_by(column) %}
    {{
        config(
            materialized="incremental",
            incremental_strategy="append",
            on_schema_change="fail",
            pre_hook="{{ forget_changed('" ~ column ~ "') }}",
        )
    }}
{% endmacro %}
{# Drops the rows of changed blogs from a model that keeps its rows. #}
{% macro forget_changed(column) %}
    {% if is_incremental() %} delete from {{ this }} where {{ is_changed(column) }} {% endif %}
{% endmacro %}
{# In a kept model that reads another kept one: whether a row belongs to a changed blog; true in a whole build. #}
{% macro is_changed(column) %}
    {% set kind = column | replace("observed_", "") | replace("_id", "s") %}
    {% if is_incremental() %} {{ column }} in (from increment.changed_{{ kind }})
    {% else %} true
    {% endif %}
{% endmacro %}
