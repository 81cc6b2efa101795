"""A build that continues another has the rows of a whole one, whatever changed in between."""

from __future__ import annotations

import shutil
from datetime import timedelta
from pathlib import Path

import pytest

from claimwire.warehouse import models
from claimwire.warehouse.build import BuildSummary, build
from claimwire.warehouse.connection import query
from claimwire.warehouse.frames import canonical_dump
from claimwire.warehouse.opinions import Reader, store_opinions, unread_posts
from tests.dbt.changing_world import ChangingWorld
from tests.dbt.small_world import BEACON, DAY, GAZETTE

STEPS = 3
OUTLETS = (GAZETTE.slug, BEACON.slug)
READER = Reader(annotator="openai-compatible:stub", version="1")


class Home:
    """One raw file; candidates that continue each other, and whole ones beside them."""

    def __init__(self, folder: Path, seed: int) -> None:
        self.folder = folder
        self.world = ChangingWorld(seed)
        self.builds = 0

    def advance(self) -> tuple[BuildSummary, BuildSummary]:
        """Let things happen, then build twice: continued and whole."""
        self.world.step(6)
        self.world.load(self.folder / "raw.duckdb", self.folder / "packages" / str(self.builds))
        self._ask_second_reader()
        return self.build("continued"), self.build("whole")

    def _ask_second_reader(self) -> None:
        """The second reader reads two posts of each day, and finds nothing in them."""
        raw = self.folder / "raw.duckdb"
        for days in range(-2, 4):
            posts = unread_posts(raw, READER, day=DAY + timedelta(days=days), outlets=OUTLETS, lock_seconds=5)
            store_opinions(raw, READER, [(one, [], 0) for one in posts[:2]], lock_seconds=5)

    def build(self, name: str) -> BuildSummary:
        candidates = self.folder / name
        if name == "whole":
            for old in candidates.glob("*.duckdb"):
                old.unlink()
        self.builds += 1
        parsed = self.folder / "continued" / "dbt"
        if parsed.exists() and not (candidates / "dbt").exists():
            shutil.copytree(parsed, candidates / "dbt")
        return build(raw=self.folder / "raw.duckdb", candidates=candidates, published=self.folder / "published",
                     build_id=f"20241101T{self.builds:06}Z", lock_seconds=60)  # fmt: skip


@pytest.mark.parametrize("seed", [20241030])
def test_each_increment_equals_a_whole_build(tmp_path: Path, seed: int) -> None:
    home = Home(tmp_path, seed)
    for turn in range(1 + STEPS):
        continued, whole = home.advance()
        assert (continued.base is not None) == (turn > 0), home.world.happened
        assert whole.base is None
        assert canonical_dump(continued.candidate) == canonical_dump(whole.candidate), home.world.happened
    for table in ("fct_claim_links", "mart_claim_assessments", "mart_review_queue"):
        assert query(continued.candidate, f"select 1 from {table} limit 1"), table


def test_a_model_that_keeps_what_it_should_drop_is_seen(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Rows that are kept twice break a key, and then a whole build decides; those that break none differ."""
    spoilt = tmp_path / "dbt_project"
    shutil.copytree(models.PROJECT, spoilt, ignore=shutil.ignore_patterns("target", "logs"))
    macro = spoilt / "macros" / "incremental.sql"
    text = macro.read_text(encoding="utf-8")
    macro.write_text(text.replace("delete from {{ this }}", "select 1 from {{ this }}"), encoding="utf-8")
    assert macro.read_text(encoding="utf-8") != text
    monkeypatch.setattr(models, "PROJECT", spoilt)
    home = Home(tmp_path / "home", 20241030)
    home.advance()
    continued, whole = home.advance()
    assert continued.base is None or canonical_dump(continued.candidate) != canonical_dump(whole.candidate)
