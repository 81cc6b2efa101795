"""A process killed or refused at any step of storing a capture leaves nothing half-written (F1, F2, F9)."""

import errno
import os
import signal
from collections.abc import Callable
from datetime import UTC, date, datetime
from pathlib import Path

import pytest

from extractors.errors import TransientError
from extractors.fetch import archive as archiving
from extractors.fetch.archive import Archive
from extractors.fetch.integrity import verify
from extractors.model import Capture

DAY = date(2024, 10, 30)
NOON = datetime(2024, 10, 30, 12, tzinfo=UTC)
STEPS = [("_make_folder", 8), ("_write_durably", 2), ("_sync_folder", 8), ("rename", 2)]
POINTS = [(name, nth, when) for name, count in STEPS for nth in range(1, count + 1) for when in ("before", "after")]


def keep(root: Path) -> Capture:
    url = "https://paper.example/live/today"
    return Archive(root).store(
        b"<html>A quiet day.</html>" * 100, outlet="paper", day=DAY, url=url, final_url=url, captured_at=NOON,
        fetched_at=NOON, origin="live",
    )  # fmt: skip


def visible(root: Path) -> dict[str, bytes]:
    found = (path for path in root.rglob("*") if path.is_file() and not path.name.startswith("."))
    return {str(path.relative_to(root)): path.read_bytes() for path in found}


def plant(patch: pytest.MonkeyPatch, name: str, nth: int, when: str, strike: Callable[[], None]) -> list[int]:
    """Let the nth call of a step be struck before or after it does its work; returns the calls that came."""
    owner = Path if name == "rename" else archiving
    real = getattr(owner, name)
    calls: list[int] = []

    def step(*arguments):
        calls.append(1)
        is_due = len(calls) == nth
        if is_due and when == "before":
            strike()
        result = real(*arguments)
        if is_due and when == "after":
            strike()
        return result

    patch.setattr(owner, name, step)
    return calls


def killed_while(work: Callable[[], object]) -> bool:
    child = os.fork()
    if child == 0:
        work()
        os._exit(0)
    _, status = os.waitpid(child, 0)
    return os.WIFSIGNALED(status)


@pytest.mark.parametrize(("name", "nth", "when"), POINTS)
def test_a_kill_at_any_step_is_repaired_by_the_next_run(tmp_path, monkeypatch, name, nth, when):
    keep(tmp_path / "whole")
    broken = tmp_path / "broken"
    with monkeypatch.context() as patch:
        plant(patch, name, nth, when, lambda: os.kill(os.getpid(), signal.SIGKILL))
        assert killed_while(lambda: keep(broken))
    left = visible(broken)
    assert left.items() <= visible(tmp_path / "whole").items()
    assert verify(broken).faults == ()
    assert len(Archive(broken).captures("paper", DAY)) == sum(path.endswith(".json") for path in left)
    keep(broken)
    assert visible(broken) == visible(tmp_path / "whole")


def test_a_kill_between_blob_and_sidecar_leaves_an_orphan_blob(tmp_path, monkeypatch):
    with monkeypatch.context() as patch:
        plant(patch, "_write_durably", 2, "before", lambda: os.kill(os.getpid(), signal.SIGKILL))
        assert killed_while(lambda: keep(tmp_path))
    assert [path.rpartition(".")[2] for path in visible(tmp_path)] == ["gz"]
    assert Archive(tmp_path).captures("paper", DAY) == ()


@pytest.mark.parametrize(("name", "nth", "when"), [point for point in POINTS if point[2] == "before"])
def test_a_full_disk_is_one_clear_sentence_and_loses_nothing(tmp_path, monkeypatch, name, nth, when):
    def strike():
        raise OSError(errno.ENOSPC, "No space left on device")

    with monkeypatch.context() as patch:
        calls = plant(patch, name, nth, when, strike)
        with pytest.raises(TransientError, match=r"bytes\) cannot be written: No space left on device"):
            keep(tmp_path / "full")
    assert len(calls) == nth
    assert [path for path in tmp_path.rglob(".*") if path.is_file()] == []
    keep(tmp_path / "full")
    keep(tmp_path / "whole")
    assert visible(tmp_path / "full") == visible(tmp_path / "whole")
