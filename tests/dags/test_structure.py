"""The DAGs as they are wired: schedule, parameters, limits, and what happens when something fails."""

from datetime import UTC, datetime, timedelta

import pytest

from extractors.errors import BlockedByPolicy, BuildFailed, CheckFailed, MissingSetting, Unreachable, WarehouseLocked


def test_there_are_three(dags):
    assert sorted(dags) == ["live_blogs", "warehouse", "watch"]


def test_every_dag_says_what_to_do_when_it_fails(dags):
    for dag in dags.values():
        assert "**If `" in dag.doc_md
        assert dag.tags


def test_every_task_has_a_timeout_and_retries_by_the_error_tree(dags):
    tasks = [task for dag in dags.values() for task in dag.tasks if task.task_id != "confirm"]
    assert len(tasks) == 7
    for task in tasks:
        assert timedelta(0) < task.execution_timeout <= timedelta(hours=1)
        assert task.retries >= 1
        policy = task.retry_policy
        for error in (Unreachable("x"), WarehouseLocked("x")):
            assert policy.evaluate(error, 1, 2).action.value == "retry"
        for error in (BlockedByPolicy("x"), MissingSetting("x"), CheckFailed("x"), KeyError("a bug")):
            assert policy.evaluate(error, 1, 2).action.value == "fail"


def test_a_failed_build_is_tried_again(dags):
    policy = dags["warehouse"].get_task("build").retry_policy
    assert policy.evaluate(BuildFailed("x"), 1, 2).action.value == "retry"


def test_live_blogs_runs_a_day_at_midnight_utc_from_long_ago(dags):
    dag = dags["live_blogs"]
    assert type(dag.timetable).__name__ == "CronDataIntervalTimetable"
    assert (dag.timetable.expression, str(dag.timetable.timezone)) == ("0 0 * * *", "UTC")
    assert dag.start_date < datetime(2022, 1, 1, tzinfo=UTC)
    assert (dag.catchup, dag.max_active_runs) == (False, 4)


def test_the_interval_of_a_day_starts_on_it_through_summer_time(dags):
    from airflow.timetables.interval import CronDataIntervalTimetable

    ours = dags["live_blogs"].timetable
    timetable = CronDataIntervalTimetable(ours.expression, timezone=ours.timezone)
    for day in (datetime(2024, 3, 31, tzinfo=UTC), datetime(2024, 10, 27, tzinfo=UTC)):
        assert timetable.infer_manual_data_interval(run_after=day + timedelta(days=1)).start == day


def test_the_warehouse_follows_what_is_loaded_one_run_at_a_time(dags):
    loads, dag = dags["live_blogs"].get_task("load"), dags["warehouse"]
    assert [asset.name for asset in dag.timetable.asset_condition.objects] == [loads.outlets[0].name]
    assert (dag.max_active_runs, dag.is_paused_upon_creation) == (1, False)
    assert {task.pool for task in dag.tasks} == {"warehouse_build"}
    assert (loads.pool, loads.pool_slots) == ("raw_writer", 1)


def test_pools_that_tasks_need_are_made_by_the_set_up(dags):
    from claimwire.airflow_home import POOLS

    needed = {task.pool for dag in dags.values() for task in dag.tasks} - {"default_pool"}
    assert needed == set(POOLS)


def test_one_outlet_that_fails_leaves_the_others_loaded_and_the_run_red(dags):
    dag = dags["live_blogs"]
    assert dag.get_task("plan_day").is_setup
    assert dag.get_task("load").trigger_rule == "all_done"
    assert dag.get_task("load").upstream_task_ids == {"read_outlet"}
    assert dag.get_task("confirm").trigger_rule == "none_failed"
    assert dag.get_task("confirm").upstream_task_ids == {"read_outlet", "load"}
    assert [task.task_id for task in dag.tasks if not task.downstream_task_ids] == ["confirm"]


def test_outlets_are_mapped_and_named_by_their_slug(dags):
    for dag_id, task_id in (("live_blogs", "read_outlet"), ("watch", "capture")):
        task = dags[dag_id].get_task(task_id)
        assert task.is_mapped
        assert "slug" in task.map_index_template


def test_the_form_has_defaults_for_everything(dags):
    params = dags["live_blogs"].params
    assert sorted(params) == ["day", "mode", "outlets"]
    values = params.validate()
    assert values["day"] is None
    assert values["mode"] == "missing"
    assert len(values["outlets"]) >= 3


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("mode", "everything"),
        ("mode", "{{ 7*7 }}"),
        ("outlets", ["'; id; '"]),
        ("outlets", "tf1info"),
        ("outlets", ["../../etc"]),
        ("day", 20241030),
        ("day", "yesterday"),
    ],
)
def test_the_form_refuses_what_it_cannot_mean(dags, name, value):
    from airflow.sdk.exceptions import ParamValidationError

    with pytest.raises(ParamValidationError):
        dags["live_blogs"].params.get_param(name).resolve(value)
