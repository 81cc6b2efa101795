"""DAG files are wiring: short, and importing one touches no network, no database and no heavy library."""

import ast
import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
FILES = sorted((ROOT / "dags").glob("*.py"))
HEAVY = (
    "duckdb",
    "dbt",
    "great_expectations",
    "bs4",
    "httpx2",
    "httpcore2",
    "claimwire.pipeline",
    "claimwire.warehouse",
)
LOADER = """
import json, runpy, socket, sys, time
import airflow.sdk, airflow.providers.standard.operators.empty, airflow.sdk.exceptions, airflow.sdk.definitions.param
def refuse(*_, **__):
    raise AssertionError("a DAG file opened a socket")
before = set(sys.modules)
started = time.process_time()
socket.socket.connect = refuse
socket.getaddrinfo = refuse
runpy.run_path(sys.argv[1])
print(json.dumps({"seconds": time.process_time() - started, "modules": sorted(set(sys.modules) - before)}))
"""


def siblings(source):
    names = {path.stem for path in FILES}
    imported = [node for node in ast.walk(ast.parse(source)) if isinstance(node, ast.Import | ast.ImportFrom)]
    modules = [getattr(node, "module", None) or node.names[0].name for node in imported]
    return [module for module in modules if module.partition(".")[0] in names]


def load(path, tmp_path):
    variables = {**os.environ, "AIRFLOW_HOME": str(tmp_path), "PYTHONPATH": str(ROOT), "CLAIMWIRE_OUTLETS": "tf1info"}
    command = [sys.executable, "-c", LOADER, str(path)]
    return subprocess.run(command, capture_output=True, text=True, env=variables, check=False)


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.stem)
def test_a_dag_file_is_short_and_knows_no_sibling(path):
    source = path.read_text(encoding="utf-8")
    assert len(source.splitlines()) <= 80
    assert not siblings(source)
    assert siblings("from live_blogs import LOADED") == ["live_blogs"]


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.stem)
def test_importing_a_dag_file_is_quick_and_touches_nothing(path, tmp_path):
    ended = load(path, tmp_path)
    assert ended.returncode == 0, ended.stderr[-2000:]
    seen = json.loads(ended.stdout.splitlines()[-1])
    assert not [module for module in seen["modules"] if module.startswith(HEAVY)]
    assert seen["seconds"] < 2


def test_the_guard_sees_a_socket_and_a_heavy_import(tmp_path):
    planted = tmp_path / "planted.py"
    planted.write_text("import socket\nsocket.create_connection(('127.0.0.1', 9))\n")
    assert "opened a socket" in load(planted, tmp_path).stderr
    planted.write_text("import claimwire.pipeline\n")
    seen = json.loads(load(planted, tmp_path).stdout.splitlines()[-1])
    assert "claimwire.pipeline" in seen["modules"]
