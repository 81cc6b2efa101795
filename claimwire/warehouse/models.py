"""dbt's models and data tests: all of them in a whole build, and in a continued one what the raw tables reach.

A whole build keeps the compiled data tests in the candidate. A continued one asks them again by itself: each is one
query that finds no row, and dbt would take thirty times as long about it as the query does.
"""

from __future__ import annotations

import json
import shutil
import subprocess
import sys
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import IO, Any

from claimwire.warehouse.connection import writer
from claimwire.warehouse.schema import literal
from extractors.errors import BuildFailed

PROJECT = Path(__file__).parents[2] / "dbt_project"
_NAMED_FAILURES = 5
_MODELS_OF_RAW = ("--select", "source:raw+", "--exclude-resource-type", "test")


@dataclass(frozen=True, kw_only=True)
class Workplace:
    """Where a build happens: a folder of its own, what dbt keeps between builds, and the lock it is done under."""

    folder: Path
    cache: Path
    lock: IO[str]

    @property
    def database(self) -> Path:
        """The candidate to be."""
        return self.folder / "claimwire.duckdb"

    @property
    def raw(self) -> Path:
        """The raw rows it is built from."""
        return self.folder / "raw.duckdb"

    def clear(self) -> None:
        """Make the folder anew."""
        shutil.rmtree(self.folder, ignore_errors=True)
        self.folder.mkdir()


def make_models(workplace: Workplace) -> list[str]:
    """Make and test every model; returns what was made and asked, by dbt's ids.

    Raises:
        BuildFailed: a model or a test failed; the sentence names them.
    """
    rows = _run_dbt(workplace)
    manifest = json.loads((workplace.cache / "target" / "manifest.json").read_text(encoding="utf-8"))
    tests = dict(_tests(manifest, rows))
    with writer(workplace.database) as connection:
        connection.execute(
            "create or replace table increment.data_tests as select unnest($names) as test_id, unnest($queries) as sql",
            {"names": list(tests), "queries": list(tests.values())},
        )
        connection.execute(
            "create or replace table increment.made_anew as select unnest($names) as relation",
            {"names": list(_made_anew(manifest))},
        )
    return [str(one["unique_id"]) for one in rows]


def _tests(manifest: Mapping[str, Any], rows: Iterable[Mapping[str, Any]]) -> Iterator[tuple[str, str]]:
    """The data tests that fail a build, each with its query."""
    for row in rows:
        name = row["unique_id"]
        if name.startswith("test.") and manifest["nodes"][name]["config"]["severity"].lower() == "error":
            yield name, row["compiled_code"]


def _made_anew(manifest: Mapping[str, Any]) -> Iterator[str]:
    """The tables that a continued build makes whole: all that the raw tables reach and that keep no rows."""
    reached = {name for name in manifest["child_map"] if name.startswith("source.")}
    edge = list(reached)
    while edge:
        fresh = {child for name in edge for child in manifest["child_map"].get(name, ())} - reached
        reached |= fresh
        edge = list(fresh)
    for name in sorted(reached):
        node = manifest["nodes"].get(name, {"config": {}})
        if node["config"].get("materialized") == "table":
            yield node["relation_name"]


def continue_models(workplace: Workplace) -> list[str]:
    """Make the models that the raw tables reach, and ask every data test.

    Raises:
        BuildFailed: a model or a test failed; the sentence names them.
    """
    with writer(workplace.database) as connection:
        for (relation,) in connection.execute("select relation from increment.made_anew").fetchall():
            connection.execute(f"drop table {relation}")
    made = [str(one["unique_id"]) for one in _run_dbt(workplace, _MODELS_OF_RAW)]
    return made + ask_data_tests(workplace)


def ask_data_tests(workplace: Workplace) -> list[str]:
    """Ask every data test that the candidate keeps; returns their ids.

    Raises:
        BuildFailed: a test found rows; the sentence names it.
    """
    with writer(workplace.database) as connection:
        connection.execute(f"attach {literal(str(workplace.raw))} as raw (read_only)")
        tests = connection.execute("select test_id, sql from increment.data_tests").fetchall()
        found = {test: connection.execute(f"select count(*) from ({sql})").fetchall()[0][0] for test, sql in tests}  # noqa: S608
    failed = [{"unique_id": one, "status": "fail", "message": f"{n} rows"} for one, n in found.items() if n]
    if failed:
        raise BuildFailed(f"The data tests ended with {_failures(failed)}.")
    return list(found)


def _run_dbt(workplace: Workplace, selected: Sequence[str] = ()) -> list[dict[str, Any]]:
    """Run `dbt build`; the child holds the lock too, so that it never outlives it."""
    command = [
        sys.executable, "-c", "from dbt.cli.main import cli; cli()", "--no-use-colors", "build",
        "--project-dir", str(PROJECT), "--profiles-dir", str(PROJECT),
        "--target-path", str(workplace.cache / "target"), "--log-path", str(workplace.cache / "logs"),
        "--log-level-file", "info", "--no-send-anonymous-usage-stats",
        "--no-version-check", "--exclude-resource-type", "unit_test", *selected,
        "--vars", json.dumps({"database": str(workplace.database), "raw": str(workplace.raw)}),
    ]  # fmt: skip
    results = workplace.cache / "target" / "run_results.json"
    results.unlink(missing_ok=True)
    ended = subprocess.run(  # noqa: S603 - our own interpreter, no shell
        command, cwd=workplace.folder, capture_output=True, text=True, check=False, pass_fds=(workplace.lock.fileno(),)
    )
    rows: list[dict[str, Any]] = []
    if results.is_file():
        rows = json.loads(results.read_text(encoding="utf-8"))["results"]
    if ended.returncode != 0:
        raise BuildFailed(f"dbt ended with {_failures(rows) or _last_words(ended.stdout + ended.stderr)}.")
    return rows


def _failures(rows: Iterable[Mapping[str, Any]]) -> str:
    failed = [one for one in rows if one["status"] in ("error", "fail", "runtime error")]
    named = [f"{one['unique_id'].split('.')[2]} ({_reason(one)})" for one in failed[:_NAMED_FAILURES]]
    rest = f" and {len(failed) - len(named)} more" if len(failed) > len(named) else ""
    return f"{len(failed)} failures: {'; '.join(named)}{rest}" if failed else ""


def _reason(row: Mapping[str, Any]) -> str:
    lines = [one.strip() for one in str(row["message"] or row["status"]).splitlines() if one.strip()]
    return " ".join(lines[:2])


def _last_words(output: str) -> str:
    return next((one.strip() for one in reversed(output.splitlines()) if one.strip()), "no word")
