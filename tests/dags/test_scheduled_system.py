"""The scheduled system of `make up`: backfills, refusals, an outlet that fails, a scheduler that is killed."""

import gzip
import json
import os
import signal
import stat
import subprocess
import sys
import time
from pathlib import Path
from urllib.error import HTTPError

import pytest

from claimwire.parts import identity, is_alive
from claimwire.warehouse.connection import query

pytestmark = pytest.mark.airflow
FIRST, LAST, DAYS = "2024-09-24", "2024-10-23", 30


def published(stack, sql):
    return query(stack.home / "published" / "latest" / "claimwire.duckdb", sql)


def backfill(stack, first, last, **more):
    body = {
        "dag_id": "live_blogs",
        "from_date": f"{first}T00:00:00Z",
        "to_date": f"{last}T00:00:00Z",
        "max_active_runs": 4,
    }
    started = time.monotonic()
    while True:
        try:
            return stack.ask("/backfills", {**body, **more}, method="POST")["id"]
        except HTTPError as error:
            if error.code != 409 or time.monotonic() > started + 90:
                raise
            time.sleep(2)


def runs_of(stack, first, last):
    runs = [run for run in stack.runs("live_blogs") if run["run_type"] == "backfill"]
    return [run for run in runs if first <= run["data_interval_start"][:10] <= last]


def wait_for_days(stack, first, last, count, *, seconds):
    def are_done():
        return [run["state"] for run in runs_of(stack, first, last)].count("success") == count

    stack.wait(are_done, seconds=seconds, what=f"{count} days from {first}")


def members_of(group):
    found = []
    for folder in Path("/proc").glob("[0-9]*"):
        try:
            fields = (folder / "stat").read_text().rpartition(")")[2].split()
        except OSError:
            continue
        if int(fields[2]) == group:
            found.append(identity(int(folder.name)))
    return found


def test_what_is_private_is_private(airflow_stack):
    folder = airflow_stack.home / "airflow"
    for name in ("secrets.json", "passwords.json", "running.json"):
        assert stat.S_IMODE((folder / name).stat().st_mode) == 0o600
    assert airflow_stack.password in airflow_stack.output.read_text()


def test_only_this_machine_is_answered(airflow_stack):
    listening = subprocess.run(["ss", "-ltnp"], capture_output=True, text=True, check=False).stdout
    if not listening:
        pytest.skip("ss is not installed: apt-get install iproute2.")
    ours = {str(one["pid"]) for one in airflow_stack.parts().values()}
    lines = [line for line in listening.splitlines() if any(f"pid={pid}," in line for pid in ours)]
    assert lines
    assert all("127.0.0.1:" in line for line in lines)


def test_a_backfill_of_thirty_fresh_days_is_published_whole_by_few_builds(airflow_stack):
    before = len(airflow_stack.runs("warehouse"))
    backfill(airflow_stack, FIRST, LAST)
    wait_for_days(airflow_stack, FIRST, LAST, DAYS, seconds=900)
    airflow_stack.wait_for_builds(seconds=900)
    inclusive = sorted(run["data_interval_start"][:10] for run in runs_of(airflow_stack, FIRST, LAST))
    assert (inclusive[0], inclusive[-1], len(set(inclusive))) == (FIRST, LAST, DAYS)
    sql = f"""
        select count(distinct day) as days, min(claims) as fewest
        from mart_coverage where day between date '{FIRST}' and date '{LAST}' and snapshots > 0
    """
    found = published(airflow_stack, sql)[0]
    assert found["days"] == DAYS
    assert found["fewest"] > 0
    runs = airflow_stack.runs("warehouse")
    assert {run["state"] for run in runs} == {"success"}
    assert len(runs) - before <= DAYS // 3


def test_the_event_of_a_load_carries_counts(airflow_stack):
    events = airflow_stack.ask("/assets/events?limit=100")["asset_events"]
    loads = [event["extra"] for event in events if event["extra"].get("day") == LAST]
    assert loads
    assert loads[0]["posts"] > 0


def test_a_day_in_a_backfill_is_refused_in_one_sentence(airflow_stack):
    backfill(airflow_stack, "2024-09-02", "2024-09-02", dag_run_conf={"day": "2024-10-30"})
    run = airflow_stack.wait(
        lambda: [one for one in runs_of(airflow_stack, "2024-09-02", "2024-09-02") if one["state"] == "failed"],
        seconds=180,
        what="refusal",
    )[0]
    states = airflow_stack.tasks(run["dag_run_id"])
    assert states["plan_day", ""] == "failed"
    assert states["load", ""] == "upstream_failed"
    logs = airflow_stack.ask(f"/dags/live_blogs/dagRuns/{run['dag_run_id']}/taskInstances/plan_day/logs/1")
    assert "A backfill takes its days from its dates" in str(logs)


