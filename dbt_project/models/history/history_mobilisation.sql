{{ kept_by("post_id") }}
{{ config(schema="history", alias="mobilisation") }}
{{ fact_history("fct_mobilisation", "int_mobilisation_states") }}
