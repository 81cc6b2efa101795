"""The scheduled system for tests, started once by the command that a person uses."""

import json
import os
import shutil
import socket
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest

from claimwire import airflow_page
from claimwire.parts import is_alive

ROOT = Path(__file__).parents[1]


@dataclass(frozen=True)
class Stack:
    """A running system: where it lives, where it answers, and who may ask."""

    home: Path
    address: str
    password: str
    output: Path
    variables: dict[str, str]

    def claimwire(self, *arguments: str) -> subprocess.CompletedProcess[str]:
        """One command as the person who started the system gives it."""
        command = [sys.executable, "-m", "claimwire", *arguments]
        return subprocess.run(
            command, env=self.variables, cwd=self.home, capture_output=True, text=True, timeout=120, check=False
        )

    def ask(self, path: str, body: Any = None, *, method: str = "GET") -> Any:
        """One request as the administrator."""
        bearer = airflow_page.token(self.address, "admin", self.password)
        return airflow_page.ask(f"{self.address}/api/v2{path}", body, method=method, bearer=bearer)

    def runs(self, dag_id: str) -> list[dict[str, Any]]:
        """Every run of a DAG."""
        return list(self.ask(f"/dags/{dag_id}/dagRuns?limit=500")["dag_runs"])

    def tasks(self, run_id: str) -> dict[tuple[str, str], str]:
        """The state of each task of a run of live_blogs, by name and outlet."""
        found = self.ask(f"/dags/live_blogs/dagRuns/{run_id}/taskInstances?limit=100")["task_instances"]
        return {(one["task_id"], one["rendered_map_index"] or ""): one["state"] for one in found}

    def parts(self) -> dict[str, Any]:
        """The processes that the supervisor wrote down."""
        return dict(json.loads((self.home / "airflow" / "running.json").read_text(encoding="utf-8"))["parts"])

    def wait(self, condition: Callable[[], Any], *, seconds: float, what: str) -> Any:
        """Wait until something is so."""
        deadline = time.monotonic() + seconds
        while time.monotonic() < deadline:
            if found := condition():
                return found
            time.sleep(1)
        raise AssertionError(f"{what}: not within {seconds:.0f} s. {self.output.read_text(encoding='utf-8')[-1500:]}")

    def wait_for_run(self, run_id: str, *, seconds: float) -> str:
        """Wait until a run of live_blogs has ended; its state."""

        def state() -> str | None:
            found = self.ask(f"/dags/live_blogs/dagRuns/{run_id}")["state"]
            return found if found in ("success", "failed") else None

        return str(self.wait(state, seconds=seconds, what=run_id))

    def wait_for_builds(self, *, seconds: float) -> None:
        """Wait until no build is queued or running, twice in a row."""

        def is_quiet() -> bool:
            return not [run for run in self.runs("warehouse") if run["state"] in ("queued", "running")]

        self.wait(lambda: is_quiet() and not time.sleep(5) and is_quiet(), seconds=seconds, what="builds")


@pytest.fixture(scope="session")
def airflow_stack() -> Iterator[Stack]:
    """The system that `make up` starts, on free ports and in a home of its own; ended by the command of `make down`."""
    home = Path(tempfile.mkdtemp(prefix="claimwire-stack-"))
    port, demo_port = _free_port(), _free_port()
    variables = {name: value for name, value in os.environ.items() if not name.startswith(("CLAIMWIRE_", "AIRFLOW"))}
    variables |= {
        "CLAIMWIRE_HOME": str(home),
        "CLAIMWIRE_PORT": str(port),
        "CLAIMWIRE_DEMO_PORT": str(demo_port),
        "PYTHONPATH": str(ROOT),
    }
    output = home / "up.txt"
    command = [sys.executable, "-m", "claimwire"]
    with output.open("wb") as written:
        process = subprocess.Popen(
            [*command, "up"], env=variables, stdout=written, stderr=written, start_new_session=True, cwd=home
        )
    try:
        password = _ready(home, output, process)
        yield Stack(home, f"http://127.0.0.1:{port}", password, output, variables)
    finally:
        parts = json.loads((home / "airflow" / "running.json").read_text(encoding="utf-8"))["parts"]
        ended = subprocess.run([*command, "down"], env=variables, cwd=home, capture_output=True, text=True, check=False)
        process.wait(timeout=30)
        assert "Ended" in ended.stdout
        assert not [name for name, one in parts.items() if is_alive(one)]
        shutil.rmtree(home, ignore_errors=True)


def _ready(home: Path, output: Path, process: subprocess.Popen[bytes]) -> str:
    deadline = time.monotonic() + 300
    while "Password" not in output.read_text(encoding="utf-8"):
        assert process.poll() is None, output.read_text(encoding="utf-8")
        assert time.monotonic() < deadline, output.read_text(encoding="utf-8")
        time.sleep(0.5)
    return str(json.loads((home / "airflow" / "passwords.json").read_text(encoding="utf-8"))["admin"])


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])
