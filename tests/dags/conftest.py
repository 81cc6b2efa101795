"""Airflow for tests: a home of its own, no examples, no report to anyone."""

import importlib.util
import os
import tempfile
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]

os.environ.setdefault("AIRFLOW_HOME", tempfile.mkdtemp(prefix="claimwire-airflow-"))
os.environ.setdefault("AIRFLOW__CORE__LOAD_EXAMPLES", "False")
os.environ.setdefault("AIRFLOW__USAGE_DATA_COLLECTION__ENABLED", "False")


@pytest.fixture(scope="session")
def dags():
    """The three DAGs as their files define them, with the demo outlets enabled."""
    from airflow.sdk import DAG

    before = os.environ.get("CLAIMWIRE_OUTLET_FOLDERS")
    os.environ["CLAIMWIRE_OUTLET_FOLDERS"] = str(ROOT / "demo" / "outlets")
    found = {}
    try:
        for path in sorted((ROOT / "dags").glob("*.py")):
            spec = importlib.util.spec_from_file_location(f"dag_{path.stem}", path)
            module = importlib.util.module_from_spec(spec)
            spec.loader.exec_module(module)
            dag = getattr(module, path.stem)()
            assert isinstance(dag, DAG)
            found[dag.dag_id] = dag
    finally:
        if before is None:
            del os.environ["CLAIMWIRE_OUTLET_FOLDERS"]
        else:
            os.environ["CLAIMWIRE_OUTLET_FOLDERS"] = before
    return found
