"""The project's own rules, and dbt's unit tests run for real."""

from __future__ import annotations

import json
import shutil
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
import yaml

from claimwire.warehouse.build import prepare_raw
from claimwire.warehouse.load import load
from claimwire.warehouse.models import PROJECT
from tests.dbt import small_world

MARTS = sorted(one.stem for one in (PROJECT / "models" / "marts").glob("*.sql"))
SQL = sorted((PROJECT).rglob("*.sql"))


def described(mart: str) -> dict[str, Any]:
    read = yaml.safe_load((PROJECT / "models" / "marts" / f"{mart}.yml").read_text(encoding="utf-8"))
    (model,) = read["models"]
    return dict(model)


def declared_unit_tests() -> list[str]:
    read = [yaml.safe_load(one.read_text(encoding="utf-8")) for one in (PROJECT / "models").rglob("*.yml")]
    return [str(test["name"]) for one in read for test in one.get("unit_tests", ())]


@pytest.mark.parametrize("mart", MARTS)
def test_every_column_of_a_mart_is_described_and_typed(mart: str) -> None:
    model = described(mart)
    assert model["name"] == mart
    assert model["description"]
    for column in model["columns"]:
        assert column["description"].endswith("."), column["name"]
        assert column["data_type"], column["name"]


@pytest.mark.parametrize("mart", [one for one in MARTS if one.startswith(("fct_", "mart_"))])
def test_facts_and_reader_marts_have_at_least_five_tests(mart: str) -> None:
    model = described(mart)
    count = len(model.get("data_tests", ()))
    for column in model["columns"]:
        count += len(column.get("data_tests", ())) + len(column.get("constraints", ()))
    assert count >= 5


@pytest.mark.parametrize("path", SQL, ids=lambda one: one.stem)
def test_a_model_is_short_and_lower_case(path: Path) -> None:
    text = path.read_text(encoding="utf-8")
    assert len(text.splitlines()) <= 80 or "macros" in path.parts
    assert not [word for word in ("SELECT", "FROM", "WHERE", "JOIN") if f"{word} " in text]


def test_layout_is_the_formatter_s() -> None:
    command = [str(Path(sys.executable).with_name("sqlfmt")), "--line-length", "100", "--check", str(PROJECT)]
    if shutil.which(command[0]) is None:
        pytest.skip("sqlfmt is not installed")
    ended = subprocess.run(command, capture_output=True, text=True, check=False)
    assert ended.returncode == 0, ended.stdout + ended.stderr


def test_the_project_is_no_package() -> None:
    assert list(PROJECT.rglob("__init__.py")) == []


def test_unit_tests_of_the_models_pass(tmp_path: Path) -> None:
    packages = small_world.write_packages(tmp_path / "packages")
    load(tmp_path / "live.duckdb", packages=packages, outlet_days=(), lock_seconds=5)
    prepare_raw(tmp_path / "live.duckdb", tmp_path / "raw.duckdb", lock_seconds=5)
    files = {"database": str(tmp_path / "claimwire.duckdb"), "raw": str(tmp_path / "raw.duckdb")}
    command = [
        sys.executable, "-m", "dbt.cli.main", "--no-use-colors", "build", "--project-dir", str(PROJECT),
        "--profiles-dir", str(PROJECT), "--target-path", str(tmp_path / "target"), "--log-path", str(tmp_path / "logs"),
        "--no-send-anonymous-usage-stats", "--no-version-check", "--vars", json.dumps(files),
        "--exclude", "test_type:data",
    ]  # fmt: skip
    ended = subprocess.run(command, capture_output=True, text=True, check=False, cwd=tmp_path)
    assert ended.returncode == 0, ended.stdout[-3000:]
    results = json.loads((tmp_path / "target" / "run_results.json").read_text(encoding="utf-8"))["results"]
    passed = [
        one["unique_id"] for one in results if one["unique_id"].startswith("unit_test.") and one["status"] == "pass"
    ]
    assert len(passed) == len(set(passed)) == len(declared_unit_tests()) >= 5
