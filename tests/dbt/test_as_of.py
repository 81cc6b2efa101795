"""What was known on a day: the macros give, row for row, what a build of the captures up to then gives."""

from __future__ import annotations

import shutil
from collections.abc import Callable, Iterator
from datetime import date, datetime
from pathlib import Path
from typing import Any

import duckdb
import pytest

from claimwire.warehouse.as_of import MARTS, add_macros
from claimwire.warehouse.build import BuildSummary
from claimwire.warehouse.connection import query
from claimwire.warehouse.publish import publish
from tests.dbt import small_world
from tests.dbt.small_world import at

HOURS = (10, 11, 12, 14)
END_OF_TIME = "timestamp '2100-01-01 00:00:00'"


@pytest.fixture(scope="module")
def published(candidate: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("published")
    return publish(
        candidate=candidate, published=folder, day=small_world.DAY, build_id=small_world.BUILD, quality=[], keep=1
    ).database


@pytest.fixture(scope="module", params=HOURS)
def known_early(request: pytest.FixtureRequest, build_world: Callable[..., BuildSummary]) -> tuple[datetime, Path]:
    """A build of the captures up to an hour only."""
    instant = at(request.param)
    pages = [one for one in small_world.pages() if one.snapshot.captured_at <= instant]
    return instant, build_world([pages], f"20241030T{request.param:02d}0000Z").candidate


def differences(full: Path, early: Path, instant: datetime) -> Iterator[tuple[str, Any]]:
    """Rows of the early build that the macros of the full file lack, and the reverse."""
    with duckdb.connect() as connection:
        connection.execute("set timezone = 'UTC'")
        connection.execute(f"attach '{early}' as early (read_only)")
        connection.execute(f"attach '{full}' as whole (read_only)")
        connection.execute("use whole")
        for history, mart in MARTS.items():
            known = f"{history}_as_of(timestamptz '{instant.isoformat(sep=' ')}')"
            for one, other in ((f"early.main.{mart}", known), (known, f"early.main.{mart}")):
                rows = connection.execute(f"from {one} except all from {other}").fetchall()
                yield from ((one, row) for row in rows)


def test_an_early_build_is_rebuilt_row_for_row(published: Path, known_early: tuple[datetime, Path]) -> None:
    instant, early = known_early
    assert query(early, "select count(*) > 3 as is_enough from fct_claims") == [{"is_enough": True}]
    assert list(differences(published, early, instant)) == []


def test_a_macro_that_forgets_the_instant_is_seen(
    published: Path, known_early: tuple[datetime, Path], tmp_path: Path
) -> None:
    instant, early = known_early
    broken = tmp_path / "claimwire.duckdb"
    shutil.copyfile(published, broken)
    with duckdb.connect(str(broken)) as connection:
        connection.execute(
            "create or replace macro claims_as_of(known_at) as table "
            "select * exclude (revision_no, valid_from, valid_to) from history.claims where valid_to is null"
        )
    assert list(differences(broken, early, instant)) != []


@pytest.mark.parametrize("history", sorted(MARTS))
def test_at_the_end_of_time_the_marts_are_known(published: Path, history: str) -> None:
    for one, other in (
        (MARTS[history], f"{history}_as_of({END_OF_TIME})"),
        (f"{history}_as_of({END_OF_TIME})", MARTS[history]),
    ):
        assert query(published, f"from {one} except all from {other}") == []
    assert query(published, f"from {history}_as_of('2024-10-29')") == []


@pytest.mark.parametrize("zone", ["UTC", "Asia/Tokyo", "America/New_York"])
@pytest.mark.parametrize(
    ("said", "claims"),
    [
        ("date '2024-10-30'", 6),
        ("'2024-10-30'", 6),
        ("date '2024-10-29'", 0),
        ("timestamp '2024-10-30 10:59:59'", 4),
        ("'2024-10-30 10:59:59'", 4),
        ("timestamptz '2024-10-30 13:00:00+02:00'", 5),
        ("'2024-10-30T13:00:00+02:00'", 5),
        ("'2024-10-30T11:00:00Z'", 5),
        ("'2024-10-30 11:00:00-05'", 6),
    ],
)
def test_a_day_is_its_end_and_an_instant_itself_in_any_zone(published: Path, zone: str, said: str, claims: int) -> None:
    with duckdb.connect(str(published), read_only=True) as connection:
        connection.execute(f"set timezone = '{zone}'")
        assert connection.execute(f"select count(*) from claims_as_of({said})").fetchall() == [(claims,)]


def test_a_parameter_may_fill_the_instant(published: Path) -> None:
    with duckdb.connect(str(published), read_only=True) as connection:
        for value, claims in ((at(10), 4), (date(2024, 10, 30), 6), (at(11).replace(tzinfo=None), 5)):
            assert connection.execute("select count(*) from claims_as_of(?)", [value]).fetchall() == [(claims,)]


def test_an_attached_file_is_asked_after_use(published: Path) -> None:
    with duckdb.connect() as connection:
        connection.execute(f"attach '{published}' as other (read_only)")
        connection.execute("use other")
        assert connection.execute("select count(*) from claims_as_of('2024-10-30')").fetchall() == [(6,)]


def test_the_macros_and_the_history_are_described(published: Path) -> None:
    macros = query(published, "select macro_name, parameters, description from meta.macros")
    assert [one["macro_name"] for one in macros] == sorted(f"{one}_as_of" for one in MARTS)
    assert all(one["parameters"] == ["known_at"] and one["description"] for one in macros)
    columns = "from duckdb_columns() where schema_name = 'history' and coalesce(comment, '') = ''"
    assert query(published, columns) == []
    assert len(query(published, "from duckdb_tables() where schema_name = 'history' and comment <> ''")) == len(MARTS)


def test_no_history_holds_the_text_of_a_post(published: Path) -> None:
    columns = query(published, "select distinct column_name from duckdb_columns() where schema_name = 'history'")
    assert not {"text", "quote_in_text"} & {one["column_name"] for one in columns}


def test_an_edited_figure_is_two_states_of_one_record(published: Path) -> None:
    changed = """
        select before.casualty_id, before.best as was, after.best as became, after.valid_from as changed_at
        from history.casualties as before
        join history.casualties as after
            on before.casualty_id = after.casualty_id and before.valid_to = after.valid_from
        where before.best <> after.best"""
    assert query(published, changed) == [{"casualty_id": "k-toll", "was": 12.0, "became": 14.0, "changed_at": at(12)}]


def test_macros_are_made_for_the_histories_a_file_holds(tmp_path: Path) -> None:
    with duckdb.connect(str(tmp_path / "empty.duckdb")) as connection:
        add_macros(connection)
        assert connection.execute("from duckdb_functions() where not internal").fetchall() == []
