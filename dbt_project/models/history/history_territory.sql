{{ kept_by("post_id") }}
{{ config(schema="history", alias="territory") }}
{{ fact_history("fct_territory", "int_territory_states") }}
