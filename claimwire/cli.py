"""The command line: typer verbs, thin over `pipeline`.

Data goes to standard output, everything else to standard error. Exit codes: 0 done, 1 unexpected, 2 usage,
3 unreachable, 4 unreadable page, 5 check failed, 6 locked, 7 blocked by policy, 8 done but incomplete.
"""

from __future__ import annotations

import json
import os
import sys
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from types import TracebackType
from typing import TYPE_CHECKING, Annotated, Any

import typer

from extractors.errors import BadDate, ClaimwireError, UsageError

if TYPE_CHECKING:
    from claimwire.settings import Settings
    from extractors.model import OutletDay

DONE_BUT_INCOMPLETE = 8

app = typer.Typer(
    name="claimwire",
    no_args_is_help=True,
    pretty_exceptions_enable=False,
    context_settings={"help_option_names": ["-h", "--help"]},
)

_demo: dict[str, str] = {}

Day = Annotated[str, typer.Option("--day", help="The outlet's local day, as 2024-10-30.")]
Outlets = Annotated[str | None, typer.Option("--outlets", help="Slugs separated by commas; default: all enabled.")]
ModeOption = Annotated[str, typer.Option("--mode", help="missing, refetch, or replay (never touches the network).")]
AsJson = Annotated[bool, typer.Option("--json", help="Print JSON for machines.")]


@app.callback()
def options(
    context: typer.Context,
    demo: Annotated[bool, typer.Option("--demo", help="Serve the invented outlets meanwhile, and read those.")] = False,
    debug: Annotated[bool, typer.Option("--debug", help="Show where an unexpected error comes from.")] = False,
) -> None:
    """War live blogs as data: who claimed what, through whom, with which hedge, and who denied it."""
    if debug:
        sys.excepthook = sys.__excepthook__
    if demo:
        from demo.server import serve

        served = context.with_resource(serve(port=0)).environment
        _demo.update({name.removeprefix("CLAIMWIRE_").lower(): value for name, value in served.items()})


@app.command()
def run(day: Day, outlets: Outlets = None, mode: ModeOption = "missing", as_json: AsJson = False) -> None:
    """Do everything for one day: collect, extract, load, build, check, publish."""
    from claimwire import pipeline

    publication, outcomes = pipeline.run(_settings(outlets), _day(day), mode=_mode(mode), now=_now())
    _show_outcomes(outcomes, as_json=as_json, published=str(publication.folder))
    _exit_if_incomplete(outcomes)


@app.command()
def collect(day: Day, outlets: Outlets = None, mode: ModeOption = "missing", as_json: AsJson = False) -> None:
    """Bring a day's captures into the archive."""
    from claimwire import pipeline

    settings = _settings(outlets)
    outcomes = [
        pipeline.collect(settings, slug, _day(day), mode=_mode(mode), now=_now()) for slug in pipeline.enabled(settings)
    ]
    _show_outcomes(outcomes, as_json=as_json)


@app.command()
def extract(day: Day, outlets: Outlets = None, as_json: AsJson = False) -> None:
    """Read a day's archived captures into packages of rows, without network."""
    from claimwire import pipeline

    settings = _settings(outlets)
    slugs = pipeline.enabled(settings)
    outcomes = [pipeline.read_outlet(settings, slug, _day(day), mode="replay", now=_now()) for slug in slugs]
    _show_outcomes(outcomes, as_json=as_json)
    _exit_if_incomplete(outcomes)


@app.command()
def load(day: Day, outlets: Outlets = None, as_json: AsJson = False) -> None:
    """Load a day's packages into the raw tables."""
    from claimwire import pipeline

    settings = _settings(outlets)
    _show(pipeline.load(settings, _day(day), pipeline.enabled(settings)), as_json=as_json)


@app.command()
def build(
    full: Annotated[bool, typer.Option("--full", help="Rebuild from nothing.")] = False, as_json: AsJson = False
) -> None:
    """Build a candidate from everything that is loaded."""
    from claimwire import pipeline

    _show(pipeline.build(_settings(), now=_now(), is_full=full), as_json=as_json)


@app.command()
def check(build_id: str, as_json: AsJson = False) -> None:
    """Judge a candidate; a critical failure sets it aside."""
    from claimwire import pipeline

    verdict = pipeline.check(_settings(), build_id)
    failed = [one for one in verdict.results if not one.is_passed]
    _show({"checks": len(verdict.results), "warnings": len(failed), "is_passed": verdict.is_passed}, as_json=as_json)


