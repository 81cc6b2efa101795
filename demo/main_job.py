"""`make run`: one day of the demo world through Airflow, offline, judged by what was published.

The demo outlets are served on this machine; `airflow dags test` runs both DAGs without any server of its own.
"""

from __future__ import annotations

import re
import subprocess
import sys
import time
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any

from claimwire import airflow_home
from claimwire.settings import Settings, read_settings
from demo.server import serve
from extractors.errors import CheckFailed, ClaimwireError, PermanentError

DAY = date(2024, 10, 30)
_QUIET = {"AIRFLOW__LOGGING__LOGGING_LEVEL": "INFO", "NO_COLOR": "1"}
_TASK = re.compile(r"\[DAG TEST\] starting task_id=(\w+) map_index=(-?\d+)")


@dataclass(frozen=True, kw_only=True)
class Shown:
    """How a few rows of one fact table are shown: what they are about, in words and in SQL."""

    table: str
    title: str
    subject: str
    first: str


_FIGURE = "coalesce(quantity_text, '')"
SHOWN = (
    Shown(
        table="fct_claims",
        title="who said what",
        subject="topic",
        first="speaker_kind = 'person' desc, stance in ('claims', 'denies', 'announces') desc, topic = 'other'",
    ),
    Shown(
        table="fct_casualties",
        title="the dead, wounded, captured, lost",
        subject=f"concat_ws(' ', outcome || ':', nullif({_FIGURE}, ''), person_category, nullif('in ' || place, ''))",
        first="best desc nulls last",
    ),
    Shown(
        table="fct_mobilisation",
        title="movements and sizes of forces",
        subject=f"concat_ws(' ', mobilisation_type || ':', nullif({_FIGURE}, ''), status, 'for', side)",
        first="best desc nulls last",
    ),
    Shown(
        table="fct_territory",
        title="changes of ground",
        subject="concat_ws(' ', territory_type || ':', place, '(' || claim_status || ')')",
        first="territory_type in ('capture', 'recapture') desc, speaker_side <> 'MEDIA' desc",
    ),
)


def main() -> int:
    """Run the main job and show what it published; returns the exit code."""
    started = time.monotonic()
    try:
        settings = read_settings()
        before = datetime.now(UTC).replace(microsecond=0)
        with serve() as outlets:
            variables = airflow_home.environment(settings, database=airflow_home.sqlite(settings))
            _run_job(settings, {**variables, **outlets.environment, **_QUIET})
        published = _published(settings, since=before)
    except ClaimwireError as error:
        print(f"\n{error} {error.hint}", file=sys.stderr)
        return error.exit_code
    _show(published)
    print(f"Done in {time.monotonic() - started:.0f} s.")
    return 0


def _run_job(settings: Settings, variables: Mapping[str, str]) -> None:
    with _step("Airflow's database is ready"):
        airflow_home.prepare(settings, variables)
    with _step(f"live_blogs: {DAY} is collected, read and loaded"):
        _test_dag(settings, ["live_blogs", "-c", f'{{"day": "{DAY}"}}'], variables)
    with _step("warehouse: it is built, checked and published"):
        _test_dag(settings, ["warehouse"], variables)


@contextmanager
def _step(done: str) -> Iterator[None]:
    started = time.monotonic()
    yield
    print(f"  {time.monotonic() - started:5.1f} s  {done}", flush=True)


def _test_dag(settings: Settings, arguments: list[str], variables: Mapping[str, str]) -> None:
    """Run one DAG without a scheduler, show each task as it starts, and keep the whole log."""
    log = settings.airflow_home / "logs" / f"main-job-{arguments[0]}.log"
    log.parent.mkdir(parents=True, exist_ok=True)
    command = [sys.executable, "-m", "airflow", "dags", "test", *arguments]
    with (
        log.open("w", encoding="utf-8") as kept,
        subprocess.Popen(  # noqa: S603 (our own interpreter and arguments)
            command, env=dict(variables), stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True
        ) as process,
    ):
        for line in process.stdout or ():
            kept.write(line)
            if found := _TASK.search(line):
                print(f"           {_name(found[1], int(found[2]), variables)}", flush=True)
    if process.returncode:
        raise PermanentError(f"The run of {arguments[0]} failed.", hint=_last_error(log))


def _name(task: str, index: int, variables: Mapping[str, str]) -> str:
    slugs = variables["CLAIMWIRE_OUTLETS"].split(",")
    return f"{task} {slugs[index]}" if index >= 0 else task


def _last_error(log: Path) -> str:
    lines = log.read_text(encoding="utf-8", errors="replace").splitlines()
    said = [line.strip() for line in lines if "claimwire.runs" in line or "Error: " in line]
    return "\n".join((*said[-1:], f"The whole log is {log}."))


def _published(settings: Settings, *, since: datetime) -> Path:
    """The folder that this run published.

    Raises:
        CheckFailed: `latest` is older than this run, or of an earlier day.
    """
    latest = settings.published / "latest"
    if not latest.exists():
        raise CheckFailed("Nothing was published.", hint=f"See {settings.airflow_home / 'logs'}.")
    day, _, build = latest.resolve().name.rpartition("-")
    if build < f"{since:%Y%m%dT%H%M%SZ}" or date.fromisoformat(day) < DAY:
        raise CheckFailed(f"This run published nothing: {build} of {day} is older.", hint=f"See {latest.resolve()}.")
    return latest


def _show(published: Path) -> None:
    from claimwire.warehouse.connection import query

    database = published / "claimwire.duckdb"
    for shown in SHOWN:
        count = query(database, _sql(shown, "count(*) as n", order=False))[0]["n"]
        print(f"\n{shown.table}: {shown.title} ({count} on {DAY})")
        columns = f"speaker, speaker_side, stance, {shown.subject} as subject, quote, url"
        for row in query(database, _sql(shown, columns) + " limit 3"):
            _print_row(row)
    folder = published.resolve()
    print(
        f"\nPublished: {folder}\n  claimwire.duckdb, parquet/, csv/, changes.jsonl; report/index.html is a page"
        f'\n\nNext:\n  .venv/bin/claimwire sql "from fct_claims limit 5"'
        "\n  make up        # the scheduled system with its page; backfill days there\n"
    )


def _sql(shown: Shown, columns: str, *, order: bool = True) -> str:
    rows = f"select {columns} from {shown.table} where published_on = date '{DAY}'"  # noqa: S608 (constants of this file)
    return f"{rows} order by {shown.first}, published_at, quote" if order else rows


def _print_row(row: Mapping[str, Any]) -> None:
    quote = " ".join(str(row["quote"]).split())
    print(f"  {row['speaker']} ({row['speaker_side']}) {row['stance']} · {row['subject']}")
    print(f"    « {quote[:150]}{'…' * (len(quote) > 150)} »\n    {row['url']}")


if __name__ == "__main__":
    sys.exit(main())
