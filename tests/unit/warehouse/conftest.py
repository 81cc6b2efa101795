"""A raw file of the small world, and a tiny candidate written by hand: no dbt here."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from pathlib import Path

import duckdb
import pytest

Rows = Sequence[tuple[str, str, str]]


@pytest.fixture
def make_candidate(tmp_path: Path) -> Callable[..., Path]:
    """Write a candidate whose claims are (id, quote, lifecycle); further facts are empty."""

    def of(build_id: str, claims: Rows) -> Path:
        path = tmp_path / "candidates" / f"{build_id}.duckdb"
        path.parent.mkdir(exist_ok=True)
        with duckdb.connect(str(path)) as connection:
            for table, key in (
                ("claims", "claim_id"),
                ("casualties", "casualty_id"),
                ("mobilisation", "mobilisation_id"),
                ("territory", "territory_id"),
            ):
                connection.execute(
                    f"create table fct_{table} ({key} varchar, quote varchar, lifecycle varchar, hops varchar[])"
                )
                connection.execute(f"comment on table fct_{table} is 'What was said.'")
                connection.execute(f"comment on column fct_{table}.quote is 'The l''words'")
            for row in claims:
                connection.execute("insert into fct_claims values (?, ?, ?, ['a', 'b'])", row)
            connection.execute("create schema history")
            connection.execute(
                "create table history.claims as select *, timestamptz '2024-10-30 10:00:00Z' as valid_from, "
                "cast(null as timestamptz) as valid_to from fct_claims"
            )
            connection.execute("create schema intermediate")
            connection.execute("create table intermediate.int_secret as select 'whole text' as text")
        return path

    return of
