"""Real builds of the small world, made once a session and shared; none of the tests changes them."""

from __future__ import annotations

import shutil
from collections.abc import Callable, Iterable, Sequence
from pathlib import Path

import pytest

from claimwire.warehouse.build import BuildSummary, build
from claimwire.warehouse.load import load
from extractors.outlet import Outlet
from tests.dbt import small_world


@pytest.fixture(scope="session")
def build_world(tmp_path_factory: pytest.TempPathFactory) -> Callable[..., BuildSummary]:
    """Load pages, one call a batch, and build them whole in a home of their own; dbt's parse is kept between builds."""
    parsed = tmp_path_factory.mktemp("parsed") / "dbt"

    def of(
        batches: Iterable[Iterable[small_world.Page]],
        build_id: str = small_world.BUILD,
        outlets: Sequence[Outlet] = (),
    ) -> BuildSummary:
        home = tmp_path_factory.mktemp("home")
        for number, batch in enumerate(batches):
            load(
                home / "raw.duckdb",
                packages=small_world.write_packages(home / str(number), batch),
                outlet_days=small_world.outlet_days(),
                outlets=[small_world.GAZETTE, small_world.BEACON, *outlets],
                lock_seconds=5,
            )
        candidates = home / "candidates"
        if parsed.exists():
            shutil.copytree(parsed, candidates / "dbt")
        summary = build(
            raw=home / "raw.duckdb",
            candidates=candidates,
            published=home / "published",
            build_id=build_id,
            lock_seconds=60,
        )
        shutil.copytree(candidates / "dbt", parsed, dirs_exist_ok=True)
        return summary

    return of


@pytest.fixture(scope="session")
def candidate(build_world: Callable[..., BuildSummary]) -> Path:
    """The candidate of the whole small world, loaded in one call."""
    return build_world([small_world.pages()]).candidate
