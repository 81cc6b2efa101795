"""The demo world, run once for all acceptance tests: real HTTP, real dbt, real checks, a real publication."""

import os
import subprocess
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any

import pytest

from claimwire import pipeline
from claimwire.settings import Settings
from claimwire.warehouse.connection import query
from demo.server import serve

ROOT = Path(__file__).parents[2]
SHARED = ROOT.parent / "shared"
PROGRAM = "from claimwire import cli; cli.main()"
DAY = date(2024, 10, 30)
NOW = datetime(2024, 11, 20, 9, 0, tzinfo=UTC)
ARTICLE = "<html><head><title>Recette</title></head><body><h1>Crêpes</h1><p>Mélangez la farine.</p></body></html>"
EMPTY_BLOG = (
    '<html><head><title>EN DIRECT</title><script type="application/ld+json">'
    '{"@type": "LiveBlogPosting", "headline": "EN DIRECT", "liveBlogUpdate": []}</script></head><body></body></html>'
)


@dataclass(frozen=True)
class World:
    """A home in which 30 October 2024 was run, and the environment that reads it."""

    settings: Settings
    environment: dict[str, str]
    publication: Any
    outcomes: list[Any]

    def rows(self, sql: str) -> list[dict[str, Any]]:
        """Rows of the published file."""
        return query(self.publication.database, sql)


@pytest.fixture(scope="session")
def demo_server() -> Iterator[Any]:
    with serve(port=0) as server:
        yield server


@pytest.fixture(scope="session")
def world(demo_server: Any, tmp_path_factory: pytest.TempPathFactory) -> World:
    environment = {**demo_server.environment, "CLAIMWIRE_HOME": str(tmp_path_factory.mktemp("home"))}
    settings = settings_of(environment)
    publication, outcomes = pipeline.run(settings, DAY, now=NOW)
    return World(settings, environment, publication, outcomes)


def settings_of(environment: dict[str, str]) -> Settings:
    """Settings as a process with that environment would read them."""
    names = {name.removeprefix("CLAIMWIRE_").lower(): value for name, value in environment.items()}
    return Settings(_env_file=None, **names)


def claimwire(
    *arguments: str, environment: dict[str, str], stdin: str | None = None, program: str = PROGRAM
) -> subprocess.CompletedProcess[str]:
    """Run the command line as a user would, in a process of its own."""
    inherited = {name: value for name, value in os.environ.items() if not name.startswith("CLAIMWIRE_")}
    return subprocess.run(
        [sys.executable, "-c", program, *arguments],
        cwd=ROOT,
        env={**inherited, **environment},
        input=stdin,
        capture_output=True,
        text=True,
        timeout=300,
        check=False,
    )


@pytest.fixture
def environment(tmp_path, demo_server):
    return {**demo_server.environment, "CLAIMWIRE_HOME": str(tmp_path / "home")}


def refused(done, code, *words):
    """The command ended with that code, one error sentence and one hint, and printed no data."""
    assert done.returncode == code, done.stderr
    lines = [line for line in done.stderr.splitlines() if line]
    assert lines[-2].startswith("error: ")
    assert lines[-1].startswith("hint: ")
    assert "Traceback" not in done.stderr
    for word in words:
        assert word in lines[-2] + lines[-1]