@app.command()
def publish(build_id: str, as_json: AsJson = False) -> None:
    """Publish a candidate that passed its checks."""
    from claimwire import pipeline

    _show(pipeline.publish(_settings(), build_id), as_json=as_json)


@app.command(name="import")
def import_page(
    page: Path,
    outlet: Annotated[str, typer.Option("--outlet", help="Slug of the outlet.")],
    captured_at: Annotated[str, typer.Option("--captured-at", help="When it was saved, as 2024-10-30T18:45:00+01:00.")],
    url: Annotated[str | None, typer.Option("--url", help="Its address, where known.")] = None,
    as_json: AsJson = False,
) -> None:
    """Put a saved page, or a page saved as text, through the whole chain."""
    from claimwire import pipeline

    settings = _settings()
    instant = _instant(captured_at)
    outcome = pipeline.import_page(settings, outlet, page, captured_at=instant, url=url, now=_now())
    pipeline.load(settings, outcome.day, [outlet])
    publication = pipeline.build_and_publish(settings, now=_now())
    _show_outcomes([outcome], as_json=as_json, published=str(publication.folder))


@app.command()
def parse(
    page: Path,
    outlet: Annotated[str | None, typer.Option("--outlet", help="Slug of the outlet; default: try everything.")] = None,
    url: Annotated[str | None, typer.Option("--url", help="Address of the page.")] = None,
    captured_at: Annotated[str | None, typer.Option("--captured-at", help="When it was saved (ISO 8601).")] = None,
    timezone: Annotated[str | None, typer.Option("--timezone", help="Zone of its clocks, as Europe/Paris.")] = None,
) -> None:
    """Read a saved page without network; one JSON object a post, in page order."""
    from claimwire import reading

    for row in reading.parse_file(
        page,
        outlet=outlet,
        folders=_settings().outlet_folders,
        url=url,
        captured_at=_instant(captured_at) if captured_at else None,
        timezone=timezone,
    ):
        _line(row)


@app.command()
def annotate(
    posts: Annotated[Path | None, typer.Argument(help="Posts as JSON lines; default: standard input.")] = None,
) -> None:
    """Read posts as JSON lines, print their records as JSON lines."""
    from claimwire import reading

    failed: list[str] = []
    with reading.open_lines(posts) as lines:
        for row in reading.annotate_lines(lines, folders=_settings().outlet_folders, failed=failed):
            _line(row)
    for one in failed:
        sys.stderr.write(f"note: post {one}\n")
    if failed:
        raise typer.Exit(DONE_BUT_INCOMPLETE)


@app.command()
def sql(
    query: str,
    as_json: AsJson = False,
    as_csv: Annotated[bool, typer.Option("--csv", help="Print CSV.")] = False,
) -> None:
    """Query the latest published file, read-only."""
    from claimwire.warehouse.connection import query as ask

    rows = ask(_published(), query)
    if as_json:
        sys.stdout.write(json.dumps(rows, default=str, ensure_ascii=False, indent=1) + "\n")
    elif as_csv:
        _csv(rows)
    else:
        _table(rows)


@app.command()
def explain(record_id: str, as_json: AsJson = False) -> None:
    """Lead a record back to its sentence, its post, its archived page and the rule that read it."""
    from claimwire.provenance import trace

    _show(trace(_settings(), _published(), record_id), as_json=as_json)


@app.command()
def doctor(as_json: AsJson = False) -> None:
    """Look at settings, folders, locks and disk; say what is wrong and what to do."""
    from claimwire.doctor import examine

    findings = examine(_settings())
    if as_json:
        sys.stdout.write(json.dumps(findings, ensure_ascii=False, indent=1) + "\n")
    else:
        for one in findings:
            sys.stdout.write(f"{'ok ' if one['is_ok'] else 'BAD'} {one['name']}: {one['message']}\n")
    if not all(one["is_ok"] for one in findings):
        raise typer.Exit(UsageError.exit_code)


@app.command()
def backfill(
    first: Annotated[str, typer.Option("--from", help="First day.")],
    last: Annotated[str, typer.Option("--to", help="Last day, inclusive.")],
    outlets: Outlets = None,
    mode: ModeOption = "missing",
    dry_run: Annotated[bool, typer.Option("--dry-run", help="Only say which days.")] = False,
    as_json: AsJson = False,
) -> None:
    """Read a range of days, then build, check and publish once."""
    from claimwire import pipeline

    days = _days(_day(first), _day(last))
    if dry_run:
        _show({"days": len(days), "first": first, "last": last}, as_json=as_json)
        return
    publication, outcomes = pipeline.backfill(_settings(outlets), days, mode=_mode(mode), now=_now())
    _show_outcomes(outcomes, as_json=as_json, published=str(publication.folder))
    _exit_if_incomplete(outcomes)


