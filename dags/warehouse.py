"""Build the warehouse from everything that is loaded, check it, and publish it.

Runs when `live_blogs` has loaded something, one run at a time: what is loaded during a run is taken up by the next one,
so that a backfill of 30 days needs few builds. A run finds its work in the raw tables, not in the list of events.

**If `build` fails**: its log names the dbt model or test. It is tried again by itself twice; what is published stays.
**If `check` fails**: its log names the checks; the candidate is set aside as rejected, what is published stays.
Correct the cause, then Trigger this DAG: nothing else starts it until another day is loaded.
**If `publish` fails**: clear it; it publishes whole or not at all.
"""

from datetime import UTC, datetime, timedelta

from airflow.sdk import Asset, ExceptionRetryPolicy, RetryAction, RetryRule, dag, task

from claimwire.runs import explained, read_settings
from extractors.errors import BuildFailed, TransientError

LOADED = Asset("loaded_live_blogs", group="claimwire")
PUBLISHED = Asset("published_warehouse", group="claimwire")
TRY_AGAIN = RetryRule([BuildFailed, TransientError], RetryAction.RETRY, timedelta(minutes=1))
EVERY_TASK = {
    "retries": 2,
    "retry_policy": ExceptionRetryPolicy([TRY_AGAIN], RetryAction.FAIL),
    "pool": "warehouse_build",
    "execution_timeout": timedelta(minutes=60),
}


@dag(schedule=[LOADED], start_date=datetime(2014, 1, 1, tzinfo=UTC), catchup=False, max_active_runs=1,
     is_paused_upon_creation=False, default_args=EVERY_TASK, doc_md=__doc__, dag_display_name="2 · Warehouse",
     tags=["claimwire", "on load"])  # fmt: skip
def warehouse():
    @task
    @explained()
    def build():
        from claimwire import pipeline

        return pipeline.build(read_settings(), now=datetime.now(UTC)).build_id

    @task
    @explained()
    def check(build_id):
        from claimwire import pipeline

        pipeline.check(read_settings(), build_id, now=datetime.now(UTC))
        return build_id

    @task(outlets=[PUBLISHED])
    @explained()
    def publish(build_id, outlet_events=None):
        from claimwire import pipeline, runs

        outlet_events[PUBLISHED].extra = runs.summary_of(pipeline.publish(read_settings(), build_id))

    publish(check(build()))


warehouse()
