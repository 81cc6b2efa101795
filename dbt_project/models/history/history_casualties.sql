{{ kept_by("post_id") }}
{{ config(schema="history", alias="casualties") }}
{{ fact_history("fct_casualties", "int_casualty_states") }}
