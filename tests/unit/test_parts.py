"""Processes that are kept running, with small ones in place of Airflow."""

import os
import signal
import sys
import time

from claimwire.parts import Part, Supervisor, identity, is_alive

PARENT = """
import subprocess, sys, time
deaf = "import signal, time; signal.signal(signal.SIGTERM, signal.SIG_IGN); time.sleep(60)"
child = subprocess.Popen([sys.executable, "-c", deaf])
open(sys.argv[1], "a").write(f"{child.pid}\\n")
time.sleep(60)
"""


def wait_for(condition, seconds=10):
    deadline = time.monotonic() + seconds
    while time.monotonic() < deadline:
        if found := condition():
            return found
        time.sleep(0.05)
    raise AssertionError("it did not happen in time")


def started(tmp_path):
    written, said = tmp_path / "children", []
    command = [sys.executable, "-c", PARENT, str(written)]
    part = Part(name="one", command=command, variables=dict(os.environ), log=tmp_path / "logs" / "one.log")
    records = []
    supervisor = Supervisor(
        [part], record=lambda parts: records.append([p.process.pid for p in parts]), say=said.append
    )
    supervisor.start()
    wait_for(lambda: written.exists() and written.read_text().strip())
    return supervisor, part, lambda: [int(pid) for pid in written.read_text().split()], said, records


def test_a_dead_part_is_started_again_once_its_whole_group_is_gone(tmp_path):
    supervisor, part, children, said, records = started(tmp_path)
    orphan = identity(children()[0])
    os.kill(part.process.pid, signal.SIGKILL)
    wait_for(lambda: part.process.poll() is not None)
    assert is_alive(orphan)
    wait_for(lambda: (supervisor.keep_alive(), part.restarts)[1])
    assert not is_alive(orphan)
    assert part.process.poll() is None
    assert records[0] != records[1] == [part.process.pid]
    assert "one had died" in said[0]
    supervisor.stop()


def test_stopping_kills_what_outlives_its_leader(tmp_path):
    supervisor, part, children, _, _ = started(tmp_path)
    stubborn = identity(children()[0])
    started_at = time.monotonic()
    supervisor.stop()
    assert time.monotonic() - started_at < 5
    assert part.process.poll() is not None
    wait_for(lambda: not is_alive(stubborn))


def test_a_process_id_that_was_used_again_is_no_process_of_ours():
    me = identity(os.getpid())
    assert is_alive(me)
    assert not is_alive({**me, "born": "1"})
    assert not is_alive({"pid": 2**22 - 1, "born": None})
    assert not is_alive(None)
