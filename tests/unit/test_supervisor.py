"""What `up` and `down` say before anything is started."""

import json
import os
import socket

import pytest

from claimwire import airflow_home, supervisor
from claimwire.parts import identity
from claimwire.settings import Settings
from extractors.errors import UsageError


def settings(tmp_path, **changes):
    return Settings(_env_file=None, home=tmp_path, **changes)


def test_down_says_so_where_nothing_runs(tmp_path, capsys):
    assert supervisor.down(settings(tmp_path)) == 0
    assert "Not running" in capsys.readouterr().out


def test_up_refuses_to_start_twice(tmp_path):
    chosen = settings(tmp_path)
    chosen.airflow_home.mkdir(parents=True)
    running = {"supervisor": identity(os.getpid()), "parts": {}}
    (chosen.airflow_home / "running.json").write_text(json.dumps(running))
    with pytest.raises(UsageError, match="running already"):
        supervisor.up(chosen)


def test_up_names_the_setting_of_a_port_that_is_taken(tmp_path):
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        port = taken.getsockname()[1]
        with pytest.raises(UsageError, match=f"Port {port} is taken") as caught:
            supervisor.up(settings(tmp_path, port=port))
    assert "CLAIMWIRE_PORT=" in caught.value.hint
    assert not (tmp_path / "airflow" / "pg").exists()


def test_secrets_are_made_once_and_are_private(tmp_path):
    chosen = settings(tmp_path)
    first = airflow_home.environment(chosen, database="sqlite://")
    second = airflow_home.environment(chosen, database="sqlite://")
    assert first == second
    for name in ("secrets.json", "passwords.json"):
        assert (chosen.airflow_home / name).stat().st_mode & 0o777 == 0o600
    other = airflow_home.environment(settings(tmp_path / "other"), database="sqlite://")
    for name in ("CORE__FERNET_KEY", "API_AUTH__JWT_SECRET", "API__SECRET_KEY"):
        assert first[f"AIRFLOW__{name}"] != other[f"AIRFLOW__{name}"]
        assert len(first[f"AIRFLOW__{name}"]) >= 40


def test_everything_is_bound_to_this_machine(tmp_path):
    variables = airflow_home.environment(settings(tmp_path, port=8180), database="sqlite://")
    assert variables["AIRFLOW__API__HOST"] == "127.0.0.1"
    assert variables["AIRFLOW__API__BASE_URL"] == "http://127.0.0.1:8180"
    assert variables["AIRFLOW__USAGE_DATA_COLLECTION__ENABLED"] == "False"
