"""What was known on a day: the macros give, row for row, what a build of the captures up to then gives."""

from __future__ import annotations

import shutil
from collections.abc import Callable, Iterator
from datetime import date
from pathlib import Path
from typing import Any

import duckdb
import pytest

from claimwire.warehouse.as_of import MARTS, add_macros
from claimwire.warehouse.build import BuildSummary
from claimwire.warehouse.connection import query
from claimwire.warehouse.publish import publish
from tests.dbt import history_world, small_world
from tests.dbt.small_world import Page, at

HOURS = (9, 10, 11, 12)
END_OF_TIME = "timestamp '2100-01-01 00:00:00'"
OUTLETS = [*history_world.outlets(), *history_world.identity_outlets()]
# What only a later capture can settle: here, that an address leads to whichever blog is open.
SETTLED_LATER = {"permanent": {"blog_id", "url", "missing_since"}}


@pytest.fixture(scope="module")
def published(candidate: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("published")
    return publish(
        candidate=candidate, published=folder, day=small_world.DAY, build_id=small_world.BUILD, quality=[], keep=1
    ).database


def pages() -> list[Page]:
    """Three worlds at once; none tells of another, because no two share an outlet."""
    return [*small_world.pages(), *history_world.pages(), *history_world.identity_pages()]


@pytest.fixture(scope="module")
def whole(build_world: Callable[..., BuildSummary]) -> Path:
    return build_world([pages()], "20241030T230000Z", OUTLETS).candidate


@pytest.fixture(scope="module", params=HOURS)
def early(request: pytest.FixtureRequest, build_world: Callable[..., BuildSummary]) -> tuple[int, Path]:
    """A build of what each blog's captures showed up to an hour of its day only."""
    hour: int = request.param
    some = [one for one in pages() if one.snapshot.captured_at.hour <= hour]
    return hour, build_world([some], f"20241030T{hour:02d}0000Z", OUTLETS).candidate


def differences(whole: Path, early: Path, hour: int) -> Iterator[tuple[str, str, set[str]]]:
    """Outlet, key and differing columns of every row that the early build and the macros do not both give."""
    with duckdb.connect() as connection:
        connection.execute("set timezone = 'UTC'")
        connection.execute(f"attach '{early}' as early (read_only)")
        connection.execute(f"attach '{whole}' as whole (read_only)")
        connection.execute("use whole")
        days = connection.execute("select distinct day from dim_post").fetchall()
        for history, mart in MARTS.items():
            for (day,) in days:
                known = f"{history}_as_of(timestamptz '{day} {hour:02d}:00:00Z')"
                rows = [_rows(connection, one, day) for one in (f"early.main.{mart}", known)]
                for key in rows[0].keys() | rows[1].keys():
                    one, other = rows[0].get(key, {}), rows[1].get(key, {})
                    if columns := {name for name in one | other if one.get(name) != other.get(name)}:
                        yield (one or other)["outlet_id"], key, columns


def _rows(connection: duckdb.DuckDBPyConnection, table: str, day: date) -> dict[str, dict[str, Any]]:
    """The rows of the posts first shown on a day, by key; every row, so that none hides behind another."""
    result = connection.execute(f"from {table} where post_id in (select post_id from dim_post where day = ?)", [day])
    titles = [one[0] for one in result.description or ()]
    rows = [dict(zip(titles, row, strict=True)) for row in result.fetchall()]
    by_key = {row[titles[0]]: row for row in rows}
    assert len(by_key) == len(rows), table
    return by_key


def test_an_early_build_is_rebuilt_row_for_row(whole: Path, early: tuple[int, Path]) -> None:
    hour, build = early
    assert query(build, "select count(*) > 30 as is_enough from fct_casualties") == [{"is_enough": True}]
    found = list(differences(whole, build, hour))
    assert [one for one in found if not one[2] <= SETTLED_LATER.get(one[0], set())] == []
    held = {one["outlet_id"] for one in query(build, "select distinct outlet_id from fct_claims")}
    assert {one[0] for one in found} <= held & SETTLED_LATER.keys()


def test_a_macro_that_forgets_the_instant_is_seen(whole: Path, early: tuple[int, Path], tmp_path: Path) -> None:
    hour, build = early
    broken = tmp_path / "claimwire.duckdb"
    shutil.copyfile(whole, broken)
    with duckdb.connect(str(broken)) as connection:
        connection.execute(
            "create or replace macro claims_as_of(known_at) as table "
            "select * exclude (revision_no, valid_from, valid_to) from history.claims where valid_to is null"
        )
    assert {one[0] for one in differences(broken, build, hour)} - SETTLED_LATER.keys()


def test_an_outlet_s_own_words_tell_a_correction_from_a_silent_change(whole: Path) -> None:
    told = query(
        whole,
        "select outlet_id, lifecycle from fct_casualties where casualty_id like '%-post' and outlet_id not like '%-%'",
    )
    assert {one["outlet_id"]: one["lifecycle"] for one in told} == {
        "corrected": "corrected_by_outlet",
        "noticed": "corrected_by_outlet",
        "retracted": "retracted_by_outlet",
        "silent": "edited",
        "returning": "live",
    }


def test_what_was_gone_was_known_to_be_gone(whole: Path) -> None:
    for instant, lifecycle, since in ((at(8), "live", None), (at(9), "removed", at(9)), (at(10), "live", None)):
        row = "select lifecycle, removed_at from casualties_as_of($d) where casualty_id = 'k-silent-post'"
        assert query(whole, row, {"d": instant}) == [{"lifecycle": lifecycle, "removed_at": since}]
    for instant, lifecycle in ((at(9), "live"), (at(10), "removed"), (at(11), "removed"), (at(12), "live")):
        row = "select lifecycle from posts_as_of($d) where post_id = 'returning-post'"
        assert query(whole, row, {"d": instant}) == [{"lifecycle": lifecycle}]


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
