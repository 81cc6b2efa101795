"""The compose file: its form by the specification, its promises by assertions, no secret in it."""

import re
import subprocess
import sys
from pathlib import Path

import pytest
import yaml

from claimwire import airflow_home
from claimwire.settings import Settings
from demo.server import environment

ROOT = Path(__file__).parents[2]
PATH = ROOT / "docker-compose.yml"
SECRET = re.compile(r"PASSWORD|SECRET|KEY|SQL_ALCHEMY_CONN")


@pytest.fixture(scope="module")
def compose():
    return yaml.safe_load(PATH.read_text(encoding="utf-8"))


def check(path):
    command = [Path(sys.executable).with_name("check-jsonschema"), "--builtin-schema", "vendor.compose-spec", str(path)]
    return subprocess.run(command, capture_output=True, text=True, check=False)


def test_the_file_has_the_form_of_the_specification(tmp_path):
    assert check(PATH).returncode == 0
    planted = tmp_path / "docker-compose.yml"
    planted.write_text(PATH.read_text(encoding="utf-8").replace("healthcheck:", "healtcheck:", 1))
    assert check(planted).returncode != 0
    assert "healtcheck" in check(planted).stdout


def test_every_part_of_the_system_is_there(compose):
    wanted = {"postgres", "init", "api-server", "scheduler", "dag-processor", "triggerer", "demo"}
    assert set(compose["services"]) == wanted


def test_every_service_is_fenced(compose):
    for name, service in compose["services"].items():
        assert service["read_only"] is True, name
        assert service["cap_drop"] == ["ALL"], name
        assert service["security_opt"] == ["no-new-privileges:true"], name
        assert service["user"].split(":")[0] not in ("0", "root"), name
        assert not [volume for volume in service.get("volumes", []) if "docker.sock" in volume], name
        assert service["healthcheck"].get("test") or name == "init"


def test_only_the_page_is_published_and_on_this_machine_only(compose):
    published = {name: service["ports"] for name, service in compose["services"].items() if service.get("ports")}
    assert published == {"api-server": ["127.0.0.1:${CLAIMWIRE_PORT:-8080}:8080"]}


def test_images_are_named_with_a_version(compose):
    images = {service["image"] for service in compose["services"].values()}
    assert images == {"postgres:17-bookworm", f"claimwire:{_version()}"}
    base = re.findall(r"^FROM (\S+)", (ROOT / "Dockerfile").read_text(), re.MULTILINE)
    assert base
    assert not [image for image in (*images, *base) if image.endswith(":latest") or ":" not in image]


def _version():
    return re.search(r'^version = "(.+)"', (ROOT / "pyproject.toml").read_text(), re.MULTILINE)[1]


def literal_secrets(compose):
    values = {
        (service, name): value
        for service, one in compose["services"].items()
        for name, value in one.get("environment", {}).items()
        if SECRET.search(name) and not name.endswith("_FILE")
    }
    return [where for where, value in values.items() if not re.search(r"\$\{\w+:(?:\?[^}]+|-)\}", value)]


def test_no_secret_is_in_the_file(compose):
    assert literal_secrets(compose) == []
    for value in ("airflow", "${POSTGRES_PASSWORD:-airflow}"):
        planted = {"services": {"postgres": {"environment": {"POSTGRES_PASSWORD": value}}}}
        assert literal_secrets(planted) == [("postgres", "POSTGRES_PASSWORD")]


def test_the_settings_of_airflow_are_those_of_make_up(compose, tmp_path):
    ours = airflow_home.environment(Settings(_env_file=None, home=tmp_path), database="sqlite://")
    theirs = compose["services"]["scheduler"]["environment"]
    for name in theirs:
        assert name in ours or name.startswith("CLAIMWIRE_") or name.endswith("PAUSED_AT_CREATION"), name
    for name in ("CORE__PARALLELISM", "CORE__EXECUTOR", "CORE__MP_START_METHOD"):
        assert theirs[f"AIRFLOW__{name}"] == ours[f"AIRFLOW__{name}"]
    for name in [one for one in ours if one.startswith("AIRFLOW__SCHEDULER__")]:
        assert theirs[name] == ours[name]


def test_the_pools_are_made(compose):
    script = compose["services"]["init"]["command"][-1]
    for name, pool in airflow_home.POOLS.items():
        assert f'airflow pools set {name} {pool["slots"]} "{pool["description"]}"' in script


def test_the_demo_outlets_are_read_by_default(compose):
    given = compose["services"]["scheduler"]["environment"]
    wanted = {**environment(8765), "CLAIMWIRE_OUTLET_FOLDERS": "/opt/claimwire/demo/outlets"}
    for name, value in wanted.items():
        assert re.fullmatch(r"\$\{\w+:?-(.*)\}", given[name])[1] == value


def test_every_claimwire_variable_is_a_setting(compose):
    known = {f"CLAIMWIRE_{name.upper()}" for name in Settings.model_fields} | {"CLAIMWIRE_ADMIN_PASSWORD"}
    text = PATH.read_text(encoding="utf-8")
    assert set(re.findall(r"CLAIMWIRE_[A-Z_]+", text)) <= known


def test_the_example_lists_every_setting_and_every_secret():
    text = (ROOT / ".env.example").read_text(encoding="utf-8")
    names = set(re.findall(r"^#?([A-Z_]+)=", text, re.MULTILINE))
    settings = {f"CLAIMWIRE_{name.upper()}" for name in Settings.model_fields}
    required = set(re.findall(r"\$\{(\w+):\?", PATH.read_text(encoding="utf-8")))
    assert names == settings | required
    for field in Settings.model_fields.values():
        assert f"# {field.description}\n" in text
