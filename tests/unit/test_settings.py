"""Settings: written as an operator writes them, refused in one sentence where they mean nothing."""

from pathlib import Path

import pytest

from claimwire.settings import read_settings
from extractors.errors import MissingSetting


@pytest.fixture
def set_variable(monkeypatch, tmp_path):
    monkeypatch.chdir(tmp_path)
    return lambda name, value: monkeypatch.setenv(f"CLAIMWIRE_{name}", value)


def test_lists_and_pairs_are_separated_by_commas(set_variable):
    set_variable("OUTLETS", "one, two")
    set_variable("OUTLET_FOLDERS", "demo/outlets")
    set_variable("CONNECT_TO", "one.localhost=127.0.0.1:81,two.localhost=127.0.0.1:82")
    set_variable("LEGAL_BASIS", "one=licence")
    settings = read_settings()
    assert settings.outlets == ("one", "two")
    assert settings.outlet_folders == (Path("demo/outlets"),)
    assert settings.connect_to == {"one.localhost": "127.0.0.1:81", "two.localhost": "127.0.0.1:82"}
    assert settings.legal_basis == {"one": "licence"}


def test_nothing_set_means_nothing_private_is_reached(set_variable):
    settings = read_settings()
    assert settings.connect_to == {}
    assert settings.contact is None
    assert settings.legal_basis == {}


@pytest.mark.parametrize(
    ("name", "value"),
    [("LEGAL_BASIS", "one=because"), ("CONNECT_TO", "no pair"), ("MAX_BYTES", "-1"), ("KEEP_BUILDS", "0")],
)
def test_a_setting_that_means_nothing_is_refused(set_variable, name, value):
    set_variable(name, value)
    with pytest.raises(MissingSetting) as refusal:
        read_settings()
    assert refusal.value.exit_code == 2
    assert name.lower() in str(refusal.value).lower()


def test_a_key_is_shown_to_nobody(set_variable):
    set_variable("GUARDIAN_KEY", "4f1c-88aa")
    settings = read_settings()
    assert settings.guardian_key.get_secret_value() == "4f1c-88aa"
    assert "4f1c" not in f"{settings!r} {settings} {settings.model_dump_json()}"
    set_variable("GUARDIAN_KEY", "4f1c&page=2")
    with pytest.raises(MissingSetting, match="CLAIMWIRE_GUARDIAN_KEY") as refusal:
        read_settings()
    assert "4f1c" not in str(refusal.value)


def test_an_env_file_is_read(set_variable, tmp_path):
    (tmp_path / ".env").write_text("CLAIMWIRE_CONTACT=desk@example.org\n", encoding="utf-8")
    assert read_settings().contact == "desk@example.org"
