"""Airflow's own folder: secrets, settings and pools, made once under `CLAIMWIRE_HOME/airflow`."""

from __future__ import annotations

import json
import os
import secrets
import subprocess
import sys
from base64 import urlsafe_b64encode
from collections.abc import Mapping, Sequence
from importlib.metadata import version
from pathlib import Path
from types import MappingProxyType

from claimwire.settings import Settings, child_environment
from extractors.errors import PermanentError

PROJECT = Path(__file__).resolve().parents[1]
USER = "admin"
POOLS = MappingProxyType(
    {
        "raw_writer": {
            "slots": 1,
            "description": "One task at a time writes the raw tables",
            "include_deferred": False,
        },
        "warehouse_build": {"slots": 1, "description": "One build at a time", "include_deferred": False},
    }
)
_SCHEDULER = MappingProxyType(
    {
        "JOB_HEARTBEAT_SEC": "2",
        "SCHEDULER_HEARTBEAT_SEC": "2",
        "SCHEDULER_HEALTH_CHECK_THRESHOLD": "15",
        "ORPHANED_TASKS_CHECK_INTERVAL": "10",
        "TASK_INSTANCE_HEARTBEAT_TIMEOUT": "60",
        "TASK_INSTANCE_HEARTBEAT_TIMEOUT_DETECTION_INTERVAL": "5",
        "SCHEDULER_IDLE_SLEEP_TIME": "0.2",
    }
)


def environment(settings: Settings, *, database: str) -> dict[str, str]:
    """The environment in which every part of Airflow runs, on the given metadata database (an SQLAlchemy address)."""
    home = settings.airflow_home
    address = f"http://127.0.0.1:{settings.port}"
    kept = _kept_secrets(home)
    airflow = {
        "CORE__DAGS_FOLDER": str(PROJECT / "dags"),
        "CORE__EXECUTOR": "LocalExecutor",
        "CORE__EXECUTION_API_SERVER_URL": f"{address}/execution/",
        "CORE__FERNET_KEY": kept["fernet_key"],
        "CORE__LOAD_EXAMPLES": "False",
        "CORE__MP_START_METHOD": "fork",
        "CORE__PARALLELISM": "8",
        "CORE__SIMPLE_AUTH_MANAGER_PASSWORDS_FILE": str(_passwords(home)),
        "CORE__SIMPLE_AUTH_MANAGER_USERS": f"{USER}:admin",
        "API__BASE_URL": address,
        "API__HOST": "127.0.0.1",
        "API__INSTANCE_NAME": "Claimwire",
        "API__PORT": str(settings.port),
        "API__SECRET_KEY": kept["secret_key"],
        "API__WORKERS": "1",
        "API_AUTH__JWT_SECRET": kept["jwt_secret"],
        "DATABASE__SQL_ALCHEMY_CONN": database,
        "LOGGING__BASE_LOG_FOLDER": str(home / "logs"),
        "USAGE_DATA_COLLECTION__ENABLED": "False",
        **{f"SCHEDULER__{name}": value for name, value in _SCHEDULER.items()},
    }
    return child_environment(
        {
            "AIRFLOW_HOME": str(home),
            "CLAIMWIRE_HOME": str(settings.home.absolute()),
            "NO_PROXY": "127.0.0.1,localhost",
            "no_proxy": "127.0.0.1,localhost",
            "PYTHONPATH": str(PROJECT),
            **{f"AIRFLOW__{name}": value for name, value in airflow.items()},
        }
    )


def sqlite(settings: Settings) -> str:
    """The address of a metadata database for `airflow dags test`, which needs no server."""
    return f"sqlite:///{settings.airflow_home / 'dags-test.db'}"


def password(settings: Settings) -> str:
    """The generated password of the user of the Airflow page."""
    return str(json.loads(_passwords(settings.airflow_home).read_text(encoding="utf-8"))[USER])


def prepare(settings: Settings, variables: Mapping[str, str]) -> bool:
    """Bring the metadata database to this Airflow's version and make the pools; False where that was done before."""
    database = variables["AIRFLOW__DATABASE__SQL_ALCHEMY_CONN"]
    done = settings.airflow_home / f"prepared-{database.partition(':')[0].partition('+')[0]}"
    wanted = json.dumps([version("apache-airflow"), database, dict(POOLS)])
    if done.exists() and done.read_text(encoding="utf-8") == wanted:
        return False
    pools = settings.airflow_home / "pools.json"
    pools.write_text(json.dumps(dict(POOLS)), encoding="utf-8")
    run(settings, ["db", "migrate"], variables)
    run(settings, ["pools", "import", str(pools)], variables)
    done.write_text(wanted, encoding="utf-8")
    return True


def run(settings: Settings, arguments: Sequence[str], variables: Mapping[str, str]) -> None:
    """Run one `airflow` command, its output into `airflow/logs/commands.log`.

    Raises:
        PermanentError: the command failed; the sentence names the log.
    """
    log = settings.airflow_home / "logs" / "commands.log"
    log.parent.mkdir(parents=True, exist_ok=True)
    with log.open("ab") as output:
        ended = subprocess.run(  # noqa: S603 (our own interpreter and arguments)
            [sys.executable, "-m", "airflow", *arguments],
            env=dict(variables),
            stdout=output,
            stderr=output,
            check=False,
        )
    if ended.returncode:
        raise PermanentError(f"airflow {' '.join(arguments[:3])} failed.", hint=f"The end of {log} says why.")


def write_private(path: Path, text: str) -> None:
    """Write a file that only its owner may read."""
    partial = path.with_name(f".{path.name}.{os.getpid()}")
    with open(os.open(partial, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600), "w", encoding="utf-8") as file:  # noqa: PTH123
        file.write(text)
    partial.replace(path)


def _passwords(home: Path) -> Path:
    return home / "passwords.json"


def _kept_secrets(home: Path) -> dict[str, str]:
    home.mkdir(parents=True, exist_ok=True)
    path = home / "secrets.json"
    if not path.exists():
        made = {
            "fernet_key": urlsafe_b64encode(secrets.token_bytes(32)).decode(),
            "jwt_secret": secrets.token_urlsafe(48),
            "secret_key": secrets.token_urlsafe(48),
        }
        write_private(path, json.dumps(made))
    if not _passwords(home).exists():
        write_private(_passwords(home), json.dumps({USER: secrets.token_urlsafe(12)}))
    kept: dict[str, str] = json.loads(path.read_text(encoding="utf-8"))
    return kept
