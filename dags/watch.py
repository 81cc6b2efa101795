"""Capture the live blogs that are open now, into the archive only, so that edits and deletions are seen later.

Paused until you unpause it; then it asks each outlet every 15 minutes, politely and conditionally. Nothing is read or
loaded here: `live_blogs` reads the day's captures when the day is over.

**If `capture` fails**: its log ends with the error and what to do; the next run tries again by itself.
"""

from datetime import UTC, datetime, timedelta

from airflow.sdk import CronTriggerTimetable, ExceptionRetryPolicy, RetryAction, RetryRule, dag, task
from airflow.sdk.exceptions import AirflowSkipException

from claimwire.runs import enabled_outlets, explained, local_day, read_settings
from extractors.errors import NothingForDay, TransientError

TRY_AGAIN = RetryRule(TransientError, RetryAction.RETRY, timedelta(minutes=1))
EVERY_TASK = {"retries": 1, "retry_policy": ExceptionRetryPolicy([TRY_AGAIN], RetryAction.FAIL)}
QUARTERS = CronTriggerTimetable("*/15 * * * *", timezone="UTC")


@dag(schedule=QUARTERS, start_date=datetime(2014, 1, 1, tzinfo=UTC), catchup=False, max_active_runs=1,
     is_paused_upon_creation=True, default_args=EVERY_TASK, doc_md=__doc__, dag_display_name="3 · Watch",
     tags=["claimwire", "every 15 minutes"])  # fmt: skip
def watch():
    @task(map_index_template="{{ task.op_kwargs['slug'] }}", execution_timeout=timedelta(minutes=10))
    @explained()
    def capture(slug):
        from claimwire import pipeline

        settings, now = read_settings(), datetime.now(UTC)
        try:
            return pipeline.watch(settings, slug, local_day(slug, settings, now=now), now=now)
        except NothingForDay as nothing:
            raise AirflowSkipException(str(nothing)) from nothing

    capture.expand(slug=list(enabled_outlets()))


watch()