@pytest.mark.parametrize("conf", [{"mode": "{{ 7*7 }}"}, {"outlets": ["../../etc"]}, {"day": "30/10/2024"}])
def test_a_parameter_that_means_nothing_is_refused_when_it_is_sent(airflow_stack, conf):
    with pytest.raises(HTTPError) as caught:
        airflow_stack.ask("/dags/live_blogs/dagRuns", {"logical_date": None, "conf": conf}, method="POST")
    assert caught.value.code == 400


def test_one_outlet_that_fails_leaves_the_others_whole_and_the_day_red(airflow_stack):
    for sidecar in (airflow_stack.home / "archive" / "snapshots" / "gazette-des-ecluses" / LAST).glob("*.json"):
        digest = json.loads(sidecar.read_text(encoding="utf-8"))["body_sha256"]
        (airflow_stack.home / "archive" / "blobs" / digest[:2] / f"{digest}.gz").write_bytes(gzip.compress(b"tampered"))
    conf = {"day": LAST, "mode": "replay"}
    run = airflow_stack.ask("/dags/live_blogs/dagRuns", {"logical_date": None, "conf": conf}, method="POST")
    assert airflow_stack.wait_for_run(run["dag_run_id"], seconds=240) == "failed"
    states = airflow_stack.tasks(run["dag_run_id"])
    assert states["read_outlet", "gazette-des-ecluses"] == "failed"
    assert states["read_outlet", "harbour-lantern"] == "success"
    assert states["load", ""] == "success"
    assert states["confirm", ""] == "upstream_failed"
    airflow_stack.wait_for_builds(seconds=900)
    rows = published(
        airflow_stack, f"select outlet_id, status, error, claims from mart_coverage where day = date '{LAST}'"
    )
    found = {row["outlet_id"]: row for row in rows}
    assert (found["gazette-des-ecluses"]["status"], found["gazette-des-ecluses"]["error"]) == (
        "failed",
        "CorruptArchive",
    )
    assert found["harbour-lantern"]["status"] != "failed"
    assert found["harbour-lantern"]["claims"] > 0


def test_a_day_that_nothing_holds_is_skipped(airflow_stack):
    conf = {"day": "2019-05-05"}
    run = airflow_stack.ask("/dags/live_blogs/dagRuns", {"logical_date": None, "conf": conf}, method="POST")
    airflow_stack.wait_for_run(run["dag_run_id"], seconds=240)
    states = airflow_stack.tasks(run["dag_run_id"])
    assert {state for (task, _), state in states.items() if task == "read_outlet"} == {"skipped"}


def test_a_scheduler_killed_in_a_backfill_is_started_again_and_no_day_is_lost_or_doubled(airflow_stack):
    first, last, count = "2024-09-03", "2024-09-12", 10
    backfill(airflow_stack, first, last)
    airflow_stack.wait(
        lambda: [one for one in runs_of(airflow_stack, first, last) if one["state"] == "success"],
        seconds=240,
        what="the first day",
    )
    killed = airflow_stack.parts()["scheduler"]["pid"]
    workers = members_of(killed)
    assert workers
    os.kill(killed, signal.SIGKILL)
    airflow_stack.wait(lambda: airflow_stack.parts()["scheduler"]["pid"] != killed, seconds=20, what="a new scheduler")
    assert not [worker for worker in workers if is_alive(worker)]
    wait_for_days(airflow_stack, first, last, count, seconds=600)
    airflow_stack.wait_for_builds(seconds=900)
    sql = (
        f"select count(*) as n from mart_coverage where day between date '{first}' and date '{last}' and snapshots > 0"
    )
    doubled = "select claim_id from fct_claims group by claim_id having count(*) > 1"
    assert published(airflow_stack, sql)[0]["n"] == count * 3
    assert published(airflow_stack, doubled) == []


def test_a_range_is_backfilled_from_the_command_line(airflow_stack):
    first, last = "2024-09-17", "2024-09-18"
    arguments = ("backfill", "create", "--dag-id", "live_blogs", "--from-date", first, "--to-date", last)
    ended = airflow_stack.claimwire("airflow", *arguments)
    assert ended.returncode == 0, ended.stderr[-2000:]
    wait_for_days(airflow_stack, first, last, 2, seconds=240)


def test_a_second_up_says_that_it_runs(airflow_stack):
    ended = airflow_stack.claimwire("up")
    assert ended.returncode == 2
    assert "running already" in ended.stderr


def test_an_airflow_command_needs_the_running_system(tmp_path):
    command = [sys.executable, "-m", "claimwire", "airflow", "version"]
    variables = {**os.environ, "CLAIMWIRE_HOME": str(tmp_path)}
    ended = subprocess.run(command, env=variables, capture_output=True, text=True, check=False)
    assert ended.returncode == 2
    assert "not running" in ended.stderr
