"""What guards the exam: gold is changed on purpose or not at all, and a floor only ever rises."""

import hashlib
import subprocess
import tomllib
from pathlib import Path

import pytest

FOLDER = Path(__file__).parent
DIGESTS = dict(reversed(line.split("  ")) for line in (FOLDER / "exam.sha256").read_text(encoding="utf-8").splitlines())


def digest(path):
    return hashlib.sha256(path.read_bytes()).hexdigest()


def flat(floors, above=()):
    """Every floor under its full name."""
    for name, value in floors.items():
        if isinstance(value, dict):
            yield from flat(value, (*above, name))
        else:
            yield (*above, name), value


def lowered(before, now):
    """Floors that were lowered or taken away."""
    held = dict(flat(now))
    return {name: (value, held.get(name)) for name, value in flat(before) if held.get(name, -1) < value}


def git(*words):
    return subprocess.run(["git", *words], cwd=FOLDER, capture_output=True, text=True, check=False)


def test_every_gold_file_is_as_it_was_sealed():
    """Whoever adds posts seals them: `cd tests/gold && sha256sum posts*.jsonl > exam.sha256`."""
    assert {path.name: digest(path) for path in FOLDER.glob("posts*.jsonl")} == DIGESTS


def test_a_changed_letter_breaks_the_seal(tmp_path):
    copy = tmp_path / "posts.jsonl"
    copy.write_bytes((FOLDER / "posts.jsonl").read_bytes().replace(b"RUS", b"UKR", 1))
    assert digest(copy) != DIGESTS["posts.jsonl"]


def test_every_gold_file_has_floors_for_every_table():
    floors = tomllib.loads((FOLDER / "floors.toml").read_text(encoding="utf-8"))["posts"]
    assert {f"{name}.jsonl" for name in floors} == DIGESTS.keys()
    assert all(set(tables) == {"claims", "casualties", "mobilisation", "territory"} for tables in floors.values())


def test_no_floor_was_ever_lowered():
    versions = git("log", "--format=%H", "--", "floors.toml")
    if versions.returncode != 0:
        pytest.skip("no history beside the files")
    now = tomllib.loads((FOLDER / "floors.toml").read_text(encoding="utf-8"))
    for version in versions.stdout.split():
        text = git("show", f"{version}:./floors.toml")
        if text.returncode == 0:
            assert lowered(tomllib.loads(text.stdout), now) == {}, version


def test_a_lowered_and_a_missing_floor_are_seen():
    before = {"fr": {"claims": {"record_f1": 0.9}, "territory": {"record_f1": 0.8}}}
    assert lowered(before, {"fr": {"claims": {"record_f1": 0.89}}}) == {
        ("fr", "claims", "record_f1"): (0.9, 0.89),
        ("fr", "territory", "record_f1"): (0.8, None),
    }