@app.command()
def up() -> None:
    """Start the scheduled system and keep it running until Ctrl-C or `claimwire down`."""
    from claimwire import supervisor

    raise typer.Exit(supervisor.up(_settings()))


@app.command()
def down() -> None:
    """End the scheduled system."""
    from claimwire import supervisor

    raise typer.Exit(supervisor.down(_settings()))


@app.command(context_settings={"allow_extra_args": True, "ignore_unknown_options": True, "help_option_names": []})
def airflow(context: typer.Context) -> None:
    """Run an airflow command against the system that `claimwire up` started."""
    from claimwire import supervisor

    raise typer.Exit(supervisor.airflow(_settings(), context.args))


def main() -> None:
    """Run the command line; every expected error is one sentence, a hint and its exit code."""
    sys.excepthook = _unexpected
    try:
        typer.main.get_command(app)()
    except ClaimwireError as error:
        sys.stderr.write(f"error: {error}\nhint: {error.hint}\n")
        sys.exit(error.exit_code)
    except BrokenPipeError:
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())


def _unexpected(kind: type[BaseException], error: BaseException, _trace: TracebackType | None) -> None:
    sys.stderr.write(f"error: unexpected {kind.__name__}: {error}\nhint: `claimwire --debug …` shows where.\n")


def _settings(outlets: str | None = None) -> Settings:
    from claimwire.settings import read_settings

    return read_settings(**{**_demo, **({"outlets": outlets} if outlets else {})})


def _now() -> datetime:
    return datetime.now(UTC)


def _day(text: str) -> date:
    from extractors.rows import day

    return day(text)


def _instant(text: str) -> datetime:
    from extractors.rows import instant

    return instant(text)


def _days(first: date, last: date) -> list[date]:
    if last < first:
        raise BadDate(f"The range ends on {last}, before it begins on {first}.")
    return [first + timedelta(days=one) for one in range((last - first).days + 1)]


def _mode(text: str) -> Any:
    if text not in ("missing", "refetch", "replay"):
        raise UsageError(f"{text!r} is no mode.", hint="Use missing, refetch or replay.")
    return text


def _published() -> Path:
    path = _settings().published / "latest" / "claimwire.duckdb"
    if not path.exists():
        raise UsageError("Nothing is published yet.", hint="Run a day first: claimwire run --day 2024-10-30.")
    return path


def _line(row: dict[str, Any]) -> None:
    sys.stdout.write(json.dumps(row, ensure_ascii=False) + "\n")


def _show(result: Any, *, as_json: bool) -> None:
    row = result if isinstance(result, dict) else {name: getattr(result, name) for name in result.__dataclass_fields__}
    if as_json:
        sys.stdout.write(json.dumps(row, default=str, ensure_ascii=False, indent=1) + "\n")
        return
    for name, value in row.items():
        sys.stdout.write(f"{name}: {value}\n")


def _show_outcomes(outcomes: list[OutletDay], *, as_json: bool, published: str | None = None) -> None:
    from extractors.rows import to_row

    if as_json:
        rows = [to_row(one) for one in outcomes]
        sys.stdout.write(json.dumps({"outlets": rows, "published": published}, ensure_ascii=False, indent=1) + "\n")
        return
    for one in outcomes:
        counts = f"{one.snapshot_count} captures, {one.post_count} posts, {one.record_count} records"
        sys.stdout.write(f"{one.outlet} {one.day} {one.status}: {one.message or counts}\n")
    if published:
        sys.stdout.write(f"published: {published}\n")


def _exit_if_incomplete(outcomes: list[OutletDay]) -> None:
    if any(not one.is_complete for one in outcomes):
        sys.stderr.write("note: done, but incomplete; see mart_coverage.\n")
        raise typer.Exit(DONE_BUT_INCOMPLETE)


def _csv(rows: list[dict[str, Any]]) -> None:
    import csv

    if rows:
        writer = csv.DictWriter(sys.stdout, fieldnames=list(rows[0]))
        writer.writeheader()
        writer.writerows(rows)


def _table(rows: list[dict[str, Any]]) -> None:
    from rich.console import Console
    from rich.table import Table
    from rich.text import Text

    if not rows:
        sys.stdout.write("no rows\n")
        return
    table = Table(*rows[0], show_lines=False, header_style="bold")
    for row in rows:
        table.add_row(*(Text("" if value is None else str(value)) for value in row.values()))
    Console().print(table)
