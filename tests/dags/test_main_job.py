"""`make run`'s job through Airflow, twice: the second changes nothing that is published but the build."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

from claimwire.warehouse.connection import query
from demo import main_job
from extractors.errors import CheckFailed

ROOT = Path(__file__).parents[2]
FACTS = ("fct_claims", "fct_casualties", "fct_mobilisation", "fct_territory")


def run(home):
    variables = {name: value for name, value in os.environ.items() if not name.startswith(("CLAIMWIRE_", "AIRFLOW"))}
    variables |= {"CLAIMWIRE_HOME": str(home), "PYTHONPATH": str(ROOT)}
    command = [sys.executable, "-m", "demo.main_job"]
    return subprocess.run(command, env=variables, cwd=home, capture_output=True, text=True, check=False)


def rows(home, table):
    return query(home / "published" / "latest" / "claimwire.duckdb", f"select * from {table} order by all")


@pytest.mark.airflow
def test_the_main_job_publishes_and_a_second_run_changes_the_build_only(tmp_path):
    first = run(tmp_path)
    assert first.returncode == 0, first.stdout[-1500:] + first.stderr[-1500:]
    for table in FACTS:
        assert f"{table}: " in first.stdout
    assert "http://" in first.stdout
    assert "make up" in first.stdout
    build, before = (
        (tmp_path / "published" / "latest").resolve().name,
        {table: rows(tmp_path, table) for table in FACTS},
    )
    assert all(before.values())
    second = run(tmp_path)
    assert second.returncode == 0, second.stdout[-1500:] + second.stderr[-1500:]
    assert (tmp_path / "published" / "latest").resolve().name > build
    assert {table: rows(tmp_path, table) for table in FACTS} == before


def test_success_is_judged_by_what_was_published(tmp_path):
    from datetime import UTC, datetime

    from claimwire.settings import Settings

    settings, since = Settings(_env_file=None, home=tmp_path), datetime(2026, 11, 23, 12, tzinfo=UTC)
    with pytest.raises(CheckFailed, match="Nothing was published"):
        main_job._published(settings, since=since)
    for name in ("2024-10-30-20261123T115959Z", "2024-10-29-20261123T120001Z"):
        (settings.published / name).mkdir(parents=True)
        (settings.published / "latest").unlink(missing_ok=True)
        (settings.published / "latest").symlink_to(name)
        with pytest.raises(CheckFailed, match="published nothing"):
            main_job._published(settings, since=since)
    (settings.published / "2024-10-30-20261123T120001Z").mkdir()
    (settings.published / "latest").unlink()
    (settings.published / "latest").symlink_to("2024-10-30-20261123T120001Z")
    assert main_job._published(settings, since=since).resolve().name == "2024-10-30-20261123T120001Z"
