"""The raw tables are the dataclasses: DDL, older files, and the staging models that read them."""

from __future__ import annotations

import re
from pathlib import Path

import duckdb
import pytest

from claimwire.warehouse import schema
from claimwire.warehouse.connection import writer
from extractors.errors import SchemaMismatch
from extractors.model import RAW_TABLES, Claim, Snapshot

MODELS = Path(__file__).parents[3] / "dbt_project" / "models"
RENAMED = {"outlet": "outlet_id", "observed_hash": "content_hash"}
KEYS = {
    "claims": "claim_id",
    "casualties": "casualty_id",
    "mobilisation": "mobilisation_id",
    "territory": "territory_id",
}


def test_types_follow_the_annotations() -> None:
    claims = {one.name: one for one in schema.columns_of(Claim)}
    assert claims["stated_on"].type == "DATE"
    assert claims["attribution"].type == 'STRUCT("name" VARCHAR, "role" VARCHAR)[]'
    assert claims["confidence"].type == "DOUBLE"
    assert not claims["speaker"].is_required
    assert claims["stance"].is_required
    snapshots = {one.name: one.type for one in schema.columns_of(Snapshot)}
    assert snapshots["captured_at"] == "TIMESTAMPTZ"
    assert snapshots["policy_reasons"] == "VARCHAR[]"
    assert snapshots["is_late"] == "BOOLEAN"


def test_one_column_name_has_one_type_over_all_tables() -> None:
    types: dict[str, set[str]] = {}
    for table in RAW_TABLES:
        for column in schema.columns(table):
            types.setdefault(column.name, set()).add(column.type)
    assert {name: kinds for name, kinds in types.items() if len(kinds) > 1} == {}


def test_schema_is_made_once_and_kept(tmp_path: Path) -> None:
    for _ in range(2):
        with writer(tmp_path / "raw.duckdb") as connection:
            schema.ensure_schema(connection)
            held = {one[0] for one in connection.execute("select table_name from duckdb_tables()").fetchall()}
    assert held == set(schema.TABLES)


def test_an_older_file_gets_the_columns_it_lacks(tmp_path: Path) -> None:
    with writer(tmp_path / "raw.duckdb") as connection:
        schema.ensure_schema(connection)
        connection.execute("alter table claims drop column topic")
    with writer(tmp_path / "raw.duckdb") as connection:
        schema.ensure_schema(connection)
        kinds = dict(connection.execute("select column_name, column_type from (describe claims)").fetchall())
    assert kinds["topic"] == "VARCHAR"


def test_a_column_of_another_type_is_refused(tmp_path: Path) -> None:
    with writer(tmp_path / "raw.duckdb") as connection:
        connection.execute("create table claims (confidence varchar)")
        with pytest.raises(SchemaMismatch, match=r"claims\.confidence of the raw file is VARCHAR"):
            schema.ensure_schema(connection)


def test_names_are_quoted_into_statements() -> None:
    text = schema.statement("select $columns from $one", one='a"; drop table x; --', columns=("b", "c"))
    assert text == 'select "b", "c" from "a""; drop table x; --"'


def test_literals_are_one_text(tmp_path: Path) -> None:
    hostile = "'; drop table claims; --"
    assert duckdb.sql(f"select {schema.literal(hostile)}").fetchall() == [(hostile,)]


@pytest.mark.parametrize("table", sorted(schema.TABLES.keys() - {"loaded_packages"}))
def test_staging_carries_every_field(table: str) -> None:
    sql = (MODELS / "staging" / f"stg_{table}.sql").read_text(encoding="utf-8")
    named = set(re.findall(r"(\w+),$", sql, re.MULTILINE))
    expected = {RENAMED.get(one.name, one.name) for one in schema.columns(table)}
    if table in KEYS:
        expected = (expected - {"record_id"}) | {KEYS[table]}
    assert named == expected


@pytest.mark.parametrize("table", sorted(KEYS))
def test_facts_carry_every_field_of_their_record(table: str) -> None:
    sql = (MODELS / "marts" / f"fct_{table}.sql").read_text(encoding="utf-8")
    named = set(re.findall(r"\.(\w+),$", sql, re.MULTILINE))
    expected = {one.name for one in schema.columns(table)} - {"record_id", "content_hash"} | {KEYS[table]}
    assert expected - named == set()
