"""The warehouse: raw tables, the dbt build and the publication; the only package that knows DuckDB and dbt."""
