"""Read one day of every outlet's live blogs and load it.

`plan_day` settles the day and the outlets; `read_outlet` brings one outlet's pages into the archive and reads them;
`load` puts what was read into the raw tables and tells `warehouse`; `confirm` is red where an outlet failed, so that an
incomplete day shows. A run's day is the date on which its interval starts, and means the outlet's own calendar day.

**Many days**: Trigger, then Backfill, from the first to the last day (both included); leave `day` empty. "Missing" runs
days that never ran, "Missing and errored" also failed ones, "All" every day again. **One day**: Trigger with `day`.
Mode `missing` fetches what the archive lacks, `refetch` asks the outlets again, `replay` reads the archive only.

**If `read_outlet` fails**: its log ends with the error and what to do; the other outlets are loaded all the same. Clear
the red task when the cause is gone; `load` follows. Skipped: neither the archive nor any capture holds that day.
**If `load` fails**: nothing of the day was loaded, what was read is kept. Clear `load`.
"""

from datetime import UTC, date, datetime, timedelta

from airflow.providers.standard.operators.empty import EmptyOperator
from airflow.sdk import Asset, CronDataIntervalTimetable, ExceptionRetryPolicy, Param, RetryAction, RetryRule, dag, task
from airflow.sdk.exceptions import AirflowSkipException

from claimwire.runs import chosen_outlets, day_of_run, enabled_outlets, explained, read_settings
from extractors.errors import NothingForDay, TransientError

LOADED = Asset("loaded_live_blogs", group="claimwire")
OUTLETS = list(enabled_outlets())
MODES = {
    "missing": "Fetch what the archive lacks",
    "refetch": "Ask the outlets again",
    "replay": "Read the archive only, without network",
}
PARAMS = {
    "outlets": Param(OUTLETS, type="array", items={"type": "string", "pattern": "^[a-z0-9-]{1,64}$"}, examples=OUTLETS),
    "mode": Param("missing", type="string", enum=list(MODES), values_display=MODES),
    "day": Param(None, type=["null", "string"], format="date", description="For one day; empty in a backfill."),
}
TRY_AGAIN = RetryRule(TransientError, RetryAction.RETRY, timedelta(minutes=1))
EVERY_TASK = {"retries": 2, "retry_policy": ExceptionRetryPolicy([TRY_AGAIN], RetryAction.FAIL)}
MIDNIGHT = CronDataIntervalTimetable("0 0 * * *", timezone="UTC")
START = datetime(2014, 1, 1, tzinfo=UTC)


@dag(schedule=MIDNIGHT, start_date=START, catchup=False, max_active_runs=4, params=PARAMS, default_args=EVERY_TASK,
     doc_md=__doc__, dag_display_name="1 · Live blogs", tags=["claimwire", "daily"])  # fmt: skip
def live_blogs():
    @task(execution_timeout=timedelta(minutes=5))
    @explained()
    def plan_day(params=None, dag_run=None, data_interval_start=None):
        is_backfill = dag_run.run_type == "backfill"
        day = day_of_run(params["day"], data_interval_start, is_backfill=is_backfill, now=datetime.now(UTC))
        return [{"slug": slug, "day": str(day)} for slug in chosen_outlets(params["outlets"], read_settings())]

    @task(map_index_template="{{ task.op_kwargs['slug'] }}", execution_timeout=timedelta(minutes=30))
    @explained()
    def read_outlet(slug, day, params=None):
        from claimwire import pipeline, runs

        settings, day, now = read_settings(), date.fromisoformat(day), datetime.now(UTC)
        try:
            return runs.summary_of(pipeline.read_outlet(settings, slug, day, mode=params["mode"], now=now))
        except NothingForDay as nothing:
            raise AirflowSkipException(str(nothing)) from nothing

    @task(pool="raw_writer", trigger_rule="all_done", outlets=[LOADED], execution_timeout=timedelta(minutes=15))
    @explained()
    def load(ti=None, outlet_events=None):
        from claimwire import pipeline, runs

        planned = ti.xcom_pull(task_ids="plan_day")
        day, slugs = planned[0]["day"], [one["slug"] for one in planned]
        summary = pipeline.load(read_settings(), date.fromisoformat(day), slugs)
        outlet_events[LOADED].extra = {"day": day} | runs.summary_of(summary)

    read = read_outlet.expand_kwargs(plan_day().as_setup())
    [read, read >> load()] >> EmptyOperator(task_id="confirm", trigger_rule="none_failed")


live_blogs()
