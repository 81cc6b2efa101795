"""Which candidate a build may continue, and which blogs it builds again."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import duckdb
import pytest

from claimwire.warehouse import increments
from claimwire.warehouse.build import reject
from claimwire.warehouse.increments import code_version, find_base, remember_changes
from claimwire.warehouse.load import load
from tests.dbt import small_world
from tests.dbt.small_world import DAY, Page, at, page, post

OLD, NEW = "20241031T000000Z.duckdb", "20241101T000000Z.duckdb"


def candidate(path: Path, version: str) -> Path:
    with duckdb.connect(str(path)) as connection:
        connection.execute("create schema increment; create table increment.code (version varchar)")
        connection.execute("insert into increment.code values (?)", [version])
    return path


def test_the_newest_candidate_of_this_code_is_continued(tmp_path: Path) -> None:
    assert find_base(tmp_path) is None
    old = candidate(tmp_path / OLD, code_version())
    assert find_base(tmp_path) == old
    new = candidate(tmp_path / NEW, code_version())
    assert find_base(tmp_path) == new


def test_a_candidate_that_cannot_be_trusted_is_passed_over(tmp_path: Path) -> None:
    old = candidate(tmp_path / OLD, code_version())
    other_code = candidate(tmp_path / NEW, "another")
    assert find_base(tmp_path) == old
    other_code.write_bytes(b"no database")
    assert find_base(tmp_path) == old
    other_code.unlink()
    left_open = candidate(tmp_path / NEW, code_version())
    (tmp_path / f"{NEW}.wal").write_bytes(b"log")
    assert find_base(tmp_path) == old
    (tmp_path / f"{NEW}.wal").unlink()
    reject(left_open)
    assert find_base(tmp_path) == old


def test_a_candidate_of_another_duckdb_is_passed_over(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    candidate(tmp_path / OLD, code_version())
    monkeypatch.setattr(increments, "version", lambda _: "1.0.0")
    assert find_base(tmp_path) is None


def blog(name: str, texts: Iterable[str], *, offset: int = 0, hour: int = 9) -> Page:
    """One capture of a blog, its posts a minute apart."""
    day = DAY + timedelta(days=offset)
    posts = [post(f"{name}-{turn}", text, at(6, turn, day=day)) for turn, text in enumerate(texts)]
    return page(at(hour, day=day), posts, blog_id=name, url=f"https://gazette.invalid/{name}", day=day)


class Memory:
    """A raw file and the candidate that remembers it."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.turn = 0
        with duckdb.connect(str(folder / "claimwire.duckdb")) as connection:
            connection.execute("create schema intermediate")
            connection.execute(
                "create table intermediate.int_blog_identity (observed_blog_id varchar, blog_id varchar)"
            )

    def changed(self, *pages: Page) -> list[str]:
        """The blogs that are built again once these pages are loaded."""
        self.turn += 1
        packages = small_world.write_packages(self.folder / str(self.turn), pages)
        raw, extract = self.folder / "raw.duckdb", self.folder / f"extract-{self.turn}.duckdb"
        load(raw, packages=packages, outlet_days=(), lock_seconds=5)
        remember_changes(self.folder / "claimwire.duckdb", raw, extract=extract)
        with duckdb.connect(str(extract)) as connection:
            found = connection.execute("select distinct blog_id from snapshots order by all").fetchall()
        return [name for (name,) in found]


@pytest.fixture
def memory(tmp_path: Path) -> Memory:
    return Memory(tmp_path)


def test_only_blogs_that_differ_are_built_again(memory: Memory) -> None:
    one, other = blog("one", ["Un pont."]), blog("other", ["Une gare."], offset=2)
    assert memory.changed(one, other) == ["one", "other"]
    assert memory.changed(one, other) == []
    assert memory.changed(blog("one", ["Un pont rouvert."], hour=11)) == ["one"]


def test_another_reading_of_a_capture_is_a_change(memory: Memory) -> None:
    first = blog("one", ["Un pont."])
    memory.changed(first, blog("other", ["Une gare."], offset=2))
    assert memory.changed(replace(first, snapshot=replace(first.snapshot, parser_version="2"))) == ["one"]


def test_a_blog_that_shows_posts_of_the_same_minutes_comes_along(memory: Memory) -> None:
    memory.changed(blog("one", ["Un pont.", "Un quai."]), blog("far", ["Une gare."], offset=2))
    assert memory.changed(blog("one-bis", ["Un pont.", "Un quai."], hour=11)) == ["one", "one-bis"]


def test_what_is_one_with_a_changed_blog_comes_along(memory: Memory) -> None:
    memory.changed(blog("one", ["Un pont."]), blog("two", ["Une gare."], offset=2), blog("far", ["Un port."], offset=4))
    with duckdb.connect(str(memory.folder / "claimwire.duckdb")) as connection:
        connection.execute("insert into intermediate.int_blog_identity values ('one', 'one'), ('two', 'one')")
    assert memory.changed(blog("one", ["Un pont rouvert."], hour=11)) == ["one", "two"]


def test_a_blog_that_vanished_is_forgotten(memory: Memory) -> None:
    kept = blog("kept", ["Une gare."], offset=2)
    memory.changed(blog("gone", ["Un pont."]), kept)
    (memory.folder / "raw.duckdb").unlink()
    assert memory.changed(kept) == []
    with duckdb.connect(str(memory.folder / "claimwire.duckdb")) as connection:
        assert connection.execute("select post_id from increment.changed_posts").fetchall() == [("gone-0",)]
        assert connection.execute("select blog_key from increment.blogs").fetchall() == [("kept",)]
