"""The data tests of a continued build: asked of the candidate itself, and heard."""

from __future__ import annotations

from pathlib import Path

import duckdb
import pytest

from claimwire.warehouse.models import Workplace, ask_data_tests
from extractors.errors import BuildFailed


@pytest.fixture
def workplace(tmp_path: Path) -> Workplace:
    lock = (tmp_path / "lock").open("w", encoding="ascii")
    made = Workplace(folder=tmp_path, cache=tmp_path / "dbt", lock=lock)
    duckdb.connect(str(made.raw)).close()
    with duckdb.connect(str(made.database)) as connection:
        connection.execute("create schema increment; create table increment.data_tests (test_id varchar, sql varchar)")
        connection.execute("create table fct_claims as select 'a' as claim_id union all select 'b'")
        connection.execute(
            """insert into increment.data_tests values
            ('test.claimwire.unique_claims.1', '\nselect claim_id from "claimwire"."main"."fct_claims"
            group by claim_id having count(*) > 1 -- twice\n')"""
        )
    return made


def test_data_tests_that_find_nothing_are_counted(workplace: Workplace) -> None:
    assert ask_data_tests(workplace) == ["test.claimwire.unique_claims.1"]


def test_a_data_test_that_finds_a_row_fails_the_build_by_name(workplace: Workplace) -> None:
    with duckdb.connect(str(workplace.database)) as connection:
        connection.execute("insert into fct_claims values ('b')")
    with pytest.raises(BuildFailed, match=r"1 failures: unique_claims \(1 rows\)"):
        ask_data_tests(workplace)
