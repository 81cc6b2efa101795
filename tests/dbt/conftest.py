"""Real builds of the small world, made once a session and shared; none of the tests changes them."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import replace
from pathlib import Path

import pytest

from claimwire.warehouse.build import BuildSummary, build
from claimwire.warehouse.load import load
from extractors.outlet import Outlet
from tests.dbt import small_world


@pytest.fixture(scope="session")
def build_world(tmp_path_factory: pytest.TempPathFactory) -> Callable[..., BuildSummary]:
    """Load pages, one call a batch, and build them in a home of their own; dbt's parse is kept between builds.

    The candidate is moved into its home, so that later builds do not clear it away; what dbt compiled is beside it.
    """
    candidates = tmp_path_factory.mktemp("candidates")

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
        summary = build(
            raw=home / "raw.duckdb",
            candidates=candidates,
            published=home / "published",
            build_id=build_id,
            lock_seconds=60,
        )
        kept = summary.candidate.rename(home / summary.candidate.name)
        (home / "dbt").symlink_to(candidates / "dbt")
        return replace(summary, candidate=kept)

    return of


@pytest.fixture(scope="session")
def candidate(build_world: Callable[..., BuildSummary]) -> Path:
    """The candidate of the whole small world, loaded in one call."""
    return build_world([small_world.pages()]).candidate
